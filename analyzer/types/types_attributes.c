/* What attributes of the file's own classes hold. */
#include "types_solver.h"
#include "classes_attributes.h"

/* An attribute is looked for in the class, its bases in this file and the
 * classes derived from it, whose methods may set it as well. */
enum { MOST_DERIVED = 32 };

static uint32_t *slot_of(const struct types *ty, class_id class, name_id name)
{
	uint64_t hash = ((uint64_t) class << 32 | name) * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & ty->attribute_mask;

	while (ty->attribute_table[at] != 0) {
		const struct attribute_slot *slot =
		    &ty->attributes.at[ty->attribute_table[at] - 1];

		if (slot->class == class && slot->name == name)
			break;
		at = (at + 1) & ty->attribute_mask;
	}
	return &ty->attribute_table[at];
}

static struct attribute_slot *find_slot(const struct types *ty, class_id class,
                                        name_id name)
{
	uint32_t index = *slot_of(ty, class, name);

	return index == 0 ? NULL : &ty->attributes.at[index - 1];
}

static struct attribute_slot *make_slot(struct types *ty, class_id class,
                                        name_id name)
{
	uint32_t *at = slot_of(ty, class, name);
	struct attribute_slot slot = {
	    .class = class, .name = name, .proof = NO_NODE};

	if (*at == 0) {
		slot.cell = types_new_cell(ty, NEVER);
		ARRAY_PUSH(ty->arena, &ty->attributes, slot);
		*at = ty->attributes.count;
	}
	return &ty->attributes.at[*at - 1];
}

/* Is the class a description of values that are no instances of it? */
static bool is_special(const struct types *ty, class_id class)
{
	static const char *const special[] = {"typing.Protocol",
	                                      "typing_extensions.Protocol",
	                                      "typing.TypedDict",
	                                      "typing_extensions.TypedDict",
	                                      "builtins.type",
	                                      "ctypes.Structure",
	                                      "ctypes.BigEndianStructure",
	                                      "enum.EnumMeta",
	                                      "abc.ABCMeta",
	                                      NULL};
	const struct class_info *info = &ty->classes->list[class];

	for (uint32_t i = 0; i < info->order_count; i++) {
		const struct class_info *above =
		    &ty->classes->list[info->order[i]];

		for (uint32_t b = 0; b < above->base_count; b++)
			for (int s = 0; special[s] != NULL; s++)
				if (str_is(above->bases[b].origin, special[s]))
					return true;
	}
	return false;
}

type_id types_instance(struct types *ty, class_id class)
{
	if (is_special(ty, class) ||
	    (ty->classes->list[class].flags & CLASS_UNKNOWN_DECORATOR) != 0)
		return UNKNOWN;
	return type_named(&ty->table, TYPE_INSTANCE,
	                  ty->classes->list[class].qualified, class);
}

type_id types_class(struct types *ty, class_id class)
{
	if (class == NO_CLASS || is_special(ty, class) ||
	    (ty->classes->list[class].flags & CLASS_UNKNOWN_DECORATOR) != 0)
		return UNKNOWN;
	return type_named(&ty->table, TYPE_CLASS,
	                  ty->classes->list[class].qualified, class);
}

static void enter_set(struct types *ty, class_id class,
                      const struct attribute_set *set)
{
	const struct tree *t = ty->tree;
	struct attribute_slot *slot = make_slot(ty, class, set->name);
	node_id annotation = tree_kind(t, set->statement) == KIND_ASSIGNMENT
	                         ? tree_child(t, set->statement, FIELD_TYPE)
	                         : NO_NODE;
	cell_id cell = slot->cell;

	if (!set->is_declared && !set->is_deleted &&
	    tree_kind(t, set->value) != KIND_NONE)
		slot->is_given = true;
	if (slot->proof == NO_NODE)
		slot->proof = set->value;
	if (tree_kind(t, set->target) == KIND_CALL)
		types_raise(ty, cell, UNKNOWN);
	if (annotation == NO_NODE ||
	    tree_child(t, set->statement, FIELD_LEFT) != set->target)
		return;
	slot->declared = types_annotation(ty, annotation);
	slot->proof = annotation;
}

