#include "budget.h"
#include "tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void sizes_have_units_of_1024(void **state)
{
	uint64_t bytes = 0;

	(void)state;
	assert_true(budget_read_size("1", &bytes) && bytes == 1);
	assert_true(budget_read_size("3KB", &bytes) && bytes == 3072);
	assert_true(budget_read_size("20 mb", &bytes) && bytes == 20 << 20);
	assert_true(budget_read_size("2GB", &bytes) && bytes == 2ull << 30);
	assert_false(budget_read_size("", &bytes));
	assert_false(budget_read_size("0", &bytes));
	assert_false(budget_read_size("-1", &bytes));
	assert_false(budget_read_size("MB", &bytes));
	assert_false(budget_read_size("1.5MB", &bytes));
	assert_false(budget_read_size("20MBs", &bytes));
	assert_false(budget_read_size("99999999999999999999999", &bytes));
	assert_false(budget_read_size("99999999GB", &bytes));
	assert_true(budget_read_file_size("1GB", &bytes));
	assert_false(budget_read_file_size("1025MB", &bytes));
}

static void times_are_seconds(void **state)
{
	uint64_t time = 0;

	(void)state;
	assert_true(budget_read_time("2", &time) && time == 2000000000);
	assert_true(budget_read_time("0.25", &time) && time == 250000000);
	assert_true(budget_read_time("86400", &time));
	assert_true(budget_read_time("0.1234567891234", &time));
	assert_int_equal(time, 123456789);
	assert_false(budget_read_time("", &time));
	assert_false(budget_read_time(".", &time));
	assert_false(budget_read_time("0", &time));
	assert_false(budget_read_time("86401", &time));
	assert_false(budget_read_time("1e9", &time));
	assert_false(budget_read_time("-1", &time));
	assert_false(budget_read_time("nan", &time));
	assert_false(budget_read_time("1.2.3", &time));
	assert_false(budget_read_time("9999999999999999999999999999", &time));
}

static void what_is_shown_is_read(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(budget_size_text(&arena, 100 << 20), "100MB");
	assert_string_equal(budget_size_text(&arena, 1000), "1000");
	assert_string_equal(budget_size_text(&arena, 3ull << 40), "3072GB");
	assert_string_equal(budget_time_text(&arena, 2500000000), "2.5");
	assert_string_equal(budget_time_text(&arena, 10000000000), "10");
	arena_release(&arena);
}

static void what_is_given_goes_over(void **state)
{
	struct budget budget = {.file_size = 10};
	struct budget over = {.memory = 5};

	(void)state;
	budget_merge(&budget, &over);
	assert_int_equal(budget.file_size, 10);
	assert_int_equal(budget_memory(&budget, 1 << 20), 5);
	assert_int_equal(budget_parse_time(&budget, 1 << 20),
	                 2000000000ull + (5000ull << 20));
	over.memory = 0;
	assert_int_equal(budget_memory(&over, 1 << 20), 77ull << 20);
}

/* `x = [[[[ ... ]]]]` */
static const char *parse_nested(struct arena *arena, uint32_t depth,
                                const struct budget *budget)
{
	struct parser *parser = parser_new();
	char *text = arena_alloc(arena, depth * 2 + 6);
	struct source source;
	const char *problem;
	struct tree tree;

	memcpy(text, "x = ", 4);
	memset(text + 4, '[', depth);
	memset(text + 4 + depth, ']', depth);
	text[4 + depth * 2] = '\n';
	parser_limit(parser, budget);
	problem = source_decode(&source, arena, "a.py", text, depth * 2 + 5);
	if (problem == NULL)
		problem = tree_parse(&tree, arena, parser, &source);
	parser_free(parser);
	return problem;
}

static void what_takes_too_much_has_no_tree(void **state)
{
	struct budget budget = {.memory = 1 << 20,
	                        .parse_time = 100000000000ull};
	struct arena arena = {0};
	const char *problem;

	(void)state;
	assert_null(parse_nested(&arena, 100, &budget));
	problem = parse_nested(&arena, 100000, &budget);
	assert_string_equal(problem, "takes more than 1 MB of memory: exclude"
	                             " it, or raise --max-memory");
	budget.memory = 200 << 20;
	assert_null(parse_nested(&arena, 100000, &budget));
	assert_null(parse_nested(&arena, 100000, &budget_none));
	budget.parse_time = 1000000;
	problem = parse_nested(&arena, 100000, &budget);
	assert_string_equal(problem, "takes the parser more than 0.001 s:"
	                             " exclude it, or raise --parse-timeout");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sizes_have_units_of_1024),
	    cmocka_unit_test(times_are_seconds),
	    cmocka_unit_test(what_is_shown_is_read),
	    cmocka_unit_test(what_is_given_goes_over),
	    cmocka_unit_test(what_takes_too_much_has_no_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
