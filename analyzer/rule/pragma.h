/* Comments that suppress findings, and which of them did:
 *
 *   x += y  # heaplint: ignore[MEM301] the reason
 *   # heaplint: ignore-file[MEM4, missing-slots] the reason
 *   x += y  # noqa: MEM301
 *
 * One at the end of a line holds for the statement that the line is part of (of
 * a compound one: its head), one on a line of its own for the statement that
 * follows, or that it stands in. */
#ifndef HEAPLINT_PRAGMA_H
#define HEAPLINT_PRAGMA_H

#include "facts.h"
#include "registry.h"

enum pragma_kind { PRAGMA_LINE, PRAGMA_FILE, PRAGMA_NOQA };

/* One word in the brackets. */
struct pragma_word {
	struct span span;
	const char *text;
	const bool *rules; /* that it means, by index; NULL: none */
	bool is_foreign;   /* of another linter, in a noqa */
	bool is_used;      /* it suppressed something */
	bool is_unused;    /* the rules that it means ran, and it did not */
};

struct pragma {
	enum pragma_kind kind;
	struct span span;  /* from its '#' to the last word, or its bracket */
	struct span whole; /* with the reason */
	struct span comment;
	uint32_t line; /* the first line, from 0, that it holds for */
	const char *reason;
	ARRAY(struct pragma_word) words;
};

struct pragmas {
	ARRAY(struct pragma) list;
	struct registry registry; /* empty if no comment was read */
	/* The first and the last line of the statement, or of the head, that a
	 * line is part of; NULL if there is no pragma. */
	const uint32_t *first_line, *last_line;
	const uint32_t *by_line; /* of a first line: 1 + the pragma, or 0 */
	const uint32_t *next;    /* the next one of the same line, so too */
};

/* Those of a file; all memory is `arena`'s. */
struct pragmas *pragmas_find(struct arena *arena, const struct tree *tree);

/* Fill in first_line and last_line, which are not NULL then. */
void pragmas_find_lines(struct pragmas *pragmas, struct arena *arena,
                        const struct tree *tree);

/* Mark the findings that are suppressed, and the words that did it. */
void pragmas_apply(struct pragmas *pragmas, const struct registry *registry,
                   const struct source *source, struct findings *findings);

/* Mark the words that are not used though all that they mean was looked for:
 * `ran` by index. */
void pragmas_judge(struct pragmas *pragmas, const struct registry *registry,
                   const bool *ran, const bool *ignored);

/* What may have been meant by a word that means nothing; to follow "no rule".
 */
const char *pragma_hint(const struct pragmas *pragmas, struct arena *arena,
                        const char *word);

/* The unused words, "A, B"; "": there are none. */
const char *pragma_unused(struct arena *arena, const struct pragma *pragma);

/* The edit that takes the unused words out, or all of it. */
struct span pragma_removal(struct arena *arena, const struct source *source,
                           const struct pragma *pragma, const char **text);

#endif
