/* Whether code takes elements out of a container again, as of a stack or a
 * list of what is still to do: that holds few of the many it is given. */
#ifndef HEAPLINT_SHRUNK_H
#define HEAPLINT_SHRUNK_H

#include "scopes.h"

/* Does the code within `range` pop, remove or delete elements of the container,
 * by the name it has there? */
bool shrunk_within(const struct scopes *scopes, node_id container,
                   node_id range);

#endif
