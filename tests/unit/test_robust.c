/* Hostile input: whatever the bytes, the analysis ends soon, crashes nowhere
 * and reports nothing outside of the file.
 *
 * With ROBUST=1 in the environment every case is cut at each byte, and what is
 * repeated is so four times as often: some minutes. */
#include "facts_fixture.h"

#include "dispatch.h"
#include "heap.h"
#include "layout.h"
#include "registry.h"
#include "robust_shapes.h"
#include "summary.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SLOWDOWN = 10 };
#else
enum { SLOWDOWN = 1 };
#endif

static bool is_thorough(void)
{
	return getenv("ROBUST") != NULL;
}

struct bench {
	struct arena run, file, scratch;
	struct registry registry;
	struct dispatch *rules;
	struct parser *parser;
};

static int start(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	const struct rule **all;

	assert_non_null(b);
	registry_make(&b->registry, &b->run);
	all = ARENA_ARRAY(&b->run, b->registry.count, const struct rule *);
	for (uint32_t i = 0; i < b->registry.count; i++)
		all[i] = b->registry.rules[i].rule;
	b->rules = dispatch_new(&b->run, all, b->registry.count);
	b->parser = parser_new();
	assert_non_null(b->parser);
	*state = b;
	return 0;
}

static int stop(void **state)
{
	struct bench *b = *state;

	parser_free(b->parser);
	arena_release(&b->scratch);
	arena_release(&b->file);
	arena_release(&b->run);
	free(b);
	return 0;
}

static void check_span(const struct source *source, struct span span)
{
	assert_true(span.start <= span.end);
	assert_true(span.end <= source->length);
}

static void check_findings(const struct source *source,
                           const struct findings *findings)
{
	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct finding *finding = &findings->list.at[i];

		check_span(source, finding->span);
		for (uint32_t k = 0; k < finding->steps.count; k++)
			check_span(source, finding->steps.at[k].span);
		for (uint32_t k = 0; k < finding->related.count; k++)
			if (finding->related.at[k].path == NULL)
				check_span(source, finding->related.at[k].span);
		for (uint32_t k = 0;
		     finding->fix != NULL && k < finding->fix->edits.count; k++)
			check_span(source, finding->fix->edits.at[k].span);
	}
}

/* All that phase 1 does with a file, and its summary there and back. */
static void analyse(struct bench *b, const char *bytes, size_t size)
{
	struct source source;
	struct tree tree;
	struct facts facts = {.target = 311, .module = "a"};
	struct findings findings = {.arena = &b->file};
	struct summary summary, again;
	const char *written;
	size_t length;

	/* a copy of its own size, so that sanitizers see what is read after it
	 */
	bytes = arena_copy(&b->file, bytes, size);
	if (source_decode(&source, &b->file, "a.py", bytes, size) == NULL &&
	    tree_parse(&tree, &b->file, b->parser, &source) == NULL) {
		facts_find(&facts, &b->file, &tree);
		dispatch_run(b->rules, &facts, &findings, &b->scratch);
		facts_heap(&facts);
		facts_layouts(&facts);
		findings_sort(&findings);
		check_findings(&source, &findings);
		summary_find(&summary, &b->file, &facts, &findings);
		summary_write(&summary, &b->file, &written, &length);
		assert_null(summary_read(&again, &b->file, &b->registry,
		                         written, length));
	}
	arena_reset(&b->file);
	arena_reset(&b->scratch);
}

static void analyse_text(struct bench *b, const char *text)
{
	analyse(b, text, strlen(text));
}

/* ------------------------------------------------------------- the rules'
 * cases
 */

static char *read_file(const char *path, size_t *size)
{
	FILE *stream = fopen(path, "rb");
	char *bytes = malloc(1 << 20);

	assert_non_null(stream);
	assert_non_null(bytes);
	*size = fread(bytes, 1, 1 << 20, stream);
	fclose(stream);
	return bytes;
}

