/* Whether a file is Python 2: the grammar reads both. */
#ifndef HEAPLINT_PYTHON2_H
#define HEAPLINT_PYTHON2_H

#include "tree.h"

/* The first node that no Python 3 reads, or NO_NODE: a print or exec
 * statement, <>, backticks, 10L, 0777, ur"", `raise E, "text"`, a tuple as a
 * parameter. (`except A, e` is none: Python 3.14 reads it, PEP 758.) */
node_id python2_find(const struct tree *t);

#endif
