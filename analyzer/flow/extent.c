#include "extent.h"

#include <string.h>

/* Names may stand for one another in a circle. */
enum { MOST_STEPS = 16, MOST_COUNTED = 4096 };
/* A sum of three integers that are no larger does not overflow. */
static const int64_t largest = INT64_MAX >> 2;

static bool digit_value(char c, unsigned base, unsigned *value)
{
	if (c >= '0' && c <= '9')
		*value = (unsigned)(c - '0');
	else if ((c | 32) >= 'a' && (c | 32) <= 'f')
		*value = (unsigned)((c | 32) - 'a') + 10;
	else
		return false;
	return *value < base;
}

static bool parse_integer(struct str text, int64_t *value)
{
	unsigned base = 10, digit;
	uint32_t i = 0;

	if (text.length > 2 && text.at[0] == '0') {
		char mark = (char)(text.at[1] | 32);

		base = mark == 'x'   ? 16
		       : mark == 'o' ? 8
		       : mark == 'b' ? 2
		                     : 10;
		i = base == 10 ? 0 : 2;
	}
	*value = 0;
	for (; i < text.length; i++) {
		if (text.at[i] == '_')
			continue;
		if (!digit_value(text.at[i], base, &digit) ||
		    *value > (largest - digit) / base)
			return false;
		*value = *value * base + digit;
	}
	return true;
}

/* 1000 * 1000, 10 ** 6 */
static bool compute_integer(const struct tree *t, node_id n, int64_t *value)
{
	node_id left = tree_value(t, tree_child(t, n, FIELD_LEFT));
	node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	enum kind sign = tree_kind(t, tree_child(t, n, FIELD_OPERATOR));
	int64_t factor, times = 1;

	if (tree_kind(t, left) != KIND_INTEGER ||
	    tree_kind(t, right) != KIND_INTEGER ||
	    !parse_integer(tree_text(t, left), &factor) ||
	    !parse_integer(tree_text(t, right), value))
		return false;
	if (sign == KIND_TOKEN_STAR_STAR) {
		times = *value;
		*value = 1;
	} else if (sign != KIND_TOKEN_STAR) {
		return false;
	}
	for (; times > 0 && factor > 1; times--) {
		if (*value > largest / factor)
			return false;
		*value *= factor;
	}
	/* (nobody writes 0 ** n and 1 ** n) */
	return times == 0;
}

bool extent_integer(const struct tree *t, node_id n, int64_t *value)
{
	bool is_negative = false;

	n = tree_value(t, n);
	while (tree_kind(t, n) == KIND_UNARY_OPERATOR) {
		enum kind sign = tree_kind(t, tree_child(t, n, FIELD_OPERATOR));

		if (sign != KIND_TOKEN_MINUS && sign != KIND_TOKEN_PLUS)
			return false;
		is_negative ^= sign == KIND_TOKEN_MINUS;
		n = tree_value(t, tree_child(t, n, FIELD_ARGUMENT));
	}
	if (tree_kind(t, n) == KIND_BINARY_OPERATOR
	        ? !compute_integer(t, n, value)
	        : tree_kind(t, n) != KIND_INTEGER ||
	              !parse_integer(tree_text(t, n), value))
		return false;
	if (is_negative)
		*value = -*value;
	return true;
}

bool extent_slice(const struct tree *t, node_id n, struct extent_slice *slice)
{
	node_id inner = tree_child(t, n, FIELD_SUBSCRIPT), *part;

	if (tree_kind(t, n) != KIND_SUBSCRIPT ||
	    tree_kind(t, inner) != KIND_SLICE ||
	    tree_sibling(t, inner) != NO_NODE)
		return false;
	*slice = (struct extent_slice){NO_NODE, NO_NODE, NO_NODE};
	part = &slice->start;
	for (node_id c = tree_first(t, inner); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) != KIND_TOKEN_COLON)
			*part = c;
		else
			part =
			    part == &slice->start ? &slice->stop : &slice->step;
	}
	return true;
}

static uint32_t clamp(int64_t count)
{
	return count < 0                ? 0
	       : count < EXTENT_UNKNOWN ? (uint32_t)count
	                                : EXTENT_UNKNOWN;
}

