/* What calling a function leaves behind: the references from what one of its
 * arguments gives, or its result, to another. Other files ask for it. */
#include "dotted.h"
#include "heap_model.h"

#include <string.h>

/* Can other files call it by a name? */
static bool is_called_from_outside(struct heap_builder *b,
                                   const struct heap_function *f)
{
	const struct classes *c = &b->facts->classes;
	const struct scopes *scopes = &b->facts->scopes;
	scope_id scope = scopes->scopes[f->scope].parent;

	if (f->node == 0 || f->is_generator ||
	    classes_has_unknown_decorator(c, f->node))
		return false;
	while (scopes->scopes[scope].kind == SCOPE_CLASS)
		scope = scopes->scopes[scope].parent;
	return scopes->scopes[scope].kind == SCOPE_MODULE &&
	       (classes_of_method(c, f->node) == NO_CLASS ||
	        classes_method_kind(c, f->node) != METHOD_PROPERTY);
}

/* Both ends of ways that matter: parameters and the result. */
struct end {
	object_id object;
	uint32_t role;
};

enum { MOST_ENDS = MOST_ARGUMENTS + 1 };

static uint32_t list_ends(const struct heap_builder *b,
                          const struct heap_function *f, struct end *ends)
{
	uint32_t count = 0;

	for (object_id o = 0; o < f->objects.count && count < MOST_ENDS; o++) {
		const struct object *object = &f->objects.at[o];
		uint32_t keywords = heap_keywords_item(b, f, o);

		if (object->kind == OBJECT_PARAMETER &&
		    object->index < MOST_ARGUMENTS)
			ends[count++] = (struct end){o, object->index};
		if (keywords > 0 && keywords <= MOST_ARGUMENTS)
			ends[count++] =
			    (struct end){o, KEEP_ITEMS + keywords - 1};
	}
	if (f->returned != NO_OBJECT && count < MOST_ENDS &&
	    f->objects.at[f->returned].kind != OBJECT_PARAMETER)
		ends[count++] = (struct end){f->returned, KEEP_RESULT};
	return count;
}

enum { MOST_SKIPPED = 3 };

/* Edges that are not taken, by number. */
struct skipped {
	uint32_t at[MOST_SKIPPED];
	uint32_t count;
};

static bool is_skipped(const struct skipped *skipped, uint32_t edge)
{
	for (uint32_t i = 0; i < skipped->count; i++)
		if (skipped->at[i] == edge)
			return true;
	return false;
}

/* The edge, of f's, that each object is first reached by from `from`; is_sure:
 * without what depends on other files. */
static void reach(const struct heap_function *f, object_id from, bool is_sure,
                  const struct skipped *skipped, uint32_t *came_by)
{
	const uint32_t refused =
	    EDGE_IS_CLEAR | EDGE_IS_COPY | (is_sure ? EDGE_IS_ASSUMED : 0);
	object_id queue[BOUND_OBJECTS];
	uint32_t head = 0, tail = 0;

	memset(came_by, 0xff, BOUND_OBJECTS * sizeof(*came_by));
	queue[tail++] = from;
	while (head < tail) {
		object_id at = queue[head++];

		for (uint32_t k = f->first_out[at]; k != 0;
		     k = f->next_out[k - 1]) {
			uint32_t j = k - 1;
			const struct edge *e = &f->edges.at[j];

			if (e->flags & refused ||
			    (is_sure && f->objects.at[e->to].condition != 0) ||
			    e->to == from || came_by[e->to] != UINT32_MAX ||
			    is_skipped(skipped, j))
				continue;
			came_by[e->to] = j;
			queue[tail++] = e->to;
		}
	}
}

/* The way to `to`; false if there is none, it is too long, or it was there
 * before the call. */
static bool way_to(const struct heap_function *f, const uint32_t *came_by,
                   object_id from, object_id to, struct ring *way)
{
	uint32_t numbers[LONGEST_CYCLE], last = UINT32_MAX;

	way->count = 0;
	for (object_id at = to; at != from;) {
		uint32_t j = came_by[at];

		if (j == UINT32_MAX || way->count == LONGEST_CYCLE)
			return false;
		numbers[way->count++] = j;
		at = f->edges.at[j].from;
		if (!(f->edges.at[j].flags & EDGE_IS_LOAD) &&
		    (last == UINT32_MAX || j > last))
			last = j;
	}
	for (uint32_t k = 0; k < way->count; k++)
		way->edges[k] = &f->edges.at[numbers[way->count - 1 - k]];
	way->closing = last;
	return last != UINT32_MAX;
}

/* Is all of the way there when the function ends, on some run of it? */
static bool stays(struct heap_builder *b, struct heap_function *f,
                  const struct ring *way)
{
	struct ring ring = {.count = 1, .closing = way->closing};

	ring.edges[0] = &f->edges.at[way->closing];
	for (uint32_t k = 0; k < way->count; k++) {
		const struct edge *e = way->edges[k];
		uint32_t number = (uint32_t)(e - f->edges.at);

		if (number == way->closing)
			continue;
		if (!heap_leads_on(b, f, way->closing, number))
			return false;
		ring.edges[ring.count++] = e;
	}
	return heap_is_feasible(b, f, &ring) && !heap_is_undone(b, f, &ring);
}

/* The number of an edge that is not made when most parameters have their
 * defaults; UINT32_MAX if there is none. */
