/* Calls of functions of this file: their summaries, with the arguments put in.
 */
#include "heap_model.h"

#include <string.h>

object_id object_make(struct heap_builder *b, struct heap_function *f,
                      enum object_kind kind, node_id n)
{
	object_id made = object_add(b, f,
	                            (struct object){.kind = kind,
	                                            .node = n,
	                                            .call = NO_NODE,
	                                            .base = NO_OBJECT,
	                                            .class = NO_CLASS});

	b->object_at[n] = made;
	return made;
}

/* ---------------------------------------------------------------- summaries */

void heap_reach_objects(struct heap_function *f)
{
	bool has_more = true;

	for (object_id o = 0; o < f->objects.count; o++) {
		enum object_kind kind = f->objects.at[o].kind;

		f->objects.at[o].is_reached =
		    o == f->returned || kind == OBJECT_PARAMETER ||
		    kind == OBJECT_VARIABLE ||
		    (kind == OBJECT_CONTAINER && f->objects.at[o].index != 0);
	}
	while (has_more) {
		has_more = false;
		for (uint32_t i = 0; i < f->edges.count; i++) {
			const struct edge *e = &f->edges.at[i];

			if (e->to == NO_OBJECT ||
			    !f->objects.at[e->from].is_reached ||
			    f->objects.at[e->to].is_reached)
				continue;
			f->objects.at[e->to].is_reached = true;
			has_more = true;
		}
	}
}

/* What the caller has for each object of the callee. */
struct mapping {
	struct heap_builder *b;
	struct heap_function *caller;
	const struct heap_function *callee;
	const struct arguments *arguments;
	node_id call;
	object_id map[BOUND_OBJECTS];
	bool needed[BOUND_OBJECTS];
};

/* self.parts.add(part): may another file's function make what a parameter has
 * keep another parameter? */
static bool is_given_to_field(const struct heap_function *callee,
                              const struct edge *e)
{
	const struct object *from = &callee->objects.at[e->from];

	return e->flags & EDGE_IS_ASSUMED && from->kind == OBJECT_FIELD &&
	       callee->objects.at[from->base].kind == OBJECT_PARAMETER &&
	       callee->objects.at[e->to].kind == OBJECT_PARAMETER;
}

/* whole.add(parts[key]): may it make one parameter keep an item of another? */
static bool is_given_item(const struct heap_function *callee,
                          const struct edge *e)
{
	const struct object *to = &callee->objects.at[e->to];

	return e->flags & EDGE_IS_ASSUMED && to->kind == OBJECT_ITEM &&
	       callee->objects.at[to->base].kind == OBJECT_PARAMETER;
}

static void need_objects(struct mapping *m)
{
	const struct heap_function *callee = m->callee;

	memset(m->needed, 0, sizeof(m->needed));
	for (uint32_t i = 0; i < callee->edges.count; i++) {
		const struct edge *e = &callee->edges.at[i];

		if (is_given_to_field(callee, e))
			m->needed[e->from] = true;
		if (is_given_item(callee, e))
			m->needed[e->to] = true;
		if (e->flags & (EDGE_IS_LOAD | EDGE_IS_ASSUMED) ||
		    !callee->objects.at[e->from].is_reached)
			continue;
		m->needed[e->from] = true;
		if (e->to != NO_OBJECT)
			m->needed[e->to] = true;
	}
	if (callee->returned != NO_OBJECT)
		m->needed[callee->returned] = true;
	for (object_id o = 0; o < callee->objects.count; o++)
		m->needed[o] |= callee->objects.at[o].kind == OBJECT_PARAMETER;
	for (object_id o = callee->objects.count; o-- > 0;)
		if (m->needed[o] && callee->objects.at[o].base != NO_OBJECT)
			m->needed[callee->objects.at[o].base] = true;
}

/* What a field that the callee reads holds in the caller. */
static object_id map_field(struct mapping *m, const struct object *o)
{
	struct heap_function *f = m->caller;
	struct object field = *o;
	object_id made;

	field.base = m->map[o->base];
	if (field.base == NO_OBJECT)
		return NO_OBJECT;
	for (uint32_t i = f->edges.count; i-- > 0;)
		if (f->edges.at[i].from == field.base &&
		    f->edges.at[i].field == field.field)
			return f->edges.at[i].to;
	field.call = m->call;
	made = object_add(m->b, f, field);
	if (made != NO_OBJECT)
		edge_add(m->b, f,
		         (struct edge){.from = field.base,
		                       .to = made,
		                       .field = field.field,
		                       .node = o->node,
		                       .at = m->call,
		                       .flags = EDGE_IS_LOAD});
	return made;
}

