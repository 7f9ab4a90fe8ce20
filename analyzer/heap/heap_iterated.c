/* What the calls that loops run over give: the items of which object. */
#include "heap_iterated.h"
#include "heap_model.h"

#include "ask_raise.h"

static bool is_of_self(const struct tree *t, node_id method, node_id n)
{
	node_id self = tree_first(t, tree_child(t, method, FIELD_PARAMETERS));

	return tree_kind(t, n) == KIND_ATTRIBUTE &&
	       tree_kind(t, tree_first(t, n)) == KIND_IDENTIFIER &&
	       tree_kind(t, self) == KIND_IDENTIFIER &&
	       tree_name(t, tree_first(t, n)) == tree_name(t, self);
}

/* self.parts of self.parts.values(), iter(self.parts); or n. */
static node_id unwrapped(struct heap_builder *b, node_id n)
{
	static const char *const wrappers[] = {"builtins.iter",
	                                       "builtins.list",
	                                       "builtins.reversed",
	                                       "builtins.set",
	                                       "builtins.sorted",
	                                       "builtins.tuple",
	                                       NULL};
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION);

	if (tree_kind(t, n) != KIND_CALL)
		return n;
	if (tree_kind(t, callee) == KIND_ATTRIBUTE &&
	    str_is(tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	           "values"))
		return tree_value(t, tree_first(t, callee));
	if (imports_which(&b->facts->imports, callee, wrappers) < 0 ||
	    heap_positional(t, n, 0) == NO_NODE)
		return n;
	return tree_value(t, heap_positional(t, n, 0));
}

/* yield from self.parts; for part in self.parts: yield part */
static node_id yielded_from(struct heap_builder *b, node_id yield)
{
	const struct tree *t = b->tree;
	node_id value = tree_first(t, yield), loop;
	const struct occurrence *only;

	if (value == NO_NODE)
		return NO_NODE;
	if (tree_kind(t, value) == KIND_TOKEN_FROM)
		return tree_sibling(t, value) == NO_NODE
		           ? NO_NODE
		           : unwrapped(b,
		                       tree_value(t, tree_sibling(t, value)));
	if (tree_kind(t, value) != KIND_IDENTIFIER)
		return NO_NODE;
	only = scopes_only_binding(&b->facts->scopes,
	                           scopes_variable(&b->facts->scopes, value));
	loop = only != NULL && only->binding == BINDING_FOR ? only->cause
	                                                    : NO_NODE;
	if (loop == NO_NODE || tree_child(t, loop, FIELD_LEFT) != only->node)
		return NO_NODE;
	return unwrapped(b, tree_value(t, tree_child(t, loop, FIELD_RIGHT)));
}

/* The attribute of its object whose items are all that the method yields, or
 * goes over by the iterator or list that it returns; NO_NODE if it has none, or
 * gives other things too. */
static node_id given_by(struct heap_builder *b, node_id method)
{
	const struct tree *t = b->tree;
	node_id found = NO_NODE;

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, method) - method,
	                    method))
		return NO_NODE;
	for (node_id n = method; n < tree_end(t, method); n++) {
		node_id from = NO_NODE;

		if (tree_kind(t, n) != KIND_YIELD &&
		    tree_kind(t, n) != KIND_RETURN_STATEMENT)
			continue;
		if (ask_raise_function(b->facts, n) != method)
			return NO_NODE;
		if (tree_kind(t, n) == KIND_YIELD)
			from = yielded_from(b, n);
		else if (tree_first(t, n) != NO_NODE)
			from = unwrapped(b, tree_value(t, tree_first(t, n)));
		else
			continue; /* the end of a generator */
		if (from == NO_NODE || found != NO_NODE ||
		    !is_of_self(t, method, from))
			return NO_NODE;
		found = from;
	}
	return found;
}

object_id heap_iterated(struct heap_builder *b, struct heap_function *f,
                        node_id call)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION), method, given;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	object_id base, holder;

	if (heap_is_over_nodes(b, call))
		return object_of(b, f, heap_positional(t, call, 0));
	if (tree_kind(t, callee) != KIND_ATTRIBUTE ||
	    tree_kind(t, list) != KIND_ARGUMENT_LIST ||
	    tree_first(t, list) != NO_NODE)
		return NO_OBJECT;
	base = object_of(b, f, tree_child(t, callee, FIELD_OBJECT));
	if (base == NO_OBJECT || f->objects.at[base].class == NO_CLASS)
		return NO_OBJECT;
	method =
	    object_method(b, &f->objects.at[base],
	                  tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)));
	if (method == NO_NODE ||
	    classes_has_unknown_decorator(&b->facts->classes, method))
		return NO_OBJECT;
	given = given_by(b, method);
	if (given == NO_NODE)
		return NO_OBJECT;
	holder = object_read(
	    b, f, base, tree_name(t, tree_child(t, given, FIELD_ATTRIBUTE)),
	    call);
	return holder != NO_OBJECT && object_is_container(b, f, holder, given)
	           ? holder
	           : NO_OBJECT;
}

bool heap_is_over_nodes(struct heap_builder *b, node_id call)
{
	static const char *const names[] = {"ast.iter_child_nodes", "ast.walk",
	                                    NULL};

	return tree_kind(b->tree, call) == KIND_CALL &&
	       imports_which(&b->facts->imports,
	                     tree_child(b->tree, call, FIELD_FUNCTION),
	                     names) >= 0;
}
