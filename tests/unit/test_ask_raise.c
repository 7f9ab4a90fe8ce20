#include "ask.h"
#include "facts_fixture.h"

#include <stdio.h>

/* Is what the first raise statement raises surely an instance? */
static bool raises_instance(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id raise = fixture_node(f, KIND_RAISE_STATEMENT, NULL);
	bool is =
	    ask_raise_is_instance(&f->facts, tree_first(f->facts.tree, raise));

	fixture_free(f);
	return is;
}

static void what_an_instance_is(void **state)
{
	(void)state;
	assert_true(raises_instance("raise ValueError('x')\n"));
	assert_false(raises_instance("raise ValueError\n"));
	assert_true(raises_instance("import m\nraise m.BadFrame(1)\n"));
	assert_false(raises_instance("import m\nraise m.find(1)\n"));
	assert_false(raises_instance("import m\nraise m.BadFrame\n"));
	assert_true(raises_instance("raise future.exception()\n"));
	assert_true(raises_instance("try:\n"
	                            "    g()\n"
	                            "except E as e:\n"
	                            "    raise e\n"));
	assert_false(raises_instance("def f(e):\n"
	                             "    raise e\n"));
}

/* Does the variable of the first raise's operand stay in the frame? */
static bool is_held(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id raise = fixture_node(f, KIND_RAISE_STATEMENT, NULL);
	symbol_id v =
	    ask_raise_local(&f->facts, tree_first(f->facts.tree, raise));
	bool is =
	    v != NO_SYMBOL && ask_raise_is_held(&f->facts, v, raise, true);

	fixture_free(f);
	return is;
}

static void what_a_frame_holds(void **state)
{
	(void)state;
	assert_true(is_held("def f():\n"
	                    "    e = E()\n"
	                    "    raise e\n"));
	assert_true(is_held("def f(self):\n"
	                    "    raise self.e\n"));
	assert_false(is_held("e = E()\n"
	                     "raise e\n"));
	assert_false(is_held("def f():\n"
	                     "    e = E()\n"
	                     "    try:\n"
	                     "        raise e\n"
	                     "    finally:\n"
	                     "        del e\n"));
	assert_false(is_held("def f(self):\n"
	                     "    try:\n"
	                     "        raise self.e\n"
	                     "    finally:\n"
	                     "        self = None\n"));
	assert_false(is_held("def f():\n"
	                     "    try:\n"
	                     "        g()\n"
	                     "    except E as e:\n"
	                     "        raise e\n"));
}

/* What the value of the first assignment in a handler is of the exception. */
static enum ask_raise_caught caught(const char *value)
{
	char text[200];
	struct fixture *f;
	node_id assignment;
	enum ask_raise_caught found;

	snprintf(text, sizeof(text),
	         "import sys\n"
	         "def f():\n"
	         "    try:\n"
	         "        g()\n"
	         "    except E as e:\n"
	         "        x = %s\n",
	         value);
	f = fixture_make(text);
	assignment = fixture_node(f, KIND_ASSIGNMENT, NULL);
	found = ask_raise_caught(
	    &f->facts, tree_child(f->facts.tree, assignment, FIELD_RIGHT));
	fixture_free(f);
	return found;
}

static void what_is_caught(void **state)
{
	(void)state;
	assert_int_equal(caught("e"), ASK_RAISE_EXCEPTION);
	assert_int_equal(caught("str(e)"), ASK_RAISE_OTHER);
	assert_int_equal(caught("e.__traceback__"), ASK_RAISE_TRACEBACK);
	assert_int_equal(caught("e.args"), ASK_RAISE_OTHER);
	assert_int_equal(caught("sys.exc_info()"), ASK_RAISE_INFO);
	assert_int_equal(caught("sys.exc_info()[0]"), ASK_RAISE_OTHER);
	assert_int_equal(caught("sys.exc_info()[1]"), ASK_RAISE_EXCEPTION);
	assert_int_equal(caught("sys.exc_info()[-1]"), ASK_RAISE_TRACEBACK);
	assert_int_equal(caught("sys.exc_info()[:2]"), ASK_RAISE_INFO);
	assert_int_equal(caught("sys.exc_info()[:1]"), ASK_RAISE_OTHER);
}

/* The names that hold what the first raise statement raises; NULL if deleting
 * names is not enough. */
