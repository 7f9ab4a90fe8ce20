#include "layout.h"

#include "bounds.h"
#include "classes_attributes.h"
#include "layout_dataclass.h"
#include "layout_members.h"
#include "layout_shape.h"
#include "weakly.h"

#include <string.h>

/* The functions that make instances of a class: so many show that there are
 * many instances. */
enum { MANY_MAKERS = 3 };

struct makers {
	scope_id last;
	uint32_t count;
};

struct builder {
	struct arena *arena;
	const struct facts *facts;
	const struct tree *tree;
	struct layout *layouts;
	uint64_t doubts;
	uint64_t looked_at;
	bool *declared; /* by name: some class of the file sets it on self */
	struct makers *makers; /* by class */
};

/* ------------------------------------------------------- a class's own code */

/* __doc__ and __module__ are set by every class body, __dict__ is no slot. */
static bool is_special(struct str name)
{
	return name.length > 4 && str_starts(name, "__") &&
	       str_ends(name, "__");
}

static void find_attributes(struct builder *b, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];
	struct layout *layout = &b->layouts[class];
	name_id names[LAYOUT_MOST_ATTRIBUTES];
	uint32_t count = 0;

	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		bool is_field = layout_is_field(b->facts, info, set);

		if (set->is_class_level && !is_field)
			continue;
		b->declared[set->name] = true;
		if ((set->method == NO_NODE && !is_field) ||
		    is_special(names_text(b->tree->names, set->name)) ||
		    count == LAYOUT_MOST_ATTRIBUTES) {
			layout->flags |= LAYOUT_IS_BLOCKED;
			continue;
		}
		if (!layout_has_name(names, count, set->name))
			names[count++] = set->name;
	}
	layout->attributes = (name_id *)(void *)arena_copy(
	    b->arena, names, count * sizeof(*names));
	layout->attribute_count = count;
	layout->flags |= layout_shape(b->facts, class, layout);
}

static const uint32_t blocking_flags =
    CLASS_HAS_METACLASS | CLASS_HAS_KEYWORDS | CLASS_UNKNOWN_DECORATOR |
    CLASS_HAS_SLOTS | CLASS_UNKNOWN_SLOTS | CLASS_USES_DICT | CLASS_DYNAMIC |
    CLASS_SETS_ANY | CLASS_HAS_CACHED_PROPERTY | CLASS_HAS_GETSTATE |
    CLASS_IS_UNSURE | CLASS_IS_WEAKLY_REFERENCED;

/* ------------------------------------------------------------------ hierarchy
 */

/* Bases come before the classes made from them, so one pass in order does. */
static void find_bases(struct builder *b, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];
	struct layout *layout = &b->layouts[class];
	bool is_slotted =
	    info->flags & CLASS_HAS_SLOTS &&
	    !(info->flags & (CLASS_UNKNOWN_SLOTS | CLASS_SLOTS_HAVE_DICT));

	layout->slotted_base = NO_CLASS;
	layout->made_at = NO_NODE;
	for (uint32_t k = 1; k < info->order_count; k++)
		if (layout_slots_are_data(
		        b->facts, &b->facts->classes.list[info->order[k]]))
			layout->flags |= LAYOUT_IS_BLOCKED | LAYOUT_IS_TOUCHED;
	for (uint32_t i = 0; i < info->base_count; i++) {
		class_id base = info->bases[i].class;

		if (base == NO_CLASS) {
			if (!layout_is_slotted_origin(info->bases[i].origin))
				layout->flags |= LAYOUT_HAS_DICT;
			continue;
		}
		if (base >= class ||
		    !(b->layouts[base].flags & LAYOUT_IS_SLOTTED))
			layout->flags |= LAYOUT_HAS_DICT;
		else if (b->facts->classes.list[base].slot_count > 0)
			layout->slotted_base = base;
		else if (b->layouts[base].slotted_base != NO_CLASS)
			layout->slotted_base = b->layouts[base].slotted_base;
	}
	if (is_slotted && !(layout->flags & LAYOUT_HAS_DICT))
		layout->flags |= LAYOUT_IS_SLOTTED;
}

/* Occurrences of a base's name that are looked at. */
enum { MOST_BINDINGS = 64 };

