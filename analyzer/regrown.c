#include "regrown.h"

#include "ask.h"
#include "growth_form.h"

enum { MOST_WRAPPINGS = 4, MOST_PARTS = 64 };

/* Where a function takes what it makes a new array or frame of. */
enum form {
	FORM_LIST,  /* in the list or tuple that is its first argument */
	FORM_TWO,   /* its first two arguments */
	FORM_FIRST, /* its first argument, and it adds to that */
	FORM_LESS,  /* likewise, and it takes from that */
	FORM_INDEX  /* the index: np.r_[a, b] */
};

struct maker {
	const char *name;
	enum form form;
	const char *keyword; /* the first argument's, or NULL */
};

static const struct maker array_makers[] = {
    {"numpy.append", FORM_TWO, "arr"},
    {"numpy.concatenate", FORM_LIST, NULL},
    {"numpy.concat", FORM_LIST, NULL},
    {"numpy.hstack", FORM_LIST, "tup"},
    {"numpy.vstack", FORM_LIST, "tup"},
    {"numpy.dstack", FORM_LIST, "tup"},
    {"numpy.row_stack", FORM_LIST, "tup"},
    {"numpy.column_stack", FORM_LIST, "tup"},
    {"numpy.insert", FORM_FIRST, "arr"},
    {"numpy.delete", FORM_LESS, "arr"},
    {"numpy.r_", FORM_INDEX, NULL},
    {"numpy.c_", FORM_INDEX, NULL},
    {"torch.cat", FORM_LIST, "tensors"},
    {"torch.concat", FORM_LIST, "tensors"},
    {"torch.concatenate", FORM_LIST, "tensors"},
    {"torch.hstack", FORM_LIST, "tensors"},
    {"torch.vstack", FORM_LIST, "tensors"},
    {"torch.dstack", FORM_LIST, "tensors"},
    {"torch.row_stack", FORM_LIST, "tensors"},
    {"torch.column_stack", FORM_LIST, "tensors"},
    {"tensorflow.concat", FORM_LIST, "values"},
    {NULL, FORM_LIST, NULL},
};

static const struct maker frame_makers[] = {
    {"pandas.concat", FORM_LIST, "objs"},
    {NULL, FORM_LIST, NULL},
};

/* What is looked for in one file. */
struct search {
	struct regrowns *found;
	struct arena *arena;
	const struct facts *facts;
	const struct tree *tree;
	struct carry *carry;
	const struct maker *makers;
};

static const struct maker *maker_named(const struct search *s, node_id function)
{
	for (const struct maker *m = s->makers; m->name != NULL; m++)
		if (imports_is(&s->facts->imports, function, m->name))
			return m;
	return NULL;
}

/* The item of a list, tuple or index that is the same as the target. */
static node_id item_like(const struct tree *t, node_id list, node_id target)
{
	int most = MOST_PARTS;

	for (node_id n = tree_first(t, list); n != NO_NODE && most-- > 0;
	     n = tree_sibling(t, n))
		if (tree_field(t, n) != FIELD_VALUE && tree_same(t, n, target))
			return n;
	return NO_NODE;
}

static node_id same_or_none(const struct tree *t, node_id n, node_id target)
{
	return n != NO_NODE && tree_same(t, n, target) ? n : NO_NODE;
}

/* The target among what the call makes the new array of, or NO_NODE. */
static node_id old_in(const struct search *s, node_id call,
                      const struct maker *m, node_id target)
{
	const struct facts *f = s->facts;
	node_id first, old;

	if (m->form == FORM_INDEX)
		return item_like(s->tree, call, target);
	first = ask_argument(f, call, 0);
	if (first == NO_NODE && m->keyword != NULL)
		first = ask_keyword(f, call, m->keyword);
	if (first == NO_NODE)
		return NO_NODE;
	first = tree_value(s->tree, first);
	if (m->form == FORM_LIST) {
		enum kind kind = tree_kind(s->tree, first);

		return kind == KIND_LIST || kind == KIND_TUPLE
		           ? item_like(s->tree, first, target)
		           : NO_NODE;
	}
	old = same_or_none(s->tree, first, target);
	if (old == NO_NODE && m->form == FORM_TWO)
		old = same_or_none(s->tree, ask_argument(f, call, 1), target);
	return old;
}

/* x of x.astype(t), x.reset_index(drop=True) and the like, which are as long as
 * x; n itself else. */
