#include "ask.h"
#include "rule.h"

static rule_check check;

#define LOCAL_TEXT                                                             \
	"'{0}' keeps '{1}' with a traceback of this function's frame, which"   \
	" holds '{0}': the frame and its locals are left to the cyclic"        \
	" collector"
#define PLACE_TEXT                                                             \
	"'{0}' keeps '{1}' with a traceback of this function's frame, which"   \
	" holds '{3}': the frame, its locals and '{3}' are left to the cyclic" \
	" collector"

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
        {LOCAL_TEXT, "keep {2}, or 'del {3}' in a 'finally'"},
        {PLACE_TEXT, "keep {2}"},
        {"'{0}' keeps '{1}' with a traceback of this function's frame, which"
         " holds '{3}', until '{4}' lets go of it: without that only the cyclic"
         " collector can free them",
         "keep {2}"},
        {"'{0}' keeps '{1}' with its traceback, which holds every local of"
         " every frame it passed, for as long as '{3}' keeps it",
         "keep {2}"},
        {LOCAL_TEXT, "keep {2}"}, {LOCAL_TEXT, "'del {3}' in a 'finally'"},
        {PLACE_TEXT, "'del {3}' in a 'finally'"}, {LOCAL_TEXT, NULL},
        {PLACE_TEXT, NULL},
        {"'{0}' keeps '{1}', where '{4}' returns it, with a traceback of this"
         " function's frame, which holds '{0}': the frame and its locals are"
         " left to the cyclic collector",
         "'del {3}' in a 'finally'"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the frame surely holds much, such as a file's"
              " contents, and there are many such frames: of an asynchronous"
              " function, a method of a callback protocol such as"
              " data_received, or one that runs many times; a note else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_TRY_STATEMENT),
    .check = check,
};

enum {
	MESSAGE_EITHER, /* of two ways out */
	MESSAGE_PLACE,
	MESSAGE_UNTIL,
	MESSAGE_GLOBAL,
	MESSAGE_KEEP,
	MESSAGE_DELETE,
	MESSAGE_DELETE_PLACE,
	MESSAGE_NO_WAY,
	MESSAGE_NO_WAY_PLACE,
	MESSAGE_GIVEN,
	MESSAGE_NONE,
	DELETES_NAMES = 1 << MESSAGE_EITHER | 1 << MESSAGE_DELETE |
	                1 << MESSAGE_DELETE_PLACE | 1 << MESSAGE_GIVEN,
	CAN_BE_HEAVY = 1 << MESSAGE_EITHER | 1 << MESSAGE_PLACE |
	               1 << MESSAGE_KEEP | 1 << MESSAGE_DELETE |
	               1 << MESSAGE_DELETE_PLACE
};

/* What to keep in place of the value, and when. */
static const char *instead(struct pass *pass, const struct ask_raise_kept *kept)
{
	if (tree_kind(pass->tree, kept->value) != KIND_IDENTIFIER)
		return "'traceback.format_exc()' (if its readers take text)";
	return arena_format(
	    pass->scratch, "'%s.with_traceback(None)'%s",
	    quote(pass, kept->value),
	    ask_raise_is_shown_after(pass->facts, kept->statement)
	        ? " after what reads the traceback"
	        : " if nothing reads its traceback later");
}

/* How an exception is kept that is not let go of. */
struct keeping {
	const struct ask_raise_kept *kept;
	symbol_id root;
	bool is_lasting; /* by a name of the module or a class */
	node_id by;      /* the method that lets go of it, or NO_NODE */
	unsigned message;
	struct ask_raise_names names; /* of the function, that hold it */
	bool has_names, is_of_before; /* by a clause before */
};

/* Of an exception that needs its traceback only the names can be deleted. An
 * object's list of those that are raised later may be a queue. */
static unsigned message_of(const struct facts *f, const struct keeping *k)
{
	bool is_direct = ask_raise_is_direct(f, k->kept);
	unsigned fate = ask_raise_fate(f, k->kept);

	if (k->kept->giver != NO_NODE)
		return is_direct && !k->is_lasting && k->has_names
		           ? MESSAGE_GIVEN
		           : MESSAGE_NONE;
	if (fate == 0 && is_direct && !k->is_lasting)
		return k->has_names ? MESSAGE_EITHER : MESSAGE_KEEP;
	if (fate == 0)
		return k->is_lasting      ? MESSAGE_GLOBAL
		       : k->by != NO_NODE ? MESSAGE_UNTIL
		                          : MESSAGE_PLACE;
	if (k->is_lasting || k->by != NO_NODE ||
	    (k->kept->is_added && fate & ASK_RAISE_IS_RAISED &&
	     tree_kind(f->tree, k->kept->place) != KIND_IDENTIFIER))
		return MESSAGE_NONE;
	if (fate & ASK_RAISE_IS_RAISED || !k->has_names)
		return is_direct ? MESSAGE_NO_WAY : MESSAGE_NO_WAY_PLACE;
	return is_direct ? MESSAGE_DELETE : MESSAGE_DELETE_PLACE;
}

