#include "facts_fixture.h"
#include "holds.h"

#include <stdio.h>

#define HEAD                                                                   \
	"import functools\n"                                                   \
	"class K:\n"                                                           \
	"    def __init__(self, a, b):\n"                                      \
	"        self.a = a\n"                                                 \
	"class C:\n"                                                           \
	"    def m(self): pass\n"                                              \
	"    @staticmethod\n"                                                  \
	"    def s(): pass\n"                                                  \
	"    def f(self, o):\n"                                                \
	"        def g(): return self\n"

/* Does `value`, in a method, hold self? */
static bool holds_its_self(const char *value)
{
	char text[512];
	struct fixture *f;
	node_id call;
	bool holds;

	snprintf(text, sizeof(text), HEAD "        t(%s)\n", value);
	f = fixture_make(text);
	call = fixture_name(f, "t", 0) - 1;
	assert_int_equal(tree_kind(&f->tree, call), KIND_CALL);
	holds = holds_in_arguments(&f->facts, call, 0,
	                           holds_self_at(&f->facts, call));
	fixture_free(f);
	return holds;
}

static void what_holds_self(void **state)
{
	(void)state;
	assert_true(holds_its_self("self"));
	assert_true(holds_its_self("1, [o, (self,)]"));
	assert_true(holds_its_self("{1: self.m}"));
	assert_true(holds_its_self("key=lambda: lambda: self.x"));
	assert_true(holds_its_self("g"));
	assert_true(holds_its_self("functools.partial(print, self)"));
	assert_true(holds_its_self("K(self, 1)"));
}

static void what_does_not(void **state)
{
	(void)state;
	assert_false(holds_its_self("o"));
	assert_false(holds_its_self("self.x"));
	assert_false(holds_its_self("self.s"));
	assert_false(holds_its_self("self.m()"));
	assert_false(holds_its_self("self.x.m"));
	assert_false(holds_its_self("[*self]"));
	assert_false(holds_its_self("lambda self: self.x"));
	assert_false(holds_its_self("g()"));
	assert_false(holds_its_self("K(1, self)"));
	assert_false(holds_its_self("weakref.ref(self)"));
}

static bool is_let_go_through_x(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool is = holds_is_let_go(&f->facts, 0,
	                          tree_name(&f->tree, fixture_name(f, "x", 0)));

	fixture_free(f);
	return is;
}

static void what_lets_go(void **state)
{
	(void)state;
	assert_true(is_let_go_through_x("a.x()\n"));
	assert_true(is_let_go_through_x("x.detach()\n"));
	assert_true(is_let_go_through_x("del a.x[k]\n"));
	assert_false(is_let_go_through_x("f(a.x)\n"));
	assert_false(is_let_go_through_x("a.x[k] = 1\nx.get()\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_holds_self),
	    cmocka_unit_test(what_does_not),
	    cmocka_unit_test(what_lets_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
