#include "statement.h"

static bool is_identity_test(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_field(t, c) == FIELD_OPERATORS &&
		    tree_kind(t, c) != KIND_TOKEN_IS &&
		    tree_kind(t, c) != KIND_TOKEN_IS_NOT)
			return false;
	return true;
}

static bool node_can_raise(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_CALL:
	case KIND_ATTRIBUTE:
	case KIND_SUBSCRIPT:
	case KIND_BINARY_OPERATOR:
	case KIND_UNARY_OPERATOR:
	case KIND_AUGMENTED_ASSIGNMENT:
	case KIND_AWAIT:
	case KIND_YIELD:
	case KIND_FOR_IN_CLAUSE:
	case KIND_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
	case KIND_INTERPOLATION:
	case KIND_IMPORT_STATEMENT:
	case KIND_IMPORT_FROM_STATEMENT:
	case KIND_ASSERT_STATEMENT:
	case KIND_DELETE_STATEMENT:
	case KIND_PRINT_STATEMENT:
	case KIND_EXEC_STATEMENT:
	case KIND_CLASS_DEFINITION:
	case KIND_DECORATOR:
		return true;
	case KIND_COMPARISON_OPERATOR:
		return !is_identity_test(t, n);
	default:
		return false;
	}
}

bool statement_can_raise(const struct tree *t, node_id from)
{
	node_id n = from;

	while (n != NO_NODE && n < tree_end(t, from)) {
		if (node_can_raise(t, n))
			return true;
		if (tree_kind(t, n) == KIND_LAMBDA ||
		    (tree_kind(t, n) == KIND_BLOCK && n != from))
			n = tree_end(t, n);
		else
			n++;
	}
	return false;
}

bool statement_is_always_true(const struct tree *t, node_id n)
{
	struct str text;

	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_TRUE)
		return true;
	text = n == NO_NODE ? STR("") : tree_text(t, n);
	return tree_kind(t, n) == KIND_INTEGER && text.at[0] >= '1' &&
	       text.at[0] <= '9';
}

node_id statement_block(const struct tree *t, node_id clause)
{
	for (node_id c = tree_first(t, clause); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_BLOCK)
			return c;
	return NO_NODE;
}

bool statement_catches_all(const struct scopes *s, node_id clause)
{
	node_id value = tree_child(s->tree, clause, FIELD_VALUE);

	if (tree_kind(s->tree, value) == KIND_AS_PATTERN)
		value = tree_first(s->tree, value);
	return value == NO_NODE ||
	       (tree_kind(s->tree, value) == KIND_IDENTIFIER &&
	        scopes_is_builtin(s, value, "BaseException"));
}

bool statement_is_irrefutable(const struct tree *t, node_id clause)
{
	node_id pattern = tree_first(t, clause), inner;

	if (tree_kind(t, pattern) != KIND_CASE_PATTERN ||
	    tree_kind(t, tree_sibling(t, pattern)) == KIND_CASE_PATTERN ||
	    tree_child(t, clause, FIELD_GUARD) != NO_NODE)
		return false;
	inner = tree_first(t, pattern);
	if (inner == NO_NODE)
		return str_is(tree_text(t, pattern), "_");
	return tree_kind(t, inner) == KIND_DOTTED_NAME &&
	       tree_child_count(t, inner) == 1;
}

/* Is `name` bound by `import module` only? */
static bool is_module(const struct scopes *s, node_id name, const char *module)
{
	symbol_id variable = scopes_variable(s, name);
	const struct occurrence *o = scopes_only_binding(s, variable);

	return o != NULL && o->binding == BINDING_IMPORT &&
	       tree_kind(s->tree, o->cause) == KIND_DOTTED_NAME &&
	       tree_kind(s->tree, tree_parent(s->tree, o->cause)) ==
	           KIND_IMPORT_STATEMENT &&
	       str_is(tree_text(s->tree, o->cause), module);
}

bool statement_never_returns(const struct scopes *s, node_id statement)
{
	const struct tree *t = s->tree;
	node_id call = tree_first(t, statement);
	node_id function = tree_kind(t, call) == KIND_CALL
	                       ? tree_child(t, call, FIELD_FUNCTION)
	                       : NO_NODE;
	struct str text;

	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return false;
	text = tree_text(t, function);
	if (str_is(text, "sys.exit"))
		return is_module(s, tree_first(t, function), "sys");
	return (str_is(text, "os._exit") || str_is(text, "os.abort")) &&
	       is_module(s, tree_first(t, function), "os");
}
