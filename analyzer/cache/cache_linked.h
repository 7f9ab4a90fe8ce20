/* What all files of a run together told, kept as a whole, with what each file
 * tells the others and what the others told it: a file of which no other was
 * told anything new is linked by itself. */
#ifndef HEAPLINT_CACHE_LINKED_H
#define HEAPLINT_CACHE_LINKED_H

#include "answers.h"
#include "cache.h"
#include "one_file.h"
#include "run.h"

/* Of each file; then come the bytes of all: a problem's text, or a summary that
 * has the findings and what was missed, or nothing; and one that has the
 * answers. */
struct linked_file {
	struct cache_key key; /* of all that its own result follows from */
	uint64_t path;        /* a hash of it */
	struct told told;
	uint64_t reached;           /* bounds of the link */
	uint32_t at, size, answers; /* of those bytes */
	uint32_t lines;
	uint16_t is_problem, is_skipped, is_generated, zero;
};

/* A run by what was asked of it. */
struct cache_linked {
	struct cache *cache;
	struct arena *arena;
	const struct registry *registry;
	char name[CACHE_NAME_SIZE];
	const struct linked_file *files; /* that were kept under that name;
	                                    NULL: none */
	uint32_t count;
	const char *bytes;
	ARRAY(uint32_t) changed; /* files that are not what they were */
	bool *is_changed;        /* by file */
	bool *is_moved;          /* what it tells others is in other places */
	uint32_t *order;         /* of all files, as the pool had it */
};

/* Look for one. */
void cache_linked_open(struct cache_linked *linked,
                       const struct run_options *options,
                       const struct settings *settings);

/* The kept one of a file, but for what comes of it. */
struct linked_file cache_linked_file(const struct one_file *job);

/* Make the results of the jobs that are not changed, as they were linked.
 * False: what was kept is damaged, or names what has moved. */
bool cache_linked_take(struct cache_linked *linked, struct one_file *jobs);

/* What the file was told. The same is false. */
bool cache_linked_answers(struct cache_linked *linked,
                          const struct one_file *jobs, uint32_t number,
                          struct answers *answers);

/* Keep the results of the jobs, as they are in the linked report; `answers`, by
 * number in the report, are what they were told, or NULL: what was kept. */
void cache_linked_put(const struct cache_linked *linked,
                      const struct one_file *jobs, uint32_t count,
                      const struct report *report,
                      const struct answers *answers);

/* ------------------------------------------------------------ its files */

struct linked_head {
	char magic[4];
	uint32_t format;
	uint64_t build, count;
	uint64_t checksum; /* of all that follows */
};

#define LINKED_MAGIC "HLCL"
enum { LINKED_FORMAT = 0x0101 + 3 }; /* (its bytes tell the order) */

#endif
