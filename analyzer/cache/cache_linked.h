/* What all files of a run together told, kept as a whole: if no file, rule or
 * setting changed, nothing need be linked, and no summary read. */
#ifndef HEAPLINT_CACHE_LINKED_H
#define HEAPLINT_CACHE_LINKED_H

#include "cache.h"
#include "one_file.h"
#include "run.h"

/* A run by what was asked of it; and by all that its findings follow from. */
struct cache_linked {
	struct cache *cache;
	struct arena *arena;
	const struct registry *registry;
	char name[CACHE_NAME_SIZE];
	struct cache_key key;
	const char *bytes; /* what was kept under that name, if anything */
	size_t size;
};

/* Look for one. */
void cache_linked_open(struct cache_linked *linked,
                       const struct run_options *options,
                       const struct settings *settings);

/* Is it of this key? Then make the jobs' results of it, with all findings. */
bool cache_linked_get(struct cache_linked *linked, struct one_file *jobs,
                      uint32_t count);

/* Keep the results of the jobs, as they are in the linked report. */
void cache_linked_put(const struct cache_linked *linked,
                      const struct one_file *jobs, uint32_t count,
                      const struct report *report);

#endif
