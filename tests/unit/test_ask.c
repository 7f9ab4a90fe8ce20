#include "facts_fixture.h"

#include "ask.h"

/* The right side of the last `r = ...` in a text. */
static node_id value_of_r(const struct fixture *f)
{
	node_id found = NO_NODE;

	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == KIND_ASSIGNMENT &&
		    str_is(tree_text(&f->tree, tree_first(&f->tree, n)), "r"))
			found = tree_child(&f->tree, n, FIELD_RIGHT);
	assert_int_not_equal(found, NO_NODE);
	return found;
}

static bool is_small(const char *text, uint32_t most)
{
	struct fixture *f = fixture_make(text);
	bool answer = ask_is_small(&f->facts, value_of_r(f), most);

	fixture_free(f);
	return answer;
}

static bool is_data(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer = ask_is_data_sized(&f->facts, value_of_r(f));

	fixture_free(f);
	return answer;
}

static void test_what_is_small(void **state)
{
	(void)state;
	assert_true(is_small("r = [1, 2, 3]\n", 3));
	assert_false(is_small("r = [1, 2, 3]\n", 2));
	assert_false(is_small("r = [1, *x]\n", 100));
	assert_true(is_small("r = range(3, 10, 2)\n", 4));
	assert_false(is_small("r = range(3, 10, 2)\n", 3));
	assert_true(is_small("r = range(10, 0, -3)\n", 4));
	assert_false(is_small("r = range(n)\n", 100));
	assert_false(is_small("r = range(-0x3fffffffffffffff,"
	                      " 0x3fffffffffffffff, 0x3fffffffffffffff)\n",
	                      1));
	assert_false(is_small("r = range(0x3fffffffffffffff,"
	                      " -0x3fffffffffffffff, -0x3fffffffffffffff)\n",
	                      1));
	assert_true(is_small("r = range(0x1fffffffffffffff,"
	                     " -0x1fffffffffffffff, -0x1fffffffffffffff)\n",
	                     2));
	assert_false(is_small("range = f\nr = range(3)\n", 100));
	assert_true(is_small("r = x[2:10]\n", 8));
	assert_true(is_small("r = x[-3:]\n", 3));
	assert_false(is_small("r = x[1:-1]\n", 100));
	assert_false(is_small("r = x[9:1:-1]\n", 8));
	assert_true(is_small("r = sorted(enumerate(x[:4]))\n", 4));
	assert_true(is_small("r = [0] * 5\n", 5));
	assert_true(is_small("r = 'abc'\n", 3));
	assert_true(is_small("A = (1, 2)\nr = A\n", 2));
	assert_false(is_small("A = [1, 2]\nr = A\n", 1));
	assert_false(is_small("A = (1, 2)\nA = f()\nr = A\n", 100));
	assert_true(is_small("r = x.split(',', 2)\n", 3));
	assert_false(is_small("r = x.split(',', 2)\n", 2));
}

static void test_small_names(void **state)
{
	(void)state;
	assert_false(is_small("A = []\nfor x in y: A.append(x)\nr = A\n", 99));
	assert_false(is_small("A = {}\nA[k] = v\nr = list(A)\n", 99));
	assert_true(is_small("A = [1]\nA = [2, 3]\nr = A\n", 2));
	assert_true(is_small("A = f()\nA = [2]\nr = A\n", 1));
	assert_false(is_small("A = f()\nif x: A = [2]\nr = A\n", 99));
	assert_true(is_small("if x: A = [1]\nelse: A = [2]\nr = A\n", 1));
	assert_false(is_small("def f(a):\n  a = list(a)\n  r = a\n", 99));
	assert_true(is_small("def f(*a):\n  a = list(a)\n  r = a\n", 16));
	assert_true(is_small("def f(args):\n  r = args\n", 16));
	assert_true(is_small("import re\nr = re.split(x, y)\n", 16));
}

