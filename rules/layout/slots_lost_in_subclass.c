#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_slots_lost_in_subclass = {
    .code = "MEM403",
    .title = "A subclass without __slots__ of a class that has them",
    .why = "A class without __slots__ gives its instances a __dict__ again,"
           " beside the slots of its base. With one attribute in the base's"
           " slots and three in the subclass an instance takes 160 bytes on"
           " CPython 3.8 to 3.10 and 400 on 3.13, against 64 with slots all"
           " through and 104 to 152 with none.",
    .bad = "class Shape:\n"
           "    __slots__ = ('name',)\n"
           "\n"
           "    def __init__(self, name):\n"
           "        self.name = name\n"
           "\n"
           "\n"
           "class Circle(Shape):\n"
           "    def __init__(self, radius):\n"
           "        super().__init__('circle')\n"
           "        self.radius = radius\n",
    .good = "class Shape:\n"
            "    __slots__ = ('name',)\n"
            "\n"
            "    def __init__(self, name):\n"
            "        self.name = name\n"
            "\n"
            "\n"
            "class Circle(Shape):\n"
            "    __slots__ = ('radius',)\n"
            "\n"
            "    def __init__(self, radius):\n"
            "        super().__init__('circle')\n"
            "        self.radius = radius\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"'{0}' has no __slots__, so each instance gets the __dict__ that the"
         " slots of '{1}' avoid",
         "add __slots__ = ({2})"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_SAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

static const uint32_t wants_a_dict =
    CLASS_HAS_METACLASS | CLASS_HAS_KEYWORDS | CLASS_UNKNOWN_DECORATOR |
    CLASS_IS_DATACLASS | CLASS_HAS_SLOTS | CLASS_UNKNOWN_SLOTS |
    CLASS_USES_DICT | CLASS_DYNAMIC | CLASS_SETS_ANY |
    CLASS_HAS_CACHED_PROPERTY | CLASS_IS_UNSURE | CLASS_IS_WEAKLY_REFERENCED;

/* The attributes that the slots of the bases do not hold yet. */
static const char *missing_slots(struct pass *pass, class_id class,
                                 const struct layout *layout)
{
	const struct classes *classes = &pass->facts->classes;
	const struct class_info *info = &classes->list[class];
	const char *text = "";
	uint32_t count = 0;

	for (uint32_t i = 0; i < layout->attribute_count; i++) {
		bool is_held = false;

		for (uint32_t k = 1; k < info->order_count; k++) {
			const struct class_info *base =
			    &classes->list[info->order[k]];

			for (uint32_t s = 0; s < base->slot_count; s++)
				is_held |=
				    base->slots[s] == layout->attributes[i];
		}
		if (is_held)
			continue;
		text = arena_format(pass->scratch, "%s%s'%s'", text,
		                    count++ == 0 ? "" : ", ",
		                    quote_name(pass, layout->attributes[i]));
	}
	return count == 1 ? arena_format(pass->scratch, "%s,", text) : text;
}

static bool has_slot(const struct class_info *info, name_id name)
{
	for (uint32_t i = 0; i < info->slot_count; i++)
		if (info->slots[i] == name)
			return true;
	return false;
}

/* All its classes are in this file, and slots hold what the bases set. */
static struct estimate estimate(const struct pass *pass,
                                const struct class_info *info)
{
	const struct classes *classes = &pass->facts->classes;
	version target = pass->facts->target;
	uint32_t slots = 0, more = 0, bytes;
	bool is_held;

	for (uint32_t k = 0; k < info->order_count; k++)
		slots += classes->list[info->order[k]].slot_count;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		is_held = set->is_class_level;
		for (uint32_t k = 0; k < info->order_count && !is_held; k++)
			is_held =
			    has_slot(&classes->list[info->order[k]], set->name);
		for (uint32_t k = 0; k < i && !is_held; k++)
			is_held = info->sets[k].name == set->name;
		more += !is_held;
	}
	bytes = cost_bytes(target, COST_LOST, more);
	if (bytes == 0 || slots == 0 || slots + more > LAYOUT_MOST_ATTRIBUTES)
		return (struct estimate){.bytes = 0};
	return cost_estimate(target, ESTIMATE_INSTANCE, bytes + (slots - 1) * 8,
	                     cost_bytes(target, COST_SLOTS, slots + more));
}

