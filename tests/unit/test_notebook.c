#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notebook.h"
#include "notebook_json.h"
#include "notebook_magic.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ------------------------------------------------------------ magics */

static const struct {
	const char *before, *after;
} magics[] = {
    {"%load_ext x\na = 1\n", "           \na = 1\n"},
    {"!pip install x\na = 1", "              \na = 1"},
    {"!!ls\n", "    \n"},
    {"?open\n??open\nopen?\na.b[0]??\n", "     \n      \n     \n        \n"},
    {"/f x\n,f a\n;f a\n", "    \n    \n    \n"},
    {"if a:\n    %time f()\n", "if a:\n    pass     \n"},
    {"if a:\n    !x\n", "if a:\n    0 \n"},
    {"if a:\n  b?\n", "if a:\n  0 \n"},
    {"!a \\\n  b\nc = 1\n", "    \n   \nc = 1\n"},
    {"a = !ls -l\n", "a = __    \n"},
    {"a, b.c = %time f(x=!1)\n", "a, b.c = __           \n"},
    {"a = %x \\\n b\nc = %y\n", "a = __  \n  \nc = __\n"},
    {"a = b %c\nd = e != f\ng %= 2\n", "a = b %c\nd = e != f\ng %= 2\n"},
    {"x = (1\n%2\n)\n", "x = (1\n%2\n)\n"},
    {"x = 1 + \\\n%2\n", "x = 1 + \\\n%2\n"},
    {"x = '''\n%a\n!b?\n'''\n%c\n", "x = '''\n%a\n!b?\n'''\n  \n"},
    {"x = 'a\\'?' # why?\n\"%a\"\n", "x = 'a\\'?' # why?\n\"%a\"\n"},
    {"# %x\n# what?\n", "# %x\n# what?\n"},
    {"%%bash\nfor x in y; do z; done\n", "      \n                      \n"},
    {"\n%%time -n 1\nx = 1\n!y\n", "\n           \nx = 1\n  \n"},
    {"x = 1\n%%time\n", "x = 1\n      \n"},
    {"pip install x\nls\npip = 1\nls -l\ncd in x\n",
     "             \nls\npip = 1\nls -l\ncd in x\n"},
    {"é?\nx = 'é' \n", "   \nx = 'é' \n"},
    {"%x\r\na = 1\r\n", "  \r\na = 1\r\n"},
    {"a = !", "a = _"},
    {"if x: # y\n    f()?", "if x: # y\n    pass"},
    {"(", "("},
    {"'", "'"},
    {"x = '\\", "x = '\\"},
    {"%", " "},
    {"", ""},
};

static void magics_are_made_blank(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		char *text = strdup(magics[i].before);

		notebook_magic_blank(text, (uint32_t)strlen(text));
		assert_string_equal(text, magics[i].after);
		free(text);
	}
}

/* Whatever a cell is cut to, all is done inside of it. */
static void cut_cells_stay_as_long(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		size_t length = strlen(magics[i].before);

		for (size_t cut = 0; cut <= length; cut++) {
			char *text = malloc(cut + 1);

			memcpy(text, magics[i].before, cut);
			text[cut] = '~';
			notebook_magic_blank(text, (uint32_t)cut);
			assert_int_equal(text[cut], '~');
			for (size_t k = 0; k < cut; k++)
				assert_int_equal(text[k] == '\n',
				                 magics[i].before[k] == '\n');
			free(text);
		}
	}
}

/* ------------------------------------------------------------ notebooks */

static const char whole[] =
    "{\"cells\": [\n"
    "  {\"cell_type\": \"markdown\", \"source\": [\"# x\"]},\n"
    "  {\"source\": [\n"
    "    \"a = '\\u00e9\\ud83d\\ude00\\ud800\\t'\\n\",\n"
    "    \"b = 1\"],\n"
    "   \"outputs\": [[{\"x\": [1.5e3, -2, NaN, null, true]}], {}, []],\n"
    "   \"cell_type\": \"code\"},\n"
    "  {\"cell_type\": \"code\", \"source\": []},"
    "  {\"cell_type\": \"code\", \"source\": \"select 1\","
    " \"metadata\": {\"x\": {}, \"vscode\": {\"languageId\": \"sql\"}}},\n"
    "  {\"cell_type\": \"code\", \"source\": \"c = 1\\r\\nd\\re\\n\"}\n"
    " ],\n"
    " \"metadata\": {\"language_info\": {\"name\": \"python\"}},\n"
    " \"nbformat\": 4}\n";

