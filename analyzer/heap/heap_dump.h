/* `heaplint dump heap FILE`. */
#ifndef HEAPLINT_HEAP_DUMP_H
#define HEAPLINT_HEAP_DUMP_H

#include "facts.h"

#include <stdio.h>

/* Of each body that has edges, its objects by number and its edges; then the
 * cycles. */
void heap_dump(FILE *stream, const struct facts *facts);

#endif
