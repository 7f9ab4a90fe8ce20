/* Part of ask_raise_kept.c: exceptions that are handed to a function which
 * keeps them. */
#include "ask_raise.h"

#include "ask.h"
#include "calls.h"
#include "growing.h"

/* The argument of the call for parameter number `index`; NO_NODE if it has
 * none that is known. `first`: the number of its first argument. */
static node_id argument_for(const struct facts *f, node_id call,
                            node_id function, uint32_t first, uint32_t index)
{
	const struct tree *t = f->tree;
	node_id p = tree_first(t, tree_child(t, function, FIELD_PARAMETERS));
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	if (index >= first && ask_argument(f, call, index - first) != NO_NODE)
		return ask_argument(f, call, index - first);
	for (uint32_t i = 0; p != NO_NODE && i < index; i++)
		p = tree_sibling(t, p);
	if (p == NO_NODE || tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	if (tree_kind(t, p) != KIND_IDENTIFIER)
		p = tree_first(t, p);
	for (node_id a = p == NO_NODE ? NO_NODE : tree_first(t, list);
	     a != NO_NODE; a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
		    tree_name(t, tree_child(t, a, FIELD_NAME)) ==
		        tree_name(t, p))
			return tree_child(t, a, FIELD_VALUE);
	return NO_NODE;
}

/* Is all of the way made by this file's code? */
static bool is_sure(const struct heap_keep *keep)
{
	if (keep->taken_count != 0)
		return false;
	for (uint32_t i = 0; i < keep->edge_count; i++) {
		const struct heap_edge *edge = &keep->edges[i];

		if (edge->condition != NULL || edge->is_load ||
		    edge->field == NULL || edge->is_callable)
			return false;
		for (size_t k = 0;
		     k < sizeof(edge->needs) / sizeof(*edge->needs); k++)
			if (edge->needs[k] != NULL)
				return false;
	}
	return keep->edge_count > 0;
}

/* The attribute that the way begins with. */
static struct str first_field(const struct heap_keep *keep)
{
	struct str field = str_of(keep->edges[0].field);

	if (field.length < 2 || field.at[0] != '.')
		return (struct str){NULL, 0};
	field.at++;
	field.length--;
	if (str_ends(field, "[]"))
		field.length -= 2;
	return field;
}

/* Is the attribute used in the part of a tree, after `from`? */
static bool uses_field(const struct facts *f, node_id part, node_id from,
                       struct str field)
{
	const struct tree *t = f->tree;

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, part) - part, part))
		return true;
	for (node_id m = from; field.length > 0 && m < tree_end(t, part); m++)
		if (tree_kind(t, m) == KIND_ATTRIBUTE &&
		    str_equal(tree_text(t, tree_child(t, m, FIELD_ATTRIBUTE)),
		              field))
			return true;
	return false;
}

/* The other method of the function's class that undoes it later; the function
 * itself if that is not known, NO_NODE if none does. */
static node_id undone_by(const struct facts *f, const struct heap_keep *keep)
{
	const struct tree *t = f->tree;
	node_id class = calls_class_around(t, keep->function);

	if (keep->undone_by == NULL)
		return NO_NODE;
	for (node_id m = class; class != NO_NODE && m < tree_end(t, class);
	     m++) {
		node_id name = tree_child(t, m, FIELD_NAME);

		if (tree_kind(t, m) != KIND_FUNCTION_DEFINITION ||
		    tree_name(t, name) == NAME_INIT)
			continue;
		if (m != keep->function &&
		    (str_is(tree_text(t, name), keep->undone_by) ||
		     uses_field(f, m, m, first_field(keep))))
			return m;
		m = tree_end(t, m) - 1;
	}
	return keep->function;
}

/* ".errors[]" of all its edges. */
static const char *fields_of(const struct facts *f,
                             const struct heap_keep *keep)
{
	const char *fields = keep->edges[0].field;

	for (uint32_t i = 1; i < keep->edge_count; i++)
		fields = arena_format(f->arena, "%s%s", fields,
		                      keep->edges[i].field);
	return fields;
}

/* Does the function that hands it on see to the attribute itself? */
static bool is_seen_to(const struct facts *f, node_id call,
                       const struct heap_keep *keep)
{
	node_id function = ask_raise_function(f, call);

	return function == NO_NODE ||
	       uses_field(f, function, call, first_field(keep));
}

/* future.set_exception(e): the future, of any library. */
static node_id future_of(const struct facts *f, node_id call, node_id argument,
                         struct ask_raise_kept *kept)
{
	node_id receiver = ask_receiver(f, call, "set_exception");
	const struct type *type;

	if (receiver == NO_NODE || ask_argument(f, call, 0) != argument)
		return NO_NODE;
	receiver = tree_value(f->tree, receiver);
	type = types_of(f->types, receiver);
	if ((type->kind == TYPE_INSTANCE && type->class != NO_CLASS) ||
	    classes_of_self(&f->classes, receiver) != NO_CLASS)
		return NO_NODE;
	kept->field = "._exception";
	return receiver;
}

/* What of the call the way begins with: the call itself if it makes that. */
static node_id beginning(const struct facts *f, node_id call, node_id function,
                         uint32_t from)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	bool is_method = calls_class_around(t, function) != NO_NODE;

	if (from == KEEP_RESULT)
		return call;
	if (from != 0 || !is_method)
		return argument_for(f, call, function, is_method, from);
	return tree_name(t, tree_child(t, function, FIELD_NAME)) == NAME_INIT
	           ? call
	           : tree_value(t, tree_first(t, callee));
}

node_id ask_raise_handed(const struct facts *f, node_id argument,
                         struct ask_raise_kept *kept)
{
	const struct tree *t = f->tree;
	node_id call = tree_ancestor(t, argument, KIND_CALL);
	node_id passed = growing_passed_as(f, argument), function, place;
	const struct heap_keep *keeps;
	uint32_t index, count;

	kept->field = NULL;
	place = future_of(f, call, argument, kept);
	if (place != NO_NODE || passed == NO_NODE)
		return place;
	function = tree_ancestor(t, passed, KIND_FUNCTION_DEFINITION);
	index = ask_parameter_index(f, function,
	                            scopes_variable(&f->scopes, passed));
	if (ask_raise_is_cut(f, function))
		return NO_NODE;
	keeps = heap_keeps_of(facts_heap(f), function, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct heap_keep *keep = &keeps[i];

		if (keep->to != index || !is_sure(keep) ||
		    is_seen_to(f, call, keep))
			continue;
		kept->undone_by = undone_by(f, keep);
		if (kept->undone_by == function)
			continue;
		place = beginning(f, call, function, keep->from);
		if (place == NO_NODE)
			continue;
		kept->field = fields_of(f, keep);
		return place;
	}
	return NO_NODE;
}
