#include "ask.h"

#include "facts_fixture.h"

#include <stdio.h>

static struct slice slice_at(const struct fixture *f, const char *text)
{
	struct slice slice;
	node_id n = fixture_node(f, KIND_SUBSCRIPT, text);

	if (!slices_find(&f->facts, n, &slice))
		fail_msg("no slice: %s", text);
	return slice;
}

static uint32_t most_of(const char *subscript)
{
	struct fixture *f = fixture_make(subscript);
	struct slice slice = slice_at(f, subscript);
	uint32_t most = slices_most(&f->facts, &slice);

	fixture_free(f);
	return most;
}

static void test_find(void **state)
{
	struct fixture *f = fixture_make("y = x[1:None]\n"
	                                 "x[2:] = y\n"
	                                 "del x[3:], x[4:]\n"
	                                 "z = x[:]\n"
	                                 "z = x[1:2, 3]\n"
	                                 "z = x[5]\n"
	                                 "for x[6:] in y: pass\n");
	static const char *const none[] = {
	    "x[2:]", "x[3:]", "x[4:]", "x[:]", "x[1:2, 3]", "x[5]", "x[6:]"};
	struct slice slice = slice_at(f, "x[1:None]");

	(void)state;
	assert_true(slice.stop == NO_NODE && slice.start != NO_NODE);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (slices_find(&f->facts,
		                fixture_node(f, KIND_SUBSCRIPT, none[i]),
		                &slice))
			fail_msg("found %s", none[i]);
	fixture_free(f);
}

static void test_most(void **state)
{
	(void)state;
	assert_int_equal(most_of("x[:3]"), 3);
	assert_int_equal(most_of("x[2:5]"), 3);
	assert_int_equal(most_of("x[5:2]"), 0);
	assert_int_equal(most_of("x[-5:]"), 5);
	assert_int_equal(most_of("x[-5:-2]"), 3);
	assert_int_equal(most_of("x[0:1000:10]"), 100);
	assert_int_equal(most_of("x[9:4:-2]"), 3);
	assert_int_equal(most_of("x[i:i + 4]"), 4);
	assert_int_equal(most_of("x[i - 1:i + 2]"), 3);
	assert_int_equal(most_of("x[(i):4 + i]"), 4);
	assert_int_equal(most_of("x[1:]"), UINT32_MAX);
	assert_int_equal(most_of("x[:-1]"), UINT32_MAX);
	assert_int_equal(most_of("x[1:-1]"), UINT32_MAX);
	assert_int_equal(most_of("x[-4:9]"), UINT32_MAX);
	assert_int_equal(most_of("x[i:j]"), UINT32_MAX);
	assert_int_equal(most_of("x[i:i * 2]"), UINT32_MAX);
	assert_int_equal(most_of("x[:n]"), UINT32_MAX);
	assert_int_equal(most_of("x[::-1]"), UINT32_MAX);
	assert_int_equal(most_of("x[:9:k]"), UINT32_MAX);
}

static bool has_partner(const char *call)
{
	struct fixture *f = fixture_make(call);
	struct slice slice = slice_at(f, "x[1:]");
	node_id n = fixture_node(f, KIND_SUBSCRIPT, "x[1:]");
	node_id partner = slices_partner(&f->facts, n, &slice);

	fixture_free(f);
	return partner != NO_NODE;
}

static void test_partner(void **state)
{
	(void)state;
	assert_true(has_partner("zip(x, x[1:])"));
	assert_true(has_partner("zip(x[1:], x)"));
	assert_true(has_partner("zip(x[:-1], x[1:])"));
	assert_true(has_partner("map(f, x, y, x[1:])"));
	assert_false(has_partner("zip(y, x[1:])"));
	assert_false(has_partner("zip(y[:-1], x[1:])"));
	assert_false(has_partner("zip(x.y, x[1:])"));
	assert_false(has_partner("x, x[1:]"));
}

/* The kind of what reads x[1:] in an expression statement of a function. */
static enum kind reader_if(const char *statement, bool is_fixed)
{
	char text[200];
	struct fixture *f;
	node_id reader;
	enum kind kind;

