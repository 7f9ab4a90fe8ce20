#include "fixes.h"

#include "rule.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* ------------------------------------------------------------ choosing */

/* Whatever a fix changes, but for imports that it needs. */
struct extent {
	struct span span;
	uint32_t finding;
	bool is_safe;
};

struct extents {
	ARRAY(struct extent) list;
};

static int by_safety_and_start(const void *left, const void *right)
{
	const struct extent *a = left, *b = right;

	if (a->is_safe != b->is_safe)
		return a->is_safe ? -1 : 1;
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	return a->finding < b->finding ? -1 : 1;
}

static bool is_mark(const struct fixes_mark *mark, const struct finding *f)
{
	return mark->rule == f->rule && mark->message == f->message &&
	       mark->at == f->span.start;
}

bool fixes_may(const struct finding *finding, const struct fixes_limits *limits)
{
	const struct fix *fix = finding->fix;

	if (fix == NULL || fix->edits.count == 0 ||
	    finding->suppressed != NULL || finding->is_known ||
	    finding->is_elsewhere || finding->level < limits->level ||
	    (fix->safety != FIX_SAFE && !limits->is_unsafe))
		return false;
	for (uint32_t i = 0; i < limits->dropped->list.count; i++)
		if (is_mark(&limits->dropped->list.at[i], finding))
			return false;
	return true;
}

/* False if the text is no longer what the edits are for. */
static bool find_extent(struct extent *extent, const struct source *source,
                        const struct fix *fix)
{
	extent->span = (struct span){UINT32_MAX, 0};
	for (uint32_t i = 0; i < fix->edits.count; i++) {
		const struct edit *edit = &fix->edits.at[i];
		struct str old = source_text(source, edit->span);

		if (XXH3_64bits(old.at, old.length) != edit->hash)
			return false;
		if (edit->is_import)
			continue;
		if (edit->span.start < extent->span.start)
			extent->span.start = edit->span.start;
		if (edit->span.end > extent->span.end)
			extent->span.end = edit->span.end;
	}
	return extent->span.start <= extent->span.end;
}

static void find_extents(struct extents *extents, struct arena *arena,
                         const struct source *source,
                         const struct findings *findings,
                         const struct fixes_limits *limits)
{
	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct finding *finding = &findings->list.at[i];
		struct extent extent = {.finding = i};

		if (!fixes_may(finding, limits) ||
		    !find_extent(&extent, source, finding->fix))
			continue;
		extent.is_safe = finding->fix->safety == FIX_SAFE;
		ARRAY_PUSH(arena, &extents->list, extent);
	}
	if (extents->list.count > 1)
		qsort(extents->list.at, extents->list.count,
		      sizeof(*extents->list.at), by_safety_and_start);
}

/* Of all that are sorted, those that touch none before them. */
static void take_apart(struct fixes *fixes, struct arena *arena,
                       const struct extents *extents)
{
	const struct extent *all = extents->list.at;
	uint32_t count = extents->list.count, safe = 0;
	struct extents chosen = {0}; /* the safe ones */
	uint32_t end = 0;
	bool is_first = true, is_safe = true;

	for (uint32_t i = 0; i < count; i++) {
		const struct extent *e = &all[i];

		if (is_safe && !e->is_safe) {
			is_safe = false;
			is_first = true;
		}
		while (!is_safe && safe < chosen.list.count &&
		       chosen.list.at[safe].span.end < e->span.start)
			safe++;
		if ((!is_first && e->span.start <= end) ||
		    (!is_safe && safe < chosen.list.count &&
		     chosen.list.at[safe].span.start <= e->span.end))
			continue;
		is_first = false;
		end = e->span.end;
		ARRAY_PUSH(arena, &fixes->taken, e->finding);
		if (is_safe)
			ARRAY_PUSH(arena, &chosen.list, *e);
	}
}

