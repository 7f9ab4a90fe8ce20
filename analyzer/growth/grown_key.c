#include "grown_key.h"

#include "ask.h"
#include "bounds.h"
#include "container.h"
#include "data.h"
#include "grown_import.h"

node_id grown_function(const struct tree *t, node_id n)
{
	return tree_ancestor(t, n, KIND_FUNCTION_DEFINITION);
}

bool grown_is_far(const struct facts *f, node_id n)
{
	node_id function = grown_function(f->tree, n);

	return function != NO_NODE &&
	       bounds_exceeded(f->tree, REACHED_NODES, n - function, function);
}

bool grown_is_global(const struct facts *f, node_id n)
{
	symbol_id variable = tree_kind(f->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, n)
	                         : NO_SYMBOL;

	return variable != NO_SYMBOL && f->scopes.symbols[variable].scope == 0;
}

/* Does n take its value, turn by turn, from a global or a literal? */
static bool is_of_constants(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *only;
	node_id source;

	if (variable == NO_SYMBOL)
		return false;
	only = scopes_only_binding(&f->scopes, variable);
	if (only == NULL || only->binding != BINDING_FOR)
		return false;
	source = tree_value(t, tree_child(t, only->cause, FIELD_RIGHT));
	while (tree_kind(t, source) == KIND_CALL) {
		node_id first = ask_argument(f, source, 0);

		source = first == NO_NODE
		             ? container_root(
		                   t, tree_child(t, source, FIELD_FUNCTION))
		             : tree_value(t, first);
	}
	return grown_is_global(f, source) || ask_is_small(f, source, 64);
}

/* ---------------------------------------------------------------- the keys */

/* Words for what comes with data, requests, users: there is no end of it. */
static bool is_named_for_data(struct str name)
{
	static const char *const schema[] = {"key", "keys", NULL};
	static const char *const words[] = {
	    "text",       "line",     "data",     "content",  "body",
	    "url",        "uri",      "href",     "query",    "sql",
	    "expr",       "host",     "hostname", "addr",     "address",
	    "ip",         "peer",     "user",     "username", "userid",
	    "session",    "request",  "req",      "msg",      "message",
	    "uuid",       "guid",     "digest",   "checksum", "obj",
	    "instance",   "title",    "email",    "client",   "conn",
	    "connection", "sock",     "socket",   "event",    "row",
	    "record",     "string",   "id",       "node",     "job",
	    "task",       "customer", "order",    NULL};

	return grown_has_word(name, words) && !grown_has_word(name, schema);
}

/* Words for files: the program has few of its own, and those that it reads have
 * no end. */
static bool is_named_for_file(struct str name)
{
	static const char *const words[] = {"path",      "filename", "fname",
	                                    "filepath",  "file",     "dirname",
	                                    "directory", NULL};

	return grown_has_word(name, words);
}

/* Nodes of a function that are looked at. */
enum { MOST_LOOKED_AT = 4096 };

/* Does the function around n open or read something? */
static bool is_in_reader(const struct facts *f, node_id n)
{
	static const char *const starts[] = {"open",  "read", "load",
	                                     "parse", "walk", NULL};
	const struct tree *t = f->tree;
	node_id function = grown_function(t, n), end;

	if (function == NO_NODE)
		return false;
	end = tree_end(t, function);
	for (node_id i = function; i < end && i < function + MOST_LOOKED_AT;
	     i++) {
		struct str called =
		    tree_kind(t, i) == KIND_CALL
		        ? data_called(t, tree_child(t, i, FIELD_FUNCTION))
		        : STR("");

		for (const char *const *start = starts; *start != NULL; start++)
			if (str_starts(called, *start))
				return true;
	}
	return false;
}

