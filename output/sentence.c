#include "sentence.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "lru_cache", "a.b", "f()", "io": what looks like code is not capitalised. */
static bool is_word(const char *text)
{
	size_t length = strcspn(text, " ,;:");

	for (size_t i = 0; i < length; i++)
		if (!is_lower(text[i]) && text[i] != '-' && text[i] != '\'')
			return false;
	return length > 0 && is_lower(text[0]);
}

char *sentence(struct arena *arena, const char *clause)
{
	size_t length = strlen(clause);
	bool is_ended = length > 0 && strchr(".!?", clause[length - 1]) != NULL;
	char *text = arena_alloc(arena, length + 2);

	strcpy(stpcpy(text, clause), is_ended ? "" : ".");

	if (is_word(text))
		text[0] = (char)toupper((unsigned char)text[0]);
	return text;
}

#define PAIR "'{0}' and '{1}'"
#define ALIKE "'{0}' and another '{1}'"

bool message_is_of_pair(const struct message *message)
{
	return strncmp(message->text, PAIR, strlen(PAIR)) == 0;
}

static const struct message *message_of(const struct finding *finding)
{
	return &finding->rule->messages[finding->message];
}

bool finding_is_alike(const struct finding *finding)
{
	return message_is_of_pair(message_of(finding)) &&
	       strcmp(finding->arguments[0], finding->arguments[1]) == 0;
}

static const char *text_of(struct arena *arena, const struct message *message,
                           bool is_alike)
{
	return is_alike ? arena_format(arena, ALIKE "%s",
	                               message->text + strlen(PAIR))
	                : message->text;
}

char *sentence_template(struct arena *arena, const struct message *message,
                        bool is_alike)
{
	char *text = sentence(arena, text_of(arena, message, is_alike));

	if (message->advice == NULL)
		return text;
	return arena_format(arena, "%s %s", text,
	                    sentence(arena, message->advice));
}

char *finding_message(struct arena *arena, const struct finding *finding)
{
	return finding_text(
	    arena,
	    text_of(arena, message_of(finding), finding_is_alike(finding)),
	    finding);
}

char *finding_advice(struct arena *arena, const struct finding *finding)
{
	const char *advice = message_of(finding)->advice;

	return advice == NULL ? NULL : finding_text(arena, advice, finding);
}

static bool is_direction(int32_t point)
{
	return (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2066 && point <= 0x2069) || point == 0x200e ||
	       point == 0x200f || point == 0x061c;
}

bool is_unsafe(int32_t point)
{
	return point < ' ' || (point >= 0x7f && point < 0xa0) ||
	       is_direction(point) || point == 0x2028 || point == 0x2029 ||
	       point == 0xfeff;
}

char *readable_path(struct arena *arena, const char *path, bool for_terminal)
{
	struct str rest = str_of(path);
	char *text = arena_alloc(arena, (size_t)rest.length * 4 + 1);
	char *to = text;

	while (rest.length > 0) {
		utf8proc_int32_t point = (unsigned char)*rest.at;
		utf8proc_ssize_t length = 1;
		uint32_t size;

		if (point < ' ' || point >= 0x7f)
			length = utf8proc_iterate(
			    (const utf8proc_uint8_t *)rest.at,
			    (utf8proc_ssize_t)rest.length, &point);
		size = length > 0 ? (uint32_t)length : 1;
		if (length <= 0 || (for_terminal && is_unsafe(point))) {
			for (uint32_t i = 0; i < size; i++)
				to += sprintf(to, "\\x%02x",
				              (unsigned char)rest.at[i]);
		} else {
			memcpy(to, rest.at, size);
			to += size;
		}
		rest.at += size;
		rest.length -= size;
	}
	return text;
}

struct str text_beginning(struct str text, uint32_t size)
{
	if (text.length <= size)
		return text;
	while (size > 0 && ((unsigned char)text.at[size] & 0xc0) == 0x80)
		size--;
	return (struct str){text.at, size};
}
