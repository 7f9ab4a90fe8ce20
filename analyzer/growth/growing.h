/* How one container comes to grow, by all that is done with it under one name.
 */
#ifndef HEAPLINT_GROWING_H
#define HEAPLINT_GROWING_H

#include "facts.h"

struct growing {
	node_id place;     /* the name where it is first added to, or NO_NODE */
	bool is_table;     /* by keys that are not known to be few */
	bool is_looked_up; /* x[k], k in x, x.get(k) */
	bool is_ended;     /* emptied, or another is put in its place */
};

/* What a container that the expression `value` makes is called: "list"; NULL if
 * it makes none, or one that has a bound. */
const char *growing_word(const struct facts *f, node_id value);

/* Note what is done with it (a "list") where the name or attribute n is. */
void growing_see(struct growing *growing, const struct facts *f, node_id n,
                 const char *word);

/* Is it meant for this file, by a name that begins with '_'? */
bool growing_is_private(const struct facts *f, node_id function);

/* Does every call of the function in the file give the parameter (the
 * default_parameter), and is there one? */
bool growing_is_always_given(const struct facts *f, node_id function,
                             node_id parameter);

/* Is n a call of the function that may give the parameter? */
bool growing_is_given_at(const struct facts *f, node_id n, node_id function,
                         node_id parameter);

/* The name of the parameter, of a function of this file, that the call whose
 * argument n is surely binds it to; NO_NODE if n is none. */
node_id growing_passed_as(const struct facts *f, node_id n);

/* What callers of this file that do not give the parameter do with what the
 * function returns: the default itself. */
struct growing growing_by_callers(const struct facts *f, node_id function,
                                  node_id parameter, const char *word);

#endif
