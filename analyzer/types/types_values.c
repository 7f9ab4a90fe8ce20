/* What literals, displays, comparisons and names give. */
#include "types_solver.h"

#include <string.h>

static type_id simple(struct types *ty, enum type_kind kind)
{
	return type_of_kind(&ty->table, kind);
}

static type_id at(const struct types *ty, node_id n)
{
	return n == NO_NODE ? UNKNOWN : ty->of_node[n];
}

/* The work of looking at each part of a long display. */
static void charge(struct types *ty, uint32_t parts)
{
	ty->work -= ty->work > parts ? parts : ty->work;
}

static type_id string(struct types *ty, node_id n)
{
	struct str text = tree_text(ty->tree, n);

	for (uint32_t i = 0; i < text.length && i < 3; i++) {
		if (text.at[i] == 'b' || text.at[i] == 'B')
			return simple(ty, TYPE_BYTES);
		if (text.at[i] == '"' || text.at[i] == '\'')
			break;
	}
	return simple(ty, TYPE_STR);
}

static type_id number(struct types *ty, node_id n)
{
	struct str text = tree_text(ty->tree, n);
	char last = text.length == 0 ? '0' : text.at[text.length - 1];

	if (last == 'j' || last == 'J')
		return simple(ty, TYPE_COMPLEX);
	return simple(ty, tree_kind(ty->tree, n) == KIND_FLOAT ? TYPE_FLOAT
	                                                       : TYPE_INT);
}

/* What a part of a display adds to it: itself, or what is in it after `*`. */
static type_id part(struct types *ty, node_id n)
{
	if (tree_kind(ty->tree, n) != KIND_LIST_SPLAT)
		return at(ty, n);
	return type_element(&ty->table, at(ty, tree_first(ty->tree, n)));
}

static type_id display(struct types *ty, node_id n, enum type_kind kind)
{
	const struct tree *t = ty->tree;
	type_id element = NEVER;

	for (node_id c = tree_first(t, n); c != NO_NODE && element != UNKNOWN;
	     c = tree_sibling(t, c)) {
		charge(ty, 1);
		element =
		    type_join(&ty->table, element,
		              type_without_contents(&ty->table, part(ty, c)));
	}
	return type_container(&ty->table, kind, element, UNKNOWN);
}

static type_id tuple(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	type_id items[MOST_ITEMS];
	uint32_t count = 0;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (count == MOST_ITEMS || tree_kind(t, c) == KIND_LIST_SPLAT)
			return display(ty, n, TYPE_TUPLE);
		items[count++] = type_without_contents(&ty->table, at(ty, c));
	}
	return type_tuple(&ty->table, items, count);
}

static type_id pair_of(struct types *ty, node_id pair)
{
	const struct tree *t = ty->tree;

	return type_container(&ty->table, TYPE_DICT,
	                      at(ty, tree_child(t, pair, FIELD_KEY)),
	                      at(ty, tree_child(t, pair, FIELD_VALUE)));
}

static type_id dictionary(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	type_id unknown = simple(ty, TYPE_DICT);
	type_id type = type_container(&ty->table, TYPE_DICT, NEVER, NEVER);

	for (node_id c = tree_first(t, n); c != NO_NODE && type != unknown;
	     c = tree_sibling(t, c)) {
		struct type splat;

		charge(ty, 1);
		if (tree_kind(t, c) == KIND_PAIR) {
			type = type_join(&ty->table, type, pair_of(ty, c));
			continue;
		}
		splat = *type_at(&ty->table, at(ty, tree_first(t, c)));
		if (splat.kind == TYPE_NEVER)
			continue;
		if (splat.kind != TYPE_DICT)
			return unknown;
		type = type_join(&ty->table, type,
		                 type_container(&ty->table, TYPE_DICT,
		                                splat.element, splat.value));
	}
	return type;
}

static bool is_async(const struct tree *t, node_id comprehension)
{
	for (node_id c = tree_first(t, comprehension); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_FOR_IN_CLAUSE &&
		    tree_kind(t, tree_first(t, c)) == KIND_TOKEN_ASYNC)
			return true;
	return false;
}

static type_id comprehension(struct types *ty, node_id n)
{
	node_id body = tree_child(ty->tree, n, FIELD_BODY);
	type_id element = body == NO_NODE
	                      ? UNKNOWN
	                      : type_without_contents(&ty->table, at(ty, body));

	switch (tree_kind(ty->tree, n)) {
	case KIND_LIST_COMPREHENSION:
		return type_container(&ty->table, TYPE_LIST, element, UNKNOWN);
	case KIND_SET_COMPREHENSION:
		return type_container(&ty->table, TYPE_SET, element, UNKNOWN);
	case KIND_DICTIONARY_COMPREHENSION:
		return tree_kind(ty->tree, body) == KIND_PAIR
		           ? pair_of(ty, body)
		           : simple(ty, TYPE_DICT);
	default:
		return is_async(ty->tree, n)
		           ? UNKNOWN
		           : type_container(&ty->table, TYPE_GENERATOR, element,
		                            UNKNOWN);
	}
}

