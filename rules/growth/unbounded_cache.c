#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_unbounded_cache = {
    .code = "MEM602",
    .title = "A cache without a bound, by arguments of any number",
    .why = "functools.cache and lru_cache(maxsize=None) keep an entry for each"
           " different call for as long as the process: 72 to 126 bytes for a"
           " short text or a number, and all of what is larger, arguments and"
           " results. With maxsize=128 there are 128 (CPython 3.8 to 3.13).",
    .bad = "import functools\n"
           "\n"
           "\n"
           "@functools.lru_cache(maxsize=None)\n"
           "def host_of(url):\n"
           "    return url.split(\"/\")[2].lower()\n"
           "\n"
           "\n"
           "def count(lines, hosts):\n"
           "    for line in lines:\n"
           "        hosts[host_of(line)] += 1\n",
    .good = "import functools\n"
            "\n"
            "\n"
            "@functools.lru_cache(maxsize=10_000)\n"
            "def host_of(url):\n"
            "    return url.split(\"/\")[2].lower()\n"
            "\n"
            "\n"
            "def count(lines, hosts):\n"
            "    for line in lines:\n"
            "        hosts[host_of(line)] += 1\n",
    .left_out = "An argument is taken for endless where a call in the file"
                " gives it what comes with a request, or by its name: url,"
                " text, user_id, line and the like. By others, such as name,"
                " kind or path, a program may have few entries: these are"
                " silent, as are arguments that all calls in the file give"
                " constants.",
    .see = SEE("https://docs.python.org/3/library/functools.html"
               "#functools.lru_cache"),
    .messages = MESSAGES(
        {"the cache of '{0}' has no bound: each different '{1}' that it is"
         " called with stays, with its result and {3} bytes more (CPython {4}),"
         " for as long as the process",
         "give it a maxsize, where the values are many"},
        {"the cache of '{0}' has no bound, and a call of it runs {2}: each"
         " different '{1}' stays, with its result and {3} bytes more (CPython"
         " {4}), for as long as the process",
         "give it a maxsize"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where a call of it runs for each request, event or"
              " task, for each line or row of data, or on the whole text of a"
              " file; a note else.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_DECORATED_DEFINITION),
    .check = check,
};

/* What the arguments of a call tell: are they constants, is one a line or row
 * of data, or all of what a file has? */
enum given { GIVEN_CONSTANTS, GIVEN_OTHER, GIVEN_PIECE, GIVEN_WHOLE };

static enum given given_to(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	enum given given = GIVEN_CONSTANTS;

	for (node_id a = list == NO_NODE ? list : tree_first(t, list);
	     a != NO_NODE; a = tree_sibling(t, a)) {
		node_id value = tree_value(t, a);
		enum kind kind = tree_kind(t, value);

		if (kind == KIND_STRING || kind == KIND_INTEGER ||
		    kind == KIND_NONE)
			continue;
		if (ask_is_data_sized(f, value))
			return GIVEN_WHOLE;
		if (turns_piece(f, value) != NO_NODE)
			given = GIVEN_PIECE;
		else if (given == GIVEN_CONSTANTS)
			given = GIVEN_OTHER;
	}
	return given;
}

/* Does the call surely keep many results, or large ones? `when`: in words that
 * follow "a call of it runs", "" before. */
static bool keeps_much(const struct facts *f, node_id call, const char **when)
{
	enum given given = given_to(f, call);
	struct lifetime around = lifetime_of_function(
	    f, f->scopes.scopes[scopes_body(&f->scopes, call)].node);

	if (given == GIVEN_CONSTANTS)
		return false;
	if (around.runs == RUNS_MANY &&
	    str_starts(str_of(around.when), "for each"))
		*when = around.when;
	else if (given == GIVEN_PIECE)
		*when = "for each line or row of data";
	else if (given == GIVEN_WHOLE && around.runs != RUNS_ONCE)
		*when = "on the whole text of a file";
	return **when != '\0';
}

/* The first call of the function that does; NO_NODE if none is found. */
static node_id call_that_keeps(const struct facts *f, node_id function,
                               const char **when)
{
	const struct tree *t = f->tree;
	symbol_id variable =
	    scopes_variable(&f->scopes, tree_child(t, function, FIELD_NAME));
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ &&
		    tree_kind(t, tree_parent(t, o->node)) == KIND_CALL &&
		    tree_field(t, o->node) == FIELD_FUNCTION &&
		    keeps_much(f, tree_parent(t, o->node), when))
			return tree_parent(t, o->node);
	return NO_NODE;
}

static bool is_recursive(const struct facts *f, node_id function)
{
	symbol_id variable = scopes_variable(
	    &f->scopes, tree_child(f->tree, function, FIELD_NAME));
	node_id body = tree_child(f->tree, function, FIELD_BODY);

	if (variable == NO_SYMBOL || body == NO_NODE)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (tree_contains(f->tree, body, o->node))
			return true;
	return false;
}

static bool is_method_of_object(const struct facts *f, node_id function)
{
	enum method_kind kind = classes_method_kind(&f->classes, function);

	return classes_of_method(&f->classes, function) != NO_CLASS &&
	       kind != METHOD_STATIC && kind != METHOD_CLASS;
}

/* MEM601 tells of methods; what runs and ends keeps nothing for long; the table
 * of a function that calls itself is what it is for. */
static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id function = tree_child(t, n, FIELD_DEFINITION), parameter, site;
	const char *when = "";
	struct finding *finding;
	struct estimate entry = cost_call(f->target, COST_CACHED);
	struct cached cached;

	if (f->is_script ||
	    tree_kind(t, function) != KIND_FUNCTION_DEFINITION ||
	    !cached_function(f, function, &cached) || !cached.is_unbounded ||
	    names_find(t->names, STR("cache_clear")) != NAME_NONE ||
	    f->scopes.scopes[scopes_body(&f->scopes, n)].kind ==
	        SCOPE_FUNCTION ||
	    is_method_of_object(f, function) || is_recursive(f, function))
		return;
	parameter = open_parameter(f, function);
	if (parameter == NO_NODE)
		return;
	site = call_that_keeps(f, function, &when);
	finding = REPORT(pass, cached.at,
	                 site == NO_NODE ? LEVEL_NOTE : LEVEL_WARNING,
	                 site == NO_NODE ? 0 : 1,
	                 quote(pass, tree_child(t, function, FIELD_NAME)),
	                 quote(pass, parameter), when,
	                 quote_number(pass, entry.bytes), entry.target);
	if (finding == NULL)
		return;
	finding->estimate = entry;
	if (site == NO_NODE)
		return;
	finding_relate(pass->findings, finding, tree_span(t, site),
	               "called here");
}
