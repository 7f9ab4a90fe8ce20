#include "type_defaults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* `expected` has a `~` for each byte that is blanked. */
static void blanks(const char *text, const char *expected)
{
	struct arena arena = {0};
	struct source source;
	const char *got;

	assert_int_equal(strlen(text), strlen(expected));
	assert_null(source_decode(&source, &arena, "a.py", text, strlen(text)));
	got = type_defaults_blanked(&arena, &source);
	for (size_t i = 0; text[i] != '\0'; i++) {
		char want = expected[i] == '~' ? ' ' : text[i];

		if (got[i] != want)
			fail_msg("at %zu of %s\ngot %s", i, text, got);
	}
	assert_int_equal(got[strlen(text)], '\0');
	arena_release(&arena);
}

/* Not even copied. */
static void keeps(const char *text)
{
	struct arena arena = {0};
	struct source source;

	assert_null(source_decode(&source, &arena, "a.py", text, strlen(text)));
	if (type_defaults_blanked(&arena, &source) != source.text)
		fail_msg("copied: %s", text);
	arena_release(&arena);
}

static void defaults_are_blanked(void **state)
{
	(void)state;
	blanks("class C[T = int]: pass", "class C[T ~~~~~]: pass");
	blanks("def f[T=int](a=1): pass", "def f[T~~~~](a=1): pass");
	blanks("  async  def f[T = int](): pass",
	       "  async  def f[T ~~~~~](): pass");
	blanks("type A[T = int] = T", "type A[T ~~~~~] = T");
	blanks("type\tA [T=int]=T", "type\tA [T~~~~]=T");
	blanks("class C[T=int, *Ts=*x[1], **P=[int]]: pass",
	       "class C[T~~~~, *Ts~~~~~~, **P~~~~~~]: pass");
	blanks("class C[A, B: int = str, C]: pass",
	       "class C[A, B: int ~~~~~, C]: pass");
	blanks("class \303\211t\303\251[T=int]: pass",
	       "class \303\211t\303\251[T~~~~]: pass");
	blanks("class A[T=int]: pass\nclass B[T=int]: pass\n",
	       "class A[T~~~~]: pass\nclass B[T~~~~]: pass\n");
}

static void brackets_and_strings_are_part_of_a_default(void **state)
{
	(void)state;
	blanks("class C[T = d[a, b(c, e={})], U]: pass",
	       "class C[T ~~~~~~~~~~~~~~~~~~, U]: pass");
	blanks("class C[T = \"a, ]\", U = 'b\\']']: pass",
	       "class C[T ~~~~~~~~, U ~~~~~~~~]: pass");
	blanks("class C[T = \"\"\"a\"]\n'\"\"\", U]: pass",
	       "class C[T ~~~~~~~~\n~~~~, U]: pass");
	blanks("class C[T: ']=' = int]: pass", "class C[T: ']=' ~~~~~]: pass");
}

static void lists_may_span_lines(void **state)
{
	(void)state;
	blanks("class C[\n    T = dict[\n        int],\n    U,\n]: pass",
	       "class C[\n    T ~~~~~~~\n~~~~~~~~~~~~,\n    U,\n]: pass");
	blanks("class C[\r\n T = int,\r\n]: pass",
	       "class C[\r\n T ~~~~~,\r\n]: pass");
	blanks("class C[\n T = int  # a ] = ', noqa\n , U=1]: pass",
	       "class C[\n T ~~~~~~~# a ] = ', noqa\n~, U~~]: pass");
	blanks("class C[ # = ]\n T=1]: pass", "class C[ # = ]\n T~~]: pass");
}

static void other_signs_are_no_default(void **state)
{
	(void)state;
	blanks("class C[T: a == b = c]: pass", "class C[T: a == b ~~~]: pass");
	blanks("class C[T = a == b, U]: pass", "class C[T ~~~~~~~~, U]: pass");
	blanks("class C[T: a <= b >= c != e = g]: pass",
	       "class C[T: a <= b >= c != e ~~~]: pass");
	blanks("class C[T = lambda x, y=1: x, U]: pass",
	       "class C[T ~~~~~~~~~~~~~~~~~~, U]: pass");
	blanks("class C[T: lambda x=1, y=2: x = 3]: pass",
	       "class C[T: lambda x=1, y=2: x ~~~]: pass");
	blanks("class C[T: lambdas = 3]: pass",
	       "class C[T: lambdas ~~~]: pass");
	keeps("class C[T: (a := b)]: pass");
	keeps("class C[T: a == b]: pass");
	keeps("class C[T: a <= b]: pass");
	keeps("class C[T: f(x=1)]: pass");
	keeps("class C[T: lambda x=1: x]: pass");
}

static void other_code_is_not_touched(void **state)
{
	(void)state;
	keeps("x[T] = 1");
	keeps("type[T] = 1");
	keeps("type [T] = 1");
	keeps("type[x] = y[z] = 1");
	keeps("type_[T] = 1");
	keeps("types x[T = 1]");
	keeps("class_[T] = 1\ndefx[T] = 1\ntyped[a] = 1\n");
	keeps("type A[T] = int");
	keeps("def f[T](a=1): pass");
	keeps("class C(metaclass=M): pass");
	keeps("class C[T](metaclass=M): pass");
	keeps("def f(a=b[c]): pass");
	keeps("x = f(a=1)[b]");
	keeps("");
	keeps("class C[");
	keeps("class C[T =");
	keeps("type A[T = int\n\n");
	keeps("class");
}

static void strings_and_comments_are_not_touched(void **state)
{
	(void)state;
	keeps("'''\nclass C[T = int]: pass\n'''\n");
	keeps("x = f(\"\"\"\\\"\"\"\nclass C[T = int]: pass\n\"\"\")\n");
	keeps("'''\ntype it[a = '''\n]'''\n");
	keeps("# class C[T = int]: pass\n");
	blanks("# it's\nclass C[T=int]: pass\n",
	       "# it's\nclass C[T~~~~]: pass\n");
	blanks("'it\nclass C[T=int]: pass\n", "'it\nclass C[T~~~~]: pass\n");
	blanks("'''\nclass C[T=int]: pass\n'''\nclass C[T=int]: pass\n",
	       "'''\nclass C[T=int]: pass\n'''\nclass C[T~~~~]: pass\n");
	blanks("x = '\\'\\\n'\nclass C[T=int]: pass\n",
	       "x = '\\'\\\n'\nclass C[T~~~~]: pass\n");
}

/* An unclosed list ends where the next one opens: no quadratic time. */
static void unclosed_lists_are_read_once(void **state)
{
	enum { LINES = 200000 };
	static const char line[] = "class C[T = int\n";
	char *text = calloc(LINES, sizeof(line));
	char *expected = calloc(LINES, sizeof(line));

	(void)state;
	for (size_t i = 0; i < LINES; i++)
		memcpy(text + i * (sizeof(line) - 1), line, sizeof(line));
	keeps(text);
	strcpy(text + (LINES - 1) * (sizeof(line) - 1), "class D[T=1]:\n");
	strcpy(expected, text);
	strcpy(expected + (LINES - 1) * (sizeof(line) - 1), "class D[T~~]:\n");
	blanks(text, expected);
	free(text);
	free(expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(defaults_are_blanked),
	    cmocka_unit_test(brackets_and_strings_are_part_of_a_default),
	    cmocka_unit_test(lists_may_span_lines),
	    cmocka_unit_test(other_signs_are_no_default),
	    cmocka_unit_test(other_code_is_not_touched),
	    cmocka_unit_test(strings_and_comments_are_not_touched),
	    cmocka_unit_test(unclosed_lists_are_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
