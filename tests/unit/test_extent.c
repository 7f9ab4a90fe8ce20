#include "extent.h"

#include "facts_fixture.h"

/* The last statement of the text is an assignment: what its value gives. */
static uint32_t count(const char *text, bool is_most)
{
	struct fixture *f = fixture_make(text);
	node_id last = NO_NODE;
	uint32_t result;

	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == KIND_ASSIGNMENT)
			last = tree_child(&f->tree, n, FIELD_RIGHT);
	result = is_most ? extent_most(&f->facts.scopes, last)
	                 : extent_least(&f->facts.scopes, last);
	fixture_free(f);
	return result;
}

static void is_exactly(const char *text, uint32_t wanted)
{
	assert_int_equal(count(text, true), wanted);
	assert_int_equal(count(text, false), wanted);
}

static void is_at_most(const char *text, uint32_t wanted)
{
	assert_int_equal(count(text, true), wanted);
	assert_int_equal(count(text, false), 0);
}

static void is_unknown(const char *text)
{
	is_at_most(text, EXTENT_UNKNOWN);
}

static void displays(void **state)
{
	(void)state;
	is_exactly("x = [a, b, c]", 3);
	is_exactly("x = (a, b)", 2);
	is_exactly("x = a, b", 2);
	is_exactly("x = []", 0);
	is_at_most("x = {a, b}", 2);
	is_at_most("x = {a: 1, b: 2}", 2);
	is_at_most("x = 'abcd'", 4);
	is_unknown("x = f'ab{c}'");
	is_unknown("x = [a, *b]");
	is_unknown("x = {**a, 'b': 2}");
	is_exactly("x = [a] * 3", 3);
	is_exactly("x = (a, b) * 2", 4);
	is_exactly("x = [a] * -2", 0);
	is_unknown("x = [a] * n");
	is_unknown("x = [a] + 3");
	is_unknown("x = 'ab' * 3");
}

static void ranges(void **state)
{
	(void)state;
	is_exactly("x = range(7)", 7);
	is_exactly("x = range(-7)", 0);
	is_exactly("x = range(2, 7)", 5);
	is_exactly("x = range(7, 2)", 0);
	is_exactly("x = range(0, 7, 2)", 4);
	is_exactly("x = range(0, 8, 2)", 4);
	is_exactly("x = range(7, 0, -2)", 4);
	is_exactly("x = range(8, 0, -2)", 4);
	is_unknown("x = range(0, 7, 0)");
	is_unknown("x = range(n)");
	is_unknown("x = range()");
	is_unknown("range = f\nx = range(7)");
	assert_int_equal(count("x = range(4095)", true), 4095);
	assert_int_equal(count("x = range(4096)", true), EXTENT_UNKNOWN);
	assert_int_equal(count("x = range(4096)", false), 4096);
}

static void integers(void **state)
{
	(void)state;
	is_exactly("x = range(0x1F)", 31);
	is_exactly("x = range(0b101)", 5);
	is_exactly("x = range(0o17)", 15);
	is_exactly("x = range(1_0)", 10);
	is_exactly("x = range(- -(+3))", 3);
	is_exactly("x = range(3 * 4)", 12);
	is_exactly("x = range(2 ** 5)", 32);
	is_unknown("x = range(2 ** -1)");
	is_unknown("x = range(3 * n)");
	is_unknown("x = range(10 ** 99)");
	is_unknown("x = range(~3)");
	is_unknown("x = range(3.0)");
	is_unknown("x = range(99999999999999999999)");
}

static void slices(void **state)
{
	(void)state;
	is_at_most("x = y[:4]", 4);
	is_at_most("x = y[0:4]", 4);
	is_at_most("x = y[2:6]", 4);
	is_at_most("x = y[-6:-2]", 4);
	is_at_most("x = y[6:2]", 0);
	is_at_most("x = y[-4:]", 4);
	is_at_most("x = y[:4:2]", 4);
	is_unknown("x = y[2:-2]");
	is_unknown("x = y[-2:2]");
	is_unknown("x = y[:-4]");
	is_unknown("x = y[4:]");
	is_unknown("x = y[:4:-1]");
	is_unknown("x = y[:n]");
	is_unknown("x = y[4]");
}

static void what_is_made_of_others(void **state)
{
	(void)state;
	is_exactly("x = sorted(enumerate([a, b]))", 2);
	is_exactly("x = [f(y) for y in (1, 2, 3)]", 3);
	is_at_most("x = {f(y) for y in (1, 2, 3)}", 3);
	is_at_most("x = [y for y in (1, 2, 3) if y]", 3);
	is_unknown("x = [y for y in (1, 2) for z in w]");
	is_at_most("x = set([a, b])", 2);
	is_at_most("x = zip([a, b], c)", 2);
	is_at_most("x = filter(None, [a, b])", 2);
	is_exactly("y = (1, 2)\nx = y", 2);
	is_unknown("y = [1, 2]\nx = y");
	is_unknown("y = (1, 2)\ny = z\nx = y");
	is_unknown("y, z = (1, 2)\nx = y");
	is_unknown("y = x\nx = y");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(displays),
	    cmocka_unit_test(ranges),
	    cmocka_unit_test(integers),
	    cmocka_unit_test(slices),
	    cmocka_unit_test(what_is_made_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
