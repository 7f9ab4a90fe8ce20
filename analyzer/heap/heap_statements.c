/* What statements and displays do to the heap of one function. */
#include "heap_iterated.h"
#include "heap_model.h"

node_id heap_parameter_name(const struct tree *t, node_id parameter)
{
	node_id name = tree_child(t, parameter, FIELD_NAME);

	if (tree_kind(t, parameter) == KIND_IDENTIFIER)
		return parameter;
	if (name == NO_NODE && tree_kind(t, parameter) == KIND_TYPED_PARAMETER)
		name = tree_first(t, parameter);
	return tree_kind(t, name) == KIND_IDENTIFIER ? name : NO_NODE;
}

/* Is the method's first argument the class: a classmethod, or one of those that
 * are so by their name (data model, 3.3.3)? */
static bool is_given_a_class(struct heap_builder *b, node_id method)
{
	struct str name =
	    tree_text(b->tree, tree_child(b->tree, method, FIELD_NAME));

	return classes_method_kind(&b->facts->classes, method) ==
	           METHOD_CLASS ||
	       str_is(name, "__new__") || str_is(name, "__init_subclass__") ||
	       str_is(name, "__class_getitem__");
}

void heap_parameters(struct heap_builder *b, struct heap_function *f)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, f->node, FIELD_PARAMETERS);
	class_id owner = classes_of_method(&b->facts->classes, f->node);
	uint32_t index = 0;

	if (list == NO_NODE)
		return;
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		node_id name = heap_parameter_name(t, p);
		const struct type *type;
		struct object object = {.kind = OBJECT_PARAMETER,
		                        .call = NO_NODE,
		                        .base = NO_OBJECT,
		                        .class = NO_CLASS};

		if (tree_kind(t, p) == KIND_KEYWORD_SEPARATOR ||
		    tree_kind(t, p) == KIND_POSITIONAL_SEPARATOR)
			continue;
		object.index = index++;
		object.node = name;
		if (heap_keywords_name(t, p) != NO_NODE)
			heap_take_keywords(b, f, heap_keywords_name(t, p),
			                   object.index);
		if (heap_rest_name(t, p) != NO_NODE)
			heap_take_keywords(b, f, heap_rest_name(t, p),
			                   object.index);
		if (name == NO_NODE ||
		    (object.index == 0 && owner != NO_CLASS &&
		     is_given_a_class(b, f->node)))
			continue;
		type = types_of(b->facts->types, name);
		if (object.index == 0 && owner != NO_CLASS &&
		    classes_method_kind(&b->facts->classes, f->node) !=
		        METHOD_STATIC)
			object.class = owner;
		else if (type->kind == TYPE_INSTANCE)
			object.class = type->class;
		b->object_at[name] = object_add(b, f, object);
	}
}

/* x[i:j] = values: x gets the items that they have. */
static void store_slice(struct heap_builder *b, struct heap_function *f,
                        struct edge edge, struct edge clear)
{
	object_id values = edge.to;
	uint32_t count = f->edges.count;

	edge_add(b, f, clear);
	for (uint32_t i = 0; values != NO_OBJECT && i < count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->from != values || e->field != FIELD_ITEM ||
		    e->flags & (EDGE_IS_CLEAR | EDGE_IS_LOAD))
			continue;
		edge.to = e->to;
		edge_add(b, f, edge);
	}
}

/* x[k] = value, which puts it where x[k] = other was, and x[i:j] = values. */
static void store_item(struct heap_builder *b, struct heap_function *f,
                       struct edge edge)
{
	const struct tree *t = b->tree;
	node_id container = tree_child(t, edge.node, FIELD_VALUE);
	node_id key = tree_child(t, edge.node, FIELD_SUBSCRIPT);
	struct edge clear = edge;
	object_id others[MOST_OTHERS];
	uint32_t count;

