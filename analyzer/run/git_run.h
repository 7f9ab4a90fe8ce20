/* The git program, run for what it prints. */
#ifndef HEAPLINT_GIT_RUN_H
#define HEAPLINT_GIT_RUN_H

#include "arena.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct git_run {
	FILE *stream; /* its standard output */
	pid_t child;
};

/* Run `git ARGUMENTS` (ended by NULL) in the repository at `root`. False if
 * there is no git program. */
bool git_run_start(struct git_run *run, struct arena *arena, const char *root,
                   const char *const *arguments);

enum git_end { GIT_GOOD, GIT_FAILED, GIT_MISSING };

/* After all was read, to its end: else it is GIT_FAILED. */
enum git_end git_run_end(struct git_run *run);

struct git_words {
	const char **at;
	uint32_t count, room;
};

/* Add the options by which no filter is run that the settings of the repository
 * at `root` name (those of whoever calls it may be). False: there is one that
 * cannot be switched off, or git failed. */
bool git_run_unfiltered(struct git_words *words, struct arena *arena,
                        const char *root);

#endif
