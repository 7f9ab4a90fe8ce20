/* What is put, under its name, into something of which only a parameter of the
 * function is known: self.parts[k] = x, where a method says what self.parts is;
 * handed on by `yield`, or given to a function of another file. */
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

/* The list, tuple or dict that the name at n is written in, or n. */
static node_id display_around(const struct tree *t, node_id n)
{
	for (;;) {
		switch (tree_kind(t, tree_parent(t, n))) {
		case KIND_LIST:
		case KIND_TUPLE:
		case KIND_SET:
		case KIND_DICTIONARY:
		case KIND_PAIR:
		case KIND_EXPRESSION_LIST:
		case KIND_PARENTHESIZED_EXPRESSION:
			n = tree_parent(t, n);
			break;
		default:
			return n;
		}
	}
}

/* Is it an argument of what may keep it: a container's method, or a function of
 * another file? */
static bool is_given_away(struct heap_builder *b, node_id list)
{
	static const char *const methods[] = {
	    "append", "appendleft", "add",        "insert", "setdefault", "put",
	    "extend", "extendleft", "put_nowait", "push",   "send",       NULL};
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, tree_parent(t, list), FIELD_FUNCTION);
	struct str origin;

	if (tree_kind(t, callee) == KIND_ATTRIBUTE &&
	    str_is_one_of(tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	                  methods) &&
	    begins_with_parameter(b, tree_child(t, callee, FIELD_OBJECT)))
		return true;
	origin = imports_origin(&b->facts->imports, callee);
	return origin.length != 0 && !str_starts(origin, "builtins.");
}

/* Is the name at n what is stored there, or given to what stores it? */
static bool is_stored(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id value = display_around(t, n), around = tree_parent(t, value);
	node_id place;

	switch (tree_kind(t, around)) {
	case KIND_ASSIGNMENT:
		place = tree_child(t, around, FIELD_LEFT);
		return place != value &&
		       tree_kind(t, place) != KIND_IDENTIFIER &&
		       begins_with_parameter(b, place);
	case KIND_AUGMENTED_ASSIGNMENT:
		return value != n;
	case KIND_YIELD:
		return true;
	case KIND_ARGUMENT_LIST:
		return is_given_away(b, around);
	default:
		return false;
	}
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

void heap_note_yield(struct heap_builder *b, struct heap_function *f,
                     node_id yield)
{
	node_id value = tree_first(b->tree, yield);
	object_id object = tree_kind(b->tree, value) == KIND_CALL
	                       ? object_of(b, f, value)
	                       : NO_OBJECT;

	if (!f->is_generator)
		return;
	if (f->returned == NO_OBJECT && object != NO_OBJECT &&
	    f->objects.at[object].kind == OBJECT_INSTANCE)
		f->returned = object;
	else if (object == NO_OBJECT || f->returned == NO_OBJECT ||
	         f->objects.at[object].class !=
	             f->objects.at[f->returned].class)
		f->returns_more = true;
}

node_id heap_loop_over(const struct tree *t, node_id call)
{
	node_id n = tree_outermost(t, call), loop = tree_parent(t, n), target;

	if ((tree_kind(t, loop) != KIND_FOR_STATEMENT &&
	     tree_kind(t, loop) != KIND_FOR_IN_CLAUSE) ||
	    tree_child(t, loop, FIELD_RIGHT) != n)
		return NO_NODE;
	target = tree_child(t, loop, FIELD_LEFT);
	return tree_kind(t, target) == KIND_IDENTIFIER ? target : NO_NODE;
}
