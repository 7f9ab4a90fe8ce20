/* Which argument of a call is which parameter of a function of this file. */
#include "heap_model.h"

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

	for (node_id p = tree_first(t, list);
	     p != NO_NODE && index < MOST_ARGUMENTS; p = tree_sibling(t, p)) {
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
	only = scopes_only_binding(scopes, variable);
	if (only == NULL ||
	    !tree_contains(t, tree_child(t, callee, FIELD_PARAMETERS),
	                   only->node))
		return MOST_ARGUMENTS;
	return heap_parameter_called(t, callee, tree_name(t, n));
}

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

	for (node_id p = tree_first(t, list);
	     p != NO_NODE && room < MOST_ARGUMENTS; p = tree_sibling(t, p)) {
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

/* An argument that goes to the *parameter or the **parameter. */
static void bind_rest(struct heap_builder *b, struct heap_function *f,
                      struct arguments *to, node_id argument)
{
	object_id object = object_of(b, f, heap_argument(b->tree, argument));

	if (object == NO_OBJECT)
		return;
	if (tree_kind(b->tree, argument) != KIND_KEYWORD_ARGUMENT) {
		if (to->rest_count < MOST_KEYWORDS)
			to->rest[to->rest_count++] = object;
	} else if (to->keyword_count < MOST_KEYWORDS) {
		to->keywords[to->keyword_count++] = object;
	}
}

/* The n-th parameter of the callee, if its summary says anything of it. */
static bool matters(const struct heap_function *callee, uint32_t index)
{
	for (object_id o = 0; o < callee->objects.count; o++) {
		if (callee->objects.at[o].kind != OBJECT_PARAMETER ||
		    callee->objects.at[o].index != index)
			continue;
		if (o == callee->returned)
			return true;
		for (uint32_t i = 0; i < callee->edges.count; i++) {
			const struct edge *e = &callee->edges.at[i];

			if (!(e->flags & (EDGE_IS_LOAD | EDGE_IS_CLEAR)) &&
			    (e->from == o || e->to == o))
				return true;
		}
	}
	return false;
}

/* f(*args, **kwargs), of the caller's own: parameters that nothing else is
 * passed for get what its caller gives by their place or name. */
static void hand_on(struct heap_builder *b, struct heap_function *f,
                    struct arguments *to, node_id function,
                    struct handing_on on, uint32_t room)
{
	const struct heap_function *callee = heap_function_at(b, function);
	const struct tree *t = b->tree;
	uint32_t index = 0;

	if (callee == NULL || (!on.has_keywords && on.first >= MOST_ARGUMENTS))
		return;
	for (node_id p =
	         tree_first(t, tree_child(t, function, FIELD_PARAMETERS));
	     p != NO_NODE && index < MOST_ARGUMENTS; p = tree_sibling(t, p)) {
		node_id name = heap_parameter_name(t, p);

		if (is_separator(tree_kind(t, p)))
			continue;
		if (name != NO_NODE && to->values[index] == NO_NODE &&
		    to->at[index] == NO_OBJECT && matters(callee, index))
			to->at[index] = heap_hand_on(
			    b, f,
			    on.has_keywords ? tree_text(t, name)
			                    : (struct str){NULL, 0},
			    index < room && index >= on.first ? index - on.first
			                                      : MOST_ARGUMENTS,
			    name);
		index++;
	}
	heap_hand_taken(b, f, to, callee, on, index, room);
}

void heap_bind_arguments(struct heap_builder *b, struct heap_function *f,
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
	const uint32_t first = next;
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
			index = heap_place_taken(b, function, next - 1 - room);
		if (index >= MOST_ARGUMENTS &&
		    tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			index = heap_keyword_taken(
			    b, function,
			    tree_text(t, tree_child(t, a, FIELD_NAME)));
		if (index >= MOST_ARGUMENTS) {
			bind_rest(b, f, to, a);
			continue;
		}
		to->values[index] = heap_argument(t, a);
		to->at[index] = object_of(b, f, to->values[index]);
	}
	if (is_complete)
		heap_bind_defaults(t, to, function);
	else
		hand_on(b, f, to, function, heap_handing_on(b, f, call, first),
		        room);
}

struct arguments heap_no_arguments(object_id self)
{
	struct arguments arguments = {.keyword_count = 0, .rest_count = 0};

	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		arguments.at[i] = NO_OBJECT;
		arguments.values[i] = NO_NODE;
	}
	arguments.at[0] = self;
	return arguments;
}

/* The first class that both are or derive from. */
static class_id common_base(const struct classes *c, class_id a, class_id b)
{
	for (uint32_t i = 0; i < c->list[a].order_count; i++)
		if (classes_derives(c, b, c->list[a].order[i]))
			return c->list[a].order[i];
	return NO_CLASS;
}

void heap_note_passed(struct heap_builder *b, const struct heap_function *f,
                      struct heap_function *callee,
                      const struct arguments *arguments)
{
	class_id *passed = (class_id *)callee->passed;

	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		const struct object *o = arguments->at[i] == NO_OBJECT
		                             ? NULL
		                             : &f->objects.at[arguments->at[i]];
		class_id class =
		    o == NULL || o->is_picked ? NO_CLASS : o->class;

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
