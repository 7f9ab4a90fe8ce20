#include "source_encoding.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

/* The comment of PEP 263, `coding[:=]\s*([-\w.]+)`, in one line; else empty. */
static struct str coding_in_line(struct str line)
{
	static const char word[] = "coding";
	const char *at = line.at, *end = line.at + line.length, *start;

	while (at < end && (*at == ' ' || *at == '\t' || *at == '\f'))
		at++;
	if (at == end || *at != '#')
		return (struct str){NULL, 0};
	for (; at + sizeof(word) < end; at++) {
		if (memcmp(at, word, sizeof(word) - 1) != 0)
			continue;
		start = at + sizeof(word) - 1;
		if (*start != ':' && *start != '=')
			continue;
		start++;
		while (start < end && (*start == ' ' || *start == '\t'))
			start++;
		at = start;
		while (at < end && strchr("-_.", *at) != NULL && *at != '\0')
			at++;
		while (at < end && (strchr("-_.", *at) != NULL ||
		                    (*at >= '0' && *at <= '9') ||
		                    ((*at | 32) >= 'a' && (*at | 32) <= 'z')))
			at++;
		if (at > start)
			return (struct str){start, (uint32_t)(at - start)};
	}
	return (struct str){NULL, 0};
}

static bool is_blank_or_comment(struct str line)
{
	for (uint32_t i = 0; i < line.length; i++) {
		if (line.at[i] == '#')
			return true;
		if (strchr(" \t\f", line.at[i]) == NULL)
			return false;
	}
	return true;
}

static struct str first_line(const char *text, size_t size)
{
	size_t length = 0;

	while (length < size && text[length] != '\n' && text[length] != '\r')
		length++;
	return (struct str){text, (uint32_t)length};
}

static struct str declared_encoding(const char *text, size_t size)
{
	struct str line = first_line(text, size);
	struct str coding = coding_in_line(line);
	size_t next = line.length;

	if (coding.length != 0 || !is_blank_or_comment(line))
		return coding;
	if (next < size && text[next] == '\r')
		next++;
	if (next < size && text[next] == '\n')
		next++;
	return coding_in_line(first_line(text + next, size - next));
}

