/* Which content files had when they were last read, by what stat(2) says of
 * them: those that look the same are not read again.
 *
 * A file can be changed twice within one tick of its clock, and then looks the
 * same ("racy git"): what changed shortly before the run is not noted, so that
 * it is read again, and its content decides. */
#ifndef HEAPLINT_CACHE_INDEX_H
#define HEAPLINT_CACHE_INDEX_H

#include "arena.h"
#include "cache_pack.h"

#include <stdbool.h>
#include <stdint.h>

/* What stat(2) says; times in nanoseconds. */
struct cache_stat {
	uint64_t size, id;
	int64_t modified, changed;
};

struct cache_seen {
	struct cache_key path, content;
	struct cache_stat stat;
	uint32_t day, zero; /* when it was last seen, if not later */
};

struct cache_index {
	struct arena *arena;
	int directory;
	int64_t before; /* younger changes are not noted; nanoseconds */
	struct cache_seen *rows; /* by path */
	uint32_t count;
	ARRAY(struct cache_seen) added;
};

/* Read the index; what is damaged is empty. All memory is `arena`'s. */
void cache_index_open(struct cache_index *index, struct arena *arena,
                      int directory);

/* The content of the file, if it is known. */
bool cache_index_find(const struct cache_index *index, struct cache_key path,
                      const struct cache_stat *stat, struct cache_key *content);

/* The file was read after the run began, and this was its content. */
void cache_index_add(struct cache_index *index, struct cache_key path,
                     const struct cache_stat *stat, struct cache_key content);

/* Write it, if anything was added. */
void cache_index_close(struct cache_index *index);

#define CACHE_INDEX_NAME "files"

#endif
