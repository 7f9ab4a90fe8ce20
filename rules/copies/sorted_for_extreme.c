#include "ask.h"
#include "rule.h"

static rule_check check;

enum say { SMALLEST, LARGEST, FEW, TWICE, REVERSED, TURNED };

const struct rule rule_sorted_for_extreme = {
    .code = "MEM209",
    .title = "Sorted only for its first or last elements, or copied besides",
    .why = "sorted() makes a list of all elements, 8 bytes each, and takes up"
           " to half as much again while it sorts: 0.5 MB for 40 000. min()"
           " and max() of the same take less than 300 bytes,"
           " heapq.nsmallest(10, xs) 1.4 kB. sorted(list(xs)),"
           " list(sorted(xs)) and sorted(xs)[::-1] hold two such lists at"
           " once; reversed(list(xs)) one where reversed(xs) needs none.",
    .bad = "def newest(times):\n"
           "    return sorted(times)[-1]\n",
    .good = "def newest(times):\n"
            "    return max(times)\n",
    .left_out = "sorted(xs)[:k], unless k is a small constant.",
    .see = SEE("https://docs.python.org/3/library/functions.html#max",
               "https://docs.python.org/3/library/heapq.html#heapq.nsmallest"),
    .messages = MESSAGES(
        {"'{0}' makes a sorted list of all elements (8 bytes each), and only"
         " the first is used",
         "take {1}() of the same (without elements it raises ValueError, not"
         " IndexError)"},
        {"'{0}' makes a sorted list of all elements (8 bytes each), and only"
         " the last is used",
         "take {1}() of the same (of equal elements it gives the first; without"
         " elements it raises ValueError, not IndexError)"},
        {"'{0}' makes a sorted list of all elements (8 bytes each), and only"
         " some at its {3} are used",
         "heapq.{1}() holds no more than those"},
        {"'{0}' copies all elements (8 bytes each) once more than sorted()"
         " does",
         "sorted() takes anything and gives a new list: leave out '{2}'"},
        {"'{0}' copies all elements (8 bytes each) to read them backwards",
         "take reversed() of '{1}' itself"},
        {"'{0}' copies the sorted list (8 bytes an element) to turn it round",
         "sort with reverse=True (equal elements then keep their order)"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_SUBSCRIPT, KIND_CALL),
    .check = check,
};

enum { SMALL = 16 };

static bool is_sorted(const struct facts *f, node_id n)
{
	node_id made;

	if (!ask_calls(f, n, "builtins.sorted"))
		return false;
	made = ask_argument(f, n, 0);
	return made != NO_NODE && !ask_is_small(f, made, SMALL);
}

/* Is `reverse=` a constant? Whether it is true goes to *is_reverse. */
static bool find_order(const struct facts *f, node_id call, bool *is_reverse)
{
	node_id reverse = ask_keyword(f, call, "reverse");

	if (ask_argument_count(f, call) == UINT32_MAX)
		return false;
	*is_reverse = tree_kind(f->tree, reverse) == KIND_TRUE;
	return reverse == NO_NODE || *is_reverse ||
	       tree_kind(f->tree, reverse) == KIND_FALSE;
}

/* Is it in a try, which may catch one exception and not the other? */
static bool is_tried(const struct tree *t, node_id n)
{
	for (; n != NO_NODE; n = tree_parent(t, n)) {
		if (tree_kind(t, n) == KIND_TRY_STATEMENT)
			return true;
		if (tree_kind(t, n) == KIND_FUNCTION_DEFINITION)
			return false;
	}
	return false;
}

/* sorted(xs, key=f, reverse=True)[0] as max(xs, key=f). */
static void mend(struct pass *pass, node_id n, node_id call, const char *name,
                 struct finding *finding)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	node_id key = ask_keyword(f, call, "key");
	struct str made = tree_text(t, ask_argument(f, call, 0));
	struct arena *arena = pass->findings->arena;
	name_id known = names_find(t->names, str_of(name));
	struct fix *fix;

	if (made.length > 1000 /* calls nest */ || is_tried(t, n) ||
	    (known != NAME_NONE &&
	     scopes_lookup(&f->scopes, f->scopes.scope_of[n], known) !=
	         NO_SYMBOL))
		return;
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "do not sort all of it");
	fix_replace(pass->findings, fix, f->source, tree_span(t, n),
	            key == NO_NODE
	                ? arena_format(arena, "%s(%.*s)", name, STR_ARG(made))
	                : arena_format(arena, "%s(%.*s, key=%.*s)", name,
	                               STR_ARG(made),
	                               STR_ARG(tree_text(t, key))));
}

/* What the list takes that sorted() makes. */
static void say_list(const struct facts *f, struct finding *finding)
{
	if (finding != NULL)
		finding->estimate = cost_list(f->target);
}