/* `a and b`, `a or b`. None is false, so `a or b` is never the None of a. */
static type_id boolean(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	type_id left = at(ty, tree_child(t, n, FIELD_LEFT));
	type_id right = at(ty, tree_child(t, n, FIELD_RIGHT));
	node_id sign = tree_child(t, n, FIELD_OPERATOR);

	if (tree_kind(t, sign) == KIND_TOKEN_OR) {
		if (type_kind(&ty->table, left) == TYPE_NONE)
			return right;
		left = type_or_none(&ty->table, left, false);
	}
	return type_join(&ty->table, left, right);
}

static type_id conditional(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;

	return type_join(&ty->table, at(ty, tree_child_at(t, n, 0)),
	                 at(ty, tree_child_at(t, n, 2)));
}

/* Kinds whose comparisons are bools; arrays compare to arrays. */
static bool compares_to_bool(enum type_kind kind)
{
	return kind != TYPE_UNKNOWN && kind != TYPE_NEVER &&
	       kind != TYPE_INSTANCE && kind != TYPE_CLASS;
}

static type_id comparison(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	bool is_bool = true;

	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		switch (tree_kind(t, c)) {
		case KIND_TOKEN_IN:
		case KIND_TOKEN_NOT_IN:
		case KIND_TOKEN_IS:
		case KIND_TOKEN_IS_NOT:
			break;
		default:
			if (tree_field(t, c) == FIELD_OPERATORS)
				is_bool = false;
		}
	if (is_bool)
		return simple(ty, TYPE_BOOL);
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_field(t, c) != FIELD_OPERATORS &&
		    !compares_to_bool(type_kind(&ty->table, at(ty, c))))
			return at(ty, c) == NEVER ? NEVER : UNKNOWN;
	return simple(ty, TYPE_BOOL);
}

static type_id identifier(struct types *ty, node_id n)
{
	const struct occurrence *o = scopes_occurrence(ty->scopes, n);

	if (o == NULL)
		return UNKNOWN;
	if (o->access == ACCESS_BIND)
		return ty->of_node[n];
	if (scopes_variable(ty->scopes, n) == NO_SYMBOL)
		return types_builtin(ty, n);
	return types_read_name(ty, n);
}

/* await f(): what an async function of this file returns. */
static type_id awaited(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id call = tree_first(t, n), callee;
	const struct type *type;

	if (tree_kind(t, call) != KIND_CALL)
		return UNKNOWN;
	callee = tree_child(t, call, FIELD_FUNCTION);
	type = type_at(&ty->table, at(ty, callee));
	if (type->kind == TYPE_NEVER)
		return NEVER;
	return type->kind == TYPE_FUNCTION ? types_awaited(ty, type->node, n)
	                                   : UNKNOWN;
}

type_id types_value(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;

	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return identifier(ty, n);
	case KIND_ATTRIBUTE:
		return types_attribute(ty, n);
	case KIND_CALL:
		return types_call(ty, n);
	case KIND_STRING:
		return string(ty, n);
	case KIND_CONCATENATED_STRING:
	case KIND_PARENTHESIZED_EXPRESSION:
	case KIND_PARENTHESIZED_LIST_SPLAT:
		return at(ty, tree_first(t, n));
	case KIND_INTEGER:
	case KIND_FLOAT:
		return number(ty, n);
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NOT_OPERATOR:
		return simple(ty, TYPE_BOOL);
	case KIND_NONE:
		return simple(ty, TYPE_NONE);
	case KIND_LIST:
		return display(ty, n, TYPE_LIST);
	case KIND_SET:
		return display(ty, n, TYPE_SET);
	case KIND_TUPLE:
	case KIND_EXPRESSION_LIST:
		return tuple(ty, n);
	case KIND_DICTIONARY:
		return dictionary(ty, n);
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		return comprehension(ty, n);
	case KIND_BOOLEAN_OPERATOR:
		return boolean(ty, n);
	case KIND_CONDITIONAL_EXPRESSION:
		return conditional(ty, n);
	case KIND_COMPARISON_OPERATOR:
		return comparison(ty, n);
	case KIND_BINARY_OPERATOR:
	case KIND_UNARY_OPERATOR:
		return types_operator(ty, n);
	case KIND_SUBSCRIPT:
		return types_subscript(ty, n);
	case KIND_NAMED_EXPRESSION:
		return at(ty, tree_child(t, n, FIELD_VALUE));
	case KIND_AWAIT:
		return awaited(ty, n);
	case KIND_TYPE:
		return types_annotation(ty, n);
	default:
		return UNKNOWN;
	}
}
