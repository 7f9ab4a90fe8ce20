/* Which versions of Python a project's own files say it is for:
 * requires-python, Poetry's dependency on python, setup.cfg's python_requires.
 */
#ifndef HEAPLINT_REQUIRED_H
#define HEAPLINT_REQUIRED_H

#include "config_toml.h"
#include "config_version.h"

#define REQUIRED_SETUP "setup.cfg"

struct required {
	const char *key;  /* "requires-python", or NULL: nothing is said */
	const char *said; /* "'^3.9'", "(a list)": as messages show it */
	uint32_t line;
	version lowest; /* 0 if it is not understood, or allows none */
};

/* Of a pyproject.toml; of a setup.cfg. All memory is `arena`'s. */
struct required required_in_pyproject(struct arena *arena,
                                      const struct toml *toml);
struct required required_in_setup(struct arena *arena, struct str text);

/* Takes the version over (0 if it is not known), and what says so, or NULL:
 * "requires-python in pyproject.toml", `file` being its name. What does not say
 * anything leaves both. Returns NULL, or what is wrong with it. */
const char *required_take(const struct required *required, struct arena *arena,
                          const char *file, version *lowest, const char **by);

#endif
