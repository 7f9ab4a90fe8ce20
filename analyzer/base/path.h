/* Paths as text: what lies where. */
#ifndef HEAPLINT_PATH_H
#define HEAPLINT_PATH_H

#include "arena.h"

#include <stdbool.h>

/* The directory that the path lies in: "." of a name alone, "/" of what lies at
 * the top, and of "/" itself. In `arena`, or a constant. */
const char *path_directory(struct arena *arena, const char *path);

/* What is called `name` in the directory; `name` itself if it is absolute. */
const char *path_joined(struct arena *arena, const char *directory,
                        const char *name);

/* The path, absolute and without links (realpath(3)), in `arena`; NULL if there
 * is no such file. */
const char *path_real(struct arena *arena, const char *path);

/* Is there a directory? */
bool path_is_directory(const char *path);

/* The rest of an absolute path below an absolute directory, a part of `path`;
 * NULL if it does not lie below it. */
const char *path_below(const char *directory, const char *path);

/* An absolute path as it is called in an absolute directory: "a.py",
 * "../other/a.py". */
char *path_seen_from(struct arena *arena, const char *directory,
                     const char *path);

#endif
