#include "regrown.h"

#include "ask.h"
#include "carry_turns.h"
#include "growth_form.h"
#include "regrown_search.h"

/* FEW and SMALL in turns. */
enum { MOST_PARTS = 64, FEW = 8, SMALL = 16 };

/* Does n say of an array only what is no larger than one element: a[-1],
 * a.dtype? */
static bool is_little(const struct regrown_search *s, node_id n)
{
	const struct tree *t = s->tree;
	node_id around = tree_parent(t, n);
	int64_t index;

	if (tree_kind(t, around) == KIND_SUBSCRIPT)
		return tree_field(t, n) == FIELD_VALUE &&
		       tree_child_count(t, around) == 2 &&
		       ask_integer(s->facts,
		                   tree_child(t, around, FIELD_SUBSCRIPT),
		                   &index);
	return tree_kind(t, around) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
	              "dtype");
}

/* Is n the target's name, attribute or item again? */
static bool is_like(const struct regrown_search *s, node_id n, node_id target)
{
	if (tree_kind(s->tree, n) != tree_kind(s->tree, target) ||
	    !tree_same(s->tree, n, target))
		return false;
	return tree_kind(s->tree, n) != KIND_IDENTIFIER ||
	       scopes_variable(&s->facts->scopes, n) ==
	           scopes_variable(&s->facts->scopes, target);
}

/* Is n, but for the old array itself, made of the target: of more than an
 * element of it? */
static bool is_of_target(const struct regrown_search *s, node_id n,
                         const struct growth *g)
{
	for (node_id m = n; m < tree_end(s->tree, n); m++)
		if (!carry_work(s->carry, 1) ||
		    (m != g->parts.old && is_like(s, m, g->parts.target) &&
		     !is_little(s, m)))
			return true;
	return false;
}

/* Is the name given in the loop what is made of the target? */
static bool is_name_of_target(const struct regrown_search *s, node_id name,
                              const struct growth *g)
{
	const struct scopes *scopes = &s->facts->scopes;
	symbol_id variable = scopes_variable(scopes, name);

	if (variable == NO_SYMBOL || g->carrier > CARRIER_FEW_TURNS)
		return false;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL && carry_work(s->carry, 1); o = scopes_next(scopes, o))
		if (o->binding == BINDING_ASSIGNMENT &&
		    o->cause != g->parts.statement &&
		    tree_contains(s->tree, g->where, o->node) &&
		    is_of_target(s, tree_child(s->tree, o->cause, FIELD_RIGHT),
		                 g))
			return true;
	return false;
}

/* Is the rest of the new array made of the old one too, so that it is doubled
 * or filled up? */
static bool is_doubled(const struct regrown_search *s, const struct growth *g)
{
	const struct tree *t = s->tree;
	node_id value = g->parts.value;

	if (is_of_target(s, value, g))
		return true;
	for (node_id n = value; n < tree_end(t, value); n++)
		if (tree_kind(t, n) == KIND_IDENTIFIER && n != g->parts.old &&
		    !tree_contains(t, g->parts.old, n) &&
		    is_name_of_target(s, n, g))
			return true;
	return false;
}

/* Does the target's length or shape stand in n? */
static bool asks_for_length(const struct regrown_search *s, node_id n,
                            node_id target)
{
	const struct tree *t = s->tree;

	if (n == NO_NODE)
		return false;
	for (node_id m = n; m < tree_end(t, n); m++) {
		node_id around = tree_parent(t, m);

		if (!carry_work(s->carry, 1))
			return true;
		if (!is_like(s, m, target))
			continue;
		if (tree_kind(t, around) == KIND_ATTRIBUTE)
			return true;
		if (tree_kind(t, around) == KIND_ARGUMENT_LIST &&
		    ask_calls(s->facts, tree_parent(t, around), "builtins.len"))
			return true;
	}
	return false;
}

/* `if n == len(a): a = np.append(a, more)`: it grows when it is full. */
static bool is_on_demand(const struct regrown_search *s, const struct growth *g)
{
	const struct tree *t = s->tree;

	for (node_id n = tree_parent(t, g->parts.statement);
	     n != g->where && n != 0; n = tree_parent(t, n))
		if (tree_kind(t, n) == KIND_IF_STATEMENT &&
		    asks_for_length(s, tree_child(t, n, FIELD_CONDITION),
		                    g->parts.target))
			return true;
	return false;
}

/* a = a[n:], a = np.delete(a, 0), a = a[mask]. */
static bool is_cut_by(const struct regrown_search *s, node_id n,
                      const struct regrown *r)
{
	const struct tree *t = s->tree;
	node_id target = r->growth.parts.target, value, function;

	if (n == r->growth.parts.statement ||
	    !tree_same(t, tree_child(t, n, FIELD_LEFT), target))
		return false;
	value = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	if (tree_kind(t, value) == KIND_SUBSCRIPT)
		return tree_same(t, tree_child(t, value, FIELD_VALUE), target);
	if (tree_kind(t, value) != KIND_CALL)
		return false;
	function = tree_child(t, value, FIELD_FUNCTION);
	if (imports_is(&s->facts->imports, function, "numpy.delete"))
		return r->how != REGROWN_DELETED;
	return r->how == REGROWN_DELETED && regrown_is_maker(s, function);
}

