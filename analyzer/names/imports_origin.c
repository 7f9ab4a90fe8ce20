/* What imports and builtins make of names and attribute chains. */
#include "imports_origin.h"

#include <string.h>

enum { LONGEST_CHAIN = 32 }; /* a.b.c...: names of more parts are unknown */

/* The first part of `import a.b`'s name is what it binds. */
static struct str module_bound(const struct imports *imports,
                               const struct import *import)
{
	const struct tree *t = imports->scopes->tree;
	const char *dot = memchr(import->module.at, '.', import->module.length);

	if (dot == NULL || tree_kind(t, import->node) == KIND_ALIASED_IMPORT)
		return import->module;
	return (struct str){import->module.at,
	                    (uint32_t)(dot - import->module.at)};
}

struct origin imports_origin_of(const struct imports *imports,
                                const struct import *import)
{
	if (import->name.length == 0)
		return (struct origin){
		    module_bound(imports, import), {NULL, 0}, false};
	return (struct origin){import->module, import->name,
	                       !str_ends(import->module, ".")};
}

static const struct str builtins[] = {
#define BUILTIN(name) {name, sizeof(name) - 1},
#include "builtins.def"
#undef BUILTIN
};

/* The name as builtins.def has it; NULL if it is no builtin's. */
static const char *builtin_named(struct str name)
{
	size_t low = 0, high = sizeof(builtins) / sizeof(*builtins);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(name, builtins[middle]);

		if (order == 0)
			return builtins[middle].at;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool imports_is_builtin(struct str name)
{
	return builtin_named(name) != NULL;
}

/* What a name or an attribute chain stands for: the origin of what it starts
 * with, and the names of the attributes, the last one first. */
struct chain {
	struct origin start;
	struct str names[LONGEST_CHAIN];
	uint32_t count;
};

enum is_builtin { NOT_ASKED, IS_BUILTIN, IS_NONE };

enum { LONGEST_TEXT = 1024 }; /* longer names are those of nothing known */

struct imports_memory {
	node_id last; /* the node that was asked about, or NO_NODE */
	bool is_known;
	struct chain chain;
	char text[LONGEST_TEXT]; /* the chain as a whole; empty: longer */
	bool is_written;
	bool *has_none; /* by node: it was asked about, and nothing is known */
	uint8_t *builtins; /* enum is_builtin, by symbol that has no owner */
};

/* Is it the name of a builtin that nothing hides? */
static bool is_builtin(const struct imports *imports, node_id n)
{
	const struct scopes *s = imports->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	uint8_t *known;
	const char *builtin;

	if (o == NULL || o->access != ACCESS_READ)
		return false;
	known = &imports->memory->builtins[o->symbol];
	if (*known == NOT_ASKED) {
		builtin = builtin_named(
		    names_text(s->tree->names, tree_name(s->tree, n)));
		*known = builtin != NULL && scopes_is_builtin(s, n, builtin)
		             ? IS_BUILTIN
		             : IS_NONE;
	}
	return *known == IS_BUILTIN;
}

struct imports_memory *imports_memory_new(struct arena *arena,
                                          const struct scopes *scopes)
{
	struct imports_memory *memory = ARENA_NEW(arena, struct imports_memory);

	memory->last = NO_NODE;
	memory->builtins =
	    ARENA_ARRAY(arena, scopes->symbol_count + 1, uint8_t);
	memory->has_none = ARENA_ARRAY(arena, scopes->tree->count, bool);
	return memory;
}

/* The origin of an identifier; false if unknown. */
static bool origin_of_name(const struct imports *imports, node_id n,
                           struct origin *origin)
{
	const struct tree *t = imports->scopes->tree;
	symbol_id variable;
	const struct import *import;

	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(imports->scopes, n);
	if (variable != NO_SYMBOL) {
		import = imports_of_variable(imports, variable);
		if (import != NULL)
			*origin = imports_origin_of(imports, import);
		return import != NULL;
	}
	if (!is_builtin(imports, n))
		return false;
	*origin = (struct origin){STR("builtins"),
	                          names_text(t->names, tree_name(t, n)), true};
	return true;
}

struct str imports_import_origin(const struct imports *imports,
                                 struct arena *arena,
                                 const struct import *import)
{
	struct origin o = imports_origin_of(imports, import);

	if (o.member.length == 0)
		return o.module;
	return str_of(arena_format(arena, "%.*s%s%.*s", STR_ARG(o.module),
	                           o.has_dot ? "." : "", STR_ARG(o.member)));
}

static bool find_chain(const struct imports *imports, node_id n,
                       struct chain *chain)
{
	const struct tree *t = imports->scopes->tree;
	node_id start = n;

	/* most start with a variable that is no import: not worth the names */
	for (chain->count = 0; tree_kind(t, start) == KIND_ATTRIBUTE;
	     chain->count++) {
		if (chain->count == LONGEST_CHAIN)
			return false;
		start = tree_child(t, start, FIELD_OBJECT);
	}
	if (!origin_of_name(imports, start, &chain->start))
		return false;
	for (uint32_t i = 0; i < chain->count; i++) {
		name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));

		if (name == NAME_NONE)
			return false;
		chain->names[i] = names_text(t->names, name);
		n = tree_child(t, n, FIELD_OBJECT);
	}
	return true;
}

