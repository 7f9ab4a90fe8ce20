#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { CALL, NAME, SEARCH, COUNT, CALLS, SEARCH_CALLS, RECURSES };

const struct rule rule_list_in_reducer = {
    .code = "MEM501",
    .title = "List built for a function that takes its elements one by one",
    .why = "A list comprehension makes all its elements before the call"
           " begins, and they stay until it ends: 8 bytes each, and the"
           " elements where it makes them. sum() over 15 000 numbers peaks at"
           " 0.6 MB with a list and at 512 bytes with a generator expression."
           " Short lists are left alone: up to 8 elements (16 on 3.11, 35"
           " from 3.12) a list is the smaller of the two. join(), star"
           " arguments and slice assignment make a list anyway.",
    .bad = "def total(lines):\n"
           "    return sum([line.price * line.count for line in lines])\n",
    .good = "def total(lines):\n"
            "    return sum(line.price * line.count for line in lines)\n",
    .see = SEE("https://peps.python.org/pep-0289/"),
    .messages = MESSAGES(
        {"the {1} that '{0}' gets holds all its elements ({2}), and '{0}'"
         " takes them one by one",
         "pass a generator expression"},
        {"'{3}' holds all its elements ({2}) only for '{0}' to take them one"
         " by one",
         "make '{3}' a generator expression"},
        {"a {1} of all elements ({2}) is built to be searched once by 'in'",
         "search a generator expression, which ends at the first match"},
        {"a list of all elements ({2}) is built only to be counted",
         "count with sum(1 for ...)"},
        {"the {1} that '{0}' gets holds all its elements ({2}), and '{0}'"
         " takes them one by one",
         "pass a generator expression, if the calls after the element that"
         " decides are not wanted"},
        {"a {1} of all elements ({2}) is built to be searched once by 'in'",
         "search a generator expression, if the calls after the first match"
         " are not wanted"},
        {"the {1} that '{0}' gets holds all its elements ({2}), and '{0}'"
         " takes them one by one",
         "pass a generator expression, if the recursion is not deep: from"
         " Python 3.12 it takes one more level for each"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the list is surely as long as data that is"
              " read, or of 1 000 elements or more, and its elements are made"
              " for it; a note else, as with a filter, of 8 bytes for each"
              " element, and where a generator expression would do"
              " otherwise.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_SAFE,
    .kinds = KINDS(KIND_LIST_COMPREHENSION, KIND_SET_COMPREHENSION),
    .check = check,
};

/* What matters of a function that takes elements one by one. */
enum trait {
	TRAIT_STOPS = 1 << 0, /* at the first element that decides */
	TRAIT_SETS = 1 << 1,  /* it matters not how often an element is there */
	TRAIT_EXACT = 1 << 2, /* the same result for certain */
	TRAIT_WRITES = 1 << 3 /* an exception leaves half of it done */
};

static const unsigned char traits[] = {
    [REDUCER_SUM] = TRAIT_EXACT,
    [REDUCER_ANY] = TRAIT_STOPS | TRAIT_SETS,
    [REDUCER_ALL] = TRAIT_STOPS | TRAIT_SETS,
    [REDUCER_MIN] = TRAIT_EXACT | TRAIT_SETS,
    [REDUCER_MAX] = TRAIT_EXACT | TRAIT_SETS,
    [REDUCER_FSUM] = TRAIT_EXACT,
    [REDUCER_PROD] = TRAIT_EXACT,
    [REDUCER_IN] = TRAIT_STOPS | TRAIT_SETS,
    [REDUCER_DISJOINT] = TRAIT_STOPS | TRAIT_SETS,
    [REDUCER_WRITELINES] = TRAIT_WRITES,
    [REDUCER_WRITEROWS] = TRAIT_WRITES,
    [REDUCER_EXECUTEMANY] = TRAIT_WRITES,
};

/* One place to judge. */
struct subject {
	const struct facts *facts;
	const struct tree *tree;
	node_id c;     /* the comprehension */
	node_id place; /* where its elements are read */
	node_id call;  /* by this call or comparison */
	node_id taker; /* the call's function, or NO_NODE */
	unsigned flags;
	enum reducer reducer;
	unsigned traits;
	bool is_counted, is_list; /* by len(); not a set */
};

/* What takes the elements one by one, if we know it. */
static bool find_taker(struct subject *s)
{
	const struct facts *f = s->facts;
	const struct tree *t = s->tree;

	s->reducer = ask_reducer(f, s->place, &s->call);
	if (s->reducer == REDUCER_NONE) {
		s->call = tree_parent(t, tree_parent(t, s->place));
		s->is_counted = tree_kind(t, s->call) == KIND_CALL &&
		                ask_calls(f, s->call, "builtins.len");
		if (!s->is_counted)
			return false;
	}
	s->traits = traits[s->reducer];
	s->taker = tree_child(t, s->call, FIELD_FUNCTION);
	return true;
}

/* Does c read the object whose method is called? */
static bool reads_receiver(const struct subject *s)
{
	const struct scopes *scopes = &s->facts->scopes;
	symbol_id variable =
	    scopes_variable(scopes, tree_first(s->tree, s->taker));

	for (node_id n = s->c; n < tree_end(s->tree, s->c); n++)
		if (tree_kind(s->tree, n) == KIND_IDENTIFIER &&
		    variable != NO_SYMBOL &&
		    scopes_variable(scopes, n) == variable)
			return true;
	return false;
}

/* Are there two of them at most in a set? */
static bool is_truth_value(enum type_kind type, const struct tree *t, node_id n)
{
	return type == TYPE_BOOL ||
	       tree_kind(t, n) == KIND_COMPARISON_OPERATOR ||
	       tree_kind(t, n) == KIND_NOT_OPERATOR;
}

/* Is it all the same to the taker, and to the arguments after it, whether the
 * elements are made before the call or in it? */
static bool is_same(const struct subject *s)
{
	const struct facts *f = s->facts;
	node_id element = tree_value(s->tree, tree_first(s->tree, s->c));
	enum type_kind kind = types_of(f->types, element)->kind;

	if (!s->is_list && (!(s->traits & TRAIT_SETS) ||
	                    is_truth_value(kind, s->tree, element)))
		return false;
	if ((s->reducer == REDUCER_SUM || s->reducer == REDUCER_REDUCE) &&
	    (kind == TYPE_LIST || kind == TYPE_TUPLE))
		return false; /* MEM305 */
	if (s->traits & (TRAIT_STOPS | TRAIT_WRITES) && s->flags & LAZY_EFFECTS)
		return false;
	if (s->traits & TRAIT_WRITES && reads_receiver(s))
		return false;
	/* Its source may be a query of the database that is written to. */
	if (s->reducer == REDUCER_EXECUTEMANY &&
	    types_of(f->types, ask_source(f, s->c))->kind == TYPE_UNKNOWN)
		return false;
	for (node_id n = tree_sibling(s->tree, s->place); n != NO_NODE;
	     n = tree_sibling(s->tree, n))
		if (ask_lazy_is_disturbed(f, s->c, n))
			return false;
	return true;
}

static enum level level_of(const struct subject *s)
{
	if (!s->is_list || extent_is_filtered(s->tree, s->c) ||
	    (s->flags & LAZY_RECURSES && s->facts->target >= 312) ||
	    (s->flags & LAZY_CALLS && s->traits & (TRAIT_STOPS | TRAIT_WRITES)))
		return LEVEL_NOTE;
	return ask_lazy_is_long(s->facts, s->c) ? LEVEL_WARNING : LEVEL_NOTE;
}

static enum say say_of(const struct subject *s)
{
	if (s->is_counted)
		return COUNT;
	if (s->flags & LAZY_CALLS && s->traits & TRAIT_STOPS)
		return s->reducer == REDUCER_IN ? SEARCH_CALLS : CALLS;
	if (s->flags & LAZY_RECURSES && s->facts->target >= 312)
		return RECURSES;
	if (s->reducer == REDUCER_IN)
		return SEARCH;
	return s->place != tree_outermost(s->tree, s->c) ? NAME : CALL;
}

/* Is `sum` the builtin where c is, and is an element not missed? */
static bool can_count(const struct subject *s)
{
	const struct facts *f = s->facts;
	name_id sum = names_find(s->tree->names, STR("sum"));

	return ask_is_pure(f, tree_first(s->tree, s->c)) &&
	       (sum == NAME_NONE ||
	        scopes_lookup(&f->scopes, f->scopes.scope_of[s->c], sum) ==
	            NO_SYMBOL);
}

static void mend(struct pass *pass, const struct subject *s,
                 struct finding *finding)
{
	const struct source *source = pass->facts->source;
	struct span whole = tree_span(s->tree, s->c);
	bool needs = ask_lazy_needs_parentheses(pass->facts, s->c);
	bool is_direct = s->place == tree_outermost(s->tree, s->c);
	bool is_safe = s->traits & TRAIT_EXACT && s->flags == 0 && s->is_list;
	struct fix *fix;

	if (tree_child(s->tree, tree_parent(s->tree, s->c), FIELD_TYPE) !=
	        NO_NODE || /* name: list[int] = [...] */
	    (s->is_counted && (!is_direct || needs || !can_count(s))))
		return;
	fix = finding_fix(pass->findings, finding,
	                  is_safe && is_direct ? FIX_SAFE : FIX_UNSAFE,
	                  "use a generator expression");
	fix_replace_brackets(pass->findings, fix, source, whole,
	                     needs ? "(" : "", needs ? ")" : "");
	if (!s->is_counted)
		return;
	whole.start = fix->edits.at[0].span.end;
	whole.end = tree_span(s->tree, tree_first(s->tree, s->c)).end;
	fix_replace(pass->findings, fix, source, whole, "1");
	fix_replace(pass->findings, fix, source, tree_span(s->tree, s->taker),
	            "sum");
}

static void check(struct pass *pass, node_id n)
{
	struct subject s = {pass->facts, pass->tree, .c = n};
	struct finding *finding;

	s.is_list = tree_kind(s.tree, n) == KIND_LIST_COMPREHENSION;
	s.flags = ask_lazy_flags(s.facts, n);
	s.place = s.flags & LAZY_NEVER || ask_lazy_is_short(s.facts, n)
	              ? NO_NODE
	              : ask_lazy_place(s.facts, n);
	if (s.place == NO_NODE || !find_taker(&s) || !is_same(&s))
		return;
	finding = REPORT(pass, n, level_of(&s), say_of(&s),
	                 s.taker == NO_NODE ? "in" : quote(pass, s.taker),
	                 s.is_list ? "list" : "set", ask_lazy_cost(s.facts, n),
	                 quote(pass, s.place));
	if (finding == NULL)
		return;
	finding->estimate = ask_lazy_estimate(s.facts, n);
	if (s.place != tree_outermost(s.tree, n))
		finding_relate(pass->findings, finding,
		               tree_span(s.tree, s.place), "read here, once");
	mend(pass, &s, finding);
}
