#include "facts_fixture.h"

#include <stdio.h>

/* The statement or expression that a name stands for in these texts: a call of
 * it, `a()`. */
static node_id at(const struct fixture *f, const char *call)
{
	return fixture_node(f, KIND_CALL, call);
}

static struct flow *flow_of(const struct fixture *f, const char *function)
{
	node_id name = fixture_name(f, function, 0);

	return flow_find(f->facts.arena, &f->tree, &f->facts.scopes,
	                 tree_parent(&f->tree, name));
}

static void test_reaches_only_forward(void **state)
{
	struct fixture *f = fixture_make("def f():\n"
	                                 "    a()\n"
	                                 "    if b():\n"
	                                 "        c()\n"
	                                 "    else:\n"
	                                 "        d()\n"
	                                 "    return e()\n"
	                                 "    g()\n");
	struct flow *flow = flow_of(f, "f");

	(void)state;
	assert_true(flow_reaches(flow, at(f, "a()"), at(f, "e()")));
	assert_true(flow_reaches(flow, at(f, "c()"), at(f, "e()")));
	assert_false(flow_reaches(flow, at(f, "c()"), at(f, "d()")));
	assert_false(flow_reaches(flow, at(f, "e()"), at(f, "a()")));
	assert_false(flow_reaches(flow, at(f, "a()"), at(f, "a()")));
	assert_false(flow_reaches(flow, at(f, "a()"), at(f, "g()")));
	fixture_free(f);
}

static void test_reaches_itself_in_loop(void **state)
{
	struct fixture *f = fixture_make("def f(xs):\n"
	                                 "    for x in a():\n"
	                                 "        b()\n"
	                                 "    while True:\n"
	                                 "        c()\n"
	                                 "        if d():\n"
	                                 "            break\n"
	                                 "    while 1:\n"
	                                 "        e()\n"
	                                 "    g()\n");
	struct flow *flow = flow_of(f, "f");

	(void)state;
	assert_true(flow_reaches(flow, at(f, "b()"), at(f, "b()")));
	assert_false(flow_reaches(flow, at(f, "a()"), at(f, "a()")));
	assert_true(flow_reaches(flow, at(f, "c()"), at(f, "c()")));
	assert_true(flow_reaches(flow, at(f, "c()"), at(f, "e()")));
	assert_false(flow_reaches(flow, at(f, "e()"), at(f, "g()")));
	fixture_free(f);
}

/* Each way out of the try has its own copy of the finally block. */
static void test_finally_keeps_ways_apart(void **state)
{
	struct fixture *f = fixture_make("def f(x):\n"
	                                 "    try:\n"
	                                 "        if x:\n"
	                                 "            return a()\n"
	                                 "        b()\n"
	                                 "    finally:\n"
	                                 "        c()\n"
	                                 "    d()\n");
	struct flow *flow = flow_of(f, "f");
	node_id c = at(f, "c()"), d = at(f, "d()");

	(void)state;
	assert_true(flow_reaches(flow, at(f, "a()"), c));
	assert_false(flow_reaches(flow, at(f, "a()"), d));
	assert_true(flow_reaches(flow, at(f, "b()"), d));
	assert_true(flow_always_passes(flow, at(f, "a()"), &c, 1, true));
	assert_true(flow_always_passes(flow, at(f, "b()"), &d, 1, false));
	assert_false(flow_always_passes(flow, at(f, "b()"), &d, 1, true));
	assert_true(flow_dominates(flow, c, d));
	fixture_free(f);
}

static void test_always_passes(void **state)
{
	struct fixture *f = fixture_make("import sys\n"
	                                 "def f(x):\n"
	                                 "    o = a()\n"
	                                 "    if x:\n"
	                                 "        b()\n"
	                                 "        if x > 1:\n"
	                                 "            sys.exit(1)\n"
	                                 "        c()\n"
	                                 "    else:\n"
	                                 "        d()\n"
	                                 "    e()\n");
	struct flow *flow = flow_of(f, "f");
	node_id both[2] = {at(f, "c()"), at(f, "d()")};

	(void)state;
	assert_true(flow_always_passes(flow, at(f, "a()"), both, 2, false));
	assert_false(flow_always_passes(flow, at(f, "a()"), both, 1, false));
	assert_false(flow_always_passes(flow, at(f, "a()"), both, 2, true));
	/* What `from` itself raises does not matter: it was passed. */
	assert_true(flow_always_passes(flow, at(f, "c()"),
	                               (node_id[]){at(f, "e()")}, 1, true));
	fixture_free(f);
}

