#include "notebook.h"

#include "notebook_json.h"
#include "notebook_magic.h"

#include <utf8proc.h>

/* https://nbformat.readthedocs.io/en/latest/format_description.html */
enum { FORMAT_OLDEST = 4 };

struct reading {
	struct arena *arena;
	struct notebook_json json;
	char *text;
	uint32_t length;
	bool is_in_line; /* the text does not end with a line's end */
	ARRAY(struct notebook_cell) cells;
	ARRAY(uint32_t) lines;
	uint32_t number; /* of the cell that is read */
	struct str format, language, kernel;
	bool has_cells;
	const char *problem;
};

bool notebook_is_path(const char *path)
{
	return str_ends(str_of(path), ".ipynb");
}

/* ------------------------------------------------------------ text */

static void put(struct reading *r, char c, uint32_t file_line)
{
	if (!r->is_in_line)
		ARRAY_PUSH(r->arena, &r->lines, file_line);
	r->is_in_line = c != '\n';
	r->text[r->length++] = c;
}

static void put_point(struct reading *r, utf8proc_int32_t point, uint32_t line)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size = utf8proc_encode_char(point, bytes);

	for (utf8proc_ssize_t i = 0; i < size; i++)
		put(r, (char)bytes[i], line);
}

/* An escape at the start of `text`; returns its length. */
static uint32_t put_escape(struct reading *r, struct str text, uint32_t line)
{
	int32_t point;
	uint32_t used = notebook_json_escape(text, &point);

	/* a CR ends a line for Python, not for the parser */
	if (point == '\r')
		point = text.length > used + 1 && text.at[used] == '\\' &&
		                text.at[used + 1] == 'n'
		            ? ' '
		            : '\n';
	put_point(r, point, line);
	return used;
}

static void put_string(struct reading *r, struct notebook_json_token string)
{
	struct str text = string.text;

	while (text.length > 0) {
		utf8proc_int32_t point;
		utf8proc_ssize_t used = 1;

		if (*text.at == '\\') {
			used = put_escape(r, text, string.line);
		} else if ((unsigned char)*text.at < 0x80) {
			put(r, *text.at, string.line);
		} else {
			used = utf8proc_iterate(
			    (const utf8proc_uint8_t *)text.at,
			    (utf8proc_ssize_t)text.length, &point);
			if (used <= 0) {
				r->problem = arena_format(
				    r->arena, "line %u is not valid UTF-8",
				    (unsigned)string.line + 1);
				return;
			}
			put_point(r, point, string.line);
		}
		text.at += used;
		text.length -= (uint32_t)used;
	}
}

/* ------------------------------------------------------------ cells */

/* "source": a text, or a list of texts. */
static void put_source(struct reading *r, struct notebook_json json)
{
	struct notebook_json_token token = notebook_json_next(&json);

	if (token.kind == JSON_STRING)
		put_string(r, token);
	else if (token.kind == JSON_OPEN)
		while ((token = notebook_json_next(&json)).kind == JSON_STRING)
			put_string(r, token);
}

static void add_cell(struct reading *r, struct notebook_json source)
{
	struct notebook_cell cell = {r->number, r->lines.count};
	uint32_t start = r->length;

	put_source(r, source);
	if (r->is_in_line)
		put(r, '\n', r->lines.at[r->lines.count - 1]);
	if (r->length == start)
		return;
	notebook_magic_blank(r->text + start, r->length - start);
	ARRAY_PUSH(r->arena, &r->cells, cell);
}

/* The members of an object, whose start was read: true and its key, with its
 * value next; false at its end. */
static bool next_member(struct notebook_json *json, struct str *key)
{
	struct notebook_json_token token = notebook_json_next(json);

	*key = token.text;
	return token.kind == JSON_KEY;
}

static bool is_object(struct notebook_json_token token)
{
	return token.kind == JSON_OPEN && *token.text.at == '{';
}

/* The text of one member of an object, if the value is one. */
static void read_member(struct reading *r, struct notebook_json_token object,
                        const char *name, struct str *text)
{
	struct str key;

	if (!is_object(object)) {
		notebook_json_skip(&r->json, object);
		return;
	}
	while (next_member(&r->json, &key)) {
		struct notebook_json_token value = notebook_json_next(&r->json);

		if (str_is(key, name) && value.kind == JSON_STRING)
			*text = value.text;
		notebook_json_skip(&r->json, value);
	}
}

/* `metadata.vscode.languageId`: VS Code's notebooks have cells in several. */
static struct str read_language(struct reading *r,
                                struct notebook_json_token metadata)
{
	struct str language = {"", 0}, key;

	if (!is_object(metadata)) {
		notebook_json_skip(&r->json, metadata);
		return language;
	}
	while (next_member(&r->json, &key)) {
		struct notebook_json_token value = notebook_json_next(&r->json);

		if (str_is(key, "vscode"))
			read_member(r, value, "languageId", &language);
		else
			notebook_json_skip(&r->json, value);
	}
	return language;
}

static bool is_python(struct str language)
{
	return language.length == 0 || str_is(language, "python") ||
	       str_is(language, "ipython") || str_is(language, "Python");
}

