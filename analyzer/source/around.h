/* Which function, class or lambda is around each node. Expressions nest as deep
 * as a file is long: from there it takes too long to go up node by node. */
#ifndef HEAPLINT_AROUND_H
#define HEAPLINT_AROUND_H

#include "arena.h"

#include <stdint.h>

struct tree;

/* From `start` on `node` is the innermost one; NO_NODE: there is none. */
struct around_change {
	uint32_t start, node;
};

struct around {
	const struct around_change *changes; /* by `start` */
	uint32_t count;
};

/* Of all functions, with what is in their heads; and of the bodies of
 * functions, classes and lambdas. */
void around_find(struct tree *tree, struct arena *arena);

/* The one that n is in, or NO_NODE. */
uint32_t around_at(const struct around *around, uint32_t n);

#endif