/* Is it cut where it grows, so that it stays as long as it is? An attribute may
 * be cut by any method. */
static bool is_cut(const struct regrown_search *s, const struct regrown *r)
{
	const struct tree *t = s->tree;
	bool is_name = tree_kind(t, r->growth.parts.target) == KIND_IDENTIFIER;

	for (node_id n = tree_first_of(t, KIND_ASSIGNMENT); n != NO_NODE;
	     n = tree_next_of(t, n)) {
		if (!carry_work(s->carry, 1))
			return true;
		if ((!is_name || tree_contains(t, r->growth.where, n)) &&
		    tree_child(t, n, FIELD_RIGHT) != NO_NODE &&
		    is_cut_by(s, n, r))
			return true;
	}
	return false;
}

/* Is the target at n read for more than its length, an item or None? */
static bool is_whole_read(const struct regrown_search *s, node_id n)
{
	static const char *const facts[] = {
	    "shape", "size", "ndim", "dtype", "index", "columns",
	    "empty", "loc",  "iloc", "at",    "iat",   NULL};
	static const char *const looking[] = {
	    "builtins.len", "builtins.isinstance", "builtins.print", NULL};
	const struct tree *t = s->tree;
	node_id around = tree_parent(t, tree_outermost(t, n));

	switch (tree_kind(t, around)) {
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
		return tree_field(t, n) != FIELD_LEFT;
	case KIND_SUBSCRIPT:
		return tree_field(t, n) != FIELD_VALUE;
	case KIND_ATTRIBUTE:
		return !str_is_one_of(
		    tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE)),
		    facts);
	case KIND_ARGUMENT_LIST:
		return imports_which(&s->facts->imports,
		                     tree_child(t, tree_parent(t, around),
		                                FIELD_FUNCTION),
		                     looking) < 0;
	case KIND_COMPARISON_OPERATOR:
		return tree_kind(t, tree_child_at(t, around, 2)) != KIND_NONE;
	case KIND_RETURN_STATEMENT:
	case KIND_EXPRESSION_LIST:
	case KIND_PATTERN_LIST:
	case KIND_IF_STATEMENT:
	case KIND_NOT_OPERATOR:
		return false;
	default:
		return true;
	}
}

/* Of what is taken from, any read: an index means another element then. */
static node_id whole_read(const struct regrown_search *s,
                          const struct regrown *r)
{
	const struct tree *t = s->tree;
	const struct growth *g = &r->growth;

	if (g->carrier > CARRIER_FEW_TURNS)
		return NO_NODE;
	for (node_id n = g->where; n < tree_end(t, g->where); n++)
		if (!carry_work(s->carry, 1) ||
		    (is_like(s, n, g->parts.target) &&
		     !tree_contains(t, g->parts.statement, n) &&
		     (r->how == REGROWN_DELETED || is_whole_read(s, n))))
			return n;
	return NO_NODE;
}

static void add(const struct regrown_search *s, struct regrown *r)
{
	struct growth *g = &r->growth;

	g->seed = NO_NODE;
	g->carrier = carry_find(s->carry, g->parts.statement, g->parts.target,
	                        &g->where);
	if (g->carrier == CARRIER_NONE || g->carrier == CARRIER_FEW_TURNS)
		return;
	if (r->how == REGROWN_JOINED && is_doubled(s, g))
		return;
	if (r->how != REGROWN_ROW && (is_on_demand(s, g) || is_cut(s, r)))
		return;
	r->whole_read_at = whole_read(s, r);
	ARRAY_PUSH(s->arena, &s->found->list, *r);
}

/* An assignment of one target, or of several with as many values. */
static void look_at(const struct regrown_search *s, node_id assignment)
{
	const struct tree *t = s->tree;
	node_id left = tree_child(t, assignment, FIELD_LEFT);
	bool is_pattern = tree_kind(t, left) == KIND_PATTERN_LIST ||
	                  tree_kind(t, left) == KIND_TUPLE_PATTERN;
	node_id target = is_pattern ? tree_first(t, left) : left;
	int most = MOST_PARTS;

	if (tree_child(t, assignment, FIELD_RIGHT) == NO_NODE)
		return;
	for (; target != NO_NODE && most-- > 0;
	     target = tree_sibling(t, target)) {
		struct regrown r = {0};

		r.growth.parts.statement = assignment;
		r.growth.parts.target = target;
		if (growth_is_target(t, target) &&
		    regrown_is_made_of_old(
		        s, growth_value_for(t, assignment, target), &r))
			add(s, &r);
		if (!is_pattern)
			return;
	}
}

static bool is_attribute_of(const struct regrown_search *s, node_id n,
                            node_id object, const char *attribute)
{
	const struct tree *t = s->tree;

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
	              attribute) &&
	       is_like(s, tree_child(t, n, FIELD_OBJECT), object);
}