/* The class by this name, if it has others: in `try: from m import C`,
 * `except ImportError: class C`. */
static void block_named(struct builder *b, node_id name)
{
	const struct scopes *scopes = &b->facts->scopes;
	symbol_id variable = scopes_variable(scopes, name);
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL && seen++ < MOST_BINDINGS; o = scopes_next(scopes, o))
		if (o->access == ACCESS_BIND && o->binding == BINDING_CLASS) {
			class_id class =
			    classes_at(&b->facts->classes, o->cause);

			if (class != NO_CLASS)
				b->layouts[class].flags |= LAYOUT_IS_BLOCKED;
		}
}

/* A subclass with attributes of its own, or with a second base, needs a say. */
static void block_bases(struct builder *b, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];
	bool blocks = b->layouts[class].attribute_count > 0 ||
	              info->base_count > 1 ||
	              info->flags & (blocking_flags | CLASS_IS_DATACLASS);

	for (uint32_t i = 0; i < info->base_count; i++) {
		class_id base = info->bases[i].class;

		if (base == NO_CLASS) {
			block_named(b, info->bases[i].node);
			continue;
		}
		b->layouts[base].flags |= LAYOUT_HAS_SUBCLASS;
		if (blocks || b->layouts[class].flags & LAYOUT_IS_BLOCKED)
			b->layouts[base].flags |= LAYOUT_IS_BLOCKED;
	}
}

/* ---------------------------------------------------- the rest of the file */

enum { TOUCHED = LAYOUT_IS_BLOCKED | LAYOUT_IS_TOUCHED };

static void block_all(struct builder *b)
{
	for (class_id c = 0; c < b->facts->classes.count; c++)
		b->layouts[c].flags |= TOUCHED;
}

static bool is_self(const struct builder *b, node_id n)
{
	n = tree_value(b->tree, n);
	return tree_kind(b->tree, n) == KIND_IDENTIFIER &&
	       classes_of_self(&b->facts->classes, n) != NO_CLASS;
}

/* What the code reads, sets or calls on a variable, up to a limit: an object
 * with a member that a class lacks is no instance of it. */
enum { MOST_MEMBERS = 16 };

struct members {
	name_id names[MOST_MEMBERS];
	uint32_t count;
};

/* Note what is read of n, if that is so. */
static void see_member(struct builder *b, node_id n, struct members *seen)
{
	const struct tree *t = b->tree;
	node_id around = tree_parent(t, n);
	name_id name;

	if (tree_kind(t, around) != KIND_ATTRIBUTE ||
	    tree_field(t, n) != FIELD_OBJECT || classes_is_set(t, around))
		return;
	name = tree_name(t, tree_child(t, around, FIELD_ATTRIBUTE));
	if (!str_starts(names_text(t->names, name), "__"))
		seen->names[seen->count++] = name;
}

/* Of a.b: what the function, or the class if it is self.b, reads of that. */
static void see_members_of_path(struct builder *b, node_id object,
                                struct members *seen)
{
	const struct tree *t = b->tree;
	struct str path = tree_text(t, object);
	node_id root = object, around;

	while (tree_kind(t, root) == KIND_ATTRIBUTE)
		root = tree_child(t, root, FIELD_OBJECT);
	if (root == object || tree_kind(t, root) != KIND_IDENTIFIER)
		return;
	around = is_self(b, root)
	             ? b->facts->classes
	                   .list[classes_of_self(&b->facts->classes, root)]
	                   .node
	             : b->facts->scopes
	                   .scopes[scopes_body(&b->facts->scopes, object)]
	                   .node;
	b->looked_at += tree_end(t, around) - around;
	if (bounds_exceeded(t, REACHED_LAYOUT_WORK, b->looked_at, 0))
		return;
	for (node_id n = around;
	     n < tree_end(t, around) && seen->count < MOST_MEMBERS; n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    str_equal(tree_text(t, n), path))
			see_member(b, n, seen);
}

static void see_members(struct builder *b, node_id object, struct members *seen)
{
	const struct scopes *scopes = &b->facts->scopes;
	symbol_id variable = scopes_variable(scopes, object);

	if (variable == NO_SYMBOL) {
		see_members_of_path(b, object, seen);
		return;
	}
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL && seen->count < MOST_MEMBERS;
	     o = scopes_next(scopes, o)) {
		b->doubts++;
		see_member(b, o->node, seen);
	}
}

