#include "charmap.h"

#include "charmap.gen.h"

#include <string.h>

#include <utf8proc.h>

enum {
	UNDEFINED = 0xfffe, /* in charmap_points */
	LONGEST_NAME = 32
};

struct charmap {
	uint16_t points[128];
};

/* As encodings.normalize_encoding does: "ISO-8859-15" is "iso_8859_15". */
static void normalize(const char *name, char *to)
{
	char *end = to + LONGEST_NAME - 2;
	bool is_apart = false;

	for (char *start = to; *name != '\0' && to < end; name++) {
		unsigned char c = (unsigned char)*name;

		if (c >= 'A' && c <= 'Z')
			c |= 32;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			is_apart = true;
			continue;
		}
		if (is_apart && to > start)
			*to++ = '_';
		is_apart = false;
		*to++ = (char)c;
	}
	*to = '\0';
}

static const struct charmap *map_of(const char *name)
{
	uint32_t low = 0;
	uint32_t high = sizeof(charmap_names) / sizeof(*charmap_names);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(name, charmap_names[middle].name);

		if (order == 0)
			return (
			    const struct charmap
			        *)&charmap_points[charmap_names[middle].table];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct charmap *charmap_find(const char *name)
{
	/* what CPython's tokenizer knows by its beginning: Emacs adds the
	 * line end, "iso-latin-1-unix" */
	static const char *const latin[] = {"latin_1", "iso_8859_1",
	                                    "iso_latin_1"};
	char normal[LONGEST_NAME];

	normalize(name, normal);
	for (int i = 0; i < 3; i++) {
		size_t length = strlen(latin[i]);

		if (strncmp(normal, latin[i], length) == 0 &&
		    (normal[length] == '\0' || normal[length] == '_'))
			return map_of("latin_1");
	}
	return map_of(normal);
}

char *charmap_decode(const struct charmap *map, struct str bytes, char *to,
                     uint32_t *wrong)
{
	for (uint32_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];
		uint16_t point;

		if (byte < 0x80) {
			*to++ = (char)byte;
			continue;
		}
		point = map->points[byte - 0x80];
		if (point == UNDEFINED) {
			*wrong = i;
			return NULL;
		}
		to += utf8proc_encode_char(point, (utf8proc_uint8_t *)to);
	}
	return to;
}

char *charmap_encode(const struct charmap *map, struct str text, char *to)
{
	for (uint32_t i = 0; i < text.length;) {
		const utf8proc_uint8_t *at =
		    (const utf8proc_uint8_t *)text.at + i;
		utf8proc_int32_t point = *at;
		utf8proc_ssize_t step = 1;
		int byte = 0;

		if (*at >= 0x80)
			step = utf8proc_iterate(
			    at, (utf8proc_ssize_t)(text.length - i), &point);
		if (step <= 0)
			return NULL;
		i += (uint32_t)step;
		if (point < 0x80) {
			*to++ = (char)point;
			continue;
		}
		while (byte < 128 && map->points[byte] != point)
			byte++;
		if (byte == 128)
			return NULL;
		*to++ = (char)(byte + 0x80);
	}
	return to;
}
