/* What containers hold when they are made, and what loops take from them. */
#include "heap_iterated.h"
#include "heap_model.h"

/* The items of a container that is being made. */
struct items {
	object_id at[BOUND_ITEMS];
	uint32_t part[BOUND_ITEMS]; /* as in struct edge */
	uint32_t flags[BOUND_ITEMS];
	uint32_t count;
	bool has_more; /* than that */
};

static void add_item(struct items *items, object_id object, uint32_t part,
                     uint32_t flags)
{
	if (object == NO_OBJECT)
		return;
	items->has_more = items->count == BOUND_ITEMS;
	if (items->has_more)
		return;
	items->part[items->count] = part;
	items->flags[items->count] = flags;
	items->at[items->count++] = object;
}

static node_id item_value(const struct tree *t, node_id item)
{
	return tree_kind(t, item) == KIND_PAIR
	           ? tree_child(t, item, FIELD_VALUE)
	           : item;
}

static uint32_t value_flag(const struct tree *t, node_id item)
{
	return tree_kind(t, item) == KIND_PAIR ? EDGE_IS_VALUE : 0;
}

static void find_items(struct heap_builder *b, struct heap_function *f,
                       node_id n, struct items *items)
{
	const struct tree *t = b->tree;
	node_id body = tree_child(t, n, FIELD_BODY);
	bool is_ordered = tree_kind(t, n) == KIND_TUPLE ||
	                  tree_kind(t, n) == KIND_EXPRESSION_LIST;
	uint32_t part = 0;

	if (body != NO_NODE) { /* a comprehension */
		add_item(items, object_of(b, f, item_value(t, body)), 0,
		         value_flag(t, body));
		return;
	}
	for (node_id c = tree_first(t, n); c != NO_NODE && !items->has_more;
	     c = tree_sibling(t, c)) {
		if (heap_is_splat(tree_kind(t, c))) {
			is_ordered = false;
			continue;
		}
		part++;
		add_item(items, object_of(b, f, item_value(t, c)),
		         is_ordered ? part : 0, value_flag(t, c));
		add_item(items, object_of(b, f, tree_child(t, c, FIELD_KEY)), 0,
		         0);
	}
	if (items->has_more)
		bounds_reach(t, REACHED_ITEMS, n);
}

static void hold_items(struct heap_builder *b, struct heap_function *f,
                       object_id holder, node_id n, const struct items *items)
{
	for (uint32_t i = 0; i < items->count; i++)
		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = items->at[i],
		                       .field = FIELD_ITEM,
		                       .part = items->part[i],
		                       .node = n,
		                       .at = n,
		                       .flags = items->flags[i]});
}

void heap_make_container(struct heap_builder *b, struct heap_function *f,
                         node_id n)
{
	const struct tree *t = b->tree;
	struct items items = {.count = 0};
	bool is_stored = tree_kind(t, tree_parent(t, tree_outermost(t, n))) ==
	                 KIND_ASSIGNMENT;

	find_items(b, f, n, &items);
	/* one whose items are not known matters only when it is kept */
	if (items.count == 0 && tree_first(t, n) != NO_NODE && !is_stored)
		return;
	hold_items(b, f, object_make(b, f, OBJECT_CONTAINER, n), n, &items);
}

/* What a copy takes of a dict. */
enum taken { TAKES_ALL, TAKES_KEYS, TAKES_VALUES };

static void keep_items(struct heap_builder *b, struct heap_function *f,
                       struct edge edge, enum taken taken)
{
	object_id from = edge.to;
	uint32_t count = f->edges.count;

	if (from == NO_OBJECT || edge.from == NO_OBJECT || from == edge.from)
		return;
	edge.field = FIELD_ITEM;
	for (uint32_t i = 0; i < count; i++) {
		const struct edge *e = &f->edges.at[i];
		bool is_value = e->flags & EDGE_IS_VALUE;

		if (e->from != from || e->field != FIELD_ITEM ||
		    (taken == TAKES_KEYS && is_value) ||
		    (taken == TAKES_VALUES && !is_value))
			continue;
		edge.to = e->to;
		edge.part = e->part;
		edge.flags = taken == TAKES_ALL ? e->flags & EDGE_IS_VALUE : 0;
		if (edge.to == NO_OBJECT ||
		    heap_is_same_at(b, f, edge.to, e->at, edge.at))
			edge_add(b, f, edge);
	}
	if (f->objects.at[from].kind != OBJECT_PARAMETER)
		return;
	edge.to = from;
	edge.part = 0;
	edge.field = FIELD_ASSUMED;
	edge.flags = EDGE_IS_COPY;
	edge_add(b, f, edge);
}

