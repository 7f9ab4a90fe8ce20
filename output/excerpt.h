/* A line of source with a span in it underlined, short enough to be shown. */
#ifndef HEAPLINT_EXCERPT_H
#define HEAPLINT_EXCERPT_H

#include "opened.h"
#include "text.h"

/* How a finding's lines are drawn: "  14 | code" */
struct gutter {
	FILE *stream;
	struct colours colours;
	int digits; /* of the largest line number */
};

/* The digits of a line number. */
int excerpt_digits(uint32_t line);

/* Draw the first line of the region, and `mark` ("^" or "-") under the part of
 * it that the region covers, in `colour`. */
void excerpt_draw(const struct gutter *gutter, const struct opened *opened,
                  struct region region, char mark, const char *colour);

/* The region's first line on one line of text, without its indentation, from
 * the region's start at most `width` bytes. */
struct str excerpt_line(const struct opened *opened, struct region region,
                        uint32_t width);

/* The region's text, shortened to what a reader of SARIF shows. */
char *excerpt_snippet(struct arena *arena, const struct opened *opened,
                      struct region region);

#endif
