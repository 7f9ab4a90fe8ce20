/* What is put, under its name, into something of which only a parameter of the
 * function is known: self.parts[k] = x, where a method says what self.parts is.
 */
#include "heap_model.h"

/* The parameter that a.b[c].d begins with? */
static bool begins_with_parameter(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	const struct scopes *s = &b->facts->scopes;
	const struct occurrence *first;

	while (tree_kind(t, n) == KIND_ATTRIBUTE ||
	       tree_kind(t, n) == KIND_SUBSCRIPT)
		n = tree_first(t, n);
	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return false;
	first = scopes_only_binding(s, scopes_variable(s, n));
	return first != NULL && first->binding == BINDING_PARAMETER;
}

/* Is the name at n what is stored there, or given to a method that stores it?
 */
static bool is_stored(struct heap_builder *b, node_id n)
{
	static const char *const methods[] = {
	    "append", "appendleft", "add", "insert", "setdefault", "put", NULL};
	const struct tree *t = b->tree;
	node_id around = tree_parent(t, n), place;

	if (tree_kind(t, around) == KIND_ASSIGNMENT) {
		place = tree_child(t, around, FIELD_LEFT);
		return place != n && tree_kind(t, place) != KIND_IDENTIFIER &&
		       begins_with_parameter(b, place);
	}
	if (tree_kind(t, around) != KIND_ARGUMENT_LIST)
		return false;
	place = tree_child(t, tree_parent(t, around), FIELD_FUNCTION);
	return tree_kind(t, place) == KIND_ATTRIBUTE &&
	       str_is_one_of(
	           tree_text(t, tree_child(t, place, FIELD_ATTRIBUTE)),
	           methods) &&
	       begins_with_parameter(b, tree_child(t, place, FIELD_OBJECT));
}

bool heap_is_lent(struct heap_builder *b, const struct object *o)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id statement = tree_parent(t, tree_outermost(t, o->node));
	node_id left = tree_child(t, statement, FIELD_LEFT);
	symbol_id variable;
	uint32_t uses = 0;

	if (!heap_is_made(b, o) || tree_kind(t, statement) != KIND_ASSIGNMENT ||
	    tree_kind(t, left) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(s, left);
	for (const struct occurrence *use = scopes_first(s, variable);
	     use != NULL; use = scopes_next(s, use)) {
		if (bounds_exceeded(t, REACHED_USES, ++uses, use->node))
			return true;
		if (use->access == ACCESS_READ && is_stored(b, use->node))
			return true;
	}
	return false;
}
