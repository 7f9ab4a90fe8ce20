/* Whether what grows is surely a text or a container. */
#ifndef HEAPLINT_GROWTH_TYPE_H
#define HEAPLINT_GROWTH_TYPE_H

#include "carry.h"

/* The kind of what `target` (a name, attribute or item that grows) holds, by
 * types.h, or where that answers nothing (a name that holds other things
 * elsewhere, an item), by what it surely started as. TYPE_UNKNOWN for all but
 * str, bytes, bytearray, list, tuple, dict, set and frozenset. `seed` is what
 * proves it, or NO_NODE. */
enum type_kind growth_type(const struct facts *facts, struct carry *carry,
                           node_id target, node_id *seed);

#endif