static void test_what_is_small_by_origin(void **state)
{
	(void)state;
	assert_true(is_small("import sys\nr = sys.argv[1:]\n", 16));
	assert_true(is_small("def f(*a):\n  r = a[1:]\n", 16));
	assert_false(is_small("def f(*a):\n  r = a[1:]\n", 15));
	assert_false(is_small("def f(a):\n  r = a[1:]\n", 16));
	assert_true(is_small("r = C.__mro__\n", 16));
	assert_true(is_small("r = s.split()\n", 16));
	assert_false(is_small("s = f.read()\nr = s.split()\n", 1000));
	assert_true(is_small("r = [int(x) for x in s.split('.')]\n", 16));
	assert_false(is_small("a = b\nb = a\nr = a\n", 16));
}

static void test_what_is_data(void **state)
{
	(void)state;
	assert_true(is_data("r = f.read()\n"));
	assert_true(is_data("r = f.read(-1)\n"));
	assert_false(is_data("r = f.read(10)\n"));
	assert_true(is_data("d = f.readlines()\nr = d[1:]\n"));
	assert_false(is_data("d = f.readlines()\nr = d[1:3]\n"));
	assert_false(is_data("d = f.readlines()\nr = d[0]\n"));
	assert_true(is_data("r = [x for x in f.readlines()]\n"));
	assert_true(is_data("r = range(1000)\n"));
	assert_false(is_data("r = range(999)\n"));
	assert_false(is_data("r = set([0] * 5)\n"));
	assert_true(is_data("r = [0] * 5000\n"));
	assert_true(is_data("r = f.read().decode().splitlines()\n"));
	assert_true(is_data("d = []\nfor x in f.readlines():\n"
	                    "  d.append(x)\nr = d\n"));
	assert_false(is_data("d = []\nfor x in f.readlines():\n"
	                     "  if x:\n    d.append(x)\nr = d\n"));
	assert_false(is_data("d = f.read()\nd = ''\nr = d\n"));
}

static enum ask_place place_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id found = NO_NODE;
	enum ask_place place;

	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == KIND_AUGMENTED_ASSIGNMENT)
			found = tree_first(&f->tree, n);
	place = ask_place(&f->facts, found);
	fixture_free(f);
	return place;
}

static void test_place(void **state)
{
	(void)state;
	assert_int_equal(place_of("def f():\n  t = ''\n  t += x\n"),
	                 ASK_PLACE_LOCAL);
	assert_int_equal(
	    place_of("def f():\n  t = ''\n  t += x\n  return lambda: t\n"),
	    ASK_PLACE_CELL);
	assert_int_equal(place_of("def f():\n  t = ''\n  def g():\n"
	                          "    nonlocal t\n    t += x\n"),
	                 ASK_PLACE_CELL);
	assert_int_equal(place_of("t = ''\nt += x\n"), ASK_PLACE_MODULE);
	assert_int_equal(place_of("t = ''\ndef f():\n  global t\n  t += x\n"),
	                 ASK_PLACE_GLOBAL);
	assert_int_equal(place_of("class C:\n  t = ''\n  t += x\n"),
	                 ASK_PLACE_CLASS);
	assert_int_equal(place_of("s.t += x\n"), ASK_PLACE_ATTRIBUTE);
	assert_int_equal(place_of("s[0] += x\n"), ASK_PLACE_ITEM);
}

static enum reducer reducer_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id call;
	enum reducer reducer = ask_reducer(
	    &f->facts, fixture_node(f, KIND_LIST_COMPREHENSION, NULL), &call);

	fixture_free(f);
	return reducer;
}