/* The span of a slice's constant bounds; EXTENT_UNKNOWN if they are not. */
static uint32_t slice_span(const struct tree *t,
                           const struct extent_slice *slice)
{
	int64_t start = 0, stop = 0, step = 1;
	bool has_start = slice->start != NO_NODE;
	bool has_stop = slice->stop != NO_NODE;

	if ((has_start && !extent_integer(t, slice->start, &start)) ||
	    (has_stop && !extent_integer(t, slice->stop, &stop)) ||
	    (slice->step != NO_NODE &&
	     !extent_integer(t, slice->step, &step)) ||
	    step < 1)
		return EXTENT_UNKNOWN;
	if (!has_stop)
		return start < 0 ? clamp(-start) : EXTENT_UNKNOWN;
	if (has_start && (start < 0) == (stop < 0))
		return clamp(stop - start);
	return !has_start && stop >= 0 ? clamp(stop) : EXTENT_UNKNOWN;
}

/* How many elements a display writes down, counting no further than any bound
 * needs; EXTENT_UNKNOWN with a splat. */
static uint32_t display_count(const struct tree *t, node_id n)
{
	uint32_t count = 0;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		enum kind kind = tree_kind(t, c);

		if (count == MOST_COUNTED)
			return count;
		if (kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT ||
		    kind == KIND_PARENTHESIZED_LIST_SPLAT || kind == KIND_ERROR)
			return EXTENT_UNKNOWN;
		count++;
	}
	return count;
}

static uint32_t string_length(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_INTERPOLATION)
			return EXTENT_UNKNOWN;
	return tree_string_text(t, n).length;
}

/* The only positional argument, or that at `index` where there are more. */
static node_id argument(const struct tree *t, node_id call, uint32_t index)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	node_id a = tree_child_at(t, list, index);

	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		return index == 0 ? list : NO_NODE;
	switch (tree_kind(t, a)) {
	case KIND_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
	case KIND_KEYWORD_ARGUMENT:
		return NO_NODE;
	default:
		return a;
	}
}

/* range() of constants; `is_most` also of the length of something short. */
static uint32_t range_count(const struct scopes *s, node_id call)
{
	const struct tree *t = s->tree;
	int64_t bound[3] = {0, 0, 1};
	uint32_t count = 0;

	for (node_id a; count < 3 && (a = argument(t, call, count)) != NO_NODE;
	     count++)
		if (!extent_integer(t, a, &bound[count]))
			return EXTENT_UNKNOWN;
	if (count == 0 || bound[2] == 0)
		return EXTENT_UNKNOWN;
	if (count == 1) {
		bound[1] = bound[0];
		bound[0] = 0;
	}
	if (bound[2] < 0)
		return clamp((bound[0] - bound[1] - bound[2] - 1) / -bound[2]);
	return clamp((bound[1] - bound[0] + bound[2] - 1) / bound[2]);
}

static bool is_called(const struct scopes *s, node_id call,
                      const char *const *names)
{
	node_id function = tree_child(s->tree, call, FIELD_FUNCTION);

	if (tree_kind(s->tree, function) != KIND_IDENTIFIER)
		return false;
	for (; *names != NULL; names++)
		if (str_is(tree_text(s->tree, function), *names))
			return scopes_is_builtin(s, function, *names);
	return false;
}

static const char *const range_names[] = {"range", "xrange", NULL};
static const char *const same_count[] = {
    "enumerate", "reversed", "sorted", "list", "tuple", "iter", NULL};
static const char *const at_most_same[] = {"set",    "frozenset", "dict",
                                           "filter", "zip",       NULL};

/* The value that a name surely stands for, whatever is done with it: a tuple or
 * string that is its only binding. */
static node_id constant_of(const struct scopes *s, node_id name)
{
	symbol_id variable = scopes_variable(s, name);
	const struct occurrence *o = scopes_only_binding(s, variable);
	node_id value;

	if (o == NULL || o->binding != BINDING_ASSIGNMENT ||
	    tree_field(s->tree, o->node) != FIELD_LEFT ||
	    tree_parent(s->tree, o->node) != o->cause)
		return NO_NODE;
	value = tree_value(s->tree, tree_child(s->tree, o->cause, FIELD_RIGHT));
	switch (tree_kind(s->tree, value)) {
	case KIND_TUPLE:
	case KIND_EXPRESSION_LIST:
	case KIND_STRING:
		return value;
	default:
		return NO_NODE;
	}
}

