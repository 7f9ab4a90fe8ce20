#include "notebook_json.h"

#include <string.h>

/* What may come next; OR_CLOSE: or the end of what was just opened. */
enum {
	WANT_VALUE,
	WANT_VALUE_OR_CLOSE,
	WANT_KEY,
	WANT_KEY_OR_CLOSE,
	WANT_COMMA,
	WANT_NOTHING
};

void notebook_json_start(struct notebook_json *json, struct arena *arena,
                         const char *bytes, size_t size)
{
	if (size == 0)
		bytes = ""; /* it may be NULL, of which there is no end */
	*json = (struct notebook_json){
	    .at = bytes, .end = bytes + size, .arena = arena};
}

static struct notebook_json_token broken(struct notebook_json *json)
{
	json->is_broken = true;
	json->at = json->end;
	return (struct notebook_json_token){.kind = JSON_END,
	                                    .line = json->line};
}

static void skip_space(struct notebook_json *json)
{
	for (; json->at < json->end; json->at++) {
		char c = *json->at;

		if (c == '\n')
			json->line++;
		else if (c != ' ' && c != '\t' && c != '\r')
			return;
	}
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* The length of an escape, from its backslash on; 0 if it is none. */
static size_t escape_length(const char *at, const char *end)
{
	if (end - at < 2 || at[1] == '\0' ||
	    strchr("\"\\/bfnrtu", at[1]) == NULL)
		return 0;
	if (at[1] != 'u')
		return 2;
	if (end - at < 6)
		return 0;
	for (int i = 2; i < 6; i++)
		if (!is_hex(at[i]))
			return 0;
	return 6;
}

/* Read up to behind the closing quote; false if it is broken. */
static bool read_string(struct notebook_json *json, struct str *text)
{
	const char *start = ++json->at;

	while (json->at < json->end && *json->at != '"') {
		size_t length = 1;

		if ((unsigned char)*json->at < ' ')
			return false;
		if (*json->at == '\\')
			length = escape_length(json->at, json->end);
		if (length == 0)
			return false;
		json->at += length;
	}
	*text = (struct str){start, (uint32_t)(json->at - start)};
	if (json->at == json->end)
		return false;
	json->at++;
	return true;
}

static void after_value(struct notebook_json *json)
{
	json->wanted = json->depth == 0 ? WANT_NOTHING : WANT_COMMA;
}

static struct notebook_json_token opened(struct notebook_json *json)
{
	char c = *json->at;
	struct notebook_json_token token = {
	    JSON_OPEN, {json->at++, 1}, json->line};

	json->open.count = json->depth;
	ARRAY_PUSH(json->arena, &json->open, c == '{' ? '}' : ']');
	json->depth++;
	json->wanted = c == '{' ? WANT_KEY_OR_CLOSE : WANT_VALUE_OR_CLOSE;
	return token;
}

static struct notebook_json_token closed(struct notebook_json *json)
{
	struct notebook_json_token token = {
	    JSON_CLOSE, {json->at++, 1}, json->line};

	json->depth--;
	after_value(json);
	return token;
}

static struct notebook_json_token read_key(struct notebook_json *json)
{
	struct notebook_json_token token = {.kind = JSON_KEY,
	                                    .line = json->line};

	if (*json->at != '"' || !read_string(json, &token.text))
		return broken(json);
	skip_space(json);
	if (json->at == json->end || *json->at != ':')
		return broken(json);
	json->at++;
	json->wanted = WANT_VALUE;
	return token;
}

static bool is_word_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
}

static bool is_word(struct str text)
{
	static const char *const words[] = {"true", "false",    "null",
	                                    "NaN",  "Infinity", "-Infinity"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is(text, words[i]))
			return true;
	return false;
}

static struct notebook_json_token read_word(struct notebook_json *json)
{
	struct notebook_json_token token = {
	    JSON_NUMBER, {json->at, 0}, json->line};
	const char *start = json->at;

	while (json->at < json->end && is_word_character(*json->at))
		json->at++;
	token.text.length = (uint32_t)(json->at - start);
	if (is_word(token.text))
		token.kind = JSON_WORD;
	else if (start == json->at || strchr("-0123456789", *start) == NULL)
		return broken(json);
	after_value(json);
	return token;
}

static struct notebook_json_token read_value(struct notebook_json *json)
{
	struct notebook_json_token token = {.kind = JSON_STRING,
	                                    .line = json->line};

	if (*json->at == '{' || *json->at == '[')
		return opened(json);
	if (*json->at != '"')
		return read_word(json);
	if (!read_string(json, &token.text))
		return broken(json);
	after_value(json);
	return token;
}

static bool may_close(const struct notebook_json *json)
{
	return (json->wanted == WANT_COMMA ||
	        json->wanted == WANT_KEY_OR_CLOSE ||
	        json->wanted == WANT_VALUE_OR_CLOSE) &&
	       *json->at == json->open.at[json->depth - 1];
}

struct notebook_json_token notebook_json_next(struct notebook_json *json)
{
	if (json->is_broken)
		return broken(json);
	skip_space(json);
	if (json->at == json->end && json->wanted == WANT_NOTHING)
		return (struct notebook_json_token){.kind = JSON_END};
	if (json->at == json->end || json->wanted == WANT_NOTHING)
		return broken(json);
	if (may_close(json))
		return closed(json);
	if (json->wanted == WANT_COMMA) {
		if (*json->at != ',')
			return broken(json);
		json->at++;
		json->wanted = json->open.at[json->depth - 1] == '}'
		                   ? WANT_KEY
		                   : WANT_VALUE;
		skip_space(json);
		if (json->at == json->end)
			return broken(json);
	}
	return json->wanted == WANT_KEY || json->wanted == WANT_KEY_OR_CLOSE
	           ? read_key(json)
	           : read_value(json);
}

void notebook_json_skip(struct notebook_json *json,
                        struct notebook_json_token token)
{
	uint32_t depth = json->depth - 1;

	if (token.kind == JSON_OPEN)
		while (!json->is_broken && json->depth > depth)
			notebook_json_next(json);
}

/* ------------------------------------------------------------ escapes */

enum { REPLACEMENT = 0xfffd };

static uint32_t hex4(const char *at)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];

		value = value * 16 +
		        (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return value;
}

/* The character of "\uXXXX", or of two that are one; bytes of it in `used`. */
static int32_t escaped_point(struct str text, uint32_t *used)
{
	uint32_t point = hex4(text.at + 2), low;

	*used = 6;
	if (point >= 0xd800 && point < 0xdc00 && text.length >= 12 &&
	    text.at[6] == '\\' && text.at[7] == 'u') {
		low = hex4(text.at + 8);
		if (low >= 0xdc00 && low < 0xe000) {
			*used = 12;
			point =
			    0x10000 + ((point - 0xd800) << 10) + low - 0xdc00;
		}
	}
	if (point == 0 || (point >= 0xd800 && point < 0xe000))
		return REPLACEMENT;
	return (int32_t)point;
}

uint32_t notebook_json_escape(struct str text, int32_t *point)
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	uint32_t used = 2;

	if (text.at[1] == 'u')
		*point = escaped_point(text, &used);
	else
		*point =
		    (unsigned char)means[strchr(letters, text.at[1]) - letters];
	return used;
}
