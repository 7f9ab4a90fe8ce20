#include "ask.h"
#include "rule.h"

#include <inttypes.h>

static rule_check check;

enum say { COUNT, ELEMENT, TEST, SEARCH, SEARCH_TEXT, METHOD, POSITION };

const struct rule rule_slice_for_a_fact = {
    .code = "MEM205",
    .title = "A slice that is made only to learn something of it",
    .why = "len(xs[1:]), xs[1:][0], 'if xs[1:]', 'x in xs[1:]',"
           " s[1:].startswith(p) copy that part, 8 bytes an element of a list"
           " and 1 to 4 a character of a str, and drop it at once. For 200 000"
           " elements each takes 1.6 MB at its peak; what gives the same"
           " without the slice, less than 500 bytes.",
    .bad = "def has_arguments(command: list):\n"
           "    return len(command[1:]) > 0\n",
    .good = "def has_arguments(command: list):\n"
            "    return len(command) > 1\n",
    .left_out = "Parts of a text that nothing shows to be long.",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html#str.startswith",
               "https://docs.python.org/3/library/itertools.html"
               "#itertools.islice"),
    .messages = MESSAGES(
        {"'{0}' copies that part of '{1}', {2}, only to count it",
         "compute it from 'len({1})'"},
        {"'{0}' copies that part of '{1}', {2}, only for one element of it",
         "take that element of '{1}' itself"},
        {"'{0}' copies that part of '{1}', {2}, only to see whether it is"
         " empty",
         "compare 'len({1})'"},
        {"'{0}' copies that part of '{1}', {2}, only to search it once",
         "'{3}' reads the elements where they are{4}"},
        {"'{0}' copies that part of '{1}', {2}, only to search it once",
         "'{1}.find' takes where to begin and to end"},
        {"'{0}' copies that part of '{1}', {2}, only to look into it",
         "'{1}.{3}' takes where to begin and to end"},
        {"'{0}' copies that part of '{1}', {2}, only to look into it",
         "'{1}.{3}' takes where to begin and to end, and counts from the start"
         " of '{1}'"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT),
    .check = check,
};

enum { SMALL = 512 };

static bool is_text(enum type_kind type)
{
	return type == TYPE_STR || type == TYPE_BYTES || type == TYPE_BYTEARRAY;
}

/* s[1:].find(x): is it a method that takes bounds? */
static bool is_method(const struct facts *f, node_id around,
                      enum type_kind type, enum say *say)
{
	static const char *const facts[] = {"startswith", "endswith", "count",
	                                    NULL};
	static const char *const positions[] = {"find", "rfind", "index",
	                                        "rindex", NULL};
	const struct tree *t = f->tree;
	node_id name = tree_child(t, around, FIELD_ATTRIBUTE);

	if (name == NO_NODE ||
	    tree_kind(t, tree_parent(t, around)) != KIND_CALL ||
	    tree_field(t, around) != FIELD_FUNCTION ||
	    ask_argument_count(f, tree_parent(t, around)) != 1)
		return false;
	*say = METHOD;
	for (const char *const *word = facts; *word != NULL; word++)
		if (str_is(tree_text(t, name), *word))
			return is_text(type);
	*say = POSITION;
	for (const char *const *word = positions; *word != NULL; word++)
		if (str_is(tree_text(t, name), *word))
			return is_text(type) ||
			       (type == TYPE_LIST &&
			        str_is(tree_text(t, name), "index"));
	return false;
}

/* Is the truth of n all that is asked of it? */
static bool is_tested(const struct facts *f, node_id n)
{
	node_id around = tree_parent(f->tree, n);

	if (tree_kind(f->tree, around) == KIND_ARGUMENT_LIST)
		return ask_calls(f, tree_parent(f->tree, around),
		                 "builtins.bool");
	return uses_of(f->uses, n) == USE_TESTED;
}

/* What is asked of the slice n. */
static bool find_fact(const struct facts *f, node_id n, enum type_kind type,
                      enum say *say)
{
	const struct tree *t = f->tree;
	node_id around, call;
	int64_t index;

	n = tree_outermost(t, n);
	around = tree_parent(t, n);
	switch (tree_kind(t, around)) {
	case KIND_SUBSCRIPT:
		*say = ELEMENT;
		return tree_field(t, n) == FIELD_VALUE &&
		       tree_field(t, around) != FIELD_LEFT &&
		       tree_child_count(t, around) == 2 &&
		       ask_integer(f, tree_child(t, around, FIELD_SUBSCRIPT),
		                   &index) &&
		       (index >= 0 || extent_slice_stop(t, n) == NO_NODE);
	case KIND_ATTRIBUTE:
		return is_method(f, around, type, say);
	case KIND_COMPARISON_OPERATOR: /* not xs[1:] == ys */
		*say = is_text(type) ? SEARCH_TEXT : SEARCH;
		return ask_reducer(f, n, &call) == REDUCER_IN;
	case KIND_ARGUMENT_LIST:
		*say = COUNT;
		if (ask_calls(f, tree_parent(t, around), "builtins.len"))
			return ask_argument_count(f, tree_parent(t, around)) ==
			       1;
		break;
	default:
		break;
	}
	*say = TEST;
	return is_tested(f, n);
}

