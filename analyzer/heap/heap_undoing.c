/* Which of the methods that let go of what an attribute holds cuts a ring
 * later.
 */
#include "heap_model.h"

static bool is_related(const struct heap_builder *b, class_id one,
                       class_id other)
{
	const struct classes *c = &b->facts->classes;

	return one != NO_CLASS && other != NO_CLASS &&
	       (classes_derives(c, one, other) ||
	        classes_derives(c, other, one));
}

/* Does a constructor call it, and not where it fails? Then it lets go of
 * nothing yet. */
static bool is_part_of_constructor(struct heap_builder *b, node_id method)
{
	const struct calls *calls = repeats_calls(&b->facts->repeats);
	const struct scopes *scopes = &b->facts->scopes;
	scope_id scope = scopes_opened_by(scopes, method);
	node_id name = tree_child(b->tree, method, FIELD_NAME);

	if (scope == NO_SCOPE || tree_name(b->tree, name) == NAME_INIT)
		return true;
	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1] &&
	     !bounds_exceeded(b->tree, REACHED_USES,
	                      i + 1 - calls->first_site[scope], method);
	     i++) {
		scope_id within = scopes_body(scopes, calls->sites[i]);
		node_id caller = scopes->scopes[within].node;

		if (tree_kind(b->tree, caller) == KIND_FUNCTION_DEFINITION &&
		    tree_name(b->tree, tree_child(b->tree, caller,
		                                  FIELD_NAME)) == NAME_INIT &&
		    tree_ancestor(b->tree, calls->sites[i],
		                  KIND_EXCEPT_CLAUSE) == NO_NODE)
			return true;
	}
	return false;
}

enum { FITTEST = 3 };

/* How likely is it to be called when the object is done with, by its name? */
static int fitness(const struct tree *t, node_id method)
{
	static const char *const words[] = {
	    "close",      "aclose",   "stop",      "shutdown",   "cancel",
	    "disconnect", "detach",   "destroy",   "dispose",    "clear",
	    "reset",      "unlink",   "remove",    "delete",     "finish",
	    "teardown",   "tearDown", "release",   "unregister", "__exit__",
	    "__aexit__",  "abort",    "terminate", "restore",    "uninstall",
	    "deregister", "free",     "extract",   "decompose",  "unset"};
	struct str name = tree_text(t, tree_child(t, method, FIELD_NAME));

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(name, words[i]))
			return FITTEST;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ends(name, words[i]))
			return 2;
	return name.at[0] == '_' ? 0 : 1;
}

/* Does the method put back what was there before? */
static bool is_restoring(const struct tree *t, node_id method)
{
	static const char *const words[] = {"__exit__", "__aexit__",
	                                    "restore",  "uninstall",
	                                    "teardown", "tearDown"};
	struct str name = tree_text(t, tree_child(t, method, FIELD_NAME));
	uint32_t privately = name.at[0] == '_' ? 1 : 0;
	struct str plain = {name.at + privately, name.length - privately};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(name, words[i]) || str_starts(plain, words[i]))
			return true;
	return false;
}

/* Does `self` hold what it has made for itself? A method of its class that lets
 * go of another's does not mean this one. */
static bool is_own_part(const struct heap_builder *b,
                        const struct heap_function *f, const struct edge *e)
{
	const struct object *from = &f->objects.at[e->from];

	return from->kind == OBJECT_PARAMETER && from->index == 0 &&
	       classes_of_method(&b->facts->classes, f->node) != NO_CLASS &&
	       f->objects.at[e->to].kind == OBJECT_INSTANCE;
}

/* Does the release let go of what the ring's edge k leads to, or may it: by
 * its own `self`, or in a class of the ring by another's name? */
