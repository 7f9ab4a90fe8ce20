#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { LOOP, NAME, SEARCH, SEARCH_KEYS, COUNT };

const struct rule rule_needless_list = {
    .code = "MEM503",
    .title = "List made of what could be read as it is",
    .why = "list() around map, filter, zip, enumerate, range, a dict's view or"
           " a generator makes all elements before the first is read: 8 bytes"
           " each, and the elements where they are made, such as 56 bytes for"
           " a pair of zip() or items(). For 30 000 elements list(zip()) and"
           " list(d.items()) take 1.9 MB, list(range()) 1.2 MB; without"
           " list() all take less than 700 bytes. Where the loop changes the"
           " dict the list is the snapshot that it needs, and nothing is said.",
    .bad = "def total(prices, counts):\n"
           "    result = 0\n"
           "    for price, count in list(zip(prices, counts)):\n"
           "        result += price * count\n"
           "    return result\n",
    .good = "def total(prices, counts):\n"
            "    result = 0\n"
            "    for price, count in zip(prices, counts):\n"
            "        result += price * count\n"
            "    return result\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#dictionary-view-objects"),
    .messages = MESSAGES(
        {"'{0}' makes a {3} of all elements ({1}), which are read one by one,"
         " once",
         "iterate over '{2}'"},
        {"'{4}' is a {3} of all elements ({1}), which are read one by one,"
         " once",
         "leave out '{3}()'"},
        {"'{0}' makes a {3} of all elements ({1}) to search it once",
         "search '{2}'"},
        {"'{0}' makes a {3} of all keys ({1}) and searches it one by one",
         "look it up with in '{2}'"},
        {"'{0}' makes a {3} of all elements ({1}) only to count them",
         "take len() of '{2}'"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the list is surely as long as data that is"
              " read, or of 1 000 elements or more; a note else.",
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SMALL = 35 };

/* How the list is read; *reader is what reads it, *place where. */
static bool find_use(const struct listed *s, node_id *place, node_id *reader,
                     enum say *say)
{
	const struct facts *f = s->f;
	node_id n = tree_outermost(f->tree, s->list), name, call;
	bool is_sized = s->dict != NO_NODE || s->is_range;

	*place = n;
	if (ask_reducer(f, n, reader) == REDUCER_IN) {
		*say = s->is_keys && s->dict != NO_NODE ? SEARCH_KEYS : SEARCH;
		return is_sized;
	}
	call = tree_parent(f->tree, tree_parent(f->tree, n));
	if (is_sized && call != NO_NODE &&
	    tree_kind(f->tree, tree_parent(f->tree, n)) == KIND_ARGUMENT_LIST &&
	    ask_calls(f, call, "builtins.len")) {
		*reader = call;
		*say = COUNT;
		return true;
	}
	*reader = slices_reader_by_name(f, s->list, false, &name);
	*say = name == NO_NODE ? LOOP : NAME;
	if (name != NO_NODE)
		*place = name;
	return *reader != NO_NODE && (name == NO_NODE || s->is_range) &&
	       (tree_kind(f->tree, *reader) == KIND_FOR_STATEMENT ||
	        !bounds_exceeded(f->tree, REACHED_LOOP_NODES,
	                         tree_end(f->tree, *reader) - *reader,
	                         *reader)) &&
	       !listed_is_disturbed(s, *place, *reader);
}

static const char *cost_of(const struct listed *s)
{
	return s->makes_elements ? "8 bytes each and the elements themselves"
	                         : "8 bytes each";
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct listed s;
	node_id place, reader, instead;
	struct finding *finding;
	enum level level;
	struct fix *fix;
	enum say say;

	if (f->is_test || !listed_find(f, n, &s) ||
	    listed_is_small(&s, SMALL) || !find_use(&s, &place, &reader, &say))
		return;
	level = listed_is_large(&s) ? LEVEL_WARNING : LEVEL_NOTE;
	instead = say == SEARCH_KEYS || (say == COUNT && s.dict != NO_NODE)
	              ? s.dict
	              : s.made;
	finding = REPORT(pass, n, level, say, quote(pass, n), cost_of(&s),
	                 quote(pass, instead),
	                 quote(pass, tree_child(f->tree, n, FIELD_FUNCTION)),
	                 quote(pass, place));
	if (finding == NULL)
		return;
	finding->estimate = cost_list(f->target);
	if (say == NAME)
		finding_relate(pass->findings, finding,
		               tree_span(f->tree, place), "read here, once");
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "leave out the list");
	fix_replace(
	    pass->findings, fix, f->source, tree_span(f->tree, n),
	    str_copy(pass->findings->arena, tree_text(f->tree, instead)));
}
