/* Values of which there are few, whatever they are computed from: keys that
 * bound a container. A part of grown.c. */
#include "ask.h"
#include "grown_key.h"

enum {
	MOST_NODES = 96,  /* of an expression */
	MOST_VALUES = 12, /* that the variables in question get */
	LARGEST_MASK = 4096,
	LONGEST_SLICE = 2
};

/* An expression, and which of its parts have few values. */
struct few {
	const struct facts *f;
	node_id first;
	bool has[MOST_NODES];
};

static bool has_few(const struct few *few, node_id n)
{
	return n != NO_NODE && few->has[n - few->first];
}

/* Do all children of n have few values, from `child` on? */
static bool all_have_few(const struct few *few, node_id child)
{
	for (; child != NO_NODE; child = tree_sibling(few->f->tree, child))
		if (!has_few(few, child))
			return false;
	return true;
}

/* n % 10, n & 15 */
static bool is_masked(const struct few *few, node_id n)
{
	const struct facts *f = few->f;
	const struct tree *t = f->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	int64_t mask;

	if (left == NO_NODE || types_of(f->types, left)->kind == TYPE_STR ||
	    types_of(f->types, left)->kind == TYPE_BYTES ||
	    !ask_integer(f, tree_child(t, n, FIELD_RIGHT), &mask) ||
	    mask <= 0 || mask > LARGEST_MASK)
		return false;
	switch (tree_kind(t, tree_child(t, n, FIELD_OPERATOR))) {
	case KIND_TOKEN_PERCENT:
	case KIND_TOKEN_AMPERSAND:
		return true;
	default:
		return false;
	}
}

/* ("off", "on")[x], text[0], text[:1] */
static bool picks_of_few(const struct few *few, node_id n)
{
	const struct facts *f = few->f;
	const struct tree *t = f->tree;
	node_id value = tree_value(t, tree_child(t, n, FIELD_VALUE));
	node_id index = tree_child(t, n, FIELD_SUBSCRIPT);
	node_id end;
	int64_t length;

	switch (tree_kind(t, value)) {
	case KIND_TUPLE:
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_STRING:
		return has_few(few, value);
	default:
		break;
	}
	if (tree_kind(t, index) != KIND_SLICE)
		return value != NO_NODE &&
		       types_of(f->types, value)->kind == TYPE_STR;
	end = tree_first(t, index);
	if (end != NO_NODE && tree_kind(t, end) == KIND_TOKEN_COLON)
		end = tree_sibling(t, end);
	else
		end = NO_NODE;
	return end != NO_NODE && tree_sibling(t, end) == NO_NODE &&
	       ask_integer(f, end, &length) && length >= 0 &&
	       length <= LONGEST_SLICE;
}

