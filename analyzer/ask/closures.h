/* Nested functions that refer to themselves or to one another through the cells
 * of the function that they are in: rings that each call of it makes anew. */
#ifndef HEAPLINT_CLOSURES_H
#define HEAPLINT_CLOSURES_H

#include "facts.h"

enum { CLOSURES_MOST = 32, CLOSURES_MOST_NAMED = 3 };

/* A nested function, the only value of a variable that is captured. */
struct closure {
	symbol_id variable;
	node_id node;     /* the function_definition or lambda */
	uint32_t reaches; /* a set of bits: those that it leads to */
};

struct closures {
	const struct facts *facts;
	node_id outer; /* the function_definition that they are made in */
	uint32_t count;
	struct closure at[CLOSURES_MOST]; /* in the order of their names in
	                                     the scope */
};

/* What the functions of a ring capture besides themselves that may hold more
 * than a few bytes. */
struct closures_captured {
	symbol_id at[CLOSURES_MOST_NAMED];
	uint32_t count;     /* at most one more than is named */
	bool is_data_sized; /* one of them surely is (ask_is_data_sized) */
};

void closures_find(struct closures *closures, const struct facts *facts,
                   node_id outer);

/* The set of those that lead to number `i` and back; 0 if it does not come back
 * to itself. */
uint32_t closures_ring(const struct closures *closures, uint32_t i);

struct closures_captured closures_captured(const struct closures *closures,
                                           uint32_t ring);

/* Does the function give back a function of its own that calls its parameter,
 * as decorators that wrap do? */
bool closures_is_wrapper(const struct facts *f, node_id function);

#endif
