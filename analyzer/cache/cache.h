/* What runs found out of files, kept for those that come after.
 *
 * Of each file: its summary with all findings, under a key made of all that
 * they follow from: the file's bytes, this build of heaplint, the rules and
 * settings that hold for it, its dotted name, its own name, and whether it
 * stands among tests and in a package. No key or entry knows where the project
 * or the cache lies. Of the whole run: the findings as they are linked, under
 * the keys of all files (cache_linked.h). */
#ifndef HEAPLINT_CACHE_H
#define HEAPLINT_CACHE_H

#include "cache_index.h"
#include "cache_store.h"
#include "discover.h"

struct cache {
	const char *base;     /* paths below it are known by the rest */
	int folder, inner;    /* the cache's, and this build's in it */
	uint64_t build, most; /* bytes */
	struct cache_store store;
	struct cache_index index;
};

/* Open the cache at `path`. NULL: there can be none, or `is_foreign`: something
 * else is there. All memory is `arena`'s. */
struct cache *cache_open(struct arena *arena, const char *path,
                         const char *base, bool *is_foreign);

/* Write what was added, and remove what is too much. */
void cache_close(struct cache *cache);

/* Of settings, what findings follow from. */
struct cache_key cache_key_settings(const struct cache *cache,
                                    const struct settings *settings,
                                    const bool *selected);

/* Of a file, but for its content; files in the order of their paths, so that
 * those of one directory follow each other: `last` keeps what is known of it.
 */
struct cache_directory {
	const char *path;
	size_t length;
	bool is_package;
};
struct cache_key cache_key_place(struct cache_directory *last,
                                 struct cache_key settings,
                                 const struct found_file *file, uint32_t rules);

/* Of a file's bytes: struct source's hash. */
struct cache_key cache_key_content(const char *bytes, size_t size);
struct cache_key cache_key_both(struct cache_key a, struct cache_key b);
bool cache_key_equal(struct cache_key a, struct cache_key b);

/* The content that stat(2) vouches for; and note it. */
bool cache_knows(const struct cache *cache, const struct found_file *file,
                 struct cache_key *content);
void cache_note(struct cache *cache, const struct found_file *file,
                struct cache_key content);

#endif
