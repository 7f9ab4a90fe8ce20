/* Losses of a training loop that are kept with their autograd graph: summed or
 * put in a list that lasts from turn to turn. */
#ifndef HEAPLINT_TRAINED_H
#define HEAPLINT_TRAINED_H

#include "facts.h"

struct trained {
	node_id statement; /* the sum, or the call of append() */
	node_id target;    /* what it is added to */
	node_id loss;      /* its name there */
	node_id backward;  /* its name where backward() is called of it */
};

struct trained_losses {
	ARRAY(struct trained) list; /* by the loops, and in order in each */
};

/* Those whose backward() is called in the same loop, so that they surely have a
 * graph. */
void trained_find(struct trained_losses *losses, struct arena *arena,
                  const struct facts *facts);

#endif
