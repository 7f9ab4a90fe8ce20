/* What the calls in this file give a parameter that keys are made of. A part of
 * grown.c. */
#include "ask.h"
#include "bounds.h"
#include "container.h"
#include "grown_key.h"
#include "lifetime_sign.h"
#include "uses_named.h"

#include <string.h>

enum { LONGEST_NAME = 64, LONGEST_ROUTE = 1024 };

/* self.path */
static bool is_path_of_self(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	return tree_field(t, n) == FIELD_ATTRIBUTE &&
	       str_is(tree_text(t, n), "path") &&
	       classes_of_self(&f->classes, tree_child(t, tree_parent(t, n),
	                                               FIELD_OBJECT)) !=
	           NO_CLASS;
}

/* Does it say what there is, "<any(small, large):", before the name at `i`? */
static bool is_one_of_any(struct str route, uint32_t i)
{
	while (i > 0 && route.at[i] != '<')
		i--;
	return str_starts((struct str){route.at + i, route.length - i},
	                  "<any(");
}

/* Is it a part of a route: room in "/rooms/<room>", "/rooms/<string:room>",
 * "/rooms/{room}", "/rooms/{room:path}"? */
static bool is_in_route(struct str route, struct str name)
{
	for (uint32_t i = 1; i + name.length < route.length; i++) {
		char before = route.at[i - 1], after;

		if ((before != '<' && before != '{' && before != ':') ||
		    memcmp(route.at + i, name.at, name.length) != 0)
			continue;
		after = route.at[i + name.length];
		if (after == '>' || after == '}' || after == ':')
			return !is_one_of_any(route, i);
	}
	return false;
}

/* Is n a parameter of the function that a decorator takes from the path of a
 * request? */
static bool is_of_route(const struct facts *f, node_id n, node_id function)
{
	const struct tree *t = f->tree;
	symbol_id variable = tree_kind(t, n) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, n)
	                         : NO_SYMBOL;
	node_id around = tree_parent(t, function);
	struct str route;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL ||
	    tree_kind(t, around) != KIND_DECORATED_DEFINITION ||
	    ask_parameter_index(f, function, variable) == UINT32_MAX)
		return false;
	for (node_id d = tree_first(t, around);
	     d != NO_NODE && d < function &&
	     !bounds_exceeded(t, REACHED_DECORATORS, ++seen, function);
	     d = tree_sibling(t, d)) {
		node_id call = tree_first(t, d);

		if (tree_kind(t, call) == KIND_CALL &&
		    ask_string(f, ask_argument(f, call, 0), &route) &&
		    route.length <= LONGEST_ROUTE &&
		    is_in_route(route, tree_text(t, n)))
			return true;
	}
	return false;
}

/* The container that the node i asks for n: x[n], x.get(n), n in x; or NO_NODE.
 */
static node_id asked_for(const struct facts *f, node_id i, node_id n)
{
	const struct tree *t = f->tree;
	node_id sign;

	switch (tree_kind(t, i)) {
	case KIND_SUBSCRIPT:
		return tree_same(t, tree_child(t, i, FIELD_SUBSCRIPT), n)
		           ? tree_child(t, i, FIELD_VALUE)
		           : NO_NODE;
	case KIND_CALL:
		return ask_argument_count(f, i) > 0 &&
		               tree_same(t, ask_argument(f, i, 0), n)
		           ? ask_receiver(f, i, "get")
		           : NO_NODE;
	case KIND_COMPARISON_OPERATOR:
		sign = tree_sibling(t, tree_first(t, i));
		return (tree_kind(t, sign) == KIND_TOKEN_IN ||
		        tree_kind(t, sign) == KIND_TOKEN_NOT_IN) &&
		               tree_same(t, tree_first(t, i), n)
		           ? tree_sibling(t, sign)
		           : NO_NODE;
	default:
		return NO_NODE;
	}
}

/* Is the name n asked for before in what is not the container that it is a key
 * of: `if n not in ROOMS: abort(404)`, `room = ROOMS[n]`? Then it is one of
 * those that are there. */
static bool is_checked(const struct facts *f, node_id n, node_id function)
{
	const struct tree *t = f->tree;
	node_id entry = n, container;

	while (entry > function && tree_kind(t, entry) != KIND_SUBSCRIPT &&
	       tree_kind(t, entry) != KIND_CALL)
		entry = tree_parent(t, entry);
	container = container_root(t, entry);
	if (grown_is_far(f, n))
		return true;
	for (node_id i = function; i < n; i++) {
		node_id asked = asked_for(f, i, n);

		if (asked != NO_NODE &&
		    (container == NO_NODE || !tree_same(t, asked, container)))
			return true;
	}
	return false;
}

