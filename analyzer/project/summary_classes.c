/* The part of a summary about classes. */
#include "bounds.h"
#include "heap.h"
#include "layout_dataclass.h"
#include "layout_members.h"
#include "singleton.h"
#include "summary_parts.h"
#include "texts.h"

#include <string.h>

/* Of a name that several imports bind, as `try: from _fast import C` and
 * `except ImportError: from .slow import C`: what the last one does, marked. */
static const char *last_import(struct arena *arena, const struct facts *facts,
                               node_id n)
{
	const struct imports *imports = &facts->imports;
	symbol_id variable = tree_kind(facts->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&facts->scopes, n)
	                         : NO_SYMBOL;
	const struct import *last =
	    variable == NO_SYMBOL ? NULL : imports_last(imports, variable);

	return last == NULL
	           ? ""
	           : arena_format(
	                 arena, "%c%.*s", BASE_IS_ONE_OF_SEVERAL,
	                 STR_ARG(dotted_absolute(
	                     arena, facts,
	                     imports_import_origin(imports, arena, last))));
}

static const char *base_name(struct arena *arena, const struct facts *facts,
                             const struct base *base)
{
	struct str origin = base->origin;

	if (base->class != NO_CLASS)
		return class_dotted_name(arena, facts,
		                         &facts->classes.list[base->class]);
	if (origin.length == 0)
		origin =
		    imports_star_origin(&facts->imports, arena, base->node);
	if (origin.length == 0) {
		const char *name = dotted_by_stars(arena, facts, base->node);

		return name[0] != '\0' ? name
		                       : last_import(arena, facts, base->node);
	}
	return dotted_join(arena, dotted_absolute(arena, facts, origin),
	                   (struct str){NULL, 0});
}

static bool is_own_dict(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	       tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == NAME_DICT &&
	       classes_of_self(&facts->classes,
	                       tree_child(t, n, FIELD_OBJECT)) != NO_CLASS;
}

/* self.__dict__ = {} or self.__dict__.clear() */
static bool empties_dict(const struct facts *facts, node_id n)
{
	const struct tree *t = facts->tree;
	node_id value, callee;

	switch (tree_kind(t, n)) {
	case KIND_ASSIGNMENT:
		value = tree_child(t, n, FIELD_RIGHT);
		return tree_kind(t, value) == KIND_DICTIONARY &&
		       tree_first(t, value) == NO_NODE &&
		       is_own_dict(facts, tree_child(t, n, FIELD_LEFT));
	case KIND_CALL:
		callee = tree_child(t, n, FIELD_FUNCTION);
		return tree_kind(t, callee) == KIND_ATTRIBUTE &&
		       str_is(
		           tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
		           "clear") &&
		       is_own_dict(facts, tree_child(t, callee, FIELD_OBJECT));
	default:
		return false;
	}
}

static bool empties_itself(const struct facts *facts,
                           const struct class_info *class)
{
	const struct tree *t = facts->tree;

	if (!(class->flags & CLASS_USES_DICT))
		return false;
	for (node_id n = class->node; n < tree_end(t, class->node); n++)
		if (empties_dict(facts, n))
			return true;
	return false;
}

static void add_attributes(struct texts *list, const struct facts *facts,
                           const struct class_info *class)
{
	const struct names *names = facts->tree->names;
	struct arena *scratch = facts->arena;

	for (uint32_t i = 0; i < class->set_count; i++)
		if (!class->sets[i].is_class_level ||
		    layout_is_field(facts, class, &class->sets[i]))
			texts_add(
			    scratch, list,
			    str_copy(scratch,
			             names_text(names, class->sets[i].name)));
	for (uint32_t i = 0; i < class->slot_count; i++)
		texts_add(
		    scratch, list,
		    str_copy(scratch, names_text(names, class->slots[i])));
	for (uint32_t i = 0; i < class->method_count; i++)
		if (classes_method_kind(&facts->classes, class->methods[i]) ==
		    METHOD_PROPERTY)
			texts_add(
			    scratch, list,
			    str_copy(scratch,
			             tree_text(facts->tree,
			                       tree_child(facts->tree,
			                                  class->methods[i],
			                                  FIELD_NAME))));
}

/* Is all that the class sets the attribute to a container, or None? */
static bool is_container(const struct facts *facts,
                         const struct class_info *class, name_id name)
{
	bool is_one = false;

	for (uint32_t i = 0; i < class->set_count; i++) {
		const struct attribute_set *set = &class->sets[i];

		if (set->name != name || set->is_class_level || set->is_deleted)
			continue;
		if (set->value == NO_NODE)
			return false;
		switch (types_of(facts->types, set->value)->kind) {
		case TYPE_LIST:
		case TYPE_DICT:
		case TYPE_SET:
		case TYPE_DEQUE:
			is_one = true;
			break;
		case TYPE_NONE:
			break;
		default:
			return false;
		}
	}
	return is_one;
}

