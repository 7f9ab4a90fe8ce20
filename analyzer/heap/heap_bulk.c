/* Is what a ring is made of made in bulk: another one at each turn of a loop,
 * in recursion, or at each of many calls of the function that builds it? */
#include "heap_model.h"
#include "turns.h"

/* As in repeats.c: turns that are provably no more make no bulk; calls are
 * followed so far up. */
enum { FEW_TURNS = 8, MOST_CALLS = 3 };

/* Which objects of a ring are others at each call of a function. */
struct novelty {
	scope_id scope;
	bool is_new;         /* one is made by the function itself */
	uint32_t parameters; /* bits: those by which the ring comes in */
	uint32_t holders;    /* bits: those with an attribute that is set to
	                        lead on. Set again, it lets go of the ring, so
	                        these must be others as well */
	uint32_t calls;      /* so far up from the ring's function */
	enum heap_bulk bulk; /* what is asked for */
};

/* ------------------------------------------------------------------ objects */

/* Is the callee called as classes are, or does it make a copy? */
static bool is_maker(struct heap_builder *b, node_id callee)
{
	const struct tree *t = b->tree;
	struct str name;

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	if (tree_kind(t, callee) != KIND_IDENTIFIER)
		return false;
	name = tree_text(t, callee);
	while (name.length > 0 && name.at[0] == '_')
		name = (struct str){name.at + 1, name.length - 1};
	return str_is(name, "copy") || str_is(name, "deepcopy") ||
	       str_is(name, "new__") ||
	       (name.length > 1 && name.at[0] >= 'A' && name.at[0] <= 'Z' &&
	        name.at[1] >= 'a');
}

bool heap_is_made(struct heap_builder *b, const struct object *o)
{
	if (o->kind == OBJECT_INSTANCE)
		return true;
	return o->kind == OBJECT_RESULT &&
	       tree_kind(b->tree, o->node) == KIND_CALL &&
	       is_maker(b, tree_child(b->tree, o->node, FIELD_FUNCTION));
}

static node_id place_of(const struct object *o)
{
	return o->call == NO_NODE ? o->node : o->call;
}

/* Is the object another one at each turn of the loop? */
static bool is_per_turn(struct heap_builder *b, const struct heap_function *f,
                        const struct object *o, node_id loop)
{
	const struct tree *t = b->tree;

	for (; o->kind == OBJECT_FIELD; o = &f->objects.at[o->base])
		if (o->base == NO_OBJECT)
			return false;
	if (o->kind == OBJECT_ITEM)
		return tree_contains(t, loop, o->node);
	if (o->kind == OBJECT_VARIABLE)
		return scopes_body(&b->facts->scopes, o->node) == f->scope &&
		       repeats_binds(&b->facts->repeats, loop, o->index);
	return (o->kind == OBJECT_CONTAINER || heap_is_made(b, o)) &&
	       place_of(o) != loop && tree_contains(t, loop, place_of(o));
}

/* -------------------------------------------------------------------- loops */

