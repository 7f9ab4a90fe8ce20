/* Containers as they are written: what holds an element, what fills it. */
#ifndef HEAPLINT_CONTAINER_H
#define HEAPLINT_CONTAINER_H

#include "tree.h"

/* The name at the start of a.b[c].setdefault(d).e, which holds what the whole
 * expression is a part of; NO_NODE if it starts with anything else. */
node_id container_root(const struct tree *t, node_id n);

/* The container that a call stores its argument in by what it is called
 * (append, add, insert, put, update, heappush ...), or NO_NODE. */
node_id container_filled_by(const struct tree *t, node_id call);

/* Does the method, by its name, take elements out of what it is called on: pop,
 * clear, remove, difference_update ...? */
bool container_is_remover(struct str method);

#endif