static void for_each_case(struct bench *b,
                          void (*try)(struct bench *b, char *bytes, size_t size,
                                      uint32_t seed))
{
	for (uint32_t i = 0; i < b->registry.count; i++) {
		const struct registered *r = &b->registry.rules[i];
		char path[256];
		size_t size;
		char *bytes;

		snprintf(path, sizeof(path), "rules/%s/%s/cases.py", r->family,
		         r->name);
		for (char *at = path; *at != '\0'; at++)
			if (*at == '-')
				*at = '_';
		bytes = read_file(path, &size);
		try(b, bytes, size, i);
		free(bytes);
	}
}

enum { CUTS = 48, NOISES = 12 };

static void try_cuts(struct bench *b, char *bytes, size_t size, uint32_t seed)
{
	size_t step = is_thorough() ? 1 : size * SLOWDOWN / CUTS + 1;

	for (size_t cut = seed % step; cut < size; cut += step)
		analyse(b, bytes, cut);
}

static void cut_anywhere(void **state)
{
	for_each_case(*state, try_cuts);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void try_noise(struct bench *b, char *bytes, size_t size, uint32_t seed)
{
	static const char noise[] = " \n\t:()[]{}.,=+-*'\"#\\@x0\r\f\x80\xff;";
	int turns =
	    getenv("ROBUST") != NULL ? 40 * NOISES : 1 + NOISES / SLOWDOWN;

	/* the noise of each turn stays: the text falls apart */
	for (int turn = 0; turn < turns; turn++) {
		for (int i = 0; i < 4; i++)
			bytes[next_random(&seed) % size] =
			    noise[next_random(&seed) % (sizeof(noise) - 2)];
		analyse(b, bytes, size);
	}
}

static void noise_anywhere(void **state)
{
	for_each_case(*state, try_noise);
}

/* Lines of one case, in any order. */
static void try_lines(struct bench *b, char *bytes, size_t size, uint32_t seed)
{
	const char *starts[4096];
	uint32_t count = 0;
	char *mixed = malloc(size + 4096);
	size_t length = 0;

	assert_non_null(mixed);
	bytes[size - 1] = '\n';
	for (size_t i = 0; i < size && count < 4096; i++)
		if (i == 0 || bytes[i - 1] == '\n')
			starts[count++] = bytes + i;
	for (uint32_t i = 0; i < count; i++) {
		const char *line = starts[next_random(&seed) % count];
		size_t end = (size_t)((char *)memchr(line, '\n', size) - line);

		if (length + end + 1 > size)
			break;
		memcpy(mixed + length, line, end + 1);
		length += end + 1;
	}
	analyse(b, mixed, length);
	free(mixed);
}

static void lines_in_any_order(void **state)
{
	for_each_case(*state, try_lines);
}

/* -----------------------------------------------------------------------
 * shapes
 */

/* `head`, n times `open`, `middle`, n times `close`, `tail`; in what is
 * repeated `$` is the turn's number, `~` the next one's. */

static char *repeat(char *to, const char *what, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (const char *c = what; *c != '\0'; c++)
			if (*c == '$' || *c == '~')
				to += sprintf(to, "%u", *c == '$' ? i : i + 1);
			else
				*to++ = *c;
	return to;
}

static size_t room_of(const char *what, uint32_t n)
{
	size_t room = strlen(what);

	for (const char *c = what; *c != '\0'; c++)
		room += *c == '$' || *c == '~' ? 9 : 0;
	return room * n;
}

/* The processor seconds that the analysis of n repetitions takes. */
static double seconds(struct bench *b, const struct shape *s, uint32_t n)
{
	char *text = malloc(room_of(s->open, n) + room_of(s->close, n) + 1024);
	char *to;
	clock_t began;

	assert_non_null(text);
	to = stpcpy(text, s->head);
	to = repeat(to, s->open, n);
	to = stpcpy(to, s->middle);
	to = repeat(to, s->close, n);
	to = stpcpy(to, s->tail);
	began = clock();
	analyse(b, text, (size_t)(to - text));
	free(text);
	return (double)(clock() - began) / CLOCKS_PER_SEC;
}

enum { DEEP = 50000, WIDE = 25000, LONG = 1250000, ATTEMPTS = 8 };

static uint32_t scaled(uint32_t n)
{
	return is_thorough() ? 4 * n : n / SLOWDOWN;
}

static void nesting_is_no_recursion(void **state)
{
	for (size_t i = 0; i < COUNT(nested); i++)
		seconds(*state, &nested[i],
		        is_thorough() ? DEEP : DEEP / SLOWDOWN);
}

static void broken_code_is_refused_or_skipped(void **state)
{
	for (size_t i = 0; i < COUNT(broken); i++)
		seconds(*state, &broken[i], scaled(DEEP / 10));
}

/* Four times the text may take four times as long, and as much again where
 * caches are too small for it; quadratic would be sixteen times. The least of
 * several attempts counts: others use the machine too. */
static void check_linear(struct bench *b, const struct shape *shape)
{
	double little = HUGE_VAL, much = HUGE_VAL;

	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		little = fmin(little, seconds(b, shape, scaled(WIDE / 16)));
		much = fmin(much, seconds(b, shape, scaled(WIDE / 4)));
		if (much <= 8 * little + 0.1)
			return;
	}
	fail_msg("%s%s...: %.2f s, four times as much %.2f s", shape->head,
	         shape->open, little, much);
}

