/* What builtins and well-known functions do with an argument: iterate it at
 * once, hand it on lazily, copy it, only look at it. And which have no effect
 * but their value. */
#ifndef HEAPLINT_EFFECTS_H
#define HEAPLINT_EFFECTS_H

#include "imports.h"
#include "types.h"

enum effect {
	EFFECT_UNKNOWN,
	EFFECT_ITERATES, /* reads each element once, now, and keeps none */
	EFFECT_COPIES,   /* reads each element once, now, into a new container
	                    or into the receiver */
	EFFECT_LAZY,     /* reads each element once, when its result is read */
	EFFECT_LOOKS     /* neither iterates, keeps nor changes it */
};

/* Functions that take elements one by one, so that they need no list. */
enum reducer {
	REDUCER_NONE,
	REDUCER_SUM,
	REDUCER_ANY,
	REDUCER_ALL,
	REDUCER_MIN,
	REDUCER_MAX,
	REDUCER_FSUM,
	REDUCER_PROD,
	REDUCER_REDUCE,
	REDUCER_COUNTER,
	REDUCER_NLARGEST,   /* also nsmallest */
	REDUCER_MEAN,       /* lists its argument before 3.11 */
	REDUCER_BYTES,      /* bytes(), bytearray() */
	REDUCER_ARRAY,      /* array.array(code, x) */
	REDUCER_DEQUE,      /* with maxlen */
	REDUCER_IN,         /* x in [...], x not in [...] */
	REDUCER_DISJOINT,   /* set.isdisjoint */
	REDUCER_WRITELINES, /* from here on methods, of whatever object */
	REDUCER_WRITEROWS,
	REDUCER_EXECUTEMANY
};

struct effect_facts {
	const struct tree *tree;
	const struct scopes *scopes;
	const struct imports *imports;
	const struct types *types;
};

/* What becomes of the value of n where it stands as an argument: positional, or
 * the only generator expression. `call` is the call, `reducer` its reducer. */
struct effect_of {
	node_id call;
	enum effect effect;
	enum reducer reducer;
};

/* False if n is no argument (parentheses do not count). */
bool effects_of_argument(const struct effect_facts *f, node_id n,
                         struct effect_of *found);

/* Has the call no effect but its value: a builtin or standard function that is
 * known for it, or a method of a str, bytes, int or other immutable? */
bool effects_is_pure(const struct effect_facts *f, node_id call);

/* Does a method of this name change a list, set, dict, deque or bytearray? */
bool effects_is_mutator(struct str method);

/* Is it a method of these that changes nothing? */
bool effects_is_reader(struct str method);

#endif
