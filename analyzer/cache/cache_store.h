/* The entries of one build of heaplint: its packs, and the one that this run
 * adds. */
#ifndef HEAPLINT_CACHE_STORE_H
#define HEAPLINT_CACHE_STORE_H

#include "cache_pack.h"

struct cache_store {
	struct arena *arena;
	int directory;
	uint64_t build;
	ARRAY(struct cache_pack) packs; /* the latest used first */
	struct cache_writer writer;
};

/* All memory is `arena`'s. */
void cache_store_open(struct cache_store *store, struct arena *arena,
                      int directory, uint64_t build);

/* By several threads at once; the entry's bytes are `arena`'s. */
bool cache_store_get(struct cache_store *store, struct cache_key key,
                     struct arena *arena, struct cache_entry *entry);
void cache_store_put(struct cache_store *store, struct cache_key key,
                     const struct cache_entry *entry);

/* Write what was added. Many small packs become one, what is damaged goes, and
 * of more than `most` bytes what was not used for longest. True if anything was
 * written. */
bool cache_store_close(struct cache_store *store, uint64_t most);

#endif
