/* The LR parser and tree-sitter's must find the same nodes, or the first leave
 * the text to the second. */
#include "flatten_maps.h"
#include "lr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <tree_sitter/api.h>
/* after the core's own names for what it allocates with */
#undef ts_malloc
#undef ts_calloc
#undef ts_realloc
#undef ts_free
#include "parse_memory.h"
#include "python_texts.h"

const TSLanguage *tree_sitter_python(void);

struct parsers {
	struct arena arena;
	struct parse_memory memory;
	const struct flatten_maps *maps;
	struct source source;
	struct lr *lr; /* NULL in a build that has but tree-sitter's */
};

static void make(struct parsers *p, const char *text, uint32_t length)
{
	*p = (struct parsers){.source = {.text = text, .length = length}};
	p->maps = flatten_maps_new(&p->arena, tree_sitter_python());
	p->lr = lr_new(p->maps);
#ifndef PARSE_BY_TREE_SITTER
	assert_non_null(p->lr);
#endif
	parse_memory = &p->memory;
}

static void release(struct parsers *p)
{
	lr_free(p->lr);
	arena_release(&p->arena);
	parse_memory_release(&p->memory);
	parse_memory = NULL;
}

/* By tree-sitter. */
static void parse(struct parsers *p, struct tree *tree)
{
	TSParser *parser = ts_parser_new();
	TSTree *parsed;

	assert_true(ts_parser_set_language(parser, tree_sitter_python()));
	parsed = ts_parser_parse_string(parser, NULL, p->source.text,
	                                p->source.length);
	assert_non_null(parsed);
	*tree =
	    (struct tree){.source = &p->source, .names = names_new(&p->arena)};
	flatten(tree, &p->arena, p->maps, parsed, UINT64_MAX);
	ts_tree_delete(parsed);
	ts_parser_delete(parser);
	parse_memory_reset(&p->memory);
}

static bool read_text(struct parsers *p, uint64_t memory)
{
	struct lr_input input = {.text = p->source.text,
	                         .length = p->source.length,
	                         .memory = memory,
	                         .deadline = UINT64_MAX};

	return lr_parse(p->lr, &p->arena, &input);
}

static void assert_same(const struct tree *a, const struct tree *b)
{
	assert_int_equal(a->count, b->count);
	for (node_id n = 0; n < a->count; n++) {
		assert_memory_equal(&a->nodes[n], &b->nodes[n],
		                    sizeof(struct node));
		assert_int_equal(a->same[n], b->same[n]);
		assert_int_equal(a->name_of[n], b->name_of[n]);
	}
	assert_memory_equal(a->first_of, b->first_of, sizeof(a->first_of));
	assert_int_equal(a->comment_count, b->comment_count);
	for (uint32_t i = 0; i < a->comment_count; i++)
		assert_memory_equal(&a->comments[i], &b->comments[i],
		                    sizeof(struct span));
	assert_int_equal(b->error_count, 0);
}

static void same_bytes(const char *text, uint32_t length)
{
	struct parsers p;
	struct tree expected, found;

	make(&p, text, length);
	if (p.lr == NULL) {
		release(&p);
		return;
	}
	parse(&p, &expected);
	found =
	    (struct tree){.source = &p.source, .names = names_new(&p.arena)};
	if (!read_text(&p, UINT64_MAX)) {
		print_error("tree-sitter has to look at: %s", text);
		fail();
	}
	assert_non_null(lr_nodes(p.lr, &found, &p.arena));
	assert_same(&expected, &found);
	release(&p);
}

static void same(const char *text)
{
	same_bytes(text, (uint32_t)strlen(text));
}

/* Tree-sitter has to look. */
static void left(const char *text)
{
	struct parsers p;

	make(&p, text, (uint32_t)strlen(text));
	if (p.lr != NULL)
		assert_false(read_text(&p, UINT64_MAX));
	release(&p);
}

static void test_texts(void **state)
{
	(void)state;
	for (int i = 0; i < PYTHON_TEXTS; i++)
		same(python_texts[i]);
	same("\xef\xbb\xbfx = 1\n");
}