	edge.from = clear.from = object_of(b, f, container);
	edge.field = clear.field = FIELD_ITEM;
	if (edge.from == NO_OBJECT)
		return;
	if (!object_is_container(b, f, edge.from, container) &&
	    (tree_kind(t, key) == KIND_SLICE ||
	     !heap_is_used_as_container(b, f, edge.from, container))) {
		heap_call_setitem(b, f, edge.node, edge.from, edge.to);
		return;
	}
	clear.flags = EDGE_IS_CLEAR;
	clear.to = NO_OBJECT;
	if (tree_kind(t, key) == KIND_SLICE) {
		store_slice(b, f, edge, clear);
		return;
	}
	for (uint32_t i = f->edges.count; i-- > 0;) {
		const struct edge *e = &f->edges.at[i];

		if (e->from == edge.from && e->field == FIELD_ITEM &&
		    tree_kind(t, e->node) == KIND_SUBSCRIPT &&
		    tree_same(t, e->node, edge.node)) {
			clear.to = e->to;
			edge_add(b, f, clear);
			break;
		}
	}
	count = heap_others_of(b, f, container, edge.from, others);
	for (uint32_t i = 0; i <= count; i++) {
		struct edge kept = edge;

		if (i > 0)
			kept.from = others[i - 1];
		kept.flags |= EDGE_IS_VALUE;
		edge_add(b, f, kept);
		/* a dict keeps its keys as well */
		kept.flags = edge.flags;
		kept.to = object_of(b, f, key);
		edge_add(b, f, kept);
	}
}

static void store(struct heap_builder *b, struct heap_function *f,
                  node_id target, object_id value)
{
	const struct tree *t = b->tree;
	object_id holder;
	struct edge edge = {.to = value, .node = target, .at = target};

	switch (tree_kind(t, target)) {
	case KIND_IDENTIFIER:
		b->object_at[target] = value;
		heap_capture_late(b, f, target, value);
		return;
	case KIND_ATTRIBUTE:
		holder = object_of(b, f, tree_child(t, target, FIELD_OBJECT));
		edge.field =
		    tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE));
		if (holder == NO_OBJECT)
			return;
		if (!object_takes(b, &f->objects.at[holder], edge.field)) {
			heap_call_setter(b, f, target, holder, value);
			return;
		}
		break;
	case KIND_SUBSCRIPT:
		store_item(b, f, edge);
		return;
	default:
		return;
	}
	edge.from = holder;
	/* x.__dict__ = y.__dict__ shares what y has, and does not keep y */
	if (edge.field == NAME_DICT && value != NO_OBJECT &&
	    f->objects.at[value].kind == OBJECT_CONTAINER &&
	    f->objects.at[value].base != NO_OBJECT)
		edge.to = value = NO_OBJECT;
	if (value != NO_OBJECT)
		edge.store =
		    heap_ask_store(b, f, holder, edge.field,
		                   tree_child(t, target, FIELD_OBJECT));
	edge_add(b, f, edge);
}

static bool is_list_of_places(enum kind kind)
{
	return kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
	       kind == KIND_EXPRESSION_LIST || kind == KIND_TUPLE ||
	       kind == KIND_LIST_PATTERN;
}

enum { MOST_TARGETS = 8 };

/* a, b = x, y: all values are evaluated before the first is stored. */
static void assign_pairwise(struct heap_builder *b, struct heap_function *f,
                            node_id left, node_id right)
{
	const struct tree *t = b->tree;
	object_id values[MOST_TARGETS];
	uint32_t count = tree_child_count(t, left), i = 0;

	if (count > MOST_TARGETS || count != tree_child_count(t, right))
		return;
	for (node_id v = tree_first(t, right); v != NO_NODE;
	     v = tree_sibling(t, v)) {
		if (tree_kind(t, v) == KIND_LIST_SPLAT)
			return;
		values[i++] = object_of(b, f, v);
	}
	i = 0;
	for (node_id target = tree_first(t, left); target != NO_NODE;
	     target = tree_sibling(t, target))
		store(b, f, target, values[i++]);
}

/* a, b = pair: of a tuple whose parts are known. */
static void unpack(struct heap_builder *b, struct heap_function *f,
                   node_id left, object_id pair)
{
	const struct tree *t = b->tree;
	uint32_t part = 0;

	if (pair == NO_OBJECT || f->objects.at[pair].kind != OBJECT_CONTAINER)
		return;
	for (node_id target = tree_first(t, left);
	     target != NO_NODE && part < MOST_TARGETS &&
	     !heap_is_splat(tree_kind(t, target));
	     target = tree_sibling(t, target)) {
		part++;
		for (uint32_t i = f->edges.count; i-- > 0;)
			if (f->edges.at[i].from == pair &&
			    f->edges.at[i].part == part) {
				store(b, f, target, f->edges.at[i].to);
				break;
			}
	}
}

