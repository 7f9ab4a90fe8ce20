/* Whether what a function makes at each call is the same at each, so that it
 * could be made once for all: parsers, classes by namedtuple(). */
#ifndef HEAPLINT_ALIKE_H
#define HEAPLINT_ALIKE_H

#include "facts.h"

/* Does what n says name no variable of a function that it is in, so that it is
 * the same at each call? */
bool alike_each_time(const struct facts *f, node_id n);

/* Is the local `name`, which the call makes, made of nothing that the function
 * is given and, if `is_object`, do its methods get nothing such to fill it
 * with? */
bool alike_made(const struct facts *f, node_id name, node_id call,
                bool is_object);

#endif
