#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_vars_kept = {
    .code = "MEM110",
    .title = "An object that keeps its own `__dict__`",
    .why = "vars(self) is the dict that holds the object's attributes, not a"
           " copy. Kept in an attribute it holds itself, so that all that the"
           " attributes refer to waits for the cyclic collector. CPython 3.13.0"
           " does not track such a dict if it held no container when it was"
           " first asked for: there 100 KB in an attribute are never freed"
           " (cpython issue 133543; 3.8 to 3.12 free them at a collection).",
    .bad = "class Settings:\n"
           "    def __init__(self, path):\n"
           "        self.path = path\n"
           "        self.values = vars(self)\n",
    .good = "class Settings:\n"
            "    def __init__(self, path):\n"
            "        self.path = path\n"
            "        self.values = dict(vars(self))\n",
    .see = SEE("https://docs.python.org/3/library/functions.html#vars",
               "https://github.com/python/cpython/issues/133543"),
    .messages = MESSAGES(
        {"'{0}' holds the '__dict__' that it is in: all that the object's"
         " attributes refer to waits for the cyclic collector",
         "keep a copy, dict(vars(...)), or ask for vars(...) where it is"
         " needed"},
        {"'{0}' holds the '__dict__' that it is in: CPython 3.13.0 may never"
         " free what the object's attributes refer to",
         "keep a copy, dict(vars(...)), or ask for vars(...) where it is"
         " needed"},
        {"'{0}' holds the '__dict__' that it is in until a method such as '{1}'"
         " cuts the reference: without that call only the cyclic collector can"
         " free what the object's attributes refer to",
         "keep a copy, dict(vars(...)), or ask for vars(...) where it is"
         " needed"}),
    .level = LEVEL_NOTE,
    .levels = "A warning if the target is 3.13, where the collector does"
              " not free it either; a note else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_WAITS, MESSAGE_NEVER, MESSAGE_UNTIL };

static void check(struct pass *pass, node_id n)
{
	const struct heap *heap = facts_heap(pass->facts);
	bool never = pass->facts->target == 313;

	(void)n;
	for (uint32_t i = 0; i < heap->cycle_count; i++) {
		const struct heap_cycle *cycle = &heap->cycles[i];
		const struct heap_edge *holder = ask_own_dict(cycle);
		struct finding *finding;

		if (holder == NULL)
			continue;
		finding = REPORT(pass, cycle->closes_at,
		                 never ? LEVEL_WARNING : LEVEL_NOTE,
		                 cycle->undone_by != NULL ? MESSAGE_UNTIL
		                 : never                  ? MESSAGE_NEVER
		                                          : MESSAGE_WAITS,
		                 arena_format(pass->scratch, "%s%s",
		                              holder->from, holder->field),
		                 cycle->undone_by);
		if (finding != NULL)
			heap_refer(pass->findings, finding, pass->facts, cycle,
			           EDGE_STAYS);
	}
}
