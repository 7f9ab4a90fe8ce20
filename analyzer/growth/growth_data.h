/* Whether what grows follows the data that a program is given. */
#ifndef HEAPLINT_GROWTH_DATA_H
#define HEAPLINT_GROWTH_DATA_H

#include "growth.h"

/* Is there evidence that the growth has no small bound: it is fed by read() or
 * recv(), by a file, by lines, rows or chunks, by the calls of a callback? Not
 * if the loop ends at a mark or length that it looks for, for that is one
 * header, line or key. */
bool growth_is_of_data(const struct facts *facts, struct carry *carry,
                       const struct growth *growth);

#endif
