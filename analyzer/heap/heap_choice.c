/* Which part of a conditional expression gives an object. */
#include "heap_model.h"

/* Is n `None`, `False`, `[]` or the like: what stands for no object? */
static bool is_nothing(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_NONE:
	case KIND_FALSE:
		return true;
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_DICTIONARY:
		return tree_first(t, n) == NO_NODE;
	default:
		return false;
	}
}

/* Are both a method of the same object? */
static bool are_methods_of_one(const struct heap_builder *b, node_id m,
                               node_id n)
{
	const struct tree *t = b->tree;

	return tree_kind(t, m) == KIND_ATTRIBUTE &&
	       tree_kind(t, n) == KIND_ATTRIBUTE &&
	       tree_same(t, tree_child(t, m, FIELD_OBJECT),
	                 tree_child(t, n, FIELD_OBJECT)) &&
	       b->names[tree_name(t, tree_child(t, m, FIELD_ATTRIBUTE))] &
	           NAME_IS_METHOD &&
	       b->names[tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE))] &
	           NAME_IS_METHOD;
}

/* What alone binds the name, if that is a parameter; or NO_NODE. */
static node_id parameter_of(const struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct occurrence *only;

	if (tree_kind(b->tree, n) != KIND_IDENTIFIER)
		return NO_NODE;
	only = scopes_only_binding(scopes, scopes_variable(scopes, n));
	return only != NULL && only->binding == BINDING_PARAMETER ? only->node
	                                                          : NO_NODE;
}

/* Is it a parameter that is None unless the caller passes something? */
static bool is_left_out(const struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id parameter = parameter_of(b, n);

	return parameter != NO_NODE &&
	       tree_kind(t, tree_child(t, tree_parent(t, parameter),
	                               FIELD_VALUE)) == KIND_NONE;
}

bool heap_is_method(const struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	       tree_kind(t, tree_child(t, n, FIELD_OBJECT)) ==
	           KIND_IDENTIFIER &&
	       b->names[tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE))] &
	           NAME_IS_METHOD;
}

/* Is it a text, a number, True, or what the module alone defines or imports: no
 * object of the function's? */
static bool is_fixed(const struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct occurrence *only;

	switch (tree_kind(b->tree, n)) {
	case KIND_STRING:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_TRUE:
		return true;
	case KIND_IDENTIFIER:
		only = scopes_only_binding(scopes, scopes_variable(scopes, n));
		return only != NULL &&
		       (only->binding == BINDING_FUNCTION ||
		        only->binding == BINDING_IMPORT) &&
		       scopes_body(scopes, only->node) == 0;
	default:
		return false;
	}
}

/* `x.a = x.a or y`, which stores y the first time? */
static bool is_stored_once(const struct tree *t, node_id choice, node_id yes)
{
	node_id statement = tree_parent(t, tree_outermost(t, choice));

	return tree_kind(t, yes) == KIND_ATTRIBUTE &&
	       tree_kind(t, statement) == KIND_ASSIGNMENT &&
	       tree_same(t, tree_child(t, statement, FIELD_LEFT), yes);
}

enum { MOST_CHOICES = 4 };

node_id heap_chosen(const struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;

	for (int i = 0; i < MOST_CHOICES && n != NO_NODE; i++) {
		node_id yes, no, whole = n;
		bool is_or = false;

		n = tree_value(t, n);
		if (tree_kind(t, n) == KIND_BOOLEAN_OPERATOR) {
			yes = tree_child(t, n, FIELD_LEFT);
			no = tree_child(t, n, FIELD_RIGHT);
			if (tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) !=
			    KIND_TOKEN_OR)
				return n;
			is_or = true;
		} else if (tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION) {
			yes = tree_child_at(t, n, 0);
			no = tree_child_at(t, n, 2);
			if (no == NO_NODE)
				return n;
		} else {
			return n;
		}
		yes = tree_value(t, yes);
		no = tree_value(t, no);
		if (is_nothing(t, no) || is_fixed(b, no) ||
		    are_methods_of_one(b, yes, no))
			n = yes;
		else if (is_nothing(t, yes) || (!is_or && is_fixed(b, yes)) ||
		         is_stored_once(t, whole, yes) || is_left_out(b, yes) ||
		         (is_or && heap_is_method(b, no) &&
		          parameter_of(b, yes) != NO_NODE))
			n = no;
		else if (is_left_out(b, no))
			n = yes;
		else
			return n;
	}
	return n;
}

static bool is_container_value(struct heap_builder *b, node_id n)
{
	switch (types_of(b->facts->types, n)->kind) {
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_DEQUE:
		return true;
	default:
		n = tree_value(b->tree, n);
		return tree_kind(b->tree, n) == KIND_CALL &&
		       heap_makes_container(
		           b, tree_child(b->tree, n, FIELD_FUNCTION));
	}
}

bool heap_has_container_arm(struct heap_builder *b, node_id value)
{
	const struct tree *t = b->tree;
	node_id left[MOST_CHOICES + 1];
	int count = 0;

	left[count++] = value;
	while (count > 0) {
		node_id n = tree_value(t, left[--count]), other = NO_NODE;

		if (is_container_value(b, n))
			return true;
		if (tree_kind(t, n) == KIND_BOOLEAN_OPERATOR)
			other = tree_child(t, n, FIELD_LEFT);
		else if (tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION)
			other = tree_child_at(t, n, 0);
		if (other == NO_NODE || count + 2 > MOST_CHOICES)
			continue;
		left[count++] = other;
		left[count++] =
		    tree_kind(t, n) == KIND_BOOLEAN_OPERATOR
		        ? tree_child(t, n, FIELD_RIGHT)
		        : tree_child_at(t, n, tree_child_count(t, n) - 1);
	}
	return false;
}
