#include "decorator.h"

/* A decorator with more nodes is not looked at: many functions may have it. */
enum { MOST_NODES = 1000 };

/* The function that alone binds the name, if nothing decorates it but
 * functools.wraps; or NO_NODE. */
static node_id function_named(const struct scopes *s,
                              const struct imports *imports, node_id name)
{
	const struct tree *t = s->tree;
	const struct occurrence *only;
	node_id around;

	if (tree_kind(t, name) != KIND_IDENTIFIER)
		return NO_NODE;
	only = scopes_only_binding(s, scopes_variable(s, name));
	if (only == NULL || only->binding != BINDING_FUNCTION)
		return NO_NODE;
	around = tree_parent(t, only->cause);
	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return only->cause;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < only->cause;
	     d = tree_sibling(t, d)) {
		node_id value = tree_first(t, d);

		if (tree_kind(t, value) != KIND_CALL ||
		    !imports_is(imports, tree_child(t, value, FIELD_FUNCTION),
		                "functools.wraps"))
			return NO_NODE;
	}
	return only->cause;
}

/* The next return of the function itself after n, with what it returns; or
 * NO_NODE. */
static node_id next_return(const struct tree *t, node_id function, node_id n)
{
	for (n++; n < tree_end(t, function); n++) {
		if (tree_kind(t, n) == KIND_RETURN_STATEMENT)
			return n;
		if (tree_kind(t, n) == KIND_FUNCTION_DEFINITION ||
		    tree_kind(t, n) == KIND_CLASS_DEFINITION)
			n = tree_end(t, n) - 1;
	}
	return NO_NODE;
}

/* Is the argument what the parameter was given? */
static bool is_same_argument(const struct scopes *s, node_id parameter,
                             node_id argument)
{
	const struct tree *t = s->tree;
	enum kind splat = NO_KIND;
	symbol_id variable;

	if (tree_kind(t, parameter) == KIND_TYPED_PARAMETER)
		parameter = tree_first(t, parameter);
	if (tree_kind(t, parameter) == KIND_LIST_SPLAT_PATTERN)
		splat = KIND_LIST_SPLAT;
	else if (tree_kind(t, parameter) == KIND_DICTIONARY_SPLAT_PATTERN)
		splat = KIND_DICTIONARY_SPLAT;
	if (splat != NO_KIND) {
		if (tree_kind(t, argument) != splat)
			return false;
		parameter = tree_first(t, parameter);
		argument = tree_first(t, argument);
	}
	if (tree_kind(t, parameter) != KIND_IDENTIFIER ||
	    tree_kind(t, argument) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(s, parameter);
	return scopes_only_binding(s, variable) != NULL &&
	       scopes_variable(s, argument) == variable;
}

/* Is n a call of the function with all parameters of `wrapper`? */
static bool calls_through(const struct scopes *s, node_id n, node_id wrapper,
                          symbol_id function)
{
	const struct tree *t = s->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION);
	node_id list = tree_child(t, n, FIELD_ARGUMENTS);
	node_id given, taken;

	if (tree_kind(t, n) != KIND_CALL || list == NO_NODE ||
	    tree_kind(t, callee) != KIND_IDENTIFIER ||
	    scopes_variable(s, callee) != function)
		return false;
	taken = tree_child(t, wrapper, FIELD_PARAMETERS);
	if (taken == NO_NODE)
		return false;
	given = tree_first(t, list);
	taken = tree_first(t, taken);
	while (given != NO_NODE && taken != NO_NODE) {
		if (!is_same_argument(s, taken, given))
			return false;
		given = tree_sibling(t, given);
		taken = tree_sibling(t, taken);
	}
	return given == NO_NODE && taken == NO_NODE;
}

/* Does some return of it give what the function does? */
static bool is_wrapper(const struct scopes *s, node_id wrapper,
                       symbol_id function)
{
	const struct tree *t = s->tree;

	if (wrapper == NO_NODE)
		return false;
	for (node_id n = next_return(t, wrapper, wrapper); n != NO_NODE;
	     n = next_return(t, wrapper, n)) {
		node_id value = tree_first(t, n);

		if (value == NO_NODE)
			continue;
		value = tree_value(t, value);
		if (tree_kind(t, value) == KIND_AWAIT)
			value = tree_value(t, tree_first(t, value));
		if (calls_through(s, value, wrapper, function))
			return true;
	}
	return false;
}

/* What all returns of the maker give: a function in it; or NO_NODE. */
static node_id inner_function(const struct scopes *s,
                              const struct imports *imports, node_id maker)
{
	const struct tree *t = s->tree;
	node_id inner = NO_NODE;

	for (node_id n = next_return(t, maker, maker); n != NO_NODE;
	     n = next_return(t, maker, n)) {
		node_id value = tree_first(t, n);

		value = value == NO_NODE ? NO_NODE
		                         : function_named(s, imports, value);
		if (value == NO_NODE || (inner != NO_NODE && inner != value) ||
		    value < maker || value >= tree_end(t, maker))
			return NO_NODE;
		inner = value;
	}
	return inner;
}

/* The variable of a function's only parameter, or NO_SYMBOL. */
static symbol_id only_parameter(const struct scopes *s, node_id function)
{
	const struct tree *t = s->tree;
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	node_id first = list == NO_NODE ? NO_NODE : tree_first(t, list);

	if (first == NO_NODE || tree_sibling(t, first) != NO_NODE)
		return NO_SYMBOL;
	if (tree_kind(t, first) == KIND_TYPED_PARAMETER)
		first = tree_first(t, first);
	if (tree_kind(t, first) != KIND_IDENTIFIER ||
	    scopes_only_binding(s, scopes_variable(s, first)) == NULL)
		return NO_SYMBOL;
	return scopes_variable(s, first);
}

bool decorator_keeps(const struct scopes *s, const struct imports *imports,
                     node_id value)
{
	const struct tree *t = s->tree;
	bool is_call = tree_kind(t, value) == KIND_CALL, is_any = false;
	node_id last = NO_NODE; /* of the wrappers that were looked at */
	node_id maker = function_named(
	    s, imports, is_call ? tree_child(t, value, FIELD_FUNCTION) : value);
	symbol_id function;

	if (maker == NO_NODE || tree_end(t, maker) - maker > MOST_NODES)
		return false;
	if (is_call)
		maker = inner_function(s, imports, maker);
	function = maker == NO_NODE ? NO_SYMBOL : only_parameter(s, maker);
	if (function == NO_SYMBOL)
		return false;
	for (node_id n = next_return(t, maker, maker); n != NO_NODE;
	     n = next_return(t, maker, n)) {
		node_id given = tree_first(t, n), wrapper;

		if (given == NO_NODE || tree_kind(t, given) != KIND_IDENTIFIER)
			return false;
		is_any = true;
		if (scopes_variable(s, given) == function)
			continue;
		wrapper = function_named(s, imports, given);
		if (wrapper == NO_NODE ||
		    (wrapper != last && !is_wrapper(s, wrapper, function)))
			return false;
		last = wrapper;
	}
	return is_any;
}