static void time_is_linear(void **state)
{
	for (size_t i = 0; i < COUNT(nested); i++)
		check_linear(*state, &nested[i]);
	for (size_t i = 0; i < COUNT(wide); i++)
		check_linear(*state, &wide[i]);
}

/* ------------------------------------------------------------------------
 * bytes
 */

static void any_bytes(void **state)
{
	static const char *const texts[] = {
	    "",
	    "\n",
	    "\r",
	    "\f",
	    "x",
	    "\\",
	    "'",
	    "\xef\xbb\xbf",
	    "\xef\xbb\xbfx = 1\n",
	    "\xef\xbb\xbf# coding: latin-1\nx = 1\n",
	    "\xef\xbb",
	    "\xff\xfex\0",
	    "# coding: latin-1\nx = '\xe9'\n",
	    "# coding: utf-16\nx = 1\n",
	    "# coding: no-such\nx = 1\n",
	    "x = '\xe9'\n",
	    "x = '\xf0\x9f\x92'\n",
	    "\xe9t\xe9 = 1\n",
	    "x = 1\ry = 2\r",
	    "if x:\r\n\ty\r\n",
	    "def f():\r  for x in y:\r    s += x\r",
	    "x = 1\x1a",
	    "\xc2\xa0x = 1\n",
	    "\xe2\x80\xa8x = 1\n",
	    "class \xf0\x9d\x94\x98: pass\n",
	    "def f(\xef\xac\x81): return \xef\xac\x81[1:]\n",
	};
	char nul[] = "x = 1\0y = 2\n";

	for (size_t i = 0; i < COUNT(texts); i++)
		analyse_text(*state, texts[i]);
	for (size_t i = 0; i <= sizeof(nul); i++)
		analyse(*state, nul, i > sizeof(nul) - 1 ? i - 1 : i);
}

/* Something to report everywhere. */
static void one_long_line(void **state)
{
	static const struct shape line = {"", "d = {}; d['a'] = d; ", "", "",
	                                  "\n"};

	seconds(*state, &line, scaled(LONG / 20));
}

static void many_of_each(void **state)
{
	static const struct shape each[] = {
	    {"", "class C$:\n def m(self): self.x$ = self.m\n", "", "", ""},
	    {"class C:\n", " def m$(self): self.x$ = self.m$\n", "", "", ""},
	    {"", "n$ = n~\n", "", "", ""},
	};

	for (size_t i = 0; i < COUNT(each); i++)
		seconds(*state, &each[i], scaled(WIDE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(any_bytes),
	    cmocka_unit_test(cut_anywhere),
	    cmocka_unit_test(noise_anywhere),
	    cmocka_unit_test(lines_in_any_order),
	    cmocka_unit_test(nesting_is_no_recursion),
	    cmocka_unit_test(broken_code_is_refused_or_skipped),
	    cmocka_unit_test(one_long_line),
	    cmocka_unit_test(many_of_each),
	    cmocka_unit_test(time_is_linear),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
