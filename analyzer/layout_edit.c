#include "layout_edit.h"

static node_id first_statement(const struct facts *f,
                               const struct class_info *info)
{
	return tree_first(f->tree, tree_child(f->tree, info->node, FIELD_BODY));
}

/* What is in front of it on its line. */
static struct str indent_of(const struct facts *f, node_id n)
{
	uint32_t at = f->tree->nodes[n].start;
	struct str line =
	    source_line_text(f->source, source_line(f->source, at));

	line.length = source_column_bytes(f->source, at);
	return line;
}

bool layout_has_block(const struct facts *f, const struct class_info *info)
{
	node_id first = first_statement(f, info);
	struct str indent;

	if (first == NO_NODE)
		return false;
	indent = indent_of(f, first);
	for (uint32_t i = 0; i < indent.length; i++)
		if (indent.at[i] != ' ' && indent.at[i] != '\t')
			return false;
	return true;
}

void layout_insert_slots(struct findings *findings, struct fix *fix,
                         const struct facts *f, const struct class_info *info,
                         const char *slots)
{
	node_id first = first_statement(f, info);
	bool is_documented =
	    tree_kind(f->tree, tree_first(f->tree, first)) == KIND_STRING;
	uint32_t at = is_documented ? f->tree->nodes[first].end
	                            : f->tree->nodes[first].start;
	struct str indent = indent_of(f, first);

	fix_replace(
	    findings, fix, f->source, (struct span){at, at},
	    is_documented
	        ? arena_format(findings->arena, "\n\n%.*s__slots__ = %s",
	                       STR_ARG(indent), slots)
	        : arena_format(findings->arena, "__slots__ = %s\n\n%.*s", slots,
	                       STR_ARG(indent)));
}
