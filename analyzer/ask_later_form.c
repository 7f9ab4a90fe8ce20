#include "ask.h"

#include <string.h>

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
		    !ask_is_small(f, tree_child(t, n, FIELD_RIGHT), most))
			return false;
	return clauses <= 3;
}

/* Does an element exist, for it is part of something that does, or a truth
 * value or constant? */
static bool is_there(const struct tree *t, node_id element)
{
	switch (tree_kind(t, element)) {
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
	case KIND_SUBSCRIPT:
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
	if (is_there(t, tree_value(t, tree_child(t, c, FIELD_BODY))))
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
