/* Changes to Python files: all bytes but those of the edits stay as they are,
 * with their line ends, mark and encoding, and a file is replaced whole or not
 * at all. */
#ifndef HEAPLINT_REWRITE_H
#define HEAPLINT_REWRITE_H

#include "tree.h"

/* Replace what is at `span` of the source's text. A "\n" in `text` becomes what
 * the file's first line ends in. */
struct rewrite_edit {
	struct span span;
	const char *text;
};

/* Bytes that stay, at `before` of the old ones and `after` of the new. */
struct rewrite_piece {
	size_t before, after, size;
};

struct rewrite_pieces {
	ARRAY(struct rewrite_piece) list; /* in order */
};

/* An edit's place in the old text and in the new one. */
struct rewrite_shift {
	struct span before, after;
};

/* A file's bytes before and after. */
struct rewrite {
	const char *before, *after;
	size_t before_size, after_size;
	struct rewrite_pieces pieces;
	ARRAY(struct rewrite_shift) shifts; /* in order */
};

/* Make the new bytes; `edits` are in order and do not overlap. `bytes` are what
 * `source` was decoded from. All memory is `arena`'s. Returns NULL, or why not
 * (a text that the file's encoding cannot say). */
const char *rewrite_make(struct rewrite *rewrite, struct arena *arena,
                         const struct source *source, const char *bytes,
                         size_t size, const struct rewrite_edit *edits,
                         uint32_t count);

/* Where a place of the old text (not bytes) is in the new one; inside of an
 * edit: where that begins. */
uint32_t rewrite_place(const struct rewrite *rewrite, uint32_t before);

/* The pieces that stay when `first` is followed by `second`. */
struct rewrite_pieces rewrite_compose(struct arena *arena,
                                      const struct rewrite_pieces *first,
                                      const struct rewrite_pieces *second);

/* For each line of the new bytes (as struct source has them) 1 + the line of
 * the old ones that it is, or 0: it is new, or was changed. */
const uint32_t *rewrite_lines(struct arena *arena,
                              const struct rewrite *rewrite);

/* Parse the new bytes into `tree`, to compare. Returns NULL, or why they may
 * not be written: they cannot be decoded or parsed, or have more errors than
 * `before`. */
const char *rewrite_parse(const struct rewrite *rewrite, struct tree *tree,
                          struct arena *arena, struct parser *parser,
                          const struct tree *before);

/* Put the new bytes in the place of the old ones. Links are followed, the mode
 * is kept. Returns NULL, or why not: it is no longer what it was, or cannot be
 * written. */
const char *rewrite_file(const struct rewrite *rewrite, struct arena *arena,
                         const char *file);

#endif
