/* The arguments of a call, as results that depend on them are found. */
#include "call.h"
#include "types_special.h"

static bool is_positional(enum kind kind)
{
	return kind != KIND_KEYWORD_ARGUMENT && !call_is_splat(kind);
}

node_id types_argument(const struct types *ty, node_id call, uint32_t index)
{
	return call_positional(ty->tree, call, index);
}

node_id types_keyword(const struct types *ty, node_id call, const char *name)
{
	return call_keyword(ty->tree, call, name);
}

uint32_t types_argument_count(const struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = call_arguments(ty->tree, call);
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
	return call_has_splat(ty->tree, call);
}

uint32_t types_keyword_count(const struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id list = call_arguments(ty->tree, call);
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
	node_id list = call_arguments(ty->tree, call);
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
	node_id list = call_arguments(ty->tree, call);
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
