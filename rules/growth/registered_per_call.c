#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_registered_per_call = {
    .code = "MEM606",
    .title = "A handler that is registered again at each call",
    .why = "A logger keeps each handler and filter it is given, and atexit each"
           " function, until the process ends; a logger of a new name is kept"
           " for ever as well. What runs many times leaves one each time: 520"
           " to 570 bytes for a StreamHandler (a FileHandler keeps its file"
           " open besides), 94 to 160 for a filter, 410 to 470 for a logger,"
           " 240 for a function (CPython 3.8 to 3.13); and each"
           " record is handled by all of them.",
    .bad = "import logging\n"
           "\n"
           "\n"
           "def work(paths):\n"
           "    for path in paths:\n"
           "        log = logging.getLogger('work')\n"
           "        log.addHandler(logging.FileHandler(path))\n"
           "        log.info('begun')\n",
    .good = "import logging\n"
            "\n"
            "\n"
            "def work(paths):\n"
            "    log = logging.getLogger('work')\n"
            "    for path in paths:\n"
            "        handler = logging.FileHandler(path)\n"
            "        log.addHandler(handler)\n"
            "        log.info('begun')\n"
            "        log.removeHandler(handler)\n"
            "        handler.close()\n",
    .see = SEE("https://docs.python.org/3/library/logging.html"
               "#logging.Logger.addHandler",
               "https://docs.python.org/3/library/atexit.html"),
    .messages = MESSAGES(
        {"'{0}' gets another one each time this runs, {1}, and none is taken"
         " off: all of them stay, and handle each record",
         "add it once, where the program starts, or take it off again"},
        {"atexit keeps what is registered each time this runs, {1}, until the"
         " program ends",
         "register one function once, or atexit.unregister it when it is done"
         " with"},
        {"the logger of each new name stays for ever: '{0}' is another one each"
         " time this runs, {1}",
         "use one logger, and put what differs in the records (LoggerAdapter,"
         " extra=...)"}),
    .level = LEVEL_WARNING,
    .levels = "A warning for handlers, filters and atexit; a note for loggers"
              " of ever new names.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { MESSAGE_HANDLER, MESSAGE_ATEXIT, MESSAGE_LOGGER };

static void estimate(struct finding *finding, const struct pass *pass,
                     enum cost_call kept)
{
	if (finding != NULL)
		finding->estimate = cost_call(pass->facts->target, kept);
}

/* Does the file say one of these names anywhere? */
static bool says(const struct pass *pass, const char *const *words)
{
	for (; *words != NULL; words++)
		if (names_find(pass->tree->names, str_of(*words)) != NAME_NONE)
			return true;
	return false;
}

/* Is n, or what its only binding assigns, a call made within the function? */
static bool is_made_here(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct occurrence *only;
	symbol_id variable;

	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_CALL || tree_kind(t, n) == KIND_LAMBDA)
		return true;
	variable = tree_kind(t, n) == KIND_IDENTIFIER
	               ? scopes_variable(&f->scopes, n)
	               : NO_SYMBOL;
	if (variable == NO_SYMBOL ||
	    f->scopes.symbols[variable].scope != scopes_body(&f->scopes, n))
		return false;
	only = scopes_only_binding(&f->scopes, variable);
	return only != NULL && only->binding == BINDING_ASSIGNMENT &&
	       tree_kind(
	           t, tree_value(t, tree_child(t, only->cause, FIELD_RIGHT))) ==
	           KIND_CALL &&
	       repeats_loop(&f->repeats, only->node) ==
	           repeats_loop(&f->repeats, n);
}

/* getLogger(), getLogger("name"), getLogger(__name__): the same each time */
static bool is_one_logger(const struct facts *f, node_id n)
{
	node_id name = ask_argument(f, n, 0);
	struct str text;

	return ask_calls(f, n, "logging.getLogger") &&
	       (name == NO_NODE || tree_name(f->tree, name) == NAME_NAME ||
	        ask_string(f, name, &text));
}