static node_id unwrapped(const struct search *s, node_id n)
{
	static const char *const methods[] = {
	    "astype", "reshape",     "copy",      "to",
	    "float",  "reset_index", "set_index", "sort_index",
	    "fillna", "sort_values", NULL};

	for (int i = 0; i < MOST_WRAPPINGS; i++) {
		node_id function = tree_child(s->tree, n, FIELD_FUNCTION);

		if (tree_kind(s->tree, n) != KIND_CALL ||
		    tree_kind(s->tree, function) != KIND_ATTRIBUTE ||
		    !str_is_one_of(
		        tree_text(s->tree, tree_child(s->tree, function,
		                                      FIELD_ATTRIBUTE)),
		        methods))
			return n;
		n = tree_value(s->tree,
		               tree_child(s->tree, function, FIELD_OBJECT));
	}
	return n;
}

/* Is `value` made of the target by one of the functions? */
static bool is_made_by(const struct search *s, node_id value,
                       struct regrown *found)
{
	const struct tree *t = s->tree;
	node_id n = unwrapped(s, tree_value(t, value));
	const struct maker *m;

	if (tree_kind(t, n) != KIND_CALL && tree_kind(t, n) != KIND_SUBSCRIPT)
		return false;
	found->maker = tree_child(
	    t, n, tree_kind(t, n) == KIND_CALL ? FIELD_FUNCTION : FIELD_VALUE);
	m = maker_named(s, found->maker);
	if (m == NULL ||
	    (m->form == FORM_INDEX) != (tree_kind(t, n) == KIND_SUBSCRIPT))
		return false;
	found->growth.parts.value = n;
	found->growth.parts.old = old_in(s, n, m, found->growth.parts.target);
	found->how = m->form == FORM_LESS ? REGROWN_DELETED : REGROWN_JOINED;
	return found->growth.parts.old != NO_NODE;
}

/* The same of the arms of `x if a is None else np.append(a, x)`. */
static bool is_made_of_old(const struct search *s, node_id value,
                           struct regrown *found)
{
	node_id n = tree_value(s->tree, value);

	if (tree_kind(s->tree, n) == KIND_CONDITIONAL_EXPRESSION)
		return is_made_by(s, tree_first(s->tree, n), found) ||
		       is_made_by(s, tree_child_at(s->tree, n, 2), found);
	return is_made_by(s, n, found);
}

/* Does n say of an array only what is no larger than one element: a[-1],
 * a.dtype? */
static bool is_little(const struct search *s, node_id n)
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
static bool is_like(const struct search *s, node_id n, node_id target)
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
static bool is_of_target(const struct search *s, node_id n,
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
static bool is_name_of_target(const struct search *s, node_id name,
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
static bool is_doubled(const struct search *s, const struct growth *g)
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
static bool asks_for_length(const struct search *s, node_id n, node_id target)
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
static bool is_on_demand(const struct search *s, const struct growth *g)
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
static bool is_cut_by(const struct search *s, node_id n,
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
	return r->how == REGROWN_DELETED && maker_named(s, function) != NULL;
}

/* Is it cut where it grows, so that it stays as long as it is? An attribute may
 * be cut by any method. */
static bool is_cut(const struct search *s, const struct regrown *r)
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
static bool is_whole_read(const struct search *s, node_id n)
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
static node_id whole_read(const struct search *s, const struct regrown *r)
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

static void add(const struct search *s, struct regrown *r)
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
static void look_at(const struct search *s, node_id assignment)
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
		    is_made_of_old(s, growth_value_for(t, assignment, target),
		                   &r))
			add(s, &r);
		if (!is_pattern)
			return;
	}
}

static void find(struct search *s)
{
	const struct tree *t = s->tree;

	carry_follow_calls(s->carry);
	for (node_id n = tree_first_of(t, KIND_ASSIGNMENT); n != NO_NODE;
	     n = tree_next_of(t, n))
		look_at(s, n);
}

static struct search search_of(struct regrowns *regrowns, struct arena *arena,
                               const struct facts *facts)
{
	*regrowns = (struct regrowns){0};
	return (struct search){.found = regrowns,
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
	struct search s = search_of(regrowns, arena, facts);

	if (!has_one_of(facts, modules))
		return;
	s.carry = carry_new(arena, facts);
	s.makers = array_makers;
	find(&s);
}

void regrown_find_frames(struct regrowns *regrowns, struct arena *arena,
                         const struct facts *facts)
{
	static const char *const modules[] = {"pandas", NULL};
	struct search s = search_of(regrowns, arena, facts);

	if (!has_one_of(facts, modules))
		return;
	s.carry = carry_new(arena, facts);
	s.makers = frame_makers;
	find(&s);
}
