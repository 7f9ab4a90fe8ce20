/* JSON (RFC 8259), token by token, with the line that each stands on: of a
 * notebook most is outputs, which nobody reads. */
#ifndef HEAPLINT_NOTEBOOK_JSON_H
#define HEAPLINT_NOTEBOOK_JSON_H

#include "arena.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum notebook_json_kind {
	JSON_END,
	JSON_OPEN, /* of an object or a list */
	JSON_CLOSE,
	JSON_KEY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_WORD /* true, false, null; NaN and such, which Python writes */
};

struct notebook_json_token {
	enum notebook_json_kind kind;
	struct str text; /* as it is written; of keys and strings without the
	                    quotes, with the escapes */
	uint32_t line;   /* that it stands on, from 0 */
};

struct notebook_json {
	const char *at, *end;
	uint32_t line;
	uint32_t depth; /* objects and lists that are open */
	int wanted;
	bool is_broken; /* at `line`; no more tokens come */
	ARRAY(char) open;
	struct arena *arena;
};

/* `arena` gets the stack of what is open, however deep that goes. */
void notebook_json_start(struct notebook_json *json, struct arena *arena,
                         const char *bytes, size_t size);

/* The next token; JSON_END at the end, and when it is broken. */
struct notebook_json_token notebook_json_next(struct notebook_json *json);

/* Go on to behind the value that `token` begins. */
void notebook_json_skip(struct notebook_json *json,
                        struct notebook_json_token token);

/* The character of the escape (or the two) that `text` begins with, U+FFFD if
 * it has none; returns the length. */
uint32_t notebook_json_escape(struct str text, int32_t *point);

#endif
