#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_thirty_attributes = {
    .code = "MEM410",
    .title = "Instances with 30 or more attributes",
    .why = "From CPython 3.11 the instances of a class share one table of"
           " keys that has room for 29. With 29 attributes an instance takes"
           " 312 to 320 bytes, with 30 it has a dict of its own and takes"
           " 1 632 to 1 904; with __slots__ it takes 272.",
    .bad = "class Sample:\n"
           "    def __init__(self, v):\n"
           "        self.a0, self.a1, self.a2, self.a3, self.a4 = v[0:5]\n"
           "        self.b0, self.b1, self.b2, self.b3, self.b4 = v[5:10]\n"
           "        self.c0, self.c1, self.c2, self.c3, self.c4 = v[10:15]\n"
           "        self.d0, self.d1, self.d2, self.d3, self.d4 = v[15:20]\n"
           "        self.e0, self.e1, self.e2, self.e3, self.e4 = v[20:25]\n"
           "        self.f0, self.f1, self.f2, self.f3, self.f4 = v[25:30]\n"
           "\n"
           "\n"
           "def load(rows):\n"
           "    return [Sample(row) for row in rows]\n",
    .good = "class Sample:\n"
            "    __slots__ = ('a', 'b', 'c', 'd', 'e', 'f')\n"
            "\n"
            "    def __init__(self, v):\n"
            "        self.a = v[0:5]\n"
            "        self.b = v[5:10]\n"
            "        self.c = v[10:15]\n"
            "        self.d = v[15:20]\n"
            "        self.e = v[20:25]\n"
            "        self.f = v[25:30]\n"
            "\n"
            "\n"
            "def load(rows):\n"
            "    return [Sample(row) for row in rows]\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"'{0}' sets {1} attributes, more than the 29 whose names instances"
         " share: {2} bytes an instance, {3} with __slots__ (CPython {4})",
         "add __slots__ (with '__weakref__' if there are weak references to"
         " it), or group the attributes in objects"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* Keys that a class's instances share (CPython's SHARED_KEYS_MAX_SIZE), since
 * 3.11. */
enum { MOST_SHARED = 29, FIRST_WITH_LIMIT = 311 };

/* A larger one takes this at least, and 8 bytes a slot. */
enum { MOST_MEASURED = 32 };

/* Would __slots__ break something, in this file: what reads __dict__ or refers
 * weakly to an instance, a default of the class with an attribute's name? */
static bool needs_dict(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];
	const struct layout *layout = &facts_layouts(f)[class];
	uint32_t flags = 0;

	for (uint32_t k = 0; k < info->order_count; k++)
		flags |= f->classes.list[info->order[k]].flags;
	return flags & (CLASS_USES_DICT | CLASS_DYNAMIC |
	                CLASS_IS_WEAKLY_REFERENCED) ||
	       layout->flags & LAYOUT_IS_TOUCHED ||
	       layout_collides(f, class, layout);
}

static void report_class(struct pass *pass, class_id class, uint32_t count,
                         struct layout_claim claim)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	version target = pass->facts->target;
	uint32_t most = count < MOST_MEASURED ? count : MOST_MEASURED;
	uint32_t plain = cost_instance(target, most, false);
	uint32_t slotted = cost_instance(target, most, true);
	struct finding *finding;

	slotted += (count - most) * 8;
	finding = REPORT(pass, tree_child(pass->tree, info->node, FIELD_NAME),
	                 layout_level(pass->facts, class, claim), 0,
	                 quote_name(pass, info->name),
	                 quote_number(pass, count), quote_number(pass, plain),
	                 quote_number(pass, slotted), cost_version(target));
	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(target, ESTIMATE_INSTANCE, plain, slotted);
	layout_require(pass->findings, finding, pass->facts, class, claim);
}

static void check(struct pass *pass, node_id n)
{
	static const uint32_t not_shared =
	    CLASS_HAS_METACLASS | CLASS_UNKNOWN_DECORATOR | CLASS_HAS_SLOTS |
	    CLASS_UNKNOWN_SLOTS | CLASS_SETS_ANY | CLASS_IS_UNSURE;
	const struct classes *classes = &pass->facts->classes;
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];

	(void)n;
	if (pass->facts->is_stub || pass->facts->target < FIRST_WITH_LIMIT)
		return;
	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *info = &classes->list[c];
		uint32_t count, made;

		if (info->flags & not_shared || info->set_count == 0)
			continue;
		count = layout_count_set(pass->facts, c);
		if (count <= MOST_SHARED || needs_dict(pass->facts, c))
			continue;
		made = layout_claims_of(pass->facts, c, MADE_NOWHERE, claims);
		for (uint32_t i = 0; i < made; i++)
			report_class(pass, c, count, claims[i]);
	}
}
