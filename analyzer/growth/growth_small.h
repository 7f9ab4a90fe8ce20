/* What grows in a loop, but surely not far. */
#ifndef HEAPLINT_GROWTH_SMALL_H
#define HEAPLINT_GROWTH_SMALL_H

#include "growth.h"

/* Does what grows surely stay small: it grows only while it is empty or has a
 * small constant length (`if not t: t += e`, `while len(t) < 8`), or it is
 * bytes and the function goes on to assert that they are a small constant? */
bool growth_is_small(const struct facts *facts, struct carry *carry,
                     const struct growth *growth);

#endif
