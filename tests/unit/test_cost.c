#include "cost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Figures measured by sys.getsizeof() and tracemalloc, as cost.py prints. */
static void figures_are_by_version(void **state)
{
	(void)state;
	assert_int_equal(cost_instance(310, 3, false), 152);
	assert_int_equal(cost_instance(311, 3, false), 96);
	assert_int_equal(cost_instance(312, 3, false), 88);
	assert_int_equal(cost_instance(313, 3, true), 56);
	assert_int_equal(cost_instance(312, 30, false), 1632);
	assert_int_equal(cost_bytes(311, COST_LATE, 3 + 2), 328);
	assert_int_equal(cost_bytes(313, COST_LOST, 3), 400);
	assert_int_equal(cost_bytes(311, COST_RECORD, 3), 176);
	assert_int_equal(cost_bytes(308, COST_CONTAINER, COST_NEW_DEQUE), 624);
	assert_int_equal(cost_bytes(311, COST_ELEMENT, COST_ARRAY), 8);
}

static void a_later_target_has_the_newest(void **state)
{
	(void)state;
	assert_int_equal(cost_instance(315, 30, false), 1904);
	assert_string_equal(cost_version(315), "3.13");
	assert_string_equal(cost_version(310), "3.10");
}

static void what_was_not_measured_is_0(void **state)
{
	(void)state;
	assert_int_equal(cost_instance(307, 3, false), 0);
	assert_int_equal(cost_instance(311, 0, false), 0);
	assert_int_equal(cost_instance(311, 33, false), 0);
}

static void an_estimate_names_its_version(void **state)
{
	struct estimate estimate = cost_estimate(320, ESTIMATE_ELEMENT, 40, 8);

	(void)state;
	assert_int_equal(estimate.bytes, 40);
	assert_int_equal(estimate.instead, 8);
	assert_string_equal(estimate.target, "3.13");
}

static void a_call_leaves_an_entry(void **state)
{
	(void)state;
	assert_int_equal(cost_entry(311, TYPE_LIST).bytes, 8);
	assert_int_equal(cost_entry(311, TYPE_DICT).bytes, 52);
	assert_int_equal(cost_entry(311, TYPE_DICT).unit, ESTIMATE_CALL);
	assert_int_equal(cost_entry(311, TYPE_DEQUE).bytes, 0);
	assert_int_equal(cost_call(314, COST_NAMEDTUPLE).bytes,
	                 cost_call(313, COST_NAMEDTUPLE).bytes);
	assert_true(cost_call(311, COST_ATEXIT).bytes > 0);
}

static void a_copy_is_counted_by_element(void **state)
{
	(void)state;
	assert_int_equal(cost_copy(311, TYPE_LIST).bytes, 8);
	assert_int_equal(cost_copy(311, TYPE_BYTES).bytes, 1);
	assert_int_equal(cost_copy(311, TYPE_LIST).instead, 0);
	assert_int_equal(cost_copy(311, TYPE_STR).bytes, 0);
	assert_int_equal(cost_copy(311, TYPE_DICT).bytes, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(figures_are_by_version),
	    cmocka_unit_test(a_later_target_has_the_newest),
	    cmocka_unit_test(what_was_not_measured_is_0),
	    cmocka_unit_test(an_estimate_names_its_version),
	    cmocka_unit_test(a_call_leaves_an_entry),
	    cmocka_unit_test(a_copy_is_counted_by_element),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
