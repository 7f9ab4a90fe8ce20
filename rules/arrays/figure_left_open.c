#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_figure_left_open = {
    .code = "MEM808",
    .title = "Figures of pyplot that nothing closes",
    .why = "pyplot keeps each figure that it makes, with all that is drawn on"
           " it, until plt.close(): 0.8 MB for one of 640 by 480 points with a"
           " line on it that was saved. clf() and clear() empty it and leave it"
           " open, with 40 KB; to delete the variable changes nothing. From 21"
           " open ones on Matplotlib warns. A matplotlib.figure.Figure() that"
           " is made without pyplot goes with its last reference (Matplotlib"
           " 3.6, CPython 3.11).",
    .bad = "import matplotlib.pyplot as plt\n"
           "\n"
           "\n"
           "def draw(series):\n"
           "    for values in series:\n"
           "        fig, ax = plt.subplots()\n"
           "        ax.plot(values)\n"
           "        fig.savefig(values.name)\n",
    .good = "import matplotlib.pyplot as plt\n"
            "\n"
            "\n"
            "def draw(series):\n"
            "    for values in series:\n"
            "        fig, ax = plt.subplots()\n"
            "        ax.plot(values)\n"
            "        fig.savefig(values.name)\n"
            "        plt.close(fig)\n",
    .left_out = "A file that closes or shows a figure anywhere is silent, as"
                " are notebooks, whose backend closes them, tests, figures"
                " with a number or name of their own (num=...), which are made"
                " once, and those that are handed on: what gets them may close"
                " them.",
    .see = SEE("https://matplotlib.org/stable/api/_as_gen/"
               "matplotlib.pyplot.figure.html",
               "https://matplotlib.org/stable/gallery/user_interfaces/"
               "web_application_server_sgskip.html"),
    .messages = MESSAGES(
        {"'{0}' makes a figure {1}, and nothing in the file closes one: pyplot"
         " keeps each with all that is drawn on it",
         "plt.close() it, or make it without pyplot, as"
         " matplotlib.figure.Figure()"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

static const char *const makers[] = {"matplotlib.pyplot.figure",
                                     "matplotlib.pyplot.subplots",
                                     "matplotlib.pylab.figure",
                                     "matplotlib.pylab.subplots",
                                     "matplotlib.pyplot.subplot_mosaic",
                                     "pylab.figure",
                                     "pylab.subplots",
                                     NULL};

static bool has_name(const struct tree *t, const char *word)
{
	return names_find(t->names, str_of(word)) != NAME_NONE;
}

/* close(...), plt.close, close_figures() */
static bool may_close(const struct facts *f, node_id n)
{
	static const char *const closers[] = {"matplotlib.pyplot.close",
	                                      "matplotlib.pylab.close",
	                                      "pylab.close", NULL};
	const struct tree *t = f->tree;
	struct str name;

	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		return imports_which(&f->imports, n, closers) >= 0;
	name = data_called(t, tree_child(t, n, FIELD_FUNCTION));
	return str_is(name, "close") ? ask_argument_count(f, n) > 0
	                             : str_starts(name, "close");
}

/* Does the file close figures, or show them to someone who does? */
static bool closes_figures(const struct facts *f)
{
	struct tree_each each = TREE_EACH(f->tree, KIND_ATTRIBUTE, KIND_CALL);
	node_id n;

	if (has_name(f->tree, "show") || has_name(f->tree, "ion") ||
	    has_name(f->tree, "pause"))
		return true;
	while (tree_each(f->tree, &each, &n))
		if (may_close(f, n))
			return true;
	return false;
}

enum part { PART_FIGURE, PART_AXES };

/* fig.savefig(...); book.savefig(fig); FigureCanvasAgg(fig) */
static bool is_used(const struct tree *t, node_id n, enum part part)
{
	static const char *const to_figure[] = {"figure", "get_figure", NULL};
	static const char *const to_save[] = {"savefig", "FigureCanvas",
	                                      "FigureCanvasAgg", NULL};
	node_id around = tree_parent(t, n), called;

	if (tree_kind(t, around) == KIND_KEYWORD_ARGUMENT)
		around = tree_parent(t, around);
	switch (tree_kind(t, around)) {
	case KIND_ATTRIBUTE:
		return part == PART_FIGURE ||
		       !str_is_one_of(
		           tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
		           to_figure);
	case KIND_ARGUMENT_LIST:
		called = tree_child(t, tree_parent(t, around), FIELD_FUNCTION);
		return part == PART_AXES ||
		       str_is_one_of(data_called(t, called), to_save);
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		return part == PART_AXES;
	default:
		return false;
	}
}

/* axes[0]: the axes themselves, or what is taken out of them. */
static node_id whole_of(const struct tree *t, node_id n)
{
	node_id around;

	for (n = tree_outermost(t, n);; n = tree_outermost(t, around)) {
		around = tree_parent(t, n);
		if (tree_kind(t, around) != KIND_SUBSCRIPT ||
		    tree_child(t, around, FIELD_VALUE) != n)
			return n;
	}
}

/* Is what the name is bound to only drawn on and saved, in the code that binds
 * it? */
static bool stays(const struct facts *f, node_id name, enum part part)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (bounds_exceeded(t, REACHED_USES, ++seen, o->node) ||
		    scopes_body(&f->scopes, o->node) !=
		        scopes_body(&f->scopes, name) ||
		    !is_used(t, whole_of(t, o->node), part))
			return false;
	}
	return true;
}

