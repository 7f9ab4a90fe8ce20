/* What holds for a file: the command line over its settings file over what is
 * usual. */
#ifndef HEAPLINT_SETTINGS_H
#define HEAPLINT_SETTINGS_H

#include "config.h"

#include <stdio.h>

/* A pattern of paths, and the directory that it is relative to (NULL: as the
 * run shows paths). */
struct settings_pattern {
	const char *glob, *directory;
};

struct settings_ignores {
	struct settings_pattern pattern;
	const bool *rules; /* by index in the registry */
};

struct settings {
	uint32_t index;            /* among those of the run */
	const struct config *file; /* the nearest settings file, or NULL */
	version required;          /* as the project's files say, or 0 */
	const char *required_by;   /* "requires-python in pyproject.toml" */
	const struct registry *registry;
	const bool *selected; /* by index in the registry */
	enum level level, fail_on;
	version target;
	struct budget budget;
	bool include_tests, force_exclude, fix, unsafe_fixes;
	const char *baseline;    /* a file, or NULL */
	const char *baseline_by; /* the place that names it, or NULL: the
	                            command line */
	const char *cache;       /* a directory, or NULL: the usual one; "":
	                            none */
	struct declared declared;
	const struct config_classes *singletons, *long_lived; /* in it, or
	                                                         NULL */
	ARRAY(struct settings_pattern) excludes;
	ARRAY(struct settings_ignores) ignores;
	ARRAY(const char *) src; /* directories, absolute */
};

/* Where a file or directory stands: as the run shows it, and absolute. */
struct settings_path {
	const char *shown, *absolute;
};

/* Fill in what follows from the layers, of which later ones go over earlier
 * ones; `file`, `required` and `registry` are set. All memory is `arena`'s. */
void settings_merge(struct settings *settings, struct arena *arena,
                    const struct config *const *layers, uint32_t count);

/* Does an exclude pattern mean this path; with `above`: or a directory above
 * it? */
bool settings_excludes(const struct settings *settings,
                       struct settings_path path, bool above);

/* The rules that are not reported in this file, by index; NULL: none. */
const bool *settings_ignored(const struct settings *settings,
                             struct arena *arena, struct settings_path path);

/* The directory of `src` that the file (absolute) lies in, or NULL. */
const char *settings_source_root(const struct settings *settings,
                                 const char *file);

/* What holds, as a settings file that says all of it. */
void settings_show(FILE *stream, const struct settings *settings);

#endif
