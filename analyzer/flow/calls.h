/* The call graph inside one file: which call surely runs which function of it.
 * Resolved are names bound once, `self.method()`, `Class(...)` to its __init__,
 * and methods of a name bound once to such a `Class(...)`. */
#ifndef HEAPLINT_CALLS_H
#define HEAPLINT_CALLS_H

#include "scopes.h"

struct calls {
	const struct scopes *scopes;
	const node_id *sites;       /* resolved calls, by the function called */
	const uint32_t *first_site; /* by scope of the function; one past too */
	const uint32_t *component;  /* by scope: its strongly connected part */
	const uint8_t *is_recursive; /* by scope: it may come to call itself */
};

void calls_find(struct calls *calls, struct arena *arena,
                const struct scopes *scopes);

/* The function_definition that a call runs, or NO_NODE if unknown. */
node_id calls_target(const struct scopes *s, node_id call);

/* The class_definition that a call makes an instance of, or NO_NODE: of a name
 * that only that class binds. */
node_id calls_class(const struct scopes *s, node_id call);

/* The class whose instance (or itself) the identifier n is as the first
 * parameter of a method, also in functions nested in it; NO_NODE else. */
node_id calls_class_of_self(const struct scopes *s, node_id n);

/* The class_definition that a function_definition is directly in, or NO_NODE.
 */
node_id calls_class_around(const struct tree *t, node_id function);

#endif
