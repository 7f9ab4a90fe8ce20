#include "flow.h"

#include "bounds.h"
#include "flow_graph.h"

/* All searches in one graph together: a third of a second. Then the answers are
 * the cautious ones, whatever the file. */
enum { WORK_OF_PLACE = 16 };

struct flow *flow_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes, node_id body)
{
	struct flow *flow = flow_graph_build(arena, tree, scopes, body);
	struct search *search;

	if (flow == NULL)
		return NULL;
	search = ARENA_NEW(arena, struct search);
	search->seen = ARENA_ARRAY(arena, flow->count, uint32_t);
	search->stack = ARENA_ARRAY(arena, flow->count, uint32_t);
	search->defines = ARENA_ARRAY(arena, flow->count, uint32_t);
	search->hit = ARENA_ARRAY(arena, flow->count, uint32_t);
	search->by = ARENA_ARRAY(arena, flow->count, occurrence_id);
	search->found = ARENA_ARRAY(arena, flow->count, uint32_t);
	search->work = BOUND_FLOW_WORK;
	flow->search = search;
	return flow;
}

/* The index of the innermost place around n, the first of those with the same
 * node; NO_POINT if n is not in the body. */
static uint32_t find_place(const struct flow *flow, node_id n)
{
	const struct place *places = flow->places;
	uint32_t low = 0, high = flow->place_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (places[middle].node <= n)
			low = middle + 1;
		else
			high = middle;
	}
	if (n == NO_NODE || low == 0)
		return NO_POINT;
	low--;
	while (low > 0 && places[low - 1].node == places[low].node)
		low--;
	while (low != NO_POINT &&
	       !tree_contains(flow->tree, places[low].node, n))
		low = places[low].around;
	return low;
}

/* for (i = find_place(); is_place_of(flow, i, n); i++): all points of a node.
 */
static bool is_same_place(const struct flow *flow, uint32_t first, uint32_t i)
{
	return first != NO_POINT && i < flow->place_count &&
	       flow->places[i].node == flow->places[first].node;
}

/* A new search; false if there is no work left for one. */
static bool search_begin(const struct flow *flow)
{
	struct search *s = flow->search;

	s->number++;
	s->depth = 0;
	if (s->work > flow->count)
		return true;
	bounds_reach(flow->tree, REACHED_FLOW_WORK, flow->body);
	return false;
}

/* Keep the search from going through these points. */
static void search_bar(const struct flow *flow, uint32_t point)
{
	flow->search->seen[point] = flow->search->number;
}

static void search_push(const struct flow *flow, uint32_t point)
{
	struct search *s = flow->search;

	if (s->seen[point] == s->number)
		return;
	s->seen[point] = s->number;
	s->stack[s->depth++] = point;
}

static bool search_pop(const struct flow *flow, uint32_t *point)
{
	struct search *s = flow->search;

	if (s->depth == 0)
		return false;
	*point = s->stack[--s->depth];
	return true;
}

static void search_push_next(const struct flow *flow, uint32_t point)
{
	for (uint32_t i = flow->next.first[point];
	     i < flow->next.first[point + 1]; i++) {
		search_push(flow, EDGE_POINT(flow->next.end[i]));
		flow->search->work--;
	}
}

/* What follows once the point's statement was done: not its own exceptions, but
 * of those that only raise. */
static void search_push_passed(const struct flow *flow, uint32_t point)
{
	bool is_any = false;

	for (uint32_t i = flow->next.first[point];
	     i < flow->next.first[point + 1]; i++) {
		if (flow->next.end[i] & EDGE_RAISES)
			continue;
		search_push(flow, flow->next.end[i]);
		is_any = true;
	}
	if (!is_any)
		search_push_next(flow, point);
}

static void bar_places(const struct flow *flow, const node_id *nodes,
                       uint32_t count)
{
	for (uint32_t k = 0; k < count; k++) {
		uint32_t bar = find_place(flow, nodes[k]);

		for (uint32_t i = bar; is_same_place(flow, bar, i); i++)
			search_bar(flow, flow->places[i].point);
	}
}

bool flow_reaches_without(const struct flow *flow, node_id from, node_id to,
                          const node_id *barred, uint32_t count)
{
	uint32_t first = find_place(flow, from), last = find_place(flow, to);
	uint32_t point;

	if (first == NO_POINT || last == NO_POINT)
		return false;
	if (!search_begin(flow))
		return true;
	bar_places(flow, barred, count);
	for (uint32_t i = last; is_same_place(flow, last, i); i++)
		flow->search->hit[flow->places[i].point] = flow->search->number;
	for (uint32_t i = first; is_same_place(flow, first, i); i++)
		search_push_next(flow, flow->places[i].point);
	while (search_pop(flow, &point)) {
		if (flow->search->hit[point] == flow->search->number)
			return true;
		search_push_next(flow, point);
	}
	return false;
}

