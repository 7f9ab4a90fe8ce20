/* The rings that edges and attributes are in which depend on other files: the
 * link tells whether they hold. */
#include "heap_model.h"

enum {
	LONGEST_ASSUMED = 5,     /* edges of a ring with assumed ones */
	MOST_ASSUMED_OF_RING = 2 /* of those */
};

struct search {
	struct heap_builder *b;
	struct heap_function *f;
	struct ring ring;
	uint32_t longest; /* edges of a ring */
	uint32_t edges_left, rings_left;
	bool is_last; /* is_looked_for */
};

static uint32_t assumed_of(const struct ring *ring)
{
	uint32_t count = 0;

	for (uint32_t k = 0; k < ring->count; k++)
		count += (ring->edges[k]->flags & EDGE_IS_ASSUMED) != 0;
	return count;
}

static bool is_conditional(const struct search *s)
{
	const struct ring *ring = &s->ring;

	for (uint32_t k = 0; k < ring->count; k++)
		if (ring->edges[k]->flags & EDGE_IS_ASSUMED ||
		    s->f->objects.at[ring->edges[k]->from].condition != 0)
			return true;
	return false;
}

/* Would the edge lead to an object that the way came by? */
static bool leads_back(const struct ring *ring, const struct edge *e)
{
	for (uint32_t k = 1; k < ring->count; k++)
		if (e->to == ring->edges[k]->from)
			return true;
	return false;
}

/* 1 + the next edge, of those from `j` on, that the way may take; or 0. */
static uint32_t next_edge(struct search *s, uint32_t j)
{
	const struct heap_function *f = s->f;
	const struct ring *ring = &s->ring;
	bool must_close = ring->count + 1 == s->longest;
	bool has_room = assumed_of(ring) < MOST_ASSUMED_OF_RING;

	for (; j != 0 && s->edges_left > 0; j = s->f->next_out[j - 1]) {
		const struct edge *e = &f->edges.at[j - 1];

		if (!heap_is_on_ring(f, e))
			continue;
		if (must_close && e->to != ring->edges[0]->from)
			continue;
		s->edges_left--;
		if (!leads_back(ring, e) &&
		    (has_room || !(e->flags & EDGE_IS_ASSUMED)) &&
		    heap_leads_on(s->b, f, ring->closing, j - 1))
			return j;
	}
	return 0;
}

/* All of it is assumed of one call: then it is that function's own ring.
 * *loads: or was there before. */
static bool is_of_one_call(const struct ring *ring, bool *loads)
{
	*loads = false;
	for (uint32_t k = 0; k < ring->count; k++)
		if (ring->edges[k]->flags & EDGE_IS_LOAD)
			*loads = true;
		else if (!(ring->edges[k]->flags & EDGE_IS_ASSUMED) ||
		         ring->edges[k]->node != ring->edges[0]->node)
			return false;
	return true;
}

/* Is it one that is looked for now? A call and what was there before make many
 * that do not hold: they come last. */
static bool is_looked_for(const struct search *s)
{
	bool loads, is_of_one = is_of_one_call(&s->ring, &loads);

	return is_conditional(s) &&
	       (is_of_one ? loads && s->is_last : !s->is_last);
}

/* All rings that edge number `closing` closes, depth first. */
static void search_from(struct search *s, uint32_t closing)
{
	struct ring *ring = &s->ring;
	uint32_t next[LONGEST_ASSUMED];
	object_id goal = s->f->edges.at[closing].from;

	ring->edges[0] = &s->f->edges.at[closing];
	ring->closing = closing;
	ring->count = 1;
	next[0] = s->f->first_out[ring->edges[0]->to];
	while (ring->count > 0 && s->edges_left > 0 && s->rings_left > 0) {
		uint32_t last = ring->count - 1, j;

		if (ring->edges[last]->to == goal) {
			if (is_looked_for(s) && heap_tell(s->b, s->f, ring))
				s->rings_left--;
			ring->count--;
			continue;
		}
		j = ring->count < s->longest ? next_edge(s, next[last]) : 0;
		if (j == 0) {
			ring->count--;
			continue;
		}
		next[last] = s->f->next_out[j - 1];
		ring->edges[ring->count] = &s->f->edges.at[j - 1];
		next[ring->count] = s->f->first_out[s->f->edges.at[j - 1].to];
		ring->count++;
	}
}

static void search_all(struct search *s, uint32_t longest)
{
	s->longest = longest;
	s->edges_left = BOUND_FOREIGN_WAYS;
	for (uint32_t i = 0; i < s->f->edges.count; i++)
		if (edge_closes(&s->f->edges.at[i]) &&
		    heap_is_on_ring(s->f, &s->f->edges.at[i]))
			search_from(s, i);
	if (s->edges_left == 0)
		bounds_reach(s->b->tree, REACHED_FOREIGN_WAYS, s->f->node);
}

unsigned heap_assumed_turn(const struct heap_function *f)
{
	if (!f->makes_known_calls || f->assumed_count == 0)
		return 0;
	for (uint32_t i = 0; i < f->edges.count; i++)
		if (f->edges.at[i].flags & EDGE_IS_ASSUMED &&
		    f->edges.at[i].node == f->edges.at[i].at)
			return 1;
	return 2;
}

void heap_assumed_cycles(struct heap_builder *b, struct heap_function *f)
{
	struct search s = {.b = b, .f = f, .rings_left = BOUND_FOREIGN_CYCLES};

	if (f->assumed_count == 0 && !f->assumes_attributes)
		return;
	/* the short ones first: there are many ways through an object that
	 * holds much */
	search_all(&s, 2);
	search_all(&s, LONGEST_ASSUMED);
	s.is_last = true;
	search_all(&s, 2);
	if (s.rings_left == 0)
		bounds_reach(b->tree, REACHED_FOREIGN_CYCLES, f->node);
}
