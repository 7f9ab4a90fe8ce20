#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { SET, DICT, LIST, GENERATOR, COPY };

const struct rule rule_list_into_constructor = {
    .code = "MEM508",
    .title = "List made only to make another container of it",
    .why = "set([...]), dict([...]), tuple([...]), sorted([...]) and"
           " xs.extend(list(...)) make a list of all elements first, 8 bytes"
           " each, read it once and drop it. For 40 000 numbers the peak is"
           " 1.1 to 1.3 times what it is without that list, for dict() of"
           " pairs 2.3 times, and for set() of few different values the list"
           " is nearly all of it.",
    .bad = "def names(rows):\n"
           "    return set([row.name for row in rows])\n",
    .good = "def names(rows):\n"
            "    return {row.name for row in rows}\n",
    .left_out = "tuple() of what is not surely long, for which a"
                " generator takes more than the list; and xs.extend([...])"
                " where the elements may come from xs itself, which would"
                " then grow without end.",
    .see = SEE("https://docs.python.org/3/tutorial/"
               "datastructures.html#dictionaries",
               "https://peps.python.org/pep-0289/"),
    .messages = MESSAGES(
        {"'{0}' gets a list of all elements (8 bytes each), which is dropped"
         " as soon as they are in the set",
         "write a set comprehension: braces in place of '{0}([' and '])'"},
        {"'{0}' gets a list of all pairs (64 bytes each), which is dropped as"
         " soon as they are in the dict",
         "write a dict comprehension"},
        {"'{0}' copies the list that is made for it (8 bytes an element)",
         "leave out '{0}'"},
        {"'{0}' gets a list of all elements (8 bytes each), reads it once, and"
         " it is dropped",
         "pass a generator expression: leave out the brackets"},
        {"'{1}' makes a list of all elements (8 bytes each) only for '{0}' to"
         " read it once",
         "pass '{2}' itself"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_SAFE,
    .kinds = KINDS(KIND_LIST_COMPREHENSION, KIND_CALL),
    .check = check,
};

/* Bytes of a pair and the list's pointer to it, up to CPython 3.13. */
enum { SMALL = 16, PAIR = 64 };

/* May making the elements see the container that they are added to? */
static bool sees_receiver(const struct facts *f, const struct listed_taker *t,
                          node_id made)
{
	symbol_id variable = scopes_variable(&f->scopes, t->receiver);

	if (t->receiver == NO_NODE)
		return false;
	if (tree_kind(f->tree, t->receiver) != KIND_IDENTIFIER ||
	    variable == NO_SYMBOL || !uses_is_separate(f->uses, variable))
		return true;
	for (node_id n = made; n < tree_end(f->tree, made); n++)
		if (tree_kind(f->tree, n) == KIND_IDENTIFIER &&
		    scopes_variable(&f->scopes, n) == variable)
			return true;
	return false;
}

/* The key and the value of the pairs that n makes. */
static bool find_pair(const struct tree *t, node_id n, node_id *key,
                      node_id *value)
{
	node_id element = tree_value(t, tree_first(t, n));

	*key = tree_first(t, element);
	*value = *key == NO_NODE ? NO_NODE : tree_sibling(t, *key);
	return tree_kind(t, element) == KIND_TUPLE && *value != NO_NODE &&
	       tree_child_count(t, element) == 2 &&
	       tree_kind(t, *key) != KIND_LIST_SPLAT &&
	       tree_kind(t, *value) != KIND_LIST_SPLAT;
}

/* Replace what is from one byte to another. Edits that leave the elements as
 * they are keep the fixes of nested calls short. */
static void replace(struct pass *pass, struct fix *fix, uint32_t from,
                    uint32_t to, const char *text)
{
	fix_replace(pass->findings, fix, pass->facts->source,
	            (struct span){from, to}, text);
}

/* {k: v for ...} of dict([(k, v) for ...]): between the key and the value, and
 * behind them. */
static void replace_pair(struct pass *pass, struct fix *fix, node_id n,
                         node_id key, node_id value)
{
	const struct tree *t = pass->tree;

	replace(pass, fix, t->nodes[key].end, t->nodes[value].start, ": ");
	replace(pass, fix, t->nodes[value].end, t->nodes[tree_first(t, n)].end,
	        "");
}

/* {x for ...} in the place of set([x for ...]), [x for ...] of list([...]),
 * f(x for ...) of f([...]). */
static void mend(struct pass *pass, node_id n, node_id call, enum say say,
                 struct finding *finding)
{
	struct span inner = tree_span(pass->tree, n);
	struct span outer = tree_span(pass->tree, call);
	bool is_display = say == SET || say == DICT;
	uint32_t start = inner.start + 1, end = inner.end - 1;
	node_id key = NO_NODE, value = NO_NODE;
	struct fix *fix;

	/* in an f-string "{" beside "{" is a brace */
	if (is_display &&
	    tree_ancestor(pass->tree, call, KIND_INTERPOLATION) != NO_NODE)
		return;
	fix = finding_fix(pass->findings, finding,
	                  is_display || say == LIST ? FIX_SAFE : FIX_UNSAFE,
	                  "do without the list");
	if (say == LIST) {
		replace(pass, fix, outer.start, inner.start, "");
		replace(pass, fix, inner.end, outer.end, "");
		return;
	}
	if (say == GENERATOR) {
		bool needs = ask_lazy_needs_parentheses(pass->facts, n);

		fix_replace_brackets(pass->findings, fix, pass->facts->source,
		                     inner, needs ? "(" : "", needs ? ")" : "");
		return;
	}
	if (say == DICT && find_pair(pass->tree, n, &key, &value))
		start = pass->tree->nodes[key].start;
	replace(pass, fix, outer.start, start, "{");
	if (say == DICT)
		replace_pair(pass, fix, n, key, value);
	replace(pass, fix, end, outer.end, "}");
}

static void check_comprehension(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	unsigned flags = ask_lazy_flags(f, n);
	struct finding *finding;
	node_id key, value;
	struct listed_taker t;
	enum say say;

	if (!listed_find_taker(f, n, &t) || flags & LAZY_NEVER ||
	    ask_lazy_is_short(f, n) || sees_receiver(f, &t, n) ||
	    /* A generator takes more than the list of a short tuple. */
	    (t.maker == LISTED_TUPLE &&
	     !ask_is_data_sized(f, ask_source(f, n))) ||
	    (t.receiver != NO_NODE && flags & LAZY_RECURSES))
		return;
	say = t.maker == LISTED_SET    ? SET
	      : t.maker == LISTED_LIST ? LIST
	                               : GENERATOR;
	if (t.maker == LISTED_DICT && find_pair(f->tree, n, &key, &value))
		say = DICT;
	finding = REPORT(pass, n, LEVEL_NOTE, say, quote(pass, t.function));
	if (finding == NULL)
		return;
	finding->estimate =
	    say == DICT ? cost_element(f->target, PAIR) : cost_list(f->target);
	mend(pass, n, t.call, say, finding);
}

/* dict(list(x)) is not dict(x) where x is a mapping. */
static bool is_pairs(const struct facts *f, node_id list)
{
	struct listed listed;

	return listed_find(f, list, &listed) &&
	       (listed.lazy >= 0 || listed.makes_elements);
}

static void check_list(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct finding *finding;
	struct listed_taker t;
	struct fix *fix;
	node_id made;

	if (!ask_calls(f, n, "builtins.list") ||
	    ask_argument_count(f, n) != 1 || !listed_find_taker(f, n, &t) ||
	    t.maker == LISTED_SORTED) /* MEM209 */
		return;
	made = ask_argument(f, n, 0);
	if (made == NO_NODE || (t.is_dict && !is_pairs(f, n)) ||
	    ask_is_small(f, made, SMALL) || sees_receiver(f, &t, made))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, COPY, quote(pass, t.function),
	                 quote(pass, n), quote(pass, made));
	if (finding == NULL)
		return;
	finding->estimate = cost_list(f->target);
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "do without the list");
	replace(pass, fix, f->tree->nodes[n].start, f->tree->nodes[made].start,
	        "");
	replace(pass, fix, f->tree->nodes[made].end, f->tree->nodes[n].end, "");
}

static void check(struct pass *pass, node_id n)
{
	if (pass->facts->is_test)
		return;
	if (tree_kind(pass->tree, n) == KIND_LIST_COMPREHENSION)
		check_comprehension(pass, n);
	else
		check_list(pass, n);
}
