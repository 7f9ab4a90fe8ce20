#include "json_text.h"

#include <errno.h>

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

void json_write(FILE *stream, struct json_object *value)
{
	const char *text;

	errno = 0; /* json-c leaves out what there is no memory for */
	text = json_object_to_json_string_ext(
	    value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	if (text == NULL || errno == ENOMEM)
		arena_exhausted(0);
	fputs(text, stream);
	json_object_put(value);
}

void json_line(FILE *stream, struct json_object *value)
{
	json_write(stream, value);
	fputc('\n', stream);
}

void json_list_add(struct json_list *list, struct json_object *item)
{
	fputs(list->has_items ? ",\n" : "\n", list->stream);
	list->has_items = true;
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
	static const char *const units[] = {"instance", "element", "call",
	                                    "cycle"};
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
