#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_missing_slots = {
    .code = "MEM401",
    .title = "A class whose instances could have __slots__",
    .why = "Without __slots__ each instance carries a table of its attributes:"
           " with three attributes 152 bytes on CPython 3.8 to 3.10 and 88 to"
           " 96 on 3.11 to 3.13, against 56 with __slots__. It matters where"
           " many instances are kept.",
    .bad = "class Point:\n"
           "    def __init__(self, x, y):\n"
           "        self.x = x\n"
           "        self.y = y\n"
           "\n"
           "\n"
           "def load(rows):\n"
           "    return [Point(x, y) for x, y in rows]\n",
    .good = "class Point:\n"
            "    __slots__ = ('x', 'y')\n"
            "\n"
            "    def __init__(self, x, y):\n"
            "        self.x = x\n"
            "        self.y = y\n"
            "\n"
            "\n"
            "def load(rows):\n"
            "    return [Point(x, y) for x, y in rows]\n",
    .see = SEE("https://docs.python.org/3/reference/datamodel.html#slots"),
    .messages = MESSAGES(
        {"'{0}' takes {1} bytes an instance, {2} with __slots__ (CPython {3}),"
         " and many are kept",
         "add __slots__ = ({4})"},
        {"'{0}' takes {1} bytes an instance, {2} with __slots__ (CPython {3})",
         "if many are kept, add __slots__ = ({4})"}),
    .level = LEVEL_WARNING,
    .precision = PRECISION_MEDIUM,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { MESSAGE_BULK, MESSAGE_RECORD };

/* 'x', 'y': what goes between the parentheses. */
static const char *slots_text(struct pass *pass, const struct layout *layout)
{
	const char *text = "";

	for (uint32_t i = 0; i < layout->attribute_count; i++)
		text = arena_format(pass->scratch, "%s%s'%s'", text,
		                    i == 0 ? "" : ", ",
		                    quote_name(pass, layout->attributes[i]));
	return layout->attribute_count == 1
	           ? arena_format(pass->scratch, "%s,", text)
	           : text;
}

/* Can code that is not in this file make or derive from the class? */
static bool is_exported(const struct pass *pass, const struct class_info *info)
{
	return !pass->facts->is_script && !(info->flags & CLASS_IS_LOCAL) &&
	       names_text(pass->tree->names, info->name).at[0] != '_';
}

static void add_fix(struct pass *pass, struct finding *finding,
                    const struct class_info *info, const char *slots)
{
	const struct tree *t = pass->tree;
	node_id body = tree_child(t, info->node, FIELD_BODY);
	node_id first = tree_first(t, body);
	const struct source *source = pass->facts->source;
	uint32_t start;
	struct str line;

	if (tree_kind(t, tree_first(t, first)) == KIND_STRING)
		first = tree_sibling(t, first);
	if (first == NO_NODE)
		return;
	start = t->nodes[first].start;
	line = source_line_text(source, source_line(source, start));
	line.length = source_column_bytes(source, start);
	for (uint32_t i = 0; i < line.length; i++)
		if (line.at[i] != ' ' && line.at[i] != '\t')
			return;
	fix_replace(
	    pass->findings,
	    finding_fix(pass->findings, finding, FIX_UNSAFE, "add __slots__"),
	    source, (struct span){start, start},
	    arena_format(pass->scratch, "__slots__ = (%s)\n\n%.*s", slots,
	                 STR_ARG(line)));
}

static void report_class(struct pass *pass, const struct class_info *info,
                         const struct layout *layout)
{
	version target = pass->facts->target;
	uint32_t plain = cost_instance(target, layout->attribute_count, false);
	uint32_t slotted = cost_instance(target, layout->attribute_count, true);
	bool in_bulk = layout->flags & LAYOUT_IN_BULK;
	const char *slots = slots_text(pass, layout);
	node_id name = tree_child(pass->tree, info->node, FIELD_NAME);
	struct finding *finding;

	if (plain <= slotted)
		return;
	finding = REPORT(
	    pass, name,
	    in_bulk && !is_exported(pass, info) ? LEVEL_WARNING : LEVEL_NOTE,
	    in_bulk ? MESSAGE_BULK : MESSAGE_RECORD,
	    quote_name(pass, info->name), quote_number(pass, plain),
	    quote_number(pass, slotted), cost_version(target), slots);
	if (finding == NULL)
		return;
	add_fix(pass, finding, info, slots);
	if (is_exported(pass, info))
		finding_require(
		    pass->findings, finding, QUESTION_IS_UNTOUCHED,
		    class_dotted_name(pass->findings->arena, pass->facts, info),
		    NULL);
}

static void check(struct pass *pass, node_id n)
{
	const struct classes *classes = &pass->facts->classes;
	const struct layout *layouts;

	(void)n;
	if (classes->count == 0 || pass->facts->is_stub)
		return;
	layouts = facts_layouts(pass->facts);
	for (class_id c = 0; c < classes->count; c++) {
		const struct layout *layout = &layouts[c];

		if (layout->flags & (LAYOUT_IS_BLOCKED | LAYOUT_HAS_DICT) ||
		    layout->slotted_base != NO_CLASS ||
		    !(layout->flags & (LAYOUT_IN_BULK | LAYOUT_IS_RECORD)))
			continue;
		report_class(pass, &classes->list[c], layout);
	}
}
