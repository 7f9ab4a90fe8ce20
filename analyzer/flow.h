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

/* Can execution that passed `from` reach `to` (both in this body; a node stands
 * for the statement or condition it is in)? A node reaches itself only around
 * a loop. */
bool flow_reaches(const struct flow *flow, node_id from, node_id to);

/* Does every path from `from` to the end of the body (normal ends only, or
 * exceptional ones as well) pass one of the `count` nodes at `through`? */
bool flow_always_passes(const struct flow *flow, node_id from,
                        const node_id *through, uint32_t count,
                        bool also_exceptional);

/* Does every path from the body's start to `to` pass `through`? */
bool flow_dominates(const struct flow *flow, node_id through, node_id to);

/* The bindings of a variable (occurrence ids, at most `room`) that can reach a
 * read of it at n without another binding between; UINT32_MAX if more. The
 * variable's being unbound or bound before the body is not among them. */
uint32_t flow_definitions(const struct flow *flow, symbol_id variable,
                          node_id n, occurrence_id *found, uint32_t room);

#endif
