#include "json_read.h"

#include "notebook_json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { DEEPEST = 64 };

struct reader {
	struct notebook_json json;
	struct arena arena;
	struct json_object *root;
	struct json_object *open[DEEPEST]; /* each in the one before it */
	uint32_t depth;
	const char *key; /* of the value that comes, in an object */
	bool is_broken;
};

/* The bytes of one character of a string; their count, 0 if it is none. */
static utf8proc_ssize_t read_character(struct str text, utf8proc_uint8_t *bytes,
                                       utf8proc_ssize_t *used)
{
	utf8proc_int32_t point;

	if (*text.at == '\\')
		*used = notebook_json_escape(text, &point);
	else
		*used = utf8proc_iterate((const utf8proc_uint8_t *)text.at,
		                         (utf8proc_ssize_t)text.length, &point);
	return *used <= 0 ? 0 : utf8proc_encode_char(point, bytes);
}

/* What a string stands for, ended by NUL. */
static char *read_string(struct reader *r, struct str text)
{
	char *read = arena_alloc(&r->arena, text.length + 1), *to = read;

	while (text.length > 0 && !r->is_broken) {
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t used, size;

		size = read_character(text, bytes, &used);
		r->is_broken = size == 0;
		if (size == 0)
			break;
		memcpy(to, bytes, (size_t)size);
		to += size;
		text.at += used;
		text.length -= (uint32_t)used;
	}
	return read;
}

static struct json_object *read_number(struct reader *r, struct str text)
{
	char *written = arena_copy(&r->arena, text.at, text.length), *end;
	int64_t number;
	double other;

	errno = 0;
	number = strtoll(written, &end, 10);
	if (*end == '\0' && errno == 0)
		return json_object_new_int64(number);
	other = strtod(written, &end);
	r->is_broken |= *end != '\0';
	return json_made(json_object_new_double_s(other, written));
}

/* NULL is null. */
static struct json_object *read_word(struct reader *r, struct str text)
{
	if (str_is(text, "true") || str_is(text, "false"))
		return json_object_new_boolean(str_is(text, "true"));
	r->is_broken |= !str_is(text, "null");
	return NULL;
}

/* Put the value where it belongs, which owns it then. */
static void place(struct reader *r, struct json_object *value)
{
	struct json_object *in = r->depth == 0 ? NULL : r->open[r->depth - 1];

	if (in == NULL)
		r->root = value;
	else if (json_object_is_type(in, json_type_object))
		json_object_object_add(in, r->key, value);
	else
		json_object_array_add(in, value);
}

static void open_value(struct reader *r, char what)
{
	struct json_object *value =
	    what == '{' ? json_object_new_object() : json_object_new_array();

	place(r, value);
	if (r->depth == DEEPEST)
		r->is_broken = true;
	else
		r->open[r->depth++] = value;
}

static void read_token(struct reader *r, struct notebook_json_token token)
{
	switch (token.kind) {
	case JSON_OPEN:
		open_value(r, *token.text.at);
		break;
	case JSON_CLOSE:
		r->depth--;
		break;
	case JSON_KEY:
		r->key = read_string(r, token.text);
		break;
	case JSON_STRING:
		place(r, json_object_new_string(read_string(r, token.text)));
		break;
	case JSON_NUMBER:
		place(r, read_number(r, token.text));
		break;
	case JSON_WORD:
		place(r, read_word(r, token.text));
		break;
	case JSON_END:
		break;
	}
}

struct json_object *json_read(struct str bytes)
{
	struct reader r = {.depth = 0};
	struct notebook_json_token token;

	notebook_json_start(&r.json, &r.arena, bytes.at, bytes.length);
	do {
		token = notebook_json_next(&r.json);
		read_token(&r, token);
	} while (token.kind != JSON_END && !r.is_broken);
	if (r.is_broken || r.json.is_broken) {
		json_object_put(r.root);
		r.root = NULL;
	}
	arena_release(&r.arena);
	return r.root;
}