/* Empty slots change nothing that code of this file does. */
static void mend(struct pass *pass, class_id class, const struct layout *layout,
                 const char *slots, struct finding *finding)
{
	const struct facts *f = pass->facts;
	const struct class_info *info = &f->classes.list[class];
	bool is_empty = *slots == '\0';
	enum fix_safety safety =
	    is_empty && !ask_is_reachable(f, info) ? FIX_SAFE : FIX_UNSAFE;

	if (!layout_has_block(f, info) ||
	    (!is_empty && (layout->flags & LAYOUT_HAS_SUBCLASS ||
	                   layout_has_defaults(f, class))))
		return;
	layout_insert_slots(
	    pass->findings,
	    finding_fix(pass->findings, finding, safety, "add __slots__"), f,
	    info, arena_format(pass->findings->arena, "(%s)", slots));
}

/* `asked`: only if the other files make so many; MADE_NOWHERE: in any case. */
static void report_class(struct pass *pass, class_id class,
                         const struct layout *layout, enum made asked,
                         enum level level)
{
	const struct class_info *list = pass->facts->classes.list;
	const struct class_info *info = &list[class];
	const struct class_info *base = &list[layout->slotted_base];
	const char *dotted =
	    class_dotted_name(pass->findings->arena, pass->facts, info);
	const char *slots = missing_slots(pass, class, layout);
	struct finding *finding = REPORT(
	    pass, tree_child(pass->tree, info->node, FIELD_NAME), level, 0,
	    quote_name(pass, info->name), quote_name(pass, base->name), slots);

	if (finding == NULL)
		return;
	finding_relate(pass->findings, finding,
	               tree_span(pass->tree, tree_child(pass->tree, base->node,
	                                                FIELD_NAME)),
	               "the base that has __slots__");
	finding->estimate = estimate(pass, info);
	mend(pass, class, layout, slots, finding);
	if (ask_is_reachable(pass->facts, info))
		finding_require(pass->findings, finding, QUESTION_IS_UNTOUCHED,
		                dotted, "derived");
	if (asked != MADE_NOWHERE)
		finding_require(
		    pass->findings, finding, QUESTION_IS_MADE, dotted,
		    arena_format(pass->findings->arena, "%d", (int)asked));
}

/* What is made here a few times only is worth a line if other files make many;
 * of what is made nowhere, or once, nobody knows how many there will be. */
static void judge_class(struct pass *pass, class_id class,
                        const struct layout *layout)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	enum made made = layout->made;

	if (made == MADE_PER_ROW)
		report_class(
		    pass, class, layout, MADE_NOWHERE,
		    layout_level(pass->facts, class,
		                 (struct layout_claim){made, QUESTION_COUNT}));
	if ((made >= MADE_MANY && made < MADE_PER_ROW) ||
	    made == MADE_NOWHERE || made == MADE_ONCE)
		report_class(pass, class, layout, MADE_NOWHERE, LEVEL_NOTE);
	else if (made < MADE_MANY && ask_is_reachable(pass->facts, info))
		report_class(pass, class, layout, MADE_MANY, LEVEL_NOTE);
}

/* Where methods read __slots__, as an __eq__ that compares what they name. */
struct slots_reads {
	node_id at[BOUND_USES];
	uint32_t count; /* BOUND_USES + 1: there are more */
};

static void find_reads(struct slots_reads *reads, const struct tree *t)
{
	for (node_id n = 0; n < t->count && reads->count <= BOUND_USES; n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
		           "__slots__") &&
		    tree_kind(t, tree_enclosing_body(t, n)) ==
		        KIND_FUNCTION_DEFINITION &&
		    !bounds_exceeded(t, REACHED_USES, ++reads->count, n))
			reads->at[reads->count - 1] = n;
}

static bool reads_slots(const struct facts *f, class_id class,
                        const struct slots_reads *reads)
{
	const struct class_info *list = f->classes.list;

	if (reads->count > BOUND_USES)
		return true;
	for (uint32_t i = 0; i < reads->count; i++)
		for (uint32_t k = 0; k < list[class].order_count; k++)
			if (tree_contains(f->tree,
			                  list[list[class].order[k]].node,
			                  reads->at[i]))
				return true;
	return false;
}

static void check(struct pass *pass, node_id n)
{
	struct slots_reads reads = {.count = 0};
	const struct classes *classes = &pass->facts->classes;
	const struct layout *layouts;

	(void)n;
	if (classes->count == 0 || pass->facts->is_stub)
		return;
	layouts = facts_layouts(pass->facts);
	find_reads(&reads, pass->tree);
	for (class_id c = 0; c < classes->count; c++) {
		const struct layout *layout = &layouts[c];

		if (layout->slotted_base != NO_CLASS &&
		    !(layout->flags & (LAYOUT_HAS_DICT | LAYOUT_IS_TOUCHED)) &&
		    !(classes->list[c].flags & wants_a_dict) &&
		    !reads_slots(pass->facts, c, &reads))
			judge_class(pass, c, layout);
	}
}
