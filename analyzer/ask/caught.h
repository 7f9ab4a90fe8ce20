/* Which classes the `except` clauses of a file name. */
#ifndef HEAPLINT_CAUGHT_H
#define HEAPLINT_CAUGHT_H

#include "tree.h"

/* C or m.C in the head of an `except`; by its last name. */
struct caught_class {
	name_id name;
	node_id class;
};
typedef ARRAY(struct caught_class) caught_classes;

/* All of the file, sorted; the arena's. */
void caught_find(const struct tree *t, struct arena *arena,
                 caught_classes *caught);

/* Is a class one of them, written the same way? */
bool caught_names(const struct tree *t, const caught_classes *caught,
                  node_id class);

#endif
