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

bool ask_lazy_is_bounded(const struct facts *f, node_id c)
{
	return ask_is_small(f, ask_source(f, c), 999);
}

/* Does an element exist, for it is part of something that does, or a truth
 * value or constant? */
static bool is_there(const struct facts *f, node_id element)
{
	struct ask_slice slice;

	switch (tree_kind(f->tree, element)) {
	case KIND_SUBSCRIPT:
		return !ask_slice(f, element, &slice);
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
	case KIND_COMPARISON_OPERATOR:
	case KIND_NOT_OPERATOR:
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
	case KIND_INTEGER:
	case KIND_FLOAT:
		return true;
	default:
		return false;
	}
}

const char *ask_lazy_cost(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, c) == KIND_SET_COMPREHENSION)
		return "about 40 bytes each";
	if (is_there(f, tree_value(t, tree_child(t, c, FIELD_BODY))))
		return "8 bytes each";
	return "8 bytes each and the elements themselves";
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
