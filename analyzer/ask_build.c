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

static enum ask_growth growth_of(enum growth_form form)
{
	switch (form) {
	case GROWTH_AUGMENTED:
		return ASK_GROWTH_IN_PLACE;
	case GROWTH_PLUS:
	case GROWTH_BRANCH:
	case GROWTH_UNPACKED:
		return ASK_GROWTH_APPEND;
	case GROWTH_CHAIN:
		return ASK_GROWTH_CHAIN;
	case GROWTH_FRONT:
		return ASK_GROWTH_PREPEND;
	case GROWTH_FORMAT:
		return ASK_GROWTH_FORMAT;
	case GROWTH_JOIN:
		return ASK_GROWTH_JOIN;
	case GROWTH_DISPLAY:
		return ASK_GROWTH_DISPLAY;
	case GROWTH_UNION:
		return ASK_GROWTH_UNION;
	default:
		return ASK_GROWTH_NONE;
	}
}

bool ask_accumulates(const struct facts *f, node_id n,
                     struct ask_accumulation *found)
{
	node_id statement = assignment_of(f->tree, n);
	struct growth_parts parts;

	*found = (struct ask_accumulation){.statement = statement};
	if (statement == NO_NODE)
		return false;
	found->growth = growth_of(growth_form_of(f->tree, statement, &parts));
	found->target = parts.target;
	found->value = parts.value;
	found->old = parts.old;
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
