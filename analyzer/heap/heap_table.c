/* Classes that a function picks before it calls one: held by a variable of its
 * own, taken out of a table, or one after the other in a loop. One that is
 * called in some runs is enough for what it keeps to exist. */
#include "heap_model.h"

#include <string.h>

enum {
	MOST_PICKED = 4,
	MOST_CLASSES = 64, /* of a table, or passed to a function */
	MOST_DEEP = 8      /* levels of what a function gives: C of {"k": C} */
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

static bool has_word(struct str text, struct str word)
{
	for (uint32_t i = 0; i + word.length <= text.length; i++)
		if (memcmp(text.at + i, word.at, word.length) == 0)
			return true;
	return false;
}

/* Do its decorators only keep what it gave, as their names say? */
static bool is_only_kept(const struct tree *t, node_id function)
{
	node_id around = tree_parent(t, function);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return true;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d))
		if (tree_kind(t, d) == KIND_DECORATOR &&
		    !has_word(tree_text(t, d), STR("cache")) &&
		    !has_word(tree_text(t, d), STR("memo")))
			return false;
	return true;
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
	    !is_only_kept(t, only->cause))
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

/* The class of this file that the name is. */
static class_id class_named(struct heap_builder *b, node_id n)
{
	const struct type *type = types_of(b->facts->types, n);
	symbol_id variable;
	const struct occurrence *only;

	if (type->kind == TYPE_CLASS)
		return type->class;
	variable = tree_kind(b->tree, n) == KIND_IDENTIFIER
	               ? scopes_variable(&b->facts->scopes, n)
	               : NO_SYMBOL;
	only = variable == NO_SYMBOL
	           ? NULL
	           : scopes_only_binding(&b->facts->scopes, variable);
	return only != NULL && only->binding == BINDING_CLASS
	           ? classes_at(&b->facts->classes, only->cause)
	           : NO_CLASS;
}

/* Where these are one class of this file: that; where all derive from the one
 * that has the first's constructor: that one. NO_CLASS else. */
static class_id class_of_all(struct heap_builder *b, const node_id *names,
                             uint32_t count)
{
	const struct classes *c = &b->facts->classes;
	class_id first = count == 0 ? NO_CLASS : class_named(b, names[0]);
	class_id base = NO_CLASS;
	bool is_one = true;
	node_id init;

	if (first == NO_CLASS)
		return NO_CLASS;
	init = classes_method(c, first, NAME_INIT);
	if (init != NO_NODE)
		base = classes_of_method(c, init);
	for (uint32_t i = 1; i < count; i++) {
		class_id class = class_named(b, names[i]);

		is_one &= class == first;
		if (class == NO_CLASS ||
		    (base != NO_CLASS && !classes_derives(c, class, base)))
			base = NO_CLASS;
	}
	return is_one ? first : base;
}

static node_id value_in(const struct tree *t, node_id element)
{
	return tree_kind(t, element) == KIND_PAIR
	           ? tree_value(t, tree_child(t, element, FIELD_VALUE))
	           : element;
}

/* Of a table of classes: the one that they are or derive from; or NO_NODE. */
static node_id base_of_all(struct heap_builder *b, node_id display)
{
	const struct tree *t = b->tree;
	node_id names[MOST_CLASSES];
	uint32_t count = 0;
	class_id class;

	for (node_id e = tree_first(t, display); e != NO_NODE;
	     e = tree_sibling(t, e)) {
		if (count == MOST_CLASSES)
			return NO_NODE;
		names[count++] = value_in(t, e);
	}
	class = class_of_all(b, names, count);
	return class == NO_CLASS ? NO_NODE : b->facts->classes.list[class].node;
}

/* What the display has first, or at the key if that is a constant. */
static node_id element_of(struct heap_builder *b, node_id display, node_id key)
{
	const struct tree *t = b->tree;
	enum kind kind = tree_kind(t, key);
	bool is_constant = kind == KIND_STRING || kind == KIND_INTEGER;
	bool is_dict = tree_kind(t, display) == KIND_DICTIONARY;
	node_id element = tree_first(t, display);
	node_id base = is_constant ? NO_NODE : base_of_all(b, display);

	if (base != NO_NODE)
		return base;
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
	return display == NO_NODE ? NO_NODE : element_of(b, display, key);
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
	return element_of(b, display, NO_NODE);
}

/* What names a class in the value, or gives one of a table; NO_NODE if that is
 * not seen. */
static node_id class_in(struct heap_builder *b, struct heap_function *f,
                        node_id value)
{
	const struct tree *t = b->tree;
	node_id found;

	switch (tree_kind(t, value)) {
	case KIND_CLASS_DEFINITION:
		return value;
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

/* What the call passes for the function's parameter of this number. */
static node_id passed_at(const struct tree *t, node_id call, uint32_t place,
                         name_id name)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t at = 0;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (heap_is_splat(tree_kind(t, a)))
			return NO_NODE;
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT
		        ? tree_name(t, tree_child(t, a, FIELD_NAME)) == name
		        : at++ == place)
			return tree_value(t, heap_argument(t, a));
	}
	return NO_NODE;
}

/* The class that each call here passes for the parameter n, or that those
 * derive from. */
static node_id of_parameter(struct heap_builder *b,
                            const struct heap_function *f, node_id n)
{
	const struct calls *calls = repeats_calls(&b->facts->repeats);
	const struct classes *c = &b->facts->classes;
	name_id name = tree_name(b->tree, n);
	uint32_t place, count = 0, first, end;
	node_id names[MOST_CLASSES];
	class_id class;

	if (f->node == 0 ||
	    tree_kind(b->tree, f->node) != KIND_FUNCTION_DEFINITION)
		return NO_NODE;
	place = heap_parameter_called(b->tree, f->node, name);
	if (place == MOST_ARGUMENTS)
		return NO_NODE;
	if (classes_of_method(c, f->node) != NO_CLASS &&
	    classes_method_kind(c, f->node) != METHOD_STATIC && place-- == 0)
		return NO_NODE;
	first = calls->first_site[f->scope];
	end = calls->first_site[f->scope + 1];
	if (end - first > MOST_CLASSES)
		return NO_NODE;
	for (uint32_t i = first; i < end; i++) {
		names[count] = passed_at(b->tree, calls->sites[i], place, name);
		if (names[count] == NO_NODE ||
		    class_named(b, names[count]) == NO_CLASS)
			return NO_NODE;
		count++;
	}
	class = class_of_all(b, names, count);
	return class == NO_CLASS ? NO_NODE : c->list[class].node;
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

		if (o->binding == BINDING_PARAMETER) {
			value = of_parameter(b, f, n);
			if (value != NO_NODE)
				return value;
		} else if (o->binding == BINDING_ASSIGNMENT)
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
