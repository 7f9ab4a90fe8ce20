/* Places in a source as people and editors count them. */
#ifndef HEAPLINT_POSITION_H
#define HEAPLINT_POSITION_H

#include "source.h"

/* Where something is: all from 1. */
struct position {
	uint32_t cell;      /* of a notebook; 0: the file is none */
	uint32_t line;      /* of the cell or the file */
	uint32_t column;    /* in code points */
	uint32_t utf16;     /* in UTF-16 code units */
	uint32_t file_line; /* of a notebook, as the file is written; columns
	                       have no meaning there */
};

/* A span as it is shown: never empty (but in an empty line), without line ends
 * after it. `end` is the position after the last character. */
struct region {
	struct span span;
	struct position start, end;
};

/* What finds them in one source. A line may be 50 MB long and have a finding
 * every few bytes: for those of long lines it counts the whole source, once.
 * Zero-initialised but for the first two it is ready. */
struct positions {
	const struct source *source;
	struct arena *arena;
	const uint32_t *points; /* code points before each block of bytes */
	const uint32_t *astral; /* of these, the ones above U+FFFF */
};

/* Of a byte, or of the end if there is no such byte. */
struct position position_at(struct positions *positions, uint32_t byte);

struct region position_region(struct positions *positions, struct span span);

/* Where that begins. */
struct position position_start(struct positions *positions, struct span span);

/* Does it begin and end on one line? */
bool position_is_one_line(struct region region);

#endif
