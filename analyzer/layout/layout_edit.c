#include "layout_edit.h"

#include "layout.h"

#include <string.h>

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

bool layout_has_defaults(const struct facts *f, class_id class)
{
	const struct layout *layout = &facts_layouts(f)[class];
	const struct class_info *list = f->classes.list;
	const struct class_info *info = &list[class];

	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *at = &list[info->order[k]];

		for (uint32_t i = 0; i < at->set_count; i++)
			for (uint32_t j = 0; j < layout->attribute_count; j++)
				if (at->sets[i].is_class_level &&
				    at->sets[i].name == layout->attributes[j])
					return true;
	}
	return false;
}

/* After a docstring: at the end of its line. */
static uint32_t end_of_docstring(const struct facts *f, node_id first)
{
	const struct source *source = f->source;
	uint32_t end = f->tree->nodes[first].end, at = end;

	while (at < source->length && strchr(" \t", source->text[at]) != NULL)
		at++;
	if (at == source->length || source->text[at] != '#')
		return end;
	while (at < source->length && strchr("\r\n", source->text[at]) == NULL)
		at++;
	return at;
}

static bool is_blank_below(const struct facts *f, uint32_t at)
{
	uint32_t line = source_line(f->source, at) + 1;
	struct str text;

	if (line >= f->source->line_count)
		return true;
	text = source_line_text(f->source, line);
	while (text.length > 0 &&
	       strchr(" \t\r\f", text.at[text.length - 1]) != NULL)
		text.length--;
	return text.length == 0;
}

void layout_insert_slots(struct findings *findings, struct fix *fix,
                         const struct facts *f, const struct class_info *info,
                         const char *slots)
{
	node_id first = first_statement(f, info);
	bool is_documented =
	    tree_kind(f->tree, tree_first(f->tree, first)) == KIND_STRING;
	uint32_t at = is_documented ? end_of_docstring(f, first)
	                            : f->tree->nodes[first].start;
	struct str indent = indent_of(f, first);

	fix_replace(
	    findings, fix, f->source, (struct span){at, at},
	    is_documented
	        ? arena_format(findings->arena, "\n\n%.*s__slots__ = %s%s",
	                       STR_ARG(indent), slots,
	                       is_blank_below(f, at) ? "" : "\n")
	        : arena_format(findings->arena, "__slots__ = %s\n\n%.*s", slots,
	                       STR_ARG(indent)));
}
