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

/* Room for so many, or else for as many as an empty buffer has. */
static void make_room(struct json_writer *to, size_t count)
{
	if (count > sizeof(to->bytes) - to->used)
		json_flush(to);
}

static void put(struct json_writer *to, const char *bytes, size_t count)
{
	make_room(to, count);
	if (count > sizeof(to->bytes)) {
		fwrite_unlocked(bytes, 1, count, to->stream);
		return;
	}
	memcpy(to->bytes + to->used, bytes, count);
	to->used += count;
}

static void put_byte(struct json_writer *to, char byte)
{
	make_room(to, 1);
	to->bytes[to->used++] = byte;
}

static bool needs_escape(unsigned char c)
{
	return c < ' ' || c == '"' || c == '\\';
}

enum { ESCAPE_LONGEST = 6 };

/* Answers the end of what is written. */
static char *write_escape(char *at, unsigned char c)
{
	static const char letters[] = {
	    ['\b'] = 'b', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
	    ['\f'] = 'f', ['"'] = '"',  ['\\'] = '\\'};
	static const char digits[] = "0123456789abcdef";

	*at++ = '\\';
	if (letters[c] != '\0') {
		*at++ = letters[c];
		return at;
	}
	*at++ = 'u';
	*at++ = '0';
	*at++ = '0';
	*at++ = digits[c >> 4];
	*at++ = digits[c & 15];
	return at;
}

#define EACH_BYTE(value) (UINT64_MAX / 255 * (value))

/* Is there a byte below `limit` (at most 128)? */
static bool has_less(uint64_t bytes, uint64_t limit)
{
	return ((bytes - EACH_BYTE(limit)) & ~bytes & EACH_BYTE(128)) != 0;
}

static bool any_needs_escape(uint64_t bytes)
{
	return has_less(bytes, ' ') || has_less(bytes ^ EACH_BYTE('"'), 1) ||
	       has_less(bytes ^ EACH_BYTE('\\'), 1);
}

static char *escape_each(char *to, const char *text, const char *end)
{
	for (; text < end; text++) {
		if (needs_escape((unsigned char)*text))
			to = write_escape(to, (unsigned char)*text);
		else
			*to++ = *text;
	}
	return to;
}

/* Four to seven bytes: two overlapping halves. */
static char *escape_short(char *to, const char *text, size_t length)
{
	uint32_t first, last;

	memcpy(&first, text, sizeof(first));
	memcpy(&last, text + length - sizeof(last), sizeof(last));
	if (any_needs_escape(first | (uint64_t)last << 32))
		return escape_each(to, text, text + length);
	memcpy(to, &first, sizeof(first));
	memcpy(to + length - sizeof(last), &last, sizeof(last));
	return to + length;
}

/* Eight bytes or more, by eight at once; the last eight overlap those before
 * them, which then are as they were. */
static char *escape_long(char *to, const char *text, size_t length)
{
	const char *end = text + length;
	uint64_t bytes;
	size_t rest;

	for (; end - text >= 8; text += sizeof(bytes)) {
		memcpy(&bytes, text, sizeof(bytes));
		if (any_needs_escape(bytes)) {
			to = escape_each(to, text, text + sizeof(bytes));
		} else {
			memcpy(to, &bytes, sizeof(bytes));
			to += sizeof(bytes);
		}
	}
	rest = (size_t)(end - text);
	memcpy(&bytes, end - sizeof(bytes), sizeof(bytes));
	if (any_needs_escape(bytes))
		return escape_each(to, text, end);
	memcpy(to + rest - sizeof(bytes), &bytes, sizeof(bytes));
	return to + rest;
}

/* There is room for all as escapes. Answers the end of what is written. */
static char *write_escaped(char *to, const char *text, size_t length)
{
	if (length >= 8)
		return escape_long(to, text, length);
	if (length >= 4)
		return escape_short(to, text, length);
	return escape_each(to, text, text + length);
}

enum {
	MOST_AT_ONCE =
	    sizeof((struct json_writer){0}.bytes) / ESCAPE_LONGEST - 1
};

/* Text longer than the buffer has room for. */
static void put_long(struct json_writer *to, const char *text, size_t length)
{
	put_byte(to, '"');
	while (length > 0) {
		size_t count = length < MOST_AT_ONCE ? length : MOST_AT_ONCE;
		char *start;

		make_room(to, count * ESCAPE_LONGEST);
		start = to->bytes + to->used;
		to->used += (size_t)(write_escaped(start, text, count) - start);
		text += count;
		length -= count;
	}
	put_byte(to, '"');
}

static void put_quoted(struct json_writer *to, const char *text, size_t length)
{
	char *start, *at;

	if (length > MOST_AT_ONCE) {
		put_long(to, text, length);
		return;
	}
	make_room(to, length * ESCAPE_LONGEST + 2);
	start = at = to->bytes + to->used;
	*at++ = '"';
	at = write_escaped(at, text, length);
	*at++ = '"';
	to->used += (size_t)(at - start);
}

static void put_key(struct json_writer *to, const char *key, size_t length)
{
	char *at;

	make_room(to, length + 3);
	at = to->bytes + to->used;
	at[0] = '"';
	memcpy(at + 1, key, length);
	at[length + 1] = '"';
	at[length + 2] = ':';
	to->used += length + 3;
}

/* What stands before a value. */
static void begin(struct json_writer *to, const char *key)
{
	if (to->needs_comma)
		put_byte(to, ',');
	to->needs_comma = true;
	if (key != NULL)
		put_key(to, key, strlen(key));
}

void json_put_key(struct json_writer *to, const char *key)
{
	begin(to, NULL);
	put_quoted(to, key, strlen(key));
	put_byte(to, ':');
	to->needs_comma = false;
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
