/* Whether what follows a statement may run after it. */
#include "types_solver.h"

/* Which statements are never passed to what follows them: by reverse preorder,
 * so that the parts of a statement are known before it. An array of bytes by
 * node, for functions only while they are found. */

static bool child_ends(const struct types *ty, node_id n, enum field field)
{
	node_id child = tree_child(ty->tree, n, field);

	return child != NO_NODE && ty->ends[child];
}

static bool block_ends(const struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;

	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (ty->ends[c])
			return true;
	return false;
}

static bool if_ends(const struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	bool has_else = false;

	if (!child_ends(ty, n, FIELD_CONSEQUENCE))
		return false;
	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE)
			has_else = true;
		else if (tree_kind(t, c) != KIND_ELIF_CLAUSE)
			continue;
		if (!ty->ends[c])
			return false;
	}
	return has_else;
}

static bool try_ends(const struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	bool ends = child_ends(ty, n, FIELD_BODY), all_handlers = true;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) == KIND_FINALLY_CLAUSE && ty->ends[c])
			return true;
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE)
			ends |= ty->ends[c] != 0;
		if (tree_kind(t, c) == KIND_EXCEPT_CLAUSE)
			all_handlers &= ty->ends[c] != 0;
	}
	return ends && all_handlers;
}

/* while True: without a break, which `breaks` notes for the loop. */
static bool while_ends(const struct types *ty, node_id n)
{
	node_id condition = tree_child(ty->tree, n, FIELD_CONDITION);

	return tree_kind(ty->tree, condition) == KIND_TRUE && !ty->breaks[n];
}

static bool ends(const struct types *ty, node_id n)
{
	switch (tree_kind(ty->tree, n)) {
	case KIND_RETURN_STATEMENT:
	case KIND_RAISE_STATEMENT:
		return true;
	case KIND_BLOCK:
	case KIND_EXCEPT_CLAUSE:
	case KIND_FINALLY_CLAUSE:
	case KIND_ELSE_CLAUSE:
		return block_ends(ty, n);
	case KIND_ELIF_CLAUSE:
		return child_ends(ty, n, FIELD_CONSEQUENCE);
	case KIND_WITH_STATEMENT:
		return child_ends(ty, n, FIELD_BODY);
	case KIND_IF_STATEMENT:
		return if_ends(ty, n);
	case KIND_TRY_STATEMENT:
		return try_ends(ty, n);
	case KIND_WHILE_STATEMENT:
		return while_ends(ty, n);
	default:
		return false;
	}
}

void types_find_ends(struct types *ty)
{
	const struct tree *t = ty->tree;

	ty->ends = ARENA_ARRAY(ty->scratch, t->count, uint8_t);
	ty->breaks = ARENA_ARRAY(ty->scratch, t->count, uint8_t);
	for (node_id n = t->count; n-- != 0;) {
		if (tree_kind(t, n) == KIND_BREAK_STATEMENT &&
		    ty->loops[n] != NO_NODE)
			ty->breaks[ty->loops[n]] = true;
		ty->ends[n] = ends(ty, n);
	}
}

bool types_ends(const struct types *ty, node_id n)
{
	return n != NO_NODE && ty->ends[n] != 0;
}
