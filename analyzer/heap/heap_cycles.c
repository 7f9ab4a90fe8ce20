/* The rings of the graph of references: which are found, and which are worth
 * telling. */
#include "components.h"
#include "cost.h"
#include "heap_model.h"
#include "layout.h"
#include "singleton.h"

#include <string.h>

/* The shortest way from the end of edge i back to its start, breadth first. */
static bool find_ring(struct heap_builder *b, const struct heap_function *f,
                      uint32_t i, struct ring *ring)
{
	const struct edge *closing = &f->edges.at[i];
	uint32_t came_by[BOUND_OBJECTS];
	object_id queue[BOUND_OBJECTS];
	uint32_t head = 0, tail = 0;
	const struct edge *way[LONGEST_CYCLE];
	uint32_t length = 0;

	memset(came_by, 0xff, sizeof(came_by));
	queue[tail++] = closing->to;
	while (head < tail && queue[head] != closing->from) {
		object_id at = queue[head++];

		for (uint32_t k = f->first_out[at]; k != 0;
		     k = f->next_out[k - 1]) {
			uint32_t j = k - 1;
			const struct edge *e = &f->edges.at[j];

			if (e->flags & EDGE_IS_ASSUMED ||
			    !heap_is_on_ring(f, e) ||
			    !heap_leads_on(b, f, i, j) ||
			    f->objects.at[e->to].condition != 0 ||
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

/* All of it happens inside one call: the callee has the same ring. But a callee
 * that stores one argument in another does not know that they are the same. */
static bool is_callees(const struct heap_function *f, const struct ring *ring)
{
	node_id call = ring->edges[0]->at;

	if (ring->count == 1 &&
	    f->objects.at[ring->edges[0]->from].call == NO_NODE)
		return false;

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

/* splitmix64's last steps: sums of plain products are the same for other
 * conditions of the same sum. */
static uint64_t mixed(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static bool is_new(struct heap_builder *b, const struct ring *ring)
{
	uint64_t sum = 1; /* 0 is a free place in `seen` */
	uint32_t at;

	for (uint32_t k = 0; k < ring->count; k++) {
		uint64_t node = ring->edges[k]->node;

		if (ring->edges[k]->flags & EDGE_IS_ASSUMED)
			node += (uint64_t)ring->edges[k]->condition << 32;
		sum += mixed(node + 1);
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

/* ------------------------------------------------------------------ verdict */

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

/* Application.instance(): does a class give its one instance? */
static bool is_single(const struct tree *t, node_id callee)
{
	static const char *const words[] = {"instance", "get_instance",
	                                    "getInstance", "current", NULL};
	node_id class = tree_child(t, callee, FIELD_OBJECT);
	struct str name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));

	if (tree_kind(t, class) != KIND_IDENTIFIER ||
	    tree_text(t, class).at[0] < 'A' || tree_text(t, class).at[0] > 'Z')
		return false;
	return str_is_one_of(name, words);
}

/* Is the object a class, which no reference count frees in any case (its
 * __mro__ holds it), or the one instance of a class? */
static bool is_kept_anyway(struct heap_builder *b, const struct object *o)
{
	static const char *const classes[] = {
	    "builtins.type", "types.new_class", "collections.namedtuple",
	    "typing.NamedTuple", NULL};
	static const char *const metaclasses[] = {
	    "builtins.type", "abc.ABCMeta", "enum.EnumMeta", "enum.EnumType",
	    NULL};
	const struct tree *t = b->tree;
	node_id callee;

	if (o->kind == OBJECT_PARAMETER && str_is(tree_text(t, o->node), "cls"))
		return true;
	if (o->class != NO_CLASS &&
	    classes_has_base(&b->facts->classes, o->class, metaclasses))
		return true;
	if (o->kind != OBJECT_RESULT || tree_kind(t, o->node) != KIND_CALL)
		return false;
	callee = tree_child(t, o->node, FIELD_FUNCTION);
	if (imports_which(&b->facts->imports, callee, classes) >= 0)
		return true;
	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	/* type.__new__(cls, name, bases, namespace) */
	if (tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)) == NAME_NEW &&
	    o->class == NO_CLASS && heap_positional(t, o->node, 3) != NO_NODE)
		return true;
	return is_single(t, callee);
}

/* Is the object bound to a name that is deleted, or bound again? */
static bool is_let_go(struct heap_builder *b, const struct object *o)
{
	const struct scopes *scopes = &b->facts->scopes;
	node_id n = o->call == NO_NODE ? o->node : o->call;
	node_id statement = tree_parent(b->tree, tree_outermost(b->tree, n));
	node_id name = tree_kind(b->tree, statement) == KIND_ASSIGNMENT
	                   ? tree_child(b->tree, statement, FIELD_LEFT)
	                   : NO_NODE;
	symbol_id variable =
	    name == NO_NODE ? NO_SYMBOL : scopes_variable(scopes, name);

	return variable != NO_SYMBOL &&
	       (scopes_only_binding(scopes, variable) == NULL ||
	        scopes->symbols[variable].flags & SYMBOL_DELETED);
}

/* Is one of its objects of a class that keeps the only one? */
static bool has_singleton(struct heap_builder *b, const struct heap_function *f,
                          const struct ring *ring)
{
	if (b->singletons == NULL)
		b->singletons = singleton_find(b->arena, b->facts);
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		if (o->class != NO_CLASS && o->kind != OBJECT_CALLABLE &&
		    b->singletons[o->class])
			return true;
	}
	return false;
}

/* Lives it as long as the process: by what the module itself makes? */
static bool lives_for_ever(struct heap_builder *b,
                           const struct heap_function *f,
                           const struct ring *ring)
{
	if (has_singleton(b, f, ring))
		return true;
	if (f->node != 0 ||
	    repeats_loop(&b->facts->repeats, ring->edges[0]->at) != NO_NODE)
		return false;
	for (uint32_t k = 0; k < ring->count; k++)
		if (is_let_go(b, &f->objects.at[ring->edges[k]->from]))
			return false;
	return true;
}

/* What its instances take at least: bases may add attributes. */
static uint32_t bytes_of(const struct heap_builder *b,
                         const struct heap_cycle *cycle)
{
	const struct layout *layouts = facts_layouts(b->facts);
	uint32_t bytes = 0;

	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		class_id class = cycle->edges[k].holder;
		uint32_t count;

		if (class == NO_CLASS)
			continue;
		count = layouts[class].attribute_count;
		if (count == 0)
			count = 1;
		if (count > LAYOUT_MOST_ATTRIBUTES)
			count = LAYOUT_MOST_ATTRIBUTES;
		bytes +=
		    cost_instance(b->facts->target, count,
		                  layouts[class].flags & LAYOUT_IS_SLOTTED);
	}
	return bytes;
}

static void add_cycle(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring)
{
	struct heap_cycle cycle = {.closes_at = ring->edges[0]->at,
	                           .function = f->node};

	for (uint32_t k = 0; k < ring->count; k++)
		cycle.has_callable |=
		    f->objects.at[ring->edges[k]->from].kind == OBJECT_CALLABLE;
	cycle.is_in_bulk = heap_in_bulk(b, f, ring, HEAP_BULK);
	cycle.is_whole_in_bulk =
	    cycle.is_in_bulk && heap_in_bulk(b, f, ring, HEAP_BULK_WHOLE);
	cycle.is_anew_in_bulk =
	    cycle.is_whole_in_bulk && heap_in_bulk(b, f, ring, HEAP_BULK_ANEW);
	cycle.is_of_data = heap_in_bulk(b, f, ring, HEAP_BULK_OF_DATA);
	for (uint32_t k = 0; k < ring->count && !cycle.is_kept; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		cycle.is_kept = o->is_reached || heap_is_lent(b, o);
	}
	cycle.lives_for_ever = lives_for_ever(b, f, ring);
	cycle.undone_by = heap_undoing(b, f, ring).name;
	heap_describe(b, f, ring, &cycle);
	cycle.bytes = bytes_of(b, &cycle);
	ARRAY_PUSH(b->arena, &b->cycles, cycle);
}

/* Is this ring told already: where the callee closes it, whose own ring it is
 * in other words, or of the same callable, that a callee makes? */
static bool is_told(struct heap_builder *b, const struct heap_function *f,
                    const struct ring *ring)
{
	const struct edge *closing = ring->edges[0];

	if (closing->node != closing->at && b->told[closing->node])
		return true;
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		if (o->kind == OBJECT_CALLABLE && o->call != NO_NODE &&
		    b->told[o->node])
			return true;
	}
	return false;
}

static void note_told(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring)
{
	const struct edge *closing = ring->edges[0];

	if (closing->node == closing->at)
		b->told[closing->node] = true;
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *o = &f->objects.at[ring->edges[k]->from];

		if (o->kind == OBJECT_CALLABLE && o->call != NO_NODE)
			b->told[o->node] = true;
	}
}

