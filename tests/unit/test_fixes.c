/* Fixes: which are made together, and what becomes of places and bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diff.h"
#include "fixes.h"
#include "rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct rule one = {.code = "MEM501"};
static const struct rule other = {.code = "MEM201"};

struct bench {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct fixes fixes;
	struct fixes_marks dropped;
	struct rewrite rewrite;
	const char *bytes;
};

static void begin(struct bench *b, const char *text)
{
	*b = (struct bench){.bytes = text};
	b->findings.arena = &b->arena;
	assert_null(
	    source_decode(&b->source, &b->arena, "a.py", text, strlen(text)));
}

static void end(struct bench *b)
{
	arena_release(&b->arena);
}

static struct finding *add(struct bench *b, enum fix_safety safety,
                           uint32_t start, uint32_t stop, const char *text)
{
	struct finding finding = {
	    .rule = &one, .level = LEVEL_NOTE, .span = {start, stop}};
	struct finding *f;

	ARRAY_PUSH(&b->arena, &b->findings.list, finding);
	f = &b->findings.list.at[b->findings.list.count - 1];
	if (safety != FIX_NONE)
		fix_replace(&b->findings,
		            finding_fix(&b->findings, f, safety, "mend it"),
		            &b->source, (struct span){start, stop}, text);
	return f;
}

static void choose(struct bench *b, bool is_unsafe)
{
	struct fixes_limits limits = {is_unsafe, LEVEL_NOTE, &b->dropped};

	fixes_choose(&b->fixes, &b->arena, &b->source, &b->findings, &limits);
}

/* The text after those that were chosen. */
static const char *made(struct bench *b)
{
	assert_null(rewrite_make(&b->rewrite, &b->arena, &b->source, b->bytes,
	                         strlen(b->bytes), b->fixes.list.at,
	                         b->fixes.list.count));
	return arena_copy(&b->arena, b->rewrite.after, b->rewrite.after_size);
}

static void what_touches_waits(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "0123456789\n");
	add(&b, FIX_SAFE, 2, 8, "outer");
	add(&b, FIX_SAFE, 4, 5, "inner");
	add(&b, FIX_SAFE, 8, 9, "beside");
	add(&b, FIX_SAFE, 10, 10, "apart");
	choose(&b, false);
	assert_int_equal(b.fixes.taken.count, 2);
	assert_string_equal(made(&b), "01outer89apart\n");
	end(&b);
}

static void safe_ones_go_first(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "0123456789\n");
	add(&b, FIX_UNSAFE, 0, 3, "bold");
	add(&b, FIX_SAFE, 2, 6, "safe");
	add(&b, FIX_UNSAFE, 8, 9, "far");
	choose(&b, false);
	assert_string_equal(made(&b), "01safe6789\n");
	choose(&b, true);
	assert_string_equal(made(&b), "01safe67far9\n");
	end(&b);
}

static void what_is_not_to_be_fixed(void **state)
{
	struct fixes_mark mark = {&one, 8, 8, 0, false};
	struct bench b;

	(void)state;
	begin(&b, "0123456789\n");
	add(&b, FIX_SAFE, 0, 1, "a")->suppressed = "why";
	add(&b, FIX_SAFE, 2, 3, "b")->is_known = true;
	add(&b, FIX_SAFE, 4, 5, "c")->is_elsewhere = true;
	add(&b, FIX_SAFE, 6, 7, "d")->fix->edits.at[0].hash++;
	add(&b, FIX_SAFE, 8, 9, "e");
	add(&b, FIX_NONE, 9, 10, "");
	ARRAY_PUSH(&b.arena, &b.dropped.list, mark);
	choose(&b, true);
	assert_int_equal(b.fixes.taken.count, 0);
	b.dropped.list.at[0].message = 1;
	choose(&b, true);
	assert_int_equal(b.fixes.taken.count, 1);
	end(&b);
}

static void an_import_is_made_once(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "0123456789\n");
	for (uint32_t at = 2; at < 8; at += 2) {
		struct finding *f = add(&b, FIX_UNSAFE, at, at + 1, "x");

		fix_import(&b.findings, f->fix, 0,
		           at < 6 ? "import b\n" : "import a\n");
	}
	choose(&b, true);
	assert_int_equal(b.fixes.taken.count, 3);
	assert_string_equal(made(&b), "import a\nimport b\n01x3x5x789\n");
	fixes_only(&b.fixes, &b.arena, &b.findings, 1);
	assert_string_equal(made(&b), "import b\n0123x56789\n");
	end(&b);
}

static void findings_move_with_edits(void **state)
{
	struct bench b;
	static const uint32_t places[][2] = {{0, 0}, {1, 1}, {2, 2},  {3, 2},
	                                     {4, 2}, {5, 9}, {9, 13}, {10, 14}};

	(void)state;
	begin(&b, "0123456789\r\n");
	add(&b, FIX_SAFE, 2, 5, "ab\ncde"); /* 7 bytes, as \n is \r\n */
	choose(&b, false);
	made(&b);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		assert_int_equal(rewrite_place(&b.rewrite, places[i][0]),
		                 places[i][1]);
	end(&b);
}

