/* Functions, lambdas and generators, and the objects that they capture. */
#include "bounds.h"
#include "heap_model.h"

/* Nodes below a closure that are looked at for what it captures; a larger one
 * is taken to capture nothing. */
/* Does the identifier at n name a variable of f's body, or of a function
 * around it? */
static bool is_captured(struct heap_builder *b, const struct heap_function *f,
                        node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	symbol_id variable = scopes_variable(scopes, n);
	scope_id owner;

	if (variable == NO_SYMBOL)
		return false;
	owner = scopes->symbols[variable].scope;
	if (scopes->scopes[owner].kind == SCOPE_MODULE ||
	    scopes->scopes[owner].kind == SCOPE_CLASS)
		return false;
	for (scope_id s = f->scope; s != NO_SCOPE; s = scopes->scopes[s].parent)
		if (s == owner)
			return true;
	return false;
}

/* What is evaluated when the closure is made, so that names in it are not
 * captured: a generator expression's outermost iterable, a function's
 * decorators and parameters. */
static node_id part_run_at_once(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) != KIND_GENERATOR_EXPRESSION)
		return tree_child(t, n, FIELD_PARAMETERS);
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_FOR_IN_CLAUSE)
			return tree_child(t, c, FIELD_RIGHT);
	return NO_NODE;
}

static object_id add_closure(struct heap_builder *b, struct heap_function *f,
                             node_id n)
{
	return object_add(b, f,
	                  (struct object){.kind = OBJECT_CALLABLE,
	                                  .node = n,
	                                  .call = NO_NODE,
	                                  .base = NO_OBJECT,
	                                  .class = NO_CLASS});
}

/* The closure, made when it captures its first object, holds one more. */
static void capture(struct heap_builder *b, struct heap_function *f,
                    object_id *closure, struct edge edge)
{
	if (edge.to == NO_OBJECT)
		return;
	if (*closure == NO_OBJECT)
		*closure = add_closure(b, f, edge.at);
	edge.from = *closure;
	if (edge.to != *closure)
		edge_add(b, f, edge);
}

/* Is the variable of f's body bound at or after m there, and nowhere else from
 * then on? */
static bool is_bound_last_after(struct heap_builder *b,
                                const struct heap_function *f,
                                symbol_id variable, node_id m)
{
	const struct scopes *s = &b->facts->scopes;
	const struct occurrence *o = scopes_first(s, variable);
	scope_id owner = s->symbols[variable].scope;
	bool is_found = false;

	for (uint32_t i = 0; o != NULL; i++, o = scopes_next(s, o)) {
		if (bounds_exceeded(b->tree, REACHED_USES, i + 1, o->node))
			return false;
		if (o->access == ACCESS_READ || o->node < m)
			continue;
		if (is_found || o->binding != BINDING_ASSIGNMENT ||
		    s->symbols[o->symbol].scope != owner)
			return false;
		is_found = true;
	}
	return is_found && owner == f->scope;
}

void heap_capture_late(struct heap_builder *b, struct heap_function *f,
                       node_id name, object_id value)
{
	const struct scopes *s = &b->facts->scopes;
	symbol_id variable = scopes_variable(s, name);
	uint32_t count = f->objects.count;

	if (variable == NO_SYMBOL || value == NO_OBJECT ||
	    !(s->symbols[variable].flags & SYMBOL_CELL) ||
	    s->symbols[variable].scope != f->scope ||
	    !is_bound_last_after(b, f, variable, name))
		return;
	for (object_id i = 0; i < count; i++) {
		const struct object *closure = &f->objects.at[i];
		const struct occurrence *o = scopes_first(s, variable);

		if (closure->kind != OBJECT_CALLABLE ||
		    closure->call != NO_NODE || closure->node >= name ||
		    (tree_kind(b->tree, closure->node) !=
		         KIND_FUNCTION_DEFINITION &&
		     tree_kind(b->tree, closure->node) != KIND_LAMBDA))
			continue;
		while (o != NULL &&
		       !tree_contains(b->tree, closure->node, o->node))
			o = scopes_next(s, o);
		if (o != NULL)
			edge_add(b, f,
			         (struct edge){.from = i,
			                       .to = value,
			                       .field = NAME_SELF,
			                       .node = o->node,
			                       .at = name,
			                       .flags = EDGE_IS_HIDDEN |
			                                EDGE_IS_LATE});
	}
}

object_id object_closure(struct heap_builder *b, struct heap_function *f,
                         node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id skipped = part_run_at_once(t, n);
	struct edge edge = {
	    .field = NAME_SELF, .at = n, .flags = EDGE_IS_HIDDEN};
	object_id closure = NO_OBJECT;

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, n) - n, n))
		return NO_OBJECT;
	for (node_id m = n + 1; m < tree_end(t, n); m++) {
		if (m == skipped) {
			m = tree_end(t, m) - 1;
			continue;
		}
		if (tree_kind(t, m) != KIND_IDENTIFIER || !is_captured(b, f, m))
			continue;
		edge.node = m;
		edge.to = object_of(b, f, m);
		capture(b, f, &closure, edge);
		if (closure == NO_OBJECT && edge.to == NO_OBJECT &&
		    is_bound_last_after(b, f, scopes_variable(scopes, m), n))
			closure = add_closure(b, f, n);
	}
	if (tree_kind(t, n) == KIND_GENERATOR_EXPRESSION || skipped == NO_NODE)
		return closure;
	for (node_id p = tree_first(t, skipped); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		edge.node = tree_child(t, p, FIELD_VALUE);
		if (edge.node == NO_NODE)
			continue;
		edge.to = object_of(b, f, edge.node);
		capture(b, f, &closure, edge);
	}
	return closure;
}
