/* Classes that a function picks before it calls one: held by a variable of its
 * own, taken out of a table, or one after the other in a loop. One that is
 * called in some runs is enough for what it keeps to exist. */
#include "heap_model.h"

enum {
	MOST_PICKED = 4,
	MOST_DEEP = 8 /* levels of what a function gives: C of {"k": C} */
};

/* Does the function's own variable n hold what these bind it to, at n? */
static uint32_t bindings_at(struct heap_builder *b,
                            const struct heap_function *f, node_id n,
                            occurrence_id *found)
{
	const struct scopes *s = &b->facts->scopes;
	symbol_id variable = scopes_variable(s, n);
	const struct occurrence *only;
	struct flow *flow;
	uint32_t count;

	if (variable == NO_SYMBOL)
		return 0;
	only = scopes_only_binding(s, variable);
	if (heap_body_of(s, s->symbols[variable].scope) != f->scope)
		return 0;
	if (only != NULL) {
		found[0] = (occurrence_id)(only - s->occurrences);
		return 1;
	}
	flow = facts_flow(b->facts, n);
	count = flow == NULL
	            ? 0
	            : flow_definitions(flow, variable, n, found, MOST_PICKED);
	return count > MOST_PICKED ? 0 : count;
}

/* What the function that is called ends with giving: def table(): return {...};
 * or NO_NODE. */
static node_id given_by(struct heap_builder *b, node_id call)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id callee = tree_value(t, tree_child(t, call, FIELD_FUNCTION));
	symbol_id variable = tree_kind(t, callee) == KIND_IDENTIFIER
	                         ? scopes_variable(s, callee)
	                         : NO_SYMBOL;
	const struct occurrence *only =
	    variable == NO_SYMBOL ? NULL : scopes_only_binding(s, variable);
	node_id body, end;
	int depth = 0;

	if (only == NULL || only->binding != BINDING_FUNCTION ||
	    tree_kind(t, tree_parent(t, only->cause)) ==
	        KIND_DECORATED_DEFINITION)
		return NO_NODE;
	body = tree_child(t, only->cause, FIELD_BODY);
	if (body == NO_NODE)
		return NO_NODE;
	end = tree_end(t, body) - 1;
	while (end > body && tree_parent(t, end) != body && depth++ < MOST_DEEP)
		end = tree_parent(t, end);
	return tree_kind(t, end) == KIND_RETURN_STATEMENT ? tree_first(t, end)
	                                                  : NO_NODE;
}

/* The display that n is, that a function called for it gives, or that the
 * module or a class of this file has for it: nothing else is bound to that
 * name. */
static node_id display_of(struct heap_builder *b, struct heap_function *f,
                          node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	symbol_id variable;

	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = heap_held_value(b, f, n);
	else if (tree_kind(t, n) == KIND_CALL)
		n = given_by(b, n);
	else if (tree_kind(t, n) == KIND_IDENTIFIER) {
		variable = scopes_variable(s, n);
		only = variable == NO_SYMBOL ? NULL
		                             : scopes_only_binding(s, variable);
		n = only == NULL || only->binding != BINDING_ASSIGNMENT
		        ? NO_NODE
		        : classes_assigned(t, only->cause, only->node);
	}
	n = n == NO_NODE ? NO_NODE : tree_value(t, n);
	switch (tree_kind(t, n)) {
	case KIND_DICTIONARY:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_EXPRESSION_LIST:
		return n;
	default:
		return NO_NODE;
	}
}

/* What the display has first, or at the key if that is a constant. */
static node_id element_of(const struct tree *t, node_id display, node_id key)
{
	enum kind kind = tree_kind(t, key);
	bool is_constant = kind == KIND_STRING || kind == KIND_INTEGER;
	bool is_dict = tree_kind(t, display) == KIND_DICTIONARY;
	node_id element = tree_first(t, display);

	if (is_constant && !is_dict)
		return NO_NODE;
	while (is_constant && element != NO_NODE &&
	       !(tree_kind(t, element) == KIND_PAIR &&
	         tree_same(t, tree_child(t, element, FIELD_KEY), key)))
		element = tree_sibling(t, element);
	if (element == NO_NODE || !is_dict)
		return element;
	return tree_kind(t, element) == KIND_PAIR
	           ? tree_child(t, element, FIELD_VALUE)
	           : NO_NODE;
}

