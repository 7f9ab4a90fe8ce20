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

/* The kind of what reads x[1:] in an expression statement of a function. */
static enum kind reader_of(const char *statement)
{
	char text[200];
	struct fixture *f;
	node_id reader;
	enum kind kind;

	snprintf(text, sizeof(text), "def f(x, y):\n    %s\n", statement);
	f = fixture_make(text);
	reader =
	    slices_reader(&f->facts, fixture_node(f, KIND_SUBSCRIPT, "x[1:]"));
	kind = tree_kind(&f->tree, reader);
	fixture_free(f);
	return kind;
}

static void test_reader(void **state)
{
	(void)state;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find), cmocka_unit_test(test_most),
	    cmocka_unit_test(test_reader), cmocka_unit_test(test_name),
	    cmocka_unit_test(test_instead)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
