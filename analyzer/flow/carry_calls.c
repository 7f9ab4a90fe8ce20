#include "carry_calls.h"

/* Turns that do not count, and calls between the loop and the function. */
enum { SHORT = 8, MOST_CALLS = 3 };

/* A call, outside loops, of a function with the caller's own state. */
struct edge {
	scope_id caller, callee;
};

struct carry_calls {
	const struct facts *facts;
	node_id *because; /* by scope: what makes a function run again */
	ARRAY(struct edge) edges;
};

/* The function that a call surely runs, if its state (self, its globals and
 * outer variables) is there before the call. `state` is the identifier of the
 * object, or NO_NODE. */
static node_id callee_of(const struct facts *f, node_id call, node_id *state)
{
	const struct tree *t = f->tree;
	node_id function = tree_value(t, tree_child(t, call, FIELD_FUNCTION));
	node_id object = tree_value(t, tree_child(t, function, FIELD_OBJECT));
	symbol_id variable = scopes_variable(&f->scopes, function);
	const struct occurrence *binding;
	class_id class;

	*state = NO_NODE;
	if (variable != NO_SYMBOL) {
		binding = scopes_only_binding(&f->scopes, variable);
		return binding != NULL && binding->binding == BINDING_FUNCTION
		           ? binding->cause
		           : NO_NODE;
	}
	if (tree_kind(t, function) != KIND_ATTRIBUTE ||
	    tree_kind(t, object) != KIND_IDENTIFIER)
		return NO_NODE;
	class = classes_of_self(&f->classes, object);
	if (class == NO_CLASS) {
		const struct type *type = types_of(f->types, object);

		*state = object;
		if (type->kind != TYPE_INSTANCE)
			return NO_NODE;
		class = type->class;
	}
	if (class == NO_CLASS)
		return NO_NODE;
	return classes_method(
	    &f->classes, class,
	    tree_name(t, tree_child(t, function, FIELD_ATTRIBUTE)));
}

/* The innermost loop around a call that keeps the callee's state: the function
 * or the object was made before. */
static bool is_in_keeping_loop(const struct facts *f, node_id call,
                               node_id callee, node_id state)
{
	const struct repeats *r = &f->repeats;

	for (node_id loop = repeats_loop(r, call); loop != NO_NODE;
	     loop = repeats_outer(r, loop)) {
		if (tree_contains(f->tree, loop, callee) ||
		    (state != NO_NODE &&
		     repeats_binds(r, loop,
		                   scopes_variable(&f->scopes, state))))
			return false;
		if (!repeats_is_short(r, loop, SHORT))
			return true;
	}
	return false;
}

/* A call in an except clause: once more, not again and again. */
static bool is_retry(const struct tree *t, node_id call)
{
	node_id clause = tree_ancestor(t, call, KIND_EXCEPT_CLAUSE);

	return clause != NO_NODE &&
	       tree_enclosing_body(t, clause) == tree_enclosing_body(t, call);
}

static void add_call(struct carry_calls *calls, struct arena *arena,
                     node_id call)
{
	const struct facts *f = calls->facts;
	const struct tree *t = f->tree;
	node_id state, callee = callee_of(f, call, &state);
	struct edge edge;

	if (callee == NO_NODE ||
	    tree_kind(t, callee) != KIND_FUNCTION_DEFINITION)
		return;
	edge.caller = scopes_body(&f->scopes, call);
	edge.callee = scopes_opened_by(&f->scopes, callee);
	if (edge.callee == NO_SCOPE || calls->because[edge.callee] != NO_NODE)
		return;
	if ((edge.caller == edge.callee && !is_retry(t, call)) ||
	    is_in_keeping_loop(f, call, callee, state))
		calls->because[edge.callee] = call;
	else if (state == NO_NODE && edge.caller != edge.callee)
		ARRAY_PUSH(arena, &calls->edges, edge);
}

struct carry_calls *carry_calls_new(struct arena *arena,
                                    const struct facts *facts)
{
	struct carry_calls *calls = ARENA_NEW(arena, struct carry_calls);
	const struct tree *t = facts->tree;
	struct tree_each each =
	    TREE_EACH(t, KIND_CALL, KIND_FUNCTION_DEFINITION);
	node_id n;

	calls->facts = facts;
	calls->because = ARENA_ARRAY(arena, facts->scopes.scope_count, node_id);
	for (uint32_t i = 0; i < facts->scopes.scope_count; i++)
		calls->because[i] = NO_NODE;
	while (tree_each(t, &each, &n)) {
		if (tree_kind(t, n) == KIND_CALL)
			add_call(calls, arena, n);
		else if (repeats_is_callback(&facts->repeats, n) &&
		         scopes_opened_by(&facts->scopes, n) != NO_SCOPE)
			calls->because[scopes_opened_by(&facts->scopes, n)] = n;
	}
	for (int round = 1; round < MOST_CALLS; round++) {
		for (uint32_t i = 0; i < calls->edges.count; i++) {
			struct edge e = calls->edges.at[i];

			if (calls->because[e.callee] == NO_NODE)
				calls->because[e.callee] =
				    calls->because[e.caller];
		}
	}
	return calls;
}

node_id carry_calls_repeated(const struct carry_calls *calls, node_id function)
{
	scope_id scope = scopes_opened_by(&calls->facts->scopes, function);

	return scope == NO_SCOPE ? NO_NODE : calls->because[scope];
}