/* Are all objects of the ring neighbours that others were linked to before:
 * self.prev.next = self.next; self.next.prev = self.prev? That links anew what
 * was linked already. */
static bool is_relinked(const struct heap_function *f, const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++)
		if (f->objects.at[ring->edges[k]->from].kind != OBJECT_FIELD)
			return false;
	return ring->count > 1;
}

static bool is_worth_telling(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++)
		if (is_kept_anyway(b, &f->objects.at[ring->edges[k]->from]))
			return false;
	return has_proper_object(f, ring) && !is_held_anyway(b, f, ring) &&
	       !is_relinked(f, ring) && !heap_is_by_choice(b, ring);
}

bool heap_tell(struct heap_builder *b, const struct heap_function *f,
               const struct ring *ring)
{
	if (is_callees(f, ring) || is_told(b, f, ring) ||
	    !is_worth_telling(b, f, ring) || !heap_is_feasible(b, f, ring) ||
	    heap_is_undone(b, f, ring) || heap_is_deleted_later(b, f, ring) ||
	    !is_new(b, ring))
		return false;
	add_cycle(b, f, ring);
	return true;
}

static void find_components(struct heap_builder *b, struct heap_function *f)
{
	struct arena scratch = {0};
	struct arc *arcs;
	uint32_t count = 0;

	arena_beside(&scratch, b->arena);
	arcs = ARENA_ARRAY(&scratch, f->edges.count, struct arc);
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->to != NO_OBJECT)
			arcs[count++] = (struct arc){e->from, e->to};
	}
	f->component = components_find(b->arena, f->objects.count, arcs, count);
	arena_release(&scratch);
}

void heap_index_edges(struct heap_builder *b, struct heap_function *f)
{
	f->first_out = ARENA_ARRAY(b->arena, f->objects.count, uint32_t);
	f->next_out = ARENA_ARRAY(b->arena, f->edges.count, uint32_t);
	for (uint32_t j = f->edges.count; j-- > 0;) {
		uint32_t *first = &f->first_out[f->edges.at[j].from];

		f->next_out[j] = *first;
		*first = j + 1;
	}
	find_components(b, f);
}

void heap_cycles(struct heap_builder *b, struct heap_function *f, bool is_own)
{
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];
		struct ring ring;

		if (!edge_closes(e) || !heap_is_on_ring(f, e) ||
		    e->flags & EDGE_IS_ASSUMED ||
		    (e->node == e->at || e->flags & EDGE_IS_LATE) != is_own)
			continue;
		if (find_ring(b, f, i, &ring) && heap_tell(b, f, &ring))
			note_told(b, f, &ring);
	}
}
