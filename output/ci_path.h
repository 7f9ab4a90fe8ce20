/* Paths as CI services want them: relative to the repository's root, wherever
 * in it the run started. */
#ifndef HEAPLINT_CI_PATH_H
#define HEAPLINT_CI_PATH_H

#include "arena.h"

/* The path seen from the directory that the environment's `variable` names, if
 * it lies below that; otherwise as it is. As UTF-8. */
const char *ci_path(struct arena *arena, const char *variable,
                    const char *path);

#endif
