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

/* A record of a version; those asked after it are before it. */
static const struct record *record_at(const struct version *v,
                                      const struct shared **at, uint32_t i)
{
	if (i >= v->shared)
		return lr_record(v, i);
	while ((*at)->first > i)
		*at = (*at)->below;
	return &(*at)->records[i - (*at)->first];
}

/* Two records of two versions. */
struct difference {
	const struct record *in_a, *in_b;
};

static bool is_same(const struct record *r, const struct record *s)
{
	return r->start == s->start && r->end == s->end && r->size == s->size &&
	       r->kept == s->kept && r->kind == s->kind && r->field == s->field;
}

/* Do both say the same of an entry? If not, what differs first from its end on.
 */
static bool is_same_entry(struct lr *lr, const struct version *a,
                          const struct version *b, uint32_t entry,
                          struct difference *found)
{
	uint32_t at_a = a->entries[entry].first, end_a = record_end(a, entry);
	uint32_t at_b = b->entries[entry].first, end_b = record_end(b, entry);
	uint32_t common = at_a == at_b ? lr_in_common(lr, a, b) : 0;
	const struct shared *of_a = a->below, *of_b = b->below;

	for (; end_a > at_a && end_b > at_b; lr->fork_work++) {
		if (end_a == end_b && end_a <= common)
			return true;
		found->in_a = record_at(a, &of_a, --end_a);
		found->in_b = record_at(b, &of_b, --end_b);
		if (!is_same(found->in_a, found->in_b))
			return false;
	}
	return end_a == at_a && end_b == at_b;
}

static uint32_t child_count(struct lr *lr, const struct version *v,
                            uint32_t entry)
{
	uint32_t first = v->entries[entry].first, end = record_end(v, entry);
	const struct shared *at = v->below;
	uint32_t count = 0;

	if (lr_is_visible(lr, &v->entries[entry]))
		end--;
	for (; end > first; count++)
		end -= record_at(v, &at, end - 1)->size;
	lr->fork_work += count;
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

/* Of whole statements all that is known: what may be both is values rather than
 * targets. */
static bool is_sure(const struct lr *lr, const struct entry *entry,
                    const struct difference *difference)
{
	return !lr_is_visible(lr, entry) ||
	       (difference->in_a != NULL &&
	        difference->in_a->kind == KIND_EXPRESSION_LIST &&
	        difference->in_b->kind == KIND_PATTERN_LIST);
}

struct version *lr_better(struct lr *lr, struct version *a, struct version *b,
                          bool has_order)
{
	const struct rival *rival = rival_of(b, a);
	struct difference difference = {NULL, NULL};

	if (a->precedence != b->precedence)
		return a->precedence > b->precedence ? a : b;
	if (rival != NULL)
		return rival->is_worse ? b : a;
	for (uint32_t i = 1; i < a->depth; i++) {
		uint16_t x = a->entries[i].symbol, y = b->entries[i].symbol;

		if (x != y)
			return x < y ? a : b;
		if (is_same_entry(lr, a, b, i, &difference))
			continue;
		return has_order && is_sure(lr, &a->entries[i], &difference) &&
		               child_count(lr, a, i) == child_count(lr, b, i)
		           ? a
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
