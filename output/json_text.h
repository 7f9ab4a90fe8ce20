/* JSON through json-c, written one small tree at a time: a tree of 25 000
 * results would take 220 MB. */
#ifndef HEAPLINT_JSON_TEXT_H
#define HEAPLINT_JSON_TEXT_H

#include "finding.h"
#include "json_writer.h"

#include <stdio.h>

#include <json-c/json.h>

/* json-c gives NULL and -1 where there is no memory; nobody asks. These end the
 * run with a message instead. */
struct json_object *json_made(struct json_object *made);
void json_done(int code);
#define json_object_new_object() json_made(json_object_new_object())
#define json_object_new_array() json_made(json_object_new_array())
#define json_object_new_string(text) json_made(json_object_new_string(text))
#define json_object_new_int(number) json_made(json_object_new_int(number))
#define json_object_new_int64(number) json_made(json_object_new_int64(number))
#define json_object_new_boolean(truth) json_made(json_object_new_boolean(truth))
#define json_object_array_add(list, item)                                      \
	json_done(json_object_array_add((list), (item)))
#define json_object_object_add(object, key, value)                             \
	json_done(json_object_object_add((object), (key), (value)))
#define json_object_object_add_ex(object, key, value, how)                     \
	json_done(json_object_object_add_ex((object), (key), (value), (how)))

/* A list that is written item by item. */
struct json_list {
	FILE *stream;
	bool has_items;
};

/* The value without spaces; it owns the text. */
const char *json_written(struct json_object *value);

/* Write the value, and release it. */
void json_put(struct json_writer *to, const char *key,
              struct json_object *value);

/* Write the value without spaces, and release it. */
void json_write(FILE *stream, struct json_object *value);

/* The same, and a line end. */
void json_line(FILE *stream, struct json_object *value);

/* Go on to the next item, on a line of its own, which the caller writes. */
void json_list_next(struct json_list *list);

/* Write one more item of a list, on a line of its own, and release it. */
void json_list_add(struct json_list *list, struct json_object *item);

/* Text that is surely UTF-8; NULL is null. */
struct json_object *json_text(const char *text);

/* {"text": ...} */
struct json_object *json_message(const char *text);

void json_add(struct json_object *object, const char *key,
              struct json_object *value);
void json_add_text(struct json_object *object, const char *key,
                   const char *text);
void json_add_number(struct json_object *object, const char *key,
                     uint64_t number);

/* {"value", "instead", "unit", "target"}; null if nothing is known. */
struct json_object *json_estimate(const struct estimate *estimate);

#endif
