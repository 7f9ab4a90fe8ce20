#include "heap_model.h"

#include <string.h>

/* The shortest way from the end of edge i back to its start, breadth first. */
static bool find_ring(struct heap_builder *b, const struct heap_function *f,
                      uint32_t i, struct ring *ring)
{
	const struct edge *closing = &f->edges.at[i];
	uint32_t came_by[MOST_OBJECTS];
	object_id queue[MOST_OBJECTS];
	uint32_t head = 0, tail = 0;
	const struct edge *way[LONGEST_CYCLE];
	uint32_t length = 0;

	memset(came_by, 0xff, sizeof(came_by));
	queue[tail++] = closing->to;
	while (head < tail && queue[head] != closing->from) {
		object_id at = queue[head++];

		for (uint32_t j = 0; j < f->edges.count; j++) {
			const struct edge *e = &f->edges.at[j];

			if (e->from != at || !heap_leads_on(b, f, i, j) ||
			    e->to == closing->to ||
			    came_by[e->to] != UINT32_MAX)
				continue;
			came_by[e->to] = j;
			queue[tail++] = e->to;
		}
	}
	if (head == tail)
		return false;
	for (object_id at = closing->from; at != closing->to;) {
		if (length == LONGEST_CYCLE - 1)
			return false;
		way[length++] = &f->edges.at[came_by[at]];
		at = way[length - 1]->from;
	}
	ring->edges[0] = closing;
	ring->closing = i;
	ring->count = 1;
	while (length > 0)
		ring->edges[ring->count++] = way[--length];
	return true;
}

/* All of it happens inside one call: the callee has the same ring. */
static bool is_callees(const struct ring *ring)
{
	node_id call = ring->edges[0]->at;

	for (uint32_t k = 0; k < ring->count; k++)
		if (ring->edges[k]->at != call ||
		    ring->edges[k]->node == ring->edges[k]->at)
			return false;
	return true;
}

static void grow_seen(struct heap_builder *b)
{
	uint32_t room = b->seen_room == 0 ? 64 : 2 * b->seen_room;
	uint64_t *seen = ARENA_ARRAY(b->arena, room, uint64_t);

	for (uint32_t i = 0; i < b->seen_room; i++) {
		uint32_t at = (uint32_t)(b->seen[i] >> 32) & (room - 1);

		while (b->seen[i] != 0 && seen[at] != 0)
			at = (at + 1) & (room - 1);
		if (b->seen[i] != 0)
			seen[at] = b->seen[i];
	}
	b->seen = seen;
	b->seen_room = room;
}

static bool is_new(struct heap_builder *b, const struct ring *ring)
{
	uint64_t sum = 1; /* 0 is a free place in `seen` */
	uint32_t at;

	for (uint32_t k = 0; k < ring->count; k++) {
		uint64_t node = ring->edges[k]->node;

		sum += (node + 1) * UINT64_C(0x9e3779b97f4a7c15) ^ node << 32;
	}
	if (2 * b->seen_count >= b->seen_room)
		grow_seen(b);
	for (at = (uint32_t)(sum >> 32) & (b->seen_room - 1); b->seen[at] != 0;
	     at = (at + 1) & (b->seen_room - 1))
		if (b->seen[at] == sum)
			return false;
	b->seen[at] = sum;
	b->seen_count++;
	return true;
}

/* ------------------------------------------------------------------- words */

static const char *container_word(enum kind kind)
{
	switch (kind) {
	case KIND_DICTIONARY:
	case KIND_DICTIONARY_COMPREHENSION:
		return "dict";
	case KIND_SET:
	case KIND_SET_COMPREHENSION:
		return "set";
	case KIND_TUPLE:
		return "tuple";
	case KIND_CALL:
		return "container";
	default:
		return "list";
	}
}

enum { LONGEST_WORD = 40 };

static const char *short_text(struct heap_builder *b, node_id n)
{
	struct str text = tree_text(b->tree, n);

	for (uint32_t i = 0; i < text.length; i++)
		if (i == LONGEST_WORD || (unsigned char)text.at[i] < ' ')
			return "object";
	return str_copy(b->arena, text);
}