/* What is made at the end of `x or make()`, or in one arm of a conditional: it
 * is the value in some runs at least. */
static object_id made_part(struct heap_builder *b, struct heap_function *f,
                           node_id n)
{
	const struct tree *t = b->tree;
	node_id parts[2] = {NO_NODE, NO_NODE};

	if (tree_kind(t, n) == KIND_BOOLEAN_OPERATOR) {
		parts[0] = tree_child(t, n, FIELD_RIGHT);
	} else if (tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION) {
		parts[0] = tree_child_at(t, n, 0);
		parts[1] = tree_child_at(t, n, 2);
	}
	for (int i = 0; i < 2; i++) {
		object_id object =
		    parts[i] == NO_NODE ? NO_OBJECT : object_of(b, f, parts[i]);

		if (object != NO_OBJECT &&
		    (f->objects.at[object].kind == OBJECT_INSTANCE ||
		     (f->objects.at[object].kind == OBJECT_RESULT &&
		      tree_kind(t, tree_value(t, parts[i])) == KIND_CALL)))
			return object;
	}
	return NO_OBJECT;
}

/* The value's object: of `x or make()` some object at least. */
static object_id value_of(struct heap_builder *b, struct heap_function *f,
                          node_id n)
{
	object_id object = object_of(b, f, n);
	enum kind kind = tree_kind(b->tree, n);

	if (object == NO_OBJECT)
		object = made_part(b, f, n);
	if (object == NO_OBJECT && (kind == KIND_BOOLEAN_OPERATOR ||
	                            kind == KIND_CONDITIONAL_EXPRESSION)) {
		heap_result(b, f, n);
		object = b->object_at[n];
	}
	return object;
}

static void assign(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_child(t, n, FIELD_RIGHT), tested;

	for (int i = 0;
	     i < MOST_TARGETS && tree_kind(t, right) == KIND_ASSIGNMENT; i++)
		right = tree_child(t, right, FIELD_RIGHT);
	if (right == NO_NODE)
		return;
	right = tree_value(t, right);
	if (is_list_of_places(tree_kind(t, left))) {
		if (is_list_of_places(tree_kind(t, right)))
			assign_pairwise(b, f, left, right);
		else
			unpack(b, f, left, object_of(b, f, right));
		return;
	}
	tested = heap_tested_class(b, right);
	store(b, f, left,
	      tested != NO_NODE && heap_makes_weak(b, tested)
	          ? NO_OBJECT
	          : value_of(b, f, right));
}

/* xs += [a] keeps a; del x.y lets go. */
static void assign_augmented(struct heap_builder *b, struct heap_function *f,
                             node_id n)
{
	const struct tree *t = b->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	object_id holder;

	if (tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) !=
	    KIND_TOKEN_PLUS_EQUAL)
		return;
	holder = object_of(b, f, left);
	if (holder == NO_OBJECT || !object_is_container(b, f, holder, left))
		return;
	if (tree_kind(t, right) != KIND_LIST) {
		heap_keep_items(b, f,
		                (struct edge){.from = holder,
		                              .to = object_of(b, f, right),
		                              .node = n,
		                              .at = n});
		return;
	}
	for (node_id v = tree_first(t, right); v != NO_NODE;
	     v = tree_sibling(t, v)) {
		object_id value = object_of(b, f, v);

		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = value,
		                       .field = FIELD_ITEM,
		                       .node = n,
		                       .at = n});
	}
}

static void delete_item(struct heap_builder *b, struct heap_function *f,
                        node_id target)
{
	node_id value = tree_child(b->tree, target, FIELD_VALUE);
	object_id holder = object_of(b, f, value);

	if (holder != NO_OBJECT && object_is_container(b, f, holder, value))
		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = NO_OBJECT,
		                       .field = FIELD_ITEM,
		                       .node = target,
		                       .at = target,
		                       .flags = EDGE_IS_CLEAR});
}