static void read_cell(struct reading *r)
{
	struct notebook_json source = {0};
	bool is_code = false, has_source = false;
	struct str key, language = {"", 0};

	while (next_member(&r->json, &key)) {
		struct notebook_json before = r->json;
		struct notebook_json_token value = notebook_json_next(&r->json);

		if (str_is(key, "cell_type"))
			is_code = str_is(value.text, "code");
		if (str_is(key, "source")) {
			source = before;
			has_source = true;
		}
		if (str_is(key, "metadata"))
			language = read_language(r, value);
		else
			notebook_json_skip(&r->json, value);
	}
	if (is_code && has_source && is_python(language) && !r->json.is_broken)
		add_cell(r, source);
}

static void read_cells(struct reading *r, struct notebook_json_token list)
{
	struct notebook_json_token token;

	if (list.kind != JSON_OPEN || is_object(list)) {
		notebook_json_skip(&r->json, list);
		return;
	}
	r->has_cells = true;
	while ((token = notebook_json_next(&r->json)).kind != JSON_CLOSE &&
	       token.kind != JSON_END) {
		r->number++;
		if (is_object(token))
			read_cell(r);
		else
			notebook_json_skip(&r->json, token);
	}
}

/* ------------------------------------------------------------ the rest */

static void read_metadata(struct reading *r, struct notebook_json_token object)
{
	struct str key;

	if (!is_object(object)) {
		notebook_json_skip(&r->json, object);
		return;
	}
	while (next_member(&r->json, &key)) {
		struct notebook_json_token value = notebook_json_next(&r->json);

		if (str_is(key, "language_info"))
			read_member(r, value, "name", &r->language);
		else if (str_is(key, "kernelspec"))
			read_member(r, value, "language", &r->kernel);
		else
			notebook_json_skip(&r->json, value);
	}
}

static void read_notebook(struct reading *r)
{
	struct str key;

	if (!is_object(notebook_json_next(&r->json)))
		return;
	while (next_member(&r->json, &key)) {
		struct notebook_json_token value = notebook_json_next(&r->json);

		if (str_is(key, "cells"))
			read_cells(r, value);
		else if (str_is(key, "metadata"))
			read_metadata(r, value);
		else
			notebook_json_skip(&r->json, value);
		if (str_is(key, "nbformat") && value.kind == JSON_NUMBER)
			r->format = value.text;
	}
	notebook_json_next(&r->json); /* that nothing follows */
}

static const char *judge(const struct reading *r)
{
	uint32_t format = 0;

	if (r->json.is_broken)
		return arena_format(r->arena,
		                    "not a notebook: line %u is not valid JSON",
		                    (unsigned)r->json.line + 1);
	if (r->problem != NULL)
		return r->problem;
	for (uint32_t i = 0; i < r->format.length && i < 6; i++)
		if (r->format.at[i] >= '0' && r->format.at[i] <= '9')
			format =
			    format * 10 + (uint32_t)(r->format.at[i] - '0');
	if (r->format.length > 0 && format < FORMAT_OLDEST)
		return arena_format(
		    r->arena, "a notebook of format %u; heaplint reads %u",
		    (unsigned)format, (unsigned)FORMAT_OLDEST);
	if (!r->has_cells)
		return "not a notebook: it has no cells";
	return NULL;
}

static bool is_empty(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (strchr(" \t\r\n", bytes[i]) == NULL)
			return false;
	return true;
}

const char *notebook_decode(struct source *source, struct arena *arena,
                            const char *bytes, size_t size)
{
	struct reading r = {.arena = arena};
	struct notebook *notebook = ARENA_NEW(arena, struct notebook);
	struct str language;
	const char *problem;

	source->notebook = notebook;
	source->encoding = "utf-8";
	if (is_empty(bytes, size)) /* as `touch` makes them */
		return NULL;
	notebook_json_start(&r.json, arena, bytes, size);
	r.text = arena_room(arena, size + 1);
	read_notebook(&r);
	problem = judge(&r);
	if (problem != NULL)
		return problem;
	language = r.language.length > 0 ? r.language : r.kernel;
	if (!is_python(language)) {
		notebook->language = str_copy(arena, language);
		return NULL;
	}
	r.text[r.length] = '\0';
	source->text = r.text;
	source->length = r.length;
	notebook->cells = r.cells.at;
	notebook->cell_count = r.cells.count;
	notebook->file_lines = r.lines.at;
	notebook->line_count = r.lines.count;
	return NULL;
}

struct notebook_place notebook_place(const struct notebook *notebook,
                                     uint32_t line)
{
	uint32_t low = 0, high = notebook->cell_count;

	if (high == 0)
		return (struct notebook_place){1, 1};
	if (line >= notebook->line_count) /* the text ends with a line's end */
		line = notebook->line_count - 1;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (notebook->cells[middle].line <= line)
			low = middle;
		else
			high = middle;
	}
	return (struct notebook_place){notebook->cells[low].number,
	                               line - notebook->cells[low].line + 1};
}

uint32_t notebook_file_line(const struct notebook *notebook, uint32_t line)
{
	if (notebook == NULL)
		return line;
	if (notebook->line_count == 0)
		return 0;
	return notebook->file_lines[line < notebook->line_count
	                                ? line
	                                : notebook->line_count - 1];
}
