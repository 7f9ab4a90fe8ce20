#include "ask.h"
#include "rule.h"

static rule_check check;

/* gh-113993: the versions before and after it free interned text. */
enum { IMMORTAL_IN = 312 };

const struct rule rule_interned_for_ever = {
    .code = "MEM611",
    .title = "Text of unlimited variety that is interned",
    .why = "CPython 3.12 never frees interned text: each new one stays until"
           " the process ends, 58 bytes for a text of 20 characters from"
           " sys.intern(), 63 for the name of an attribute that setattr()"
           " sets. CPython 3.8 to 3.11 and 3.13 keep none of them.",
    .bad = "import sys\n"
           "\n"
           "\n"
           "def count(path, counts):\n"
           "    with open(path) as file:\n"
           "        for line in file:\n"
           "            text = sys.intern(line.strip())\n"
           "            counts[text] = counts.get(text, 0) + 1\n",
    .good = "def count(path, counts):\n"
            "    with open(path) as file:\n"
            "        for line in file:\n"
            "            text = line.strip()\n"
            "            counts[text] = counts.get(text, 0) + 1\n",
    .see = SEE("https://docs.python.org/3/library/sys.html#sys.intern",
               "https://github.com/python/cpython/issues/113993"),
    .messages = MESSAGES(
        {"'{0}' interns each new text that {1} gives, and CPython 3.12 never"
         " frees them",
         "intern only what has few different values, or keep a dict of them"
         " that ends with its use"},
        {"'{0}' is a new name of an attribute for each {1}, and CPython 3.12"
         " never frees them",
         "keep the values in a dict"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note, and only if the target is 3.12.",
    .precision = PRECISION_MEDIUM,
    .target = IMMORTAL_IN,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

/* Is it text that is put together here: f"...", "..." % x, a + b, str(x)? */
static bool is_composed(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"builtins.str", "builtins.hex",
	                                     "builtins.repr", NULL};
	const struct tree *t = f->tree;

	switch (tree_kind(t, n)) {
	case KIND_STRING:
		for (node_id c = tree_first(t, n); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (tree_kind(t, c) == KIND_INTERPOLATION)
				return true;
		return false;
	case KIND_BINARY_OPERATOR:
		return true;
	case KIND_CALL:
		return ask_receiver(f, n, "format") != NO_NODE ||
		       imports_which(&f->imports,
		                     tree_child(t, n, FIELD_FUNCTION),
		                     makers) >= 0;
	default:
		return false;
	}
}

static void check_intern(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	node_id text = ask_argument(f, call, 0), piece;

	if (text == NO_NODE || ask_argument_count(f, call) != 1)
		return;
	text = tree_value(f->tree, text);
	piece = turns_piece(f, text);
	if (piece != NO_NODE)
		REPORT(pass, call, LEVEL_NOTE, 0, quote(pass, call),
		       arena_format(pass->scratch, "'%s'", quote(pass, piece)));
	else if (grown_is_new(f, text))
		REPORT(pass, call, LEVEL_NOTE, 0, quote(pass, call),
		       "each call");
}

static void check_attribute(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	node_id name = ask_argument(f, call, 1);

	if (name == NO_NODE || ask_argument_count(f, call) != 3)
		return;
	name = tree_value(f->tree, name);
	if (is_composed(f, name) && grown_is_new(f, name))
		REPORT(pass, call, LEVEL_NOTE, 1, quote(pass, name), "call");
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	bool interns;

	if (f->target != IMMORTAL_IN)
		return;
	interns = ask_calls(f, n, "sys.intern");
	if ((!interns && !ask_calls(f, n, "builtins.setattr")) ||
	    lifetime_of(f, n).runs == RUNS_ONCE)
		return;
	if (interns)
		check_intern(pass, n);
	else
		check_attribute(pass, n);
}
