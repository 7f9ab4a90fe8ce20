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
         "drop the cache, or move '{0}' out of '{1}'"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_DECORATED_DEFINITION),
    .check = check,
};

/* The only read of the function's name: a call of it, that runs once for each
 * call of the function around; NO_NODE if there are more, or others. */
static node_id only_call(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	symbol_id variable =
	    scopes_variable(&f->scopes, tree_child(t, function, FIELD_NAME));
	node_id call = NO_NODE;

	if (variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (call != NO_NODE)
			return NO_NODE;
		call = tree_parent(t, o->node);
		if (tree_kind(t, call) != KIND_CALL ||
		    tree_field(t, o->node) != FIELD_FUNCTION)
			return NO_NODE;
	}
	if (call == NO_NODE ||
	    scopes_body(&f->scopes, call) !=
	        scopes_body(&f->scopes, function) ||
	    repeats_loop(&f->repeats, call) !=
	        repeats_loop(&f->repeats, function))
		return NO_NODE;
	return call;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id function = tree_child(t, n, FIELD_DEFINITION), outer;
	struct estimate cache = cost_call(f->target, COST_NEW_CACHE);
	struct finding *finding;
	struct cached cached;
	node_id call;

	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION ||
	    !cached_function(f, function, &cached))
		return;
	outer = f->scopes.scopes[scopes_body(&f->scopes, n)].node;
	if (tree_kind(t, outer) != KIND_FUNCTION_DEFINITION)
		return;
	call = only_call(f, function);
	if (call == NO_NODE || lifetime_of_function(f, outer).runs == RUNS_ONCE)
		return;
	finding = REPORT(pass, cached.at, LEVEL_NOTE, 0,
	                 quote(pass, tree_child(t, function, FIELD_NAME)),
	                 quote(pass, tree_child(t, outer, FIELD_NAME)),
	                 quote_number(pass, cache.bytes), cache.target);
	if (finding == NULL)
		return;
	finding->estimate = cache;
	finding_relate(pass->findings, finding, tree_span(t, call),
	               "the only call of it");
}
