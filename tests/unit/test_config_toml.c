#include "config_toml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *value_text(struct arena *arena, const struct toml_value *v)
{
	const char *text = "";

	switch (v->type) {
	case TOML_TEXT:
		return arena_format(arena, "'%s'", v->text);
	case TOML_NUMBER:
	case TOML_TRUTH:
		return arena_format(arena, "%ld", (long)v->number);
	case TOML_LIST:
		for (uint32_t i = 0; i < v->count; i++)
			text = arena_format(arena, "%s%s%s", text,
			                    i > 0 ? "," : "",
			                    value_text(arena, &v->list[i]));
		return arena_format(arena, "[%s]", text);
	default:
		return toml_type_name(v->type);
	}
}

/* Each entry as "line:column keys=value;", or what is wrong. */
static void reads_as(const char *text, const char *wanted)
{
	struct arena arena = {0};
	struct toml toml;
	struct toml_place where;
	const char *problem =
	    toml_read(&toml, &arena, text, strlen(text), &where);
	const char *got = "";

	for (uint32_t i = 0; problem == NULL && i < toml.entries.count; i++) {
		const struct toml_entry *e = &toml.entries.at[i];

		got = arena_format(&arena, "%s%u:%u ", got, e->place.line,
		                   e->place.column);
		for (uint32_t k = 0; k < e->key_count; k++)
			got = arena_format(&arena, "%s%s%s", got,
			                   k > 0 ? "." : "", e->keys[k]);
		got = arena_format(&arena, "%s=%s;", got,
		                   value_text(&arena, &e->value));
	}
	if (problem != NULL)
		got = arena_format(&arena, "%u:%u %s", where.line, where.column,
		                   problem);
	assert_string_equal(got, wanted);
	arena_release(&arena);
}

static void values_have_types(void **state)
{
	(void)state;
	reads_as("", "");
	reads_as("# nothing\n", "");
	reads_as("a = 'x' # c\n", "1:1 a='x';");
	reads_as("a = \"x\\n\\u00e9\\\"\"", "1:1 a='x\n\xc3\xa9\"';");
	reads_as("a = '''\nx\ny'''\n", "1:1 a='x\ny';");
	reads_as("a = \"\"\"x \\\n   y\"\"\"\n", "1:1 a='x y';");
	reads_as("a = 1_000\r\nb = -2\r\nc = 0x1F\r\n",
	         "1:1 a=1000;2:1 b=-2;3:1 c=31;");
	reads_as("a = true\nb = false\n", "1:1 a=1;2:1 b=0;");
	reads_as("a = [\n 'x', # c\n 'y',\n]\nb = []\n",
	         "1:1 a=['x','y'];5:1 b=[];");
	reads_as("a = 1.5\nb = 1979-05-27\n",
	         "1:1 a=a float or a date;2:1 b=a float or a date;");
	reads_as("a = [['x'], {b = 1}]\n", "1:1 a=[[],a table];");
}

static void keys_are_paths(void **state)
{
	(void)state;
	reads_as("[tool.x]\na.b = 1\n", "1:2 tool.x=a table;2:1 tool.x.a.b=1;");
	reads_as("[t.\"a b\"]\n'c d' = 1\n",
	         "1:2 t.a b=a table;2:1 t.a b.c d=1;");
	reads_as("a = {b = 1, c = {d = 2}}\n",
	         "1:1 a=a table;1:6 a.b=1;1:13 a.c=a table;1:18 a.c.d=2;");
	reads_as("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nb = 3\n",
	         "1:3 a=a list of tables;2:1 a.b=1;"
	         "3:3 a=a list of tables;4:1 a.b=2;"
	         "5:2 a.c=a table;6:1 a.c.b=3;");
	reads_as("[a.b.c]\n[a]\nx = 1\n",
	         "1:2 a.b.c=a table;2:2 a=a table;3:1 a.x=1;");
	reads_as("[a]\nb.c = 1\nb.d = 2\n[a.b.e]\n",
	         "1:2 a=a table;2:1 a.b.c=1;3:1 a.b.d=2;4:2 a.b.e=a table;");
}