/* By what is the exception kept, and for how long? False if not at all. */
static bool find_keeping(const struct facts *f,
                         const struct ask_raise_kept *kept, struct keeping *k)
{
	*k = (struct keeping){.kept = kept, .by = NO_NODE};
	k->root = ask_raise_held_root(f, kept);
	k->is_lasting = k->root == NO_SYMBOL || f->classes.of_cls[k->root] != 0;
	if (k->root == NO_SYMBOL)
		k->root = ask_raise_lasting_root(f, kept);
	if (k->root == NO_SYMBOL || ask_raise_is_let_go(f, kept, &k->by))
		return false;
	k->names = (struct ask_raise_names){{k->root}, 1};
	k->has_names = ask_raise_is_deletable(f, kept, k->root) &&
	               ask_raise_find_names(f, kept->statement, &k->names);
	k->message = message_of(f, k);
	return k->message != MESSAGE_NONE;
}

static void report_keeping(struct pass *pass, const struct keeping *k)
{
	const struct facts *f = pass->facts;
	const struct ask_raise_kept *kept = k->kept;
	node_id other = kept->giver != NO_NODE ? kept->giver : k->by;
	node_id large = (CAN_BE_HEAVY >> k->message & 1) != 0
	                    ? ask_raise_heavy_local(f, kept->statement)
	                    : NO_NODE;
	struct finding *finding = REPORT(
	    pass, kept->statement,
	    large != NO_NODE ? LEVEL_WARNING : LEVEL_NOTE, k->message,
	    quote(pass, kept->place), quote(pass, kept->value),
	    instead(pass, kept),
	    (DELETES_NAMES >> k->message & 1) != 0
	        ? ask_raise_write_names(f, pass->findings->arena, &k->names)
	        : quote_name(pass, f->scopes.symbols[k->root].name),
	    other == NO_NODE
	        ? ""
	        : quote(pass, tree_child(pass->tree, other, FIELD_NAME)));

	if (finding == NULL)
		return;
	if (!k->is_lasting)
		ask_raise_refer(pass->findings, finding, f,
		                &(struct ask_raise_ring){
		                    .statement = kept->statement,
		                    .variable = k->root,
		                    .place = kept->place,
		                    .is_added = kept->is_added,
		                    .field = kept->field,
		                    .value = kept->value,
		                    .holds = ask_raise_caught(f, kept->value)});
	if (large != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, large), "is kept with it");
	if (other != NO_NODE)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, other),
		               other == k->by ? "lets go of it"
		                              : "may return what it is given");
}

/* One exception that the same frame holds twice is told once, also by two names
 * if its traceback can be taken off. */
static void check_kept(struct pass *pass, const struct ask_raise_kept *kept,
                       struct keeping *told)
{
	struct keeping k;

	if (!find_keeping(pass->facts, kept, &k))
		return;
	if (k.message != told->message ||
	    (k.root != told->root &&
	     (k.message > MESSAGE_PLACE || told->is_of_before)))
		report_keeping(pass, &k);
	*told = k;
}

/* The clause's exception in what it runs itself: its name, sys.exc_info(). */
static void check_clause(struct pass *pass, node_id n, struct keeping *told)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	bool is_asked = false;

	for (node_id m = n; m < tree_end(t, n); m++) {
		struct ask_raise_kept kept;

		if (tree_kind(t, m) == KIND_EXCEPT_CLAUSE && m != n) {
			m = tree_end(t, m) - 1;
			continue;
		}
		if (!ask_raise_find_kept(f, m, &kept) ||
		    ask_raise_caught(f, m) == ASK_RAISE_OTHER)
			continue;
		if (!is_asked && ask_raise_is_cut(f, ask_raise_function(f, n)))
			return;
		is_asked = true;
		check_kept(pass, &kept, told);
	}
}

/* One clause runs; what each keeps by the same name is told with the first. */
static void check(struct pass *pass, node_id n)
{
	struct keeping told = {.message = MESSAGE_NONE};

	if (ask_raise_function(pass->facts, n) == NO_NODE)
		return;
	for (node_id c = tree_first(pass->tree, n); c != NO_NODE;
	     c = tree_sibling(pass->tree, c))
		if (tree_kind(pass->tree, c) == KIND_EXCEPT_CLAUSE) {
			check_clause(pass, c, &told);
			told.is_of_before = true;
		}
}
