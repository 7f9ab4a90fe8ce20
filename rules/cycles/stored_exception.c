#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_stored_exception = {
    .code = "MEM103",
    .title = "An exception kept where its own traceback leads to",
    .why = "A caught exception has a traceback that holds the frame of the"
           " function that caught it, and that frame holds its locals. Kept in"
           " a local, or in an object that a local such as 'self' refers to, it"
           " makes a cycle of 6 to 15 objects: only the cyclic collector frees"
           " them, all locals of all frames in the traceback, and the object"
           " (CPython 3.8 to 3.13). The text, the type or"
           " 'e.with_traceback(None)' makes none.",
    .bad = "class Job:\n"
           "    def run(self):\n"
           "        try:\n"
           "            self.work()\n"
           "        except OSError as e:\n"
           "            self.error = e\n",
    .good = "class Job:\n"
            "    def run(self):\n"
            "        try:\n"
            "            self.work()\n"
            "        except OSError as e:\n"
            "            self.error = e.with_traceback(None)\n",
    .see = SEE("https://docs.python.org/3/reference/compound_stmts.html"
               "#except-clause",
               "https://docs.python.org/3/library/traceback.html"
               "#traceback.TracebackException"),
    .messages = MESSAGES(
        {"'{0}' keeps '{1}' with a traceback of this function's frame, which"
         " holds '{0}': the frame and its locals are left to the cyclic"
         " collector",
         "keep '{2}', or 'del {3}' in a 'finally'"},
        {"'{0}' keeps '{1}' with a traceback of this function's frame, which"
         " holds '{3}': the frame, its locals and '{3}' are left to the cyclic"
         " collector",
         "keep '{2}'"},
        {"'{0}' keeps '{1}' with a traceback of this function's frame, which"
         " holds '{3}', until '{4}' lets go of it: without that only the cyclic"
         " collector can free them",
         "keep '{2}'"},
        {"'{0}' keeps '{1}' with its traceback, and that every local of every"
         " frame it passed, for as long as '{3}' keeps it",
         "keep '{2}'"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .kinds = KINDS(KIND_EXCEPT_CLAUSE),
    .check = check,
};

enum { MESSAGE_LOCAL, MESSAGE_PLACE, MESSAGE_UNTIL, MESSAGE_GLOBAL };

/* The variable that leads to the place, if this frame still holds it when the
 * function is left; NO_SYMBOL otherwise. */
static symbol_id held_root(const struct facts *f,
                           const struct ask_raise_kept *kept)
{
	symbol_id root = ask_raise_local(f, kept->place);

	return root != NO_SYMBOL &&
	               ask_raise_is_held(f, root, kept->statement,
	                                 ask_raise_is_direct(f, kept))
	           ? root
	           : NO_SYMBOL;
}

/* A variable of the module, or of a class body, that leads to the place. */
static symbol_id lasting_root(const struct facts *f,
                              const struct ask_raise_kept *kept)
{
	const struct scopes *s = &f->scopes;
	symbol_id root = ask_raise_root(f, kept->place);

	if (root == NO_SYMBOL ||
	    s->scopes[s->symbols[root].scope].kind != SCOPE_MODULE ||
	    s->symbols[root].flags & SYMBOL_IMPORTED ||
	    classes_named(&f->classes, ask_raise_root_node(f, kept->place)) !=
	        NO_CLASS)
		return NO_SYMBOL;
	return root;
}

/* What to keep in place of the value. */
static const char *instead(struct pass *pass, node_id value)
{
	if (tree_kind(pass->tree, value) == KIND_IDENTIFIER)
		return arena_format(pass->scratch, "%s.with_traceback(None)",
		                    quote(pass, value));
	return "traceback.format_exc()";
}

/* The exception at `value` is kept; by what, and for how long? */
static void check_kept(struct pass *pass, const struct ask_raise_kept *kept)
{
	const struct facts *f = pass->facts;
	node_id by = NO_NODE;
	unsigned message = MESSAGE_PLACE;
	symbol_id root = held_root(f, kept);
	struct finding *finding;

	if (root == NO_SYMBOL || f->classes.of_cls[root] != 0) {
		if (root == NO_SYMBOL)
			root = lasting_root(f, kept);
		message = MESSAGE_GLOBAL;
	}
	if (root == NO_SYMBOL || ask_raise_is_let_go(f, kept, &by))
		return;
	if (message == MESSAGE_PLACE && ask_raise_is_direct(f, kept))
		message = MESSAGE_LOCAL;
	if (message == MESSAGE_PLACE && by != NO_NODE) {
		message = MESSAGE_UNTIL;
	}
	finding =
	    REPORT(pass, kept->statement, LEVEL_NOTE, message,
	           quote(pass, kept->place), quote(pass, kept->value),
	           instead(pass, kept->value),
	           quote_name(pass, f->scopes.symbols[root].name),
	           by == NO_NODE
	               ? ""
	               : quote(pass, tree_child(pass->tree, by, FIELD_NAME)));
	if (finding != NULL && message != MESSAGE_GLOBAL)
		ask_raise_refer(pass->findings, finding, f,
		                &(struct ask_raise_ring){
		                    .statement = kept->statement,
		                    .variable = root,
		                    .place = kept->place,
		                    .is_added = kept->is_added,
		                    .value = kept->value,
		                    .holds = ask_raise_caught(f, kept->value)});
	if (finding != NULL && by != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, by), "lets go of it");
}

/* The clause's exception in what it runs itself: its name, sys.exc_info(). */
static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id function = ask_raise_function(f, n);
	bool is_asked = false;

	if (function == NO_NODE)
		return;
	for (node_id m = n; m < tree_end(t, n); m++) {
		struct ask_raise_kept kept;

		if (tree_kind(t, m) == KIND_EXCEPT_CLAUSE && m != n) {
			m = tree_end(t, m) - 1;
			continue;
		}
		if (!ask_raise_find_kept(f, m, &kept) ||
		    ask_raise_caught(f, m) == ASK_RAISE_OTHER)
			continue;
		if (!is_asked && ask_raise_is_cut(f, function))
			return;
		is_asked = true;
		check_kept(pass, &kept);
	}
}