/* Calls that give something new for each of their arguments, or each time. */
static bool gives_new(const struct facts *f, node_id call)
{
	static const char *const calls[] = {"builtins.hash",
	                                    "builtins.id",
	                                    "uuid.uuid4",
	                                    "uuid.uuid1",
	                                    "time.time",
	                                    "time.monotonic",
	                                    "time.time_ns",
	                                    "os.path.abspath",
	                                    "os.path.realpath",
	                                    "datetime.datetime.now",
	                                    "secrets.token_hex",
	                                    "secrets.token_urlsafe",
	                                    "os.urandom",
	                                    "uuid.uuid3",
	                                    NULL};

	return imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     calls) >= 0;
}

/* What has one value for each module, class or function, or at all. */
static bool is_of_program(struct str name)
{
	static const char *const words[] = {
	    "cls",      "klass",     "class",    "type",       "module",
	    "func",     "function",  "fn",       "method",     "code",
	    "co",       "enum",      "encoding", "lang",       "language",
	    "locale",   "dtype",     "python",   "executable", "config",
	    "conf",     "plugin",    "backend",  "field",      "column",
	    "template", "schema",    "frame",    "root",       "base",
	    "fun",      "callback",  "lineno",   "version",    "proxy",
	    "driver",   "transport", "preset",   NULL};

	return grown_has_word(name, words);
}

enum { MOST_PARTS = 24 };

static bool is_code(const struct tree *t, node_id n)
{
	static const char *const words[] = {
	    "cls",    "klass",    "class",      "type", "module",
	    "func",   "function", "fn",         "fun",  "f",
	    "method", "callback", "codeobject", NULL};

	return tree_kind(t, n) == KIND_IDENTIFIER &&
	       grown_has_word(tree_text(t, n), words);
}

/* func.__doc__, get_docstring(func) */
static bool is_read_of_code(const struct facts *f, node_id n)
{
	n = tree_value(f->tree, n);
	switch (tree_kind(f->tree, n)) {
	case KIND_ATTRIBUTE:
		return is_code(f->tree, tree_child(f->tree, n, FIELD_OBJECT));
	case KIND_CALL:
		return is_code(f->tree, ask_argument(f, n, 0));
	default:
		return false;
	}
}

enum { MOST_BINDINGS = 16 };

/* id(cls), hash(func): one for each class, function; also of a local that what
 * such a one says is put in */
static bool is_of_few(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id argument = ask_argument(f, call, 0);
	symbol_id variable = tree_kind(t, argument) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, argument)
	                         : NO_SYMBOL;
	uint32_t seen = 0;

	if (is_code(t, argument))
		return true;
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && seen < MOST_BINDINGS;
	     o = scopes_next(&f->scopes, o), seen++)
		if (o->binding == BINDING_ASSIGNMENT &&
		    is_read_of_code(f, tree_child(t, o->cause, FIELD_RIGHT)))
			return true;
	return false;
}

/* A word of a language: x.tag, x.kind. */
static bool is_of_language(const struct tree *t, node_id n)
{
	static const char *const words[] = {
	    "tag", "tagname", "kind", "level", "status", "state", "mode", NULL};

	return tree_field(t, n) == FIELD_ATTRIBUTE &&
	       grown_has_word(tree_text(t, n), words);
}

/* Is n `number % k`, len(x), ord(x) or the like, of which there are few values?
 */
static bool is_bounded_number(const struct facts *f, node_id n)
{
	static const char *const calls[] = {
	    "builtins.len",  "builtins.ord",      "builtins.bool",
	    "builtins.type", "builtins.callable", NULL};
	const struct tree *t = f->tree;

	if (tree_kind(t, n) == KIND_CALL)
		return imports_which(&f->imports,
		                     tree_child(t, n, FIELD_FUNCTION),
		                     calls) >= 0;
	return tree_kind(t, n) == KIND_BINARY_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
	           KIND_TOKEN_PERCENT &&
	       types_of(f->types, tree_child(t, n, FIELD_LEFT))->kind ==
	           TYPE_INT;
}

/* What a node tells of the key that it is a part of. */
enum part { PART_SILENT, PART_FEW, PART_OF_DATA, PART_NEW };

