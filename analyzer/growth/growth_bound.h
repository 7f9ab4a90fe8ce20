/* What the code says of how long something that grows can become. */
#ifndef HEAPLINT_GROWTH_BOUND_H
#define HEAPLINT_GROWTH_BOUND_H

#include "growth.h"

enum growth_bound {
	GROWTH_BOUND_NONE,
	GROWTH_BOUND_LENGTH, /* `while len(t) < n` */
	GROWTH_BOUND_MARK    /* `while b"\n" not in t`, `if m in t: break`, what
	                        is dealt with is taken off, only lines of one
	                        sort are added */
};

enum growth_bound growth_bound_of(const struct facts *facts,
                                  struct carry *carry,
                                  const struct growth *growth);

/* Is no more kept from turn to turn than the end, `t += x; t = t[-n:]`, or does
 * the loop hand text on and begin anew, `line, t = t, ""`? */
bool growth_begins_anew(const struct facts *facts, struct carry *carry,
                        const struct growth *growth);

/* `data += file.read()`: the first turn reads to the end, and the others add
 * nothing. */
bool growth_is_all_there_is(const struct facts *facts, const struct growth *g);

#endif
