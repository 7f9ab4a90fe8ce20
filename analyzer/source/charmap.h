/* Encodings that are tables, as CPython has them: charmap.py. */
#ifndef HEAPLINT_CHARMAP_H
#define HEAPLINT_CHARMAP_H

#include "str.h"

struct charmap; /* static */

enum {
	CHARMAP_LONGEST = 8 /* UTF-8 of what its bytes are together */
};

/* The encoding of that name, as PEP 263's comment has it; or NULL. */
const struct charmap *charmap_find(const char *name);

/* The first character of the bytes, as UTF-8 at `to`, and how long that is, at
 * most three times what it was. Returns how many bytes it takes, 0 if they are
 * none. */
uint32_t charmap_next(const struct charmap *map, struct str bytes, char *to,
                      uint32_t *length);

/* UTF-8 -> bytes, at `to`, which has room for twice as many. Returns the end of
 * it, or NULL: it has a character that the encoding lacks. */
char *charmap_encode(const struct charmap *map, struct str text, char *to);

#endif
