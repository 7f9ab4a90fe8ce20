/* The references among classes that one file shows. */
#ifndef HEAPLINT_GRAPH_FIND_H
#define HEAPLINT_GRAPH_FIND_H

#include "summary.h"

/* Fill in summary->references; all memory is `arena`'s. */
void graph_find(struct summary *summary, struct arena *arena,
                const struct facts *facts);

#endif
