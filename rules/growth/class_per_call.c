#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_class_per_call = {
    .code = "MEM608",
    .title = "A class, or a parser, made again and again",
    .why = "Each class refers to itself by its __mro__ and its descriptors, so"
           " one that is dropped waits for the collector: 1.7 to 2.7 KB for a"
           " class, 5.5 KB for a namedtuple, 2.7 to 4.5 KB for an Enum, 6.8 to"
           " 7.4 KB for a dataclass. An ArgumentParser or ConfigParser is such"
           " a ring too, of 3 KB, a Mock of 4 to 5 KB, and a document of"
           " xml.dom.minidom with all its nodes. Where an instance is kept,"
           " its class is kept with it (CPython 3.8 to 3.13).",
    .bad = "import collections\n"
           "\n"
           "\n"
           "def longest(lines):\n"
           "    best = 0\n"
           "    for line in lines:\n"
           "        Span = collections.namedtuple(\"Span\", \"start end\")\n"
           "        span = Span(line.find(\"<\"), line.find(\">\"))\n"
           "        best = max(best, span.end - span.start)\n"
           "    return best\n",
    .good = "import collections\n"
            "\n"
            "Span = collections.namedtuple(\"Span\", \"start end\")\n"
            "\n"
            "\n"
            "def longest(lines):\n"
            "    best = 0\n"
            "    for line in lines:\n"
            "        span = Span(line.find(\"<\"), line.find(\">\"))\n"
            "        best = max(best, span.end - span.start)\n"
            "    return best\n",
    .see = SEE("https://docs.python.org/3/library/gc.html"),
    .messages =
        MESSAGES({"the {0} '{1}' is made {2} and dropped again: a ring of"
                  " references, {3} bytes or more each time (CPython {4}), that"
                  " waits for the collector",
                  "make it once, at module level"},
                 {"the {0} '{1}' is made {2} and dropped again: a ring of"
                  " references, {3} bytes or more each time (CPython {4}), that"
                  " waits for the collector",
                  "if what it reads stays as it is meanwhile, make and fill it"
                  " once, at module level"},
                 {"the namedtuple '{0}' is made for each row, {1} bytes each"
                  " (CPython {2}): a ring of references that waits for the"
                  " collector once the row is dropped",
                  "make it once for each list of columns: in a function of"
                  " the tuple of their names, with functools.lru_cache"},
                 {"the {0} '{1}' is made {2}, and its nodes refer to one"
                  " another: once it is dropped, it waits for the collector",
                  "call unlink() when it is done with, or use"
                  " xml.etree.ElementTree, whose trees go at once"},
                 {"the {0} '{1}' is made {2}, {3} bytes or more each time"
                  " (CPython {4}), and each lives as long as an instance of it",
                  "make it once, at module level"}),
    .level = LEVEL_NOTE,
    .levels = "A warning in a row factory, which a database calls for each row;"
              " else a note, and silent where nothing says that it is made"
              " often, or where it is made of what the function is given.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_CLASS_DEFINITION, KIND_ASSIGNMENT, KIND_CALL),
    .check = check,
};

enum {
	MESSAGE_MADE,
	MESSAGE_FILLED,
	MESSAGE_ROW,
	MESSAGE_DOCUMENT,
	MESSAGE_WITH_INSTANCES
};

/* Is n in a function(cursor, row), as sqlite3 calls it for each row? */
static bool is_in_row_factory(const struct facts *f, node_id n)
{
	static const char *const names[] = {"cursor", "row"};
	const struct tree *t = f->tree;
	node_id function = f->scopes.scopes[scopes_body(&f->scopes, n)].node;
	node_id parameter;
	uint32_t count = 0;

	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION ||
	    repeats_loop(&f->repeats, n) != NO_NODE)
		return false;
	parameter = tree_first(t, tree_child(t, function, FIELD_PARAMETERS));
	if (parameter != NO_NODE &&
	    classes_of_self(&f->classes, parameter) != NO_CLASS)
		parameter = tree_sibling(t, parameter);
	for (; parameter != NO_NODE; parameter = tree_sibling(t, parameter)) {
		node_id name = tree_kind(t, parameter) == KIND_IDENTIFIER
		                   ? parameter
		                   : tree_first(t, parameter);

		if (count == 2 || !str_is(tree_text(t, name), names[count]))
			return false;
		count++;
	}
	return count == 2;
}

