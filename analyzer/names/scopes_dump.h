/* `heaplint dump scopes FILE` and `heaplint dump names FILE`. */
#ifndef HEAPLINT_SCOPES_DUMP_H
#define HEAPLINT_SCOPES_DUMP_H

#include "facts.h"

#include <stdio.h>

/* One line a scope, in order: its kind, name, line and the number of the scope
 * around it; then, indented, one line a name with its flags as symtable has
 * them. */
void scopes_dump(FILE *stream, const struct facts *facts);

/* One line an occurrence: its place and name, how it binds and the line of what
 * binds it, and the scope whose variable it is ("-" when nothing in the file
 * binds it). */
void names_dump(FILE *stream, const struct facts *facts);

#endif
