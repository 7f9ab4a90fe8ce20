/* Whether what an expression gives is kept at each turn of a loop, so that
 * there come to be many. */
#include "repeats.h"

#include "bounds.h"
#include "container.h"
#include "shrunk.h"

/* Each hop is a name, a call or a constructor that the object goes through. The
 * other bounds keep one question from costing more than a little, whatever the
 * file; past them the answer is no. */
enum { MOST_HOPS = 4, MOST_TRACKED = 64 };

/* A value on its way to where it is stored. */
struct tracked {
	node_id value; /* an expression that is the object */
	node_id loop;  /* in this loop, each turn; NO_NODE: at each call of the
	                  function it is in */
	uint8_t hops;
};

struct tracking {
	const struct repeats *r;
	struct tracked at[MOST_TRACKED];
	uint32_t count;
	uint32_t taken; /* how many were ever added */
};

static void track(struct tracking *k, node_id value, node_id loop, uint8_t hops)
{
	if (value == NO_NODE || hops > MOST_HOPS || k->count == MOST_TRACKED ||
	    k->taken >= 4 * MOST_TRACKED)
		return;
	k->at[k->count++] = (struct tracked){value, loop, hops};
	k->taken++;
}

/* The innermost loop that makes n in bulk within its function; NO_NODE if none
 * does. */
static node_id bulk_loop(const struct repeats *r, node_id n)
{
	node_id place = repeats_bulk_place(r, n);

	return place != NO_NODE && tree_contains(r->tree, place, n) &&
	               tree_kind(r->tree, place) != KIND_CALL
	           ? place
	           : NO_NODE;
}

/* One past the calls of a function that are looked at. */
static uint32_t last_site(const struct calls *calls, scope_id scope)
{
	uint32_t first = calls->first_site[scope];
	uint32_t end = calls->first_site[scope + 1];

	return end - first < MOST_TRACKED ? end : first + MOST_TRACKED;
}

/* The calls of the function that n is in: its value comes out there. */
static void track_sites(struct tracking *k, node_id function, uint8_t hops)
{
	const struct calls *calls = repeats_calls(k->r);
	scope_id scope = scopes_opened_by(k->r->scopes, function);
	uint32_t end;

	if (scope == NO_SCOPE)
		return;
	end = last_site(calls, scope);
	for (uint32_t i = calls->first_site[scope]; i < end; i++)
		if (repeats_in_bulk(k->r, calls->sites[i]))
			track(k, calls->sites[i],
			      bulk_loop(k->r, calls->sites[i]), hops);
}

/* All reads of a variable that run after the value came into it. */
static void track_reads(struct tracking *k, symbol_id variable,
                        const struct tracked *from, node_id loop)
{
	const struct scopes *s = k->r->scopes;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL &&
	     !bounds_exceeded(s->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (loop == NO_NODE || tree_contains(s->tree, loop, o->node))
			track(k, o->node, loop, (uint8_t)(from->hops + 1));
	}
}

/* The function_definition whose body n is in, through lambdas and the like. */
static node_id function_of(const struct repeats *r, node_id n)
{
	scope_id scope = scopes_body(r->scopes, n);

	return scope == NO_SCOPE ? NO_NODE : r->scopes->scopes[scope].node;
}

static bool is_init(const struct tree *t, node_id function)
{
	return tree_kind(t, function) == KIND_FUNCTION_DEFINITION &&
	       tree_name(t, tree_child(t, function, FIELD_NAME)) == NAME_INIT;
}

static bool is_recursive(const struct repeats *r, node_id function)
{
	scope_id scope = scopes_opened_by(r->scopes, function);

	return scope != NO_SCOPE && repeats_calls(r)->is_recursive[scope];
}

/* How a loop binds a variable. `x += y` does not count: x goes on. */
struct rebinding {
	bool is_bound;
	bool is_element; /* a loop's target takes it out of something */
	node_id from;    /* the value, if it is one assignment; else NO_NODE */
};

