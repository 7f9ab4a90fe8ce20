/* Where a file stands: its project's root and its dotted name there. */
#ifndef HEAPLINT_PLACE_H
#define HEAPLINT_PLACE_H

#include "arena.h"

#include <stdbool.h>

/* The root of a project: the nearest directory above a file with a
 * pyproject.toml, setup.py, setup.cfg or .git; without one the directory above
 * the topmost package that the file is in (its own if it is in none), or the
 * folder of installed packages that it lies in. So it does not depend on how
 * the file was named. */
struct place_root {
	const char *path; /* absolute, without links */
	bool is_project;  /* one of those was there */
	bool has_src;     /* modules are named from its folder `src` */
};

/* Is a file with this name what makes its directory a project's root? */
bool place_is_marker(const char *name);

/* What is known of directories, so that none is asked twice. */
struct place_roots;

struct place_roots *place_roots_new(struct arena *arena);

/* The root for files in `directory` (absolute, without links). */
const struct place_root *place_root_find(struct place_roots *roots,
                                         const char *directory);

/* The same, if it is known that no directory above has a marker. */
const struct place_root *place_root_unmarked(struct place_roots *roots,
                                             const char *directory);

/* The nearest directory at or above this one with a .git, or NULL. */
const char *place_repository(struct arena *arena, const char *directory);

/* The dotted name of the file (absolute): "package.module", of an __init__.py
 * "package". "" if it is not under the root or cannot be imported by name. */
const char *place_module(struct arena *arena, const struct place_root *root,
                         const char *file);

/* Is it a conftest.py or testing.py, or under a `test`, `tests` or `testing`
 * folder: of the project, or of the package that it lies in? Outside both also
 * of the directory that it was found in, which may be NULL. (Both absolute.) */
bool place_is_in_tests(const struct place_root *root, const char *found_in,
                       const char *file);

#endif