	snprintf(text, sizeof(text), "def f(x, y):\n    %s\n", statement);
	f = fixture_make(text);
	reader = slices_reader(
	    &f->facts, fixture_node(f, KIND_SUBSCRIPT, "x[1:]"), is_fixed);
	kind = tree_kind(&f->tree, reader);
	fixture_free(f);
	return kind;
}

static enum kind reader_of(const char *statement)
{
	return reader_if(statement, false);
}

static void test_reader(void **state)
{
	(void)state;
	assert_int_equal(reader_if("return zip(y, x[1:])", true), KIND_CALL);
	assert_int_equal(reader_if("return (a for a in x[1:])", true),
	                 KIND_GENERATOR_EXPRESSION);
	assert_int_equal(reader_if("return list(x[1:])", true), NO_KIND);
	assert_int_equal(reader_of("for a in x[1:]: pass"), KIND_FOR_STATEMENT);
	assert_int_equal(reader_of("for a in enumerate((x[1:])): pass"),
	                 KIND_FOR_STATEMENT);
	assert_int_equal(reader_of("y([a for a in x[1:]])"),
	                 KIND_LIST_COMPREHENSION);
	assert_int_equal(reader_of("return {a for a in zip(x[1:], y)}"),
	                 KIND_SET_COMPREHENSION);
	assert_int_equal(reader_of("return any(a for a in x[1:])"), KIND_CALL);
	assert_int_equal(reader_of("return dict(zip(y, x[1:]))"), KIND_CALL);
	assert_int_equal(reader_of("return max(x[1:], key=y)"), KIND_CALL);
	assert_int_equal(reader_of("return max(x[1:], y)"), NO_KIND);
	assert_int_equal(reader_of("return bytes(x[1:])"), NO_KIND);
	assert_int_equal(reader_of("return zip(y, x[1:])"), NO_KIND);
	assert_int_equal(reader_of("return (a for a in x[1:])"), NO_KIND);
	assert_int_equal(reader_of("return y in x[1:]"), NO_KIND);
	assert_int_equal(reader_of("return y(x[1:])"), NO_KIND);
	assert_int_equal(reader_of("return x[1:]"), NO_KIND);
	assert_int_equal(reader_of("sum = y; return sum(x[1:])"), NO_KIND);
}