/* Block every class that an object of unknown type may be an instance of: all
 * its members are the class's; of one with no known member, those that this
 * file makes. */
static void block_unknown(struct builder *b, node_id object)
{
	struct members seen = {.count = 0};

	b->doubts += b->facts->classes.count;
	if (bounds_exceeded(b->tree, REACHED_LAYOUT_DOUBTS, b->doubts, 0)) {
		block_all(b);
		return;
	}
	see_members(b, object, &seen);
	for (class_id c = 0; c < b->facts->classes.count; c++) {
		struct layout *layout = &b->layouts[c];
		bool may_be = seen.count > 0 || layout->flags & LAYOUT_IS_MADE;

		for (uint32_t i = 0; may_be && i < seen.count; i++)
			may_be = layout_has_member(b->facts, c, seen.names[i]);
		if (may_be)
			layout->flags |= TOUCHED;
	}
}

/* The code does something to `object` that slots could break. */
static void block_class_of(struct builder *b, node_id object)
{
	const struct type *type = types_of(b->facts->types, object);

	if (type->kind == TYPE_UNKNOWN)
		block_unknown(b, object);
	else if (type->kind == TYPE_INSTANCE && type->class != NO_CLASS)
		b->layouts[type->class].flags |= TOUCHED;
}

/* Of self as well. */
static void block_object(struct builder *b, node_id n)
{
	if (is_self(b, n))
		b->layouts[classes_of_self(&b->facts->classes,
		                           tree_value(b->tree, n))]
		    .flags |= TOUCHED;
	else
		block_class_of(b, n);
}

/* other.name = value, in code that may hold an instance. */
static void see_write(struct builder *b, node_id object, name_id name)
{
	const struct type *type = types_of(b->facts->types, object);
	struct layout *layout;

	if (type->class == NO_CLASS ||
	    (type->kind != TYPE_INSTANCE && type->kind != TYPE_CLASS)) {
		if (type->kind == TYPE_UNKNOWN && !b->declared[name] &&
		    !layout_is_bound_otherwise(b->facts, object))
			block_unknown(b, object);
		return;
	}
	layout = &b->layouts[type->class];
	if (layout_is_settable(b->facts, b->layouts, type->class, name) ==
	    (type->kind == TYPE_CLASS))
		layout->flags |= TOUCHED;
}

static void see_attribute(struct builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));

	if (is_self(b, object)) {
		if (name == NAME_CLASS_CELL && classes_is_set(t, n))
			block_all(b);
		return;
	}
	if (layout_default_read(b->facts, n) != NO_CLASS)
		b->layouts[layout_default_read(b->facts, n)].flags |= TOUCHED;
	if (name == NAME_DICT ||
	    (name == NAME_CLASS_CELL && classes_is_set(t, n)))
		block_class_of(b, object);
	else if (classes_is_set(t, n))
		see_write(b, object, name);
}

static void see_making(struct builder *b, node_id call)
{
	const struct type *type = types_of(
	    b->facts->types, tree_child(b->tree, call, FIELD_FUNCTION));
	struct layout *layout;
	enum made made;
	scope_id scope;

	if (type->kind != TYPE_CLASS || type->class == NO_CLASS)
		return;
	layout = &b->layouts[type->class];
	layout->flags |= LAYOUT_IS_MADE;
	if (layout->made == MADE_PER_ROW)
		return;
	made = made_by(b->facts, call);
	scope = scopes_body(&b->facts->scopes, call);
	if (made >= MADE_ONCE && scope != b->makers[type->class].last) {
		b->makers[type->class].last = scope;
		if (++b->makers[type->class].count == MANY_MAKERS &&
		    made == MADE_ONCE)
			made = MADE_MANY;
	}
	if (made >= MADE_ONCE && !(layout->flags & LAYOUT_IS_HELD) &&
	    !made_to_ask(b->facts, call))
		layout->flags |= LAYOUT_IS_HELD;
	if (made > layout->made) {
		layout->made = made;
		layout->made_at = call;
	}
}

