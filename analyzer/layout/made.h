/* How many there are of what a call makes, as far as the code around the call
 * shows. */
#ifndef HEAPLINT_MADE_H
#define HEAPLINT_MADE_H

#include "facts.h"

enum made {
	MADE_NOWHERE,
	MADE_AT_TOP,  /* by a module, a class body, main(), for a global: once
	               */
	MADE_PASSING, /* gone at once: C(x).run(), with C(x): */
	MADE_ONCE,    /* each time that a function runs; nothing says how often
	               */
	MADE_MANY,    /* in bulk, by one of its own kind, or put in a container
	                 that was there before */
	MADE_KEPT,    /* repeats_kept_in_bulk */
	MADE_OF_DATA, /* that, and the loop goes over data (data.h) */
	MADE_PER_ROW  /* that, and surely one for each row of it (turns.h) */
};

enum made made_by(const struct facts *facts, node_id call);

/* Is nothing read of it but its members, so that it goes with the call of the
 * function: `x = C(y); x.run()`? */
bool made_to_ask(const struct facts *f, node_id call);

/* made_by of what an imported name makes, if that is called as classes are:
 * its dotted origin is put into `class`. MADE_NOWHERE if it is nothing such. */
enum made made_elsewhere(const struct facts *facts, node_id call,
                         struct str *class);

#endif
