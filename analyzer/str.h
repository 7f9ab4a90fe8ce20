/* Slices of text, and interned names: equal names have equal numbers. */
#ifndef HEAPLINT_STR_H
#define HEAPLINT_STR_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes that somebody else owns; not NUL-terminated. */
struct str {
	const char *at;
	uint32_t length;
};

/* For printf: ("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).length, (s).at
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

struct str str_of(const char *text); /* strlen */
bool str_equal(struct str a, struct str b);
bool str_is(struct str s, const char *text);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
int str_compare(struct str a, struct str b);       /* bytewise, as strcmp */
char *str_copy(struct arena *arena, struct str s); /* NUL-terminated */

/* The name in `known` nearest to `word` by edit distance, or NULL when none is
 * near enough to be what was meant. For "unknown rule 'X', did you mean 'Y'?"
 */
const char *str_nearest(const char *word, const char *const *known,
                        uint32_t count);

/* A name's number in one `struct names`. NAME_NONE is no name; the names in
 * names.def have fixed numbers NAME_x in every table. */
typedef uint32_t name_id;

enum known_name {
	NAME_NONE,
#define KNOWN_NAME(symbol, text) NAME_##symbol,
#include "names.def"
#undef KNOWN_NAME
	NAMES_KNOWN
};

struct names; /* one file's table; lives in the arena it was made in */

struct names *names_new(struct arena *arena);
name_id names_intern(struct names *names, struct str text);
/* NAME_NONE if the text was never interned. */
name_id names_find(const struct names *names, struct str text);
struct str names_text(const struct names *names, name_id name);
uint32_t names_count(const struct names *names);

#endif
