/* Where something grows: under a condition, in an attribute of all instances.
 */
#ifndef HEAPLINT_GROWTH_PLACE_H
#define HEAPLINT_GROWTH_PLACE_H

#include "growth.h"

/* Does it grow under a condition only: `if`, `except`, `match`? */
bool growth_is_guarded(const struct tree *t, const struct growth *growth);

/* Is it an attribute that begins as one value for all instances, at class
 * level? */
bool growth_is_shared(const struct facts *facts, const struct growth *growth);

#endif
