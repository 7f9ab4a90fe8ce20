/* The names in __slots__. */
#include "classes_attributes.h"

#include <string.h>

/* The names in a `__slots__` while they are read. */
struct slots {
	struct arena *arena;
	const struct tree *tree;
	ARRAY(name_id) names;
};

bool classes_string(const struct tree *t, node_id n, struct str *text)
{
	if (tree_kind(t, n) != KIND_STRING || tree_first(t, n) != NO_NODE ||
	    strchr("'\"", tree_text(t, n).at[0]) == NULL)
		return false;
	*text = tree_string_text(t, n);
	return text->length != 0;
}

static bool add_name(struct slots *slots, node_id n)
{
	struct str text;

	if (!classes_string(slots->tree, tree_value(slots->tree, n), &text))
		return false;
	ARRAY_PUSH(slots->arena, &slots->names,
	           names_intern(slots->tree->names, text));
	return true;
}

/* False if the value is anything but constant names. */
static bool read_value(struct slots *slots, node_id value)
{
	const struct tree *t = slots->tree;
	node_id c;

	if (value == NO_NODE)
		return false;
	value = tree_value(t, value);
	switch (tree_kind(t, value)) {
	case KIND_STRING:
		return add_name(slots, value);
	case KIND_TUPLE:
	case KIND_LIST:
	case KIND_SET:
	case KIND_EXPRESSION_LIST:
		for (c = tree_first(t, value); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (!add_name(slots, c))
				return false;
		return true;
	case KIND_DICTIONARY:
		for (c = tree_first(t, value); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (tree_kind(t, c) != KIND_PAIR ||
			    !add_name(slots, tree_child(t, c, FIELD_KEY)))
				return false;
		return true;
	default:
		return false;
	}
}

/* Is it a statement of the class's body itself, not of an `if` there? */
static bool is_unconditional(const struct tree *t, node_id statement,
                             node_id class)
{
	node_id outer = tree_parent(t, statement);

	while (tree_kind(t, outer) == KIND_ASSIGNMENT)
		outer = tree_parent(t, outer);
	return tree_kind(t, outer) == KIND_EXPRESSION_STATEMENT &&
	       tree_parent(t, outer) == tree_child(t, class, FIELD_BODY);
}

void classes_find_slots(struct arena *arena, const struct tree *tree,
                        struct class_info *info)
{
	struct slots slots = {.arena = arena, .tree = tree};
	uint32_t found = 0;

	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (set->name != NAME_SLOTS || set->method != NO_NODE ||
		    set->is_declared)
			continue;
		if (found++ != 0 || set->is_augmented || set->is_deleted ||
		    !is_unconditional(tree, set->statement, info->node) ||
		    !read_value(&slots, set->value))
			info->flags |= CLASS_UNKNOWN_SLOTS;
	}
	if (found == 0)
		return;
	info->flags |= CLASS_HAS_SLOTS;
	if (info->flags & CLASS_UNKNOWN_SLOTS)
		return;
	info->slots = slots.names.at;
	info->slot_count = slots.names.count;
	for (uint32_t i = 0; i < slots.names.count; i++) {
		if (slots.names.at[i] == NAME_DICT)
			info->flags |= CLASS_SLOTS_HAVE_DICT;
		if (slots.names.at[i] == NAME_WEAKREF)
			info->flags |= CLASS_SLOTS_HAVE_WEAKREF;
	}
}
