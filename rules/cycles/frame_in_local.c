#include "ask.h"
#include "rule.h"

static rule_check check;

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
        {"'{0}' holds this function's own frame, which holds '{0}': each call"
         " leaves the frame and its locals to the cyclic collector",
         "'del {0}' in a 'finally', or keep only what is needed of it, such as"
         " '.f_lineno' or '.f_back'"},
        {"'{0}' holds a traceback of this function's frame, which holds '{0}':"
         " each time, the frame and its locals are left to the cyclic"
         " collector",
         "'del {0}' in a 'finally', or use 'traceback.format_exc()'"},
        {"'{0}' refers to the frame that holds it (from 3.13, PEP 667): each"
         " call leaves this frame and its locals to the cyclic collector",
         "use 'locals()'"}),
    .level = LEVEL_WARNING,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum { MESSAGE_FRAME, MESSAGE_TRACEBACK, MESSAGE_LOCALS, MESSAGE_NONE };

/* sys._getframe(), sys._getframe(0), inspect.currentframe() */
static bool is_own_frame(const struct facts *f, node_id n)
{
	uint32_t count;
	int64_t depth;

	n = tree_value(f->tree, n);
	if (tree_kind(f->tree, n) != KIND_CALL)
		return false;
	count = ask_argument_count(f, n);
	if (ask_calls(f, n, "inspect.currentframe"))
		return count == 0;
	return ask_calls(f, n, "sys._getframe") &&
	       (count == 0 ||
	        (count == 1 && ask_integer(f, ask_argument(f, n, 0), &depth) &&
	         depth == 0));
}

/* inspect.stack(), whose first item holds this frame, or that item;
 * inspect.getouterframes(sys._getframe()). */
static bool is_own_stack(const struct facts *f, node_id n)
{
	node_id call = n;
	int64_t index;

	if (tree_kind(f->tree, n) == KIND_SUBSCRIPT) {
		if (!ask_integer(f, tree_child(f->tree, n, FIELD_SUBSCRIPT),
		                 &index) ||
		    index != 0)
			return false;
		call = tree_value(f->tree, tree_first(f->tree, n));
	}
	if (tree_kind(f->tree, call) != KIND_CALL)
		return false;
	return ask_calls(f, call, "inspect.stack") ||
	       (ask_calls(f, call, "inspect.getouterframes") &&
	        is_own_frame(f, ask_argument(f, call, 0)));
}

static bool is_own_f_locals(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	return f->target >= 313 && tree_kind(t, n) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
	              "f_locals") &&
	       is_own_frame(f, tree_first(t, n));
}

/* Which message the value deserves when a local holds it. */
static unsigned message_of(const struct facts *f, node_id value)
{
	enum kind kind = tree_kind(f->tree, value);

	if (kind != KIND_CALL && kind != KIND_SUBSCRIPT &&
	    kind != KIND_ATTRIBUTE)
		return MESSAGE_NONE;
	if (is_own_frame(f, value) || is_own_stack(f, value))
		return MESSAGE_FRAME;
	if (is_own_f_locals(f, value))
		return MESSAGE_LOCALS;
	return ask_raise_caught(f, value) != ASK_RAISE_OTHER ||
	               (ask_calls(f, value, "inspect.trace") &&
	                ask_raise_handler(f, value) != NO_NODE)
	           ? MESSAGE_TRACEBACK
	           : MESSAGE_NONE;
}

static bool is_held(const struct facts *f, node_id target, node_id assignment)
{
	symbol_id variable;

	if (tree_kind(f->tree, target) != KIND_IDENTIFIER)
		return false;
	variable = ask_raise_local(f, target);
	return variable != NO_SYMBOL &&
	       ask_raise_is_held(f, variable, assignment, false);
}

/* Is the name bound again by a later item of the same pattern? */
static bool is_bound_again(const struct tree *t, node_id item)
{
	for (node_id c = tree_sibling(t, item); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_same(t, c, item))
			return true;
	return false;
}

/* One more name for the message, if the target holds the frame when the
 * function is left: "value, tb". */
static const char *add_holder(struct pass *pass, const char *found,
                              node_id target, node_id assignment)
{
	if (!is_held(pass->facts, target, assignment))
		return found;
	if (found == NULL)
		return quote(pass, target);
	return arena_format(pass->scratch, "%s, %s", found,
	                    quote(pass, target));
}

/* sys.exc_info(), sys.exc_info()[:2] */
static bool starts_with_type(const struct facts *f, node_id value)
{
	struct extent_slice slice;

	return !extent_slice(f->tree, value, &slice) || slice.start == NO_NODE;
}

/* Of kind, value, tb = sys.exc_info() the second and third. */
static const char *add_parts(struct pass *pass, const char *found, node_id left,
                             node_id value)
{
	const struct tree *t = pass->tree;
	bool is_kind = starts_with_type(pass->facts, value);
	node_id assignment = tree_parent(t, left);

	for (node_id c = tree_first(t, left); c != NO_NODE;
	     c = tree_sibling(t, c), is_kind = false)
		if (!is_kind && !is_bound_again(t, c))
			found = add_holder(pass, found, c, assignment);
	return found;
}

/* Of all targets of a = b = value. NULL if none holds it. */
static const char *holders(struct pass *pass, node_id assignment, node_id value)
{
	const struct tree *t = pass->tree;
	const char *found = NULL;

	for (node_id a = assignment; tree_kind(t, a) == KIND_ASSIGNMENT;
	     a = tree_child(t, a, FIELD_RIGHT)) {
		node_id left = tree_child(t, a, FIELD_LEFT);

		if (tree_kind(t, left) == KIND_IDENTIFIER)
			found = add_holder(pass, found, left, a);
		else if ((tree_kind(t, left) == KIND_PATTERN_LIST ||
		          tree_kind(t, left) == KIND_TUPLE_PATTERN) &&
		         ask_raise_caught(pass->facts, value) == ASK_RAISE_INFO)
			found = add_parts(pass, found, left, value);
	}
	return found;
}

/* The ring through the last name that holds it. */
static void refer(struct pass *pass, struct finding *finding,
                  node_id assignment, node_id value)
{
	const struct facts *f = pass->facts;
	struct ask_raise_ring ring = {.statement = assignment,
	                              .variable = NO_SYMBOL,
	                              .place = NO_NODE,
	                              .value = value,
	                              .holds = ask_raise_caught(f, value)};

	for (node_id n = assignment; finding != NULL && n < value; n++)
		if (tree_kind(pass->tree, n) == KIND_IDENTIFIER &&
		    is_held(f, n, assignment))
			ring.variable = ask_raise_local(f, n);
	if (ring.variable != NO_SYMBOL)
		ask_raise_refer(pass->findings, finding, f, &ring);
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id value = tree_child(t, n, FIELD_RIGHT), function;
	const char *names;
	unsigned message;

	while (tree_kind(t, value) == KIND_ASSIGNMENT)
		value = tree_child(t, value, FIELD_RIGHT);
	if (value == NO_NODE ||
	    tree_kind(t, tree_parent(t, n)) == KIND_ASSIGNMENT)
		return;
	value = tree_value(t, value);
	message = message_of(f, value);
	function = ask_raise_function(f, n);
	if (message == MESSAGE_NONE || function == NO_NODE)
		return;
	names = holders(pass, n, value);
	if (names == NULL ||
	    (message == MESSAGE_TRACEBACK && ask_raise_is_cut(f, function)))
		return;
	refer(pass, REPORT(pass, n, LEVEL_WARNING, message, names), n, value);
}
