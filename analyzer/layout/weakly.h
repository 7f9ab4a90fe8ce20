/* What the code keeps by a weak reference, which an instance without a dict and
 * without __weakref__ cannot have. */
#ifndef HEAPLINT_WEAKLY_H
#define HEAPLINT_WEAKLY_H

#include "facts.h"

/* The object that the call or subscript n makes a weak reference to: weakref's
 * functions, the elements, keys and values of its containers, the owner of a
 * bound method that is connected to a signal. NO_NODE if there is none. */
node_id weakly_held(const struct facts *facts, node_id n);

/* Does the file have a container of weak references? What is put into it is not
 * known for sure, so it may be any object. */
bool weakly_has_container(const struct facts *facts);

#endif
