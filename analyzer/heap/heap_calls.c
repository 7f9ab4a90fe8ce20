/* What calls do to the heap: of classes, methods, containers and of the
 * library's functions that keep their arguments. */
#include "bounds.h"
#include "heap_model.h"

#include <string.h>

/* ------------------------------------------------------------------ classes */

/* The file's own class of this name, where a star import may bind it too. */
static class_id class_called(struct heap_builder *b, name_id name)
{
	const struct classes *c = &b->facts->classes;
	class_id found = NO_CLASS;

	if (bounds_exceeded(b->tree, REACHED_CLASSES, c->count, 0))
		return NO_CLASS;
	for (class_id i = 0; i < c->count; i++) {
		if (c->list[i].name != name ||
		    !str_equal(c->list[i].qualified,
		               names_text(b->tree->names, name)))
			continue;
		if (found != NO_CLASS)
			return NO_CLASS;
		found = i;
	}
	return found;
}

/* The class that nothing but its definition binds to the name: what a decorator
 * makes of it is taken to be a class with its attributes. */
static class_id defined_class(struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct occurrence *only;
	symbol_id variable;

	if (tree_kind(b->tree, n) != KIND_IDENTIFIER)
		return NO_CLASS;
	variable = scopes_variable(scopes, n);
	only = scopes_only_binding(scopes, variable);
	if (only == NULL)
		return class_called(b, tree_name(b->tree, n));
	return only->binding == BINDING_CLASS
	           ? classes_at(&b->facts->classes, only->cause)
	           : NO_CLASS;
}

static void call_class(struct heap_builder *b, struct heap_function *f,
                       node_id call, class_id class)
{
	const struct classes *c = &b->facts->classes;
	const struct class_info *info = &c->list[class];
	node_id init = classes_method(c, class, NAME_INIT);
	object_id made;

	if (heap_is_made_otherwise(b, info, init)) {
		heap_make_declared(b, f, call, class);
		return;
	}
	if (classes_method(c, class, NAME_NEW) != NO_NODE) {
		heap_call_function(
		    b, f, call, classes_method(c, class, NAME_NEW), NO_OBJECT);
		made = b->object_at[call];
		/* what super().__new__(cls) gave: then __init__ runs */
		if (made == NO_OBJECT || init == NO_NODE ||
		    f->objects.at[made].kind != OBJECT_RESULT ||
		    f->objects.at[made].class == NO_CLASS ||
		    !classes_derives(c, class, f->objects.at[made].class))
			return;
		f->objects.at[made].class = class;
		heap_call_function(b, f, call, init, made);
		b->object_at[call] = made;
		return;
	}
	made = object_make(b, f, OBJECT_INSTANCE, call);
	if (made == NO_OBJECT)
		return;
	f->objects.at[made].class = class;
	if (init != NO_NODE)
		heap_call_function(b, f, call, init, made);
	else if (info->flags & CLASS_IS_DATACLASS || heap_is_named_tuple(info))
		heap_store_declared(b, f, call, info);
	else if (heap_derives_from_container(b, class))
		heap_copy_items(b, f, made, call, true);
	else if (info->order_is_open)
		heap_construct_foreign(b, f, call, made);
	init = classes_method(c, class, NAME_POST_INIT);
	if (init != NO_NODE && info->flags & CLASS_IS_DATACLASS)
		heap_call_function(b, f, call, init, made);
	b->object_at[call] = made;
}

/* ------------------------------------------------------------------ methods */

/* super().m(...) in a method: the next class that has it, if all are known. */
static bool call_super(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id receiver, name_id name)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;
	class_id class;
	node_id method;

	if (tree_kind(t, receiver) != KIND_CALL ||
	    !imports_is(&b->facts->imports,
	                tree_child(t, receiver, FIELD_FUNCTION),
	                "builtins.super"))
		return false;
	f->turn++;
	class = classes_of_method(c, f->node);
	if (f->node == 0 || class == NO_CLASS || f->objects.count == 0 ||
	    f->objects.at[0].kind != OBJECT_PARAMETER)
		return true;
	for (uint32_t i = 0; i < c->list[class].base_count; i++) {
		class_id base = c->list[class].bases[i].class;

		if (base == NO_CLASS)
			return true;
		method = classes_method(c, base, name);
		if (method == NO_NODE)
			continue;
		if (!classes_has_unknown_decorator(c, method))
			heap_call_function(b, f, call, method, 0);
		return true;
	}
	return true;
}

