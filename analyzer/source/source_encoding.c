#include "source_encoding.h"

#include "charmap.h"

#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <sys/auxv.h>

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
	    {"utf8", "UTF-8"},       {"utf_8", "UTF-8"},
	    {"utf-8-sig", "UTF-8"},  {"utf_8_sig", "UTF-8"},
	    {"utf-8-unix", "UTF-8"}, {"utf-8-dos", "UTF-8"},
	    {"utf-8-mac", "UTF-8"},  {"mbcs", "CP1252"},
	    {"cp949", "UHC"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (strcasecmp(python, pairs[i][0]) == 0)
			return pairs[i][1];
	return python;
}

/* Is the program linked with all that it needs? Its iconv would load tables
 * that are made for another version of the C library, if there are any. */
static bool is_static(void)
{
	return getauxval(AT_BASE) == 0;
}

/* From the encoding to UTF-8, or back. */
static iconv_t open_converter(struct arena *arena, const char *encoding,
                              bool is_back)
{
	const char *name = iconv_name(encoding);
	iconv_t converter = (iconv_t)-1;
	char *dashes;

	if (!is_static())
		converter = is_back ? iconv_open(name, "UTF-8")
		                    : iconv_open("UTF-8", name);
	if (converter != (iconv_t)-1 || is_static())
		return converter;
	dashes = arena_copy(arena, encoding, strlen(encoding));
	for (char *at = dashes; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	return is_back ? iconv_open(dashes, "UTF-8")
	               : iconv_open("UTF-8", dashes);
}

static const char *unknown_encoding(struct arena *arena, const char *encoding)
{
	return arena_format(arena, "unknown encoding '%s'%s", encoding,
	                    is_static() ? ": this program, linked with all it"
	                                  " needs, knows UTF-8 and those of"
	                                  " one byte a character"
	                                : "");
}

/* By the tables that the program has itself. */
static const char *convert_bytes(struct source *source, struct arena *arena,
                                 const struct charmap *map, struct str bytes)
{
	char *text = arena_alloc(arena, bytes.length * (size_t)3 + 1);
	uint32_t wrong = 0, line = 1;
	char *end = charmap_decode(map, bytes, text, &wrong);

	if (end == NULL) {
		for (uint32_t i = 0; i < wrong; i++)
			line += bytes.at[i] == '\n';
		return arena_format(arena, "line %u is not valid %s", line,
		                    source->encoding);
	}
	source->text = text;
	source->length = (uint32_t)(end - text);
	return NULL;
}

static const char *convert(struct source *source, struct arena *arena,
                           const char *bytes, size_t size)
{
	iconv_t converter = open_converter(arena, source->encoding, false);
	size_t room = size * 4 + 4, left = room, result, line = 1;
	char *text, *to, *from, *start;

	if (converter == (iconv_t)-1)
		return unknown_encoding(arena, source->encoding);
	text = to = arena_alloc(arena, room + 1);
	start = from = arena_copy(arena, bytes, size);
	result = iconv(converter, &from, &size, &to, &left);
	iconv_close(converter);
	if (result == (size_t)-1) {
		for (; start < from; start++)
			line += *start == '\n';
		return arena_format(arena, "line %zu is not valid %s", line,
		                    source->encoding);
	}
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
	const struct charmap *map;

	source->encoding = "utf-8";
	if (declared.length != 0 && source->byte_order_mark == 0)
		source->encoding = str_copy(arena, declared);
	map = charmap_find(source->encoding);
	if (map != NULL)
		return convert_bytes(source, arena, map,
		                     (struct str){bytes, (uint32_t)size});
	if (strcasecmp(iconv_name(source->encoding), "UTF-8") != 0)
		return convert(source, arena, bytes, size);
	source->text = arena_copy(arena, bytes, size);
	source->length = (uint32_t)size;
	return check_utf8(arena, bytes, size);
}

static const char *cannot_say(struct arena *arena, const char *encoding)
{
	return arena_format(arena, "its encoding '%s' cannot say it", encoding);
}

/* source_encoding_encode() by iconv. */
static const char *convert_back(struct arena *arena, const char *encoding,
                                struct str text, const char **bytes,
                                size_t *size)
{
	iconv_t converter = open_converter(arena, encoding, true);
	size_t left = text.length, room = text.length * 4u + 16, result,
	       flushed;
	char *from, *to;

	if (converter == (iconv_t)-1)
		return unknown_encoding(arena, encoding);
	from = str_copy(arena, text);
	*bytes = to = arena_alloc(arena, room);
	result = iconv(converter, &from, &left, &to, &room);
	flushed = iconv(converter, NULL, NULL, &to, &room);
	iconv_close(converter);
	if (result != 0 || flushed == (size_t)-1)
		return cannot_say(arena, encoding);
	*size = (size_t)(to - *bytes);
	return NULL;
}

const char *source_encoding_encode(struct arena *arena, const char *encoding,
                                   struct str text, const char **bytes,
                                   size_t *size)
{
	const struct charmap *map = charmap_find(encoding);
	char *to, *end;

	*bytes = text.at;
	*size = text.length;
	if (map == NULL && strcasecmp(iconv_name(encoding), "UTF-8") == 0)
		return NULL;
	if (map == NULL)
		return convert_back(arena, encoding, text, bytes, size);
	*bytes = to = arena_alloc(arena, text.length + (size_t)1);
	end = charmap_encode(map, text, to);
	if (end == NULL)
		return cannot_say(arena, encoding);
	*size = (size_t)(end - to);
	return NULL;
}
