#include "fingerprint.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum {
	WINDOW = 100,        /* characters that one hash covers */
	MULTIPLIER = 37,     /* of the rolling hash, modulo 2^64 */
	END_OF_FILE = 65535, /* stands after the last character */
	REPLACEMENT = 0xfffd /* for what is not UTF-8 */
};

/* The last WINDOW characters. The hash is that of a line when the window begins
 * with the line's first character. */
struct roll {
	struct arena *arena;
	ARRAY(struct fingerprint)
	lines;                  /* `hash` of those from `next` on: how
	                         * many were added before them */
	uint32_t next;          /* the first line whose hash is to come */
	uint64_t due;           /* how many were added when it comes */
	uint64_t added;         /* characters */
	uint64_t hash, leaving; /* MULTIPLIER to the power of WINDOW */
	uint16_t units[WINDOW];
	unsigned index;
	bool at_line_start, after_cr;
};

static void roll_expect(struct roll *r)
{
	r->due = r->next < r->lines.count ? r->lines.at[r->next].hash + WINDOW
	                                  : UINT64_MAX;
}

static void roll_add(struct roll *r, uint16_t unit)
{
	uint16_t old = r->units[r->index];

	r->units[r->index] = unit;
	r->hash = r->hash * MULTIPLIER + unit - r->leaving * old;
	r->index = r->index + 1 < WINDOW ? r->index + 1 : 0;
	if (++r->added == r->due) {
		r->lines.at[r->next++].hash = r->hash;
		roll_expect(r);
	}
}

static void roll_start_line(struct roll *r)
{
	ARRAY_PUSH(r->arena, &r->lines, ((struct fingerprint){r->added, 0}));
	if (r->next + 1 == r->lines.count)
		roll_expect(r);
}

/* Spaces and tabs do not count; CR and CRLF are LF. */
static void roll_unit(struct roll *r, uint16_t unit)
{
	bool is_second = r->after_cr && unit == '\n';

	r->after_cr = unit == '\r';
	if (unit == ' ' || unit == '\t' || is_second)
		return;
	if (unit == '\r')
		unit = '\n';
	if (r->at_line_start)
		roll_start_line(r);
	r->at_line_start = unit == '\n';
	roll_add(r, unit);
}

static void roll_point(struct roll *r, uint32_t point)
{
	if (point < 0x10000) {
		roll_unit(r, (uint16_t)point);
		return;
	}
	point -= 0x10000;
	roll_unit(r, (uint16_t)(0xd800 + (point >> 10)));
	roll_unit(r, (uint16_t)(0xdc00 + (point & 0x3ff)));
}

/* The bytes that may follow the first byte of a character, and their number:
 * Unicode's table 3-7, well-formed UTF-8 sequences. */
struct lead {
	unsigned more;
	unsigned char low, high; /* of the second byte */
};

static struct lead lead_of(unsigned char c)
{
	if (c >= 0xc2 && c <= 0xdf)
		return (struct lead){1, 0x80, 0xbf};
	if (c >= 0xe0 && c <= 0xef)
		return (struct lead){2, c == 0xe0 ? 0xa0 : 0x80,
		                     c == 0xed ? 0x9f : 0xbf};
	if (c >= 0xf0 && c <= 0xf4)
		return (struct lead){3, c == 0xf0 ? 0x90 : 0x80,
		                     c == 0xf4 ? 0x8f : 0xbf};
	return (struct lead){0, 0, 0};
}

/* Decode one that is not ASCII, or the longest beginning of one as one
 * REPLACEMENT, as the Encoding Standard (which Node follows) has it. Returns
 * its bytes. */
static size_t next_point(const unsigned char *at, size_t size, uint32_t *point)
{
	struct lead lead = lead_of(at[0]);
	size_t used = 1;

	*point = REPLACEMENT;
	if (lead.more == 0)
		return 1;
	if (size == 1 || at[1] < lead.low || at[1] > lead.high)
		return 1;
	while (used < size && used <= lead.more && at[used] >> 6 == 2)
		used++;
	if (used <= lead.more)
		return used;
	*point = at[0] & (0x3fu >> lead.more);
	for (size_t i = 1; i < used; i++)
		*point = *point << 6 | (at[i] & 0x3fu);
	return used;
}

/* Number the lines of equal hash: open addressing over line numbers. */
static void count_equal(struct fingerprints *found, struct arena *scratch)
{
	uint32_t size = 16;
	uint32_t *slots; /* the last line with a hash, plus one */

	while (size / 2 < found->count)
		size *= 2;
	slots = ARENA_ARRAY(scratch, size, uint32_t);
	for (uint32_t line = 0; line < found->count; line++) {
		struct fingerprint *f = &found->lines[line];
		uint32_t at = (uint32_t)(f->hash ^ f->hash >> 32) & (size - 1);

		while (slots[at] != 0 &&
		       found->lines[slots[at] - 1].hash != f->hash)
			at = (at + 1) & (size - 1);
		f->count =
		    slots[at] == 0 ? 1 : found->lines[slots[at] - 1].count + 1;
		slots[at] = line + 1;
	}
}

void fingerprints_find(struct fingerprints *found, struct arena *arena,
                       const char *bytes, size_t size)
{
	const unsigned char *at = (const unsigned char *)bytes;
	struct roll r = {.arena = arena,
	                 .due = UINT64_MAX,
	                 .leaving = 1,
	                 .at_line_start = true};
	struct arena scratch = {0};

	for (unsigned i = 0; i < WINDOW; i++)
		r.leaving *= MULTIPLIER;
	for (size_t done = 0; done < size;) {
		uint32_t point = at[done];

		done += point < 0x80
		            ? 1
		            : next_point(at + done, size - done, &point);
		roll_point(&r, point);
	}
	roll_unit(&r, END_OF_FILE);
	while (r.next < r.lines.count)
		roll_add(&r, 0);
	found->lines = r.lines.at;
	found->count = r.lines.count;
	count_equal(found, &scratch);
	arena_release(&scratch);
}

char *fingerprint_text(char text[FINGERPRINT_SIZE],
                       const struct fingerprint *fingerprint)
{
	snprintf(text, FINGERPRINT_SIZE, "%" PRIx64 ":%" PRIu32,
	         fingerprint->hash, fingerprint->count);
	return text;
}