void heap_keep_items(struct heap_builder *b, struct heap_function *f,
                     struct edge edge)
{
	keep_items(b, f, edge, TAKES_ALL);
}

static bool is_dict(struct heap_builder *b, node_id n)
{
	return n != NO_NODE && types_of(b->facts->types, n)->kind == TYPE_DICT;
}

/* Of `x.values()`, with x a dict: x. */
static node_id values_of(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id callee = tree_kind(t, n) == KIND_CALL
	                     ? tree_child(t, n, FIELD_FUNCTION)
	                     : NO_NODE;
	node_id dict = tree_kind(t, callee) == KIND_ATTRIBUTE
	                   ? tree_child(t, callee, FIELD_OBJECT)
	                   : NO_NODE;

	return is_dict(b, dict) &&
	               str_is(
	                   tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	                   "values")
	           ? dict
	           : NO_NODE;
}

/* What a dict takes of `(key, value) for ...`: the pair; else the generator. */
static node_id pair_of(const struct tree *t, node_id generator)
{
	node_id body = tree_child(t, generator, FIELD_BODY);

	body = body == NO_NODE ? NO_NODE : tree_value(t, body);
	return tree_kind(t, body) == KIND_TUPLE ? body : generator;
}

void heap_copy_items(struct heap_builder *b, struct heap_function *f,
                     object_id holder, node_id call, bool is_dict_made)
{
	const struct tree *t = b->tree;
	node_id from = heap_positional(t, call, 0);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	struct items items = {.count = 0};
	enum taken taken = TAKES_ALL;

	if (tree_kind(t, list) == KIND_GENERATOR_EXPRESSION)
		from = list;
	if (tree_kind(t, from) == KIND_GENERATOR_EXPRESSION) {
		find_items(b, f, is_dict_made ? pair_of(t, from) : from,
		           &items);
		hold_items(b, f, holder, call, &items);
		return;
	}
	if (values_of(b, from) != NO_NODE) {
		from = values_of(b, from);
		taken = TAKES_VALUES;
	} else if (!is_dict_made && is_dict(b, from)) {
		taken = TAKES_KEYS;
	}
	keep_items(b, f,
	           (struct edge){.from = holder,
	                         .to = object_of(b, f, from),
	                         .node = call,
	                         .at = call},
	           taken);
}

/* -------------------------------------------------------------- single items
 */

/* The class of an item that the function takes out of `holder`: as the types
 * say, or that of all that it has put in so far. */
static class_id class_of_item(const struct heap_function *f, object_id holder,
                              const struct type *type)
{
	class_id class = NO_CLASS;

	if (type->kind == TYPE_INSTANCE)
		return type->class;
	if (type->kind != TYPE_UNKNOWN ||
	    f->objects.at[holder].kind != OBJECT_CONTAINER)
		return NO_CLASS;
	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->from != holder || e->to == NO_OBJECT ||
		    e->flags & EDGE_IS_LOAD)
			continue;
		if (e->field != FIELD_ITEM || e->flags & EDGE_IS_COPY ||
		    (class != NO_CLASS && f->objects.at[e->to].class != class))
			return NO_CLASS;
		class = f->objects.at[e->to].class;
		if (class == NO_CLASS)
			return NO_CLASS;
	}
	return class;
}

/* x[k], where the function has set x[k] before, in the same turn of a loop:
 * what it put there, in some runs at least. */
static object_id stored_item(struct heap_builder *b,
                             const struct heap_function *f, object_id holder,
                             node_id n)
{
	struct flow *flow = NULL;

	for (uint32_t i = f->edges.count; i-- > 0;) {
		const struct edge *e = &f->edges.at[i];
		node_id turn;

		if (e->from != holder || e->field != FIELD_ITEM ||
		    !(e->flags & EDGE_IS_VALUE) ||
		    tree_kind(b->tree, e->node) != KIND_SUBSCRIPT ||
		    !tree_same(b->tree, e->node, n))
			continue;
		flow = flow != NULL ? flow : facts_flow(b->facts, n);
		turn = heap_common_turn(b, e->at, n);
		if (flow != NULL && flow_reaches_without(flow, e->at, n, &turn,
		                                         turn != NO_NODE))
			return e->to;
	}
	return NO_OBJECT;
}

