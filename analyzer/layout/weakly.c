#include "weakly.h"

/* Of x.method: x. */
static node_id owner_of(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_ATTRIBUTE
	           ? tree_child(t, n, FIELD_OBJECT)
	           : n;
}

static bool is_of_class(const struct facts *f, node_id n, const char *class)
{
	const struct type *type = types_of(f->types, n);

	return type->kind == TYPE_INSTANCE && str_is(type->name, class);
}

static node_id held_by_call(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id first =
	    tree_child_at(t, tree_child(t, call, FIELD_ARGUMENTS), 0);
	struct str method;

	if (first == NO_NODE)
		return NO_NODE;
	if (imports_starts(&f->imports, callee, "weakref."))
		return imports_is(&f->imports, callee, "weakref.WeakMethod")
		           ? owner_of(t, first)
		           : first;
	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return NO_NODE;
	method = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (str_is(method, "connect") && tree_kind(t, first) == KIND_ATTRIBUTE)
		return owner_of(t, first);
	return str_is(method, "add") &&
	               is_of_class(f, tree_first(t, callee), "weakref.WeakSet")
	           ? first
	           : NO_NODE;
}

/* table[key] = value */
static node_id held_by_item(const struct facts *f, node_id item)
{
	const struct tree *t = f->tree;
	node_id assignment = tree_parent(t, item), table;

	if (tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_field(t, item) != FIELD_LEFT)
		return NO_NODE;
	table = tree_child(t, item, FIELD_VALUE);
	if (is_of_class(f, table, "weakref.WeakKeyDictionary"))
		return tree_child(t, item, FIELD_SUBSCRIPT);
	return is_of_class(f, table, "weakref.WeakValueDictionary")
	           ? tree_child(t, assignment, FIELD_RIGHT)
	           : NO_NODE;
}

node_id weakly_held(const struct facts *facts, node_id n)
{
	switch (tree_kind(facts->tree, n)) {
	case KIND_CALL:
		return held_by_call(facts, n);
	case KIND_SUBSCRIPT:
		return held_by_item(facts, n);
	default:
		return NO_NODE;
	}
}

bool weakly_has_container(const struct facts *facts)
{
	static const char *const names[] = {
	    "weakref.WeakSet", "weakref.WeakKeyDictionary",
	    "weakref.WeakValueDictionary", NULL};
	const struct tree *t = facts->tree;
	struct tree_each each = TREE_EACH(t, KIND_ATTRIBUTE, KIND_IDENTIFIER);
	node_id n;

	if (!imports_has_module(&facts->imports, "weakref"))
		return false;
	while (tree_each(t, &each, &n))
		if (imports_which(&facts->imports, n, names) >= 0)
			return true;
	return false;
}
