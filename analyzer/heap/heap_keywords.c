/* *parameters and **parameters: what a function takes out of them, and what it
 * hands on with them to another one. */
#include "heap_model.h"

#include <string.h>

node_id heap_keywords_name(const struct tree *t, node_id parameter)
{
	if (tree_kind(t, parameter) == KIND_TYPED_PARAMETER)
		parameter = tree_first(t, parameter);
	return tree_kind(t, parameter) == KIND_DICTIONARY_SPLAT_PATTERN
	           ? tree_first(t, parameter)
	           : NO_NODE;
}

node_id heap_rest_name(const struct tree *t, node_id parameter)
{
	if (tree_kind(t, parameter) == KIND_TYPED_PARAMETER)
		parameter = tree_first(t, parameter);
	return tree_kind(t, parameter) == KIND_LIST_SPLAT_PATTERN
	           ? tree_first(t, parameter)
	           : NO_NODE;
}

void heap_take_keywords(struct heap_builder *b, struct heap_function *f,
                        node_id name, uint32_t index)
{
	struct object dict = {.kind = OBJECT_CONTAINER,
	                      .node = name,
	                      .call = NO_NODE,
	                      .base = NO_OBJECT,
	                      .index = 1 + index,
	                      .class = NO_CLASS};
	struct edge edge = {.field = FIELD_ITEM,
	                    .node = name,
	                    .at = name,
	                    .flags = EDGE_IS_LOAD};

	edge.from = b->object_at[name] = object_add(b, f, dict);
	if (edge.from == NO_OBJECT)
		return;
	edge.to = object_add(b, f,
	                     (struct object){.kind = OBJECT_ITEM,
	                                     .node = name,
	                                     .call = NO_NODE,
	                                     .base = edge.from,
	                                     .class = NO_CLASS});
	if (edge.to != NO_OBJECT)
		edge_add(b, f, edge);
}

uint32_t heap_keywords_item(const struct heap_builder *b,
                            const struct heap_function *f, object_id object)
{
	const struct object *o = &f->objects.at[object];
	const struct tree *t = b->tree;

	if (o->kind != OBJECT_ITEM || o->base == NO_OBJECT ||
	    f->objects.at[o->base].kind != OBJECT_CONTAINER ||
	    (tree_kind(t, o->node) != KIND_IDENTIFIER &&
	     (tree_kind(t, o->node) != KIND_SUBSCRIPT ||
	      tree_kind(t, tree_child(t, o->node, FIELD_SUBSCRIPT)) !=
	          KIND_IDENTIFIER)))
		return 0;
	return f->objects.at[o->base].index;
}

/* What the string n says; empty if it is none. */
static struct str key_of(const struct tree *t, node_id n)
{
	struct str text = {NULL, 0};

	if (tree_kind(t, n) != KIND_STRING)
		return text;
	text = tree_text(t, n);
	if (text.length < 3)
		return (struct str){NULL, 0};
	text.at++;
	text.length -= 2;
	return text;
}

static uint32_t parameters_of(const struct tree *t, node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t count = 0;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p))
		count += tree_kind(t, p) != KIND_KEYWORD_SEPARATOR &&
		         tree_kind(t, p) != KIND_POSITIONAL_SEPARATOR;
	return count;
}

/* "name" or "name*2" or "*2": the parameter that it is called, and 1 + its
 * place in *args. */
static bool taken_is(struct str taken, struct str name)
{
	return taken.length >= name.length &&
	       memcmp(taken.at, name.at, name.length) == 0 &&
	       (taken.length == name.length || taken.at[name.length] == '*');
}

static bool taken_is_at(struct str taken, uint32_t place)
{
	return taken.length >= 2 && taken.at[taken.length - 2] == '*' &&
	       taken.at[taken.length - 1] == (char)('0' + place);
}

struct heap_function *heap_function_at(struct heap_builder *b, node_id function)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);

	return scope == NO_SCOPE || b->function_of_scope[scope] == 0
	           ? NULL
	           : &b->functions[b->function_of_scope[scope] - 1];
}

uint32_t heap_keyword_taken(struct heap_builder *b, node_id function,
                            struct str name)
{
	const struct heap_function *f = heap_function_at(b, function);

	for (uint32_t i = 0; f != NULL && i < f->taken.count; i++)
		if (taken_is(f->taken.at[i], name))
			return parameters_of(b->tree, function) + i;
	return MOST_ARGUMENTS;
}

uint32_t heap_place_taken(struct heap_builder *b, node_id function,
                          uint32_t place)
{
	const struct heap_function *f = heap_function_at(b, function);

	for (uint32_t i = 0; f != NULL && i < f->taken.count; i++)
		if (taken_is_at(f->taken.at[i], place))
			return parameters_of(b->tree, function) + i;
	return MOST_ARGUMENTS;
}

/* The parameter that the function takes so, as an object. */
static object_id taken_parameter(struct heap_builder *b,
                                 struct heap_function *f, uint32_t index,
                                 node_id n)
{
	for (object_id i = 0; i < f->objects.count; i++)
		if (f->objects.at[i].kind == OBJECT_PARAMETER &&
		    f->objects.at[i].index == index)
			return i;
	return object_add(b, f,
	                  (struct object){.kind = OBJECT_PARAMETER,
	                                  .node = n,
	                                  .call = NO_NODE,
	                                  .base = NO_OBJECT,
	                                  .index = index,
	                                  .class = NO_CLASS});
}