static void find_derived(struct types *ty)
{
	const struct classes *c = ty->classes;
	uint32_t *first = ARENA_ARRAY(ty->arena, c->count + 2, uint32_t);
	class_id *derived;
	uint32_t total = 0;

	for (class_id i = 0; i < c->count; i++)
		for (uint32_t k = 1; k < c->list[i].order_count; k++)
			first[c->list[i].order[k] + 2]++;
	for (class_id i = 0; i < c->count; i++)
		first[i + 2] += first[i + 1];
	total = first[c->count + 1];
	derived = ARENA_ARRAY(ty->arena, total + 1, class_id);
	for (class_id i = 0; i < c->count; i++)
		for (uint32_t k = 1; k < c->list[i].order_count; k++)
			derived[first[c->list[i].order[k] + 1]++] = i;
	ty->derived_first = first;
	ty->derived = derived;
}

void types_find_attributes(struct types *ty)
{
	const struct classes *c = ty->classes;
	const struct tree *t = ty->tree;
	ARRAY(node_id) targets = {0};
	uint32_t sets = 0;

	for (class_id i = 0; i < c->count; i++)
		sets += c->list[i].set_count;
	for (node_id n = tree_first_of(t, KIND_ATTRIBUTE); n != NO_NODE;
	     n = tree_next_of(t, n))
		if (classes_target_of(t, n) != NO_NODE)
			ARRAY_PUSH(ty->scratch, &targets, n);
	sets += targets.count;
	ty->attribute_mask = 15;
	while (ty->attribute_mask / 2 < sets)
		ty->attribute_mask = ty->attribute_mask * 2 + 1;
	ty->attribute_table =
	    ARENA_ARRAY(ty->arena, ty->attribute_mask + 1, uint32_t);
	find_derived(ty);
	for (class_id i = 0; i < c->count; i++)
		for (uint32_t s = 0; s < c->list[i].set_count; s++)
			enter_set(ty, i, &c->list[i].sets[s]);
	for (uint32_t i = 0; i < targets.count; i++)
		make_slot(ty, NO_CLASS,
		          tree_name(t, tree_child(t, targets.at[i],
		                                  FIELD_ATTRIBUTE)));
}

void types_set_attribute(struct types *ty, class_id class, name_id name,
                         type_id type, node_id proof)
{
	struct attribute_slot *slot;

	if (name == NAME_NONE)
		return;
	slot = find_slot(ty, class, name);
	/* Of a class that does not set it itself: of any, as all read that. */
	if (slot == NULL)
		slot = find_slot(ty, NO_CLASS, name);
	if (slot == NULL)
		return;
	if (slot->proof == NO_NODE)
		slot->proof = proof;
	types_raise(ty, slot->cell, type_without_contents(&ty->table, type));
}

/* What is collected over the slots that an attribute can be in. */
struct gathered {
	type_id assigned, declared;
	bool is_found, is_given, is_dynamic;
};

static void gather(struct types *ty, class_id class, name_id name,
                   node_id reader, struct gathered *g)
{
	const struct attribute_slot *slot = find_slot(ty, class, name);
	type_id type;

	if (class != NO_CLASS)
		g->is_dynamic |=
		    (ty->classes->list[class].flags &
		     (CLASS_DYNAMIC | CLASS_SETS_ANY | CLASS_IS_UNSURE)) != 0;
	if (slot == NULL)
		return;
	g->is_found |= class != NO_CLASS;
	g->is_given |= slot->is_given;
	if (slot->declared != UNKNOWN)
		g->declared = slot->declared;
	type = types_read(ty, slot->cell, reader);
	g->assigned = type_join(&ty->table, g->assigned, type);
}

/* The getter of a property that the class or a base of this file defines; or
 * the method, or NO_NODE. */
static node_id method_named(const struct types *ty, class_id class,
                            name_id name, bool *is_property)
{
	node_id method = classes_method(ty->classes, class, name);

	*is_property =
	    method != NO_NODE &&
	    classes_method_kind(ty->classes, method) == METHOD_PROPERTY;
	return method;
}

static type_id read_attribute(struct types *ty, class_id class, name_id name,
                              node_id reader)
{
	const struct class_info *info = &ty->classes->list[class];
	struct gathered g = {.assigned = NEVER};
	uint32_t first = ty->derived_first[class];
	uint32_t last = ty->derived_first[class + 1];

	if (last - first > MOST_DERIVED)
		return UNKNOWN;
	for (uint32_t i = 0; i < info->order_count; i++)
		gather(ty, info->order[i], name, reader, &g);
	for (uint32_t i = first; i < last; i++)
		gather(ty, ty->derived[i], name, reader, &g);
	/* What is only None here is meant to be set by somebody else. */
	if (!g.is_found || g.is_dynamic ||
	    (!g.is_given && g.declared == UNKNOWN))
		return UNKNOWN;
	gather(ty, NO_CLASS, name, reader, &g);
	return g.assigned == NEVER && g.declared != UNKNOWN
	           ? g.declared
	           : types_declared(ty, g.declared, g.assigned);
}