static struct rebinding rebinding_in(const struct repeats *r, node_id loop,
                                     symbol_id variable)
{
	const struct scopes *s = r->scopes;
	struct rebinding found = {false, false, NO_NODE};
	uint32_t seen = 0;

	if (!repeats_binds(r, loop, variable))
		return found;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (bounds_exceeded(s->tree, REACHED_USES, ++seen, o->node))
			return (struct rebinding){true, false, NO_NODE};
		if (o->access != ACCESS_BIND ||
		    o->binding == BINDING_AUGMENTED ||
		    !tree_contains(s->tree, loop, o->node))
			continue;
		found.is_element = o->binding == BINDING_FOR;
		found.from = NO_NODE;
		if (!found.is_bound && o->binding == BINDING_ASSIGNMENT)
			found.from =
			    tree_value(s->tree, tree_child(s->tree, o->cause,
			                                   FIELD_RIGHT));
		if (found.is_bound)
			found.is_element = false;
		found.is_bound = true;
	}
	return found;
}

/* Is the object that a method is called on at one of its bulk calls the same
 * each time? */
static bool self_outlives(const struct repeats *r, node_id method)
{
	const struct tree *t = r->tree;
	const struct calls *calls = repeats_calls(r);
	scope_id scope = scopes_opened_by(r->scopes, method);

	for (uint32_t i = scope == NO_SCOPE ? 0 : calls->first_site[scope];
	     scope != NO_SCOPE && i < last_site(calls, scope); i++) {
		node_id site = calls->sites[i], loop = bulk_loop(r, site);
		node_id root = container_root(t, tree_first(t, site));

		if (root == NO_NODE || !repeats_in_bulk(r, site))
			continue;
		if (loop == NO_NODE ||
		    !repeats_binds(r, loop, scopes_variable(r->scopes, root)))
			return true;
	}
	return false;
}

/* Does the container live longer than one turn (or call)? */
static bool outlives(struct tracking *k, node_id container,
                     const struct tracked *v)
{
	const struct repeats *r = k->r;
	const struct scopes *s = r->scopes;
	node_id root = container_root(r->tree, container), function;
	symbol_id variable =
	    root == NO_NODE ? NO_SYMBOL : scopes_variable(s, root);

	if (variable == NO_SYMBOL)
		return false;
	if (v->loop != NO_NODE) {
		struct rebinding how = rebinding_in(r, v->loop, variable);

		if (shrunk_within(s, container, function_of(r, v->value)))
			return false;
		if (!how.is_bound || how.is_element)
			return true;
		/* bucket = table[key]; but not the name of something new */
		if (tree_kind(r->tree, how.from) == KIND_IDENTIFIER)
			return false;
		root = container_root(r->tree, how.from);
		variable =
		    root == NO_NODE ? NO_SYMBOL : scopes_variable(s, root);
		return variable != NO_SYMBOL &&
		       !rebinding_in(r, v->loop, variable).is_bound;
	}
	function = function_of(r, v->value);
	if (s->scopes[s->symbols[variable].scope].node != function)
		return true;
	if (calls_class_of_self(s, root) != NO_NODE) {
		if (!is_init(r->tree, function))
			return self_outlives(r, function);
		track_sites(k, function, (uint8_t)(v->hops + 1));
		return false;
	}
	return s->symbols[variable].flags & SYMBOL_PARAMETER;
}

/* `object.field = value` each turn: kept if the object is another one each turn
 * and is itself kept, or the chain goes on from it (`node = node.next`). */
static bool field_outlives(struct tracking *k, node_id object,
                           const struct tracked *v)
{
	const struct repeats *r = k->r;
	const struct tree *t = r->tree;
	node_id function;
	symbol_id variable;

	object = tree_value(t, object);
	if (tree_kind(t, object) == KIND_SUBSCRIPT)
		return outlives(k, object, v);
	variable = scopes_variable(r->scopes, object);
	if (tree_kind(t, object) != KIND_IDENTIFIER || variable == NO_SYMBOL)
		return false;
	if (v->loop != NO_NODE) {
		struct rebinding how = rebinding_in(r, v->loop, variable);

		if (!how.is_bound || how.is_element || how.from == NO_NODE)
			return how.is_element;
		if (tree_kind(t, how.from) == KIND_CALL) {
			track(k, how.from, v->loop, (uint8_t)(v->hops + 1));
			return false;
		}
		return tree_kind(t, how.from) == KIND_IDENTIFIER ||
		       scopes_variable(r->scopes,
		                       container_root(t, how.from)) == variable;
	}
	function = function_of(r, v->value);
	if (is_init(t, function) &&
	    calls_class_of_self(r->scopes, object) != NO_NODE) {
		track_sites(k, function, (uint8_t)(v->hops + 1));
		return false;
	}
	return is_recursive(r, function) &&
	       r->scopes->symbols[variable].flags & SYMBOL_PARAMETER;
}

