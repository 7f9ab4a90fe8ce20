/* Objects that are made for one run of a function, and dropped at its end. */
#ifndef HEAPLINT_DROPPED_H
#define HEAPLINT_DROPPED_H

#include "facts.h"

/* Does the function that the call is in bind what it makes to a name, or none,
 * only work with it by its methods and attributes, and so drop it each time?
 * Only where a loop over much data (turns.h), or a function that surely runs
 * many times, does so, and not of what runs the program itself (by its method's
 * name: serve_forever). */
bool dropped_by(const struct facts *facts, node_id call);

#endif
