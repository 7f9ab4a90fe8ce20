/* Baselines as JSON: one object, an entry a line. */
#ifndef HEAPLINT_BASELINE_TEXT_H
#define HEAPLINT_BASELINE_TEXT_H

#include "baseline.h"

#include <stdio.h>

void baseline_write(FILE *stream, const struct baseline *baseline);

/* Append the entries; memory is `arena`'s. Returns NULL, or why not: "is no
 * baseline", "is of another version". */
const char *baseline_read(struct baseline *baseline, struct arena *arena,
                          const char *bytes, size_t size);

#endif
