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
           " a ring too, of 3 KB (CPython 3.8 to 3.13).",
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
                  " the tuple of their names, with functools.lru_cache"}),
    .level = LEVEL_NOTE,
    .levels = "A warning in a row factory, which a database calls for each row;"
              " else a note, and silent where nothing says that it is made"
              " often, or where it is made of what the function is given.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_CLASS_DEFINITION, KIND_ASSIGNMENT, KIND_CALL),
    .check = check,
};

enum { MESSAGE_MADE, MESSAGE_FILLED, MESSAGE_ROW };

/* An object is not called; a filled one keeps what it reads. */
enum thing_kind { CLASS, OBJECT, FILLED };

static const struct made_thing {
	const char *origin, *words;
	enum cost_call cost;
	enum thing_kind kind;
} things[] = {
    {"collections.namedtuple", "namedtuple", COST_NAMEDTUPLE, CLASS},
    {"typing.NamedTuple", "NamedTuple", COST_NAMEDTUPLE, CLASS},
    {"enum.Enum", "Enum", COST_ENUM, CLASS},
    {"dataclasses.make_dataclass", "dataclass", COST_DATACLASS, CLASS},
    {"argparse.ArgumentParser", "ArgumentParser", COST_ARGUMENT_PARSER, OBJECT},
    {"configparser.ConfigParser", "ConfigParser", COST_CONFIG_PARSER, FILLED},
    {"configparser.RawConfigParser", "ConfigParser", COST_CONFIG_PARSER,
     FILLED},
};

/* Is the variable's value only called, or its attributes read, in the function
 * that makes it? What is handed on may be kept. */
static bool is_dropped(const struct facts *f, node_id name)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t reads = 0;

	if (variable == NO_SYMBOL ||
	    f->scopes.symbols[variable].scope != f->scopes.scope_of[name] ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id parent = tree_parent(t, o->node);

		if (o->node == name)
			continue;
		if (bounds_exceeded(t, REACHED_USES, reads + 1, o->node) ||
		    o->access != ACCESS_READ ||
		    scopes_body(&f->scopes, o->node) !=
		        scopes_body(&f->scopes, name))
			return false;
		if (tree_field(t, o->node) == FIELD_FUNCTION ||
		    (tree_kind(t, parent) == KIND_ATTRIBUTE &&
		     tree_first(t, parent) == o->node))
			reads++;
		else
			return false;
	}
	return reads > 0;
}

/* Is what the class makes handed on, so that the class lives with it? Only of
 * C(...).x, C(...).run() and the like is it known that it is not. */
static bool is_instance_dropped(const struct facts *f, node_id name,
                                bool is_class)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id call = tree_parent(t, o->node), statement;
		symbol_id made;

		if (o->node == name || tree_kind(t, call) != KIND_CALL)
			continue;
		statement = tree_parent(t, call);
		/* C().run is a method that may be kept, and keep the class */
		if (tree_kind(t, statement) == KIND_ATTRIBUTE) {
			if (is_class &&
			    tree_field(t, statement) != FIELD_FUNCTION)
				return false;
			continue;
		}
		made =
		    tree_kind(t, statement) == KIND_ASSIGNMENT
		        ? scopes_variable(&f->scopes,
		                          tree_child(t, statement, FIELD_LEFT))
		        : NO_SYMBOL;
		if (made == NO_SYMBOL || !uses_stays_local(f->uses, made))
			return false;
	}
	return true;
}

static const struct made_thing *thing_made(const struct facts *f, node_id call)
{
	if (tree_kind(f->tree, call) != KIND_CALL)
		return NULL;
	for (size_t i = 0; i < sizeof(things) / sizeof(*things); i++)
		if (ask_calls(f, call, things[i].origin))
			return &things[i];
	return NULL;
}

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

static void check(struct pass *pass, node_id n)
{
	static const struct made_thing class = {"", "class", COST_CLASS, CLASS};
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	bool is_class = tree_kind(t, n) == KIND_CLASS_DEFINITION;
	const struct made_thing *thing = &class;
	node_id name = tree_child(t, n, is_class ? FIELD_NAME : FIELD_LEFT);
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
	if (!is_class)
		thing = thing_made(f, tree_child(t, n, FIELD_RIGHT));
	if (thing == NULL || !is_dropped(f, name) ||
	    (thing->kind == CLASS && !is_instance_dropped(f, name, is_class)) ||
	    (!is_class && !alike_made(f, name, tree_child(t, n, FIELD_RIGHT),
	                              thing->kind != CLASS)))
		return;
	often = lifetime_of(f, n);
	if (often.runs != RUNS_MANY ||
	    str_starts(str_of(often.when), "each time"))
		return;
	made = cost_call(f->target, thing->cost);
	finding = REPORT(pass, is_class ? name : n, LEVEL_NOTE,
	                 thing->kind == FILLED ? MESSAGE_FILLED : MESSAGE_MADE,
	                 thing->words, quote(pass, name), often.when,
	                 quote_number(pass, made.bytes), made.target);
	if (finding != NULL)
		finding->estimate = made;
	if (finding != NULL && !tree_contains(t, often.place, n))
		finding_relate(pass->findings, finding,
		               tree_span(t, often.place), "runs often");
}