/* ------------------------------------------------------------------- fix */

/* The text that gives the same where `place` is; NULL if it may not. */
static const char *instead_of(struct pass *pass, const struct slice *s,
                              enum say say, node_id n, node_id *place)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	struct arena *arena = pass->findings->arena;
	struct str value = tree_text(t, s->value), start, text;
	node_id around = tree_parent(t, tree_outermost(t, n)), call;
	int64_t from = 0, index;

	*place = n;
	if (s->step != NO_NODE || s->stop != NO_NODE ||
	    !ask_integer(f, s->start, &from) || from < 0)
		return NULL;
	call = tree_parent(t, around);
	switch (say) {
	case COUNT:
		*place = call;
		return arena_format(arena, "max(0, len(%.*s) - %" PRIi64 ")",
		                    STR_ARG(value), from);
	case TEST:
		return arena_format(arena, "len(%.*s) > %" PRIi64,
		                    STR_ARG(value), from);
	case ELEMENT:
		*place = around;
		if (!ask_integer(f, tree_child(t, around, FIELD_SUBSCRIPT),
		                 &index) ||
		    index < 0)
			return NULL;
		return arena_format(arena, "%.*s[%" PRIi64 "]", STR_ARG(value),
		                    from + index);
	case METHOD:
		*place = call;
		start = tree_text(t, s->start);
		text = tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE));
		call = ask_argument(f, call, 0);
		if (call == NO_NODE)
			return NULL;
		return arena_format(
		    arena, "%.*s.%.*s(%.*s, %.*s)", STR_ARG(value),
		    STR_ARG(text), STR_ARG(tree_text(t, call)), STR_ARG(start));
	default:
		return NULL;
	}
}

static void mend(struct pass *pass, node_id n, const struct slice *s,
                 enum say say, struct finding *finding)
{
	const char *text;
	node_id place;
	struct fix *fix;

	if (say == SEARCH) {
		slices_offer(pass->findings, finding, pass->facts, n, s);
		return;
	}
	text = instead_of(pass, s, say, n, &place);
	if (text == NULL)
		return;
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "ask without the slice");
	fix_replace(pass->findings, fix, pass->facts->source,
	            tree_span(pass->tree, place), text);
}

/* Most texts are: not what an attribute collects, nor data, nor in a loop. */
static bool is_short(const struct facts *f, node_id n, const struct slice *s)
{
	node_id loop = repeats_loop(&f->repeats, n);
	symbol_id variable = scopes_variable(&f->scopes, s->value);

	if (ask_is_small(f, s->value, SMALL))
		return true;
	if (!is_text(s->type) ||
	    tree_kind(f->tree, s->value) == KIND_ATTRIBUTE ||
	    ask_is_data_sized(f, s->value))
		return false;
	return loop == NO_NODE || variable == NO_SYMBOL ||
	       repeats_binds(&f->repeats, loop, variable);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	struct finding *finding;
	struct slice s;
	const char *word = "";
	node_id around;
	enum say say;

	if (f->is_test || !slices_find(f, n, &s) ||
	    !find_fact(f, n, s.type, &say) || slices_most(f, &s) <= SMALL ||
	    ask_sequence_kind(f, s.value) == TYPE_UNKNOWN || is_short(f, n, &s))
		return;
	around = tree_parent(t, tree_outermost(t, n));
	if ((s.step != NO_NODE && say >= SEARCH_TEXT) ||
	    (say == SEARCH && slices_is_window(f, &s)))
		return;
	if (say == METHOD || say == POSITION)
		word = quote(pass, tree_child(t, around, FIELD_ATTRIBUTE));
	else if (say == SEARCH)
		word = slices_instead(pass->scratch, f, &s, "itertools.islice");
	if (word == NULL) /* bounds that count from the end */
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, say, quote(pass, n),
	                 quote(pass, s.value), slices_cost(s.type), word,
	                 slices_proviso(pass->scratch, f, &s));
	if (finding == NULL)
		return;
	finding->estimate = slices_estimate(f, s.type);
	mend(pass, n, &s, say, finding);
}
