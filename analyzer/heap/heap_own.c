/* Calls of a function by itself: of its summary only what it has done so far to
 * its parameters is known then. */
#include "heap_model.h"

#include "ask_raise.h"

static object_id passed_for(const struct heap_function *f, object_id parameter,
                            const struct arguments *arguments)
{
	const struct object *o = &f->objects.at[parameter];

	return o->kind == OBJECT_PARAMETER && o->index < MOST_ARGUMENTS
	           ? arguments->at[o->index]
	           : NO_OBJECT;
}

/* Does it store one parameter in another, by code of its own? */
static bool is_own_store(const struct heap_function *f, const struct edge *e)
{
	return e->flags == 0 && e->node == e->at && e->to != NO_OBJECT &&
	       e->condition == 0 &&
	       f->objects.at[e->from].kind == OBJECT_PARAMETER &&
	       f->objects.at[e->to].kind == OBJECT_PARAMETER;
}

/* The name that all of the function's returns give, or NO_NODE. */
static node_id find_result(struct heap_builder *b, node_id function)
{
	const struct tree *t = b->tree;
	node_id found = NO_NODE;

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, function) - function,
	                    function))
		return NO_NODE;
	for (node_id n = function; n < tree_end(t, function); n++) {
		node_id value = tree_first(t, n);

		if (tree_kind(t, n) != KIND_RETURN_STATEMENT ||
		    ask_raise_function(b->facts, n) != function)
			continue;
		if (tree_kind(t, value) != KIND_IDENTIFIER ||
		    (found != NO_NODE && !tree_same(t, found, value)))
			return NO_NODE;
		found = value;
	}
	return found;
}

/* What the call gives is made as what this run is to give, and refers to the
 * arguments as that does to the parameters. */
static void give_another(struct heap_builder *b, struct heap_function *f,
                         node_id call, const struct arguments *arguments)
{
	uint32_t count = f->edges.count;
	object_id own, made;
	struct object copy;

	if (!f->knows_result)
		f->result = find_result(b, f->node);
	f->knows_result = true;
	own = f->result == NO_NODE ? NO_OBJECT : object_of(b, f, f->result);
	if (own == NO_OBJECT || f->objects.at[own].kind != OBJECT_INSTANCE ||
	    f->objects.at[own].call != NO_NODE)
		return;
	copy = f->objects.at[own];
	copy.call = call;
	made = object_add(b, f, copy);
	b->object_at[call] = made;
	for (uint32_t i = 0; made != NO_OBJECT && i < count; i++) {
		struct edge e = f->edges.at[i];

		if (e.from != own || e.flags != 0 || e.to == NO_OBJECT ||
		    heap_guard_skips(b, f, f->node, e.at, arguments))
			continue;
		e.from = made;
		e.to = passed_for(f, e.to, arguments);
		e.via[1] = e.via[0];
		e.via[0] = e.at;
		e.at = call;
		if (e.to != NO_OBJECT)
			edge_add(b, f, e);
	}
}

void heap_call_itself(struct heap_builder *b, struct heap_function *f,
                      node_id call, const struct arguments *arguments)
{
	uint32_t count = f->edges.count;

	if (f->is_generator || f->is_async)
		return;
	for (uint32_t i = 0; i < count; i++) {
		struct edge e = f->edges.at[i];

		if (!is_own_store(f, &e) ||
		    heap_guard_skips(b, f, f->node, e.at, arguments))
			continue;
		e.from = passed_for(f, e.from, arguments);
		e.to = passed_for(f, e.to, arguments);
		e.via[0] = e.at;
		e.at = call;
		if (e.from != NO_OBJECT && e.to != NO_OBJECT)
			edge_add(b, f, e);
	}
	give_another(b, f, call, arguments);
}
