#include "calls.h"

#include "components.h"

#include <string.h>

/* Bases may name one another in a circle. */
enum { MOST_BASES = 8 };

node_id calls_class_around(const struct tree *t, node_id function)
{
	node_id around;

	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION)
		return NO_NODE;
	around = tree_parent(t, function);
	if (tree_kind(t, around) == KIND_DECORATED_DEFINITION)
		around = tree_parent(t, around);
	around = tree_kind(t, around) == KIND_BLOCK ? tree_parent(t, around)
	                                            : NO_NODE;
	return tree_kind(t, around) == KIND_CLASS_DEFINITION ? around : NO_NODE;
}

/* Decorators other than these two may replace the function. */
static bool is_replaced(const struct tree *t, node_id definition,
                        const char *harmless, const char *other)
{
	node_id around = tree_parent(t, definition);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return false;
	for (node_id c = tree_first(t, around); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		node_id what = tree_kind(t, c) == KIND_DECORATOR
		                   ? tree_first(t, c)
		                   : NO_NODE;

		if (what != NO_NODE && !str_is(tree_text(t, what), harmless) &&
		    !str_is(tree_text(t, what), other))
			return true;
	}
	return false;
}

static bool is_decorated_as(const struct tree *t, node_id function,
                            const char *decorator)
{
	return tree_kind(t, tree_parent(t, function)) ==
	           KIND_DECORATED_DEFINITION &&
	       is_replaced(t, function, "", "") &&
	       !is_replaced(t, function, decorator, decorator);
}

/* What binds the variable alone, if it is of this sort. */
static node_id only_cause(const struct scopes *s, symbol_id variable,
                          enum binding binding)
{
	const struct occurrence *o = scopes_only_binding(s, variable);

	return o != NULL && o->binding == binding ? o->cause : NO_NODE;
}

static node_id class_named(const struct scopes *s, node_id name)
{
	if (tree_kind(s->tree, name) != KIND_IDENTIFIER)
		return NO_NODE;
	return only_cause(s, scopes_variable(s, name), BINDING_CLASS);
}

node_id calls_class(const struct scopes *s, node_id call)
{
	if (tree_kind(s->tree, call) != KIND_CALL)
		return NO_NODE;
	return class_named(s, tree_child(s->tree, call, FIELD_FUNCTION));
}

static node_id own_method(const struct scopes *s, node_id class, name_id name)
{
	scope_id scope = scopes_opened_by(s, class);
	symbol_id symbol =
	    scope == NO_SCOPE ? NO_SYMBOL : scopes_symbol(s, scope, name);

	if (symbol == NO_SYMBOL || s->symbols[symbol].owner != symbol)
		return NO_NODE;
	return only_cause(s, symbol, BINDING_FUNCTION);
}

/* The method of this name in a class or its bases, as far as they are written
 * in this file and bind it once; NO_NODE else. */
static node_id method_of(const struct scopes *s, node_id class, name_id name)
{
	for (int step = 0; class != NO_NODE && step < MOST_BASES; step++) {
		node_id method = own_method(s, class, name);
		node_id bases;

		if (method != NO_NODE)
			return method;
		bases = tree_child(s->tree, class, FIELD_SUPERCLASSES);
		class = bases == NO_NODE
		            ? NO_NODE
		            : class_named(s, tree_child_at(s->tree, bases, 0));
	}
	return NO_NODE;
}

node_id calls_class_of_self(const struct scopes *s, node_id n)
{
	const struct tree *t = s->tree;
	symbol_id variable = scopes_variable(s, n);
	const struct occurrence *o = scopes_only_binding(s, variable);
	node_id parameters, function;

	if (o == NULL || o->binding != BINDING_PARAMETER)
		return NO_NODE;
	parameters = tree_parent(t, o->node);
	function = tree_parent(t, parameters);
	if (tree_kind(t, parameters) != KIND_PARAMETERS ||
	    tree_first(t, parameters) != o->node ||
	    is_decorated_as(t, function, "staticmethod"))
		return NO_NODE;
	return calls_class_around(t, function);
}