/* Calls that answer a question, or with a number that is small. */
static bool asks(const struct facts *f, node_id call)
{
	static const char *const functions[] = {
	    "builtins.len",        "builtins.ord",      "builtins.bool",
	    "builtins.type",       "builtins.callable", "builtins.isinstance",
	    "builtins.issubclass", "builtins.hasattr",  "builtins.all",
	    "builtins.any",        "operator.contains", "fnmatch.fnmatch",
	    "os.path.exists",      "os.path.isfile",    "os.path.isdir",
	    "os.path.islink",      "os.path.isabs",     NULL};
	static const char *const methods[] = {
	    "startswith",   "endswith",     "exists",    "isalnum",
	    "isalpha",      "isascii",      "isdecimal", "isdigit",
	    "isidentifier", "islower",      "isnumeric", "isprintable",
	    "isspace",      "istitle",      "isupper",   "isdisjoint",
	    "issubset",     "issuperset",   "isatty",    "isoweekday",
	    "weekday",      "__contains__", NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (imports_which(&f->imports, callee, functions) >= 0)
		return true;
	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	return str_starts(name, "is_") || str_is_one_of(name, methods);
}

/* str(few), min(few, few) */
static bool calls_with_few(const struct few *few, node_id call)
{
	static const char *const functions[] = {"builtins.str",
	                                        "builtins.repr",
	                                        "builtins.int",
	                                        "builtins.float",
	                                        "builtins.abs",
	                                        "builtins.round",
	                                        "builtins.min",
	                                        "builtins.max",
	                                        "builtins.tuple",
	                                        "builtins.hash",
	                                        NULL};
	const struct tree *t = few->f->tree;
	node_id arguments = tree_child(t, call, FIELD_ARGUMENTS);

	return arguments != NO_NODE &&
	       imports_which(&few->f->imports,
	                     tree_child(t, call, FIELD_FUNCTION),
	                     functions) >= 0 &&
	       all_have_few(few, tree_first(t, arguments));
}

/* What a request has of the program's own, and its protocol's. */
static bool is_of_program(const struct tree *t, node_id attribute)
{
	static const char *const names[] = {"endpoint", "url_rule", "blueprint",
	                                    "scheme",   "method",   NULL};
	struct str name = tree_text(t, attribute);

	return str_starts(name, "is_") || str_is_one_of(name, names);
}

static bool is_interpolated_with_few(const struct few *few, node_id text)
{
	const struct tree *t = few->f->tree;

	for (node_id n = tree_first(t, text); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_INTERPOLATION &&
		    !has_few(few, tree_child(t, n, FIELD_EXPRESSION)))
			return false;
	return true;
}

static node_id last_child(const struct tree *t, node_id first)
{
	node_id last = first;

	while (first != NO_NODE) {
		last = first;
		first = tree_sibling(t, first);
	}
	return last;
}

/* Of a node whose parts are known. */
static bool node_has_few(const struct few *few, node_id n)
{
	const struct tree *t = few->f->tree;
	node_id first = tree_first(t, n);

	switch (tree_kind(t, n)) {
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_COMPARISON_OPERATOR:
	case KIND_NOT_OPERATOR:
		return true;
	case KIND_STRING:
		return is_interpolated_with_few(few, n);
	case KIND_TUPLE:
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_EXPRESSION_LIST:
	case KIND_PARENTHESIZED_EXPRESSION:
	case KIND_CONCATENATED_STRING:
		return all_have_few(few, first);
	case KIND_PAIR:
	case KIND_NAMED_EXPRESSION:
		return has_few(few, tree_child(t, n, FIELD_VALUE));
	case KIND_UNARY_OPERATOR:
		return has_few(few, tree_child(t, n, FIELD_ARGUMENT));
	case KIND_CONDITIONAL_EXPRESSION:
		return has_few(few, first) &&
		       has_few(few, last_child(t, first));
	case KIND_BOOLEAN_OPERATOR:
		return has_few(few, tree_child(t, n, FIELD_LEFT)) &&
		       has_few(few, tree_child(t, n, FIELD_RIGHT));
	case KIND_BINARY_OPERATOR:
		return is_masked(few, n) ||
		       (has_few(few, tree_child(t, n, FIELD_LEFT)) &&
		        has_few(few, tree_child(t, n, FIELD_RIGHT)));
	case KIND_SUBSCRIPT:
		return picks_of_few(few, n);
	case KIND_CALL:
		return asks(few->f, n) || calls_with_few(few, n);
	case KIND_ATTRIBUTE:
		return is_of_program(t, tree_child(t, n, FIELD_ATTRIBUTE)) ||
		       has_few(few, tree_child(t, n, FIELD_OBJECT));
	default:
		return types_of(few->f->types, n)->kind == TYPE_BOOL;
	}
}

static bool expression_has_few(const struct facts *f, node_id n)
{
	struct few few = {.f = f, .first = n};
	node_id end = tree_end(f->tree, n);

	if (end - n > MOST_NODES)
		return false;
	for (node_id i = end; i-- > n;)
		few.has[i - n] = node_has_few(&few, i);
	return few.has[0];
}

/* Expressions that a value may come from. */
struct values {
	node_id at[MOST_VALUES];
	uint32_t count;
	bool are_all;
};

static void add_value(struct values *values, node_id n)
{
	if (n == NO_NODE || values->count == MOST_VALUES)
		values->are_all = false;
	else
		values->at[values->count++] = n;
}

static void add_bindings(struct values *values, const struct facts *f,
                         symbol_id variable)
{
	uint32_t before = values->count;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && values->are_all; o = scopes_next(&f->scopes, o)) {
		if (o->access == ACCESS_READ)
			continue;
		add_value(
		    values,
		    o->binding == BINDING_ASSIGNMENT &&
		            tree_child(f->tree, o->cause, FIELD_LEFT) == o->node
		        ? tree_value(f->tree,
		                     tree_child(f->tree, o->cause, FIELD_RIGHT))
		        : NO_NODE);
	}
	values->are_all &= values->count > before;
}

bool grown_has_few_values(const struct facts *f, node_id n)
{
	struct values values = {.are_all = true};

	add_value(&values, tree_value(f->tree, n));
	for (uint32_t i = 0; i < values.count && values.are_all; i++) {
		node_id value = values.at[i];

		if (expression_has_few(f, value))
			continue;
		if (tree_kind(f->tree, value) != KIND_IDENTIFIER ||
		    scopes_variable(&f->scopes, value) == NO_SYMBOL ||
		    grown_is_global(f, value))
			return false;
		add_bindings(&values, f, scopes_variable(&f->scopes, value));
	}
	return values.are_all;
}