static const char *object_word(struct heap_builder *b, const struct object *o)
{
	const struct tree *t = b->tree;

	if (o->class != NO_CLASS)
		return str_copy(
		    b->arena,
		    names_text(t->names,
		               b->facts->classes.list[o->class].name));
	switch (o->kind) {
	case OBJECT_CONTAINER:
		if (o->base != NO_OBJECT)
			return "__dict__";
		return container_word(tree_kind(t, o->node));
	case OBJECT_CALLABLE:
		switch (tree_kind(t, o->node)) {
		case KIND_LAMBDA:
			return "lambda";
		case KIND_GENERATOR_EXPRESSION:
			return "generator expression";
		case KIND_FUNCTION_DEFINITION:
			return short_text(b,
			                  tree_child(t, o->node, FIELD_NAME));
		case KIND_CALL:
			return short_text(
			    b, tree_child(t, o->node, FIELD_FUNCTION));
		default:
			return short_text(b, o->node);
		}
	case OBJECT_INSTANCE:
	case OBJECT_RESULT:
		if (tree_kind(t, o->node) == KIND_CALL)
			return short_text(
			    b, tree_child(t, o->node, FIELD_FUNCTION));
		return short_text(b, o->node);
	default:
		return short_text(b, o->node);
	}
}

static const char *field_word(struct heap_builder *b, const struct edge *e,
                              const struct object *from)
{
	if (e->flags & EDGE_IS_HIDDEN) {
		if (from->kind == OBJECT_CALLABLE &&
		    tree_kind(b->tree, from->node) == KIND_ATTRIBUTE)
			return ".__self__";
		return from->kind == OBJECT_CONTAINER ? "[]" : " captures";
	}
	if (e->field == FIELD_ITEM)
		return "[]";
	return arena_format(b->arena, ".%.*s",
	                    STR_ARG(names_text(b->tree->names, e->field)));
}

/* The ring as edges in words; a container in a field and its item are one edge:
 * "Tree", ".nodes[]", "Node". */
static void describe(struct heap_builder *b, const struct heap_function *f,
                     const struct ring *ring, struct heap_cycle *cycle)
{
	struct heap_edge *edges =
	    ARENA_ARRAY(b->arena, ring->count, struct heap_edge);
	uint32_t count = 0, start = 0;

	while (start + 1 < ring->count &&
	       ring->edges[start]->field == FIELD_ITEM)
		start++;
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[(start + k) % ring->count];
		const struct object *from = &f->objects.at[e->from];
		struct heap_edge word = {
		    .from = object_word(b, from),
		    .field = field_word(b, e, from),
		    .to = object_word(b, &f->objects.at[e->to]),
		    .node = e->node,
		    .is_callable = from->kind == OBJECT_CALLABLE,
		    .is_load = e->flags & EDGE_IS_LOAD};

		if (e->field == FIELD_ITEM && count > 0 &&
		    edges[count - 1].field[0] == '.') {
			struct heap_edge *before = &edges[count - 1];

			before->field =
			    arena_format(b->arena, "%s[]", before->field);
			before->to = word.to;
			if (before->is_load)
				before->node = word.node;
			before->is_load &= word.is_load;
			continue;
		}
		edges[count++] = word;
	}
	cycle->edges = edges;
	cycle->edge_count = count;
}

/* Is it called after an owner: ".parent", "._owner", ".previous_sibling"? */
static bool is_owner_field(const char *field)
{
	static const char *const words[] = {"parent",   "owner", "prev",
	                                    "previous", "root",  "container"};

	for (const char *at = field; *at != '\0'; at += *at != '\0') {
		size_t length = strcspn(at, "._[");

		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (str_is((struct str){at, (uint32_t)length},
			           words[i]))
				return true;
		at += length;
	}
	return false;
}

/* The edge to make weak: the one called after an owner; else the one whose
 * target was there first. */
