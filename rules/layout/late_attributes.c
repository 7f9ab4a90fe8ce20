#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_late_attributes = {
    .code = "MEM406",
    .title = "Attributes that are first set after __init__",
    .why = "CPython keeps the names of attributes once for all instances of a"
           " class, as they are set on the first 30 or so. Where two (three"
           " before 3.11) are set for the first time when there are more, each"
           " instance gets a dict of its own: with three attributes, two of"
           " them late, 320 to 352 bytes on 3.11 to 3.13, against 88 to 96"
           " with all set in __init__.",
    .bad = "class Node:\n"
           "    def __init__(self, name):\n"
           "        self.name = name\n"
           "\n"
           "    def number(self, index, low):\n"
           "        self.index = index\n"
           "        self.low = low\n"
           "\n"
           "\n"
           "def load(names):\n"
           "    return [Node(name) for name in names]\n",
    .good = "class Node:\n"
            "    __slots__ = ('name', 'index', 'low')\n"
            "\n"
            "    def __init__(self, name):\n"
            "        self.name = name\n"
            "        self.index = None\n"
            "        self.low = None\n"
            "\n"
            "    def number(self, index, low):\n"
            "        self.index = index\n"
            "        self.low = low\n"
            "\n"
            "\n"
            "def load(names):\n"
            "    return [Node(name) for name in names]\n",
    .see = SEE("https://peps.python.org/pep-0412/"),
    .messages = MESSAGES(
        {"'{0}' first sets {1} after __init__: set when many instances exist,"
         " each takes {2} bytes instead of {3} (CPython {4})",
         "set them to None in an __init__"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* So many late names cost a dict. */
static uint32_t least_late(version target)
{
	return target >= 311 ? 2 : 3;
}

/* 'index', 'low' and 3 more */
static const char *named(struct pass *pass, const name_id *names,
                         uint32_t count)
{
	return count == 2
	           ? arena_format(pass->scratch, "'%s' and '%s'",
	                          quote_name(pass, names[0]),
	                          quote_name(pass, names[1]))
	           : arena_format(pass->scratch, "'%s', '%s' and %u more",
	                          quote_name(pass, names[0]),
	                          quote_name(pass, names[1]), count - 2);
}

static void report_class(struct pass *pass, class_id class,
                         const name_id *names, uint32_t count,
                         struct layout_claim claim)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	uint32_t all = facts_layouts(pass->facts)[class].attribute_count;
	version target = pass->facts->target;
	uint32_t late = cost_bytes(target, COST_LATE, all);
	uint32_t early = cost_instance(target, all, false);
	struct finding *finding;

	if (late <= early)
		return;
	finding = REPORT(pass, tree_child(pass->tree, info->node, FIELD_NAME),
	                 layout_level(pass->facts, class, claim), 0,
	                 quote_name(pass, info->name),
	                 named(pass, names, count), quote_number(pass, late),
	                 quote_number(pass, early), cost_version(target));
	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(target, ESTIMATE_INSTANCE, late, early);
	layout_require_made(pass->findings, finding, pass->facts, class, claim);
}

static void check(struct pass *pass, node_id n)
{
	static const uint32_t not_shared =
	    CLASS_HAS_METACLASS | CLASS_UNKNOWN_DECORATOR | CLASS_HAS_SLOTS |
	    CLASS_UNKNOWN_SLOTS | CLASS_SETS_ANY | CLASS_IS_UNSURE |
	    CLASS_USES_DICT | CLASS_DYNAMIC;
	static const uint32_t not_lean =
	    LAYOUT_HAS_SUBCLASS | LAYOUT_IS_AGENT | LAYOUT_OWNS_MUCH;
	const struct classes *classes = &pass->facts->classes;
	name_id names[LAYOUT_MOST_ATTRIBUTES];
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];

	(void)n;
	if (pass->facts->is_stub)
		return;
	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *info = &classes->list[c];
		uint32_t count, made;

		if (info->flags & not_shared || info->set_count < 2 ||
		    facts_layouts(pass->facts)[c].flags & not_lean)
			continue;
		count = layout_late(pass->facts, c, names);
		if (count < least_late(pass->facts->target))
			continue;
		made = layout_claims_of(pass->facts, c, MADE_KEPT, claims);
		for (uint32_t i = 0; i < made; i++)
			report_class(pass, c, names, count, claims[i]);
	}
}
