/* Which settings hold where: the nearest heaplint.toml, or pyproject.toml with
 * [tool.heaplint], at or above a directory. */
#ifndef HEAPLINT_CONFIG_FILES_H
#define HEAPLINT_CONFIG_FILES_H

#include "settings.h"

struct config_files;

/* What the command line says of settings. */
struct config_choice {
	const struct config *over; /* its options */
	const struct texts *words; /* of --config: files and KEY=VALUE */
	const char *stop;          /* look no higher than here, or NULL */
	bool is_isolated;          /* read no settings files */
};

/* All memory is `arena`'s; all must outlive the run. */
struct config_files *config_files_new(struct arena *arena,
                                      const struct registry *registry,
                                      const struct config_choice *choice);

/* The settings of what lies in `directory` (absolute, without links). */
const struct settings *config_files_at(struct config_files *files,
                                       const char *directory);

/* The files of a directory that settings are read from, or not there. */
struct config_names {
	bool heaplint, pyproject, setup;
};

/* The same, where those of the directory above are known. */
const struct settings *config_files_below(struct config_files *files,
                                          const struct settings *over,
                                          const char *directory,
                                          struct config_names has);

/* All settings that were asked for; settings_at(i)->index is i. */
uint32_t config_files_count(const struct config_files *files);
const struct settings *config_files_settings(const struct config_files *files,
                                             uint32_t index);

/* What is wrong with what was read so far, one line each: then nothing may be
 * done. */
const struct config_problems *config_files_problems(
    const struct config_files *files);

/* What else is to be said; `path` and `text` as notices have them. */
const struct notice *config_files_notices(const struct config_files *files,
                                          uint32_t *count);

#define CONFIG_NAME "heaplint.toml"
#define CONFIG_PYPROJECT "pyproject.toml"

#endif
