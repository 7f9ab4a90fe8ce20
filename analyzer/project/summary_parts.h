/* The parts of a summary that have files of their own. */
#ifndef HEAPLINT_SUMMARY_PARTS_H
#define HEAPLINT_SUMMARY_PARTS_H

#include "summary.h"

/* Fill summary->classes. All memory is `arena`'s. */
void summary_find_classes(struct summary *summary, struct arena *arena,
                          const struct facts *facts);

/* Fill summary->functions, if the heap was asked for. All memory is `arena`'s.
 */
void summary_find_functions(struct summary *summary, struct arena *arena,
                            const struct facts *facts);

/* Fill summary->shrinks. All memory is `arena`'s. */
void summary_find_shrinks(struct summary *summary, struct arena *arena,
                          const struct facts *facts);

#endif
