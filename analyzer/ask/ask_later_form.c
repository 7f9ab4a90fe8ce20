/* What a list that could be made piece by piece costs as it is, and how it is
 * written then. */
#include "ask.h"

#include <string.h>

/* Has n surely at most so many elements, or few by origin (a path's parts, the
 * words of a line)? */
static bool is_short(const struct facts *f, node_id n, uint32_t most)
{
	return ask_is_small(f, n, most) ||
	       (extent_most(&f->scopes, n) == EXTENT_UNKNOWN &&
	        ask_is_small(f, n, 16));
}

bool ask_lazy_is_short(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;
	uint32_t most = ask_break_even(f);
	uint32_t clauses = 0;

	for (node_id n = tree_first(t, c); n != NO_NODE; n = tree_sibling(t, n))
		clauses += tree_kind(t, n) == KIND_FOR_IN_CLAUSE;
	if (clauses > 1) /* the root of what is allowed for one */
		most = clauses > 2 ? 2 : most >= 35 ? 5 : most >= 16 ? 4 : 2;
	for (node_id n = tree_first(t, c); n != NO_NODE; n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_FOR_IN_CLAUSE &&
		    !is_short(f, tree_child(t, n, FIELD_RIGHT), most))
			return false;
	return clauses <= 3;
}

/* Characters that are there whatever is put in at %s, {} and {x}. */
static uint32_t fixed_in(struct str part)
{
	uint32_t count = 0;
	bool is_field = false;

	for (uint32_t i = 0; i < part.length; i++) {
		is_field |= part.at[i] == '{';
		if (part.at[i] == '%')
			i++; /* and the letter after it */
		else if (!is_field)
			count++;
		else
			is_field = part.at[i] != '}';
	}
	return count;
}

/* Those of a text's literal parts. */
static uint32_t fixed_length(const struct tree *t, node_id text)
{
	uint32_t count = 0;

	if (tree_first(t, text) == NO_NODE)
		return fixed_in(tree_string_text(t, text));
	for (node_id c = tree_first(t, text); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_STRING_CONTENT)
			count += fixed_in(tree_text(t, c));
	return count;
}

static bool has_interpolation(const struct tree *t, node_id text)
{
	for (node_id c = tree_first(t, text); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_INTERPOLATION)
			return true;
	return false;
}

/* Texts of one character, and the empty one, are shared (unicodeobject.c,
 * bytesobject.c): does the operator make a text of two or more, or another
 * object that is not shared? */
static bool is_made_by_operator(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct type *type = types_of(f->types, n);
	node_id left = tree_value(t, tree_child(t, n, FIELD_LEFT));
	node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));

	if (type->kind == TYPE_LIST || type->kind == TYPE_DICT ||
	    type->kind == TYPE_SET)
		return true;
	if (type->kind == TYPE_FLOAT)
		return type->is_exact;
	if (tree_kind(t, left) == KIND_STRING &&
	    tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
	        KIND_TOKEN_PERCENT)
		return fixed_length(t, left) >= 2;
	if (tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) != KIND_TOKEN_PLUS)
		return false;
	return (tree_kind(t, left) == KIND_STRING &&
	        extent_most(&f->scopes, left) >= 1) ||
	       (tree_kind(t, right) == KIND_STRING &&
	        extent_most(&f->scopes, right) >= 1);
}

/* A call of a class of this file that does nothing of its own about making its
 * instances. */
static bool makes_instance(const struct facts *f, node_id function)
{
	const struct type *type = types_of(f->types, function);
	const struct class_info *class;

	if (type->kind != TYPE_CLASS || type->class == NO_CLASS)
		return false;
	class = &f->classes.list[type->class];
	return class->base_count == 0 &&
	       classes_method(&f->classes, type->class, NAME_NEW) == NO_NODE;
}

