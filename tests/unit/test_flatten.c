/* flatten walks over tree-sitter's own structs; its cursor must find the same
 * nodes, in the same order, with the same spans, names and fields. */
#include "flatten.h"

#include "parse_memory.h"
#include "python_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

/* A tree-sitter tree, and what flatten made of it. */
struct both {
	struct arena arena;
	struct parse_memory memory;
	TSParser *parser;
	TSTree *parsed;
	struct source source;
	struct tree tree;
};

static void make(struct both *both, const char *text)
{
	uint32_t length = (uint32_t)strlen(text);

	*both = (struct both){.source = {.text = text, .length = length}};
	parse_memory = &both->memory;
	both->parser = ts_parser_new();
	assert_true(ts_parser_set_language(both->parser, tree_sitter_python()));
	both->parsed = ts_parser_parse_string(both->parser, NULL, text, length);
	assert_non_null(both->parsed);
	both->tree.source = &both->source;
	both->tree.names = names_new(&both->arena);
	flatten(&both->tree, &both->arena,
	        flatten_maps_new(&both->arena, tree_sitter_python()),
	        both->parsed, UINT64_MAX);
}

static void release(struct both *both)
{
	ts_tree_delete(both->parsed);
	ts_parser_delete(both->parser);
	arena_release(&both->arena);
	parse_memory_release(&both->memory);
	parse_memory = NULL;
}

static bool is_same(const struct tree *t, node_id n, const TSTreeCursor *cursor)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	const char *field = ts_tree_cursor_current_field_name(cursor);
	enum kind kind = n == 0 ? KIND_MODULE : tree_kind(t, n);
	const char *type = n == 0 ? "module" : ts_node_type(node);

	return t->nodes[n].start == ts_node_start_byte(node) &&
	       t->nodes[n].end == ts_node_end_byte(node) &&
	       strcmp(kind_name(kind), type) == 0 &&
	       (kind == KIND_ERROR ||
	        ((int)kind < KIND_NAMED_COUNT) == ts_node_is_named(node)) &&
	       strcmp(field == NULL ? "" : field,
	              tree_field(t, n) == NO_FIELD
	                  ? ""
	                  : field_name(tree_field(t, n))) == 0 &&
	       ts_node_has_error(node) ==
	           ((t->nodes[n].flags & NODE_HAS_ERROR) != 0);
}

/* May flatten leave this node out? */
static bool may_be_left_out(const TSTreeCursor *cursor)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	const char *type = ts_node_type(node);

	if (strcmp(type, "comment") == 0 ||
	    strcmp(type, "line_continuation") == 0)
		return true;
	return !ts_node_is_named(node) && !ts_node_is_missing(node) &&
	       ts_tree_cursor_current_field_id(cursor) == 0;
}

/* A string of nothing but text, which flatten makes one node of. */
static bool is_plain_string(TSNode node)
{
	uint32_t count = ts_node_child_count(node);

	if (strcmp(ts_node_type(node), "string") != 0 ||
	    ts_node_has_error(node) || count > 3)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		TSNode part = ts_node_child(node, i);

		if (ts_node_named_child_count(part) != 0 ||
		    strcmp(ts_node_type(part), "interpolation") == 0)
			return false;
	}
	return true;
}

/* Move to the next node in preorder; `open` is the flattened node that its
 * siblings belong to. */
static bool move(const struct tree *t, TSTreeCursor *cursor, node_id *open,
                 node_id taken, node_id next)
{
	bool is_plain = taken != NO_NODE &&
	                is_plain_string(ts_tree_cursor_current_node(cursor));

	if (taken != NO_NODE && !is_plain &&
	    ts_tree_cursor_goto_first_child(cursor)) {
		*open = taken;
		return true;
	}
	while (!ts_tree_cursor_goto_next_sibling(cursor)) {
		if (*open == NO_NODE)
			return false;
		assert_int_equal(tree_end(t, *open), next);
		*open = tree_parent(t, *open);
		if (!ts_tree_cursor_goto_parent(cursor))
			return false;
	}
	return true;
}

static void same(const char *text)
{
	struct both both;
	const struct tree *t = &both.tree;
	TSTreeCursor cursor;
	node_id next = 0, open = NO_NODE, taken;

	make(&both, text);
	cursor = ts_tree_cursor_new(ts_tree_root_node(both.parsed));
	do {
		taken = NO_NODE;
		if (next < t->count && is_same(t, next, &cursor)) {
			assert_int_equal(tree_parent(t, next), open);
			taken = next++;
		} else if (!may_be_left_out(&cursor)) {
			fail_msg(
			    "left out: %s of %s",
			    ts_node_type(ts_tree_cursor_current_node(&cursor)),
			    text);
		}
	} while (move(t, &cursor, &open, taken, next));
	assert_int_equal(next, t->count);
	ts_tree_cursor_delete(&cursor);
	release(&both);
}

static void test_texts(void **state)
{
	(void)state;
	for (int i = 0; i < PYTHON_TEXTS; i++)
		same(python_texts[i]);
	same("async with (i as j,):\n    global k, l\n");
	same("f = [*g, h] = i\n");
}

static void string_is(const char *text, const char *start, const char *inside)
{
	struct both both;
	const struct tree *t = &both.tree;
	node_id string;

	make(&both, text);
	string = tree_first_of(t, KIND_STRING);
	assert_true(str_is(tree_string_start(t, string), start));
	assert_true(str_is(tree_string_text(t, string), inside));
	release(&both);
}

static void test_strings(void **state)
{
	(void)state;
	same("'' '''''' \"\" b'' f''\n");
	same("'a' '''b''' rb'c\\d' f'e' f'{{' '\\n' '\\\n' u\"g'\"\n");
	string_is("''\n", "'", "");
	string_is("''''''\n", "'''", "");
	string_is("'a'\n", "'", "a");
	string_is("rb\"\"\"a\"b\"\"\"\n", "rb\"\"\"", "a\"b");
	string_is("f'a{b}\\n'\n", "f'", "a{b}\\n");
}

static void test_errors(void **state)
{
	(void)state;
	same("def f(:\n    return 1\nclass\nx = = 2\n");
	same("if a:\nb = (c, [d\n");
	same("f(\n");
	same("x = 'not closed\ny = 1\n");
	same(")]}\n");
	same("import\nfrom a import\nfor in b:\n");
	same("class A:\n    def b(self) return 1\n    c = d e f\n# g\n");
	same("@\n\nlambda: (yield\n else:\n");
}

static void test_deep(void **state)
{
	enum { DEPTH = 100000 };
	char *text = test_malloc(2 * DEPTH + 1);

	(void)state;
	memset(text, '(', DEPTH);
	memset(text + DEPTH, ')', DEPTH);
	text[2 * DEPTH] = '\0';
	same(text);
	memset(text, '[', 2 * DEPTH);
	same(text);
	for (int i = 0; i < DEPTH; i++)
		memcpy(text + (ptrdiff_t)2 * i, "a,", 2);
	same(text);
	test_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_strings),
	    cmocka_unit_test(test_errors),
	    cmocka_unit_test(test_deep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
