#include "shrunk.h"

#include "bounds.h"
#include "container.h"

/* xs.pop(), del xs[i], xs[:] = [] */
static bool is_shrunk_at(const struct tree *t, node_id xs)
{
	node_id parent = tree_parent(t, xs), around = tree_parent(t, parent);

	if (tree_kind(t, parent) == KIND_ATTRIBUTE)
		return tree_kind(t, around) == KIND_CALL &&
		       tree_field(t, parent) == FIELD_FUNCTION &&
		       container_is_remover(tree_text(
		           t, tree_child(t, parent, FIELD_ATTRIBUTE)));
	if (tree_kind(t, parent) != KIND_SUBSCRIPT ||
	    tree_field(t, xs) != FIELD_VALUE)
		return false;
	return tree_kind(t, around) == KIND_DELETE_STATEMENT ||
	       (tree_kind(t, around) == KIND_ASSIGNMENT &&
	        tree_field(t, parent) == FIELD_LEFT &&
	        tree_kind(t, tree_child(t, parent, FIELD_SUBSCRIPT)) ==
	            KIND_SLICE);
}

bool shrunk_within(const struct scopes *scopes, node_id container,
                   node_id range)
{
	const struct tree *t = scopes->tree;
	struct str path = tree_text(t, container);
	node_id root = container_root(t, container);
	symbol_id variable =
	    root == NO_NODE ? NO_SYMBOL : scopes_variable(scopes, root);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(scopes, o)) {
		node_id xs = o->node;

		if (!tree_contains(t, range, xs))
			continue;
		while (tree_kind(t, tree_parent(t, xs)) == KIND_ATTRIBUTE &&
		       tree_text(t, xs).length < path.length)
			xs = tree_parent(t, xs);
		if (str_equal(tree_text(t, xs), path) && is_shrunk_at(t, xs))
			return true;
	}
	return false;
}