static uint32_t edge_off(struct heap_builder *b, const struct heap_function *f,
                         const struct ring *way, const struct end *from,
                         const struct end *to)
{
	struct arguments arguments = heap_no_arguments(NO_OBJECT);

	heap_bind_defaults(b->tree, &arguments, f->node);
	if (from->role < MOST_ARGUMENTS)
		arguments.values[from->role] = NO_NODE;
	if (to->role < MOST_ARGUMENTS)
		arguments.values[to->role] = NO_NODE;
	for (uint32_t k = 0; k < way->count; k++)
		if (!(way->edges[k]->flags & EDGE_IS_LOAD) &&
		    heap_guard_skips(b, f, f->node, way->edges[k]->at,
		                     &arguments))
			return (uint32_t)(way->edges[k] - f->edges.at);
	return UINT32_MAX;
}

/* What each object is first reached by, surely and with what depends on other
 * files. */
struct reached {
	uint32_t surely[BOUND_OBJECTS], perhaps[BOUND_OBJECTS];
};

static void reach_both(const struct heap_function *f, object_id from,
                       const struct skipped *skipped, struct reached *reached)
{
	reach(f, from, true, skipped, reached->surely);
	reach(f, from, false, skipped, reached->perhaps);
}

/* The way that the function makes from one to the other, if it does. */
static bool find_way(struct heap_builder *b, struct heap_function *f,
                     const struct end *from, const struct end *to,
                     const struct reached *reached, struct ring *way)
{
	struct skipped skipped = {.count = 0};
	struct reached others;

	for (;;) {
		uint32_t off;

		if (!way_to(f, reached->surely, from->object, to->object,
		            way) &&
		    !way_to(f, reached->perhaps, from->object, to->object, way))
			return false;
		off = edge_off(b, f, way, from, to);
		if (off == UINT32_MAX || skipped.count == MOST_SKIPPED)
			return off == UINT32_MAX && stays(b, f, way);
		skipped.at[skipped.count++] = off;
		reach_both(f, from->object, &skipped, &others);
		reached = &others;
	}
}

static void keeps_from(struct heap_builder *b, struct heap_function *f,
                       const struct end *from, const struct end *ends,
                       uint32_t count)
{
	const struct skipped none = {.count = 0};
	struct reached reached;

	reach_both(f, from->object, &none, &reached);
	for (uint32_t i = 0; i < count; i++) {
		struct heap_keep keep = {.function = f->node,
		                         .from = from->role,
		                         .to = ends[i].role,
		                         .taken = f->taken.at,
		                         .taken_count = f->taken.count};
		struct undoing undoing;
		struct ring way;

		if (ends[i].object == from->object ||
		    !find_way(b, f, from, &ends[i], &reached, &way))
			continue;
		undoing = heap_undoing(b, f, &way);
		if (undoing.is_drained)
			continue;
		heap_describe_path(b, f, &way, &keep);
		keep.undone_by = undoing.name;
		ARRAY_PUSH(b->arena, &b->keeps, keep);
	}
}

void heap_keeps(struct heap_builder *b, struct heap_function *f)
{
	struct end ends[MOST_ENDS];
	uint32_t count;

	if (f->edges.count == 0 || !is_called_from_outside(b, f))
		return;
	count = list_ends(b, f, ends);
	for (uint32_t i = 0; i < count; i++)
		if (f->objects.at[ends[i].object].kind != OBJECT_CALLABLE ||
		    ends[i].role == KEEP_RESULT)
			keeps_from(b, f, &ends[i], ends, count);
}

/* ------------------------------------------------------ declared constructors
 */

/* Does it get a constructor that stores its fields, and these are all its own?
 */
static bool stores_its_fields(struct heap_builder *b, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];

	if (info->flags &
	        (CLASS_HAS_METACLASS | CLASS_IS_UNSURE | CLASS_IS_LOCAL) ||
	    classes_method(&b->facts->classes, class, NAME_INIT) != NO_NODE ||
	    classes_method(&b->facts->classes, class, NAME_NEW) != NO_NODE)
		return false;
	if (info->flags & CLASS_UNKNOWN_DECORATOR)
		return heap_maker_of(b->facts, info).giver.length > 0;
	return heap_is_named_tuple(info) ||
	       (info->flags & CLASS_IS_DATACLASS && info->base_count == 0);
}

/* The constructor's parameter number `role` is the field `name`. */
static void add_field_keep(struct heap_builder *b, class_id class, node_id name,
                           uint32_t role)
{
	const struct class_info *info = &b->facts->classes.list[class];
	struct heap_edge *edge = ARENA_NEW(b->arena, struct heap_edge);
	const char *word = str_copy(b->arena, tree_text(b->tree, name));
	struct heap_keep keep = {.function = info->node,
	                         .from = 0,
	                         .to = role,
	                         .edges = edge,
	                         .edge_count = 1};

	*edge = (struct heap_edge){
	    .from = str_copy(b->arena, names_text(b->tree->names, info->name)),
	    .class = class_dotted_name(b->arena, b->facts, info),
	    .holder = class,
	    .field = arena_format(b->arena, ".%s", word),
	    .to = word,
	    .node = name};
	ARRAY_PUSH(b->arena, &b->keeps, keep);
}

void heap_field_keeps(struct heap_builder *b)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;

	for (class_id i = 0; i < c->count; i++) {
		node_id node = c->list[i].node;
		uint32_t role = 1, looked_at = 0;
		struct maker maker;

		if (!stores_its_fields(b, i))
			continue;
		maker = heap_maker_of(b->facts, &c->list[i]);
		for (node_id s = tree_first(t, tree_child(t, node, FIELD_BODY));
		     s != NO_NODE &&
		     !bounds_exceeded(t, REACHED_BODY, ++looked_at, s);
		     s = tree_sibling(t, s)) {
			struct declared_field field =
			    heap_declared(b->facts, &maker, s);

			if (field.name == NO_NODE)
				continue;
			if (field.ends_order || field.is_computed ||
			    role == MOST_ARGUMENTS)
				break;
			add_field_keep(b, i, field.name, role++);
		}
	}
}
