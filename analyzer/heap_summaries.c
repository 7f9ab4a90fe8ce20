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

node_id heap_argument(const struct tree *t, node_id argument)
{
	return tree_kind(t, argument) == KIND_KEYWORD_ARGUMENT
	           ? tree_child(t, argument, FIELD_VALUE)
	           : argument;
}

bool heap_is_splat(enum kind kind)
{
	return kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT ||
	       kind == KIND_FOR_IN_CLAUSE;
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
	object_id map[MOST_OBJECTS];
	bool needed[MOST_OBJECTS];
};

static void need_objects(struct mapping *m)
{
	const struct heap_function *callee = m->callee;

	memset(m->needed, 0, sizeof(m->needed));
	for (uint32_t i = 0; i < callee->edges.count; i++) {
		const struct edge *e = &callee->edges.at[i];

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

static object_id map_object(struct mapping *m, const struct object *o)
{
	struct object copy = *o;

	switch (o->kind) {
	case OBJECT_PARAMETER:
		return o->index < MOST_ARGUMENTS ? m->arguments->at[o->index]
		                                 : NO_OBJECT;
	case OBJECT_FIELD:
		return map_field(m, o);
	case OBJECT_ITEM:
		return NO_OBJECT;
	case OBJECT_VARIABLE:
		return heap_variable_in(m->b, m->caller, o->index);
	case OBJECT_CONTAINER:
		if (o->base != NO_OBJECT)
			return map_dict(m, o);
		copy.call = m->call;
		copy.index = 0;
		return object_add(m->b, m->caller, copy);
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
static bool is_passed_on(struct heap_builder *b,
                         const struct heap_function *callee,
                         const struct edge *e,
                         const struct arguments *arguments)
{
	if (e->flags & EDGE_IS_LOAD)
		return false;
	if (e->flags & EDGE_IS_CLEAR && e->field == FIELD_ITEM &&
	    e->to == NO_OBJECT && !(e->flags & EDGE_IS_ALL))
		return false;
	return !heap_guard_skips(b, callee->node, e->at, arguments);
}

/* The callee keeps whatever its **parameter takes. */
static void keep_keywords(struct mapping *m, struct edge e)
{
	e.from = m->map[e.from];
	e.at = m->call;
	for (uint32_t i = 0; i < m->arguments->keyword_count; i++) {
		e.to = m->arguments->keywords[i];
		edge_add(m->b, m->caller, e);
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
	     i < callee->edges.count && added < MOST_SUMMARY_EDGES; i++) {
		struct edge e = callee->edges.at[i];

		if (!is_passed_on(b, callee, &e, arguments))
			continue;
		if (e.to != NO_OBJECT && arguments->keyword_count > 0 &&
		    heap_keywords_item(b, callee, e.to) != 0) {
			keep_keywords(&m, e);
			continue;
		}
		e.from = m.map[e.from];
		e.to = e.to == NO_OBJECT ? NO_OBJECT : m.map[e.to];
		e.at = call;
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

/* ---------------------------------------------------------------- arguments */

static node_id parameter_identifier(const struct tree *t, node_id parameter)
{
	node_id name = tree_child(t, parameter, FIELD_NAME);

	if (tree_kind(t, parameter) == KIND_IDENTIFIER)
		return parameter;
	return name != NO_NODE ? name : tree_first(t, parameter);
}

static bool is_separator(enum kind kind)
{
	return kind == KIND_KEYWORD_SEPARATOR ||
	       kind == KIND_POSITIONAL_SEPARATOR;
}

uint32_t heap_parameter_called(const struct tree *t, node_id function,
                               name_id name)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t index = 0;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		if (is_separator(tree_kind(t, p)))
			continue;
		if (tree_name(t, parameter_identifier(t, p)) == name)
			return index;
		index++;
	}
	return MOST_ARGUMENTS;
}

uint32_t heap_parameter(struct heap_builder *b, node_id callee, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	symbol_id variable;
	const struct occurrence *only;

	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return MOST_ARGUMENTS;
	variable = scopes_variable(scopes, n);
	only = variable == NO_SYMBOL ? NULL
	                             : scopes_only_binding(scopes, variable);
	if (only == NULL ||
	    !tree_contains(t, tree_child(t, callee, FIELD_PARAMETERS),
	                   only->node))
		return MOST_ARGUMENTS;
	return heap_parameter_called(t, callee, tree_name(t, n));
}

/* Parameters that the call passes nothing for have their defaults. */
void heap_bind_defaults(const struct tree *t, struct arguments *to,
                        node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t index = 0;

	for (node_id p = tree_first(t, list);
	     p != NO_NODE && index < MOST_ARGUMENTS; p = tree_sibling(t, p)) {
		if (is_separator(tree_kind(t, p)))
			continue;
		if (to->values[index] == NO_NODE)
			to->values[index] = tree_child(t, p, FIELD_VALUE);
		index++;
	}
}

/* How many parameters positional arguments can fill: those before `*`. */
static uint32_t positional_room(const struct tree *t, node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t room = 0;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		enum kind kind = tree_kind(t, p);

		if (kind == KIND_POSITIONAL_SEPARATOR)
			continue;
		if (kind == KIND_KEYWORD_SEPARATOR ||
		    kind == KIND_LIST_SPLAT_PATTERN ||
		    kind == KIND_DICTIONARY_SPLAT_PATTERN ||
		    tree_kind(t, tree_first(t, p == NO_NODE ? 0 : p)) ==
		        KIND_LIST_SPLAT_PATTERN)
			break;
		room++;
	}
	return room;
}

static void bind_keyword(struct heap_builder *b, struct heap_function *f,
                         struct arguments *to, node_id value)
{
	object_id object = object_of(b, f, value);

	if (object != NO_OBJECT && to->keyword_count < MOST_KEYWORDS)
		to->keywords[to->keyword_count++] = object;
}

/* The call's arguments; `self` (or NO_OBJECT) fills the first parameter if
 * `is_method`. */
static void bind_arguments(struct heap_builder *b, struct heap_function *f,
                           struct arguments *to, node_id call, node_id function)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	bool is_first_given =
	    to->at[0] != NO_OBJECT ||
	    (classes_of_method(&b->facts->classes, function) != NO_CLASS &&
	     classes_method_kind(&b->facts->classes, function) == METHOD_CLASS);
	uint32_t next = is_first_given ? 1 : 0;
	uint32_t room = positional_room(t, function);
	bool is_complete = true;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		uint32_t index = next;

		if (heap_is_splat(tree_kind(t, a))) {
			next = MOST_ARGUMENTS;
			is_complete = false;
			continue;
		}
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			index = heap_parameter_called(
			    t, function,
			    tree_name(t, tree_child(t, a, FIELD_NAME)));
		else if (next < MOST_ARGUMENTS && next++ >= room)
			continue;
		if (index >= MOST_ARGUMENTS) {
			if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
				bind_keyword(b, f, to, heap_argument(t, a));
			continue;
		}
		to->values[index] = heap_argument(t, a);
		to->at[index] = object_of(b, f, to->values[index]);
	}
	if (is_complete)
		heap_bind_defaults(t, to, function);
}

struct arguments heap_no_arguments(object_id self)
{
	struct arguments arguments = {.keyword_count = 0};

	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		arguments.at[i] = NO_OBJECT;
		arguments.values[i] = NO_NODE;
	}
	arguments.at[0] = self;
	return arguments;
}

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
		if (made != NO_OBJECT)
			edge_add(b, f,
			         (struct edge){.from = made,
			                       .to = arguments->at[i],
			                       .field = NAME_SELF,
			                       .node = call,
			                       .at = call,
			                       .flags = EDGE_IS_HIDDEN});
	}
}

