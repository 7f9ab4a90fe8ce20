#include "type_defaults.h"

#include "identifier.h"

#include <string.h>

static const char *skip_spaces(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == '\f')
		at++;
	return at;
}

static const char *skip_name(const char *at)
{
	while (identifier_has(*at))
		at++;
	return at;
}

/* What follows `word` and spaces, or NULL when `at` is not at this word. */
static const char *skip_word(const char *at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(at, word, length) != 0 || identifier_has(at[length]))
		return NULL;
	return skip_spaces(at + length);
}

/* The `[` of a line that starts with `class C[`, `def f[`, `async def f[` or
 * `type A[`; else NULL. */
static const char *open_bracket(const char *line)
{
	static const char *const words[] = {"class", "def", "type"};
	const char *at = skip_spaces(line), *after;

	if (*at != 'a' && *at != 'c' && *at != 'd' && *at != 't')
		return NULL;
	after = skip_word(at, "async");
	if (after != NULL)
		at = after;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		const char *name = skip_word(at, words[i]);

		if (name == NULL)
			continue;
		after = skip_spaces(skip_name(name));
		return *after == '[' && identifier_has(*name) ? after : NULL;
	}
	return NULL;
}

/* The end of the string whose first quote is at `at`; of one that is not
 * closed, the end of its line, and of one with three quotes, of the text. */
static const char *skip_string(const char *at)
{
	const char quotes[] = {*at, *at, *at, '\0'};
	bool is_long = strncmp(at, quotes, 3) == 0;
	size_t length = is_long ? 3 : 1;

	for (at += length; *at != '\0' && (is_long || *at != '\n'); at++) {
		if (strncmp(at, quotes, length) == 0)
			return at + length;
		if (*at == '\\' && at[1] != '\0')
			at++;
	}
	return at;
}

static const char *skip_comment(const char *at)
{
	while (*at != '\n' && *at != '\0')
		at++;
	return at;
}

/* The end of the string, comment, name or character at `at`. */
static const char *skip_token(const char *at)
{
	if (*at == '"' || *at == '\'')
		return skip_string(at);
	if (*at == '#')
		return skip_comment(at);
	return identifier_has(*at) ? skip_name(at) : at + 1;
}

/* A place in a list of type parameters. */
struct list {
	const char *at;
	int depth;
	int lambdas; /* whose `:` is still to come */
	bool in_default;
};

static bool is_default_sign(const char *at)
{
	return *at == '=' && at[1] != '=' && strchr("=!<>:", at[-1]) == NULL;
}

/* Note what is at list->at and return its end. */
static const char *step(struct list *list)
{
	const char *at = list->at;
	bool is_outside = list->depth == 1 && list->lambdas == 0;

	if (strchr("[({", *at) != NULL)
		list->depth++;
	else if (strchr("])}", *at) != NULL)
		list->depth--;
	else if (*at == ',' && is_outside)
		list->in_default = false;
	else if (*at == ':' && list->depth == 1 && list->lambdas > 0)
		list->lambdas--;
	else if (list->depth == 1 && skip_word(at, "lambda") != NULL)
		list->lambdas++;
	else if (is_outside && is_default_sign(at))
		list->in_default = true;
	return skip_token(at);
}

static void blank(char *from, const char *to)
{
	for (; from < to; from++)
		if (*from != '\n' && *from != '\r')
			*from = ' ';
}

/* Go through the list at `open`, blanking its defaults in `copy`, which holds
 * the text from `open` on (or NULL: blank nothing). Are there any? Not in a
 * list that is not closed before another one opens: so each is read once. */
static bool read_list(const char *open, char *copy)
{
	struct list list = {.at = open};
	bool has_default = false;

	while (*list.at != '\0') {
		const char *start = list.at, *end = step(&list);

		if (list.depth == 0)
			return has_default;
		if (*start == '\n' && open_bracket(end) != NULL)
			return false;
		has_default |= list.in_default;
		if (copy != NULL && list.in_default && *start != '#')
			blank(copy + (start - open), copy + (end - open));
		list.at = end;
	}
	return false;
}

const char *type_defaults_blanked(struct arena *arena,
                                  const struct source *source)
{
	const char *at = source->text; /* the end of what was read as tokens */
	char *copy = NULL;

	for (uint32_t line = 0; line < source->line_count; line++) {
		const char *start = source->text + source->lines[line];
		const char *open = open_bracket(start);

		if (open == NULL || !read_list(open, NULL))
			continue;
		while (at < start)
			at = skip_token(at);
		if (at > start) /* the line starts in a string */
			continue;
		if (copy == NULL)
			copy = arena_copy(arena, source->text, source->length);
		read_list(open, copy + (open - source->text));
	}
	return copy != NULL ? copy : source->text;
}
