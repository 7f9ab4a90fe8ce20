/* `heaplint dump uses FILE`. */
#ifndef HEAPLINT_USES_DUMP_H
#define HEAPLINT_USES_DUMP_H

#include "facts.h"

#include <stdio.h>

/* Each variable of the file: how often it is read, what is
 * done with it, and what follows. */
void uses_dump(FILE *stream, const struct facts *facts);

#endif
