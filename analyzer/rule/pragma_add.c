#include "pragma_add.h"

#include "pragma.h"

#include <stdlib.h>

/* A code that is to be suppressed in the statement that ends on a line. */
struct wanted {
	uint32_t line;  /* where the comment goes */
	uint32_t first; /* the statement's first */
	const char *code;
};

static int compare(const void *left, const void *right)
{
	const struct wanted *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->code, b->code);
}

/* Nothing is gained by hiding what says that code was not read, or that a
 * comment hides nothing. */
static bool is_about_code(const struct finding *finding)
{
	return finding->suppressed == NULL &&
	       strncmp(finding->rule->code, "MEM0", 4) != 0;
}

/* Where a comment at the end of a line goes. */
static uint32_t end_of_text(const struct source *source, uint32_t line)
{
	struct str text = source_line_text(source, line);

	while (text.length > 0 &&
	       strchr(" \t\r\f", text.at[text.length - 1]) != NULL)
		text.length--;
	return source->lines[line] + text.length;
}

/* The comment that holds for the statement already, or NULL. */
static const struct pragma *pragma_there(const struct pragmas *pragmas,
                                         uint32_t first)
{
	uint32_t i = pragmas->list.count == 0 ? 0 : pragmas->by_line[first];

	for (; i != 0; i = pragmas->next[i - 1]) {
		const struct pragma *pragma = &pragmas->list.at[i - 1];

		if (pragma->kind == PRAGMA_LINE && pragma->words.count > 0)
			return pragma;
	}
	return NULL;
}

static void add_edit(struct pragma_edits *edits, struct arena *arena,
                     const struct pragmas *pragmas, const struct tree *tree,
                     const struct wanted *wanted, const char *codes,
                     const char *reason)
{
	const struct pragma *there = pragma_there(pragmas, wanted->first);
	struct rewrite_edit edit;

	if (there != NULL) {
		edit.span.start = edit.span.end =
		    there->words.at[there->words.count - 1].span.end;
		edit.text = arena_format(arena, ", %s", codes);
	} else {
		edit.span.start = edit.span.end =
		    end_of_text(tree->source, wanted->line);
		edit.text =
		    arena_format(arena, "  # heaplint: ignore[%s]%s%s", codes,
		                 *reason != '\0' ? " " : "", reason);
	}
	ARRAY_PUSH(arena, &edits->list, edit);
}

static int by_place(const void *left, const void *right)
{
	const struct rewrite_edit *a = left, *b = right;

	return (a->span.start > b->span.start) -
	       (a->span.start < b->span.start);
}

void pragma_add(struct pragma_edits *edits, struct arena *arena,
                const struct tree *tree, const struct findings *findings,
                const char *reason)
{
	struct pragmas *pragmas = pragmas_find(arena, tree);
	ARRAY(struct wanted) wanted = {0};

	*edits = (struct pragma_edits){0};
	if (pragmas->first_line == NULL)
		pragmas_find_lines(pragmas, arena, tree);
	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct finding *finding = &findings->list.at[i];
		uint32_t line = source_line(tree->source, finding->span.start);
		struct wanted item = {pragmas->last_line[line],
		                      pragmas->first_line[line],
		                      finding->rule->code};

		if (!is_about_code(finding))
			continue;
		edits->count++;
		ARRAY_PUSH(arena, &wanted, item);
	}
	if (wanted.count == 0)
		return;
	qsort(wanted.at, wanted.count, sizeof(*wanted.at), compare);
	for (uint32_t i = 0, end; i < wanted.count; i = end) {
		const char *codes = wanted.at[i].code;

		for (end = i + 1; end < wanted.count &&
		                  wanted.at[end].line == wanted.at[i].line;
		     end++)
			if (compare(&wanted.at[end - 1], &wanted.at[end]) != 0)
				codes = arena_format(arena, "%s, %s", codes,
				                     wanted.at[end].code);
		add_edit(edits, arena, pragmas, tree, &wanted.at[i], codes,
		         reason);
	}
	qsort(edits->list.at, edits->list.count, sizeof(*edits->list.at),
	      by_place);
}
