#include "dropped.h"

#include "facts_fixture.h"

#include <stdio.h>

static bool is_dropped(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool is = dropped_by(&f->facts, fixture_node(f, KIND_CALL, "C(1)"));

	fixture_free(f);
	return is;
}

/* Does the function of this body drop the x that it makes first at each turn of
 * its loop over the lines of a file? */
static bool drops(const char *head, const char *body)
{
	char text[300];

	snprintf(text, sizeof(text),
	         "%s\n  for i in open(k):\n    x = C(1)\n%s\n", head, body);
	return is_dropped(text);
}

static void what_is_dropped(void **state)
{
	(void)state;
	assert_true(drops("def f():", "    g(x.work())"));
	assert_true(drops("def f():", "    x.size = 3\n    x.work()"));
	assert_true(drops("def f():", "    for y in x.names:\n        g(y)"));
	assert_false(drops("def f():", "    pass"));
	assert_false(drops("def f():", "    return x"));
	assert_false(drops("def f():", "    g(x)\n    x.work()"));
	assert_false(drops("def f():", "    y.x = x\n    x.work()"));
	assert_false(drops("def f():", "    return x.stream"));
	assert_false(drops("def f():", "    return x.work"));
	assert_false(drops("def f():", "    g(lambda: x.work())"));
	assert_false(drops("def f():", "    x.work()\n    x = None"));
}

static void what_runs_once(void **state)
{
	(void)state;
	assert_false(drops("def main():", "    x.work()"));
	assert_false(drops("@command\ndef f():", "    x.work()"));
	assert_false(drops("if True:", "    x.work()"));
	assert_false(drops("def f():", "    x.mainloop()"));
	assert_true(drops("async def f():", "    x.work()"));
}

static void what_runs_again(void **state)
{
	(void)state;
	assert_false(is_dropped("def f():\n    x = C(1)\n    x.work()\n"));
	/* of k nothing says that there is much */
	assert_false(is_dropped("def f(k):\n  for i in k:\n"
	                        "    x = C(1)\n    x.work()\n"));
	assert_true(is_dropped("class P:\n  def data_received(self, data):\n"
	                       "    x = C(1)\n    x.work()\n"));
}

static void what_has_no_name(void **state)
{
	(void)state;
	assert_true(
	    is_dropped("def f(k):\n  for i in open(k):\n    C(1).work()\n"));
	assert_true(is_dropped("def f(k):\n  for i in open(k):\n"
	                       "    with C(1) as x:\n      x.work()\n"));
	assert_false(
	    is_dropped("def f(k):\n  for i in open(k):\n    g(C(1))\n"));
	assert_false(is_dropped("def f(k):\n  for i in open(k):\n"
	                        "    C(1).mainloop()\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_dropped),
	    cmocka_unit_test(what_runs_once),
	    cmocka_unit_test(what_runs_again),
	    cmocka_unit_test(what_has_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
