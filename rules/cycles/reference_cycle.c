#include "ask.h"
#include "rule.h"

static rule_check check;

#define RING_TEXT                                                              \
	"'{0}' and '{1}' keep each other alive: only the cyclic collector can" \
	" free them"

const struct rule rule_reference_cycle = {
    .code = "MEM101",
    .title = "Objects that keep each other alive",
    .why = "Reference counting never frees objects that refer to one another."
           " They wait for the cyclic collector, which counts objects, not"
           " bytes: dropping objects with a 1 MB buffer in a loop peaks at 1 MB"
           " without a cycle, at 200 to 998 MB with one (CPython 3.8 to 3.13).",
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
        {RING_TEXT,
         "make '{2}' a weakref.ref, if something else keeps the '{4}' while it"
         " is used, or set it to None when it is no longer needed"},
        {RING_TEXT, "cut '{2}' or '{4}' when they are no longer needed"},
        {RING_TEXT,
         "cut '{2}' when it is no longer needed (a weakref.ref to '{4}' needs"
         " '__weakref__' in its __slots__)"},
        {RING_TEXT, "cut '{2}' when it is no longer needed: '{4}' takes no weak"
                    " references"},
        {"'{0}' and '{1}' keep each other alive until a reference is cut, as by"
         " '{3}': dropped before that, only the cyclic collector can free them",
         NULL},
        {"'{0}' keeps itself alive through '{1}': only the cyclic collector can"
         " free it",
         "do not store it in itself, or store a weakref.proxy"},
        {"'{0}' keeps itself alive through '{1}': only the cyclic collector can"
         " free it",
         "do not store it in itself"},
        {"'{0}' keeps itself alive through '{1}' until that is cut, as by"
         " '{3}': dropped before that, only the cyclic collector can free it",
         NULL},
        {"'{0}' and '{1}' keep each other alive until a base class of '{3}'"
         " empties it: only the cyclic collector can free them before",
         NULL},
        {RING_TEXT, "take one out of the other when it is no longer needed"},
        {RING_TEXT, "cut '{2}' when '{4}' is done with"}),
    .level = LEVEL_NOTE,
    .levels =
        "A warning where a loop or a recursion makes one after another of"
        " new objects only, or one for each row of data that is read, such"
        " as the lines of a file, and neither what the function was given"
        " nor what it returns keeps them; or where a loop over such data, or"
        " a function that surely runs many times (a handler), makes an"
        " object of a class whose methods build the cycle, and drops it: it"
        " only works with it, under a local name or none. A note else, and"
        " where a method cuts it. Cycles that the same references make, in"
        " whatever files, are told once.",
    .precision = PRECISION_MEDIUM,
    .is_told_once = true,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum {
	MESSAGE_WEAK,
	MESSAGE_EITHER,
	MESSAGE_SLOT,
	MESSAGE_CUT,
	MESSAGE_UNTIL,
	MESSAGE_SELF,
	MESSAGE_SELF_CUT,
	MESSAGE_SELF_UNTIL,
	MESSAGE_EMPTIED,
	MESSAGE_ITEMS,
	MESSAGE_DONE
};

static bool has_plain_edge(const struct heap_cycle *cycle)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (!str_ends(str_of(cycle->edges[k].field), "[]"))
			return true;
	return false;
}

static unsigned message_for(const struct heap_cycle *cycle)
{
	bool is_self = cycle->edge_count == 1;

	if (cycle->undone_by != NULL)
		return is_self ? MESSAGE_SELF_UNTIL : MESSAGE_UNTIL;
	/* a weakref.proxy has no hash, so it is no key; and it is no __dict__
	 */
	if (is_self)
		return cycle->edges[0].weakness == HEAP_WEAK &&
		               !cycle->is_copied && has_plain_edge(cycle) &&
		               strcmp(cycle->edges[0].field, ".__dict__") != 0
		           ? MESSAGE_SELF
		           : MESSAGE_SELF_CUT;
	if (!has_plain_edge(cycle))
		return MESSAGE_ITEMS;
	if (cycle->weak_edge == NO_EDGE)
		return MESSAGE_EITHER;
	/* A weak reference to what nothing else may hold would be empty. */
	if (!cycle->is_back_named || cycle->is_copied)
		return MESSAGE_DONE;
	switch (cycle->edges[cycle->weak_edge].weakness) {
	case HEAP_WEAK_NEEDS_SLOT:
		return MESSAGE_SLOT;
	case HEAP_WEAK_NEVER:
		return MESSAGE_CUT;
	default:
		return MESSAGE_WEAK;
	}
}

