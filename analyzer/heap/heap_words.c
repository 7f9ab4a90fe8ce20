/* A ring in words, and which of its edges leads back to the owner. */
#include "heap_model.h"

#include "dotted.h"

#include <string.h>

/* ------------------------------------------------------------------- objects
 */

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
	case KIND_EXPRESSION_LIST:
		return "tuple";
	default:
		return "list";
	}
}

enum { LONGEST_WORD = 60, MOST_PARTS = 8 };

static bool is_short(struct str text)
{
	for (uint32_t i = 0; i < text.length; i++)
		if (i == LONGEST_WORD || (unsigned char)text.at[i] < ' ')
			return false;
	return true;
}

/* The node's text; of one that is too long, what is called or named last. */
static const char *short_text(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	const char *end = "";

	for (int i = 0; i < MOST_PARTS && n != NO_NODE; i++) {
		if (is_short(tree_text(t, n)))
			return arena_format(b->arena, "%.*s%s",
			                    STR_ARG(tree_text(t, n)), end);
		switch (tree_kind(t, n)) {
		case KIND_CALL:
			n = tree_child(t, n, FIELD_FUNCTION);
			end = "(...)";
			break;
		case KIND_ATTRIBUTE:
			n = tree_child(t, n, FIELD_ATTRIBUTE);
			break;
		case KIND_SUBSCRIPT:
			n = tree_child(t, n, FIELD_VALUE);
			end = "[...]";
			break;
		default:
			return "object";
		}
	}
	return "object";
}

/* What gives a result is called by the name that it is bound to. */
static const char *result_word(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id statement = tree_parent(t, tree_outermost(t, n)), left;

	left = tree_kind(t, statement) == KIND_ASSIGNMENT
	           ? tree_child(t, statement, FIELD_LEFT)
	           : NO_NODE;
	if (tree_kind(t, left) == KIND_IDENTIFIER ||
	    tree_kind(t, left) == KIND_ATTRIBUTE)
		return short_text(b, left);
	return short_text(b, n);
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
		return tree_kind(t, o->node) == KIND_CALL
		           ? result_word(b, o->node)
		           : container_word(tree_kind(t, o->node));
	case OBJECT_CALLABLE:
		switch (tree_kind(t, o->node)) {
		case KIND_LAMBDA:
			return "lambda";
		case KIND_GENERATOR_EXPRESSION:
			return "generator expression";
		case KIND_FUNCTION_DEFINITION:
			return short_text(b,
			                  tree_child(t, o->node, FIELD_NAME));
		default:
			return short_text(b, o->node);
		}
	case OBJECT_INSTANCE:
	case OBJECT_RESULT:
		return result_word(b, o->node);
	default:
		return short_text(b, o->node);
	}
}

/* The object's class as other files know it, or NULL. */
static const char *object_class(struct heap_builder *b,
                                const struct heap_function *f,
                                const struct object *o)
{
	class_id class = o->class;

	if (class == NO_CLASS && o->kind == OBJECT_PARAMETER &&
	    f->passed != NULL && o->index < MOST_ARGUMENTS &&
	    f->passed[o->index] != NOTHING_PASSED)
		class = f->passed[o->index];
	return class == NO_CLASS
	           ? NULL
	           : class_dotted_name(b->arena, b->facts,
	                               &b->facts->classes.list[class]);
}

/* x.method, getattr(x, name), function.__get__(x) */
static bool is_bound_method(const struct tree *t, node_id n)
{
	node_id callee = tree_child(t, n, FIELD_FUNCTION);

	if (tree_kind(t, n) != KIND_CALL)
		return tree_kind(t, n) == KIND_ATTRIBUTE;
	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	return callee != NO_NODE && (str_is(tree_text(t, callee), "getattr") ||
	                             str_is(tree_text(t, callee), "__get__"));
}

static const char *field_word(struct heap_builder *b, const struct edge *e,
                              const struct object *from)
{
	if (e->flags & EDGE_IS_ASSUMED)
		return "?";
	if (e->flags & EDGE_IS_HIDDEN) {
		if (from->kind == OBJECT_CALLABLE &&
		    is_bound_method(b->tree, from->node))
			return ".__self__";
		return from->kind == OBJECT_CONTAINER ? "[]" : " captures";
	}
	if (e->field == FIELD_ITEM)
		return "[]";
	return arena_format(b->arena, ".%.*s",
	                    STR_ARG(names_text(b->tree->names, e->field)));
}

/* -------------------------------------------------------------- the back edge
 */

/* Is it called after an owner: "parent", "_owner", "previous_sibling"? */
static bool is_owner_name(struct str name)
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

/* Does the file copy or pickle objects, or a class of the ring say how? */
static bool is_copied(struct heap_builder *b, const struct heap_function *f,
                      const struct ring *ring)
{
	static const char *const modules[] = {
	    "copy",    "pickle",  "_pickle",    "dill",
	    "copyreg", "cPickle", "cloudpickle"};
	const unsigned says = CLASS_HAS_GETSTATE;

	for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		if (imports_has_module(&b->facts->imports, modules[i]))
			return true;
	for (uint32_t k = 0; k < ring->count; k++) {
		class_id class = f->objects.at[ring->edges[k]->from].class;

		if (class != NO_CLASS &&
		    b->facts->classes.list[class].flags & says)
			return true;
	}
	return false;
}

static bool holds(const struct edge *e, object_id from)
{
	return e->from == from &&
	       !(e->flags & (EDGE_IS_CLEAR | EDGE_IS_COPY | EDGE_IS_LOAD |
	                     EDGE_IS_ASSUMED));
}

