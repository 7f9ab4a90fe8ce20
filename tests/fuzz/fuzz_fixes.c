/* Bytes as a Python file: all its fixes made, round by round. What comes of
 * them is read again and has no more errors, and to fix that changes nothing.
 */
#include "fuzz_target.h"

#include "fixer.h"
#include "mutate_python.h"

#include <assert.h>
#include <string.h>

static void look(struct report *report, struct arena *arena)
{
	run_copy(report, arena);
	run_link(report, arena);
}

/* The errors of a text; UINT32_MAX if it is none of Python. */
static uint32_t errors(struct arena *arena, const char *bytes, size_t size)
{
	struct parser *parser = parser_new();
	uint32_t count = UINT32_MAX;
	struct source source;
	struct tree tree;

	if (parser == NULL)
		abort();
	if (source_decode(&source, arena, "a.py", bytes, size) == NULL &&
	    tree_parse(&tree, arena, parser, &source) == NULL)
		count = tree.error_count;
	parser_free(parser);
	return count;
}

/* Returns what the file is then, or NULL if it stays as it is. */
static const struct rewrite *fix(struct bench *b, const char *bytes,
                                 size_t size)
{
	static const struct texts no_words;
	const char *paths[] = {write_input(bytes, size)};
	struct config over = {.include_tests = GIVEN_YES,
	                      .fix = GIVEN_YES,
	                      .unsafe_fixes = GIVEN_YES};
	struct config_choice choice = {
	    .over = &over, .words = &no_words, .is_isolated = true};
	struct run_options how = {.paths = paths, .path_count = 1, .jobs = 1};
	struct fixer fixer = {.arena = &b->arena, .is_asked = true};
	const struct rewrite *made = NULL;
	struct run_work *work;
	struct report report;

	how.config = config_files_new(&b->arena, &b->registry, &choice);
	work = run_begin(&b->arena, &b->registry, &how);
	run_analyse(work, &report);
	fixer_start(&fixer, &report);
	look(&report, &b->arena);
	while (fixer_round(&fixer, &report)) {
		run_again(work, &report, &b->arena, fixer.texts.at,
		          fixer.texts.count);
		look(&report, &b->arena);
	}
	if (report.file_count > 0)
		made = fixer_result(&fixer, 0);
	fixer_end(&fixer);
	run_release(&report);
	unlink(paths[0]);
	return made;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rewrite *once, *again;
	struct bench b;
	const char *bytes;

	bench_open(&b);
	bytes = arena_copy(&b.arena, data, size);
	once = fix(&b, bytes, size);
	if (once != NULL) {
		assert(errors(&b.arena, once->after, once->after_size) <=
		       errors(&b.arena, bytes, size));
		again = fix(&b, once->after, once->after_size);
		if (again != NULL &&
		    (again->after_size != once->after_size ||
		     memcmp(again->after, once->after, once->after_size) != 0))
			abort();
	}
	bench_close(&b);
	return 0;
}
