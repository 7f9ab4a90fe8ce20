/* How much it matters that something grows by copying. */
#ifndef HEAPLINT_GROWTH_LEVEL_H
#define HEAPLINT_GROWTH_LEVEL_H

#include "growth.h"

/* A warning where one loop makes it grow by data; else a note: a callback often
 * empties what it has grown, what is parsed whole at every turn costs as much,
 * and a script or a demo runs once. */
enum level growth_level(const struct facts *facts, const struct growth *growth);

/* Does it grow under a condition only: `if`, `except`, `match`? */
bool growth_is_guarded(const struct tree *t, const struct growth *growth);

/* Is it an attribute that begins as one value for all instances, at class
 * level? */
bool growth_is_shared(const struct facts *facts, const struct growth *growth);

#endif
