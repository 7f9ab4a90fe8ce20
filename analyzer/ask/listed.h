/* Lists and tuples that are made of what could be read as it is: list(zip(xs,
 * ys)), tuple(d.items()); and lists that are made into other containers. */
#ifndef HEAPLINT_LISTED_H
#define HEAPLINT_LISTED_H

#include "facts.h"

struct listed {
	const struct facts *f;
	node_id list; /* the call of list() or tuple() */
	node_id made; /* its argument: a call, a generator expression */
	node_id dict; /* that has the view; else NO_NODE */
	int lazy;     /* which function of listed.c; -1 else */
	bool is_keys, is_range;
	bool makes_elements; /* its elements are new objects */
};

/* Is n list() or tuple() of map, filter, zip, enumerate, range, reversed, a
 * view of a known dict or a generator expression? */
bool listed_find(const struct facts *f, node_id n, struct listed *listed);

/* Might it give other elements if it were read at `place` by `reader` (a loop,
 * a call) itself: may what runs there meanwhile change what it is made of? Also
 * of a dict that is no local variable. */
bool listed_is_disturbed(const struct listed *listed, node_id place,
                         node_id reader);

/* Has it surely no more than so many elements, or few by origin? Is it surely
 * data-sized? */
bool listed_is_small(const struct listed *listed, uint32_t most);
bool listed_is_large(const struct listed *listed);

/* What a list is given to only to make another container of it. */
enum listed_maker {
	LISTED_SET,
	LISTED_DICT,
	LISTED_ORDERED, /* OrderedDict */
	LISTED_LIST,
	LISTED_TUPLE,
	LISTED_SORTED,
	LISTED_OTHER /* frozenset, deque, median, xs.extend(), s.update() */
};

struct listed_taker {
	node_id call, function;
	node_id receiver; /* of a method; else NO_NODE */
	enum listed_maker maker;
	bool is_dict;
};

/* Is the list n, whatever makes it, the only argument of set(), dict(),
 * tuple(), list(), xs.extend() and the like, or the first of sorted()? */
bool listed_find_taker(const struct facts *f, node_id n,
                       struct listed_taker *taker);

#endif
