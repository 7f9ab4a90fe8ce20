#include "closures.h"
#include "facts_fixture.h"

/* How many of the functions nested in f are in a ring, and what the first ring
 * captures: the number of names that are worth naming. */
static void rings(const char *text, uint32_t in_rings, uint32_t captured)
{
	struct fixture *f = fixture_make(text);
	node_id outer = fixture_node(f, KIND_FUNCTION_DEFINITION, NULL);
	struct closures c;
	uint32_t found = 0, first = 0;

	closures_find(&c, &f->facts, outer);
	for (uint32_t i = c.count; i-- > 0;)
		if (closures_ring(&c, i) != 0) {
			first = closures_ring(&c, i);
			found++;
		}
	assert_int_equal(found, in_rings);
	assert_int_equal(closures_captured(&c, first).count, captured);
	fixture_free(f);
}

static void rings_of_functions(void **state)
{
	(void)state;
	rings("def f(x):\n"
	      "    def g(): return g, x\n",
	      1, 1);
	rings("def f(x):\n"
	      "    def g(): return h\n"
	      "    def h(): return x\n",
	      0, 0);
	rings("def f(x):\n"
	      "    def g(): return h\n"
	      "    def h(): return x, i\n"
	      "    def i(): return g\n"
	      "    def j(): return g\n",
	      3, 1);
	rings("def f(x):\n"
	      "    g = lambda: lambda: g\n",
	      1, 0);
}

static void what_cuts_a_ring(void **state)
{
	(void)state;
	rings("def f(x):\n"
	      "    def g(): return g\n"
	      "    del g\n",
	      0, 0);
	rings("def f(x):\n"
	      "    def g(): return g\n"
	      "    g = None\n",
	      0, 0);
	rings("def f(x):\n"
	      "    def g(g): return g\n",
	      0, 0);
	rings("def f(x):\n"
	      "    @x\n"
	      "    def g(): return g\n",
	      0, 0);
	rings("def f(x):\n"
	      "    global g\n"
	      "    def g(): return g\n",
	      0, 0);
}

static void what_is_worth_naming(void **state)
{
	(void)state;
	rings("def f(a, b=1, c=f, d=None):\n"
	      "    import e\n"
	      "    def h(): return 1\n"
	      "    n = 1\n"
	      "    def g(): return g, a, b, c, d, e, h, n\n",
	      1, 1);
	rings("def f(a, b, c, d, e):\n"
	      "    def g(): return g, a, b, c, d, e\n",
	      1, CLOSURES_MOST_NAMED + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rings_of_functions),
	    cmocka_unit_test(what_cuts_a_ring),
	    cmocka_unit_test(what_is_worth_naming),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
