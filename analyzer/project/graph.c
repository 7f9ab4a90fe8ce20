#include "graph.h"

#include "components.h"
#include "summary.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *left, const void *right)
{
	const struct graph_class *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->path, b->path);
}

static int by_ends(const void *left, const void *right)
{
	const struct graph_edge *a = left, *b = right;
	int order;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	order = strcmp(a->field, b->field);
	if (order != 0)
		return order;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return a->is_weak - b->is_weak;
}

/* A name that several files define stands for all of them. */
static void sort_classes(struct graph *graph)
{
	struct graph_class *all = graph->classes;
	uint32_t kept = 0;

	if (graph->class_count > 0)
		qsort(all, graph->class_count, sizeof(*all), by_name);
	for (uint32_t i = 0; i < graph->class_count; i++)
		if (kept == 0 || strcmp(all[kept - 1].name, all[i].name) != 0)
			all[kept++] = all[i];
	graph->class_count = kept;
}

static void collect_classes(struct graph *graph, struct arena *arena,
                            const struct report *report)
{
	ARRAY(struct graph_class) all = {0};

	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct summary *s = report->files[i].summary;

		for (uint32_t k = 0; k < s->class_count; k++) {
			struct graph_class class = {s->classes[k].name, s->path,
			                            false};

			ARRAY_PUSH(arena, &all, class);
		}
	}
	graph->classes = all.at;
	graph->class_count = all.count;
	sort_classes(graph);
}

static int to_name(const void *key, const void *item)
{
	return strcmp(key, ((const struct graph_class *)item)->name);
}

static bool find_class(const struct graph *graph, const char *name,
                       uint32_t *index)
{
	const struct graph_class *class =
	    graph->class_count == 0
	        ? NULL
	        : bsearch(name, graph->classes, graph->class_count,
	                  sizeof(*class), to_name);

	if (class == NULL)
		return false;
	*index = (uint32_t)(class - graph->classes);
	return true;
}

/* ------------------------------------------------------------ cycles */

/* What the findings' cycles are made of. */
struct rings {
	struct arena *arena;
	const struct graph *graph;
	ARRAY(struct class_reference) references;
	ARRAY(struct graph_class) objects;
};

/* The name of what makes the reference: its class, or the object's own. */
static const char *end_name(struct rings *rings, const struct cycle_edge *edge,
                            const char *path)
{
	struct graph_class object = {.name = edge->class,
	                             .path =
	                                 edge->path != NULL ? edge->path : path,
	                             .is_object = true};
	uint32_t index;

	if (edge->class != NULL &&
	    find_class(rings->graph, edge->class, &index))
		return edge->class;
	if (edge->class == NULL)
		object.name = arena_format(rings->arena, "%s in %s",
		                           edge->object, object.path);
	ARRAY_PUSH(rings->arena, &rings->objects, object);
	return object.name;
}

static void collect_ring(struct rings *rings, const struct finding *finding,
                         const char *path)
{
	uint32_t count = finding->cycle.count;

	for (uint32_t i = 0; i < count; i++) {
		const struct cycle_edge *edge = &finding->cycle.at[i];
		struct class_reference reference = {
		    .from = end_name(rings, edge, path),
		    .field = edge->field + strspn(edge->field, ". "),
		    .to = end_name(rings, &finding->cycle.at[(i + 1) % count],
		                   path),
		    .is_proved = true};

		ARRAY_PUSH(rings->arena, &rings->references, reference);
	}
}

static void collect_rings(struct rings *rings, struct graph *graph,
                          const struct report *report)
{
	ARRAY(struct graph_class) all = {0};

	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];

		for (uint32_t k = 0; k < file->findings.list.count; k++)
			collect_ring(rings, &file->findings.list.at[k],
			             file->path);
	}
	for (uint32_t i = 0; i < graph->class_count; i++)
		ARRAY_PUSH(rings->arena, &all, graph->classes[i]);
	for (uint32_t i = 0; i < rings->objects.count; i++)
		ARRAY_PUSH(rings->arena, &all, rings->objects.at[i]);
	graph->classes = all.at;
	graph->class_count = all.count;
	sort_classes(graph);
}

/* ------------------------------------------------------------ edges */

struct edges {
	ARRAY(struct graph_edge) list;
};

static void add_edges(struct edges *edges, struct arena *arena,
                      const struct graph *graph,
                      const struct class_reference *references, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct class_reference *r = &references[i];
		struct graph_edge edge = {.field = r->field,
		                          .is_weak = r->is_weak,
		                          .is_proved = r->is_proved};

		if (find_class(graph, r->from, &edge.from) &&
		    find_class(graph, r->to, &edge.to))
			ARRAY_PUSH(arena, &edges->list, edge);
	}
}

static void collect_edges(struct graph *graph, const struct rings *rings,
                          const struct report *report)
{
	struct edges all = {0};
	struct graph_edge *list;
	uint32_t kept = 0;

	add_edges(&all, rings->arena, graph, rings->references.at,
	          rings->references.count);
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct summary *s = report->files[i].summary;

		add_edges(&all, rings->arena, graph, s->references,
		          s->reference_count);
	}
	list = all.list.at;
	if (all.list.count > 0)
		qsort(list, all.list.count, sizeof(*list), by_ends);
	for (uint32_t i = 0; i < all.list.count; i++) {
		if (kept == 0 || by_ends(&list[kept - 1], &list[i]) != 0)
			list[kept++] = list[i];
		else
			list[kept - 1].is_proved |= list[i].is_proved;
	}
	graph->edges = list;
	graph->edge_count = kept;
}

/* ------------------------------------------------------------ loops */

static void mark_loops(struct graph *graph, struct arena *arena)
{
	struct arc *arcs = ARENA_ARRAY(arena, graph->edge_count, struct arc);
	const uint32_t *component;
	uint32_t count = 0;

	for (uint32_t i = 0; i < graph->edge_count; i++)
		if (!graph->edges[i].is_weak)
			arcs[count++] = (struct arc){graph->edges[i].from,
			                             graph->edges[i].to};
	component = components_find(arena, graph->class_count, arcs, count);
	for (uint32_t i = 0; i < graph->edge_count; i++) {
		struct graph_edge *edge = &graph->edges[i];

		edge->is_on_loop = !edge->is_weak &&
		                   component[edge->from] == component[edge->to];
	}
}

void graph_link(struct graph *graph, struct arena *arena,
                const struct report *report)
{
	struct rings rings = {.arena = arena, .graph = graph};

	*graph = (struct graph){0};
	collect_classes(graph, arena, report);
	collect_rings(&rings, graph, report);
	collect_edges(graph, &rings, report);
	mark_loops(graph, arena);
}
