/* Decorators that keep what a function returned, and with it the arguments that
 * it was called with: functools.lru_cache and cache, async_lru.alru_cache,
 * cachetools.cached. */
#ifndef HEAPLINT_CACHED_H
#define HEAPLINT_CACHED_H

#include "facts.h"

struct cached {
	node_id at;        /* the decorator's expression */
	bool is_unbounded; /* nothing is ever dropped from it */
	bool is_accepted;  /* a comment there tells another linter that a cache
	                      on a method is meant */
	uint32_t most;     /* results kept at most; 0: what `bound` has */
	node_id bound;     /* the expression that says how many, or NO_NODE */
};

/* Does n, as a decorator or called on a function, make a cache that holds the
 * arguments? Not where the bound is 0, the results go with time, or the keys
 * are made by another function. */
bool cached_by(const struct facts *f, node_id n, struct cached *cached);

/* The same of a function_definition's decorators. */
bool cached_function(const struct facts *f, node_id function,
                     struct cached *cached);

#endif
