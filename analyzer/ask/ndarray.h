/* NumPy's arrays: of which dtype one is, as the call says that makes it, and
 * whether what is done with it may keep it. */
#ifndef HEAPLINT_NDARRAY_H
#define HEAPLINT_NDARRAY_H

#include "facts.h"

/* Is n a call that makes a new array of float64, whatever its arguments are:
 * np.zeros(n), np.linspace(a, b)? */
bool ndarray_is_float(const struct facts *f, node_id n);

/* Is n surely an array of this dtype, as the call says that makes it: itself,
 * or the only value of a name? */
bool ndarray_has_dtype(const struct facts *f, node_id n, node_id dtype);

/* Is the array that n holds only computed with where n stands: is it an
 * operand, asked for its sum, an item or its length, or returned? Then nothing
 * holds it, or a view of it, once the statement is done but what held it
 * before. */
bool ndarray_is_computed_with(const struct facts *f, node_id n);

#endif
