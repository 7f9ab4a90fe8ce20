#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_contextvar_per_call = {
    .code = "MEM610",
    .title = "A ContextVar made in a function and set, which is never freed",
    .why = "A context holds the variables that were set in it, and their"
           " values, until they are reset: a ContextVar that each call makes"
           " and sets stays in the thread's context for as long as the thread,"
           " with what it was set to. Calls that set 1 000 bytes keep 1 180"
           " each (CPython 3.8 to 3.13).",
    .bad = "import contextvars\n"
           "\n"
           "\n"
           "def handle(request, answer):\n"
           "    user = contextvars.ContextVar(\"user\")\n"
           "    user.set(request.user)\n"
           "    return answer(request, user.get())\n",
    .good = "import contextvars\n"
            "\n"
            "user = contextvars.ContextVar(\"user\")\n"
            "\n"
            "\n"
            "def handle(request, answer):\n"
            "    token = user.set(request.user)\n"
            "    try:\n"
            "        return answer(request, user.get())\n"
            "    finally:\n"
            "        user.reset(token)\n",
    .see = SEE("https://docs.python.org/3/library/contextvars.html"
               "#contextvars.ContextVar"),
    .messages = MESSAGES(
        {"each call of '{0}' makes the ContextVar '{1}' and sets it: the"
         " context keeps it ({2} bytes; CPython {3}) and its value for as long"
         " as the thread",
         "make it once, at module level, and reset it after use"},
        {"each '{0}' object makes the ContextVar '{1}' and sets it: the"
         " context keeps it ({2} bytes; CPython {3}) and its value for as long"
         " as the thread",
         "make it once, at module level, and reset it after use"}),
    .level = LEVEL_ERROR,
    .levels = "Always an error: what was set is never freed.",
    .precision = PRECISION_MEDIUM,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_CALL, KIND_CLASS_DEFINITION),
    .check = check,
};

/* Uses of a local, and variables of a class, that are looked at. */
enum { MOST_VARIABLES = 8 };

/* What is done with the variable where n holds it: x.set(...), which `place`
 * becomes; false if it may be reset, or handed to what may. */
static bool see(const struct tree *t, node_id n, node_id *place)
{
	node_id attribute = tree_parent(t, n), call;
	struct str name;

	if (tree_kind(t, attribute) != KIND_ATTRIBUTE ||
	    tree_first(t, attribute) != n)
		return false;
	name = data_called(t, attribute);
	call = tree_parent(t, attribute);
	if (tree_kind(t, call) != KIND_CALL ||
	    tree_field(t, attribute) != FIELD_FUNCTION)
		return false;
	if (str_is(name, "set") && *place == NO_NODE)
		*place = call;
	return str_is(name, "set") || str_is(name, "get");
}

/* Where the local variable is set; NO_NODE if it is not, or it is not known
 * what is done with it. */
static node_id set_of_local(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	node_id place = NO_NODE;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL ||
	    f->scopes.symbols[variable].scope != f->scopes.scope_of[name] ||
	    scopes_only_binding(&f->scopes, variable) == NULL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (o->node != name &&
		    (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		     !see(f->tree, o->node, &place)))
			return NO_NODE;
	return place;
}

/* The same of self.x, over all code of the class. */
static node_id set_of_attribute(const struct facts *f, node_id target,
                                class_id class)
{
	const struct tree *t = f->tree;
	const struct class_info *info = &f->classes.list[class];
	name_id name = tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE));
	node_id place = NO_NODE;

	for (node_id n = info->node; n < tree_end(t, info->node); n++)
		if (n != target && tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == name &&
		    !see(t, n, &place))
			return NO_NODE;
	return place;
}

static void report_set(struct pass *pass, node_id call, unsigned message,
                       const char *owner, node_id target, node_id place)
{
	struct estimate variable = cost_call(pass->facts->target, COST_CONTEXT);
	struct finding *finding =
	    REPORT(pass, call, LEVEL_ERROR, message, owner, quote(pass, target),
	           quote_number(pass, variable.bytes), variable.target);

	if (finding == NULL)
		return;
	finding->estimate = variable;
	finding_relate(pass->findings, finding, tree_span(pass->tree, place),
	               "set here");
}

/* Does the call, the value of an assignment, make a ContextVar in a function
 * that may run often? A task has a context of its own, which goes with it. */
static bool is_made_often(const struct facts *f, node_id call)
{
	const struct scope *scope = &f->scopes.scopes[f->scopes.scope_of[call]];

	return tree_kind(f->tree, tree_parent(f->tree, call)) ==
	           KIND_ASSIGNMENT &&
	       scope->kind == SCOPE_FUNCTION &&
	       !(scope->flags & SCOPE_IS_ASYNC) &&
	       ask_calls(f, call, "contextvars.ContextVar") &&
	       lifetime_of_function(f, scope->node).runs != RUNS_ONCE;
}

static void check_class(struct pass *pass, class_id class)
{
	const struct facts *f = pass->facts;
	const struct class_info *info = &f->classes.list[class];
	uint32_t left = MOST_VARIABLES;

	for (uint32_t i = 0; i < info->set_count && left > 0; i++) {
		const struct attribute_set *set = &info->sets[i];
		node_id place;

		if (tree_kind(f->tree, set->value) != KIND_CALL ||
		    tree_kind(f->tree, set->target) != KIND_ATTRIBUTE ||
		    classes_of_self(&f->classes,
		                    tree_first(f->tree, set->target)) != class
		    || !is_made_often(f, set->value))
			continue;
		if (facts_layouts(f)[class].made < MADE_MANY)
			return;
		left--;
		place = set_of_attribute(f, set->target, class);
		if (place != NO_NODE)
			report_set(pass, set->value, 1,
			           quote_name(pass, info->name), set->target,
			           place);
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id target, place, function;

	if (tree_kind(t, n) == KIND_CLASS_DEFINITION) {
		if (classes_at(&f->classes, n) != NO_CLASS)
			check_class(pass, classes_at(&f->classes, n));
		return;
	}
	if (!is_made_often(f, n))
		return;
	target = tree_child(t, tree_parent(t, n), FIELD_LEFT);
	if (tree_kind(t, target) != KIND_IDENTIFIER)
		return;
	place = set_of_local(f, target);
	function = f->scopes.scopes[f->scopes.scope_of[n]].node;
	if (place != NO_NODE)
		report_set(pass, n, 0,
		           quote(pass, tree_child(t, function, FIELD_NAME)),
		           target, place);
}
