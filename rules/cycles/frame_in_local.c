#include "ask.h"
#include "rule.h"

static rule_check check;

#define FRAME_TEXT                                                             \
	"this function's frame is held by its own '{0}': each call leaves the" \
	" frame and its locals to the cyclic collector"
#define TRACEBACK_TEXT                                                         \
	"a traceback of this function's frame is held by its own '{0}': each"  \
	" time, the frame and its locals are left to the cyclic collector"

const struct rule rule_frame_in_local = {
    .code = "MEM104",
    .title = "A local that holds its own frame or a traceback of it",
    .why = "A frame holds its locals. Where a local holds the frame, or a"
           " traceback or exc_info() that leads to it, each call leaves a cycle"
           " of 1 to 18 objects with all locals of the function, which only the"
           " cyclic collector frees: 1 MB a call with 1 MB in another local"
           " (CPython 3.8 to 3.13).",
    .bad = "import sys\n"
           "\n"
           "\n"
           "def attempt(job, log):\n"
           "    try:\n"
           "        job()\n"
           "    except OSError:\n"
           "        kind, error, traceback = sys.exc_info()\n"
           "        log(kind, error, traceback)\n",
    .good = "import sys\n"
            "\n"
            "\n"
            "def attempt(job, log):\n"
            "    try:\n"
            "        job()\n"
            "    except OSError:\n"
            "        kind, error, traceback = sys.exc_info()\n"
            "        try:\n"
            "            log(kind, error, traceback)\n"
            "        finally:\n"
            "            del error, traceback\n",
    .see = SEE("https://docs.python.org/3/library/inspect.html"
               "#inspect.currentframe"),
    .messages = MESSAGES(
        {FRAME_TEXT, "'del {1}' in a 'finally', or keep only what is needed of"
                     " it, such as '.f_lineno' or '.f_back'"},
        {TRACEBACK_TEXT,
         "'del {1}' in a 'finally', or use 'traceback.format_exc()' if only the"
         " text is needed"},
        {"'{0}' refers to the frame that holds it (from 3.13, PEP 667): each"
         " call leaves this frame and its locals to the cyclic collector",
         "use 'locals()'"},
        {FRAME_TEXT, "keep only what is needed of it, such as '.f_lineno' or"
                     " '.f_back'"},
        {TRACEBACK_TEXT, "'del {1}' in a 'finally'"},
        {TRACEBACK_TEXT, "'del {1}' in a 'finally' of '{2}'"},
        {TRACEBACK_TEXT, NULL}),
    .levels = "A warning for an exception that is dealt with where the frame"
              " surely holds much, such as a file's contents, and there are"
              " many such frames: of an asynchronous function, a method of a"
              " callback protocol, or one that runs many times; a note else:"
              " there is one ring for each call, however often a loop in it"
              " comes to the 'except', and most functions seldom do.",
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum {
	MESSAGE_FRAME,
	MESSAGE_TRACEBACK,
	MESSAGE_LOCALS,
	MESSAGE_PART_OF_FRAME,
	MESSAGE_DELETE,
	MESSAGE_DELETE_OUTSIDE,
	MESSAGE_NO_WAY, /* out that is sure */
	MESSAGE_NONE
};

/* Which message the value deserves when a local holds it. */
static unsigned message_of(const struct facts *f, node_id value)
{
	enum kind kind = tree_kind(f->tree, value);

	if (kind != KIND_CALL && kind != KIND_SUBSCRIPT &&
	    kind != KIND_ATTRIBUTE)
		return MESSAGE_NONE;
	if (ask_raise_is_own_frame(f, value) ||
	    ask_raise_is_own_stack(f, value))
		return MESSAGE_FRAME;
	if (ask_raise_is_own_locals(f, value))
		return MESSAGE_LOCALS;
	return ask_raise_caught(f, value) != ASK_RAISE_OTHER ||
	               (ask_calls(f, value, "inspect.trace") &&
	                ask_raise_handler(f, value) != NO_NODE)
	           ? MESSAGE_TRACEBACK
	           : MESSAGE_NONE;
}

/* Is it the traceback itself that is needed, not its text? */
static bool is_raised(const struct facts *f, node_id assignment, node_id value)
{
	unsigned fate = 0;

	for (node_id n = assignment; n < value; n++)
		if (tree_kind(f->tree, n) == KIND_IDENTIFIER)
			fate |= ask_raise_fate(
			    f, &(struct ask_raise_kept){.value = value,
			                                .statement = assignment,
			                                .place = n});
	return fate & (ASK_RAISE_IS_RAISED | ASK_RAISE_IS_CAUSE);
}

/* error = RuntimeError(value): is it made into another exception, which a local
 * holds as well? */
static bool is_wrapped_at(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id list = tree_parent(t, read), call, name, statement;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return false;
	call = tree_parent(t, list);
	statement = tree_parent(t, tree_outermost(t, call));
	name = tree_child(t, call, FIELD_FUNCTION);
	if (tree_kind(t, name) == KIND_ATTRIBUTE)
		name = tree_child(t, name, FIELD_ATTRIBUTE);
	return tree_kind(t, statement) == KIND_ASSIGNMENT &&
	       tree_kind(t, tree_child(t, statement, FIELD_LEFT)) ==
	           KIND_IDENTIFIER &&
	       (str_ends(tree_text(t, name), "Error") ||
	        str_ends(tree_text(t, name), "Exception"));
}

static bool is_wrapped(const struct facts *f,
                       const struct ask_raise_names *names)
{
	const struct occurrence *o;
	uint32_t seen = 0;

	for (uint32_t i = 0; i < names->count; i++)
		for (o = scopes_first(&f->scopes, names->at[i]);
		     o != NULL &&
		     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
		     o = scopes_next(&f->scopes, o))
			if (o->access == ACCESS_READ &&
			    is_wrapped_at(f, o->node))
				return true;
	return false;
}

/* Do they hide the module `traceback`? */
static bool hides_module(const struct facts *f,
                         const struct ask_raise_names *names)
{
	for (uint32_t i = 0; i < names->count; i++)
		if (str_is(names_text(f->tree->names,
		                      f->scopes.symbols[names->at[i]].name),
		           "traceback"))
			return true;
	return false;
}

/* The message with the advice that surely works. `names`: those to delete. */
static unsigned with_advice(const struct facts *f, unsigned message,
                            node_id assignment, node_id value,
                            struct ask_raise_names *names)
{
	const struct scopes *s = &f->scopes;
	bool is_all = ask_raise_find_names(f, assignment, names);
	node_id owner = s->scopes[s->symbols[names->at[0]].scope].node;

	if (message == MESSAGE_FRAME)
		return is_all ? message : MESSAGE_PART_OF_FRAME;
	if (message != MESSAGE_TRACEBACK)
		return message;
	if (!is_all || is_wrapped(f, names))
		return MESSAGE_NO_WAY;
	if (owner != ask_raise_function(f, assignment))
		return MESSAGE_DELETE_OUTSIDE;
	return is_raised(f, assignment, value) || hides_module(f, names)
	           ? MESSAGE_DELETE
	           : message;
}

static void report_names(struct pass *pass, node_id assignment, node_id value,
                         unsigned message, struct ask_raise_names *names)
{
	const struct facts *f = pass->facts;
	const struct scopes *s = &f->scopes;
	symbol_id last = names->at[names->count - 1];
	struct arena *arena = pass->findings->arena;
	const char *held = ask_raise_write_names(f, arena, names);
	node_id owner = s->scopes[s->symbols[last].scope].node;
	node_id large = NO_NODE;
	struct finding *finding;

	if (message == MESSAGE_TRACEBACK &&
	    ask_raise_is_dealt_with(f, assignment))
		large = ask_raise_heavy_local(f, assignment);
	message = with_advice(f, message, assignment, value, names);
	if (message == MESSAGE_NO_WAY)
		large = NO_NODE;
	finding = REPORT(
	    pass, assignment, large != NO_NODE ? LEVEL_WARNING : LEVEL_NOTE,
	    message, held, ask_raise_write_names(f, arena, names),
	    quote(pass, tree_child(pass->tree, owner, FIELD_NAME)));
	if (finding == NULL)
		return;
	ask_raise_refer(
	    pass->findings, finding, f,
	    &(struct ask_raise_ring){.statement = assignment,
	                             .variable = last,
	                             .place = NO_NODE,
	                             .value = value,
	                             .holds = ask_raise_caught(f, value)});
	if (large != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, large), "is kept with it");
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id value = tree_child(t, n, FIELD_RIGHT), function;
	struct ask_raise_names names = {.count = 0};
	unsigned message;

	if (tree_kind(t, tree_parent(t, n)) == KIND_ASSIGNMENT)
		return;
	while (tree_kind(t, value) == KIND_ASSIGNMENT)
		value = tree_child(t, value, FIELD_RIGHT);
	if (value == NO_NODE)
		return;
	value = tree_value(t, value);
	message = message_of(f, value);
	function = ask_raise_function(f, n);
	if (message == MESSAGE_NONE || function == NO_NODE)
		return;
	ask_raise_find_holders(f, n, value, &names);
	if (names.count == 0 ||
	    (message == MESSAGE_TRACEBACK && ask_raise_is_cut(f, function)))
		return;
	report_names(pass, n, value, message, &names);
}
