#include "call.h"

bool call_is_splat(enum kind kind)
{
	return kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT ||
	       kind == KIND_PARENTHESIZED_LIST_SPLAT;
}

node_id call_arguments(const struct tree *t, node_id call)
{
	return tree_kind(t, call) == KIND_CALL
	           ? tree_child(t, call, FIELD_ARGUMENTS)
	           : NO_NODE;
}

static node_id first_of(const struct tree *t, node_id list)
{
	return tree_kind(t, list) == KIND_ARGUMENT_LIST ? tree_first(t, list)
	                                                : NO_NODE;
}

node_id call_positional(const struct tree *t, node_id call, uint32_t index)
{
	node_id list = call_arguments(t, call);

	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		return index == 0 ? list : NO_NODE;
	for (node_id a = first_of(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (call_is_splat(tree_kind(t, a)))
			return NO_NODE;
		if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT && index-- == 0)
			return a;
	}
	return NO_NODE;
}

node_id call_keyword(const struct tree *t, node_id call, const char *name)
{
	for (node_id a = first_of(t, call_arguments(t, call)); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
		    str_is(tree_text(t, tree_child(t, a, FIELD_NAME)), name))
			return tree_child(t, a, FIELD_VALUE);
	return NO_NODE;
}

uint32_t call_count(const struct tree *t, node_id call)
{
	node_id list = call_arguments(t, call);
	uint32_t count = tree_kind(t, list) == KIND_GENERATOR_EXPRESSION;

	for (node_id a = first_of(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		count++;
	return count;
}

bool call_has_splat(const struct tree *t, node_id call)
{
	for (node_id a = first_of(t, call_arguments(t, call)); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (call_is_splat(tree_kind(t, a)))
			return true;
	return false;
}
