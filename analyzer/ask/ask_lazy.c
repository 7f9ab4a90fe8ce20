/* Lists that are made only to be gone through once: by a reducer, a loop,
 * another container. */
#include "ask.h"

/* Lazy calls may be inside one another so deep. */
enum { MOST_LAZY = 8 };

static struct effect_facts effects(const struct facts *f)
{
	return (struct effect_facts){f->tree, &f->scopes, &f->imports,
	                             f->types};
}

/* Is n the right operand of `in` or `not in`, alone in its comparison? */
static bool is_searched(const struct tree *t, node_id n)
{
	node_id comparison = tree_parent(t, n), sign;

	if (tree_kind(t, comparison) != KIND_COMPARISON_OPERATOR ||
	    tree_child_count(t, comparison) != 3 ||
	    tree_child_at(t, comparison, 2) != n)
		return false;
	sign = tree_child_at(t, comparison, 1);
	return tree_kind(t, sign) == KIND_TOKEN_IN ||
	       tree_kind(t, sign) == KIND_TOKEN_NOT_IN;
}

/* Is a deque's length not simply None? */
static bool is_bounded(const struct facts *f, node_id call)
{
	node_id most = ask_argument(f, call, 1);

	if (most == NO_NODE)
		most = ask_keyword(f, call, "maxlen");
	return most != NO_NODE && tree_kind(f->tree, most) != KIND_NONE;
}

/* Is n what a set is compared with by isdisjoint? */
static bool is_disjoint(const struct facts *f, node_id n, node_id call)
{
	char name[64];

	return ask_argument(f, call, 0) == n &&
	       types_callee(f->types, call, name, sizeof(name)) &&
	       (str_is(str_of(name), "builtins.set.isdisjoint") ||
	        str_is(str_of(name), "builtins.frozenset.isdisjoint"));
}

enum reducer ask_reducer(const struct facts *f, node_id n, node_id *call)
{
	struct effect_facts facts = effects(f);
	struct effect_of found;

	n = tree_outermost(f->tree, n);
	if (is_searched(f->tree, n)) {
		*call = tree_parent(f->tree, n);
		return REDUCER_IN;
	}
	if (!effects_of_argument(&facts, n, &found))
		return REDUCER_NONE;
	*call = found.call;
	if (found.reducer == REDUCER_DEQUE && !is_bounded(f, found.call))
		return REDUCER_NONE;
	if (found.reducer == REDUCER_MEAN && f->target < 311 &&
	    !ask_calls(f, found.call, "statistics.fmean"))
		return REDUCER_NONE;
	if (found.reducer == REDUCER_NONE && is_disjoint(f, n, found.call))
		return REDUCER_DISJOINT;
	/* Not every object with a method of the name takes them so. */
	if (found.reducer >= REDUCER_WRITELINES &&
	    !(types_call_effects(f->types, found.call) & CALL_REDUCES))
		return REDUCER_NONE;
	return found.reducer;
}

node_id ask_iterated_by(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	struct effect_facts facts = effects(f);

	for (int step = 0; step < MOST_LAZY; step++) {
		struct effect_of found;
		node_id parent;

		n = tree_outermost(t, n);
		parent = tree_parent(t, n);
		if (tree_kind(t, parent) == KIND_FOR_STATEMENT ||
		    tree_kind(t, parent) == KIND_FOR_IN_CLAUSE)
			return tree_field(t, n) == FIELD_RIGHT ? parent
			                                       : NO_NODE;
		if (is_searched(t, n))
			return parent;
		if (!effects_of_argument(&facts, n, &found))
			return NO_NODE;
		switch (found.effect) {
		case EFFECT_ITERATES:
		case EFFECT_COPIES:
			return found.call;
		case EFFECT_LAZY:
			n = found.call;
			break;
		default:
			return NO_NODE;
		}
	}
	return NO_NODE;
}

/* Functions that see the frame they are called from, which a generator
 * expression changes. */
static bool looks_at_frame(const struct facts *f, node_id call)
{
	static const char *const names[] = {"locals", "vars", "dir",
	                                    "eval",   "exec", "super"};
	const struct tree *t = f->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, function) != KIND_IDENTIFIER)
		return false;
	name = tree_text(t, function);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(name, names[i]))
			return i == 3 || i == 4 ||
			       ask_argument_count(f, call) == 0;
	return false;
}

node_id ask_source(const struct facts *f, node_id comprehension)
{
	for (node_id c = tree_first(f->tree, comprehension); c != NO_NODE;
	     c = tree_sibling(f->tree, c))
		if (tree_kind(f->tree, c) == KIND_FOR_IN_CLAUSE)
			return tree_child(f->tree, c, FIELD_RIGHT);
	return NO_NODE;
}

bool ask_can_be_generator(const struct facts *f, node_id comprehension)
{
	const struct tree *t = f->tree;
	node_id source = ask_source(f, comprehension);
	node_id m = comprehension;

	if (source == NO_NODE ||
	    t->nodes[comprehension].flags & (NODE_HAS_ERROR | NODE_IN_ERROR))
		return false;
	while (m < tree_end(t, comprehension)) {
		switch (tree_kind(t, m)) {
		case KIND_AWAIT:
		case KIND_YIELD:
		case KIND_NAMED_EXPRESSION:
		case KIND_TOKEN_ASYNC:
			return false;
		case KIND_CALL:
			if (looks_at_frame(f, m))
				return false;
			break;
		default:
			break;
		}
		/* The first iterable is evaluated in the same place. */
		m = m + 1 == source ? tree_end(t, source) : m + 1;
	}
	return true;
}

uint32_t ask_break_even(const struct facts *f)
{
	return f->target >= 312 ? 35 : f->target == 311 ? 16 : 8;
}
