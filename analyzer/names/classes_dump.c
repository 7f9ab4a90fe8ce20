/* `heaplint dump classes`. */
#include "dump.h"

static const struct {
	uint32_t flag;
	const char *name;
} flag_names[] = {{CLASS_HAS_METACLASS, "metaclass"},
                  {CLASS_HAS_KEYWORDS, "keywords"},
                  {CLASS_UNKNOWN_DECORATOR, "unknown-decorator"},
                  {CLASS_IS_DATACLASS, "dataclass"},
                  {CLASS_DATACLASS_SLOTS, "dataclass-slots"},
                  {CLASS_HAS_SLOTS, "slots"},
                  {CLASS_UNKNOWN_SLOTS, "unknown-slots"},
                  {CLASS_SLOTS_HAVE_DICT, "slots-dict"},
                  {CLASS_SLOTS_HAVE_WEAKREF, "slots-weakref"},
                  {CLASS_USES_DICT, "uses-dict"},
                  {CLASS_DYNAMIC, "dynamic"},
                  {CLASS_HAS_SETATTR, "setattr"},
                  {CLASS_HAS_CACHED_PROPERTY, "cached-property"},
                  {CLASS_HAS_GETSTATE, "pickling"},
                  {CLASS_IS_LOCAL, "local"},
                  {CLASS_IS_UNSURE, "unsure"},
                  {CLASS_IS_WEAKLY_REFERENCED, "weakly-referenced"},
                  {CLASS_HAS_FOREIGN_BASE, "foreign-base"},
                  {CLASS_SETS_ANY, "sets-any"}};

static void dump_head(FILE *stream, const struct classes *c,
                      const struct class_info *info)
{
	fprintf(stream, "class %.*s", STR_ARG(info->qualified));
	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++)
		if (info->flags & flag_names[i].flag)
			fprintf(stream, " %s", flag_names[i].name);
	fputc('\n', stream);
	for (uint32_t i = 0; i < info->base_count; i++) {
		const struct base *base = &info->bases[i];

		fprintf(stream, "  base %.*s -> ",
		        STR_ARG(tree_text(c->tree, base->node)));
		if (base->class != NO_CLASS)
			fprintf(stream, "class %.*s\n",
			        STR_ARG(c->list[base->class].qualified));
		else
			fprintf(
			    stream, "%.*s\n",
			    base->origin.length != 0 ? (int)base->origin.length
			                             : 1,
			    base->origin.length != 0 ? base->origin.at : "?");
	}
	fputs("  order", stream);
	for (uint32_t i = 0; i < info->order_count; i++)
		fprintf(stream, " %.*s",
		        STR_ARG(c->list[info->order[i]].qualified));
	fputs(info->order_is_open ? " ...\n" : "\n", stream);
}

static void dump_methods(FILE *stream, const struct classes *c,
                         const struct class_info *info)
{
	static const char *const kinds[] = {"method", "classmethod",
	                                    "staticmethod", "property"};

	for (uint32_t i = 0; i < info->method_count; i++) {
		node_id method = info->methods[i];
		node_id name = tree_child(c->tree, method, FIELD_NAME);

		fprintf(stream, "  %s %.*s\n",
		        kinds[classes_method_kind(c, method)],
		        STR_ARG(tree_text(c->tree, name)));
	}
}

static void dump_set(FILE *stream, const struct classes *c,
                     const struct attribute_set *set)
{
	const struct tree *t = c->tree;
	uint32_t line = source_line(t->source, t->nodes[set->target].start);

	fprintf(stream, "  set %.*s line %u",
	        STR_ARG(names_text(t->names, set->name)), line + 1);
	if (set->method != NO_NODE)
		fprintf(stream, " in %.*s",
		        STR_ARG(tree_text(
		            t, tree_child(t, set->method, FIELD_NAME))));
	fprintf(stream, "%s%s%s%s", set->is_class_level ? " class-level" : "",
	        set->is_augmented ? " augmented" : "",
	        set->is_deleted ? " deleted" : "",
	        set->is_declared ? " declared" : "");
	if (set->value != NO_NODE)
		fprintf(stream, " = %.*s", STR_ARG(tree_text(t, set->value)));
	fputc('\n', stream);
}

void classes_dump(FILE *stream, const struct facts *facts)
{
	const struct classes *c = &facts->classes;

	for (class_id i = 0; i < c->count; i++) {
		const struct class_info *info = &c->list[i];

		dump_head(stream, c, info);
		dump_methods(stream, c, info);
		for (uint32_t s = 0; s < info->set_count; s++)
			dump_set(stream, c, &info->sets[s]);
		if (info->slots != NULL || info->slot_count != 0)
			fputs("  slots", stream);
		for (uint32_t s = 0; s < info->slot_count; s++)
			fprintf(stream, "%s %.*s", s == 0 ? "" : ",",
			        STR_ARG(names_text(facts->tree->names,
			                           info->slots[s])));
		if (info->slot_count != 0)
			fputc('\n', stream);
	}
}
