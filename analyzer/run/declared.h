/* Are the classes there that `singletons` and `long-lived` of the settings
 * name? One that is misspelt would do nothing, and nobody would know. */
#ifndef HEAPLINT_DECLARED_H
#define HEAPLINT_DECLARED_H

#include "discover.h"

/* Say which are not, among what is to be said of the files: where the module is
 * among them, or all files are that the settings hold for. */
void declared_check(struct discovered *found, struct arena *arena,
                    const struct run_options *options);

#endif