/* table.get(key), table.values(): the table, else NO_NODE. */
static node_id table_asked(const struct tree *t, node_id call,
                           const char *const *methods)
{
	node_id callee = tree_value(t, tree_child(t, call, FIELD_FUNCTION));

	return tree_kind(t, call) == KIND_CALL &&
	               tree_kind(t, callee) == KIND_ATTRIBUTE &&
	               str_is_one_of(
	                   tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	                   methods)
	           ? tree_value(t, tree_child(t, callee, FIELD_OBJECT))
	           : NO_NODE;
}

/* Of table[key] and table.get(key): a class that it gives, in some runs. */
static node_id of_table(struct heap_builder *b, struct heap_function *f,
                        node_id n)
{
	static const char *const gets[] = {"get", "pop", NULL};
	const struct tree *t = b->tree;
	node_id table, key, display;

	if (tree_kind(t, n) == KIND_SUBSCRIPT) {
		table = tree_value(t, tree_child(t, n, FIELD_VALUE));
		key = tree_value(t, tree_child(t, n, FIELD_SUBSCRIPT));
	} else {
		table = table_asked(t, n, gets);
		key = table == NO_NODE ? NO_NODE : heap_positional(t, n, 0);
		key = key == NO_NODE ? NO_NODE : tree_value(t, key);
	}
	display = table == NO_NODE || key == NO_NODE ? NO_NODE
	                                             : display_of(b, f, table);
	return display == NO_NODE ? NO_NODE : element_of(t, display, key);
}

/* for n in (A, B), for n in TABLE.values(), for key, n in TABLE.items(): A. */
static node_id of_loop(struct heap_builder *b, struct heap_function *f,
                       node_id loop, node_id target)
{
	static const char *const views[] = {"values", NULL};
	static const char *const pairs[] = {"items", NULL};
	const struct tree *t = b->tree;
	node_id left = tree_child(t, loop, FIELD_LEFT);
	bool is_pair = left != target;
	node_id all, display, table;

	if (is_pair && (tree_child_count(t, left) != 2 ||
	                tree_child_at(t, left, 1) != target))
		return NO_NODE;
	all = tree_value(t, tree_child(t, loop, FIELD_RIGHT));
	table = tree_kind(t, all) == KIND_CALL
	            ? table_asked(t, all, is_pair ? pairs : views)
	            : NO_NODE;
	if (is_pair && table == NO_NODE)
		return NO_NODE;
	display = display_of(b, f, table == NO_NODE ? all : table);
	if (display == NO_NODE ||
	    (table == NO_NODE) == (tree_kind(t, display) == KIND_DICTIONARY))
		return NO_NODE;
	return element_of(t, display, NO_NODE);
}

/* What names a class in the value, or gives one of a table; NO_NODE if that is
 * not seen. */
static node_id class_in(struct heap_builder *b, struct heap_function *f,
                        node_id value)
{
	const struct tree *t = b->tree;
	node_id found;

	switch (tree_kind(t, value)) {
	case KIND_CALL: /* type(x) */
		found = heap_held_value(b, f, value);
		return found != NO_NODE &&
		               tree_kind(t, found) == KIND_CLASS_DEFINITION
		           ? value
		           : of_table(b, f, value);
	case KIND_SUBSCRIPT:
		return of_table(b, f, value);
	case KIND_BOOLEAN_OPERATOR:
		value = tree_value(t, tree_child(t, value, FIELD_RIGHT));
		break;
	case KIND_CONDITIONAL_EXPRESSION:
		value = tree_value(t, tree_child_at(t, value, 0));
		break;
	default:
		break;
	}
	if (tree_kind(t, value) == KIND_ATTRIBUTE)
		return heap_is_called_as_class(
		           t, tree_child(t, value, FIELD_ATTRIBUTE)) ||
		               heap_held_value(b, f, value) != NO_NODE
		           ? value
		           : NO_NODE;
	return heap_is_called_as_class(t, value) ? value : NO_NODE;
}

node_id heap_picked(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	occurrence_id found[MOST_PICKED];
	uint32_t count;

	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return of_table(b, f, n);
	count = bindings_at(b, f, n, found);
	for (uint32_t i = 0; i < count; i++) {
		const struct occurrence *o = &s->occurrences[found[i]];
		node_id value = NO_NODE;

		if (o->binding == BINDING_ASSIGNMENT)
			value = classes_assigned(t, o->cause, o->node);
		else if (o->binding == BINDING_FOR)
			value = of_loop(b, f, o->cause, o->node);
		value = value == NO_NODE ? NO_NODE : tree_value(t, value);
		if (value == NO_NODE || tree_contains(t, value, n))
			continue;
		value = class_in(b, f, value);
		if (value != NO_NODE)
			return value;
	}
	return NO_NODE;
}
