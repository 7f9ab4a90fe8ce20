#include "imports.h"

#include "imports_origin.h"

#include <string.h>

/* What is collected while the imports of a file are found. */
struct finder {
	struct arena *arena;
	const struct tree *tree;
	const struct scopes *scopes;
	ARRAY(struct import) list;
};

/* A dotted name as it would be without spaces and comments in it. */
static struct str dotted_text(struct finder *f, node_id n)
{
	struct str text = tree_text(f->tree, n);
	uint32_t length = 0;
	char *copy;

	if (memchr(text.at, ' ', text.length) == NULL &&
	    memchr(text.at, '\t', text.length) == NULL &&
	    memchr(text.at, '\\', text.length) == NULL)
		return text;
	copy = arena_copy(f->arena, text.at, text.length);
	for (uint32_t i = 0; i < text.length; i++)
		if (strchr(" \t\f\r\n\\", text.at[i]) == NULL)
			copy[length++] = text.at[i];
	return (struct str){copy, length};
}

static void add(struct finder *f, node_id n, struct str module, node_id member,
                node_id bound)
{
	struct import import = {.node = n, .module = module};

	if (member != NO_NODE)
		import.name = dotted_text(f, member);
	import.variable =
	    bound == NO_NODE ? NO_SYMBOL : scopes_variable(f->scopes, bound);
	ARRAY_PUSH(f->arena, &f->list, import);
}

/* `import a.b` and `import a.b as c`: n is the dotted_name or aliased_import.
 */
static void add_module(struct finder *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, n, FIELD_NAME);
	node_id alias = tree_child(t, n, FIELD_ALIAS);

	if (tree_kind(t, n) == KIND_ALIASED_IMPORT && name != NO_NODE)
		add(f, n, dotted_text(f, name), NO_NODE, alias);
	else if (tree_kind(t, n) == KIND_DOTTED_NAME)
		add(f, n, dotted_text(f, n), NO_NODE, tree_first(t, n));
}

/* `from module import a` and `... import a as b`. */
static void add_member(struct finder *f, node_id n, struct str module)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, n, FIELD_NAME);
	node_id alias = tree_child(t, n, FIELD_ALIAS);

	if (tree_kind(t, n) == KIND_WILDCARD_IMPORT)
		add(f, n, module, NO_NODE, NO_NODE);
	else if (tree_kind(t, n) == KIND_ALIASED_IMPORT && name != NO_NODE)
		add(f, n, module, name, alias);
	else if (tree_kind(t, n) == KIND_DOTTED_NAME)
		add(f, n, module, n, tree_first(t, n));
}

static void add_statement(struct finder *f, node_id statement)
{
	const struct tree *t = f->tree;
	node_id module = tree_child(t, statement, FIELD_MODULE_NAME);
	node_id c = tree_first(t, statement);

	for (; c != NO_NODE; c = tree_sibling(t, c)) {
		if (tree_kind(t, statement) == KIND_IMPORT_STATEMENT)
			add_module(f, c);
		else if (module != NO_NODE && c != module)
			add_member(f, c, dotted_text(f, module));
	}
}

static bool has_same_origin(const struct imports *imports, uint32_t a,
                            uint32_t b)
{
	struct origin x = imports_origin_of(imports, &imports->list[a]);
	struct origin y = imports_origin_of(imports, &imports->list[b]);

	return str_equal(x.module, y.module) && str_equal(x.member, y.member);
}

/* `np = None` where the import failed: what is done with np fails then. */
static bool is_none_binding(const struct tree *t, const struct occurrence *o)
{
	return o->binding == BINDING_ASSIGNMENT &&
	       tree_child(t, o->cause, FIELD_LEFT) == o->node &&
	       tree_kind(t, tree_child(t, o->cause, FIELD_RIGHT)) == KIND_NONE;
}

static bool has_other_binding(const struct scopes *scopes, symbol_id variable)
{
	const struct occurrence *o = scopes_first(scopes, variable);

	for (; o != NULL; o = scopes_next(scopes, o))
		if (o->access == ACCESS_BIND && o->binding != BINDING_IMPORT &&
		    !is_none_binding(scopes->tree, o))
			return true;
	return false;
}

/* A star import after it, in the same scope, may bind the name anew. */
static bool is_overridden(const struct imports *imports, uint32_t index,
                          node_id last_star)
{
	const struct scopes *s = imports->scopes;
	const struct import *import = &imports->list[index];

	return last_star != NO_NODE && last_star > import->node &&
	       s->symbols[import->variable].scope == 0;
}

static const uint32_t *index_symbols(const struct imports *imports,
                                     node_id last_star)
{
	const struct scopes *s = imports->scopes;
	uint32_t *index =
	    ARENA_ARRAY(imports->arena, s->symbol_count + 1, uint32_t);
	const uint32_t ambiguous = UINT32_MAX;

	for (uint32_t i = 0; i < imports->count; i++) {
		symbol_id variable = imports->list[i].variable;

		if (variable == NO_SYMBOL)
			continue;
		if (index[variable] == 0)
			index[variable] =
			    has_other_binding(s, variable) ? ambiguous : i + 1;
		else if (index[variable] != ambiguous &&
		         !has_same_origin(
		             imports,
		             (index[variable] & ~IMPORT_MAY_BE_HIDDEN) - 1, i))
			index[variable] = ambiguous;
		if (index[variable] != ambiguous &&
		    is_overridden(imports, i, last_star))
			index[variable] |= IMPORT_MAY_BE_HIDDEN;
	}
	for (symbol_id v = 0; v < s->symbol_count; v++)
		if (index[v] == ambiguous)
			index[v] = 0;
	return index;
}

