/* How often code runs in one run of the program, as far as this file shows.
 *
 * Once: modules, class bodies, main() and what only these call, what reads
 * sys.argv, start-ups, commands and fixtures by their decorators, functions
 * that are cached and take nothing. Many times: loops, recursion, handlers of
 * web frameworks, tasks and events by their decorators and bases, methods of
 * callback protocols,
 * __init__ of classes that are made in bulk, and what is called from such.
 * Of all else nothing is known. */
#ifndef HEAPLINT_LIFETIME_H
#define HEAPLINT_LIFETIME_H

#include "facts.h"

enum runs { RUNS_UNKNOWN, RUNS_ONCE, RUNS_MANY };

struct lifetime {
	enum runs runs;
	/* What shows it: the loop, the decorator, the name of the function, the
	 * call in such; NO_NODE if `runs` is RUNS_UNKNOWN. */
	node_id place;
	/* In words that follow "runs": "in this loop", "for each request",
	 * "when the program starts". */
	const char *when;
};

/* Of the code at n, within the function that it is in. A function's decorators,
 * defaults and annotations are around it. */
struct lifetime lifetime_of(const struct facts *f, node_id n);

/* Of a function_definition's body, but for the loops in it. */
struct lifetime lifetime_of_function(const struct facts *f, node_id function);

/* Does a decorator or the function's own name say that it runs many times, as
 * that of a handler of requests or events does? What a loop does may be little.
 */
bool lifetime_is_told(const struct facts *f, struct lifetime lifetime);

#endif
