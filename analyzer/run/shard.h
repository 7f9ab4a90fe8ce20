/* --shard I/N: a share of the files, which the file's path alone decides. So
 * several machines need agree on nothing, and a file stays where it is when
 * others come and go. */
#ifndef HEAPLINT_SHARD_H
#define HEAPLINT_SHARD_H

#include "report.h"

struct shard {
	uint32_t number; /* from 1 */
	uint32_t count;  /* 0: not given, all is in it */
};

/* Read "I/N"; false if it is no such. */
bool shard_read(struct shard *shard, const char *text);

/* Is the file with this path, as reports show it, in the shard? */
bool shard_has(const struct shard *shard, const char *path);

/* Take the others' findings and notices out of a report; the files stay. */
void shard_keep(const struct shard *shard, struct arena *arena,
                struct report *report);

#endif
