/* Which lines of files changed since a revision, asked of the git program. */
#ifndef HEAPLINT_CHANGED_H
#define HEAPLINT_CHANGED_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct changed;

/* What differs in the working tree of the repository at `root` (absolute,
 * without links) from the commit that it and `revision` have in common. Files
 * that git does not know are new as a whole. Memory is `arena`'s. NULL if git
 * cannot tell. */
struct changed *changed_find(struct arena *arena, const char *root,
                             const char *revision);

/* Why git could not tell, and what helps. */
const char *changed_problem(struct arena *arena, const char *root,
                            const char *revision);

/* Did one of the lines from `first` to `last` (from 1) of the file (absolute)
 * change? */
bool changed_has(const struct changed *changed, const char *path,
                 uint32_t first, uint32_t last);

#endif