/* namedtuple("Row", fields) for each row */
static void check_row(struct pass *pass, node_id call)
{
	const struct tree *t = pass->tree;
	node_id statement = tree_parent(t, call);
	struct estimate made = cost_call(pass->facts->target, COST_NAMEDTUPLE);
	struct finding *finding;

	if (!str_ends(tree_text(t, tree_child(t, call, FIELD_FUNCTION)),
	              "namedtuple") ||
	    !ask_calls(pass->facts, call, "collections.namedtuple") ||
	    !is_in_row_factory(pass->facts, call))
		return;
	if (tree_kind(t, statement) == KIND_ASSIGNMENT)
		call = tree_child(t, statement, FIELD_LEFT);
	else
		statement = call;
	finding = REPORT(pass, statement, LEVEL_WARNING, MESSAGE_ROW,
	                 statement == call ? "Row" : quote(pass, call),
	                 quote_number(pass, made.bytes), made.target);
	if (finding != NULL)
		finding->estimate = made;
}

/* Could it be made once: is it the same each time? */
static bool is_alike(const struct facts *f, node_id name, node_id call,
                     const struct remade *thing)
{
	switch (thing->kind) {
	case REMADE_CLASS:
	case REMADE_USED:
		return alike_made(f, name, call, false);
	case REMADE_DOCUMENT:
		return true;
	default:
		return alike_made(f, name, call, true);
	}
}

/* Could the class be made once: is it the same each time, its decorators too?
 */
static bool is_alike_class(const struct facts *f, node_id class)
{
	const struct tree *t = f->tree;
	node_id decorated = tree_parent(t, class), part;

	if (tree_kind(t, decorated) == KIND_DECORATED_DEFINITION)
		for (part = tree_first(t, decorated); part != class;
		     part = tree_sibling(t, part))
			if (!alike_each_time(f, part))
				return false;
	for (part = tree_first(t, class); part != NO_NODE;
	     part = tree_sibling(t, part))
		if (tree_field(t, part) != FIELD_NAME &&
		    !alike_each_time(f, part))
			return false;
	return true;
}

static unsigned message_of(const struct remade *thing, enum remade_fate fate)
{
	if (fate == REMADE_WITH_INSTANCES)
		return MESSAGE_WITH_INSTANCES;
	switch (thing->kind) {
	case REMADE_FILLED:
		return MESSAGE_FILLED;
	case REMADE_DOCUMENT:
		return MESSAGE_DOCUMENT;
	default:
		return MESSAGE_MADE;
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	bool is_class = tree_kind(t, n) == KIND_CLASS_DEFINITION;
	node_id name = tree_child(t, n, is_class ? FIELD_NAME : FIELD_LEFT);
	node_id value = tree_child(t, n, FIELD_RIGHT);
	const struct remade *thing;
	enum remade_fate fate;
	struct finding *finding;
	struct estimate made;
	struct lifetime often;

	if (tree_kind(t, n) == KIND_CALL) {
		check_row(pass, n);
		return;
	}
	if (tree_kind(t, name) != KIND_IDENTIFIER ||
	    f->scopes.scopes[f->scopes.scope_of[name]].kind != SCOPE_FUNCTION)
		return;
	thing = is_class ? remade_by_class(f, n)
	                 : remade_by_call(f, tree_value(t, value));
	fate = thing == NULL ? REMADE_UNKNOWN
	                     : remade_fate(f, name, thing, is_class);
	if (fate == REMADE_UNKNOWN ||
	    !(is_class ? fate == REMADE_DROPPED || is_alike_class(f, n)
	               : is_alike(f, name, tree_value(t, value), thing)))
		return;
	often = lifetime_of(f, n);
	if (often.runs != RUNS_MANY ||
	    str_starts(str_of(often.when), "each time"))
		return;
	made = cost_call(f->target, thing->cost);
	finding =
	    REPORT(pass, is_class ? name : n, LEVEL_NOTE,
	           message_of(thing, fate), thing->words, quote(pass, name),
	           often.when, quote_number(pass, made.bytes), made.target);
	if (finding == NULL)
		return;
	if (thing->kind != REMADE_DOCUMENT)
		finding->estimate = made;
	if (!tree_contains(t, often.place, n))
		finding_relate(pass->findings, finding,
		               tree_span(t, often.place), "runs often");
}
