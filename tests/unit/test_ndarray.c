#include "ask.h"

#include "facts_fixture.h"

#include <stdio.h>

/* Is the last call of the text one that makes an array of float64? */
static bool is_float(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id last = NO_NODE;
	bool is;

	for (node_id n = tree_first_of(&f->tree, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(&f->tree, n))
		last = n;
	is = ndarray_is_float(&f->facts, last);
	fixture_free(f);
	return is;
}

/* Is what `a` holds only computed with, where the text reads it? */
static bool is_computed_with(const char *line)
{
	char text[200];
	struct fixture *f;
	bool is = false;

	snprintf(text, sizeof(text),
	         "import numpy as np\ndef f(a, b):\n    %s\n", line);
	f = fixture_make(text);
	for (node_id n = 0; n < f->tree.count; n++) {
		const struct occurrence *o =
		    scopes_occurrence(&f->facts.scopes, n);

		if (o != NULL && o->access == ACCESS_READ &&
		    str_is(tree_text(&f->tree, n), "a"))
			is = ndarray_is_computed_with(&f->facts, n);
	}
	fixture_free(f);
	return is;
}

static void test_float(void **state)
{
	(void)state;
	assert_true(is_float("import numpy as np\nnp.zeros(3)\n"));
	assert_true(is_float("import numpy as np\nnp.linspace(0, 1, 9)\n"));
	assert_false(is_float("import numpy as np\nnp.zeros(3, int)\n"));
	assert_false(is_float("import numpy as np\nnp.ones(3, dtype=d)\n"));
	assert_false(is_float("import numpy as np\nnp.arange(3)\n"));
	assert_false(is_float("import numpy as np\nnp.zeros(*a)\n"));
	assert_false(
	    is_float("import numpy as np\nnp.linspace(0, 1, retstep=True)\n"));
	assert_false(is_float("zeros(3)\n"));
}

static void test_computed_with(void **state)
{
	(void)state;
	assert_true(is_computed_with("b = a + 1"));
	assert_true(is_computed_with("b = a.sum()"));
	assert_true(is_computed_with("b = np.sum(a)"));
	assert_true(is_computed_with("a[0] = b"));
	assert_true(is_computed_with("b = a[1:] * 2"));
	assert_true(is_computed_with("return a"));
	assert_false(is_computed_with("b = a"));
	assert_false(is_computed_with("b = a[1:]"));
	assert_false(is_computed_with("b.append(a)"));
	assert_false(is_computed_with("b = np.ravel(a)"));
	assert_false(is_computed_with("b = a.T"));
	assert_false(is_computed_with("yield a"));
	assert_false(is_computed_with("b = [a]"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_float), cmocka_unit_test(test_computed_with)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
