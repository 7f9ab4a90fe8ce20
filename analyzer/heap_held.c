/* Classes that are called through a name that holds them. */
#include "heap_model.h"

/* Is the variable bound by anything but its parameter? */
static bool is_rebound(const struct scopes *s, symbol_id variable)
{
	uint32_t bindings = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o))
		bindings += o->binding != BINDING_NONE;
	return bindings != 1;
}

/* def f(make=Default): the default, of a parameter that is not bound again. */
static node_id default_of(struct heap_builder *b, struct heap_function *f,
                          node_id n)
{
	const struct tree *t = b->tree;
	node_id list;

	if (f->node == 0 || tree_kind(t, f->node) != KIND_FUNCTION_DEFINITION)
		return NO_NODE;
	list = tree_child(t, f->node, FIELD_PARAMETERS);
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		symbol_id variable;

		if ((tree_kind(t, p) != KIND_DEFAULT_PARAMETER &&
		     tree_kind(t, p) != KIND_TYPED_DEFAULT_PARAMETER) ||
		    !tree_same(t, tree_child(t, p, FIELD_NAME), n))
			continue;
		variable = scopes_variable(&b->facts->scopes, n);
		return variable == NO_SYMBOL ||
		               is_rebound(&b->facts->scopes, variable)
		           ? NO_NODE
		           : tree_child(t, p, FIELD_VALUE);
	}
	return NO_NODE;
}

/* The class that is defined in the class's body. */
static node_id inner_class(const struct tree *t, node_id body, name_id name)
{
	uint32_t looked_at = 0;

	for (node_id s = tree_first(t, body);
	     s != NO_NODE && looked_at++ < MOST_STATEMENTS;
	     s = tree_sibling(t, s))
		if (tree_kind(t, s) == KIND_CLASS_DEFINITION &&
		    tree_name(t, tree_child(t, s, FIELD_NAME)) == name)
			return s;
	return NO_NODE;
}

/* self.maker of class: maker = C, or class maker: ... in its body, which
 * nothing else sets. */
static node_id class_level(struct heap_builder *b, class_id class, name_id name)
{
	const struct classes *c = &b->facts->classes;
	node_id found = NO_NODE;

	for (uint32_t i = 0; i < c->list[class].order_count; i++) {
		const struct class_info *info =
		    &c->list[c->list[class].order[i]];
		node_id inner = inner_class(
		    b->tree, tree_child(b->tree, info->node, FIELD_BODY), name);

		for (uint32_t k = 0; k < info->set_count; k++) {
			if (info->sets[k].name != name)
				continue;
			if (!info->sets[k].is_class_level ||
			    (info->sets[k].value == NO_NODE &&
			     inner == NO_NODE))
				return NO_NODE;
			if (found == NO_NODE)
				found = info->sets[k].value;
		}
		if (found == NO_NODE)
			found = inner;
	}
	return found;
}

node_id heap_held_class(struct heap_builder *b, struct heap_function *f,
                        node_id callee)
{
	const struct tree *t = b->tree;
	node_id found = NO_NODE;
	object_id self;

	if (tree_kind(t, callee) == KIND_IDENTIFIER) {
		found = default_of(b, f, callee);
	} else if (tree_kind(t, callee) == KIND_ATTRIBUTE) {
		self = object_of(
		    b, f, tree_value(t, tree_child(t, callee, FIELD_OBJECT)));
		if (self != NO_OBJECT && f->objects.at[self].class != NO_CLASS)
			found = class_level(
			    b, f->objects.at[self].class,
			    tree_name(t,
			              tree_child(t, callee, FIELD_ATTRIBUTE)));
	}
	if (found == NO_NODE)
		return callee;
	return tree_kind(t, found) == KIND_CLASS_DEFINITION
	           ? found
	           : tree_value(t, found);
}
