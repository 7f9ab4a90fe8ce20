#include "facts_fixture.h"
#include "growth.h"

static enum growth_form form_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id n = tree_first(&f->tree, tree_first(&f->tree, 0));
	struct growth_parts parts;
	enum growth_form form = growth_form_of(&f->tree, n, &parts);

	if (form != GROWTH_NONE)
		assert_true(tree_same(&f->tree, parts.old, parts.target));
	fixture_free(f);
	return form;
}

static void forms_that_extend_in_place(void **state)
{
	(void)state;
	assert_int_equal(form_of("s += x"), GROWTH_AUGMENTED);
	assert_int_equal(form_of("s += a + b"), GROWTH_AUGMENTED);
	assert_int_equal(form_of("o.s[0] += f'{x}'"), GROWTH_AUGMENTED);
	assert_int_equal(form_of("s = s + x"), GROWTH_PLUS);
	assert_int_equal(form_of("s: str = (s + x)"), GROWTH_PLUS);
	assert_int_equal(form_of("s = s + (a + b)"), GROWTH_PLUS);
}

static void forms_that_copy(void **state)
{
	(void)state;
	assert_int_equal(form_of("s = s + a + b"), GROWTH_CHAIN);
	assert_int_equal(form_of("s = (s + a) + b"), GROWTH_CHAIN);
	assert_int_equal(form_of("s = x + s"), GROWTH_FRONT);
	assert_int_equal(form_of("s = a + s + b"), GROWTH_FRONT);
	assert_int_equal(form_of("s = a + (s + b)"), GROWTH_FRONT);
	assert_int_equal(form_of("s = f'{s}{x}'"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = 'a' f'{s}{x}'"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = '%s%s' % (s, x)"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = '(%s)' % s"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = '%(a)s!' % {'a': s}"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = '{}{}'.format(s, x)"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = '{a}!'.format(a=s)"), GROWTH_FORMAT);
	assert_int_equal(form_of("s = sep.join([s, x])"), GROWTH_JOIN);
	assert_int_equal(form_of("s = ''.join((x, s))"), GROWTH_JOIN);
	assert_int_equal(form_of("s = s + x if c else x"), GROWTH_BRANCH);
	assert_int_equal(form_of("s = a if c else b if d else s + x"),
	                 GROWTH_BRANCH);
	assert_int_equal(form_of("i, s = i + n, s + x"), GROWTH_UNPACKED);
	assert_int_equal(form_of("s = t = s + x"), GROWTH_UNPACKED);
}

static void forms_by_their_operands(void **state)
{
	(void)state;
	assert_int_equal(form_of("t += x"), GROWTH_AUGMENTED);
	assert_int_equal(form_of("t -= x"), GROWTH_NONE);
	assert_int_equal(form_of("t = t + x"), GROWTH_PLUS);
	assert_int_equal(form_of("t = (t) + (a + b)"), GROWTH_PLUS);
	assert_int_equal(form_of("t = t + a + b"), GROWTH_CHAIN);
	assert_int_equal(form_of("t = (t + a) + b"), GROWTH_CHAIN);
	assert_int_equal(form_of("t = x + t"), GROWTH_FRONT);
	assert_int_equal(form_of("t = a + t + b"), GROWTH_FRONT);
	assert_int_equal(form_of("t = a + b"), GROWTH_NONE);
	assert_int_equal(form_of("t = t - a + b"), GROWTH_NONE);
	assert_int_equal(form_of("t = f'{t}{x}'"), GROWTH_FORMAT);
	assert_int_equal(form_of("t = f'{u}{x}'"), GROWTH_NONE);
	assert_int_equal(form_of("t = '%s%s' % (t, x)"), GROWTH_FORMAT);
	assert_int_equal(form_of("t = 2 % (t, x)"), GROWTH_NONE);
	assert_int_equal(form_of("t = '{}{}'.format(t, x)"), GROWTH_FORMAT);
	assert_int_equal(form_of("t = ''.join([t, x])"), GROWTH_JOIN);
	assert_int_equal(form_of("t = ''.join(t)"), GROWTH_NONE);
	assert_int_equal(form_of("t = [*t, x]"), GROWTH_DISPLAY);
	assert_int_equal(form_of("t = [t, x]"), GROWTH_NONE);
	assert_int_equal(form_of("t = {**t, 1: x}"), GROWTH_DISPLAY);
	assert_int_equal(form_of("t = t | {x}"), GROWTH_UNION);
	assert_int_equal(form_of("t |= {x}"), GROWTH_UNION);
	assert_int_equal(form_of("self.t[k] = self.t[k] + x"), GROWTH_PLUS);
	assert_int_equal(form_of("self.t = other.t + x"), GROWTH_NONE);
	assert_int_equal(form_of("t, u = t + x"), GROWTH_NONE);
}

