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

/* The operand of n, a chain of one operator, that says the same as the target,
 * or NO_NODE. */
static node_id operand(const struct tree *t, node_id target, node_id n,
                       enum kind operator)
{
	for (; is_binary(t, n, operator); n = left_of(t, n))
		if (tree_same(t, right_of(t, n), target))
			return right_of(t, n);
	return tree_same(t, n, target) ? n : NO_NODE;
}

static enum growth_form form_of_sum(const struct tree *t, node_id target,
                                    node_id value, node_id *old)
{
	uint32_t operators = 0;
	node_id n = value, inside = NO_NODE;

	for (; is_binary(t, n, KIND_TOKEN_PLUS); n = left_of(t, n)) {
		node_id found =
		    operand(t, target, right_of(t, n), KIND_TOKEN_PLUS);

		inside = found != NO_NODE ? found : inside;
		operators++;
	}
	if (!tree_same(t, n, target)) {
		*old = inside;
		return inside != NO_NODE ? GROWTH_FRONT : GROWTH_NONE;
	}
	*old = n;
	if (inside != NO_NODE)
		return GROWTH_NONE;
	return operators == 1 ? GROWTH_PLUS : GROWTH_CHAIN;
}

/* Where an f-string puts in the target as it is. */
static node_id interpolated(const struct tree *t, node_id target,
                            node_id string)
{
	for (node_id n = tree_first(t, string); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id inner = tree_child(t, n, FIELD_EXPRESSION);

		if (tree_kind(t, n) == KIND_INTERPOLATION &&
		    tree_child(t, n, FIELD_FORMAT_SPECIFIER) == NO_NODE &&
		    tree_same(t, inner, target))
			return tree_value(t, inner);
	}
	return NO_NODE;
}

static node_id in_string(const struct tree *t, node_id target, node_id value)
{
	if (tree_kind(t, value) == KIND_STRING)
		return interpolated(t, target, value);
	for (node_id n = tree_first(t, value); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id found = tree_kind(t, n) == KIND_STRING
		                    ? interpolated(t, target, n)
		                    : NO_NODE;

		if (found != NO_NODE)
			return found;
	}
	return NO_NODE;
}

/* The target as an element of a display, a value of a dict's or of an argument
 * list, or (`is_spread`) as *t or **t in one. */
static node_id element(const struct tree *t, node_id target, node_id display,
                       bool is_spread)
{
	for (node_id n = tree_first(t, display); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		enum kind kind = tree_kind(t, n);
		bool is_splat =
		    kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT;
		node_id found = n;

		if (kind == KIND_PAIR || kind == KIND_KEYWORD_ARGUMENT)
			found = tree_child(t, n, FIELD_VALUE);
		if (is_splat)
			found = tree_first(t, n);
		if (is_splat == is_spread && found != NO_NODE &&
		    tree_same(t, found, target))
			return tree_value(t, found);
	}
	return NO_NODE;
}

static bool is_string(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_STRING ||
	       tree_kind(t, n) == KIND_CONCATENATED_STRING;
}

/* "%s%s" % (t, e) and "%s." % t. */
static node_id in_percent(const struct tree *t, node_id target, node_id value)
{
	node_id right = right_of(t, value);

	if (!is_string(t, left_of(t, value)))
		return NO_NODE;
	if (tree_same(t, right, target))
		return right;
	return tree_kind(t, right) == KIND_TUPLE ||
	               tree_kind(t, right) == KIND_DICTIONARY
	           ? element(t, target, right, false)
	           : NO_NODE;
}

/* dict(t, k=v), t.union(e). */
static node_id in_new_container(const struct tree *t, node_id target,
                                node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	node_id first = tree_first(t, tree_child(t, call, FIELD_ARGUMENTS));
	node_id object;

	if (first == NO_NODE)
		return NO_NODE;
	if (tree_kind(t, function) == KIND_IDENTIFIER)
		return str_is(tree_text(t, function), "dict") &&
		               tree_sibling(t, first) != NO_NODE &&
		               tree_same(t, first, target)
		           ? tree_value(t, first)
		           : NO_NODE;
	if (tree_kind(t, function) != KIND_ATTRIBUTE ||
	    !str_is(tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)),
	            "union"))
		return NO_NODE;
	object = tree_value(t, tree_child(t, function, FIELD_OBJECT));
	return tree_same(t, object, target) ? object : NO_NODE;
}

