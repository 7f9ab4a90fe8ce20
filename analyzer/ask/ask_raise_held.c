/* Part of ask_raise.c: whether a frame still holds what a name of its got when
 * the function is left. */
#include "ask_raise.h"

#include "bounds.h"

enum { MOST_BINDINGS = 16 };

static bool is_body(enum kind kind)
{
	return kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
	       kind == KIND_CLASS_DEFINITION || kind == KIND_MODULE;
}

/* Does the binding put something else in, so that what was held is let go of?
 * Another exception, or the same again, is as bad as what was there. */
static bool lets_go(const struct facts *f, const struct occurrence *o,
                    node_id from, bool is_exception)
{
	const struct tree *t = f->tree;
	node_id value = o->binding == BINDING_ASSIGNMENT
	                    ? classes_assigned(t, o->cause, o->node)
	                    : NO_NODE;
	node_id around = from;

	if (o->access == ACCESS_DELETE)
		return true;
	if (o->access != ACCESS_BIND || o->binding == BINDING_ANNOTATION ||
	    o->binding == BINDING_PARAMETER || tree_contains(t, from, o->node))
		return false;
	if (value == NO_NODE)
		return true;
	while (around != NO_NODE && tree_kind(t, around) != KIND_ASSIGNMENT &&
	       !is_body(tree_kind(t, around)))
		around = tree_parent(t, around);
	if (tree_kind(t, around) == KIND_ASSIGNMENT &&
	    tree_same(t, tree_child(t, around, FIELD_RIGHT), value))
		return false;
	return !is_exception ||
	       types_of(f->types, value)->kind != TYPE_INSTANCE;
}

/* Is `from` followed by a way out of the function? One that runs for ever holds
 * its frame anyway. */
static bool is_left_after(const struct facts *f, const struct flow *flow,
                          node_id function, node_id from)
{
	const struct tree *t = f->tree;

	if (!flow_always_passes(flow, from, NULL, 0, false))
		return true;
	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, function) - function,
	                    function))
		return false;
	for (node_id m = function; m < tree_end(t, function); m++)
		if (tree_kind(t, m) == KIND_RAISE_STATEMENT &&
		    (tree_contains(t, m, from) || flow_reaches(flow, from, m)))
			return true;
	return false;
}

/* Is the condition made of parameters that nothing else is bound to, and
 * constants? */
static bool is_of_parameters(const struct facts *f, node_id condition)
{
	const struct tree *t = f->tree;

	for (node_id n = condition; n < tree_end(t, condition); n++) {
		const struct occurrence *only;

		switch (tree_kind(t, n)) {
		case KIND_CALL:
		case KIND_ATTRIBUTE:
		case KIND_SUBSCRIPT:
		case KIND_AWAIT:
			return false;
		case KIND_IDENTIFIER:
			only = scopes_only_binding(
			    &f->scopes, scopes_variable(&f->scopes, n));
			if (only == NULL || only->binding != BINDING_PARAMETER)
				return false;
			break;
		default:
			break;
		}
	}
	return true;
}

/* Does a part of a statement run, or not, whatever became of the exception? */
static bool is_free_part(const struct facts *f, node_id part, node_id statement)
{
	const struct tree *t = f->tree;

	switch (tree_kind(t, statement)) {
	case KIND_IF_STATEMENT:
		return tree_kind(t, part) == KIND_BLOCK ||
		               tree_kind(t, part) == KIND_ELSE_CLAUSE
		           ? tree_child(t, statement, FIELD_ALTERNATIVE) ==
		                     NO_NODE &&
		                 is_of_parameters(
		                     f,
		                     tree_child(t, statement, FIELD_CONDITION))
		           : false;
	case KIND_TRY_STATEMENT:
		return tree_kind(t, part) == KIND_EXCEPT_CLAUSE;
	case KIND_EXCEPT_CLAUSE:
	case KIND_BLOCK:
	case KIND_EXPRESSION_STATEMENT:
	case KIND_ASSIGNMENT:
		return true;
	default:
		return false;
	}
}

/* Is the binding, which can run after `from`, on a way of its own: in a branch
 * that parameters decide on, in another clause of a try? Then there is a way by
 * which it does not run. */
static bool is_passed_by(const struct facts *f, node_id binding, node_id from)
{
	const struct tree *t = f->tree;
	node_id n = binding, p = tree_parent(t, n);

	for (; !tree_contains(t, p, from); n = p, p = tree_parent(t, p))
		if (!is_free_part(f, n, p))
			return false;
	for (node_id m = tree_parent(t, from); m != p; m = tree_parent(t, m))
		if (tree_kind(t, m) == KIND_IF_STATEMENT ||
		    tree_kind(t, m) == KIND_ELIF_CLAUSE)
			return false;
	for (; !is_body(tree_kind(t, p)) && p != 0; p = tree_parent(t, p))
		if (tree_kind(t, p) == KIND_WHILE_STATEMENT)
			return false;
	return n != binding;
}

bool ask_raise_is_held(const struct facts *f, symbol_id variable, node_id from,
                       bool is_exception)
{
	const struct scopes *s = &f->scopes;
	const struct flow *flow = facts_flow(f, from);
	node_id function = ask_raise_function(f, from);
	node_id clears[MOST_BINDINGS];
	uint32_t count = 0;

	if (flow == NULL || function == NO_NODE ||
	    !is_left_after(f, flow, function, from))
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (!lets_go(f, o, from, is_exception))
			continue;
		if (!tree_contains(f->tree, function, o->node))
			continue; /* of an outer function: before this one */
		if (ask_raise_function(f, o->node) != function)
			return false;
		if (!flow_reaches(flow, from, o->node))
			continue;
		if (count == MOST_BINDINGS ||
		    (!flow_dominates(flow, o->node, from) &&
		     !is_passed_by(f, o->node, from)))
			return false;
		clears[count++] = o->node;
	}
	return count == 0 ||
	       !flow_always_passes(flow, from, clears, count, false);
}
