/* The ways of writing that a value is made of its old self and more: `t += e`,
 * `t = t + e`, `t = f"{t}{e}"`. By syntax alone. */
#ifndef HEAPLINT_GROWTH_FORM_H
#define HEAPLINT_GROWTH_FORM_H

#include "tree.h"

enum growth_form {
	GROWTH_NONE,
	GROWTH_AUGMENTED, /* t += e */
	GROWTH_PLUS,      /* t = t + e */
	GROWTH_CHAIN,     /* t = t + a + b, which makes t + a first */
	GROWTH_FRONT,     /* t = e + t, t = a + t + b */
	GROWTH_FORMAT,    /* t = f"{t}{e}", "%s%s" % (t, e), "{}{}".format() */
	GROWTH_JOIN,      /* t = sep.join([t, e]) */
	GROWTH_BRANCH,    /* t = t + e if c else e */
	GROWTH_UNPACKED   /* t, i = t + e, i + 1; u = t = t + e */
};

/* Is n a name, an attribute, or an item with one index: what can grow? */
bool growth_is_target(const struct tree *t, node_id n);

/* How `value` is made of `target` and more; GROWTH_NONE if it is not. A value
 * that doubles (t + t) is no growth: that is linear in its end. */
enum growth_form growth_form_of(const struct tree *t, node_id target,
                                node_id value);

/* Does an assignment, augmented_assignment make some target grow? The target
 * and the value go to the places given. */
enum growth_form growth_form_of_statement(const struct tree *t,
                                          node_id statement, node_id *target,
                                          node_id *value);

/* Is `value` made from what `target` holds: a growth, or a part or method of
 * it, as `t[n:]`, `t.strip()`, `t.split(x, 1)[1]`? */
bool growth_derives(const struct tree *t, node_id target, node_id value);

#endif
