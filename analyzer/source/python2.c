#include "python2.h"

static bool is_python2_integer(struct str text)
{
	if (text.length == 0)
		return false; /* a missing one */
	if (str_ends(text, "L") || str_ends(text, "l"))
		return true;
	/* 0777, but 00 and 0_0 are zero in Python 3 too */
	if (text.length < 2 || text.at[0] != '0')
		return false;
	for (uint32_t i = 0; i < text.length; i++)
		if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '_')
			return false;
	for (uint32_t i = 0; i < text.length; i++)
		if (text.at[i] != '0' && text.at[i] != '_')
			return true;
	return false;
}

static bool is_python2_quote(struct str text)
{
	return text.length > 0 &&
	       (text.at[0] == '`' ||
	        (text.length > 2 && (text.at[0] | 32) == 'u' &&
	         (text.at[1] | 32) == 'r'));
}

static bool is_python2(const struct tree *t, node_id n)
{
	enum kind parent;

	switch (tree_kind(t, n)) {
	case KIND_PRINT_STATEMENT:
		/* `print >> f, x` is a tuple to Python 3 */
		return tree_kind(t, tree_first(t, n)) != KIND_CHEVRON;
	case KIND_EXEC_STATEMENT:
	case KIND_TOKEN_LESS_GREATER:
		return true;
	case KIND_INTEGER:
		return is_python2_integer(tree_text(t, n));
	case KIND_STRING:
		return is_python2_quote(tree_text(t, n));
	case KIND_EXPRESSION_LIST:
		return tree_kind(t, tree_parent(t, n)) == KIND_RAISE_STATEMENT;
	case KIND_TUPLE_PATTERN:
		parent = tree_kind(t, tree_parent(t, n));
		return parent == KIND_PARAMETERS ||
		       parent == KIND_LAMBDA_PARAMETERS;
	default:
		return false;
	}
}

node_id python2_find(const struct tree *t)
{
	static const enum kind kinds[] = {KIND_PRINT_STATEMENT,
	                                  KIND_EXEC_STATEMENT,
	                                  KIND_TOKEN_LESS_GREATER,
	                                  KIND_INTEGER,
	                                  KIND_STRING,
	                                  KIND_EXPRESSION_LIST,
	                                  KIND_TUPLE_PATTERN,
	                                  NO_KIND};
	node_id first = NO_NODE;

	for (int i = 0; kinds[i] != NO_KIND; i++) {
		node_id n = tree_first_of(t, kinds[i]);

		while (n < first &&
		       (!is_python2(t, n) || t->nodes[n].flags & NODE_IN_ERROR))
			n = tree_next_of(t, n);
		if (n < first)
			first = n;
	}
	return first;
}
