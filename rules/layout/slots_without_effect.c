#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_slots_without_effect = {
    .code = "MEM402",
    .title = "A class with __slots__ under a base that has a __dict__",
    .why = "A base without __slots__ gives every instance a __dict__, whatever"
           " its subclasses say. With one attribute in the base and three slots"
           " in the subclass an instance takes 176 bytes on CPython 3.8 to"
           " 3.10, 104 on 3.11, 96 on 3.12 and 416 on 3.13, against 64 with"
           " slots all through and 96 to 152 with none.",
    .bad = "class Node:\n"
           "    def __init__(self, line):\n"
           "        self.line = line\n"
           "\n"
           "\n"
           "class Name(Node):\n"
           "    __slots__ = ('text',)\n"
           "\n"
           "    def __init__(self, line, text):\n"
           "        super().__init__(line)\n"
           "        self.text = text\n",
    .good = "class Node:\n"
            "    __slots__ = ('line',)\n"
            "\n"
            "    def __init__(self, line):\n"
            "        self.line = line\n"
            "\n"
            "\n"
            "class Name(Node):\n"
            "    __slots__ = ('text',)\n"
            "\n"
            "    def __init__(self, line, text):\n"
            "        super().__init__(line)\n"
            "        self.text = text\n",
    .left_out = "Bases whose methods go through the __dict__, and classes"
                " that would need one: another class derived from the base"
                " that sets what its slots do not hold, or has a name of"
                " its own for what the base sets. It is never a warning:"
                " how many instances there are is not asked.",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"the __slots__ of '{0}' save nothing, as its base '{1}' gives each"
         " instance a __dict__{2}",
         "add __slots__{3} to '{1}' as well"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_HIGH,
    .fix = FIX_NONE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

/* In these a __dict__ that nothing is put into takes bytes as well. */
static bool is_dict_reserved(version target)
{
	return target == 311 || target == 312;
}

static node_id slots_of(const struct class_info *info)
{
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].name == NAME_SLOTS)
			return info->sets[i].target;
	return NO_NODE;
}

/* The bytes of one instance, if all its classes are in this file. */
static struct estimate estimate(const struct pass *pass,
                                const struct class_info *info)
{
	const struct classes *classes = &pass->facts->classes;
	const struct layout *layouts = facts_layouts(pass->facts);
	version target = pass->facts->target;
	uint32_t slots = 0, attributes = 0;

	if (info->order_is_open)
		return (struct estimate){.bytes = 0};
	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *at = &classes->list[info->order[k]];

		if (at->flags & CLASS_HAS_SLOTS)
			slots += at->slot_count;
		else
			attributes += layouts[info->order[k]].attribute_count;
	}
	if (slots == 0 || slots + attributes > LAYOUT_MOST_ATTRIBUTES)
		return (struct estimate){.bytes = 0};
	return cost_estimate(
	    target, ESTIMATE_INSTANCE,
	    cost_bytes(target, COST_UNUSED, attributes) + (slots - 1) * 8,
	    cost_bytes(target, COST_SLOTS, slots + attributes));
}

static const char *figures(struct pass *pass, struct estimate e)
{
	static const char form[] =
	    ": %u bytes, %u with __slots__ all through (CPython %s)";

	return e.bytes <= e.instead ? ""
	                            : arena_format(pass->scratch, form, e.bytes,
	                                           e.instead, e.target);
}

/* Does the base bring the __dict__? One that has __slots__ itself is reported
 * in its own place. */
static bool brings_dict(struct pass *pass, class_id base)
{
	const struct classes *classes = &pass->facts->classes;
	const struct layout *layouts = facts_layouts(pass->facts);
	const struct class_info *info = &classes->list[base];
	bool is_used = is_dict_reserved(pass->facts->target);

	for (uint32_t k = 0; k < info->order_count; k++)
		is_used |= layouts[info->order[k]].attribute_count > 0;
	return is_used && layout_leaves_dict(pass->facts, info);
}

/* By class: has it subclasses in this file, have any of them __slots__, and
 * does any rely on a __dict__ beside them? */
enum { IS_DERIVED = 1, IS_DERIVED_WITH_SLOTS = 2, IS_NEEDED = 4 };

/* How the base is to have __slots__: with what came with the __dict__, where
 * other advice is to refer to such instances weakly. */
