#include "json_writer.h"

#include <string.h>

void json_writer_begin(struct json_writer *to, FILE *stream)
{
	to->stream = stream;
	to->used = 0;
	to->needs_comma = false;
}

void json_flush(struct json_writer *to)
{
	fwrite_unlocked(to->bytes, 1, to->used, to->stream);
	to->used = 0;
}

static void put(struct json_writer *to, const char *bytes, size_t count)
{
	if (count > sizeof(to->bytes) - to->used)
		json_flush(to);
	if (count > sizeof(to->bytes)) {
		fwrite_unlocked(bytes, 1, count, to->stream);
		return;
	}
	memcpy(to->bytes + to->used, bytes, count);
	to->used += count;
}

static void put_byte(struct json_writer *to, char byte)
{
	if (to->used == sizeof(to->bytes))
		json_flush(to);
	to->bytes[to->used++] = byte;
}

static void put_escape(struct json_writer *to, unsigned char c)
{
	static const char letters[] = {
	    ['\b'] = 'b', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
	    ['\f'] = 'f', ['"'] = '"',  ['\\'] = '\\'};
	static const char digits[] = "0123456789abcdef";
	const char letter[] = {'\\', letters[c]};
	const char code[] = {'\\',           'u',           '0', '0',
	                     digits[c >> 4], digits[c & 15]};

	if (letters[c] != '\0')
		put(to, letter, sizeof(letter));
	else
		put(to, code, sizeof(code));
}

#define EACH_BYTE(value) (UINT64_MAX / 255 * (value))

/* Is there a byte below `limit` (at most 128)? */
static bool has_less(uint64_t bytes, uint64_t limit)
{
	return ((bytes - EACH_BYTE(limit)) & ~bytes & EACH_BYTE(128)) != 0;
}

/* Eight bytes at once: most text has none. */
static bool any_needs_escape(const char *text)
{
	uint64_t bytes;

	memcpy(&bytes, text, sizeof(bytes));
	return has_less(bytes, ' ') || has_less(bytes ^ EACH_BYTE('"'), 1) ||
	       has_less(bytes ^ EACH_BYTE('\\'), 1);
}

/* How many bytes from `at` on stand for themselves. */
static size_t plain_length(const char *text, size_t at, size_t length)
{
	size_t end = at;

	while (length - end >= 8 && !any_needs_escape(text + end))
		end += 8;
	while (end < length && (unsigned char)text[end] >= ' ' &&
	       text[end] != '"' && text[end] != '\\')
		end++;
	return end - at;
}

static void put_quoted(struct json_writer *to, const char *text, size_t length)
{
	put_byte(to, '"');
	for (size_t at = 0; at < length; at++) {
		size_t plain = plain_length(text, at, length);

		put(to, text + at, plain);
		at += plain;
		if (at < length)
			put_escape(to, (unsigned char)text[at]);
	}
	put_byte(to, '"');
}

/* What stands before a value. */
static void begin(struct json_writer *to, const char *key)
{
	if (to->needs_comma)
		put_byte(to, ',');
	to->needs_comma = true;
	if (key == NULL)
		return;
	put_quoted(to, key, strlen(key));
	put_byte(to, ':');
}

void json_open(struct json_writer *to, const char *key, char bracket)
{
	begin(to, key);
	put_byte(to, bracket);
	to->needs_comma = false;
}

void json_close(struct json_writer *to, char bracket)
{
	put_byte(to, bracket);
	to->needs_comma = true;
}

void json_put_bytes(struct json_writer *to, const char *key, const char *bytes,
                    size_t count)
{
	begin(to, key);
	put_quoted(to, bytes, count);
}

void json_put_text(struct json_writer *to, const char *key, const char *text)
{
	if (text == NULL)
		json_put_raw(to, key, "null");
	else
		json_put_bytes(to, key, text, strlen(text));
}

void json_put_number(struct json_writer *to, const char *key, int64_t number)
{
	char digits[24], *at = digits + sizeof(digits);
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (number < 0)
		*--at = '-';
	begin(to, key);
	put(to, at, (size_t)(digits + sizeof(digits) - at));
}

void json_put_raw(struct json_writer *to, const char *key, const char *json)
{
	begin(to, key);
	put(to, json, strlen(json));
}
