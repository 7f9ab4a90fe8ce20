#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_collector_disabled = {
    .code = "MEM901",
    .title = "The collector switched off, with no way back on every path",
    .why =
        "Objects that refer to one another are freed by the cyclic collector"
        " alone. While it is off they stay, dropped or not: 20 000 pairs with"
        " 1 KB each keep 23 to 24 MB, where 0.1 to 0.5 MB are alive with it"
        " (CPython 3.8 to 3.13). An exception between gc.disable() and"
        " gc.enable() leaves it off for the rest of the process. What"
        " gc.freeze() finds alive is never collected either, even once it is"
        " garbage.",
    .bad = "import gc\n"
           "import pickle\n"
           "\n"
           "\n"
           "def load(path):\n"
           "    with open(path, 'rb') as file:\n"
           "        gc.disable()\n"
           "        return pickle.load(file)\n",
    .good = "import gc\n"
            "import pickle\n"
            "\n"
            "\n"
            "def load(path):\n"
            "    with open(path, 'rb') as file:\n"
            "        gc.disable()\n"
            "        try:\n"
            "            return pickle.load(file)\n"
            "        finally:\n"
            "            gc.enable()\n",
    .see = SEE("https://docs.python.org/3/library/gc.html#gc.disable",
               "https://docs.python.org/3/library/gc.html#gc.freeze"),
    .messages = MESSAGES(
        {"'{0}' switches the collector off, and nothing switches it on again:"
         " objects that refer to one another are never freed from here on",
         "switch it on again in a 'finally', or call gc.collect() where a pause"
         " does no harm"},
        {"'{0}' switches the collector off, and not every way out of the"
         " function switches it on again: objects that refer to one another are"
         " never freed after that",
         "switch it on again in a 'finally'"},
        {"an exception after '{0}' leaves the collector off: objects that refer"
         " to one another are never freed after that",
         "switch it on again in a 'finally'"},
        {"'{0}' lets {1} new objects come before the collector looks at them:"
         " those that refer to one another stay until then",
         "some 10 000 save most of its time already"},
        {"'{0}' runs {1}: what is alive then is never collected, even once it"
         " is garbage",
         "freeze once, when the program has started, or gc.unfreeze() first"}),
    .level = LEVEL_WARNING,
    .levels =
        "A warning; a note in a script, and where only an exception leaves"
        " it off.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum {
	MESSAGE_NEVER,
	MESSAGE_SOMETIMES,
	MESSAGE_RAISED,
	MESSAGE_HUGE,
	MESSAGE_FREEZE
};

enum { HUGE_THRESHOLD = 1000000 };

/* gc.set_threshold(n, ...): the n; false if it is no constant. */
static bool threshold_of(const struct facts *f, node_id call, int64_t *value)
{
	node_id n = ask_argument(f, call, 0);

	return n != NO_NODE && ask_integer(f, n, value);
}

static bool is_enable(const struct facts *f, node_id n)
{
	return imports_is(&f->imports, n, "gc.enable");
}

/* Another threshold than none at all */
static bool is_threshold_back(const struct facts *f, node_id n)
{
	int64_t value;

	return imports_is(&f->imports, n, "gc.set_threshold") &&
	       (tree_field(f->tree, n) != FIELD_FUNCTION ||
	        !threshold_of(f, tree_parent(f->tree, n), &value) ||
	        (value != 0 && value < HUGE_THRESHOLD));
}

static bool is_unfreeze(const struct facts *f, node_id n)
{
	return imports_is(&f->imports, n, "gc.unfreeze");
}

/* Is it collected by hand: gc.collect() in another function, in a loop, or
 * after the call? */
static bool is_collected(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	struct tree_each each = TREE_EACH(t, KIND_IDENTIFIER, KIND_ATTRIBUTE);
	scope_id body = scopes_body(&f->scopes, call);
	node_id n;

	if (names_find(t->names, STR("collect")) == NAME_NONE)
		return false;
	while (tree_each(t, &each, &n))
		if (imports_is(&f->imports, n, "gc.collect") &&
		    (n > call || scopes_body(&f->scopes, n) != body ||
		     repeats_loop(&f->repeats, n) != NO_NODE))
			return true;
	return false;
}

/* Does an exception leave more than the function: is it no module, no main()?
 */
static bool outlives_exception(const struct facts *f, node_id call)
{
	return lifetime_of(f, call).runs != RUNS_ONCE;
}

static void check_off(struct pass *pass, node_id call,
                      switched_back_check *is_back)
{
	const struct facts *f = pass->facts;
	enum level level = f->is_script ? LEVEL_NOTE : LEVEL_WARNING;
	node_id place;
	enum switched_back back = switched_back(f, call, is_back, &place);
	struct finding *finding = NULL;

	if (back == SWITCHED_BACK_ELSEWHERE || back == SWITCHED_BACK_ALWAYS ||
	    switched_in_fork(f, call))
		return;
	if (back == SWITCHED_BACK_UNLESS_RAISED) {
		if (outlives_exception(f, call))
			finding = REPORT(pass, call, LEVEL_NOTE, MESSAGE_RAISED,
			                 quote(pass, call));
	} else if (!is_collected(f, call) && !switched_is_asked_for(f, call)) {
		finding =
		    REPORT(pass, call, level,
		           back == SWITCHED_BACK_NEVER ? MESSAGE_NEVER
		                                       : MESSAGE_SOMETIMES,
		           quote(pass, call));
	}
	if (finding != NULL && place != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, place),
		               "switched back here");
}

static void check_threshold(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	node_id place;
	int64_t value;

	if (!threshold_of(f, call, &value))
		return;
	if (value == 0)
		check_off(pass, call, is_threshold_back);
	else if (value >= HUGE_THRESHOLD && !is_collected(f, call) &&
	         !switched_is_asked_for(f, call) &&
	         switched_back(f, call, is_threshold_back, &place) ==
	             SWITCHED_BACK_NEVER)
		REPORT(pass, call, f->is_script ? LEVEL_NOTE : LEVEL_WARNING,
		       MESSAGE_HUGE, quote(pass, call),
		       quote_number(pass, (uint64_t)value));
}

static void check_freeze(struct pass *pass, node_id call)
{
	struct lifetime lifetime = lifetime_of(pass->facts, call);
	node_id place;

	if (lifetime.runs == RUNS_MANY &&
	    !switched_is_asked_for(pass->facts, call) &&
	    !switched_in_fork(pass->facts, call) &&
	    switched_back(pass->facts, call, is_unfreeze, &place) ==
	        SWITCHED_BACK_NEVER)
		REPORT(pass, call, LEVEL_WARNING, MESSAGE_FREEZE,
		       quote(pass, call), lifetime.when);
}

static void check(struct pass *pass, node_id n)
{
	static const char *const functions[] = {
	    "gc.disable", "gc.set_threshold", "gc.freeze", NULL};
	node_id callee = tree_child(pass->tree, n, FIELD_FUNCTION);

	switch (imports_which(&pass->facts->imports, callee, functions)) {
	case 0:
		check_off(pass, n, is_enable);
		break;
	case 1:
		check_threshold(pass, n);
		break;
	case 2:
		check_freeze(pass, n);
		break;
	default:
		break;
	}
}
