/* One cause, one finding: of reference cycles anywhere in the project that are
 * made of the same references, at the same places (a base class's __init__ and
 * a registry's add(), say), one is told, and how many others there are. What
 * mends it mends them all. */
#ifndef HEAPLINT_SAME_REFERENCES_H
#define HEAPLINT_SAME_REFERENCES_H

#include "report.h"

/* Join the findings of all files, which are linked, sorted, and stay so. The
 * one of the highest level that comes first stands for the others; a comment
 * that suppresses it so does all. What comes of it is `arena`'s. */
void same_references_join(struct report *report, struct arena *arena);

#endif
