/* Patterns of paths, as --exclude takes them. */
#ifndef HEAPLINT_GLOB_H
#define HEAPLINT_GLOB_H

#include <stdbool.h>

/* Does the pattern mean this path? Paths and patterns with '/' are relative to
 * the current directory (or both absolute). A pattern without '/' is compared
 * with the last part of the path only; one with '/' with the whole path, part
 * by part, and ** stands for any number of parts. Within a part: * ? [ ]. */
bool glob_means(const char *pattern, const char *path);

/* Does it mean this path or a directory above it? */
bool glob_means_part(const char *pattern, const char *path);

#endif