static uint32_t choose_weak_edge(const struct heap_cycle *cycle)
{
	uint32_t chosen = 0;

	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (is_owner_field(cycle->edges[k].field))
			return k;
	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (strstr(cycle->edges[k].field, "[]") == NULL &&
		    !cycle->edges[k].is_load && !cycle->edges[k].is_callable &&
		    k != 0)
			chosen = k;
	return chosen;
}

/* ------------------------------------------------------------------ verdict */

static bool is_made_in_bulk(struct heap_builder *b,
                            const struct heap_function *f,
                            const struct ring *ring)
{
	const struct repeats *repeats = &b->facts->repeats;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		if (o->class != NO_CLASS && b->bulk_classes[o->class])
			return true;
		if (o->kind == OBJECT_INSTANCE &&
		    repeats_in_bulk(repeats,
		                    o->call == NO_NODE ? o->node : o->call))
			return true;
	}
	return repeats_in_bulk(repeats, ring->edges[0]->at);
}

/* A method, other than the constructor and the one that builds the ring, that
 * lets go of an edge: its name, or NULL. */
static const char *undoing_method(struct heap_builder *b,
                                  const struct heap_function *f,
                                  const struct ring *ring)
{
	const struct tree *t = b->tree;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];
		const struct object *from = &f->objects.at[e->from];
		node_id method = NO_NODE, drain;

		if (from->class != NO_CLASS && e->field != FIELD_ITEM)
			method = heap_releasing_method(b, from->class, e->field,
			                               f->node);
		drain = e->field == FIELD_ITEM ? NO_NODE : b->drained[e->field];
		if (method == NO_NODE && from->class != NO_CLASS &&
		    drain != NO_NODE && drain != 0 && drain != f->node &&
		    classes_of_method(&b->facts->classes, drain) == from->class
		    && ring->edges[(k + 1) % ring->count]->field == FIELD_ITEM)
			method = drain;
		if (method != NO_NODE)
			return str_copy(
			    b->arena,
			    tree_text(t, tree_child(t, method, FIELD_NAME)));
	}
	return NULL;
}

/* Passes it a global variable's object? That lives as long as the process,
 * cycle or not. */
static bool is_held_anyway(struct heap_builder *b,
                           const struct heap_function *f,
                           const struct ring *ring)
{
	const struct scopes *scopes = &b->facts->scopes;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		if (o->kind == OBJECT_VARIABLE &&
		    scopes->scopes[scopes->symbols[o->index].scope].kind ==
		        SCOPE_MODULE)
			return true;
	}
	return false;
}

/* Closures that only hold one another are the business of another rule. */
static bool has_proper_object(const struct heap_function *f,
                              const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++)
		if (f->objects.at[ring->edges[k]->from].kind != OBJECT_CALLABLE)
			return true;
	return false;
}

static void add_cycle(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring)
{
	struct heap_cycle cycle = {.closes_at = ring->edges[0]->at,
	                           .function = f->node};

	for (uint32_t k = 0; k < ring->count; k++)
		cycle.has_callable |=
		    f->objects.at[ring->edges[k]->from].kind == OBJECT_CALLABLE;
	cycle.is_in_bulk = is_made_in_bulk(b, f, ring);
	cycle.lives_for_ever =
	    f->node == 0 &&
	    repeats_loop(&b->facts->repeats, cycle.closes_at) == NO_NODE;
	cycle.undone_by = undoing_method(b, f, ring);
	describe(b, f, ring, &cycle);
	cycle.weak_edge = choose_weak_edge(&cycle);
	ARRAY_PUSH(b->arena, &b->cycles, cycle);
}

void heap_cycles(struct heap_builder *b, struct heap_function *f)
{
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];
		struct ring ring;

		if (e->flags & (EDGE_IS_LOAD | EDGE_IS_CLEAR | EDGE_IS_HIDDEN))
			continue;
		if (!find_ring(b, f, i, &ring) || is_callees(&ring) ||
		    !has_proper_object(f, &ring) || is_held_anyway(b, f, &ring))
			continue;
		if (heap_is_feasible(b, f, &ring) &&
		    !heap_is_undone(b, f, &ring) && is_new(b, &ring))
			add_cycle(b, f, &ring);
	}
}
