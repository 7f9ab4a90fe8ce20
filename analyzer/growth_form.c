#include "growth_form.h"

/* Arms of conditional expressions, targets of one statement, and steps of one
 * chain of attributes and calls that are looked at. */
enum { MOST_ARMS = 16, MOST_TARGETS = 16, MOST_STEPS = 64 };

bool growth_is_target(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
		return true;
	case KIND_SUBSCRIPT:
		return tree_child_count(t, n) == 2 &&
		       tree_kind(t, tree_child(t, n, FIELD_SUBSCRIPT)) !=
		           KIND_SLICE;
	default:
		return false;
	}
}

static bool is_binary(const struct tree *t, node_id n, enum kind operator)
{
	return tree_kind(t, n) == KIND_BINARY_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) == operator;
}

static node_id left_of(const struct tree *t, node_id n)
{
	return tree_value(t, tree_child(t, n, FIELD_LEFT));
}

static node_id right_of(const struct tree *t, node_id n)
{
	return tree_value(t, tree_child(t, n, FIELD_RIGHT));
}

/* Is the target one of the operands of n, a chain of `+`? */
static bool is_operand(const struct tree *t, node_id target, node_id n)
{
	for (; is_binary(t, n, KIND_TOKEN_PLUS); n = left_of(t, n))
		if (tree_same(t, right_of(t, n), target))
			return true;
	return tree_same(t, n, target);
}

static enum growth_form form_of_sum(const struct tree *t, node_id target,
                                    node_id value)
{
	uint32_t operators = 0;
	bool is_inside = false;
	node_id n = value;

	for (; is_binary(t, n, KIND_TOKEN_PLUS); n = left_of(t, n)) {
		is_inside = is_inside || is_operand(t, target, right_of(t, n));
		operators++;
	}
	if (operators == 0)
		return GROWTH_NONE;
	if (!tree_same(t, n, target))
		return is_inside ? GROWTH_FRONT : GROWTH_NONE;
	if (is_inside)
		return GROWTH_NONE;
	return operators == 1 ? GROWTH_PLUS : GROWTH_CHAIN;
}

/* Is the target put into an f-string as it is? */
static bool is_interpolated(const struct tree *t, node_id target,
                            node_id string)
{
	for (node_id n = tree_first(t, string); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_INTERPOLATION &&
		    tree_child(t, n, FIELD_FORMAT_SPECIFIER) == NO_NODE &&
		    tree_same(t, tree_child(t, n, FIELD_EXPRESSION), target))
			return true;
	return false;
}

static bool is_in_string(const struct tree *t, node_id target, node_id value)
{
	if (tree_kind(t, value) == KIND_STRING)
		return is_interpolated(t, target, value);
	for (node_id n = tree_first(t, value); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_STRING &&
		    is_interpolated(t, target, n))
			return true;
	return false;
}

/* Is the target an element of a display, or a value of a dict's or of an
 * argument list? */
static bool is_element(const struct tree *t, node_id target, node_id display)
{
	for (node_id n = tree_first(t, display); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id element = n;

		if (tree_kind(t, n) == KIND_PAIR ||
		    tree_kind(t, n) == KIND_KEYWORD_ARGUMENT)
			element = tree_child(t, n, FIELD_VALUE);
		if (tree_same(t, element, target))
			return true;
	}
	return false;
}

static bool is_string(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_STRING ||
	       tree_kind(t, n) == KIND_CONCATENATED_STRING;
}

/* "%s%s" % (t, e) and "%s." % t. */
static bool is_in_percent(const struct tree *t, node_id target, node_id value)
{
	node_id right = right_of(t, value);

	return is_string(t, left_of(t, value)) &&
	       (tree_same(t, right, target) ||
	        ((tree_kind(t, right) == KIND_TUPLE ||
	          tree_kind(t, right) == KIND_DICTIONARY) &&
	         is_element(t, target, right)));
}

/* "{}{}".format(t, e) and "".join([t, e]). */
static enum growth_form form_of_call(const struct tree *t, node_id target,
                                     node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	node_id arguments = tree_child(t, call, FIELD_ARGUMENTS);
	node_id first;
	struct str method;

	if (tree_kind(t, function) != KIND_ATTRIBUTE ||
	    tree_kind(t, arguments) != KIND_ARGUMENT_LIST)
		return GROWTH_NONE;
	method = tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE));
	if (str_is(method, "format") &&
	    is_string(t, tree_value(t, tree_child(t, function, FIELD_OBJECT))))
		return is_element(t, target, arguments) ? GROWTH_FORMAT
		                                        : GROWTH_NONE;
	first = tree_first(t, arguments);
	if (!str_is(method, "join") || first == NO_NODE ||
	    tree_sibling(t, first) != NO_NODE)
		return GROWTH_NONE;
	first = tree_value(t, first);
	return (tree_kind(t, first) == KIND_LIST ||
	        tree_kind(t, first) == KIND_TUPLE) &&
	               is_element(t, target, first)
	           ? GROWTH_JOIN
	           : GROWTH_NONE;
}