/* "{}{}".format(t, e) and "".join([t, e]). */
static enum growth_form form_of_call(const struct tree *t, node_id target,
                                     node_id call, node_id *old)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	node_id arguments = tree_child(t, call, FIELD_ARGUMENTS);
	node_id first;
	struct str method;

	if (tree_kind(t, arguments) != KIND_ARGUMENT_LIST)
		return GROWTH_NONE;
	*old = in_new_container(t, target, call);
	if (*old != NO_NODE)
		return GROWTH_CALL;
	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return GROWTH_NONE;
	method = tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE));
	if (str_is(method, "format") &&
	    is_string(t, tree_value(t, tree_child(t, function, FIELD_OBJECT))))
		*old = element(t, target, arguments, false);
	if (*old != NO_NODE)
		return GROWTH_FORMAT;
	first = tree_first(t, arguments);
	if (!str_is(method, "join") || first == NO_NODE ||
	    tree_sibling(t, first) != NO_NODE)
		return GROWTH_NONE;
	first = tree_value(t, first);
	if (tree_kind(t, first) == KIND_LIST ||
	    tree_kind(t, first) == KIND_TUPLE)
		*old = element(t, target, first, false);
	return *old != NO_NODE ? GROWTH_JOIN : GROWTH_NONE;
}

/* Is the target in n more than once? A text that at every turn is put into the
 * next one twice is done after few. */
static bool is_doubled(const struct tree *t, node_id n, node_id target)
{
	uint32_t count = 0;

	for (node_id m = n; m < tree_end(t, n) && count < 2; m++)
		count += tree_kind(t, m) == tree_kind(t, target) &&
		         tree_same(t, m, target);
	return count > 1;
}

static enum growth_form found_in(node_id old, enum growth_form form)
{
	return old != NO_NODE ? form : GROWTH_NONE;
}

static enum growth_form form_by_kind(const struct tree *t, node_id target,
                                     node_id value, node_id *old)
{
	*old = NO_NODE;
	switch (tree_kind(t, value)) {
	case KIND_BINARY_OPERATOR:
		if (is_binary(t, value, KIND_TOKEN_PLUS))
			return form_of_sum(t, target, value, old);
		if (is_binary(t, value, KIND_TOKEN_BAR)) {
			*old = operand(t, target, value, KIND_TOKEN_BAR);
			return found_in(*old, GROWTH_UNION);
		}
		if (is_binary(t, value, KIND_TOKEN_PERCENT))
			*old = in_percent(t, target, value);
		return found_in(*old, GROWTH_FORMAT);
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
		*old = in_string(t, target, value);
		return found_in(*old, GROWTH_FORMAT);
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
	case KIND_DICTIONARY:
	case KIND_EXPRESSION_LIST:
		*old = element(t, target, value, true);
		return found_in(*old, GROWTH_DISPLAY);
	case KIND_CALL:
		return form_of_call(t, target, value, old);
	default:
		return GROWTH_NONE;
	}
}

static enum growth_form form_of_arm(const struct tree *t, node_id target,
                                    node_id value, node_id *old)
{
	enum growth_form form = form_by_kind(t, target, value, old);

	return (form == GROWTH_FORMAT || form == GROWTH_JOIN) &&
	               is_doubled(t, value, target)
	           ? GROWTH_NONE
	           : form;
}

/* t = t + e if c else e: the value goes over the stack to where both arms meet,
 * so that even `t + e` is not extended in place. */
enum growth_form growth_form_of_value(const struct tree *t, node_id target,
                                      node_id value, node_id *old)
{
	node_id n = tree_value(t, value);

	for (int i = 0; i < MOST_ARMS && n != NO_NODE; i++) {
		enum growth_form form;

		if (tree_kind(t, n) != KIND_CONDITIONAL_EXPRESSION) {
			form = form_of_arm(t, target, n, old);
			return form == GROWTH_PLUS && i > 0 ? GROWTH_BRANCH
			                                    : form;
		}
		form = form_of_arm(t, target, tree_value(t, tree_first(t, n)),
		                   old);
		if (form != GROWTH_NONE)
			return form == GROWTH_PLUS ? GROWTH_BRANCH : form;
		n = tree_value(t, tree_child_at(t, n, 2));
	}
	return GROWTH_NONE;
}

static bool is_pattern(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_PATTERN_LIST ||
	       tree_kind(t, n) == KIND_TUPLE_PATTERN;
}

/* t, i = t + e, i + 1: both sides are written out. */
static enum growth_form form_of_unpacking(const struct tree *t,
                                          struct growth_parts *parts)
{
	node_id a = tree_first(t, parts->target);
	node_id b = tree_first(t, parts->value);

	if ((tree_kind(t, parts->value) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, parts->value) != KIND_TUPLE) ||
	    tree_child_count(t, parts->target) !=
	        tree_child_count(t, parts->value))
		return GROWTH_NONE;
	for (int i = 0; i < MOST_TARGETS && a != NO_NODE && b != NO_NODE; i++) {
		enum growth_form form =
		    growth_is_target(t, a)
		        ? growth_form_of_value(t, a, b, &parts->old)
		        : GROWTH_NONE;

		if (form != GROWTH_NONE) {
			parts->target = a;
			parts->value = tree_value(t, b);
			return form == GROWTH_PLUS ? GROWTH_UNPACKED : form;
		}
		a = tree_sibling(t, a);
		b = tree_sibling(t, b);
	}
	return GROWTH_NONE;
}

