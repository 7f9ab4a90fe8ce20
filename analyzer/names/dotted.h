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

/* A name that one of several star imports binds: asked for as this module's
 * own, which takes all names from theirs. "" if it is none. */
const char *dotted_by_stars(struct arena *arena, const struct facts *facts,
                            node_id n);

/* The name that other files know a class by: "package.module.Class". */
const char *class_dotted_name(struct arena *arena, const struct facts *facts,
                              const struct class_info *class);

#endif
