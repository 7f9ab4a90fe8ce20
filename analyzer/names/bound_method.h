/* Methods that are read from the object itself: self.m */
#ifndef HEAPLINT_BOUND_METHOD_H
#define HEAPLINT_BOUND_METHOD_H

#include "classes.h"

/* Is n `self.m`, a method of the object's class that each reading of it binds
 * anew: no property, class or static method, nor what an unknown decorator
 * makes of one? */
bool bound_method_of_self(const struct classes *c, node_id n);

#endif