static const char *names_of(const char *text)
{
	static char written[100];
	struct fixture *f = fixture_make(text);
	node_id raise = fixture_node(f, KIND_RAISE_STATEMENT, NULL);
	struct ask_raise_names names = {.count = 1};
	bool is_all;

	names.at[0] =
	    ask_raise_local(&f->facts, tree_first(f->facts.tree, raise));
	is_all = ask_raise_find_names(&f->facts, raise, &names);
	snprintf(written, sizeof(written), "%s",
	         ask_raise_write_names(&f->facts, f->facts.arena, &names));
	fixture_free(f);
	return is_all ? written : NULL;
}

static void which_names_hold_it(void **state)
{
	(void)state;
	assert_string_equal(names_of("def f():\n"
	                             "    e = E()\n"
	                             "    raise e\n"),
	                    "e");
	assert_string_equal(names_of("def f():\n"
	                             "    r = g()\n"
	                             "    kind, e, tb = r\n"
	                             "    raise e\n"),
	                    "e, r, tb");
	assert_string_equal(names_of("def f():\n"
	                             "    for e in g():\n"
	                             "        last = e\n"
	                             "    raise last\n"),
	                    "last, e");
	assert_null(names_of("def f(r):\n"
	                     "    kind, e, tb = r\n"
	                     "    raise e\n"));
	assert_null(names_of("def f(x):\n"
	                     "    e = x.error\n"
	                     "    raise e\n"));
	assert_null(names_of("def f(x):\n"
	                     "    x.error = e = E()\n"
	                     "    raise e\n"));
	assert_null(names_of("def f(x):\n"
	                     "    e = E()\n"
	                     "    x.append(e)\n"
	                     "    raise e\n"));
	assert_null(names_of("def f(x):\n"
	                     "    e = E()\n"
	                     "    x(lambda: e)\n"
	                     "    raise e\n"));
}

/* What becomes of the exception that the first handler keeps in `x`, in what
 * follows it. */
static unsigned fate_of(const char *after)
{
	char text[300];
	struct fixture *f;
	struct ask_raise_kept kept;
	unsigned fate;

	snprintf(text, sizeof(text),
	         "def f(log):\n"
	         "    try:\n"
	         "        g()\n"
	         "    except E as e:\n"
	         "        x = [e]\n"
	         "%s\n",
	         after);
	f = fixture_make(text);
	assert_true(ask_raise_find_kept(
	    &f->facts,
	    tree_first(f->facts.tree, fixture_node(f, KIND_LIST, NULL)),
	    &kept));
	fate = ask_raise_fate(&f->facts, &kept);
	fixture_free(f);
	return fate;
}

static void what_becomes_of_it(void **state)
{
	(void)state;
	assert_int_equal(fate_of("    print(x, str(x[0]))"), 0);
	assert_int_equal(fate_of("        raise"), ASK_RAISE_IS_CAUSE);
	assert_int_equal(fate_of("        raise e"), ASK_RAISE_IS_CAUSE);
	assert_int_equal(fate_of("        raise K() from e"),
	                 ASK_RAISE_IS_CAUSE);
	assert_int_equal(fate_of("        raise K()"), 0);
	assert_int_equal(fate_of("    raise x[0]"), ASK_RAISE_IS_RAISED);
	assert_int_equal(fate_of("    for y in x:\n        raise y"),
	                 ASK_RAISE_IS_RAISED);
	assert_int_equal(fate_of("    y = x.pop()\n    raise y"),
	                 ASK_RAISE_IS_RAISED);
	assert_int_equal(fate_of("    log.set_exception(x[0])"),
	                 ASK_RAISE_IS_RAISED);
	assert_int_equal(fate_of("    raise K() from x[0]"),
	                 ASK_RAISE_IS_CAUSE);
	assert_int_equal(fate_of("    log(x[0].__traceback__)"),
	                 ASK_RAISE_IS_SHOWN);
	assert_int_equal(fate_of("    log('failed', exc_info=x[0])"),
	                 ASK_RAISE_IS_SHOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_an_instance_is),
	    cmocka_unit_test(what_a_frame_holds),
	    cmocka_unit_test(what_is_caught),
	    cmocka_unit_test(which_names_hold_it),
	    cmocka_unit_test(what_becomes_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
