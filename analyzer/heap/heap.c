#include "heap.h"

#include "heap_model.h"

#include <stdlib.h>

/* ------------------------------------------------- what names are used for */

/* Is it `name`, `x.name` or `x or y`, of no known type? Where some other value
 * of the attribute is a container, and it is used as one, this is one too. */
static bool may_be_container(const struct tree *t, node_id value)
{
	enum kind kind = tree_kind(t, value);

	return kind == KIND_ATTRIBUTE || kind == KIND_IDENTIFIER ||
	       kind == KIND_BOOLEAN_OPERATOR ||
	       kind == KIND_CONDITIONAL_EXPRESSION;
}

static void note_stored_value(struct heap_builder *b, name_id name,
                              node_id value)
{
	const struct tree *t = b->tree;

	b->names[name] |= NAME_IS_SET;
	if (heap_has_container_arm(b, value)) {
		b->names[name] |= NAME_IS_CONTAINER;
		return;
	}
	switch (types_of(b->facts->types, value)->kind) {
	case TYPE_NONE:
		return;
	case TYPE_UNKNOWN:
		if (may_be_container(t, tree_value(t, value)))
			return;
		break;
	default:
		break;
	}
	value = tree_value(t, value);
	b->names[name] |= NAME_IS_OTHER;
	if (tree_kind(t, value) == KIND_CALL &&
	    heap_makes_weak(b, tree_child(t, value, FIELD_FUNCTION)))
		b->names[name] |= NAME_IS_WEAK;
}

static bool is_in_constructor(struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	node_id body = scopes->scopes[scopes_body(scopes, n)].node;

	return tree_kind(b->tree, body) == KIND_FUNCTION_DEFINITION &&
	       tree_name(b->tree, tree_child(b->tree, body, FIELD_NAME)) ==
	           NAME_INIT;
}

/* x.__dict__["name"] = value, also through a variable that is called so. */
static void note_dict_item(struct heap_builder *b, node_id subscript,
                           node_id value)
{
	const struct tree *t = b->tree;
	node_id key = tree_child(t, subscript, FIELD_SUBSCRIPT);
	struct str text;
	name_id name;

	if (tree_kind(t, key) != KIND_STRING)
		return;
	text = tree_text(t, key);
	if (text.length < 3 ||
	    !str_ends(tree_text(t, tree_child(t, subscript, FIELD_VALUE)),
	              "__dict__"))
		return;
	text.at++;
	text.length -= 2;
	name = names_find(t->names, text);
	if (name == NAME_NONE)
		return;
	b->names[name] |= NAME_IS_RESET;
	note_stored_value(b, name, value);
}

static void note_names(struct heap_builder *b)
{
	const struct tree *t = b->tree;
	struct tree_each each =
	    TREE_EACH(t, KIND_CALL, KIND_ATTRIBUTE, KIND_ASSIGNMENT);
	node_id n, right = NO_NODE;

	while (tree_each(t, &each, &n)) {
		node_id left;

		heap_note_release(b, n);
		if (tree_kind(t, n) != KIND_ASSIGNMENT)
			continue;
		left = tree_child(t, n, FIELD_LEFT);
		/* of a = b = c, the same one */
		if (tree_kind(t, tree_parent(t, n)) != KIND_ASSIGNMENT)
			right = tree_child(t, n, FIELD_RIGHT);
		while (tree_kind(t, right) == KIND_ASSIGNMENT)
			right = tree_child(t, right, FIELD_RIGHT);
		if (tree_kind(t, left) == KIND_SUBSCRIPT && right != NO_NODE)
			note_dict_item(b, left, right);
		if (tree_kind(t, left) != KIND_ATTRIBUTE || right == NO_NODE)
			continue;
		if (!is_in_constructor(b, n))
			b->names[tree_name(
			    t, tree_child(t, left, FIELD_ATTRIBUTE))] |=
			    NAME_IS_RESET;
		note_stored_value(
		    b, tree_name(t, tree_child(t, left, FIELD_ATTRIBUTE)),
		    right);
	}
	heap_note_fields(b);
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
	node_id right;

	switch (tree_kind(t, n)) {
	case KIND_FOR_STATEMENT:
		right = tree_child(t, n, FIELD_RIGHT);
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
	case KIND_SUBSCRIPT:
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
	case KIND_AS_PATTERN:
	case KIND_RETURN_STATEMENT:
	case KIND_YIELD:
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
	}
	if (events.count == 0 ||
	    bounds_exceeded(t, REACHED_EVENTS, events.count, f->node))
		return;
	qsort(events.at, events.count, sizeof(*events.at), by_time);
	for (uint32_t i = 0; i < events.count; i++)
		heap_statement(b, f, events.at[i].node);
}

/* The round before counted the function's objects anew as well; those of
 * functions in it are theirs. */
static void forget_objects(struct heap_builder *b,
                           const struct heap_function *f)
{
	const struct tree *t = b->tree;

	for (node_id n = f->node; n < tree_end(t, f->node); n++) {
		enum kind kind = tree_kind(t, tree_parent(t, n));

		if (tree_parent(t, n) != f->node && n != 0 &&
		    (kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA) &&
		    tree_field(t, n) == FIELD_BODY)
			n = tree_end(t, n) - 1;
		else
			b->object_at[n] = NO_OBJECT;
	}
}

