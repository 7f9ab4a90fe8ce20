/* How instances of the file's classes are laid out, and whether __slots__ could
 * hold their attributes: what stands against it (layout_flag), over all code of
 * the file. */
#ifndef HEAPLINT_LAYOUT_H
#define HEAPLINT_LAYOUT_H

#include "facts.h"
#include "made.h"

enum layout_flag {
	LAYOUT_IS_BLOCKED = 1 << 0,   /* slots could break something */
	LAYOUT_HAS_DICT = 1 << 1,     /* a base surely or maybe leaves a dict */
	LAYOUT_IS_SLOTTED = 1 << 2,   /* has __slots__, no base leaves a dict */
	LAYOUT_HAS_SUBCLASS = 1 << 3, /* in this file */
	LAYOUT_IS_MADE = 1 << 4,      /* made somewhere in this file */
	LAYOUT_IS_RECORD = 1 << 5,    /* at least half of its attributes are
	                                 stored parameters or constants */
	LAYOUT_IS_AGENT = 1 << 6,     /* it is opened, run, connected: there is
	                                 one at a time */
	LAYOUT_IS_TOUCHED = 1 << 7,   /* blocked by what is done to instances */
	LAYOUT_OWNS_MUCH = 1 << 8,    /* each has containers or a file of its
	                                 own, beside which a table is little */
	LAYOUT_IS_HELD = 1 << 9,      /* made here for more than to be asked
	                                 in the same function */
	LAYOUT_HAS_ROLE = 1 << 10,    /* called after what it does for the
	                                 program: there are few */
	LAYOUT_IS_DATA = 1 << 11      /* a record whose methods only make, show
	                                 and compare it, and properties */
};

/* More attributes than this cost no figure that was measured. */
enum { LAYOUT_MOST_ATTRIBUTES = 32 };

struct layout {
	uint32_t flags;
	const name_id *attributes; /* set on instances by its own methods */
	uint32_t attribute_count;
	enum made made;        /* by this file: the most that a making shows */
	node_id made_at;       /* the call that shows it, or NO_NODE */
	class_id slotted_base; /* a base of this file with non-empty slots */
};

/* By class_id. */
const struct layout *layouts_find(struct arena *arena,
                                  const struct facts *facts);

#endif
