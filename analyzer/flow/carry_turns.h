/* Loops whose turns are few, though nothing proves how many. */
#ifndef HEAPLINT_CARRY_TURNS_H
#define HEAPLINT_CARRY_TURNS_H

#include "facts.h"

/* Does a while_statement take the digits off a number: `while v: v //= 10`? */
bool carry_is_over_digits(const struct tree *t, node_id loop);

/* Does a while_statement climb a tree: `node = node.parent`? */
bool carry_is_climb(const struct tree *t, node_id loop);

/* Is it a for_statement over at most `most` things, or (taken as 16) a loop
 * over what is small by origin: the parts of a key or path,
 * arguments, or the indices of such; but not the lines of a text? */
bool carry_is_small(const struct facts *facts, node_id loop, uint32_t most);

/* Does a statement of the loop's body take digits off the number that is named
 * v: `v //= 10`, `v >>= 8`? */
bool carry_takes_digits(const struct tree *t, node_id loop, name_id v);

#endif
