#include "ask.h"

/* The assignment that an expression_statement consists of, or n itself. */
static node_id assignment_of(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) == KIND_EXPRESSION_STATEMENT)
		n = tree_first(t, n);
	return tree_kind(t, n) == KIND_ASSIGNMENT ||
	               tree_kind(t, n) == KIND_AUGMENTED_ASSIGNMENT
	           ? n
	           : NO_NODE;
}

static bool is_target(enum kind kind)
{
	return kind == KIND_IDENTIFIER || kind == KIND_ATTRIBUTE ||
	       kind == KIND_SUBSCRIPT;
}

static enum kind operator_of(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_BINARY_OPERATOR
	           ? tree_kind(t, tree_child(t, n, FIELD_OPERATOR))
	           : NO_KIND;
}

/* t + x, x + t and longer chains of one operator, which group to the left. */
static enum ask_growth growth_of_chain(const struct tree *t,
                                       struct ask_accumulation *a,
                                       enum kind sign)
{
	node_id n = a->value;
	uint32_t depth = 0;

	for (; operator_of(t, n) == sign; depth++) {
		node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));

		if (tree_same(t, right, a->target)) {
			a->old = right;
			return ASK_GROWTH_PREPEND;
		}
		n = tree_value(t, tree_child(t, n, FIELD_LEFT));
	}
	if (depth == 0 || !tree_same(t, n, a->target))
		return ASK_GROWTH_NONE;
	a->old = n;
	return depth == 1 ? ASK_GROWTH_APPEND : ASK_GROWTH_CHAIN;
}

/* Is the target an item of this display, or (`splat`) spread out in it? */
static bool has_item(const struct tree *t, node_id display, bool splat,
                     struct ask_accumulation *a)
{
	if (display == NO_NODE)
		return false;
	for (node_id c = tree_first(t, display); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		bool is_splat = tree_kind(t, c) == KIND_LIST_SPLAT ||
		                tree_kind(t, c) == KIND_DICTIONARY_SPLAT;
		node_id item = tree_value(t, is_splat ? tree_first(t, c) : c);

		if (is_splat == splat && tree_same(t, item, a->target)) {
			a->old = item;
			return true;
		}
	}
	return false;
}

static bool is_interpolated(const struct tree *t, node_id string,
                            struct ask_accumulation *a)
{
	for (node_id m = string; m < tree_end(t, string); m++) {
		node_id inner;

		if (tree_kind(t, m) != KIND_INTERPOLATION)
			continue;
		inner = tree_value(t, tree_child(t, m, FIELD_EXPRESSION));
		if (tree_same(t, inner, a->target)) {
			a->old = inner;
			return true;
		}
	}
	return false;
}

/* "%s%s" % (t, x) */
static bool is_percent_formatted(const struct tree *t,
                                 struct ask_accumulation *a)
{
	node_id left = tree_value(t, tree_child(t, a->value, FIELD_LEFT));
	node_id right = tree_value(t, tree_child(t, a->value, FIELD_RIGHT));

	if (tree_kind(t, left) != KIND_STRING &&
	    tree_kind(t, left) != KIND_CONCATENATED_STRING)
		return false;
	a->old = right;
	return tree_same(t, right, a->target) ||
	       (tree_kind(t, right) == KIND_TUPLE &&
	        has_item(t, right, false, a));
}

static enum ask_growth growth_of_call(const struct facts *f,
                                      struct ask_accumulation *a)
{
	const struct tree *t = f->tree;
	node_id receiver = ask_receiver(f, a->value, "format"), parts;

	if (tree_kind(t, tree_value(t, receiver)) == KIND_STRING &&
	    has_item(t, tree_child(t, a->value, FIELD_ARGUMENTS), false, a))
		return ASK_GROWTH_FORMAT;
	if (ask_receiver(f, a->value, "join") == NO_NODE)
		return ASK_GROWTH_NONE;
	parts = tree_value(t, ask_argument(f, a->value, 0));
	if ((tree_kind(t, parts) == KIND_LIST ||
	     tree_kind(t, parts) == KIND_TUPLE) &&
	    has_item(t, parts, false, a))
		return ASK_GROWTH_JOIN;
	return ASK_GROWTH_NONE;
}

static enum ask_growth growth_of_value(const struct facts *f,
                                       struct ask_accumulation *a)
{
	const struct tree *t = f->tree;

