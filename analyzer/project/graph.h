/* The classes of a project and which fields of theirs refer to which: what
 * `heaplint graph` draws. A class stands for all its instances, so a loop among
 * classes need not be one of objects; the cycles of findings are. */
#ifndef HEAPLINT_GRAPH_H
#define HEAPLINT_GRAPH_H

#include "report.h"

/* A field of a class may hold an instance of a class. */
struct class_reference {
	const char *from;  /* "package.module.Class" */
	const char *field; /* "nodes[]" */
	const char *to;
	bool is_weak;   /* a weakref.ref or proxy of it */
	bool is_proved; /* an edge of a finding's cycle */
};

struct graph_class {
	const char *name, *path;
	bool is_object; /* of a cycle, and of no class of the project: named
	                   as the code calls it, or by its class */
};

struct graph_edge {
	uint32_t from, to; /* indices of classes */
	const char *field;
	bool is_weak, is_proved;
	bool is_on_loop; /* strong edges lead back from `to` to `from` */
};

/* Sorted, each once. */
struct graph {
	struct graph_class *classes;
	uint32_t class_count;
	struct graph_edge *edges;
	uint32_t edge_count;
};

/* Put the graph together from the files' summaries, made with graph_find, and
 * the findings' cycles. All memory is `arena`'s. */
void graph_link(struct graph *graph, struct arena *arena,
                const struct report *report);

#endif
