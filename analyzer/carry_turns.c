#include "carry_turns.h"

#include "ask.h"

enum { SMALL = 16, MOST_STATEMENTS = 64 };

static bool is_division(enum kind operator)
{
	return operator== KIND_TOKEN_SLASH_SLASH_EQUAL || operator==
	    KIND_TOKEN_GREATER_GREATER_EQUAL ||
	    operator== KIND_TOKEN_SLASH_SLASH ||
	    operator== KIND_TOKEN_GREATER_GREATER;
}

/* v, d = divmod(v, k), v //= k, v = v >> k: what takes a digit off a number. */
static bool is_digit_taken(const struct tree *t, node_id statement, name_id v)
{
	node_id n = tree_first(t, statement), right;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    n == NO_NODE)
		return false;
	right = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	if (tree_kind(t, n) == KIND_AUGMENTED_ASSIGNMENT)
		return tree_name(t, tree_child(t, n, FIELD_LEFT)) == v &&
		       is_division(
		           tree_kind(t, tree_child(t, n, FIELD_OPERATOR)));
	if (tree_kind(t, n) != KIND_ASSIGNMENT)
		return false;
	if (tree_kind(t, right) == KIND_BINARY_OPERATOR)
		return tree_name(t, tree_child(t, right, FIELD_LEFT)) == v &&
		       is_division(
		           tree_kind(t, tree_child(t, right, FIELD_OPERATOR)));
	return tree_kind(t, right) == KIND_CALL &&
	       str_starts(tree_text(t, right), "divmod(") &&
	       tree_name(t, tree_first(
	                        t, tree_child(t, right, FIELD_ARGUMENTS))) == v;
}

bool carry_is_over_digits(const struct tree *t, node_id loop)
{
	node_id n = tree_value(t, tree_child(t, loop, FIELD_CONDITION));
	node_id body = tree_child(t, loop, FIELD_BODY);
	int most = MOST_STATEMENTS;
	name_id v;

	if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR)
		n = tree_first(t, n);
	v = tree_name(t, n);
	if (v == NAME_NONE || body == NO_NODE)
		return false;
	for (n = tree_first(t, body); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (is_digit_taken(t, n, v))
			return true;
	return false;
}

/* Is it said to be lines: splitlines(), split("\\n"), `for line in ...`? */
static bool is_by_lines(const struct tree *t, node_id loop)
{
	node_id left = tree_child(t, loop, FIELD_LEFT);
	struct str text = tree_text(t, tree_child(t, loop, FIELD_RIGHT));

	if (left != NO_NODE && str_starts(tree_text(t, left), "line"))
		return true;
	for (uint32_t i = 0; i + 1 < text.length; i++)
		if (text.at[i] == '\\' && text.at[i + 1] == 'n')
			return true;
	return false;
}

bool carry_is_small(const struct facts *facts, node_id loop)
{
	node_id right = tree_child(facts->tree, loop, FIELD_RIGHT);

	return tree_kind(facts->tree, loop) == KIND_FOR_STATEMENT &&
	       ask_is_small(facts, right, SMALL) &&
	       !is_by_lines(facts->tree, loop);
}