static const char *decode(struct source *source, const char *bytes, size_t size)
{
	*source = (struct source){.path = "a.ipynb", .text = ""};
	return notebook_decode(source, &arena, bytes, size);
}

static void cells_are_one_text(void **state)
{
	struct source source;
	static const struct {
		uint32_t line, cell, in_cell, file_line;
	} places[] = {{0, 2, 1, 3}, {1, 2, 2, 4}, {2, 5, 1, 8},
	              {3, 5, 2, 8}, {4, 5, 3, 8}, {5, 5, 3, 8}};

	(void)state;
	assert_null(decode(&source, whole, strlen(whole)));
	assert_string_equal(source.text, "a = 'é😀\xef\xbf\xbd\t'\nb = 1\n"
	                                 "c = 1 \nd\ne\n");
	assert_int_equal(source.length, strlen(source.text));
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct notebook_place place =
		    notebook_place(source.notebook, places[i].line);

		assert_int_equal(place.cell, places[i].cell);
		assert_int_equal(place.line, places[i].in_cell);
		assert_int_equal(
		    notebook_file_line(source.notebook, places[i].line),
		    places[i].file_line);
	}
	assert_int_equal(notebook_file_line(NULL, 7), 7);
}

/* Only the end of its last line can be missing. */
static void cut_notebooks_are_refused(void **state)
{
	struct source source;
	size_t length = strlen(whole);

	(void)state;
	for (size_t cut = 1; cut < length - 1; cut++) {
		char *bytes = malloc(cut);

		memcpy(bytes, whole, cut);
		assert_non_null(decode(&source, bytes, cut));
		free(bytes);
	}
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const texts[] = {
	    "1",
	    "[]",
	    "{}",
	    "{} x",
	    "{\"a\" 1}",
	    "{\"a\": 1,}",
	    "{,}",
	    "{\"a\": [1,]}",
	    "{\"a\": [}",
	    "{\"a\": tru}",
	    "{\"a\": \"\\x\"}",
	    "{\"a\": \"\\u12g4\"}",
	    "{\"a\": \"\n\"}",
	    "{a: 1}",
	    "{\"nbformat\": 4}",
	    "{\"cells\": {}, \"nbformat\": 4}",
	    "{\"cells\": [], \"nbformat\": 3}",
	};
	static const char odd[] =
	    "{\"cells\":[1,[{}],{\"a\":[]}],\"nbformat\":4}";
	struct source source;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (decode(&source, texts[i], strlen(texts[i])) == NULL)
			fail_msg("taken: %s", texts[i]);
	assert_null(decode(&source, " \n", 2));
	assert_string_equal(source.text, "");
	assert_null(decode(&source, odd, sizeof(odd) - 1));
}

static void deep_json_is_no_trouble(void **state)
{
	enum { DEEP = 2000000 };
	struct notebook_json json;
	struct notebook_json_token token;
	char *bytes = malloc(2 * DEEP);

	(void)state;
	memset(bytes, '[', DEEP);
	memset(bytes + DEEP, ']', DEEP);
	notebook_json_start(&json, &arena, bytes, 2 * DEEP);
	token = notebook_json_next(&json);
	notebook_json_skip(&json, token);
	assert_int_equal(notebook_json_next(&json).kind, JSON_END);
	assert_false(json.is_broken);
	notebook_json_start(&json, &arena, bytes, 2 * DEEP - 1);
	notebook_json_skip(&json, notebook_json_next(&json));
	assert_int_equal(notebook_json_next(&json).kind, JSON_END);
	assert_true(json.is_broken);
	free(bytes);
}

#define TEST(name) cmocka_unit_test_teardown(name, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(magics_are_made_blank),      TEST(cut_cells_stay_as_long),
	    TEST(cells_are_one_text),         TEST(cut_notebooks_are_refused),
	    TEST(what_is_no_json_is_refused), TEST(deep_json_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
