/* Names as all files of the project know them: "package.module.Class". */
#ifndef HEAPLINT_DOTTED_H
#define HEAPLINT_DOTTED_H

#include "facts.h"

/* "module.name"; either may be empty. */
const char *dotted_join(struct arena *arena, struct str module,
                        struct str name);

/* ".util", seen from a file of "package.module", is "package.util". Empty if it
 * leads out of the package. */
struct str dotted_absolute(struct arena *arena, const struct facts *facts,
                           struct str module);

/* The name that other files know a class by: "package.module.Class". */
const char *class_dotted_name(struct arena *arena, const struct facts *facts,
                              const struct class_info *class);

#endif
