#include "carry_turns.h"

#include "ask.h"

#include <string.h>

enum { SMALL = 16, MOST_STATEMENTS = 64 };

static bool is_division(enum kind sign)
{
	return sign == KIND_TOKEN_SLASH_SLASH_EQUAL ||
	       sign == KIND_TOKEN_GREATER_GREATER_EQUAL ||
	       sign == KIND_TOKEN_SLASH_SLASH ||
	       sign == KIND_TOKEN_GREATER_GREATER;
}

/* What is in int(...). */
static node_id whole_number(const struct tree *t, node_id n)
{
	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_CALL &&
	    str_is(tree_text(t, tree_child(t, n, FIELD_FUNCTION)), "int"))
		n = tree_value(
		    t, tree_first(t, tree_child(t, n, FIELD_ARGUMENTS)));
	return n;
}

/* v, d = divmod(v, k), v //= k, v = v >> k: what takes a digit off a number. */
static bool is_digit_taken(const struct tree *t, node_id statement, name_id v)
{
	node_id n = tree_first(t, statement), right;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    n == NO_NODE)
		return false;
	right = whole_number(t, tree_child(t, n, FIELD_RIGHT));
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

bool carry_takes_digits(const struct tree *t, node_id loop, name_id v)
{
	node_id body = tree_child(t, loop, FIELD_BODY);
	int most = MOST_STATEMENTS;

	if (v == NAME_NONE || body == NO_NODE)
		return false;
	for (node_id n = tree_first(t, body); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (is_digit_taken(t, n, v))
			return true;
	return false;
}

bool carry_is_over_digits(const struct tree *t, node_id loop)
{
	node_id n = tree_value(t, tree_child(t, loop, FIELD_CONDITION));

	if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR)
		n = tree_first(t, n);
	return carry_takes_digits(t, loop, tree_name(t, n));
}

/* v = v.parent, v = v.parentNode. */
static bool is_step_up(const struct tree *t, node_id statement)
{
	node_id n = tree_first(t, statement), right;
	struct str name;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    tree_kind(t, n) != KIND_ASSIGNMENT)
		return false;
	right = tree_child(t, n, FIELD_RIGHT);
	if (tree_kind(t, right) != KIND_ATTRIBUTE ||
	    !tree_same(t, tree_child(t, right, FIELD_OBJECT),
	               tree_child(t, n, FIELD_LEFT)))
		return false;
	name = tree_text(t, tree_child(t, right, FIELD_ATTRIBUTE));
	while (name.length > 0 && name.at[0] == '_') {
		name.at++;
		name.length--;
	}
	return str_starts(name, "parent");
}

bool carry_is_climb(const struct tree *t, node_id loop)
{
	node_id body = tree_child(t, loop, FIELD_BODY);
	int most = MOST_STATEMENTS;

	if (tree_kind(t, loop) != KIND_WHILE_STATEMENT || body == NO_NODE)
		return false;
	for (node_id n = tree_first(t, body); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (is_step_up(t, n))
			return true;
	return false;
}

static bool has_word(struct str text, struct str word)
{
	for (uint32_t i = 0; i + word.length <= text.length; i++)
		if (memcmp(text.at + i, word.at, word.length) == 0)
			return true;
	return false;
}

static bool is_text_by_lines(struct str text)
{
	return has_word(text, STR("\\n")) || has_word(text, STR("line"));
}

/* Is it said to be lines: splitlines(), split("\\n"), a part of a name that is
 * given such, `for line in ...`? */
static bool is_by_lines(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id left = tree_child(t, loop, FIELD_LEFT);
	node_id right = tree_value(t, tree_child(t, loop, FIELD_RIGHT));
	const struct occurrence *o = NULL;
	symbol_id variable;

	if ((left != NO_NODE && str_starts(tree_text(t, left), "line")) ||
	    is_text_by_lines(tree_text(t, right)))
		return true;
	if (tree_kind(t, right) == KIND_SUBSCRIPT)
		right = tree_child(t, right, FIELD_VALUE);
	variable = scopes_variable(&f->scopes, right);
	if (variable != NO_SYMBOL)
		o = scopes_only_binding(&f->scopes, variable);
	return o != NULL && o->binding == BINDING_ASSIGNMENT &&
	       is_text_by_lines(
	           tree_text(t, tree_child(t, o->cause, FIELD_RIGHT)));
}

/* What n gives the keys, values, or the indices of (`range(len(x))`, `range(1,
 * len(x))`), or NO_NODE. */
static node_id indexed_by(const struct facts *facts, node_id range)
{
	static const char *const views[] = {"keys", "values", "items", NULL};
	uint32_t count;
	node_id stop;

	range = tree_value(facts->tree, range);
	for (const char *const *v = views; *v != NULL; v++)
		if (ask_receiver(facts, range, *v) != NO_NODE)
			return ask_receiver(facts, range, *v);
	if (!ask_calls(facts, range, "builtins.range"))
		return NO_NODE;
	count = ask_argument_count(facts, range);
	if (count != 1 && count != 2)
		return NO_NODE;
	stop = tree_value(facts->tree, ask_argument(facts, range, count - 1));
	return ask_calls(facts, stop, "builtins.len")
	           ? ask_argument(facts, stop, 0)
	           : NO_NODE;
}

/* path, name = os.path.split(path); path, name = path.rsplit("/", 1). */
static bool is_path_step(const struct facts *f, node_id statement)
{
	const struct tree *t = f->tree;
	node_id n = tree_first(t, statement), left, right, part;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    tree_kind(t, n) != KIND_ASSIGNMENT)
		return false;
	left = tree_child(t, n, FIELD_LEFT);
	right = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	if (tree_kind(t, right) != KIND_CALL)
		return false;
	if (ask_calls(f, right, "os.path.split") ||
	    ask_calls(f, right, "os.path.dirname"))
		part = ask_argument(f, right, 0);
	else
		part = str_ends(tree_text(t, right), "rsplit(\"/\", 1)")
		           ? ask_receiver(f, right, "rsplit")
		           : NO_NODE;
	if (tree_kind(t, left) == KIND_PATTERN_LIST)
		left = tree_first(t, left);
	return part != NO_NODE && tree_same(t, part, left);
}

/* Does a while_statement take the names off a path? */
static bool is_over_path(const struct facts *f, node_id loop)
{
	node_id body = tree_child(f->tree, loop, FIELD_BODY);
	int most = MOST_STATEMENTS;

	if (body == NO_NODE)
		return false;
	for (node_id n = tree_first(f->tree, body); n != NO_NODE && most-- > 0;
	     n = tree_sibling(f->tree, n))
		if (is_path_step(f, n))
			return true;
	return false;
}

bool carry_is_small(const struct facts *facts, node_id loop, uint32_t most)
{
	node_id right = tree_child(facts->tree, loop, FIELD_RIGHT), over;

	if (tree_kind(facts->tree, loop) == KIND_WHILE_STATEMENT)
		return most >= SMALL && is_over_path(facts, loop);
	if (tree_kind(facts->tree, loop) != KIND_FOR_STATEMENT)
		return false;
	over = indexed_by(facts, right);
	return ask_is_small(facts, over != NO_NODE ? over : right, most) &&
	       !is_by_lines(facts, loop);
}