/* Is n len(frame), len(frame.index), or frame.shape[0]? */
static bool is_length(const struct regrown_search *s, node_id n, node_id frame)
{
	if (ask_calls(s->facts, n, "builtins.len")) {
		n = ask_argument(s->facts, n, 0);
		return n != NO_NODE && (is_like(s, n, frame) ||
		                        is_attribute_of(s, n, frame, "index"));
	}
	return tree_kind(s->tree, n) == KIND_SUBSCRIPT &&
	       is_attribute_of(s, tree_child(s->tree, n, FIELD_VALUE), frame,
	                       "shape");
}

/* The frame of `frame.loc[len(frame)] = ...`, a row that was not there. */
static node_id frame_of_row(const struct regrown_search *s, node_id assignment)
{
	const struct tree *t = s->tree;
	node_id left = tree_child(t, assignment, FIELD_LEFT);
	node_id loc = tree_kind(t, left) == KIND_SUBSCRIPT
	                  ? tree_child(t, left, FIELD_VALUE)
	                  : NO_NODE;
	node_id index, frame;

	if (tree_kind(t, loc) != KIND_ATTRIBUTE ||
	    !str_is(tree_text(t, tree_child(t, loc, FIELD_ATTRIBUTE)), "loc"))
		return NO_NODE;
	frame = tree_child(t, loc, FIELD_OBJECT);
	index = tree_child(t, left, FIELD_SUBSCRIPT);
	return index != NO_NODE && is_length(s, tree_value(t, index), frame)
	           ? frame
	           : NO_NODE;
}

/* Is the frame made anew in the loop, or could it be? */
static bool is_set_in(const struct regrown_search *s, node_id frame,
                      node_id loop)
{
	symbol_id variable = scopes_variable(&s->facts->scopes, frame);

	if (variable != NO_SYMBOL)
		return repeats_binds(&s->facts->repeats, loop, variable);
	for (node_id n = loop; n < tree_end(s->tree, loop); n++) {
		node_id around = tree_parent(s->tree, n);

		if (!carry_work(s->carry, 1) ||
		    (is_like(s, n, frame) &&
		     tree_kind(s->tree, around) == KIND_ASSIGNMENT &&
		     tree_field(s->tree, n) == FIELD_LEFT))
			return true;
	}
	return false;
}

static void look_at_row(const struct regrown_search *s, node_id assignment)
{
	const struct repeats *repeats = &s->facts->repeats;
	node_id frame = frame_of_row(s, assignment);
	node_id loop = repeats_loop(repeats, assignment);
	struct regrown r = {.how = REGROWN_ROW};

	if (frame == NO_NODE)
		return;
	while (loop != NO_NODE && !is_set_in(s, frame, loop) &&
	       (repeats_is_short(repeats, loop, FEW) ||
	        carry_is_small(s->facts, loop, SMALL)))
		loop = repeats_outer(repeats, loop);
	if (loop == NO_NODE || is_set_in(s, frame, loop))
		return;
	r.maker = tree_child(s->tree, assignment, FIELD_LEFT);
	r.growth.parts.statement = assignment;
	r.growth.parts.target = frame;
	r.growth.carrier = CARRIER_LOOP;
	r.growth.where = loop;
	r.growth.seed = NO_NODE;
	r.whole_read_at = whole_read(s, &r);
	ARRAY_PUSH(s->arena, &s->found->list, r);
}

static void find(struct regrown_search *s)
{
	const struct tree *t = s->tree;

	carry_follow_calls(s->carry);
	for (node_id n = tree_first_of(t, KIND_ASSIGNMENT); n != NO_NODE;
	     n = tree_next_of(t, n)) {
		look_at(s, n);
		if (s->makers == regrown_frame_makers)
			look_at_row(s, n);
	}
}

static struct regrown_search search_of(struct regrowns *regrowns,
                                       struct arena *arena,
                                       const struct facts *facts)
{
	*regrowns = (struct regrowns){.are_arrays = false};
	return (struct regrown_search){.found = regrowns,
	                               .arena = arena,
	                               .facts = facts,
	                               .tree = facts->tree};
}

static bool has_one_of(const struct facts *f, const char *const *modules)
{
	for (; *modules != NULL; modules++)
		if (imports_has_module(&f->imports, *modules))
			return true;
	return false;
}

void regrown_find_arrays(struct regrowns *regrowns, struct arena *arena,
                         const struct facts *facts)
{
	static const char *const modules[] = {"numpy", "torch", "tensorflow",
	                                      NULL};
	struct regrown_search s = search_of(regrowns, arena, facts);

	if (!has_one_of(facts, modules))
		return;
	regrowns->are_arrays = true;
	s.carry = carry_new(arena, facts);
	s.makers = regrown_array_makers;
	find(&s);
}

void regrown_find_frames(struct regrowns *regrowns, struct arena *arena,
                         const struct facts *facts)
{
	static const char *const modules[] = {"pandas", NULL};
	struct regrown_search s = search_of(regrowns, arena, facts);

	if (!has_one_of(facts, modules))
		return;
	s.carry = carry_new(arena, facts);
	s.makers = regrown_frame_makers;
	find(&s);
}
