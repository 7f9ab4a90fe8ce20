#include "report_fixture.h"

#include "text.h"

static const struct output_options plain = {.is_quiet = true};

static void check(output_write *write, struct output_options options,
                  const char *expected)
{
	char *text = fixture_write(&fixture, write, options);

	assert_string_equal(text, expected);
	free(text);
}

static void tabs_and_wide_characters_are_underlined_right(void **state)
{
	struct file_result *file = fixture_file(
	    &fixture, "a.py", "if x:\n\ty = \"日本\"; s += \"語\"\n");

	(void)state;
	fixture_find(&fixture, file, &fixture_concat,
	             fixture_span(file, "s += \"語\""));
	check(output_full, plain,
	      "a.py:2:12: warning MEM301 [string-concat-in-loop] the text 's'"
	      " is copied on every turn\n"
	      "2 |         y = \"日本\"; s += \"語\"\n"
	      "  |                     ^^^^^^^^^\n"
	      "  = instead: collect the parts in 'parts' and join them\n\n");
	check(output_concise, plain,
	      "a.py:2:12: MEM301 the text 's' is copied on every turn;"
	      " collect the parts in 'parts' and join them\n");
}

static void related_places_and_fix_are_shown(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a.py",
	                 "s = ''\n\n\n\n\n\n\n\n\nfor x in y:\n  s += x\n");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_concat,
	                 fixture_span(file, "for x in y:\n  s += x\n"));
	struct fix *fix;
	struct edit edit = {.span = {0, 1}, .text = "t"};

	(void)state;
	finding_relate(&file->findings, finding, fixture_span(file, "s = ''"),
	               "it starts here");
	fix = finding_fix(&file->findings, finding, FIX_UNSAFE, "join them");
	ARRAY_PUSH(&fixture.arena, &fix->edits, edit);
	check(output_full, plain,
	      "a.py:10:1: warning MEM301 [string-concat-in-loop] the text 's'"
	      " is copied on every turn\n"
	      "10 | for x in y:\n"
	      "   | ^^^^^^^^^^^ ... to line 11\n"
	      "   = on line 1: it starts here\n"
	      " 1 | s = ''\n"
	      "   | ------\n"
	      "   = instead: collect the parts in 'parts' and join them\n"
	      "   = unsafe fix: join them\n\n");
}

static void steps_stand_in_columns(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "app/tree.py",
	                 "self.nodes.append(node)\nnode.up = self\n");
	struct file_result *other =
	    fixture_file(&fixture, "b.py", "class B:\n    pass\n");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_cycle,
	                 fixture_span(file, "node.up = self"));
	struct span made = fixture_span(other, "pass");

	(void)state;
	fixture_step(&fixture, finding, NULL,
	             fixture_span(file, "self.nodes.append(node)"),
	             "Tree.nodes[] -> Node");
	fixture_step(&fixture, finding, "b.py", made, "made here");
	fixture_step(&fixture, finding, "gone.py", made, "made here");
	check(output_full, plain,
	      "app/tree.py:2:1: error MEM101 [reference-cycle]"
	      " lru_cache holds 's' and 's' holds it | {}\n"
	      "2 | node.up = self\n"
	      "  | ^^^^^^^^^^^^^^\n"
	      "  = Tree.nodes[] -> Node   line 1    "
	      "self.nodes.append(node)\n"
	      "  = made here              b.py:2    pass\n"
	      "  = made here              gone.py\n\n");
}

/* The arrows stand below one another, whatever the names' widths, and so do
 * the marks after the code. */
static void cycles_are_drawn_in_columns(void **state)
{
	struct file_result *file = fixture_file(
	    &fixture, "a.py", "self.nodes.append(node)\n木.木 = self\n");
	struct file_result *other =
	    fixture_file(&fixture, "node.py", "class N:\n    x = y\n");
	struct span back = fixture_span(file, "木.木 = self");
	struct finding *finding =
	    fixture_find(&fixture, file, &fixture_cycle, back);

	(void)state;
	fixture_step(&fixture, finding, NULL,
	             fixture_span(file, "self.nodes.append(node)"),
	             "Tree.nodes[] -> 木");
	fixture_step(&fixture, finding, NULL, back,
	             "木.木 -> N  <- cut this one");
	fixture_step(&fixture, finding, "node.py", fixture_span(other, "x = y"),
	             "N.x -> Tree  <- make this one weak");
	check(output_full, plain,
	      "a.py:2:1: error MEM101 [reference-cycle]"
	      " lru_cache holds 's' and 's' holds it | {}\n"
	      "2 | 木.木 = self\n"
	      "  | ^^^^^^^^^^^^\n"
	      "  = Tree.nodes[] -> 木     line 1      "
	      "self.nodes.append(node)\n"
	      "  = 木.木        -> N      line 2      "
	      "木.木 = self              <- cut this one\n"
	      "  = N.x          -> Tree   node.py:2   "
	      "x = y                     <- make this one weak\n\n");
}