object_id heap_keyword_value(struct heap_builder *b, struct heap_function *f,
                             object_id keywords, node_id key)
{
	const struct object *o = &f->objects.at[keywords];
	struct str name;
	uint32_t index;

	if (f->node == 0 || o->kind != OBJECT_CONTAINER || o->index == 0)
		return NO_OBJECT;
	name = key_of(b->tree, key);
	if (name.length == 0)
		return NO_OBJECT;
	index = heap_keyword_taken(b, f->node, name);
	if (index >= MOST_ARGUMENTS && f->taken.count < MOST_KEYWORDS) {
		ARRAY_PUSH(b->arena, &f->taken, name);
		index = heap_keyword_taken(b, f->node, name);
	}
	if (index >= MOST_ARGUMENTS)
		return NO_OBJECT;
	return taken_parameter(b, f, index, key);
}

bool heap_call_keywords(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id receiver, struct str name)
{
	object_id keywords, value;

	if (!str_is(name, "pop") && !str_is(name, "get"))
		return false;
	keywords = object_of(b, f, receiver);
	if (keywords == NO_OBJECT)
		return false;
	value = heap_keyword_value(b, f, keywords,
	                           heap_positional(b->tree, call, 0));
	if (value == NO_OBJECT)
		return false;
	b->object_at[call] = value;
	return true;
}

/* ------------------------------------------------------------- handing on */

enum { MOST_PLACES = 4 };

/* The function's own *args or **kwargs, which nothing binds again. */
static bool is_own(const struct heap_builder *b, const struct heap_function *f,
                   node_id n, enum kind pattern)
{
	const struct tree *t = b->tree;
	const struct scopes *s = &b->facts->scopes;
	const struct occurrence *only;
	node_id parent;

	if (f->node == 0 || tree_kind(t, n) != KIND_IDENTIFIER)
		return false;
	only = scopes_only_binding(s, scopes_variable(s, n));
	if (only == NULL)
		return false;
	parent = tree_parent(t, only->node);
	return tree_kind(t, parent) == pattern &&
	       tree_contains(t, tree_child(t, f->node, FIELD_PARAMETERS),
	                     parent);
}

struct handing_on heap_handing_on(const struct heap_builder *b,
                                  const struct heap_function *f, node_id call,
                                  uint32_t first)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	struct handing_on on = {.first = MOST_ARGUMENTS};

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return on;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (tree_kind(t, a) == KIND_DICTIONARY_SPLAT)
			on.has_keywords |=
			    is_own(b, f, tree_first(t, a),
			           KIND_DICTIONARY_SPLAT_PATTERN);
		else if (tree_kind(t, a) == KIND_LIST_SPLAT &&
		         first < MOST_ARGUMENTS) {
			if (is_own(b, f, tree_first(t, a),
			           KIND_LIST_SPLAT_PATTERN))
				on.first = first;
			first = MOST_ARGUMENTS;
		} else if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT &&
		           first < MOST_ARGUMENTS) {
			first++;
		}
	}
	return on;
}

/* Is it only handed on, not taken out? */
static bool has_sign(const struct heap_function *f, uint32_t index,
                     const struct tree *t)
{
	struct str taken = f->taken.at[index - parameters_of(t, f->node)];

	return memchr(taken.at, '*', taken.length) != NULL;
}

object_id heap_hand_on(struct heap_builder *b, struct heap_function *f,
                       struct str name, uint32_t place, node_id n)
{
	uint32_t index = MOST_ARGUMENTS;
	const char *text;

	if (place < MOST_PLACES)
		index = heap_place_taken(b, f->node, place);
	else if (name.length > 0)
		index = heap_keyword_taken(b, f->node, name);
	else
		return NO_OBJECT;
	if (index < MOST_ARGUMENTS && !has_sign(f, index, b->tree))
		return NO_OBJECT; /* popped before */
	if (index >= MOST_ARGUMENTS && f->taken.count < MOST_KEYWORDS) {
		text = place < MOST_PLACES
		           ? arena_format(b->arena, "%.*s*%u", STR_ARG(name),
		                          place)
		           : arena_format(b->arena, "%.*s*", STR_ARG(name));
		ARRAY_PUSH(b->arena, &f->taken, str_of(text));
		index = parameters_of(b->tree, f->node) + f->taken.count - 1;
	}
	return index < MOST_ARGUMENTS ? taken_parameter(b, f, index, n)
	                              : NO_OBJECT;
}

void heap_hand_taken(struct heap_builder *b, struct heap_function *f,
                     struct arguments *to, const struct heap_function *callee,
                     struct handing_on on, uint32_t count, uint32_t room)
{
	for (uint32_t i = 0; i < callee->taken.count; i++) {
		struct str name = callee->taken.at[i];
		const char *sign = memchr(name.at, '*', name.length);
		uint32_t index = count + i, place = MOST_ARGUMENTS;

		if (index >= MOST_ARGUMENTS || to->at[index] != NO_OBJECT ||
		    to->values[index] != NO_NODE)
			continue;
		if (sign != NULL) {
			if (sign + 1 < name.at + name.length)
				place = room + (uint32_t)(sign[1] - '0');
			name.length = (uint32_t)(sign - name.at);
		}
		place = place < MOST_ARGUMENTS && place >= on.first
		            ? place - on.first
		            : MOST_ARGUMENTS;
		if (!on.has_keywords)
			name.length = 0;
		to->at[index] = heap_hand_on(b, f, name, place, callee->node);
	}
}
