/* The arguments of a call as they are written. Each takes a call's node (of
 * another node, and of NO_NODE, the answer is that of a call without arguments)
 * and is linear in the number of its arguments. */
#ifndef HEAPLINT_CALL_H
#define HEAPLINT_CALL_H

#include "tree.h"

/* *xs or **kw. */
bool call_is_splat(enum kind kind);

/* The list's node, or NO_NODE; of f(x for x in xs) the generator's. */
node_id call_arguments(const struct tree *t, node_id call);

/* The positional argument at `index`, from 0; NO_NODE if there is none, or it
 * is not known which one it is, as with a splat before it. */
node_id call_positional(const struct tree *t, node_id call, uint32_t index);

/* The value given for a keyword, or NO_NODE. */
node_id call_keyword(const struct tree *t, node_id call, const char *name);

/* How many there are; keywords count, each splat counts as one. */
uint32_t call_count(const struct tree *t, node_id call);

bool call_has_splat(const struct tree *t, node_id call);

#endif