bool flow_reaches(const struct flow *flow, node_id from, node_id to)
{
	return flow_reaches_without(flow, from, to, NULL, 0);
}

bool flow_always_passes(const struct flow *flow, node_id from,
                        const node_id *through, uint32_t count,
                        bool also_exceptional)
{
	uint32_t first = find_place(flow, from), point;

	if (first == NO_POINT || !search_begin(flow))
		return false;
	bar_places(flow, through, count);
	for (uint32_t i = first; is_same_place(flow, first, i); i++)
		search_push_passed(flow, flow->places[i].point);
	while (search_pop(flow, &point)) {
		if (point == POINT_END ||
		    (point == POINT_RAISED && also_exceptional))
			return false;
		search_push_next(flow, point);
	}
	return true;
}

static void search_push_plain(const struct flow *flow, uint32_t point)
{
	for (uint32_t i = flow->next.first[point];
	     i < flow->next.first[point + 1]; i++) {
		if (!(flow->next.end[i] & EDGE_RAISES))
			search_push(flow, flow->next.end[i]);
		flow->search->work--;
	}
}

unsigned flow_plain_ways(const struct flow *flow, node_id from,
                         const node_id *barred, uint32_t count)
{
	uint32_t first = find_place(flow, from), point;
	unsigned ways = 0;

	if (first == NO_POINT || !search_begin(flow))
		return 0;
	bar_places(flow, barred, count);
	for (uint32_t i = first; is_same_place(flow, first, i); i++) {
		point = flow->places[i].point;
		flow->search->hit[point] = flow->search->number;
		search_push_plain(flow, point);
	}
	while (search_pop(flow, &point)) {
		if (point == POINT_END)
			ways |= FLOW_ENDS;
		if (flow->search->hit[point] == flow->search->number)
			ways |= FLOW_COMES_BACK;
		else
			search_push_plain(flow, point);
	}
	return ways;
}

/* Is one of the node's points met from the start, without what is barred? */
static bool is_met(const struct flow *flow, uint32_t place)
{
	uint32_t point;

	for (uint32_t i = place; is_same_place(flow, place, i); i++)
		flow->search->hit[flow->places[i].point] = flow->search->number;
	search_push(flow, POINT_START);
	while (search_pop(flow, &point)) {
		if (flow->search->hit[point] == flow->search->number)
			return true;
		search_push_next(flow, point);
	}
	return false;
}

bool flow_dominates(const struct flow *flow, node_id through, node_id to)
{
	uint32_t bar = find_place(flow, through), place = find_place(flow, to);

	if (bar == NO_POINT || place == NO_POINT || !search_begin(flow) ||
	    !is_met(flow, place) || !search_begin(flow))
		return false;
	for (uint32_t i = bar; is_same_place(flow, bar, i); i++)
		search_bar(flow, flow->places[i].point);
	return !is_met(flow, place);
}

static bool is_definition(const struct occurrence *o)
{
	return o->access == ACCESS_BIND && o->binding != BINDING_ANNOTATION;
}

/* Is it a binding that its statement makes before it goes on to read more? */
static bool is_early(const struct occurrence *o)
{
	return o->binding == BINDING_WALRUS || o->binding == BINDING_WITH ||
	       o->binding == BINDING_MATCH;
}

/* Does the code that binds or deletes belong to the body, not to a function in
 * it or around it? Parameters count to the function's start. */
static bool is_own(const struct flow *flow, const struct occurrence *o)
{
	const struct scopes *s = flow->scopes;

	if (o->binding == BINDING_PARAMETER)
		return s->scopes[s->symbols[o->symbol].scope].node ==
		       flow->body;
	return s->scopes[scopes_body(s, o->node)].node == flow->body;
}

static void mark_binding(const struct flow *flow, const struct occurrence *o,
                         uint32_t place)
{
	struct search *s = flow->search;

	for (uint32_t i = place; is_same_place(flow, place, i); i++) {
		uint32_t point = flow->places[i].point;

		s->shares_points |= s->defines[point] == s->marking;
		s->defines[point] = s->marking;
		s->by[point] = (occurrence_id)(o - flow->scopes->occurrences);
	}
}

