/* What bounds a container that is only added to: what the code adds. A part of
 * grown.c. */
#ifndef HEAPLINT_GROWN_KEY_H
#define HEAPLINT_GROWN_KEY_H

#include "grown.h"

/* Does `place` add few things to the container in the end: what is done once,
 * or `key` is of few kinds (constants, types, modules)? Unless the container is
 * a list, `key` must show that there is no end of it. */
bool grown_is_few(const struct facts *f, node_id container, node_id place,
                  node_id key, bool is_list);

/* Does the function around n ask before it whether the container has something
 * already, or all that call it? */
bool grown_is_done_once(const struct facts *f, node_id n, node_id container);

/* One container, while its uses are looked at. */
struct grown_search {
	const struct facts *f;
	bool is_list;        /* or a deque: each thing added stays */
	bool is_defaultdict; /* reading a key adds it */
	bool is_counter;     /* c[k] += 1 adds a key */
	bool is_of_object;   /* an object's own: only what serves_one_object */
	node_id local;       /* the assignment that makes a function's own, of
	                        which only what grown_by_function; 0: no such */
	bool is_found;
	node_id left_to;    /* the __del__ that takes from it, or 0 */
	struct grown grown; /* the first that is found */

	/* Of a dict, for grown_inner.c: */
	node_id inner;  /* what first adds to a list in it, or NO_NODE */
	bool has_lists; /* surely lists are put in */
	bool is_lent;   /* they may be shortened elsewhere */
};

/* Is it a container that can grow without end, as far as what makes it tells?
 */
bool grown_starts(struct grown_search *search, node_id seed);

/* Look at one use; false if the container does not only grow. */
bool grown_see(struct grown_search *search, node_id n);

/* After the last use: does it grow? What takes an object out of what keeps it
 * is never run where that is its __del__. */
bool grown_is_found(struct grown_search *search);

/* What is done with the lists in a dict: begun with what it is made as, seen
 * use by use, and found if nothing else was, and only if the program stays up
 * for what adds to them. */
void grown_begin_inner(struct grown_search *search, node_id seed);
void grown_see_inner(struct grown_search *search, node_id n);
void grown_end_inner(struct grown_search *search);

/* Is n made of names for what comes with data, requests, users, and of none for
 * what belongs to the program? */
bool grown_is_written_as_data(const struct facts *f, node_id n);

/* Has n few values, whatever is in its variables: x == y, n % 10, "a" if x else
 * "b", request.method? Cautious: false. */
bool grown_has_few_values(const struct facts *f, node_id n);

/* Is n the name in self.path, where a method answers requests, or a parameter
 * that a route takes from the path and that nothing checks? */
bool grown_is_of_request(const struct facts *f, node_id n);

/* For grown_key.c and grown_once.c: the function around n, or NO_NODE. */
node_id grown_function(const struct tree *t, node_id n);
/* Is there too much code from its function's start to n? */
bool grown_is_far(const struct facts *f, node_id n);
/* Is n a global of this file, as seen from a function? */
bool grown_is_global(const struct facts *f, node_id n);

#endif
