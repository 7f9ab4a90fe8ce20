/* The objects of one function, the references among them, and which objects an
 * expression gives. */
#include "heap_model.h"

/* `newest`, or 0 if another function left it: then this one has no object of
 * the slot yet, each of which would have been noted there. */
static uint32_t newest_of(const struct heap_function *f, uint32_t newest,
                          node_id n)
{
	return newest != 0 && newest <= f->objects.count &&
	               f->objects.at[newest - 1].node % OBJECT_SLOTS ==
	                   n % OBJECT_SLOTS
	           ? newest
	           : 0;
}

object_id object_add(struct heap_builder *b, struct heap_function *f,
                     struct object object)
{
	uint32_t *newest = &b->newest[object.node % OBJECT_SLOTS];

	object.before = newest_of(f, *newest, object.node);
	for (uint32_t i = object.before; i != 0;
	     i = f->objects.at[i - 1].before) {
		const struct object *o = &f->objects.at[i - 1];

		if (o->node == object.node && o->kind == object.kind &&
		    o->call == object.call && o->base == object.base &&
		    o->field == object.field && o->index == object.index)
			return i - 1;
	}
	if (bounds_exceeded(b->tree, REACHED_OBJECTS, f->objects.count + 1,
	                    f->node))
		return NO_OBJECT;
	ARRAY_PUSH(b->arena, &f->objects, object);
	*newest = f->objects.count;
	return f->objects.count - 1;
}

void edge_add(struct heap_builder *b, struct heap_function *f, struct edge edge)
{
	bool is_assumed = edge.flags & EDGE_IS_ASSUMED;

	if (edge.from == NO_OBJECT)
		return;
	if (edge.to == NO_OBJECT && edge.field == FIELD_ITEM &&
	    !(edge.flags & EDGE_IS_CLEAR))
		return;
	if (is_assumed ? bounds_exceeded(b->tree, REACHED_FOREIGN_REFERENCES,
	                                 f->assumed_count + 1, f->node)
	               : bounds_exceeded(b->tree, REACHED_REFERENCES,
	                                 f->edges.count - f->assumed_count + 1,
	                                 f->node))
		return;
	if (edge.to == NO_OBJECT)
		edge.flags |= EDGE_IS_CLEAR;
	edge.turn = f->turn;
	f->assumed_count += is_assumed;
	ARRAY_PUSH(b->arena, &f->edges, edge);
}

/* The function, lambda, class or module that a comprehension's scope is in. */
scope_id heap_body_of(const struct scopes *scopes, scope_id scope)
{
	while (scopes->scopes[scope].kind == SCOPE_COMPREHENSION)
		scope = scopes->scopes[scope].parent;
	return scope;
}

/* What a binding in this function's own body bound; a `global` or `nonlocal`
 * in another function binds objects of that one. */
static object_id object_bound_by(const struct heap_builder *b,
                                 const struct heap_function *f,
                                 const struct occurrence *binding)
{
	const struct scopes *scopes = &b->facts->scopes;
	scope_id scope = scopes->symbols[binding->symbol].scope;

	return heap_body_of(scopes, scope) == f->scope
	           ? b->object_at[binding->node]
	           : NO_OBJECT;
}

/* More bindings than this reach a use only where nothing is sure. */
enum { MOST_BINDINGS = 4 };

/* The node after which the variable is bound: of `x = f(x)` the last. */
static node_id bound_after(const struct tree *t, const struct occurrence *o)
{
	switch (tree_kind(t, o->cause)) {
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
	case KIND_NAMED_EXPRESSION:
		return tree_end(t, o->cause) - 1;
	default:
		return o->node;
	}
}

/* Is n in a later branch of an `if` than the one that `from` is in? Then only
 * another turn of a loop leads from there to n. */
static bool is_in_later_branch(const struct tree *t, node_id from, node_id n)
{
	node_id branch = from, around = tree_parent(t, from);

	while (around != NO_NODE && !tree_contains(t, around, n)) {
		branch = around;
		around = tree_parent(t, around);
	}
	if (tree_kind(t, around) != KIND_IF_STATEMENT || n < branch)
		return false;
	if (tree_field(t, branch) == FIELD_CONSEQUENCE)
		return true;
	return (tree_kind(t, branch) == KIND_ELIF_CLAUSE &&
	        !tree_contains(t, tree_child(t, branch, FIELD_CONDITION),
	                       from)) ||
	       tree_kind(t, branch) == KIND_ELSE_CLAUSE;
}

/* Does the binding reach n by another turn of a loop? */
static bool is_of_other_turn(const struct tree *t, const struct occurrence *o,
                             node_id n)
{
	return bound_after(t, o) >= n || is_in_later_branch(t, o->node, n);
}