static void long_lines_are_shown_around_the_span(void **state)
{
	char text[3000], line[400];
	struct file_result *file;
	char *shown;

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text + 1500, "HERE", 4);
	text[2999] = '\0';
	file = fixture_file(&fixture, "a.py", text);
	fixture_find(&fixture, file, &fixture_small,
	             fixture_span(file, "HERE"));
	shown = fixture_write(&fixture, output_full, plain);
	memset(line, 'x', sizeof(line));
	assert_true(strlen(shown) < 400);
	assert_non_null(strstr(shown, "1 | ...xxxx"));
	assert_non_null(strstr(shown, "xxxx...\n"));
	snprintf(line, sizeof(line), "\n  | %*s^^^^\n", 3 + 48, "");
	assert_non_null(strstr(shown, line));
	free(shown);
}

static void empty_spans_and_ends_of_files_are_shown(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "ab\n\ncd");

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){2, 2});
	fixture_find(&fixture, file, &fixture_small, (struct span){3, 3});
	fixture_find(&fixture, file, &fixture_small, (struct span){6, 6});
	fixture_find(&fixture, file, &fixture_small, (struct span){90, 99});
	check(output_concise, plain,
	      "a.py:1:2: MEM901 's' is small; leave it\n"
	      "a.py:2:1: MEM901 's' is small; leave it\n"
	      "a.py:3:2: MEM901 's' is small; leave it\n"
	      "a.py:3:2: MEM901 's' is small; leave it\n");
	free(fixture_write(&fixture, output_full, plain));
}

static void nothing_commands_the_terminal(void **state)
{
	struct file_result *file =
	    fixture_file(&fixture, "a\n\033\xff.py",
	                 "x = '\033[2J\xe2\x80\xae\xc2\x9b\x7f'\n");
	struct finding *finding = fixture_find(&fixture, file, &fixture_small,
	                                       fixture_span(file, "x"));

	(void)state;
	finding->arguments[0] = "\033[1m\n";
	check(output_full, plain,
	      "a\\x0a\\x1b\\xff.py:1:1: note MEM901 [small-thing]"
	      " '␛[1m␊' is small\n"
	      "1 | x = '␛[2J\xef\xbf\xbd\xef\xbf\xbd␡'\n"
	      "  | ^\n"
	      "  = instead: leave it\n\n");
}

static void changed_files_are_said_to_be(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "x\n");

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	file->bytes = "y\n";
	check(output_full, plain,
	      "a.py: error: changed while it was analysed; its findings are"
	      " left out\n");
	check(output_concise, plain,
	      "a.py:1:1: MEM901 's' is small; leave it\n");
	file->file = "/nowhere/at/all.py";
	fixture.report.is_linked = true;
	check(output_concise, plain,
	      "a.py: error: gone or changed since it was summarised; its"
	      " findings are left out\n");
}

static void summary_and_statistics(void **state)
{
	struct output_options options = {.has_statistics = true};
	struct file_result *file;

	(void)state;
	check(output_full, (struct output_options){.is_quiet = false},
	      "no files were analysed\n");
	file = fixture_file(&fixture, "a.py", "x\n");
	fixture_file(&fixture, "b.py", "x\n");
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	fixture_find(&fixture, file, &fixture_cycle, (struct span){0, 1});
	check(output_concise, options,
	      "a.py:1:1: MEM901 's' is small; leave it\n"
	      "a.py:1:1: MEM901 's' is small; leave it\n"
	      "a.py:1:1: MEM101 lru_cache holds 's' and 's' holds it | {}\n"
	      "  count  code    name             levels\n"
	      "      2  MEM901  small-thing      2 notes\n"
	      "      1  MEM101  reference-cycle  1 error\n");
	file->findings.list.count = 0;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	fixture.report.totals[LEVEL_NOTE] = 1;
	fixture.report.totals[LEVEL_ERROR] = 0;
	options.has_statistics = false;
	check(output_full, options,
	      "a.py:1:1: note MEM901 [small-thing] 's' is small\n"
	      "1 | x\n"
	      "  | ^\n"
	      "  = instead: leave it\n\n"
	      "1 finding (0 errors, 0 warnings, 1 note) in 1 of 2 files\n");
}

