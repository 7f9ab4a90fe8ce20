/* Whether the edges of a ring can all be there at once. */
#include "heap_model.h"

static bool is_same_field(const struct edge *a, const struct edge *b)
{
	return a->from == b->from && a->field == b->field;
}

/* x.name = None, del x.name */
static bool lets_go(const struct tree *t, node_id target)
{
	node_id statement = tree_kind(t, target) == KIND_ATTRIBUTE
	                        ? classes_target_of(t, target)
	                        : NO_NODE;
	node_id value = statement == NO_NODE
	                    ? NO_NODE
	                    : classes_assigned(t, statement, target);

	return tree_kind(t, statement) == KIND_DELETE_STATEMENT ||
	       tree_kind(t, value) == KIND_NONE;
}

/* Is it what a base's constructor keeps of its arguments? What is set to None
 * after that is there for the first time. */
static bool is_of_base(const struct heap_builder *b, const struct edge *e)
{
	return str_ends(str_of(b->conditions.at[e->condition].subject),
	                "__init__");
}

/* Does it let go of what a call of another file's function may have stored? The
 * attribute is not known, but there is hardly another that goes after it. */
static bool lets_go_of_assumed(const struct heap_builder *b,
                               const struct edge *later,
                               const struct edge *earlier)
{
	return earlier->flags & EDGE_IS_ASSUMED &&
	       later->from == earlier->from && later->flags & EDGE_IS_CLEAR &&
	       !is_of_base(b, earlier) && lets_go(b->tree, later->node);
}

/* Does the later edge put something else where the earlier one led to? Items
 * are added to others; only what lets go of items ends them. */
static bool replaces(const struct edge *later, const struct edge *earlier)
{
	if (!is_same_field(later, earlier) ||
	    later->flags & (EDGE_IS_HIDDEN | EDGE_IS_ASSUMED | EDGE_IS_COPY))
		return false;
	if (earlier->field != FIELD_ITEM)
		return later->to != earlier->to;
	return later->flags & EDGE_IS_CLEAR &&
	       (later->to == NO_OBJECT || later->to == earlier->to);
}

static node_id statement_around(const struct tree *t, node_id n)
{
	while (n != 0 && tree_kind(t, tree_parent(t, n)) != KIND_BLOCK &&
	       tree_kind(t, tree_parent(t, n)) != KIND_MODULE)
		n = tree_parent(t, n);
	return n;
}

/* Can n run after m, in the same statement or a later one? */
static bool comes_to(struct heap_builder *b, const struct flow *flow, node_id m,
                     node_id n)
{
	return statement_around(b->tree, m) == statement_around(b->tree, n) ||
	       flow_reaches(flow, m, n);
}

/* Does one call make both, but never together? */
static bool are_of_two_ways(struct heap_builder *b, const struct edge *e,
                            const struct edge *other)
{
	int k = e->via[0] == other->via[0];

	return e->at == other->at && e->via[k] != other->via[k] &&
	       e->via[k] != 0 && other->via[k] != 0 &&
	       heap_guards_contradict(b, e->via[k], other->via[k]);
}

