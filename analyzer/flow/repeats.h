/* What runs more than once: loops, comprehensions, recursion, methods of
 * callback protocols; and what a loop leaves unchanged. */
#ifndef HEAPLINT_REPEATS_H
#define HEAPLINT_REPEATS_H

#include "calls.h"
#include "imports.h"
#include "scopes.h"

struct repeats_index;

struct repeats {
	const struct tree *tree;
	const struct scopes *scopes;
	const struct imports *imports;
	const node_id *loop_of; /* by node: repeats_loop */
	struct arena *arena;
	struct repeats_index *index; /* made when first asked for */
};

void repeats_find(struct repeats *repeats, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports);

/* The innermost for_statement, while_statement or for_in_clause's comprehension
 * that runs n again and again within one call of the function it is in: n is in
 * the body, the condition of a while, the element, a condition or an inner
 * iterable of a comprehension. The iterable of a `for` and the outermost
 * iterable of a comprehension run once. NO_NODE if none. A loop whose body
 * always leaves it (return, break, raise at its end) does not count. */
node_id repeats_loop(const struct repeats *r, node_id n);

/* The next loop around that one, in the same function. */
node_id repeats_outer(const struct repeats *r, node_id loop);

/* Are the loop's turns provably at most `most`: over a literal, range() of
 * constants, a slice of constant span ...? */
bool repeats_is_short(const struct repeats *r, node_id loop, uint32_t most);

/* An event loop: `while True` or main/serve/run loops, whose turns are few per
 * object however long they run. */
bool repeats_is_event_loop(const struct repeats *r, node_id loop);

/* Does the loop bind the variable (in its body or its target)? */
bool repeats_binds(const struct repeats *r, node_id loop, symbol_id variable);

/* Is the function called on itself, directly? The call, or NO_NODE. */
node_id repeats_recursive_call(const struct repeats *r, node_id function);

/* Is the method one of a known callback protocol (data_received, feed, write,
 * handle_*, on_*), which runs many times on one object? */
bool repeats_is_callback(const struct repeats *r, node_id function);

/* Does an object made at n get made in bulk: in a loop whose turns
 * are not provably <= 8 and that is no event loop, in recursion, or in a
 * function of this file that is called from such a place through at most three
 * resolved calls? */
bool repeats_in_bulk(const struct repeats *r, node_id n);

/* What makes it so, to show as the reason: the loop around n, or the call in a
 * loop or recursion by which n's function runs; NO_NODE if it is not in bulk.
 */
node_id repeats_bulk_place(const struct repeats *r, node_id n);

/* Is the object made at n (a call, a display) also kept in bulk: stored each
 * turn in a container or field that outlives the turn? Followed: append, add
 * and the like, item assignment, fields of what is kept, elements of list, set
 * and dict comprehensions, a name that is stored later, what a function returns
 * to such a place, and arguments that a function of this file stores. */
bool repeats_kept_in_bulk(const struct repeats *r, node_id n);

/* Is what is made at n, in this loop around it, stored at each of the loop's
 * turns in what outlives the turn? */
bool repeats_kept_by(const struct repeats *r, node_id n, node_id loop);

/* The call graph of the file. */
const struct calls *repeats_calls(const struct repeats *r);

#endif
