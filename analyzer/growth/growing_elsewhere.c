/* What becomes of a container in other functions than the one that has it as a
 * default: in those that it is passed to, and in its callers. */
#include "ask.h"
#include "call.h"
#include "uses_named.h"

/* Of one list of arguments or parameters this many are looked at. */
enum { MOST_LISTED = 64 };

/* Its number in its list, keyword arguments left out; UINT32_MAX if a splat or
 * too many others are before it. */
static uint32_t number_of(const struct tree *t, node_id n)
{
	node_id list = tree_parent(t, n);
	uint32_t number = 0, looked_at = 0;

	for (node_id a = tree_first(t, list); a != n; a = tree_sibling(t, a)) {
		if (++looked_at > MOST_LISTED || call_is_splat(tree_kind(t, a)))
			return UINT32_MAX;
		number += tree_kind(t, a) != KIND_KEYWORD_ARGUMENT;
	}
	return number;
}

/* Has it `self` or `cls`, which calls do not give? */
static bool is_bound(const struct facts *f, node_id function)
{
	return classes_of_method(&f->classes, function) != NO_CLASS &&
	       classes_method_kind(&f->classes, function) != METHOD_STATIC;
}

/* The number of the parameter in its list, without `self` of a bound method;
 * UINT32_MAX if that is not known. */
static uint32_t index_of(const struct facts *f, node_id function,
                         node_id parameter)
{
	uint32_t number = number_of(f->tree, parameter);

	return number > 0 && number != UINT32_MAX && is_bound(f, function)
	           ? number - 1
	           : number;
}

/* May the call give the parameter? */
static bool gives(const struct facts *f, node_id call, uint32_t index,
                  struct str name)
{
	const struct tree *t = f->tree;
	node_id list = call_arguments(t, call);
	uint32_t number = 0, looked_at = 0;

	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		return index == 0;
	if (list == NO_NODE)
		return true;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (++looked_at > MOST_LISTED || call_is_splat(tree_kind(t, a)))
			return true;
		if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT
		        ? number++ == index
		        : str_equal(tree_text(t, tree_child(t, a, FIELD_NAME)),
		                    name))
			return true;
	}
	return false;
}

/* Is the name or attribute n called, with the parameter? */
static bool is_called_with(const struct facts *f, node_id n, uint32_t index,
                           struct str name)
{
	return tree_field(f->tree, n) == FIELD_FUNCTION &&
	       gives(f, tree_parent(f->tree, n), index, name);
}

bool growing_is_private(const struct facts *f, node_id function)
{
	return str_starts(
	    tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME)), "_");
}

bool growing_is_always_given(const struct facts *f, node_id function,
                             node_id parameter)
{
	const struct tree *t = f->tree;
	node_id called = tree_child(t, function, FIELD_NAME);
	struct str name = tree_text(t, tree_child(t, parameter, FIELD_NAME));
	symbol_id variable = scopes_variable(&f->scopes, called);
	uint32_t index = index_of(f, function, parameter), calls = 0;
	struct attributes named = {NULL, 0};

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (bounds_exceeded(t, REACHED_USES, ++calls, function))
			return true;
		if (!is_called_with(f, o->node, index, name))
			return false;
	}
	if (classes_of_method(&f->classes, function) != NO_CLASS)
		named = uses_named(f->uses, tree_name(t, called));
	for (uint32_t i = 0; i < named.count; i++) {
		if (bounds_exceeded(t, REACHED_USES, ++calls, function))
			return true;
		if (!is_called_with(f, named.at[i], index, name))
			return false;
	}
	return calls > 0;
}

bool growing_is_given_at(const struct facts *f, node_id n, node_id function,
                         node_id parameter)
{
	const struct tree *t = f->tree;

	return tree_kind(t, n) == KIND_CALL &&
	       calls_target(&f->scopes, n) == function &&
	       gives(f, n, index_of(f, function, parameter),
	             tree_text(t, tree_child(t, parameter, FIELD_NAME)));
}

