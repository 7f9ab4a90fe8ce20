/* What `with x as name` binds, where x's own __enter__ gives back x. */
#include "heap_iterated.h"

/* Is it the parameter that gets the object itself? */
static bool is_self(const struct heap_builder *b, node_id method, node_id n)
{
	const struct tree *t = b->tree;
	node_id self = tree_first(t, tree_child(t, method, FIELD_PARAMETERS));

	return tree_kind(t, n) == KIND_IDENTIFIER &&
	       tree_kind(t, self) == KIND_IDENTIFIER &&
	       scopes_variable(&b->facts->scopes, n) ==
	           scopes_variable(&b->facts->scopes, self) &&
	       scopes_only_binding(&b->facts->scopes,
	                           scopes_variable(&b->facts->scopes, n)) !=
	           NULL;
}

/* Does the method return `self`, and nothing else? */
static bool gives_self(const struct heap_builder *b, node_id method)
{
	const struct tree *t = b->tree;
	bool is_found = false;

	if (classes_has_unknown_decorator(&b->facts->classes, method) ||
	    bounds_exceeded(t, REACHED_NODES, tree_end(t, method) - method,
	                    method))
		return false;
	for (node_id n = method; n < tree_end(t, method); n++) {
		if (tree_kind(t, n) == KIND_YIELD)
			return false;
		if (tree_kind(t, n) != KIND_RETURN_STATEMENT)
			continue;
		if (tree_first(t, n) == NO_NODE ||
		    !is_self(b, method, tree_value(t, tree_first(t, n))))
			return false;
		is_found = true;
	}
	return is_found;
}

void heap_enter(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	node_id value = tree_first(t, n), target, method;
	name_id enter = names_find(t->names, STR("__enter__"));
	object_id object;

	if (value == NO_NODE || enter == NAME_NONE ||
	    tree_kind(t, tree_parent(t, n)) != KIND_WITH_ITEM)
		return;
	target = tree_first(t, tree_child(t, n, FIELD_ALIAS));
	object = object_of(b, f, value);
	if (object == NO_OBJECT || tree_kind(t, target) != KIND_IDENTIFIER ||
	    f->objects.at[object].class == NO_CLASS)
		return;
	method = object_method(b, &f->objects.at[object], enter);
	if (method != NO_NODE && gives_self(b, method))
		b->object_at[target] = object;
}
