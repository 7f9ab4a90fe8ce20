/* What attributes of objects hold. */
#include "heap_model.h"

/* Does its own __setattr__ store as that of object does? */
static bool sets_plainly(struct heap_builder *b, class_id class, name_id field)
{
	const struct classes *c = &b->facts->classes;
	struct names *names = b->tree->names;
	name_id getter = names_find(names, STR("__getattribute__"));
	name_id setter = names_find(names, STR("__setattr__"));
	node_id method =
	    setter == NAME_NONE ? NO_NODE : classes_method(c, class, setter);

	return method != NO_NODE &&
	       (getter == NAME_NONE ||
	        classes_method(c, class, getter) == NO_NODE) &&
	       classes_setattr_stores(b->tree, method,
	                              names_text(names, field));
}

bool object_keeps(struct heap_builder *b, const struct object *object,
                  name_id field)
{
	const struct classes *c = &b->facts->classes;
	node_id method;

	if (object->class == NO_CLASS)
		return !(b->names[field] & NAME_IS_COMPUTED);
	if (c->list[object->class].flags & CLASS_IS_UNSURE ||
	    (c->list[object->class].flags & CLASS_SETS_ANY &&
	     !sets_plainly(b, object->class, field)))
		return false;
	if (heap_field_flags(b, object->class, field) & FIELD_IS_DESCRIPTOR)
		return false;
	method = classes_method(c, object->class, field);
	return method == NO_NODE ||
	       classes_method_kind(c, method) != METHOD_PROPERTY ||
	       classes_is_cached_property(c, method);
}

bool object_takes(struct heap_builder *b, const struct object *object,
                  name_id field)
{
	const struct classes *c = &b->facts->classes;

	if (object->class != NO_CLASS || !(b->names[field] & NAME_IS_COMPUTED))
		return object_keeps(b, object, field);
	if (bounds_exceeded(b->tree, REACHED_CLASSES, c->count, 0))
		return false;
	for (class_id i = 0; i < c->count; i++)
		if (classes_setter(c, i, field) != NO_NODE ||
		    (c->list[i].order_is_open &&
		     classes_method(c, i, field) != NO_NODE) ||
		    heap_field_flags(b, i, field) & FIELD_IS_DESCRIPTOR)
			return false;
	return true;
}

/* Does the object surely hold, in this attribute, what was stored there? */
static bool object_has_field(struct heap_builder *b,
                             const struct object *object, name_id field)
{
	uint8_t use = b->names[field];
	uint32_t flags;

	if (!object_keeps(b, object, field) || !(use & NAME_IS_SET) ||
	    use & NAME_IS_WEAK)
		return false;
	/* a base may read what its subclasses set */
	if (object->class == NO_CLASS)
		return true;
	flags = heap_field_flags(b, object->class, field);
	return flags & FIELD_IS_SET ||
	       !(use & NAME_IS_COMPUTED || flags & FIELD_IS_SHARED);
}

/* ------------------------------------------------------------------- methods
 */

enum overriding { OVERRIDES_NOT, OVERRIDES_ALIKE, OVERRIDES };

/* Has a subclass in this file another method of this name? Alike: also for
 * instances. */
static enum overriding overriding(struct heap_builder *b, class_id class,
                                  name_id name, node_id method)
{
	const struct classes *c = &b->facts->classes;
	enum overriding worst = OVERRIDES_NOT;

	if (!(b->names[name] & NAME_IS_OVERRIDDEN))
		return OVERRIDES_NOT;
	if (bounds_exceeded(b->tree, REACHED_CLASSES, c->count, 0))
		return OVERRIDES;
	for (class_id d = 0; d < c->count; d++) {
		node_id other;

		if (d == class || !classes_derives(c, d, class))
			continue;
		other = classes_method(c, d, name);
		if (other == method || classes_adds_to(b->tree, other, name))
			continue;
		if (other == NO_NODE ||
		    classes_has_unknown_decorator(c, other) ||
		    classes_method_kind(c, other) !=
		        classes_method_kind(c, method))
			return OVERRIDES;
		worst = OVERRIDES_ALIKE;
	}
	return worst;
}

/* The method that the class has for its instances, if no attribute of theirs
 * hides it. */
static node_id visible_method(struct heap_builder *b, class_id class,
                              name_id name)
{
	const struct classes *c = &b->facts->classes;
	node_id method =
	    class == NO_CLASS ? NO_NODE : classes_method(c, class, name);

	return method == NO_NODE || classes_has_unknown_decorator(c, method)
	           ? NO_NODE
	           : method;
}

node_id object_method(struct heap_builder *b, const struct object *object,
                      name_id name)
{
	node_id method = visible_method(b, object->class, name);

	if (method == NO_NODE ||
	    heap_field_flags(b, object->class, name) & FIELD_IS_SET)
		return NO_NODE;
	/* what was made here is of this very class */
	return object->kind == OBJECT_INSTANCE ||
	               overriding(b, object->class, name, method) ==
	                   OVERRIDES_NOT
	           ? method
	           : NO_NODE;
}

