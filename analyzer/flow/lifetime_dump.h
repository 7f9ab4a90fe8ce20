/* `heaplint dump lifetime FILE`: how often each function runs. */
#ifndef HEAPLINT_LIFETIME_DUMP_H
#define HEAPLINT_LIFETIME_DUMP_H

#include "facts.h"

#include <stdio.h>

void lifetime_dump(FILE *stream, const struct facts *facts);

#endif