/* Is the variable bound, in the text, between its reads at m and n? */
static bool is_bound_between(const struct scopes *scopes, symbol_id variable,
                             node_id m, node_id n)
{
	const struct occurrence *o = scopes_first(scopes, variable);
	node_id first = m < n ? m : n, last = m < n ? n : m;

	for (uint32_t i = 0; o != NULL; i++, o = scopes_next(scopes, o)) {
		node_id at;

		if (bounds_exceeded(scopes->tree, REACHED_USES, i + 1, o->node))
			return true;
		if (o->access == ACCESS_READ)
			continue;
		at = bound_after(scopes->tree, o);
		if (at >= first && at < last)
			return true;
	}
	return false;
}

/* What a variable holds that a turn of a loop before may have bound: some
 * object, and the same one until the text binds the variable again. */
static object_id loop_object(struct heap_builder *b, struct heap_function *f,
                             symbol_id variable, node_id n)
{
	const struct type *type = types_of(b->facts->types, n);
	struct object object = {.kind = OBJECT_VARIABLE,
	                        .node = n,
	                        .call = NO_NODE,
	                        .base = NO_OBJECT,
	                        .index = variable,
	                        .class = NO_CLASS};

	for (object_id i = f->objects.count; i-- > 0;) {
		const struct object *o = &f->objects.at[i];

		if (o->kind == OBJECT_VARIABLE && o->index == variable &&
		    !is_bound_between(&b->facts->scopes, variable, o->node, n))
			return i;
	}
	if (type->kind == TYPE_INSTANCE)
		object.class = type->class;
	else if (type->kind != TYPE_UNKNOWN)
		return NO_OBJECT;
	return object_add(b, f, object);
}

/* Is it made here, and does it refer to an argument, as what has an owner? */
static bool holds_argument(const struct heap_function *f, object_id object)
{
	if (f->objects.at[object].kind != OBJECT_INSTANCE)
		return false;
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->from == object && e->to != NO_OBJECT &&
		    f->objects.at[e->to].kind == OBJECT_PARAMETER)
			return true;
	}
	return false;
}

/* Is it a function or lambda that refers to nothing but to parameters after the
 * first, which are arguments and defaults? */
static bool is_plain_function(const struct heap_function *f, object_id object)
{
	if (f->objects.at[object].kind != OBJECT_CALLABLE)
		return false;
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->from == object && e->to != NO_OBJECT &&
		    (f->objects.at[e->to].kind != OBJECT_PARAMETER ||
		     f->objects.at[e->to].index == 0))
			return false;
	}
	return true;
}

/* What a variable of this function holds at n: the object of its only binding,
 * or of the first with an object among those that reach n (or the first that
 * holds an argument), and only then a parameter's. That holds on the path
 * through that binding, which is enough for an edge to exist; but a binding of
 * an earlier turn of a loop (after n in the text, or on another branch) gives
 * some object that is only known to be one. */
static object_id bound_object(struct heap_builder *b, struct heap_function *f,
                              symbol_id variable, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct occurrence *only = scopes_only_binding(scopes, variable);
	occurrence_id found[MOST_BINDINGS];
	object_id object = NO_OBJECT;
	struct flow *flow;
	uint32_t count;

	if (only != NULL)
		return object_bound_by(b, f, only);
	flow = facts_flow(b->facts, n);
	if (flow == NULL)
		return NO_OBJECT;
	count = flow_definitions(flow, variable, n, found, MOST_BINDINGS);
	if (count > MOST_BINDINGS)
		return NO_OBJECT;
	for (uint32_t i = 0; i < count; i++) {
		const struct occurrence *binding =
		    &scopes->occurrences[found[i]];
		object_id held = object_bound_by(b, f, binding);

		if (is_of_other_turn(b->tree, binding, n))
			return loop_object(b, f, variable, n);
		if (held != NO_OBJECT &&
		    (object == NO_OBJECT ||
		     (f->objects.at[object].kind == OBJECT_PARAMETER &&
		      !is_plain_function(f, held)) ||
		     is_plain_function(f, object) ||
		     (f->objects.at[object].kind == OBJECT_ITEM &&
		      f->objects.at[held].kind == OBJECT_CONTAINER) ||
		     (!holds_argument(f, object) && holds_argument(f, held))))
			object = held;
	}
	return object;
}

