/* A ring in words. */
#include "heap_iterated.h"
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

/* Of `a.make_one(x)` "make_one()", of `a.One(x)` "One": what is called like a
 * class is one. */
static const char *called_word(struct heap_builder *b, node_id call)
{
	const struct tree *t = b->tree;
	node_id name = tree_child(t, call, FIELD_FUNCTION);
	struct str text;
	uint32_t i = 0;

	if (tree_kind(t, name) == KIND_ATTRIBUTE)
		name = tree_child(t, name, FIELD_ATTRIBUTE);
	if (tree_kind(t, name) != KIND_IDENTIFIER)
		return short_text(b, call);
	text = tree_text(t, name);
	while (i < text.length && text.at[i] == '_')
		i++;
	return arena_format(
	    b->arena, "%s%s", short_text(b, name),
	    i < text.length && text.at[i] >= 'A' && text.at[i] <= 'Z' ? ""
	                                                              : "()");
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
	return tree_kind(t, n) == KIND_CALL ? called_word(b, n)
	                                    : short_text(b, n);
}

/* functools.partial(f, x) as it is, "defaultdict(...)" of one with a lambda in
 * it: that is an object of its own. */
static const char *callable_word(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION);

	for (node_id m = n; tree_kind(t, n) == KIND_CALL && m < tree_end(t, n);
	     m++) {
		if (tree_kind(t, m) != KIND_LAMBDA)
			continue;
		if (tree_kind(t, callee) == KIND_ATTRIBUTE)
			callee = tree_child(t, callee, FIELD_ATTRIBUTE);
		return arena_format(b->arena, "%s(...)", short_text(b, callee));
	}
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
			return callable_word(b, o->node);
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

	if (o->kind == OBJECT_ITEM &&
	    tree_field(b->tree, o->node) == FIELD_LEFT &&
	    heap_is_over_nodes(b, tree_child(b->tree,
	                                     tree_parent(b->tree, o->node),
	                                     FIELD_RIGHT)))
		return "ast.AST";
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
	if (o->is_frame ||
	    tree_kind(b->tree, o->node) == KIND_GENERATOR_EXPRESSION)
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

/* What is read was stored before: the only place where the class does, or else
 * where it is read. */
static node_id place_of(const struct heap_builder *b, const struct edge *e,
                        class_id holder)
{
	const struct classes *c = &b->facts->classes;
	const struct class_info *info;
	node_id place = NO_NODE;

	if (!(e->flags & EDGE_IS_LOAD) || e->field == FIELD_ITEM ||
	    holder == NO_CLASS)
		return e->node;
	info = &c->list[holder];
	for (uint32_t i = 0; i < info->order_count; i++)
		for (uint32_t k = 0; k < c->list[info->order[i]].set_count;
		     k++) {
			const struct attribute_set *set =
			    &c->list[info->order[i]].sets[k];

			if (set->name != e->field || set->is_class_level ||
			    set->value == NO_NODE ||
			    tree_kind(b->tree,
			              tree_value(b->tree, set->value)) ==
			        KIND_NONE)
				continue;
			if (place != NO_NODE)
				return e->node;
			place = set->target;
		}
	return place == NO_NODE ? e->node : place;
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
	    .node = place_of(b, e, from->class),
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

/* A container in a field and its item are one edge: "Tree", ".nodes[]", "Node",
 * where the last of both is made. */
static void join_item(struct heap_builder *b, struct heap_edge *before,
                      const struct heap_edge *item)
{
	before->field = arena_format(b->arena, "%s[]", before->field);
	before->to = item->to;
	before->weakness = item->weakness;
	if (before->is_load || (!item->is_load && item->node > before->node))
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
	cycle->weak_edge = heap_back_edge(b, f, ring);
	cycle->is_back_named =
	    cycle->weak_edge < ring->count &&
	    heap_is_owner_name(names_text(
	        b->tree->names, ring->edges[cycle->weak_edge]->field));
	cycle->is_copied = heap_is_copied(b, f, ring);
	cycle->edges =
	    describe(b, f, ring, start, &cycle->weak_edge, &cycle->edge_count);
}

void heap_describe_path(struct heap_builder *b, const struct heap_function *f,
                        const struct ring *path, struct heap_keep *keep)
{
	uint32_t none = NO_EDGE;

	keep->edges = describe(b, f, path, 0, &none, &keep->edge_count);
}
