/* Calls of a function by itself: of its summary only what it has done so far to
 * its parameters is known then. */
#include "heap_model.h"

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
}