static void no_key_is_given_twice(void **state)
{
	(void)state;
	reads_as("a = 1\na = 2\n", "2:1 'a' is given twice, first on line 1");
	reads_as("a = 1\n\"a\" = 2\n",
	         "2:1 'a' is given twice, first on line 1");
	reads_as("[a]\n[b]\n[a]\n", "3:2 'a' is given twice, first on line 1");
	reads_as("[a]\nb = 1\n[a.b]\n",
	         "3:2 'b' is given twice, first on line 2");
	reads_as("a.b = 1\n[a]\n", "2:2 'a' is given twice, first on line 1");
	reads_as("[a.b]\n[a]\nb.c = 1\n",
	         "3:1 'b' is given twice, first on line 1");
	reads_as("a = {b = 1}\n[a]\n",
	         "2:2 'a' is given twice, first on line 1");
	reads_as("a = {b = 1, b = 2}\n",
	         "1:13 'b' is given twice, first on line 1");
	reads_as("[[a]]\nb = 1\n[a.b]\n",
	         "3:2 'b' is given twice, first on line 2");
	reads_as("[[a]]\n[a]\n", "2:2 'a' is given twice, first on line 1");
	reads_as("a = []\n[[a]]\n", "2:3 'a' is given twice, first on line 1");
}

static void what_is_no_toml_has_a_place(void **state)
{
	(void)state;
	reads_as("a = 1\nb = \n", "2:1 this is no TOML: the value is missing");
	reads_as("a = 1\nb 2\n",
	         "2:1 this is no TOML: a key takes '=' and a value");
	reads_as("a = [1, 2\n", "1:1 this is no TOML: '[' is not closed");
	reads_as("a = b\n", "1:1 this is no TOML: texts stand in quotes");
	reads_as("a = \"b\n", "1:1 this is no TOML: the quotes are not closed");
	reads_as("a = 99999999999999999999\n", "1:5 the number is too large");
	reads_as("a = '\xff'\n", "1:6 this is not UTF-8");
}

static void depth_has_an_end(void **state)
{
	struct arena arena = {0};
	enum { DEEP = 20000 };
	char *text = arena_alloc(&arena, DEEP * 2 + 16), *to = text;

	(void)state;
	to = stpcpy(to, "a");
	for (int i = 0; i < DEEP; i++)
		to = stpcpy(to, ".a");
	stpcpy(to, "=1\n");
	reads_as(text, "1:1 there are too many keys in a row");
	to = stpcpy(text, "a=");
	for (int i = 0; i < DEEP; i++)
		to = stpcpy(to, "[");
	for (int i = 0; i < DEEP; i++)
		to = stpcpy(to, "]");
	reads_as(text, "1:1 a=[[]];");
	arena_release(&arena);
}

static void places_are_counted_both_ways(void **state)
{
	(void)state;
	/* the tables in braces are read from the last one on */
	reads_as("a = {'\xc3\xa9' = {x = '\xc3\xa9\xc3\xa9'}, b = {y = 1}}\n",
	         "1:1 a=a table;1:6 a.\xc3\xa9=a table;1:24 a.b=a table;"
	         "1:29 a.b.y=1;1:13 a.\xc3\xa9.x='\xc3\xa9\xc3\xa9';");
}

static void one_line_may_be_long(void **state)
{
	enum { ITEMS = 40000 };
	struct arena arena = {0};
	char *text = arena_alloc(&arena, ITEMS * 6 + 64), *to = text;
	struct toml toml;
	struct toml_place where;

	(void)state;
	to = stpcpy(to, "a=[");
	for (int i = 0; i < ITEMS; i++)
		to = stpcpy(to, "'\xc3\xa9',");
	stpcpy(to, "]\n");
	assert_null(toml_read(&toml, &arena, text, strlen(text), &where));
	assert_int_equal(toml.entries.at[0].value.count, ITEMS);
	assert_int_equal(toml.entries.at[0].value.list[ITEMS - 1].place.column,
	                 4 + 4 * (ITEMS - 1));
	arena_release(&arena);
}

static void a_long_key_is_not_copied_for_what_is_below(void **state)
{
	enum { LENGTH = 60000, PAIRS = 20000, MOST = 64 * 1024 * 1024 };
	struct arena arena = {0};
	char *text = arena_alloc(&arena, LENGTH + PAIRS * 16), *to = text;
	struct toml toml;
	struct toml_place where;

	(void)state;
	to = stpcpy(to, "[");
	memset(to, 'k', LENGTH);
	to = stpcpy(to + LENGTH, "]\n");
	for (int i = 0; i < PAIRS; i++)
		to += sprintf(to, "k%d=1\n", i);
	assert_null(toml_read(&toml, &arena, text, strlen(text), &where));
	assert_int_equal(toml.entries.count, PAIRS + 1);
	assert_true(arena.allocated < MOST);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_have_types),
	    cmocka_unit_test(keys_are_paths),
	    cmocka_unit_test(no_key_is_given_twice),
	    cmocka_unit_test(what_is_no_toml_has_a_place),
	    cmocka_unit_test(depth_has_an_end),
	    cmocka_unit_test(places_are_counted_both_ways),
	    cmocka_unit_test(one_line_may_be_long),
	    cmocka_unit_test(a_long_key_is_not_copied_for_what_is_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
