/* Frames of pandas: whether what is done with one needs all of it. */
#ifndef HEAPLINT_FRAME_H
#define HEAPLINT_FRAME_H

#include "facts.h"

/* Are only the first rows used of what the call gives, or the names of its
 * columns: head(), columns, iloc[0]? Of a local all uses count. */
bool frame_is_of_first_rows(const struct facts *f, node_id call);

/* Is the call the iterrows() of a loop that reads single values of each row, by
 * names in the code, so that itertuples() would do? */
bool frame_rows_are_tuples(const struct facts *f, node_id call);

#endif
