#include "dropped.h"

#include "facts_fixture.h"

#include <stdio.h>

/* Does the function of this body drop the x that it makes first? */
static bool drops(const char *head, const char *body)
{
	char text[300];
	struct fixture *f;
	bool is;

	snprintf(text, sizeof(text), "%s\n    x = C(1)\n%s\n", head, body);
	f = fixture_make(text);
	is = dropped_by(&f->facts, fixture_node(f, KIND_CALL, NULL));
	fixture_free(f);
	return is;
}

static void what_is_dropped(void **state)
{
	(void)state;
	assert_true(drops("def f():", "    return x.work()"));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_dropped),
	    cmocka_unit_test(what_runs_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
