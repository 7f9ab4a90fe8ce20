/* Packs: files of entries by key, written once and whole, then only read. One
 * file holds what a run added: eleven thousand small files take longer to
 * write, and to open again, than the analysis of what changed.
 *
 * Entries (a head, their bytes), then the table of them, sorted by key, then
 * the foot; all in this machine's order of bytes. Nothing of it is trusted. */
#ifndef HEAPLINT_CACHE_PACK_H
#define HEAPLINT_CACHE_PACK_H

#include "arena.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct cache_key {
	uint64_t at[2];
};

/* As qsort() takes it, of struct cache_key: the order of keys in files. */
int cache_key_compare(const void *left, const void *right);

/* What is kept under a key. */
struct cache_entry {
	const char *bytes;
	size_t size;
	uint32_t lines, kind; /* whoever put it there knows what they are */
};

struct cache_row {
	struct cache_key key;
	uint64_t offset;
	uint32_t size; /* of the entry's bytes */
	uint32_t day;  /* since 1970, when it was last used, if not later */
};

enum { CACHE_NAME_SIZE = 32 };

struct cache_pack {
	char name[CACHE_NAME_SIZE];
	int file;
	int64_t used; /* seconds: when any of it was last used */
	uint64_t size;
	struct cache_row *rows;
	uint32_t count;
	unsigned char *is_used; /* by row: in this run */
	atomic_bool is_damaged, has_used;
};

/* Open the pack with this name. False if it cannot be, or if it is none,
 * damaged, or of another build of heaplint, which `is_damaged` says: then
 * nothing is open. */
bool cache_pack_open(struct cache_pack *pack, struct arena *arena,
                     int directory, uint64_t build);
void cache_pack_close(struct cache_pack *pack);

/* By several threads at once. The entry's bytes are `arena`'s; false if it is
 * not there, or damaged. */
const struct cache_row *cache_pack_find(const struct cache_pack *pack,
                                        struct cache_key key);
bool cache_pack_read(struct cache_pack *pack, const struct cache_row *row,
                     struct arena *arena, struct cache_entry *entry);

/* A pack that is being written, under a name of its own until it is whole. */
struct cache_writer {
	int directory;
	uint64_t build;
	uint32_t today;
	pthread_mutex_t mutex;
	struct arena arena;
	FILE *stream; /* NULL: nothing was written */
	char temporary[CACHE_NAME_SIZE];
	ARRAY(struct cache_row) rows;
	uint64_t offset;
	bool has_failed;
};

void cache_writer_open(struct cache_writer *writer, int directory,
                       uint64_t build);

/* By several threads at once. What cannot be written is left out. */
void cache_writer_put(struct cache_writer *writer, struct cache_key key,
                      const struct cache_entry *entry, uint32_t day);

/* Put the pack into its place. False if there is none. */
bool cache_writer_close(struct cache_writer *writer);

/* A new file beside the others, for what is renamed when it is whole; -1 if
 * there can be none. Names of such begin with '.'. */
int cache_temporary(int directory, char *name);

uint32_t cache_today(void);

#define CACHE_PACK_SUFFIX ".pack"

#endif
