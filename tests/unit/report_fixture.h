/* A report made by hand: rules, files and findings without an analysis. */
#ifndef HEAPLINT_REPORT_FIXTURE_H
#define HEAPLINT_REPORT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output.h"

#include <stdlib.h>
#include <string.h>

static const struct rule fixture_concat = {
    .code = "MEM301",
    .title = "text grown by concatenation in a loop",
    .why = "Each turn copies all of the text so far: 1 000 turns of 8 bytes"
           " copy 4 MB.",
    .bad = "def f(xs):\n    self.s += x\n",
    .good = "def f(xs):\n    return ''.join(xs)\n",
    .see = SEE("https://docs.python.org/3/library/io.html"),
    .messages =
        MESSAGES({"the text '{0}' is copied on every turn",
                  "collect the parts in '{1}' and join them"},
                 {"nothing to say of '{0}', '{1}', '{2}', '{3}', '{4}'", NULL}),
    .level = LEVEL_WARNING,
    .precision = PRECISION_HIGH,
    .fix = FIX_SAFE,
};

static const struct rule fixture_cycle = {
    .code = "MEM101",
    .title = "objects that refer to one another",
    .why = "Only the collector frees them.",
    .bad = "self.me = self\n",
    .good = "self.me = None",
    .see = SEE("https://docs.python.org/3/library/gc.html"),
    .messages =
        MESSAGES({"lru_cache holds '{0}' and '{0}' holds it | {{}", NULL}),
    .level = LEVEL_ERROR,
    .precision = PRECISION_VERY_HIGH,
};

static const struct rule fixture_small = {
    .code = "MEM901",
    .title = "a small thing",
    .why = "It costs 8 bytes.",
    .bad = "x\n",
    .good = "y\n",
    .messages = MESSAGES({"'{0}' is small", "leave it"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .is_off = true,
};

enum { FIXTURE_FILES = 16 };

struct fixture {
	struct arena arena;
	struct registry registry;
	struct file_result files[FIXTURE_FILES];
	struct source sources[FIXTURE_FILES];
	struct notice notices[4];
	struct report report;
};

static struct fixture fixture; /* each test's, made and released around it */

static void fixture_make(struct fixture *f)
{
	static const struct registered rules[] = {
	    {&fixture_cycle, "cycles", "reference-cycle", "ReferenceCycle"},
	    {&fixture_concat, "building", "string-concat-in-loop",
	     "StringConcatInLoop"},
	    {&fixture_small, "layout", "small-thing", "SmallThing"},
	};
	static const bool selected[] = {true, true, true};

	memset(f, 0, sizeof(*f));
	f->registry = (struct registry){rules, 3};
	f->report.registry = &f->registry;
	f->report.selected = selected;
	f->report.files = f->files;
	f->report.notices = f->notices;
}

/* Files are added in the order of their paths. */
static inline struct file_result *fixture_bytes(struct fixture *f,
                                                const char *path,
                                                const char *bytes, size_t size)
{
	struct source *source = &f->sources[f->report.file_count];
	struct file_result *file = &f->files[f->report.file_count++];

	assert_null(source_decode(source, &f->arena, path, bytes, size));
	file->path = path;
	file->bytes = bytes;
	file->size = size;
	file->hash[0] = source->hash[0];
	file->hash[1] = source->hash[1];
	file->lines = source->line_count;
	file->findings.arena = &f->arena;
	f->report.bytes += size;
	f->report.lines += source->line_count;
	return file;
}

static inline struct file_result *fixture_file(struct fixture *f,
                                               const char *path,
                                               const char *text)
{
	return fixture_bytes(f, path, text, strlen(text));
}

/* Where the text stands in the file (which has no byte-order mark). */
static inline struct span fixture_span(const struct file_result *file,
                                       const char *text)
{
	const char *at = strstr(file->bytes, text);
	uint32_t start = (uint32_t)(at - file->bytes);

	assert_non_null(at);
	return (struct span){start, start + (uint32_t)strlen(text)};
}

/* One more step of the finding; `path` NULL: in its own file. */
static inline void fixture_step(struct fixture *f, struct finding *finding,
                                const char *path, struct span span,
                                const char *text)
{
	struct place step = {path, span, text};

	ARRAY_PUSH(&f->arena, &finding->steps, step);
}

/* Report message 0 of the rule, at its level, with arguments "s" and "parts".
 * The finding is good until the file's next. */
static inline struct finding *fixture_find(struct fixture *f,
                                           struct file_result *file,
                                           const struct rule *rule,
                                           struct span span)
{
	struct positions positions = {&f->sources[file - f->files], &f->arena,
	                              NULL, NULL};
	struct finding finding = {
	    .rule = rule,
	    .level = rule->level,
	    .span = span,
	    .start = position_start(&positions, span),
	    .argument_count = 2,
	    .arguments = {"s", "parts"},
	};

	ARRAY_PUSH(&f->arena, &file->findings.list, finding);
	f->report.totals[rule->level]++;
	return &file->findings.list.at[file->findings.list.count - 1];
}

/* What a format writes; to be given to free(). */
static inline char *fixture_write(const struct fixture *f, output_write *write,
                                  struct output_options options)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	write(stream, &f->report, &options);
	fclose(stream);
	return text;
}

static int fixture_begin(void **state)
{
	(void)state;
	unsetenv("GITHUB_WORKSPACE");
	unsetenv("CI_PROJECT_DIR");
	fixture_make(&fixture);
	return 0;
}

static int fixture_end(void **state)
{
	(void)state;
	arena_release(&fixture.arena);
	return 0;
}

#define FIXTURE_TEST(name)                                                     \
	cmocka_unit_test_setup_teardown(name, fixture_begin, fixture_end)

#endif