static void interpret_function(struct heap_builder *b, struct heap_function *f)
{
	f->objects.count = 0;
	f->edges.count = 0;
	f->assumed_count = 0;
	f->assumes_attributes = false;
	f->returned = NO_OBJECT;
	f->returns_more = false;
	f->returns_own = false;
	f->makes_known_calls = false;
	f->is_settled = true;
	f->reads.count = 0;
	f->turn = 0;
	if (b->round > 0)
		forget_objects(b, f);
	if (f->node != 0)
		heap_parameters(b, f);
	interpret_body(b, f);
	if (f->returns_more)
		f->returned = NO_OBJECT;
	heap_reach_objects(f);
	heap_sum_up(b, f);
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
		f->returned = NO_OBJECT;
		f->is_generator = scope->flags & SCOPE_IS_GENERATOR;
		f->is_async = scope->flags & SCOPE_IS_ASYNC;
		b->function_of_scope[s] = ++b->function_count;
	}
}

/* Of one place the shortest first. */
static int by_place(const void *left, const void *right)
{
	const struct heap_cycle *a = left, *b = right;

	if (a->closes_at != b->closes_at)
		return a->closes_at < b->closes_at ? -1 : 1;
	if (a->edge_count != b->edge_count)
		return a->edge_count < b->edge_count ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

static bool is_to_interpret(const struct heap_builder *b,
                            const struct heap_function *f)
{
	return f->makes_known_calls && !f->is_settled && heap_has_news(b, f);
}

/* A callee's summary is used as it was in the round before, or in this one if
 * it came first. Each second round goes backwards, and sees through all calls
 * of what stands further down, as the methods that __init__ calls do. */
static void interpret_round(struct heap_builder *b)
{
	for (uint32_t i = 0; i < b->function_count; i++) {
		struct heap_function *f =
		    b->round % 2 == 1 ? &b->functions[b->function_count - 1 - i]
		                      : &b->functions[i];

		if (b->round == 0 || is_to_interpret(b, f))
			interpret_function(b, f);
	}
}

/* Until no callee has told anything new, or three rounds, which see through
 * three calls in any order: in a ring of functions what a round finds need not
 * be more than the round before found, and may be less. */
static void interpret_all(struct heap_builder *b)
{
	uint32_t i;

	do {
		interpret_round(b);
		b->round++;
		for (i = 0; i < b->function_count; i++)
			if (is_to_interpret(b, &b->functions[i]))
				break;
	} while (i < b->function_count &&
	         !bounds_exceeded(b->tree, REACHED_ROUNDS, b->round + 1,
	                          b->functions[i].node));
}

const struct heap *heap_find(struct arena *arena, const struct facts *facts)
{
	const struct tree *t = facts->tree;
	struct heap_builder b = {.arena = arena, .facts = facts, .tree = t};
	struct heap *heap = ARENA_NEW(arena, struct heap);

	heap_library_names(t->names);
	b.call_name = names_find(t->names, STR("__call__"));
	b.names = ARENA_ARRAY(arena, names_count(t->names), uint8_t);
	b.first_release = ARENA_ARRAY(arena, names_count(t->names), uint32_t);
	b.object_at = arena_room(arena, t->count * sizeof(object_id));
	for (node_id n = 0; n < t->count; n++)
		b.object_at[n] = NO_OBJECT;
	heap_note_bodies(&b);
	note_names(&b);
	list_functions(&b);
	interpret_all(&b);
	b.told = ARENA_ARRAY(arena, t->count, bool);
	b.imports_copying = heap_imports_copying(&facts->imports);
	for (uint32_t i = 0; i < b.function_count; i++)
		heap_index_edges(&b, &b.functions[i]);
	for (uint32_t i = 0; i < b.function_count; i++)
		heap_cycles(&b, &b.functions[i], true);
	for (uint32_t i = 0; i < b.function_count; i++)
		heap_cycles(&b, &b.functions[i], false);
	for (unsigned turn = 0; turn < ASSUMED_TURNS; turn++)
		for (uint32_t i = 0; i < b.function_count; i++)
			if (heap_assumed_turn(&b.functions[i]) == turn)
				heap_assumed_cycles(&b, &b.functions[i]);
	for (uint32_t i = 0; i < b.function_count; i++)
		heap_keeps(&b, &b.functions[i]);
	heap->field_keep = b.keeps.count;
	heap_field_keeps(&b);
	for (uint32_t i = 0; i < b.cycles.count; i++)
		b.cycles.at[i].number = i;
	if (b.cycles.count > 0)
		qsort(b.cycles.at, b.cycles.count, sizeof(*b.cycles.at),
		      by_place);
	heap->cycles = b.cycles.at;
	heap->cycle_count = b.cycles.count;
	heap->keeps = b.keeps.at;
	heap->keep_count = b.keeps.count;
	heap->functions = b.functions;
	heap->function_count = b.function_count;
	return heap;
}

/* The first of those of functions that stand at n or after it. */
static uint32_t first_keep(const struct heap *heap, node_id n)
{
	uint32_t low = 0, high = heap->field_keep;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (heap->keeps[middle].function < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct heap_keep *heap_keeps_of(const struct heap *heap, node_id function,
                                      uint32_t *count)
{
	uint32_t first = first_keep(heap, function);

	*count = first_keep(heap, function + 1) - first;
	return *count == 0 ? NULL : heap->keeps + first;
}
