#include "baseline_text.h"

#include "json_read.h"
#include "sentence.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, HEX_DIGITS = 16 };

/* The path, and where it is no UTF-8, as JSON is, also its bytes. */
static void add_path(struct json_object *o, const char *path)
{
	struct arena scratch = {0};
	const char *readable = readable_path(&scratch, path, false);
	size_t length = strlen(path);
	char *digits;

	json_add_text(o, "path", readable);
	if (strcmp(readable, path) != 0) {
		digits = arena_alloc(&scratch, 2 * length + 1);
		for (size_t i = 0; i < length; i++)
			sprintf(digits + 2 * i, "%02x", (unsigned char)path[i]);
		json_add_text(o, "path-bytes", digits);
	}
	arena_release(&scratch);
}

void baseline_write(FILE *stream, const struct baseline *baseline)
{
	struct json_list list = {.stream = stream};

	fprintf(stream, "{\"heaplint-baseline\":%d,\"findings\":[", VERSION);
	for (uint32_t i = 0; i < baseline->entries.count; i++) {
		const struct baseline_entry *entry = &baseline->entries.at[i];
		struct json_object *o = json_object_new_object();
		char context[HEX_DIGITS + 1];

		snprintf(context, sizeof(context), "%016" PRIx64,
		         entry->context);
		json_add_text(o, "rule", entry->rule);
		add_path(o, entry->path);
		json_add_text(o, "code", entry->code);
		json_add_text(o, "context", context);
		json_list_add(&list, o);
	}
	fputs("\n]}\n", stream);
}

static const char *text_in(struct arena *arena, struct json_object *object,
                           const char *key)
{
	struct json_object *value;
	const char *text;

	if (!json_object_object_get_ex(object, key, &value) ||
	    !json_object_is_type(value, json_type_string))
		return NULL;
	text = json_object_get_string(value);
	return arena_copy(arena, text, strlen(text));
}

/* NULL if it is neither. */
static const char *path_in(struct arena *arena, struct json_object *object)
{
	const char *digits = text_in(arena, object, "path-bytes");
	size_t length = digits == NULL ? 0 : strlen(digits);
	char *path;

	if (digits == NULL)
		return text_in(arena, object, "path");
	if (length % 2 != 0 || strspn(digits, "0123456789abcdef") != length)
		return NULL;
	path = arena_alloc(arena, length / 2 + 1);
	for (size_t i = 0; i < length; i += 2) {
		char two[] = {digits[i], digits[i + 1], '\0'};

		path[i / 2] = (char)strtoul(two, NULL, 16);
	}
	return path;
}

static bool read_entry(struct baseline_entry *entry, struct arena *arena,
                       struct json_object *object)
{
	const char *context;
	char *end;

	if (!json_object_is_type(object, json_type_object))
		return false;
	*entry =
	    (struct baseline_entry){.rule = text_in(arena, object, "rule"),
	                            .path = path_in(arena, object),
	                            .code = text_in(arena, object, "code")};
	context = text_in(arena, object, "context");
	if (entry->rule == NULL || entry->path == NULL || entry->code == NULL ||
	    context == NULL)
		return false;
	entry->context = strtoull(context, &end, 16);
	return strlen(context) == HEX_DIGITS && *end == '\0';
}

static const char *read_root(struct baseline *baseline, struct arena *arena,
                             struct json_object *root)
{
	struct json_object *number, *list;

	if (!json_object_is_type(root, json_type_object) ||
	    !json_object_object_get_ex(root, "heaplint-baseline", &number) ||
	    !json_object_object_get_ex(root, "findings", &list) ||
	    !json_object_is_type(list, json_type_array))
		return "is no baseline";
	if (json_object_get_int(number) != VERSION)
		return "is a baseline of another version of heaplint";
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct baseline_entry entry;

		if (!read_entry(&entry, arena,
		                json_object_array_get_idx(list, i)))
			return arena_format(arena,
			                    "is no baseline: entry %zu is not"
			                    " whole",
			                    i + 1);
		ARRAY_PUSH(arena, &baseline->entries, entry);
	}
	return NULL;
}

const char *baseline_read(struct baseline *baseline, struct arena *arena,
                          const char *bytes, size_t size)
{
	struct json_object *root = NULL;
	const char *problem = "is no baseline";

	if (size < INT_MAX)
		root = json_read((struct str){bytes, (uint32_t)size});
	if (root != NULL)
		problem = read_root(baseline, arena, root);
	json_object_put(root);
	return problem;
}
