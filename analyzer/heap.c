#include "heap_model.h"

#include <stdlib.h>

/* ------------------------------------------------- what names are used for */

static void note_stored_value(struct heap_builder *b, name_id name,
                              node_id value)
{
	const struct tree *t = b->tree;

	b->names[name] |= NAME_IS_SET;
	switch (types_of(b->facts->types, value)->kind) {
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_DEQUE:
		b->names[name] |= NAME_IS_CONTAINER;
		return;
	case TYPE_NONE:
		return;
	default:
		break;
	}
	b->names[name] |= NAME_IS_OTHER;
	value = tree_value(t, value);
	if (tree_kind(t, value) == KIND_CALL &&
	    str_starts(imports_origin(&b->facts->imports, b->arena,
	                              tree_child(t, value, FIELD_FUNCTION)),
	               "weakref."))
		b->names[name] |= NAME_IS_WEAK;
}

static void note_names(struct heap_builder *b)
{
	const struct tree *t = b->tree;
	const struct classes *c = &b->facts->classes;

	for (node_id n = 0; n < t->count; n++) {
		node_id left, right;

		if (tree_kind(t, n) != KIND_ASSIGNMENT)
			continue;
		left = tree_child(t, n, FIELD_LEFT);
		right = tree_child(t, n, FIELD_RIGHT);
		if (tree_kind(t, left) != KIND_ATTRIBUTE || right == NO_NODE)
			continue;
		note_stored_value(
		    b, tree_name(t, tree_child(t, left, FIELD_ATTRIBUTE)),
		    right);
	}
	for (class_id i = 0; i < c->count; i++)
		for (uint32_t k = 0; k < c->list[i].method_count; k++) {
			node_id method = c->list[i].methods[k];

			b->names[tree_name(
			    t, tree_child(t, method, FIELD_NAME))] |=
			    NAME_IS_COMPUTED;
		}
}

static void note_bulk_classes(struct heap_builder *b)
{
	const struct tree *t = b->tree;

	for (node_id n = 0; n < t->count; n++) {
		const struct type *type;

		if (tree_kind(t, n) != KIND_CALL)
			continue;
		type =
		    types_of(b->facts->types, tree_child(t, n, FIELD_FUNCTION));
		if (type->kind == TYPE_CLASS && type->class != NO_CLASS &&
		    !b->bulk_classes[type->class])
			b->bulk_classes[type->class] =
			    repeats_in_bulk(&b->facts->repeats, n);
	}
}

/* --------------------------------------------------------------- statements */

static node_id parameter_name(const struct tree *t, node_id parameter)
{
	node_id name = tree_child(t, parameter, FIELD_NAME);

	if (tree_kind(t, parameter) == KIND_IDENTIFIER)
		return parameter;
	if (name == NO_NODE)
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

static void bind_parameters(struct heap_builder *b, struct heap_function *f)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, f->node, FIELD_PARAMETERS);
	class_id owner = classes_of_method(&b->facts->classes, f->node);
	uint32_t index = 0;

	if (list == NO_NODE)
		return;
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		node_id name = parameter_name(t, p);
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

