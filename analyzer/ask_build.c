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
