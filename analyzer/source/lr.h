/* Source that the grammar reads without an error -> the flattened tree.
 *
 * An LR parser by the grammar's own tables. It makes no tree in
 * between: what a reduction finds is a record in an array, in postorder, which
 * is then turned into preorder. Where the grammar leaves open what something
 * is (`a, b` may be a target or a value), it goes both ways until one ends
 * (lr_forks.c), as tree-sitter does. What has an error, is nested very deep or
 * stays ambiguous is left to tree-sitter: tests/unit/test_lr.c has it find the
 * same. */
#ifndef HEAPLINT_LR_H
#define HEAPLINT_LR_H

#include "flatten.h"

struct lr;

struct lr_input {
	const char *text;
	uint32_t length;
	uint64_t memory;   /* bytes that it may take */
	uint64_t deadline; /* nanoseconds of this thread's time */
};

#ifndef PARSE_BY_TREE_SITTER
/* NULL where the language is none that it knows. */
struct lr *lr_new(const struct flatten_maps *maps);
void lr_free(struct lr *lr);

/* Read it. False where tree-sitter has to look. The parser's memory is to be
 * ready (parse_memory.h); comments are kept in `arena`. */
bool lr_parse(struct lr *lr, struct arena *arena, const struct lr_input *input);

/* Fill in what flatten() does, from what was read last. NULL if that would take
 * too much memory. */
struct node *lr_nodes(struct lr *lr, struct tree *tree, struct arena *arena);

/* Give back what a large text took; its nodes stay. */
void lr_forget(struct lr *lr);
#else /* a build to compare with: Makefile */
static inline struct lr *lr_new(const struct flatten_maps *maps)
{
	(void)maps;
	return NULL;
}

static inline void lr_free(struct lr *lr)
{
	(void)lr;
}

static inline bool lr_parse(struct lr *lr, struct arena *arena,
                            const struct lr_input *input)
{
	(void)lr, (void)arena, (void)input;
	return false;
}

static inline struct node *lr_nodes(struct lr *lr, struct tree *tree,
                                    struct arena *arena)
{
	(void)lr, (void)tree, (void)arena;
	return NULL;
}

static inline void lr_forget(struct lr *lr)
{
	(void)lr;
}
#endif

#endif