static void delete_statement(struct heap_builder *b, struct heap_function *f,
                             node_id n)
{
	const struct tree *t = b->tree;
	node_id first = tree_first(t, n);

	if (is_list_of_places(tree_kind(t, first)))
		first = tree_first(t, first);
	for (node_id target = first; target != NO_NODE;
	     target = tree_sibling(t, target))
		if (tree_kind(t, target) == KIND_SUBSCRIPT)
			delete_item(b, f, target);
		else
			store(b, f, target, NO_OBJECT);
}

/* A cached property: `self` keeps what the method returns (functools, 3.8). */
static void keep_result(struct heap_builder *b, struct heap_function *f,
                        node_id n, object_id object)
{
	const struct classes *c = &b->facts->classes;
	const struct object *self = &f->objects.at[0];

	if (object == 0 || f->node == 0 || self->kind != OBJECT_PARAMETER ||
	    self->index != 0 || self->class == NO_CLASS ||
	    !classes_is_cached_property(c, f->node))
		return;
	edge_add(b, f,
	         (struct edge){
	             .from = 0,
	             .to = object,
	             .field = tree_name(
	                 b->tree, tree_child(b->tree, f->node, FIELD_NAME)),
	             .node = n,
	             .at = n});
}

/* Is it made by the function itself, and more than a list of what it has? That
 * is what is given back in some runs, whatever others give. What getattr()
 * gives by a computed name is often called there instead. */
static bool is_own(const struct heap_builder *b, const struct heap_function *f,
                   object_id object, node_id value)
{
	const struct object *o =
	    object == NO_OBJECT ? NULL : &f->objects.at[object];

	return o != NULL && (o->kind == OBJECT_INSTANCE ||
	                     (o->kind == OBJECT_CALLABLE &&
	                      (tree_kind(b->tree, o->node) != KIND_CALL ||
	                       o->node == tree_value(b->tree, value))));
}

static void give_back(struct heap_builder *b, struct heap_function *f,
                      node_id n)
{
	node_id value = tree_first(b->tree, n);
	object_id object;

	if (value == NO_NODE || tree_kind(b->tree, value) == KIND_NONE)
		return;
	if (tree_kind(b->tree, value) == KIND_EXPRESSION_LIST)
		heap_make_container(b, f, value);
	object = object_of(b, f, value);
	if (object != NO_OBJECT)
		keep_result(b, f, n, object);
	if (f->returns_own) {
		f->returns_more |= is_own(b, f, object, value) &&
		                   f->objects.at[object].class !=
		                       f->objects.at[f->returned].class;
		return;
	}
	f->returns_own = is_own(b, f, object, value);
	if (f->returns_own)
		f->returns_more = false;
	else if (object == NO_OBJECT ||
	         (f->returned != NO_OBJECT && f->returned != object))
		f->returns_more = true;
	f->returned = object;
}

/* What a decorator makes of a function holds it: calls it, or is it. */
static void bind_function(struct heap_builder *b, struct heap_function *f,
                          node_id n)
{
	b->object_at[tree_child(b->tree, n, FIELD_NAME)] =
	    object_closure(b, f, n);
}

void heap_statement(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;

	switch (tree_kind(t, n)) {
	case KIND_ASSIGNMENT:
		assign(b, f, n);
		break;
	case KIND_AUGMENTED_ASSIGNMENT:
		assign_augmented(b, f, n);
		break;
	case KIND_NAMED_EXPRESSION:
		store(b, f, tree_child(t, n, FIELD_NAME),
		      object_of(b, f, tree_child(t, n, FIELD_VALUE)));
		break;
	case KIND_DELETE_STATEMENT:
		delete_statement(b, f, n);
		break;
	case KIND_CALL:
		heap_call(b, f, n);
		break;
	case KIND_SUBSCRIPT:
		if (tree_field(t, n) != FIELD_LEFT)
			heap_take_item(b, f, n);
		break;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		heap_bind_item(b, f, n);
		break;
	case KIND_AS_PATTERN:
		heap_enter(b, f, n);
		break;
	case KIND_RETURN_STATEMENT:
		give_back(b, f, n);
		break;
	case KIND_YIELD:
		heap_note_yield(b, f, n);
		break;
	case KIND_LAMBDA:
	case KIND_GENERATOR_EXPRESSION:
		b->object_at[n] = object_closure(b, f, n);
		break;
	case KIND_FUNCTION_DEFINITION:
		bind_function(b, f, n);
		break;
	default:
		heap_make_container(b, f, n);
		break;
	}
}
