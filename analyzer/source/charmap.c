#include "charmap.h"

#include <string.h>

#include <utf8proc.h>

enum {
	LEADS = 128, /* bytes from 128 on */
	UNDEFINED = 0xfffe,
	WIDE = 0xd800, /* from here on: one of charmap_wide */
	WIDE_END = 0xe000,
	SINGLE_SHIFT = 0x8f, /* before the third plane of EUC */
	LONGEST_NAME = 32
};

struct charmap {
	uint16_t singles[LEADS]; /* what one byte is */
	unsigned char pairs;     /* in charmap_leads */
	unsigned char triples;   /* what follows SINGLE_SHIFT */
	bool has_four;           /* GB 18030 */
};

/* What the last byte makes of the one before. */
struct charmap_row {
	uint32_t points; /* in charmap_points */
	unsigned char first, count;
};

/* What four bytes of GB 18030 are, by their number. */
struct charmap_range {
	uint32_t first, count, point;
};

/* What is no 16 bits: a code point above them, or two together. */
struct charmap_wide {
	uint32_t first, second;
};

struct charmap_name {
	const char *name;
	unsigned char map;
};

#include "charmap.gen.h"

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
			return &charmaps[charmap_names[middle].map];
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

/* ------------------------------------------------------------ decode */

static uint16_t last_of(uint16_t row, unsigned char last)
{
	const struct charmap_row *r = &charmap_rows[row];

	if (last < r->first || last - r->first >= r->count)
		return UNDEFINED;
	return charmap_points[r->points + last - r->first];
}

static bool read_four(const unsigned char *at, uint32_t *point)
{
	const struct charmap_range *range = charmap_ranges;
	const struct charmap_range *end =
	    range + sizeof(charmap_ranges) / sizeof(*charmap_ranges);
	uint32_t number;

	if (at[0] < 0x81 || at[0] > 0xfe || at[1] < '0' || at[1] > '9' ||
	    at[2] < 0x81 || at[2] > 0xfe || at[3] < '0' || at[3] > '9')
		return false;
	number = (at[0] - 0x81u) * 10 + at[1] - '0';
	number = (number * 126 + at[2] - 0x81) * 10 + at[3] - '0';
	while (range < end && number - range->first >= range->count)
		range++;
	*point =
	    range == end ? UNDEFINED : range->point + number - range->first;
	return range < end;
}

/* The bytes from `at` on -> a code point, or one of charmap_wide; how many they
 * are. */
static uint32_t next_point(const struct charmap *map, const unsigned char *at,
                           uint32_t left, uint32_t *point)
{
	*point = at[0] < LEADS ? at[0] : map->singles[at[0] - LEADS];
	if (*point != UNDEFINED)
		return 1;
	if (left >= 2)
		*point =
		    last_of(charmap_leads[map->pairs][at[0] - LEADS], at[1]);
	if (*point != UNDEFINED)
		return 2;
	if (left >= 3 && at[0] == SINGLE_SHIFT && at[1] >= LEADS)
		*point =
		    last_of(charmap_leads[map->triples][at[1] - LEADS], at[2]);
	if (*point != UNDEFINED)
		return 3;
	return left >= 4 && map->has_four && read_four(at, point) ? 4 : 0;
}

uint32_t charmap_next(const struct charmap *map, struct str bytes, char *to,
                      uint32_t *length)
{
	utf8proc_uint8_t *out = (utf8proc_uint8_t *)to;
	uint32_t second = 0, point;
	uint32_t taken = next_point(map, (const unsigned char *)bytes.at,
	                            bytes.length, &point);

	if (taken == 0)
		return 0;
	if (point >= WIDE && point < WIDE_END) {
		second = charmap_wide[point - WIDE].second;
		point = charmap_wide[point - WIDE].first;
	}
	*length = (uint32_t)utf8proc_encode_char((utf8proc_int32_t)point, out);
	if (second != 0)
		*length += (uint32_t)utf8proc_encode_char(
		    (utf8proc_int32_t)second, out + *length);
	return taken;
}

/* ------------------------------------------------------------ encode */

/* The bytes of a lead's rows that are this; or none. */
static char *put_pair(uint32_t lead, uint32_t point, char *to)
{
	for (int first = 0; first < LEADS; first++) {
		uint16_t row = charmap_leads[lead][first];
		const struct charmap_row *r = &charmap_rows[row];

		for (int i = 0; i < r->count; i++) {
			if (charmap_points[r->points + (uint32_t)i] != point)
				continue;
			*to++ = (char)(first + LEADS);
			*to++ = (char)(r->first + i);
			return to;
		}
	}
	return NULL;
}

static char *put_four(uint32_t point, char *to)
{
	const struct charmap_range *range = charmap_ranges;
	const struct charmap_range *end =
	    range + sizeof(charmap_ranges) / sizeof(*charmap_ranges);
	uint32_t number;

	while (range < end && point - range->point >= range->count)
		range++;
	if (range == end)
		return NULL;
	number = range->first + point - range->point;
	to[3] = (char)('0' + number % 10);
	to[2] = (char)(0x81 + number / 10 % 126);
	to[1] = (char)('0' + number / 1260 % 10);
	to[0] = (char)(0x81 + number / 12600);
	return to + 4;
}

/* As tables have it: what is no 16 bits is in charmap_wide. */
static uint32_t point_in_tables(uint32_t point)
{
	uint32_t count = sizeof(charmap_wide) / sizeof(*charmap_wide);

	if (point < WIDE || (point >= WIDE_END && point < UNDEFINED))
		return point;
	for (uint32_t i = 0; i < count; i++)
		if (charmap_wide[i].first == point &&
		    charmap_wide[i].second == 0)
			return WIDE + i;
	return UNDEFINED;
}

static char *put_point(const struct charmap *map, uint32_t point, char *to)
{
	uint32_t known = point_in_tables(point);
	int byte = 0;
	char *end = NULL;

	while (byte < LEADS && map->singles[byte] != known)
		byte++;
	if (known != UNDEFINED && byte < LEADS) {
		*to = (char)(byte + LEADS);
		return to + 1;
	}
	if (known != UNDEFINED)
		end = put_pair(map->pairs, known, to);
	if (end == NULL && known != UNDEFINED) {
		*to = (char)SINGLE_SHIFT;
		end = put_pair(map->triples, known, to + 1);
	}
	return end == NULL && map->has_four ? put_four(point, to) : end;
}

char *charmap_encode(const struct charmap *map, struct str text, char *to)
{
	for (uint32_t i = 0; to != NULL && i < text.length;) {
		const utf8proc_uint8_t *at =
		    (const utf8proc_uint8_t *)text.at + i;
		utf8proc_int32_t point = *at;
		utf8proc_ssize_t step = 1;

		if (*at >= 0x80)
			step = utf8proc_iterate(
			    at, (utf8proc_ssize_t)(text.length - i), &point);
		if (step <= 0)
			return NULL;
		i += (uint32_t)step;
		if (point < 0x80)
			*to++ = (char)point;
		else
			to = put_point(map, (uint32_t)point, to);
	}
	return to;
}
