#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_missing_slots = {
    .code = "MEM401",
    .title = "A class whose instances could have __slots__",
    .why = "Without __slots__ each instance carries a table of its attributes:"
           " with three attributes 152 bytes on CPython 3.8 to 3.10 and 88 to"
           " 96 on 3.11 to 3.13, against 56 with __slots__. It matters where"
           " many instances are kept: of a class that does more than make, show"
           " and compare its values, many must be seen to be made.",
    .bad = "class Point:\n"
           "    def __init__(self, x, y):\n"
           "        self.x = x\n"
           "        self.y = y\n"
           "\n"
           "\n"
           "def load(path):\n"
           "    with open(path) as file:\n"
           "        return [Point(*line.split()) for line in file]\n",
    .good = "class Point:\n"
            "    __slots__ = ('x', 'y')\n"
            "\n"
            "    def __init__(self, x, y):\n"
            "        self.x = x\n"
            "        self.y = y\n"
            "\n"
            "\n"
            "def load(path):\n"
            "    with open(path) as file:\n"
            "        return [Point(*line.split()) for line in file]\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"'{0}' takes {1} bytes an instance, {2} with __slots__ (CPython {3}),"
         " and as many are kept as there is data",
         "add __slots__{4}"},
        {"'{0}' takes {1} bytes an instance, {2} with __slots__ (CPython {3}),"
         " and one is kept at each turn of a loop or recursion",
         "if there are many, add __slots__{4}"},
        {"'{0}' takes {1} bytes an instance, {2} with __slots__ (CPython {3})",
         "if many are kept, add __slots__{4}"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_DATA, MESSAGE_BULK, MESSAGE_RECORD };

/* Names that a message spells out. */
enum { MOST_NAMES = 8 };

/* Of `__slots__ = ('x', 'y')`, what follows the name. */
static const char *slots_named(struct pass *pass, const struct layout *layout,
                               const char *slots, bool is_weak)
{
	const char *text =
	    layout->attribute_count > MOST_NAMES
	        ? arena_format(pass->findings->arena,
	                       " with its %u attributes%s",
	                       layout->attribute_count,
	                       is_weak ? " and '__weakref__'" : "")
	        : arena_format(pass->findings->arena, " = %s", slots);

	return layout->flags & LAYOUT_HAS_SUBCLASS
	           ? arena_format(pass->findings->arena,
	                          "%s, and () in its subclasses", text)
	           : text;
}

/* ('x', 'y'), and '__weakref__' if other advice refers to it weakly */
static const char *slots_text(struct pass *pass, const struct layout *layout,
                              bool is_weak)
{
	const char *text = "(";

	for (uint32_t i = 0; i < layout->attribute_count; i++)
		text = arena_format(pass->scratch, "%s%s'%s'", text,
		                    i == 0 ? "" : ", ",
		                    quote_name(pass, layout->attributes[i]));
	if (is_weak)
		return arena_format(pass->scratch, "%s, '__weakref__')", text);
	return arena_format(pass->scratch, "%s%s", text,
	                    layout->attribute_count == 1 ? ",)" : ")");
}

/* Classes of one file that are looked through for subclasses. */
enum { MOST_CLASSES = 256 };

/* The class, and those of this file that derive from it and would bring the
 * dict back. */
static void add_fix(struct pass *pass, struct finding *finding,
                    const struct class_info *info, const char *slots)
{
	const struct classes *classes = &pass->facts->classes;
	class_id base = (class_id)(info - classes->list);
	struct fix *fix;

	if (!layout_has_block(pass->facts, info) ||
	    classes->count > MOST_CLASSES)
		return;
	for (class_id c = base + 1; c < classes->count; c++)
		if (classes_derives(classes, c, base) &&
		    !layout_has_block(pass->facts, &classes->list[c]))
			return;
	fix = finding_fix(pass->findings, finding, FIX_UNSAFE, "add __slots__");
	layout_insert_slots(pass->findings, fix, pass->facts, info, slots);
	for (class_id c = base + 1; c < classes->count; c++)
		if (classes_derives(classes, c, base))
			layout_insert_slots(pass->findings, fix, pass->facts,
			                    &classes->list[c], "()");
}

static unsigned message_for(enum made made)
{
	switch (made) {
	case MADE_OF_DATA:
	case MADE_PER_ROW:
		return MESSAGE_DATA;
	case MADE_KEPT:
		return MESSAGE_BULK;
	default:
		return MESSAGE_RECORD;
	}
}

static void report_class(struct pass *pass, class_id class,
                         const struct layout *layout, struct layout_claim claim,
                         bool is_weak)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	version target = pass->facts->target;
	uint32_t plain = cost_instance(target, layout->attribute_count, false);
	/* from 3.12 on in front of the object, with room for a dict */
	uint32_t weak_slots = !is_weak ? 0 : target >= 312 ? 2 : 1;
	uint32_t slotted =
	    cost_instance(target, layout->attribute_count + weak_slots, true);
	const char *slots = slots_text(pass, layout, is_weak);
	struct finding *finding;

	if (plain <= slotted ||
	    (pass->facts->declared != NULL &&
	     claim.made < pass->facts->declared->slots_from))
		return;
	finding = REPORT(pass, tree_child(pass->tree, info->node, FIELD_NAME),
	                 layout_level(pass->facts, class, claim),
	                 message_for(claim.made), quote_name(pass, info->name),
	                 quote_number(pass, plain), quote_number(pass, slotted),
	                 cost_version(target),
	                 slots_named(pass, layout, slots, is_weak));
	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(target, ESTIMATE_INSTANCE, plain, slotted);
	if (claim.question == QUESTION_COUNT && claim.made >= MADE_KEPT)
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, layout->made_at),
		               "made here, and kept");
	add_fix(pass, finding, info, slots);
	layout_require(pass->findings, finding, pass->facts, class, claim);
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];
	const struct layout *layouts;
	const bool *weak = NULL;

	(void)n;
	if (classes->count == 0 || pass->facts->is_stub)
		return;
	layouts = facts_layouts(pass->facts);
	for (class_id c = 0; c < classes->count; c++) {
		const struct layout *layout = &layouts[c];
		uint32_t count;

		if (layout->flags & (LAYOUT_IS_BLOCKED | LAYOUT_HAS_DICT) ||
		    layout->slotted_base != NO_CLASS ||
		    classes->list[c].flags & CLASS_IS_DATACLASS)
			continue;
		count = layout_claims(pass->facts, c, claims);
		if (count > 0 && weak == NULL)
			weak = ask_weakly_advised(pass->scratch, pass->facts);
		for (uint32_t i = 0; i < count; i++)
			report_class(pass, c, layout, claims[i], weak[c]);
	}
}