/* sorted(xs)[0], [-1], [:k], [-k:] */
static void check_part(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	node_id call = tree_value(t, tree_child(t, n, FIELD_VALUE));
	struct finding *finding;
	struct slice s;
	const char *name;
	bool is_reverse;
	int64_t index;

	if (!is_sorted(f, call) || !find_order(f, call, &is_reverse) ||
	    tree_field(t, n) == FIELD_LEFT)
		return;
	if (slices_find(f, n, &s)) {
		bool is_end = s.start != NO_NODE &&
		              !(ask_integer(f, s.start, &index) && index == 0);
		if (ask_integer(f, s.step, &index) && index == -1 && !is_end &&
		    s.stop == NO_NODE)
			say_list(f, REPORT(pass, n, LEVEL_NOTE, TURNED,
			                   quote(pass, n)));
		if (s.step != NO_NODE || slices_most(f, &s) == UINT32_MAX)
			return;
		if (is_end ? s.stop != NO_NODE
		           : !ask_integer(f, s.stop, &index) || index < 0)
			return;
		say_list(f,
		         REPORT(pass, n, LEVEL_NOTE, FEW, quote(pass, n),
		                is_end == is_reverse ? "nsmallest" : "nlargest",
		                "", is_end ? "end" : "start"));
		return;
	}
	if (tree_child_count(t, n) != 2 ||
	    !ask_integer(f, tree_child(t, n, FIELD_SUBSCRIPT), &index) ||
	    (index != 0 && index != -1))
		return;
	name = (index == 0) == is_reverse ? "max" : "min";
	finding = REPORT(pass, n, LEVEL_NOTE, index == 0 ? SMALLEST : LARGEST,
	                 quote(pass, n), name);
	if (finding == NULL)
		return;
	finding->estimate = cost_list(f->target);
	mend(pass, n, call, name, finding);
}

/* What list(xs), tuple(xs) or xs[:] copies; NO_NODE if n is none. */
static node_id copied_by(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"builtins.list", "builtins.tuple",
	                                     NULL};
	struct ask_slice slice;

	if (ask_slice(f, n, &slice))
		return slice.is_whole &&
		               ask_sequence_kind(f, slice.value) != TYPE_UNKNOWN
		           ? slice.value
		           : NO_NODE;
	if (tree_kind(f->tree, n) != KIND_CALL ||
	    imports_which(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  makers) < 0 ||
	    ask_argument_count(f, n) != 1)
		return NO_NODE;
	return ask_argument(f, n, 0);
}

static void leave_out(struct pass *pass, node_id n, node_id what,
                      struct finding *finding)
{
	if (finding == NULL)
		return;
	finding->estimate = cost_list(pass->facts->target);
	fix_keep(pass->findings,
	         finding_fix(pass->findings, finding, FIX_UNSAFE,
	                     "leave out the copy"),
	         pass->facts->source, tree_span(pass->tree, n),
	         tree_span(pass->tree, what));
}

static bool is_reversible(const struct facts *f, node_id n)
{
	enum type_kind type = types_of(f->types, n)->kind;

	return type == TYPE_LIST || type == TYPE_TUPLE || type == TYPE_RANGE ||
	       type == TYPE_STR || type == TYPE_BYTES;
}

/* sorted(list(xs)), list(sorted(xs)), reversed(list(xs)) */
static void check_copy(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = f->tree;
	node_id made = copied_by(f, n), place, part;
	node_id around = tree_parent(t, n), call = tree_parent(t, around);
	bool is_argument = tree_kind(t, around) == KIND_ARGUMENT_LIST &&
	                   ask_argument(f, call, 0) == n;

	if (made == NO_NODE)
		return;
	place = tree_value(t, made);
	if (ask_calls(f, n, "builtins.list") && is_sorted(f, place)) {
		leave_out(pass, n, place,
		          REPORT(pass, n, LEVEL_NOTE, TWICE, quote(pass, n), "",
		                 "list()"));
	} else if (is_argument && is_sorted(f, call)) {
		leave_out(pass, n, place,
		          REPORT(pass, n, LEVEL_NOTE, TWICE, quote(pass, call),
		                 "",
		                 tree_kind(t, n) == KIND_SUBSCRIPT
		                     ? "[:]"
		                     : quote(pass, tree_first(t, n))));
	} else if (is_argument && ask_calls(f, call, "builtins.reversed") &&
	           is_reversible(f, place) && !ask_is_small(f, place, SMALL)) {
		part = slices_reader(f, call, false);
		if (part != NO_NODE && !uses_may_change(f->uses, place, part))
			leave_out(pass, n, place,
			          REPORT(pass, n, LEVEL_NOTE, REVERSED,
			                 quote(pass, n), quote(pass, place)));
	}
}

static void check(struct pass *pass, node_id n)
{
	if (pass->facts->is_test)
		return;
	if (tree_kind(pass->tree, n) == KIND_SUBSCRIPT)
		check_part(pass, n);
	check_copy(pass, n);
}
