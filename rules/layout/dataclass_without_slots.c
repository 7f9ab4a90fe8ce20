#include "ask.h"
#include "rule.h"

#include <string.h>

static rule_check check;

const struct rule rule_dataclass_without_slots = {
    .code = "MEM404",
    .title = "A dataclass that could have slots=True",
    .why = "Without slots=True each instance carries a table of its fields:"
           " with three fields 152 bytes on CPython 3.10 and 88 to 96 on 3.11"
           " to 3.13, against 56 with it. It matters where many instances are"
           " kept.",
    .bad = "from dataclasses import dataclass\n"
           "\n"
           "\n"
           "@dataclass\n"
           "class Point:\n"
           "    x: int\n"
           "    y: int\n"
           "\n"
           "\n"
           "def load(rows):\n"
           "    return [Point(x, y) for x, y in rows]\n",
    .good = "from dataclasses import dataclass\n"
            "\n"
            "\n"
            "@dataclass(slots=True)\n"
            "class Point:\n"
            "    x: int\n"
            "    y: int\n"
            "\n"
            "\n"
            "def load(rows):\n"
            "    return [Point(x, y) for x, y in rows]\n",
    .see = SEE("https://docs.python.org/3/library/dataclasses.html"
               "#dataclasses.dataclass"),
    .messages = MESSAGES(
        {"'{0}' takes {1} bytes an instance, {2} with slots=True (CPython {3}),"
         " and as many are kept as there is data",
         "use @dataclass({4})"},
        {"'{0}' takes {1} bytes an instance, {2} with slots=True (CPython {3}),"
         " and one is kept at each turn of a loop or recursion",
         "if there are many, use @dataclass({4})"},
        {"'{0}' takes {1} bytes an instance, {2} with slots=True (CPython {3})",
         "if many are kept, use @dataclass({4})"}),
    .level = LEVEL_NOTE,
    .levels = LAYOUT_LEVELS,
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_DATA, MESSAGE_BULK, MESSAGE_RECORD };

/* PEP 557's slots= is there from here on. */
enum { FIRST_WITH_SLOTS = 310 };

/* What is between the decorator's parentheses, without a last comma. */
static const char *arguments_before(struct pass *pass, node_id list)
{
	const struct tree *t = pass->tree;
	struct str text = tree_text(t, list);

	if (tree_first(t, list) == NO_NODE)
		return "";
	for (text.length--; text.length > 1; text.length--)
		if (strchr(" \t\r\n,", text.at[text.length - 1]) == NULL)
			break;
	return arena_format(pass->scratch, "%.*s, ", (int)text.length - 1,
	                    text.at + 1);
}

static bool has_comment(const struct tree *t, node_id list)
{
	return memchr(tree_text(t, list).at, '#', tree_text(t, list).length) !=
	       NULL;
}

static void add_fix(struct pass *pass, struct finding *finding,
                    node_id decorator)
{
	const struct tree *t = pass->tree;
	struct span span = tree_span(t, decorator);
	struct fix *fix;
	node_id list;

	if (tree_kind(t, decorator) != KIND_CALL) {
		fix = finding_fix(pass->findings, finding, FIX_UNSAFE,
		                  "add slots=True");
		span.start = span.end;
		fix_replace(pass->findings, fix, pass->facts->source, span,
		            "(slots=True)");
		return;
	}
	list = tree_child(t, decorator, FIELD_ARGUMENTS);
	if (has_comment(t, list))
		return;
	fix =
	    finding_fix(pass->findings, finding, FIX_UNSAFE, "add slots=True");
	fix_replace(pass->findings, fix, pass->facts->source,
	            tree_span(t, list),
	            arena_format(pass->scratch, "(%sslots=True)",
	                         arguments_before(pass, list)));
}

static void report_class(struct pass *pass, class_id class,
                         const struct layout *layout, struct layout_claim claim)
{
	const struct class_info *info = &pass->facts->classes.list[class];
	version target = pass->facts->target;
	uint32_t plain = cost_instance(target, layout->attribute_count, false);
	uint32_t slotted = cost_instance(target, layout->attribute_count, true);
	node_id decorator = layout_dataclass(pass->facts, info);
	bool has_arguments =
	    tree_kind(pass->tree, decorator) == KIND_CALL &&
	    tree_first(pass->tree, tree_child(pass->tree, decorator,
	                                      FIELD_ARGUMENTS)) != NO_NODE;
	struct finding *finding;

	if (plain <= slotted)
		return;
	finding =
	    REPORT(pass, tree_child(pass->tree, info->node, FIELD_NAME),
	           layout_level(pass->facts, class, claim),
	           claim.made >= MADE_OF_DATA ? MESSAGE_DATA
	           : claim.made == MADE_KEPT  ? MESSAGE_BULK
	                                      : MESSAGE_RECORD,
	           quote_name(pass, info->name), quote_number(pass, plain),
	           quote_number(pass, slotted), cost_version(target),
	           has_arguments ? "..., slots=True" : "slots=True");
	if (finding == NULL)
		return;
	finding->estimate =
	    cost_estimate(target, ESTIMATE_INSTANCE, plain, slotted);
	add_fix(pass, finding, decorator);
	layout_require(pass->findings, finding, pass->facts, class, claim);
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	struct layout_claim claims[LAYOUT_CLAIMS_MOST];

	(void)n;
	if (pass->facts->is_stub || pass->facts->target < FIRST_WITH_SLOTS)
		return;
	for (class_id c = 0; c < classes->count; c++) {
		const struct layout *layout;
		uint32_t count;

		if (!(classes->list[c].flags & CLASS_IS_DATACLASS))
			continue;
		layout = &facts_layouts(pass->facts)[c];
		if (layout->flags & (LAYOUT_IS_BLOCKED | LAYOUT_HAS_DICT) ||
		    layout->slotted_base != NO_CLASS)
			continue;
		count = layout_claims(pass->facts, c, claims);
		for (uint32_t i = 0; i < count; i++)
			report_class(pass, c, layout, claims[i]);
	}
}