static bool is_private(const struct types *ty, class_id class, name_id name)
{
	struct str method = names_text(ty->tree->names, name);
	struct str owner =
	    names_text(ty->tree->names, ty->classes->list[class].name);

	return (str_starts(method, "_") && !str_ends(method, "__")) ||
	       str_starts(owner, "_") ||
	       (ty->classes->list[class].flags & CLASS_IS_LOCAL) != 0;
}

/* What calling a method on an instance gives, whichever of the classes of this
 * file it is of. A public method may be overridden elsewhere to return
 * something else: there the annotation is believed only. */
type_id types_method_result(struct types *ty, class_id class, name_id name,
                            node_id reader)
{
	bool is_property;
	node_id method = method_named(ty, class, name, &is_property);
	uint32_t first = ty->derived_first[class];
	uint32_t last = ty->derived_first[class + 1];
	struct function *f;
	type_id type;

	if (method == NO_NODE || last - first > MOST_DERIVED ||
	    (!is_property && find_slot(ty, NO_CLASS, name) != NULL))
		return UNKNOWN;
	f = types_function(ty, method);
	if (f == NULL ||
	    (f->declared == UNKNOWN && !is_private(ty, class, name)))
		return UNKNOWN;
	type = types_result(ty, method, reader);
	for (uint32_t i = first; i < last; i++) {
		node_id other;

		if (classes_own_name(ty->classes, ty->derived[i], name, &other))
			type = type_join(&ty->table, type,
			                 other == NO_NODE
			                     ? UNKNOWN
			                     : types_result(ty, other, reader));
	}
	return type;
}

/* An attribute of something of this file's classes. */
static type_id of_class(struct types *ty, const struct type *owner,
                        name_id name, node_id n)
{
	const struct class_info *info = &ty->classes->list[owner->class];
	bool is_property;

	if (name == NAME_NONE)
		return UNKNOWN;
	if (method_named(ty, owner->class, name, &is_property) == NO_NODE) {
		/* A metaclass may have made something else of what the body
		 * assigns: members of an Enum. */
		if (owner->kind == TYPE_CLASS &&
		    (info->order_is_open ||
		     (info->flags & CLASS_HAS_METACLASS) != 0))
			return UNKNOWN;
		return read_attribute(ty, owner->class, name, n);
	}
	return is_property && owner->kind == TYPE_INSTANCE
	           ? types_method_result(ty, owner->class, name, n)
	           : UNKNOWN;
}

type_id types_attribute(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	struct type owner;

	if (object == NO_NODE)
		return UNKNOWN;
	if (ty->of_node[object] == NEVER)
		return NEVER;
	owner = *type_at(&ty->table, ty->of_node[object]);
	if ((owner.kind == TYPE_INSTANCE || owner.kind == TYPE_CLASS) &&
	    owner.class != NO_CLASS)
		return of_class(ty, &owner, name, n);
	return types_library_attribute(ty, n);
}

void types_finish_attributes(struct types *ty)
{
	for (uint32_t i = 0; i < ty->attributes.count; i++) {
		struct attribute_slot *slot = &ty->attributes.at[i];

		if (slot->class != NO_CLASS)
			slot->final =
			    read_attribute(ty, slot->class, slot->name, 0);
	}
}

/* What a slot says covers the class, what is above and what is below it. Of two
 * bases' slots, only what both say. */
type_id types_final_attribute(const struct types *ty, class_id class,
                              name_id name)
{
	const struct class_info *info = &ty->classes->list[class];
	type_id type = NEVER;

	for (uint32_t i = 0; i < info->order_count; i++) {
		const struct attribute_slot *slot =
		    find_slot(ty, info->order[i], name);

		if (slot == NULL)
			continue;
		if (i == 0)
			return slot->final;
		if (type != NEVER && type != slot->final)
			return UNKNOWN;
		type = slot->final;
	}
	return type == NEVER ? UNKNOWN : type;
}

node_id types_attribute_proof(const struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	const struct type *owner;
	const struct class_info *info;

	if (object == NO_NODE)
		return n;
	owner = type_at(&ty->table, ty->of_node[object]);
	if (owner->class == NO_CLASS)
		return n;
	info = &ty->classes->list[owner->class];
	for (uint32_t i = 0; i < info->order_count; i++) {
		const struct attribute_slot *slot =
		    find_slot(ty, info->order[i], name);

		if (slot != NULL && slot->proof != NO_NODE)
			return slot->proof;
	}
	return n;
}
