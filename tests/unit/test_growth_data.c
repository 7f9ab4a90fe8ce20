#include "facts_fixture.h"
#include "growth_data.h"

#include <stdio.h>

/* Of the first growth of a function's `s`, which begins as bytes; -1 if none
 * is left. */
static int is_of_data(const char *body)
{
	char text[1024];
	struct fixture *f;
	struct growths growths;
	int answer = -1;

	snprintf(text, sizeof(text), "def f(sock, xs, n):\n s = b''\n%s", body);
	f = fixture_make(text);
	growth_find(&growths, &f->arena, &f->facts);
	if (growths.list.count > 0)
		answer = growth_is_of_data(&f->facts, growths.carry,
		                           &growths.list.at[0]);
	fixture_free(f);
	return answer;
}

static void what_is_read(void **state)
{
	(void)state;
	assert_int_equal(is_of_data(" while c := sock.recv(4096):\n"
	                            "  s += c\n"),
	                 1);
	assert_int_equal(is_of_data(" while True:\n"
	                            "  c = unpack(sock.read(n))\n"
	                            "  s += c\n"),
	                 1);
	assert_int_equal(is_of_data(" while len(s) < n:\n"
	                            "  s += sock.recv(n - len(s))\n"),
	                 1);
	assert_int_equal(is_of_data(" t = b''\n"
	                            " while True:\n"
	                            "  t += sock.read(n)\n"
	                            "  s += parse(t)\n"
	                            "  t = b''\n"),
	                 1);
	assert_int_equal(is_of_data(" for c in iter(partial(sock.read, n)):\n"
	                            "  s += c\n"),
	                 1);
}

static void what_is_gone_over(void **state)
{
	(void)state;
	assert_int_equal(is_of_data(" for x in open(n, 'rb'):\n"
	                            "  s += x.strip() + b','\n"),
	                 1);
	assert_int_equal(is_of_data(" for row in xs:\n  s += row\n"), 1);
	assert_int_equal(is_of_data(" for i, x in enumerate(xs.allChunks):\n"
	                            "  s += x\n"),
	                 1);
	assert_int_equal(is_of_data(" for i in range(len(xs)):\n"
	                            "  s += xs.lines[i]\n"),
	                 1);
	assert_int_equal(is_of_data(" for p in xs:\n"
	                            "  s += bytes(p.payload)\n"),
	                 1);
	assert_int_equal(is_of_data(" for x in xs:\n  s += x\n"), 0);
	assert_int_equal(is_of_data(" for x in xs:\n"
	                            "  s += x.payload.kind\n"),
	                 0);
}

static void what_is_tiny(void **state)
{
	(void)state;
	assert_int_equal(is_of_data(" while (c := sock.read(1)) != b':':\n"
	                            "  s += c\n"),
	                 0);
	assert_int_equal(is_of_data(" data = sock.read()\n"
	                            " while data[n]:\n"
	                            "  c = data[n:n + 1]\n"
	                            "  s += c\n"
	                            "  n += 1\n"),
	                 0);
	assert_int_equal(is_of_data(" while data := sock.read():\n"
	                            "  s += struct.pack('i', len(data))\n"),
	                 0);
}

static void what_has_a_bound(void **state)
{
	(void)state;
	assert_int_equal(is_of_data(" while b'\\n' not in s:\n"
	                            "  s += sock.recv(4096)\n"),
	                 0);
	assert_int_equal(is_of_data(" while True:\n"
	                            "  s += sock.recv(4096)\n"
	                            "  if s.endswith(b'\\n'):\n"
	                            "   break\n"),
	                 0);
	assert_int_equal(is_of_data(" while True:\n"
	                            "  s += sock.recv(4096)\n"
	                            "  if len(s) > n:\n"
	                            "   break\n"),
	                 1);
	assert_int_equal(is_of_data(" while True:\n"
	                            "  s += sock.recv(4096)\n"
	                            "  k = sock.send(s)\n"
	                            "  s = s[k:]\n"),
	                 0);
	assert_int_equal(is_of_data(" while True:\n"
	                            "  s += sock.recv(4096)\n"
	                            "  for x in s.splitlines():\n"
	                            "   ask(x)\n"),
	                 0);
	assert_int_equal(is_of_data(" for x in sock.readlines():\n"
	                            "  if x.startswith(b'to:'):\n"
	                            "   s += x\n"),
	                 0);
	assert_int_equal(is_of_data(" while len(s) < n:\n"
	                            "  data = digest(s)\n"
	                            "  s += data\n"),
	                 0);
}

static void what_is_none(void **state)
{
	(void)state;
	assert_int_equal(is_of_data(" while s in xs:\n  s += b'_'\n"), -1);
	assert_int_equal(is_of_data(" for i in range(n):\n"
	                            "  s = bytes([n & 255]) + s\n"
	                            "  n >>= 8\n"),
	                 -1);
	assert_int_equal(is_of_data(" while xs:\n"
	                            "  s += b'_'\n"
	                            "  s += xs.pop()\n"),
	                 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_read), cmocka_unit_test(what_is_gone_over),
	    cmocka_unit_test(what_is_tiny), cmocka_unit_test(what_has_a_bound),
	    cmocka_unit_test(what_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
