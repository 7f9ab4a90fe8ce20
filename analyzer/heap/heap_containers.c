/* Methods of lists, dicts, sets and deques: what they keep and let go. */
#include "bounds.h"
#include "call.h"
#include "heap_model.h"

/* More classes, or more above one, than these are not looked through. */
enum { MOST_BASES = 32 };

/* Does the class derive from list, dict, set or deque? */
static bool has_container_base(const struct heap_builder *b, class_id class)
{
	static const char *const bases[] = {"builtins.list",
	                                    "builtins.dict",
	                                    "builtins.set",
	                                    "collections.deque",
	                                    "collections.OrderedDict",
	                                    "collections.defaultdict",
	                                    "collections.UserDict",
	                                    "collections.UserList",
	                                    NULL};

	return classes_has_base(&b->facts->classes, class, bases);
}

/* The same, and does it store as they do? */
static bool is_container_class(const struct heap_builder *b, class_id class)
{
	const struct classes *c = &b->facts->classes;

	return c->list[class].order_count <= MOST_BASES &&
	       classes_method(c, class,
	                      names_find(b->tree->names, STR("__setitem__"))) ==
	           NO_NODE &&
	       has_container_base(b, class);
}

bool heap_derives_from_container(const struct heap_builder *b, class_id class)
{
	return class != NO_CLASS && has_container_base(b, class);
}

/* Is one of the classes of this file that derive from it, which is then a mixin
 * for containers? */
static bool is_for_containers(const struct heap_builder *b, class_id class)
{
	const struct classes *c = &b->facts->classes;

	if (bounds_exceeded(b->tree, REACHED_CLASSES, c->count, 0))
		return false;
	for (class_id d = 0; d < c->count; d++) {
		bool derives = classes_derives(c, d, class);

		/* an order ends at a builtin base */
		for (uint32_t k = 0; k < c->list[d].base_count; k++)
			derives |= c->list[d].bases[k].class == class;
		if (derives && is_container_class(b, d))
			return true;
	}
	return false;
}

/* Where the file has other attributes of this name, which are none: does this
 * class of its own set it to a container? */
static bool is_set_to_container(struct heap_builder *b,
                                const struct heap_function *f,
                                const struct object *o)
{
	const struct classes *c = &b->facts->classes;
	class_id class = f->objects.at[o->base].class;
	const struct class_info *info;

	if (class == NO_CLASS || c->list[class].order_count > MOST_BASES)
		return false;
	for (uint32_t i = 0; i < c->list[class].order_count; i++) {
		info = &c->list[c->list[class].order[i]];
		if (bounds_exceeded(b->tree, REACHED_SETS, info->set_count,
		                    info->node))
			return false;
		for (uint32_t k = 0; k < info->set_count; k++)
			if (info->sets[k].name == o->field &&
			    info->sets[k].value != NO_NODE &&
			    heap_has_container_arm(b, info->sets[k].value))
				return true;
	}
	return false;
}

/* Does the attribute hold a container, by its name? */
static bool is_container_field(struct heap_builder *b,
                               const struct heap_function *f,
                               const struct object *o)
{
	uint8_t use = b->names[o->field];

	if (o->kind != OBJECT_FIELD || o->class != NO_CLASS ||
	    !(use & NAME_IS_CONTAINER) || use & NAME_IS_WEAK)
		return false;
	return !(use & NAME_IS_OTHER) || is_set_to_container(b, f, o);
}

/* self.items, which was set to a parameter: is it a container by the name, as
 * of `self.items = items or []`? */
static bool is_called_so(struct heap_builder *b, const struct object *o,
                         node_id n)
{
	const uint8_t kinds = NAME_IS_CONTAINER | NAME_IS_OTHER | NAME_IS_WEAK;

	return o->kind == OBJECT_PARAMETER &&
	       tree_kind(b->tree, n) == KIND_ATTRIBUTE &&
	       (b->names[tree_name(b->tree,
	                           tree_child(b->tree, n, FIELD_ATTRIBUTE))] &
	        kinds) == NAME_IS_CONTAINER;
}

/* The container that `self.name = defaultdict(list)` makes for each key. */
static bool makes_containers(struct heap_builder *b, node_id value)
{
	const struct tree *t = b->tree;

	value = value == NO_NODE ? NO_NODE : tree_value(t, value);
	return tree_kind(t, value) == KIND_CALL &&
	       imports_is(&b->facts->imports,
	                  tree_child(t, value, FIELD_FUNCTION),
	                  "collections.defaultdict") &&
	       heap_positional(t, value, 0) != NO_NODE &&
	       heap_makes_container(
	           b, tree_value(t, heap_positional(t, value, 0)));
}

