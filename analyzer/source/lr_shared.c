/* Records that several versions hold: what they had read when they parted. A
 * version keeps what it reads from then on, and takes as its own of the others
 * but what a reduction changes. */
#include "lr_model.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_SHARED = 32 /* records: fewer are copied */ };

/* From the one that holds `first` on, into their places. */
static void copy_shared(struct record *to, const struct shared *from,
                        uint32_t first, uint32_t end)
{
	for (; end > first; from = from->below) {
		uint32_t begin = from->first > first ? from->first : first;

		memcpy(to + (begin - first),
		       from->records + (begin - from->first),
		       (end - begin) * sizeof(struct record));
		end = begin;
	}
}

void lr_own_records(struct lr *lr, struct version *v, uint32_t first)
{
	uint32_t own = v->count - v->shared, more;

	if (first >= v->shared)
		return;
	more = v->shared - first;
	lr->fork_work += own + more;
	lr_make_room(v, own + more);
	memmove(v->records + more, v->records, own * sizeof(struct record));
	copy_shared(v->records, v->below, first, v->shared);
	v->shared = first;
	while (v->below != NULL && v->below->first >= first)
		v->below = v->below->below;
}

/* What is its own is others' too from now on. */
static void share(struct lr *lr, struct version *v)
{
	size_t size = (v->count - v->shared) * sizeof(struct record);
	struct shared *made = lr_room(NULL, sizeof(*made) + size);

	memcpy(made + 1, v->records, size);
	*made = (struct shared){.next = lr->shared,
	                        .below = v->below,
	                        .first = v->shared,
	                        .records = (const struct record *)(made + 1)};
	lr->shared = made;
	lr->in_shared += v->count - v->shared;
	v->below = made;
	v->shared = v->count;
}

void lr_share_main(struct lr *lr, struct version *to, uint32_t first)
{
	const struct version *main = &lr->main;

	to->count = to->shared = main->count - first;
	to->below = NULL;
	if (to->shared == 0)
		return;
	lr->in_main = (struct shared){.records = &main->records[first]};
	to->below = &lr->in_main;
}

void lr_share_records(struct lr *lr, struct version *to, struct version *from)
{
	uint32_t own = from->count - from->shared;

	lr->fork_work += own;
	if (own > LEAST_SHARED) {
		share(lr, from);
		own = 0;
	}
	to->below = from->below;
	to->count = to->shared = from->shared;
	for (uint32_t i = 0; i < own; i++)
		*lr_add_record(to) = from->records[i];
}

bool lr_give_to_main(struct lr *lr, const struct version *from, uint32_t first)
{
	struct version *main = &lr->main;
	const struct shared *at = from->below;
	uint32_t kept = from->shared, own = from->count - from->shared;

	for (; at != NULL && at != &lr->in_main; at = at->below)
		kept = at->first;
	main->count = first + from->count;
	if (lr_is_too_large(lr))
		return false;
	lr->fork_work += from->count - kept;
	lr_make_room(main, main->count);
	copy_shared(main->records + first + kept, from->below, kept,
	            from->shared);
	for (uint32_t i = 0; i < own; i++)
		main->records[first + from->shared + i] = from->records[i];
	return true;
}

void lr_forget_shared(struct lr *lr)
{
	while (lr->shared != NULL) {
		struct shared *next = lr->shared->next;

		free(lr->shared);
		lr->shared = next;
	}
	lr->in_shared = 0;
}

uint32_t lr_in_common(struct lr *lr, const struct version *a,
                      const struct version *b)
{
	const struct shared *x = a->below, *y = b->below;
	uint32_t end_x = a->shared, end_y = b->shared;

	for (; x != y; lr->fork_work++) {
		if (y == NULL || (x != NULL && x->first >= y->first)) {
			end_x = x->first;
			x = x->below;
		} else {
			end_y = y->first;
			y = y->below;
		}
	}
	if (x == NULL)
		return 0;
	return end_x < end_y ? end_x : end_y;
}
