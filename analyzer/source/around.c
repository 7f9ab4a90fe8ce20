#include "around.h"

#include "tree.h"

#include <stdlib.h>

/* The part of the tree that a node is around. */
struct part {
	node_id start, end, node;
};
typedef ARRAY(struct part) part_list;

/* The outer ones first. */
static int compare(const void *left, const void *right)
{
	const struct part *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->end < b->end) - (a->end > b->end);
}

static void sort(part_list *parts)
{
	for (uint32_t i = 1; i < parts->count; i++)
		if (compare(&parts->at[i - 1], &parts->at[i]) > 0) {
			qsort(parts->at, parts->count, sizeof(*parts->at),
			      compare);
			return;
		}
}

static void change(struct around *around, struct around_change *to,
                   uint32_t start, node_id node)
{
	to[around->count++] = (struct around_change){start, node};
}

/* Parts lie in one another or apart. */
static void find_changes(struct around *around, struct arena *arena,
                         struct arena *scratch, part_list *parts)
{
	struct around_change *changes;
	const struct part **open;
	uint32_t depth = 0;

	if (parts->count == 0)
		return;
	sort(parts);
	changes =
	    arena_room(arena, 2 * (size_t)parts->count * sizeof(*changes));
	open = arena_room(scratch, parts->count * sizeof(*open));
	for (uint32_t i = 0; i <= parts->count; i++) {
		bool is_end = i == parts->count;

		while (depth > 0 &&
		       (is_end || open[depth - 1]->end <= parts->at[i].start)) {
			depth--;
			change(around, changes, open[depth]->end,
			       depth == 0 ? NO_NODE : open[depth - 1]->node);
		}
		if (is_end)
			break;
		open[depth++] = &parts->at[i];
		change(around, changes, parts->at[i].start, parts->at[i].node);
	}
	around->changes = changes;
}

void around_find(struct tree *t, struct arena *arena)
{
	struct tree_each each = TREE_EACH(t, KIND_FUNCTION_DEFINITION,
	                                  KIND_CLASS_DEFINITION, KIND_LAMBDA);
	struct arena scratch = {0};
	part_list functions = {0}, bodies = {0};
	node_id n;

	while (tree_each(t, &each, &n)) {
		node_id body = tree_child(t, n, FIELD_BODY);
		struct part part = {n + 1, tree_end(t, n), n};

		if (tree_kind(t, n) == KIND_FUNCTION_DEFINITION)
			ARRAY_PUSH(&scratch, &functions, part);
		if (body == NO_NODE)
			continue;
		part.start = body;
		part.end = tree_end(t, body);
		ARRAY_PUSH(&scratch, &bodies, part);
	}
	find_changes(&t->functions, arena, &scratch, &functions);
	find_changes(&t->bodies, arena, &scratch, &bodies);
	arena_release(&scratch);
}

uint32_t around_at(const struct around *around, uint32_t n)
{
	uint32_t low = 0, high = around->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (around->changes[middle].start <= n)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NO_NODE : around->changes[low - 1].node;
}
