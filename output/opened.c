#include "opened.h"

#include "notebook.h"

#include <stdlib.h>
#include <string.h>

/* A line may be 50 MB long and have a finding every few bytes, so columns are
 * counted from the nearest block of this many bytes, not from its start. */
enum { COLUMN_BLOCK = 512 };

static void count_point(unsigned char c, uint32_t *points, uint32_t *astral)
{
	*points += (c & 0xc0) != 0x80;
	*astral += c >= 0xf0;
}

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

static void count_points(const char *text, uint32_t length, uint32_t *points,
                         uint32_t *astral)
{
	if (is_ascii(text, length)) {
		*points += length;
		return;
	}
	for (uint32_t i = 0; i < length; i++)
		count_point((unsigned char)text[i], points, astral);
}

static void count_blocks(struct opened *o)
{
	uint32_t blocks = o->source.length / COLUMN_BLOCK + 1;
	uint32_t *points = ARENA_ARRAY(&o->arena, blocks, uint32_t);
	uint32_t *astral = ARENA_ARRAY(&o->arena, blocks, uint32_t);
	uint32_t points_now = 0, astral_now = 0;

	for (uint32_t i = 0; i < blocks; i++) {
		uint32_t start = i * COLUMN_BLOCK;
		uint32_t left = o->source.length - start;

		points[i] = points_now;
		astral[i] = astral_now;
		count_points(o->source.text + start,
		             left < COLUMN_BLOCK ? left : COLUMN_BLOCK,
		             &points_now, &astral_now);
	}
	o->points = points;
	o->astral = astral;
}

/* Code points, and those above U+FFFF, before a byte of the text. */
static void count_before(const struct opened *o, uint32_t byte,
                         uint32_t *points, uint32_t *astral)
{
	uint32_t block = byte / COLUMN_BLOCK;

	*points = o->points[block];
	*astral = o->astral[block];
	count_points(o->source.text + block * COLUMN_BLOCK,
	             byte - block * COLUMN_BLOCK, points, astral);
}

struct position opened_position(const struct opened *o, uint32_t byte)
{
	uint32_t points, astral, points_before, astral_before, line;
	struct position position;

	/* an edit's may be anywhere, if its summary is from elsewhere */
	if (byte > o->source.length)
		byte = o->source.length;
	line = source_line(&o->source, byte);
	position = (struct position){.line = line + 1, .file_line = line + 1};
	count_before(o, byte, &points, &astral);
	count_before(o, o->source.lines[line], &points_before, &astral_before);
	position.column = points - points_before + 1;
	position.utf16 = position.column + astral - astral_before;
	if (o->source.notebook != NULL) {
		struct notebook_place place =
		    notebook_place(o->source.notebook, line);

		position.cell = place.cell;
		position.line = place.line;
		position.file_line =
		    notebook_file_line(o->source.notebook, line) + 1;
	}
	return position;
}

bool opened_is_one_line(struct region region)
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

struct region opened_region(const struct opened *opened, struct span span)
{
	const struct source *s = &opened->source;
	struct region region;

	if (span.start > s->length)
		span.start = s->length;
	if (span.end > s->length)
		span.end = s->length;
	while (span.end > span.start && is_line_end(s->text[span.end - 1]))
		span.end--;
	if (span.end <= span.start)
		span = widened(s, span);
	region.span = span;
	region.start = opened_position(opened, span.start);
	region.end = opened_position(opened, span.end);
	if (span.start == span.end) {
		region.end.column++;
		region.end.utf16++;
	}
	return region;
}

static const struct opened *fill(struct opened *o,
                                 const struct file_result *file)
{
	if (o->file != file) {
		arena_reset(&o->arena);
		o->file = file;
		o->is_readable = report_source_bytes(&o->source, &o->arena,
		                                     file, &o->bytes, &o->size);
		if (o->is_readable)
			count_blocks(o);
	}
	return o->is_readable ? o : NULL;
}

const struct opened *openings_main(struct openings *openings,
                                   const struct file_result *file)
{
	const struct opened *opened = fill(&openings->slots[0], file);

	if (opened != NULL)
		return opened;
	for (uint32_t i = 0; i < openings->changed.count; i++)
		if (openings->changed.at[i] == file)
			return NULL;
	ARRAY_PUSH(&openings->arena, &openings->changed, file);
	return NULL;
}

static int by_path(const void *key, const void *item)
{
	const struct file_result *file = item;

	return strcmp(key, file->path);
}

const struct opened *openings_other(struct openings *openings, const char *path)
{
	const struct report *report = openings->report;
	const struct opened *main = &openings->slots[0];
	const struct file_result *file;

	if (path == NULL || strcmp(path, main->file->path) == 0)
		return main->is_readable ? main : NULL;
	for (uint32_t i = 1; i < OPENED_MOST; i++) {
		const struct opened *o = &openings->slots[i];

		if (o->file != NULL && strcmp(path, o->file->path) == 0)
			return o->is_readable ? o : NULL;
	}
	file = report->file_count == 0
	           ? NULL
	           : bsearch(path, report->files, report->file_count,
	                     sizeof(*report->files), by_path);
	if (file == NULL)
		return NULL;
	openings->next = openings->next % (OPENED_MOST - 1) + 1;
	return fill(&openings->slots[openings->next], file);
}

void openings_close(struct openings *openings)
{
	for (uint32_t i = 0; i < OPENED_MOST; i++)
		arena_release(&openings->slots[i].arena);
	arena_release(&openings->arena);
}
