#include "ask.h"

#include <string.h>

const char *ask_imported(const struct facts *f, struct arena *arena, node_id n,
                         const char *module, const char *member)
{
	const struct scopes *s = &f->scopes;

	for (uint32_t i = 0; i < f->imports.count; i++) {
		const struct import *import = &f->imports.list[i];
		const struct symbol *symbol;
		bool is_module = import->name.length == 0;

		if (!str_is(import->module, module) ||
		    import->variable == NO_SYMBOL ||
		    !(is_module || str_is(import->name, member)))
			continue;
		symbol = &s->symbols[import->variable];
		if (symbol->scope != 0 ||
		    f->imports.of_symbol[import->variable] != i + 1 ||
		    scopes_lookup(s, s->scope_of[n], symbol->name) !=
		        import->variable)
			continue;
		return arena_format(
		    arena, "%.*s%s%s",
		    STR_ARG(names_text(f->tree->names, symbol->name)),
		    is_module ? "." : "", is_module ? member : "");
	}
	return NULL;
}

node_id ask_import_place(const struct facts *f, const char *module)
{
	const struct tree *t = f->tree;
	name_id name = names_find(t->names, str_of(module));

	/* Any other use of the name could be bound by it, or hide it. */
	for (uint32_t i = 0; name != NAME_NONE && i < f->scopes.symbol_count;
	     i++)
		if (f->scopes.symbols[i].name == name)
			return NO_NODE;
	for (node_id n = tree_first(t, 0); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		uint32_t start = t->nodes[n].start;

		if ((tree_kind(t, n) == KIND_IMPORT_STATEMENT ||
		     tree_kind(t, n) == KIND_IMPORT_FROM_STATEMENT) &&
		    (start == 0 || f->source->text[start - 1] == '\n'))
			return n;
	}
	return NO_NODE;
}
