#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_attribute_on_builtin_subclass = {
    .code = "MEM409",
    .title = "An attribute on instances of a subclass of a builtin type",
    .why = "From CPython 3.11 the attributes of a subclass of dict, list, str,"
           " int, tuple, set or float lie in a __dict__ of its own for each"
           " instance, which shares no keys with the others: 352 to 360 bytes"
           " with the first attribute (184 for tuple, int and bytes on 3.11),"
           " against 8 for a slot.",
    .bad = "class Row(list):\n"
           "    def __init__(self, cells, line):\n"
           "        super().__init__(cells)\n"
           "        self.line = line\n"
           "\n"
           "\n"
           "def load(file):\n"
           "    return [Row(l.split(), i) for i, l in enumerate(file)]\n",
    .good = "class Row(list):\n"
            "    __slots__ = ('line',)\n"
            "\n"
            "    def __init__(self, cells, line):\n"
            "        super().__init__(cells)\n"
            "        self.line = line\n"
            "\n"
            "\n"
            "def load(file):\n"
            "    return [Row(l.split(), i) for i, l in enumerate(file)]\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"each '{0}' keeps '{1}'{2} in a __dict__ of its own: {3} bytes"
         " (CPython {4})",
         "add __slots__"},
        {"each '{0}' keeps '{1}'{2} in a __dict__ of its own: {3} bytes"
         " (CPython {4})",
         "keep the value and the attributes in a plain object"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_SLOTS, MESSAGE_OBJECT };

/* Before it, instances of one class shared the keys. */
enum { FIRST_WITHOUT_SHARING = 311 };

static bool can_have_slots(int builtin)
{
	return builtin != COST_TUPLE && builtin != COST_INT &&
	       builtin != COST_BYTES;
}

static void report_class(struct pass *pass, class_id class, int builtin,
                         struct layout_claim claim)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	const struct layout *layout = &facts_layouts(pass->facts)[class];
	version target = pass->facts->target;
	uint32_t count = layout->attribute_count;
	uint32_t more = cost_bytes(
	    target, can_have_slots(builtin) ? COST_ON_BUILTIN : COST_ON_SIZED,
	    count);
	uint32_t empty =
	    cost_bytes(target, COST_BUILTIN_SLOTS, (uint32_t)builtin);
	struct finding *finding = REPORT(
	    pass, tree_child(pass->tree, info->node, FIELD_NAME),
	    layout_level(pass->facts, class, claim),
	    can_have_slots(builtin) ? MESSAGE_SLOTS : MESSAGE_OBJECT,
	    quote_name(pass, info->name),
	    quote_name(pass, layout->attributes[0]),
	    count == 1 ? ""
	               : arena_format(pass->scratch, " and %u more", count - 1),
	    quote_number(pass, more), cost_version(target));

	if (finding == NULL)
		return;
	finding->estimate = cost_estimate(
	    target, ESTIMATE_INSTANCE, empty + more,
	    can_have_slots(builtin) ? empty + 8 * count : BYTES_UNKNOWN);
	layout_require_made(pass->findings, finding, pass->facts, class, claim);
}

/* That every instance has, and none that a slot could not hold. */
static bool has_attributes(const struct facts *f, class_id class)
{
	const struct layout *layout = &facts_layouts(f)[class];

	return layout->attribute_count > 0 && layout_count_set(f, class) > 0 &&
	       !layout_collides(f, class, layout);
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];

	(void)n;
	if (pass->facts->is_stub || pass->facts->target < FIRST_WITHOUT_SHARING)
		return;
	for (class_id c = 0; c < classes->count; c++) {
		int builtin = layout_builtin(pass->facts, &classes->list[c]);
		uint32_t count;

		if (builtin == NO_BUILTIN || !has_attributes(pass->facts, c))
			continue;
		count = layout_claims_of(pass->facts, c, MADE_NOWHERE, claims);
		for (uint32_t i = 0; i < count; i++)
			report_class(pass, c, builtin, claims[i]);
	}
}
