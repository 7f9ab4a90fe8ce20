/* Calls of functions of this file: their summaries, with the arguments put in.
 */
#include "heap_model.h"

#include <string.h>

enum { MOST_ARGUMENTS = 16 };

/* A call's arguments by the callee's parameter number. */
struct arguments {
	object_id at[MOST_ARGUMENTS];
};

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

		if (e->flags & EDGE_IS_LOAD)
			continue;
		m->needed[e->from] = true;
		if (e->to != NO_OBJECT)
			m->needed[e->to] = true;
	}
	if (callee->returned != NO_OBJECT)
		m->needed[callee->returned] = true;
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
	case OBJECT_VARIABLE:
		return NO_OBJECT;
	case OBJECT_INSTANCE:
	case OBJECT_RESULT:
	case OBJECT_CONTAINER:
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
		bool is_clear = e.to == NO_OBJECT;

		/* that the callee lets go of some item says little of this one
		 */
		if (e.flags & EDGE_IS_LOAD ||
		    (is_clear && e.field == FIELD_ITEM))
			continue;
		e.from = m.map[e.from];
		e.to = is_clear ? NO_OBJECT : m.map[e.to];
		e.at = call;
		edge_add(b, f, e);
		added++;
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

static uint32_t parameter_called(const struct tree *t, node_id function,
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

/* The call's arguments; `self` (or NO_OBJECT) fills the first parameter if
 * `is_method`. */
static void bind_arguments(struct heap_builder *b, struct heap_function *f,
                           struct arguments *to, node_id call, node_id function)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t next = to->at[0] != NO_OBJECT ? 1 : 0;
	uint32_t room = positional_room(t, function);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		uint32_t index = next;

		if (heap_is_splat(tree_kind(t, a))) {
			next = MOST_ARGUMENTS;
			continue;
		}
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			index = parameter_called(
			    t, function,
			    tree_name(t, tree_child(t, a, FIELD_NAME)));
		else if (next < MOST_ARGUMENTS && next++ >= room)
			continue;
		if (index < MOST_ARGUMENTS)
			to->at[index] = object_of(b, f, heap_argument(t, a));
	}
}

static struct arguments no_arguments(object_id self)
{
	struct arguments arguments;

	for (int i = 0; i < MOST_ARGUMENTS; i++)
		arguments.at[i] = NO_OBJECT;
	arguments.at[0] = self;
	return arguments;
}

/* A call of a function or method of this file. */
void heap_call_function(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id function, object_id self)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);
	struct arguments arguments = no_arguments(self);
	const struct heap_function *callee;

	if (scope == NO_SCOPE || b->function_of_scope[scope] == 0)
		return;
	callee = &b->functions[b->function_of_scope[scope] - 1];
	if (callee == f)
		return;
	bind_arguments(b, f, &arguments, call, function);
	f->makes_known_calls = true;
	if (!callee->is_generator) {
		apply(b, f, callee, &arguments, call);
		return;
	}
	/* Nothing runs yet: the frame holds the arguments. */
	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		object_id made;

		if (arguments.at[i] == NO_OBJECT)
			continue;
		made = object_make(b, f, OBJECT_CALLABLE, call);
		if (made != NO_OBJECT)
			edge_add(b, f,
			         (struct edge){.from = made,
			                       .to = arguments.at[i],
			                       .field = NAME_SELF,
			                       .node = call,
			                       .at = call,
			                       .flags = EDGE_IS_HIDDEN});
	}
}