/* Mark the points that bind the variable; false if other bodies do as well. */
static bool mark_definitions(const struct flow *flow, symbol_id variable)
{
	struct search *s = flow->search;
	const struct occurrence *o = scopes_first(flow->scopes, variable);

	if (s->marking > 0 && s->variable == variable)
		return s->is_own;
	s->marking++;
	s->variable = variable;
	s->is_own = true;
	s->shares_points = s->has_early = false;
	for (; o != NULL && s->is_own; o = scopes_next(flow->scopes, o)) {
		uint32_t place;

		s->work--;
		if (!is_definition(o) && o->access != ACCESS_DELETE)
			continue;
		place = find_place(flow, o->node);
		s->is_own = place != NO_POINT && is_own(flow, o);
		s->has_early |= is_early(o);
		mark_binding(flow, o, place);
	}
	return s->is_own;
}

static void hit(const struct flow *flow, uint32_t point)
{
	struct search *s = flow->search;

	if (s->hit[point] == s->number)
		return;
	s->hit[point] = s->number;
	s->found[s->found_count++] = point;
}

/* The bindings in n's own statement that come before n. */
static void hit_early(const struct flow *flow, symbol_id variable, node_id n,
                      uint32_t place)
{
	const struct occurrence *o = scopes_first(flow->scopes, variable);

	for (; o != NULL; o = scopes_next(flow->scopes, o)) {
		flow->search->work -= WORK_OF_PLACE;
		if (o->node >= n || !is_definition(o) || !is_early(o) ||
		    find_place(flow, o->node) != place)
			continue;
		for (uint32_t i = place; is_same_place(flow, place, i); i++)
			hit(flow, flow->places[i].point);
	}
}

/* Go back along the edges. An assignment that raises may or may not have been
 * made, so the search goes on through it. */
static void search_back(const struct flow *flow, uint32_t point)
{
	struct search *s = flow->search;

	for (uint32_t i = flow->before.first[point];
	     i < flow->before.first[point + 1]; i++) {
		uint32_t edge = flow->before.end[i], p = EDGE_POINT(edge);
		bool is_binding = s->defines[p] == s->marking;

		s->work--;
		if (is_binding)
			hit(flow, p);
		if (!is_binding || edge & EDGE_RAISES)
			search_push(flow, p);
	}
}

static bool is_hit(const struct flow *flow, node_id n)
{
	const struct search *s = flow->search;
	uint32_t place = find_place(flow, n);

	for (uint32_t i = place; is_same_place(flow, place, i); i++)
		if (s->hit[flow->places[i].point] == s->number)
			return true;
	return false;
}

/* Add the binding to the answer, which is in order; false if it has no room. */
static bool add_found(occurrence_id *found, uint32_t *count, uint32_t room,
                      occurrence_id id)
{
	uint32_t i = *count;

	while (i > 0 && found[i - 1] >= id)
		i--;
	if (i < *count && found[i] == id)
		return true;
	if (*count == room)
		return false;
	for (uint32_t k = (*count)++; k > i; k--)
		found[k] = found[k - 1];
	found[i] = id;
	return true;
}

/* All bindings at points that were hit: some points have several. */
static uint32_t all_found(const struct flow *flow, symbol_id variable,
                          occurrence_id *found, uint32_t room)
{
	const struct scopes *scopes = flow->scopes;
	uint32_t count = 0;

	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL; o = scopes_next(scopes, o)) {
		flow->search->work -= WORK_OF_PLACE;
		if (is_definition(o) && is_hit(flow, o->node) &&
		    !add_found(found, &count, room,
		               (occurrence_id)(o - scopes->occurrences)))
			return UINT32_MAX;
	}
	return count;
}

/* Add the bindings that were hit since; false if the answer has no room. */
static bool add_hit(const struct flow *flow, uint32_t *added,
                    occurrence_id *found, uint32_t *count, uint32_t room)
{
	const struct search *s = flow->search;

	for (; !s->shares_points && *added < s->found_count; (*added)++) {
		occurrence_id id = s->by[s->found[*added]];

		if (is_definition(&flow->scopes->occurrences[id]) &&
		    !add_found(found, count, room, id))
			return false;
	}
	return true;
}

uint32_t flow_definitions(const struct flow *flow, symbol_id variable,
                          node_id n, occurrence_id *found, uint32_t room)
{
	struct search *s = flow->search;
	uint32_t place = find_place(flow, n), point, count = 0, added = 0;

	if (place == NO_POINT || !search_begin(flow) ||
	    !mark_definitions(flow, variable))
		return UINT32_MAX;
	s->found_count = 0;
	if (s->has_early)
		hit_early(flow, variable, n, place);
	for (uint32_t i = place; is_same_place(flow, place, i); i++)
		search_back(flow, flow->places[i].point);
	while (add_hit(flow, &added, found, &count, room) &&
	       search_pop(flow, &point))
		search_back(flow, point);
	if (s->shares_points)
		return all_found(flow, variable, found, room);
	return added == s->found_count ? count : UINT32_MAX;
}
