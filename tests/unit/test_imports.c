#include "facts_fixture.h"

static void finds_modules(void **state)
{
	struct fixture *f = fixture_make("import os.path as p\n"
	                                 "from xml.etree import ElementTree\n"
	                                 "from . import util\n");

	(void)state;
	assert_true(imports_has_module(&f->facts.imports, "os"));
	assert_true(imports_has_module(&f->facts.imports, "os.path"));
	assert_true(imports_has_module(&f->facts.imports, "xml"));
	assert_true(
	    imports_has_module(&f->facts.imports, "xml.etree.ElementTree"));
	assert_true(imports_has_module(&f->facts.imports, ".util"));
	assert_false(imports_has_module(&f->facts.imports, "xml.etree.Ele"));
	assert_false(imports_has_module(&f->facts.imports, "o"));
	fixture_free(f);
}

static void compares_whole_names(void **state)
{
	struct fixture *f = fixture_make("import numpy as np\n"
	                                 "np.append\n"
	                                 "sum\n");
	const struct imports *imports = &f->facts.imports;
	static const char *const names[] = {"numpy.app", "numpy.append", NULL};
	node_id append = fixture_node(f, KIND_ATTRIBUTE, "np.append");
	node_id sum = fixture_node(f, KIND_IDENTIFIER, "sum");

	(void)state;
	assert_true(imports_is(imports, append, "numpy.append"));
	assert_false(imports_is(imports, append, "append"));
	assert_false(imports_is(imports, append, "x.numpy.append"));
	assert_int_equal(imports_which(imports, append, names), 1);
	assert_true(imports_is(imports, sum, "builtins.sum"));
	assert_false(imports_is(imports, sum, "sum"));
	assert_int_equal(imports_which(imports, sum, names), -1);
	fixture_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_modules),
	    cmocka_unit_test(compares_whole_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
