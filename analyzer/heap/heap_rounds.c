/* Which functions are interpreted anew: those that read a summary which has
 * changed since. */
#include "heap_model.h"

#include <string.h>

/* FNV-1a's step, on numbers. */
static uint64_t with(uint64_t sum, uint64_t number)
{
	return (sum ^ number) * UINT64_C(0x100000001b3);
}

static uint64_t with_text(uint64_t sum, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		sum = with(sum, (unsigned char)*text);
	return with(sum, UINT64_MAX);
}

/* By what it says: each round numbers conditions anew. */
static uint64_t with_condition(uint64_t sum, const struct condition *c)
{
	sum = with(sum, c->question);
	return with_text(with_text(sum, c->subject), c->detail);
}

static uint64_t with_object(uint64_t sum, const struct heap_builder *b,
                            const struct object *o)
{
	sum = with(sum, (uint64_t)o->kind << 32 | o->node);
	sum = with(sum, (uint64_t)o->call << 32 | o->base);
	sum = with(sum, (uint64_t)o->field << 32 | o->index);
	sum = with(sum, (uint64_t)o->class << 32 | o->is_picked |
	                    (uint32_t)o->is_frame << 1);
	return o->condition == 0
	           ? sum
	           : with_condition(sum, &b->conditions.at[o->condition - 1]);
}

static uint64_t with_edge(uint64_t sum, const struct heap_builder *b,
                          const struct edge *e)
{
	sum = with(sum, (uint64_t)e->from << 32 | e->to);
	sum = with(sum, (uint64_t)e->field << 32 | e->flags);
	sum = with(sum, (uint64_t)e->node << 32 | e->at);
	sum = with(sum, (uint64_t)e->part << 32 | (e->store != 0));
	if (e->flags & EDGE_IS_ASSUMED)
		sum = with_condition(sum, &b->conditions.at[e->condition]);
	if (e->store != 0)
		sum = with_condition(sum, &b->conditions.at[e->store - 1]);
	return sum;
}

/* Does it say no more than that of a function that was not interpreted yet? */
static bool says_nothing(const struct heap_function *f)
{
	for (uint32_t i = 0; i < f->edges.count; i++)
		if (!(f->edges.at[i].flags & EDGE_IS_LOAD))
			return false;
	return f->returned == NO_OBJECT && f->turn == 0 && f->taken.count == 0;
}

static uint64_t sum_of(const struct heap_builder *b,
                       const struct heap_function *f)
{
	uint64_t sum =
	    with((uint64_t)f->returned << 32 | f->taken.count, f->turn != 0);

	if (says_nothing(f))
		return 0;
	for (object_id o = 0; o < f->objects.count; o++)
		sum = with_object(sum, b, &f->objects.at[o]);
	for (uint32_t i = 0; i < f->edges.count; i++)
		sum = with_edge(sum, b, &f->edges.at[i]);
	return sum;
}

void heap_note_read(struct heap_builder *b, struct heap_function *f,
                    struct heap_function *callee)
{
	f->is_settled &= callee->is_settled;
	if (callee->is_settled)
		return;
	callee->is_read = true;
	ARRAY_PUSH(b->arena, &f->reads,
	           ((struct heap_read){(uint32_t)(callee - b->functions),
	                               callee->sum}));
}

void heap_sum_up(const struct heap_builder *b, struct heap_function *f)
{
	if (f->is_read || !f->is_settled)
		f->sum = sum_of(b, f);
}

bool heap_has_news(const struct heap_builder *b, const struct heap_function *f)
{
	for (uint32_t i = 0; i < f->reads.count; i++)
		if (b->functions[f->reads.at[i].function].sum !=
		    f->reads.at[i].sum)
			return true;
	return false;
}
