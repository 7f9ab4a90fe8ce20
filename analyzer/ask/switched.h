/* What code switches for the whole process, as the collector and tracing are:
 * is it switched back, and was it asked for? */
#ifndef HEAPLINT_SWITCHED_H
#define HEAPLINT_SWITCHED_H

#include "facts.h"

/* Does the name or attribute chain n switch back what was switched? */
typedef bool switched_back_check(const struct facts *f, node_id n);

enum switched_back {
	SWITCHED_BACK_NEVER,         /* by nothing in the file */
	SWITCHED_BACK_ELSEWHERE,     /* by another function of the file */
	SWITCHED_BACK_SOMETIMES,     /* not on every path out of the function */
	SWITCHED_BACK_UNLESS_RAISED, /* on all but those of exceptions */
	SWITCHED_BACK_ALWAYS
};

/* How what `call` switches is switched back; *place: where, or NO_NODE. */
enum switched_back switched_back(const struct facts *f, node_id call,
                                 switched_back_check *is_back, node_id *place);

/* Is it switched because someone asked: under a condition (but for one that
 * asks what it is now), or in a function or class that is named for it, such as
 * disable_gc() and MemoryTracer? */
bool switched_is_asked_for(const struct facts *f, node_id call);

/* Does the function that n is in start another process, or become one? */
bool switched_in_fork(const struct facts *f, node_id n);

#endif
