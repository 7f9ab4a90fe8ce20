/* Shows the nodes of a file to the rules that asked for their kinds. */
#ifndef HEAPLINT_DISPATCH_H
#define HEAPLINT_DISPATCH_H

#include "rule.h"

struct dispatch;

/* The table for these rules; const from then on, shared by all threads. */
struct dispatch *dispatch_new(struct arena *arena,
                              const struct rule *const *rules, uint32_t count);

/* Run them over one file. Findings are added to `findings`, unsorted. */
void dispatch_run(const struct dispatch *dispatch, const struct facts *facts,
                  struct findings *findings, struct arena *scratch);

#endif
