/* Empty containers as they are made: what they take, where they go, and whether
 * they stay empty for a while. */
#ifndef HEAPLINT_EMPTY_H
#define HEAPLINT_EMPTY_H

#include "facts.h"

struct empty {
	const char *words; /* "a set" */
	uint32_t bytes;
	node_id whole;  /* what is stored: the call, or (x, set()) around it */
	node_id target; /* the target of the assignment, xs of xs.append(); else
	                   NO_NODE */
	bool is_element;  /* of a list or dict comprehension */
	bool is_assigned; /* target = whole */
};

/* Does the call make an empty set, deque, defaultdict or dict that takes 200
 * bytes or more in the target version? */
bool empty_find(const struct facts *f, node_id call, struct empty *empty);

/* Is it made whether or not something needs it, and not filled by the
 * statements that follow? */
bool empty_stays(const struct facts *f, node_id call,
                 const struct empty *empty);

#endif
