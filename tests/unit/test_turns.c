#include "facts_fixture.h"
#include "turns.h"

/* Of the first for_statement, while_statement or list comprehension. */
static bool is_of_data(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer = false, is_found = false;

	for (node_id n = 0; n < f->tree.count && !is_found; n++) {
		enum kind kind = tree_kind(&f->tree, n);

		is_found = kind == KIND_FOR_STATEMENT ||
		           kind == KIND_WHILE_STATEMENT ||
		           kind == KIND_LIST_COMPREHENSION;
		if (is_found)
			answer = turns_is_of_data(&f->facts, n);
	}
	assert_true(is_found);
	fixture_free(f);
	return answer;
}

static void files(void **state)
{
	(void)state;
	assert_true(is_of_data("for l in open(p): f(l)\n"));
	assert_true(is_of_data("def f(p):\n with open(p) as h:\n"
	                       "  for i, l in enumerate(h): g(l)\n"));
	assert_true(is_of_data("import sys\nfor l in sys.stdin: f(l)\n"));
	assert_true(is_of_data("for l in open(p).read().split('\\n'): f(l)\n"));
	assert_true(is_of_data("x = [l for l in open(p) if l.strip()]\n"));
	assert_true(is_of_data("for l in iter(s.readline, b''): f(l)\n"));
	assert_true(is_of_data("import os\n"
	                       "for d, ds, fs in os.walk(p): f(fs)\n"));
	assert_true(is_of_data("import csv\ndef f(h):\n"
	                       " for r in csv.reader(h): g(r)\n"));
	assert_true(is_of_data("def f(handle):\n for l in handle: g(l)\n"));
}

static void what_is_made_of_it(void **state)
{
	(void)state;
	assert_true(is_of_data("def f(p):\n xs = list(map(int, open(p)))\n"
	                       " for x in xs[1:]: g(x)\n"));
	assert_true(is_of_data("def f(p):\n ls = open(p).readlines()\n"
	                       " for x in zip(ls, ls[1:]): g(x)\n"));
	assert_true(is_of_data("def f(xs):\n for x in xs: g(x)\n"
	                       "def h(p):\n f(open(p).readlines())\n"));
	assert_false(
	    is_of_data("def f(xs):\n for x in xs: g(x)\n"
	               "def h(p):\n f(open(p).readlines())\n f([])\n"));
	assert_false(is_of_data("def f(xs):\n for x in xs: g(x)\n"));
	assert_true(is_of_data("def f(p):\n for x in rows(p): g(x)\n"
	                       "def rows(p):\n"
	                       " for l in open(p): yield l.split()\n"));
	assert_false(is_of_data("for x in zip(open(p), 'ab'): f(x)\n"));
	assert_true(is_of_data("for i in range(1000): f(i)\n"));
	assert_false(is_of_data("for i in range(999): f(i)\n"));
	assert_false(
	    is_of_data("for x in [l for l in open(p) if l > 'x']: f(x)\n"));
}

/* What is its own proof is none, and asking for it ends. */
static void circles(void **state)
{
	(void)state;
	assert_false(is_of_data("def f():\n xs = []\n"
	                        " for x in xs: xs.append(x)\n"));
	assert_false(is_of_data("def f(xs):\n for x in xs: f(xs)\n"));
	assert_false(is_of_data("def f(x):\n for y in f(x): yield y\n"));
	assert_false(is_of_data("def f(x):\n for y in g(x): pass\n"
	                        "def g(x):\n return h(x)\n"
	                        "def h(x):\n return g(x)\n"));
}

