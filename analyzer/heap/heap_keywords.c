/* **parameters, and what a function takes out of them by name. */
#include "heap_model.h"

node_id heap_keywords_name(const struct tree *t, node_id parameter)
{
	if (tree_kind(t, parameter) == KIND_TYPED_PARAMETER)
		parameter = tree_first(t, parameter);
	return tree_kind(t, parameter) == KIND_DICTIONARY_SPLAT_PATTERN
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

uint32_t heap_keyword_taken(struct heap_builder *b, node_id function,
                            struct str name)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);
	const struct heap_function *f =
	    scope == NO_SCOPE || b->function_of_scope[scope] == 0
	        ? NULL
	        : &b->functions[b->function_of_scope[scope] - 1];

	for (uint32_t i = 0; f != NULL && i < f->taken.count; i++)
		if (str_equal(f->taken.at[i], name))
			return parameters_of(b->tree, function) + i;
	return MOST_ARGUMENTS;
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
	for (object_id i = 0; i < f->objects.count; i++)
		if (f->objects.at[i].kind == OBJECT_PARAMETER &&
		    f->objects.at[i].index == index)
			return i;
	return object_add(b, f,
	                  (struct object){.kind = OBJECT_PARAMETER,
	                                  .node = key,
	                                  .call = NO_NODE,
	                                  .base = NO_OBJECT,
	                                  .index = index,
	                                  .class = NO_CLASS});
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
