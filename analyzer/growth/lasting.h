/* What is done with a container that outlives the calls that use it: a global,
 * a class attribute. */
#ifndef HEAPLINT_LASTING_H
#define HEAPLINT_LASTING_H

#include "facts.h"

enum lasting_use {
	LASTING_IS_READ,   /* looked at, iterated, copied */
	LASTING_IS_KEYED,  /* c[k] read: a defaultdict grows */
	LASTING_IS_TESTED, /* `if c`, `not c`: empty or not */
	LASTING_GROWS,     /* append, add, setdefault, update, += */
	LASTING_IS_SET,    /* c[k] = x: a dict grows */
	LASTING_SHRINKS,   /* pop, clear, del c[k], c[a:b] = x, -= */
	LASTING_IS_REBOUND,
	LASTING_IS_SIZED, /* its length is compared with something */
	LASTING_IS_UNKNOWN
};

/* What is done with the container that the name or attribute n holds, where it
 * stands; *place: the call, statement or comparison that does it. */
enum lasting_use lasting_use(const struct facts *f, node_id n, node_id *place);

#endif