/* The parameter's name that a positional argument is bound to; `skip` is 1 for
 * a method's self. */
static node_id parameter_for(const struct tree *t, node_id function,
                             uint32_t index)
{
	node_id p =
	    tree_child_at(t, tree_child(t, function, FIELD_PARAMETERS), index);

	switch (tree_kind(t, p)) {
	case KIND_IDENTIFIER:
		return p;
	case KIND_TYPED_PARAMETER:
		p = tree_first(t, p);
		return tree_kind(t, p) == KIND_IDENTIFIER ? p : NO_NODE;
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return tree_child(t, p, FIELD_NAME);
	default:
		return NO_NODE;
	}
}

/* Is the parameter assigned to a field of the first one, as __init__ does? */
static bool is_stored_on_self(const struct repeats *r, node_id parameter)
{
	const struct tree *t = r->tree;
	const struct scopes *s = r->scopes;
	symbol_id variable = scopes_variable(s, parameter);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL &&
	     !bounds_exceeded(s->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		node_id statement = tree_parent(t, o->node), left;

		if (tree_kind(t, statement) != KIND_ASSIGNMENT ||
		    tree_field(t, o->node) != FIELD_RIGHT)
			continue;
		left = tree_child(t, statement, FIELD_LEFT);
		if (tree_kind(t, left) == KIND_ATTRIBUTE &&
		    calls_class_of_self(s, container_root(t, left)) != NO_NODE)
			return true;
	}
	return false;
}

/* The value is an argument of a call. True if the call keeps it; else what
 * becomes of it inside a function of this file is tracked. */
static bool argument_is_kept(struct tracking *k, node_id argument, node_id call,
                             const struct tracked *v)
{
	const struct repeats *r = k->r;
	const struct tree *t = r->tree;
	node_id container = container_filled_by(t, call), target, parameter;
	uint32_t index = 0;

	if (container != NO_NODE && outlives(k, container, v))
		return true;
	target = calls_target(r->scopes, call);
	if (target == NO_NODE ||
	    tree_kind(t, argument) == KIND_KEYWORD_ARGUMENT)
		return false;
	for (node_id c = tree_first(t, tree_parent(t, argument));
	     c != argument && c != NO_NODE; c = tree_sibling(t, c))
		index++;
	if (calls_class_around(t, target) != NO_NODE)
		index++;
	parameter = parameter_for(t, target, index);
	if (parameter == NO_NODE)
		return false;
	if (!is_init(t, target))
		track_reads(k, scopes_variable(r->scopes, parameter), v,
		            NO_NODE);
	else if (is_stored_on_self(r, parameter))
		track(k, call, v->loop, (uint8_t)(v->hops + 1));
	return false;
}

static bool target_keeps(struct tracking *k, node_id target,
                         const struct tracked *v)
{
	const struct tree *t = k->r->tree;

	switch (tree_kind(t, target)) {
	case KIND_SUBSCRIPT:
		return outlives(k, tree_first(t, target), v);
	case KIND_ATTRIBUTE:
		return field_outlives(k, tree_first(t, target), v);
	case KIND_IDENTIFIER:
		track_reads(k, scopes_variable(k->r->scopes, target), v,
		            v->loop);
		return false;
	default:
		return false;
	}
}

/* Is the comprehension (or the container made of a generator) used up where it
 * stands, so that nothing keeps its elements? */
