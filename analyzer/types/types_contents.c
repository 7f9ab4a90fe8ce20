/* What containers hold, for variables whose containers nothing else changes. */
#include "types_solver.h"

/* What is in a list is known only while all that put something there are seen.
 * So a variable's containers have contents if every read of the variable
 * iterates, indexes, tests or changes the container on the spot, or passes it
 * to a call (which types_calls.c judges when it knows what is called). Any
 * other read makes an alias. */

static bool is_condition(enum field field)
{
	return field == FIELD_CONDITION || field == FIELD_GUARD;
}

/* In a boolean expression or a condition, only the truth is used. */
static bool is_tested(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_WHILE_STATEMENT:
		return is_condition(tree_field(t, n));
	case KIND_NOT_OPERATOR:
	case KIND_IF_CLAUSE:
	case KIND_ASSERT_STATEMENT:
	case KIND_COMPARISON_OPERATOR:
		return true;
	case KIND_CONDITIONAL_EXPRESSION:
		return tree_child_at(t, parent, 1) == n;
	case KIND_BOOLEAN_OPERATOR:
		/* One level: `if xs and ys:`. */
		n = tree_outermost(t, parent);
		parent = tree_parent(t, n);
		return tree_kind(t, parent) == KIND_NOT_OPERATOR ||
		       is_condition(tree_field(t, n));
	default:
		return false;
	}
}

static bool is_unpacked(const struct tree *t, node_id assignment)
{
	enum kind kind = tree_kind(t, tree_child(t, assignment, FIELD_LEFT));

	return kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
	       kind == KIND_LIST_PATTERN;
}

static bool is_generator(const struct types *ty, node_id n)
{
	scope_id scope = scopes_body(ty->scopes, n);

	return scope == NO_SCOPE ||
	       (ty->scopes->scopes[scope].flags &
	        (SCOPE_IS_GENERATOR | SCOPE_IS_ASYNC)) != 0;
}

/* A method that is called on the spot, of which types_calls.c knows what it
 * puts where. */
static bool is_method_call(const struct tree *t, node_id attribute)
{
	static const char *const methods[] = {"append",
	                                      "appendleft",
	                                      "extend",
	                                      "extendleft",
	                                      "insert",
	                                      "pop",
	                                      "popleft",
	                                      "remove",
	                                      "clear",
	                                      "sort",
	                                      "reverse",
	                                      "rotate",
	                                      "copy",
	                                      "count",
	                                      "index",
	                                      "add",
	                                      "discard",
	                                      "update",
	                                      "setdefault",
	                                      "get",
	                                      "items",
	                                      "keys",
	                                      "values",
	                                      "popitem",
	                                      "move_to_end",
	                                      "union",
	                                      "difference",
	                                      "intersection",
	                                      "issubset",
	                                      "issuperset",
	                                      "isdisjoint",
	                                      "most_common",
	                                      "symmetric_difference",
	                                      "difference_update",
	                                      "intersection_update",
	                                      "symmetric_difference_update",
	                                      "elements",
	                                      "total",
	                                      "subtract",
	                                      NULL};
	struct str name =
	    tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));

	if (tree_field(t, attribute) != FIELD_FUNCTION ||
	    tree_kind(t, tree_parent(t, attribute)) != KIND_CALL)
		return false;
	return str_is_one_of(name, methods);
}

/* Is the container only used on the spot by what is around the read n? */
static bool is_used_up(const struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id parent;

	n = tree_outermost(t, n);
	parent = tree_parent(t, n);
	switch (tree_kind(t, parent)) {
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		return tree_field(t, n) == FIELD_RIGHT;
	case KIND_SUBSCRIPT:
		return tree_field(t, n) == FIELD_VALUE;
	case KIND_ATTRIBUTE:
		return is_method_call(t, parent);
	case KIND_ARGUMENT_LIST:
		return tree_kind(t, tree_parent(t, parent)) == KIND_CALL;
	case KIND_KEYWORD_ARGUMENT:
		return tree_field(t, n) == FIELD_VALUE;
	case KIND_EXPRESSION_LIST:
	case KIND_TUPLE:
		n = tree_outermost(t, parent);
		return tree_kind(t, tree_parent(t, n)) ==
		           KIND_RETURN_STATEMENT &&
		       !is_generator(ty, n);
	case KIND_RETURN_STATEMENT:
		return !is_generator(ty, n);
	case KIND_ASSIGNMENT:
		return tree_field(t, n) == FIELD_RIGHT &&
		       is_unpacked(t, parent);
	case KIND_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
	case KIND_INTERPOLATION:
	case KIND_EXPRESSION_STATEMENT:
	case KIND_BINARY_OPERATOR:
	case KIND_DELETE_STATEMENT:
		return true;
	case KIND_AUGMENTED_ASSIGNMENT:
		return tree_field(t, n) == FIELD_RIGHT;
	default:
		return is_tested(t, n);
	}
}

/* `a = b = []` and `f(a := [])` give the container away as they bind it. */
static bool is_shared(const struct types *ty, const struct occurrence *o)
{
	const struct tree *t = ty->tree;

	if (o->binding == BINDING_WALRUS)
		return true;
	return o->binding == BINDING_ASSIGNMENT &&
	       (tree_kind(t, tree_parent(t, o->cause)) == KIND_ASSIGNMENT ||
	        tree_kind(t, tree_child(t, o->cause, FIELD_RIGHT)) ==
	            KIND_ASSIGNMENT);
}

static bool has_contents(const struct types *ty, symbol_id v)
{
	const struct scopes *s = ty->scopes;
	const struct occurrence *o = scopes_first(s, v);

	if (s->scopes[s->symbols[v].scope].kind == SCOPE_CLASS)
		return false;
	for (; o != NULL; o = scopes_next(s, o))
		if (o->access == ACCESS_READ ? !is_used_up(ty, o->node)
		                             : is_shared(ty, o))
			return false;
	return true;
}

void types_find_contents(struct types *ty)
{
	const struct scopes *s = ty->scopes;

	for (symbol_id v = 0; v < s->symbol_count; v++)
		if (s->symbols[v].owner == v && has_contents(ty, v))
			ty->variables[v].contents = types_new_cell(ty, NEVER);
}

void types_put(struct types *ty, node_id container, type_id element,
               type_id value)
{
	symbol_id v = scopes_variable(ty->scopes, container);

	if (v == NO_SYMBOL || ty->variables[v].contents == NO_CELL)
		return;
	types_raise(ty, ty->variables[v].contents,
	            type_container(&ty->table, TYPE_DICT, element, value));
}