static enum part part_of(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	struct str name = tree_text(t, n);
	bool is_data;

	if (tree_kind(t, n) == KIND_CALL && gives_new(f, n))
		return is_of_few(f, n) ? PART_FEW : PART_NEW;
	if (is_bounded_number(f, n))
		return PART_FEW;
	if (tree_field(t, n) == FIELD_SUBSCRIPT && ask_string(f, n, &name))
		return is_named_for_data(name) ? PART_OF_DATA : PART_SILENT;
	if (tree_kind(t, n) != KIND_IDENTIFIER ||
	    tree_field(t, n) == FIELD_FUNCTION)
		return PART_SILENT;
	if (is_of_program(name) || is_of_language(t, n) ||
	    is_of_constants(f, n))
		return PART_FEW;
	if (grown_is_of_request(f, n))
		return PART_OF_DATA;
	is_data = is_named_for_data(name) ||
	          (is_named_for_file(name) && is_in_reader(f, n));
	switch (grown_given(f, n)) {
	case GROWN_GIVEN_CONSTANTS:
		return PART_FEW;
	case GROWN_GIVEN_DATA:
		return PART_OF_DATA;
	default:
		return is_data ? PART_OF_DATA : PART_SILENT;
	}
}

/* The strongest that a part of n tells; the first that says few decides. */
static enum part parts_of(const struct facts *f, node_id n)
{
	node_id end = tree_end(f->tree, n);
	enum part found = PART_SILENT;

	for (node_id i = n; i < end && i < n + MOST_PARTS; i++) {
		enum part part = part_of(f, i);

		if (part == PART_FEW || part == PART_NEW)
			return part;
		if (part != PART_SILENT)
			found = part;
	}
	return found;
}

/* Is n, which a list is given, of the program: a function, a class, a plugin, a
 * file of settings, a flag? */
static bool is_registered(const struct facts *f, node_id n)
{
	static const char *const words[] = {
	    "config", "conf", "cfg", "plugin", "driver", "backend", NULL};
	const struct tree *t = f->tree;

	return is_of_constants(f, n) || is_code(t, n) ||
	       tree_kind(t, n) == KIND_TRUE || tree_kind(t, n) == KIND_FALSE ||
	       tree_kind(t, n) == KIND_NONE ||
	       (tree_kind(t, n) == KIND_IDENTIFIER &&
	        grown_has_word(tree_text(t, n), words));
}

/* Is a part of the key n, as it is written, without end? The names of what it
 * is made of tell, and the values of the locals among them. */
static bool is_endless(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	enum part whole = parts_of(f, n);
	node_id end = tree_end(t, n);

	if (whole == PART_FEW || grown_has_few_values(f, n))
		return false;
	if (whole != PART_SILENT)
		return true;
	for (node_id i = n; i < end && i < n + MOST_PARTS; i++) {
		node_id value = tree_kind(t, i) == KIND_IDENTIFIER &&
		                        tree_field(t, i) != FIELD_FUNCTION
		                    ? scopes_only_value(&f->scopes, i)
		                    : NO_NODE;

		if (value != NO_NODE && parts_of(f, value) > PART_FEW)
			return true;
	}
	return false;
}

/* Does its function ask `key in container`, before or around the place? A list
 * is gone through for that, so it is to have few elements. */
static bool is_asked_for(const struct facts *f, node_id place, node_id key,
                         node_id container)
{
	const struct tree *t = f->tree;

	if (grown_is_far(f, place))
		return true;
	for (node_id n = grown_function(t, place); n < place; n++) {
		node_id sign = tree_kind(t, n) == KIND_COMPARISON_OPERATOR
		                   ? tree_sibling(t, tree_first(t, n))
		                   : NO_NODE;

		if ((tree_kind(t, sign) == KIND_TOKEN_IN ||
		     tree_kind(t, sign) == KIND_TOKEN_NOT_IN) &&
		    tree_same(t, tree_first(t, n), key) &&
		    tree_same(t, tree_sibling(t, sign), container))
			return true;
	}
	return false;
}

