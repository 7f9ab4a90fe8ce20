#include "layout_dataclass.h"

#include "ask.h"

#include <string.h>

/* Annotations that make no field (PEP 557), by how they are written: they may
 * be in quotes. */
static bool is_field_type(struct str annotation)
{
	static const char *const others[] = {"ClassVar", "InitVar", "KW_ONLY"};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (memmem(annotation.at, annotation.length, others[i],
		           strlen(others[i])) != NULL)
			return false;
	return true;
}

bool layout_is_field(const struct facts *f, const struct class_info *info,
                     const struct attribute_set *set)
{
	const struct tree *t = f->tree;
	node_id type;

	if (!(info->flags & CLASS_IS_DATACLASS) || !set->is_class_level ||
	    set->method != NO_NODE ||
	    tree_kind(t, set->statement) != KIND_ASSIGNMENT)
		return false;
	type = tree_child(t, set->statement, FIELD_TYPE);
	return type != NO_NODE && is_field_type(tree_text(t, type));
}

node_id layout_dataclass(const struct facts *f, const struct class_info *info)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, info->node);

	if (!(info->flags & CLASS_IS_DATACLASS))
		return NO_NODE;
	for (node_id c = tree_first(t, around); c < info->node && c != NO_NODE;
	     c = tree_sibling(t, c)) {
		node_id value = tree_first(t, c);
		node_id callee = tree_kind(t, value) == KIND_CALL
		                     ? tree_child(t, value, FIELD_FUNCTION)
		                     : value;

		if (imports_is(&f->imports, callee, "dataclasses.dataclass"))
			return value;
	}
	return NO_NODE;
}

/* slots=..., or a splat that may have it. */
static bool is_decided(const struct facts *f, const struct class_info *info)
{
	const struct tree *t = f->tree;
	node_id call = layout_dataclass(f, info), list;

	if (call == NO_NODE)
		return true;
	if (tree_kind(t, call) != KIND_CALL)
		return false;
	list = tree_child(t, call, FIELD_ARGUMENTS);
	for (node_id c = tree_first(t, list); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) != KIND_KEYWORD_ARGUMENT ||
		    str_is(tree_text(t, tree_child(t, c, FIELD_NAME)), "slots"))
			return true;
	return false;
}

static bool needs_its_cell(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return false;
	if (tree_name(t, n) == NAME_CLASS_CELL)
		return tree_kind(t, tree_parent(t, n)) != KIND_ATTRIBUTE;
	return str_is(tree_text(t, n), "super") &&
	       tree_kind(t, tree_parent(t, n)) == KIND_CALL &&
	       tree_first(t, tree_child(t, tree_parent(t, n),
	                                FIELD_ARGUMENTS)) == NO_NODE;
}

static bool has_field(const struct facts *f, const struct class_info *info,
                      name_id name)
{
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].name == name &&
		    layout_is_field(f, info, &info->sets[i]))
			return true;
	return false;
}

/* True, False, None, 0, "": what something has before it is set. */
static bool is_initial(const struct facts *f, node_id value)
{
	int64_t number;

	switch (tree_kind(f->tree, value)) {
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
		return true;
	case KIND_STRING:
		return tree_text(f->tree, value).length == 2;
	default:
		return ask_integer(f, value, &number) && number == 0;
	}
}

/* `done = False` without an annotation is no field. Written like an attribute
 * and not like a constant, it is a default that instances set, perhaps in
 * another file: slots leave no room for it. */
static bool is_default(const struct facts *f, const struct class_info *info,
                       const struct attribute_set *set)
{
	const struct tree *t = f->tree;
	struct str name = tree_text(t, set->target);

	if (!set->is_class_level || set->method != NO_NODE ||
	    tree_kind(t, set->statement) != KIND_ASSIGNMENT ||
	    tree_child(t, set->statement, FIELD_TYPE) != NO_NODE ||
	    !is_initial(f, tree_value(t, set->value)) ||
	    !ask_is_reachable(f, info))
		return false;
	if (name.length > 1 && name.at[0] == '_' && name.at[1] == '_')
		return false;
	for (uint32_t i = 0; i < name.length; i++)
		if (name.at[i] >= 'a' && name.at[i] <= 'z')
			return true;
	return false;
}

bool layout_blocks_dataclass(const struct facts *f,
                             const struct class_info *info)
{
	if (is_decided(f, info))
		return true;
	for (uint32_t i = 0; i < info->set_count; i++)
		if ((!info->sets[i].is_class_level &&
		     !has_field(f, info, info->sets[i].name)) ||
		    is_default(f, info, &info->sets[i]))
			return true;
	for (node_id n = info->node; n < tree_end(f->tree, info->node); n++)
		if (needs_its_cell(f, n))
			return true;
	return false;
}

class_id layout_default_read(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	class_id class;
	symbol_id variable;

	if (tree_kind(t, object) != KIND_IDENTIFIER)
		return NO_CLASS;
	class = classes_named(&f->classes, object);
	variable = scopes_variable(&f->scopes, object);
	if (class == NO_CLASS && variable != NO_SYMBOL &&
	    f->classes.of_cls[variable] != 0)
		class = f->classes.of_cls[variable] - 1;
	return class != NO_CLASS && has_field(f, &f->classes.list[class], name)
	           ? class
	           : NO_CLASS;
}
