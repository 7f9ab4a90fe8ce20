/* Results of calls that annotations cannot say: "!open" and its like in
 * stdlib.def; and the arguments of calls. */
#ifndef HEAPLINT_TYPES_SPECIAL_H
#define HEAPLINT_TYPES_SPECIAL_H

#include "types_solver.h"

/* A positional argument; NO_NODE if there are fewer or a splat is before it. */
node_id types_argument(const struct types *ty, node_id call, uint32_t index);
node_id types_keyword(const struct types *ty, node_id call, const char *name);
uint32_t types_argument_count(const struct types *ty, node_id call);
uint32_t types_keyword_count(const struct types *ty, node_id call);
bool types_has_splat(const struct types *ty, node_id call);

/* Its type: NEVER if it is absent, UNKNOWN if a splat may be it. */
type_id types_argument_type(const struct types *ty, node_id call,
                            uint32_t index);

/* What iterating all positional arguments gives. */
type_id types_all_elements(struct types *ty, node_id call);

/* The dict that `dict(...)` with these arguments gives. */
type_id types_pairs(struct types *ty, node_id call);

type_id types_special(struct types *ty, node_id call, const char *name,
                      type_id self);

#endif
