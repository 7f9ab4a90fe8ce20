/* The folder of a cache: where it is, and what may be in it.
 *
 *   CACHEDIR.TAG, .gitignore      so that backups and git leave it alone
 *   files                         cache_index.h
 *   VERSION-BUILD/HASH.pack       cache_store.h
 *   VERSION-BUILD/HASH.linked     cache_linked.h
 */
#ifndef HEAPLINT_CACHE_FOLDER_H
#define HEAPLINT_CACHE_FOLDER_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

#define CACHE_FOLDER ".heaplint_cache"
#define CACHE_LINKED_SUFFIX ".linked"

/* This build of heaplint: its version, and what its linker signed it with. */
uint64_t cache_build(void);

/* The user's own folder, for what belongs to no project; NULL: there is none.
 */
const char *cache_folder_of_user(struct arena *arena);

/* Open it; make it if it is not there. -1: that cannot be, or `is_foreign`: it
 * is there, with other things in it. */
int cache_folder_open(struct arena *arena, const char *path, bool *is_foreign);

/* The folder of this build in it. */
int cache_folder_build(struct arena *arena, int folder);

/* Remove what was not used for longest until no more than `most` bytes are
 * left, and what broken runs left behind. */
void cache_folder_trim(int folder, uint64_t most);

enum cache_cleaned {
	CACHE_IS_GONE,
	CACHE_IS_NONE,
	CACHE_IS_FOREIGN,
	CACHE_STAYS
};

/* Remove it with all that heaplint wrote there; CACHE_STAYS: something does,
 * and errno says why. */
enum cache_cleaned cache_folder_clean(const char *path);

#endif
