/* Functions that pass a part of their argument on to themselves: `f(xs[1:])`.
 */
#include "slices.h"

#include "ask.h"

/* Is the result of the call, which passes the rest, added to what one element
 * gives: `[xs[0]] + f(xs[1:])`? */
static bool is_folded(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id sum = tree_parent(t, tree_outermost(t, call));

	return tree_kind(t, sum) == KIND_BINARY_OPERATOR;
}

bool slices_is_few(const struct facts *f, node_id name, node_id function,
                   node_id call)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	symbol_id variable = scopes_variable(s, name);

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		node_id star = tree_kind(t, p) == KIND_TYPED_PARAMETER
		                   ? tree_first(t, p)
		                   : p;

		if (tree_kind(t, star) == KIND_LIST_SPLAT_PATTERN &&
		    scopes_variable(s, tree_first(t, star)) == variable)
			return !is_folded(f, call);
	}
	return false;
}

/* Does the annotation name a builtin whose slices are copies: list,
 * tuple[int, ...]? */
static bool is_copied(const struct facts *f, node_id annotation)
{
	static const char *const names[] = {"builtins.list", "builtins.tuple",
	                                    "builtins.str", "builtins.bytes"};
	const struct tree *t = f->tree;
	node_id n = tree_value(t, annotation);

	if (tree_kind(t, n) == KIND_SUBSCRIPT)
		n = tree_child(t, n, FIELD_VALUE);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (imports_is(&f->imports, n, names[i]))
			return true;
	return false;
}

/* Union[list, tuple] */
static bool is_union_of_copied(const struct facts *f, node_id annotation)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, annotation), first;

	if (tree_kind(t, n) != KIND_SUBSCRIPT ||
	    !imports_is(&f->imports, tree_child(t, n, FIELD_VALUE),
	                "typing.Union"))
		return false;
	first = tree_child(t, n, FIELD_SUBSCRIPT);
	for (node_id c = first; c != NO_NODE; c = tree_sibling(t, c))
		if (!is_copied(f, c))
			return false;
	return first != NO_NODE;
}

bool slices_is_sequence(const struct facts *f, node_id name)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id type;

	if (ask_sequence_kind(f, name) != TYPE_UNKNOWN)
		return true;
	if (o == NULL || o->binding != BINDING_PARAMETER ||
	    tree_kind(t, tree_parent(t, o->node)) != KIND_TYPED_PARAMETER)
		return false;
	type = tree_child(t, tree_parent(t, o->node), FIELD_TYPE);
	if (tree_kind(t, type) == KIND_TYPE)
		type = tree_first(t, type);
	return is_union_of_copied(f, type);
}

/* Does code of this file outside the function give it data-sized values for
 * this parameter? */
static bool gets_data(const struct facts *f, node_id function, node_id name)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	symbol_id own = scopes_variable(s, tree_child(t, function, FIELD_NAME));
	uint32_t index =
	    ask_parameter_index(f, function, scopes_variable(s, name));
	uint32_t seen = 0;

	if (own == NO_SYMBOL || index == UINT32_MAX)
		return false;
	for (const struct occurrence *o = scopes_first(s, own);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		node_id call = tree_parent(t, o->node);

		if (tree_kind(t, call) == KIND_CALL &&
		    !tree_contains(t, function, call) &&
		    calls_target(s, call) == function &&
		    turns_are_many(f, ask_argument(f, call, index)))
			return true;
	}
	return false;
}

/* (no f-string with something in it) */
static bool is_display(const struct tree *t, node_id n)
{
	n = tree_value(t, n);
	switch (tree_kind(t, n)) {
	case KIND_LIST:
	case KIND_TUPLE:
		return true;
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
		for (node_id i = n; i < tree_end(t, n); i++)
			if (tree_kind(t, i) == KIND_INTERPOLATION)
				return false;
		return true;
	default:
		return false;
	}
}

bool slices_gets_literals(const struct facts *f, node_id function, node_id name)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	symbol_id own = scopes_variable(s, tree_child(t, function, FIELD_NAME));
	uint32_t index =
	    ask_parameter_index(f, function, scopes_variable(s, name));
	uint32_t seen = 0, literals = 0;

	if (own == NO_SYMBOL || index == UINT32_MAX)
		return false;
	for (const struct occurrence *o = scopes_first(s, own); o != NULL;
	     o = scopes_next(s, o)) {
		node_id call = tree_parent(t, o->node), given;

		if (bounds_exceeded(t, REACHED_USES, ++seen, o->node))
			return false;
		if (o->access != ACCESS_READ ||
		    tree_contains(t, function, o->node))
			continue;
		if (tree_kind(t, call) != KIND_CALL ||
		    calls_target(s, call) != function)
			return false;
		given = ask_argument(f, call, index);
		if (given == NO_NODE || !is_display(t, given))
			return false;
		literals++;
	}
	return literals > 0;
}

bool slices_is_looked_up(const struct facts *f, node_id around, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ &&
		    tree_contains(f->tree, around, o->node) &&
		    ask_is_key(f, o->node))
			return true;
	return false;
}

enum level slices_level(const struct facts *f, node_id function, node_id name)
{
	return gets_data(f, function, name) ? LEVEL_WARNING : LEVEL_NOTE;
}
