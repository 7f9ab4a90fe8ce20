#include "layout_init.h"

#include "bounds.h"

/* Methods that make an object, with those they call. */
struct methods {
	node_id at[BOUND_MAKERS];
	uint32_t count;
	uint64_t asked; /* of how many, by name */
	bool are_more;
};

static bool has_node(const struct methods *m, node_id n)
{
	for (uint32_t i = 0; i < m->count; i++)
		if (m->at[i] == n)
			return true;
	return false;
}

static bool has_name(const name_id *names, uint32_t count, name_id name)
{
	for (uint32_t i = 0; i < count; i++)
		if (names[i] == name)
			return true;
	return false;
}

static name_id method_name(const struct facts *f, node_id method)
{
	return tree_name(f->tree, tree_child(f->tree, method, FIELD_NAME));
}

static void add_method(const struct facts *f, const struct class_info *info,
                       node_id method, struct methods *found)
{
	if (bounds_exceeded(f->tree, REACHED_MAKERS, found->count + 1,
	                    info->node))
		found->are_more = true;
	else
		found->at[found->count++] = method;
}

static void add_named(const struct facts *f, class_id class, name_id name,
                      struct methods *found)
{
	const struct class_info *info = &f->classes.list[class];

	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *at = &f->classes.list[info->order[k]];

		found->asked += at->method_count;
		if (found->are_more ||
		    bounds_exceeded(f->tree, REACHED_LAYOUT_WORK, found->asked,
		                    info->node)) {
			found->are_more = true;
			return;
		}
		for (uint32_t i = 0; i < at->method_count; i++)
			if (method_name(f, at->methods[i]) == name &&
			    !has_node(found, at->methods[i]))
				add_method(f, info, at->methods[i], found);
	}
}

/* self.m in it: called, or kept to be called. */
static void add_called(const struct facts *f, class_id class, node_id method,
                       struct methods *found)
{
	const struct tree *t = f->tree;

	for (node_id n = method; n < tree_end(t, method); n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    classes_of_self(&f->classes,
		                    tree_child(t, n, FIELD_OBJECT)) != NO_CLASS)
			add_named(
			    f, class,
			    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)),
			    found);
}

/* Does `__init__` call that of a base: super().__init__(...)? */
static bool calls_base(const struct facts *f, node_id method)
{
	const struct tree *t = f->tree;

	for (node_id n = method; n < tree_end(t, method); n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) ==
		        NAME_INIT)
			return true;
	return false;
}

/* (Of a = b = c = ... the later ones are more than are counted.) */
static bool is_unconditional(const struct tree *t,
                             const struct attribute_set *s)
{
	node_id outer = tree_parent(t, s->statement);

	for (uint32_t i = 0;
	     i < BOUND_ATTRIBUTES && tree_kind(t, outer) == KIND_ASSIGNMENT;
	     i++)
		outer = tree_parent(t, outer);
	return tree_kind(t, outer) == KIND_EXPRESSION_STATEMENT &&
	       tree_parent(t, outer) == tree_child(t, s->method, FIELD_BODY);
}

uint32_t layout_count_set(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];
	name_id names[BOUND_ATTRIBUTES];
	uint32_t count = 0;
	bool is_called = true;

	for (uint32_t k = 0; is_called && k < info->order_count; k++) {
		const struct class_info *at = &f->classes.list[info->order[k]];

		for (uint32_t i = 0; i < at->set_count; i++) {
			const struct attribute_set *s = &at->sets[i];

			if (s->is_class_level || s->is_deleted ||
			    s->method == NO_NODE ||
			    method_name(f, s->method) != NAME_INIT ||
			    !is_unconditional(f->tree, s) ||
			    classes_method(&f->classes, class, s->name) !=
			        NO_NODE ||
			    has_name(names, count, s->name) ||
			    count == BOUND_ATTRIBUTES) /* which are many */
				continue;
			names[count++] = s->name;
		}
		for (uint32_t i = 0; i < at->method_count; i++)
			if (method_name(f, at->methods[i]) == NAME_INIT)
				is_called = calls_base(f, at->methods[i]);
	}
	return count;
}

/* x = property(get, set) in the body: what sets self.x runs more. */
static bool has_descriptor(const struct facts *f, const struct class_info *info)
{
	for (uint32_t i = 0; i < info->set_count; i++)
		if (info->sets[i].is_class_level &&
		    info->sets[i].value != NO_NODE &&
		    tree_kind(f->tree, info->sets[i].value) == KIND_CALL)
			return true;
	return false;
}

uint32_t layout_late(const struct facts *f, class_id class, name_id *names)
{
	const struct class_info *info = &f->classes.list[class];
	struct methods early = {.count = 0};
	name_id set[BOUND_ATTRIBUTES];
	uint32_t set_count = 0, count = 0;

	if (info->order_is_open || info->flags & CLASS_IS_DATACLASS ||
	    has_descriptor(f, info))
		return 0;
	add_named(f, class, NAME_INIT, &early);
	add_named(f, class, NAME_NEW, &early);
	for (uint32_t i = 0; i < early.count; i++)
		add_called(f, class, early.at[i], &early);
	if (early.are_more)
		return 0;
	for (uint32_t k = 0; k < info->order_count; k++) {
		const struct class_info *at = &f->classes.list[info->order[k]];

		for (uint32_t i = 0; i < at->set_count; i++)
			if (!at->sets[i].is_class_level &&
			    (at->sets[i].method == NO_NODE ||
			     has_node(&early, at->sets[i].method))) {
				if (bounds_exceeded(f->tree, REACHED_ATTRIBUTES,
				                    set_count + 1, info->node))
					return 0;
				set[set_count++] = at->sets[i].name;
			}
	}
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *s = &info->sets[i];

		if (!s->is_class_level && !s->is_deleted &&
		    !has_name(set, set_count, s->name) &&
		    classes_method(&f->classes, class, s->name) == NO_NODE &&
		    !has_name(names, count, s->name) &&
		    count < LAYOUT_MOST_ATTRIBUTES)
			names[count++] = s->name;
	}
	return count;
}