bool heap_is_inner_container(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct object *item)
{
	const struct object *holder, *owner;
	const struct class_info *class;
	bool is_found = false;

	if (item->kind != OBJECT_ITEM || item->base == NO_OBJECT)
		return false;
	holder = &f->objects.at[item->base];
	if (holder->kind == OBJECT_CONTAINER)
		return makes_containers(b, holder->node);
	if (holder->kind != OBJECT_FIELD)
		return false;
	owner = &f->objects.at[holder->base];
	if (owner->class == NO_CLASS)
		return false;
	class = &b->facts->classes.list[owner->class];
	for (uint32_t i = 0; i < class->set_count; i++) {
		if (class->sets[i].name != holder->field ||
		    class->sets[i].is_declared)
			continue;
		if (!makes_containers(b, class->sets[i].value))
			return false;
		is_found = true;
	}
	return is_found;
}

bool object_is_container(struct heap_builder *b, struct heap_function *f,
                         object_id object, node_id n)
{
	const struct object *o = &f->objects.at[object];

	if (o->kind == OBJECT_CONTAINER)
		return true;
	if (o->class != NO_CLASS)
		return is_for_containers(b, o->class);
	if (o->condition != 0) {
		heap_ask_for_container(b, o);
		return true;
	}
	if (is_called_so(b, o, n))
		return true;
	/* an annotated parameter is one by whatever name it is reached */
	if (o->kind == OBJECT_PARAMETER &&
	    types_of(b->facts->types, n)->kind == TYPE_UNKNOWN)
		n = o->node;
	switch (types_of(b->facts->types, n)->kind) {
	case TYPE_LIST:
	case TYPE_DICT:
	case TYPE_SET:
	case TYPE_DEQUE:
		return true;
	case TYPE_UNKNOWN:
		return is_container_field(b, f, o) ||
		       heap_is_inner_container(b, f, o);
	default:
		return false;
	}
}

/* Is it something of which nothing is known but that it is used as a list or
 * dict is: `x.append(y)`, `x[key] = y`? */
/* Is the value put in for the run of a `with x.push():` of it only, or by a key
 * that options of widgets have? */
static bool is_put_otherwise(const struct tree *t, node_id n)
{
	node_id subscript = tree_parent(t, n);
	node_id key = tree_kind(t, subscript) == KIND_SUBSCRIPT
	                  ? tree_child(t, subscript, FIELD_SUBSCRIPT)
	                  : NO_NODE;
	struct str text = tree_text(t, key);

	if (tree_kind(t, key) == KIND_STRING && text.length > 8 &&
	    (str_ends(text, "command\"") || str_ends(text, "command'")))
		return true;
	for (node_id p = subscript; p != 0; p = tree_parent(t, p)) {
		node_id body;

		if (tree_kind(t, p) == KIND_FUNCTION_DEFINITION)
			return false;
		if (tree_kind(t, p) != KIND_WITH_STATEMENT)
			continue;
		body = tree_child(t, p, FIELD_BODY);
		if (body == NO_NODE)
			continue;
		for (node_id m = p; m < body; m++)
			if (tree_kind(t, m) == tree_kind(t, n) &&
			    tree_same(t, m, n))
				return true;
	}
	return false;
}

/* x[k] = x, x.append(x): tries of what is no list or dict, more often. */
static bool is_put_into_itself(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n), other;

	if (tree_kind(t, parent) == KIND_SUBSCRIPT)
		other = tree_child(t, tree_parent(t, parent), FIELD_RIGHT);
	else
		other = heap_positional(t, tree_parent(t, parent), 0);
	return other != NO_NODE && tree_same(t, n, other);
}

/* Is it what a call without arguments gives, as those of a factory of
 * containers do: self.dict_class()? */
static bool is_made_empty(struct heap_builder *b, const struct object *o)
{
	const struct tree *t = b->tree;
	node_id callee, list;

	if (o->kind != OBJECT_RESULT || tree_kind(t, o->node) != KIND_CALL)
		return false;
	callee = tree_value(t, tree_child(t, o->node, FIELD_FUNCTION));
	list = tree_child(t, o->node, FIELD_ARGUMENTS);
	if (tree_kind(t, callee) == KIND_ATTRIBUTE) {
		callee = tree_value(t, tree_child(t, callee, FIELD_OBJECT));
		if (classes_of_self(&b->facts->classes, callee) == NO_CLASS)
			return false;
	}
	return tree_kind(t, callee) == KIND_IDENTIFIER &&
	       tree_kind(t, list) == KIND_ARGUMENT_LIST &&
	       tree_first(t, list) == NO_NODE;
}

bool heap_is_used_as_container(struct heap_builder *b,
                               const struct heap_function *f, object_id object,
                               node_id n)
{
	const struct object *o = &f->objects.at[object];

	if (o->class != NO_CLASS || o->condition != 0 ||
	    types_of(b->facts->types, n)->kind != TYPE_UNKNOWN ||
	    is_put_otherwise(b->tree, n) ||
	    heap_foreign_class(b, f, object, n).length != 0)
		return false;
	return o->kind == OBJECT_PARAMETER ||
	       (is_made_empty(b, o) && !is_put_into_itself(b->tree, n)) ||
	       (o->kind == OBJECT_FIELD &&
	        !(b->names[o->field] & (NAME_IS_OTHER | NAME_IS_WEAK)));
}

