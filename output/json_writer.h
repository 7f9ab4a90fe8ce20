/* JSON (RFC 8259) written value by value, without spaces. What is large and
 * made anew for each finding is written so; a tree of json-c's for each took
 * three times as long. */
#ifndef HEAPLINT_JSON_WRITER_H
#define HEAPLINT_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* From json_writer_begin() to json_flush(). Errors are the stream's: ferror().
 */
struct json_writer {
	FILE *stream;
	size_t used;      /* of `bytes`, for the stream later */
	bool needs_comma; /* before the next value or key */
	char bytes[4096];
};

void json_writer_begin(struct json_writer *to, FILE *stream);

/* Each value has its key in an object, and NULL in a list. A key is a short
 * name that needs no escapes. `bracket` is '{' or '[', and at the end '}' or
 * ']'. */
void json_open(struct json_writer *to, const char *key, char bracket);
void json_close(struct json_writer *to, char bracket);

/* The key of the next value, which then has none of its own: any text. */
void json_put_key(struct json_writer *to, const char *key);

/* Text that is surely UTF-8; NULL is null. */
void json_put_text(struct json_writer *to, const char *key, const char *text);
void json_put_number(struct json_writer *to, const char *key, int64_t number);

/* Text with its length, which may have NUL in it. */
void json_put_bytes(struct json_writer *to, const char *key, const char *bytes,
                    size_t count);

/* A value that is JSON already. */
void json_put_raw(struct json_writer *to, const char *key, const char *json);

/* Hand all to the stream. */
void json_flush(struct json_writer *to);

#endif
