#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { PAIRWISE, ISLICE };

const struct rule rule_pairwise_slices = {
    .code = "MEM207",
    .title = "A sequence and its own slice read side by side",
    .why = "zip(xs, xs[1:]) copies all of xs but one element, 8 bytes each in a"
           " list or tuple, to read it beside xs. For 200 000 elements that is"
           " 1.6 MB; itertools.pairwise(xs) (Python 3.10) and zip(xs,"
           " islice(xs, 1, None)) take less than 1 kB.",
    .bad = "def steps(values: list):\n"
           "    return max(b - a for a, b in zip(values, values[1:]))\n",
    .good = "import itertools\n"
            "\n"
            "\n"
            "def steps(values: list):\n"
            "    return max(b - a for a, b in itertools.pairwise(values))\n",
    .see = SEE("https://docs.python.org/3/library/itertools.html"
               "#itertools.pairwise"),
    .messages = MESSAGES(
        {"'{0}' copies all but one of the elements of '{1}', {2}, to read them"
         " beside '{1}'",
         "'itertools.pairwise({1})' gives the same pairs without a copy"},
        {"'{0}' copies that part of '{1}', {2}, to read it beside '{1}'",
         "'{3}' reads the elements where they are{4}"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT),
    .check = check,
};

enum { SMALL = 16, PAIRWISE_SINCE = 310 };

static bool is_constant(const struct facts *f, node_id bound, int64_t wanted)
{
	int64_t value;

	return bound != NO_NODE && ask_integer(f, bound, &value) &&
	       value == wanted;
}

/* Is the call zip(xs, xs[1:]) or zip(xs[:-1], xs[1:]), where n is xs[1:]? */
static bool is_pairwise(const struct facts *f, node_id n, const struct slice *s,
                        node_id partner)
{
	const struct tree *t = f->tree;
	node_id call = tree_parent(t, tree_parent(t, n));
	struct slice other;

	if (f->target < PAIRWISE_SINCE || !ask_calls(f, call, "builtins.zip") ||
	    ask_argument_count(f, call) != 2 || partner > n ||
	    !is_constant(f, s->start, 1) || s->stop != NO_NODE ||
	    s->step != NO_NODE)
		return false;
	return !slices_find(f, partner, &other) ||
	       (other.start == NO_NODE && other.step == NO_NODE &&
	        is_constant(f, other.stop, -1));
}

static void mend(struct pass *pass, node_id n, const struct slice *s,
                 struct finding *finding)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	struct arena *arena = pass->findings->arena;
	const char *name = ask_imported(f, arena, n, "itertools", "pairwise");
	struct import_place place;
	struct fix *fix;

	if (name == NULL && !ask_import_place(f, "itertools", &place))
		return;
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "use itertools.pairwise()");
	if (name == NULL)
		ask_import(pass->findings, fix, &place, "itertools");
	fix_replace(pass->findings, fix, f->source,
	            tree_span(t, tree_parent(t, tree_parent(t, n))),
	            arena_format(arena, "%s(%.*s)",
	                         name == NULL ? "itertools.pairwise" : name,
	                         STR_ARG(tree_text(t, s->value))));
}

/* Is n the last of its call's slices: the one to be spoken of? */
static bool is_last(const struct facts *f, node_id n, const struct slice *s)
{
	const struct tree *t = f->tree;
	struct slice other;

	for (node_id a = tree_sibling(t, n); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (slices_find(f, a, &other) &&
		    tree_same(t, other.value, s->value))
			return false;
	return true;
}

/* Mend the call's other slices of the value with the last one, or none. */
static void mend_others(struct pass *pass, node_id n, const struct slice *s,
                        struct finding *finding)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	struct arena *arena = pass->findings->arena;
	const char *name = ask_imported(f, arena, n, "itertools", "islice");
	struct slice other;

	for (node_id a = tree_first(t, tree_parent(t, n));
	     finding->fix != NULL && a != n; a = tree_sibling(t, a)) {
		const char *text;

		if (!slices_find(f, a, &other) ||
		    !tree_same(t, other.value, s->value))
			continue;
		text = slices_instead(arena, f, &other,
		                      name ? name : "itertools.islice");
		if (text == NULL || !slices_is_countable(f, &other))
			finding->fix = NULL;
		else
			fix_replace(pass->findings, finding->fix, f->source,
			            tree_span(t, a), text);
	}
}

/* Is it the key of a dict, too? Those are short. */
static bool is_key(const struct facts *f, node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *o =
	    variable == NO_SYMBOL ? NULL : scopes_first(&f->scopes, variable);
	uint32_t seen = 0;

	for (; o != NULL &&
	       !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (tree_field(f->tree, o->node) == FIELD_SUBSCRIPT)
			return true;
	return false;
}

/* Tables that a module makes of others, once. */
static bool is_at_import(const struct facts *f, node_id n, node_id value)
{
	return scopes_body(&f->scopes, n) == 0 &&
	       repeats_loop(&f->repeats, n) == NO_NODE &&
	       !ask_is_data_sized(f, value);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct finding *finding;
	const char *instead = "";
	node_id partner, part;
	struct slice s;
	bool is_pair;

	if (f->is_test || !slices_find(f, n, &s))
		return;
	partner = slices_partner(f, n, &s);
	if (partner == NO_NODE || !is_last(f, n, &s) ||
	    ask_sequence_kind(f, s.value) == TYPE_UNKNOWN ||
	    slices_most(f, &s) <= SMALL || ask_is_small(f, s.value, SMALL) ||
	    is_key(f, s.value) || is_at_import(f, n, s.value))
		return;
	part = slices_reader(f, n, slices_is_fixed(s.type));
	if (part == NO_NODE || slices_may_change(f, &s, part))
		return;
	is_pair = is_pairwise(f, n, &s, partner);
	if (!is_pair)
		instead =
		    slices_instead(pass->scratch, f, &s, "itertools.islice");
	if (instead == NULL)
		return;
	finding =
	    REPORT(pass, n, LEVEL_NOTE, is_pair ? PAIRWISE : ISLICE,
	           quote(pass, n), quote(pass, s.value), slices_cost(s.type),
	           instead, slices_proviso(pass->scratch, f, &s));
	if (finding == NULL)
		return;
	finding->estimate = slices_estimate(f, s.type);
	if (is_pair) {
		mend(pass, n, &s, finding);
		return;
	}
	slices_offer(pass->findings, finding, f, n, &s);
	mend_others(pass, n, &s, finding);
}