static int by_place(const void *left, const void *right)
{
	const struct rewrite_edit *a = left, *b = right;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void collect_edits(struct fixes *fixes, struct arena *arena,
                          const struct findings *findings)
{
	struct rewrite_edit *list;
	uint32_t kept = 0;

	fixes->list.count = 0;
	for (uint32_t i = 0; i < fixes->taken.count; i++) {
		const struct finding *finding =
		    &findings->list.at[fixes->taken.at[i]];

		for (uint32_t k = 0; k < finding->fix->edits.count; k++) {
			const struct edit *edit = &finding->fix->edits.at[k];
			struct rewrite_edit item = {edit->span, edit->text};

			ARRAY_PUSH(arena, &fixes->list, item);
		}
	}
	list = fixes->list.at;
	if (fixes->list.count < 2)
		return;
	qsort(list, fixes->list.count, sizeof(*list), by_place);
	/* an import that several need is made once */
	for (uint32_t i = 1; i < fixes->list.count; i++)
		if (by_place(&list[kept], &list[i]) != 0)
			list[++kept] = list[i];
	fixes->list.count = kept + 1;
}

void fixes_choose(struct fixes *fixes, struct arena *arena,
                  const struct source *source, const struct findings *findings,
                  const struct fixes_limits *limits)
{
	struct extents extents = {0};

	*fixes = (struct fixes){0};
	find_extents(&extents, arena, source, findings, limits);
	take_apart(fixes, arena, &extents);
	collect_edits(fixes, arena, findings);
}

void fixes_only(struct fixes *fixes, struct arena *arena,
                const struct findings *findings, uint32_t finding)
{
	*fixes = (struct fixes){0};
	ARRAY_PUSH(arena, &fixes->taken, finding);
	collect_edits(fixes, arena, findings);
}

/* ------------------------------------------------------------ checking */

static int by_mark(const void *left, const void *right)
{
	const struct fixes_mark *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->rule != b->rule)
		return strcmp(a->rule->code, b->rule->code);
	return (a->message > b->message) - (a->message < b->message);
}

static void sort_marks(struct fixes_marks *marks)
{
	if (marks->list.count > 1)
		qsort(marks->list.at, marks->list.count,
		      sizeof(*marks->list.at), by_mark);
}

static struct fixes_mark mark_of(const struct finding *f, uint32_t at)
{
	return (struct fixes_mark){f->rule, at, f->span.start, f->message,
	                           f->is_known};
}

void fixes_expect(struct fixes_hope *hope, struct arena *arena,
                  const struct findings *findings, const struct fixes *fixes,
                  const struct rewrite *rewrite)
{
	bool *is_taken = ARENA_ARRAY(arena, findings->list.count + 1, bool);

	*hope = (struct fixes_hope){0};
	for (uint32_t i = 0; i < fixes->taken.count; i++) {
		const struct finding *f =
		    &findings->list.at[fixes->taken.at[i]];

		is_taken[fixes->taken.at[i]] = true;
		ARRAY_PUSH(arena, &hope->taken.list,
		           mark_of(f, rewrite_place(rewrite, f->span.start)));
	}
	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct finding *f = &findings->list.at[i];

		if (!is_taken[i])
			ARRAY_PUSH(
			    arena, &hope->left.list,
			    mark_of(f, rewrite_place(rewrite, f->span.start)));
	}
	sort_marks(&hope->left);
}

static uint32_t count_marks(const struct fixes_marks *marks,
                            const struct fixes_mark *mark)
{
	const struct fixes_mark *list = marks->list.at;
	uint32_t low = 0, high = marks->list.count, count = 0;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (by_mark(&list[middle], mark) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + count < marks->list.count &&
	       by_mark(&list[low + count], mark) == 0)
		count++;
	return count;
}

void fixes_check(const struct fixes_hope *hope, struct arena *arena,
                 const struct findings *findings, bool *is_there)
{
	struct fixes_marks after = {0};

	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct finding *f = &findings->list.at[i];

		ARRAY_PUSH(arena, &after.list, mark_of(f, f->span.start));
	}
	sort_marks(&after);
	for (uint32_t i = 0; i < hope->taken.list.count; i++) {
		const struct fixes_mark *mark = &hope->taken.list.at[i];

		is_there[i] =
		    count_marks(&after, mark) > count_marks(&hope->left, mark);
	}
}

void fixes_know(const struct fixes_hope *hope, struct findings *findings)
{
	struct finding *list = findings->list.at;
	uint32_t k = 0;

	/* (findings are in the order of their places too) */
	for (uint32_t i = 0; i < findings->list.count; i++) {
		while (k < hope->left.list.count &&
		       hope->left.list.at[k].at < list[i].span.start)
			k++;
		for (uint32_t m = k;
		     m < hope->left.list.count &&
		     hope->left.list.at[m].at == list[i].span.start;
		     m++)
			if (hope->left.list.at[m].is_known &&
			    is_mark(&hope->left.list.at[m], &list[i]))
				list[i].is_known = true;
	}
}

struct fixes_marks fixes_moved(struct arena *arena,
                               const struct fixes_marks *marks,
                               const struct rewrite *rewrite)
{
	struct fixes_marks moved = {0};

	for (uint32_t i = 0; i < marks->list.count; i++) {
		struct fixes_mark mark = marks->list.at[i];

		mark.at = rewrite_place(rewrite, mark.at);
		ARRAY_PUSH(arena, &moved.list, mark);
	}
	return moved;
}
