/* How the classes of a file use their attributes' names. */
#include "heap_model.h"

/* A name in a class; free where `flags` is 0. */
struct class_field {
	class_id class;
	name_id name;
	uint32_t flags;
};

static struct class_field *field_slot(const struct heap_builder *b,
                                      class_id class, name_id name)
{
	uint64_t hash =
	    ((uint64_t) class << 32 | name) * UINT64_C(0x9e3779b97f4a7c15);
	uint32_t i = (uint32_t)(hash >> 32) & b->field_mask;

	while (b->fields[i].flags != 0 &&
	       (b->fields[i].class != class || b->fields[i].name != name))
		i = (i + 1) & b->field_mask;
	return &b->fields[i];
}

/* Has a class of this file a method that makes its instances descriptors? */
static bool has_descriptors(const struct heap_builder *b)
{
	return names_find(b->tree->names, str_of("__get__")) != NAME_NONE ||
	       names_find(b->tree->names, str_of("__set__")) != NAME_NONE;
}

/* `name = value` in a class body: may the value answer for the instances'
 * attribute of this name (data model, 3.3.2.2)? A dataclass's field() does not,
 * nor what a decorator makes fields of. */
static bool is_descriptor(const struct heap_builder *b,
                          const struct class_info *class,
                          const struct attribute_set *set)
{
	const struct type *type;

	if (set->value == NO_NODE ||
	    class->flags & (CLASS_IS_DATACLASS | CLASS_UNKNOWN_DECORATOR) ||
	    tree_kind(b->tree, tree_value(b->tree, set->value)) != KIND_CALL)
		return false;
	type = types_of(b->facts->types, set->value);
	if (type->kind == TYPE_INSTANCE && type->class != NO_CLASS)
		return has_descriptors(b);
	return type->kind == TYPE_UNKNOWN || type->kind == TYPE_INSTANCE;
}

/* More reads of a name before its last binding than these are too many. */
enum { MOST_OCCURRENCES = 16 };

/* Is all that the name is ever bound to a class, a function or an import, of
 * the module, or imported by a function? */
static bool is_name_of_module(const struct heap_builder *b, node_id name)
{
	const struct scopes *s = &b->facts->scopes;
	symbol_id variable = scopes_variable(s, name);
	const struct symbol *symbol;
	const struct scope *scope;
	const struct occurrence *o;
	uint32_t left;

	if (variable == NO_SYMBOL)
		return false;
	symbol = &s->symbols[variable];
	scope = &s->scopes[symbol->scope];
	left = symbol->bindings;
	if (left == 0 ||
	    scope->flags & (SCOPE_IS_UNSURE | SCOPE_HAS_STAR_IMPORT))
		return false;
	o = scopes_first(s, variable);
	for (int i = 0; o != NULL && left > 0 && i < MOST_OCCURRENCES;
	     o = scopes_next(s, o), i++) {
		if (o->access != ACCESS_BIND)
			continue;
		if (o->binding != BINDING_IMPORT &&
		    (scope->kind != SCOPE_MODULE ||
		     (o->binding != BINDING_CLASS &&
		      o->binding != BINDING_FUNCTION)))
			return false;
		left--;
	}
	return left == 0;
}

/* Is it a class, function or module by the name that the module has for it, or
 * a constant of one? That is there as long as the program. */
bool heap_is_of_module(const struct heap_builder *b, node_id value)
{
	const struct tree *t = b->tree;
	char first;

	if (tree_kind(t, value) == KIND_IDENTIFIER)
		return is_name_of_module(b, value);
	if (tree_kind(t, value) != KIND_ATTRIBUTE)
		return false;
	first = tree_text(t, tree_child(t, value, FIELD_ATTRIBUTE)).at[0];
	value = tree_child(t, value, FIELD_OBJECT);
	return first >= 'A' && first <= 'Z' &&
	       tree_kind(t, value) == KIND_IDENTIFIER &&
	       is_name_of_module(b, value);
}