bool grown_is_of_request(const struct facts *f, node_id n)
{
	node_id function = grown_function(f->tree, n);

	if (function == NO_NODE ||
	    !lifetime_sign_serves(f, lifetime_sign(f, function)))
		return false;
	return is_path_of_self(f, n) ||
	       (is_of_route(f, n, function) && !is_checked(f, n, function));
}

static bool is_constant(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_INTEGER:
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
		return true;
	case KIND_STRING:
		for (node_id i = n; i < tree_end(t, n); i++)
			if (tree_kind(t, i) == KIND_INTERPOLATION)
				return false;
		return true;
	default:
		return false;
	}
}

/* What the call gives the parameter, or NO_NODE: its default, or unknown. */
static node_id passed(const struct facts *f, node_id call, uint32_t index,
                      struct str name)
{
	node_id given = ask_argument(f, call, index);
	char text[LONGEST_NAME];

	if (given != NO_NODE || name.length >= sizeof(text))
		return given;
	memcpy(text, name.at, name.length);
	text[name.length] = '\0';
	return ask_keyword(f, call, text);
}

struct asked {
	const struct facts *f;
	struct str name; /* of the parameter, */
	uint32_t index;  /* and its place, without `self` */
	uint32_t sites;
	bool are_constants, is_data;
};

static void see_call(struct asked *a, node_id call)
{
	node_id given = passed(a->f, call, a->index, a->name);

	a->sites++;
	if (given == NO_NODE) {
		a->are_constants = false;
		return;
	}
	a->are_constants &=
	    is_constant(a->f->tree, tree_value(a->f->tree, given));
	a->is_data |= grown_is_written_as_data(a->f, given) &&
	              serves(a->f, given) == SERVES_REQUESTS;
}

/* The calls of the function by its name; another use of it may give anything.
 */
static void see_calls_by_name(struct asked *a, node_id name)
{
	const struct tree *t = a->f->tree;
	const struct scopes *s = &a->f->scopes;
	uint32_t seen = 0;

	for (const struct occurrence *o =
	         scopes_first(s, scopes_variable(s, name));
	     o != NULL && a->sites <= BOUND_SITES; o = scopes_next(s, o)) {
		if (bounds_exceeded(t, REACHED_USES, ++seen, o->node)) {
			a->sites = BOUND_SITES + 1; /* perhaps */
			return;
		}
		if (o->access != ACCESS_READ)
			continue;
		if (tree_field(t, o->node) == FIELD_FUNCTION)
			see_call(a, tree_parent(t, o->node));
		else
			a->are_constants = false;
	}
}

/* Those of a method by objects that surely have it. */
static void see_calls_of_method(struct asked *a, node_id method)
{
	const struct calls *calls = repeats_calls(&a->f->repeats);
	const struct tree *t = a->f->tree;
	scope_id scope = scopes_opened_by(&a->f->scopes, method);
	node_id name = tree_child(t, method, FIELD_NAME);

	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1] && a->sites <= BOUND_SITES; i++)
		see_call(a, calls->sites[i]);
	a->are_constants &=
	    uses_named(a->f->uses, tree_name(t, name)).count == a->sites;
}

enum grown_given grown_given(const struct facts *f, node_id n)
{
	node_id function = grown_function(f->tree, n);
	symbol_id variable = scopes_variable(&f->scopes, n);
	struct asked a = {f, tree_text(f->tree, n), 0, 0, true, false};
	bool is_method;

	if (function == NO_NODE || variable == NO_SYMBOL ||
	    classes_has_unknown_decorator(&f->classes, function))
		return GROWN_GIVEN_UNKNOWN;
	is_method = classes_of_method(&f->classes, function) != NO_CLASS;
	a.index = ask_parameter_index(f, function, variable);
	if (is_method &&
	    classes_method_kind(&f->classes, function) != METHOD_STATIC)
		a.index--; /* (wraps to UINT32_MAX) */
	if (a.index >= UINT32_MAX - 1)
		return GROWN_GIVEN_UNKNOWN;
	if (is_method)
		see_calls_of_method(&a, function);
	else
		see_calls_by_name(&a,
		                  tree_child(f->tree, function, FIELD_NAME));
	if (a.sites == 0 ||
	    bounds_exceeded(f->tree, REACHED_SITES, a.sites, function))
		return GROWN_GIVEN_UNKNOWN;
	if (a.is_data)
		return GROWN_GIVEN_DATA;
	return a.are_constants ? GROWN_GIVEN_CONSTANTS : GROWN_GIVEN_UNKNOWN;
}
