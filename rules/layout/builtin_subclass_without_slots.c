#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_builtin_subclass_without_slots = {
    .code = "MEM405",
    .title = "A subclass of tuple, str or a number without __slots__",
    .why = "A class gives its instances a __dict__ unless it says __slots__ ="
           " (), also where the class sets no attributes: in a subclass of"
           " tuple (or of a namedtuple) 8 bytes each on CPython 3.8 to 3.11"
           " and 16 on 3.12 and 3.13, and of float up to 24.",
    .bad = "class Celsius(float):\n"
           "    def fahrenheit(self):\n"
           "        return self * 1.8 + 32\n"
           "\n"
           "\n"
           "def read(file):\n"
           "    return [Celsius(line) for line in file]\n",
    .good = "class Celsius(float):\n"
            "    __slots__ = ()\n"
            "\n"
            "    def fahrenheit(self):\n"
            "        return self * 1.8 + 32\n"
            "\n"
            "\n"
            "def read(file):\n"
            "    return [Celsius(line) for line in file]\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots",
               "https://docs.python.org/3/library/"
               "collections.html#collections.namedtuple"),
    .messages = MESSAGES(
        {"'{0}' has no __slots__, so each instance has room for a __dict__"
         " that nothing uses: {1} bytes (CPython {2})",
         "add __slots__ = ()"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_SAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* Empty slots change nothing that code of this file does; but instances of str
 * and float can have no weak references then, which those of the others never
 * had, or keep (evidence.py). */
static enum fix_safety safety_of(int builtin, bool is_reachable)
{
	return is_reachable || builtin == COST_STR || builtin == COST_FLOAT
	           ? FIX_UNSAFE
	           : FIX_SAFE;
}

static void report_class(struct pass *pass, class_id class, int builtin,
                         struct layout_claim claim)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	version target = pass->facts->target;
	uint32_t plain = cost_bytes(target, COST_BUILTIN, (uint32_t)builtin);
	uint32_t slotted =
	    cost_bytes(target, COST_BUILTIN_SLOTS, (uint32_t)builtin);
	bool is_reachable = ask_is_reachable(pass->facts, info);
	struct finding *finding;

	if (plain <= slotted)
		return;
	finding =
	    REPORT(pass, tree_child(pass->tree, info->node, FIELD_NAME),
	           LEVEL_NOTE, 0, quote_name(pass, info->name),
	           quote_number(pass, plain - slotted), cost_version(target));
	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(target, ESTIMATE_INSTANCE, plain, slotted);
	if (layout_has_block(pass->facts, info))
		layout_insert_slots(
		    pass->findings,
		    finding_fix(pass->findings, finding,
		                safety_of(builtin, is_reachable),
		                "add __slots__"),
		    pass->facts, info, "()");
	if (is_reachable)
		finding_require(
		    pass->findings, finding, QUESTION_IS_UNTOUCHED,
		    class_dotted_name(pass->findings->arena, pass->facts, info),
		    "derived");
	layout_require_made(pass->findings, finding, pass->facts, class, claim);
}

static bool is_immutable(int builtin)
{
	return builtin >= COST_TUPLE && builtin <= COST_FROZENSET;
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	struct layout_claim claim;

	(void)n;
	if (pass->facts->is_stub)
		return;
	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *info = &classes->list[c];
		int builtin = layout_builtin(pass->facts, info);
		const struct layout *layout;

		if (!is_immutable(builtin))
			continue;
		layout = &facts_layouts(pass->facts)[c];
		if (layout->attribute_count == 0 &&
		    !(layout->flags & (LAYOUT_IS_TOUCHED | LAYOUT_HAS_ROLE)) &&
		    !layout_sets_elsewhere(pass->facts, info) &&
		    layout_claim_of(pass->facts, c, MADE_MANY, &claim))
			report_class(pass, c, builtin, claim);
	}
}
