/* TOML (https://toml.io/en/v1.0.0): the keys of a document in their order,
 * each with its value and its place. */
#ifndef HEAPLINT_CONFIG_TOML_H
#define HEAPLINT_CONFIG_TOML_H

#include "arena.h"

#include <stdint.h>

enum toml_type {
	TOML_TEXT,
	TOML_NUMBER, /* an integer */
	TOML_TRUTH,
	TOML_LIST,
	TOML_TABLE,
	TOML_TABLES, /* [[ ]] */
	TOML_OTHER   /* a float, a date or a time */
};

/* In lines and columns of code points, from 1. */
struct toml_place {
	uint32_t line, column;
};

struct toml_value {
	enum toml_type type;
	struct toml_place place;
	const char *text; /* of TOML_TEXT, without its quotes and escapes */
	int64_t number;   /* of TOML_NUMBER and TOML_TRUTH */
	const struct toml_value *list; /* of TOML_LIST */
	uint32_t count;
};

/* `a.b = 1` below `[t]` has the keys "t", "a", "b". A table has an entry of its
 * own where its brackets say that there is one. */
struct toml_entry {
	const char *const *keys;
	uint32_t key_count;
	struct toml_place place; /* of the last key */
	struct toml_value value;
};

struct toml {
	ARRAY(struct toml_entry) entries;
};

/* Read a document; all memory is `arena`'s. Returns NULL, or what is wrong with
 * it (no TOML, a key that is given twice) and where. */
const char *toml_read(struct toml *toml, struct arena *arena, const char *text,
                      size_t length, struct toml_place *where);

/* "a text", "a list": what it is, for messages. */
const char *toml_type_name(enum toml_type type);

#endif
