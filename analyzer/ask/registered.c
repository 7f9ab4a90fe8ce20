#include "registered.h"

#include "ask.h"
#include "bounds.h"
#include "bound_method.h"
#include "container.h"

static bool says(const struct facts *f, const char *const *words)
{
	for (; *words != NULL; words++)
		if (names_find(f->tree->names, str_of(*words)) != NAME_NONE)
			return true;
	return false;
}

/* The local variable of the function around n that n is; NO_SYMBOL else. */
static symbol_id local_variable(const struct facts *f, node_id n)
{
	symbol_id variable = tree_kind(f->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, n)
	                         : NO_SYMBOL;

	return variable != NO_SYMBOL && f->scopes.symbols[variable].scope ==
	                                    scopes_body(&f->scopes, n)
	           ? variable
	           : NO_SYMBOL;
}

bool registered_is_made_here(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct occurrence *only;
	symbol_id variable;

	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_CALL || tree_kind(t, n) == KIND_LAMBDA)
		return true;
	variable = local_variable(f, n);
	only = scopes_only_binding(&f->scopes, variable);
	return only != NULL && only->binding == BINDING_ASSIGNMENT &&
	       tree_kind(
	           t, tree_value(t, tree_child(t, only->cause, FIELD_RIGHT))) ==
	           KIND_CALL &&
	       repeats_loop(&f->repeats, only->node) ==
	           repeats_loop(&f->repeats, n);
}

/* ---------------------------------------------------------------- loggers */

/* getLogger(), getLogger("name"), getLogger(__name__): the same each time; or
 * getLogger(name) where all calls of the function give it constants */
static bool is_one_logger(const struct facts *f, node_id n)
{
	node_id name = ask_argument(f, n, 0);
	struct str text;

	return ask_calls(f, n, "logging.getLogger") &&
	       (name == NO_NODE || tree_name(f->tree, name) == NAME_NAME ||
	        ask_string(f, name, &text) ||
	        (tree_kind(f->tree, name) == KIND_IDENTIFIER &&
	         grown_given(f, name) == GROWN_GIVEN_CONSTANTS));
}

/* What self.x is set to, if one statement of the class does; NO_NODE else. */
static node_id only_set(const struct facts *f, node_id attribute)
{
	const struct tree *t = f->tree;
	class_id class = classes_of_self(&f->classes, tree_first(t, attribute));
	name_id name = tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	node_id value = NO_NODE;

	if (class == NO_CLASS)
		return NO_NODE;
	for (uint32_t i = 0; i < f->classes.list[class].set_count; i++) {
		const struct attribute_set *set =
		    &f->classes.list[class].sets[i];

		if (set->name != name)
			continue;
		if (value != NO_NODE)
			return NO_NODE;
		value = set->value;
	}
	return value;
}

bool registered_is_logger(const struct facts *f, node_id n)
{
	node_id value;

	if (imports_is(&f->imports, n, "logging.root") || is_one_logger(f, n))
		return true;
	value = tree_kind(f->tree, n) == KIND_ATTRIBUTE
	            ? only_set(f, n)
	            : scopes_only_value(&f->scopes, n);
	return value != NO_NODE && is_one_logger(f, value);
}

/* -------------------------------------------------------------- callbacks */

/* Is n a global of this file, or a part of one by its attributes? */
static bool is_lasting(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	symbol_id variable;

	while (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_first(t, n);
	variable = tree_kind(t, n) == KIND_IDENTIFIER
	               ? scopes_variable(&f->scopes, n)
	               : NO_SYMBOL;
	return variable != NO_SYMBOL && f->scopes.symbols[variable].scope == 0;
}

/* Is it another function each time that this runs: a lambda, a nested function,
 * a method of self? */
static bool is_new_callback(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	const struct occurrence *only;

	n = tree_value(t, n);
	switch (tree_kind(t, n)) {
	case KIND_LAMBDA:
		return true;
	case KIND_CALL:
		return ask_calls(f, n, "functools.partial");
	case KIND_IDENTIFIER:
		only = scopes_only_binding(&f->scopes, local_variable(f, n));
		return only != NULL && only->binding == BINDING_FUNCTION;
	case KIND_ATTRIBUTE:
		return bound_method_of_self(&f->classes, n);
	default:
		return false;
	}
}

/* Is n, in a method, put in a container of the method's object, alone or with
 * other things: self.all.append(n), self.all[k].add((1, n))? */
static bool is_put_in_own(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id call = tree_parent(t, n), container, root;

	while (tree_kind(t, call) == KIND_TUPLE ||
	       tree_kind(t, call) == KIND_LIST ||
	       tree_kind(t, call) == KIND_PARENTHESIZED_EXPRESSION ||
	       tree_kind(t, call) == KIND_ARGUMENT_LIST)
		call = tree_parent(t, call);
	container = tree_kind(t, call) == KIND_CALL
	                ? container_filled_by(t, call)
	                : NO_NODE;
	root = container == NO_NODE ? NO_NODE : container_root(t, container);
	return root != NO_NODE &&
	       classes_of_self(&f->classes, root) != NO_CLASS;
}

/* The method of a class of this file that the call surely runs, on the one
 * object that a global is; or NO_NODE. */
static node_id method_of_global(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id made = scopes_only_value(&f->scopes, tree_first(t, callee));
	class_id class;

	made = made == NO_NODE ? NO_NODE : tree_value(t, made);
	if (tree_kind(t, made) != KIND_CALL)
		return NO_NODE;
	class = classes_named(&f->classes, tree_child(t, made, FIELD_FUNCTION));
	return class == NO_CLASS
	           ? NO_NODE
	           : classes_method(
	                 &f->classes, class,
	                 tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)));
}

