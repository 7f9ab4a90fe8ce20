/* What calling a file's functions leaves behind, for its summary. */
#ifndef HEAPLINT_SUMMARY_FUNCTIONS_H
#define HEAPLINT_SUMMARY_FUNCTIONS_H

#include "summary.h"

/* Fill summary->functions, if the heap was asked for. All memory is `arena`'s.
 */
void summary_find_functions(struct summary *summary, struct arena *arena,
                            const struct facts *facts);

#endif