/* The first class that both are or derive from. */
static class_id common_base(const struct classes *c, class_id a, class_id b)
{
	for (uint32_t i = 0; i < c->list[a].order_count; i++)
		if (classes_derives(c, b, c->list[a].order[i]))
			return c->list[a].order[i];
	return NO_CLASS;
}

/* Keep of which classes the arguments are, for parameters of unknown ones. */
static void note_passed(struct heap_builder *b, const struct heap_function *f,
                        struct heap_function *callee,
                        const struct arguments *arguments)
{
	class_id *passed = (class_id *)callee->passed;

	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		class_id class = arguments->at[i] == NO_OBJECT
		                     ? NO_CLASS
		                     : f->objects.at[arguments->at[i]].class;

		if (class == NO_CLASS)
			continue;
		if (passed == NULL) {
			passed =
			    ARENA_ARRAY(b->arena, MOST_ARGUMENTS, class_id);
			for (int k = 0; k < MOST_ARGUMENTS; k++)
				passed[k] = NOTHING_PASSED;
			callee->passed = passed;
		}
		if (passed[i] == NOTHING_PASSED)
			passed[i] = class;
		else if (passed[i] != NO_CLASS)
			passed[i] =
			    common_base(&b->facts->classes, passed[i], class);
	}
}

bool heap_call_function(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id function, object_id self)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);
	struct arguments arguments = heap_no_arguments(self);
	const struct heap_function *callee;

	if (scope == NO_SCOPE || b->function_of_scope[scope] == 0 ||
	    classes_has_unknown_decorator(&b->facts->classes, function))
		return false;
	callee = &b->functions[b->function_of_scope[scope] - 1];
	if (callee == f)
		return false;
	bind_arguments(b, f, &arguments, call, function);
	note_passed(b, f, &b->functions[b->function_of_scope[scope] - 1],
	            &arguments);
	f->makes_known_calls = true;
	if (callee->is_generator) {
		make_frame(b, f, &arguments, call);
		return true;
	}
	apply(b, f, callee, &arguments, call);
	return callee->turn == 0;
}
