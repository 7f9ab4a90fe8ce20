/* Parameters whose values have no end, such as a cache has an entry for each.
 */
#ifndef HEAPLINT_OPEN_PARAMETER_H
#define HEAPLINT_OPEN_PARAMETER_H

#include "facts.h"

/* The name of the function's first parameter that is given any number of
 * values, as calls in this file show or, where they do not, its name; its
 * annotation and default do not say that there are few. NO_NODE if none is. */
node_id open_parameter(const struct facts *f, node_id function);

#endif