/* NULL if it is unknown. */
static const struct chain *chain_of(const struct imports *imports, node_id n)
{
	struct imports_memory *memory = imports->memory;

	if (n == NO_NODE || memory->has_none[n])
		return NULL;
	if (memory->last != n) {
		memory->last = n;
		memory->is_written = false;
		memory->is_known = find_chain(imports, n, &memory->chain);
		memory->has_none[n] = !memory->is_known;
	}
	return memory->is_known ? &memory->chain : NULL;
}

/* Append to `text`; false if there is no room. */
static bool append(char *text, uint32_t size, uint32_t *length, struct str part)
{
	if (part.length >= size - *length)
		return false;
	if (part.length != 0)
		memcpy(text + *length, part.at, part.length);
	*length += part.length;
	text[*length] = '\0';
	return true;
}

/* The whole name; returns its length, 0 if there is no room. */
static uint32_t write_chain(const struct chain *chain, char *text,
                            uint32_t size)
{
	const struct str dot = STR(".");
	uint32_t length = 0;
	bool fits = append(text, size, &length, chain->start.module);

	if (chain->start.has_dot)
		fits = fits && append(text, size, &length, dot);
	fits = fits && append(text, size, &length, chain->start.member);
	for (uint32_t i = chain->count; i-- != 0;)
		fits = fits && append(text, size, &length, dot) &&
		       append(text, size, &length, chain->names[i]);
	return fits ? length : 0;
}

struct str imports_origin(const struct imports *imports, struct arena *arena,
                          node_id n)
{
	const struct chain *chain = chain_of(imports, n);
	const struct origin *start;
	uint32_t size;
	char *text;

	if (chain == NULL)
		return (struct str){NULL, 0};
	start = &chain->start;
	if (start->member.length == 0 && chain->count == 0)
		return start->module;
	size = start->module.length + start->member.length + 2;
	for (uint32_t i = 0; i < chain->count; i++)
		size += chain->names[i].length + 1;
	text = arena_alloc(arena, size);
	return (struct str){text, write_chain(chain, text, size)};
}

uint32_t imports_write_origin(const struct imports *imports, node_id n,
                              char *text, uint32_t size)
{
	const struct chain *chain = chain_of(imports, n);

	return chain != NULL ? write_chain(chain, text, size) : 0;
}

/* The chain that was asked about last as text; empty if it is too long. */
static const char *text_of(struct imports_memory *memory)
{
	if (!memory->is_written) {
		if (write_chain(&memory->chain, memory->text, LONGEST_TEXT) ==
		    0)
			memory->text[0] = '\0';
		memory->is_written = true;
	}
	return memory->text;
}

/* (one that is too long is empty, which nothing that is asked for is) */
bool imports_is(const struct imports *imports, node_id n, const char *dotted)
{
	return chain_of(imports, n) != NULL &&
	       strcmp(text_of(imports->memory), dotted) == 0;
}

int imports_which(const struct imports *imports, node_id n,
                  const char *const *dotted)
{
	const char *text;

	if (chain_of(imports, n) == NULL)
		return -1;
	text = text_of(imports->memory);
	for (int i = 0; dotted[i] != NULL; i++)
		if (strcmp(text, dotted[i]) == 0)
			return i;
	return -1;
}

bool imports_starts(const struct imports *imports, node_id n,
                    const char *prefix)
{
	return chain_of(imports, n) != NULL &&
	       strncmp(text_of(imports->memory), prefix, strlen(prefix)) == 0;
}
