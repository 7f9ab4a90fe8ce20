#include "bound_method.h"

bool bound_method_of_self(const struct classes *c, node_id n)
{
	const struct tree *t = c->tree;
	class_id class = tree_kind(t, n) == KIND_ATTRIBUTE
	                     ? classes_of_self(c, tree_first(t, n))
	                     : NO_CLASS;
	node_id method;

	if (class == NO_CLASS)
		return false;
	method = classes_method(
	    c, class, tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)));
	return method != NO_NODE &&
	       classes_method_kind(c, method) == METHOD_INSTANCE &&
	       !classes_has_unknown_decorator(c, method);
}
