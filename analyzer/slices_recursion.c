#include "slices.h"

#include "ask.h"

enum { MOST_READS = 64 };

/* Is n a constant, a name, or something of one element of the sequence:
 * `xs[0]`, `[xs[-1]]`, `f(xs[0])`, or, of no name, of any name? */
static bool is_of_element(const struct facts *f, node_id n, symbol_id sequence)
{
	const struct tree *t = f->tree;
	uint32_t seen = 0;
	int64_t constant;

	if (ask_integer(f, n, &constant) || tree_kind(t, n) == KIND_IDENTIFIER)
		return true;
	for (node_id m = n; m < tree_end(t, n) && seen < MOST_READS;
	     m++, seen++)
		if (sequence == NO_SYMBOL
		        ? scopes_variable(&f->scopes, m) != NO_SYMBOL
		        : scopes_variable(&f->scopes, m) == sequence &&
		              tree_kind(t, tree_parent(t, m)) == KIND_SUBSCRIPT)
			return true;
	return false;
}

/* Is the call `f(xs[1:], a, b)` a statement of its own, with what does not
 * depend on the element: the rest is done as the first was? */
static bool is_next_turn(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	bool has_rest = false;
	struct slice s;
	int64_t start;

	if (tree_kind(t, tree_parent(t, call)) != KIND_EXPRESSION_STATEMENT)
		return false;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (slices_find(f, a, &s) && s.stop == NO_NODE &&
		    ask_integer(f, s.start, &start))
			has_rest = true;
		else if (tree_kind(t, a) != KIND_IDENTIFIER)
			return false;
	}
	return has_rest;
}

/* max(f(xs[0]), f(xs[1:])) */
static bool is_extreme_of(const struct facts *f, node_id n, symbol_id sequence)
{
	const struct tree *t = f->tree;
	node_id call = tree_parent(t, tree_parent(t, n));

	if (tree_kind(t, call) != KIND_CALL ||
	    (!ask_calls(f, call, "builtins.max") &&
	     !ask_calls(f, call, "builtins.min")))
		return false;
	for (node_id a = tree_first(t, tree_parent(t, n)); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (a != n && is_of_element(f, a, sequence))
			return true;
	return false;
}

bool slices_is_folded(const struct facts *f, node_id call, symbol_id sequence)
{
	const struct tree *t = f->tree;
	node_id n = tree_outermost(t, call), sum = tree_parent(t, n);
	enum field other =
	    tree_field(t, n) == FIELD_LEFT ? FIELD_RIGHT : FIELD_LEFT;

	if (is_extreme_of(f, n, sequence) ||
	    (sequence != NO_SYMBOL && is_next_turn(f, call)))
		return true;
	/* x == xs[0] and f(xs[1:]) */
	if (tree_kind(t, sum) == KIND_BOOLEAN_OPERATOR &&
	    tree_kind(t, tree_value(t, tree_child(t, sum, other))) ==
	        KIND_IDENTIFIER)
		return false;
	return (tree_kind(t, sum) == KIND_BINARY_OPERATOR ||
	        tree_kind(t, sum) == KIND_BOOLEAN_OPERATOR) &&
	       is_of_element(f, tree_value(t, tree_child(t, sum, other)),
	                     sequence);
}

/* The place of a parameter among those of its function; UINT32_MAX if it is
 * none. */
static uint32_t index_of(const struct facts *f, node_id function,
                         symbol_id parameter)
{
	const struct tree *t = f->tree;
	node_id p = tree_first(t, tree_child(t, function, FIELD_PARAMETERS));

	for (uint32_t i = 0; p != NO_NODE; p = tree_sibling(t, p), i++)
		for (node_id m = p; m < tree_end(t, p); m++)
			if (scopes_variable(&f->scopes, m) == parameter)
				return i;
	return UINT32_MAX;
}

bool slices_gets_data(const struct facts *f, node_id function, node_id name)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	symbol_id own = scopes_variable(s, tree_child(t, function, FIELD_NAME));
	uint32_t index = index_of(f, function, scopes_variable(s, name));
	uint32_t seen = 0;

	if (own == NO_SYMBOL || index == UINT32_MAX)
		return false;
	for (const struct occurrence *o = scopes_first(s, own);
	     o != NULL && seen < MOST_READS; o = scopes_next(s, o), seen++) {
		node_id call = tree_parent(t, o->node);

		if (tree_kind(t, call) == KIND_CALL &&
		    !tree_contains(t, function, call) &&
		    calls_target(s, call) == function &&
		    ask_is_data_sized(f, ask_argument(f, call, index)))
			return true;
	}
	return false;
}
