/* Which edge of a ring leads back to the owner, and can be made weak. */
#include "heap_model.h"

/* Is it called after an owner: "parent", "_owner", "previous_sibling"? */
bool heap_is_owner_name(struct str name)
{
	static const char *const words[] = {
	    "parent", "owner",     "prev",       "previous",       "root",
	    "master", "container", "parentNode", "previousSibling"};

	for (uint32_t start = 0; start < name.length; start++) {
		uint32_t end = start;

		while (end < name.length && name.at[end] != '_')
			end++;
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (str_is((struct str){name.at + start, end - start},
			           words[i]))
				return true;
		start = end;
	}
	return false;
}

bool heap_imports_copying(const struct imports *imports)
{
	static const char *const modules[] = {
	    "copy",    "pickle",  "_pickle",    "dill",
	    "copyreg", "cPickle", "cloudpickle"};

	for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		if (imports_has_module(imports, modules[i]))
			return true;
	return false;
}

/* Does the file copy or pickle objects, or a class of the ring say how? */
bool heap_is_copied(struct heap_builder *b, const struct heap_function *f,
                    const struct ring *ring)
{
	const unsigned says = CLASS_HAS_GETSTATE;

	if (b->imports_copying)
		return true;
	for (uint32_t k = 0; k < ring->count; k++) {
		class_id class = f->objects.at[ring->edges[k]->from].class;

		if (class != NO_CLASS &&
		    b->facts->classes.list[class].flags & says)
			return true;
	}
	return false;
}

static bool holds(const struct edge *e)
{
	return !(e->flags & (EDGE_IS_CLEAR | EDGE_IS_COPY | EDGE_IS_LOAD |
	                     EDGE_IS_ASSUMED));
}

/* Does the edge's holder keep the same object once more, by another attribute:
 * itself or one of its methods? Then to cut the edge is not enough. */
static bool is_kept_twice(const struct heap_function *f,
                          const struct edge *edge)
{
	if (edge->from == edge->to)
		return false;
	for (uint32_t i = f->first_out[edge->from]; i != 0;
	     i = f->next_out[i - 1]) {
		const struct edge *e = &f->edges.at[i - 1];

		if (!holds(e) || e->field == edge->field)
			continue;
		if (e->to == edge->to)
			return true;
		if (f->objects.at[e->to].kind != OBJECT_CALLABLE)
			continue;
		for (uint32_t k = f->first_out[e->to]; k != 0;
		     k = f->next_out[k - 1])
			if (holds(&f->edges.at[k - 1]) &&
			    f->edges.at[k - 1].to == edge->to)
				return true;
	}
	return false;
}

/* Is the ring's edge k an attribute that refers to one object, which may be
 * made weak? A container that the ring goes through may not. */
static bool can_be_weak(const struct heap_function *f, const struct ring *ring,
                        uint32_t k)
{
	const struct edge *e = ring->edges[k];

	return e->field != FIELD_ITEM && !(e->flags & EDGE_IS_HIDDEN) &&
	       ring->edges[(k + 1) % ring->count]->field != FIELD_ITEM &&
	       f->objects.at[e->to].kind != OBJECT_CALLABLE &&
	       !is_kept_twice(f, e);
}

/* How old an object is, as far as one can tell; the owner is the oldest. */
enum { AGE_OUTER, AGE_ARGUMENT, AGE_SELF, AGE_FIELD, AGE_MADE, AGE_UNKNOWN };

static uint32_t age_of(struct heap_builder *b, const struct heap_function *f,
                       const struct object *o)
{
	node_id name = tree_child(b->tree, f->node, FIELD_NAME);

	switch (o->kind) {
	case OBJECT_PARAMETER:
		return o->index > 0 && f->node != 0 &&
		               tree_name(b->tree, name) == NAME_INIT
		           ? AGE_ARGUMENT
		           : AGE_SELF;
	case OBJECT_VARIABLE:
		return scopes_body(&b->facts->scopes, o->node) == f->scope
		           ? AGE_UNKNOWN
		           : AGE_OUTER;
	case OBJECT_FIELD:
	case OBJECT_ITEM:
		return AGE_FIELD;
	case OBJECT_RESULT:
		return heap_is_made(b, o) ? AGE_MADE : AGE_UNKNOWN;
	default:
		return AGE_MADE;
	}
}

/* The ring's edge that leads to its oldest object; ring->count if it is not
 * known which that is. */
static uint32_t edge_to_oldest(struct heap_builder *b,
                               const struct heap_function *f,
                               const struct ring *ring)
{
	uint32_t found = 0, count = 0, least = AGE_UNKNOWN;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct object *to = &f->objects.at[ring->edges[k]->to];
		uint32_t age = age_of(b, f, to);

		if (age == AGE_UNKNOWN)
			return ring->count;
		if (age == least)
			count++;
		if (age >= least)
			continue;
		least = age;
		found = k;
		count = 1;
	}
	return count == 1 && can_be_weak(f, ring, found) ? found : ring->count;
}

/* The edge back to the owner: the one called after an owner, else the one whose
 * target was there first. */
uint32_t heap_back_edge(struct heap_builder *b, const struct heap_function *f,
                        const struct ring *ring)
{
	uint32_t only = ring->count, count = 0;

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];

		if (!can_be_weak(f, ring, k))
			continue;
		/* of `a.next = b; b.next = a` both are the same in words */
		if (count == 0 || e->field != ring->edges[only]->field ||
		    f->objects.at[e->from].class !=
		        f->objects.at[ring->edges[only]->from].class)
			count++;
		only = k;
		if (heap_is_owner_name(names_text(b->tree->names, e->field)) &&
		    (heap_is_made(b, &f->objects.at[e->from]) ||
		     !heap_is_made(b, &f->objects.at[e->to])))
			return k;
	}
	return count == 1 ? only : edge_to_oldest(b, f, ring);
}

enum heap_weakness heap_weakness(const struct heap_builder *b,
                                 const struct object *o, enum kind made_by)
{
	const struct class_info *info;
	bool is_slotted = true;

	if (o->class == NO_CLASS)
		return o->kind == OBJECT_CONTAINER && made_by != KIND_SET &&
		               made_by != KIND_SET_COMPREHENSION
		           ? HEAP_WEAK_NEVER
		           : HEAP_WEAK;
	info = &b->facts->classes.list[o->class];
	for (uint32_t i = 0; i < info->order_count; i++) {
		const struct class_info *above =
		    &b->facts->classes.list[info->order[i]];

		is_slotted &=
		    above->flags & (CLASS_HAS_SLOTS | CLASS_DATACLASS_SLOTS) &&
		    !(above->flags & CLASS_SLOTS_HAVE_WEAKREF);
		for (uint32_t k = 0; k < above->base_count; k++) {
			struct str origin = above->bases[k].origin;

			/* their size varies (typeobject.c, may_add_weak) */
			if (str_is(origin, "builtins.tuple") ||
			    str_is(origin, "builtins.int") ||
			    str_is(origin, "builtins.bytes") ||
			    str_is(origin, "typing.NamedTuple"))
				return HEAP_WEAK_NEVER;
		}
	}
	return is_slotted && !info->order_is_open ? HEAP_WEAK_NEEDS_SLOT
	                                          : HEAP_WEAK;
}
