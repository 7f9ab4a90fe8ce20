#include "regrown.h"
#include "trained.h"

#include "facts_fixture.h"

static const char numpy[] = "import numpy as np\n";
static const char pandas[] = "import pandas as pd\n";
static const char torch[] = "import torch\n";

enum { NOTHING = -1, TWO = -2 };

static char *joined(const char *head, const char *text)
{
	char *all = malloc(strlen(head) + strlen(text) + 1);

	assert_non_null(all);
	strcpy(all, head);
	return strcat(all, text);
}

/* How the one array or frame of the text is made anew. */
static int how(const char *head, const char *text, bool is_frame)
{
	char *all = joined(head, text);
	struct fixture *f = fixture_make(all);
	struct regrowns found;
	int result = NOTHING;

	if (is_frame)
		regrown_find_frames(&found, &f->arena, &f->facts);
	else
		regrown_find_arrays(&found, &f->arena, &f->facts);
	assert_true(is_frame || found.list.count == 0 || found.are_arrays);
	if (found.list.count == 1)
		result = (int)found.list.at[0].how;
	else if (found.list.count > 1)
		result = TWO;
	fixture_free(f);
	free(all);
	return result;
}

static void arrays_are_joined_or_deleted(void **state)
{
	(void)state;
	assert_int_equal(how(numpy,
	                     "def f(xs):\n  a = np.array([])\n  for x in xs:\n"
	                     "    a = np.append(a, x)\n  return a\n",
	                     false),
	                 REGROWN_JOINED);
	assert_int_equal(how(numpy,
	                     "def f(xs, a):\n  for x in xs:\n"
	                     "    a = np.delete(a, x)\n  return a\n",
	                     false),
	                 REGROWN_DELETED);
}

static void others_are_not_regrown(void **state)
{
	(void)state;
	/* another array each turn, none of itself, no loop, no NumPy */
	assert_int_equal(how(numpy,
	                     "def f(xs):\n  for x in xs:\n"
	                     "    a = np.array([])\n    a = np.append(a, x)\n"
	                     "    print(a)\n",
	                     false),
	                 NOTHING);
	assert_int_equal(how(numpy,
	                     "def f(xs, b):\n  for x in xs:\n"
	                     "    a = np.append(b, x)\n  return a\n",
	                     false),
	                 NOTHING);
	assert_int_equal(how(numpy,
	                     "def f(x, a):\n  a = np.append(a, x)\n"
	                     "  return a\n",
	                     false),
	                 NOTHING);
	assert_int_equal(how("import other as np\n",
	                     "def f(xs, a):\n  for x in xs:\n"
	                     "    a = np.append(a, x)\n  return a\n",
	                     false),
	                 NOTHING);
}

static void frames(void **state)
{
	(void)state;
	assert_int_equal(how(pandas,
	                     "def f(xs):\n  df = pd.DataFrame()\n"
	                     "  for x in xs:\n    df = pd.concat([df, x])\n"
	                     "  return df\n",
	                     true),
	                 REGROWN_JOINED);
	assert_int_equal(how(pandas,
	                     "def f(xs):\n  df = pd.DataFrame()\n"
	                     "  for x in xs:\n    df.loc[len(df)] = x\n"
	                     "  return df\n",
	                     true),
	                 REGROWN_ROW);
	assert_int_equal(how(pandas,
	                     "def f(xs):\n  df = pd.DataFrame()\n"
	                     "  for x in xs:\n    df.loc[x] = 0\n"
	                     "  return df\n",
	                     true),
	                 NOTHING);
}

/* The losses that the text keeps with their graph. */
static uint32_t losses(const char *text)
{
	char *all = joined(torch, text);
	struct fixture *f = fixture_make(all);
	struct trained_losses found;
	uint32_t count;

	trained_find(&found, &f->arena, &f->facts);
	count = found.list.count;
	fixture_free(f);
	free(all);
	return count;
}

static void losses_are_kept_with_their_graph(void **state)
{
	(void)state;
	assert_int_equal(losses("def f(net, data):\n  total = 0\n"
	                        "  for x in data:\n    loss = net(x)\n"
	                        "    loss.backward()\n    total += loss\n"
	                        "  return total\n"),
	                 1);
	assert_int_equal(losses("def f(net, data):\n  total = 0\n"
	                        "  for x in data:\n    loss = net(x)\n"
	                        "    loss.backward()\n"
	                        "    total += loss.item()\n"
	                        "  return total\n"),
	                 0);
	/* no backward(): nothing says that it has a graph */
	assert_int_equal(losses("def f(net, data):\n  total = 0\n"
	                        "  for x in data:\n    loss = net(x)\n"
	                        "    total += loss\n  return total\n"),
	                 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(arrays_are_joined_or_deleted),
	    cmocka_unit_test(others_are_not_regrown), cmocka_unit_test(frames),
	    cmocka_unit_test(losses_are_kept_with_their_graph)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