static const char *slots_advised(struct pass *pass, class_id class,
                                 class_id base)
{
	const bool *weak = ask_weakly_advised(pass->scratch, pass->facts);

	if (facts_layouts(pass->facts)[base].attribute_count == 0)
		return weak[class] ? " = ('__weakref__',)" : " = ()";
	return weak[class] ? ", with '__weakref__' among them," : "";
}

/* By a base of this file. */
static bool report_here(struct pass *pass, const struct class_info *info,
                        const uint8_t *derived)
{
	const struct classes *classes = &pass->facts->classes;
	class_id at = NO_CLASS;
	const struct class_info *base;
	struct finding *finding;
	struct estimate e;

	for (uint32_t i = 0; at == NO_CLASS && i < info->base_count; i++)
		if (info->bases[i].class != NO_CLASS &&
		    brings_dict(pass, info->bases[i].class))
			at = info->bases[i].class;
	if (at == NO_CLASS)
		return false;
	if (derived[at] & IS_NEEDED)
		return true;
	base = &classes->list[at];
	e = estimate(pass, info);
	finding = REPORT(
	    pass, slots_of(info), LEVEL_NOTE, 0, quote_name(pass, info->name),
	    quote_name(pass, base->name), figures(pass, e),
	    slots_advised(pass, (class_id)(info - classes->list), at));
	if (finding == NULL)
		return true;
	if (e.bytes > e.instead)
		finding->estimate = e;
	finding_relate(pass->findings, finding,
	               tree_span(pass->tree, tree_child(pass->tree, base->node,
	                                                FIELD_NAME)),
	               "the base that has no __slots__");
	return true;
}

/* By bases of other files. */
static void report_elsewhere(struct pass *pass, const struct class_info *info)
{
	struct arena *arena = pass->findings->arena;

	for (uint32_t i = 0; i < info->base_count; i++) {
		struct str origin = info->bases[i].origin;
		struct finding *finding;
		const char *dotted;

		if (info->bases[i].class != NO_CLASS || origin.length == 0 ||
		    str_starts(origin, "builtins."))
			continue;
		dotted = dotted_join(
		    arena, dotted_absolute(arena, pass->facts, origin),
		    (struct str){NULL, 0});
		finding = REPORT(pass, slots_of(info), LEVEL_NOTE, 0,
		                 quote_name(pass, info->name),
		                 quote(pass, info->bases[i].node), "", "");
		if (finding != NULL)
			finding_require(pass->findings, finding,
			                QUESTION_LEAVES_DICT, dotted,
			                is_dict_reserved(pass->facts->target)
			                    ? NULL
			                    : "set");
	}
}

static const uint8_t *find_derived(struct pass *pass)
{
	const struct classes *classes = &pass->facts->classes;
	uint8_t *derived = ARENA_ARRAY(pass->scratch, classes->count, uint8_t);

	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *info = &classes->list[c];

		for (uint32_t k = 1; k < info->order_count; k++)
			derived[info->order[k]] |=
			    IS_DERIVED |
			    (info->flags & CLASS_HAS_SLOTS
			         ? IS_DERIVED_WITH_SLOTS
			         : 0) |
			    (layout_needs_dict(pass->facts, info) ? IS_NEEDED
			                                          : 0);
	}
	return derived;
}

/* Are all its instances those of subclasses, which have a __dict__ anyway? */
static bool is_for_others(const struct pass *pass, class_id class,
                          const uint8_t *derived)
{
	return (derived[class] & (IS_DERIVED | IS_DERIVED_WITH_SLOTS)) ==
	           IS_DERIVED &&
	       !(facts_layouts(pass->facts)[class].flags & LAYOUT_IS_MADE);
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	const uint8_t *derived;

	(void)n;
	if (pass->facts->is_stub)
		return;
	derived = find_derived(pass);
	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *info = &classes->list[c];

		if (info->flags & CLASS_HAS_SLOTS &&
		    !(info->flags & (CLASS_UNKNOWN_SLOTS | CLASS_IS_UNSURE |
		                     CLASS_SLOTS_HAVE_DICT)) &&
		    !is_for_others(pass, c, derived) &&
		    !layout_has_two_dicts(pass->facts, info) &&
		    !report_here(pass, info, derived))
			report_elsewhere(pass, info);
	}
}
