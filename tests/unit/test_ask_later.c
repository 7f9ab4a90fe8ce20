#include "ask.h"
#include "facts_fixture.h"

#include <string.h>

/* The flags of the first list comprehension in a text. */
static unsigned flags_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id c = fixture_node(f, KIND_LIST_COMPREHENSION, NULL);
	unsigned flags = ask_lazy_flags(&f->facts, c);

	fixture_free(f);
	return flags;
}

static void what_a_generator_cannot_hold(void **state)
{
	(void)state;
	assert_int_equal(flags_of("[x + 1 for x in xs if x]\n"), 0);
	assert_int_equal(flags_of("async def f(xs):\n"
	                          "    return sum([await x for x in xs])\n"),
	                 LAZY_NEVER);
	assert_int_equal(flags_of("async def f(xs):\n"
	                          "    return sum([x async for x in xs])\n"),
	                 LAZY_NEVER);
	assert_int_equal(flags_of("async def f(xs):\n"
	                          "    return sum([x for x in await xs])\n"),
	                 0);
	assert_int_equal(flags_of("any([(y := x) for x in xs])\n"), LAZY_NEVER);
	assert_int_equal(flags_of("[next(x) for x in xs]\n"), LAZY_NEVER);
	assert_int_equal(flags_of("[super().f(x) for x in xs]\n"), LAZY_NEVER);
	assert_int_equal(flags_of("[x for x in locals()]\n"), 0);
	assert_int_equal(flags_of("[locals()[x] for x in xs]\n"), LAZY_NEVER);
}

static void what_its_calls_do(void **state)
{
	(void)state;
	assert_int_equal(flags_of("[len(x) for x in xs]\n"), 0);
	assert_int_equal(flags_of("[g(x) for x in xs]\n"), LAZY_CALLS);
	assert_int_equal(flags_of("[x.pop() for x in xs]\n"),
	                 LAZY_CALLS | LAZY_EFFECTS);
	assert_int_equal(flags_of("[x for x in xs if x.join(5)]\n"),
	                 LAZY_CALLS | LAZY_EFFECTS);
	assert_int_equal(flags_of("[', '.join(x) for x in xs]\n"), 0);
	assert_int_equal(flags_of("def f(x):\n"
	                          "    return sum([f(y) for y in x])\n"),
	                 LAZY_CALLS | LAZY_RECURSES);
	assert_int_equal(
	    flags_of("class A:\n"
	             "    def f(self):\n"
	             "        return [a.f() for a in self.list]\n"),
	    LAZY_CALLS | LAZY_RECURSES);
}

/* Where the first list comprehension of a function is read: the text that
 * begins there, "" if nowhere. */
static void read_at(const char *text, const char *place)
{
	struct fixture *f = fixture_make(text);
	node_id c = fixture_node(f, KIND_LIST_COMPREHENSION, NULL);
	node_id n = ask_lazy_place(&f->facts, c);

	if (place == NULL)
		assert_int_equal(n, NO_NODE);
	else
		assert_true(n != NO_NODE &&
		            str_is(tree_text(&f->tree, n), place));
	fixture_free(f);
}

static void where_it_is_read(void **state)
{
	(void)state;
	read_at("def f(xs):\n"
	        "    return sum(([x for x in xs]))\n",
	        "([x for x in xs])");
	read_at("def f(xs):\n"
	        "    ys = [x + 1 for x in xs]\n"
	        "    return sum(ys)\n",
	        "ys");
	read_at("def f(xs):\n"
	        "    ys = [x + 1 for x in xs]\n"
	        "    return sum(ys) + len(ys)\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    ys = zs = [x + 1 for x in xs]\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    ys = [x + 1 for x in xs]\n"
	        "    while xs:\n"
	        "        print(sum(ys))\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    ys = [x + 1 for x in xs]\n"
	        "    return lambda: sum(ys)\n",
	        NULL);
	read_at("class A:\n"
	        "    ys = [x + 1 for x in (1, 2)]\n"
	        "    z = sum(ys)\n",
	        NULL);
}

static void what_happens_between(void **state)
{
	(void)state;
	read_at("def f(xs, k):\n"
	        "    ys = [x + k for x in xs]\n"
	        "    z = k + 1\n"
	        "    return sum(ys) + z\n",
	        "ys");
	read_at("def f(xs, k):\n"
	        "    ys = [x + k for x in xs]\n"
	        "    k = 1\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    ys = [x + 1 for x in xs]\n"
	        "    xs.append(1)\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    ys = [x.n for x in xs]\n"
	        "    xs[0].n = 1\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(xs):\n"
	        "    try:\n"
	        "        ys = [x + 1 for x in xs]\n"
	        "    except TypeError:\n"
	        "        return 0\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(path):\n"
	        "    with open(path) as file:\n"
	        "        ys = [len(x) for x in file]\n"
	        "    return sum(ys)\n",
	        NULL);
	read_at("def f(xs, g):\n"
	        "    ys = [g(x) for x in xs]\n"
	        "    g(1)\n"
	        "    return sum(ys)\n",
	        NULL);
}