/* plt.figure(); fig = plt.figure(); fig, (ax, bx) = plt.subplots() */
static bool is_left(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id statement = tree_parent(t, tree_outermost(t, call));
	node_id left = tree_child(t, statement, FIELD_LEFT);
	enum part part = PART_FIGURE;

	if (tree_kind(t, statement) == KIND_EXPRESSION_STATEMENT)
		return !has_name(t, "gcf");
	if (tree_kind(t, statement) != KIND_ASSIGNMENT ||
	    tree_contains(t, left, call))
		return false;
	for (node_id n = left; n < tree_end(t, left); n++) {
		enum kind kind = tree_kind(t, n);

		if (kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
		    kind == KIND_LIST_PATTERN)
			continue;
		if (kind != KIND_IDENTIFIER || !stays(f, n, part))
			return false;
		part = PART_AXES;
	}
	return true;
}

/* figure(1), subplots(num="chart"): the same figure each time. */
static bool has_number(const struct facts *f, node_id call)
{
	return ask_argument_count(f, call) == UINT32_MAX ||
	       ask_keyword(f, call, "num") != NO_NODE ||
	       (str_is(data_called(f->tree,
	                           tree_child(f->tree, call, FIELD_FUNCTION)),
	               "figure") &&
	        ask_argument(f, call, 0) != NO_NODE);
}

static struct lifetime often_of(const struct facts *f, node_id call)
{
	node_id endless = serves_endless_loop(f, call);

	return endless == NO_NODE
	           ? lifetime_of(f, call)
	           : (struct lifetime){RUNS_MANY, endless, "in this loop"};
}

static void check_call(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	struct finding *finding;
	struct lifetime often;

	if (has_number(f, call) || !is_left(f, call))
		return;
	often = often_of(f, call);
	if (often.runs != RUNS_MANY)
		return;
	finding =
	    REPORT(pass, call, LEVEL_NOTE, 0, quote(pass, call), often.when);
	if (finding != NULL && !tree_contains(f->tree, often.place, call))
		finding_relate(pass->findings, finding,
		               tree_span(f->tree, often.place), "runs often");
}

static void check(struct pass *pass, node_id module)
{
	const struct facts *f = pass->facts;
	bool is_asked = false;

	(void)module;
	if (f->is_test || f->tree->source->notebook != NULL)
		return;
	for (node_id n = tree_first_of(f->tree, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(f->tree, n)) {
		if (imports_which(&f->imports,
		                  tree_child(f->tree, n, FIELD_FUNCTION),
		                  makers) < 0)
			continue;
		if (!is_asked && closes_figures(f))
			return;
		is_asked = true;
		check_call(pass, n);
	}
}
