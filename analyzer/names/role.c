#include "role.h"

#include "notebook.h"
#include "role_generated.h"

#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------ scripts */

/* `if __name__ == ...` at module level. */
static bool asks_for_its_name(const struct tree *t)
{
	for (node_id n = tree_first(t, 0); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id condition = tree_child(t, n, FIELD_CONDITION);

		if (tree_kind(t, n) == KIND_IF_STATEMENT &&
		    tree_kind(t, condition) == KIND_COMPARISON_OPERATOR &&
		    tree_name(t, tree_first(t, condition)) == NAME_NAME)
			return true;
	}
	return false;
}

static bool is_in_package(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	int length = slash == NULL ? 0 : (int)(slash + 1 - path);

	return access(arena_format(arena, "%.*s__init__.py", length, path),
	              F_OK) == 0;
}

/* setup.py, which installs and ends; not a module of that name. */
static bool is_setup(const struct facts *facts, const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(slash == NULL ? path : slash + 1, "setup.py") == 0 &&
	       (imports_has_module(&facts->imports, "setuptools") ||
	        imports_has_module(&facts->imports, "distutils"));
}

static bool is_script(const struct facts *facts, const char *path)
{
	struct str text = {facts->source->text, facts->source->length};

	return facts->source->notebook != NULL || str_starts(text, "#!") ||
	       is_setup(facts, path) ||
	       (asks_for_its_name(facts->tree) &&
	        !is_in_package(facts->arena, path));
}

/* ------------------------------------------------------------ tests */

static bool imports_test_framework(const struct imports *imports)
{
	static const char *const frameworks[] = {
	    "pytest",       "unittest",    "nose",         "testtools",
	    "absl.testing", "django.test", "twisted.trial"};

	for (size_t i = 0; i < sizeof(frameworks) / sizeof(*frameworks); i++)
		if (imports_has_module(imports, frameworks[i]))
			return true;
	return false;
}

/* test_x.py and x_test.py, which pytest looks into. */
static bool has_test_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash == NULL ? path : slash + 1);

	return str_starts(name, "test_") || str_ends(name, "_test.py");
}

/* A function test... or a class Test... of the module. */
static bool defines_tests(const struct tree *t)
{
	for (node_id n = tree_first(t, 0); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id defined = tree_child(t, n, FIELD_DEFINITION);
		node_id at = defined == NO_NODE ? n : defined;
		node_id name = tree_child(t, at, FIELD_NAME);

		if (tree_kind(t, at) == KIND_FUNCTION_DEFINITION &&
		    str_starts(tree_text(t, name), "test"))
			return true;
		if (tree_kind(t, at) == KIND_CLASS_DEFINITION &&
		    str_starts(tree_text(t, name), "Test"))
			return true;
	}
	return false;
}

void role_find(struct facts *facts, const char *path, bool is_in_tests)
{
	facts->is_stub = str_ends(str_of(path), ".pyi");
	facts->is_script = is_script(facts, path);
	facts->is_of_tests =
	    is_in_tests || (has_test_name(path) && defines_tests(facts->tree));
	facts->is_test =
	    facts->is_of_tests || imports_test_framework(&facts->imports);
	facts->generator = role_generator(facts->arena, facts->tree);
}

void role_dump(FILE *stream, const struct facts *facts)
{
	fprintf(stream, "%s%s\n", facts->is_stub ? "stub" : "code",
	        facts->is_script ? ", a script" : "");
	if (facts->is_test)
		fputs("test\n", stream);
	if (facts->generator != NULL)
		fprintf(stream, "generated: %s\n", facts->generator);
}
