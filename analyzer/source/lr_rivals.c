/* Versions of the stack that come to the same state: which is the better. */
#include "lr_model.h"

bool lr_have_met(const struct version *a, const struct version *b)
{
	uint32_t differ = 0;

	if (a->depth != b->depth || lr_state(a) != lr_state(b))
		return false;
	for (uint32_t i = 0; i < a->depth; i++)
		differ += a->entries[i].state != b->entries[i].state;
	return differ <= 1;
}

static uint32_t record_end(const struct version *v, uint32_t entry)
{
	return entry + 1 < v->depth ? v->entries[entry + 1].first : v->count;
}

/* Do both say the same of an entry? */
static bool is_same_entry(const struct version *a, const struct version *b,
                          uint32_t entry)
{
	uint32_t at_a = a->entries[entry].first, at_b = b->entries[entry].first;
	uint32_t count = record_end(a, entry) - at_a;

	if (record_end(b, entry) - at_b != count)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		const struct record *r = &a->records[at_a + i],
		                    *s = &b->records[at_b + i];

		if (r->start != s->start || r->end != s->end ||
		    r->size != s->size || r->kept != s->kept ||
		    r->kind != s->kind || r->field != s->field)
			return false;
	}
	return true;
}

static uint32_t child_count(const struct lr *lr, const struct version *v,
                            uint32_t entry)
{
	uint32_t first = v->entries[entry].first, end = record_end(v, entry);
	uint32_t count = 0;

	if (lr_is_visible(lr, &v->entries[entry]))
		end--;
	for (; end > first; count++)
		end -= v->records[end - 1].size;
	return count;
}

static const struct rival *rival_of(const struct version *v,
                                    const struct version *other)
{
	for (uint32_t i = 0; i < v->rival_count; i++)
		if (v->rivals[i].version == other)
			return &v->rivals[i];
	return NULL;
}

struct version *lr_better(const struct lr *lr, struct version *a,
                          struct version *b)
{
	const struct rival *rival = rival_of(b, a);

	if (a->precedence != b->precedence)
		return a->precedence > b->precedence ? a : b;
	if (rival != NULL)
		return rival->is_worse ? b : a;
	for (uint32_t i = 1; i < a->depth; i++) {
		uint16_t x = a->entries[i].symbol, y = b->entries[i].symbol;

		if (x != y)
			return x < y ? a : b;
		if (is_same_entry(a, b, i))
			continue;
		return child_count(lr, a, i) == child_count(lr, b, i) ? a
		                                                      : NULL;
	}
	return a;
}

void lr_note_rivals(const struct version *a, struct version *b)
{
	struct rival new = {.version = a};

	if (a->depth != b->depth || lr_state(a) != lr_state(b) ||
	    b->rival_count == LR_MOST_VERSIONS || rival_of(b, a) != NULL)
		return;
	for (uint32_t i = 1; i < a->depth; i++) {
		const struct entry *x = &a->entries[i], *y = &b->entries[i];

		if (x->symbol != y->symbol && new.low == 0) {
			new.low = i;
			new.is_worse = y->symbol < x->symbol;
		}
		if (x->symbol != y->symbol || x->state != y->state)
			new.high = i;
	}
	if (new.low != 0)
		b->rivals[b->rival_count++] = new;
}

void lr_note_reduced(struct version *v)
{
	uint32_t reduced = v->depth - 1;

	for (uint32_t i = 0; i < v->rival_count; i++) {
		struct rival *rival = &v->rivals[i];

		if (reduced > rival->high)
			continue;
		if (reduced > rival->low)
			v->rivals[i--] = v->rivals[--v->rival_count];
		else
			rival->high = 0; /* it has come to one */
	}
}