/* Is it only added `if key == something`? */
static bool is_compared(const struct facts *f, node_id place, node_id key)
{
	const struct tree *t = f->tree;
	node_id function = grown_function(t, place);

	for (node_id n = place; n != function && n != NO_NODE;
	     n = tree_parent(t, n)) {
		node_id condition;

		if (tree_kind(t, n) != KIND_IF_STATEMENT)
			continue;
		condition = tree_value(t, tree_child(t, n, FIELD_CONDITION));
		if (tree_kind(t, condition) == KIND_COMPARISON_OPERATOR &&
		    tree_same(t, tree_first(t, condition), key) &&
		    tree_kind(t, tree_sibling(t, tree_first(t, condition))) ==
		        KIND_TOKEN_EQUAL_EQUAL &&
		    tree_contains(t, tree_child(t, n, FIELD_CONSEQUENCE),
		                  place))
			return true;
	}
	return false;
}

/* {"error": text}, as update() gets it: the same keys each time */
static bool has_same_keys(const struct facts *f, node_id display)
{
	const struct tree *t = f->tree;
	struct str text;

	if (tree_kind(t, display) != KIND_DICTIONARY)
		return false;
	for (node_id n = tree_first(t, display); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_PAIR &&
		    !ask_string(f, tree_child(t, n, FIELD_KEY), &text))
			return false;
	return true;
}

bool grown_is_few(const struct facts *f, node_id container, node_id place,
                  node_id key, bool is_list)
{
	const struct tree *t = f->tree;

	if (key == NO_NODE)
		return true;
	key = tree_value(t, key);
	if (!is_list && has_same_keys(f, key))
		return true;
	if (tree_kind(t, key) != KIND_IDENTIFIER ||
	    classes_of_self(&f->classes, key) == NO_CLASS) {
		if (is_list ? is_registered(f, key) &&
		                  serves(f, place) <= SERVES_WINDOW
		            : !is_endless(f, key))
			return true;
		if (is_list ? is_asked_for(f, place, key, container)
		            : is_compared(f, place, key))
			return true;
	}
	/* last, as it looks at all before it in the function */
	return grown_is_done_once(f, place, container);
}

bool grown_is_of_data(const struct facts *f, node_id key)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, key);

	if (grown_has_few_values(f, key))
		return false;
	if (grown_is_new(f, key))
		return true;
	for (node_id i = key; i < end && i < key + MOST_PARTS; i++) {
		struct str name = tree_text(t, i);

		if (tree_kind(t, i) != KIND_IDENTIFIER &&
		    !ask_string(f, i, &name))
			continue;
		if (is_named_for_data(name) || grown_is_of_request(f, i))
			return true;
	}
	return false;
}

bool grown_is_written_as_data(const struct facts *f, node_id n)
{
	node_id end = tree_end(f->tree, n);
	bool is_data = false;

	if (grown_has_few_values(f, n))
		return false;
	for (node_id i = n; i < end && i < n + MOST_PARTS; i++) {
		struct str name = tree_text(f->tree, i);

		if (tree_kind(f->tree, i) != KIND_IDENTIFIER ||
		    tree_field(f->tree, i) == FIELD_FUNCTION)
			continue;
		if (is_of_program(name) || is_of_language(f->tree, i))
			return false;
		is_data |= is_named_for_data(name) || grown_is_of_request(f, i);
	}
	return is_data;
}

bool grown_is_endless(const struct facts *f, node_id key)
{
	return is_endless(f, tree_value(f->tree, key));
}

bool grown_is_new(const struct facts *f, node_id n)
{
	node_id value;

	if (grown_has_few_values(f, n))
		return false;
	if (parts_of(f, n) == PART_NEW)
		return true;
	for (node_id i = n; i < tree_end(f->tree, n) && i < n + MOST_PARTS;
	     i++) {
		value = tree_kind(f->tree, i) == KIND_IDENTIFIER &&
		                tree_field(f->tree, i) != FIELD_FUNCTION
		            ? scopes_only_value(&f->scopes, i)
		            : NO_NODE;
		if (value != NO_NODE && parts_of(f, value) == PART_NEW)
			return true;
	}
	return false;
}