/* Is the loop surely left after n, in the turn in which n runs? */
static bool is_left_after(const struct tree *t, node_id loop, node_id n)
{
	bool is_inner = false;

	for (; n != loop && n != 0; n = tree_parent(t, n)) {
		node_id parent = tree_parent(t, n), last = n;

		is_inner |= tree_kind(t, n) == KIND_FOR_STATEMENT ||
		            tree_kind(t, n) == KIND_WHILE_STATEMENT;
		if (tree_kind(t, parent) != KIND_BLOCK)
			continue;
		while (tree_sibling(t, last) != NO_NODE)
			last = tree_sibling(t, last);
		switch (tree_kind(t, last)) {
		case KIND_RETURN_STATEMENT:
		case KIND_RAISE_STATEMENT:
			return true;
		case KIND_BREAK_STATEMENT:
			if (!is_inner)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* Is the object, or what it is reached from, made by the function itself? */
static bool is_anew(struct heap_builder *b, const struct heap_function *f,
                    const struct object *o)
{
	while (o->kind == OBJECT_FIELD && o->base != NO_OBJECT)
		o = &f->objects.at[o->base];
	return o->kind == OBJECT_CONTAINER || heap_is_made(b, o);
}

static bool is_ring_anew(struct heap_builder *b, const struct heap_function *f,
                         const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++)
		if (!is_anew(b, f, &f->objects.at[ring->edges[k]->from]))
			return false;
	return true;
}

/* Has the loop few turns, or, if data is asked for, none for each row of it? */
static bool is_few(struct heap_builder *b, node_id loop, enum heap_bulk bulk)
{
	const struct repeats *r = &b->facts->repeats;

	if (bulk == HEAP_BULK_OF_DATA)
		return turns_outwards(b->facts, loop) == NO_NODE;
	return repeats_is_short(r, loop, FEW_TURNS) ||
	       repeats_is_event_loop(r, loop);
}

/* The innermost loop around n, from `loop` outwards, of more than a few turns
 * that may all come to n. */
static node_id bulk_loop(struct heap_builder *b, node_id loop, node_id n,
                         enum heap_bulk bulk)
{
	while (loop != NO_NODE &&
	       (is_left_after(b->tree, loop, n) || is_few(b, loop, bulk)))
		loop = repeats_outer(&b->facts->repeats, loop);
	return loop;
}

/* Is there a ring for each turn? What is the same in all of them must lead on
 * by an item: an attribute that is set again lets go of the ring before. */
static bool is_ring_per_turn(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct ring *ring, node_id loop,
                             enum heap_bulk bulk)
{
	node_id closes = ring->edges[0]->at;
	bool is_any = false;

	if (tree_contains(b->tree, loop, closes) &&
	    is_left_after(b->tree, loop, closes))
		return false;
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];
		bool is_from = is_per_turn(b, f, &f->objects.at[e->from], loop);
		bool is_to = is_per_turn(b, f, &f->objects.at[e->to], loop);

		if (is_from && !(e->flags & EDGE_IS_LOAD) &&
		    !tree_contains(b->tree, loop, e->at))
			return false;
		is_any |=
		    is_from && f->objects.at[e->from].kind != OBJECT_CONTAINER;
		if ((bulk == HEAP_BULK_WHOLE || bulk == HEAP_BULK_ANEW) &&
		    !is_from)
			return false;
		if (!is_from && is_to && e->field != FIELD_ITEM &&
		    !(e->flags & (EDGE_IS_LOAD | EDGE_IS_HIDDEN)))
			return false;
	}
	return is_any;
}

static bool is_in_bulk_loop(struct heap_builder *b,
                            const struct heap_function *f,
                            const struct ring *ring, enum heap_bulk bulk)
{
	const struct repeats *r = &b->facts->repeats;

	for (uint32_t k = 0; k < ring->count; k++) {
		node_id at = ring->edges[k]->at;
		node_id loop = bulk_loop(b, repeats_loop(r, at), at, bulk);

		for (; loop != NO_NODE;
		     loop = bulk_loop(b, repeats_outer(r, loop), at, bulk))
			if (is_ring_per_turn(b, f, ring, loop, bulk))
				return true;
	}
	return false;
}

/* -------------------------------------------------------------------- calls */

static bool is_constructor(struct heap_builder *b, node_id function)
{
	name_id name;

	if (tree_kind(b->tree, function) != KIND_FUNCTION_DEFINITION ||
	    classes_of_method(&b->facts->classes, function) == NO_CLASS)
		return false;
	name = tree_name(b->tree, tree_child(b->tree, function, FIELD_NAME));
	return name == NAME_INIT || name == NAME_POST_INIT || name == NAME_NEW;
}

/* What is passed for the parameter of this number; NO_NODE if it is not seen.
 * Of a call of a class the first is the new object. */
static node_id passed(struct heap_builder *b, node_id call, node_id function,
                      uint32_t index)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	bool is_bound =
	    is_constructor(b, function) ||
	    (tree_kind(t, callee) == KIND_ATTRIBUTE &&
	     classes_of_method(&b->facts->classes, function) != NO_CLASS &&
	     classes_method_kind(&b->facts->classes, function) !=
	         METHOD_STATIC);
	node_id found;

	if (index == 0 && is_bound)
		return tree_kind(t, callee) == KIND_ATTRIBUTE
		           ? tree_child(t, callee, FIELD_OBJECT)
		           : NO_NODE;
	found = heap_positional(t, call, is_bound ? index - 1 : index);
	for (node_id a = tree_first(t, list); found == NO_NODE && a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
		    heap_parameter_called(
		        t, function,
		        tree_name(t, tree_child(t, a, FIELD_NAME))) == index)
			found = tree_child(t, a, FIELD_VALUE);
	return found == NO_NODE ? NO_NODE : tree_value(t, found);
}

/* Where an argument's object comes from, as its caller sees it. */
struct origin {
	bool is_per_turn;   /* another one at each turn of the loop */
	bool is_per_call;   /* another one at each call of the caller */
	uint32_t parameter; /* the caller's, or MOST_ARGUMENTS */
};

