#include "container.h"

/* table.setdefault(key, ...) and table.get(key) give what the table holds. */
static bool gives_element(const struct tree *t, node_id call)
{
	node_id function = tree_first(t, call);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	struct str name;

	if (tree_kind(t, function) != KIND_ATTRIBUTE || list == NO_NODE)
		return false;
	name = tree_text(t, tree_end(t, function) - 1);
	return str_is(name, "setdefault") ||
	       (str_is(name, "get") && tree_child_count(t, list) == 1);
}

node_id container_root(const struct tree *t, node_id n)
{
	for (;;) {
		n = tree_value(t, n);
		switch (tree_kind(t, n)) {
		case KIND_IDENTIFIER:
			return n;
		case KIND_ATTRIBUTE:
		case KIND_SUBSCRIPT:
			n = tree_first(t, n);
			break;
		case KIND_CALL:
			if (!gives_element(t, n))
				return NO_NODE;
			n = tree_first(t, n);
			break;
		default:
			return NO_NODE;
		}
	}
}

node_id container_filled_by(const struct tree *t, node_id call)
{
	static const char *const methods[] = {
	    "append",     "add",        "insert",     "appendleft",
	    "put",        "put_nowait", "setdefault", "extend",
	    "extendleft", "update",     "push",       NULL};
	node_id function = tree_first(t, call);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	if (str_is(tree_text(t, function), "heapq.heappush") ||
	    str_is(tree_text(t, function), "heappush"))
		return tree_child_at(t, list, 0);
	if (tree_kind(t, function) != KIND_ATTRIBUTE ||
	    !str_is_one_of(
	        tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)),
	        methods))
		return NO_NODE;
	return tree_first(t, function);
}

bool container_is_remover(struct str method)
{
	static const char *const methods[] = {"pop",
	                                      "popitem",
	                                      "popleft",
	                                      "clear",
	                                      "remove",
	                                      "discard",
	                                      "difference_update",
	                                      "intersection_update",
	                                      "symmetric_difference_update",
	                                      "__delitem__",
	                                      "subtract",
	                                      NULL};

	return str_is_one_of(method, methods);
}