/* The __dict__ of what the caller has for its object. */
static object_id map_dict(struct mapping *m, const struct object *o)
{
	struct heap_function *f = m->caller;
	object_id base = m->map[o->base];

	if (base == NO_OBJECT)
		return NO_OBJECT;
	for (uint32_t i = f->edges.count; i-- > 0;)
		if (f->edges.at[i].from == base &&
		    f->edges.at[i].field == NAME_DICT)
			return f->edges.at[i].to;
	return heap_read_dict(m->b, f,
	                      (struct object){.kind = OBJECT_CONTAINER,
	                                      .node = o->node,
	                                      .call = m->call,
	                                      .base = base,
	                                      .class = NO_CLASS});
}

/* What the call passes for the *parameter or **parameter that the callee has
 * as `o`. */
static uint32_t passed_for(const struct mapping *m, const struct object *o,
                           const object_id **passed)
{
	bool is_rest =
	    tree_kind(m->b->tree, tree_parent(m->b->tree, o->node)) ==
	    KIND_LIST_SPLAT_PATTERN;

	*passed = is_rest ? m->arguments->rest : m->arguments->keywords;
	return is_rest ? m->arguments->rest_count : m->arguments->keyword_count;
}

/* The tuple or dict itself, with all that it takes. */
static void fill_rest(struct mapping *m, const struct object *o,
                      object_id container)
{
	const object_id *passed;
	uint32_t count = passed_for(m, o, &passed);

	for (uint32_t i = 0; i < count; i++)
		edge_add(m->b, m->caller,
		         (struct edge){.from = container,
		                       .to = passed[i],
		                       .field = FIELD_ITEM,
		                       .node = m->call,
		                       .at = m->call});
}

static object_id map_object(struct mapping *m, const struct object *o)
{
	struct object copy = *o;
	object_id made;

	switch (o->kind) {
	case OBJECT_PARAMETER:
		return o->index < MOST_ARGUMENTS ? m->arguments->at[o->index]
		                                 : NO_OBJECT;
	case OBJECT_FIELD:
		return map_field(m, o);
	case OBJECT_ITEM:
		return heap_item_for(m->b, m->caller, m->callee, o,
		                     m->map[o->base], m->call);
	case OBJECT_VARIABLE:
		return heap_variable_in(m->b, m->caller, o->index);
	case OBJECT_CONTAINER:
		if (o->base != NO_OBJECT)
			return map_dict(m, o);
		copy.call = m->call;
		copy.index = 0;
		made = object_add(m->b, m->caller, copy);
		if (o->index != 0 && made != NO_OBJECT)
			fill_rest(m, o, made);
		return made;
	case OBJECT_INSTANCE:
	case OBJECT_RESULT:
	case OBJECT_CALLABLE:
		if (o->base != NO_OBJECT) {
			copy.base = m->map[o->base];
			if (copy.base == NO_OBJECT)
				return NO_OBJECT;
		}
		copy.call = m->call;
		return object_add(m->b, m->caller, copy);
	}
	return NO_OBJECT;
}

/* Does the edge matter to this caller? That the callee lets go of some item
 * says little of a certain one. */
static bool is_passed_on(struct heap_builder *b, const struct heap_function *f,
                         const struct heap_function *callee,
                         const struct edge *e,
                         const struct arguments *arguments)
{
	if (e->flags & EDGE_IS_LOAD)
		return false;
	if (e->flags & EDGE_IS_CLEAR && e->field == FIELD_ITEM &&
	    e->to == NO_OBJECT && !(e->flags & EDGE_IS_ALL))
		return false;
	return !heap_guard_skips(b, f, callee->node, e->at, arguments);
}

/* The callee keeps whatever its *parameter or **parameter takes. */
static void keep_rest(struct mapping *m, struct edge e)
{
	const struct object *item = &m->callee->objects.at[e.to];
	const object_id *passed;
	uint32_t count =
	    passed_for(m, &m->callee->objects.at[item->base], &passed);

	e.from = m->map[e.from];
	e.at = m->call;
	for (uint32_t i = 0; i < count; i++) {
		e.to = passed[i];
		edge_add(m->b, m->caller, e);
	}
}

