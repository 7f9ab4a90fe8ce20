#include "ask.h"

#include "facts_fixture.h"

#include <stdio.h>

/* What becomes of what the call open(p) in a function's body opens into x. */
static enum resource_fate fate(const char *body)
{
	char text[300];
	struct fixture *f;
	const struct resource *resource;
	enum resource_fate found;
	node_id call;

	snprintf(text, sizeof(text), "def f(p, q, g):\n    x = open(p)\n%s",
	         body);
	f = fixture_make(text);
	call = fixture_nth(f, KIND_CALL, "open(p)", 0);
	resource = resource_of(&f->facts, call);
	assert_non_null(resource);
	found = resource_fate(&f->facts, call, resource,
	                      fixture_nth(f, KIND_IDENTIFIER, "x", 0));
	fixture_free(f);
	return found;
}

static void files_that_stay(void **state)
{
	(void)state;
	assert_int_equal(fate("    print(x.read())\n"), RESOURCE_STAYS);
	assert_int_equal(fate("    for line in x:\n        print(line)\n"),
	                 RESOURCE_STAYS);
	assert_int_equal(fate("    if q:\n        return 1\n"
	                      "    x.close()\n    return 2\n"),
	                 RESOURCE_STAYS_SOMETIMES);
	/* its reference count closes it after an exception */
	assert_int_equal(fate("    g()\n    x.close()\n"), RESOURCE_GOES_ON);
}

static void files_that_go_on(void **state)
{
	(void)state;
	assert_int_equal(fate("    return x\n"), RESOURCE_GOES_ON);
	assert_int_equal(fate("    g(x)\n"), RESOURCE_GOES_ON);
	assert_int_equal(fate("    q.file = x\n"), RESOURCE_GOES_ON);
	assert_int_equal(fate("    with x:\n        g()\n"), RESOURCE_GOES_ON);
	assert_int_equal(fate("    try:\n        g()\n    finally:\n"
	                      "        x.close()\n"),
	                 RESOURCE_GOES_ON);
}

/* Does the name or attribute chain n call gc.enable? */
static bool enables(const struct facts *f, node_id n)
{
	return imports_is(&f->imports, n, "gc.enable");
}

/* How gc.disable() of the text is switched back. */
static enum switched_back back(const char *text)
{
	char all[300];
	struct fixture *f;
	enum switched_back found;
	node_id place;

	snprintf(all, sizeof(all), "import gc\n%s", text);
	f = fixture_make(all);
	found = switched_back(&f->facts,
	                      fixture_nth(f, KIND_CALL, "gc.disable()", 0),
	                      enables, &place);
	assert_true(found != SWITCHED_BACK_NEVER || place == NO_NODE);
	fixture_free(f);
	return found;
}

static void switches(void **state)
{
	(void)state;
	assert_int_equal(back("def f(g):\n  gc.disable()\n  g()\n"),
	                 SWITCHED_BACK_NEVER);
	assert_int_equal(back("def f(g):\n  gc.disable()\n  g()\n"
	                      "def h():\n  gc.enable()\n"),
	                 SWITCHED_BACK_ELSEWHERE);
	assert_int_equal(back("def f(g):\n  gc.disable()\n  if g():\n"
	                      "    return\n  gc.enable()\n"),
	                 SWITCHED_BACK_SOMETIMES);
	assert_int_equal(
	    back("def f(g):\n  gc.disable()\n  g()\n  gc.enable()\n"),
	    SWITCHED_BACK_UNLESS_RAISED);
	assert_int_equal(back("def f(g):\n  gc.disable()\n  try:\n    g()\n"
	                      "  finally:\n    gc.enable()\n"),
	                 SWITCHED_BACK_ALWAYS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(files_that_stay),
	                                   cmocka_unit_test(files_that_go_on),
	                                   cmocka_unit_test(switches)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