static uint32_t value_flag(const struct heap_builder *b,
                           const struct attribute_set *set)
{
	node_id value =
	    set->value == NO_NODE ? NO_NODE : tree_value(b->tree, set->value);

	if (set->is_class_level || set->is_deleted ||
	    tree_kind(b->tree, value) == KIND_NONE)
		return 0;
	return heap_is_of_module(b, value) ? FIELD_LASTS : FIELD_VARIES;
}

static void note_set(struct heap_builder *b, class_id class,
                     const struct attribute_set *set)
{
	const struct class_info *info = &b->facts->classes.list[class];
	struct class_field *field = field_slot(b, class, set->name);
	uint32_t flag = 0;

	if (!set->is_class_level)
		flag = set->is_deleted ? FIELD_IS_DELETED : FIELD_IS_SET;
	else if (set->is_class_level && info->flags & CLASS_IS_DATACLASS)
		flag = FIELD_IS_SET;
	else if (set->is_class_level && is_descriptor(b, info, set))
		flag = FIELD_IS_DESCRIPTOR;
	else if (set->is_class_level && set->value != NO_NODE &&
	         tree_kind(b->tree, tree_value(b->tree, set->value)) !=
	             KIND_NONE)
		flag = FIELD_IS_SHARED;
	if (flag == 0)
		return;
	field->class = class;
	field->name = set->name;
	field->flags |= flag | value_flag(b, set);
	if (flag == FIELD_IS_DESCRIPTOR)
		b->names[set->name] |= NAME_IS_COMPUTED;
	else if (set->is_class_level && flag != FIELD_IS_SHARED)
		b->names[set->name] |= NAME_IS_SET;
}

static void note_methods(struct heap_builder *b, const struct class_info *info)
{
	const struct classes *c = &b->facts->classes;

	for (uint32_t i = 0; i < info->method_count; i++) {
		node_id method = info->methods[i];
		name_id name =
		    tree_name(b->tree, tree_child(b->tree, method, FIELD_NAME));

		b->names[name] |= NAME_IS_METHOD;
		if (classes_is_cached_property(c, method))
			b->names[name] |= NAME_IS_SET;
		else if (classes_method_kind(c, method) == METHOD_PROPERTY)
			b->names[name] |= NAME_IS_COMPUTED;
		for (uint32_t k = 0; k < info->base_count; k++)
			if (info->bases[k].class != NO_CLASS &&
			    classes_method(c, info->bases[k].class, name) !=
			        NO_NODE)
				b->names[name] |= NAME_IS_OVERRIDDEN;
	}
}

void heap_note_fields(struct heap_builder *b)
{
	const struct classes *c = &b->facts->classes;
	uint32_t count = 0, room = 16;

	for (class_id i = 0; i < c->count; i++)
		count += c->list[i].set_count;
	while (room < 2 * count)
		room *= 2;
	b->fields = ARENA_ARRAY(b->arena, room, struct class_field);
	b->field_mask = room - 1;
	for (class_id i = 0; i < c->count; i++) {
		for (uint32_t k = 0; k < c->list[i].set_count; k++)
			note_set(b, i, &c->list[i].sets[k]);
		note_methods(b, &c->list[i]);
	}
}

/* What the class and those above it in this file say of the name. */
uint32_t heap_field_flags(const struct heap_builder *b, class_id class,
                          name_id field)
{
	const struct class_info *info = &b->facts->classes.list[class];
	uint32_t flags = 0;

	for (uint32_t i = 0; i < info->order_count; i++)
		flags |= field_slot(b, info->order[i], field)->flags;
	return flags;
}

/* Is it only ever set to what is there as long as the program? */
bool heap_field_lasts(const struct heap_builder *b, class_id class,
                      name_id field)
{
	uint32_t flags = heap_field_flags(b, class, field);

	return (flags & (FIELD_LASTS | FIELD_VARIES)) == FIELD_LASTS;
}
