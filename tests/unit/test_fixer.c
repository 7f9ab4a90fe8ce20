/* What becomes of fixes that go wrong: rules make none, so they are made here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixer.h"
#include "rewrite.h"
#include "rule.h"
#include "summary.h"

#include <string.h>

static const struct rule one = {.code = "MEM501"};

/* A run over one text, as from standard input. */
struct bench {
	struct arena arena;
	struct summary summary;
	struct file_result file;
	struct report report;
	struct fixer fixer;
	struct source source;
};

static void read_text(struct bench *b, const char *text, const char *path)
{
	b->file = (struct file_result){.path = path,
	                               .bytes = text,
	                               .size = strlen(text),
	                               .is_to_fix = true,
	                               .summary = &b->summary};
	b->file.findings.arena = &b->arena;
	assert_null(
	    source_decode(&b->source, &b->arena, path, text, b->file.size));
	memcpy(b->file.hash, b->source.hash, sizeof(b->file.hash));
}

static void begin(struct bench *b, const char *text, const char *path)
{
	*b = (struct bench){.fixer = {.is_asked = true}};
	b->fixer.arena = &b->arena;
	read_text(b, text, path);
	b->report.files = &b->file;
	b->report.file_count = 1;
	fixer_start(&b->fixer, &b->report);
}

static void end(struct bench *b)
{
	fixer_end(&b->fixer);
	arena_release(&b->arena);
}

/* A finding at these bytes, which its fix replaces. */
static void find(struct bench *b, uint32_t start, uint32_t stop,
                 const char *text)
{
	struct finding finding = {
	    .rule = &one, .level = LEVEL_WARNING, .span = {start, stop}};
	struct finding *f;

	ARRAY_PUSH(&b->arena, &b->file.findings.list, finding);
	f = &b->file.findings.list.at[b->file.findings.list.count - 1];
	fix_replace(&b->file.findings,
	            finding_fix(&b->file.findings, f, FIX_SAFE, "mend it"),
	            &b->source, (struct span){start, stop}, text);
}

/* The text that is to be analysed next. */
static const char *wanted(struct bench *b)
{
	const struct run_text *text = &b->fixer.texts.at[0];

	assert_int_equal(b->fixer.texts.count, 1);
	return arena_copy(&b->arena, text->bytes, text->size);
}

static void told(const struct bench *b, uint32_t index, enum level level,
                 const char *text)
{
	assert_true(index < b->fixer.notices.count);
	assert_int_equal(b->fixer.notices.at[index].level, level);
	assert_string_equal(b->fixer.notices.at[index].text, text);
}

/* The text is mended where a finding at these bytes says so. */
static void begin_mended(struct bench *b, const char *text, uint32_t start,
                         uint32_t stop, const char *with)
{
	begin(b, text, "-");
	find(b, start, stop, with);
	assert_true(fixer_round(&b->fixer, &b->report));
}

static void what_would_be_no_python_is_dropped(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "a = 1\nb = 2\n", "-");
	find(&b, 4, 5, "(");
	find(&b, 10, 11, "3");
	assert_true(fixer_round(&b.fixer, &b.report));
	assert_string_equal(wanted(&b), "a = 1\nb = 3\n");
	assert_int_equal(fixer_made(&b.fixer, 0), 1);
	assert_int_equal(b.fixer.notices.count, 1);
	assert_non_null(strstr(b.fixer.notices.at[0].text,
	                       "the fix of MEM501 on line 1 is not made: "));
	end(&b);
}

static void the_only_one_is_dropped_too(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "a = 1\n", "-");
	find(&b, 4, 5, "(");
	assert_false(fixer_round(&b.fixer, &b.report));
	assert_null(fixer_result(&b.fixer, 0));
	assert_int_equal(b.fixer.notices.count, 1);
	end(&b);
}

/* Each is good by itself, both are not. */
static void of_two_that_do_not_go_together_one_is_made(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "if a:\n    b\n    c\n", "-");
	find(&b, 6, 12, "");
	find(&b, 12, 18, "");
	assert_true(fixer_round(&b.fixer, &b.report));
	assert_string_equal(wanted(&b), "if a:\n    c\n");
	assert_int_equal(b.fixer.notices.count, 0);
	end(&b);
}

static void what_mends_nothing_is_taken_back(void **state)
{
	struct bench b;

	(void)state;
	begin_mended(&b, "a = 1\n", 4, 5, "2");
	read_text(&b, wanted(&b), "-");
	find(&b, 4, 5, "3");
	assert_true(fixer_round(&b.fixer, &b.report));
	told(&b, 0, LEVEL_WARNING,
	     "the fix of MEM501 on line 1 is not made: it would still be"
	     " reported");
	assert_string_equal(wanted(&b), "a = 1\n");
	assert_int_equal(fixer_made(&b.fixer, 0), 0);
	read_text(&b, wanted(&b), "-");
	find(&b, 4, 5, "2");
	assert_false(fixer_round(&b.fixer, &b.report)); /* not again */
	end(&b);
}

static void a_text_that_changed_is_left(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "a = 1\n", "-");
	find(&b, 4, 5, "2");
	b.file.hash[0]++;
	assert_false(fixer_round(&b.fixer, &b.report));
	told(&b, 0, LEVEL_ERROR, "nothing is fixed: it changed meanwhile");
	end(&b);
}

static void what_cannot_be_written_is_as_it_was(void **state)
{
	struct bench b;

	(void)state;
	begin_mended(&b, "a = 1\n", 4, 5, "2");
	b.fixer.texts.count = 0;
	fixer_undo(&b.fixer, &b.report, 0, "no space is left");
	told(&b, 0, LEVEL_ERROR, "nothing is written: no space is left");
	assert_string_equal(wanted(&b), "a = 1\n");
	assert_null(fixer_result(&b.fixer, 0));
	assert_int_equal(fixer_made(&b.fixer, 0), 0);
	end(&b);
}

/* What is found in each text is mended, and found again elsewhere. */
static void it_ends(void **state)
{
	struct bench b;
	int rounds = 0;

	(void)state;
	begin(&b, "a = 0\nb = 0\n", "-");
	find(&b, 4, 5, "1");
	while (fixer_round(&b.fixer, &b.report)) {
		uint32_t at = rounds % 2 == 0 ? 10 : 4;
		const char *next = wanted(&b);

		assert_true(++rounds <= 10);
		read_text(&b, next, "-");
		find(&b, at, at + 1, next[at] == '0' ? "1" : "0");
	}
	assert_int_equal(rounds, 10);
	told(&b, 0, LEVEL_WARNING,
	     "it was fixed 10 times over, the rest is left");
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_would_be_no_python_is_dropped),
	    cmocka_unit_test(the_only_one_is_dropped_too),
	    cmocka_unit_test(of_two_that_do_not_go_together_one_is_made),
	    cmocka_unit_test(what_mends_nothing_is_taken_back),
	    cmocka_unit_test(a_text_that_changed_is_left),
	    cmocka_unit_test(what_cannot_be_written_is_as_it_was),
	    cmocka_unit_test(it_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
