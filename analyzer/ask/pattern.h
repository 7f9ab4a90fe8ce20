/* Regular expressions as they are written in the code, for the module re. */
#ifndef HEAPLINT_PATTERN_H
#define HEAPLINT_PATTERN_H

#include "facts.h"

/* It is not written as one plain string; it matches no less than a line. */
enum { PATTERN_UNKNOWN = -1, PATTERN_OF_LINES = -2 };

/* How many groups the pattern of a call of re.findall() has whose text a match
 * keeps: 0 or more, or one of these. */
int pattern_groups(const struct facts *f, node_id call);

/* What gives, of a match m by finditer(), what this call of findall() gives. */
const char *pattern_match_words(const struct facts *f, node_id call);

#endif