/* The expression that n takes its elements from, one for one (or, for a bound
 * from above, at most): sorted(x) -> x; NO_NODE at the end of the way. */
static node_id source_of(const struct scopes *s, node_id n, bool is_most)
{
	const struct tree *t = s->tree;
	node_id clause;

	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return constant_of(s, n);
	case KIND_LIST_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
		clause = tree_child_at(t, n, 1);
		if (tree_kind(t, clause) != KIND_FOR_IN_CLAUSE)
			return NO_NODE;
		for (node_id c = tree_sibling(t, clause); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (tree_kind(t, c) != KIND_IF_CLAUSE || !is_most)
				return NO_NODE;
		if (!is_most &&
		    (tree_kind(t, n) == KIND_SET_COMPREHENSION ||
		     tree_kind(t, n) == KIND_DICTIONARY_COMPREHENSION))
			return NO_NODE;
		return tree_child(t, clause, FIELD_RIGHT);
	case KIND_CALL:
		if (is_called(s, n, same_count))
			return argument(t, n, 0);
		if (is_most && is_called(s, n, at_most_same))
			return argument(
			    t, n,
			    str_is(tree_text(t, tree_first(t, n)), "filter"));
		return NO_NODE;
	default:
		return NO_NODE;
	}
}

/* [x] * 3, (0,) * n */
static uint32_t repeated_count(const struct tree *t, node_id n)
{
	node_id left = tree_value(t, tree_child(t, n, FIELD_LEFT));
	node_id right = tree_child(t, n, FIELD_RIGHT);
	uint32_t count;
	int64_t times;

	if (tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) != KIND_TOKEN_STAR)
		return EXTENT_UNKNOWN;
	if (tree_kind(t, left) != KIND_LIST && tree_kind(t, left) != KIND_TUPLE)
		return EXTENT_UNKNOWN;
	count = display_count(t, left);
	if (count == EXTENT_UNKNOWN || !extent_integer(t, right, &times) ||
	    times > INT32_MAX)
		return EXTENT_UNKNOWN;
	return clamp(times * count);
}

/* What the expression says by itself. */
static uint32_t own_count(const struct scopes *s, node_id n, bool is_most)
{
	const struct tree *t = s->tree;
	struct extent_slice slice;

	switch (tree_kind(t, n)) {
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_EXPRESSION_LIST:
		return display_count(t, n);
	case KIND_SET:
	case KIND_DICTIONARY:
		return is_most ? display_count(t, n) : EXTENT_UNKNOWN;
	case KIND_STRING:
		return is_most ? string_length(t, n) : EXTENT_UNKNOWN;
	case KIND_BINARY_OPERATOR:
		return repeated_count(t, n);
	case KIND_SUBSCRIPT:
		return is_most && extent_slice(t, n, &slice)
		           ? slice_span(t, &slice)
		           : EXTENT_UNKNOWN;
	case KIND_CALL:
		return is_called(s, n, range_names) ? range_count(s, n)
		                                    : EXTENT_UNKNOWN;
	default:
		return EXTENT_UNKNOWN;
	}
}

static uint32_t count_of(const struct scopes *s, node_id n, bool is_most)
{
	for (int step = 0; n != NO_NODE && step < MOST_STEPS; step++) {
		uint32_t count;

		n = tree_value(s->tree, n);
		count = own_count(s, n, is_most);
		if (count != EXTENT_UNKNOWN)
			return count;
		n = source_of(s, n, is_most);
	}
	return EXTENT_UNKNOWN;
}

uint32_t extent_most(const struct scopes *s, node_id n)
{
	uint32_t count = count_of(s, n, true);

	return count >= MOST_COUNTED ? EXTENT_UNKNOWN : count;
}

uint32_t extent_least(const struct scopes *s, node_id n)
{
	uint32_t count = count_of(s, n, false);

	return count == EXTENT_UNKNOWN ? 0 : count;
}

bool extent_is_filtered(const struct tree *t, node_id comprehension)
{
	node_id n = tree_first(t, comprehension);

	while (n != NO_NODE && tree_kind(t, n) != KIND_IF_CLAUSE)
		n = tree_sibling(t, n);
	return n != NO_NODE;
}

node_id extent_slice_stop(const struct tree *t, node_id n)
{
	struct extent_slice slice;

	return extent_slice(t, n, &slice) ? slice.stop : NO_NODE;
}
