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

/* A file's bytes before and after. */
struct rewrite {
	const char *before, *after;
	size_t before_size, after_size;
};

/* Make the new bytes; `edits` are in order and do not overlap. `bytes` are what
 * `source` was decoded from. All memory is `arena`'s. Returns NULL, or why not
 * (a text that the file's encoding cannot say). */
const char *rewrite_make(struct rewrite *rewrite, struct arena *arena,
                         const struct source *source, const char *bytes,
                         size_t size, const struct rewrite_edit *edits,
                         uint32_t count);

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