uint32_t heap_others_of(struct heap_builder *b, struct heap_function *f,
                        node_id n, object_id first, object_id *others)
{
	const struct scopes *scopes = &b->facts->scopes;
	symbol_id variable = tree_kind(b->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(scopes, n)
	                         : NO_SYMBOL;
	occurrence_id found[MOST_BINDINGS];
	struct flow *flow;
	uint32_t count, kept = 0;

	if (variable == NO_SYMBOL ||
	    scopes_only_binding(scopes, variable) != NULL)
		return 0;
	flow = facts_flow(b->facts, n);
	count = flow == NULL
	            ? 0
	            : flow_definitions(flow, variable, n, found, MOST_BINDINGS);
	for (uint32_t i = 0; count <= MOST_BINDINGS && i < count; i++) {
		const struct occurrence *binding =
		    &scopes->occurrences[found[i]];
		object_id held = object_bound_by(b, f, binding);

		if (held != NO_OBJECT && held != first && kept < MOST_OTHERS &&
		    bound_after(b->tree, binding) < n &&
		    f->objects.at[held].kind != OBJECT_ITEM &&
		    object_is_container(b, f, held, binding->node))
			others[kept++] = held;
	}
	return kept;
}

static bool is_of_module(const struct heap_builder *b, symbol_id variable)
{
	const struct scopes *s = &b->facts->scopes;

	return s->scopes[s->symbols[variable].scope].kind == SCOPE_MODULE;
}

object_id heap_variable_in(const struct heap_builder *b,
                           const struct heap_function *f, symbol_id variable)
{
	const struct occurrence *only =
	    scopes_only_binding(&b->facts->scopes, variable);

	return only == NULL ? NO_OBJECT : object_bound_by(b, f, only);
}

static object_id outer_variable(struct heap_builder *b, struct heap_function *f,
                                symbol_id variable, node_id n)
{
	const struct occurrence *only =
	    scopes_only_binding(&b->facts->scopes, variable);

	if (only == NULL || only->binding == BINDING_CLASS ||
	    (only->binding == BINDING_FUNCTION && is_of_module(b, variable)) ||
	    only->binding == BINDING_IMPORT)
		return NO_OBJECT;
	return object_add(
	    b, f,
	    (struct object){.kind = OBJECT_VARIABLE,
	                    .node = only->node,
	                    .call = NO_NODE,
	                    .base = NO_OBJECT,
	                    .index = variable,
	                    .class = classes_of_self(&b->facts->classes, n)});
}

static object_id object_of_name(struct heap_builder *b, struct heap_function *f,
                                node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	symbol_id variable = scopes_variable(scopes, n);
	if (variable == NO_SYMBOL)
		return NO_OBJECT;
	if (heap_body_of(scopes, scopes->symbols[variable].scope) != f->scope)
		return outer_variable(b, f, variable, n);
	return bound_object(b, f, variable, n);
}

/* Is the function one that makes a weak reference: from weakref, or called as
 * those are (OrderedDict takes `proxy=_proxy` as a parameter)? */
bool heap_makes_weak(struct heap_builder *b, node_id callee)
{
	static const char *const names[] = {"ref",  "proxy",      "_proxy",
	                                    "_ref", "WeakMethod", NULL};
	const struct tree *t = b->tree;
	struct str origin = imports_origin(&b->facts->imports, callee);
	node_id name = tree_kind(t, callee) == KIND_ATTRIBUTE
	                   ? tree_child(t, callee, FIELD_ATTRIBUTE)
	                   : callee;

	if (origin.length != 0 &&
	    (str_starts(origin, "weakref.") || str_starts(origin, "_weakref.")))
		return true;
	return str_is_one_of(tree_text(t, name), names);
}

/* Of `await f()` the call, which stands for what it gives. */
static node_id awaited(const struct tree *t, node_id n)
{
	node_id call =
	    tree_kind(t, n) == KIND_AWAIT ? tree_value(t, tree_first(t, n)) : n;

	return tree_kind(t, call) == KIND_CALL ? call : n;
}

/* Literals, of which containers and calls have many; and what is not there. */
static bool is_no_object(enum kind kind)
{
	switch (kind) {
	case NO_KIND:
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_NONE:
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_UNARY_OPERATOR:
	case KIND_COMPARISON_OPERATOR:
		return true;
	default:
		return false;
	}
}

/* Of xs + [x] the list written there: what it holds is in the sum. */
static node_id added(const struct tree *t, node_id n)
{
	node_id left = tree_value(t, tree_child(t, n, FIELD_LEFT));
	node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));

	if (tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) != KIND_TOKEN_PLUS)
		return NO_NODE;
	if (tree_kind(t, right) == KIND_LIST ||
	    tree_kind(t, right) == KIND_TUPLE)
		return right;
	return tree_kind(t, left) == KIND_LIST ||
	               tree_kind(t, left) == KIND_TUPLE
	           ? left
	           : NO_NODE;
}

enum { MOST_FIELDS = 3 };

object_id object_of(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	node_id chain[MOST_FIELDS];
	int depth = 0;
	object_id object;

	if (is_no_object(tree_kind(t, n)))
		return NO_OBJECT;
	n = awaited(t, heap_chosen(b, n));
	if (tree_kind(t, n) == KIND_BINARY_OPERATOR)
		n = added(t, n);
	while (tree_kind(t, n) == KIND_ATTRIBUTE) {
		if (depth == MOST_FIELDS)
			return NO_OBJECT;
		chain[depth++] = n;
		n = awaited(t, tree_value(t, tree_child(t, n, FIELD_OBJECT)));
	}
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		object = object_of_name(b, f, n);
		break;
	case KIND_CALL:
	case KIND_SUBSCRIPT:
	case KIND_LAMBDA:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_EXPRESSION_LIST:
	case KIND_SET:
	case KIND_DICTIONARY:
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		object = b->object_at[n];
		break;
	default:
		return NO_OBJECT;
	}
	while (depth-- > 0 && object != NO_OBJECT)
		object = object_field(b, f, object, chain[depth]);
	return object;
}