static const char *edge_name(struct pass *pass, const struct heap_edge *edge)
{
	return arena_format(pass->scratch, "%s%s", edge->from, edge->field);
}

static struct finding *report_cycle(struct pass *pass,
                                    const struct heap_cycle *cycle,
                                    unsigned message, const char *cut_by,
                                    enum level level)
{
	const struct heap_edge *first = &cycle->edges[0];
	uint32_t back = cycle->weak_edge == NO_EDGE ? 0 : cycle->weak_edge;
	const struct heap_edge *weak = &cycle->edges[back];
	bool is_self = cycle->edge_count == 1, is_cut = cut_by != NULL;
	struct finding *finding =
	    REPORT(pass, cycle->closes_at, level, message, first->from,
	           is_self ? first->field : first->to, edge_name(pass, weak),
	           is_cut ? cut_by : "",
	           message == MESSAGE_EITHER
	               ? edge_name(pass, &cycle->edges[cycle->edge_count - 1])
	               : weak->to);

	if (finding != NULL && !is_cut)
		finding_until(finding,
		              is_self ? MESSAGE_SELF_UNTIL : MESSAGE_UNTIL, 3);
	if (finding != NULL)
		heap_refer(pass->findings, finding, pass->facts, cycle,
		           message == MESSAGE_WEAK ? EDGE_TO_WEAKEN
		                                   : EDGE_TO_CUT);
	return finding;
}

static void require(struct pass *pass, struct finding *finding, class_id class,
                    uint8_t question)
{
	if (finding != NULL)
		finding_require(
		    pass->findings, finding, question,
		    class_dotted_name(pass->findings->arena, pass->facts,
		                      &pass->facts->classes.list[class]),
		    NULL);
}

/* What is told if the first `count` of the holders are not emptied: a warning
 * where the project drops objects of the class, or makes one for each row. */
static void report_uncut(struct pass *pass, const struct heap_cycle *cycle,
                         const class_id *holders, uint32_t count)
{
	static const struct {
		enum level level;
		uint8_t question;
	} tells[] = {{LEVEL_WARNING, QUESTION_IS_DROPPED},
	             {LEVEL_WARNING, QUESTION_IS_MADE},
	             {LEVEL_NOTE, QUESTION_IS_NOT_DROPPED}};
	const char *per_row =
	    arena_format(pass->findings->arena, "%d", (int)MADE_PER_ROW);
	bool is_many = ask_is_made_in_bulk(cycle);
	const char *class =
	    is_many
	        ? NULL
	        : ask_dropped_class(pass->facts, pass->findings->arena, cycle);

	for (uint32_t i = class == NULL ? 2 : 0; i < 3; i++) {
		struct finding *finding = report_cycle(
		    pass, cycle, message_for(cycle), cycle->undone_by,
		    is_many ? LEVEL_WARNING : tells[i].level);

		for (uint32_t k = 0; k < count; k++)
			require(pass, finding, holders[k],
			        QUESTION_IS_NOT_EMPTIED);
		if (finding != NULL && class != NULL)
			finding_require(
			    pass->findings, finding, tells[i].question, class,
			    tells[i].question == QUESTION_IS_MADE ? per_row
			                                          : NULL);
	}
}

/* One of these is told: it is never cut, or emptied by one of the classes. */
static void report_conditional(struct pass *pass,
                               const struct heap_cycle *cycle)
{
	class_id holders[ASK_CYCLE_HOLDERS];
	uint32_t count = ask_cycle_holders(pass->facts, cycle, holders);

	for (uint32_t i = 0; i < count; i++) {
		name_id name = pass->facts->classes.list[holders[i]].name;
		struct finding *finding =
		    report_cycle(pass, cycle, MESSAGE_EMPTIED,
		                 quote_name(pass, name), LEVEL_NOTE);

		for (uint32_t k = 0; k < i; k++)
			require(pass, finding, holders[k],
			        QUESTION_IS_NOT_EMPTIED);
		require(pass, finding, holders[i], QUESTION_IS_EMPTIED);
	}
	report_uncut(pass, cycle, holders, count);
}

static void check(struct pass *pass, node_id n)
{
	const struct heap *heap = facts_heap(pass->facts);

	(void)n;
	for (uint32_t i = 0; i < heap->cycle_count; i++) {
		const struct heap_cycle *cycle = &heap->cycles[i];

		if (cycle->has_callable || cycle->lives_for_ever ||
		    ask_own_dict(cycle) != NULL || ask_is_mocked(cycle))
			continue;
		if (cycle->undone_by != NULL || cycle->edge_count == 1)
			report_uncut(pass, cycle, NULL, 0);
		else
			report_conditional(pass, cycle);
	}
}