/* Does the edge's holder keep the same object once more, by another attribute:
 * itself or one of its methods? Then to cut the edge is not enough. */
static bool is_kept_twice(const struct heap_function *f,
                          const struct edge *edge)
{
	if (edge->from == edge->to)
		return false;
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (!holds(e, edge->from) || e->field == edge->field)
			continue;
		if (e->to == edge->to)
			return true;
		if (f->objects.at[e->to].kind != OBJECT_CALLABLE)
			continue;
		for (uint32_t k = 0; k < f->edges.count; k++)
			if (holds(&f->edges.at[k], e->to) &&
			    f->edges.at[k].to == edge->to)
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
static uint32_t back_edge(struct heap_builder *b, const struct heap_function *f,
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
		if (is_owner_name(names_text(b->tree->names, e->field)) &&
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

/* ------------------------------------------------------------------- the ring
 */

/* A generator or coroutine: its frame, and what that holds, goes when it has
 * run to its end (frameobject.c, gen_send_ex). */
static bool has_a_frame(const struct heap_builder *b, const struct object *o)
{
	const struct scopes *scopes = &b->facts->scopes;
	node_id function;

	if (o->kind != OBJECT_CALLABLE)
		return false;
	if (tree_kind(b->tree, o->node) == KIND_GENERATOR_EXPRESSION)
		return true;
	if (tree_kind(b->tree, o->node) != KIND_CALL)
		return false;
	if (imports_is(&b->facts->imports,
	               tree_child(b->tree, o->node, FIELD_FUNCTION),
	               "builtins.iter"))
		return true;
	function = calls_target(scopes, o->node);
	return function != NO_NODE &&
	       scopes->scopes[scopes_opened_by(scopes, function)].flags &
	           (SCOPE_IS_GENERATOR | SCOPE_IS_ASYNC);
}

static struct heap_edge edge_words(struct heap_builder *b,
                                   const struct heap_function *f,
                                   const struct edge *e)
{
	const struct object *from = &f->objects.at[e->from];
	const struct object *to = &f->objects.at[e->to];

	return (struct heap_edge){
	    .from = object_word(b, from),
	    .class = object_class(b, f, from),
	    .field = field_word(b, e, from),
	    .to = object_word(b, to),
	    .holder = from->class,
	    .node = e->node,
	    .weakness = heap_weakness(b, to, tree_kind(b->tree, to->node)),
	    .is_callable = from->kind == OBJECT_CALLABLE,
	    .has_a_frame = has_a_frame(b, from),
	    .is_load = e->flags & EDGE_IS_LOAD,
	    .needs = {from->condition == 0
	                  ? NULL
	                  : &b->conditions.at[from->condition - 1],
	              NULL,
	              e->store == 0 ? NULL : &b->conditions.at[e->store - 1]},
	    .condition = e->flags & EDGE_IS_ASSUMED
	                     ? &b->conditions.at[e->condition]
	                     : NULL};
}

/* A container in a field and its item are one edge: "Tree", ".nodes[]", "Node".
 */
static void join_item(struct heap_builder *b, struct heap_edge *before,
                      const struct heap_edge *item)
{
	before->field = arena_format(b->arena, "%s[]", before->field);
	before->to = item->to;
	before->weakness = item->weakness;
	if (before->is_load)
		before->node = item->node;
	before->is_load &= item->is_load;
	if (item->needs[0] != NULL)
		before->needs[1] = item->needs[0];
}

/* The edges from number `start` on, and around; *back becomes the number that
 * the edge `back` of the ring has in words. */
static struct heap_edge *describe(struct heap_builder *b,
                                  const struct heap_function *f,
                                  const struct ring *ring, uint32_t start,
                                  uint32_t *back, uint32_t *count)
{
	struct heap_edge *edges =
	    ARENA_ARRAY(b->arena, ring->count, struct heap_edge);
	uint32_t wanted = *back;

	*back = NO_EDGE;
	*count = 0;
	for (uint32_t k = 0; k < ring->count; k++) {
		uint32_t at = (start + k) % ring->count;
		const struct edge *e = ring->edges[at];
		struct heap_edge word = edge_words(b, f, e);

		if (e->field == FIELD_ITEM && *count > 0 &&
		    f->objects.at[e->from].class == NO_CLASS &&
		    edges[*count - 1].field[0] == '.') {
			join_item(b, &edges[*count - 1], &word);
			continue;
		}
		if (at == wanted)
			*back = *count;
		edges[(*count)++] = word;
	}
	return edges;
}

void heap_describe(struct heap_builder *b, const struct heap_function *f,
                   const struct ring *ring, struct heap_cycle *cycle)
{
	uint32_t start = 0;

	while (start + 1 < ring->count &&
	       ring->edges[start]->field == FIELD_ITEM)
		start++;
	cycle->weak_edge = back_edge(b, f, ring);
	cycle->is_back_named =
	    cycle->weak_edge < ring->count &&
	    is_owner_name(names_text(b->tree->names,
	                             ring->edges[cycle->weak_edge]->field));
	cycle->is_copied = is_copied(b, f, ring);
	cycle->edges =
	    describe(b, f, ring, start, &cycle->weak_edge, &cycle->edge_count);
}

void heap_describe_path(struct heap_builder *b, const struct heap_function *f,
                        const struct ring *path, struct heap_keep *keep)
{
	uint32_t none = NO_EDGE;

	keep->edges = describe(b, f, path, 0, &none, &keep->edge_count);
}
