#include "ask.h"
#include "rule.h"

#include <stdlib.h>

static rule_check check;

const struct rule rule_shared_exception_raised = {
    .code = "MEM108",
    .title = "One exception instance that is raised again and again",
    .why = "Each raise of an instance puts another entry before the traceback"
           " that it has. An instance at module or class level lives as long"
           " as the process, and so do the frames in that traceback and their"
           " locals: with 100 KB in the frame that raises, each raise keeps"
           " 100 KB for ever (CPython 3.8 to 3.13). 'raise ... from None' does"
           " not help.",
    .bad = "QUEUE_IS_EMPTY = LookupError(\"the queue is empty\")\n"
           "\n"
           "\n"
           "def take(queue):\n"
           "    if not queue:\n"
           "        raise QUEUE_IS_EMPTY\n"
           "    return queue.pop()\n",
    .good = "class QueueIsEmpty(LookupError):\n"
            "    pass\n"
            "\n"
            "\n"
            "def take(queue):\n"
            "    if not queue:\n"
            "        raise QueueIsEmpty(\"the queue is empty\")\n"
            "    return queue.pop()\n",
    .see = SEE("https://docs.python.org/3/library/exceptions.html"
               "#BaseException.with_traceback"),
    .messages = MESSAGES(
        {"'{0}' is one instance for the whole process: each raise lengthens its"
         " traceback, which keeps every frame it was raised in, with all its"
         " locals",
         "raise a new instance each time, or '{0}.with_traceback(None)'"}),
    .level = LEVEL_ERROR,
    .levels =
        "An error where a loop, or a function that runs many times, raises"
        " it, and the program goes on: it handles requests or messages,"
        " or the same file catches the class by name. The traceback grows at"
        " every raise. A note where nothing"
        " says how often or who catches it, and for what the import caught"
        " and a stand-in raises again: that is for whoever calls what is not"
        " installed.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* It is raised once. */
static bool ends_the_program(const struct facts *f, node_id value)
{
	return ask_calls(f, value, "builtins.SystemExit");
}

/* except ImportError as error: kept = error
 * NO_X = ImportError("x is not installed") */
static bool is_caught_at_import(const struct facts *f, node_id value)
{
	if (ask_calls(f, value, "builtins.ImportError") ||
	    ask_calls(f, value, "builtins.ModuleNotFoundError"))
		return true;
	return tree_kind(f->tree, value) == KIND_IDENTIFIER &&
	       ask_raise_handler(f, value) != NO_NODE &&
	       ask_raise_function(f, value) == NO_NODE;
}

/* Does an `except` of the file name the instance's class, one that is no
 * builtin? Then the raise ends no program, and may come again. */
static bool is_caught_by_name(const struct facts *f,
                              const caught_classes *caught, node_id value)
{
	node_id class =
	    tree_child(f->tree, tree_value(f->tree, value), FIELD_FUNCTION);

	if (tree_kind(f->tree, class) == KIND_IDENTIFIER &&
	    scopes_variable(&f->scopes, class) == NO_SYMBOL)
		return false;
	return caught_names(f->tree, caught, class);
}

static enum level level_of(const struct facts *f, const caught_classes *caught,
                           node_id n, node_id value)
{
	return lifetime_of(f, n).runs == RUNS_MANY &&
	               !is_caught_at_import(f, value) &&
	               (serves(f, n) == SERVES_REQUESTS ||
	                is_caught_by_name(f, caught, value))
	           ? LEVEL_ERROR
	           : LEVEL_NOTE;
}

/* A raise of an instance that is made once. */
struct shared {
	node_id at, value; /* the raise, what makes the instance */
	enum level level;
};
typedef ARRAY(struct shared) shared_list;

static void find_shared(struct pass *pass, const caught_classes *caught,
                        node_id n, shared_list *list)
{
	node_id raised = tree_value(pass->tree, tree_first(pass->tree, n));
	struct shared shared = {.at = n};

	if (tree_first(pass->tree, n) == NO_NODE ||
	    tree_field(pass->tree, tree_first(pass->tree, n)) == FIELD_CAUSE ||
	    ask_raise_function(pass->facts, n) == NO_NODE)
		return;
	shared.value = ask_raise_shared(pass->facts, raised);
	if (shared.value == NO_NODE ||
	    ends_the_program(pass->facts, shared.value))
		return;
	shared.level = level_of(pass->facts, caught, n, shared.value);
	ARRAY_PUSH(pass->scratch, list, shared);
}

/* By instance; of one the worst first, then in the order of the file. */
static int compare(const void *left, const void *right)
{
	const struct shared *a = left, *b = right;

	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* The raises of one instance: one finding. */
static void report_shared(struct pass *pass, const struct shared *raises,
                          uint32_t count)
{
	const struct tree *t = pass->tree;
	node_id first = raises[0].at;
	struct finding *finding =
	    REPORT(pass, first, raises[0].level, 0,
	           quote(pass, tree_value(t, tree_first(t, first))));

	if (finding == NULL)
		return;
	finding_relate(pass->findings, finding, tree_span(t, raises[0].value),
	               "the instance, made once");
	for (uint32_t i = 1; i < count; i++)
		finding_relate(pass->findings, finding,
		               tree_span(t, raises[i].at),
		               "here too: it is raised");
}

static void check(struct pass *pass, node_id n)
{
	shared_list list = {0};
	caught_classes caught = {0};
	uint32_t count;

	(void)n;
	caught_find(pass->tree, pass->scratch, &caught);
	for (node_id m = tree_first_of(pass->tree, KIND_RAISE_STATEMENT);
	     m != NO_NODE; m = tree_next_of(pass->tree, m))
		find_shared(pass, &caught, m, &list);
	if (list.count > 1)
		qsort(list.at, list.count, sizeof(*list.at), compare);
	for (uint32_t i = 0; i < list.count; i += count) {
		for (count = 1; i + count < list.count &&
		                list.at[i + count].value == list.at[i].value;
		     count++)
			;
		report_shared(pass, list.at + i, count);
	}
}
