/* The control flow of one function: what can run after what.
 *
 * A graph of basic blocks over statements and the conditions of compound
 * statements, with edges for exceptions (from each statement in a `try` to its
 * handlers and `finally`), `with`, `return` through `finally`, `break`,
 * `continue`, `else` of loops, and `match`. Built for one body on demand. */
#ifndef HEAPLINT_FLOW_H
#define HEAPLINT_FLOW_H

#include "scopes.h"

struct flow;

/* The graph of a function_definition, lambda, class_definition or the module.
 * NULL when it is too large (over 20 000 statements) or has a syntax error. */
struct flow *flow_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes, node_id body);

/* A node stands for the simple statement, condition, iterable, loop target,
 * `with` header or except clause it is in; two nodes in one of these are the
 * same to all questions below. A node of the parameters stands for the start.
 * The questions take at most a fixed amount of work for one graph; after that
 * each answer is the cautious one that it names. */

/* Can execution that came to `from` reach `to` afterwards? A node reaches
 * itself only around a loop. Cautious: true. */
bool flow_reaches(const struct flow *flow, node_id from, node_id to);

/* Can it without passing one of the `count` nodes at `barred`? With the targets
 * and conditions of the loops around both: within one turn. Cautious: true. */
bool flow_reaches_without(const struct flow *flow, node_id from, node_id to,
                          const node_id *barred, uint32_t count);

/* Does every path from `from`, once that was done without an exception, to the
 * end of the body (normal ends only, or exceptional ones as well) pass one of
 * the `count` nodes at `through`? A path that never ends does not matter.
 * Cautious: false. */
bool flow_always_passes(const struct flow *flow, node_id from,
                        const node_id *through, uint32_t count,
                        bool also_exceptional);

/* Where paths lead on which nothing raises, from `from` without passing one of
 * the `count` nodes at `barred`: to the end of the body, back to `from`.
 * Cautious: 0. */
enum flow_way { FLOW_ENDS = 1, FLOW_COMES_BACK = 2 };
unsigned flow_plain_ways(const struct flow *flow, node_id from,
                         const node_id *barred, uint32_t count);

/* Does every path from the body's start to `to` pass `through`? False if no
 * path comes to `to` at all. Cautious: false. */
bool flow_dominates(const struct flow *flow, node_id through, node_id to);

/* The bindings of a variable (occurrence ids, at most `room`) that can reach a
 * read of it at n without another binding between; UINT32_MAX if more, or if
 * another body than this binds the variable too. A parameter is bound at the
 * start; the variable's being unbound there is not among them. */
uint32_t flow_definitions(const struct flow *flow, symbol_id variable,
                          node_id n, occurrence_id *found, uint32_t room);

#endif