static bool is_made_by_call(const struct facts *f, node_id call)
{
	static const char *const makers[] = {
	    "builtins.list",      "builtins.dict",
	    "builtins.set",       "builtins.sorted",
	    "builtins.bytearray", "builtins.object",
	    "copy.deepcopy",      NULL};
	static const char *const methods[] = {"split", "rsplit", "splitlines",
	                                      "partition", "rpartition"};
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);
	node_id text = tree_value(f->tree, ask_receiver(f, call, "format"));

	if (tree_kind(f->tree, text) == KIND_STRING)
		return fixed_length(f->tree, text) >= 2;
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (ask_receiver(f, call, methods[i]) != NO_NODE)
			return types_of(f->types, call)->kind == TYPE_LIST ||
			       types_of(f->types, call)->kind == TYPE_TUPLE;
	return makes_instance(f, function) ||
	       imports_which(&f->imports, function, makers) > -1;
}

static bool is_constant(const struct tree *t, node_id n)
{
	n = tree_value(t, n);
	while (tree_kind(t, n) == KIND_UNARY_OPERATOR)
		n = tree_value(t, tree_child(t, n, FIELD_ARGUMENT));
	switch (tree_kind(t, n)) {
	case KIND_STRING:
		return !has_interpolation(t, n);
	case KIND_CONCATENATED_STRING:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
	case KIND_ELLIPSIS:
	case KIND_TUPLE: /* of what may be constants */
		return true;
	default:
		return false;
	}
}

/* Is the element surely an object that only the list holds: made by its own
 * expression, each time? */
static bool is_made(const struct facts *f, node_id element)
{
	const struct tree *t = f->tree;
	struct ask_slice slice;

	switch (tree_kind(t, element)) {
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_SET:
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
	case KIND_LAMBDA:
		return true;
	case KIND_TUPLE: /* of constants only, it is one itself */
		for (node_id c = tree_first(t, element); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (!is_constant(t, c))
				return true;
		return false;
	case KIND_STRING:
		return has_interpolation(t, element) &&
		       fixed_length(t, element) >= 2;
	case KIND_BINARY_OPERATOR:
		return is_made_by_operator(f, element);
	case KIND_SUBSCRIPT:
		return ask_slice(f, element, &slice) &&
		       types_of(f->types, slice.value)->kind == TYPE_LIST;
	case KIND_CALL:
		return is_made_by_call(f, element);
	default:
		return false;
	}
}

/* Is it read beside others by zip()? What unpacks the pairs may keep them. */
static bool is_zipped(const struct facts *f, node_id c)
{
	node_id list = tree_parent(f->tree, tree_outermost(f->tree, c));

	return tree_kind(f->tree, list) == KIND_ARGUMENT_LIST &&
	       ask_calls(f, tree_parent(f->tree, list), "builtins.zip");
}

static bool makes_elements(const struct facts *f, node_id c)
{
	return !is_zipped(f, c) &&
	       is_made(f,
	               tree_value(f->tree, tree_child(f->tree, c, FIELD_BODY)));
}

const char *ask_lazy_cost(const struct facts *f, node_id c)
{
	if (tree_kind(f->tree, c) == KIND_SET_COMPREHENSION)
		return "about 40 bytes each";
	return makes_elements(f, c) ? "8 bytes each and the elements themselves"
	                            : "8 bytes each";
}

bool ask_lazy_is_long(const struct facts *f, node_id c)
{
	return makes_elements(f, c) && turns_are_many(f, ask_source(f, c));
}

struct estimate ask_lazy_estimate(const struct facts *f, node_id c)
{
	struct estimate unknown = {.bytes = 0};

	if (tree_kind(f->tree, c) == KIND_SET_COMPREHENSION)
		return unknown;
	return cost_list(f->target);
}

bool ask_lazy_needs_parentheses(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, c);
	struct span rest = {t->nodes[c].end, t->nodes[parent].end};
	struct str text = source_text(f->source, rest);

	if (tree_kind(t, parent) == KIND_PARENTHESIZED_EXPRESSION)
		return false;
	return tree_kind(t, parent) != KIND_ARGUMENT_LIST ||
	       tree_child_count(t, parent) != 1 ||
	       memchr(text.at, ',', text.length) != NULL;
}
