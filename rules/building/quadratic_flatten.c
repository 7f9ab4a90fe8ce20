#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_quadratic_flatten = {
    .code = "MEM305",
    .title = "Containers joined by 'sum' or 'reduce'",
    .why = "'sum(lists, [])' and 'reduce(operator.add, lists)' make a new list"
           " for each of the lists and copy all that was joined before: 1 000"
           " lists of 8 items allocate 32 MB for a list of 64 kB, with a peak"
           " of twice the result. The same holds for '{**a, **b}', 'a | b' and"
           " 'set.union' in a reduce. 'itertools.chain.from_iterable' and"
           " 'reduce(operator.iadd, ..., [])' copy each item once.",
    .bad = "def flatten(groups):\n"
           "    return sum(groups, [])\n",
    .good = "from itertools import chain\n"
            "\n"
            "\n"
            "def flatten(groups):\n"
            "    return list(chain.from_iterable(groups))\n",
    .see = SEE("https://docs.python.org/3/library/functions.html#sum",
               "https://docs.python.org/3/library/itertools.html"
               "#itertools.chain.from_iterable"),
    .messages = MESSAGES(
        {"'{0}' copies all that is joined so far for each {1} it adds",
         "make one {1} of 'itertools.chain.from_iterable' over them"},
        {"'{0}' copies all that is joined so far for each dict it adds",
         "make one dict and 'update' it in a loop"},
        {"'{0}' copies all that is joined so far for each set it adds",
         "make one set of all of them: 'set().union(*sets)'"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the containers are data, such as rows that"
              " were read; a note else.",
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { SEQUENCES, DICTS, SETS };
enum { SMALL = 16 };

/* What a call joins: of which type, the iterable, and what it begins with. */
struct joining {
	enum type_kind type;
	node_id iterable;
	node_id start; /* or NO_NODE */
	bool is_plain; /* by `+` and nothing else */
};

static enum type_kind kind_of(const struct facts *f, node_id n)
{
	return n == NO_NODE ? TYPE_UNKNOWN : types_of(f->types, n)->kind;
}

/* The type of what is joined: of the start, or of the iterable's elements. */
static enum type_kind kind_of_parts(const struct facts *f,
                                    const struct joining *j)
{
	if (j->start != NO_NODE)
		return kind_of(f, j->start);
	return types_at(f->types, types_of(f->types, j->iterable)->element)
	    ->kind;
}

static bool is_sequence(enum type_kind kind)
{
	return kind == TYPE_LIST || kind == TYPE_TUPLE;
}

static bool is_set(enum type_kind kind)
{
	return kind == TYPE_SET || kind == TYPE_FROZENSET;
}

/* By lambda a, b: a + b, {**a, **b}, a | b, a.union(b). */
static void find_in_lambda(const struct facts *f, node_id lambda,
                           struct joining *j)
{
	const struct tree *t = f->tree;
	node_id parameters = tree_child(t, lambda, FIELD_PARAMETERS);
	node_id body = tree_child(t, lambda, FIELD_BODY), first, old;
	enum type_kind parts = kind_of_parts(f, j);
	enum growth_form form;

	if (parameters == NO_NODE || tree_child_count(t, parameters) != 2)
		return;
	first = tree_first(t, parameters);
	if (tree_kind(t, first) != KIND_IDENTIFIER)
		return;
	body = tree_value(t, body);
	form = growth_form_of_value(t, first, body, &old);
	/* A running sum, a + [a[-1] + b], is no chain. */
	for (node_id n = body; n < tree_end(t, body); n++)
		if (tree_name(t, n) == tree_name(t, first) && n != old)
			return;
	switch (form) {
	case GROWTH_DISPLAY:
		j->type = kind_of(f, body);
		break;
	case GROWTH_PLUS:
	case GROWTH_FRONT:
		j->type = is_sequence(parts) ? parts : TYPE_UNKNOWN;
		j->is_plain =
		    tree_kind(
		        t, tree_value(t, tree_child(t, body, FIELD_RIGHT))) ==
		        KIND_IDENTIFIER &&
		    tree_value(t, tree_child(t, body, FIELD_LEFT)) == old;
		break;
	case GROWTH_UNION:
	case GROWTH_CALL:
		j->type =
		    is_set(parts) || parts == TYPE_DICT ? parts : TYPE_UNKNOWN;
		break;
	default:
		break;
	}
}

/* By a function that the operators stand for. */
static void find_in_function(const struct facts *f, node_id function,
                             struct joining *j)
{
	static const char *const adding[] = {"operator.add", "operator.concat",
	                                     NULL};
	static const char *const of_set[] = {"builtins.set.union",
	                                     "builtins.frozenset.union", NULL};
	enum type_kind parts = kind_of_parts(f, j);

	if (imports_which(&f->imports, function, of_set) >= 0)
		j->type = TYPE_SET;
	else if (imports_which(&f->imports, function, adding) >= 0)
		j->type = is_sequence(parts) ? parts : TYPE_UNKNOWN;
	else if (imports_is(&f->imports, function, "operator.or_"))
		j->type =
		    is_set(parts) || parts == TYPE_DICT ? parts : TYPE_UNKNOWN;
	j->is_plain = is_sequence(j->type);
}

static bool find_joining(const struct facts *f, node_id n, struct joining *j)
{
	node_id function;

	*j = (struct joining){.type = TYPE_UNKNOWN};
	if (ask_calls(f, n, "builtins.sum")) {
		j->iterable = ask_argument(f, n, 0);
		j->start = ask_argument(f, n, 1);
		if (j->start == NO_NODE)
			j->start = ask_keyword(f, n, "start");
		j->type = kind_of(f, j->start);
		j->is_plain = true;
		return j->iterable != NO_NODE && is_sequence(j->type);
	}
	if (!ask_calls(f, n, "functools.reduce"))
		return false;
	function = ask_argument(f, n, 0);
	j->iterable = ask_argument(f, n, 1);
	j->start = ask_argument(f, n, 2);
	if (function == NO_NODE || j->iterable == NO_NODE)
		return false;
	function = tree_value(f->tree, function);
	if (tree_kind(f->tree, function) == KIND_LAMBDA)
		find_in_lambda(f, function, j);
	else
		find_in_function(f, function, j);
	return j->type != TYPE_UNKNOWN;
}

/* Is it an empty display, list() or tuple()? */
static bool is_empty(const struct tree *t, node_id n)
{
	struct str text;

	if (n == NO_NODE)
		return false;
	text = tree_text(t, n);
	return str_is(text, "[]") || str_is(text, "()") ||
	       str_is(text, "list()") || str_is(text, "tuple()");
}

/* sum(x, []) -> list(itertools.chain.from_iterable(x)). */
static void offer(struct pass *pass, struct finding *finding, node_id n,
                  const struct joining *j)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	const char *chain =
	    ask_imported(f, pass->findings->arena, n, "itertools", "chain");
	struct import_place place;
	struct span call = tree_span(t, n),
	            iterable = tree_span(t, j->iterable);
	struct fix *fix;

	if (!j->is_plain || !is_empty(t, j->start) ||
	    (chain == NULL && !ask_import_place(f, "itertools", &place)))
		return;
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
	                  "copy each item once");
	if (chain == NULL) {
		ask_import(pass->findings, fix, &place, "itertools");
		chain = "itertools.chain";
	}
	fix_replace(pass->findings, fix, f->source,
	            (struct span){call.start, iterable.start},
	            arena_format(pass->findings->arena, "%s(%s.from_iterable(",
	                         j->type == TYPE_LIST ? "list" : "tuple",
	                         chain));
	fix_replace(pass->findings, fix, f->source,
	            (struct span){iterable.end, call.end}, "))");
}

static unsigned judge(enum type_kind type)
{
	if (type == TYPE_DICT)
		return DICTS;
	return is_set(type) ? SETS : SEQUENCES;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct finding *finding;
	struct joining j;

	if (!find_joining(f, n, &j) || ask_is_small(f, j.iterable, SMALL))
		return;
	finding = REPORT(
	    pass, n, turns_are_many(f, j.iterable) ? LEVEL_WARNING : LEVEL_NOTE,
	    judge(j.type), quote(pass, n),
	    j.type == TYPE_TUPLE ? "tuple" : "list");
	if (finding == NULL)
		return;
	finding->estimate = cost_copy(f->target, j.type);
	offer(pass, finding, n, &j);
}
