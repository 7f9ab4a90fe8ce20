#include "facts_fixture.h"

#include <stdio.h>

/* Does the last `name` in a text surely mean the builtin? */
static bool is_builtin(const char *text, const char *name)
{
	struct fixture *f = fixture_make(text);
	node_id last = NO_NODE;
	bool answer;

	for (node_id n = 0; n < f->tree.count; n++)
		if (tree_kind(&f->tree, n) == KIND_IDENTIFIER &&
		    str_is(tree_text(&f->tree, n), name))
			last = n;
	assert_int_not_equal(last, NO_NODE);
	answer = scopes_is_builtin(&f->facts.scopes, last, name);
	fixture_free(f);
	return answer;
}

static void a_builtin_is_what_nothing_binds(void **state)
{
	(void)state;
	assert_true(is_builtin("len(x)\n", "len"));
	assert_true(is_builtin("def f():\n  return lambda: len\n", "len"));
	assert_true(
	    is_builtin("class C:\n  len = 1\n  def f(s): len(s)\n", "len"));
	assert_true(is_builtin("[len for x in y]\n", "len"));
	assert_true(is_builtin("def f():\n  len = 1\nlen(f)\n", "len"));
	assert_true(is_builtin("def f():\n  global len\n  len(f)\n", "len"));
	assert_true(is_builtin("def f(x: len): pass\n", "len"));
	assert_true(
	    is_builtin("def bad():\n  x = = 1\ndef f(): len(f)\n", "len"));
}

static void a_bound_name_is_no_builtin(void **state)
{
	(void)state;
	assert_false(is_builtin("len = 1\nlen(x)\n", "len"));
	assert_false(is_builtin("if x: len = 1\ndef f(): len(x)\n", "len"));
	assert_false(
	    is_builtin("try: len\nexcept E: len = 1\nlen(x)\n", "len"));
	assert_false(is_builtin("def f(len): len(x)\n", "len"));
	assert_false(is_builtin("def f(len): return lambda: len(x)\n", "len"));
	assert_false(
	    is_builtin("def f():\n  global len\n  len = 1\nlen(f)\n", "len"));
	assert_false(is_builtin("[0 for x in (len := y)]\nlen(x)\n", "len"));
	assert_false(is_builtin("class C:\n  len = 1\n  len(x)\n", "len"));
	assert_false(is_builtin("from m import *\nlen(x)\n", "len"));
	assert_false(is_builtin("from m import *\ndef f(): len(x)\n", "len"));
	assert_false(is_builtin("import len\ndel len\nlen(x)\n", "len"));
	assert_false(is_builtin("len: int\nlen(x)\n", "len"));
	assert_false(is_builtin("class C[len]:\n  def f(s): len(x)\n", "len"));
}

static void other_identifiers_are_no_builtins(void **state)
{
	(void)state;
	assert_false(is_builtin("x.len()\n", "len"));
	assert_false(is_builtin("f(len=1)\n", "len"));
	assert_false(is_builtin("def f(x):\n  y = = 1\n  len(x)\n", "len"));
	assert_false(is_builtin("x = = 1\ndef f(x):\n  len(x)\n", "len"));
	assert_false(is_builtin("del len\n", "len"));
}

/* The variable of the nth identifier of a name. */
static symbol_id variable(const struct fixture *f, const char *name,
                          uint32_t nth)
{
	return scopes_variable(&f->facts.scopes, fixture_name(f, name, nth));
}

static void one_variable_has_occurrences_in_many_scopes(void **state)
{
	struct fixture *f = fixture_make("def f(x):\n"
	                                 "    def g():\n"
	                                 "        nonlocal x\n"
	                                 "        x += 1\n"
	                                 "        return [x for _ in y]\n"
	                                 "    class C:\n"
	                                 "        x = x\n"
	                                 "    return x\n"
	                                 "x = 1\n");
	const struct scopes *s = &f->facts.scopes;
	symbol_id x = variable(f, "x", 0);
	const struct occurrence *o = scopes_first(s, x);
	static const uint32_t in_order[] = {0, 2, 3, 6};

	(void)state;
	assert_int_not_equal(x, NO_SYMBOL);
	for (size_t i = 0; i < 4; i++, o = scopes_next(s, o)) {
		assert_non_null(o);
		assert_int_equal(o->node, fixture_name(f, "x", in_order[i]));
	}
	assert_null(o);
	assert_null(scopes_occurrence(s, fixture_name(f, "x", 1)));
	assert_int_not_equal(variable(f, "x", 4), x);
	assert_int_equal(variable(f, "x", 5), variable(f, "x", 4));
	assert_int_not_equal(variable(f, "x", 7), x);
	assert_int_equal(variable(f, "y", 0), NO_SYMBOL);
	fixture_free(f);
}

