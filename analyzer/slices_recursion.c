#include "slices.h"

#include "ask.h"

enum { MOST_READS = 64 };

/* Is n a constant, a name, or something of one element of the sequence:
 * `xs[0]`, `[xs[-1]]`, `f(xs[0])`? */
static bool is_of_element(const struct facts *f, node_id n, symbol_id sequence)
{
	const struct tree *t = f->tree;
	uint32_t seen = 0;
	int64_t constant;

	if (ask_integer(f, n, &constant) || tree_kind(t, n) == KIND_IDENTIFIER)
		return true;
	for (node_id m = n; m < tree_end(t, n) && seen < MOST_READS;
	     m++, seen++)
		if (sequence != NO_SYMBOL &&
		    scopes_variable(&f->scopes, m) == sequence &&
		    tree_kind(t, tree_parent(t, m)) == KIND_SUBSCRIPT)
			return true;
	return false;
}

bool slices_is_folded(const struct facts *f, node_id call, symbol_id sequence)
{
	const struct tree *t = f->tree;
	node_id n = tree_outermost(t, call), sum = tree_parent(t, n);
	enum field other =
	    tree_field(t, n) == FIELD_LEFT ? FIELD_RIGHT : FIELD_LEFT;

	return tree_kind(t, sum) == KIND_BINARY_OPERATOR &&
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