/* for part in self.parts: part.name = value */
static bool is_of_items(const struct tree *t,
                        const struct heap_function *callee,
                        const struct edge *e)
{
	const struct object *from = &callee->objects.at[e->from];

	return from->kind == OBJECT_ITEM && e->field != FIELD_ITEM &&
	       tree_kind(t, from->node) == KIND_IDENTIFIER &&
	       !(e->flags & (EDGE_IS_HIDDEN | EDGE_IS_ASSUMED | EDGE_IS_COPY));
}

enum { MOST_ITEMS_SET = 8 };

/* It is done to all that the caller knows to be in the container. */
static void set_of_items(struct mapping *m, struct edge e)
{
	struct heap_function *f = m->caller;
	object_id holder = m->map[m->callee->objects.at[e.from].base];
	uint32_t count = f->edges.count, set = 0;

	for (uint32_t i = 0;
	     holder != NO_OBJECT && i < count && set < MOST_ITEMS_SET; i++) {
		const struct edge *held = &f->edges.at[i];

		if (held->from != holder || held->field != FIELD_ITEM ||
		    held->to == NO_OBJECT || held->flags & EDGE_IS_CLEAR)
			continue;
		e.from = held->to;
		edge_add(m->b, f, e);
		set++;
	}
}

/* Put the callee's summary into the caller, with these arguments. */
static void apply(struct heap_builder *b, struct heap_function *f,
                  const struct heap_function *callee,
                  const struct arguments *arguments, node_id call)
{
	struct mapping m = {.b = b,
	                    .caller = f,
	                    .callee = callee,
	                    .arguments = arguments,
	                    .call = call};
	uint32_t added = 0;

	need_objects(&m);
	for (object_id o = 0; o < callee->objects.count; o++)
		m.map[o] = m.needed[o] ? map_object(&m, &callee->objects.at[o])
		                       : NO_OBJECT;
	for (uint32_t i = 0;
	     i < callee->edges.count && added <= BOUND_CALL_REFERENCES; i++) {
		struct edge e = callee->edges.at[i];

		if (!is_passed_on(b, f, callee, &e, arguments) ||
		    bounds_exceeded(b->tree, REACHED_CALL_REFERENCES, added + 1,
		                    call))
			continue;
		if (e.to != NO_OBJECT &&
		    arguments->keyword_count + arguments->rest_count > 0 &&
		    heap_keywords_item(b, callee, e.to) != 0) {
			keep_rest(&m, e);
			continue;
		}
		e.to = e.to == NO_OBJECT ? NO_OBJECT : m.map[e.to];
		e.via[1] = e.via[0];
		e.via[0] = e.at;
		e.at = call;
		e.flags &= ~(uint32_t)EDGE_IS_LATE;
		if (is_of_items(b->tree, callee, &e)) {
			set_of_items(&m, e);
			continue;
		}
		e.from = m.map[e.from];
		if (e.flags & EDGE_IS_ASSUMED && e.to == NO_OBJECT)
			continue;
		if (e.flags & EDGE_IS_COPY) {
			e.flags = 0;
			heap_keep_items(b, f, e);
			continue;
		}
		edge_add(b, f, e);
		added += !(e.flags & EDGE_IS_ASSUMED);
	}
	if (callee->returned != NO_OBJECT)
		b->object_at[call] = m.map[callee->returned];
}

/* --------------------------------------------------------------------- calls
 */

/* A generator or coroutine: nothing runs yet, and its frame holds the
 * arguments.
 */
static void make_frame(struct heap_builder *b, struct heap_function *f,
                       const struct arguments *arguments, node_id call)
{
	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		object_id made;

		if (arguments->at[i] == NO_OBJECT)
			continue;
		made = object_make(b, f, OBJECT_CALLABLE, call);
		if (made == NO_OBJECT)
			continue;
		f->objects.at[made].is_frame = true;
		edge_add(b, f,
		         (struct edge){.from = made,
		                       .to = arguments->at[i],
		                       .field = NAME_SELF,
		                       .node = call,
		                       .at = call,
		                       .flags = EDGE_IS_HIDDEN});
	}
}