/* What a class has, by name. */
struct members {
	struct texts attributes, sets, containers, methods, hooks, computed;
};

/* A class that sets more than this is not asked which are containers. */
static void find_sets(struct members *to, const struct facts *facts,
                      const struct class_info *class)
{
	struct arena *scratch = facts->arena;

	for (uint32_t i = 0; i < class->order_count; i++)
		add_attributes(&to->attributes, facts,
		               &facts->classes.list[class->order[i]]);
	for (uint32_t i = 0; i < class->set_count; i++) {
		const struct attribute_set *set = &class->sets[i];
		const char *name = str_copy(
		    scratch, names_text(facts->tree->names, set->name));

		if (!set->is_class_level)
			texts_add(scratch, &to->sets, name);
		else if (set->value != NO_NODE &&
		         !(class->flags & CLASS_IS_DATACLASS) &&
		         tree_kind(facts->tree, set->value) == KIND_CALL)
			texts_add(scratch, &to->computed, name);
		if (!set->is_class_level &&
		    !bounds_exceeded(facts->tree, REACHED_SETS,
		                     class->set_count, class->node) &&
		    is_container(facts, class, set->name))
			texts_add(scratch, &to->containers, name);
	}
}

static void find_methods(struct members *to, const struct facts *facts,
                         const struct class_info *class)
{
	struct arena *scratch = facts->arena;
	class_id own = (class_id)(class - facts->classes.list);

	for (uint32_t i = 0; i < class->method_count; i++) {
		node_id name =
		    tree_child(facts->tree, class->methods[i], FIELD_NAME);
		const char *text =
		    str_copy(scratch, tree_text(facts->tree, name));

		texts_add(scratch, &to->methods, text);
		if (classes_does_nothing(facts->tree, class->methods[i]))
			texts_add(scratch, &to->hooks, text);
		if (classes_method_kind(&facts->classes, class->methods[i]) ==
		        METHOD_PROPERTY ||
		    (strcmp(text, "__setattr__") == 0 &&
		     !classes_setattr_stores(facts->tree, class->methods[i],
		                             STR(""))))
			texts_add(scratch, &to->computed, text);
	}
	for (uint32_t i = 0; i < class->set_count; i++) {
		/* `append_row = add_row` */
		if (class->sets[i].is_class_level &&
		    classes_method(&facts->classes, own, class->sets[i].name) !=
		        NO_NODE)
			texts_add(
			    scratch, &to->methods,
			    str_copy(scratch, names_text(facts->tree->names,
			                                 class->sets[i].name)));
	}
	/* which it gets from its decorator or base */
	if (class->flags & CLASS_IS_DATACLASS || heap_is_named_tuple(class) ||
	    heap_maker_of(facts, class).giver.length > 0)
		texts_add(scratch, &to->methods, "__init__");
	if (class->flags & CLASS_IS_DATACLASS)
		texts_add(scratch, &to->methods, "__eq__");
}

static const char *const *keep_sorted(struct texts *texts, struct arena *arena,
                                      uint32_t *count)
{
	texts_sort(texts);
	*count = texts->list.count;
	return texts_keep(texts, arena);
}

static void find_class(struct class_summary *to, struct arena *arena,
                       const struct facts *facts,
                       const struct class_info *class)
{
	struct texts bases = {0};
	struct members members = {0};

	for (uint32_t i = 0; i < class->base_count; i++)
		texts_add(facts->arena, &bases,
		          base_name(facts->arena, facts, &class->bases[i]));
	find_sets(&members, facts, class);
	find_methods(&members, facts, class);
	*to = (struct class_summary){
	    .name = class_dotted_name(arena, facts, class),
	    .bases = texts_keep(&bases, arena),
	    .base_count = bases.list.count,
	    .leaves_dict = layout_leaves_dict(facts, class),
	    .empties_itself = empties_itself(facts, class),
	    .needs_dict = layout_needs_dict(facts, class)};
	to->attributes =
	    keep_sorted(&members.attributes, arena, &to->attribute_count);
	to->sets = keep_sorted(&members.sets, arena, &to->set_count);
	to->containers =
	    keep_sorted(&members.containers, arena, &to->container_count);
	to->methods = keep_sorted(&members.methods, arena, &to->method_count);
	to->hooks = keep_sorted(&members.hooks, arena, &to->hook_count);
	to->computed =
	    keep_sorted(&members.computed, arena, &to->computed_count);
}

void summary_find_classes(struct summary *summary, struct arena *arena,
                          const struct facts *facts)
{
	const struct classes *classes = &facts->classes;
	struct class_summary *list =
	    ARENA_ARRAY(arena, classes->count, struct class_summary);
	const bool *singletons = singleton_find(facts->arena, facts);

	for (class_id c = 0; c < classes->count; c++) {
		find_class(&list[c], arena, facts, &classes->list[c]);
		list[c].is_singleton = singletons[c];
	}
	summary->classes = list;
	summary->class_count = classes->count;
}
