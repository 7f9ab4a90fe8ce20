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

/* Is it known what all files told, but for few that have changed? Then only
 * those are in the pool's order. */
bool run_cached_look(struct cache_linked *linked, struct pool *pool);

/* These are done: have they nothing new to tell the others? Then make the
 * results of all as they are linked; else the others are in order. */
bool run_cached_link(struct cache_linked *linked, struct pool *pool);

/* Keep them. `answers` as in cache_linked_put. */
void run_cached_keep(struct cache_linked *linked, struct pool *pool,
                     const struct report *report,
                     const struct answers *answers);

#endif
