/* Encodings of one byte a character, as CPython has them: charmap.py. */
#ifndef HEAPLINT_CHARMAP_H
#define HEAPLINT_CHARMAP_H

#include "str.h"

struct charmap; /* static */

/* The encoding of that name, as PEP 263's comment has it; or NULL. */
const struct charmap *charmap_find(const char *name);

/* Bytes -> UTF-8, at `to`, which has room for three times as many. Returns the
 * end of it; NULL: there is a byte that is no character, at `*wrong`. */
char *charmap_decode(const struct charmap *map, struct str bytes, char *to,
                     uint32_t *wrong);

/* UTF-8 -> bytes, at `to`, which has room for as many. Returns the end of it,
 * or NULL: it has a character that the encoding lacks. */
char *charmap_encode(const struct charmap *map, struct str text, char *to);

#endif