static void a_global_made_in_a_function_is_the_modules(void **state)
{
	struct fixture *f = fixture_make("def f():\n"
	                                 "    global made\n"
	                                 "    made = 1\n"
	                                 "def g(): return made\n");
	const struct scopes *s = &f->facts.scopes;
	symbol_id made = variable(f, "made", 1);

	(void)state;
	assert_int_not_equal(made, NO_SYMBOL);
	assert_int_equal(s->symbols[made].scope, 0);
	assert_int_equal(variable(f, "made", 2), made);
	assert_int_equal(scopes_only_binding(s, made)->node,
	                 fixture_name(f, "made", 1));
	fixture_free(f);
}

/* The line of the only binding of a text's first `x`, or 0. */
static uint32_t only_binding(const char *text)
{
	struct fixture *f = fixture_make(text);
	const struct occurrence *o =
	    scopes_only_binding(&f->facts.scopes, variable(f, "x", 0));
	uint32_t line =
	    o == NULL
	        ? 0
	        : source_line(&f->source, f->tree.nodes[o->node].start) + 1;

	fixture_free(f);
	return line;
}

/* Is the integer 1 the only value of a text's first `x`? */
static bool is_only_one(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id value =
	    scopes_only_value(&f->facts.scopes, fixture_name(f, "x", 0));
	bool answer =
	    value != NO_NODE && str_is(tree_text(&f->tree, value), "1");

	fixture_free(f);
	return answer;
}

static void the_only_value_is_that_of_a_plain_assignment(void **state)
{
	(void)state;
	assert_true(is_only_one("x = 1\nprint(x)\n"));
	assert_true(is_only_one("x: int = ((1))\n"));
	assert_false(is_only_one("x: int\n"));
	assert_false(is_only_one("x = 1\nx = 2\n"));
	assert_false(is_only_one("x, y = 1\n"));
	assert_false(is_only_one("for x in 1: pass\n"));
	assert_false(is_only_one("def f(x=1): pass\n"));
	assert_false(is_only_one("print(x)\n"));
}

static void the_only_binding_is_the_only_one(void **state)
{
	(void)state;
	assert_int_equal(only_binding("x = 1\nprint(x)\n"), 1);
	assert_int_equal(only_binding("x: int\nx = 1\n"), 2);
	assert_int_equal(only_binding("def f(x):\n  return x\n"), 1);
	assert_int_equal(only_binding("x = 1\ndel x\n"), 1);
	assert_int_equal(only_binding("x: int\n"), 0);
	assert_int_equal(only_binding("x = 1\nx = 2\n"), 0);
	assert_int_equal(only_binding("x = 1\nx += 2\n"), 0);
	assert_int_equal(only_binding("x = 1\n[x := 2 for _ in y]\n"), 0);
	assert_int_equal(only_binding("x = 1\nfrom m import *\n"), 0);
	assert_int_equal(only_binding("def f(x):\n  y = = 1\n"), 0);
	assert_int_equal(only_binding("x = 1\ndef f():\n  global x\n  x = 2\n"),
	                 0);
}

static void lookup_sees_what_code_in_the_scope_would(void **state)
{
	struct fixture *f = fixture_make("x = 1\n"
	                                 "def f(y):\n"
	                                 "    class C:\n"
	                                 "        x = __p = 2\n"
	                                 "        def m(self): pass\n"
	                                 "        type A[T] = int\n");
	const struct scopes *s = &f->facts.scopes;
	node_id method = tree_parent(&f->tree, fixture_name(f, "m", 0));
	node_id class = tree_parent(&f->tree, fixture_name(f, "C", 0));
	node_id alias = fixture_node(f, KIND_TYPE_ALIAS_STATEMENT, NULL);
	name_id x = names_find(f->tree.names, STR("x"));
	name_id y = names_find(f->tree.names, STR("y"));
	name_id private = names_find(f->tree.names, STR("__p"));
	scope_id in_method = scopes_opened_by(s, method);
	scope_id in_class = scopes_opened_by(s, class);
	scope_id in_alias = scopes_opened_by(s, alias);

	(void)state;
	assert_int_equal(scopes_lookup(s, in_method, x), variable(f, "x", 0));
	assert_int_equal(scopes_lookup(s, in_class, x), variable(f, "x", 1));
	assert_int_equal(scopes_lookup(s, in_alias, x), variable(f, "x", 1));
	assert_int_equal(scopes_lookup(s, in_method, y), variable(f, "y", 0));
	assert_int_equal(scopes_lookup(s, 0, y), NO_SYMBOL);
	assert_int_equal(scopes_lookup(s, in_class, private),
	                 variable(f, "__p", 0));
	assert_int_equal(scopes_lookup(s, 0, private), NO_SYMBOL);
	fixture_free(f);
}

