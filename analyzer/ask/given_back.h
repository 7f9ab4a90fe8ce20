/* What calls of functions of this file give back of what they are given. */
#ifndef HEAPLINT_GIVEN_BACK_H
#define HEAPLINT_GIVEN_BACK_H

#include "facts.h"

/* The call that n is an argument of (of an async function, the await around it)
 * if it may give back n itself: a `return` of the function of this file that it
 * surely calls, or of one that this hands its parameter on to, has it as it
 * came. NO_NODE if none is known to, or a function on the way cuts tracebacks
 * off. `function` becomes the function_definition that is called. */
node_id given_back(const struct facts *f, node_id n, node_id *function);

#endif