/* ---------------------------------------------------- what it is passed to */

/* The parameter at this place, without `self`, or of this name. */
static node_id parameter_at(const struct facts *f, node_id function,
                            uint32_t index, node_id keyword)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	bool is_first_bound = is_bound(f, function);
	uint32_t number = 0;

	if (list == NO_NODE)
		return NO_NODE;
	for (node_id p = tree_first(t, list);
	     p != NO_NODE && number <= MOST_LISTED;
	     p = tree_sibling(t, p), number++) {
		node_id name = tree_kind(t, p) == KIND_IDENTIFIER ? p
		               : tree_kind(t, p) == KIND_TYPED_PARAMETER
		                   ? tree_first(t, p)
		                   : tree_child(t, p, FIELD_NAME);

		if (tree_kind(t, name) != KIND_IDENTIFIER)
			return NO_NODE;
		if (keyword != NO_NODE
		        ? tree_name(t, keyword) == tree_name(t, name)
		        : number == index + is_first_bound)
			return name;
	}
	return NO_NODE;
}

node_id growing_passed_as(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id argument = tree_outermost(t, n), keyword = NO_NODE, list;
	node_id function;
	uint32_t index;

	if (tree_kind(t, tree_parent(t, argument)) == KIND_KEYWORD_ARGUMENT) {
		argument = tree_parent(t, argument);
		keyword = tree_child(t, argument, FIELD_NAME);
	}
	list = tree_parent(t, argument);
	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	function = calls_target(&f->scopes, tree_parent(t, list));
	if (function == NO_NODE)
		return NO_NODE;
	index = number_of(t, argument);
	return index == UINT32_MAX ? NO_NODE
	                           : parameter_at(f, function, index, keyword);
}

/* ------------------------------------------------------------- its callers */

/* All that is done under the name with the container that it holds. */
static void see_all(struct growing *g, const struct facts *f, node_id name,
                    const char *word)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct occurrence *o;
	uint32_t seen = 0;

	if (scopes_only_binding(&f->scopes, variable) == NULL)
		return;
	for (o = scopes_first(&f->scopes, variable); o != NULL;
	     o = scopes_next(&f->scopes, o)) {
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node))
			return;
		if (o->node != name)
			growing_see(g, f, o->node, word);
	}
}

/* Does the function return what the parameter holds? */
static bool is_returned(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o))
		if (tree_kind(f->tree,
		              tree_parent(f->tree,
		                          tree_outermost(f->tree, o->node))) ==
		    KIND_RETURN_STATEMENT)
			return true;
	return false;
}

struct growing growing_by_callers(const struct facts *f, node_id function,
                                  node_id parameter, const char *word)
{
	const struct tree *t = f->tree;
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope = scopes_opened_by(&f->scopes, function);
	node_id name = tree_child(t, parameter, FIELD_NAME);
	uint32_t index = index_of(f, function, parameter);
	struct growing g = {.place = NO_NODE};

	if (!is_returned(f, name))
		return g;
	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1]; i++) {
		node_id call = calls->sites[i], around;
		struct growing one = {.place = NO_NODE};

		if (bounds_exceeded(t, REACHED_SITES,
		                    i - calls->first_site[scope] + 1, call))
			break;
		if (gives(f, call, index, tree_text(t, name)))
			continue;
		around = tree_parent(t, tree_outermost(t, call));
		if (tree_kind(t, around) == KIND_ASSIGNMENT &&
		    tree_kind(t, tree_child(t, around, FIELD_LEFT)) ==
		        KIND_IDENTIFIER)
			see_all(&one, f, tree_child(t, around, FIELD_LEFT),
			        word);
		else if (tree_kind(t, around) == KIND_ATTRIBUTE)
			growing_see(&one, f, call, word);
		g.is_ended |= one.is_ended;
		if (g.place == NO_NODE)
			g.place = one.place;
	}
	return g;
}