/* Three findings at 0, 4 and 8; those at 0 and 4 are fixed. */
static void expect(struct bench *b, struct fixes_hope *hope)
{
	begin(b, "0123456789\n");
	add(b, FIX_SAFE, 0, 1, "");
	add(b, FIX_SAFE, 4, 5, "long");
	add(b, FIX_NONE, 8, 9, "")->is_known = true;
	choose(b, false);
	made(b);
	fixes_expect(hope, &b->arena, &b->findings, &b->fixes, &b->rewrite);
	b->findings.list.count = 0;
}

static void what_is_still_there_is_told(void **state)
{
	struct fixes_hope hope;
	bool is_there[2];
	struct bench b;

	(void)state;
	expect(&b, &hope);
	add(&b, FIX_NONE, 10, 11, "");
	fixes_check(&hope, &b.arena, &b.findings, is_there);
	assert_false(is_there[0] || is_there[1]);
	add(&b, FIX_NONE, 3, 4, "")->rule = &other;
	add(&b, FIX_NONE, 3, 4, "")->message = 1;
	fixes_check(&hope, &b.arena, &b.findings, is_there);
	assert_false(is_there[0] || is_there[1]);
	add(&b, FIX_NONE, 3, 4, "");
	fixes_check(&hope, &b.arena, &b.findings, is_there);
	assert_false(is_there[0]);
	assert_true(is_there[1]);
	end(&b);
}

static void another_one_in_its_place_is_another(void **state)
{
	struct fixes_hope hope;
	bool is_there[1];
	struct bench b;

	(void)state;
	begin(&b, "list(list(x))\n");
	add(&b, FIX_SAFE, 0, 5, "");
	add(&b, FIX_NONE, 5, 10, "");
	choose(&b, false);
	made(&b);
	fixes_expect(&hope, &b.arena, &b.findings, &b.fixes, &b.rewrite);
	b.findings.list.count = 0;
	add(&b, FIX_NONE, 0, 5, ""); /* the inner one */
	fixes_check(&hope, &b.arena, &b.findings, is_there);
	assert_false(is_there[0]);
	end(&b);
}

static void what_is_known_stays_known(void **state)
{
	struct fixes_hope hope;
	struct bench b;

	(void)state;
	expect(&b, &hope);
	add(&b, FIX_SAFE, 9, 10, "x");
	add(&b, FIX_SAFE, 10, 11, "x");
	fixes_know(&hope, &b.findings);
	assert_false(b.findings.list.at[0].is_known);
	assert_true(b.findings.list.at[1].is_known);
	end(&b);
}

/* ------------------------------------------------------------ many rounds */

enum { ROUNDS = 5, TRIES = 300 };

/* Random edits of the text, in order. */
static void scribble(struct bench *b, unsigned *seed)
{
	static const char *const texts[] = {"",     "x",    "\n",
	                                    "a\nb", "\n\n", "\xc3\xa9"};
	uint32_t at = 0;

	b->fixes = (struct fixes){0};
	while ((at += (uint32_t)rand_r(seed) % 9) < b->source.length) {
		struct rewrite_edit edit = {
		    {at, at + (uint32_t)rand_r(seed) % 4},
		    texts[rand_r(seed) % 6]};

		if (edit.span.end > b->source.length)
			edit.span.end = b->source.length;
		/* whole characters */
		for (uint32_t *p = &edit.span.start;; p = &edit.span.end) {
			while (*p < b->source.length &&
			       ((unsigned char)b->source.text[*p] & 0xc0) ==
			           0x80)
				++*p;
			if (p == &edit.span.end)
				break;
		}
		ARRAY_PUSH(&b->arena, &b->fixes.list, edit);
		at = edit.span.end + 1;
	}
}

static void check_pieces(const struct rewrite *r)
{
	size_t before = 0, after = 0;

	for (uint32_t i = 0; i < r->pieces.list.count; i++) {
		const struct rewrite_piece *p = &r->pieces.list.at[i];

		assert_true(p->before >= before && p->after >= after);
		assert_memory_equal(r->before + p->before, r->after + p->after,
		                    p->size);
		before = p->before + p->size;
		after = p->after + p->size;
	}
	assert_true(before <= r->before_size && after <= r->after_size);
}

static void check_lines(struct bench *b, const struct rewrite *all)
{
	const uint32_t *lines = rewrite_lines(&b->arena, all);
	struct source old, new;
	uint32_t last = 0;

	assert_null(
	    source_decode(&old, &b->arena, "a", all->before, all->before_size));
	assert_null(
	    source_decode(&new, &b->arena, "b", all->after, all->after_size));
	for (uint32_t i = 0; i < new.line_count; i++) {
		if (lines[i] == 0)
			continue;
		assert_true(lines[i] > last);
		last = lines[i];
		assert_true(str_equal(source_line_text(&new, i),
		                      source_line_text(&old, last - 1)));
	}
}

