/* Whether code adds to a container that outlives it once only, as it asks first
 * whether that was done. A part of grown.c. */
#include "bounds.h"
#include "grown_key.h"

/* Calls of a function that are looked at. */
enum { MOST_CALLERS = 16 };

/* Is it a global, or the container of the class itself? */
static bool is_lasting(const struct facts *f, node_id n, node_id container)
{
	const struct tree *t = f->tree;

	return grown_is_global(f, n) ||
	       (tree_kind(t, n) == KIND_ATTRIBUTE &&
	        tree_kind(t, container) == KIND_ATTRIBUTE &&
	        tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) ==
	            tree_name(t, tree_child(t, container, FIELD_ATTRIBUTE)));
}

/* `not table`, `table is None`, `table == {}`, `flag` */
static bool asks_of_lasting(const struct facts *f, node_id condition,
                            node_id container)
{
	const struct tree *t = f->tree;

	condition = tree_value(t, condition);
	switch (tree_kind(t, condition)) {
	case KIND_NOT_OPERATOR:
		return is_lasting(f, tree_value(t, tree_first(t, condition)),
		                  container);
	case KIND_COMPARISON_OPERATOR:
		return is_lasting(f, tree_first(t, condition), container) &&
		       tree_end(t, condition) - condition < 5;
	default:
		return is_lasting(f, condition, container);
	}
}

/* Does the code of its function before n ask whether that was done? */
static bool asks_first(const struct facts *f, node_id n, node_id container)
{
	const struct tree *t = f->tree;

	if (grown_is_far(f, n))
		return true;
	for (node_id i = grown_function(t, n); i < n;
	     i = tree_kind(t, i) == KIND_EXPRESSION_STATEMENT ? tree_end(t, i)
	                                                      : i + 1)
		if (tree_kind(t, i) == KIND_IF_STATEMENT &&
		    asks_of_lasting(f, tree_child(t, i, FIELD_CONDITION),
		                    container))
			return true;
	return false;
}

bool grown_is_done_once(const struct facts *f, node_id n, node_id container)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	node_id function = grown_function(f->tree, n);
	scope_id scope = scopes_opened_by(&f->scopes, function);
	uint32_t first = calls->first_site[scope];
	uint32_t end = calls->first_site[scope + 1];

	if (asks_first(f, n, container))
		return true;
	if (first == end || end - first > MOST_CALLERS)
		return false;
	for (uint32_t i = first; i < end; i++)
		if (grown_function(f->tree, calls->sites[i]) == NO_NODE ||
		    !asks_first(f, calls->sites[i], container))
			return false;
	return true;
}