enum { MOST_PARENTS = 8 };

/* Is n in x of `self.name = x`? */
static bool is_being_set(const struct tree *t, node_id n, name_id name)
{
	for (int i = 0; i < MOST_PARENTS && n != NO_NODE;
	     i++, n = tree_parent(t, n)) {
		node_id left;

		if (tree_kind(t, n) != KIND_ASSIGNMENT)
			continue;
		left = tree_child(t, n, FIELD_LEFT);
		return tree_kind(t, left) == KIND_ATTRIBUTE &&
		       tree_name(t, tree_child(t, left, FIELD_ATTRIBUTE)) ==
		           name;
	}
	return false;
}

/* Is it the constructor that sets the attribute, but has not so far? */
static bool is_yet_to_be_set(const struct heap_builder *b,
                             const struct heap_function *f, object_id base,
                             name_id name)
{
	if (f->node == 0 || base != 0 ||
	    tree_name(b->tree, tree_child(b->tree, f->node, FIELD_NAME)) !=
	        NAME_INIT)
		return false;
	for (uint32_t i = 0; i < f->edges.count; i++)
		if (f->edges.at[i].from == base && f->edges.at[i].field == name)
			return false;
	return true;
}

/* object.name as a value, where name is a method. */
static object_id bound_method(struct heap_builder *b, struct heap_function *f,
                              object_id base, name_id name, node_id n)
{
	const struct object *object = &f->objects.at[base];
	node_id method = visible_method(b, object->class, name);
	object_id bound;

	if (method == NO_NODE ||
	    classes_method_kind(&b->facts->classes, method) !=
	        METHOD_INSTANCE ||
	    (heap_field_flags(b, object->class, name) & FIELD_IS_SET &&
	     !is_being_set(b->tree, n, name) &&
	     !is_yet_to_be_set(b, f, base, name)) ||
	    (object->kind != OBJECT_INSTANCE &&
	     overriding(b, object->class, name, method) == OVERRIDES))
		return NO_OBJECT;
	bound = object_add(b, f,
	                   (struct object){.kind = OBJECT_CALLABLE,
	                                   .node = n,
	                                   .call = NO_NODE,
	                                   .base = base,
	                                   .class = NO_CLASS});
	if (bound != NO_OBJECT && bound == f->objects.count - 1)
		edge_add(b, f,
		         (struct edge){.from = bound,
		                       .to = base,
		                       .field = NAME_SELF,
		                       .node = n,
		                       .at = n,
		                       .flags = EDGE_IS_HIDDEN});
	return bound;
}

/* -------------------------------------------------------------------- reading
 */

/* Does it store None, or what is there as long as the program? */
static bool stores_nothing(const struct heap_builder *b, node_id target)
{
	const struct tree *t = b->tree;
	node_id statement = tree_kind(t, target) == KIND_ATTRIBUTE
	                        ? classes_target_of(t, target)
	                        : NO_NODE;
	node_id value;

	if (statement == NO_NODE)
		return false;
	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT)
		return true;
	value = classes_assigned(t, statement, target);
	if (value == NO_NODE)
		return false;
	value = tree_value(t, value);
	return tree_kind(t, value) == KIND_NONE || heap_is_of_module(b, value);
}

bool heap_is_stale(const struct heap_builder *b, const struct edge *e,
                   uint32_t turn)
{
	return e->flags & EDGE_IS_LOAD && e->turn != turn &&
	       e->field != FIELD_ITEM && b->names[e->field] & NAME_IS_RESET;
}

/* What base.field surely is at n by what this function stored or read there
 * before; *is_known is false where that does not tell. */
static object_id stored_object(struct heap_builder *b,
                               const struct heap_function *f, object_id base,
                               name_id field, node_id n, bool *is_known)
{
	struct flow *flow = NULL;

	for (uint32_t i = f->edges.count; i-- > 0;) {
		const struct edge *e = &f->edges.at[i];

		if (e->from != base || e->field != field ||
		    e->flags & EDGE_IS_HIDDEN)
			continue;
		*is_known = !heap_is_stale(b, e, f->turn);
		if (e->flags & EDGE_IS_LOAD)
			return e->to;
		flow = flow != NULL ? flow : facts_flow(b->facts, n);
		if (flow == NULL)
			return NO_OBJECT;
		if (e->at != n && !flow_reaches(flow, e->at, n))
			continue;
		*is_known =
		    flow_dominates(flow, e->at, n) &&
		    (!(e->flags & EDGE_IS_CLEAR) || stores_nothing(b, e->node));
		return e->to;
	}
	*is_known = false;
	return NO_OBJECT;
}

static class_id class_of_value(struct heap_builder *b, node_id n)
{
	const struct type *type = types_of(b->facts->types, n);

	return type->kind == TYPE_INSTANCE ? type->class : NO_CLASS;
}

