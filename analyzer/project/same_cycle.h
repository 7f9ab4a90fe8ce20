/* One cycle, one finding: of those of a file with the same classes and fields,
 * or the same objects and mended at one place, the first is told, and the
 * places of the others as related to it. */
#ifndef HEAPLINT_SAME_CYCLE_H
#define HEAPLINT_SAME_CYCLE_H

#include "finding.h"

/* Join findings of the file, which are sorted and stay so. */
void same_cycle_join(struct findings *findings, const char *path);

#endif
