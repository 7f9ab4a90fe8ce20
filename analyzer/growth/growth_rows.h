/* Whether something surely grows by each row of the data that is read. */
#ifndef HEAPLINT_GROWTH_ROWS_H
#define HEAPLINT_GROWTH_ROWS_H

#include "growth.h"

/* At each turn of a loop over data (turns.h), under no condition, and without a
 * bound or being set anew in the loop? Also of a loop that reads without end:
 * `while True: t += sock.recv(n)`. */
bool growth_is_per_row(const struct facts *facts, struct carry *carry,
                       const struct growth *growth);

/* Then a warning, else a note. */
enum level growth_level(const struct facts *facts, struct carry *carry,
                        const struct growth *growth);

#endif