/* Is it a parameter of which nothing is known? x[k] is an item of it then, if
 * what callers give has any. */
static bool may_hold_items(struct heap_builder *b,
                           const struct heap_function *f, object_id holder,
                           node_id container)
{
	const struct object *o = &f->objects.at[holder];

	return o->kind == OBJECT_PARAMETER && o->class == NO_CLASS &&
	       tree_kind(b->tree, container) == KIND_IDENTIFIER &&
	       types_of(b->facts->types, container)->kind == TYPE_UNKNOWN &&
	       types_of(b->facts->types, o->node)->kind == TYPE_UNKNOWN;
}

void heap_take_item(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	node_id container = tree_child(t, n, FIELD_VALUE);
	object_id holder = object_of(b, f, container), item;
	const struct type *type = types_of(b->facts->types, n);

	if (holder != NO_OBJECT && f->objects.at[holder].index != 0) {
		b->object_at[n] = heap_keyword_value(
		    b, f, holder, tree_child(t, n, FIELD_SUBSCRIPT));
		if (b->object_at[n] != NO_OBJECT)
			return;
	}
	if (holder == NO_OBJECT ||
	    (!object_is_container(b, f, holder, container) &&
	     !may_hold_items(b, f, holder, container)) ||
	    tree_kind(t, tree_child(t, n, FIELD_SUBSCRIPT)) == KIND_SLICE ||
	    (type->kind != TYPE_UNKNOWN && type->kind != TYPE_INSTANCE &&
	     type->kind != TYPE_LIST && type->kind != TYPE_DICT &&
	     type->kind != TYPE_SET && type->kind != TYPE_DEQUE)) {
		heap_result(b, f, n);
		return;
	}
	b->object_at[n] = stored_item(b, f, holder, n);
	if (b->object_at[n] == NO_OBJECT)
		b->object_at[n] = heap_item_read_before(b, f, holder, n);
	if (b->object_at[n] != NO_OBJECT)
		return;
	item = object_add(
	    b, f,
	    (struct object){.kind = OBJECT_ITEM,
	                    .node = n,
	                    .call = NO_NODE,
	                    .base = holder,
	                    .class = class_of_item(f, holder, type)});
	b->object_at[n] = item;
	if (item != NO_OBJECT)
		edge_add(b, f,
		         (struct edge){.from = holder,
		                       .to = item,
		                       .field = FIELD_ITEM,
		                       .node = n,
		                       .at = n,
		                       .flags = EDGE_IS_LOAD});
}

/* ---------------------------------------------------------------------- loops
 */

/* `for target in container`, with what only wraps the container taken off. */
struct iteration {
	node_id target, container;
	bool is_view; /* of a dict's values or items */
};

/* The second of two targets, as in `for i, x in enumerate(xs)`. */
static node_id second_target(const struct tree *t, node_id target)
{
	return tree_kind(t, target) == KIND_PATTERN_LIST ||
	               tree_kind(t, target) == KIND_TUPLE_PATTERN
	           ? tree_child_at(t, target, 1)
	           : NO_NODE;
}

static bool unwrap_view(const struct tree *t, struct iteration *it,
                        node_id callee)
{
	struct str name;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (str_is(name, "items"))
		it->target = second_target(t, it->target);
	else if (!str_is(name, "values"))
		return false;
	it->container = tree_child(t, callee, FIELD_OBJECT);
	it->is_view = true;
	return true;
}

enum { MOST_WRAPPERS = 4 };

static void unwrap(struct heap_builder *b, struct iteration *it)
{
	static const char *const wrappers[] = {
	    "builtins.enumerate", "builtins.list",
	    "builtins.tuple",     "builtins.sorted",
	    "builtins.iter",      "builtins.reversed",
	    "builtins.set",       NULL};
	const struct tree *t = b->tree;

	for (int i = 0; i < MOST_WRAPPERS; i++) {
		node_id callee;
		int which;

		it->container = tree_value(t, it->container);
		if (tree_kind(t, it->container) != KIND_CALL)
			return;
		callee = tree_child(t, it->container, FIELD_FUNCTION);
		if (unwrap_view(t, it, callee))
			return;
		which = imports_which(&b->facts->imports, callee, wrappers);
		if (which < 0)
			return;
		if (which == 0)
			it->target = second_target(t, it->target);
		it->container = heap_positional(t, it->container, 0);
		if (it->container == NO_NODE)
			return;
	}
}