const struct import *imports_last(const struct imports *imports,
                                  symbol_id variable)
{
	const struct import *last = NULL;

	for (uint32_t i = 0; i < imports->count; i++)
		if (imports->list[i].variable == variable)
			last = &imports->list[i];
	return last == NULL || has_other_binding(imports->scopes, variable)
	           ? NULL
	           : last;
}

static bool is_star(const struct imports *imports, const struct import *import)
{
	return tree_kind(imports->scopes->tree, import->node) ==
	       KIND_WILDCARD_IMPORT;
}

bool imports_has_stars(const struct imports *imports)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < imports->count; i++)
		count += is_star(imports, &imports->list[i]);
	return count > 1;
}

static const struct import *only_star(const struct imports *imports)
{
	const struct import *found = NULL;

	for (uint32_t i = 0; i < imports->count; i++) {
		if (!is_star(imports, &imports->list[i]))
			continue;
		if (found != NULL)
			return NULL;
		found = &imports->list[i];
	}
	return found;
}

struct str imports_star_origin(const struct imports *imports,
                               struct arena *arena, node_id n)
{
	const struct tree *t = imports->scopes->tree;
	struct str module;

	if (imports->only_star == NULL || tree_kind(t, n) != KIND_IDENTIFIER ||
	    scopes_variable(imports->scopes, n) != NO_SYMBOL ||
	    imports_is_builtin(tree_text(t, n)))
		return (struct str){NULL, 0};
	module = imports->only_star->module;
	return str_of(arena_format(arena, "%.*s%s%.*s", STR_ARG(module),
	                           str_ends(module, ".") ? "" : ".",
	                           STR_ARG(tree_text(t, n))));
}

void imports_find(struct imports *imports, struct arena *arena,
                  const struct scopes *scopes)
{
	struct finder f = {
	    .arena = arena, .tree = scopes->tree, .scopes = scopes};
	struct tree_each each = TREE_EACH(f.tree, KIND_IMPORT_STATEMENT,
	                                  KIND_IMPORT_FROM_STATEMENT);
	node_id last_star = NO_NODE, n;

	*imports = (struct imports){.scopes = scopes, .arena = arena};
	while (tree_each(f.tree, &each, &n))
		add_statement(&f, n);
	for (n = tree_first_of(f.tree, KIND_WILDCARD_IMPORT); n != NO_NODE;
	     n = tree_next_of(f.tree, n))
		last_star = n;
	imports->list = f.list.at;
	imports->count = f.list.count;
	imports->only_star = only_star(imports);
	imports->of_symbol = index_symbols(imports, last_star);
	imports->memory = imports_memory_new(arena, scopes);
}

const struct import *imports_of_variable(const struct imports *imports,
                                         symbol_id variable)
{
	if (variable == NO_SYMBOL || imports->of_symbol[variable] == 0 ||
	    imports->of_symbol[variable] & IMPORT_MAY_BE_HIDDEN)
		return NULL;
	return &imports->list[imports->of_symbol[variable] - 1];
}

struct str imports_likely_origin(const struct imports *imports,
                                 struct arena *arena, node_id n)
{
	const struct tree *t = imports->scopes->tree;
	struct str names = {NULL, 0}, origin;
	node_id start = n;
	symbol_id variable;

	while (tree_kind(t, start) == KIND_ATTRIBUTE)
		start = tree_child(t, start, FIELD_OBJECT);
	variable = tree_kind(t, start) == KIND_IDENTIFIER
	               ? scopes_variable(imports->scopes, start)
	               : NO_SYMBOL;
	if (variable == NO_SYMBOL ||
	    !(imports->of_symbol[variable] & IMPORT_MAY_BE_HIDDEN))
		return (struct str){NULL, 0};
	for (; n != start; n = tree_child(t, n, FIELD_OBJECT))
		names = str_of(arena_format(
		    arena, ".%.*s%.*s",
		    STR_ARG(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE))),
		    STR_ARG(names)));
	origin = imports_import_origin(
	    imports, arena,
	    &imports
	         ->list[(imports->of_symbol[variable] & ~IMPORT_MAY_BE_HIDDEN) -
	                1]);
	return str_of(
	    arena_format(arena, "%.*s%.*s", STR_ARG(origin), STR_ARG(names)));
}

static bool is_in_module(struct str name, struct str module)
{
	return name.length >= module.length && *name.at == *module.at &&
	       memcmp(name.at, module.at, module.length) == 0 &&
	       (name.length == module.length || name.at[module.length] == '.');
}

/* Take `part` off the end of `whole`; false if it does not end so. */
static bool take_end(struct str *whole, struct str part)
{
	if (part.length > whole->length ||
	    (part.length != 0 && memcmp(whole->at + whole->length - part.length,
	                                part.at, part.length) != 0))
		return false;
	whole->length -= part.length;
	return true;
}

/* Is it `from a import b` of the module a.b? */
static bool is_member(const struct import *import, struct str module)
{
	if (import->name.at[import->name.length - 1] !=
	    module.at[module.length - 1])
		return false;
	return take_end(&module, import->name) &&
	       (str_ends(import->module, ".") || take_end(&module, STR("."))) &&
	       str_equal(module, import->module);
}

bool imports_has_module(const struct imports *imports, const char *module)
{
	struct str asked = str_of(module);

	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];

		if (is_in_module(import->module, asked))
			return true;
		if (import->name.length != 0 && is_member(import, asked))
			return true;
	}
	return false;
}
