#include "type_defaults.h"

#include <string.h>

static bool is_name(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static const char *skip_spaces(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == '\f')
		at++;
	return at;
}

static const char *skip_word(const char *at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(at, word, length) != 0 || is_name(at[length]))
		return NULL;
	return skip_spaces(at + length);
}

/* After `class`, `def`, `async def` or `type` and a name: the `[`, or NULL. */
static const char *open_bracket(const char *at)
{
	static const char *const words[] = {"class", "def", "type"};
	const char *after = skip_word(skip_spaces(at), "async");

	at = after != NULL ? after : skip_spaces(at);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		after = skip_word(at, words[i]);
		if (after == NULL)
			continue;
		while (is_name(*after))
			after++;
		after = skip_spaces(after);
		return *after == '[' ? after : NULL;
	}
	return NULL;
}

/* The end of a string that starts at `at`, or the end of its line. */
static const char *skip_string(const char *at)
{
	char quote = *at++;

	while (*at != quote && *at != '\n' && *at != '\0')
		at += *at == '\\' && at[1] != '\0' ? 2 : 1;
	return *at == quote ? at + 1 : at;
}

static bool is_default_sign(const char *at)
{
	return *at == '=' && at[1] != '=' && strchr("=!<>:", at[-1]) == NULL;
}

/* Blank the defaults between `at` (a `[`) and its `]`. */
static void blank_list(char *at)
{
	int depth = 0;
	bool in_default = false;

	for (; *at != '\0'; at++) {
		char *start = at;

		if (*at == '"' || *at == '\'')
			at = (char *)(uintptr_t)skip_string(at) - 1;
		else if (strchr("[({", *at) != NULL)
			depth++;
		else if (strchr("])}", *at) != NULL && --depth == 0)
			return;
		else if (*at == ',' && depth == 1)
			in_default = false;
		else if (depth == 1 && is_default_sign(at))
			in_default = true;
		for (; in_default && start <= at; start++)
			if (*start != '\n' && *start != '\r')
				*start = ' ';
	}
}

const char *type_defaults_blanked(struct arena *arena,
                                  const struct source *source)
{
	char *copy = NULL;

	for (uint32_t line = 0; line < source->line_count; line++) {
		uint32_t start = source->lines[line];
		const char *open = open_bracket(source->text + start);
		const char *sign = open;

		if (open == NULL)
			continue;
		while (*sign != '=' && *sign != '\0' && *sign != ']')
			sign++;
		if (*sign == '\0')
			continue;
		if (copy == NULL)
			copy = arena_copy(arena, source->text, source->length);
		blank_list(copy + (open - source->text));
	}
	return copy != NULL ? copy : source->text;
}