static bool is_short(const char *text, uint16_t target)
{
	struct fixture *f = fixture_make(text);
	bool answer;

	f->facts.target = target;
	answer = ask_lazy_is_short(
	    &f->facts, fixture_node(f, KIND_LIST_COMPREHENSION, NULL));
	fixture_free(f);
	return answer;
}

static void how_short_is_short(void **state)
{
	(void)state;
	assert_true(is_short("[i for i in range(8)]\n", 310));
	assert_false(is_short("[i for i in range(9)]\n", 310));
	assert_true(is_short("[i for i in range(16)]\n", 311));
	assert_false(is_short("[i for i in range(17)]\n", 311));
	assert_true(is_short("[i for i in range(35)]\n", 312));
	assert_true(is_short("[(i, j) for i in (1, 2) for j in 'ab']\n", 310));
	assert_false(is_short("[j for i in (1, 2) for j in i]\n", 310));
	assert_false(is_short("[i for i in x]\n", 312));
}

/* Whether the first list comprehension stands where a reducer reads it. */
static bool is_reduced(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id c = fixture_node(f, KIND_LIST_COMPREHENSION, NULL);
	node_id call;
	bool answer = ask_reducer(&f->facts, c, &call) != REDUCER_NONE;

	fixture_free(f);
	return answer;
}

/* Does the message say that the list holds elements that it made? */
static bool makes_elements(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id c = fixture_node(f, KIND_LIST_COMPREHENSION, NULL);
	bool makes = strstr(ask_lazy_cost(&f->facts, c), "themselves") != NULL;

	fixture_free(f);
	return makes;
}

static void whose_elements_they_are(void **state)
{
	static const char *const made[] = {
	    "[(x, 1) for x in xs]\n",
	    "[(x.a, 1) for x in xs]\n",
	    "[x.a + ', ' for x in xs]\n",
	    "[{x} for x in xs]\n",
	    "[f'{x}ab' for x in xs]\n",
	    "['%s: %s' % (x, x) for x in xs]\n",
	    "['{} of {}'.format(x, x) for x in xs]\n",
	    "['a' + str(x) for x in xs]\n",
	    "[1.5 * len(x) for x in xs]\n",
	    "[dict(x) for x in xs]\n",
	    "[str(x).split() for x in xs]\n",
	    "[[x] * 3 for x in xs]\n",
	    "class A: pass\n[A() for x in xs]\n"};
	static const char *const there[] = {
	    "[x for x in xs]\n",
	    "[x.name for x in xs]\n",
	    "[x[0] for x in xs]\n",
	    "[(1, 2) for x in xs]\n",
	    "[x + 1 for x in xs]\n",
	    "[len(x) for x in xs]\n",
	    "[f'{x}' for x in xs]\n",
	    "['%s' % x for x in xs]\n",
	    "['%d%%' % x for x in xs]\n",
	    "['{}'.format(x) for x in xs]\n",
	    "[str(x) + '' for x in xs]\n",
	    "[bytes([i]) for i in range(300)]\n",
	    "[x.strip() for x in xs]\n",
	    "[x.split() for x in xs]\n",
	    "[known(x) for x in xs]\n",
	    "class A:\n    def __new__(cls): return a\n[A() for x in xs]\n",
	    "class A(B): pass\n[A() for x in xs]\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++)
		if (!makes_elements(made[i]))
			fail_msg("not made: %s", made[i]);
	for (size_t i = 0; i < sizeof(there) / sizeof(*there); i++)
		if (makes_elements(there[i]))
			fail_msg("made: %s", there[i]);
}

static void what_reduces(void **state)
{
	(void)state;
	assert_true(is_reduced("sum([x for x in y])\n"));
	assert_true(is_reduced("sum(([x for x in y]), 1)\n"));
	assert_false(is_reduced("sum(1, [x for x in y])\n"));
	assert_false(is_reduced("sum(*[x for x in y])\n"));
	assert_false(is_reduced("def sum(x):\n"
	                        "    pass\n"
	                        "sum([x for x in y])\n"));
	assert_true(is_reduced("import heapq\n"
	                       "heapq.nlargest(2, [x for x in y])\n"));
	assert_true(is_reduced("1 not in [x for x in y]\n"));
	assert_false(is_reduced("[x for x in y] in z\n"));
	assert_false(is_reduced("', '.join([x for x in y])\n"));
	assert_false(is_reduced("z.writelines([x for x in y])\n"));
	assert_true(is_reduced("import sys\n"
	                       "sys.stdout.writelines([x for x in y])\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_a_generator_cannot_hold),
	    cmocka_unit_test(what_its_calls_do),
	    cmocka_unit_test(where_it_is_read),
	    cmocka_unit_test(what_happens_between),
	    cmocka_unit_test(how_short_is_short),
	    cmocka_unit_test(whose_elements_they_are),
	    cmocka_unit_test(what_reduces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