static void colours_are_four_codes(void **state)
{
	struct file_result *file = fixture_file(&fixture, "a.py", "x\n");
	struct output_options options = {.is_coloured = true, .is_quiet = true};
	char *text, *at;

	(void)state;
	fixture_find(&fixture, file, &fixture_small, (struct span){0, 1});
	fixture_find(&fixture, file, &fixture_cycle, (struct span){0, 1});
	fixture_find(&fixture, file, &fixture_concat, (struct span){0, 1});
	text = fixture_write(&fixture, output_full, options);
	for (at = text; (at = strchr(at, '\033')) != NULL; at++)
		assert_true(strncmp(at, "\033[0m", 4) == 0 ||
		            strncmp(at, "\033[1m", 4) == 0 ||
		            strncmp(at, "\033[31m", 5) == 0 ||
		            strncmp(at, "\033[33m", 5) == 0);
	assert_non_null(strstr(text, "\033[31merror MEM101\033[0m"));
	free(text);
}

static void rule_page_and_catalogue(void **state)
{
	static const bool every[] = {true, true, true};
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	(void)state;
	output_rule(stream, &fixture.registry.rules[1]);
	output_catalogue(stream, &fixture.registry, every);
	fclose(stream);
	assert_non_null(strstr(text, "# MEM301 string-concat-in-loop\n\n"));
	assert_non_null(strstr(text, "```python\ndef f(xs):\n    self.s += x\n"
	                             "```\n"));
	assert_non_null(
	    strstr(text, "- The text '...' is copied on every turn. Collect the"
	                 " parts in '...' and join them.\n"));
	assert_non_null(
	    strstr(text, "- <https://docs.python.org/3/library/io.html>\n"));
	assert_non_null(strstr(text, "\n## layout\n\n"));
	assert_non_null(
	    strstr(text, "| MEM901 | small-thing | note, off | medium | none"
	                 " | a small thing |\n"));
	free(text);
}

static const struct rule marked_up = {
    .code = "MEM401",
    .title = "a class | (with *args) and lru_cache",
    .why = "Add '__slots__', `a __b__` or <locals>; 2 * 3 < 4.",
    .bad = "x\n",
    .good = "y\n",
    .messages = MESSAGES({"_x", NULL}),
};

/* Markdown would make "__slots__" bold and swallow "<locals>". */
static void code_in_prose_stays_as_it_is(void **state)
{
	const struct registered entry = {&marked_up, "layout", "slots",
	                                 "Slots"};
	const struct registry registry = {&entry, 1};
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	(void)state;
	output_rule(stream, &entry);
	output_catalogue(stream, &registry, (const bool[]){true});
	fclose(stream);
	assert_non_null(
	    strstr(text, "\nA class | (with `*args`) and lru_cache.\n"));
	assert_non_null(
	    strstr(text, "| a class \\| (with `*args`) and lru_cache |\n"));
	assert_non_null(strstr(text, "\nAdd '`__slots__`', `a __b__` or"
	                             " `<locals>`; 2 * 3 < 4.\n"));
	assert_non_null(strstr(text, "\n- `_x`.\n"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(tabs_and_wide_characters_are_underlined_right),
	    FIXTURE_TEST(related_places_and_fix_are_shown),
	    FIXTURE_TEST(steps_stand_in_columns),
	    FIXTURE_TEST(cycles_are_drawn_in_columns),
	    FIXTURE_TEST(long_lines_are_shown_around_the_span),
	    FIXTURE_TEST(empty_spans_and_ends_of_files_are_shown),
	    FIXTURE_TEST(nothing_commands_the_terminal),
	    FIXTURE_TEST(changed_files_are_said_to_be),
	    FIXTURE_TEST(summary_and_statistics),
	    FIXTURE_TEST(colours_are_four_codes),
	    FIXTURE_TEST(rule_page_and_catalogue),
	    FIXTURE_TEST(code_in_prose_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
