/* What regrown.c and regrown_made.c share. */
#ifndef HEAPLINT_REGROWN_SEARCH_H
#define HEAPLINT_REGROWN_SEARCH_H

#include "regrown.h"

/* Where a function takes what it makes a new array or frame of. */
enum regrown_form {
	REGROWN_OF_LIST,  /* in the list or tuple that is its first argument */
	REGROWN_OF_TWO,   /* its first two arguments */
	REGROWN_OF_FIRST, /* its first argument, and it adds to that */
	REGROWN_OF_LESS,  /* likewise, and it takes from that */
	REGROWN_OF_INDEX  /* the index: np.r_[a, b] */
};

struct regrown_maker {
	const char *name;
	enum regrown_form form;
	const char *keyword; /* the first argument's, or NULL */
};

/* What is looked for in one file. */
struct regrown_search {
	struct regrowns *found;
	struct arena *arena;
	const struct facts *facts;
	const struct tree *tree;
	struct carry *carry;
	const struct regrown_maker *makers;
};

extern const struct regrown_maker regrown_array_makers[];
extern const struct regrown_maker regrown_frame_makers[];

/* Is it one of the makers? */
bool regrown_is_maker(const struct regrown_search *s, node_id function);

/* Is `value` made by one of them of found->growth.parts.target: also
 * `x if a is None else np.append(a, x)`? Sets the parts, how, and the maker. */
bool regrown_is_made_of_old(const struct regrown_search *s, node_id value,
                            struct regrown *found);

#endif
