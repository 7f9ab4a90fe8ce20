#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { ITERATED, RANGE };

const struct rule rule_array_from_list = {
    .code = "MEM803",
    .title = "List of numbers made only to make an array of it",
    .why = "The list holds a pointer of 8 bytes to each number, and each is an"
           " object of 24 to 32 bytes, until the array is made; the array has"
           " 8 bytes each. For 200 000 floats np.array([...]) peaks at 8.0 MB,"
           " np.fromiter() with a generator and a dtype at 2.4 MB, with a"
           " count as well at 1.6 MB;"
           " np.array(range(n)) at 9.6 MB, np.arange(n) at 1.6 MB."
           " np.array() of a generator makes no array of its elements.",
    .bad = "import numpy as np\n"
           "\n"
           "\n"
           "def values(path):\n"
           "    with open(path) as file:\n"
           "        return np.array([float(line) for line in file])\n",
    .good =
        "import numpy as np\n"
        "\n"
        "\n"
        "def values(path):\n"
        "    with open(path) as file:\n"
        "        return np.fromiter((float(line) for line in file), float)\n",
    .see = SEE("https://numpy.org/doc/stable/reference/generated/"
               "numpy.fromiter.html"),
    .messages = MESSAGES(
        {"a list of numbers is made for '{0}', 32 to 40 bytes each against {1}"
         " in the array",
         "use np.fromiter() with a generator, dtype and, where it is known,"
         " count"},
        {"'{0}' makes an int object of each number of the range, 32 to 40"
         " bytes each against 8 in the array",
         "use np.arange()"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the list surely holds data; a note where that is"
              " said by names only, and for ranges whose length is not known.",
    .precision = PRECISION_HIGH,
    .module = "numpy",
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SMALL = 35, SHARED = 256 };

static bool is_number(const struct facts *f, node_id list)
{
	const struct type *type = types_of(f->types, list);

	if (type->kind != TYPE_LIST)
		return false;
	switch (types_at(f->types, type->element)->kind) {
	case TYPE_INT:
	case TYPE_FLOAT:
		return true;
	default:
		return false;
	}
}

/* Do keywords ask for objects, other dimensions, or what is not known? */
static bool has_other_keywords(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT)
			continue;
		if (!str_is(tree_text(t, tree_child(t, a, FIELD_NAME)),
		            "dtype") ||
		    str_is(tree_text(t, tree_child(t, a, FIELD_VALUE)),
		           "object"))
			return true;
	}
	return ask_argument_count(f, call) > 2;
}

/* What the list's elements are taken from, or NO_NODE: not of a list that is
 * not made here. */
static node_id source_of(const struct facts *f, node_id list)
{
	node_id source;

	if (tree_kind(f->tree, list) == KIND_LIST_COMPREHENSION)
		return ask_source(f, list);
	if (!ask_calls(f, list, "builtins.list") ||
	    ask_argument_count(f, list) != 1)
		return NO_NODE;
	source = tree_value(f->tree, ask_argument(f, list, 0));
	if (ask_calls(f, source, "builtins.map") &&
	    ask_argument_count(f, source) == 2)
		source = tree_value(f->tree, ask_argument(f, source, 1));
	return source;
}

/* The range that is made an array of, through list() as well. */
static node_id range_of(const struct facts *f, node_id n)
{
	if (ask_calls(f, n, "builtins.list") && ask_argument_count(f, n) == 1)
		n = tree_value(f->tree, ask_argument(f, n, 0));
	return ask_calls(f, n, "builtins.range") ? n : NO_NODE;
}

static enum level level_of(const struct facts *f, node_id source)
{
	return ask_is_data_sized(f, source) || data_is_source(f, source)
	           ? LEVEL_WARNING
	           : LEVEL_NOTE;
}

/* Is it said to be data by its name, or by a call in it that reads? Of most
 * other lists there are too few elements to speak of. */
static bool is_said_to_be_data(const struct facts *f, node_id source)
{
	const struct tree *t = f->tree;

	if (data_is_many_by_name(t, data_iterated(f, source)))
		return true;
	for (node_id n = source; n < tree_end(t, source); n++)
		if (data_is_reading(t, n))
			return true;
	return false;
}

/* Is the number there already, or one of those that CPython has once: a
 * constant, x[i], x.y? */
static bool is_there(const struct facts *f, node_id list)
{
	const struct tree *t = f->tree;
	node_id element;

	if (tree_kind(t, list) != KIND_LIST_COMPREHENSION)
		return false;
	element = tree_value(t, tree_child(t, list, FIELD_BODY));
	switch (tree_kind(t, element)) {
	case KIND_BINARY_OPERATOR:
	case KIND_CALL:
		return false;
	default:
		return true;
	}
}

/* Is a list made so that it has few elements, as far as is known? */
static bool is_few(const struct facts *f, node_id list, node_id source)
{
	if (tree_kind(f->tree, list) == KIND_LIST_COMPREHENSION &&
	    (ask_lazy_is_short(f, list) || !ask_can_be_generator(f, list)))
		return true;
	return ask_is_small(f, source, SMALL);
}

static void check(struct pass *pass, node_id n)
{
	static const char *const makers[] = {"numpy.array", "numpy.asarray",
	                                     "numpy.asanyarray", NULL};
	const struct facts *f = pass->facts;
	node_id list, source, range;
	enum level level;

	if (imports_which(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  makers) < 0)
		return;
	list = ask_argument(f, n, 0);
	if (list == NO_NODE || has_other_keywords(f, n) || f->is_test)
		return;
	list = tree_value(f->tree, list);
	range = range_of(f, list);
	if (range != NO_NODE) {
		if (!ask_is_small(f, range, SHARED))
			REPORT(pass, n, level_of(f, range), RANGE,
			       quote(pass, n));
		return;
	}
	source = source_of(f, list);
	if (source == NO_NODE || !is_number(f, list) || is_there(f, list) ||
	    is_few(f, list, source))
		return;
	level = level_of(f, source);
	if (level == LEVEL_NOTE && !is_said_to_be_data(f, source))
		return;
	REPORT(pass, n, level, ITERATED,
	       quote(pass, tree_child(f->tree, n, FIELD_FUNCTION)),
	       ask_keyword(f, n, "dtype") == NO_NODE ? "8" : "8 or less");
}
