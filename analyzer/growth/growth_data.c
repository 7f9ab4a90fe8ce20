#include "growth_data.h"

#include "ask.h"
#include "data.h"
#include "growth_bound.h"

/* MOST_VALUES of names that are followed. */
enum { MOST_VALUES = 16, MOST_STEPS = 8 };

/* Of what is a piece of some input, of any length. */
static const char *const pieces[] = {
    "data",   "chunk",  "row",    "payload", "body",     "content", "line",
    "output", "stdout", "stderr", "buffer",  "fragment", NULL};

/* Of those, in attributes: `node.data` is often a word, `x.buffer` a file. */
static const char *const parts[] = {"chunk",   "row",      "payload", "body",
                                    "content", "fragment", NULL};

/* Of those, what a loop goes over only if there are many. */
static const char *const items[] = {"data",     "chunk",   "row",
                                    "fragment", "payload", NULL};

/* Of what stays short. */
static const char *const brief[] = {"header",  "hdr",    "name",   "key",
                                    "prefix",  "suffix", "prompt", "pad",
                                    "padding", "seed",   "indent", NULL};

/* Is a for_statement over data, or said to be by names: of what it goes over,
 * of calls there? */
static bool is_over_data(const struct facts *f, struct carry *c, node_id loop)
{
	const struct tree *t = f->tree;
	node_id right = tree_child(t, loop, FIELD_RIGHT);

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT || right == NO_NODE)
		return false;
	if (data_is_source(f, right))
		return true;
	right = data_iterated(f, right);
	if (data_is_many_by_name(t, right))
		return true;
	for (node_id n = right; n < tree_end(t, right) && carry_work(c, 1);
	     n++) {
		if (data_is_tiny(f, n))
			n = tree_end(t, n) - 1;
		else if (data_is_reading(t, n))
			return true;
	}
	return false;
}

/* The expressions that a growth's piece is made of. */
struct sources {
	node_id values[MOST_VALUES];
	uint32_t count;
	bool only_reading; /* what a name says does not count */
};

static void push_value(struct sources *s, node_id value)
{
	uint32_t i = 0;

	while (i < s->count && s->values[i] != value)
		i++;
	if (value != NO_NODE && i == s->count && s->count < MOST_VALUES)
		s->values[s->count++] = value;
}

/* Does the loop give the variable a value? Then what it holds elsewhere does
 * not matter. */
static bool is_bound_in(const struct facts *f, struct carry *c,
                        symbol_id variable, node_id loop)
{
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(c, 1); o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_BIND &&
		    tree_contains(f->tree, loop, o->node))
			return true;
	return false;
}

/* Is what a name holds a piece of the input? What it is assigned is looked at
 * later. */
static bool is_piece_by_name(const struct facts *f, struct carry *c,
                             struct sources *s, node_id name,
                             const struct growth *g)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	bool is_said = data_has_word_of(tree_text(t, name), true, pieces);
	bool is_item = data_has_word_of(tree_text(t, name), true, items);
	bool is_in_loop =
	    g->carrier == CARRIER_LOOP && is_bound_in(f, c, variable, g->where);

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(c, 1); o = scopes_next(&f->scopes, o)) {
		node_id value;

		if (is_in_loop && !tree_contains(t, g->where, o->node))
			continue;
		switch (o->binding) {
		case BINDING_AUGMENTED:
			push_value(s, tree_child(t, o->cause, FIELD_RIGHT));
			break;
		case BINDING_ASSIGNMENT:
			value = growth_value_for(t, o->cause, o->node);
			push_value(s,
			           value != NO_NODE
			               ? value
			               : tree_child(t, o->cause, FIELD_RIGHT));
			break;
		case BINDING_WALRUS:
			push_value(s, tree_child(t, o->cause, FIELD_VALUE));
			break;
		case BINDING_FOR:
			if ((is_item && !s->only_reading) ||
			    is_over_data(f, c, o->cause))
				return true;
			break;
		case BINDING_PARAMETER:
			if (is_said && !s->only_reading)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* Is it said to be a piece: `packet.payload`, `lines[i]`? Neither a method nor
 * what has the piece in it. */
static bool is_piece_by_place(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n);

	if (tree_kind(t, n) == KIND_SUBSCRIPT)
		return data_is_many_by_name(t, tree_child(t, n, FIELD_VALUE));
	if (tree_kind(t, n) != KIND_ATTRIBUTE ||
	    (tree_kind(t, around) == KIND_CALL &&
	     tree_field(t, n) == FIELD_FUNCTION) ||
	    (tree_kind(t, around) == KIND_ATTRIBUTE &&
	     tree_kind(t, tree_parent(t, around)) != KIND_CALL))
		return false;
	return data_has_word_of(data_called(t, n), true, parts);
}

/* Is it only what has a piece in it, x of `x.payload`? Not of `x.decode()`. */
static bool is_owner(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n);

	return tree_kind(t, around) == KIND_ATTRIBUTE &&
	       (tree_kind(t, tree_parent(t, around)) != KIND_CALL ||
	        tree_field(t, around) != FIELD_FUNCTION);
}

static bool is_piece(const struct facts *f, struct carry *c, struct sources *s,
                     node_id value, const struct growth *g)
{
	const struct tree *t = f->tree;

	for (node_id n = value; n < tree_end(t, value); n++) {
		if (!carry_work(c, 1))
			return false;
		if (data_is_tiny(f, n) || tree_same(t, n, g->parts.target)) {
			n = tree_end(t, n) - 1;
			continue;
		}
		if (data_is_reading(t, n) ||
		    (!s->only_reading && is_piece_by_place(t, n)))
			return true;
		if (tree_kind(t, n) == KIND_IDENTIFIER &&
		    scopes_occurrence(&f->scopes, n) != NULL &&
		    !is_owner(t, n) && is_piece_by_name(f, c, s, n, g))
			return true;
	}
	return false;
}

/* Is the statement, or the call of its function, in a loop over data? */
static bool is_in_loop_over_data(const struct facts *f, struct carry *c,
                                 const struct growth *g)
{
	const struct repeats *r = &f->repeats;
	bool is_called = g->carrier > CARRIER_FEW_TURNS;
	node_id loop =
	    repeats_loop(r, is_called ? g->where : g->parts.statement);

	for (int step = 0; loop != NO_NODE && step < MOST_STEPS; step++) {
		if (is_over_data(f, c, loop))
			return true;
		if (!is_called && loop == g->where)
			return false;
		loop = repeats_outer(r, loop);
	}
	return false;
}

bool growth_is_of_data(const struct facts *f, struct carry *c,
                       const struct growth *g)
{
	struct sources s = {0};
	enum growth_bound bound;

	if (g->carrier == CARRIER_FEW_TURNS)
		return false;
	if (g->carrier == CARRIER_CALLBACK)
		return true;
	if (data_has_word_of(data_called(f->tree, g->parts.target), true,
	                     brief))
		return false;
	bound = growth_bound_of(f, c, g);
	if (bound == GROWTH_BOUND_MARK)
		return false;
	if (is_in_loop_over_data(f, c, g))
		return true;
	s.only_reading = bound == GROWTH_BOUND_LENGTH;
	push_value(&s, g->parts.value);
	for (uint32_t i = 0; i < s.count; i++)
		if (is_piece(f, c, &s, s.values[i], g))
			return true;
	return false;
}