static bool is_making(struct heap_builder *b, node_id n)
{
	n = tree_value(b->tree, n);
	return tree_kind(b->tree, n) == KIND_CALL &&
	       is_maker(b, tree_child(b->tree, n, FIELD_FUNCTION));
}

static struct origin origin_of(struct heap_builder *b, node_id n, node_id loop,
                               scope_id caller)
{
	const struct scopes *scopes = &b->facts->scopes;
	struct origin origin = {.parameter = MOST_ARGUMENTS};
	const struct occurrence *only;
	symbol_id variable;

	if (is_making(b, n)) {
		origin.is_per_turn = origin.is_per_call = true;
		return origin;
	}
	variable = scopes_variable(scopes, n);
	if (variable == NO_SYMBOL)
		return origin;
	origin.is_per_turn = loop != NO_NODE &&
	                     repeats_binds(&b->facts->repeats, loop, variable);
	only = scopes_only_binding(scopes, variable);
	if (only == NULL || scopes_body(scopes, only->node) != caller)
		return origin;
	origin.parameter = heap_parameter(b, scopes->scopes[caller].node, n);
	origin.is_per_call =
	    only->binding == BINDING_ASSIGNMENT &&
	    is_making(b, tree_child(b->tree, only->cause, FIELD_RIGHT));
	return origin;
}

/* What one argument says of the ring at this call. */
struct verdict {
	bool is_another, is_changed; /* some object is, from turn to turn, or
	                                from a call to the call in it */
	bool is_partly;              /* but another object is not */
	bool is_held, is_same;       /* but some holder is not; or never */
	struct novelty caller;       /* what to ask of the caller */
};

static void note_argument(struct heap_builder *b, const struct novelty *what,
                          uint32_t index, node_id value, node_id loop,
                          struct verdict *v)
{
	node_id function = b->facts->scopes.scopes[what->scope].node;
	bool is_holder = what->holders >> index & 1;
	struct origin origin = {true, true, MOST_ARGUMENTS};
	bool is_changed;

	if (value != NO_NODE)
		origin = origin_of(b, value, loop, v->caller.scope);
	is_changed =
	    value == NO_NODE || heap_parameter(b, function, value) != index;
	v->is_another |= origin.is_per_turn;
	v->is_partly |= !origin.is_per_turn;
	v->is_changed |= is_changed;
	v->is_held |= is_holder && (!origin.is_per_turn || !is_changed);
	v->caller.is_new |= origin.is_per_call;
	if (origin.parameter < MOST_ARGUMENTS) {
		v->caller.parameters |= UINT32_C(1) << origin.parameter;
		if (is_holder)
			v->caller.holders |= UINT32_C(1) << origin.parameter;
	} else if (is_holder && !origin.is_per_call) {
		v->is_same = true;
	}
}

/* Is the ring, as `what` says of the function that the call runs, made in bulk
 * by this call? If not, *caller is what to ask of the function it is in. */
static bool is_bulk_site(struct heap_builder *b, const struct novelty *what,
                         node_id call, struct novelty *caller)
{
	const struct repeats *r = &b->facts->repeats;
	const struct calls *calls = repeats_calls(r);
	node_id function = b->facts->scopes.scopes[what->scope].node;
	node_id loop = bulk_loop(b, repeats_loop(r, call), call, what->bulk);
	scope_id within = scopes_body(&b->facts->scopes, call);
	struct verdict v = {.is_another = what->is_new,
	                    .is_changed = what->is_new,
	                    .caller = {within, what->is_new, 0, 0,
	                               what->calls + 1, what->bulk}};

	*caller = (struct novelty){.scope = NO_SCOPE};
	for (uint32_t i = 0; i < MOST_ARGUMENTS; i++) {
		node_id value;

		if (!(what->parameters >> i & 1))
			continue;
		value = passed(b, call, function, i);
		if (i == 0 ? value == NO_NODE && !is_constructor(b, function)
		           : value == NO_NODE ||
		                 tree_kind(b->tree, value) == KIND_NONE)
			return false; /* it makes no ring */
		note_argument(b, what, i, value, loop, &v);
	}
	if (!v.is_same)
		*caller = v.caller;
	if (v.is_held || within == NO_SCOPE ||
	    (what->bulk == HEAP_BULK_WHOLE && v.is_partly))
		return false;
	return (loop != NO_NODE && v.is_another) ||
	       (what->bulk != HEAP_BULK_OF_DATA && v.is_changed &&
	        calls->is_recursive[within] &&
	        calls->component[within] == calls->component[what->scope]);
}

/* Does the ring close only under a condition on what the object or the call was
 * given, so that many calls need not build it? A test of what the ring passes
 * is none. */
