#include "facts_fixture.h"
#include "library.h"
#include "types_solver.h"
#include "types_special.h"

static const char *name_of(struct fixture *f, const struct type *type)
{
	return type_name(&f->arena, f->facts.types, type);
}

static void names_types_as_python_does(void **state)
{
	struct fixture *f = fixture_make(
	    "x = {'a': [1], 'b': [2]}.items()\n"
	    "def f(y: 'dict[str, list[int]] | None', *z: bytes): pass\n");

	(void)state;
	assert_string_equal(
	    name_of(f, types_of(f->facts.types, fixture_name(f, "x", 0))),
	    "view[tuple[str, list]]");
	assert_string_equal(
	    name_of(f, types_of(f->facts.types, fixture_name(f, "y", 0))),
	    "dict[str, list[int]] | None");
	assert_string_equal(
	    name_of(f, types_of(
	                   f->facts.types,
	                   fixture_node(f, KIND_TYPED_PARAMETER, "*z: bytes"))),
	    "tuple[bytes]");
	fixture_free(f);
}

static void finds_what_proves_a_type(void **state)
{
	struct fixture *f = fixture_make("class A:\n"
	                                 "    def m(self, p: str):\n"
	                                 "        self.x = b''\n"
	                                 "        y = self.x\n"
	                                 "        y\n"
	                                 "        p\n"
	                                 "        q\n");
	const struct types *types = f->facts.types;

	(void)state;
	assert_int_equal(types_proof(types, fixture_name(f, "y", 1)),
	                 fixture_node(f, KIND_STRING, "b''"));
	assert_int_equal(types_proof(types, fixture_name(f, "p", 1)),
	                 fixture_node(f, KIND_TYPE, "str"));
	assert_int_equal(types_proof(types, fixture_name(f, "q", 0)), NO_NODE);
	fixture_free(f);
}

static unsigned effects_of(const struct fixture *f, const char *call)
{
	return types_call_effects(f->facts.types,
	                          fixture_node(f, KIND_CALL, call));
}

static void knows_what_calls_do(void **state)
{
	struct fixture *f = fixture_make("xs = []\n"
	                                 "sum(xs)\n"
	                                 "xs.append(1)\n"
	                                 "','.join(xs)\n"
	                                 "map(f, xs)\n"
	                                 "f(xs)\n"
	                                 "y.append(1)\n"
	                                 "open('f').close()\n");
	char name[64], small[4];

	(void)state;
	assert_int_equal(effects_of(f, "sum(xs)"),
	                 CALL_IS_KNOWN | CALL_IS_PURE | CALL_ITERATES_FIRST |
	                     CALL_REDUCES);
	assert_int_equal(effects_of(f, "xs.append(1)"),
	                 CALL_IS_KNOWN | CALL_MUTATES_RECEIVER |
	                     CALL_KEEPS_ARGUMENTS);
	assert_true(effects_of(f, "','.join(xs)") & CALL_MATERIALISES);
	assert_true(effects_of(f, "map(f, xs)") & CALL_IS_LAZY);
	assert_true(effects_of(f, "open('f').close()") & CALL_CLOSES);
	assert_int_equal(effects_of(f, "f(xs)"), 0);
	assert_int_equal(effects_of(f, "y.append(1)"), 0);
	assert_true(types_callee(f->facts.types,
	                         fixture_node(f, KIND_CALL, "','.join(xs)"),
	                         name, sizeof(name)));
	assert_string_equal(name, "builtins.str.join");
	assert_false(types_callee(f->facts.types,
	                          fixture_node(f, KIND_CALL, "sum(xs)"), small,
	                          sizeof(small)));
	fixture_free(f);
}

static void says_nothing_inside_errors(void **state)
{
	struct fixture *f = fixture_make("x = 'a' )\n"
	                                 "y = 'b'\n"
	                                 "def g():\n"
	                                 "    z = 'c'\n"
	                                 "    return z +\n");

	(void)state;
	assert_int_equal(
	    types_of(f->facts.types, fixture_name(f, "z", 1))->kind,
	    TYPE_UNKNOWN);
	fixture_free(f);
}

/* Of a class and of what derives from it, in this file. */
static void joins_attributes_over_the_hierarchy(void **state)
{
	struct fixture *f = fixture_make("class A:\n"
	                                 "    def m(self):\n"
	                                 "        self.x = self.y = 'a'\n"
	                                 "class B(A):\n"
	                                 "    def m(self): self.x = 1\n"
	                                 "class C(B): pass\n");
	name_id x = names_find(f->tree.names, STR("x"));
	name_id y = names_find(f->tree.names, STR("y"));

	(void)state;
	assert_int_equal(types_of_attribute(f->facts.types, 0, x)->kind,
	                 TYPE_UNKNOWN);
	assert_int_equal(types_of_attribute(f->facts.types, 0, y)->kind,
	                 TYPE_STR);
	assert_int_equal(types_of_attribute(f->facts.types, 2, y)->kind,
	                 TYPE_STR);
	assert_int_equal(types_of_attribute(f->facts.types, NO_CLASS, y)->kind,
	                 TYPE_UNKNOWN);
	fixture_free(f);
}

static const struct {
	const char *name, *type;
} facts[] = {
#define FUNCTION(name, type, effects) {name, type},
#define CLASS(name, type, effects) {name, type},
#define ATTRIBUTE(name, type) {name, type},
#include "stdlib.def"
};

static void finds_and_reads_every_fact(void **state)
{
	struct fixture *f = fixture_make("");
	struct types *types = f->facts.types;
	type_id list = type_container(&types->table, TYPE_LIST,
	                              type_of_kind(&types->table, TYPE_STR), 0);
	type_id dict = type_container(&types->table, TYPE_DICT, list, list);
	const struct fact_words words = {dict, list, list};

	(void)state;
	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++) {
		const char *type = facts[i].type;

		assert_non_null(library_find(str_of(facts[i].name)));
		if (type[0] == '\0')
			continue;
		if (type[0] == '!')
			assert_true(types_is_special(type + 1));
		else if (types_fact(types, type, &words) == UNKNOWN)
			fail_msg("%s: %s", facts[i].name, type);
	}
	assert_null(library_find(STR("builtins.su")));
	assert_null(library_find(STR("")));
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_types_as_python_does),
	    cmocka_unit_test(finds_what_proves_a_type),
	    cmocka_unit_test(knows_what_calls_do),
	    cmocka_unit_test(says_nothing_inside_errors),
	    cmocka_unit_test(joins_attributes_over_the_hierarchy),
	    cmocka_unit_test(finds_and_reads_every_fact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