/* Where the grammar leaves open what something is. */
static void test_forks(void **state)
{
	(void)state;
	same("print (a, b)\nprint a\nprint\nprint >>a, b\nexec 'c' in d\n");
	same("a, b = c[0], d[1]\nA[i], B[j] = A[j], A[i]\na, b = b, a\nc\n");
	same("(a, *b), d = e\n[a.b, c] = d\n[a, b]\n(a, b)\n[a, b] = c\n");
	same("with (a, b): pass\nwith (open(a) as b, c.d() as e): pass\n"
	     "with (a): pass\n");
	same("match(x)\nmatch x:\n    case (1, 2): pass\ntype(x).y = 1\n"
	     "type X = int\n");
	same("f(*a.b)\nf(c, *a.b)\nf(*a.b, c)\nf(*a.b(), **c)\nx[c, *a.b]\n"
	     "y = [*a, *f(b),]\nz = *a, *b\nprint(*a.b, sep='')\n");
	same("# of the line\nx = lambda d: f(*d.g())\n\n# more\n[*s.p, c]"
	     "\nif a: print (x), y\n");
	/* a target would go on behind the comment */
	same("a = [b, c]\n# d\ne = f\nif a:\n    b.c = [[]]\n\n    # d\n"
	     "\n  # e\n    f = (g.h)  # i\n# j\n[k]\n# l\n");
	same("a = [b]\n# c");
	same("for a in [b]:  # c\n    d[e] = f.g\n# h\n\n");
	left("a = [b]\n# c\n = d\n");
}

/* One way parts from another at each item of what may be a target. */
static void same_items(const char *before, const char *item, const char *after)
{
	enum { ITEMS = 3000 };
	size_t one = strlen(item), start = strlen(before);
	char *text = test_malloc(start + ITEMS * one + strlen(after) + 1);

	memcpy(text, before, start);
	for (size_t i = 0; i < ITEMS; i++)
		memcpy(text + start + i * one, item, one);
	memcpy(text + start + ITEMS * one, after, strlen(after) + 1);
	same(text);
	test_free(text);
}

static void test_long_forks(void **state)
{
	(void)state;
	same_items("a = [", "(b, c), ", "]\n");
	same_items("a = [\n", "[(b, c), (d, [e, f]), (0, g), *h],\n", "]\n");
	same_items("[", "(b, c), ", "] = d\n");
	same_items("(a, *b), d = ", "((e, f), g[h]), ", "j\n");
	same_items("x = [1, a.b, ", "(c, (d)), ('e', f(g, *h)), ", "]\n");
	same_items("f(", "[(a, b), [c], *d], ", "e=[(a, b)])\n");
	same_items("with (", "(a, b) as (c, d), ", "): pass\n");
}

/* What the grammar's scanner finds. */
static void test_scanned(void **state)
{
	(void)state;
	same("a = b'\\N{c}' B'\\u0\\'d' rb'\\N\\'' r'\\\\' R'a\\\nb' + `c`\n");
	same("a = '''b''c'd''' \"\"\"\\\"\"\"\" '' \"\" ''''''\n"
	     "b = u'\xc3\xa9\\x41'\n");
	same("a = f'{b}{{c}}{d!r:{e}}' rf'\\{a}\\}}' t'{f'{g}'}'\n"
	     "b = F'''\n{h\n}'''\n");
	same("if a:\n\tb\n\n  # c\n\td\n        e\n\x0c\nif f:\n  if g:\n   h\n"
	     "  # i\nj\n");
	same("if a:\n  b = (\nc,\n # d\n)\n  e = 1 + \\\n  2\n\\\nf\n");
	same("if a:\r\n  b\r\n  # c\r\nd \\\r\n = e\r\n");
	same("try:\n  a\n  # b\nexcept c:\n  d\n# e\nexcept* f: g\nh");
	left("a = 'b\nc'\n");
	left("(\"#\n\")");
	left("(\"# a\nb\")\n");
	left("a = \"\"\"b\n");
	same("if a:\n  b\n c\n");
}

static void test_left(void **state)
{
	(void)state;
	left("def f(:\n    return 1\n");
	left("x = = 2\n");
	left("f(\n");
	left("x = 'not closed\ny = 1\n");
	left("class A:\n    def b(self) return 1\n");
	left("a(*b(c, *d(e)))\n"); /* too many ways */
	left("a = b, (c, *d)\n");  /* the last of them is the right one */
}

/* What is deep, and what would take too much. */
static void test_limits(void **state)
{
	enum { DEPTH = 2000 };
	char text[2 * DEPTH + 1];
	struct parsers p;

	(void)state;
	memset(text, '(', DEPTH);
	memset(text + DEPTH, ')', DEPTH);
	text[2 * DEPTH] = '\0';
	left(text);
	memcpy(text, "a = (", 5);
	for (int i = 5; i < 2 * DEPTH - 2; i += 2)
		memcpy(text + i, "b+", 2);
	text[2 * DEPTH - 1] = '\0';
	memcpy(text + 2 * DEPTH - 3, "b)", 2);
	same(text);
	make(&p, text, (uint32_t)strlen(text));
	if (p.lr != NULL)
		assert_false(read_text(&p, 4096));
	release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),      cmocka_unit_test(test_forks),
	    cmocka_unit_test(test_long_forks), cmocka_unit_test(test_scanned),
	    cmocka_unit_test(test_left),       cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