static void forms_of_containers(void **state)
{
	(void)state;
	assert_int_equal(form_of("s = [*s, x]"), GROWTH_DISPLAY);
	assert_int_equal(form_of("s = *s, x"), GROWTH_DISPLAY);
	assert_int_equal(form_of("s = {**s, k: v}"), GROWTH_DISPLAY);
	assert_int_equal(form_of("s = s | {x}"), GROWTH_UNION);
	assert_int_equal(form_of("s = {x} | s"), GROWTH_UNION);
	assert_int_equal(form_of("s |= x"), GROWTH_UNION);
	assert_int_equal(form_of("s = s.union(x)"), GROWTH_CALL);
	assert_int_equal(form_of("s = dict(s, k=v)"), GROWTH_CALL);
	assert_int_equal(form_of("s = dict(s)"), GROWTH_NONE);
	assert_int_equal(form_of("s = t.union(s)"), GROWTH_NONE);
	assert_int_equal(form_of("s = [s, x]"), GROWTH_NONE);
	assert_int_equal(form_of("s = [*t, x]"), GROWTH_NONE);
}

static void no_growth(void **state)
{
	(void)state;
	assert_int_equal(form_of("s = t + x"), GROWTH_NONE);
	assert_int_equal(form_of("s -= x"), GROWTH_NONE);
	assert_int_equal(form_of("s *= 2"), GROWTH_NONE);
	assert_int_equal(form_of("s += s"), GROWTH_NONE);
	assert_int_equal(form_of("s = s + s"), GROWTH_NONE);
	assert_int_equal(form_of("s = s % x"), GROWTH_NONE);
	assert_int_equal(form_of("s = f'{s:>10}'"), GROWTH_NONE);
	assert_int_equal(form_of("s = f'{len(s)}'"), GROWTH_NONE);
	assert_int_equal(form_of("s = s.join([a, b])"), GROWTH_NONE);
	assert_int_equal(form_of("s = os.path.join(s, x)"), GROWTH_NONE);
	assert_int_equal(form_of("s = s[1:] + x"), GROWTH_NONE);
	assert_int_equal(form_of("o.s = p.s + x"), GROWTH_NONE);
	assert_int_equal(form_of("s[1:] += x"), GROWTH_NONE);
	assert_int_equal(form_of("s: str"), GROWTH_NONE);
}

/* What carries the target of the first `s += x`, `o.s += x` ... in a text. */
static enum carrier carrier_of(const char *text)
{
	struct fixture *f = fixture_make(text);
	node_id n = fixture_node(f, KIND_AUGMENTED_ASSIGNMENT, NULL), where;
	struct carry *carry = carry_new(&f->arena, &f->facts);
	enum carrier carrier =
	    carry_find(carry, n, tree_child(&f->tree, n, FIELD_LEFT), &where);

	fixture_free(f);
	return carrier;
}

static void carried_by_loops(void **state)
{
	(void)state;
	assert_int_equal(carrier_of("def f(xs, s):\n"
	                            " for x in xs:\n"
	                            "  s += x\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(xs, s):\n"
	                            " while xs:\n"
	                            "  if c:\n"
	                            "   s += x\n"
	                            "   continue\n"
	                            "  s = ''\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(o, xs):\n"
	                            " for x in xs:\n"
	                            "  o.s += x\n"
	                            "  if x:\n"
	                            "   continue\n"
	                            "  o.s = ''\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(o, xs):\n"
	                            " for x in xs:\n"
	                            "  o.s += x\n"
	                            "  o.s = o.s[1:]\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(xs):\n"
	                            " for ys in xs:\n"
	                            "  s = ''\n"
	                            "  for y in ys:\n"
	                            "   s += y\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(d, k, xs):\n"
	                            " for x in xs:\n"
	                            "  d[k] += x\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(xs, s):\n"
	                            " for x in xs:\n"
	                            "  for y in x:\n"
	                            "   if y:\n"
	                            "    s += y\n"
	                            "    break\n"),
	                 CARRIER_LOOP);
}

static void few_turns(void **state)
{
	(void)state;
	assert_int_equal(carrier_of("def f(*args):\n"
	                            " s = ''\n"
	                            " for x in args:\n"
	                            "  s += x\n"),
	                 CARRIER_FEW_TURNS);
	assert_int_equal(carrier_of("def f(keys):\n"
	                            " for key in keys:\n"
	                            "  s = ''\n"
	                            "  for x in key.split('.'):\n"
	                            "   s += x\n"),
	                 CARRIER_FEW_TURNS);
	assert_int_equal(carrier_of("def f(keys):\n"
	                            " s = ''\n"
	                            " for key in keys:\n"
	                            "  for x in key.split('.'):\n"
	                            "   s += x\n"),
	                 CARRIER_LOOP);
	assert_int_equal(carrier_of("def f(text):\n"
	                            " s = ''\n"
	                            " for x in text.split('\\n'):\n"
	                            "  s += x\n"),
	                 CARRIER_LOOP);
}

