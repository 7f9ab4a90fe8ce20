/* What is done with a value: read once or again, only iterated, changed,
 * given away. */
#ifndef HEAPLINT_USES_H
#define HEAPLINT_USES_H

#include "imports.h"
#include "repeats.h"
#include "scopes.h"
#include "types.h"

enum use_flag {
	USE_ITERATED =
	    1 << 0,           /* for x in v, comprehension, sum(v), a reducer */
	USE_INDEXED = 1 << 1, /* v[i], v[a:b] */
	USE_MUTATED = 1 << 2, /* v.append(), v[i] = , del v[i], v += */
	USE_RETURNED = 1 << 3, /* return v, yield v */
	USE_STORED = 1 << 4,   /* x.y = v, d[k] = v, [v], other = v */
	USE_PASSED = 1 << 5,   /* f(v), unless f is known to only iterate */
	USE_CAPTURED = 1 << 6, /* read in a nested function or lambda */
	USE_CALLED = 1 << 7,   /* v() or v.method() not known to change it */
	USE_TESTED = 1 << 8,   /* if v, len(v), x in v, v == */
	USE_OTHER = 1 << 9
};

struct uses;

struct uses *uses_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes,
                       const struct imports *imports, const struct types *types,
                       const struct repeats *repeats);

/* How the value of one expression is used where it stands. */
unsigned uses_of(const struct uses *uses, node_id n);

/* All uses of a variable's reads, or-ed; and how many reads there are. */
unsigned uses_of_variable(const struct uses *uses, symbol_id variable,
                          uint32_t *reads);

/* Is the variable local to one function, bound once by `name = value`, and read
 * exactly once, where its value is only iterated (a loop's or comprehension's
 * iterable, an argument that is known to be only iterated, through enumerate,
 * zip and the like, `in`, unpacking, *splat) and not in a loop that the binding
 * is outside of? The reading node, or NO_NODE. */
node_id uses_only_iterated_once(const struct uses *uses, symbol_id variable);

/* May the code in the node `from` change the object that the name or attribute
 * n holds, or what n holds: it calls a mutating method on it, assigns to its
 * items, rebinds it, or calls anything that could reach it (an attribute or
 * global: any unknown call; a local that does not escape: none)? */
bool uses_may_change(const struct uses *uses, node_id n, node_id from);

/* Does a variable's value stay in its function: never returned, stored, passed
 * to an unknown call, captured? Never of a parameter, global or class name. */
bool uses_stays_local(const struct uses *uses, symbol_id variable);

/* Does nothing else hold the variable's value: every binding makes a new object
 * (a display, comprehension, list(), ...), and it stays local? */
bool uses_is_own(const struct uses *uses, symbol_id variable);

/* Is the variable's value another object than all that the function did not
 * make, even if it is returned in the end? */
bool uses_is_separate(const struct uses *uses, symbol_id variable);

#endif
