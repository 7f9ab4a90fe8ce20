/* What is known of the builtins and the standard library: stdlib.def. */
#ifndef HEAPLINT_LIBRARY_H
#define HEAPLINT_LIBRARY_H

#include "str.h"

enum library_sort {
	LIBRARY_FUNCTION, /* `type` is what a call gives */
	LIBRARY_CLASS,    /* likewise, and it is a class */
	LIBRARY_ATTRIBUTE /* `type` is what it holds */
};

struct library_fact {
	struct str name; /* "builtins.sum", "builtins.str.join" */
	enum library_sort sort;
	const char *type; /* as an annotation, with the words of
	                     types_solver.h; "" if unknown; "!name" if
	                     types_special.c knows it */
	unsigned effects; /* enum call_effect */
};

/* The fact about a dotted name, or NULL. */
const struct library_fact *library_find(struct str name);

/* Its number, below library_count(). */
uint32_t library_index(const struct library_fact *fact);
const struct library_fact *library_at(uint32_t index);
uint32_t library_count(void);

/* The fact about an attribute or method of a class, or of what it derives
 * from; or NULL. */
const struct library_fact *library_find_member(struct str class,
                                               struct str member);

#endif
