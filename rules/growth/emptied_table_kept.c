#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_emptied_table_kept = {
    .code = "MEM612",
    .title = "A dict or set that lasts and is emptied element by element",
    .why =
        "Taking elements out of a dict or set never makes its table smaller:"
        " one that held 200 000 keeps 10.5 MB as a dict and 8.4 MB as a set"
        " when it is empty, until insertions make it grow anew (CPython 3.8"
        " to 3.13). clear(), and a new container, give it back at once; lists"
        " and deques shrink. Off by default: code does not show how large the"
        " table ever was, and of five that were judged three held a handful"
        " of things.",
    .bad = "class Spool:\n"
           "    def __init__(self):\n"
           "        self.waiting = {}\n"
           "\n"
           "    def put(self, key, job):\n"
           "        self.waiting[key] = job\n"
           "\n"
           "    def flush(self, send):\n"
           "        while self.waiting:\n"
           "            key, job = self.waiting.popitem()\n"
           "            send(key, job)\n",
    .good = "class Spool:\n"
            "    def __init__(self):\n"
            "        self.waiting = {}\n"
            "\n"
            "    def put(self, key, job):\n"
            "        self.waiting[key] = job\n"
            "\n"
            "    def flush(self, send):\n"
            "        waiting, self.waiting = self.waiting, {}\n"
            "        for key, job in waiting.items():\n"
            "            send(key, job)\n",
    .see = SEE("https://github.com/python/cpython/blob/main/Objects/"
               "dictnotes.txt",
               "https://docs.python.org/3/library/stdtypes.html#dict.clear"),
    .messages = MESSAGES(
        {"the {1} '{0}' is emptied element by element, and keeps a table as"
         " large as it ever needed: {2} after 200 000 elements",
         "take all of it and put a new one in its place, or clear() it at the"
         " end"}),
    .level = LEVEL_NOTE,
    .levels =
        "Always a note: how large it becomes is not known, and what is put"
        " in later uses the table again.",
    .precision = PRECISION_MEDIUM,
    .is_off = true,
    .kinds = KINDS(KIND_WHILE_STATEMENT, KIND_FOR_STATEMENT),
    .check = check,
};

/* `while x:`, `while len(x):`, `while len(x) > 0`: the x, or NO_NODE. */
static node_id emptied_by_while(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, tree_child(t, loop, FIELD_CONDITION));

	if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR) {
		node_id least = tree_sibling(t, tree_first(t, n));
		int64_t value;

		/* len(x) > 10 leaves some */
		while (least != NO_NODE && tree_sibling(t, least) != NO_NODE)
			least = tree_sibling(t, least);
		if (least == NO_NODE || !ask_integer(f, least, &value) ||
		    value != 0)
			return NO_NODE;
		n = tree_value(t, tree_first(t, n));
	}
	if (ask_calls(f, n, "builtins.len"))
		n = ask_argument(f, n, 0);
	return n;
}

/* `for key in list(x):`: the x, or NO_NODE. */
static node_id emptied_by_for(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, tree_child(t, loop, FIELD_RIGHT)), inner;

	if (!ask_calls(f, n, "builtins.list") &&
	    !ask_calls(f, n, "builtins.tuple") &&
	    !ask_calls(f, n, "builtins.sorted"))
		return NO_NODE;
	n = ask_argument(f, n, 0);
	if (n == NO_NODE)
		return NO_NODE;
	inner = ask_receiver(f, n, "keys");
	if (inner == NO_NODE)
		inner = ask_receiver(f, n, "items");
	return inner != NO_NODE ? inner : tree_value(t, n);
}

/* Does each turn of the loop surely take an element out: a statement of its own
 * body does, and none before it may end the turn? */
static bool takes_out(const struct facts *f, node_id loop, node_id table)
{
	static const char *const methods[] = {"pop", "popitem", "discard",
	                                      "remove", NULL};
	const struct tree *t = f->tree;
	node_id body = tree_child(t, loop, FIELD_BODY);

	for (node_id s = tree_first(t, body); s != NO_NODE;
	     s = tree_sibling(t, s)) {
		if (tree_kind(t, s) == KIND_DELETE_STATEMENT &&
		    tree_kind(t, tree_first(t, s)) == KIND_SUBSCRIPT &&
		    tree_same(t, tree_first(t, tree_first(t, s)), table))
			return true;
		if (tree_kind(t, s) != KIND_EXPRESSION_STATEMENT)
			return false;
		for (node_id n = s; n < tree_end(t, s); n++)
			for (uint32_t i = 0; methods[i] != NULL; i++) {
				node_id x = ask_receiver(f, n, methods[i]);

				if (x != NO_NODE && tree_same(t, x, table))
					return true;
			}
	}
	return false;
}