static void test_name(void **state)
{
	struct fixture *f = fixture_make("a = (x[1:])\n"
	                                 "b, c = 0, x[2:]\n"
	                                 "d.e = x[3:]\n"
	                                 "g, h = x[4:]\n");
	static const struct {
		const char *text, *name;
	} cases[] = {
	    {"x[1:]", "a"}, {"x[2:]", "c"}, {"x[3:]", NULL}, {"x[4:]", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		node_id name = slices_name(
		    &f->facts, fixture_node(f, KIND_SUBSCRIPT, cases[i].text));

		if (cases[i].name == NULL)
			assert_true(name == NO_NODE);
		else
			assert_true(
			    str_is(tree_text(&f->tree, name), cases[i].name));
	}
	fixture_free(f);
}

static void test_instead(void **state)
{
	static const struct {
		const char *slice, *instead;
	} cases[] = {{"x[1:]", "islice(x, 1, None)"},
	             {"x[:n]", "islice(x, n)"},
	             {"x[a:b:2]", "islice(x, a, b, 2)"},
	             {"x[::2]", "islice(x, 0, None, 2)"},
	             {"x[::-1]", "reversed(x)"},
	             {"x[9::-1]", NULL},
	             {"x[::-2]", NULL},
	             {"x[:-1]", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture *f = fixture_make(cases[i].slice);
		struct slice slice = slice_at(f, cases[i].slice);
		const char *text =
		    slices_instead(&f->arena, &f->facts, &slice, "islice");

		if (cases[i].instead == NULL)
			assert_null(text);
		else
			assert_string_equal(text, cases[i].instead);
		fixture_free(f);
	}
}

/* What the assignment `statement` cuts in a function where s is a str and xs a
 * list; NULL if it cuts nothing. */
static bool is_cut(const char *statement, struct cut *cut)
{
	char text[200];
	struct fixture *f;
	node_id n;
	bool found;

	snprintf(text, sizeof(text), "s, xs, u = '', [], f()\n%s\n", statement);
	f = fixture_make(text);
	n = fixture_nth(f, KIND_ASSIGNMENT, NULL, 1);
	found = slices_cut(&f->facts, n, cut);
	fixture_free(f);
	return found;
}

static void test_cut(void **state)
{
	static const char *const front[] = {
	    "xs = xs[1:]",
	    "xs = (xs)[n:]",
	    "s = s[n:].lstrip().rstrip()",
	    "s = s.split(',', 1)[1]",
	    "s = s.partition(',')[-1]",
	    "head, s = s.split(',', maxsplit=1)",
	    "head, sep, s = s.partition(',')",
	    "head, xs = xs[:n], xs[n:]",
	    "head, *xs = xs",
	    "head, *u = u"};
	static const char *const behind[] = {
	    "xs = xs[:-1]", "s = s.rpartition('.')[0]",
	    "s, tail = s.rsplit('.', 1)", "*xs, last = xs"};
	static const char *const none[] = {"xs = ys[1:]",
	                                   "xs = xs[:]",
	                                   "xs = xs[-9:]",
	                                   "xs = xs[i:i + 3]",
	                                   "xs = xs[::2]",
	                                   "s = s.split(',')[1]",
	                                   "u = u[1:]",
	                                   "s = s.partition(',')[0]",
	                                   "head, s = s.split(',')",
	                                   "s, tail = s.split(',', 1)",
	                                   "xs[0] = xs[1:]"};
	struct cut cut;

	(void)state;
	for (size_t i = 0; i < sizeof(front) / sizeof(*front); i++)
		if (!is_cut(front[i], &cut) || cut.is_from_behind)
			fail_msg("not cut in front: %s", front[i]);
	for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++)
		if (!is_cut(behind[i], &cut) || !cut.is_from_behind)
			fail_msg("not cut behind: %s", behind[i]);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (is_cut(none[i], &cut))
			fail_msg("cut: %s", none[i]);
}

static bool is_reset(const char *statement, enum kind kind)
{
	struct fixture *f = fixture_make(statement);
	node_id target = fixture_name(f, "t", 0);
	bool reset =
	    slices_is_reset(&f->facts, fixture_node(f, kind, NULL), target);

	fixture_free(f);
	return reset;
}

static void test_reset(void **state)
{
	(void)state;
	assert_true(is_reset("t = f(x)", KIND_ASSIGNMENT));
	assert_true(is_reset("t = f(t)", KIND_ASSIGNMENT));
	assert_true(is_reset("t, x = x, t", KIND_ASSIGNMENT));
	assert_true(is_reset("x, t = f(t)", KIND_ASSIGNMENT));
	assert_true(is_reset("x = t = y", KIND_ASSIGNMENT) ||
	            is_reset("t = x = y", KIND_ASSIGNMENT));
	assert_true(is_reset("for t in x: pass", KIND_FOR_STATEMENT));
	assert_true(is_reset("for x, t in y: pass", KIND_FOR_STATEMENT));
	assert_true(is_reset("del t", KIND_DELETE_STATEMENT));
	assert_false(is_reset("t = t[1:]", KIND_ASSIGNMENT));
	assert_false(is_reset("t = t + x", KIND_ASSIGNMENT));
	assert_false(is_reset("t = t.strip()", KIND_ASSIGNMENT));
	assert_false(is_reset("h, t = t[:1], t[1:]", KIND_ASSIGNMENT));
	assert_false(is_reset("h, t = t.split(x, 1)", KIND_ASSIGNMENT));
	assert_false(is_reset("x = t[1:]", KIND_ASSIGNMENT));
	assert_false(is_reset("x[t] = 1", KIND_ASSIGNMENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),    cmocka_unit_test(test_most),
	    cmocka_unit_test(test_partner), cmocka_unit_test(test_reader),
	    cmocka_unit_test(test_name),    cmocka_unit_test(test_instead),
	    cmocka_unit_test(test_cut),     cmocka_unit_test(test_reset)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