static void test_handlers_and_with(void **state)
{
	struct fixture *f = fixture_make("def f():\n"
	                                 "    try:\n"
	                                 "        a()\n"
	                                 "    except ValueError:\n"
	                                 "        b()\n"
	                                 "    else:\n"
	                                 "        c()\n"
	                                 "    with d():\n"
	                                 "        raise e()\n"
	                                 "    g()\n"
	                                 "    raise h()\n"
	                                 "    i()\n");
	struct flow *flow = flow_of(f, "f");

	(void)state;
	assert_true(flow_reaches(flow, at(f, "a()"), at(f, "b()")));
	assert_false(flow_reaches(flow, at(f, "c()"), at(f, "b()")));
	assert_false(flow_dominates(flow, at(f, "c()"), at(f, "d()")));
	assert_true(flow_dominates(flow, at(f, "a()"), at(f, "d()")));
	assert_true(flow_reaches(flow, at(f, "e()"), at(f, "g()")));
	assert_false(flow_reaches(flow, at(f, "h()"), at(f, "i()")));
	assert_false(flow_dominates(flow, at(f, "a()"), at(f, "i()")));
	fixture_free(f);
}

static uint32_t definitions(const struct fixture *f, const struct flow *flow,
                            uint32_t nth, const char *lines)
{
	occurrence_id found[8];
	node_id read = fixture_name(f, "v", nth);
	uint32_t count = flow_definitions(
	    flow, scopes_variable(&f->facts.scopes, read), read, found, 8);
	char text[64] = "";

	for (uint32_t i = 0; count != UINT32_MAX && i < count; i++) {
		node_id n = f->facts.scopes.occurrences[found[i]].node;
		uint32_t line = source_line(&f->source, f->tree.nodes[n].start);

		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		         "%u ", line + 1);
	}
	assert_string_equal(text, lines);
	return count;
}

static void test_definitions(void **state)
{
	struct fixture *f = fixture_make("def f(v, xs):\n" /* v0 */
	                                 "    a(v)\n"      /* v1 */
	                                 "    v = v[1:]\n" /* v2, v3 */
	                                 "    for x in xs:\n"
	                                 "        v += v\n" /* v4, v5 */
	                                 "        if x:\n"
	                                 "            v = 1\n" /* v6 */
	                                 "            continue\n"
	                                 "        b(v)\n" /* v7 */
	                                 "    try:\n"
	                                 "        v = c()\n" /* v8 */
	                                 "    except E:\n"
	                                 "        d(v)\n" /* v9 */
	                                 "    else:\n"
	                                 "        d(v)\n"); /* v10 */
	struct flow *flow = flow_of(f, "f");

	(void)state;
	definitions(f, flow, 1, "1 ");
	definitions(f, flow, 3, "1 ");
	definitions(f, flow, 5, "3 5 7 ");
	definitions(f, flow, 7, "5 ");
	definitions(f, flow, 9, "3 5 7 11 ");
	definitions(f, flow, 10, "11 ");
	fixture_free(f);
}

static void test_definitions_elsewhere_are_unknown(void **state)
{
	struct fixture *f = fixture_make("def f():\n"
	                                 "    v = 1\n"
	                                 "    def g():\n"
	                                 "        nonlocal v\n"
	                                 "        v = 2\n"
	                                 "    g()\n"
	                                 "    return v\n");
	struct flow *flow = flow_of(f, "f");

	(void)state;
	assert_int_equal(definitions(f, flow, 3, ""), UINT32_MAX);
	fixture_free(f);
}

static void test_no_graph_with_errors(void **state)
{
	struct fixture *f = fixture_make("def f():\n"
	                                 "    a(\n"
	                                 "    = 1\n");

	(void)state;
	assert_null(flow_of(f, "f"));
	assert_null(facts_flow(&f->facts, fixture_name(f, "a", 0)));
	assert_null(facts_flow(&f->facts, fixture_name(f, "a", 0)));
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reaches_only_forward),
	    cmocka_unit_test(test_reaches_itself_in_loop),
	    cmocka_unit_test(test_finally_keeps_ways_apart),
	    cmocka_unit_test(test_always_passes),
	    cmocka_unit_test(test_handlers_and_with),
	    cmocka_unit_test(test_definitions),
	    cmocka_unit_test(test_definitions_elsewhere_are_unknown),
	    cmocka_unit_test(test_no_graph_with_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
