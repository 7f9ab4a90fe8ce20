/* Items that a callee takes out of what it is given, as its caller has them. */
#include "heap_iterated.h"
#include "heap_model.h"

/* Is it a value of a dict, if it is of one, and not a key? */
static bool is_value(const struct tree *t, const struct heap_function *f,
                     const struct object *item)
{
	if (tree_kind(t, item->node) == KIND_SUBSCRIPT)
		return true;
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->to != NO_OBJECT && &f->objects.at[e->to] == item &&
		    e->flags & EDGE_IS_LOAD)
			return e->flags & EDGE_IS_VALUE;
	}
	return false;
}

/* The same item of what the caller has for the container. */
static object_id item_again(struct heap_builder *b, struct heap_function *f,
                            struct object item, object_id holder, node_id call)
{
	object_id made;

	item.base = holder;
	item.call = call;
	made = object_add(b, f, item);
	if (made != NO_OBJECT)
		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = made,
		                       .field = FIELD_ITEM,
		                       .node = item.node,
		                       .at = call,
		                       .flags = EDGE_IS_LOAD});
	return made;
}

/* What the function puts into its container: one object (all that a loop makes
 * is one), or NO_OBJECT. Where keys are put in too, the value or the key. */
static object_id only_item(const struct heap_function *f, object_id container,
                           bool wants_value)
{
	object_id value = NO_OBJECT, key = NO_OBJECT;

	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];
		object_id *known = e->flags & EDGE_IS_VALUE ? &value : &key;

		if (e->from != container || e->flags & EDGE_IS_LOAD)
			continue;
		if (e->field != FIELD_ITEM || e->to == NO_OBJECT ||
		    e->flags & EDGE_IS_CLEAR ||
		    (*known != NO_OBJECT && *known != e->to))
			return NO_OBJECT;
		*known = e->to;
	}
	return wants_value && value != NO_OBJECT ? value : key;
}

object_id heap_item_for(struct heap_builder *b, struct heap_function *f,
                        const struct heap_function *callee,
                        const struct object *item, object_id holder,
                        node_id call)
{
	if (holder == NO_OBJECT ||
	    callee->objects.at[item->base].kind != OBJECT_PARAMETER)
		return NO_OBJECT;
	if (f->objects.at[holder].kind == OBJECT_CONTAINER)
		return only_item(f, holder, is_value(b->tree, callee, item));
	return tree_kind(b->tree, item->node) == KIND_SUBSCRIPT
	           ? item_again(b, f, *item, holder, call)
	           : NO_OBJECT;
}

/* Is it a number or a text: the same each time? */
static bool is_constant(const struct tree *t, node_id key)
{
	if (tree_kind(t, key) == KIND_UNARY_OPERATOR)
		key = tree_child(t, key, FIELD_ARGUMENT);
	return tree_kind(t, key) == KIND_INTEGER ||
	       tree_kind(t, key) == KIND_STRING;
}

object_id heap_item_read_before(const struct heap_builder *b,
                                const struct heap_function *f, object_id holder,
                                node_id n)
{
	const struct tree *t = b->tree;

	if (!is_constant(t, tree_child(t, n, FIELD_SUBSCRIPT)))
		return NO_OBJECT;
	for (uint32_t i = f->edges.count; i-- > 0;) {
		const struct edge *e = &f->edges.at[i];

		if (e->from != holder)
			continue;
		if (!(e->flags & EDGE_IS_LOAD) || e->turn != f->turn)
			return NO_OBJECT;
		if (e->field == FIELD_ITEM && e->node == e->at &&
		    tree_kind(t, e->node) == KIND_SUBSCRIPT &&
		    f->objects.at[e->to].kind == OBJECT_ITEM &&
		    tree_same(t, e->node, n))
			return e->to;
	}
	return NO_OBJECT;
}
