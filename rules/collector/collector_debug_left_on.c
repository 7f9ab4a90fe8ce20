#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_collector_debug_left_on = {
    .code = "MEM902",
    .title = "A debug flag of the collector that keeps all cyclic garbage",
    .why = "With gc.DEBUG_SAVEALL, which gc.DEBUG_LEAK includes, the collector"
           " puts what it finds into gc.garbage instead of freeing it: 5 000"
           " dropped pairs with 1 KB each keep 11 to 12 MB, and switching the"
           " flag off again frees none of it (CPython 3.8 to 3.13).",
    .bad = "import gc\n"
           "\n"
           "gc.set_debug(gc.DEBUG_LEAK)\n",
    .good = "import gc\n"
            "\n"
            "gc.set_debug(gc.DEBUG_UNCOLLECTABLE)\n",
    .see = SEE("https://docs.python.org/3/library/gc.html#gc.DEBUG_SAVEALL"),
    .messages = MESSAGES(
        {"'{0}' makes the collector keep all that it finds in gc.garbage:"
         " objects that refer to one another are never freed",
         "gc.DEBUG_UNCOLLECTABLE tells of what cannot be freed, and keeps"
         " nothing else"},
        {"'{0}' makes the collector keep all that it finds in gc.garbage until"
         " that is emptied, after gc.set_debug(0)",
         "gc.garbage.clear() when it was looked at"}),
    .level = LEVEL_ERROR,
    .levels = "An error; a note where the file looks at gc.garbage.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { MESSAGE_KEPT, MESSAGE_LOOKED_AT };

/* The flag in the call's arguments, or in what a name of them is bound to. */
static bool keeps_all(const struct facts *f, node_id n)
{
	static const char *const flags[] = {"gc.DEBUG_SAVEALL", "gc.DEBUG_LEAK",
	                                    NULL};
	const struct tree *t = f->tree;

	for (node_id i = n; i != NO_NODE && i < tree_end(t, n); i++)
		if ((tree_kind(t, i) == KIND_ATTRIBUTE ||
		     tree_kind(t, i) == KIND_IDENTIFIER) &&
		    imports_which(&f->imports, i, flags) >= 0)
			return true;
	return false;
}

/* Is it set by the call: directly, or by a name that is bound to it? */
static bool sets_flag(const struct facts *f, node_id call)
{
	node_id n = ask_argument(f, call, 0);
	symbol_id variable;

	if (n == NO_NODE)
		return false;
	variable = scopes_variable(&f->scopes, tree_value(f->tree, n));
	if (keeps_all(f, n) || variable == NO_SYMBOL)
		return keeps_all(f, n);
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->binding == BINDING_ASSIGNMENT && o->node < call &&
		    keeps_all(f, tree_child(f->tree, o->cause, FIELD_RIGHT)))
			return true;
	return false;
}

static bool is_reset(const struct facts *f, node_id n)
{
	return imports_is(&f->imports, n, "gc.set_debug") &&
	       !sets_flag(f, tree_parent(f->tree, n));
}

static bool reads_garbage(const struct facts *f)
{
	struct tree_each each =
	    TREE_EACH(f->tree, KIND_IDENTIFIER, KIND_ATTRIBUTE);
	node_id n;

	while (tree_each(f->tree, &each, &n))
		if (imports_is(&f->imports, n, "gc.garbage"))
			return true;
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id callee = tree_child(pass->tree, n, FIELD_FUNCTION), place;
	bool is_looked_at;

	if (!imports_is(&f->imports, callee, "gc.set_debug") ||
	    !sets_flag(f, n) || switched_is_asked_for(f, n) ||
	    switched_back(f, n, is_reset, &place) != SWITCHED_BACK_NEVER)
		return;
	is_looked_at = reads_garbage(f);
	REPORT(pass, n, is_looked_at ? LEVEL_NOTE : LEVEL_ERROR,
	       is_looked_at ? MESSAGE_LOOKED_AT : MESSAGE_KEPT, quote(pass, n));
}
