/* Calls that give something to what outlives the function: a handler to a
 * logger, a callback to a signal or a bus, a class to a generic function. */
#ifndef HEAPLINT_REGISTERED_H
#define HEAPLINT_REGISTERED_H

#include "facts.h"

/* Is n made anew each time that its function runs: a call, a lambda, a local
 * that is bound to one? */
bool registered_is_made_here(const struct facts *f, node_id n);

/* Is n surely one logger of logging, the same each time that this runs? */
bool registered_is_logger(const struct facts *f, node_id n);

/* The callback that the call gives to a global by a method that keeps it, as
 * its code in this file shows, or its name says (BUS.subscribe(f),
 * SIGNAL.connect(f, weak=False)): a lambda, a nested function, a bound method
 * of self. NO_NODE if it gives none, if it is
 * looked at what the call returns, or if the file says that such are taken off
 * again. */
node_id registered_callback(const struct facts *f, node_id call);

/* The class, made by the function that the call is in, that it registers with a
 * generic function of the module: show.register(Row, ...). NO_NODE else. */
node_id registered_class(const struct facts *f, node_id call);

/* The text, put together at each call of what has no end, that the call makes a
 * filter of warnings of; NO_NODE if it is none, or filters are put back. */
node_id registered_filter(const struct facts *f, node_id call);

/* Does the call, of a method of `self`, run in bulk for many objects, not for
 * all that one of them goes over? */
bool registered_for_many(const struct facts *f, node_id call, symbol_id self);

#endif
