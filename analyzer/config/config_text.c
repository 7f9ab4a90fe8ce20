#include "config_text.h"

#include <errno.h>
#include <stdlib.h>

#include <utf8proc.h>

/* What follows a backslash: its value is written to `to`; the length of what
 * was read. */
static uint32_t read_escape(struct str at, char **to)
{
	static const char letters[] = "btnfr\"\\";
	static const char values[] = "\b\t\n\f\r\"\\";
	const char *known = memchr(letters, at.at[0], sizeof(letters) - 1);
	uint32_t digits = at.at[0] == 'u' ? 4 : 8;
	char number[9] = {0};

	if (known != NULL) {
		*(*to)++ = values[known - letters];
		return 1;
	}
	if (at.length <= digits)
		return at.length;
	memcpy(number, at.at + 1, digits);
	*to += utf8proc_encode_char((utf8proc_int32_t)strtoul(number, NULL, 16),
	                            (utf8proc_uint8_t *)*to);
	return 1 + digits;
}

/* The space and line ends that a backslash at a line's end skips. */
static uint32_t space_at(struct str at)
{
	uint32_t length = 0;

	while (length < at.length && strchr(" \t\r\n", at.at[length]) != NULL)
		length++;
	return length;
}

const char *config_unquoted(struct arena *arena, struct str quoted)
{
	bool is_long =
	    str_starts(quoted, "\"\"\"") || str_starts(quoted, "'''");
	bool has_escapes = quoted.at[0] == '"';
	uint32_t quotes = is_long ? 3 : 1, i = quotes;
	uint32_t end = quoted.length - quotes;
	char *text = arena_alloc(arena, quoted.length + 1), *to = text;

	if (is_long && i < end && quoted.at[i] == '\r')
		i++;
	if (is_long && i < end && quoted.at[i] == '\n')
		i++;
	while (i < end) {
		struct str rest = {quoted.at + i + 1, end - i - 1};

		if (quoted.at[i] != '\\' || !has_escapes || rest.length == 0)
			*to++ = quoted.at[i++];
		else if (strchr("\r\n", *rest.at) != NULL)
			i += 1 + space_at(rest);
		else
			i += 1 + read_escape(rest, &to);
	}
	*to = '\0';
	return text;
}

bool config_integer(struct arena *arena, struct str written, int64_t *number)
{
	char *digits = arena_alloc(arena, written.length + 1), *to = digits;
	int base = 10;

	for (uint32_t i = 0; i < written.length; i++)
		if (written.at[i] != '_')
			*to++ = written.at[i];
	if (digits[0] == '0' && strchr("xob", digits[1]) != NULL &&
	    digits[1] != '\0') {
		base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : 2;
		digits += 2;
	}
	errno = 0;
	*number = strtoll(digits, NULL, base);
	return errno == 0;
}

bool config_is_utf8(const char *text, size_t length, struct toml_place *where)
{
	*where = (struct toml_place){1, 1};
	while (length > 0) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size =
		    utf8proc_iterate((const utf8proc_uint8_t *)text,
		                     (utf8proc_ssize_t)length, &point);

		if (size <= 0)
			return false;
		where->column++;
		if (*text == '\n')
			*where = (struct toml_place){where->line + 1, 1};
		text += size;
		length -= (size_t)size;
	}
	return true;
}
