/* Which functions of a file are called again and again with the same state:
 * methods on one object, functions and their globals and outer variables. */
#ifndef HEAPLINT_CARRY_CALLS_H
#define HEAPLINT_CARRY_CALLS_H

#include "facts.h"

struct carry_calls;

struct carry_calls *carry_calls_new(struct arena *arena,
                                    const struct facts *facts);

/* What makes the function run again and again: a call in a loop (of it, or of a
 * function that calls it on the same self, up to three calls up), a call in
 * itself, or the function_definition of a callback. NO_NODE if none is known.
 */
node_id carry_calls_repeated(const struct carry_calls *calls, node_id function);

#endif