/* What is a subclass's instance is one of the base's: both keep the dict. */
static void pass_on_making(struct builder *b, class_id class)
{
	const struct class_info *info = &b->facts->classes.list[class];

	for (uint32_t i = 0; i < info->base_count; i++) {
		class_id base = info->bases[i].class;

		if (base == NO_CLASS || base >= class)
			continue;
		b->layouts[base].flags |=
		    b->layouts[class].flags & LAYOUT_IS_HELD;
		if (b->layouts[base].made < b->layouts[class].made) {
			b->layouts[base].made = b->layouts[class].made;
			b->layouts[base].made_at = b->layouts[class].made_at;
		}
	}
}

/* type("name", (base,), {}): its instances have a dict, and slots of two bases
 * do not go together; a variable may stand for any class. */
static void block_bases_of_type(struct builder *b, node_id call)
{
	const struct tree *t = b->tree;
	node_id bases =
	    tree_child_at(t, tree_child(t, call, FIELD_ARGUMENTS), 1);

	for (node_id n = bases; bases != NO_NODE && n < tree_end(t, bases);
	     n++) {
		class_id class;

		if (tree_kind(t, n) != KIND_IDENTIFIER)
			continue;
		class = classes_named(&b->facts->classes, n);
		if (class != NO_CLASS)
			b->layouts[class].flags |= TOUCHED;
		else if (layout_is_of_variable(b->facts, n))
			block_all(b);
	}
}

static void see_call(struct builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, n, FIELD_FUNCTION);
	node_id first = tree_child_at(t, tree_child(t, n, FIELD_ARGUMENTS), 0);
	struct str origin;

	if (first == NO_NODE)
		return;
	origin = imports_origin(&b->facts->imports, callee);
	/* pickles of a __dict__ cannot be loaded into slots */
	if (str_is(origin, "pickle.dump") || str_is(origin, "pickle.dumps"))
		block_object(b, first);
	if (is_self(b, first))
		return;
	if (str_is(origin, "builtins.type"))
		block_bases_of_type(b, n);
	if (str_is(origin, "builtins.vars") ||
	    str_is(origin, "builtins.setattr") ||
	    str_is(origin, "object.__setattr__"))
		block_class_of(b, first);
}

static void see_file(struct builder *b)
{
	const struct tree *t = b->tree;
	struct tree_each each =
	    TREE_EACH(t, KIND_ATTRIBUTE, KIND_CALL, KIND_SUBSCRIPT);
	node_id n;

	for (n = tree_first_of(t, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(t, n))
		see_making(b, n);
	while (tree_each(t, &each, &n)) {
		node_id held;

		if (tree_kind(t, n) == KIND_ATTRIBUTE)
			see_attribute(b, n);
		else if (tree_kind(t, n) == KIND_CALL)
			see_call(b, n);
		held = weakly_held(b->facts, n);
		if (held != NO_NODE)
			block_object(b, held);
	}
}

const struct layout *layouts_find(struct arena *arena,
                                  const struct facts *facts)
{
	const struct classes *classes = &facts->classes;
	struct builder b = {
	    .arena = arena, .facts = facts, .tree = facts->tree};

	b.layouts = ARENA_ARRAY(arena, classes->count + 1, struct layout);
	b.makers = ARENA_ARRAY(arena, classes->count + 1, struct makers);
	b.declared = ARENA_ARRAY(arena, names_count(facts->tree->names), bool);
	for (class_id c = 0; c < classes->count; c++)
		find_attributes(&b, c);
	for (class_id c = 0; c < classes->count; c++) {
		find_bases(&b, c);
		if (classes->list[c].flags & blocking_flags ||
		    (classes->list[c].flags & CLASS_IS_DATACLASS &&
		     layout_blocks_dataclass(facts, &classes->list[c])) ||
		    layout_collides(facts, c, &b.layouts[c]))
			b.layouts[c].flags |= LAYOUT_IS_BLOCKED;
	}
	for (class_id c = classes->count; c-- > 0;)
		block_bases(&b, c);
	if (classes->count > 0)
		see_file(&b);
	if (classes->count > 0 && weakly_has_container(facts))
		block_all(&b);
	for (class_id c = classes->count; c-- > 0;)
		pass_on_making(&b, c);
	return b.layouts;
}