static void store(struct heap_builder *b, struct heap_function *f,
                  node_id target, object_id value)
{
	const struct tree *t = b->tree;
	object_id holder;
	struct edge edge = {.to = value, .node = target, .at = target};

	switch (tree_kind(t, target)) {
	case KIND_IDENTIFIER:
		b->object_at[target] = value;
		return;
	case KIND_ATTRIBUTE:
		holder = object_of(b, f, tree_child(t, target, FIELD_OBJECT));
		edge.field =
		    tree_name(t, tree_child(t, target, FIELD_ATTRIBUTE));
		if (holder == NO_OBJECT ||
		    !object_keeps(b, &f->objects.at[holder], edge.field))
			return;
		break;
	case KIND_SUBSCRIPT:
		target = tree_child(t, target, FIELD_VALUE);
		holder = object_of(b, f, target);
		edge.field = FIELD_ITEM;
		if (holder == NO_OBJECT ||
		    !object_is_container(b, f, holder, target))
			return;
		break;
	default:
		return;
	}
	edge.from = holder;
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

static void assign(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_child(t, n, FIELD_RIGHT);

	while (tree_kind(t, right) == KIND_ASSIGNMENT)
		right = tree_child(t, right, FIELD_RIGHT);
	if (right == NO_NODE)
		return;
	right = tree_value(t, right);
	if (is_list_of_places(tree_kind(t, left))) {
		if (is_list_of_places(tree_kind(t, right)))
			assign_pairwise(b, f, left, right);
		return;
	}
	store(b, f, left, object_of(b, f, right));
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
	        KIND_TOKEN_PLUS_EQUAL ||
	    tree_kind(t, right) != KIND_LIST)
		return;
	holder = object_of(b, f, left);
	if (holder == NO_OBJECT || !object_is_container(b, f, holder, left))
		return;
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

static void delete (struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;

	for (node_id target = tree_first(t, n); target != NO_NODE;
	     target = tree_sibling(t, target))
		store(b, f, target, NO_OBJECT);
}

enum { MOST_ITEMS = 64 };

static node_id item_value(const struct tree *t, node_id item)
{
	return tree_kind(t, item) == KIND_PAIR
	           ? tree_child(t, item, FIELD_VALUE)
	           : item;
}

/* A display or comprehension: an object of its own, with its items. */
static void make_container(struct heap_builder *b, struct heap_function *f,
                           node_id n)
{
	const struct tree *t = b->tree;
	object_id items[MOST_ITEMS];
	node_id body = tree_child(t, n, FIELD_BODY);
	uint32_t count = 0;
	object_id made;

	if (body != NO_NODE) {
		items[count++] = object_of(b, f, item_value(t, body));
	} else {
		for (node_id c = tree_first(t, n);
		     c != NO_NODE && count < MOST_ITEMS;
		     c = tree_sibling(t, c)) {
			object_id item = object_of(b, f, item_value(t, c));

			if (item != NO_OBJECT)
				items[count++] = item;
		}
	}
	if (count == 0 && tree_first(t, n) != NO_NODE)
		return;
	if (count == 1 && items[0] == NO_OBJECT)
		return;
	made = object_add(b, f,
	                  (struct object){.kind = OBJECT_CONTAINER,
	                                  .node = n,
	                                  .call = NO_NODE,
	                                  .base = NO_OBJECT,
	                                  .class = NO_CLASS});
	b->object_at[n] = made;
	for (uint32_t i = 0; i < count; i++)
		edge_add(b, f,
		         (struct edge){.from = made,
		                       .to = items[i],
		                       .field = FIELD_ITEM,
		                       .node = n,
		                       .at = n});
}

/* for x in xs: x is an item of xs, held by it. */
static void bind_item(struct heap_builder *b, struct heap_function *f,
                      node_id n)
{
	const struct tree *t = b->tree;
	node_id target = tree_child(t, n, FIELD_LEFT);
	node_id iterable = tree_child(t, n, FIELD_RIGHT);
	object_id holder, item;
	const struct type *type;

	if (tree_kind(t, target) != KIND_IDENTIFIER || iterable == NO_NODE)
		return;
	holder = object_of(b, f, iterable);
	if (holder == NO_OBJECT || !object_is_container(b, f, holder, iterable))
		return;
	type = types_of(b->facts->types, target);
	item = object_add(
	    b, f,
	    (struct object){
	        .kind = OBJECT_ITEM,
	        .node = target,
	        .call = NO_NODE,
	        .base = holder,
	        .class = type->kind == TYPE_INSTANCE ? type->class : NO_CLASS});
	b->object_at[target] = item;
	if (item != NO_OBJECT)
		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = item,
		                       .field = FIELD_ITEM,
		                       .node = target,
		                       .at = target,
		                       .flags = EDGE_IS_LOAD});
}

static void give_back(struct heap_builder *b, struct heap_function *f,
                      node_id n)
{
	node_id value = tree_first(b->tree, n);
	object_id object = object_of(b, f, value);

	if (value == NO_NODE || tree_kind(b->tree, value) == KIND_NONE)
		return;
	if (object == NO_OBJECT ||
	    (f->returned != NO_OBJECT && f->returned != object))
		f->returns_more = true;
	f->returned = object;
}

static void bind_function(struct heap_builder *b, struct heap_function *f,
                          node_id n)
{
	const struct tree *t = b->tree;
	node_id parent = tree_parent(t, n);

	if (tree_kind(t, parent) == KIND_DECORATED_DEFINITION)
		return;
	b->object_at[tree_child(t, n, FIELD_NAME)] = object_closure(b, f, n);
}

static void interpret(struct heap_builder *b, struct heap_function *f,
                      node_id n)
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
		delete (b, f, n);
		break;
	case KIND_CALL:
		heap_call(b, f, n);
		break;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		bind_item(b, f, n);
		break;
	case KIND_RETURN_STATEMENT:
		give_back(b, f, n);
		break;
	case KIND_LAMBDA:
	case KIND_GENERATOR_EXPRESSION:
		b->object_at[n] = object_closure(b, f, n);
		break;
	case KIND_FUNCTION_DEFINITION:
		bind_function(b, f, n);
		break;
	default:
		make_container(b, f, n);
		break;
	}
}

/* ----------------------------------------------------- order of evaluation */

struct event {
	uint32_t at; /* byte: when it happens in the text's order */
	node_id node;
};

static int by_time(const void *left, const void *right)
{
	const struct event *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->node > b->node ? -1 : 1; /* the inner first */
}

/* Things happen where their text ends; but a name is bound by `for` before the
 * body, and by a comprehension's clauses before its element. */
