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

/* After all was read. */
enum git_end git_run_end(struct git_run *run);

#endif
