/* What a control-flow graph is made of; for flow.c and flow_build.c only. */
#ifndef HEAPLINT_FLOW_GRAPH_H
#define HEAPLINT_FLOW_GRAPH_H

#include "flow.h"

#define NO_POINT UINT32_MAX

/* Three points that every graph has. */
enum { POINT_START, POINT_END, POINT_RAISED, POINTS_FIXED };

/* A point is a simple statement, or a part of a compound one: a condition, an
 * iterable, a target with its next(), a `with` header, an except clause. A
 * `finally` body has one copy for each way of leaving its `try`, as in
 * CPython's compile.c, so a node may have several points. */
struct place {
	node_id node;
	uint32_t point;
	uint32_t around; /* the place of the nearest node around, or NO_POINT */
};

/* An edge's end; EDGE_RAISES marks the edge of an exception. */
#define EDGE_RAISES 0x80000000u
#define EDGE_POINT(edge) ((edge) & ~EDGE_RAISES)

/* Successors of p: next[first_next[p]] up to next[first_next[p + 1]]. */
struct edges {
	const uint32_t *first;
	const uint32_t *end;
};

/* Scratch of the searches, and what is left of the work they may do. */
struct search {
	uint32_t *seen; /* by point: the search that last met it */
	uint32_t *stack;
	uint32_t *defines; /* by point: the marking that it binds in */
	occurrence_id *by; /* ... and the binding */
	uint32_t *found;   /* the points in `hit`, in the order met */
	uint32_t found_count;
	symbol_id variable; /* whose bindings are marked in `defines` */
	uint32_t marking;   /* a number for that; 0: no variable's yet */
	bool is_own;        /* no other body binds it */
	bool shares_points; /* two bindings at one point */
	bool has_early;     /* is_bound_before something */
	uint32_t *hit;      /* by point: the search that found that binding */
	uint32_t depth;
	uint32_t number; /* of the search */
	int64_t work;    /* edges that may still be followed */
};

struct flow {
	const struct tree *tree;
	const struct scopes *scopes;
	node_id body;
	uint32_t count; /* points */
	struct edges next, before;
	const struct place *places; /* in order of their nodes */
	uint32_t place_count;
	struct search *search;
};

/* All but `search`; NULL as flow_find. */
struct flow *flow_graph_build(struct arena *arena, const struct tree *tree,
                              const struct scopes *scopes, node_id body);

#endif
