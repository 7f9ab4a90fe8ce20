/* What goes on from one turn to the next: whether the value that a statement
 * gives to a name, an attribute or an item is still there, or the base of what
 * is there, when the statement runs again. */
#ifndef HEAPLINT_CARRY_H
#define HEAPLINT_CARRY_H

#include "facts.h"

enum carrier {
	CARRIER_NONE,
	CARRIER_LOOP,      /* a for_statement or while_statement around it */
	CARRIER_FEW_TURNS, /* a for_statement over what is small by origin */
	CARRIER_CALLBACK,  /* a method of a known callback protocol */
	CARRIER_RECURSION, /* a function that calls itself */
	CARRIER_CALLS      /* a function that is called in a loop */
};

struct carry;

/* For questions about one file. They take at most a fixed amount of work
 * together; after that every answer is "not carried". */
struct carry *carry_new(struct arena *arena, const struct facts *facts);

/* From now on what a call gives that is passed the target is made of its old
 * value: `a = np.append(a, x)`. */
void carry_follow_calls(struct carry *carry);

/* What carries the value that `statement` (an assignment or
 * augmented_assignment) gives to `target`, a name, attribute or item in it,
 * from turn to turn: surely the same place on every turn, and some path comes
 * back to the statement without giving the place a value of another origin.
 * `where` is the loop, the function (CALLBACK) or the call (RECURSION, CALLS).
 * Loops of at most 8 turns do not count, nor do those over the digits of a
 * number or up the parents of a node. */
enum carrier carry_find(struct carry *carry, node_id statement, node_id target,
                        node_id *where);

/* Can the value that `target` has at `from` be the one that it has at `to`, for
 * both are in the loop and nothing surely sets it on the way? */
bool carry_reaches(struct carry *carry, node_id from, node_id to,
                   node_id target, node_id loop);

/* Take `amount` of the work that is left; false when there is none. */
bool carry_work(struct carry *carry, uint32_t amount);

#endif
