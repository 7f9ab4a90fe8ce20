/* What a file is for: a test, a script, a stub; written by a program. */
#ifndef HEAPLINT_ROLE_H
#define HEAPLINT_ROLE_H

#include "facts.h"

#include <stdio.h>

/* Fill in what `facts` says of it, after all other facts; `path` is where the
 * file stands, `is_in_tests` what that says of it. */
void role_find(struct facts *facts, const char *path, bool is_in_tests);

/* `heaplint dump role FILE`. */
void role_dump(FILE *stream, const struct facts *facts);

#endif
