/* JSON through json-c, written one small tree at a time: a tree of 25 000
 * results would take 220 MB. */
#ifndef HEAPLINT_JSON_TEXT_H
#define HEAPLINT_JSON_TEXT_H

#include "finding.h"
#include "str.h"

#include <stdio.h>

#include <json-c/json.h>

/* A list that is written item by item. */
struct json_list {
	FILE *stream;
	bool has_items;
};

/* Write the value without spaces, and release it. */
void json_write(FILE *stream, struct json_object *value);

/* The same, and a line end. */
void json_line(FILE *stream, struct json_object *value);

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