/* The function that runs when the property is read, or NULL. */
static struct heap_function *getter_of(const struct heap_builder *b,
                                       node_id method)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, method);

	return method == NO_NODE || scope == NO_SCOPE ||
	               b->function_of_scope[scope] == 0 ||
	               classes_method_kind(&b->facts->classes, method) !=
	                   METHOD_PROPERTY
	           ? NULL
	           : &b->functions[b->function_of_scope[scope] - 1];
}

const struct object *heap_cached(const struct heap_builder *b, class_id class,
                                 name_id field)
{
	const struct classes *c = &b->facts->classes;
	node_id method = classes_method(c, class, field);
	const struct heap_function *getter = getter_of(b, method);

	return getter == NULL || getter->returned == NO_OBJECT ||
	               !classes_is_cached_property(c, method)
	           ? NULL
	           : &getter->objects.at[getter->returned];
}

/* The class of what the attribute of the object, read at n, holds. */
static class_id class_of_field(struct heap_builder *b,
                               const struct object *holder, name_id field,
                               node_id n)
{
	class_id class = class_of_value(b, n);
	const struct object *cached =
	    class != NO_CLASS || holder->class == NO_CLASS
	        ? NULL
	        : heap_cached(b, holder->class, field);

	return cached != NULL && cached->kind == OBJECT_INSTANCE ? cached->class
	                                                         : class;
}

/* The field that a property only gives back: `return self._name`; a cached one
 * keeps its value under its own name. */
static name_id given_field(struct heap_builder *b, struct heap_function *f,
                           node_id method)
{
	struct heap_function *getter = getter_of(b, method);
	const struct object *given;

	if (getter == NULL)
		return NAME_NONE;
	if (getter != f)
		heap_note_read(b, f, getter);
	if (classes_is_cached_property(&b->facts->classes, method))
		return tree_name(b->tree,
		                 tree_child(b->tree, method, FIELD_NAME));
	if (getter->returned == NO_OBJECT)
		return NAME_NONE;
	given = &getter->objects.at[getter->returned];
	return given->kind == OBJECT_FIELD && given->base == 0 &&
	               getter->objects.at[0].kind == OBJECT_PARAMETER
	           ? given->field
	           : NAME_NONE;
}

object_id heap_read_dict(struct heap_builder *b, struct heap_function *f,
                         struct object dict)
{
	struct edge edge = {.from = dict.base,
	                    .field = NAME_DICT,
	                    .node = dict.node,
	                    .at = dict.call == NO_NODE ? dict.node : dict.call,
	                    .flags = EDGE_IS_LOAD};

	edge.to = object_add(b, f, dict);
	if (edge.to == NO_OBJECT)
		return NO_OBJECT;
	edge_add(b, f, edge);
	edge.from = edge.to;
	edge.to = dict.base;
	edge.field = NAME_SELF;
	edge.flags |= EDGE_IS_HIDDEN;
	edge_add(b, f, edge);
	return edge.from;
}

object_id object_read(struct heap_builder *b, struct heap_function *f,
                      object_id base, name_id field, node_id n)
{
	struct object holder = f->objects.at[base];
	node_id method = holder.class == NO_CLASS
	                     ? NO_NODE
	                     : object_method(b, &holder, field);
	name_id given = given_field(b, f, method);
	object_id object;
	bool is_known;

	if (given != NAME_NONE)
		field = given;
	else if (holder.class != NO_CLASS &&
	         classes_method(&b->facts->classes, holder.class, field) !=
	             NO_NODE)
		return bound_method(b, f, base, field, n);
	object = stored_object(b, f, base, field, n, &is_known);
	if (is_known)
		return object;
	object = NO_OBJECT;
	if (field == NAME_DICT)
		return heap_read_dict(b, f,
		                      (struct object){.kind = OBJECT_CONTAINER,
		                                      .node = n,
		                                      .call = NO_NODE,
		                                      .base = base,
		                                      .class = NO_CLASS});
	if (holder.class != NO_CLASS &&
	    heap_field_lasts(b, holder.class, field))
		return NO_OBJECT;
	if (!object_has_field(b, &holder, field))
		return heap_foreign_field(b, f, base, field, n);
	if (heap_is_container_elsewhere(b, &holder, field, n))
		object = heap_foreign_field(b, f, base, field, n);
	if (object != NO_OBJECT)
		return object;
	object = object_add(
	    b, f,
	    (struct object){.kind = OBJECT_FIELD,
	                    .node = n,
	                    .call = NO_NODE,
	                    .base = base,
	                    .field = field,
	                    .class = class_of_field(b, &holder, field, n)});
	if (object != NO_OBJECT)
		edge_add(b, f,
		         (struct edge){.from = base,
		                       .to = object,
		                       .field = field,
		                       .node = n,
		                       .at = n,
		                       .flags = EDGE_IS_LOAD});
	return object;
}

object_id object_field(struct heap_builder *b, struct heap_function *f,
                       object_id base, node_id attribute)
{
	return object_read(
	    b, f, base,
	    tree_name(b->tree, tree_child(b->tree, attribute, FIELD_ATTRIBUTE)),
	    attribute);
}