/* (A generator is no object that the model knows.) */
node_id heap_positional(const struct tree *t, node_id call, uint32_t index)
{
	return tree_kind(t, call_arguments(t, call)) == KIND_ARGUMENT_LIST
	           ? call_positional(t, call, index)
	           : NO_NODE;
}

enum keeping {
	KEEPS_NOTHING,
	KEEPS_FIRST,
	KEEPS_SECOND,
	KEEPS_ITEMS,
	LETS_GO,
	LETS_ALL_GO
};

/* Which argument a container's method keeps. */
static enum keeping container_method(struct str name)
{
	static const struct {
		const char *name;
		enum keeping keeping;
	} methods[] = {
	    {"append", KEEPS_FIRST},
	    {"add", KEEPS_FIRST},
	    {"appendleft", KEEPS_FIRST},
	    {"insert", KEEPS_SECOND},
	    {"setdefault", KEEPS_SECOND},
	    {"extend", KEEPS_ITEMS},
	    {"remove", LETS_GO},
	    {"discard", LETS_GO},
	    {"pop", LETS_GO},
	    {"popitem", LETS_GO},
	    {"popleft", LETS_GO},
	    {"clear", LETS_ALL_GO},
	    {"extendleft", KEEPS_ITEMS},
	    {"update", KEEPS_ITEMS},
	};

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_is(name, methods[i].name))
			return methods[i].keeping;
	return KEEPS_NOTHING;
}

void heap_keep_keywords(struct heap_builder *b, struct heap_function *f,
                        object_id holder, node_id call, bool is_by_name)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			edge_add(
			    b, f,
			    (struct edge){
			        .from = holder,
			        .to = object_of(b, f, heap_argument(t, a)),
			        .field =
			            is_by_name
			                ? tree_name(
			                      t, tree_child(t, a, FIELD_NAME))
			                : FIELD_ITEM,
			        .node = is_by_name ? a : call,
			        .at = call});
}

/* Takes `while items: items.pop()` all of them? */
static bool drains(struct heap_builder *b, node_id call, node_id receiver)
{
	const struct tree *t = b->tree;
	node_id loop = repeats_loop(&b->facts->repeats, call);
	node_id condition;

	if (tree_kind(t, loop) != KIND_WHILE_STATEMENT)
		return false;
	condition = tree_child(t, loop, FIELD_CONDITION);
	for (node_id n = condition; n < tree_end(t, condition); n++)
		if (tree_same(t, n, receiver))
			return true;
	return false;
}

/* x.remove(v) lets go of v, x.clear() of all, x.pop() of something. */
static void let_go(struct heap_builder *b, struct heap_function *f,
                   struct edge edge, node_id receiver, struct str name)
{
	object_id value;

	edge.to = NO_OBJECT;
	edge.flags = EDGE_IS_CLEAR;
	if (container_method(name) == LETS_ALL_GO ||
	    drains(b, edge.node, receiver))
		edge.flags |= EDGE_IS_ALL;
	if (str_is(name, "remove") || str_is(name, "discard")) {
		value = object_of(b, f, heap_positional(b->tree, edge.node, 0));
		edge.to = value;
	}
	edge_add(b, f, edge);
	heap_result(b, f, edge.node);
}

bool heap_call_container(struct heap_builder *b, struct heap_function *f,
                         node_id call, node_id receiver, struct str name)
{
	const struct tree *t = b->tree;
	enum keeping keeping = container_method(name);
	enum kind given = tree_kind(t, tree_child(t, call, FIELD_ARGUMENTS));
	object_id holder, value;

	if (heap_call_keywords(b, f, call, receiver, name))
		return true;
	if (keeping == KEEPS_NOTHING ||
	    (given != KIND_ARGUMENT_LIST &&
	     (keeping != KEEPS_ITEMS || given != KIND_GENERATOR_EXPRESSION)))
		return false;
	holder = object_of(b, f, receiver);
	if (holder == NO_OBJECT ||
	    (!object_is_container(b, f, holder, receiver) &&
	     (!str_is(name, "append") ||
	      !heap_is_used_as_container(b, f, holder, receiver))))
		return false;
	if (keeping == KEEPS_ITEMS) {
		heap_copy_items(b, f, holder, call,
		                str_is(name, "update") &&
		                    types_of(b->facts->types, receiver)->kind !=
		                        TYPE_SET);
		heap_keep_keywords(b, f, holder, call, false);
		return true;
	}
	if (keeping == LETS_GO || keeping == LETS_ALL_GO) {
		let_go(b, f,
		       (struct edge){.from = holder,
		                     .field = FIELD_ITEM,
		                     .node = call,
		                     .at = call},
		       receiver, name);
		return true;
	}
	value =
	    object_of(b, f, heap_positional(t, call, keeping - KEEPS_FIRST));
	edge_add(b, f,
	         (struct edge){.from = holder,
	                       .to = value,
	                       .field = FIELD_ITEM,
	                       .node = call,
	                       .at = call});
	if (str_is(name, "setdefault"))
		b->object_at[call] = value;
	return true;
}
