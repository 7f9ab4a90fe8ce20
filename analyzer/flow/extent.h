/* How many elements iterating an expression gives, as far as constants tell. */
#ifndef HEAPLINT_EXTENT_H
#define HEAPLINT_EXTENT_H

#include "scopes.h"

/* No bound is known. */
#define EXTENT_UNKNOWN UINT32_MAX

/* At most so many (a bound of 4 096 or more is none): of a literal, range() of
 * constants, a constant slice, [x] * 3, an untouched constant tuple's name, and
 * of enumerate, zip, sorted ... of them. */
uint32_t extent_most(const struct scopes *s, node_id n);

/* At least so many, provably; 0 if nothing is known. */
uint32_t extent_least(const struct scopes *s, node_id n);

/* The value of an integer constant, with any sign; false if n is none or is so
 * large that a sum of three might not fit. */
bool extent_integer(const struct tree *t, node_id n, int64_t *value);

/* A slice's bounds as written; NO_NODE where there is none. */
struct extent_slice {
	node_id start, stop, step;
};

/* Is n a subscript with one slice? */
bool extent_slice(const struct tree *t, node_id n, struct extent_slice *slice);

/* Where it stops; NO_NODE if it is no slice or goes on to the end. Its last
 * element is that of the whole if the whole ends before that. */
node_id extent_slice_stop(const struct tree *t, node_id n);

/* Does the comprehension leave elements out? */
bool extent_is_filtered(const struct tree *t, node_id comprehension);

#endif