/* Python's names for encodings that iconv calls otherwise. */
static const char *iconv_name(const char *python)
{
	static const char *const pairs[][2] = {
	    {"latin-1", "ISO-8859-1"},
	    {"latin1", "ISO-8859-1"},
	    {"latin_1", "ISO-8859-1"},
	    {"iso-latin-1", "ISO-8859-1"},
	    {"iso-latin-1-unix", "ISO-8859-1"},
	    {"utf8", "UTF-8"},
	    {"utf_8", "UTF-8"},
	    {"utf-8-sig", "UTF-8"},
	    {"utf_8_sig", "UTF-8"},
	    {"utf-8-unix", "UTF-8"},
	    {"mbcs", "CP1252"},
	    {"cp949", "UHC"},
	    {"ascii", "US-ASCII"},
	    {"iso8859-15", "ISO-8859-15"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (strcasecmp(python, pairs[i][0]) == 0)
			return pairs[i][1];
	return python;
}

/* From the encoding to UTF-8, or back. */
static iconv_t open_converter(struct arena *arena, const char *encoding,
                              bool is_back)
{
	const char *name = iconv_name(encoding);
	iconv_t converter =
	    is_back ? iconv_open(name, "UTF-8") : iconv_open("UTF-8", name);
	char *dashes;

	if (converter != (iconv_t)-1)
		return converter;
	dashes = arena_copy(arena, encoding, strlen(encoding));
	for (char *at = dashes; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	return is_back ? iconv_open(dashes, "UTF-8")
	               : iconv_open("UTF-8", dashes);
}

static bool is_latin1(const char *encoding)
{
	return strcasecmp(iconv_name(encoding), "ISO-8859-1") == 0;
}

/* Each byte is its code point. A program that is linked with all it needs has
 * no iconv but for Unicode, and this is the most usual of the others. */
static void convert_latin1(struct source *source, struct arena *arena,
                           const char *bytes, size_t size)
{
	char *text = arena_alloc(arena, size * 2 + 1), *to = text;

	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte < 0x80) {
			*to++ = (char)byte;
			continue;
		}
		*to++ = (char)(0xc0 | byte >> 6);
		*to++ = (char)(0x80 | (byte & 0x3f));
	}
	source->text = text;
	source->length = (uint32_t)(to - text);
}

static const char *convert(struct source *source, struct arena *arena,
                           const char *bytes, size_t size)
{
	iconv_t converter = open_converter(arena, source->encoding, false);
	size_t room = size * 4 + 4, left = room, result;
	char *text, *to, *from;

	if (converter == (iconv_t)-1)
		return arena_format(arena, "unknown encoding '%s'",
		                    source->encoding);
	text = to = arena_alloc(arena, room + 1);
	from = arena_copy(arena, bytes, size);
	result = iconv(converter, &from, &size, &to, &left);
	iconv_close(converter);
	if (result == (size_t)-1)
		return arena_format(arena, "not valid %s (byte %zu)",
		                    source->encoding, (size_t)(room - left));
	source->text = text;
	source->length = (uint32_t)(to - text);
	return NULL;
}

/* The first byte from `done` on that is not ASCII. */
static size_t skip_ascii(const char *text, size_t done, size_t size)
{
	const uint64_t high_bits = 0x8080808080808080u;
	uint64_t eight;

	for (; size - done >= sizeof(eight); done += sizeof(eight)) {
		memcpy(&eight, text + done, sizeof(eight));
		if (eight & high_bits)
			break;
	}
	while (done < size && (unsigned char)text[done] < 0x80)
		done++;
	return done;
}

/* NULL, or a message about the first byte that is not UTF-8. */
static const char *check_utf8(struct arena *arena, const char *text,
                              size_t size)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	size_t done = 0, line = 1;
	utf8proc_ssize_t step = 1;

	while (done < size && step > 0) {
		utf8proc_int32_t point;

		done = skip_ascii(text, done, size);
		if (done < size)
			step = utf8proc_iterate(
			    at + done, (utf8proc_ssize_t)(size - done), &point);
		if (done < size && step > 0)
			done += (size_t)step;
	}
	if (done == size)
		return NULL;
	for (size_t i = 0; i < done; i++)
		line += text[i] == '\n';
	return arena_format(arena,
	                    "line %zu is not valid UTF-8, and no other "
	                    "encoding is declared",
	                    line);
}

const char *source_encoding_decode(struct source *source, struct arena *arena,
                                   const char *bytes, size_t size)
{
	struct str declared = declared_encoding(bytes, size);
	const char *name;

	source->encoding = "utf-8";
	if (declared.length != 0 && source->byte_order_mark == 0)
		source->encoding = str_copy(arena, declared);
	name = iconv_name(source->encoding);
	if (is_latin1(name)) {
		convert_latin1(source, arena, bytes, size);
		return NULL;
	}
	if (strcasecmp(name, "UTF-8") != 0)
		return convert(source, arena, bytes, size);
	source->text = arena_copy(arena, bytes, size);
	source->length = (uint32_t)size;
	return check_utf8(arena, bytes, size);
}

const char *source_encoding_encode(struct arena *arena, const char *encoding,
                                   struct str text, const char **bytes,
                                   size_t *size)
{
	size_t left = text.length, room = text.length * 4u + 16, result,
	       flushed;
	iconv_t converter;
	char *from, *to;

	*bytes = text.at;
	*size = text.length;
	if (strcasecmp(iconv_name(encoding), "UTF-8") == 0)
		return NULL;
	converter = open_converter(arena, encoding, true);
	if (converter == (iconv_t)-1)
		return arena_format(arena, "unknown encoding '%s'", encoding);
	from = str_copy(arena, text);
	*bytes = to = arena_alloc(arena, room);
	result = iconv(converter, &from, &left, &to, &room);
	flushed = iconv(converter, NULL, NULL, &to, &room);
	iconv_close(converter);
	if (result != 0 || flushed == (size_t)-1)
		return arena_format(arena, "its encoding '%s' cannot say it",
		                    encoding);
	*size = (size_t)(to - *bytes);
	return NULL;
}
