/* Where single statements may lead, as far as their own text tells. */
#ifndef HEAPLINT_STATEMENT_H
#define HEAPLINT_STATEMENT_H

#include "scopes.h"

/* May evaluating the statement or expression n raise? Loading a name, a
 * constant, a display of them, `is`, `not`, `and` and storing to a name are
 * taken not to; whatever may run other code may. Bodies in it do not count. */
bool statement_can_raise(const struct tree *t, node_id n);

/* Is the condition a constant that is true (`while True`, `while 1`)? */
bool statement_is_always_true(const struct tree *t, node_id condition);

/* Does the except clause catch whatever is raised? */
bool statement_catches_all(const struct scopes *s, node_id clause);

/* Is the case clause `case _:` or `case name:` without a guard? */
bool statement_is_irrefutable(const struct tree *t, node_id clause);

/* Is the statement a call that never returns: sys.exit(), os._exit() ...? */
bool statement_never_returns(const struct scopes *s, node_id n);

/* The block of a clause; NO_NODE if it has none. */
node_id statement_block(const struct tree *t, node_id clause);

#endif
