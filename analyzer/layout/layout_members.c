#include "layout_members.h"

#include "layout_dataclass.h"

bool layout_has_name(const name_id *names, uint32_t count, name_id name)
{
	for (uint32_t i = 0; i < count; i++)
		if (names[i] == name)
			return true;
	return false;
}

bool layout_has_member(const struct facts *f, class_id class, name_id name)
{
	const struct classes *classes = &f->classes;
	const struct class_info *info = &classes->list[class];

	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *base = &classes->list[info->order[k]];

		for (uint32_t i = 0; i < base->set_count; i++)
			if (base->sets[i].name == name)
				return true;
		for (uint32_t i = 0; i < base->method_count; i++)
			if (tree_name(f->tree,
			              tree_child(f->tree, base->methods[i],
			                         FIELD_NAME)) == name)
				return true;
	}
	return false;
}

bool layout_is_settable(const struct facts *f, const struct layout *layouts,
                        class_id class, name_id name)
{
	const struct classes *classes = &f->classes;
	const struct class_info *info = &classes->list[class];

	for (uint32_t k = 0; k < info->order_count; k++) {
		class_id base = info->order[k];
		const struct class_info *at = &classes->list[base];

		if (layout_has_name(layouts[base].attributes,
		                    layouts[base].attribute_count, name) ||
		    layout_has_name(at->slots, at->slot_count, name))
			return true;
		for (uint32_t i = 0; i < at->method_count; i++)
			if (classes_method_kind(classes, at->methods[i]) ==
			        METHOD_PROPERTY &&
			    tree_name(f->tree,
			              tree_child(f->tree, at->methods[i],
			                         FIELD_NAME)) == name)
				return true;
	}
	return false;
}

/* Do its methods do something that only a __dict__ allows? */
static bool reads_dict(const struct class_info *info)
{
	return info->flags &
	       (CLASS_USES_DICT | CLASS_DYNAMIC | CLASS_HAS_CACHED_PROPERTY);
}

bool layout_leaves_dict(const struct facts *f, const struct class_info *info)
{
	static const uint32_t may_add =
	    CLASS_HAS_METACLASS | CLASS_HAS_KEYWORDS | CLASS_UNKNOWN_DECORATOR;
	static const uint32_t has = CLASS_HAS_SLOTS | CLASS_UNKNOWN_SLOTS |
	                            CLASS_DATACLASS_SLOTS | CLASS_IS_UNSURE;

	if (info->flags & has || info->order_is_open ||
	    info->order_count == 0 ||
	    scopes_only_binding(&f->scopes, info->variable) == NULL)
		return false;
	for (uint32_t k = 0; k < info->order_count; k++)
		if (f->classes.list[info->order[k]].flags & may_add ||
		    reads_dict(&f->classes.list[info->order[k]]))
			return false;
	return true;
}

bool layout_is_slotted_origin(struct str origin)
{
	static const char *const slotted[] = {
	    "builtins.object", "typing.Generic", "abc.ABC", NULL};

	return str_is_one_of(origin, slotted);
}

bool layout_has_two_dicts(const struct facts *f, const struct class_info *info)
{
	uint32_t with = 0;

	for (uint32_t i = 0; i < info->base_count; i++) {
		class_id base = info->bases[i].class;

		with +=
		    base == NO_CLASS
		        ? !layout_is_slotted_origin(info->bases[i].origin)
		        : !(facts_layouts(f)[base].flags & LAYOUT_IS_SLOTTED);
	}
	return with > 1;
}

static bool has_slot(const struct facts *f, const struct class_info *info,
                     name_id name)
{
	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *at = &f->classes.list[info->order[k]];

		for (uint32_t s = 0; s < at->slot_count; s++)
			if (at->slots[s] == name)
				return true;
	}
	return false;
}

static bool sets_on_self(const struct class_info *info, name_id name)
{
	for (uint32_t i = 0; i < info->set_count; i++)
		if (!info->sets[i].is_class_level && info->sets[i].name == name)
			return true;
	return false;
}

/* Would its own name hide the slot that a base got for an attribute it sets? */
static bool hides_attribute(const struct facts *f,
                            const struct class_info *info, name_id name)
{
	for (uint32_t k = 1; k < info->order_count; k++)
		if (sets_on_self(&f->classes.list[info->order[k]], name))
			return true;
	return false;
}

bool layout_needs_dict(const struct facts *f, const struct class_info *info)
{
	if (!(info->flags & CLASS_HAS_SLOTS) ||
	    info->flags & CLASS_UNKNOWN_SLOTS)
		return false;
	if (reads_dict(info))
		return true;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (set->is_class_level
		        ? !set->is_declared &&
		              hides_attribute(f, info, set->name)
		        : !has_slot(f, info, set->name))
			return true;
	}
	return false;
}

bool layout_slots_are_data(const struct facts *f, const struct class_info *info)
{
	const struct tree *t = f->tree;

	if (!(info->flags & CLASS_HAS_SLOTS))
		return false;
	for (uint32_t i = 0; i < info->set_count; i++) {
		node_id table = info->sets[i].value;

		if (info->sets[i].name != NAME_SLOTS ||
		    tree_kind(t, table) != KIND_DICTIONARY)
			continue;
		for (node_id c = tree_first(t, table); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (tree_kind(t, c) != KIND_PAIR ||
			    tree_kind(t, tree_child(t, c, FIELD_VALUE)) !=
			        KIND_STRING)
				return true;
	}
	return false;
}

bool layout_is_bound_otherwise(const struct facts *f, node_id object)
{
	const struct scopes *scopes = &f->scopes;
	symbol_id variable;

	while (tree_kind(f->tree, object) == KIND_ATTRIBUTE)
		object = tree_child(f->tree, object, FIELD_OBJECT);
	variable = scopes_variable(scopes, object);
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL; o = scopes_next(scopes, o)) {
		if (o->access != ACCESS_BIND)
			continue;
		if (o->binding != BINDING_IMPORT &&
		    o->binding != BINDING_FUNCTION &&
		    o->binding != BINDING_CLASS)
			return false;
	}
	return true;
}

bool layout_is_of_variable(const struct facts *f, node_id name)
{
	return scopes_variable(&f->scopes, name) != NO_SYMBOL &&
	       !layout_is_bound_otherwise(f, name);
}

/* Does the base give a value to an attribute of the instances? A slot would
 * hide it. */
static bool has_default(const struct facts *f, class_id base,
                        const struct layout *layout)
{
	const struct class_info *info = &f->classes.list[base];

	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].is_class_level &&
		    !info->sets[i].is_declared &&
		    layout_has_name(layout->attributes, layout->attribute_count,
		                    info->sets[i].name))
			return true;
	return false;
}

bool layout_collides(const struct facts *f, class_id class,
                     const struct layout *layout)
{
	const struct class_info *info = &f->classes.list[class];
	const struct tree *t = f->tree;

	for (uint32_t k = 1; k < info->order_count; k++)
		if (has_default(f, info->order[k], layout))
			return true;
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].is_class_level &&
		    !info->sets[i].is_declared &&
		    !layout_is_field(f, info, &info->sets[i]) &&
		    layout_has_name(layout->attributes, layout->attribute_count,
		                    info->sets[i].name))
			return true;
	for (uint32_t i = 0; i < info->method_count; i++)
		if (layout_has_name(layout->attributes, layout->attribute_count,
		                    tree_name(t, tree_child(t, info->methods[i],
		                                            FIELD_NAME))))
			return true;
	return false;
}
