/* `heaplint dump repeats FILE`. */
#ifndef HEAPLINT_REPEATS_DUMP_H
#define HEAPLINT_REPEATS_DUMP_H

#include "facts.h"

#include <stdio.h>

/* The loops, the recursive functions and callbacks,
 * and the calls that are made in bulk. */
void repeats_dump(FILE *stream, const struct facts *facts);

#endif
