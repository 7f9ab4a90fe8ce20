#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { SAY_HEADER, SAY_NAME, SAY_CALLS };

const struct rule rule_list_iterated_once = {
    .code = "MEM502",
    .title = "List built for one loop",
    .why = "A list comprehension makes all its elements before the first turn"
           " of the loop over it, and they stay until the last: 8 bytes each,"
           " and the elements where it makes them. A loop over 20 000 numbers"
           " peaks at 0.8 MB with a list and at 576 bytes with a generator"
           " expression. Where the loop changes what the elements are made"
           " of, the list is a snapshot that it needs, and nothing is said."
           " The generator is not always faster.",
    .bad = "def total(lines):\n"
           "    result = 0\n"
           "    for price in [line.price * line.count for line in lines]:\n"
           "        result += price\n"
           "    return result\n",
    .good = "def total(lines):\n"
            "    result = 0\n"
            "    for price in (line.price * line.count for line in lines):\n"
            "        result += price\n"
            "    return result\n",
    .see = SEE("https://peps.python.org/pep-0289/"),
    .messages = MESSAGES(
        {"a list of all elements ({0}) is built before the loop begins, and"
         " read once",
         "loop over a generator expression: parentheses in place of the"
         " brackets"},
        {"'{1}' holds all its elements ({0}), and one loop reads them once",
         "make '{1}' a generator expression"},
        {"a list of all elements ({0}) is built before the loop begins, and"
         " read once",
         "loop over a generator expression, if '{2}' does not depend on what"
         " the loop does"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note: where the list was surely as long as data that"
              " is read, most of what was read was short.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_LIST_COMPREHENSION),
    .check = check,
};

/* Functions that hand the elements of some arguments on one by one. */
static const char *const lazy_functions[] = {
    "builtins.enumerate",    "builtins.zip",
    "itertools.chain",       "itertools.islice",
    "itertools.groupby",     "itertools.accumulate",
    "itertools.zip_longest", "itertools.pairwise",
    "builtins.map", /* from here on: not the first argument */
    "builtins.filter",       "itertools.starmap",
    "itertools.filterfalse", "itertools.takewhile",
    "itertools.dropwhile",   NULL};
enum { FIRST_WITH_FUNCTION = 8 };

/* The call that hands on the elements of the value at `place`; NO_NODE if it
 * does not stand in one. */
static node_id lazy_call(const struct facts *f, node_id place)
{
	const struct tree *t = f->tree;
	node_id arguments = tree_parent(t, place);
	node_id call = tree_parent(t, arguments);
	int which;

	if (tree_kind(t, arguments) != KIND_ARGUMENT_LIST ||
	    tree_kind(t, call) != KIND_CALL)
		return NO_NODE;
	which = imports_which(&f->imports, tree_child(t, call, FIELD_FUNCTION),
	                      lazy_functions);
	if (which < 0 ||
	    (which >= FIRST_WITH_FUNCTION && tree_first(t, arguments) == place))
		return NO_NODE;
	return call;
}

/* Is the generator expression used up where it stands, to its end? */
static bool is_used_up(const struct facts *f, node_id generator, bool has_calls)
{
	node_id by = ask_iterated_by(f, generator), call;

	switch (ask_reducer(f, generator, &call)) {
	case REDUCER_ANY:
	case REDUCER_ALL:
	case REDUCER_IN:
		return !has_calls; /* all of them may be wanted */
	default:
		/* In a `for` of another generator expression it may wait. */
		return by != NO_NODE &&
		       tree_kind(f->tree, by) != KIND_FOR_IN_CLAUSE;
	}
}

/* The for statement or comprehension that iterates over the value at `place`,
 * and over nothing else first; NO_NODE if none. */
static node_id loop_over(const struct facts *f, node_id place, bool has_calls)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, place);
	node_id loop = tree_parent(t, parent);

	if (tree_field(t, place) != FIELD_RIGHT)
		return NO_NODE;
	if (tree_kind(t, parent) == KIND_FOR_STATEMENT)
		return parent;
	if (tree_kind(t, parent) != KIND_FOR_IN_CLAUSE ||
	    ask_source(f, loop) != place)
		return NO_NODE;
	if (tree_kind(t, loop) == KIND_GENERATOR_EXPRESSION &&
	    !is_used_up(f, loop, has_calls))
		return NO_NODE;
	return loop;
}

/* May what runs while the loop iterates over `place` change what c's elements
 * are made of? */
static bool is_disturbed(const struct facts *f, node_id c, node_id place,
                         node_id loop)
{
	const struct tree *t = f->tree;

	for (node_id child = place; child != loop;
	     child = tree_parent(t, child)) {
		node_id part = tree_first(t, tree_parent(t, child));

		for (; part != NO_NODE; part = tree_sibling(t, part))
			if (part != child && ask_lazy_is_disturbed(f, c, part))
				return true;
	}
	return false;
}

/* A call in c that is not known to be pure, to be named. */
static node_id unsure_call(const struct facts *f, node_id c)
{
	for (node_id n = c; n < tree_end(f->tree, c); n++)
		if (tree_kind(f->tree, n) == KIND_CALL && !ask_is_pure(f, n))
			return tree_child(f->tree, n, FIELD_FUNCTION);
	return c;
}

static void mend(struct pass *pass, struct finding *finding, node_id c)
{
	bool needs = ask_lazy_needs_parentheses(pass->facts, c);
	struct fix *fix;

	if (tree_child(pass->tree, tree_parent(pass->tree, c), FIELD_TYPE) !=
	    NO_NODE)
		return; /* name: list[int] = [...] */
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "use a generator expression");
	fix_replace_brackets(pass->findings, fix, pass->facts->source,
	                     tree_span(pass->tree, c), needs ? "(" : "",
	                     needs ? ")" : "");
}

/* [x for x in f(...) if ...] of a list that f() makes: the loop would keep that
 * alive in place of a shorter one. */
static bool is_of_fresh_list(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;
	node_id source = tree_value(t, ask_source(f, c));
	node_id target =
	    tree_child(t, tree_parent(t, ask_source(f, c)), FIELD_LEFT);

	return tree_kind(t, source) == KIND_CALL &&
	       types_of(f->types, source)->kind == TYPE_LIST &&
	       tree_same(t, tree_first(t, c), target);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	unsigned flags = ask_lazy_flags(f, n);
	node_id place, loop = NO_NODE, read;
	struct finding *finding;

	if (flags & (LAZY_NEVER | LAZY_EFFECTS) || ask_lazy_is_short(f, n))
		return;
	read = place = ask_lazy_place(f, n);
	while (place != NO_NODE) {
		loop = loop_over(f, place, flags != 0);
		if (loop != NO_NODE)
			break;
		place = lazy_call(f, place);
		if (place != NO_NODE)
			place = tree_outermost(pass->tree, place);
	}
	if (loop == NO_NODE || is_disturbed(f, n, read, loop) ||
	    is_of_fresh_list(f, n))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE,
	                 flags                                   ? SAY_CALLS
	                 : read != tree_outermost(pass->tree, n) ? SAY_NAME
	                                                         : SAY_HEADER,
	                 ask_lazy_cost(f, n), quote(pass, read),
	                 quote(pass, unsure_call(f, n)));
	if (finding == NULL)
		return;
	finding->estimate = cost_list(f->target);
	if (read != tree_outermost(pass->tree, n))
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, read), "read here, once");
	mend(pass, finding, n);
}