/* The class of what an identifier is an instance of, or itself. */
static node_id class_of_object(const struct scopes *s, node_id name)
{
	node_id class = calls_class_of_self(s, name), cause;

	if (class != NO_NODE)
		return class;
	class = class_named(s, name);
	if (class != NO_NODE)
		return class;
	cause = only_cause(s, scopes_variable(s, name), BINDING_ASSIGNMENT);
	if (cause == NO_NODE ||
	    tree_name(s->tree, tree_child(s->tree, cause, FIELD_LEFT)) !=
	        tree_name(s->tree, name))
		return NO_NODE;
	return calls_class(
	    s, tree_value(s->tree, tree_child(s->tree, cause, FIELD_RIGHT)));
}

node_id calls_target(const struct scopes *s, node_id call)
{
	const struct tree *t = s->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	node_id target = NO_NODE, class;

	if (tree_kind(t, function) == KIND_IDENTIFIER) {
		target = only_cause(s, scopes_variable(s, function),
		                    BINDING_FUNCTION);
		class = class_named(s, function);
		if (class != NO_NODE)
			target = method_of(s, class, NAME_INIT);
	} else if (tree_kind(t, function) == KIND_ATTRIBUTE &&
	           tree_kind(t, tree_first(t, function)) == KIND_IDENTIFIER) {
		class = class_of_object(s, tree_first(t, function));
		if (class != NO_NODE)
			target = method_of(
			    s, class,
			    tree_name(
			        t, tree_child(t, function, FIELD_ATTRIBUTE)));
	}
	if (target == NO_NODE ||
	    is_replaced(t, target, "staticmethod", "classmethod"))
		return NO_NODE;
	return target;
}

/* One resolved call. */
struct site {
	node_id call;
	scope_id target;
};

/* Sort the sites by their target, in counting sort. */
static void sort_sites(struct calls *c, struct arena *arena,
                       const struct site *sites, uint32_t count)
{
	uint32_t scopes = c->scopes->scope_count;
	uint32_t *first = ARENA_ARRAY(arena, scopes + 2, uint32_t);
	node_id *sorted = ARENA_ARRAY(arena, count, node_id);

	for (uint32_t i = 0; i < count; i++)
		first[sites[i].target + 2]++;
	for (uint32_t i = 2; i < scopes + 2; i++)
		first[i] += first[i - 1];
	for (uint32_t i = 0; i < count; i++)
		sorted[first[sites[i].target + 1]++] = sites[i].call;
	c->sites = sorted;
	c->first_site = first;
}

/* Who calls whom: the components of callee -> caller. */
static void find_components(struct calls *c, struct arena *arena)
{
	uint32_t count = c->scopes->scope_count, arc_count = 0;
	struct arena scratch = {0};
	uint8_t *is_recursive = ARENA_ARRAY(arena, count, uint8_t);
	uint32_t *members;
	struct arc *arcs;

	arena_beside(&scratch, arena);
	members = ARENA_ARRAY(&scratch, count, uint32_t);
	arcs = ARENA_ARRAY(&scratch, c->first_site[count], struct arc);
	for (scope_id scope = 0; scope < count; scope++)
		for (uint32_t i = c->first_site[scope];
		     i < c->first_site[scope + 1]; i++) {
			scope_id caller = scopes_body(c->scopes, c->sites[i]);

			arcs[arc_count++] = (struct arc){scope, caller};
			is_recursive[scope] |= caller == scope;
		}
	c->component = components_find(arena, count, arcs, arc_count);
	for (scope_id scope = 0; scope < count; scope++)
		members[c->component[scope]]++;
	for (scope_id scope = 0; scope < count; scope++)
		is_recursive[scope] |= members[c->component[scope]] > 1;
	c->is_recursive = is_recursive;
	arena_release(&scratch);
}

void calls_find(struct calls *calls, struct arena *arena,
                const struct scopes *scopes)
{
	const struct tree *t = scopes->tree;
	struct arena scratch = {0};
	ARRAY(struct site) sites = {0};

	arena_beside(&scratch, arena);
	calls->scopes = scopes;
	for (node_id n = tree_first_of(t, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(t, n)) {
		node_id target = calls_target(scopes, n);
		struct site site = {n, target == NO_NODE
		                           ? NO_SCOPE
		                           : scopes_opened_by(scopes, target)};

		if (site.target != NO_SCOPE)
			ARRAY_PUSH(&scratch, &sites, site);
	}
	sort_sites(calls, arena, sites.at, sites.count);
	arena_release(&scratch);
	find_components(calls, arena);
}
