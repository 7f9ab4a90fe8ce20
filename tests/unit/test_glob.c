#include "glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_name_means_the_last_part(void **state)
{
	(void)state;
	assert_true(glob_means("build", "build"));
	assert_true(glob_means("build", "a/b/build"));
	assert_true(glob_means("build/", "a/build"));
	assert_true(glob_means("*.gen.py", "a/x.gen.py"));
	assert_true(glob_means("test_?[0-9].py", "a/test_a1.py"));
	assert_true(glob_means(".*", "a/.hidden"));
	assert_false(glob_means("build", "build/a"));
	assert_false(glob_means("build", "rebuild"));
	assert_false(glob_means("a*b", "a/b"));
}

static void a_path_means_from_here(void **state)
{
	(void)state;
	assert_true(glob_means("a/b.py", "a/b.py"));
	assert_true(glob_means("./a/b.py", "a/b.py"));
	assert_true(glob_means("a/*.py", "a/b.py"));
	assert_true(glob_means("/x/y", "/x/y"));
	assert_false(glob_means("/x/y", "x/y"));
	assert_false(glob_means("a/b.py", "c/a/b.py"));
	assert_false(glob_means("a/*.py", "a/b/c.py"));
	assert_false(glob_means("a/b", "a"));
}

static void stars_mean_any_parts(void **state)
{
	(void)state;
	assert_true(glob_means("**/gen", "gen"));
	assert_true(glob_means("**/gen", "a/b/gen"));
	assert_true(glob_means("a/**", "a/b/c"));
	assert_true(glob_means("a/**/c", "a/c"));
	assert_true(glob_means("a/**/c/**/e", "a/c/b/c/d/e"));
	assert_true(glob_means("**/a/**/b", "x/a/y/a/z/b"));
	assert_false(glob_means("a/**/c", "a/c/d"));
	assert_false(glob_means("**/gen", "a/gen/b"));
	assert_false(glob_means("a**/c", "a/b/c"));
}

static void many_stars_take_no_time(void **state)
{
	char path[3000];

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(path); i += 2)
		path[i] = 'a', path[i + 1] = '/';
	path[sizeof(path) - 2] = 'b';
	path[sizeof(path) - 1] = '\0';
	assert_false(glob_means("**/a/**/a/**/a/**/a/**/a/**/a/**/c", path));
}

static void a_directory_above_counts(void **state)
{
	(void)state;
	assert_true(glob_means_part("build", "x/build/y/z.py"));
	assert_true(glob_means_part("x/build", "x/build/y/z.py"));
	assert_true(glob_means_part("z.py", "x/z.py"));
	assert_true(glob_means_part("/x", "/x/z.py"));
	assert_false(glob_means_part("build", "x/rebuild/z.py"));
	assert_false(glob_means_part("y/z.py", "x/y/z.py"));
	assert_false(glob_means_part("x", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_name_means_the_last_part),
	    cmocka_unit_test(a_path_means_from_here),
	    cmocka_unit_test(stars_mean_any_parts),
	    cmocka_unit_test(many_stars_take_no_time),
	    cmocka_unit_test(a_directory_above_counts),
	};

	return cmocka_run_group_tests_name("glob", tests, NULL, NULL);
}