static enum growth_form form_of_arm(const struct tree *t, node_id target,
                                    node_id value)
{
	switch (tree_kind(t, value)) {
	case KIND_BINARY_OPERATOR:
		if (is_binary(t, value, KIND_TOKEN_PLUS))
			return form_of_sum(t, target, value);
		return is_binary(t, value, KIND_TOKEN_PERCENT) &&
		               is_in_percent(t, target, value)
		           ? GROWTH_FORMAT
		           : GROWTH_NONE;
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
		return is_in_string(t, target, value) ? GROWTH_FORMAT
		                                      : GROWTH_NONE;
	case KIND_CALL:
		return form_of_call(t, target, value);
	default:
		return GROWTH_NONE;
	}
}

/* t = t + e if c else e: the value goes over the stack to where both arms meet,
 * so that even `t + e` is not extended in place. */
enum growth_form growth_form_of(const struct tree *t, node_id target,
                                node_id value)
{
	node_id n = tree_value(t, value);

	for (int i = 0; i < MOST_ARMS; i++) {
		node_id otherwise;
		enum growth_form form;

		if (tree_kind(t, n) != KIND_CONDITIONAL_EXPRESSION) {
			form = form_of_arm(t, target, n);
			return form == GROWTH_PLUS && i > 0 ? GROWTH_BRANCH
			                                    : form;
		}
		form = form_of_arm(t, target, tree_value(t, tree_first(t, n)));
		if (form != GROWTH_NONE)
			return form == GROWTH_PLUS ? GROWTH_BRANCH : form;
		otherwise = tree_child_at(t, n, 2);
		if (otherwise == NO_NODE)
			return GROWTH_NONE;
		n = tree_value(t, otherwise);
	}
	return GROWTH_NONE;
}

static bool is_pattern(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_PATTERN_LIST ||
	       tree_kind(t, n) == KIND_TUPLE_PATTERN;
}

/* t, i = t + e, i + 1: both sides are written out. */
static enum growth_form form_of_unpacking(const struct tree *t, node_id left,
                                          node_id right, node_id *target,
                                          node_id *value)
{
	node_id a = tree_first(t, left), b = tree_first(t, right);

	if ((tree_kind(t, right) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, right) != KIND_TUPLE) ||
	    tree_child_count(t, left) != tree_child_count(t, right))
		return GROWTH_NONE;
	for (int i = 0; i < MOST_TARGETS && a != NO_NODE && b != NO_NODE; i++) {
		enum growth_form form = growth_form_of(t, a, b);

		if (growth_is_target(t, a) && form != GROWTH_NONE) {
			*target = a;
			*value = b;
			return form == GROWTH_PLUS ? GROWTH_UNPACKED : form;
		}
		a = tree_sibling(t, a);
		b = tree_sibling(t, b);
	}
	return GROWTH_NONE;
}

enum growth_form growth_form_of_statement(const struct tree *t,
                                          node_id statement, node_id *target,
                                          node_id *value)
{
	node_id left = tree_child(t, statement, FIELD_LEFT);
	node_id right = tree_child(t, statement, FIELD_RIGHT);
	enum growth_form form;
	bool is_chained =
	    tree_kind(t, right) == KIND_ASSIGNMENT ||
	    tree_kind(t, tree_parent(t, statement)) == KIND_ASSIGNMENT;

	if (right == NO_NODE)
		return GROWTH_NONE;
	while (tree_kind(t, right) == KIND_ASSIGNMENT)
		right = tree_child(t, right, FIELD_RIGHT);
	right = tree_value(t, right);
	if (tree_kind(t, statement) == KIND_ASSIGNMENT && is_pattern(t, left))
		return form_of_unpacking(t, left, right, target, value);
	*target = left;
	*value = right;
	if (!growth_is_target(t, left))
		return GROWTH_NONE;
	if (tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT)
		return tree_kind(t, tree_child(t, statement, FIELD_OPERATOR)) ==
		                   KIND_TOKEN_PLUS_EQUAL &&
		               !is_operand(t, left, right)
		           ? GROWTH_AUGMENTED
		           : GROWTH_NONE;
	form = growth_form_of(t, left, right);
	return form == GROWTH_PLUS && is_chained ? GROWTH_UNPACKED : form;
}

bool growth_derives(const struct tree *t, node_id target, node_id value)
{
	node_id n = tree_value(t, value);

	if (growth_form_of(t, target, n) != GROWTH_NONE)
		return true;
	for (int i = 0; i < MOST_STEPS && !tree_same(t, n, target); i++) {
		switch (tree_kind(t, n)) {
		case KIND_SUBSCRIPT:
			n = tree_value(t, tree_child(t, n, FIELD_VALUE));
			break;
		case KIND_ATTRIBUTE:
			n = tree_value(t, tree_child(t, n, FIELD_OBJECT));
			break;
		case KIND_CALL:
			n = tree_value(t, tree_child(t, n, FIELD_FUNCTION));
			break;
		default:
			return false;
		}
	}
	return tree_same(t, n, target);
}
