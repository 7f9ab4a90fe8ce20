/* Slices of text, and interned names: equal names have equal numbers. */
#ifndef HEAPLINT_STR_H
#define HEAPLINT_STR_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Bytes that somebody else owns; not NUL-terminated. */
struct str {
	const char *at;
	uint32_t length;
};

/* For printf: ("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).length, (s).at
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

struct str str_of(const char *text); /* strlen */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
char *str_copy(struct arena *arena, struct str s); /* NUL-terminated */

static inline bool str_equal(struct str a, struct str b)
{
	return a.length == b.length &&
	       (a.length == 0 ||
	        (*a.at == *b.at && memcmp(a.at, b.at, a.length) == 0));
}

/* Nearly all texts that are compared differ in their first byte. */
static inline bool str_is(struct str s, const char *text)
{
	if (s.length == 0 || *s.at != *text)
		return s.length == 0 && *text == '\0';
	return strlen(text) == s.length && memcmp(s.at, text, s.length) == 0;
}

/* `words` ends with NULL. */
static inline bool str_is_one_of(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

/* Bytewise, as strcmp. */
static inline int str_compare(struct str a, struct str b)
{
	uint32_t shorter = a.length < b.length ? a.length : b.length;
	int order = 0;

	if (shorter != 0)
		order = *a.at != *b.at
		            ? (unsigned char)*a.at - (unsigned char)*b.at
		            : memcmp(a.at, b.at, shorter);
	return order != 0 ? order
	                  : (a.length > b.length) - (a.length < b.length);
}

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
