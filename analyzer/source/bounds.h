/* Bounds of search: how much is looked at of one function, class, name or file,
 * so that no file takes more time than in proportion to its size. Where there
 * is more, findings may be missing, and the run says so: bounds.def has all.
 *
 * Other constants are no such bounds. MOST_x, FEW_x, LONGEST_x and the like say
 * how far one question goes: "four steps from a name to its value", "few turns
 * are 8". What is further is unknown to it, in small code as in large. */
#ifndef HEAPLINT_BOUNDS_H
#define HEAPLINT_BOUNDS_H

#include "tree.h"

#include <assert.h>

enum {
#define BOUND(name, most, what) BOUND_##name = most,
#include "bounds.def"
#undef BOUND
};

enum bounds_kind {
#define BOUND(name, most, what) REACHED_##name,
#include "bounds.def"
#undef BOUND
	REACHED_COUNT
};
static_assert(REACHED_COUNT <= 64, "1 << each is a number");

/* Of each the first and last node of the file where it was reached: 1 + its
 * number, or 0. */
struct bounds {
	struct {
		node_id first, last;
	} reached[REACHED_COUNT];
	uint64_t spent[REACHED_COUNT]; /* by bounds_spent */
};

/* There is more than this in what is at n; 0, the module: in the file. */
void bounds_reach(const struct tree *tree, enum bounds_kind bound, node_id n);

/* Is it more? Then that is noted too. */
bool bounds_exceeded(const struct tree *tree, enum bounds_kind bound,
                     uint64_t count, node_id n);

/* One more, of n, towards what the whole file may take: is it more? Then that
 * is noted too. */
bool bounds_spent(const struct tree *tree, enum bounds_kind bound, node_id n);

/* What is to be said of one, without a place. */
const char *bounds_text(struct arena *arena, enum bounds_kind bound);

/* Is it such a text, with a place or without? */
bool bounds_is_text(const char *text);

/* What is to be said of those that were reached, for a notice each. Returns how
 * many; the list is `arena`'s. */
uint32_t bounds_tell(const struct tree *tree, struct arena *arena,
                     const char *const **texts);

#endif