static void try_rounds(const char *text, unsigned seed)
{
	struct bench b;
	struct rewrite all;

	begin(&b, text);
	for (int round = 0; round < ROUNDS; round++) {
		scribble(&b, &seed);
		made(&b);
		check_pieces(&b.rewrite);
		if (round == 0)
			all = b.rewrite;
		else
			all.pieces = rewrite_compose(&b.arena, &all.pieces,
			                             &b.rewrite.pieces);
		all.after = b.rewrite.after;
		all.after_size = b.rewrite.after_size;
		check_pieces(&all);
		check_lines(&b, &all);
		b.bytes = arena_copy(&b.arena, all.after, all.after_size);
		assert_null(source_decode(&b.source, &b.arena, "a.py", b.bytes,
		                          all.after_size));
	}
	end(&b);
}

static void rounds_add_up(void **state)
{
	(void)state;
	for (unsigned seed = 0; seed < TRIES; seed++) {
		try_rounds("one\ntwo\n\nthree four\nfive\n", seed);
		try_rounds("one\r\ntwo\r\nthr\xc3\xa9\xc3\xa9 four\r\nfive",
		           seed);
		try_rounds("one\rtwo\r\rthree four\rfive\r", seed);
		try_rounds("\xef\xbb\xbfone\ntwo\r\nthree\rfour", seed);
	}
}

/* ------------------------------------------------------------ diffs */

static const char *diff_of(struct bench *b)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	const char *copy;

	made(b);
	diff_write(stream, &b->arena, "a.py", &b->rewrite);
	fclose(stream);
	copy = arena_copy(&b->arena, text, size);
	free(text);
	return copy;
}

static void diffs_are_as_patch_reads_them(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk");
	add(&b, FIX_SAFE, 0, 1, "A");
	add(&b, FIX_SAFE, 20, 21, "K");
	choose(&b, false);
	assert_string_equal(diff_of(&b), "--- a.py\n+++ a.py\n"
	                                 "@@ -1,4 +1,4 @@\n-a\n+A\n b\n c\n d\n"
	                                 "@@ -8,4 +8,4 @@\n h\n i\n j\n"
	                                 "-k\n\\ No newline at end of file\n"
	                                 "+K\n\\ No newline at end of file\n");
	end(&b);
	begin(&b, "a\n");
	add(&b, FIX_SAFE, 0, 2, "");
	choose(&b, false);
	assert_string_equal(diff_of(&b),
	                    "--- a.py\n+++ a.py\n@@ -1 +0,0 @@\n-a\n");
	end(&b);
	begin(&b, "a\nb\n");
	add(&b, FIX_SAFE, 0, 0, "x\n");
	choose(&b, false);
	assert_string_equal(diff_of(&b), "--- a.py\n+++ a.py\n"
	                                 "@@ -1,2 +1,3 @@\n+x\n a\n b\n");
	end(&b);
	/* what is written anew as it was is no change */
	begin(&b, "a\nb\n");
	add(&b, FIX_SAFE, 0, 3, "a\nb");
	choose(&b, false);
	assert_string_equal(diff_of(&b), "");
	end(&b);
}

/* ------------------------------------------------------------ files */

static void what_changed_meanwhile_is_left(void **state)
{
	char path[] = "/tmp/heaplint_fixes_XXXXXX";
	int descriptor = mkstemp(path);
	struct bench b;
	char text[16] = "";
	FILE *file;

	(void)state;
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, "abX\n", 4), 4);
	close(descriptor);
	begin(&b, "abc\n");
	add(&b, FIX_SAFE, 0, 1, "z");
	choose(&b, false);
	made(&b);
	assert_string_equal(rewrite_file(&b.rewrite, &b.arena, path),
	                    "it changed meanwhile");
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(text, 1, sizeof(text), file), 4);
	fclose(file);
	assert_string_equal(text, "abX\n");
	unlink(path);
	end(&b);
}

static void edits_that_overlap_are_refused(void **state)
{
	struct rewrite_edit edits[] = {{{0, 3}, "x"}, {{2, 4}, "y"}};
	struct bench b;

	(void)state;
	begin(&b, "abcdef\n");
	assert_non_null(rewrite_make(&b.rewrite, &b.arena, &b.source, b.bytes,
	                             7, edits, 2));
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_touches_waits),
	    cmocka_unit_test(safe_ones_go_first),
	    cmocka_unit_test(what_is_not_to_be_fixed),
	    cmocka_unit_test(an_import_is_made_once),
	    cmocka_unit_test(findings_move_with_edits),
	    cmocka_unit_test(what_is_still_there_is_told),
	    cmocka_unit_test(another_one_in_its_place_is_another),
	    cmocka_unit_test(what_is_known_stays_known),
	    cmocka_unit_test(rounds_add_up),
	    cmocka_unit_test(diffs_are_as_patch_reads_them),
	    cmocka_unit_test(what_changed_meanwhile_is_left),
	    cmocka_unit_test(edits_that_overlap_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
