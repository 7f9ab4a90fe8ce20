/* One file of Python: its text as UTF-8, and its lines. */
#ifndef HEAPLINT_SOURCE_H
#define HEAPLINT_SOURCE_H

#include "arena.h"
#include "budget.h"
#include "str.h"

#include <stdint.h>

/* Bytes [start, end) of a source's text. */
struct span {
	uint32_t start, end;
};

struct notebook;

struct source {
	const char *path; /* as findings show it: relative, '/' between parts */
	const char *text; /* UTF-8, no byte-order mark, NUL-terminated */
	uint32_t length;
	const uint32_t *lines; /* where each line starts, in bytes */
	uint32_t line_count;
	uint64_t hash[2]; /* XXH3-128 of the file's bytes as they were */
	const char
	    *encoding; /* what the text was decoded from, "utf-8" mostly */
	uint32_t
	    byte_order_mark; /* bytes before the text in the file: 0 or 3 */
	const struct notebook *notebook; /* whose code the text is; or NULL */
};

enum {
	SOURCE_DEEPEST = 100 /* indentation levels, as CPython's tokenizer */
};

/* XXH3-128 of a file's bytes. */
void source_hash(uint64_t hash[2], const char *bytes, size_t size);

/* Make a source from a file's bytes; all memory is `arena`'s, `path` is kept,
 * the bytes are not.
 * The encoding is found as PEP 263 has it (mark, then a comment in the first
 * two lines, then UTF-8) and a lone CR becomes LF. Of a notebook (its path says
 * that it is one) the text is its cells' code. Returns NULL, or why the
 * bytes cannot be read as Python (too large, a NUL byte, not valid in their
 * encoding, an unknown encoding, indented too deep): lower case, no full stop.
 */
const char *source_decode(struct source *source, struct arena *arena,
                          const char *path, const char *bytes, size_t size);

/* Read all that comes on `descriptor`; the bytes are `arena`'s. Returns NULL,
 * or why not: the error's text, or that it is larger than `most` (as `size` is
 * then). */
const char *source_read_bytes(struct arena *arena, int descriptor,
                              uint64_t most, const char **bytes, size_t *size);

/* Read the regular file at `file`; the bytes are `arena`'s, and one more after
 * them. Returns NULL, or why not: the error's text, that it is larger than
 * `most`, a directory or no regular file. It waits for nobody, as opening a
 * FIFO would. */
const char *source_read_regular(struct arena *arena, const char *file,
                                uint64_t most, const char **bytes,
                                size_t *size);

/* The line, from 0, that a byte is on. A byte at the end is on the last line.
 */
uint32_t source_line(const struct source *source, uint32_t byte);

/* The line's text without its line end. */
struct str source_line_text(const struct source *source, uint32_t line);

/* How far a byte is from the start of its line, from 0, in bytes and in code
 * points (what people and SARIF's unicodeCodePoints count). */
uint32_t source_column_bytes(const struct source *source, uint32_t byte);
uint32_t source_column(const struct source *source, uint32_t byte);

struct str source_text(const struct source *source, struct span span);

#endif
