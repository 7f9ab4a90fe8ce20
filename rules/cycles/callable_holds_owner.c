#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_callable_holds_owner = {
    .code = "MEM102",
    .title = "A callable that keeps alive the object that keeps it",
    .why = "A bound method, a lambda, a nested function, a partial or an"
           " unfinished generator refers to the object it works on. Kept in"
           " that object, it makes a cycle of 2 to 7 objects that only the"
           " cyclic collector can free (CPython 3.8 to 3.13); a WeakMethod or"
           " the method's name makes none.",
    .bad = "class Button:\n"
           "    def __init__(self):\n"
           "        self.callback = self.on_click\n"
           "\n"
           "    def on_click(self):\n"
           "        print(self)\n",
    .good = "import weakref\n"
            "\n"
            "\n"
            "class Button:\n"
            "    def __init__(self):\n"
            "        self.callback = weakref.WeakMethod(self.on_click)\n"
            "\n"
            "    def on_click(self):\n"
            "        print(self)\n",
    .see = SEE("https://docs.python.org/3/library/weakref.html"
               "#weakref.WeakMethod"),
    .messages = MESSAGES(
        {"'{0}' holds the '{1}' that keeps it: only the cyclic collector can"
         " free them",
         "keep the method's name and look it up when calling, or a"
         " weakref.WeakMethod"},
        {"'{0}' captures the '{1}' that keeps it: only the cyclic collector can"
         " free them",
         "let it capture the values that it needs, or a weakref.proxy"},
        {"'{0}' holds the '{1}' that keeps it until the reference is cut, as by"
         " '{2}': dropped before that, only the cyclic collector can free them",
         NULL},
        {"'{0}' captures the '{1}' that keeps it: dropped before '{0}' has run"
         " to its end, only the cyclic collector can free them",
         "let it capture the values that it needs, or drop it where it is left"
         " early"},
        {"'{0}' holds the '{1}' that keeps it: only the cyclic collector can"
         " free them",
         "keep the function, and pass it the object where it is called"}),
    .level = LEVEL_NOTE,
    .levels =
        "A warning where a loop or a recursion makes one after another of"
        " new objects only; where one is surely made for each row of data"
        " that is read, such as the lines of a file; or where a loop over"
        " such data, or a function that surely runs many times (a handler),"
        " makes an object whose methods build the cycle, and drops it. A"
        " note else, and where a method cuts it.",
    .precision = PRECISION_MEDIUM,
    .is_told_once = true,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum {
	MESSAGE_METHOD,
	MESSAGE_CLOSURE,
	MESSAGE_UNTIL,
	MESSAGE_FRAME,
	MESSAGE_BOUND
};

static const struct heap_edge *callable_of(const struct heap_cycle *cycle)
{
	const struct heap_edge *found = &cycle->edges[0];

	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (cycle->edges[k].has_a_frame)
			return &cycle->edges[k];
		else if (cycle->edges[k].is_callable)
			found = &cycle->edges[k];
	return found;
}

/* Does a generator or coroutine hold a part of it, until it has run? */
static bool has_a_frame(const struct heap_cycle *cycle)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (cycle->edges[k].has_a_frame)
			return true;
	return false;
}

/* types.MethodType(function, self), which holds nothing but these two. */
static bool is_bound_by_hand(const struct heap_edge *callable)
{
	struct str from = str_of(callable->from);

	return str_starts(from, "types.MethodType(") ||
	       str_starts(from, "MethodType(");
}

static struct finding *report_cycle(struct pass *pass,
                                    const struct heap_cycle *cycle,
                                    enum level level)
{
	const struct heap_edge *callable = callable_of(cycle);
	unsigned message = callable->has_a_frame        ? MESSAGE_FRAME
	                   : callable->field[0] == '.'  ? MESSAGE_METHOD
	                   : is_bound_by_hand(callable) ? MESSAGE_BOUND
	                                                : MESSAGE_CLOSURE;
	struct finding *finding;

	if (cycle->undone_by != NULL)
		message = MESSAGE_UNTIL;
	finding = REPORT(pass, cycle->closes_at, level, message, callable->from,
	                 callable->to,
	                 cycle->undone_by == NULL ? "" : cycle->undone_by);
	if (finding == NULL)
		return NULL;
	if (cycle->undone_by == NULL)
		finding_until(finding, MESSAGE_UNTIL, 2);
	heap_refer(pass->findings, finding, pass->facts, cycle, EDGE_STAYS);
	return finding;
}

/* A warning where many are made, or where the project drops objects of the
 * class again and again. */
static void report_by_fate(struct pass *pass, const struct heap_cycle *cycle)
{
	static const struct {
		enum level level;
		uint8_t question;
	} tells[] = {{LEVEL_WARNING, QUESTION_IS_DROPPED},
	             {LEVEL_NOTE, QUESTION_IS_NOT_DROPPED}};
	bool is_many = ask_is_made_in_bulk(cycle) && !has_a_frame(cycle);
	const char *class =
	    is_many || has_a_frame(cycle)
	        ? NULL
	        : ask_dropped_class(pass->facts, pass->findings->arena, cycle);

	if (class == NULL) {
		report_cycle(pass, cycle, is_many ? LEVEL_WARNING : LEVEL_NOTE);
		return;
	}
	for (uint32_t i = 0; i < 2; i++) {
		struct finding *finding =
		    report_cycle(pass, cycle, tells[i].level);

		if (finding != NULL)
			finding_require(pass->findings, finding,
			                tells[i].question, class, NULL);
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct heap *heap = facts_heap(pass->facts);

	(void)n;
	for (uint32_t i = 0; i < heap->cycle_count; i++) {
		const struct heap_cycle *cycle = &heap->cycles[i];

		if (cycle->has_callable && !cycle->lives_for_ever &&
		    !ask_is_mocked(cycle))
			report_by_fate(pass, cycle);
	}
}
