/* What the text formats share: text that is safe on a terminal, colours, and
 * the lines that end a report. */
#ifndef HEAPLINT_TEXT_H
#define HEAPLINT_TEXT_H

#include "opened.h"
#include "output.h"

/* The four SGR codes in use; all empty without colours. */
struct colours {
	const char *bold, *error, *warning, *plain;
};

struct colours text_colours(const struct output_options *options);
const char *text_level_colour(const struct colours *colours, enum level level);

/* Write the text for a terminal, starting in `column`: tabs become spaces up
 * to the next multiple of 8, and what would command the terminal or turn the
 * direction of writing becomes a sign of one column. Returns the column after
 * it; `stream` may be NULL. */
uint32_t text_show(FILE *stream, struct str text, uint32_t column);

/* "14:5", in a notebook "cell 3:14:5". */
char *text_position(struct arena *arena, struct position at);

/* " (suppressed: the reason)", if the finding is. */
void text_suppressed(FILE *stream, const struct finding *finding);

/* "12 findings (1 error, 3 warnings, 8 notes) in 5 of 120 files" */
void text_summary(FILE *stream, const struct report *report);

/* A table of counts by rule and level, the most frequent rule first. */
void text_statistics(FILE *stream, const struct report *report);

/* "path: error: changed since it was analysed; ..." */
void text_changed(FILE *stream, const struct report *report,
                  const struct file_result *file);

/* A stream into memory (open_memstream(3)): `*text`, of `*size` bytes, is the
 * caller's to free once it is closed. Without memory the program ends. */
FILE *text_open_memory(char **text, size_t *size);
void text_close_memory(FILE *stream, char *const *text);

#endif