static enum growth_form form_of_augmented(const struct tree *t,
                                          struct growth_parts *parts)
{
	enum kind sign =
	    tree_kind(t, tree_child(t, parts->statement, FIELD_OPERATOR));

	parts->old = parts->target;
	if (sign == KIND_TOKEN_BAR_EQUAL)
		return GROWTH_UNION;
	return sign == KIND_TOKEN_PLUS_EQUAL &&
	               operand(t, parts->target, parts->value,
	                       KIND_TOKEN_PLUS) == NO_NODE
	           ? GROWTH_AUGMENTED
	           : GROWTH_NONE;
}

enum growth_form growth_form_of(const struct tree *t, node_id statement,
                                struct growth_parts *parts)
{
	enum growth_form form;
	node_id right = tree_child(t, statement, FIELD_RIGHT);
	bool is_chained =
	    tree_kind(t, right) == KIND_ASSIGNMENT ||
	    tree_kind(t, tree_parent(t, statement)) == KIND_ASSIGNMENT;

	for (int i = 0;
	     i < MOST_TARGETS && tree_kind(t, right) == KIND_ASSIGNMENT; i++)
		right = tree_child(t, right, FIELD_RIGHT);
	*parts = (struct growth_parts){
	    .statement = statement,
	    .target = tree_child(t, statement, FIELD_LEFT),
	    .value = right == NO_NODE ? NO_NODE : tree_value(t, right),
	    .old = NO_NODE};
	if (right == NO_NODE || tree_kind(t, right) == KIND_ASSIGNMENT)
		return GROWTH_NONE;
	if (tree_kind(t, statement) == KIND_ASSIGNMENT &&
	    is_pattern(t, parts->target))
		return form_of_unpacking(t, parts);
	if (!growth_is_target(t, parts->target))
		return GROWTH_NONE;
	if (tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT)
		return form_of_augmented(t, parts);
	form =
	    growth_form_of_value(t, parts->target, parts->value, &parts->old);
	return form == GROWTH_PLUS && is_chained ? GROWTH_UNPACKED : form;
}

bool growth_derives(const struct tree *t, node_id target, node_id value)
{
	node_id n = tree_value(t, value), old;

	if (growth_form_of_value(t, target, n, &old) != GROWTH_NONE)
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

/* Is a node like the target in n? */
static bool has_same(const struct tree *t, node_id n, node_id target)
{
	for (node_id m = n; m < tree_end(t, n); m++)
		if (tree_kind(t, m) == tree_kind(t, target) &&
		    tree_same(t, m, target))
			return true;
	return false;
}

node_id growth_value_for(const struct tree *t, node_id assignment,
                         node_id target)
{
	node_id left = tree_child(t, assignment, FIELD_LEFT), a, b;
	node_id right = tree_child(t, assignment, FIELD_RIGHT);

	while (tree_kind(t, right) == KIND_ASSIGNMENT)
		right = tree_child(t, right, FIELD_RIGHT);
	right = tree_value(t, right);
	if (!is_pattern(t, left) ||
	    (tree_kind(t, right) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, right) != KIND_TUPLE) ||
	    tree_child_count(t, left) != tree_child_count(t, right))
		return right;
	b = tree_first(t, right);
	for (a = tree_first(t, left); a != NO_NODE && b != NO_NODE;
	     a = tree_sibling(t, a), b = tree_sibling(t, b))
		if (has_same(t, a, target))
			return tree_value(t, b);
	return right;
}

bool growth_pattern_sets(const struct tree *t, node_id pattern, node_id target)
{
	if (pattern == NO_NODE)
		return false;
	for (node_id n = pattern; n < tree_end(t, pattern); n++) {
		if (tree_kind(t, n) == tree_kind(t, target) &&
		    tree_same(t, n, target))
			return true;
		if (tree_kind(t, n) == KIND_ATTRIBUTE ||
		    tree_kind(t, n) == KIND_SUBSCRIPT)
			n = tree_end(t, n) - 1;
	}
	return false;
}

bool growth_is_appending(const struct tree *t, const struct growth_parts *parts)
{
	struct str text = tree_text(t, parts->value);
	node_id old = tree_outermost(t, parts->old), around;
	uint32_t i = 0;

	while (i < text.length && text.at[i] != '\'' && text.at[i] != '"')
		i++;
	while (i < text.length && (text.at[i] == '\'' || text.at[i] == '"'))
		i++;
	if (i == text.length || (text.at[i] != '{' && text.at[i] != '%'))
		return false;
	around = tree_parent(t, old);
	if (tree_kind(t, around) == KIND_INTERPOLATION)
		return t->nodes[around].start ==
		       t->nodes[parts->value].start + i;
	return around == parts->value || tree_first(t, around) == old;
}
