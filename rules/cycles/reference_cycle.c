#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_reference_cycle = {
    .code = "MEM101",
    .title = "Objects that keep each other alive",
    .why = "Reference counting never frees objects that refer to one another."
           " They wait for the cyclic collector, which counts objects and not"
           " bytes: dropping objects with a 1 MB buffer in a loop peaks at 2 MB"
           " without a cycle and at 393 to 1500 MB with one (CPython 3.8 to"
           " 3.13).",
    .bad = "class Child:\n"
           "    def __init__(self, parent):\n"
           "        self.parent = parent\n"
           "\n"
           "\n"
           "class Parent:\n"
           "    def __init__(self):\n"
           "        self.child = Child(self)\n",
    .good = "import weakref\n"
            "\n"
            "\n"
            "class Child:\n"
            "    def __init__(self, parent):\n"
            "        self.parent = weakref.ref(parent)\n"
            "\n"
            "\n"
            "class Parent:\n"
            "    def __init__(self):\n"
            "        self.child = Child(self)\n",
    .see = SEE("https://docs.python.org/3/library/weakref.html",
               "https://docs.python.org/3/library/gc.html"),
    .messages = MESSAGES(
        {"'{0}' and '{1}' keep each other alive: only the cyclic collector can"
         " free them",
         "make '{2}' a weakref.ref, or set it to None when it is no longer"
         " needed"},
        {"'{0}' keeps itself alive through '{1}': only the cyclic collector can"
         " free it",
         "do not store it in itself, or store a weakref.proxy"},
        {"'{0}' and '{1}' keep each other alive until a method such as '{3}'"
         " cuts the reference: without that call only the cyclic collector can"
         " free them",
         "make '{2}' a weakref.ref, so that nothing depends on the call"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_RING, MESSAGE_SELF, MESSAGE_UNTIL };

static void add_steps(struct pass *pass, struct finding *finding,
                      const struct heap_cycle *cycle)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		const struct heap_edge *e = &cycle->edges[k];

		finding_step(
		    pass->findings, finding, tree_span(pass->tree, e->node),
		    arena_format(pass->findings->arena, "%s%s -> %s%s", e->from,
		                 e->field, e->to,
		                 k == cycle->weak_edge && cycle->edge_count > 1
		                     ? "  <- make this one weak"
		                     : ""));
	}
}

static void check(struct pass *pass, node_id n)
{
	const struct heap *heap = facts_heap(pass->facts);

	(void)n;
	for (uint32_t i = 0; i < heap->cycle_count; i++) {
		const struct heap_cycle *cycle = &heap->cycles[i];
		const struct heap_edge *first = &cycle->edges[0];
		const struct heap_edge *weak = &cycle->edges[cycle->weak_edge];
		unsigned message =
		    cycle->undone_by ? MESSAGE_UNTIL : MESSAGE_RING;
		struct finding *finding;

		if (cycle->has_callable)
			continue;
		if (cycle->edge_count == 1)
			message = MESSAGE_SELF;
		finding = REPORT(
		    pass, cycle->closes_at, LEVEL_NOTE, message, first->from,
		    cycle->edge_count == 1 ? first->field : first->to,
		    arena_format(pass->scratch, "%s%s", weak->from,
		                 weak->field),
		    cycle->undone_by);
		if (finding != NULL)
			add_steps(pass, finding, cycle);
	}
}
