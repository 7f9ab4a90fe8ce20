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

/* What is known of origins that were asked for: 1 + a number of `texts`, of
 * which the first is empty: that of what is not known. 0: it was not asked. */
struct imports_memory {
	uint32_t *of_symbol; /* of names: by their symbol */
	uint32_t *of_node;   /* of names and attributes */
	ARRAY(struct str) texts;
};

struct imports_memory *imports_memory_new(struct arena *arena,
                                          const struct scopes *scopes)
{
	struct imports_memory *memory = ARENA_NEW(arena, struct imports_memory);

	memory->of_symbol =
	    ARENA_ARRAY(arena, scopes->symbol_count + 1, uint32_t);
	memory->of_node = ARENA_ARRAY(arena, scopes->tree->count, uint32_t);
	ARRAY_PUSH(arena, &memory->texts, STR(""));
	return memory;
}

/* Is it the name of a builtin that nothing hides? */
static bool is_builtin(const struct scopes *s, node_id n)
{
	const char *builtin =
	    builtin_named(names_text(s->tree->names, tree_name(s->tree, n)));

	return builtin != NULL && scopes_is_builtin(s, n, builtin);
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
	if (!is_builtin(imports->scopes, n))
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

enum { LONGEST_TEXT = 1024 }; /* longer names are those of nothing known */

/* What `imports_memory` has of it. */
static uint32_t find_origin(const struct imports *imports, node_id n)
{
	struct imports_memory *memory = imports->memory;
	struct chain chain;
	char text[LONGEST_TEXT];
	struct str found = {text, 0};

	if (find_chain(imports, n, &chain))
		found.length = write_chain(&chain, text, sizeof(text));
	if (found.length == 0)
		return 1;
	found.at = arena_copy(imports->arena, text, found.length);
	ARRAY_PUSH(imports->arena, &memory->texts, found);
	return memory->texts.count;
}

/* The same, once for all names of a symbol. */
static uint32_t find_once(const struct imports *imports, node_id n)
{
	const struct scopes *s = imports->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	uint32_t *known;

	if (o == NULL)
		return find_origin(imports, n);
	if (s->symbols[o->symbol].owner == NO_SYMBOL &&
	    o->access != ACCESS_READ)
		return 1;
	known = &imports->memory->of_symbol[o->symbol];
	if (*known == 0)
		*known = find_origin(imports, n);
	return *known;
}

struct str imports_origin(const struct imports *imports, node_id n)
{
	struct imports_memory *memory = imports->memory;

	if (n == NO_NODE)
		return memory->texts.at[0];
	if (memory->of_node[n] == 0)
		memory->of_node[n] = find_once(imports, n);
	return memory->texts.at[memory->of_node[n] - 1];
}

uint32_t imports_write_origin(const struct imports *imports, node_id n,
                              char *text, uint32_t size)
{
	struct str origin = imports_origin(imports, n);

	if (origin.length == 0 || origin.length >= size)
		return 0;
	memcpy(text, origin.at, (size_t)origin.length + 1);
	return origin.length;
}

/* Most differ in their first letter. */
static bool is_same(struct str text, const char *dotted)
{
	return *text.at == *dotted && strcmp(text.at, dotted) == 0;
}

bool imports_is(const struct imports *imports, node_id n, const char *dotted)
{
	return is_same(imports_origin(imports, n), dotted);
}

int imports_which(const struct imports *imports, node_id n,
                  const char *const *dotted)
{
	struct str text = imports_origin(imports, n);

	if (text.length == 0)
		return -1;
	for (int i = 0; dotted[i] != NULL; i++)
		if (is_same(text, dotted[i]))
			return i;
	return -1;
}

bool imports_starts(const struct imports *imports, node_id n,
                    const char *prefix)
{
	return str_starts(imports_origin(imports, n), prefix);
}
