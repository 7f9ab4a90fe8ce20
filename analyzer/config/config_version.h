/* Versions of Python as settings give them. */
#ifndef HEAPLINT_CONFIG_VERSION_H
#define HEAPLINT_CONFIG_VERSION_H

#include "facts.h"

enum { VERSION_OLDEST = 307, VERSION_NEWEST = 315, VERSION_USUAL = 311 };

/* "3.11", "py311" or "311"; 0 if it is none from 3.7 to 3.15. */
version config_version(const char *text);

/* The oldest of these that a specifier (PEP 440, ">=3.9,<4") allows; 0 if it
 * allows none or is not understood. */
version config_version_lowest(const char *specifier);

/* The same of what Poetry takes besides: "^3.9", "~3.9", "3.9.*", "*",
 * "~3.8 || ^3.10", blanks for commas. */
version config_version_lowest_poetry(struct arena *arena,
                                     const char *constraint);

#endif
