#include "tree.h"

#include <string.h>

const char *kind_name(enum kind kind)
{
	static const char *const names[] = {"none",
#define KIND(symbol, text) text,
	                                    KIND_TABLE(KIND)
#undef KIND
	};

	return names[kind];
}

const char *field_name(enum field field)
{
	static const char *const names[] = {"none",
#define FIELD(symbol, text) text,
	                                    FIELD_TABLE(FIELD)
#undef FIELD
	};

	return names[field];
}

node_id tree_child_at(const struct tree *t, node_id n, uint32_t index)
{
	node_id c = n == NO_NODE ? NO_NODE : tree_first(t, n);

	while (c != NO_NODE && index-- > 0)
		c = tree_sibling(t, c);
	return c;
}

uint32_t tree_child_count(const struct tree *t, node_id n)
{
	uint32_t count = 0;

	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		count++;
	return count;
}

enum { NEAR = 32 }; /* what is around a node most often is */

node_id tree_ancestor(const struct tree *t, node_id n, enum kind kind)
{
	node_id at = n;

	if (n == NO_NODE)
		return NO_NODE;
	for (uint32_t steps = 0;; steps++) {
		if (steps == NEAR && kind == KIND_FUNCTION_DEFINITION)
			return around_at(&t->functions, n);
		at = tree_parent(t, at);
		if (at == NO_NODE || tree_kind(t, at) == kind)
			return at;
	}
}

node_id tree_value(const struct tree *t, node_id n)
{
	while (tree_kind(t, n) == KIND_PARENTHESIZED_EXPRESSION &&
	       tree_first(t, n) != NO_NODE)
		n = tree_first(t, n);
	return n;
}

node_id tree_outermost(const struct tree *t, node_id n)
{
	while (n != 0 &&
	       tree_kind(t, tree_parent(t, n)) == KIND_PARENTHESIZED_EXPRESSION)
		n = tree_parent(t, n);
	return n;
}

struct str tree_text(const struct tree *t, node_id n)
{
	if (n == NO_NODE)
		return STR("");
	return source_text(t->source, tree_span(t, n));
}

/* Where the quotes begin that a string begins with; there are 1 or 3. */
static uint32_t find_quotes(struct str text, uint32_t *count)
{
	uint32_t at = 0;

	while (at < text.length && strchr("'\"`", text.at[at]) == NULL)
		at++;
	*count = text.length >= at + 6 && text.at[at + 1] == text.at[at] &&
	                 text.at[at + 2] == text.at[at]
	             ? 3
	             : 1;
	return at;
}

struct str tree_string_start(const struct tree *t, node_id string)
{
	struct str text = tree_text(t, string);
	uint32_t count, at = find_quotes(text, &count);

	if (at + count < text.length)
		text.length = at + count;
	return text;
}

struct str tree_string_text(const struct tree *t, node_id string)
{
	struct str text = tree_text(t, string);
	uint32_t count, at = find_quotes(text, &count);

	if (at + 2 * count > text.length)
		return STR("");
	return (struct str){text.at + at + count, text.length - at - 2 * count};
}

static bool is_leaf(const struct tree *t, node_id n)
{
	return t->nodes[n].next == n + 1;
}

static node_id skip_parentheses(const struct tree *t, node_id n, node_id end)
{
	while (n < end && tree_kind(t, n) == KIND_PARENTHESIZED_EXPRESSION)
		n++;
	return n;
}

bool tree_same(const struct tree *t, node_id a, node_id b)
{
	node_id a_end, b_end;

	if (a == NO_NODE || b == NO_NODE)
		return a == b;
	a_end = tree_end(t, a);
	b_end = tree_end(t, b);
	for (;; a++, b++) {
		a = skip_parentheses(t, a, a_end);
		b = skip_parentheses(t, b, b_end);
		if (a == a_end || b == b_end)
			return a == a_end && b == b_end;
		if (tree_kind(t, a) != tree_kind(t, b) ||
		    is_leaf(t, a) != is_leaf(t, b))
			return false;
		if (is_leaf(t, a) &&
		    !str_equal(tree_text(t, a), tree_text(t, b)))
			return false;
	}
}

node_id tree_enclosing_body(const struct tree *t, node_id n)
{
	node_id from = n, around = tree_parent(t, n);

	for (uint32_t steps = 0; around != NO_NODE && around != 0; steps++) {
		enum kind kind = tree_kind(t, around);

		if (steps == NEAR) {
			around = around_at(&t->bodies, n);
			return around == NO_NODE ? 0 : around;
		}
		if ((kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
		     kind == KIND_CLASS_DEFINITION) &&
		    tree_field(t, from) == FIELD_BODY)
			return around;
		from = around;
		around = tree_parent(t, around);
	}
	return 0;
}

node_id tree_enclosing_function(const struct tree *t, node_id n)
{
	node_id function = tree_ancestor(t, n, KIND_FUNCTION_DEFINITION);
	node_id body = tree_child(t, function, FIELD_BODY);

	/* (no function is defined in the head of another) */
	return function == NO_NODE ||
	               (body != NO_NODE && tree_contains(t, body, n))
	           ? function
	           : tree_ancestor(t, function, KIND_FUNCTION_DEFINITION);
}
