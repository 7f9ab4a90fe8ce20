#include "json_text.h"

#include <errno.h>
#include <string.h>

struct json_object *json_made(struct json_object *made)
{
	if (made == NULL)
		arena_exhausted(0);
	return made;
}

void json_done(int code)
{
	if (code != 0)
		arena_exhausted(0);
}

const char *json_written(struct json_object *value)
{
	const char *text;

	errno = 0; /* json-c leaves out what there is no memory for */
	text = json_object_to_json_string_ext(
	    value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	if (text == NULL || errno == ENOMEM)
		arena_exhausted(0);
	return text;
}

/* What has nothing in it. */
static void put_scalar(struct json_writer *to, struct json_object *value)
{
	int64_t number;

	switch (json_object_get_type(value)) {
	case json_type_string:
		json_put_bytes(to, NULL, json_object_get_string(value),
		               (size_t)json_object_get_string_len(value));
		return;
	case json_type_int:
		number = json_object_get_int64(value);
		if (number != INT64_MAX) { /* or more */
			json_put_number(to, NULL, number);
			return;
		}
		break;
	default:
		break;
	}
	json_put_raw(to, NULL, json_written(value));
}

/* A list or object that is being written. */
struct opened_value {
	struct json_object *list; /* NULL: an object */
	size_t next;
	const struct lh_entry *entry;
};

static bool is_opened(struct json_object *value, struct opened_value *opened)
{
	*opened = (struct opened_value){0};
	if (json_object_is_type(value, json_type_array))
		opened->list = value;
	else if (json_object_is_type(value, json_type_object))
		opened->entry = json_object_get_object(value)->head;
	else
		return false;
	return true;
}

/* The next of its values, and its key; false: there is none. */
static bool next_value(struct opened_value *opened, const char **key,
                       struct json_object **value)
{
	*key = NULL;
	if (opened->list != NULL) {
		if (opened->next == json_object_array_length(opened->list))
			return false;
		*value =
		    json_object_array_get_idx(opened->list, opened->next++);
		return true;
	}
	if (opened->entry == NULL)
		return false;
	*key = opened->entry->k;
	*value = (struct json_object *)(uintptr_t)opened->entry->v;
	opened->entry = opened->entry->next;
	return true;
}

/* More are written by json-c, which calls itself. */
enum { DEEPEST = 40 };

static void put_value(struct json_writer *to, const char *key,
                      struct json_object *value)
{
	struct opened_value open[DEEPEST];
	int depth = 0;

	for (;;) {
		if (key != NULL)
			json_put_key(to, key);
		if (depth < DEEPEST && is_opened(value, &open[depth])) {
			json_open(to, NULL,
			          open[depth].list != NULL ? '[' : '{');
			depth++;
		} else {
			put_scalar(to, value);
		}
		while (depth > 0 &&
		       !next_value(&open[depth - 1], &key, &value)) {
			depth--;
			json_close(to, open[depth].list != NULL ? ']' : '}');
		}
		if (depth == 0)
			return;
	}
}

void json_put(struct json_writer *to, const char *key,
              struct json_object *value)
{
	put_value(to, key, value);
	json_object_put(value);
}

void json_write(FILE *stream, struct json_object *value)
{
	struct json_writer to;

	json_writer_begin(&to, stream);
	json_put(&to, NULL, value);
	json_flush(&to);
}

void json_line(FILE *stream, struct json_object *value)
{
	json_write(stream, value);
	fputc('\n', stream);
}

void json_list_next(struct json_list *list)
{
	fputs(list->has_items ? ",\n" : "\n", list->stream);
	list->has_items = true;
}

void json_list_add(struct json_list *list, struct json_object *item)
{
	json_list_next(list);
	json_write(list->stream, item);
}

struct json_object *json_text(const char *text)
{
	return text == NULL ? NULL : json_object_new_string(text);
}

struct json_object *json_message(const char *text)
{
	struct json_object *message = json_object_new_object();

	json_add_text(message, "text", text);
	return message;
}

void json_add(struct json_object *object, const char *key,
              struct json_object *value)
{
	json_object_object_add_ex(object, key, value,
	                          JSON_C_OBJECT_ADD_KEY_IS_NEW |
	                              JSON_C_OBJECT_KEY_IS_CONSTANT);
}

void json_add_text(struct json_object *object, const char *key,
                   const char *text)
{
	json_add(object, key, json_text(text));
}

void json_add_number(struct json_object *object, const char *key,
                     uint64_t number)
{
	json_add(object, key, json_object_new_int64((int64_t)number));
}

struct json_object *json_estimate(const struct estimate *estimate)
{
	static const char *const units[] = {"instance", "element", "cycle",
	                                    "call"};
	struct json_object *o;

	if (estimate->bytes == 0)
		return NULL;
	o = json_object_new_object();
	json_add_number(o, "value", estimate->bytes);
	if (estimate->instead == BYTES_UNKNOWN)
		json_add(o, "instead", NULL);
	else
		json_add_number(o, "instead", estimate->instead);
	json_add_text(o, "unit", units[estimate->unit]);
	json_add_text(o, "target", estimate->target);
	return o;
}
