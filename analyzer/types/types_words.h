/* The words of annotations: the names of types in builtins, typing and
 * collections, and what their brackets hold. */
#ifndef HEAPLINT_TYPES_WORDS_H
#define HEAPLINT_TYPES_WORDS_H

#include "types.h"

/* How the parts of a generic type are read. */
enum parts {
	PARTS_NONE,
	PARTS_ELEMENT,
	PARTS_MAPPING,
	PARTS_TUPLE,
	PARTS_SAME, /* the type is its first argument */
	PARTS_OPTIONAL,
	PARTS_UNION,
	PARTS_IO
};

/* By the name without its module. Sorted by nothing: few and short. */
struct word {
	const char *module; /* "t": typing and its like; "b": builtins */
	const char *name;
	enum type_kind kind;
	enum parts parts;
};

/* The word of a dotted name, or NULL. */
const struct word *types_word(struct str dotted);

/* "typing.Sequence", whatever module it was taken from. */
struct str types_word_class(const struct word *word);

#endif
