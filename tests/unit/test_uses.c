#include "facts_fixture.h"

static symbol_id variable(const struct fixture *f, const char *name)
{
	return scopes_variable(&f->facts.scopes, fixture_name(f, name, 0));
}

static bool is_once(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer =
	    uses_only_iterated_once(f->facts.uses, variable(f, "v")) != NO_NODE;

	fixture_free(f);
	return answer;
}

static void test_iterated_once(void **state)
{
	(void)state;
	assert_true(is_once("def f(x):\n v = [1]\n for y in v: g(y)\n"));
	assert_true(is_once("def f(x):\n v = [1]\n return sum(v)\n"));
	assert_true(is_once("def f(x):\n v = [1]\n return x in v\n"));
	assert_true(is_once("def f(x):\n v = [1]\n a, b = v\n"));
	assert_true(is_once("def f(x):\n v = [1]\n return [y for y in v]\n"));
	assert_true(is_once("def f(x):\n v = [1]\n"
	                    " for i, y in enumerate(zip(x, v)): g(y)\n"));
	assert_true(is_once("def f(x):\n for y in x:\n  v = [y]\n"
	                    "  for z in v: g(z)\n"));
	assert_true(is_once("def f(x):\n v = [1]\n for y in x:\n"
	                    "  for z in v: return z\n  break\n"));
}

static void test_iterated_more_or_else(void **state)
{
	(void)state;
	assert_false(is_once("def f(x):\n v = [1]\n sum(v)\n max(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n return v\n"));
	assert_false(is_once("def f(x):\n v = [1]\n g(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n return len(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n w = enumerate(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n v = [2]\n sum(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n v += x\n"));
	assert_false(is_once("def f(v):\n sum(v)\n"));
	assert_false(is_once("v = [1]\nsum(v)\n"));
	assert_false(is_once("def f(x):\n v = w = [1]\n sum(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n eval(x)\n sum(v)\n"));
	/* In a loop, a comprehension, a function that may run again. */
	assert_false(is_once("def f(x):\n v = [1]\n for y in x: sum(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n [sum(v) for y in x]\n"));
	assert_false(
	    is_once("def f(x):\n v = [1]\n [y for y in x if y in v]\n"));
	assert_false(is_once("def f(x):\n v = [1]\n while sum(v): pass\n"));
	assert_false(is_once("def f(x):\n v = [1]\n return lambda: sum(v)\n"));
	assert_false(is_once("def f(x):\n v = [1]\n for z in v or x: g(z)\n"));
}

static bool may_change(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id loop = fixture_node(f, KIND_FOR_STATEMENT, NULL);
	bool answer = uses_may_change(f->facts.uses,
	                              tree_child(&f->tree, loop, FIELD_RIGHT),
	                              tree_child(&f->tree, loop, FIELD_BODY));

	fixture_free(f);
	return answer;
}

static void test_nothing_changes_it(void **state)
{
	(void)state;
	assert_false(may_change("def f(v):\n for y in v: y = len(v)\n"));
	assert_false(may_change("def f(v):\n out = []\n"
	                        " for y in v: out.append(y)\n"));
	assert_false(may_change("def f():\n v = []\n for y in v: g(y)\n"));
	assert_false(may_change("def f(s):\n for y in s.v: s.n = y\n"));
	assert_false(may_change("def f(v):\n for y in v:\n"
	                        "  raise ValueError(y)\n"));
}

static void test_something_may_change_it(void **state)
{
	(void)state;
	assert_true(may_change("def f(v):\n for y in v: v.append(y)\n"));
	assert_true(may_change("def f(v):\n for y in v: v[0] = y\n"));
	assert_true(may_change("def f(v):\n for y in v: del v[y]\n"));
	assert_true(may_change("def f(v):\n for y in v: v = y\n"));
	assert_true(may_change("def f(v):\n for y in v: v += y\n"));
	assert_true(may_change("def f(v):\n for y in v: w = v\n"));
	assert_true(may_change("def f(v):\n for y in v: g()\n"));
	assert_true(may_change("def f(v):\n for y in v: yield y\n"));
	assert_true(may_change("def f(v, w):\n for y in v: w.append(y)\n"));
	assert_true(may_change("def f(s):\n for y in s.v: s.v = y\n"));
	assert_true(may_change("def f(s):\n for y in s.v: g.v.pop()\n"));
	assert_true(may_change("def f(s):\n for y in s.v: s.g()\n"));
	assert_true(may_change("def f():\n v = []\n for y in v: v.pop()\n"));
	assert_true(may_change("def f():\n v = []\n p = v.pop\n"
	                       " for y in v: p()\n"));
	assert_true(may_change("def f():\n v = []\n h(v)\n"
	                       " for y in v: g(y)\n"));
	assert_true(may_change("def f():\n v = []\n def g(): v.pop()\n"
	                       " for y in v: g()\n"));
}

static void test_own(void **state)
{
	struct fixture *f = fixture_make("def f(p):\n"
	                                 "  v = []\n"
	                                 "  v.append(1)\n"
	                                 "  w = p.x\n"
	                                 "  u = []\n"
	                                 "  return u\n");
	const struct uses *uses = f->facts.uses;

	(void)state;
	assert_true(uses_is_own(uses, variable(f, "v")));
	assert_false(uses_is_own(uses, variable(f, "w")));
	assert_true(uses_stays_local(uses, variable(f, "w")));
	assert_false(uses_is_own(uses, variable(f, "u")));
	assert_true(uses_is_separate(uses, variable(f, "u")));
	assert_false(uses_is_separate(uses, variable(f, "w")));
	assert_false(uses_stays_local(uses, variable(f, "p")));
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_iterated_once),
	    cmocka_unit_test(test_iterated_more_or_else),
	    cmocka_unit_test(test_nothing_changes_it),
	    cmocka_unit_test(test_something_may_change_it),
	    cmocka_unit_test(test_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