static uint32_t time_of(const struct tree *t, node_id n)
{
	node_id right = tree_child(t, n, FIELD_RIGHT);

	switch (tree_kind(t, n)) {
	case KIND_FOR_STATEMENT:
		return t->nodes[right == NO_NODE ? n : right].end;
	case KIND_FOR_IN_CLAUSE:
		return t->nodes[tree_parent(t, n)].start + 1;
	case KIND_FUNCTION_DEFINITION:
		return t->nodes[n].start;
	default:
		return t->nodes[n].end;
	}
}

static bool is_event(enum kind kind)
{
	switch (kind) {
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
	case KIND_NAMED_EXPRESSION:
	case KIND_DELETE_STATEMENT:
	case KIND_CALL:
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
	case KIND_RETURN_STATEMENT:
	case KIND_LAMBDA:
	case KIND_GENERATOR_EXPRESSION:
	case KIND_FUNCTION_DEFINITION:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
	case KIND_DICTIONARY:
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
		return true;
	default:
		return false;
	}
}

/* Code that does not run when the body around it does. */
static bool is_other_body(enum kind kind)
{
	return kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
	       kind == KIND_CLASS_DEFINITION;
}

enum { MOST_EVENTS = 20000 };

static void interpret_body(struct heap_builder *b, struct heap_function *f)
{
	const struct tree *t = b->tree;
	ARRAY(struct event) events = {0};
	node_id body = f->node == 0 ? 0 : tree_child(t, f->node, FIELD_BODY);

	if (body == NO_NODE)
		return;
	for (node_id n = body + 1; n < tree_end(t, body); n++) {
		enum kind kind = tree_kind(t, n);

		if (is_event(kind))
			ARRAY_PUSH(b->arena, &events,
			           ((struct event){time_of(t, n), n}));
		if (is_other_body(kind))
			n = tree_end(t, n) - 1;
		if (events.count > MOST_EVENTS)
			return;
	}
	if (events.count == 0)
		return;
	qsort(events.at, events.count, sizeof(*events.at), by_time);
	for (uint32_t i = 0; i < events.count; i++)
		interpret(b, f, events.at[i].node);
}

static void interpret_function(struct heap_builder *b, struct heap_function *f)
{
	f->objects.count = 0;
	f->edges.count = 0;
	f->returned = NO_OBJECT;
	f->returns_more = false;
	f->makes_known_calls = false;
	/* the round before counted its objects anew as well */
	for (node_id n = f->node;
	     b->round > 0 && n < tree_end(b->tree, f->node); n++)
		b->object_at[n] = NO_OBJECT;
	if (f->node != 0)
		bind_parameters(b, f);
	interpret_body(b, f);
	if (f->returns_more)
		f->returned = NO_OBJECT;
}

/* -------------------------------------------------------------------- all */

static void list_functions(struct heap_builder *b)
{
	const struct scopes *scopes = &b->facts->scopes;

	b->functions =
	    ARENA_ARRAY(b->arena, scopes->scope_count, struct heap_function);
	b->function_of_scope =
	    ARENA_ARRAY(b->arena, scopes->scope_count, uint32_t);
	for (scope_id s = 0; s < scopes->scope_count; s++) {
		const struct scope *scope = &scopes->scopes[s];
		struct heap_function *f = &b->functions[b->function_count];

		if (scope->kind != SCOPE_FUNCTION && s != 0)
			continue;
		if (b->tree->nodes[scope->node].flags & NODE_IS_UNSURE &&
		    s != 0)
			continue;
		f->node = scope->node;
		f->scope = s;
		f->is_generator =
		    scope->flags & (SCOPE_IS_GENERATOR | SCOPE_IS_ASYNC);
		b->function_of_scope[s] = ++b->function_count;
	}
}

/* A callee's summary is used as it was in the round before, or in this one if
 * it came first: three rounds see through three calls in any order. */
enum { MOST_ROUNDS = 3 };

const struct heap *heap_find(struct arena *arena, const struct facts *facts)
{
	const struct tree *t = facts->tree;
	struct heap_builder b = {.arena = arena, .facts = facts, .tree = t};
	struct heap *heap = ARENA_NEW(arena, struct heap);

	b.names = ARENA_ARRAY(arena, names_count(t->names), uint8_t);
	b.bulk_classes = ARENA_ARRAY(arena, facts->classes.count + 1, bool);
	b.object_at = ARENA_ARRAY(arena, t->count, object_id);
	for (node_id n = 0; n < t->count; n++)
		b.object_at[n] = NO_OBJECT;
	note_names(&b);
	note_bulk_classes(&b);
	list_functions(&b);
	for (b.round = 0; b.round < MOST_ROUNDS; b.round++)
		for (uint32_t i = 0; i < b.function_count; i++)
			if (b.round == 0 || b.functions[i].makes_known_calls)
				interpret_function(&b, &b.functions[i]);
	for (uint32_t i = 0; i < b.function_count; i++)
		heap_cycles(&b, &b.functions[i]);
	heap->cycles = b.cycles.at;
	heap->cycle_count = b.cycles.count;
	return heap;
}
