/* Which files git does not ignore, asked of the git program. */
#ifndef HEAPLINT_GIT_FILES_H
#define HEAPLINT_GIT_FILES_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct git_files;

/* The tracked and the untracked but not ignored files of the repository at
 * `root` (absolute, without links); with `count` > 0 only what lies under these
 * directories of it (relative to the root). NULL if there is no git program;
 * NULL and *failed if git refuses the repository. */
struct git_files *git_files_list(struct arena *arena, const char *root,
                                 const char *const *directories, uint32_t count,
                                 bool *failed);

/* Is this file (absolute) listed, or anything under this directory? */
bool git_files_has(const struct git_files *files, const char *path);

#endif
