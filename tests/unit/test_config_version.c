#include "config_version.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void versions_are_written_in_three_ways(void **state)
{
	(void)state;
	assert_int_equal(config_version("3.11"), 311);
	assert_int_equal(config_version("py38"), 308);
	assert_int_equal(config_version("311"), 311);
	assert_int_equal(config_version("3.6"), 0);
	assert_int_equal(config_version("3.16"), 0);
	assert_int_equal(config_version("2.7"), 0);
	assert_int_equal(config_version("3"), 0);
	assert_int_equal(config_version("3.11.2"), 0);
	assert_int_equal(config_version(""), 0);
	assert_int_equal(config_version("3. 9"), 0);
}

static void the_lowest_that_is_allowed(void **state)
{
	(void)state;
	assert_int_equal(config_version_lowest(">=3.9"), 309);
	assert_int_equal(config_version_lowest(">= 3.9, <4"), 309);
	assert_int_equal(config_version_lowest(">=3.8.1,<3.13"), 308);
	assert_int_equal(config_version_lowest(">3.7"), 307);
	assert_int_equal(config_version_lowest("~=3.10"), 310);
	assert_int_equal(config_version_lowest("~=3.10.2"), 310);
	assert_int_equal(config_version_lowest("==3.12.*"), 312);
	assert_int_equal(config_version_lowest("==3.12.4"), 312);
	assert_int_equal(config_version_lowest("!=3.7.*,!=3.8.*,>=3"), 309);
	assert_int_equal(config_version_lowest(">=3.8,!=3.8.0"), 308);
	assert_int_equal(config_version_lowest("<3.9,>=3.8"), 308);
	assert_int_equal(config_version_lowest("<=3.12"), 307);
	/* older than what heaplint knows figures of */
	assert_int_equal(config_version_lowest(">=2.7"), 307);
	assert_int_equal(config_version_lowest(">=3.5"), 307);
	assert_int_equal(config_version_lowest(">=3"), 307);
	assert_int_equal(config_version_lowest(">=3.13rc1"), 313);
	assert_int_equal(config_version_lowest(">=3.9,"), 309);
	assert_int_equal(config_version_lowest("==3.*"), 307);
	/* no release is that late */
	assert_int_equal(config_version_lowest(">3.8.9223372036854775807"),
	                 309);
	assert_int_equal(config_version_lowest(">=3.8.99999999999999999999"),
	                 309);
	assert_int_equal(config_version_lowest("<3.7.9223372036854775807"),
	                 307);
}

static void what_allows_none_or_is_not_understood(void **state)
{
	(void)state;
	assert_int_equal(config_version_lowest("<3"), 0);
	assert_int_equal(config_version_lowest("==2.7.*"), 0);
	assert_int_equal(config_version_lowest(">=3.9,<3.9"), 0);
	assert_int_equal(config_version_lowest(">=4"), 0);
	assert_int_equal(config_version_lowest("^3.9"), 0);
	assert_int_equal(config_version_lowest("3.9"), 0);
	assert_int_equal(config_version_lowest(""), 0);
	assert_int_equal(config_version_lowest(">=three"), 0);
	assert_int_equal(config_version_lowest(">=3.9 or so"), 0);
}

static void what_poetry_takes(void **state)
{
	static const struct {
		const char *constraint;
		version lowest;
	} known[] = {
	    {"^3.9", 309},
	    {"^3.8.1", 308},
	    {"^3", 307},
	    {"~3.10", 310},
	    {"~3.10.2", 310},
	    {"~3", 307},
	    {"3.9", 309},
	    {"3.9.*", 309},
	    {"*", 307},
	    {">=3.8,<4.0", 308},
	    {">=3.8 <4.0", 308},
	    {">= 3.8 , < 4.0", 308},
	    {"~3.12 || ^3.9", 309},
	    {"~2.7 || ^3.10", 310},
	    {"^2.7|~3.8", 308},
	    {"~=3.9", 309},
	    {"^3.8,!=3.8.*", 309},
	    {">=2.7,!=3.7.*", 308},
	    {"^2.7", 0},
	    {"~2", 0},
	    {"", 0},
	    {"^", 0},
	    {"^three", 0},
	    {"^3.9 or so", 0},
	    {"^3.9 ||", 309},
	    {"^4", 0},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		assert_int_equal(
		    config_version_lowest_poetry(&arena, known[i].constraint),
		    known[i].lowest);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(versions_are_written_in_three_ways),
	    cmocka_unit_test(the_lowest_that_is_allowed),
	    cmocka_unit_test(what_allows_none_or_is_not_understood),
	    cmocka_unit_test(what_poetry_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