/* What self.x is set to, if one statement of the class does; NO_NODE else. */
static node_id only_set(const struct facts *f, node_id attribute)
{
	const struct tree *t = f->tree;
	class_id class = classes_of_self(&f->classes, tree_first(t, attribute));
	name_id name = tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	node_id value = NO_NODE;

	if (class == NO_CLASS)
		return NO_NODE;
	for (uint32_t i = 0; i < f->classes.list[class].set_count; i++) {
		const struct attribute_set *set =
		    &f->classes.list[class].sets[i];

		if (set->name != name)
			continue;
		if (value != NO_NODE)
			return NO_NODE;
		value = set->value;
	}
	return value;
}

/* Is n surely one logger of logging, the same each time that this runs? */
static bool is_logger(const struct facts *f, node_id n)
{
	node_id value;

	if (imports_is(&f->imports, n, "logging.root") || is_one_logger(f, n))
		return true;
	value = tree_kind(f->tree, n) == KIND_ATTRIBUTE
	            ? only_set(f, n)
	            : scopes_only_value(&f->scopes, n);
	return value != NO_NODE && is_one_logger(f, value);
}

/* logger.addHandler(Handler()) */
static void check_handler(struct pass *pass, node_id call, node_id logger,
                          bool is_handler, const char *when)
{
	static const char *const undoing[] = {
	    "removeHandler", "removeFilter", "handlers", "hasHandlers",
	    "filters",       "shutdown",     NULL};
	node_id handler = ask_argument(pass->facts, call, 0);

	if (handler == NO_NODE || !is_logger(pass->facts, logger) ||
	    !is_made_here(pass->facts, handler) || says(pass, undoing))
		return;
	estimate(REPORT(pass, call, LEVEL_WARNING, MESSAGE_HANDLER,
	                quote(pass, logger), when),
	         pass, is_handler ? COST_HANDLER : COST_FILTER);
}

/* getLogger(f"job {uuid4()}") */
static void check_logger(struct pass *pass, node_id call, const char *when)
{
	const struct facts *f = pass->facts;
	node_id name = ask_argument(f, call, 0);

	if (name == NO_NODE || !grown_is_endless(f, name))
		return;
	estimate(REPORT(pass, call, LEVEL_NOTE, MESSAGE_LOGGER,
	                quote(pass, name), when),
	         pass, COST_LOGGER);
}

/* What is cleaned up at the end is kept for that, a few hundred bytes each: it
 * is worth a warning only where there is no end of it. */
static void check_atexit(struct pass *pass, node_id call,
                         struct lifetime lifetime)
{
	static const char *const undoing[] = {"unregister", NULL};
	const struct facts *f = pass->facts;

	if (says(pass, undoing) || ask_argument(f, call, 0) == NO_NODE ||
	    (!is_made_here(f, ask_argument(f, call, 0)) &&
	     ask_argument_count(f, call) < 2))
		return;
	estimate(
	    REPORT(pass, call,
	           lifetime_is_told(f, lifetime) ? LEVEL_WARNING : LEVEL_NOTE,
	           MESSAGE_ATEXIT, "atexit", lifetime.when),
	    pass, COST_ATEXIT);
}

/* Is it asked first whether it was done? */
static bool is_asked_first(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id function = tree_ancestor(t, call, KIND_FUNCTION_DEFINITION);

	for (node_id n = tree_parent(t, call); n != function && n != NO_NODE;
	     n = tree_parent(t, n))
		if (tree_kind(t, n) == KIND_IF_STATEMENT)
			return true;
	return false;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	node_id callee = tree_child(pass->tree, n, FIELD_FUNCTION);
	node_id logger = ask_receiver(f, n, "addHandler");
	bool is_handler = logger != NO_NODE, is_atexit, is_get;
	struct lifetime lifetime;

	if (logger == NO_NODE)
		logger = ask_receiver(f, n, "addFilter");
	is_atexit = imports_is(&f->imports, callee, "atexit.register");
	is_get = imports_is(&f->imports, callee, "logging.getLogger");
	if (logger == NO_NODE && !is_atexit && !is_get)
		return;
	lifetime = lifetime_of(f, n);
	if (lifetime.runs != RUNS_MANY || is_asked_first(f, n))
		return;
	if (logger != NO_NODE)
		check_handler(pass, n, logger, is_handler, lifetime.when);
	else if (is_atexit)
		check_atexit(pass, n, lifetime);
	else
		check_logger(pass, n, lifetime.when);
}
