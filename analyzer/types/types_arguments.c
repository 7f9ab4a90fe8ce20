/* The arguments of a call, as results that depend on them are found. */
#include "types_special.h"

static node_id list_of(const struct types *ty, node_id call)
{
	return tree_child(ty->tree, call, FIELD_ARGUMENTS);
}

static bool is_positional(enum kind kind)
{
	return kind != KIND_KEYWORD_ARGUMENT && kind != KIND_LIST_SPLAT &&
	       kind != KIND_DICTIONARY_SPLAT;
}

node_id types_argument(const struct types *ty, node_id call, uint32_t index)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);

	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		return index == 0 ? list : NO_NODE;
	if (list == NO_NODE)
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (tree_kind(t, a) == KIND_LIST_SPLAT)
			return NO_NODE;
		if (is_positional(tree_kind(t, a)) && index-- == 0)
			return a;
	}
	return NO_NODE;
}

node_id types_keyword(const struct types *ty, node_id call, const char *name)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
		    str_is(tree_text(t, tree_child(t, a, FIELD_NAME)), name))
			return tree_child(t, a, FIELD_VALUE);
	return NO_NODE;
}

uint32_t types_argument_count(const struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);
	uint32_t count = 0;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return list != NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		count += is_positional(tree_kind(t, a));
	return count;
}

bool types_has_splat(const struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return false;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_LIST_SPLAT ||
		    tree_kind(t, a) == KIND_DICTIONARY_SPLAT)
			return true;
	return false;
}

uint32_t types_keyword_count(const struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);
	uint32_t count = 0;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return 0;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		count += tree_kind(t, a) == KIND_KEYWORD_ARGUMENT;
	return count;
}

type_id types_argument_type(const struct types *ty, node_id call,
                            uint32_t index)
{
	node_id argument = types_argument(ty, call, index);

	if (argument != NO_NODE)
		return ty->of_node[argument];
	return types_has_splat(ty, call) ? UNKNOWN : NEVER;
}

type_id types_all_elements(struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);
	type_id type = NEVER;

	if (types_has_splat(ty, call))
		return UNKNOWN;
	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		return type_element(&ty->table, ty->of_node[list]);
	if (list == NO_NODE)
		return UNKNOWN;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (is_positional(tree_kind(t, a)))
			type =
			    type_join(&ty->table, type,
			              type_element(&ty->table, ty->of_node[a]));
	return type;
}

/* Of a mapping: itself. Of an iterable of pairs: their items. */
static type_id pairs_of(struct types *ty, type_id from)
{
	struct type type = *type_at(&ty->table, from);
	struct type pair;

	if (from == NEVER)
		return type_container(&ty->table, TYPE_DICT, NEVER, NEVER);
	if (type.kind == TYPE_DICT ||
	    (type.kind == TYPE_INSTANCE &&
	     (str_is(type.name, "typing.Mapping") ||
	      str_is(type.name, "typing.MutableMapping"))))
		return type_container(&ty->table, TYPE_DICT, type.element,
		                      type.value);
	pair = *type_at(&ty->table, type_element(&ty->table, from));
	if (pair.kind == TYPE_NEVER)
		return type_container(&ty->table, TYPE_DICT, NEVER, NEVER);
	if (pair.item_count == 2)
		return type_container(&ty->table, TYPE_DICT, pair.items[0],
		                      pair.items[1]);
	return type_of_kind(&ty->table, TYPE_DICT);
}

type_id types_pairs(struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = list_of(ty, call);
	type_id text = type_of_kind(&ty->table, TYPE_STR);
	type_id type;

	if (types_has_splat(ty, call))
		return type_of_kind(&ty->table, TYPE_DICT);
	type = pairs_of(ty, types_argument_type(ty, call, 0));
	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return type;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			type = type_join(
			    &ty->table, type,
			    type_container(
			        &ty->table, TYPE_DICT, text,
			        ty->of_node[tree_child(t, a, FIELD_VALUE)]));
	return type;
}
