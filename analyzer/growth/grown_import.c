#include "grown_import.h"

#include "ask.h"
#include "serves.h"

/* Is it a class of classes? */
static bool is_metaclass(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];

	for (uint32_t i = 0; i < info->base_count; i++) {
		struct str base = tree_text(f->tree, info->bases[i].node);

		if (str_is(info->bases[i].origin, "builtins.type") ||
		    str_ends(base, "Meta") || str_ends(base, "Type") ||
		    str_ends(base, "MetaClass"))
			return true;
	}
	return false;
}

/* Does it give back one of its parameters as it is, or as a kind of method, as
 * decorators do? */
static bool returns_parameter(const struct facts *f, node_id function)
{
	static const char *const kinds[] = {"builtins.classmethod",
	                                    "builtins.staticmethod",
	                                    "builtins.property", NULL};
	const struct tree *t = f->tree;
	scope_id scope = scopes_opened_by(&f->scopes, function);

	for (node_id n = function; n < tree_end(t, function); n++) {
		node_id value;
		symbol_id variable;

		if (tree_kind(t, n) != KIND_RETURN_STATEMENT)
			continue;
		value = tree_first(t, n);
		if (tree_kind(t, value) == KIND_CALL &&
		    imports_which(&f->imports,
		                  tree_child(t, value, FIELD_FUNCTION),
		                  kinds) >= 0)
			value = ask_argument(f, value, 0);
		if (tree_kind(t, value) != KIND_IDENTIFIER)
			continue;
		variable = scopes_variable(&f->scopes, value);
		if (variable != NO_SYMBOL &&
		    f->scopes.symbols[variable].scope == scope &&
		    (f->scopes.symbols[variable].flags & SYMBOL_PARAMETER))
			return true;
	}
	return false;
}

/* Or is it a helper of the module's own code, which deletes it in the end? */
static bool is_decorator(const struct facts *f, node_id function)
{
	node_id name = tree_child(f->tree, function, FIELD_NAME);
	symbol_id variable = scopes_variable(&f->scopes, name);

	if (returns_parameter(f, function))
		return true;
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_DELETE ||
		    tree_ancestor(f->tree, o->node, KIND_DECORATOR) != NO_NODE)
			return true;
	return false;
}

bool grown_has_word(struct str name, const char *const *words)
{
	uint32_t start = 0;

	for (uint32_t i = 0; i <= name.length; i++) {
		if (i < name.length && name.at[i] != '_')
			continue;
		if (str_is_one_of((struct str){name.at + start, i - start},
		                  words))
			return true;
		start = i + 1;
	}
	return false;
}

/* Words with which the names of functions begin that fill tables once. */
static bool is_named_so(struct str name)
{
	static const char *const starts[] = {
	    "register", "reg_",      "add",      "install", "define",
	    "declare",  "init",      "setup",    "load",    "enable",
	    "import",   "config",    "set",      "extend",  "export",
	    "populate", "build",     "alias",    "provide", "fill",
	    "make",     "create",    "patch",    "main",    "mk",
	    "bind",     "replace",   "ext",      "start",   "prepare",
	    "on_init",  "def_",      "discover", "collect", "parse_arg",
	    "connect",  "subscribe", "append",   "option",  "map_",
	    "upgrade",  "downgrade", "opt_",     "warn",    "deprecat",
	    NULL};
	static const char *const hooks[] = {"__init_subclass__", "__set_name__",
	                                    "__prepare__", NULL};
	static const char *const anywhere[] = {"register", NULL};
	char lower[16];
	uint32_t length = 0;

	if (str_starts(name, "__"))
		return str_is_one_of(name, hooks);
	if (grown_has_word(name, anywhere))
		return true;
	while (name.length > 0 && *name.at == '_') {
		name.at++;
		name.length--;
	}
	for (; length < name.length && length < sizeof(lower); length++)
		lower[length] = name.at[length] >= 'A' && name.at[length] <= 'Z'
		                    ? (char)(name.at[length] + ('a' - 'A'))
		                    : name.at[length];
	for (const char *const *start = starts; *start != NULL; start++)
		if (str_starts((struct str){lower, length}, *start))
			return true;
	return false;
}

static bool find_filling(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	class_id class = classes_of_method(&f->classes, function);

	return is_named_so(tree_text(t, tree_child(t, function, FIELD_NAME))) ||
	       is_decorator(f, function) ||
	       (class != NO_CLASS && is_metaclass(f, class));
}

/* Of a function: whether that was asked, and the answer; for the question
 * after it the same. */
enum { FILLS_KNOWN = 1, FILLS = 2, CALLED_KNOWN = 4, IS_CALLED = 8 };

static bool fills_tables(const struct facts *f, node_id function)
{
	uint8_t *known =
	    &f->scope_flags[scopes_opened_by(&f->scopes, function)];

	if (!(*known & FILLS_KNOWN))
		*known |= FILLS_KNOWN | (find_filling(f, function) ? FILLS : 0);
	return *known & FILLS;
}

/* Callers of callers that are looked at. */
enum { MOST_CALLERS = 16 };

/* Is it called in this file, and in the end only by code of modules and class
 * bodies, and by functions that fill tables? */
static bool find_called(const struct facts *f, node_id function)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	node_id queue[MOST_CALLERS] = {function};
	uint32_t count = 1;

	for (uint32_t k = 0; k < count; k++) {
		scope_id scope = scopes_opened_by(&f->scopes, queue[k]);
		uint32_t first = calls->first_site[scope];
		uint32_t end = calls->first_site[scope + 1];

		if (first == end)
			return false;
		for (uint32_t i = first; i < end; i++) {
			node_id by =
			    tree_enclosing_function(f->tree, calls->sites[i]);
			bool is_known = by == NO_NODE || fills_tables(f, by);

			for (uint32_t j = 0; j < count && !is_known; j++)
				is_known = queue[j] == by;
			if (is_known)
				continue;
			if (count == MOST_CALLERS)
				return false;
			queue[count++] = by;
		}
	}
	return true;
}

static bool is_called_at_import(const struct facts *f, node_id function)
{
	uint8_t *known =
	    &f->scope_flags[scopes_opened_by(&f->scopes, function)];

	if (!(*known & CALLED_KNOWN))
		*known |=
		    CALLED_KNOWN | (find_called(f, function) ? IS_CALLED : 0);
	return *known & IS_CALLED;
}

struct str grown_file(const struct facts *f)
{
	struct str name = str_of(f->module);

	for (uint32_t i = name.length; i > 0; i--)
		if (name.at[i - 1] == '.')
			return (struct str){name.at + i, name.length - i};
	return name;
}

/* Does the file stand for another in tests: x/fake.py? */
static bool is_stand_in(const struct facts *f)
{
	static const char *const words[] = {"fake",  "fakes", "mock", "mocks",
	                                    "dummy", "stubs", NULL};

	return grown_has_word(grown_file(f), words);
}

bool grown_at_import(const struct facts *f, node_id n)
{
	node_id function = tree_enclosing_function(f->tree, n);

	if (function == NO_NODE || is_stand_in(f))
		return true;
	if (serves(f, n) != SERVES_NOT)
		return false;
	/* (what a wrapper does itself is done at each call) */
	if (lifetime_of(f, n).runs == RUNS_ONCE ||
	    closures_is_wrapper(f, function))
		return true;
	for (; function != NO_NODE;
	     function = tree_enclosing_function(f->tree, function))
		if (fills_tables(f, function) ||
		    is_called_at_import(f, function))
			return true;
	return false;
}
