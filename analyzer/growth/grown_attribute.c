/* Attributes of classes and of their objects that a file only adds to. */
#include "ask.h"
#include "grown_key.h"

/* More classes with an attribute of one name, and it is not looked at. */
enum { MOST_NAMESAKES = 8 };

struct candidate {
	class_id class;
	const struct attribute_set *set;
	struct grown_search search;
	bool is_out;
	uint32_t next; /* of the same name, 1 + index; 0 ends */
};

struct finder {
	const struct facts *f;
	bool is_of_objects; /* what __init__ makes, not the class body */
	ARRAY(struct candidate) list;
	uint32_t *first; /* by name: 1 + index */
};

/* Do instances have what the class body binds, and not a copy of it? */
static bool is_plain_class(const struct class_info *class)
{
	const uint32_t flags = CLASS_HAS_METACLASS | CLASS_UNKNOWN_DECORATOR |
	                       CLASS_IS_DATACLASS | CLASS_IS_LOCAL |
	                       CLASS_HAS_KEYWORDS | CLASS_HAS_SETATTR |
	                       CLASS_DYNAMIC;

	return (class->flags & flags) == 0;
}

static void add_candidate(struct finder *finder, struct arena *arena,
                          class_id class, const struct attribute_set *set)
{
	struct candidate candidate = {.class = class, .set = set};
	uint32_t count = 0;

	candidate.search.f = finder->f;
	candidate.search.is_of_object = finder->is_of_objects;
	if (!grown_starts(&candidate.search, set->value))
		return;
	candidate.next = finder->first[set->name];
	for (uint32_t at = candidate.next; at != 0;
	     at = finder->list.at[at - 1].next)
		if (++count == MOST_NAMESAKES)
			return;
	finder->first[set->name] = finder->list.count + 1;
	ARRAY_PUSH(arena, &finder->list, candidate);
}

/* Is the attribute made there: by the class body, or by __init__? */
static bool is_made_by(const struct finder *finder,
                       const struct attribute_set *set)
{
	const struct tree *t = finder->f->tree;

	if (set->is_declared || set->is_augmented)
		return false;
	if (!finder->is_of_objects)
		return set->is_class_level && set->method == NO_NODE;
	return !set->is_class_level &&
	       tree_name(t, tree_child(t, set->method, FIELD_NAME)) ==
	           NAME_INIT;
}

static void find_candidates(struct finder *finder, struct arena *arena)
{
	const struct classes *classes = &finder->f->classes;

	for (class_id c = 0; c < classes->count; c++) {
		const struct class_info *class = &classes->list[c];

		if (!is_plain_class(class))
			continue;
		for (uint32_t i = 0; i < class->set_count; i++)
			if (is_made_by(finder, &class->sets[i]))
				add_candidate(finder, arena, c,
				              &class->sets[i]);
	}
}

static bool are_related(const struct classes *classes, class_id a, class_id b)
{
	return classes_derives(classes, a, b) || classes_derives(classes, b, a);
}

/* Those are out that a class sets anew, for itself or its instances. */
static void drop_what_is_set(struct finder *finder)
{
	const struct classes *classes = &finder->f->classes;

	for (class_id c = 0; c < classes->count; c++)
		for (uint32_t i = 0; i < classes->list[c].set_count; i++) {
			const struct attribute_set *set =
			    &classes->list[c].sets[i];

			for (uint32_t at = finder->first[set->name]; at != 0;
			     at = finder->list.at[at - 1].next) {
				struct candidate *candidate =
				    &finder->list.at[at - 1];

				if (set != candidate->set &&
				    !set->is_augmented &&
				    are_related(classes, c, candidate->class))
					candidate->is_out = true;
			}
		}
}

/* The class that x of x.items is, or is an instance of: self, cls, C,
 * type(self) and self.__class__. */
static class_id class_of(const struct facts *f, node_id object)
{
	const struct tree *t = f->tree;
	symbol_id variable;
	class_id class;

	object = tree_value(t, object);
	if (ask_calls(f, object, "builtins.type"))
		object = ask_argument(f, object, 0);
	else if (tree_kind(t, object) == KIND_ATTRIBUTE &&
	         tree_name(t, tree_child(t, object, FIELD_ATTRIBUTE)) ==
	             NAME_CLASS_CELL)
		object = tree_child(t, object, FIELD_OBJECT);
	if (tree_kind(t, object) != KIND_IDENTIFIER)
		return NO_CLASS;
	class = classes_of_self(&f->classes, object);
	if (class != NO_CLASS)
		return class;
	variable = scopes_variable(&f->scopes, object);
	if (variable != NO_SYMBOL && f->classes.of_cls[variable] != 0)
		return f->classes.of_cls[variable] - 1;
	return classes_named(&f->classes, object);
}

/* x.items */
static void see_attribute(struct finder *finder, node_id n)
{
	const struct facts *f = finder->f;
	name_id name =
	    tree_name(f->tree, tree_child(f->tree, n, FIELD_ATTRIBUTE));
	class_id class;

	if (name == NAME_NONE || finder->first[name] == 0)
		return;
	class = class_of(f, tree_child(f->tree, n, FIELD_OBJECT));
	for (uint32_t at = finder->first[name]; at != 0;
	     at = finder->list.at[at - 1].next) {
		struct candidate *candidate = &finder->list.at[at - 1];
		struct grown_search other = candidate->search;
		bool is_its =
		    class != NO_CLASS &&
		    classes_derives(&f->classes, class, candidate->class);

		if (candidate->is_out || candidate->set->target == n ||
		    (class != NO_CLASS &&
		     !are_related(&f->classes, class, candidate->class)))
			continue;
		if (!grown_see(is_its ? &candidate->search : &other, n))
			candidate->is_out = true;
		candidate->search.is_lent |= other.is_lent;
	}
}

static void find(struct finder *finder, struct grown_attributes *found,
                 struct arena *arena)
{
	const struct facts *f = finder->f;

	finder->first =
	    ARENA_ARRAY(arena, names_count(f->tree->names), uint32_t);
	find_candidates(finder, arena);
	if (finder->list.count == 0)
		return;
	drop_what_is_set(finder);
	for (node_id n = tree_first_of(f->tree, KIND_ATTRIBUTE); n != NO_NODE;
	     n = tree_next_of(f->tree, n))
		see_attribute(finder, n);
	for (uint32_t i = 0; i < finder->list.count; i++) {
		struct candidate *candidate = &finder->list.at[i];
		struct grown_attribute grown = {.class = candidate->class,
		                                .set = candidate->set};

		if (candidate->is_out || !grown_is_found(&candidate->search))
			continue;
		grown.grown = candidate->search.grown;
		ARRAY_PUSH(arena, &found->list, grown);
	}
}

void grown_find_attributes(struct grown_attributes *found, struct arena *arena,
                           const struct facts *f)
{
	struct finder finder = {.f = f};

	find(&finder, found, arena);
}

void grown_find_own_attributes(struct grown_attributes *found,
                               struct arena *arena, const struct facts *f)
{
	struct finder finder = {.f = f, .is_of_objects = true};

	find(&finder, found, arena);
}