static void not_carried(void **state)
{
	(void)state;
	assert_int_equal(carrier_of("def f(s, x):\n s += x\n"), CARRIER_NONE);
	assert_int_equal(carrier_of("def f(xs):\n"
	                            " for s in xs:\n"
	                            "  s += x\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(xs):\n"
	                            " for x in xs:\n"
	                            "  s = x\n"
	                            "  s += x\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(o, xs):\n"
	                            " for x in xs:\n"
	                            "  o.s += x\n"
	                            "  with lock:\n"
	                            "   o.s = x\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(xs, s):\n"
	                            " for x in xs:\n"
	                            "  if x:\n"
	                            "   s = ''\n"
	                            "  else:\n"
	                            "   s = 'a'\n"
	                            "  s += x\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(xs, s):\n"
	                            " for x in xs:\n"
	                            "  if x:\n"
	                            "   s += x\n"
	                            "   break\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(d, xs):\n"
	                            " for k in xs:\n"
	                            "  d[k] += 'a'\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(o, xs):\n"
	                            " for o.n in xs:\n"
	                            "  o.n.s += 'a'\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(l, xs):\n"
	                            " for x in xs:\n"
	                            "  l[-1] += x\n"
	                            "  l.append('')\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(n, s):\n"
	                            " while n > 0:\n"
	                            "  s += 'a'\n"
	                            "  n, d = divmod(n, 16)\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(s):\n"
	                            " for x in range(3):\n"
	                            "  s += 'a'\n"),
	                 CARRIER_NONE);
}

static void carried_by_calls(void **state)
{
	(void)state;
	assert_int_equal(carrier_of("class C:\n"
	                            " def data_received(self, x):\n"
	                            "  self.s += x\n"),
	                 CARRIER_CALLBACK);
	assert_int_equal(carrier_of("class C:\n"
	                            " def walk(self, n):\n"
	                            "  self.s += n\n"
	                            "  if n.left: self.walk(n.left)\n"),
	                 CARRIER_RECURSION);
	assert_int_equal(carrier_of("class C:\n"
	                            " def add(self, x):\n"
	                            "  self.s += x\n"
	                            " def line(self, x):\n"
	                            "  self.add(x)\n"
	                            " def lines(self, xs):\n"
	                            "  for x in xs: self.line(x)\n"),
	                 CARRIER_CALLS);
	assert_int_equal(carrier_of("def add(x):\n"
	                            " global s\n"
	                            " s += x\n"
	                            "for x in open('a'): add(x)\n"),
	                 CARRIER_CALLS);
	assert_int_equal(carrier_of("def f(xs):\n"
	                            " s = ''\n"
	                            " def add(x):\n"
	                            "  nonlocal s\n"
	                            "  s += x\n"
	                            " for x in xs: add(x)\n"),
	                 CARRIER_CALLS);
}

static void not_carried_by_calls(void **state)
{
	(void)state;
	assert_int_equal(carrier_of("class C:\n"
	                            " def add(self, s, x):\n"
	                            "  s += x\n"
	                            " def lines(self, xs):\n"
	                            "  for x in xs: self.add('', x)\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("class C:\n"
	                            " def add(self, x):\n"
	                            "  self.s = ''\n"
	                            "  self.s += x\n"
	                            " def lines(self, xs):\n"
	                            "  for x in xs: self.add(x)\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("class C:\n"
	                            " def add(self, x):\n"
	                            "  self.s += x\n"
	                            " def lines(self, xs):\n"
	                            "  for x in xs:\n"
	                            "   self.s = ''\n"
	                            "   self.add(x)\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("class C:\n"
	                            " def add(self, x):\n"
	                            "  self.s += x\n"
	                            " def lines(self, xs):\n"
	                            "  for x in range(4): self.add(x)\n"),
	                 CARRIER_NONE);
	assert_int_equal(carrier_of("def f(xs):\n"
	                            " for x in xs:\n"
	                            "  s = ''\n"
	                            "  def add(x):\n"
	                            "   nonlocal s\n"
	                            "   s += x\n"
	                            "  add(x)\n"),
	                 CARRIER_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(forms_that_extend_in_place),
	    cmocka_unit_test(forms_that_copy),
	    cmocka_unit_test(forms_by_their_operands),
	    cmocka_unit_test(forms_of_containers),
	    cmocka_unit_test(no_growth),
	    cmocka_unit_test(carried_by_loops),
	    cmocka_unit_test(few_turns),
	    cmocka_unit_test(not_carried),
	    cmocka_unit_test(carried_by_calls),
	    cmocka_unit_test(not_carried_by_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