/* Does the method keep its parameter number `index` (from 0, after self)? */
static bool keeps_parameter(const struct facts *f, node_id method,
                            uint32_t index)
{
	const struct tree *t = f->tree;
	node_id parameter = tree_child_at(
	    t, tree_child(t, method, FIELD_PARAMETERS), index + 1);
	symbol_id variable;
	uint32_t seen = 0;

	if (tree_kind(t, parameter) != KIND_IDENTIFIER)
		parameter = tree_child_at(t, parameter, 0); /* f: Callable */
	variable = tree_kind(t, parameter) == KIND_IDENTIFIER
	               ? scopes_variable(&f->scopes, parameter)
	               : NO_SYMBOL;
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_READS, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ && is_put_in_own(f, o->node))
			return true;
	return false;
}

/* By the method's name. Signals hold weakly unless they are told not to. */
static bool keeps_by_name(const struct facts *f, node_id call, struct str name)
{
	static const char *const keepers[] = {
	    "subscribe",     "add_listener",      "addListener",
	    "add_observer",  "addObserver",       "register_listener",
	    "add_callback",  "register_callback", "addCallback",
	    "register_hook", "add_subscriber",    NULL};
	node_id weak = ask_keyword(f, call, "weak");
	struct str event;

	if (weak != NO_NODE)
		return (str_is(name, "connect") ||
		        str_is_one_of(name, keepers)) &&
		       tree_kind(f->tree, tree_value(f->tree, weak)) ==
		           KIND_FALSE;
	return str_is_one_of(name, keepers) ||
	       ((str_is(name, "on") || str_is(name, "listen")) &&
	        ask_argument_count(f, call) == 2 &&
	        ask_string(f, ask_argument(f, call, 0), &event));
}

/* Does the method that is called keep what it is given at that place? */
static bool keeps_callback(const struct facts *f, node_id call, uint32_t index)
{
	node_id method = method_of_global(f, call);

	return method == NO_NODE
	           ? keeps_by_name(
	                 f, call,
	                 data_called(f->tree,
	                             tree_child(f->tree, call, FIELD_FUNCTION)))
	           : keeps_parameter(f, method, index);
}

node_id registered_callback(const struct facts *f, node_id call)
{
	static const char *const undoing[] = {
	    "unsubscribe",     "remove_listener",    "removeListener",
	    "remove_observer", "removeObserver",     "unregister_listener",
	    "remove_callback", "removeCallback",     "unregister_callback",
	    "unregister",      "disconnect",         "disconnect_all",
	    "unregister_hook", "remove_subscriber",  "remove_all_listeners",
	    "unsubscribe_all", "removeAllObservers", "off",
	    "remove",          "unlisten",           NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t index = 0;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE || list == NO_NODE ||
	    tree_kind(t, tree_parent(t, call)) != KIND_EXPRESSION_STATEMENT ||
	    !is_lasting(f, tree_first(t, callee)))
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a), index++)
		if (is_new_callback(f, a))
			return keeps_callback(f, call, index) &&
			               !says(f, undoing)
			           ? a
			           : NO_NODE;
	return NO_NODE;
}

/* ---------------------------------------------------------------- classes */

/* Is n a function of this module with @functools.singledispatch? */
static bool is_generic(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	symbol_id variable = tree_kind(t, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, n)
	                         : NO_SYMBOL;
	const struct occurrence *only =
	    scopes_only_binding(&f->scopes, variable);
	node_id around;

	if (only == NULL || only->binding != BINDING_FUNCTION ||
	    f->scopes.symbols[variable].scope != 0)
		return false;
	around = tree_parent(t, only->cause);
	for (node_id d = tree_first(t, around);
	     tree_kind(t, d) == KIND_DECORATOR; d = tree_sibling(t, d))
		if (imports_is(&f->imports, tree_first(t, d),
		               "functools.singledispatch"))
			return true;
	return false;
}

node_id registered_class(const struct facts *f, node_id call)
{
	node_id generic = ask_receiver(f, call, "register"), class;
	const struct occurrence *only;

	if (generic == NO_NODE || !is_generic(f, generic))
		return NO_NODE;
	class = ask_argument(f, call, 0);
	only = scopes_only_binding(&f->scopes, local_variable(f, class));
	return only != NULL && only->binding == BINDING_CLASS ? class : NO_NODE;
}

/* ---------------------------------------------------------------- filters */

node_id registered_filter(const struct facts *f, node_id call)
{
	static const char *const undoing[] = {"catch_warnings", "resetwarnings",
	                                      NULL};
	node_id text;

	if (!ask_calls(f, call, "warnings.filterwarnings") || says(f, undoing))
		return NO_NODE;
	text = ask_keyword(f, call, "message");
	if (text == NO_NODE)
		text = ask_argument(f, call, 1);
	if (text == NO_NODE)
		return NO_NODE;
	text = tree_value(f->tree, text);
	switch (tree_kind(f->tree, text)) {
	case KIND_STRING:
	case KIND_BINARY_OPERATOR:
	case KIND_CALL:
		return grown_is_endless(f, text) ? text : NO_NODE;
	default:
		return NO_NODE;
	}
}

bool registered_for_many(const struct facts *f, node_id call, symbol_id self)
{
	node_id place = repeats_bulk_place(&f->repeats, call), function;
	scope_id scope;

	if (place == NO_NODE)
		return false;
	scope = scopes_body(&f->scopes, place);
	function = f->scopes.scopes[scope].node;
	return tree_kind(f->tree, function) != KIND_FUNCTION_DEFINITION ||
	       classes_of_method(&f->classes, function) !=
	           f->classes.of_self[self] - 1;
}
