#include "place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct place_root plain = {"/p", true, false};
static const struct place_root with_src = {"/p", true, true};

static void modules_are_named_from_the_root(void **state)
{
	struct arena arena = {0};
	const struct place_root top = {"/", false, false};

	(void)state;
	assert_string_equal(place_module(&arena, &plain, "/p/a.py"), "a");
	assert_string_equal(place_module(&arena, &plain, "/p/a/b.py"), "a.b");
	assert_string_equal(place_module(&arena, &plain, "/p/a/b.pyi"), "a.b");
	assert_string_equal(place_module(&arena, &plain, "/p/a/__init__.py"),
	                    "a");
	assert_string_equal(place_module(&arena, &plain, "/p/src/a.py"),
	                    "src.a");
	assert_string_equal(place_module(&arena, &with_src, "/p/src/a/b.py"),
	                    "a.b");
	assert_string_equal(place_module(&arena, &with_src, "/p/tests/b.py"),
	                    "tests.b");
	assert_string_equal(place_module(&arena, &top, "/a.py"), "a");
	assert_string_equal(
	    place_module(&arena, &plain, "/p/x-1/lib/python3.11/a/b.py"),
	    "a.b");
	assert_string_equal(place_module(&arena, &plain, "/p/lib/pythons/b.py"),
	                    "lib.pythons.b");
	arena_release(&arena);
}

static void what_no_import_can_name_has_no_name(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(place_module(&arena, &plain, "/p/a-b.py"), "");
	assert_string_equal(place_module(&arena, &plain, "/p/a.b/c.py"), "");
	assert_string_equal(place_module(&arena, &plain, "/p/2to3.py"), "");
	assert_string_equal(place_module(&arena, &plain, "/p/script"), "");
	assert_string_equal(place_module(&arena, &plain, "/q/a.py"), "");
	assert_string_equal(place_module(&arena, &plain, "/pp/a.py"), "");
	assert_string_equal(place_module(&arena, &plain, "/p/\xc3\xa9.py"),
	                    "\xc3\xa9");
	arena_release(&arena);
}

static bool is_in_tests(const struct place_root *root, const char *file)
{
	return place_is_in_tests(root, NULL, file);
}

static void tests_stand_in_folders_below_the_root(void **state)
{
	const struct place_root in_tests = {"/x/tests/p", true, false};

	(void)state;
	assert_true(is_in_tests(&plain, "/p/tests/a.py"));
	assert_true(is_in_tests(&plain, "/p/x/test/y/a.py"));
	assert_true(is_in_tests(&plain, "/p/x/testing/a.py"));
	assert_true(is_in_tests(&plain, "/p/conftest.py"));
	assert_true(is_in_tests(&plain, "/p/x/conftest.py"));
	assert_false(is_in_tests(&plain, "/p/test_a.py"));
	assert_true(is_in_tests(&plain, "/p/x/testing.py"));
	assert_true(is_in_tests(&plain, "/p/x/_testing/a.py"));
	assert_true(is_in_tests(&plain, "/p/x/tests.py"));
	assert_false(is_in_tests(&plain, "/p/test.py"));
	assert_false(is_in_tests(&plain, "/p/mytests/a.py"));
	assert_false(is_in_tests(&in_tests, "/x/tests/p/a.py"));
}

static void outside_projects_it_counts_where_files_were_found(void **state)
{
	const struct place_root root = {"/x/tests/a", false, false};
	const char *file = "/x/tests/a/b.py";
	const char *in_package = "/x/tests/a/p/tests/b.py";

	(void)state;
	assert_false(place_is_in_tests(&root, NULL, file));
	assert_false(place_is_in_tests(&root, "/x/tests", file));
	assert_true(place_is_in_tests(&root, "/x", file));
	assert_true(place_is_in_tests(&root, NULL, in_package));
	assert_true(place_is_in_tests(&root, "/x/tests", in_package));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(modules_are_named_from_the_root),
	    cmocka_unit_test(what_no_import_can_name_has_no_name),
	    cmocka_unit_test(tests_stand_in_folders_below_the_root),
	    cmocka_unit_test(outside_projects_it_counts_where_files_were_found),
	};

	return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