/* C.m(...): a function of the class, with or without an object before it. */
static bool call_of_class(struct heap_builder *b, struct heap_function *f,
                          node_id call, class_id class, name_id name)
{
	const struct classes *c = &b->facts->classes;
	node_id method = classes_method(c, class, name);

	/* one of the metaclass, as a constructor that is not C() */
	if (method == NO_NODE && c->list[class].flags & CLASS_HAS_METACLASS)
		return heap_make_declared(b, f, call, class);
	/* a class method gets this class, which must be its own */
	return method != NO_NODE && !classes_has_unknown_decorator(c, method) &&
	       classes_method_kind(c, method) != METHOD_PROPERTY &&
	       (classes_method_kind(c, method) != METHOD_CLASS ||
	        classes_of_method(c, method) == class) &&
	       heap_call_function(b, f, call, method, NO_OBJECT);
}

/* The class of this file that the name is an instance of by the conditions
 * around it. */
static class_id tested_class(struct heap_builder *b, node_id name)
{
	node_id class = heap_tested_class(b, name);
	const struct type *type =
	    class == NO_NODE ? NULL : types_of(b->facts->types, class);

	return type != NULL && type->kind == TYPE_CLASS ? type->class
	                                                : NO_CLASS;
}

/* Returns whether it is known what the call does. */
static bool call_method(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id callee)
{
	const struct tree *t = b->tree;
	node_id receiver = tree_value(t, tree_child(t, callee, FIELD_OBJECT));
	name_id name = tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	const struct type *type;
	struct object object;
	class_id class;
	object_id self;
	node_id method;

	if (call_super(b, f, call, receiver, name) ||
	    heap_call_container(b, f, call, receiver,
	                        names_text(t->names, name)))
		return true;
	type = types_of(b->facts->types, receiver);
	if (type->kind == TYPE_INSTANCE &&
	    str_starts(type->name, "concurrent.futures.") &&
	    str_is(names_text(t->names, name), "add_done_callback")) {
		/* which are never cleared */
		edge_add(b, f,
		         (struct edge){
		             .from = object_of(b, f, receiver),
		             .to = object_of(b, f, heap_positional(t, call, 0)),
		             .field = FIELD_ITEM,
		             .node = call,
		             .at = call});
		return true;
	}
	class =
	    type->kind == TYPE_CLASS ? type->class : defined_class(b, receiver);
	if (class != NO_CLASS)
		return call_of_class(b, f, call, class, name);
	self = object_of(b, f, receiver);
	if (self == NO_OBJECT)
		return false;
	object = f->objects.at[self];
	if (object.class == NO_CLASS)
		object.class = tested_class(b, receiver);
	method = object_method(b, &object, name);
	if (method == NO_NODE)
		return false;
	switch (classes_method_kind(&b->facts->classes, method)) {
	case METHOD_INSTANCE:
		return heap_call_function(b, f, call, method, self);
	case METHOD_STATIC:
		return heap_call_function(b, f, call, method, NO_OBJECT);
	case METHOD_CLASS:
		return classes_of_method(&b->facts->classes, method) ==
		           object.class
		       && heap_call_function(b, f, call, method, NO_OBJECT);
	default:
		return false;
	}
}

/* The class that `super().__new__(cls)`, in the class's own __new__ or class
 * method, makes an instance of; a metaclass makes classes. */