/* `for x in f():` runs the generator, and binds what it makes. */
static bool run_generator(struct heap_builder *b, struct heap_function *f,
                          node_id call, const struct heap_function *callee,
                          const struct arguments *arguments)
{
	node_id target = heap_loop_over(b->tree, call);

	if (target == NO_NODE || callee->returned == NO_OBJECT ||
	    callee->returns_more || callee->is_async)
		return false;
	apply(b, f, callee, arguments, target); /* at each turn */
	return true;
}

static bool is_awaited(const struct tree *t, node_id call)
{
	return tree_kind(t, tree_parent(t, tree_outermost(t, call))) ==
	       KIND_AWAIT;
}

/* Returns whether all that it does is known. */
static bool run(struct heap_builder *b, struct heap_function *f, node_id call,
                struct heap_function *callee, const struct arguments *arguments)
{
	heap_note_passed(b, f, callee, arguments);
	f->makes_known_calls = true;
	if (callee->is_generator &&
	    run_generator(b, f, call, callee, arguments))
		return true;
	if (callee->is_generator ||
	    (callee->is_async && !is_awaited(b->tree, call))) {
		make_frame(b, f, arguments, call);
		return true;
	}
	apply(b, f, callee, arguments, call);
	return callee->turn == 0;
}

/* NULL if it is not known what calling the function does. */
static struct heap_function *known_callee(struct heap_builder *b,
                                          struct heap_function *f,
                                          node_id function)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);
	struct heap_function *callee;

	if (scope == NO_SCOPE || b->function_of_scope[scope] == 0 ||
	    classes_has_unknown_decorator(&b->facts->classes, function))
		return NULL;
	callee = &b->functions[b->function_of_scope[scope] - 1];
	if (callee == f)
		return NULL;
	heap_note_read(b, f, callee);
	return callee;
}

bool heap_call_function(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id function, object_id self)
{
	struct heap_function *callee = known_callee(b, f, function);
	struct arguments arguments = heap_no_arguments(self);

	if (callee == NULL && function != f->node)
		return false;
	heap_bind_arguments(b, f, &arguments, call, function);
	if (callee != NULL)
		return run(b, f, call, callee, &arguments);
	heap_call_itself(b, f, call, &arguments);
	return false;
}

bool heap_call_object(struct heap_builder *b, struct heap_function *f,
                      node_id call, node_id callee)
{
	object_id self =
	    b->call_name == NAME_NONE ? NO_OBJECT : object_of(b, f, callee);
	node_id method =
	    self == NO_OBJECT
	        ? NO_NODE
	        : object_method(b, &f->objects.at[self], b->call_name);

	return method != NO_NODE &&
	       classes_method_kind(&b->facts->classes, method) ==
	           METHOD_INSTANCE &&
	       heap_call_function(b, f, call, method, self);
}

void heap_call_setitem(struct heap_builder *b, struct heap_function *f,
                       node_id subscript, object_id self, object_id value)
{
	name_id name = names_find(b->tree->names, STR("__setitem__"));
	node_id method = name == NAME_NONE
	                     ? NO_NODE
	                     : object_method(b, &f->objects.at[self], name);
	struct heap_function *callee =
	    method == NO_NODE ? NULL : known_callee(b, f, method);
	struct arguments arguments = heap_no_arguments(self);

	if (callee == NULL)
		return;
	arguments.at[1] =
	    object_of(b, f, tree_child(b->tree, subscript, FIELD_SUBSCRIPT));
	arguments.at[2] = value;
	run(b, f, subscript, callee, &arguments);
}

void heap_call_setter(struct heap_builder *b, struct heap_function *f,
                      node_id target, object_id self, object_id value)
{
	const struct object *o = &f->objects.at[self];
	name_id name =
	    tree_name(b->tree, tree_child(b->tree, target, FIELD_ATTRIBUTE));
	node_id setter =
	    o->class == NO_CLASS
	        ? NO_NODE
	        : classes_setter(&b->facts->classes, o->class, name);
	struct heap_function *callee =
	    setter == NO_NODE ? NULL : known_callee(b, f, setter);
	struct arguments arguments = heap_no_arguments(self);

	if (callee == NULL)
		return;
	arguments.at[1] = value;
	run(b, f, target, callee, &arguments);
}
