#include "facts_fixture.h"

/* What is around each node, found by going up from node to node. */
static node_id function_above(const struct tree *t, node_id n)
{
	do
		n = tree_parent(t, n);
	while (n != NO_NODE && tree_kind(t, n) != KIND_FUNCTION_DEFINITION);
	return n;
}

static bool has_scope(enum kind kind)
{
	return kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
	       kind == KIND_CLASS_DEFINITION;
}

static node_id body_above(const struct tree *t, node_id n)
{
	while (n != NO_NODE) {
		node_id parent = tree_parent(t, n);

		if (parent != NO_NODE && has_scope(tree_kind(t, parent)) &&
		    tree_field(t, n) == FIELD_BODY)
			return parent;
		n = parent;
	}
	return NO_NODE;
}

static void is_as_found_node_by_node(void **state)
{
	static const char *const texts[] = {
	    "",
	    "x = 1\n",
	    "def f(a=lambda: 0): return lambda b=a: (b, lambda: a)\nx = f\n",
	    ("class C:\n    x = [lambda: 1]\n    def m(self):\n"
	     "        class D:\n            def n(self): pass\n"
	     "            y = 1\n        return D\n    z = 2\n"),
	    ("@d(lambda: 1)\n"
	     "def f():\n    @e\n    def g(): pass\n    return g\n"
	     "def h(): pass\n"),
	    "def f(:\n    class\n  def g(): lambda\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct fixture *f = fixture_make(texts[i]);
		const struct tree *t = &f->tree;

		for (node_id n = 0; n < t->count; n++) {
			assert_int_equal(around_at(&t->functions, n),
			                 function_above(t, n));
			assert_int_equal(around_at(&t->bodies, n),
			                 body_above(t, n));
		}
		fixture_free(f);
	}
}

/* However deeply an expression nests, the function around it is the same. */
static void depth_changes_nothing(void **state)
{
	(void)state;
	for (uint32_t depth = 1; depth < 80; depth++) {
		char text[256] = "def f(): return ";
		struct fixture *f;
		node_id one;

		memset(text + strlen(text), '(', depth);
		strcat(text, "1");
		memset(text + strlen(text), ')', depth);
		f = fixture_make(text);
		one = fixture_nth(f, KIND_INTEGER, "1", 0);
		assert_int_equal(
		    tree_ancestor(&f->tree, one, KIND_FUNCTION_DEFINITION),
		    fixture_nth(f, KIND_FUNCTION_DEFINITION, NULL, 0));
		assert_int_equal(
		    tree_enclosing_body(&f->tree, one),
		    fixture_nth(f, KIND_FUNCTION_DEFINITION, NULL, 0));
		fixture_free(f);
	}
}

static void a_head_is_no_body(void **state)
{
	struct fixture *f = fixture_make("def f():\n    def g(a=1): return 2\n"
	                                 "def h(b=3): pass\n");
	const struct tree *t = &f->tree;

	(void)state;
	assert_int_equal(
	    tree_enclosing_function(t, fixture_nth(f, KIND_INTEGER, "1", 0)),
	    fixture_nth(f, KIND_FUNCTION_DEFINITION, NULL, 0));
	assert_int_equal(
	    tree_enclosing_function(t, fixture_nth(f, KIND_INTEGER, "2", 0)),
	    fixture_nth(f, KIND_FUNCTION_DEFINITION, NULL, 1));
	assert_int_equal(
	    tree_enclosing_function(t, fixture_nth(f, KIND_INTEGER, "3", 0)),
	    NO_NODE);
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(is_as_found_node_by_node),
	    cmocka_unit_test(depth_changes_nothing),
	    cmocka_unit_test(a_head_is_no_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