/* Does what is iterated hold what it gives? A parameter of which nothing is
 * known is taken to. */
static bool holds_items(struct heap_builder *b, struct heap_function *f,
                        object_id holder, const struct iteration *it)
{
	return object_is_container(b, f, holder, it->container) ||
	       (f->objects.at[holder].kind == OBJECT_PARAMETER &&
	        types_of(b->facts->types, it->container)->kind == TYPE_UNKNOWN);
}

/* Does it hold what the *parameter or **parameter `holder` takes? */
static bool holds_rest(const struct heap_function *f, object_id holder,
                       const struct edge *e)
{
	return f->objects.at[holder].index != 0 && e->from != holder &&
	       e->to != NO_OBJECT && e->field == FIELD_ITEM &&
	       f->objects.at[e->to].kind == OBJECT_ITEM &&
	       f->objects.at[e->to].base == holder;
}

/* What was made of the items of `holder` has this one as well. */
static void hold_in_copies(struct heap_builder *b, struct heap_function *f,
                           object_id holder, object_id item)
{
	uint32_t count = f->edges.count;

	for (uint32_t i = 0; i < count; i++) {
		struct edge e = f->edges.at[i];

		if (e.to == item ||
		    (!(e.flags & EDGE_IS_COPY && e.to == holder) &&
		     !holds_rest(f, holder, &e)))
			continue;
		e.flags = 0;
		e.field = FIELD_ITEM;
		e.to = item;
		edge_add(b, f, e);
	}
}

/* for x in f(): x is some object, in each turn. */
static void bind_some(struct heap_builder *b, struct heap_function *f,
                      node_id target)
{
	symbol_id variable = scopes_variable(&b->facts->scopes, target);
	const struct type *type = types_of(b->facts->types, target);

	if (variable == NO_SYMBOL ||
	    (type->kind != TYPE_UNKNOWN && type->kind != TYPE_INSTANCE))
		return;
	b->object_at[target] = object_add(
	    b, f,
	    (struct object){
	        .kind = OBJECT_VARIABLE,
	        .node = target,
	        .call = NO_NODE,
	        .base = NO_OBJECT,
	        .index = variable,
	        .class = type->kind == TYPE_INSTANCE ? type->class : NO_CLASS});
}

void heap_bind_item(struct heap_builder *b, struct heap_function *f, node_id n)
{
	const struct tree *t = b->tree;
	struct iteration it = {.target = tree_child(t, n, FIELD_LEFT),
	                       .container = tree_child(t, n, FIELD_RIGHT)};
	object_id holder, item;
	const struct type *type;
	name_id field;

	unwrap(b, &it);
	if (tree_kind(t, it.target) != KIND_IDENTIFIER ||
	    it.container == NO_NODE)
		return;
	field = heap_is_over_nodes(b, it.container) ? NAME_DICT : FIELD_ITEM;
	item = b->object_at[it.target]; /* of a generator */
	if (item != NO_OBJECT && f->objects.at[item].kind == OBJECT_INSTANCE &&
	    f->objects.at[item].call == it.target)
		return;
	holder = heap_iterated(b, f, it.container);
	if (holder == NO_OBJECT) {
		holder = object_of(b, f, it.container);
		if (holder == NO_OBJECT || !holds_items(b, f, holder, &it)) {
			bind_some(b, f, it.target);
			return;
		}
	}
	type = types_of(b->facts->types, it.target);
	item = object_add(
	    b, f,
	    (struct object){.kind = OBJECT_ITEM,
	                    .node = it.target,
	                    .call = NO_NODE,
	                    .base = holder,
	                    .class = class_of_item(f, holder, type)});
	b->object_at[it.target] = item;
	if (item != NO_OBJECT)
		edge_add(
		    b, f,
		    (struct edge){.from = holder,
		                  .to = item,
		                  .field = field,
		                  .node = it.target,
		                  .at = it.target,
		                  .flags = EDGE_IS_LOAD |
		                           (it.is_view ? EDGE_IS_VALUE : 0u)});
	if (item != NO_OBJECT)
		hold_in_copies(b, f, holder, item);
}
