/* Functions of other files that the methods of a class give its objects: they
 * are called with `self`, or decorate a method. They may set attributes that
 * the class itself does not. */
#ifndef HEAPLINT_LAYOUT_LENT_H
#define HEAPLINT_LAYOUT_LENT_H

#include "facts.h"
#include "texts.h"

/* Behind the name of a function that decorates a method; and behind that of an
 * attribute which not the function itself sets on what it is given, but what it
 * gives back does. */
#define LENT_DECORATED "()"

/* Their dotted names, sorted; in the file's arena. */
void layout_lent(const struct facts *facts, const struct class_info *class,
                 struct texts *names);

/* What is known of a file's parameters: whether each is a function, which is
 * asked once. Begins with zeros, one for each of its symbols. */
enum lent_function { LENT_UNASKED, LENT_FUNCTION, LENT_OBJECT };
struct lent {
	const struct facts *facts;
	unsigned char *function; /* enum lent_function */
};

/* The function or class at the top of the file whose parameter n is, or that of
 * a function in it: what sets something on n may set it on what another file
 * gives that (*is_later: what it gives back does, when it is called). NO_NODE
 * if there is none. */
node_id layout_lent_to(struct lent *lent, node_id n, bool *is_later);

#endif
