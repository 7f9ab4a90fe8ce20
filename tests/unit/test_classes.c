#include "facts_fixture.h"

static node_id method_of(const struct fixture *f, const char *class,
                         const char *name)
{
	const struct classes *c = &f->facts.classes;

	for (class_id i = 0; i < c->count; i++)
		if (str_is(c->list[i].qualified, class))
			return classes_method(
			    c, i, names_find(f->tree.names, str_of(name)));
	fail_msg("no class %s", class);
	return NO_NODE;
}

static void finds_inherited_methods(void **state)
{
	struct fixture *f = fixture_make("class A:\n"
	                                 "    def m(self): pass\n"
	                                 "    def n(self): pass\n"
	                                 "    def p(self): pass\n"
	                                 "class B(A):\n"
	                                 "    def n(self): pass\n"
	                                 "    p = None\n"
	                                 "class C(Foreign, A): pass\n"
	                                 "class D(A, Foreign): pass\n");

	(void)state;
	assert_int_equal(method_of(f, "B", "m"), method_of(f, "A", "m"));
	assert_int_not_equal(method_of(f, "B", "n"), method_of(f, "A", "n"));
	assert_int_not_equal(method_of(f, "B", "n"), NO_NODE);
	assert_int_equal(method_of(f, "B", "p"), NO_NODE);
	assert_int_equal(method_of(f, "C", "m"), NO_NODE);
	assert_int_equal(method_of(f, "D", "m"), method_of(f, "A", "m"));
	assert_int_equal(method_of(f, "A", "o"), NO_NODE);
	fixture_free(f);
}

static void gives_the_getter_of_a_property(void **state)
{
	struct fixture *f = fixture_make("class A:\n"
	                                 "    @property\n"
	                                 "    def x(self): return 1\n"
	                                 "    @x.setter\n"
	                                 "    def x(self, value): pass\n");
	node_id getter = fixture_nth(f, KIND_FUNCTION_DEFINITION, NULL, 0);

	(void)state;
	assert_int_equal(method_of(f, "A", "x"), getter);
	fixture_free(f);
}

static void knows_self(void **state)
{
	struct fixture *f = fixture_make("class A:\n"
	                                 "    def m(this, self):\n"
	                                 "        this.a\n"
	                                 "        lambda: this.b\n"
	                                 "        self.c\n"
	                                 "    @staticmethod\n"
	                                 "    def s(other): other.d\n"
	                                 "    def r(me):\n"
	                                 "        me = 1\n"
	                                 "        me.e\n"
	                                 "def f(self): self.f\n");
	const struct classes *c = &f->facts.classes;

	(void)state;
	assert_int_equal(classes_of_self(c, fixture_name(f, "this", 1)), 0);
	assert_int_equal(classes_of_self(c, fixture_name(f, "this", 2)), 0);
	assert_int_equal(classes_of_self(c, fixture_name(f, "self", 1)),
	                 NO_CLASS);
	assert_int_equal(classes_of_self(c, fixture_name(f, "other", 1)),
	                 NO_CLASS);
	assert_int_equal(classes_of_self(c, fixture_name(f, "me", 2)),
	                 NO_CLASS);
	assert_int_equal(classes_of_self(c, fixture_name(f, "self", 3)),
	                 NO_CLASS);
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_inherited_methods),
	    cmocka_unit_test(gives_the_getter_of_a_property),
	    cmocka_unit_test(knows_self),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
