#include "source_encoding.h"

#include "charmap.h"

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

static bool is_utf8(const char *encoding)
{
	static const char *const names[] = {
	    "utf-8",      "utf8",      "utf_8",     "u8",
	    "utf",        "cp65001",   "utf-8-sig", "utf_8_sig",
	    "utf-8-unix", "utf-8-dos", "utf-8-mac"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(encoding, names[i]) == 0)
			return true;
	return false;
}

static const struct charmap *map_of(const char *encoding)
{
	/* of Windows: what it is there depends on the country */
	return charmap_find(strcasecmp(encoding, "mbcs") == 0 ? "cp1252"
	                                                      : encoding);
}

static const char *unknown_encoding(struct arena *arena, const char *encoding)
{
	return arena_format(arena,
	                    "unknown encoding '%s': to have it read, save "
	                    "it as UTF-8",
	                    encoding);
}

static const char *convert(struct source *source, struct arena *arena,
                           const struct charmap *map, struct str bytes)
{
	char *text =
	    arena_alloc(arena, bytes.length * (size_t)3 + CHARMAP_LONGEST);
	char *to = text;
	uint32_t line = 1;

	while (bytes.length > 0) {
		uint32_t length = 1, taken = 1;

		if ((unsigned char)*bytes.at < 0x80)
			*to = *bytes.at;
		else
			taken = charmap_next(map, bytes, to, &length);
		if (taken == 0)
			return arena_format(arena, "line %u is not valid %s",
			                    line, source->encoding);
		line += *bytes.at == '\n';
		bytes.at += taken;
		bytes.length -= taken;
		to += length;
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
	if (!is_utf8(source->encoding)) {
		map = map_of(source->encoding);
		if (map == NULL)
			return unknown_encoding(arena, source->encoding);
		return convert(source, arena, map,
		               (struct str){bytes, (uint32_t)size});
	}
	source->text = arena_copy(arena, bytes, size);
	source->length = (uint32_t)size;
	return check_utf8(arena, bytes, size);
}

uint32_t source_encoding_follow(const char *encoding, struct str text,
                                const char *bytes, size_t size)
{
	const struct charmap *map = is_utf8(encoding) ? NULL : map_of(encoding);
	uint32_t done = 0;

	for (uint32_t i = 0; i < text.length;) {
		char character[CHARMAP_LONGEST];
		struct str left = {bytes + done, (uint32_t)size - done};
		uint32_t length = 1, taken = left.length > 0;

		if (taken == 0)
			return SOURCE_ENCODING_OTHER;
		*character =
		    *left.at == '\r' && text.at[i] == '\n' ? '\n' : *left.at;
		if (map != NULL && (unsigned char)*left.at >= 0x80)
			taken = charmap_next(map, left, character, &length);
		if (taken == 0 || length > text.length - i ||
		    memcmp(character, text.at + i, length) != 0)
			return SOURCE_ENCODING_OTHER;
		done += taken;
		i += length;
	}
	return done;
}

const char *source_encoding_encode(struct arena *arena, const char *encoding,
                                   struct str text, const char **bytes,
                                   size_t *size)
{
	const struct charmap *map = is_utf8(encoding) ? NULL : map_of(encoding);
	char *to, *end;

	*bytes = text.at;
	*size = text.length;
	if (map == NULL)
		return NULL;
	*bytes = to = arena_alloc(arena, text.length * (size_t)2 + 4);
	end = charmap_encode(map, text, to);
	if (end == NULL)
		return arena_format(arena, "its encoding '%s' cannot say it",
		                    encoding);
	*size = (size_t)(end - to);
	return NULL;
}