/* Is another occurrence of it the same container? */
static bool is_same_container(const struct facts *f, node_id n, node_id table)
{
	const struct tree *t = f->tree;
	class_id class;

	if (tree_kind(t, table) == KIND_IDENTIFIER)
		return scopes_variable(&f->scopes, n) ==
		       scopes_variable(&f->scopes, table);
	if (tree_kind(t, n) != KIND_ATTRIBUTE ||
	    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) !=
	        tree_name(t, tree_child(t, table, FIELD_ATTRIBUTE)))
		return false;
	class = classes_of_self(&f->classes, tree_first(t, n));
	return class == NO_CLASS ||
	       class == classes_of_self(&f->classes, tree_first(t, table));
}

/* Where it is made: a constructor, module or class body */
static bool is_beginning(const struct facts *f, node_id n)
{
	node_id body = tree_enclosing_body(f->tree, n);

	return tree_kind(f->tree, body) != KIND_FUNCTION_DEFINITION ||
	       tree_name(f->tree, tree_child(f->tree, body, FIELD_NAME)) ==
	           NAME_INIT;
}

/* Is it filled outside of the loop, and never cleared or replaced? */
static bool is_filled_again(const struct facts *f, node_id loop, node_id table)
{
	const struct tree *t = f->tree;
	struct tree_each each = TREE_EACH(t, KIND_IDENTIFIER, KIND_ATTRIBUTE);
	bool is_filled = false;
	node_id n;

	while (tree_each(t, &each, &n)) {
		enum lasting_use use;
		node_id place;

		if (!is_same_container(f, n, table))
			continue;
		use = lasting_use(f, n, &place);
		if (use == LASTING_SHRINKS &&
		    str_is(data_called(t, tree_parent(t, n)), "clear"))
			return false;
		if (use == LASTING_IS_REBOUND && !is_beginning(f, n))
			return false;
		if (use == LASTING_GROWS || use == LASTING_IS_SET)
			is_filled |=
			    !tree_contains(t, loop, n) && !is_beginning(f, n);
	}
	return is_filled;
}

/* Is it the end of the object, or of the program, by the function's name? */
static bool is_end(const struct facts *f, node_id loop)
{
	static const char *const words[] = {
	    "close",  "stop",    "stopped",    "dispose", "shutdown",
	    "lost",   "cleanup", "disconnect", "del",     "exit",
	    "unbind", "finish",  "teardown",   "destroy", "end",
	    "clear",  "reset",   "terminate",  "kill",    "disconnected",
	    "closed", "exit",    NULL};
	node_id body = tree_enclosing_body(f->tree, loop);

	return tree_kind(f->tree, body) != KIND_FUNCTION_DEFINITION ||
	       lifetime_of_function(f, body).runs == RUNS_ONCE ||
	       data_has_word_of(
	           tree_text(f->tree, tree_child(f->tree, body, FIELD_NAME)),
	           true, words);
}

static void check(struct pass *pass, node_id loop)
{
	const struct facts *f = pass->facts;
	bool is_while = tree_kind(pass->tree, loop) == KIND_WHILE_STATEMENT;
	node_id table =
	    is_while ? emptied_by_while(f, loop) : emptied_by_for(f, loop);
	enum ask_place place;
	enum type_kind kind;

	if (table == NO_NODE || !takes_out(f, loop, table))
		return;
	place = ask_place(f, table);
	kind = types_of(f->types, table)->kind;
	if ((kind != TYPE_DICT && kind != TYPE_SET) ||
	    (place != ASK_PLACE_GLOBAL &&
	     (place != ASK_PLACE_ATTRIBUTE ||
	      classes_of_self(&f->classes, tree_first(pass->tree, table)) ==
	          NO_CLASS)))
		return;
	if (!is_end(f, loop) && is_filled_again(f, loop, table))
		REPORT(pass, table, LEVEL_NOTE, 0, quote(pass, table),
		       kind == TYPE_DICT ? "dict" : "set",
		       kind == TYPE_DICT ? "10.5 MB" : "8.4 MB");
}
