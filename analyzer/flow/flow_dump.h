/* `heaplint dump flow FILE`. */
#ifndef HEAPLINT_FLOW_DUMP_H
#define HEAPLINT_FLOW_DUMP_H

#include "facts.h"

#include <stdio.h>

/* The points of each body's graph and their successors,
 * `!` before those that an exception leads to. */
void flow_dump(FILE *stream, const struct facts *facts);

#endif
