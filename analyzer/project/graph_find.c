#include "graph_find.h"

#include "dotted.h"
#include "graph.h"

#include <string.h>

struct finder {
	struct arena *arena;
	const struct facts *facts;
	ARRAY(struct class_reference) found;
};

static void add(struct finder *f, class_id from, const char *field,
                const char *to, bool is_weak)
{
	struct class_reference reference = {
	    .from = class_dotted_name(f->arena, f->facts,
	                              &f->facts->classes.list[from]),
	    .field = field,
	    .to = to,
	    .is_weak = is_weak};

	if (*to != '\0')
		ARRAY_PUSH(f->arena, &f->found, reference);
}

/* The name that other files know an instance's class by; "" if it is none. */
static const char *instance_name(struct finder *f, const struct type *type)
{
	if (type->kind != TYPE_INSTANCE)
		return "";
	if (type->class != NO_CLASS)
		return class_dotted_name(f->arena, f->facts,
		                         &f->facts->classes.list[type->class]);
	return str_copy(f->arena,
	                dotted_absolute(f->arena, f->facts, type->name));
}

/* What a call makes, as far as its callee's name may be that of a class. */
static const char *made_name(struct finder *f, node_id call)
{
	node_id callee = tree_child(f->facts->tree, call, FIELD_FUNCTION);
	struct str origin = imports_origin(&f->facts->imports, callee);

	return str_copy(f->arena, dotted_absolute(f->arena, f->facts, origin));
}

static void add_value(struct finder *f, class_id from, const char *field,
                      node_id value, bool is_weak)
{
	const struct types *types = f->facts->types;
	const struct type *type = types_of(types, value);
	const char *inside = arena_format(f->arena, "%s[]", field);

	add(f, from, field, instance_name(f, type), is_weak);
	if (type->kind == TYPE_UNKNOWN &&
	    tree_kind(f->facts->tree, value) == KIND_CALL)
		add(f, from, field, made_name(f, value), is_weak);
	if (type->kind == TYPE_INSTANCE)
		return;
	add(f, from, inside, instance_name(f, types_at(types, type->element)),
	    is_weak);
	add(f, from, inside, instance_name(f, types_at(types, type->value)),
	    is_weak);
	for (uint32_t i = 0; i < type->item_count; i++)
		add(f, from, inside,
		    instance_name(f, types_at(types, type->items[i])), is_weak);
}

/* The x of weakref.ref(x) or weakref.proxy(x), or NO_NODE. */
static node_id weakly_held(const struct facts *facts, node_id value)
{
	const struct tree *t = facts->tree;
	node_id callee;

	if (tree_kind(t, value) != KIND_CALL)
		return NO_NODE;
	callee = tree_child(t, value, FIELD_FUNCTION);
	if (!imports_is(&facts->imports, callee, "weakref.ref") &&
	    !imports_is(&facts->imports, callee, "weakref.proxy"))
		return NO_NODE;
	return tree_child_at(t, tree_child(t, value, FIELD_ARGUMENTS), 0);
}

static void add_set(struct finder *f, class_id class,
                    const struct attribute_set *set)
{
	const char *field =
	    str_copy(f->arena, names_text(f->facts->tree->names, set->name));
	node_id held;

	if (set->is_class_level || set->is_deleted || set->value == NO_NODE)
		return;
	held = weakly_held(f->facts, set->value);
	if (held != NO_NODE)
		add_value(f, class, field, held, true);
	else
		add_value(f, class, field, set->value, false);
	/* an annotation says more than the value: self.parent: Node = None */
	add_value(f, class, field, set->target, false);
}

void graph_find(struct summary *summary, struct arena *arena,
                const struct facts *facts)
{
	struct finder f = {.arena = arena, .facts = facts};

	for (class_id c = 0; c < facts->classes.count; c++)
		for (uint32_t i = 0; i < facts->classes.list[c].set_count; i++)
			add_set(&f, c, &facts->classes.list[c].sets[i]);
	summary->references = f.found.at;
	summary->reference_count = f.found.count;
}
