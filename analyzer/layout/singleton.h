/* Classes of which one instance is made when it is first asked for, and kept by
 * the class or by a global from then on: what it refers to lives as long as the
 * program, whatever refers back to it. */
#ifndef HEAPLINT_SINGLETON_H
#define HEAPLINT_SINGLETON_H

#include "facts.h"

/* By class of the file, itself or one above it: is it such a one, as far as the
 * file shows? Memory is `arena`'s. */
const bool *singleton_find(struct arena *arena, const struct facts *facts);

/* Is it the `self` of such a class, or of one of which only the module's own
 * code makes an object, so that it lives as long as the program? */
bool singleton_is_self(struct arena *arena, const struct facts *facts,
                       symbol_id variable);

#endif
