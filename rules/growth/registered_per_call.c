#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_registered_per_call = {
    .code = "MEM606",
    .title = "A handler that is registered again at each call",
    .why = "A logger keeps each handler and filter it is given, and atexit each"
           " function, until the process ends; a logger of a new name is kept"
           " for ever as well. What runs many times leaves one each time: 520"
           " to 576 bytes for a StreamHandler (a FileHandler keeps its file"
           " open besides), 88 to 160 for a filter, 344 to 408 for a logger,"
           " 80 for a function. So does what keeps callbacks (144 to 168"
           " bytes and what the callback refers to), warnings each filter of a"
           " new text (420 to 464), and a generic function each class that is"
           " registered with it (1.8 to 2.5 KB; CPython 3.8 to 3.13).",
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
        {"'{0}' gets another {2} each time this runs, {1}, and none is taken"
         " off: all of them stay, and each record goes through all",
         "add it once, where the program starts, or take it off again"},
        {"atexit keeps what is registered each time this runs, {1}, until the"
         " program ends",
         "register one function once, or atexit.unregister it when it is done"
         " with"},
        {"the logger of each new name stays for ever: '{0}' is another one each"
         " time this runs, {1}",
         "use one logger, and put what differs in the records (LoggerAdapter,"
         " extra=...)"},
        {"'{0}' gets a new callback each time this runs, {1}, and nothing in"
         " this file takes one off: all of them stay, with what they refer to",
         "register one function once, or take it off when it is done with"},
        {"warnings keeps a filter for each new text of '{0}', and this runs"
         " {1}: none is ever taken out",
         "use 'with warnings.catch_warnings()' around what warns"},
        {"'{0}' keeps each class that is registered with it, and '{2}' is a new"
         " one each time this runs, {1}: none is ever freed",
         "make the class once, at module level, and register it there"}),
    .level = LEVEL_WARNING,
    .levels = "A warning for handlers, filters and atexit; a note for loggers"
              " of ever new names, callbacks, filters of warnings and classes"
              " of generic functions.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum {
	MESSAGE_HANDLER,
	MESSAGE_ATEXIT,
	MESSAGE_LOGGER,
	MESSAGE_CALLBACK,
	MESSAGE_WARNINGS,
	MESSAGE_CLASS
};

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

/* logger.addHandler(Handler()) */
static void check_handler(struct pass *pass, node_id call, node_id logger,
                          bool is_handler, const char *when)
{
	static const char *const undoing[] = {
	    "removeHandler", "removeFilter", "handlers", "hasHandlers",
	    "filters",       "shutdown",     NULL};
	node_id handler = ask_argument(pass->facts, call, 0);

	if (handler == NO_NODE || !registered_is_logger(pass->facts, logger) ||
	    !registered_is_made_here(pass->facts, handler) ||
	    says(pass, undoing))
		return;
	estimate(REPORT(pass, call, LEVEL_WARNING, MESSAGE_HANDLER,
	                quote(pass, logger), when,
	                is_handler ? "handler" : "filter"),
	         pass, is_handler ? COST_HANDLER : COST_FILTER);
}

/* getLogger(f"job {uuid4()}"). A name alone may be one of a few. */
static void check_logger(struct pass *pass, node_id call, const char *when)
{
	const struct facts *f = pass->facts;
	node_id name = ask_argument(f, call, 0);

	if (name == NO_NODE ||
	    (tree_kind(f->tree, tree_value(f->tree, name)) == KIND_IDENTIFIER
	         ? !grown_is_new(f, name)
	         : !grown_is_endless(f, name)))
		return;
	estimate(REPORT(pass, call, LEVEL_NOTE, MESSAGE_LOGGER,
	                quote(pass, name), when),
	         pass, COST_LOGGER);
}

/* What is cleaned up at the end is kept for that, a few hundred bytes each: it
 * is worth a warning only where there is no end of it. A command ends. */
static void check_atexit(struct pass *pass, node_id call,
                         struct lifetime lifetime)
{
	static const char *const undoing[] = {"unregister", NULL};
	const struct facts *f = pass->facts;
	bool is_told = lifetime_is_told(f, lifetime);

	if ((f->is_script && !is_told) || says(pass, undoing) ||
	    ask_argument(f, call, 0) == NO_NODE ||
	    (!registered_is_made_here(f, ask_argument(f, call, 0)) &&
	     ask_argument_count(f, call) < 2))
		return;
	estimate(REPORT(pass, call, is_told ? LEVEL_WARNING : LEVEL_NOTE,
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

/* What has no check of its own above: the place that is reported, the message,
 * and what the messages name. */
struct other {
	unsigned message;
	node_id keeper, given;
};

static bool find_other(const struct facts *f, node_id n, struct other *other)
{
	node_id callee = tree_child(f->tree, n, FIELD_FUNCTION);

	other->keeper = tree_kind(f->tree, callee) == KIND_ATTRIBUTE
	                    ? tree_first(f->tree, callee)
	                    : NO_NODE;
	other->message = MESSAGE_CALLBACK;
	other->given = registered_callback(f, n);
	if (other->given != NO_NODE)
		return true;
	other->message = MESSAGE_CLASS;
	other->given = registered_class(f, n);
	if (other->given != NO_NODE)
		return true;
	other->message = MESSAGE_WARNINGS;
	other->keeper = other->given = registered_filter(f, n);
	return other->given != NO_NODE;
}

static void check_other(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	struct lifetime lifetime;
	struct other other;

	if (!find_other(f, n, &other))
		return;
	lifetime = lifetime_of(f, n);
	if (lifetime.runs == RUNS_MANY && !is_asked_first(f, n))
		REPORT(pass, n, LEVEL_NOTE, other.message,
		       quote(pass, other.keeper), lifetime.when,
		       quote(pass, other.given));
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
	if (logger == NO_NODE && !is_atexit && !is_get) {
		check_other(pass, n);
		return;
	}
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
