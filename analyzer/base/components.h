/* The strongly connected components of a directed graph: R. Tarjan,
 * "Depth-first search and linear graph algorithms", SIAM J. Comput. 1972. */
#ifndef HEAPLINT_COMPONENTS_H
#define HEAPLINT_COMPONENTS_H

#include "arena.h"

#include <stdint.h>

/* An edge from one node to another; nodes are numbers from 0 on. */
struct arc {
	uint32_t from, to;
};

/* By node, a node that stands for its component: two have the same if and only
 * if each can be reached from the other. In time and memory that are linear in
 * nodes and arcs; the answer is the arena's. */
const uint32_t *components_find(struct arena *arena, uint32_t node_count,
                                const struct arc *arcs, uint32_t arc_count);

#endif
