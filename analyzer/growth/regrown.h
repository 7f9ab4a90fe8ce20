/* Arrays and frames that are made anew of themselves and more (or less), turn
 * by turn: `a = np.append(a, x)`, `df = pd.concat([df, row])`. */
#ifndef HEAPLINT_REGROWN_H
#define HEAPLINT_REGROWN_H

#include "growth.h"

enum regrown_how {
	REGROWN_JOINED,  /* append, concatenate, vstack, r_[...] */
	REGROWN_DELETED, /* np.delete */
	REGROWN_ROW      /* df.loc[len(df)] = row */
};

struct regrown {
	struct growth growth; /* its parts, carrier and place; no type */
	enum regrown_how how;
	node_id maker;         /* `np.append`; the left side of a ROW */
	node_id whole_read_at; /* where the loop reads all of it besides, so
	                          that no list can stand for it; or NO_NODE */
};

struct regrowns {
	ARRAY(struct regrown) list; /* in order of their statements */
	bool are_arrays;
};

/* All that surely come to the same statement again with what it made before.
 * Not those that are doubled, grow when they are full, or are cut in the same
 * loop: their copies are few or bounded. */
void regrown_find_arrays(struct regrowns *regrowns, struct arena *arena,
                         const struct facts *facts);
void regrown_find_frames(struct regrowns *regrowns, struct arena *arena,
                         const struct facts *facts);

#endif
