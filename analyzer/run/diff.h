/* What an edit changed, as people and `patch` read it. */
#ifndef HEAPLINT_DIFF_H
#define HEAPLINT_DIFF_H

#include "rewrite.h"

#include <stdio.h>

/* Write a unified diff of a file's bytes; nothing if no line differs. */
void diff_write(FILE *stream, struct arena *arena, const char *path,
                const struct rewrite *rewrite);

#endif