static void nodes_open_and_run_in_scopes(void **state)
{
	struct fixture *f =
	    fixture_make("def f[T](a=[b for b in c], *d: T):\n"
	                 "    return (lambda: [e for e in (i, [j])])\n"
	                 "class C: k = {h for h in g}\n");
	const struct scopes *s = &f->facts.scopes;
	node_id function = fixture_node(f, KIND_FUNCTION_DEFINITION, NULL);
	node_id class = fixture_node(f, KIND_CLASS_DEFINITION, NULL);
	node_id lambda = fixture_node(f, KIND_LAMBDA, NULL);
	scope_id in_function = scopes_opened_by(s, function);
	scope_id in_lambda = scopes_opened_by(s, lambda);

	(void)state;
	assert_int_equal(s->scopes[in_function].kind, SCOPE_FUNCTION);
	assert_int_equal(s->scopes[s->scopes[in_function].parent].kind,
	                 SCOPE_TYPE_PARAMETERS);
	assert_int_equal(scopes_opened_by(s, 0), 0);
	assert_int_equal(scopes_opened_by(s, lambda - 1), NO_SCOPE);
	assert_int_equal(scopes_body(s, fixture_name(f, "b", 0)), 0);
	assert_int_equal(scopes_body(s, fixture_name(f, "T", 1)), 0);
	assert_int_equal(scopes_body(s, fixture_name(f, "a", 0)), in_function);
	assert_int_equal(scopes_body(s, lambda), in_function);
	assert_int_equal(scopes_body(s, fixture_name(f, "e", 0)), in_lambda);
	assert_int_equal(scopes_body(s, fixture_name(f, "h", 0)),
	                 scopes_opened_by(s, class));
	assert_int_equal(s->scope_of[fixture_name(f, "j", 0)], in_lambda);
	assert_int_equal(s->scope_of[fixture_name(f, "c", 0)], 0);
	assert_int_equal(s->scope_of[function], 0);
	fixture_free(f);
}

static void what_cpython_refuses_is_read_too(void **state)
{
	static const char *const texts[] = {
	    "nonlocal x\nx = 1\n",
	    "def f():\n    nonlocal x\n    x = 1\n",
	    "class C:\n    nonlocal __class__\n    x = __class__\n",
	    "def f(x):\n    global x\n    nonlocal x\n",
	    "class C:\n    [x := 1 for _ in y]\n",
	    "x = [y for z in (w := v)]\n",
	    "class C[T: (x := 1)](y := 2): pass\n",
	    "def f(x, x): yield lambda: (yield)\n",
	    "def f(): from m import *\n",
	    "import a.\nclass\ndef (x): pass\nlambda",
	    "",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct fixture *f = fixture_make(texts[i]);
		const struct scopes *s = &f->facts.scopes;

		for (node_id n = 0; n < f->tree.count; n++)
			if (scopes_variable(s, n) != NO_SYMBOL)
				assert_non_null(
				    scopes_first(s, scopes_variable(s, n)));
		fixture_free(f);
	}
}

/* Deep nesting, and a name for each level that all inner levels pass on. */
static void deep_nesting_takes_no_quadratic_time(void **state)
{
	enum { DEEP = 20000, LONGEST = 48 };
	char *text = calloc(DEEP, LONGEST), *at = text;
	struct fixture *f;

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < DEEP; i++)
		at += sprintf(at, "lambda a%d: ", i);
	for (int i = 0; i < DEEP; i++)
		at += sprintf(at, "a%d + ", i);
	strcpy(at, "0\n");
	f = fixture_make(text);
	assert_int_equal(f->facts.scopes.scope_count, DEEP + 1);
	assert_int_equal(variable(f, "a0", 1), variable(f, "a0", 0));
	assert_true(f->facts.scopes.symbol_count < 2000000);
	fixture_free(f);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_builtin_is_what_nothing_binds),
	    cmocka_unit_test(a_bound_name_is_no_builtin),
	    cmocka_unit_test(other_identifiers_are_no_builtins),
	    cmocka_unit_test(one_variable_has_occurrences_in_many_scopes),
	    cmocka_unit_test(a_global_made_in_a_function_is_the_modules),
	    cmocka_unit_test(the_only_binding_is_the_only_one),
	    cmocka_unit_test(the_only_value_is_that_of_a_plain_assignment),
	    cmocka_unit_test(lookup_sees_what_code_in_the_scope_would),
	    cmocka_unit_test(nodes_open_and_run_in_scopes),
	    cmocka_unit_test(what_cpython_refuses_is_read_too),
	    cmocka_unit_test(deep_nesting_takes_no_quadratic_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
