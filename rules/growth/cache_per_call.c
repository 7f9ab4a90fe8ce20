#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_cache_per_call = {
    .code = "MEM607",
    .title = "A cache on a nested function, which is new at each call",
    .why = "The decorator of a nested function runs at each call of the"
           " function around it: the cache starts empty, serves that one call"
           " and is dropped. Each takes 1 KB or more before it holds anything"
           " (CPython 3.8 to 3.13), and what an earlier call computed is"
           " computed again.",
    .bad = "import functools\n"
           "\n"
           "\n"
           "def price(order, rates):\n"
           "    @functools.lru_cache(maxsize=None)\n"
           "    def rate(country):\n"
           "        return rates.load(country)\n"
           "\n"
           "    return order.amount * rate(order.country)\n",
    .good = "import functools\n"
            "\n"
            "\n"
            "@functools.lru_cache(maxsize=1000)\n"
            "def rate(rates, country):\n"
            "    return rates.load(country)\n"
            "\n"
            "\n"
            "def price(order, rates):\n"
            "    return order.amount * rate(rates, order.country)\n",
    .see = SEE("https://docs.python.org/3/library/functools.html"
               "#functools.lru_cache"),
    .messages = MESSAGES(
        {"the cache of '{0}' is made anew at each call of '{1}' ({2} bytes;"
         " CPython {3}), and used for"
         " one call of '{0}' only",
         "drop the cache, or move '{0}' out of '{1}'"},
        {"the cache of '{0}' is made anew at each call of '{1}' ({2} bytes;"
         " CPython {3}), of which '{0}' uses nothing: what it computed for one"
         " call is computed again for the next",
         "move '{0}' out of '{1}', and give its cache a bound"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_DECORATED_DEFINITION),
    .check = check,
};

enum { MESSAGE_ONE_CALL, MESSAGE_USES_NOTHING };

/* Is the function only called, and by the function around it? A call of it
 * then, and in *count how many there are; NO_NODE else. */
static node_id only_calls(const struct facts *f, node_id function,
                          uint32_t *count)
{
	const struct tree *t = f->tree;
	symbol_id variable =
	    scopes_variable(&f->scopes, tree_child(t, function, FIELD_NAME));
	node_id call = NO_NODE;

	*count = 0;
	if (variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access != ACCESS_READ)
			continue;
		call = tree_parent(t, o->node);
		if (tree_kind(t, call) != KIND_CALL ||
		    tree_field(t, o->node) != FIELD_FUNCTION ||
		    bounds_exceeded(t, REACHED_USES, ++*count, o->node) ||
		    scopes_body(&f->scopes, call) !=
		        scopes_body(&f->scopes, function))
			return NO_NODE;
	}
	return call;
}

/* Do the function and its decorators use no variable of the function around
 * it? super() takes the first argument of a call. */
static bool uses_nothing(const struct facts *f, node_id decorated)
{
	const struct tree *t = f->tree;

	for (node_id n = decorated; n < tree_end(t, decorated); n++) {
		symbol_id variable = tree_kind(t, n) == KIND_IDENTIFIER
		                         ? scopes_variable(&f->scopes, n)
		                         : NO_SYMBOL;
		scope_id scope;

		if (tree_name(t, n) == NAME_SUPER ||
		    tree_name(t, n) == NAME_CLASS_CELL)
			return false;
		if (variable == NO_SYMBOL || tree_field(t, n) == FIELD_NAME)
			continue;
		scope = f->scopes.symbols[variable].scope;
		if (f->scopes.scopes[scope].kind != SCOPE_MODULE &&
		    !tree_contains(t, decorated, f->scopes.scopes[scope].node))
			return false;
	}
	return true;
}

/* Does it run once for each run of the code that makes it? */
static bool is_called_once(const struct facts *f, node_id function,
                           node_id call, uint32_t calls)
{
	return calls == 1 && repeats_loop(&f->repeats, call) ==
	                         repeats_loop(&f->repeats, function);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id function = tree_child(t, n, FIELD_DEFINITION), outer;
	struct estimate cache = cost_call(f->target, COST_NEW_CACHE);
	struct finding *finding;
	struct cached cached;
	bool is_once;
	uint32_t calls;
	node_id call;

	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION ||
	    !cached_function(f, function, &cached))
		return;
	outer = f->scopes.scopes[scopes_body(&f->scopes, n)].node;
	if (tree_kind(t, outer) != KIND_FUNCTION_DEFINITION)
		return;
	call = only_calls(f, function, &calls);
	if (call == NO_NODE || lifetime_of_function(f, outer).runs == RUNS_ONCE)
		return;
	is_once = is_called_once(f, function, call, calls);
	if (!is_once && !uses_nothing(f, n))
		return;
	finding = REPORT(pass, cached.at, LEVEL_NOTE,
	                 is_once ? MESSAGE_ONE_CALL : MESSAGE_USES_NOTHING,
	                 quote(pass, tree_child(t, function, FIELD_NAME)),
	                 quote(pass, tree_child(t, outer, FIELD_NAME)),
	                 quote_number(pass, cache.bytes), cache.target);
	if (finding == NULL)
		return;
	finding->estimate = cache;
	finding_relate(pass->findings, finding, tree_span(t, call),
	               is_once ? "the only call of it" : "called here");
}
