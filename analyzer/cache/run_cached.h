/* A run with a cache: which files are known, and all of them at once. */
#ifndef HEAPLINT_RUN_CACHED_H
#define HEAPLINT_RUN_CACHED_H

#include "cache_linked.h"
#include "pool.h"

/* Give the jobs their keys, as far as no file need be read for them. */
void run_cached_begin(struct pool *pool, struct arena *arena);

/* Note what was read. From then on the jobs have nothing to do with the cache.
 */
void run_cached_end(struct pool *pool);

/* Are all results known as they are linked? Then make them, before anything is
 * analysed. */
bool run_cached_linked(struct cache_linked *linked, struct pool *pool);

/* Keep them. */
void run_cached_keep(struct cache_linked *linked, struct pool *pool,
                     const struct report *report);

#endif
