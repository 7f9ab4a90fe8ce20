/* `heaplint dump layout FILE`. */
#ifndef HEAPLINT_LAYOUT_DUMP_H
#define HEAPLINT_LAYOUT_DUMP_H

#include "facts.h"

#include <stdio.h>

/* Of each class: the attributes of its instances, and its flags by name. */
void layout_dump(FILE *stream, const struct facts *facts);

#endif