static bool releases(struct heap_builder *b, const struct heap_function *f,
                     const struct ring *ring, uint32_t k,
                     const struct release *release)
{
	const struct classes *c = &b->facts->classes;
	class_id owner = heap_class_around(b, release->method);
	const struct edge *e = ring->edges[k];
	const struct edge *next = ring->edges[(k + 1) % ring->count];
	class_id holder = f->objects.at[e->from].class;

	if (release->method == f->node ||
	    ((release->kind == RELEASE_ITEM || release->kind == RELEASE_ONE) &&
	     next->field != FIELD_ITEM))
		return false;
	/* something else is stored: what was there before, or a neighbour,
	 * where the object was its own; or no method of its own any more */
	if (release->kind >= RELEASE_OTHER && ring->count > 1 &&
	    !is_restoring(b->tree, release->method) &&
	    !(release->kind == RELEASE_APART && ring->count == 2 &&
	      f->objects.at[e->to].kind == OBJECT_CALLABLE))
		return false;
	if (holder != NO_CLASS &&
	    classes_of_self(c, release->holder) != NO_CLASS)
		return is_related(b, owner, holder);
	if (is_own_part(b, f, e) && is_related(b, owner, holder) &&
	    tree_kind(b->tree, release->holder) == KIND_IDENTIFIER)
		return false;
	if (f->node != 0 && owner == classes_of_method(c, f->node))
		return true;
	for (uint32_t i = 0; i < ring->count; i++)
		if (is_related(b, owner,
		               f->objects.at[ring->edges[i]->from].class))
			return true;
	return false;
}

/* Does it let go of more than the one thing that its caller names, in the
 * course of things: not because that is what the method is called for? */
static bool is_drain(const struct tree *t, const struct release *r)
{
	return r->kind != RELEASE_ONE && r->kind < RELEASE_OTHER &&
	       fitness(t, r->method) < FITTEST;
}

/* Does the method put the object in an attribute, of which it sets one first:
 * `x.name = []; self.x = x`? That is no end of it. */
static bool is_set_up(const struct heap_builder *b, const struct release *r)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	symbol_id variable = tree_kind(t, r->holder) == KIND_IDENTIFIER
	                         ? scopes_variable(scopes, r->holder)
	                         : NO_SYMBOL;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL ||
	    scopes->symbols[variable].flags & SYMBOL_PARAMETER)
		return false;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(scopes, o)) {
		node_id p = tree_parent(t, o->node);

		if (o->node > r->holder && tree_kind(t, p) == KIND_ASSIGNMENT &&
		    tree_child(t, p, FIELD_RIGHT) == o->node &&
		    tree_kind(t, tree_child(t, p, FIELD_LEFT)) ==
		        KIND_ATTRIBUTE)
			return true;
	}
	return false;
}

/* Look at the releases of this name that cut the ring's edge k: for the fittest
 * method, and one that does not let go of one item only. */
static void find_release(struct heap_builder *b, const struct heap_function *f,
                         const struct ring *ring, uint32_t k, name_id name,
                         struct undoing *found)
{
	uint32_t i = b->first_release[name];

	for (uint32_t seen = 1;
	     i != 0 && !bounds_exceeded(b->tree, REACHED_RESETS, seen, f->node);
	     i = b->releases.at[i - 1].next, seen++) {
		const struct release *r = &b->releases.at[i - 1];
		bool is_fitter = found->method == NO_NODE ||
		                 fitness(b->tree, r->method) >=
		                     fitness(b->tree, found->method);

		if ((!is_fitter &&
		     (found->is_drained || r->kind == RELEASE_ONE)) ||
		    !releases(b, f, ring, k, r) || is_set_up(b, r) ||
		    is_part_of_constructor(b, r->method))
			continue;
		if (is_fitter)
			found->method = r->method;
		found->is_drained |= is_drain(b->tree, r);
	}
}

/* Runs the method at `del x.name`: is it decorated by @name.deleter? */
static bool is_deleter(const struct tree *t, node_id method)
{
	node_id outer = tree_parent(t, method);

	if (tree_kind(t, outer) != KIND_DECORATED_DEFINITION)
		return false;
	for (node_id d = tree_first(t, outer); d != NO_NODE && d != method;
	     d = tree_sibling(t, d))
		if (str_ends(tree_text(t, d), ".deleter"))
			return true;
	return false;
}

struct undoing heap_undoing(struct heap_builder *b,
                            const struct heap_function *f,
                            const struct ring *ring)
{
	struct undoing found = {.method = NO_NODE};

	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];

		if (e->flags & EDGE_IS_HIDDEN || e->field == FIELD_ITEM)
			continue;
		find_release(b, f, ring, k, e->field, &found);
		if (f->objects.at[e->from].class != NO_CLASS)
			find_release(b, f, ring, k, NAME_DICT, &found);
	}
	if (found.method != NO_NODE)
		found.name = arena_format(
		    b->arena, "%s%.*s",
		    is_deleter(b->tree, found.method) ? "del " : "",
		    STR_ARG(tree_text(b->tree, tree_child(b->tree, found.method,
		                                          FIELD_NAME))));
	return found;
}
