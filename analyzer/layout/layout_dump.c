#include "layout_dump.h"

#include "layout.h"

static void dump_class(FILE *stream, const struct facts *facts, class_id class)
{
	static const char *const flags[] = {
	    "blocked",  "has a dict", "slotted", "has a subclass", "made",
	    "a record", "an agent",   "touched", "owns much",      "held",
	    "a role",   "data",       NULL};
	static const char *const made[] = {"nowhere", "at top", "passing",
	                                   "once",    "many",   "kept",
	                                   "of data", "per row"};
	const struct class_info *list = facts->classes.list;
	const struct layout *layout = &facts_layouts(facts)[class];
	const char *before = ":";

	fprintf(stream, "%.*s(", STR_ARG(list[class].qualified));
	for (uint32_t i = 0; i < layout->attribute_count; i++)
		fprintf(stream, "%s%.*s", i == 0 ? "" : ", ",
		        STR_ARG(names_text(facts->tree->names,
		                           layout->attributes[i])));
	fputc(')', stream);
	for (int i = 0; flags[i] != NULL; i++) {
		if (!(layout->flags & 1U << i))
			continue;
		fprintf(stream, "%s %s", before, flags[i]);
		before = ",";
	}
	if (layout->made != MADE_NOWHERE)
		fprintf(stream, "%s %s", before, made[layout->made]);
	if (layout->slotted_base != NO_CLASS)
		fprintf(stream, "%s slots above: %.*s", before,
		        STR_ARG(list[layout->slotted_base].qualified));
	fputc('\n', stream);
}

void layout_dump(FILE *stream, const struct facts *facts)
{
	for (class_id class = 0; class < facts->classes.count; class ++)
		dump_class(stream, facts, class);
}
