#include "facts_fixture.h"

static void the_fixture_finds_nodes(void **state)
{
	struct fixture *f = fixture_make("x = 1\nprint(x)\n");

	(void)state;
	assert_int_equal(
	    tree_kind(&f->tree, tree_parent(&f->tree, fixture_name(f, "x", 0))),
	    KIND_ASSIGNMENT);
	assert_int_equal(
	    tree_kind(&f->tree, tree_parent(&f->tree, fixture_name(f, "x", 1))),
	    KIND_ARGUMENT_LIST);
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_fixture_finds_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
