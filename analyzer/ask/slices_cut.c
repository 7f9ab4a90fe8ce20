/* Assignments that cut a name's own value: `s = s[n:]`, `head, s =
 * s.split(sep, 1)`. */
#include "slices.h"

#include "ask.h"
#include "growth_form.h"

enum { SMALL = 16, MOST_BINDINGS = 64 };

/* `x` of x.strip(), x.lstrip().rstrip(); what it is cut to copies as well. */
static node_id unstripped(const struct facts *f, node_id n)
{
	static const char *const strips[] = {"strip", "lstrip", "rstrip", NULL};
	node_id receiver = n;

	while (receiver != NO_NODE) {
		n = receiver;
		receiver = NO_NODE;
		for (const char *const *s = strips; *s != NULL; s++)
			if (receiver == NO_NODE)
				receiver =
				    tree_value(f->tree, ask_receiver(f, n, *s));
	}
	return n;
}

/* What is split at one place; *is_behind if that is searched from its end. */
static node_id split_once(const struct facts *f, node_id call, bool *is_behind)
{
	node_id receiver = ask_receiver(f, call, "partition");
	bool is_bounded = ask_argument(f, call, 1) != NO_NODE ||
	                  ask_keyword(f, call, "maxsplit") != NO_NODE;

	*is_behind = false;
	if (receiver == NO_NODE && is_bounded)
		receiver = ask_receiver(f, call, "split");
	if (receiver != NO_NODE)
		return tree_value(f->tree, receiver);
	*is_behind = true;
	receiver = ask_receiver(f, call, "rpartition");
	if (receiver == NO_NODE && is_bounded)
		receiver = ask_receiver(f, call, "rsplit");
	return tree_value(f->tree, receiver);
}

/* t.split(x, 1)[1], t.partition(x)[-1], t.rpartition(x)[0] */
static bool is_split_rest(const struct facts *f, node_id n, struct cut *cut)
{
	const struct tree *t = f->tree;
	node_id call = tree_value(t, tree_child(t, n, FIELD_VALUE));
	node_id source;
	int64_t index;

	if (tree_kind(t, n) != KIND_SUBSCRIPT ||
	    tree_kind(t, call) != KIND_CALL)
		return false;
	source = split_once(f, call, &cut->is_from_behind);
	if (source == NO_NODE || !tree_same(t, source, cut->target) ||
	    !ask_integer(f, tree_child(t, n, FIELD_SUBSCRIPT), &index))
		return false;
	cut->type = ask_sequence_kind(f, source);
	return (index == 0) == cut->is_from_behind;
}

/* -n, for what is left out at the end. */
static bool is_negative(const struct tree *t, node_id n)
{
	n = tree_value(t, n);
	return tree_kind(t, n) == KIND_UNARY_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
	           KIND_TOKEN_MINUS;
}

/* t[-n:], t[-n - 2:]: no more than the last of it, however long it is. */
static bool is_end(const struct tree *t, node_id start)
{
	start = tree_value(t, start);
	while (tree_kind(t, start) == KIND_BINARY_OPERATOR)
		start = tree_value(t, tree_child(t, start, FIELD_LEFT));
	return is_negative(t, start);
}

/* Is the value the rest of the target? t[:n] is as long as n says, t[a:b] a
 * window. */
static bool is_rest(const struct facts *f, node_id value, struct cut *cut)
{
	struct slice slice;

	cut->value = unstripped(f, tree_value(f->tree, value));
	if (!slices_find(f, cut->value, &slice))
		return is_split_rest(f, cut->value, cut);
	cut->type = ask_sequence_kind(f, slice.value);
	cut->is_from_behind = slice.start == NO_NODE;
	return slice.step == NO_NODE &&
	       (slice.stop == NO_NODE
	            ? slice.start != NO_NODE && !is_end(f->tree, slice.start)
	            : is_negative(f->tree, slice.stop)) &&
	       tree_same(f->tree, slice.value, cut->target) &&
	       slices_most(f, &slice) == UINT32_MAX;
}

static bool is_place(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_IDENTIFIER ||
	       tree_kind(t, n) == KIND_ATTRIBUTE;
}

static bool is_pattern(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_PATTERN_LIST ||
	       tree_kind(t, n) == KIND_TUPLE_PATTERN ||
	       tree_kind(t, n) == KIND_LIST_PATTERN;
}

/* The values of a, b = x, y; NO_NODE if they are not written out. */
static node_id paired_values(const struct tree *t, node_id pattern,
                             node_id right)
{
	if ((tree_kind(t, right) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, right) != KIND_TUPLE) ||
	    tree_child_count(t, pattern) != tree_child_count(t, right))
		return NO_NODE;
	return tree_first(t, right);
}

/* h, t = t.split(x, 1); h, *t = t */
static bool is_unpacked_rest(const struct facts *f, node_id pattern,
                             node_id right, struct cut *cut)
{
	const struct tree *t = f->tree;
	node_id first = tree_first(t, pattern), last = first, source;

	for (node_id c = first; c != NO_NODE; c = tree_sibling(t, c)) {
		last = c;
		if (tree_kind(t, c) != KIND_LIST_SPLAT_PATTERN ||
		    !tree_same(t, tree_first(t, c), right))
			continue;
		cut->target = tree_first(t, c);
		cut->value = c;
		cut->type = TYPE_LIST; /* whatever it was */
		cut->is_from_behind = tree_sibling(t, c) != NO_NODE;
		return true;
	}
	if (tree_kind(t, right) != KIND_CALL)
		return false;
	source = split_once(f, right, &cut->is_from_behind);
	cut->target = cut->is_from_behind ? first : last;
	cut->value = right;
	if (source == NO_NODE || !is_place(t, cut->target) ||
	    !tree_same(t, source, cut->target))
		return false;
	cut->type = ask_sequence_kind(f, source);
	return true;
}

