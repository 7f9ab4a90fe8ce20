#include "given_back.h"

#include "ask_raise.h"
#include "bounds.h"
#include "growing.h"

/* From one function to the next it is handed on. */
enum { MOST_FUNCTIONS = 8, MOST_BINDINGS = 2 };

/* The parameters, by their identifiers, that it is handed on as. */
struct handed {
	node_id at[MOST_FUNCTIONS];
	uint32_t count;
};

static void add(struct handed *handed, node_id parameter)
{
	for (uint32_t i = 0; i < handed->count; i++)
		if (handed->at[i] == parameter)
			return;
	if (handed->count < MOST_FUNCTIONS)
		handed->at[handed->count++] = parameter;
}

static node_id function_of(const struct tree *t, node_id parameter)
{
	return tree_ancestor(t, parameter, KIND_FUNCTION_DEFINITION);
}

/* What the call whose argument n is gives to who reads it: of an async function
 * the await around it. NO_NODE if that is not what the function returns. */
static node_id result_of(const struct facts *f, node_id n, node_id function)
{
	const struct tree *t = f->tree;
	unsigned flags =
	    f->scopes.scopes[scopes_opened_by(&f->scopes, function)].flags;
	node_id call = tree_ancestor(t, n, KIND_CALL), around;

	if (flags & SCOPE_IS_GENERATOR ||
	    tree_kind(t, tree_parent(t, function)) == KIND_DECORATED_DEFINITION)
		return NO_NODE;
	if (!(flags & SCOPE_IS_ASYNC))
		return call;
	around = tree_parent(t, tree_outermost(t, call));
	return tree_kind(t, around) == KIND_AWAIT ? around : NO_NODE;
}

/* Also as one arm of a conditional, or an operand of `or` and `and`. */
static bool is_returned(const struct tree *t, node_id n)
{
	node_id p;

	for (;; n = p) {
		n = tree_outermost(t, n);
		p = tree_parent(t, n);
		if (tree_kind(t, p) != KIND_BOOLEAN_OPERATOR &&
		    (tree_kind(t, p) != KIND_CONDITIONAL_EXPRESSION ||
		     tree_child_at(t, p, 1) == n))
			return tree_kind(t, p) == KIND_RETURN_STATEMENT;
	}
}

/* Is what the name has at n what the function was called with? */
static bool is_as_it_came(const struct facts *f, symbol_id parameter, node_id n)
{
	const struct flow *flow = facts_flow(f, n);
	occurrence_id found[MOST_BINDINGS];

	return flow != NULL &&
	       flow_definitions(flow, parameter, n, found, MOST_BINDINGS) ==
	           1 &&
	       f->scopes.occurrences[found[0]].binding == BINDING_PARAMETER;
}

/* Is the parameter returned as it came at n? The parameter that n is handed on
 * as is added, if what that call gives is returned. */
static bool comes_back_at(const struct facts *f, struct handed *handed,
                          symbol_id parameter, node_id n)
{
	node_id passed = growing_passed_as(f, n), result = n;

	if (passed != NO_NODE)
		result = result_of(f, n, function_of(f->tree, passed));
	if (result == NO_NODE || !is_returned(f->tree, result) ||
	    !is_as_it_came(f, parameter, n))
		return false;
	if (passed != NO_NODE)
		add(handed, passed);
	return passed == NO_NODE;
}

static bool comes_back(const struct facts *f, struct handed *handed,
                       node_id name)
{
	const struct scopes *s = &f->scopes;
	symbol_id parameter = scopes_variable(s, name);
	node_id function = function_of(f->tree, name);
	uint32_t seen = 0;

	if (parameter == NO_SYMBOL || function == NO_NODE ||
	    ask_raise_is_cut(f, function))
		return false;
	for (const struct occurrence *o = scopes_first(s, parameter); o != NULL;
	     o = scopes_next(s, o)) {
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node))
			return false;
		if (o->node != name &&
		    ask_raise_function(f, o->node) == function &&
		    comes_back_at(f, handed, parameter, o->node))
			return true;
	}
	return false;
}

node_id given_back(const struct facts *f, node_id n, node_id *function)
{
	struct handed handed = {.count = 0};
	node_id passed = growing_passed_as(f, n), result;

	if (passed == NO_NODE)
		return NO_NODE;
	*function = function_of(f->tree, passed);
	result = result_of(f, n, *function);
	add(&handed, passed);
	for (uint32_t i = 0; result != NO_NODE && i < handed.count; i++)
		if (comes_back(f, &handed, handed.at[i]))
			return result;
	return NO_NODE;
}