static class_id class_of_new(struct heap_builder *b,
                             const struct heap_function *f, node_id n)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION);
	node_id list, first;
	class_id class;

	if (tree_kind(t, n) != KIND_CALL || f->node == 0 ||
	    tree_kind(t, callee) != KIND_ATTRIBUTE ||
	    tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)) != NAME_NEW)
		return NO_CLASS;
	list = tree_child(t, f->node, FIELD_PARAMETERS);
	class = classes_of_method(c, f->node);
	if (class == NO_CLASS || list == NO_NODE)
		return NO_CLASS;
	first = tree_first(t, list);
	if (tree_kind(t, first) != KIND_IDENTIFIER ||
	    heap_positional(t, n, 0) == NO_NODE ||
	    !tree_same(t, first, heap_positional(t, n, 0)) ||
	    heap_parameter_called(t, f->node,
	                          names_find(t->names, STR("bases"))) !=
	        MOST_ARGUMENTS)
		return NO_CLASS;
	for (uint32_t i = 0; i < c->list[class].base_count; i++)
		if (str_is(c->list[class].bases[i].origin, "builtins.type"))
			return NO_CLASS;
	return class;
}

/* Some object, known by nothing but the code that gives it. */
void heap_result(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct type *type = types_of(b->facts->types, n);
	object_id made;

	if (type->kind != TYPE_UNKNOWN && type->kind != TYPE_INSTANCE &&
	    type->kind != TYPE_LIST && type->kind != TYPE_DICT &&
	    type->kind != TYPE_SET && type->kind != TYPE_DEQUE)
		return;
	made = object_make(b, f, OBJECT_RESULT, n);
	if (made == NO_OBJECT)
		return;
	if (type->kind == TYPE_INSTANCE)
		f->objects.at[made].class = type->class;
	else if (type->kind == TYPE_UNKNOWN)
		f->objects.at[made].class = class_of_new(b, f, n);
}

enum { MOST_LOOKED_AT = 8 };

/* May a call that is not followed set attributes of objects that are known
 * here? Another file's methods are taken not to, nor builtins. */
static bool may_change_objects(struct heap_builder *b, struct heap_function *f,
                               node_id call, node_id callee)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	int left = MOST_LOOKED_AT;

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		return b->names[tree_name(
		           t, tree_child(t, callee, FIELD_ATTRIBUTE))] &
		       NAME_IS_METHOD;
	if (tree_kind(t, list) != KIND_ARGUMENT_LIST ||
	    str_starts(imports_origin(&b->facts->imports, callee), "builtins."))
		return false;
	for (node_id a = tree_first(t, list); a != NO_NODE && left-- > 0;
	     a = tree_sibling(t, a)) {
		node_id value = heap_argument(t, a);

		if (tree_kind(t, value) == KIND_IDENTIFIER &&
		    object_of(b, f, value) != NO_OBJECT)
			return true;
	}
	return false;
}

/* The class of this file that n defines or names. */
static class_id called_class(struct heap_builder *b, node_id n)
{
	const struct type *type;

	if (tree_kind(b->tree, n) == KIND_CLASS_DEFINITION)
		return classes_at(&b->facts->classes, n);
	type = types_of(b->facts->types, n);
	return type->kind == TYPE_CLASS ? type->class : defined_class(b, n);
}

void heap_call(struct heap_builder *b, struct heap_function *f, node_id call)
{
	const struct tree *t = b->tree;
	node_id callee = tree_value(t, tree_child(t, call, FIELD_FUNCTION));
	const struct type *type;
	class_id class;
	bool is_known = true;
	node_id held;

	b->object_at[call] = NO_OBJECT;
	if (heap_call_known(b, f, call, callee))
		return;
	type = types_of(b->facts->types, callee);
	held = heap_held_class(b, f, callee);
	class = called_class(b, held);
	if (class != NO_CLASS) {
		call_class(b, f, call, class);
		if (held != callee && b->object_at[call] != NO_OBJECT)
			f->objects.at[b->object_at[call]].is_picked |=
			    heap_picked(b, f, callee) != NO_NODE;
	} else if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		is_known = call_method(b, f, call, callee) ||
		           heap_call_object(b, f, call, callee);
	else if (type->kind == TYPE_FUNCTION && type->node != NO_NODE)
		is_known =
		    heap_call_function(b, f, call, type->node, NO_OBJECT);
	else
		is_known = heap_call_object(b, f, call, callee);
	if (!is_known && may_change_objects(b, f, call, callee))
		f->turn++;
	if (b->object_at[call] == NO_OBJECT)
		heap_result(b, f, call);
	heap_call_foreign(b, f, call, held);
}