static void test_reducers(void **state)
{
	(void)state;
	assert_int_equal(reducer_of("sum([y for y in x])\n"), REDUCER_SUM);
	assert_int_equal(reducer_of("sum(([y for y in x]), 1)\n"), REDUCER_SUM);
	assert_int_equal(reducer_of("sum(a, [y for y in x])\n"), REDUCER_NONE);
	assert_int_equal(reducer_of("max([y for y in x], key=k)\n"),
	                 REDUCER_MAX);
	assert_int_equal(reducer_of("max([y for y in x], b)\n"), REDUCER_NONE);
	assert_int_equal(reducer_of("max(*a, [y for y in x])\n"), REDUCER_NONE);
	assert_int_equal(reducer_of("def sum(x): pass\nsum([y for y in x])\n"),
	                 REDUCER_NONE);
	assert_int_equal(
	    reducer_of("import heapq as h\nh.nlargest(3, [y for y in x])\n"),
	    REDUCER_NLARGEST);
	assert_int_equal(reducer_of("from collections import deque\n"
	                            "deque([y for y in x], maxlen=3)\n"),
	                 REDUCER_DEQUE);
	assert_int_equal(reducer_of("from collections import deque\n"
	                            "deque([y for y in x])\n"),
	                 REDUCER_NONE);
	assert_int_equal(reducer_of("a in [y for y in x]\n"), REDUCER_IN);
	assert_int_equal(reducer_of("[y for y in x] in a\n"), REDUCER_NONE);
	assert_int_equal(reducer_of("f.writelines([y for y in x])\n"),
	                 REDUCER_NONE);
	assert_int_equal(reducer_of("import sys\n"
	                            "sys.stdout.writelines([y for y in x])\n"),
	                 REDUCER_WRITELINES);
	assert_int_equal(reducer_of("import csv\n"
	                            "w = csv.writer(f)\n"
	                            "w.writerows([y for y in x])\n"),
	                 REDUCER_WRITEROWS);
	assert_int_equal(reducer_of("import sqlite3\n"
	                            "d = sqlite3.connect(f)\n"
	                            "c = d.cursor()\n"
	                            "c.executemany('', [y for y in x])\n"),
	                 REDUCER_EXECUTEMANY);
	assert_int_equal(reducer_of("print([y for y in x])\n"), REDUCER_NONE);
	assert_int_equal(reducer_of("','.join([y for y in x])\n"),
	                 REDUCER_NONE);
}

static void assert_iterated_by(const char *text, enum kind kind)
{
	struct fixture *f = fixture_make(text);
	node_id by = ask_iterated_by(
	    &f->facts, fixture_node(f, KIND_LIST_COMPREHENSION, NULL));

	assert_int_equal(tree_kind(&f->tree, by), kind);
	fixture_free(f);
}

static void test_iterated_by(void **state)
{
	(void)state;
	assert_iterated_by("for a in [y for y in x]: pass\n",
	                   KIND_FOR_STATEMENT);
	assert_iterated_by("for i, a in enumerate(zip(b, [y for y in x])):\n"
	                   "  pass\n",
	                   KIND_FOR_STATEMENT);
	assert_iterated_by("{a for a in [y for y in x]}\n", KIND_FOR_IN_CLAUSE);
	assert_iterated_by("','.join([y for y in x])\n", KIND_CALL);
	assert_iterated_by("m = map(f, [y for y in x])\n", NO_KIND);
	assert_iterated_by("f([y for y in x])\n", NO_KIND);
	assert_iterated_by("m = [y for y in x]\n", NO_KIND);
}

static bool can_be_lazy(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer = ask_can_be_generator(
	    &f->facts, fixture_node(f, KIND_LIST_COMPREHENSION, NULL));

	fixture_free(f);
	return answer;
}

static void test_can_be_generator(void **state)
{
	(void)state;
	assert_true(can_be_lazy("[f(y) for y in x if y]\n"));
	assert_false(can_be_lazy("async def g(): [await y for y in x]\n"));
	assert_false(can_be_lazy("async def g(): [y async for y in x]\n"));
	assert_true(can_be_lazy("async def g(): [y for y in await x]\n"));
	assert_false(can_be_lazy("[(a := y) for y in x]\n"));
	assert_false(can_be_lazy("[super().f(y) for y in x]\n"));
	assert_true(can_be_lazy("[super(A, a).f(y) for y in x]\n"));
	assert_true(can_be_lazy("[y for y in super().f()]\n"));
	assert_false(can_be_lazy("[y for y in x if y in locals()]\n"));
	assert_true(can_be_lazy("[vars(y) for y in x]\n"));
	assert_false(can_be_lazy("[eval(y) for y in x]\n"));
}

