/* A file that is written whole or not at all, whatever ends the process: where
 * the file system can, what is written has no name until it is whole, else
 * SIGINT, SIGTERM and SIGHUP wait until its name is gone. */
#ifndef HEAPLINT_OUTFILE_H
#define HEAPLINT_OUTFILE_H

#include "arena.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

struct outfile {
	FILE *stream;
	const char *path;
	const char *temporary; /* beside it, until it is whole; or NULL */
	bool has_no_name;      /* nor has what is written, until it is whole */
	sigset_t mask;         /* the thread's, while `temporary` is there */
};

/* Could it be written? Returns NULL, or why not. */
const char *outfile_check(struct arena *arena, const char *path);

/* Open one to be written. Links are followed; what is no regular file (a
 * device, a pipe) is written to as it is. The stream's buffer is the arena's.
 * Returns NULL, or why not. */
const char *outfile_open(struct outfile *file, struct arena *arena,
                         const char *path);

/* Put it into its place, or remove it if it could not be written. Returns NULL,
 * or why not. */
const char *outfile_close(struct outfile *file, struct arena *arena);

/* Close it, and leave what was in its place as it was. */
void outfile_drop(struct outfile *file);

#endif
