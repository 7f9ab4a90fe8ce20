/* Questions of the rules about reference cycles: who makes and holds the
 * objects, and what may be said of them. */
#include "ask.h"
#include "minor.h"

#include <string.h>

/* Does every call of the function come to n, and there surely to it? */
static bool is_always_run(const struct facts *f, node_id function, node_id n)
{
	const struct tree *t = f->tree;
	const struct flow *flow = facts_flow(f, n);
	node_id start = tree_child(t, function, FIELD_PARAMETERS);

	for (node_id a = tree_parent(t, n); a != function && a != NO_NODE;
	     a = tree_parent(t, a))
		if (tree_kind(t, a) == KIND_CONDITIONAL_EXPRESSION ||
		    tree_kind(t, a) == KIND_BOOLEAN_OPERATOR ||
		    tree_kind(t, a) == KIND_LAMBDA)
			return false;
	return flow != NULL && start != NO_NODE &&
	       flow_always_passes(flow, start, &n, 1, false);
}

/* Does each run of the function that it is in make the reference, and one that
 * is known by more than a name? */
static bool is_surely_made(const struct facts *f, const struct heap_edge *e)
{
	node_id function =
	    tree_ancestor(f->tree, e->node, KIND_FUNCTION_DEFINITION);

	if (e->condition != NULL && e->condition->subject[0] == '*')
		return false;
	return e->is_load || function == NO_NODE ||
	       is_always_run(f, function, e->node);
}

/* Does the class's constructor surely build the cycle at each of its runs? */
static bool is_built_always(const struct facts *f,
                            const struct heap_cycle *cycle)
{
	const struct tree *t = f->tree;

	if (tree_name(t, tree_child(t, cycle->function, FIELD_NAME)) !=
	        NAME_INIT ||
	    !is_always_run(f, cycle->function, cycle->closes_at))
		return false;
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (!is_surely_made(f, &cycle->edges[k]))
			return false;
	return true;
}

const char *ask_dropped_class(const struct facts *f, struct arena *arena,
                              const struct heap_cycle *cycle)
{
	class_id class = classes_of_method(&f->classes, cycle->function);
	bool has_object = false;

	if (class == NO_CLASS || cycle->undone_by != NULL ||
	    f->classes.list[class].flags & CLASS_IS_LOCAL ||
	    minor_is_place(f, cycle->closes_at) ||
	    !(cycle->is_whole_in_bulk || is_built_always(f, cycle)))
		return NULL;
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		has_object |= cycle->edges[k].holder == class;
	return has_object ? class_dotted_name(arena, f, &f->classes.list[class])
	                  : NULL;
}

const struct heap_edge *ask_own_dict(const struct heap_cycle *cycle)
{
	if (cycle->edge_count != 2)
		return NULL;
	for (uint32_t k = 0; k < 2; k++)
		if (cycle->edges[k].is_load &&
		    strcmp(cycle->edges[k].from, "__dict__") == 0)
			return &cycle->edges[1 - k];
	return NULL;
}

bool ask_is_made_in_bulk(const struct heap_cycle *cycle)
{
	return cycle->undone_by == NULL && !cycle->is_kept &&
	       (cycle->is_of_data || cycle->is_anew_in_bulk);
}

bool ask_is_mocked(const struct heap_cycle *cycle)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (cycle->edges[k].holder == NO_CLASS &&
		    (strcmp(cycle->edges[k].field, ".return_value") == 0 ||
		     strcmp(cycle->edges[k].field, ".side_effect") == 0))
			return true;
	return false;
}

uint32_t ask_cycle_holders(const struct facts *f,
                           const struct heap_cycle *cycle, class_id *holders)
{
	uint32_t count = 0;

	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		class_id class = cycle->edges[k].holder;

		if (class == NO_CLASS || count == ASK_CYCLE_HOLDERS ||
		    (count > 0 && holders[0] == class) ||
		    f->classes.list[class].flags & CLASS_IS_LOCAL)
			continue;
		holders[count++] = class;
	}
	return count;
}

const bool *ask_weakly_advised(struct arena *arena, const struct facts *facts)
{
	const struct classes *classes = &facts->classes;
	const struct heap *heap = facts_heap(facts);
	bool *advised = ARENA_ARRAY(arena, classes->count + 1, bool);
	struct grown_attributes grown = {0};

	for (uint32_t i = 0; i < heap->cycle_count; i++) {
		const struct heap_cycle *cycle = &heap->cycles[i];
		const struct heap_edge *after;

		if (cycle->weak_edge == NO_EDGE || !cycle->is_back_named ||
		    cycle->is_copied || cycle->undone_by != NULL)
			continue;
		after =
		    &cycle->edges[(cycle->weak_edge + 1) % cycle->edge_count];
		if (after->holder != NO_CLASS)
			advised[after->holder] = true;
	}
	grown_find_attributes(&grown, arena, facts);
	for (uint32_t i = 0; i < grown.list.count; i++)
		if (grown_form(facts, &grown.list.at[i].grown) == GROWN_BY_SELF)
			advised[grown.list.at[i].class] = true;
	return advised;
}
