#include "imports.h"

#include <string.h>

enum { LONGEST_CHAIN = 32 }; /* a.b.c...: names of more parts are unknown */

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

/* A dotted name in two pieces, `between` them a dot or nothing. */
struct origin {
	struct str module, member;
	bool has_dot;
};

static struct origin origin_of(const struct imports *imports,
                               const struct import *import)
{
	if (import->name.length == 0)
		return (struct origin){
		    module_bound(imports, import), {NULL, 0}, false};
	return (struct origin){import->module, import->name,
	                       !str_ends(import->module, ".")};
}

static bool has_same_origin(const struct imports *imports, uint32_t a,
                            uint32_t b)
{
	struct origin x = origin_of(imports, &imports->list[a]);
	struct origin y = origin_of(imports, &imports->list[b]);

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
		         !has_same_origin(imports, index[variable] - 1, i))
			index[variable] = ambiguous;
		if (is_overridden(imports, i, last_star))
			index[variable] = ambiguous;
	}
	for (symbol_id v = 0; v < s->symbol_count; v++)
		if (index[v] == ambiguous)
			index[v] = 0;
	return index;
}

void imports_find(struct imports *imports, struct arena *arena,
                  const struct scopes *scopes)
{
	struct finder f = {
	    .arena = arena, .tree = scopes->tree, .scopes = scopes};
	node_id last_star = NO_NODE;

	*imports = (struct imports){.scopes = scopes, .arena = arena};
	for (node_id n = 0; n < f.tree->count; n++) {
		enum kind kind = tree_kind(f.tree, n);

		if (kind == KIND_IMPORT_STATEMENT ||
		    kind == KIND_IMPORT_FROM_STATEMENT)
			add_statement(&f, n);
		else if (kind == KIND_WILDCARD_IMPORT)
			last_star = n;
	}
	imports->list = f.list.at;
	imports->count = f.list.count;
	imports->of_symbol = index_symbols(imports, last_star);
}

const struct import *imports_of_variable(const struct imports *imports,
                                         symbol_id variable)
{
	if (variable == NO_SYMBOL || imports->of_symbol[variable] == 0)
		return NULL;
	return &imports->list[imports->of_symbol[variable] - 1];
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

/* The origin of an identifier; false if unknown. */
static bool origin_of_name(const struct imports *imports, node_id n,
                           struct origin *origin)
{
	const struct tree *t = imports->scopes->tree;
	symbol_id variable;
	const struct import *import;
	const char *builtin;
	struct str name;

	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(imports->scopes, n);
	if (variable != NO_SYMBOL) {
		import = imports_of_variable(imports, variable);
		if (import != NULL)
			*origin = origin_of(imports, import);
		return import != NULL;
	}
	name = names_text(t->names, tree_name(t, n));
	builtin = builtin_named(name);
	if (builtin == NULL || !scopes_is_builtin(imports->scopes, n, builtin))
		return false;
	*origin = (struct origin){STR("builtins"), name, true};
	return true;
}

struct str imports_import_origin(const struct imports *imports,
                                 struct arena *arena,
                                 const struct import *import)
{
	struct origin o = origin_of(imports, import);

	if (o.member.length == 0)
		return o.module;
	return str_of(arena_format(arena, "%.*s%s%.*s", STR_ARG(o.module),
	                           o.has_dot ? "." : "", STR_ARG(o.member)));
}

/* What a name or an attribute chain stands for: the origin of what it starts
 * with, and the names of the attributes, the last one first. */
struct chain {
	struct origin start;
	struct str names[LONGEST_CHAIN];
	uint32_t count;
};

static bool chain_of(const struct imports *imports, node_id n,
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

struct str imports_origin(const struct imports *imports, struct arena *arena,
                          node_id n)
{
	struct chain chain;
	struct origin *start = &chain.start;
	struct str origin;
	uint32_t size;
	char *text;

	if (!chain_of(imports, n, &chain))
		return (struct str){NULL, 0};
	if (start->member.length == 0 && chain.count == 0)
		return start->module;
	size = start->module.length + start->member.length + 2;
	for (uint32_t i = 0; i < chain.count; i++)
		size += chain.names[i].length + 1;
	text = arena_alloc(arena, size);
	origin = (struct str){text, write_chain(&chain, text, size)};
	return origin;
}

uint32_t imports_write_origin(const struct imports *imports, node_id n,
                              char *text, uint32_t size)
{
	struct chain chain;

	return chain_of(imports, n, &chain) ? write_chain(&chain, text, size)
	                                    : 0;
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

/* Is `part` at `*text`? Moves past it. */
static inline bool take(const char **text, struct str part)
{
	if (part.length != 0 &&
	    (**text != *part.at || strncmp(*text, part.at, part.length) != 0))
		return false;
	*text += part.length;
	return true;
}

static inline bool take_dot(const char **text)
{
	return *(*text)++ == '.';
}

static bool is_chain(const struct chain *chain, const char *dotted)
{
	const struct origin *start = &chain->start;

	if (!take(&dotted, start->module) ||
	    (start->has_dot && !take_dot(&dotted)) ||
	    !take(&dotted, start->member))
		return false;
	for (uint32_t i = chain->count; i-- != 0;)
		if (!take_dot(&dotted) || !take(&dotted, chain->names[i]))
			return false;
	return *dotted == '\0';
}

bool imports_is(const struct imports *imports, node_id n, const char *dotted)
{
	struct chain chain;

	return chain_of(imports, n, &chain) && is_chain(&chain, dotted);
}

int imports_which(const struct imports *imports, node_id n,
                  const char *const *dotted)
{
	struct chain chain;

	if (!chain_of(imports, n, &chain))
		return -1;
	for (int i = 0; dotted[i] != NULL; i++)
		if (is_chain(&chain, dotted[i]))
			return i;
	return -1;
}

/* Does what is left of the prefix begin with `part`, or end in it? Moves past.
 */
static bool take_some(const char **prefix, struct str part)
{
	size_t length = strlen(*prefix);

	if (length > part.length)
		length = part.length;
	if (length != 0 && memcmp(*prefix, part.at, length) != 0)
		return false;
	*prefix += length;
	return true;
}

bool imports_starts(const struct imports *imports, node_id n,
                    const char *prefix)
{
	struct chain chain;
	bool is_same;

	if (!chain_of(imports, n, &chain))
		return false;
	is_same = take_some(&prefix, chain.start.module) &&
	          (!chain.start.has_dot || take_some(&prefix, STR("."))) &&
	          take_some(&prefix, chain.start.member);
	for (uint32_t i = chain.count; is_same && i-- != 0;)
		is_same = take_some(&prefix, STR(".")) &&
		          take_some(&prefix, chain.names[i]);
	return is_same && *prefix == '\0';
}

static bool is_in_module(struct str name, const char *module)
{
	return str_starts(name, module) && (name.length == strlen(module) ||
	                                    name.at[strlen(module)] == '.');
}

/* Is it `from a import b` of the module a.b? */
static bool is_member(const struct import *import, struct str module)
{
	return take_end(&module, import->name) &&
	       (str_ends(import->module, ".") || take_end(&module, STR("."))) &&
	       str_equal(module, import->module);
}

bool imports_has_module(const struct imports *imports, const char *module)
{
	for (uint32_t i = 0; i < imports->count; i++) {
		const struct import *import = &imports->list[i];
		struct str whole = import->module;

		if (is_in_module(whole, module))
			return true;
		if (import->name.length != 0 &&
		    is_member(import, str_of(module)))
			return true;
	}
	return false;
}
