#include "layout_lent.h"

#include "dotted.h"

/* With `sign` behind it. */
static void add_origin(struct texts *names, const struct facts *f, node_id n,
                       const char *sign)
{
	struct str origin = imports_origin(&f->imports, n);

	if (origin.length == 0 || str_starts(origin, "builtins."))
		return;
	origin = dotted_absolute(f->arena, f, origin);
	if (origin.length != 0)
		texts_add(
		    f->arena, names,
		    arena_format(f->arena, "%.*s%s", STR_ARG(origin), sign));
}

static bool is_self(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, n) == KIND_KEYWORD_ARGUMENT)
		n = tree_child(t, n, FIELD_VALUE);
	n = tree_value(t, n);
	return tree_kind(t, n) == KIND_IDENTIFIER &&
	       classes_of_self(&f->classes, n) != NO_CLASS;
}

static bool takes_self(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	for (node_id n = tree_first(t, list); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (is_self(f, n))
			return true;
	return false;
}

static void add_decorators(struct texts *names, const struct facts *f,
                           node_id definition)
{
	const struct tree *t = f->tree;

	for (node_id n = tree_first(t, definition);
	     n != NO_NODE && tree_kind(t, n) == KIND_DECORATOR;
	     n = tree_sibling(t, n)) {
		node_id by = tree_value(t, tree_first(t, n));

		add_origin(names, f,
		           tree_kind(t, by) == KIND_CALL
		               ? tree_child(t, by, FIELD_FUNCTION)
		               : by,
		           LENT_DECORATED);
	}
}

void layout_lent(const struct facts *facts, const struct class_info *class,
                 struct texts *names)
{
	const struct tree *t = facts->tree;

	for (uint32_t i = 0; i < class->method_count; i++) {
		node_id method = class->methods[i];
		node_id parent = tree_parent(t, method);

		if (tree_kind(t, parent) == KIND_DECORATED_DEFINITION)
			add_decorators(names, facts, parent);
		for (node_id n = method; n < tree_end(t, method); n++)
			if (tree_kind(t, n) == KIND_CALL &&
			    takes_self(facts, n))
				add_origin(names, facts,
				           tree_child(t, n, FIELD_FUNCTION),
				           "");
	}
	texts_sort(names);
}

/* Is the variable called, or returned? In a decorator that is what it
 * decorates. */
static enum lent_function function(const struct facts *f, symbol_id variable)
{
	const struct tree *t = f->tree;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		enum kind kind = tree_kind(t, tree_parent(t, o->node));

		if (kind == KIND_RETURN_STATEMENT ||
		    (kind == KIND_CALL &&
		     tree_field(t, o->node) == FIELD_FUNCTION))
			return LENT_FUNCTION;
	}
	return LENT_OBJECT;
}

static bool is_function(struct lent *lent, symbol_id variable)
{
	unsigned char *known =
	    &lent->function[lent->facts->scopes.symbols[variable].owner];

	if (*known == LENT_UNASKED)
		*known = (unsigned char)function(lent->facts, variable);
	return *known == LENT_FUNCTION;
}

node_id layout_lent_to(struct lent *lent, node_id n, bool *is_later)
{
	const struct facts *facts = lent->facts;
	const struct scopes *scopes = &facts->scopes;
	symbol_id variable = scopes_variable(scopes, n);
	scope_id own, at;

	if (variable == NO_SYMBOL ||
	    !(scopes->symbols[variable].flags & SYMBOL_PARAMETER))
		return NO_NODE;
	own = at = scopes->symbols[variable].scope;
	while (scopes->scopes[at].parent != 0 &&
	       scopes->scopes[at].parent != NO_SCOPE)
		at = scopes->scopes[at].parent;
	*is_later = at != own &&
	            tree_name(facts->tree,
	                      tree_child(facts->tree, scopes->scopes[own].node,
	                                 FIELD_NAME)) != NAME_INIT;
	return at == 0 || (*is_later && is_function(lent, variable))
	           ? NO_NODE
	           : scopes->scopes[at].node;
}
