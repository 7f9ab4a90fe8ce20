#include "components.h"

#include <string.h>

#define NO_COMPONENT UINT32_MAX

struct walk {
	uint32_t *first; /* by node: its first edge in `to`; one past too */
	uint32_t *to;
	uint32_t *number; /* by node, from 1 in the order of the walk; or 0 */
	uint32_t *low;    /* by node: the least number it leads back to */
	uint32_t *next_edge; /* by node: the first that is not taken yet */
	uint32_t *component;
	uint32_t *path, depth; /* from where the walk began to where it is */
	uint32_t *open, open_count; /* walked by, of no component yet */
	uint32_t numbers;
};

static void enter(struct walk *w, uint32_t node)
{
	w->number[node] = w->low[node] = ++w->numbers;
	w->next_edge[node] = w->first[node];
	w->path[w->depth++] = node;
	w->open[w->open_count++] = node;
}

static void close_component(struct walk *w, uint32_t root)
{
	uint32_t node;

	do {
		node = w->open[--w->open_count];
		w->component[node] = root;
	} while (node != root);
}

static void lower(struct walk *w, uint32_t node, uint32_t low)
{
	if (low < w->low[node])
		w->low[node] = low;
}

/* All of the node's edges are taken. */
static void leave(struct walk *w, uint32_t node)
{
	w->depth--;
	if (w->low[node] == w->number[node])
		close_component(w, node);
	else
		lower(w, w->path[w->depth - 1], w->low[node]);
}

static void walk_from(struct walk *w, uint32_t start)
{
	enter(w, start);
	while (w->depth > 0) {
		uint32_t node = w->path[w->depth - 1], to;

		if (w->next_edge[node] == w->first[node + 1]) {
			leave(w, node);
			continue;
		}
		to = w->to[w->next_edge[node]++];
		if (w->number[to] == 0)
			enter(w, to);
		else if (w->component[to] == NO_COMPONENT)
			lower(w, node, w->number[to]);
	}
}

/* Sort the arcs by where they begin: counting sort. */
static void list_edges(struct walk *w, struct arena *arena, uint32_t node_count,
                       const struct arc *arcs, uint32_t arc_count)
{
	uint32_t *first = ARENA_ARRAY(arena, node_count + 2, uint32_t);

	w->to = ARENA_ARRAY(arena, arc_count, uint32_t);
	for (uint32_t i = 0; i < arc_count; i++)
		first[arcs[i].from + 2]++;
	for (uint32_t i = 2; i < node_count + 2; i++)
		first[i] += first[i - 1];
	for (uint32_t i = 0; i < arc_count; i++)
		w->to[first[arcs[i].from + 1]++] = arcs[i].to;
	w->first = first;
}

const uint32_t *components_find(struct arena *arena, uint32_t node_count,
                                const struct arc *arcs, uint32_t arc_count)
{
	struct arena scratch = {0};
	struct walk w = {0};

	arena_beside(&scratch, arena);
	list_edges(&w, &scratch, node_count, arcs, arc_count);
	w.number = ARENA_ARRAY(&scratch, node_count, uint32_t);
	w.low = ARENA_ARRAY(&scratch, node_count, uint32_t);
	w.next_edge = ARENA_ARRAY(&scratch, node_count, uint32_t);
	w.path = ARENA_ARRAY(&scratch, node_count, uint32_t);
	w.open = ARENA_ARRAY(&scratch, node_count, uint32_t);
	w.component = ARENA_ARRAY(arena, node_count, uint32_t);
	memset(w.component, 0xff, node_count * sizeof(*w.component));
	for (uint32_t node = 0; node < node_count; node++)
		if (w.number[node] == 0)
			walk_from(&w, node);
	arena_release(&scratch);
	return w.component;
}
