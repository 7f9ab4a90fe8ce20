#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_tracing_left_on = {
    .code = "MEM903",
    .title = "Tracing that is left on",
    .why =
        "tracemalloc keeps a record of every block that is allocated, and of"
        " where: the process of 200 000 small lists takes 80 to 104 MB with"
        " it and 35 to 39 MB without (CPython 3.8 to 3.13). A trace function"
        " that keeps the frames it gets keeps all their locals: 20 calls with"
        " 1 MB in a local keep 20 MB.",
    .bad = "import tracemalloc\n"
           "\n"
           "tracemalloc.start()\n"
           "\n"
           "\n"
           "def handle(request, answer):\n"
           "    return answer(request)\n",
    .good = "import tracemalloc\n"
            "\n"
            "\n"
            "def measure(work):\n"
            "    tracemalloc.start()\n"
            "    try:\n"
            "        work()\n"
            "        return tracemalloc.get_traced_memory()\n"
            "    finally:\n"
            "        tracemalloc.stop()\n",
    .see = SEE("https://docs.python.org/3/library/tracemalloc.html",
               "https://docs.python.org/3/library/sys.html#sys.settrace"),
    .messages = MESSAGES(
        {"'{0}' makes tracemalloc record every block, about twice the memory of"
         " small objects, and nothing in this file stops it",
         "stop it when it was looked at, or start it by an option or by"
         " PYTHONTRACEMALLOC"},
        {"'{0}' makes tracemalloc record every block, about twice the memory of"
         " small objects, and not every way out of the function stops it",
         "tracemalloc.stop() in a 'finally'"},
        {"'{1}' keeps the frames that '{0}' gives it, and all their locals",
         "keep what is needed of them: f_lineno, f_code"}),
    .level = LEVEL_NOTE,
    .levels = "Always a note: it is memory while the tracing is on.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_CALL),
    .check = check,
};

enum { MESSAGE_NEVER, MESSAGE_SOMETIMES, MESSAGE_FRAMES };

static bool is_stop(const struct facts *f, node_id n)
{
	return imports_is(&f->imports, n, "tracemalloc.stop");
}

static void check_start(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	enum switched_back back;
	node_id place;

	if (f->is_script || switched_is_asked_for(f, call))
		return;
	back = switched_back(f, call, is_stop, &place);
	if (back == SWITCHED_BACK_NEVER)
		REPORT(pass, call, LEVEL_NOTE, MESSAGE_NEVER,
		       quote(pass, call));
	else if (back == SWITCHED_BACK_SOMETIMES)
		REPORT(pass, call, LEVEL_NOTE, MESSAGE_SOMETIMES,
		       quote(pass, call));
}

/* The function of this file that n names, if there is only one. */
static node_id function_of(const struct facts *f, node_id n)
{
	symbol_id variable =
	    scopes_variable(&f->scopes, tree_value(f->tree, n));
	const struct occurrence *only =
	    scopes_only_binding(&f->scopes, variable);

	return only != NULL && only->binding == BINDING_FUNCTION ? only->cause
	                                                         : NO_NODE;
}

/* Where the trace function puts its frame into a container or attribute that
 * outlives the call: frames.append(frame), last.frame = frame. */
static node_id frame_kept_at(const struct facts *f, node_id function)
{
	static const char *const adders[] = {"append", "add", "appendleft",
	                                     NULL};
	const struct tree *t = f->tree;
	node_id frame = classes_first_parameter(t, function);
	symbol_id variable = scopes_variable(&f->scopes, frame);

	if (frame == NO_NODE || variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id around = tree_parent(t, o->node), call, left;

		if (tree_kind(t, around) == KIND_ARGUMENT_LIST) {
			call = tree_parent(t, around);
			for (uint32_t i = 0; adders[i] != NULL; i++)
				if (ask_receiver(f, call, adders[i]) != NO_NODE)
					return call;
		}
		left = tree_child(t, around, FIELD_LEFT);
		if (tree_kind(t, around) == KIND_ASSIGNMENT &&
		    tree_field(t, o->node) == FIELD_RIGHT &&
		    tree_kind(t, left) == KIND_ATTRIBUTE)
			return around;
	}
	return NO_NODE;
}

/* sys.settrace(None), or what was there before */
static bool is_untrace(const struct facts *f, node_id n)
{
	static const char *const functions[] = {
	    "sys.settrace", "sys.setprofile", "threading.settrace",
	    "threading.setprofile", NULL};

	return imports_which(&f->imports, n, functions) >= 0 &&
	       tree_field(f->tree, n) == FIELD_FUNCTION &&
	       function_of(f, ask_argument(f, tree_parent(f->tree, n), 0)) ==
	           NO_NODE;
}

static void check_trace(struct pass *pass, node_id call)
{
	const struct facts *f = pass->facts;
	node_id function = function_of(f, ask_argument(f, call, 0));
	node_id kept, place;
	struct finding *finding;

	if (function == NO_NODE ||
	    switched_back(f, call, is_untrace, &place) != SWITCHED_BACK_NEVER)
		return;
	kept = frame_kept_at(f, function);
	if (kept == NO_NODE)
		return;
	finding =
	    REPORT(pass, call, LEVEL_NOTE, MESSAGE_FRAMES,
	           quote(pass, tree_child(pass->tree, call, FIELD_FUNCTION)),
	           quote(pass, tree_child(pass->tree, function, FIELD_NAME)));
	if (finding != NULL)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, kept), "kept here");
}

static void check(struct pass *pass, node_id n)
{
	static const char *const functions[] = {
	    "tracemalloc.start",  "sys.settrace",         "sys.setprofile",
	    "threading.settrace", "threading.setprofile", NULL};
	node_id callee = tree_child(pass->tree, n, FIELD_FUNCTION);
	int which = imports_which(&pass->facts->imports, callee, functions);

	if (which == 0)
		check_start(pass, n);
	else if (which > 0)
		check_trace(pass, n);
}
