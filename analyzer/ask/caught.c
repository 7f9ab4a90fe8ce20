#include "caught.h"

#include "bounds.h"

#include <stdlib.h>

/* The last name of C and m.C. */
static name_id last_name(const struct tree *t, node_id class)
{
	switch (tree_kind(t, class)) {
	case KIND_IDENTIFIER:
		return tree_name(t, class);
	case KIND_ATTRIBUTE:
		return tree_name(t, tree_child(t, class, FIELD_ATTRIBUTE));
	default:
		return NAME_NONE;
	}
}

static int compare_caught(const void *left, const void *right)
{
	const struct caught_class *a = left, *b = right;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return (a->class > b->class) - (a->class < b->class);
}

void caught_find(const struct tree *t, struct arena *arena,
                 caught_classes *list)
{
	for (node_id n = tree_first_of(t, KIND_EXCEPT_CLAUSE); n != NO_NODE;
	     n = tree_next_of(t, n))
		for (node_id m = n + 1;
		     m < tree_end(t, n) && tree_kind(t, m) != KIND_BLOCK; m++) {
			struct caught_class caught = {last_name(t, m), m};

			if (caught.name != NAME_NONE)
				ARRAY_PUSH(arena, list, caught);
		}
	if (list->count > 1)
		qsort(list->at, list->count, sizeof(*list->at), compare_caught);
}

/* Where those of the name begin, or would. */
static uint32_t first_caught(const caught_classes *list, name_id name)
{
	uint32_t low = 0, high = list->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (list->at[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool caught_names(const struct tree *t, const caught_classes *caught,
                  node_id class)
{
	name_id name = class == NO_NODE ? NAME_NONE : last_name(t, class);
	uint32_t first;

	if (name == NAME_NONE)
		return false;
	first = first_caught(caught, name);
	for (uint32_t i = first;
	     i < caught->count && caught->at[i].name == name &&
	     !bounds_exceeded(t, REACHED_USES, i - first + 1, class);
	     i++)
		if (tree_same(t, caught->at[i].class, class))
			return true;
	return false;
}
