/* What a class's own code does with what is stored in an attribute. */
#include "classes.h"

#include "bounds.h"

/* The names of the first three parameters, or false. */
static bool takes_three(const struct tree *t, node_id function, node_id *names)
{
	node_id p = tree_first(t, tree_child(t, function, FIELD_PARAMETERS));

	for (int i = 0; i < 3; i++) {
		if (p == NO_NODE)
			return false;
		names[i] = tree_kind(t, p) == KIND_TYPED_PARAMETER
		               ? tree_first(t, p)
		               : p;
		if (tree_kind(t, names[i]) != KIND_IDENTIFIER)
			return false;
		p = tree_sibling(t, p);
	}
	return p == NO_NODE;
}

/* super().__setattr__(name, value), object.__setattr__(self, name, value) */
static bool hands_on(const struct tree *t, node_id call, const node_id *names)
{
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t count;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE ||
	    !str_is(tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	            "__setattr__") ||
	    tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return false;
	count = tree_child_count(t, list);
	return count >= 2 &&
	       tree_same(t, tree_child_at(t, list, count - 2), names[1]) &&
	       tree_same(t, tree_child_at(t, list, count - 1), names[2]);
}

/* self.__dict__[name] = value */
static bool puts_in_dict(const struct tree *t, node_id n, const node_id *names)
{
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id dict = tree_child(t, left, FIELD_VALUE);
	node_id value = tree_child(t, n, FIELD_RIGHT);

	return tree_kind(t, left) == KIND_SUBSCRIPT &&
	       tree_kind(t, dict) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, dict, FIELD_ATTRIBUTE)),
	              "__dict__") &&
	       tree_same(t, tree_child(t, dict, FIELD_OBJECT), names[0]) &&
	       tree_same(t, tree_child(t, left, FIELD_SUBSCRIPT), names[1]) &&
	       value != NO_NODE && tree_same(t, value, names[2]);
}

/* `if name == "this": self.__dict__[name] = value`: is what the string names
 * put there where it is the name? */
static bool stores_that(const struct tree *t, node_id string,
                        const node_id *names)
{
	node_id test = tree_parent(t, string), branch = tree_parent(t, test);
	node_id body;
	bool stores = false;

	if (tree_kind(t, test) != KIND_COMPARISON_OPERATOR ||
	    tree_child_count(t, test) != 3 ||
	    tree_kind(t, tree_child_at(t, test, 1)) != KIND_TOKEN_EQUAL_EQUAL ||
	    !tree_same(t, tree_first(t, test), names[1]) ||
	    (tree_kind(t, branch) != KIND_IF_STATEMENT &&
	     tree_kind(t, branch) != KIND_ELIF_CLAUSE))
		return false;
	body = tree_child(t, branch, FIELD_CONSEQUENCE);
	for (node_id n = body; n < tree_end(t, body); n++)
		stores |=
		    (tree_kind(t, n) == KIND_CALL && hands_on(t, n, names)) ||
		    (tree_kind(t, n) == KIND_ASSIGNMENT &&
		     puts_in_dict(t, n, names));
	return stores;
}

bool classes_setattr_stores(const struct tree *t, node_id method,
                            struct str attribute)
{
	node_id names[3];
	bool stores = false;

	if (!takes_three(t, method, names) ||
	    bounds_exceeded(t, REACHED_SETATTR, tree_end(t, method) - method,
	                    method))
		return false;
	for (node_id n = method; n < tree_end(t, method); n++) {
		struct str text;

		switch (tree_kind(t, n)) {
		case KIND_CALL:
			stores |= hands_on(t, n, names);
			break;
		case KIND_ASSIGNMENT:
			stores |= puts_in_dict(t, n, names);
			break;
		case KIND_STRING: /* it may treat that one otherwise */
			text = tree_text(t, n);
			if (text.length == attribute.length + 2 &&
			    str_equal(
			        (struct str){text.at + 1, attribute.length},
			        attribute))
				return stores_that(t, n, names);
			break;
		default:
			break;
		}
	}
	return stores;
}

/* @name.setter */
static bool is_setter_of(const struct tree *t, node_id function, name_id name)
{
	node_id around = tree_parent(t, function);

	if (tree_name(t, tree_child(t, function, FIELD_NAME)) != name ||
	    tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return false;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d)) {
		node_id value = tree_first(t, d);

		if (tree_kind(t, value) == KIND_ATTRIBUTE &&
		    str_is(tree_text(t, tree_child(t, value, FIELD_ATTRIBUTE)),
		           "setter"))
			return true;
	}
	return false;
}

node_id classes_setter(const struct classes *c, class_id class, name_id name)
{
	const struct class_info *info = &c->list[class];

	for (uint32_t i = 0; i < info->order_count; i++) {
		const struct class_info *above = &c->list[info->order[i]];

		if (bounds_exceeded(c->tree, REACHED_METHODS,
		                    above->method_count, above->node))
			return NO_NODE;
		for (uint32_t k = 0; k < above->method_count; k++)
			if (is_setter_of(c->tree, above->methods[k], name))
				return above->methods[k];
	}
	return NO_NODE;
}