static bool is_consumed(const struct repeats *r, node_id n)
{
	static const char *const keeps[] = {
	    "builtins.list",      "builtins.tuple",
	    "builtins.set",       "builtins.dict",
	    "builtins.frozenset", "builtins.sorted",
	    "collections.deque",  NULL};
	const struct tree *t = r->tree;
	bool is_lazy = tree_kind(t, n) == KIND_GENERATOR_EXPRESSION;
	node_id around = tree_parent(t, tree_outermost(t, n));

	if (tree_kind(t, around) == KIND_ARGUMENT_LIST)
		around = tree_parent(t, around);
	if (tree_kind(t, around) == KIND_CALL)
		return container_filled_by(t, around) == NO_NODE &&
		       imports_which(r->imports, tree_first(t, around), keeps) <
		           0 &&
		       (is_lazy || calls_target(r->scopes, around) == NO_NODE);
	return is_lazy || tree_kind(t, around) == KIND_FOR_STATEMENT ||
	       tree_kind(t, around) == KIND_FOR_IN_CLAUSE ||
	       tree_kind(t, around) == KIND_EXPRESSION_STATEMENT;
}

/* Is a value in such an expression a part of that one's value? */
static bool is_part_of(enum kind kind)
{
	switch (kind) {
	case KIND_PARENTHESIZED_EXPRESSION:
	case KIND_CONDITIONAL_EXPRESSION:
	case KIND_BOOLEAN_OPERATOR:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
	case KIND_DICTIONARY:
	case KIND_PAIR:
	case KIND_EXPRESSION_LIST:
	case KIND_KEYWORD_ARGUMENT:
	case KIND_AWAIT:
		return true;
	default:
		return false;
	}
}

/* Follow the value up through the expressions that it becomes a part of. */
static bool is_kept(struct tracking *k, const struct tracked *v)
{
	const struct tree *t = k->r->tree;
	node_id n = v->value, parent;

	for (;; n = parent) {
		parent = tree_parent(t, n);
		if (is_part_of(tree_kind(t, parent)))
			continue;
		switch (tree_kind(t, parent)) {
		case KIND_ARGUMENT_LIST:
			return argument_is_kept(k, n, tree_parent(t, parent),
			                        v);
		case KIND_CALL:
			return tree_field(t, n) == FIELD_ARGUMENTS &&
			       argument_is_kept(k, n, parent, v);
		case KIND_LIST_COMPREHENSION:
		case KIND_SET_COMPREHENSION:
		case KIND_DICTIONARY_COMPREHENSION:
		case KIND_GENERATOR_EXPRESSION:
			if (tree_field(t, n) != FIELD_BODY ||
			    is_consumed(k->r, parent))
				return false;
			if (v->loop == parent)
				return true;
			continue;
		case KIND_NAMED_EXPRESSION:
			track_reads(
			    k,
			    scopes_variable(k->r->scopes,
			                    tree_child(t, parent, FIELD_NAME)),
			    v, v->loop);
			continue;
		case KIND_ASSIGNMENT:
			if (tree_field(t, n) != FIELD_RIGHT ||
			    target_keeps(k, tree_child(t, parent, FIELD_LEFT),
			                 v))
				return tree_field(t, n) == FIELD_RIGHT;
			continue;
		case KIND_AUGMENTED_ASSIGNMENT:
			return tree_kind(t, n) == KIND_LIST &&
			       tree_field(t, n) == FIELD_RIGHT &&
			       outlives(k, tree_first(t, parent), v);
		case KIND_RETURN_STATEMENT:
			if (v->loop == NO_NODE)
				track_sites(k, function_of(k->r, n),
				            (uint8_t)(v->hops + 1));
			return false;
		default:
			return false;
		}
	}
}

bool repeats_kept_by(const struct repeats *r, node_id n, node_id loop)
{
	struct tracking k = {.r = r};

	track(&k, n, loop, 0);
	while (k.count > 0) {
		struct tracked v = k.at[--k.count];

		if (is_kept(&k, &v))
			return true;
	}
	return false;
}

bool repeats_kept_in_bulk(const struct repeats *r, node_id n)
{
	return repeats_in_bulk(r, n) && repeats_kept_by(r, n, bulk_loop(r, n));
}