bool slices_cut(const struct facts *f, node_id assignment, struct cut *cut)
{
	const struct tree *t = f->tree;
	node_id left = tree_child(t, assignment, FIELD_LEFT);
	node_id right = tree_value(t, tree_child(t, assignment, FIELD_RIGHT));
	node_id value;

	*cut = (struct cut){.statement = assignment, .target = left};
	if (right == NO_NODE)
		return false;
	if (!is_pattern(t, left))
		return is_place(t, left) && is_rest(f, right, cut) &&
		       cut->type != TYPE_UNKNOWN;
	value = paired_values(t, left, right);
	if (value == NO_NODE)
		return is_unpacked_rest(f, left, right, cut) &&
		       cut->type != TYPE_UNKNOWN;
	for (node_id c = tree_first(t, left); c != NO_NODE;
	     c = tree_sibling(t, c), value = tree_sibling(t, value)) {
		cut->target = c;
		if (is_place(t, c) && is_rest(f, value, cut) &&
		    cut->type != TYPE_UNKNOWN)
			return true;
	}
	return false;
}

/* ------------------------------------------------------------------ resets */

static bool assignment_resets(const struct tree *t, node_id n, node_id target)
{
	return tree_child(t, n, FIELD_RIGHT) != NO_NODE &&
	       growth_pattern_sets(t, tree_child(t, n, FIELD_LEFT), target) &&
	       !growth_derives(t, target, growth_value_for(t, n, target));
}

bool slices_is_reset(const struct facts *f, node_id n, node_id target)
{
	const struct tree *t = f->tree;

	switch (tree_kind(t, n)) {
	case KIND_ASSIGNMENT:
		return assignment_resets(t, n, target);
	case KIND_FOR_STATEMENT:
		return growth_pattern_sets(t, tree_child(t, n, FIELD_LEFT),
		                           target);
	case KIND_NAMED_EXPRESSION:
		return tree_same(t, tree_child(t, n, FIELD_NAME), target);
	case KIND_DELETE_STATEMENT:
	case KIND_AS_PATTERN_TARGET:
		return growth_pattern_sets(t, n, target);
	default:
		return false;
	}
}

/* ------------------------------------------------------------------- small */

/* One line, or one word of it. */
static bool is_small_element(const struct facts *f, node_id iterable)
{
	static const char *const parts[] = {"readlines", "splitlines", "split",
	                                    NULL};
	enum type_kind kind;

	if (iterable == NO_NODE)
		return false;
	kind = types_of(f->types, iterable)->kind;
	for (const char *const *part = parts; *part != NULL; part++)
		if (ask_receiver(f, tree_value(f->tree, iterable), *part) !=
		    NO_NODE)
			return true;
	return kind == TYPE_TEXT_FILE || kind == TYPE_BINARY_FILE;
}

static bool is_literal(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
	case KIND_LIST:
	case KIND_TUPLE:
		return true;
	default:
		return false;
	}
}

/* Does what the variable starts as, outside the loop, stay small? */
static bool starts_small(const struct facts *f, symbol_id variable,
                         node_id around)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	bool grows = uses_of_variable(f->uses, variable, NULL) & USE_MUTATED;
	uint32_t seeds = 0, seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id right;

		if (seen++ == MOST_BINDINGS)
			return false;
		if (o->access != ACCESS_BIND ||
		    tree_contains(t, around, o->node))
			continue;
		right = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
		seeds++;
		if (o->binding == BINDING_FOR && is_small_element(f, right))
			continue;
		if (o->binding != BINDING_ASSIGNMENT ||
		    tree_parent(t, o->node) != o->cause ||
		    (grows && is_literal(t, right)) ||
		    !ask_is_small(f, right, SMALL))
			return false;
	}
	return seeds > 0;
}

/* `if len(t) > 5: t = t[1:]` */
static bool is_window(const struct facts *f, const struct cut *cut)
{
	const struct tree *t = f->tree;
	node_id guard = tree_ancestor(t, cut->statement, KIND_BLOCK);
	node_id condition, length;
	int64_t most;

	guard = guard == NO_NODE ? NO_NODE : tree_parent(t, guard);
	condition = tree_child(t, guard, FIELD_CONDITION);
	if (tree_kind(t, guard) != KIND_IF_STATEMENT ||
	    tree_kind(t, condition) != KIND_COMPARISON_OPERATOR)
		return false;
	length = tree_value(t, tree_first(t, condition));
	return cut->type == TYPE_LIST && ask_calls(f, length, "builtins.len") &&
	       tree_same(t, ask_argument(f, length, 0), cut->target) &&
	       ask_integer(f, tree_child_at(t, condition, 2), &most) &&
	       most <= SMALL;
}

bool slices_cut_is_small(const struct facts *f, const struct cut *cut,
                         node_id around)
{
	symbol_id variable = scopes_variable(&f->scopes, cut->target);

	if (is_window(f, cut) || ask_is_small(f, cut->target, SMALL))
		return true;
	return variable != NO_SYMBOL && starts_small(f, variable, around);
}
