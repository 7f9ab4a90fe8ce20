#include "excerpt.h"

#include "sentence.h"

#include <inttypes.h>
#include <string.h>

enum {
	LINE_LONGEST = 200,   /* bytes; longer lines are shown in part */
	WINDOW = 160,         /* bytes of a long line that are shown */
	WINDOW_BEFORE = 48,   /* of these, before the span */
	SNIPPET_LONGEST = 400 /* bytes */
};

int excerpt_digits(uint32_t line)
{
	int digits = 1;

	for (; line >= 10; line /= 10)
		digits++;
	return digits;
}

/* The part of a line that is shown, in bytes of the source. */
struct window {
	uint32_t start, end;
	bool is_cut_before, is_cut_after;
};

static bool is_inside_character(const struct source *s, uint32_t byte)
{
	return byte < s->length &&
	       ((unsigned char)s->text[byte] & 0xc0) == 0x80;
}

static struct window window_of(const struct source *s, struct region region)
{
	struct str line =
	    source_line_text(s, source_line(s, region.span.start));
	uint32_t start = (uint32_t)(line.at - s->text);
	struct window w = {start, start + line.length, false, false};

	if (line.length <= LINE_LONGEST)
		return w;
	if (region.span.start - start > WINDOW_BEFORE) {
		w.start = region.span.start - WINDOW_BEFORE;
		while (is_inside_character(s, w.start))
			w.start--;
		w.is_cut_before = w.start > start;
	}
	if (w.end - w.start > WINDOW) {
		w.end = w.start + WINDOW;
		while (is_inside_character(s, w.end))
			w.end--;
		w.is_cut_after = true;
	}
	return w;
}

static struct str part(const struct source *s, uint32_t start, uint32_t end)
{
	return source_text(s, (struct span){start, end});
}

static void draw_line(const struct gutter *g, const struct source *s,
                      struct window w, uint32_t line)
{
	fprintf(g->stream, "%s%*" PRIu32 " |%s ", g->colours.bold, g->digits,
	        line, g->colours.plain);
	if (w.is_cut_before)
		fputs("...", g->stream);
	text_show(g->stream, part(s, w.start, w.end), 0);
	if (w.is_cut_after)
		fputs("...", g->stream);
	fputc('\n', g->stream);
}

static void draw_marks(FILE *stream, char mark, uint32_t count)
{
	while (count-- > 0)
		fputc(mark, stream);
}

void excerpt_draw(const struct gutter *g, const struct opened *opened,
                  struct region region, char mark, const char *colour)
{
	const struct source *s = &opened->source;
	struct window w = window_of(s, region);
	uint32_t end = region.span.end < w.end ? region.span.end : w.end;
	uint32_t before, after;

	draw_line(g, s, w, region.start.line);
	before = text_show(NULL, part(s, w.start, region.span.start), 0);
	after = text_show(NULL, part(s, region.span.start, end), before);
	fprintf(g->stream, "%s%*s |%s %*s%s", g->colours.bold, g->digits, "",
	        g->colours.plain, (int)(before + (w.is_cut_before ? 3 : 0)), "",
	        colour);
	draw_marks(g->stream, mark, after > before ? after - before : 1);
	fputs(g->colours.plain, g->stream);
	if (!position_is_one_line(region))
		fprintf(g->stream, " ... to line %" PRIu32, region.end.line);
	fputc('\n', g->stream);
}

struct str excerpt_line(const struct opened *opened, struct region region,
                        uint32_t width)
{
	const struct source *s = &opened->source;
	struct window w = window_of(s, region);

	while (w.start < region.span.start && strchr(" \t\f", s->text[w.start]))
		w.start++;
	if (region.span.start - w.start > width / 2)
		w.start = region.span.start;
	return text_beginning(part(s, w.start, w.end), width);
}

char *excerpt_snippet(struct arena *arena, const struct opened *opened,
                      struct region region)
{
	struct str text = source_text(&opened->source, region.span);
	struct str shown = text_beginning(text, SNIPPET_LONGEST);

	return arena_format(arena, "%.*s%s", STR_ARG(shown),
	                    shown.length < text.length ? "..." : "");
}