static void what_is_small(void **state)
{
	(void)state;
	assert_false(is_of_data("for l in open('/etc/hosts'): f(l)\n"));
	assert_false(is_of_data("def read_config(p):\n"
	                        " for l in open(p): f(l)\n"));
	assert_false(is_of_data("class Settings:\n def f(self, p):\n"
	                        "  for l in open(p): f(l)\n"));
	assert_false(is_of_data("def f(versionFile):\n"
	                        " for l in open(versionFile): f(l)\n"));
	assert_false(is_of_data("p = join(dirname(__file__), 'x.txt')\n"
	                        "for l in open(p): f(l)\n"));
	assert_true(is_of_data("def build(p):\n for l in open(p): f(l)\n"));
	assert_false(is_of_data("for w in line.split(): f(w)\n"));
	assert_false(is_of_data("import csv\n"
	                        "for r in csv.reader([line]): f(r)\n"));
}

static void what_is_left_early(void **state)
{
	(void)state;
	assert_false(is_of_data("for l in open(p):\n if l > x:\n  break\n"));
	assert_false(is_of_data("def f(p):\n for l in open(p):\n"
	                        "  if l > x: return l\n"));
	assert_true(is_of_data("for l in open(p):\n for x in l:\n"
	                       "  if x: break\n"));
	assert_true(is_of_data("for l in open(p):\n def f(): return 1\n"));
}

static void loops_that_read(void **state)
{
	(void)state;
	assert_true(is_of_data("while x := f.read(4096): g(x)\n"));
	assert_true(is_of_data("while (x := f.read(4096)) != b'': g(x)\n"));
	assert_true(is_of_data("while True:\n x = f.readline()\n"
	                       " if not x: break\n g(x)\n"));
	assert_true(is_of_data("while 1:\n x = s.recv(4096)\n"
	                       " if len(x) == 0: break\n g(x)\n"));
	assert_true(is_of_data("while True:\n x = s.recv(4096)\n"
	                       " if x:\n  g(x)\n else:\n  break\n"));
	assert_true(is_of_data("x = f.read(99)\nwhile x:\n g(x)\n"
	                       " x = f.read(99)\n"));
	assert_false(is_of_data("while True:\n x = f.readline()\n"
	                        " if x == '--': break\n g(x)\n"));
	assert_false(
	    is_of_data("while n > 0:\n x = f.read(n)\n n -= len(x)\n"));
	assert_false(is_of_data("while x := f.read(8): g(x)\n"));
	assert_false(is_of_data("while True:\n x = q.get()\n"
	                        " if not x: break\n"));
}

static void queries(void **state)
{
	(void)state;
	assert_true(is_of_data("c.execute('SELECT a FROM b')\n"
	                       "if c:\n c.execute('SELECT a FROM b')\n"
	                       " for r in c.fetchall(): f(r)\n"));
	assert_true(
	    is_of_data("for r in c.execute('SELECT a FROM b'): f(r)\n"));
	assert_false(is_of_data("for r in c.execute('SELECT a FROM b WHERE c'):"
	                        " f(r)\n"));
	assert_false(is_of_data("for r in c.execute(q): f(r)\n"));
	assert_false(is_of_data("for r in c.fetchall(): f(r)\n"));
}

/* Of the name `here`. */
static bool is_in_turns(const char *text)
{
	struct fixture *f = fixture_make(text);
	bool answer = turns_of(&f->facts, fixture_nth(f, KIND_IDENTIFIER,
	                                              "here", 0)) != NO_NODE;

	fixture_free(f);
	return answer;
}

static void through_calls(void **state)
{
	(void)state;
	assert_true(is_in_turns("for l in open(p):\n for x in l: here\n"));
	assert_true(is_in_turns("def f(): here\ndef g(): f()\n"
	                        "for l in open(p): g()\n"));
	assert_false(is_in_turns("def f(): here\nfor l in ls: f()\n"));
	assert_false(is_in_turns("def f(): here; f()\nf()\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files),
	    cmocka_unit_test(what_is_made_of_it),
	    cmocka_unit_test(circles),
	    cmocka_unit_test(what_is_small),
	    cmocka_unit_test(what_is_left_early),
	    cmocka_unit_test(loops_that_read),
	    cmocka_unit_test(queries),
	    cmocka_unit_test(through_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
