/* Does a file say that a program wrote it, or is it nothing but a table? */
#ifndef HEAPLINT_ROLE_GENERATED_H
#define HEAPLINT_ROLE_GENERATED_H

#include "tree.h"

/* What says so: the comment, or "a table"; NULL if nothing does. Memory is
 * `arena`'s. */
const char *role_generator(struct arena *arena, const struct tree *t);

#endif