bool heap_leads_on(struct heap_builder *b, const struct heap_function *f,
                   uint32_t i, uint32_t j)
{
	const struct edge *e = &f->edges.at[j];
	node_id closes = f->edges.at[i].at;
	struct flow *flow;

	if (e->flags & (EDGE_IS_CLEAR | EDGE_IS_COPY) ||
	    (j > i && !(e->flags & EDGE_IS_LOAD)) ||
	    heap_is_stale(b, e, f->edges.at[i].turn))
		return false;
	if (are_of_two_ways(b, e, &f->edges.at[i]))
		return false;
	if (e->field == FIELD_ASSUMED) /* no other edge is of the same */
		return true;
	/* (after the last: 0 - 1, which is after all) */
	for (uint32_t k = f->next_out[j] - 1; k < i; k = f->next_out[k] - 1) {
		const struct edge *between = &f->edges.at[k];

		if (!replaces(between, e))
			continue;
		flow = facts_flow(b->facts, closes);
		if (flow == NULL)
			return false;
		if (comes_to(b, flow, e->at, between->at) &&
		    comes_to(b, flow, between->at, closes))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------- one execution
 */

enum { MOST_LOOPS = 8, MOST_NODES_LOOKED_AT = 64 };

/* The condition of a `while`, the targets of a `for`. */
static node_id turn_start(const struct tree *t, node_id loop)
{
	return tree_child(t, loop,
	                  tree_kind(t, loop) == KIND_WHILE_STATEMENT
	                      ? FIELD_CONDITION
	                      : FIELD_LEFT);
}

node_id heap_common_turn(struct heap_builder *b, node_id m, node_id n)
{
	node_id loop = repeats_loop(&b->facts->repeats, n);

	while (loop != NO_NODE && !tree_contains(b->tree, loop, m))
		loop = repeats_outer(&b->facts->repeats, loop);
	return loop == NO_NODE ? NO_NODE : turn_start(b->tree, loop);
}

/* What starts a turn of each loop that m and n are both in, if an object of the
 * ring is made or bound in it: that is another one in the next turn. */
static uint32_t turns_around(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct ring *ring, node_id m, node_id n,
                             node_id *starts)
{
	const struct tree *t = b->tree;
	uint32_t count = 0;

	for (node_id loop = repeats_loop(&b->facts->repeats, n);
	     loop != NO_NODE && count < MOST_LOOPS;
	     loop = repeats_outer(&b->facts->repeats, loop)) {
		bool is_per_turn = false;
		node_id start;

		for (uint32_t k = 0; k < ring->count; k++)
			is_per_turn |= tree_contains(
			    t, loop, f->objects.at[ring->edges[k]->from].node);
		start = turn_start(t, loop);
		if (is_per_turn && start != NO_NODE &&
		    tree_contains(t, loop, m))
			starts[count++] = start;
	}
	return count;
}

/* Where the object is made anew, if that is in a loop that only one of m and n
 * is in; or NO_NODE. */
static node_id remade_at(struct heap_builder *b, const struct object *o,
                         node_id m, node_id n)
{
	const struct tree *t = b->tree;
	node_id made = o->call == NO_NODE ? o->node : o->call;
	node_id loop = repeats_loop(&b->facts->repeats, made);
	node_id statement = statement_around(t, made);

	return (o->kind != OBJECT_INSTANCE && o->kind != OBJECT_RESULT &&
	        o->kind != OBJECT_CONTAINER && o->kind != OBJECT_CALLABLE) ||
	               loop == NO_NODE ||
	               tree_contains(t, loop, m) == tree_contains(t, loop, n) ||
	               statement == statement_around(t, m) ||
	               statement == statement_around(t, n)
	           ? NO_NODE
	           : made;
}

/* The same of both objects of the edge, which are there at m. */
static uint32_t remade(struct heap_builder *b, const struct heap_function *f,
                       const struct edge *e, node_id n, node_id *places)
{
	uint32_t count = 0;

	places[count] = remade_at(b, &f->objects.at[e->from], e->at, n);
	count += places[count] != NO_NODE;
	places[count] = remade_at(b, &f->objects.at[e->to], e->at, n);
	return count + (places[count] != NO_NODE);
}

bool heap_is_same_at(struct heap_builder *b, const struct heap_function *f,
                     object_id object, node_id m, node_id n)
{
	node_id made = remade_at(b, &f->objects.at[object], m, n);
	struct flow *flow = made == NO_NODE ? NULL : facts_flow(b->facts, n);

	return made == NO_NODE || flow == NULL ||
	       flow_reaches_without(flow, m, n, &made, 1);
}

/* Can the second be made in the same run, after the first? */
static bool can_follow(struct heap_builder *b, const struct heap_function *f,
                       const struct edge *first, const struct edge *second,
                       node_id *starts, uint32_t count)
{
	count += remade(b, f, first, second->at, starts + count);
	return flow_reaches_without(facts_flow(b->facts, second->at), first->at,
	                            second->at, starts, count);
}

/* Is the object whatever the variable holds, by which binding is not known? */
static bool is_of_name(const struct object *o, symbol_id variable)
{
	return o->kind == OBJECT_VARIABLE && o->index == variable;
}

/* Does the edge take what a name of several bindings holds by one that cannot
 * run together with n? */
static bool is_bound_apart(struct heap_builder *b,
                           const struct heap_function *f, const struct edge *e,
                           node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	node_id statement = statement_around(b->tree, e->at);
	node_id end = tree_end(b->tree, statement);

	if (end - statement > MOST_NODES_LOOKED_AT)
		return false;
	for (node_id m = statement; m < end; m++) {
		symbol_id variable = tree_kind(b->tree, m) == KIND_IDENTIFIER
		                         ? scopes_variable(s, m)
		                         : NO_SYMBOL;
		node_id binding = NO_NODE;
		uint32_t count = 0, looked_at = 0;

		if (variable == NO_SYMBOL ||
		    scopes_only_binding(s, variable) != NULL ||
		    is_of_name(&f->objects.at[e->from], variable) ||
		    is_of_name(&f->objects.at[e->to], variable))
			continue;
		for (const struct occurrence *o = scopes_first(s, variable);
		     o != NULL && looked_at++ < MOST_NODES_LOOKED_AT;
		     o = scopes_next(s, o)) {
			object_id held = b->object_at[o->node];

			if (o->access != ACCESS_BIND || held == NO_OBJECT ||
			    (held != e->from && held != e->to))
				continue;
			binding = o->node;
			count++;
		}
		if (count == 1 && heap_guards_contradict(b, binding, n))
			return true;
	}
	return false;
}

static bool can_both_run(struct heap_builder *b, const struct heap_function *f,
                         const struct ring *ring, const struct edge *e,
                         const struct edge *other)
{
	node_id m = e->at, n = other->at;
	node_id starts[MOST_LOOPS + 2];
	uint32_t count;

	if (statement_around(b->tree, m) == statement_around(b->tree, n))
		return !are_of_two_ways(b, e, other);
	if (facts_flow(b->facts, n) == NULL ||
	    heap_guards_contradict(b, m, n) || is_bound_apart(b, f, e, n) ||
	    is_bound_apart(b, f, other, m))
		return false;
	count = turns_around(b, f, ring, m, n, starts);
	return can_follow(b, f, e, other, starts, count) ||
	       can_follow(b, f, other, e, starts, count);
}

bool heap_is_feasible(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring)
{
	for (uint32_t k = 1; k < ring->count; k++) {
		if (ring->edges[k]->flags & EDGE_IS_LOAD)
			continue;
		for (uint32_t i = 0; i < k; i++)
			if (!(ring->edges[i]->flags & EDGE_IS_LOAD) &&
			    !can_both_run(b, f, ring, ring->edges[k],
			                  ring->edges[i]))
				return false;
	}
	return facts_flow(b->facts, ring->edges[0]->at) != NULL;
}

/* -------------------------------------------------------------------- after */

enum { MOST_STORES = 8 };

/* Is `undoes` in the `finally` of a try that n is in, or that comes after n
 * among the same statements? What fails between them is not thought of. */
static bool is_in_finally(const struct tree *t, node_id n, node_id undoes)
{
	for (node_id m = undoes; m != 0; m = tree_parent(t, m)) {
		node_id block;

		if (tree_kind(t, m) == KIND_FUNCTION_DEFINITION)
			return false;
		if (tree_kind(t, m) != KIND_FINALLY_CLAUSE)
			continue;
		m = tree_parent(t, m);
		block = tree_parent(t, m);
		if (tree_contains(t, m, n) ||
		    tree_parent(t, statement_around(t, n)) == block)
			return true;
	}
	return false;
}

bool heap_is_undone(struct heap_builder *b, const struct heap_function *f,
                    const struct ring *ring)
{
	struct flow *flow = facts_flow(b->facts, ring->edges[0]->at);
	node_id closes = ring->edges[0]->at;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];
		node_id stores[MOST_STORES];
		uint32_t count = 0;

		/* (both are of the object that the edge is from) */
		for (uint32_t i = f->first_out[e->from];
		     i != 0 && count < MOST_STORES; i = f->next_out[i - 1]) {
			const struct edge *later = &f->edges.at[i - 1];

			if (i - 1 <= ring->closing ||
			    (!replaces(later, e) &&
			     !lets_go_of_assumed(b, later, e)) ||
			    later->flags & EDGE_IS_LOAD)
				continue;
			if (later->at == closes ||
			    is_in_finally(b->tree, closes, later->at) ||
			    (later->flags & EDGE_IS_ALL &&
			     flow_reaches(flow, closes, later->at)))
				return true;
			stores[count++] = later->at;
		}
		if (count > 0 &&
		    flow_always_passes(flow, closes, stores, count, false))
			return true;
	}
	return false;
}

/* x of `del x.name`, `del(x.name)` */
static bool is_deleted(const struct tree *t, node_id holder)
{
	node_id n = tree_parent(t, tree_parent(t, holder));

	while (tree_kind(t, n) == KIND_PARENTHESIZED_EXPRESSION)
		n = tree_parent(t, n);
	return tree_kind(t, n) == KIND_DELETE_STATEMENT;
}

bool heap_is_deleted_later(struct heap_builder *b,
                           const struct heap_function *f,
                           const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];
		uint32_t i = b->first_release[e->field];

		if (e->flags & EDGE_IS_HIDDEN || e->field == FIELD_ITEM)
			continue;
		for (uint32_t seen = 1;
		     i != 0 &&
		     !bounds_exceeded(b->tree, REACHED_RESETS, seen, f->node);
		     i = b->releases.at[i - 1].next, seen++) {
			const struct release *r = &b->releases.at[i - 1];

			if (r->method == f->node && r->holder > e->at &&
			    is_deleted(b->tree, r->holder))
				return true;
		}
	}
	return false;
}