static bool is_conditional(struct heap_builder *b, node_id function,
                           const struct heap_function *f,
                           const struct ring *ring)
{
	node_id closes = ring->edges[0]->node;
	node_id tests[MOST_TESTS];
	uint32_t count = heap_tests(b, closes, tests);

	if (!tree_contains(b->tree, function, closes))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		bool is_of_ring = false;

		for (uint32_t k = 0; k < ring->count; k++) {
			const struct object *o =
			    &f->objects.at[ring->edges[k]->from];

			is_of_ring |=
			    o->kind == OBJECT_PARAMETER &&
			    heap_parameter(b, function, tests[i]) == o->index;
		}
		if (!is_of_ring)
			return true;
	}
	return false;
}

static bool is_called_in_bulk(struct heap_builder *b, struct novelty what)
{
	const struct calls *calls = repeats_calls(&b->facts->repeats);
	struct novelty queue[BOUND_FUNCTIONS];
	uint32_t head = 0, tail = 0;

	for (queue[tail++] = what; head < tail; head++) {
		scope_id scope = queue[head].scope;
		uint32_t first = calls->first_site[scope];
		uint32_t end = calls->first_site[scope + 1];
		node_id function = b->facts->scopes.scopes[scope].node;

		if (queue[head].calls >= MOST_CALLS)
			continue;
		for (uint32_t i = first;
		     i < end && !bounds_exceeded(b->tree, REACHED_SITES,
		                                 i - first + 1, function);
		     i++) {
			struct novelty caller;

			if (is_bulk_site(b, &queue[head], calls->sites[i],
			                 &caller))
				return true;
			if (caller.scope != NO_SCOPE && caller.scope != scope &&
			    (caller.is_new || caller.parameters != 0) &&
			    !bounds_exceeded(b->tree, REACHED_FUNCTIONS,
			                     tail + 1, function))
				queue[tail++] = caller;
		}
	}
	return false;
}

/* The parameter that the object is, or is reached from; MOST_ARGUMENTS if it
 * is none. */
static uint32_t root_parameter(const struct heap_function *f,
                               const struct object *o)
{
	while (o->kind == OBJECT_FIELD || o->kind == OBJECT_ITEM)
		o = &f->objects.at[o->base];
	return o->kind == OBJECT_PARAMETER ? o->index : MOST_ARGUMENTS;
}

/* Is a part of the ring made only in some runs: in `x or make()`? */
static bool is_made_at_times(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct ring *ring)
{
	const struct tree *t = b->tree;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];
		node_id n = o->call == NO_NODE ? o->node : o->call;

		if (!heap_is_made(b, o))
			continue;
		for (n = tree_parent(t, n);
		     tree_kind(t, n) == KIND_BOOLEAN_OPERATOR ||
		     tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION ||
		     tree_kind(t, n) == KIND_PARENTHESIZED_EXPRESSION;
		     n = tree_parent(t, n))
			if (tree_kind(t, n) != KIND_PARENTHESIZED_EXPRESSION)
				return true;
	}
	return false;
}

bool heap_in_bulk(struct heap_builder *b, const struct heap_function *f,
                  const struct ring *ring, enum heap_bulk bulk)
{
	struct novelty what = {.scope = f->scope, .bulk = bulk};
	const struct edge *closing = ring->edges[0];

	/* x.next = x of what is linked to others afterwards */
	if (ring->count == 1 && closing->field != FIELD_ITEM &&
	    b->names[closing->field] & NAME_IS_RESET)
		return false;
	if (is_made_at_times(b, f, ring) ||
	    (bulk == HEAP_BULK_ANEW && !is_ring_anew(b, f, ring)))
		return false;
	if (is_in_bulk_loop(b, f, ring, bulk))
		return true;
	if (f->node == 0 || is_conditional(b, f->node, f, ring))
		return false;
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];
		const struct object *from = &f->objects.at[e->from];
		uint32_t parameter = root_parameter(f, from);

		what.is_new |= heap_is_made(b, from);
		if (parameter < MOST_ARGUMENTS)
			what.parameters |= UINT32_C(1) << parameter;
		if (e->field == FIELD_ITEM || heap_is_made(b, from) ||
		    e->flags & (EDGE_IS_LOAD | EDGE_IS_HIDDEN))
			continue;
		if (parameter < MOST_ARGUMENTS)
			what.holders |= UINT32_C(1) << parameter;
		else if (from->kind == OBJECT_VARIABLE)
			return false;
	}
	return (what.is_new || what.parameters != 0) &&
	       is_called_in_bulk(b, what);
}
