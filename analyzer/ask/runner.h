/* What a class does with a thread, timer or task of its own besides starting
 * it: whether its attribute can be set to None, and what ends it. All cautious:
 * true of classes that are too large to be read. */
#ifndef HEAPLINT_RUNNER_H
#define HEAPLINT_RUNNER_H

#include "facts.h"

/* Does a method but __init__ set the attribute to None or delete it? And is it
 * set from executor.submit()? */
struct runner_attribute {
	bool is_reset, is_submitted;
};
struct runner_attribute runner_attribute(const struct facts *f, class_id class,
                                         name_id name);

/* Does code in the class around n ask whether attribute `name` is there, by
 * hasattr() or getattr()? */
bool runner_is_looked_up(const struct facts *f, node_id n, name_id name);

/* Does code in the class around n await the attribute, wait for or shield it,
 * or start another where it is None? */
bool runner_is_needed(const struct facts *f, node_id n, name_id name);

/* Does the class's method that the callee x.method names set the attribute, as
 * one that starts the next timer? */
bool runner_is_set_again(const struct facts *f, class_id class, node_id callee,
                         name_id name);

/* Is `x.method` by its name what closes x, or does that method of the class
 * call such a one of its own? */
bool runner_closes(const struct facts *f, class_id class, node_id callee);

/* Has the class a method that by its name ends something, and sets or calls
 * what the target, a method of the class, reads? */
bool runner_is_stopped(const struct facts *f, class_id class, node_id target);

/* Does `callable`, a method of the class or a lambda, go on for long: in a loop
 * of its own, or in a `while` of what it calls of the class? Cautious: true. */
bool runner_lasts(const struct facts *f, class_id class, node_id callable);

/* Is there only one object of the class, made by the module, or kept by the
 * class itself (singleton.h)? */
bool runner_is_single(const struct facts *f, struct arena *scratch,
                      class_id class);

#endif