static void test_arguments_and_constants(void **state)
{
	struct fixture *f = fixture_make("f(1, k=2, *a, c=-0x1_0)\n"
	                                 "g(y for y in x)\n"
	                                 "h(r'a', 'b\\n', b'c', 'd' 'e')\n");
	const struct facts *facts = &f->facts;
	node_id first = fixture_nth(f, KIND_CALL, NULL, 0);
	node_id last = fixture_nth(f, KIND_CALL, NULL, 2);
	int64_t value;
	struct str text;

	(void)state;
	assert_int_not_equal(ask_argument(facts, first, 0), NO_NODE);
	assert_int_equal(ask_argument(facts, first, 1), NO_NODE);
	assert_true(ask_integer(facts, ask_keyword(facts, first, "c"), &value));
	assert_int_equal(value, -16);
	assert_int_equal(ask_argument_count(facts, first), UINT32_MAX);
	assert_int_equal(
	    ask_argument_count(facts, fixture_nth(f, KIND_CALL, NULL, 1)), 1);
	assert_true(ask_string(facts, ask_argument(facts, last, 0), &text));
	assert_true(str_is(text, "a"));
	assert_false(ask_string(facts, ask_argument(facts, last, 1), &text));
	assert_false(ask_string(facts, ask_argument(facts, last, 2), &text));
	assert_false(ask_string(facts, ask_argument(facts, last, 3), &text));
	fixture_free(f);
}

static bool is_pure(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer = ask_is_pure(&f->facts, value_of_r(f));

	fixture_free(f);
	return answer;
}

static void test_pure(void **state)
{
	(void)state;
	assert_true(is_pure("r = len(x) + a.b[0]\n"));
	assert_true(is_pure("r = lambda: f()\n"));
	assert_false(is_pure("r = f()\n"));
	assert_false(is_pure("r = (a := 1)\n"));
	assert_false(is_pure("r = x.append(1)\n"));
	assert_false(is_pure("r = sorted(x, key=k)\n"));
	assert_true(is_pure("import math\nr = [math.sqrt(y) for y in x]\n"));
	assert_true(is_pure("r = 'a'.upper()\n"));
}

/* The number of cycles in a text that are an object's own __dict__. */
static uint32_t own_dicts(const char *text)
{
	struct fixture *f = fixture_make(text);
	const struct heap *heap = facts_heap(&f->facts);
	uint32_t found = 0;

	for (uint32_t i = 0; i < heap->cycle_count; i++)
		found += ask_own_dict(&heap->cycles[i]) != NULL;
	fixture_free(f);
	return found;
}

static void test_own_dict(void **state)
{
	(void)state;
	assert_int_equal(own_dicts("class A:\n"
	                           "    def f(self):\n"
	                           "        self.x = vars(self)\n"
	                           "        self.y = [self.__dict__]\n"),
	                 2);
	assert_int_equal(own_dicts("class A:\n"
	                           "    def f(self):\n"
	                           "        self.x = self\n"
	                           "        self.y = dict(vars(self))\n"),
	                 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_is_small),
	    cmocka_unit_test(test_small_names),
	    cmocka_unit_test(test_what_is_small_by_origin),
	    cmocka_unit_test(test_what_is_data),

	    cmocka_unit_test(test_place),
	    cmocka_unit_test(test_reducers),
	    cmocka_unit_test(test_iterated_by),
	    cmocka_unit_test(test_can_be_generator),
	    cmocka_unit_test(test_arguments_and_constants),
	    cmocka_unit_test(test_pure),
	    cmocka_unit_test(test_own_dict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