	switch (tree_kind(t, a->value)) {
	case KIND_BINARY_OPERATOR:
		switch (operator_of(t, a->value)) {
		case KIND_TOKEN_PLUS:
			return growth_of_chain(t, a, KIND_TOKEN_PLUS);
		case KIND_TOKEN_BAR:
			return growth_of_chain(t, a, KIND_TOKEN_BAR) !=
			               ASK_GROWTH_NONE
			           ? ASK_GROWTH_UNION
			           : ASK_GROWTH_NONE;
		case KIND_TOKEN_PERCENT:
			return is_percent_formatted(t, a) ? ASK_GROWTH_FORMAT
			                                  : ASK_GROWTH_NONE;
		default:
			return ASK_GROWTH_NONE;
		}
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
		return is_interpolated(t, a->value, a) ? ASK_GROWTH_FORMAT
		                                       : ASK_GROWTH_NONE;
	case KIND_CALL:
		return growth_of_call(f, a);
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
	case KIND_EXPRESSION_LIST:
	case KIND_DICTIONARY:
		return has_item(t, a->value, true, a) ? ASK_GROWTH_DISPLAY
		                                      : ASK_GROWTH_NONE;
	default:
		return ASK_GROWTH_NONE;
	}
}

bool ask_accumulates(const struct facts *f, node_id n,
                     struct ask_accumulation *found)
{
	const struct tree *t = f->tree;
	node_id statement = assignment_of(t, n);

	*found = (struct ask_accumulation){.statement = statement};
	if (statement == NO_NODE)
		return false;
	found->target = tree_child(t, statement, FIELD_LEFT);
	found->value = tree_value(t, tree_child(t, statement, FIELD_RIGHT));
	found->old = found->target;
	if (found->value == NO_NODE || !is_target(tree_kind(t, found->target)))
		return false;
	if (tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT) {
		enum kind sign =
		    tree_kind(t, tree_child(t, statement, FIELD_OPERATOR));

		found->growth =
		    sign == KIND_TOKEN_PLUS_EQUAL  ? ASK_GROWTH_IN_PLACE
		    : sign == KIND_TOKEN_BAR_EQUAL ? ASK_GROWTH_UNION
		                                   : ASK_GROWTH_NONE;
	} else {
		found->growth = growth_of_value(f, found);
	}
	return found->growth != ASK_GROWTH_NONE;
}

bool ask_slice(const struct facts *f, node_id n, struct ask_slice *found)
{
	struct extent_slice parts;

	n = tree_value(f->tree, n);
	if (n == NO_NODE || !extent_slice(f->tree, n, &parts))
		return false;
	*found = (struct ask_slice){
	    .value = tree_child(f->tree, n, FIELD_VALUE),
	    .start = parts.start,
	    .stop = parts.stop,
	    .step = parts.step,
	    .is_whole = parts.start == NO_NODE && parts.stop == NO_NODE &&
	                parts.step == NO_NODE};
	return true;
}

/* t[n:], t.split(x, 1)[1], t.partition(x)[2]: of the target itself. */
static bool is_rest_of(const struct facts *f, node_id value, node_id target)
{
	const struct tree *t = f->tree;
	struct ask_slice slice;
	node_id call, receiver;

	if (ask_slice(f, value, &slice))
		return slice.start != NO_NODE && slice.stop == NO_NODE &&
		       slice.step == NO_NODE &&
		       tree_same(t, slice.value, target);
	if (tree_kind(t, value) != KIND_SUBSCRIPT)
		return false;
	call = tree_value(t, tree_child(t, value, FIELD_VALUE));
	receiver = ask_receiver(f, call, "partition");
	if (receiver == NO_NODE && ask_argument(f, call, 1) != NO_NODE)
		receiver = ask_receiver(f, call, "split");
	return receiver != NO_NODE && tree_same(t, receiver, target);
}

/* head, sep, t = t.partition(x), h, t = t.split(x, 1), h, *t = t */
static node_id unpacked_rest(const struct facts *f, node_id pattern,
                             node_id value, node_id *target)
{
	const struct tree *t = f->tree;
	node_id receiver = ask_receiver(f, value, "partition");

	if (receiver == NO_NODE && ask_argument(f, value, 1) != NO_NODE)
		receiver = ask_receiver(f, value, "split");
	for (node_id c = tree_first(t, pattern); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		bool is_star = tree_kind(t, c) == KIND_LIST_SPLAT_PATTERN;

		*target = is_star ? tree_first(t, c) : c;
		if (is_star ? tree_same(t, *target, value)
		            : receiver != NO_NODE &&
		                  tree_same(t, *target, receiver))
			return value;
	}
	return NO_NODE;
}

node_id ask_consumes(const struct facts *f, node_id n, node_id *target)
{
	const struct tree *t = f->tree;
	node_id statement = assignment_of(t, n), left, value;

	if (tree_kind(t, statement) != KIND_ASSIGNMENT)
		return NO_NODE;
	left = tree_child(t, statement, FIELD_LEFT);
	value = tree_value(t, tree_child(t, statement, FIELD_RIGHT));
	if (value == NO_NODE)
		return NO_NODE;
	if (tree_kind(t, left) == KIND_PATTERN_LIST ||
	    tree_kind(t, left) == KIND_TUPLE_PATTERN ||
	    tree_kind(t, left) == KIND_LIST_PATTERN)
		return unpacked_rest(f, left, value, target);
	*target = left;
	return is_target(tree_kind(t, left)) && is_rest_of(f, value, left)
	           ? value
	           : NO_NODE;
}
