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
	GROWTH_UNPACKED,  /* t, i = t + e, i + 1; u = t = t + e */
	GROWTH_DISPLAY,   /* t = [*t, e], (*t, e), {**t, k: v} */
	GROWTH_UNION,     /* t = t | e, t = e | t, t |= e */
	GROWTH_CALL       /* t = dict(t, k=v), t = t.union(e) */
};

struct growth_parts {
	node_id statement; /* the assignment or augmented_assignment */
	node_id target;    /* t on the left */
	node_id value;     /* the right side that belongs to it */
	node_id old;       /* t on the right; the target for += and |= */
};

/* Is n a name, an attribute, or an item with one index: what can grow? */
bool growth_is_target(const struct tree *t, node_id n);

/* How an assignment or augmented_assignment makes some target grow. A value
 * that doubles (t + t) is no growth: that is linear in its end. */
enum growth_form growth_form_of(const struct tree *t, node_id statement,
                                struct growth_parts *parts);

/* The same of a value by itself; *old is the target in it. */
enum growth_form growth_form_of_value(const struct tree *t, node_id target,
                                      node_id value, node_id *old);

/* Does a GROWTH_FORMAT begin with the old text: f"{t}...", "%s..." % (t, e)? */
bool growth_is_appending(const struct tree *t,
                         const struct growth_parts *parts);

/* Is the target one of the names, attributes, items that a pattern sets? (Those
 * inside of them are only read.) NO_NODE sets none. */
bool growth_pattern_sets(const struct tree *t, node_id pattern, node_id target);

/* Is `value` made from what `target` holds: a growth, or a part or method of
 * it, as `t[n:]`, `t.strip()`, `t.split(x, 1)[1]`? */
bool growth_derives(const struct tree *t, node_id target, node_id value);

/* Is `value` what a call gives that is passed the target, by itself or in a
 * list, tuple or index: f(t), np.vstack((t, x)), np.r_[t, x], f(t).copy()? */
bool growth_is_passed(const struct tree *t, node_id target, node_id value);

/* What an assignment gives to one of its targets: its right side, or the part
 * of that where `a, target = x, y` writes it out. */
node_id growth_value_for(const struct tree *t, node_id assignment,
                         node_id target);

#endif
