#include "position.h"

#include "notebook.h"

#include <string.h>

/* Columns of longer lines are counted from the nearest block of so many bytes,
 * not from the line's start. */
enum { COLUMN_BLOCK = 512 };

/* How many code points, and of these above U+FFFF. */
struct counted {
	uint32_t points, astral;
};

static bool is_ascii(const char *text, uint32_t length)
{
	uint64_t word, all = 0;
	uint32_t i = 0;

	for (; i + sizeof(word) <= length; i += sizeof(word)) {
		memcpy(&word, text + i, sizeof(word));
		all |= word;
	}
	for (; i < length; i++)
		all |= (unsigned char)text[i];
	return (all & 0x8080808080808080) == 0;
}

static void count(struct counted *counted, const char *text, uint32_t length)
{
	if (is_ascii(text, length)) {
		counted->points += length;
		return;
	}
	for (uint32_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		counted->points += (c & 0xc0) != 0x80;
		counted->astral += c >= 0xf0;
	}
}

static void count_blocks(struct positions *p)
{
	const struct source *s = p->source;
	uint32_t blocks = s->length / COLUMN_BLOCK + 1;
	uint32_t *points = ARENA_ARRAY(p->arena, blocks, uint32_t);
	uint32_t *astral = ARENA_ARRAY(p->arena, blocks, uint32_t);
	struct counted now = {0, 0};

	for (uint32_t i = 0; i < blocks; i++) {
		uint32_t start = i * COLUMN_BLOCK;
		uint32_t left = s->length - start;

		points[i] = now.points;
		astral[i] = now.astral;
		count(&now, s->text + start,
		      left < COLUMN_BLOCK ? left : COLUMN_BLOCK);
	}
	p->points = points;
	p->astral = astral;
}

/* What is before a byte of the text. */
static struct counted count_before(const struct positions *p, uint32_t byte)
{
	uint32_t block = byte / COLUMN_BLOCK;
	struct counted counted = {p->points[block], p->astral[block]};

	count(&counted, p->source->text + block * COLUMN_BLOCK,
	      byte - block * COLUMN_BLOCK);
	return counted;
}

/* What is between the line's start and a byte of it. */
static struct counted count_in_line(struct positions *p, uint32_t start,
                                    uint32_t byte)
{
	struct counted counted = {0, 0}, before;

	if (byte - start <= COLUMN_BLOCK) {
		count(&counted, p->source->text + start, byte - start);
		return counted;
	}
	if (p->points == NULL)
		count_blocks(p);
	counted = count_before(p, byte);
	before = count_before(p, start);
	counted.points -= before.points;
	counted.astral -= before.astral;
	return counted;
}

struct position position_at(struct positions *p, uint32_t byte)
{
	const struct source *s = p->source;
	struct position position;
	struct counted counted;
	uint32_t line;

	/* an edit's may be anywhere, if its summary is from elsewhere */
	if (byte > s->length)
		byte = s->length;
	line = source_line(s, byte);
	counted = count_in_line(p, s->lines[line], byte);
	position = (struct position){.line = line + 1, .file_line = line + 1};
	position.column = counted.points + 1;
	position.utf16 = position.column + counted.astral;
	if (s->notebook != NULL) {
		struct notebook_place place = notebook_place(s->notebook, line);

		position.cell = place.cell;
		position.line = place.line;
		position.file_line = notebook_file_line(s->notebook, line) + 1;
	}
	return position;
}

bool position_is_one_line(struct region region)
{
	return region.start.cell == region.end.cell &&
	       region.start.line == region.end.line;
}

static bool is_continued(const struct source *s, uint32_t byte)
{
	return byte < s->length &&
	       ((unsigned char)s->text[byte] & 0xc0) == 0x80;
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* A span of nothing becomes the character there, or the one before it where a
 * line ends: readers of SARIF stumble over empty regions. */
static struct span widened(const struct source *s, struct span span)
{
	uint32_t at = span.start;
	uint32_t line_start = s->lines[source_line(s, at)];

	if (at > line_start && (at == s->length || is_line_end(s->text[at]))) {
		at--;
		while (at > line_start && is_continued(s, at))
			at--;
	} else if (at == s->length || is_line_end(s->text[at])) {
		return (struct span){at, at};
	}
	span = (struct span){at, at + 1};
	while (is_continued(s, span.end))
		span.end++;
	return span;
}

static struct span shown(const struct source *s, struct span span)
{
	if (span.start > s->length)
		span.start = s->length;
	if (span.end > s->length)
		span.end = s->length;
	while (span.end > span.start && is_line_end(s->text[span.end - 1]))
		span.end--;
	return span.end <= span.start ? widened(s, span) : span;
}

struct region position_region(struct positions *p, struct span span)
{
	struct region region = {.span = shown(p->source, span)};

	region.start = position_at(p, region.span.start);
	region.end = position_at(p, region.span.end);
	if (region.span.start == region.span.end) {
		region.end.column++;
		region.end.utf16++;
	}
	return region;
}

struct position position_start(struct positions *p, struct span span)
{
	return position_at(p, shown(p->source, span).start);
}
