#include "ask.h"

#include "facts_fixture.h"

/* The maker that takes the list comprehension of a module; -1 if none. */
static int maker_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	struct listed_taker taker;
	int maker = -1;

	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == KIND_LIST_COMPREHENSION &&
		    listed_find_taker(&f->facts, n, &taker))
			maker = (int)taker.maker;
	fixture_free(f);
	return maker;
}

static void test_taker(void **state)
{
	(void)state;
	assert_int_equal(maker_of("set([x for x in y])"), LISTED_SET);
	assert_int_equal(maker_of("set(([x for x in y]))"), LISTED_SET);
	assert_int_equal(maker_of("dict([x for x in y])"), LISTED_DICT);
	assert_int_equal(maker_of("list([x for x in y])"), LISTED_LIST);
	assert_int_equal(maker_of("tuple([x for x in y])"), LISTED_TUPLE);
	assert_int_equal(maker_of("sorted([x for x in y], key=f)"),
	                 LISTED_SORTED);
	assert_int_equal(maker_of("frozenset([x for x in y])"), LISTED_OTHER);
	assert_int_equal(maker_of("z = []\nz.extend([x for x in y])\n"),
	                 LISTED_OTHER);
	assert_int_equal(maker_of("z = set()\nz.update([x for x in y])\n"),
	                 LISTED_OTHER);
}

static void test_no_taker(void **state)
{
	(void)state;
	assert_int_equal(maker_of("dict([x for x in y], a=1)"), -1);
	assert_int_equal(maker_of("z.extend([x for x in y])"), -1);
	assert_int_equal(maker_of("set = f\nset([x for x in y])\n"), -1);
	assert_int_equal(maker_of("max([x for x in y])"), -1);
	assert_int_equal(maker_of("f(0, [x for x in y])"), -1);
	assert_int_equal(maker_of("[x for x in y]"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_taker),
	                                   cmocka_unit_test(test_no_taker)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
