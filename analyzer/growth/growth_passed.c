/* Values that are made by a call of what grows. */
#include "growth_form.h"

/* MOST_ITEMS of a call or display are looked at. */
enum { MOST_ARMS = 16, MOST_ITEMS = 64 };

static bool is_item_of(const struct tree *t, node_id list, node_id target)
{
	int most = MOST_ITEMS;

	for (node_id n = tree_first(t, list); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (tree_same(t, n, target))
			return true;
	return false;
}

/* The value of an argument, also of a keyword. */
static node_id given_by(const struct tree *t, node_id argument)
{
	return tree_value(t, tree_kind(t, argument) == KIND_KEYWORD_ARGUMENT
	                         ? tree_child(t, argument, FIELD_VALUE)
	                         : argument);
}

static bool is_argument_of(const struct tree *t, node_id call, node_id target)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	int most = MOST_ITEMS;

	if (list == NO_NODE)
		return false;
	for (node_id n = tree_first(t, list); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n)) {
		node_id value = given_by(t, n);
		enum kind kind = tree_kind(t, value);

		if (value == NO_NODE)
			continue;
		if (tree_same(t, value, target) ||
		    ((kind == KIND_LIST || kind == KIND_TUPLE) &&
		     is_item_of(t, value, target)))
			return true;
	}
	return false;
}

/* By itself, or through methods of what another call gives. */
static bool is_passed_by(const struct tree *t, node_id target, node_id n)
{
	for (int i = 0; i < MOST_ARMS && tree_kind(t, n) == KIND_CALL; i++) {
		if (is_argument_of(t, n, target))
			return true;
		n = tree_value(t, tree_child(t, n, FIELD_FUNCTION));
		if (tree_kind(t, n) != KIND_ATTRIBUTE)
			return false;
		n = tree_value(t, tree_child(t, n, FIELD_OBJECT));
	}
	return tree_kind(t, n) == KIND_SUBSCRIPT && is_item_of(t, n, target);
}

bool growth_is_passed(const struct tree *t, node_id target, node_id value)
{
	node_id n = tree_value(t, value);

	for (int i = 0; i < MOST_ARMS && n != NO_NODE; i++) {
		if (tree_kind(t, n) != KIND_CONDITIONAL_EXPRESSION)
			return is_passed_by(t, target, n);
		if (is_passed_by(t, target, tree_value(t, tree_first(t, n))))
			return true;
		n = tree_value(t, tree_child_at(t, n, 2));
	}
	return false;
}
