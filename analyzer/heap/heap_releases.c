/* The methods that let go of what an attribute holds: which one cuts a ring
 * later. */
#include "container.h"
#include "heap_model.h"

#include <string.h>

/* ----------------------------------------------------------------- collecting
 */

/* Is x of x.name an object that the function makes itself? What it does to that
 * says nothing of others. */
static bool is_own_object(const struct heap_builder *b, node_id holder)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	symbol_id variable;

	while (tree_kind(t, holder) == KIND_ATTRIBUTE)
		holder = tree_child(t, holder, FIELD_OBJECT);
	variable =
	    holder == NO_NODE ? NO_SYMBOL : scopes_variable(scopes, holder);
	only = scopes_only_binding(scopes, variable);
	return only != NULL && only->binding == BINDING_ASSIGNMENT &&
	       tree_kind(
	           t, tree_value(t, tree_child(t, only->cause, FIELD_RIGHT))) ==
	           KIND_CALL;
}

/* The class whose method the function is, or is nested in. */
static class_id class_around(const struct heap_builder *b, node_id function)
{
	const struct tree *t = b->tree;
	class_id class = classes_of_method(&b->facts->classes, function);

	while (class == NO_CLASS && function != NO_NODE) {
		function = tree_ancestor(t, function, KIND_FUNCTION_DEFINITION);
		if (function != NO_NODE)
			class = classes_of_method(&b->facts->classes, function);
	}
	return class;
}

/* Is it a test, or what prepares one? Its objects are not those of others. */
static bool is_of_a_test(struct str method)
{
	return str_starts(method, "test") || str_starts(method, "setUp") ||
	       str_starts(method, "setup_") || str_is(method, "asyncSetUp");
}

static void add_release(struct heap_builder *b, node_id field,
                        enum release_kind kind)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id attribute = tree_child(t, field, FIELD_ATTRIBUTE);
	node_id method = scopes->scopes[scopes_body(scopes, field)].node;
	name_id name = tree_name(t, attribute);
	struct str called;

	if (tree_kind(t, method) != KIND_FUNCTION_DEFINITION ||
	    class_around(b, method) == NO_CLASS ||
	    is_own_object(b, tree_child(t, field, FIELD_OBJECT)))
		return;
	called = tree_text(t, tree_child(t, method, FIELD_NAME));
	if (str_starts(called, "__") && str_ends(called, "__") &&
	    !str_is(called, "__exit__") && !str_is(called, "__aexit__"))
		return;
	if (is_of_a_test(called))
		return;
	ARRAY_PUSH(
	    b->arena, &b->releases,
	    ((struct release){.method = method,
	                      .holder = tree_child(t, field, FIELD_OBJECT),
	                      .kind = name == NAME_DICT && kind != RELEASE_ONE
	                                  ? RELEASE_ALL
	                                  : kind,
	                      .next = b->first_release[name]}));
	b->first_release[name] = b->releases.count;
}

static bool is_nothing(const struct tree *t, node_id value)
{
	value = tree_value(t, value);
	switch (tree_kind(t, value)) {
	case KIND_NONE:
		return true;
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_DICTIONARY:
		return tree_first(t, value) == NO_NODE;
	default:
		return false;
	}
}

/* xs[:] = [] */
static bool is_emptied(const struct tree *t, node_id subscript)
{
	node_id statement = tree_parent(t, subscript);

	return tree_kind(t, statement) == KIND_ASSIGNMENT &&
	       tree_child(t, statement, FIELD_LEFT) == subscript &&
	       tree_kind(t, tree_child(t, subscript, FIELD_SUBSCRIPT)) ==
	           KIND_SLICE &&
	       tree_child(t, statement, FIELD_RIGHT) != NO_NODE &&
	       is_nothing(t, tree_child(t, statement, FIELD_RIGHT));
}

/* Does x of the attribute x.name occur in the value? */
static bool names_holder(const struct tree *t, node_id value, node_id attribute)
{
	name_id holder = tree_name(t, tree_child(t, attribute, FIELD_OBJECT));

	if (holder == NAME_NONE)
		return true;
	for (node_id n = value; n < tree_end(t, value); n++)
		if (tree_name(t, n) == holder)
			return true;
	return false;
}

/* Does its caller say which item the method lets go of, by the expression n? */
static enum release_kind kind_by_key(const struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	symbol_id variable;

	while (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_child(t, n, FIELD_OBJECT);
	variable = tree_kind(t, n) == KIND_IDENTIFIER
	               ? scopes_variable(scopes, n)
	               : NO_SYMBOL;
	only = scopes_only_binding(scopes, variable);
	return only != NULL && only->binding == BINDING_PARAMETER &&
	               tree_name(t, n) != NAME_SELF
	           ? RELEASE_ONE
	           : RELEASE_ITEM;
}

/* x.name = None, = [] or = {}; del x.name; del x.name[k], x.name[:] = [] */
static void note_target(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id parent = tree_parent(t, n), statement, value;

	if (tree_kind(t, parent) == KIND_SUBSCRIPT &&
	    tree_child(t, parent, FIELD_VALUE) == n) {
		if (is_emptied(t, parent))
			add_release(b, n, RELEASE_ITEM);
		else if (tree_kind(t, tree_parent(t, parent)) ==
		         KIND_DELETE_STATEMENT)
			add_release(
			    b, n,
			    kind_by_key(
			        b, tree_child(t, parent, FIELD_SUBSCRIPT)));
		return;
	}
	statement = classes_target_of(t, n);
	if (statement == NO_NODE)
		return;
	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT) {
		add_release(b, n, RELEASE_FIELD);
		return;
	}
	value = classes_assigned(t, statement, n);
	while (tree_kind(t, value) == KIND_ASSIGNMENT)
		value = tree_child(t, value, FIELD_RIGHT);
	if (value != NO_NODE)
		add_release(b, n,
		            is_nothing(t, value)        ? RELEASE_FIELD
		            : names_holder(t, value, n) ? RELEASE_OTHER
		                                        : RELEASE_APART);
}

/* The attribute of x.name.pop(), and of x.name[k].pop() of a dict of lists. */
static node_id emptied_attribute(const struct tree *t, node_id callee)
{
	node_id n = tree_kind(t, callee) == KIND_ATTRIBUTE
	                ? tree_child(t, callee, FIELD_OBJECT)
	                : NO_NODE;

	return tree_kind(t, n) == KIND_SUBSCRIPT ? tree_child(t, n, FIELD_VALUE)
	                                         : n;
}

/* Does what is done at `name`, a variable, let go of items of what it holds:
 * `del name[k]`, `name.pop()`? */
static bool is_emptying(const struct heap_builder *b, node_id name,
                        enum release_kind *kind)
{
	const struct tree *t = b->tree;
	node_id user = tree_parent(t, name), outer = tree_parent(t, user), key;

	if (tree_first(t, user) != name)
		return false;
	if (tree_kind(t, user) == KIND_SUBSCRIPT &&
	    tree_kind(t, outer) == KIND_DELETE_STATEMENT) {
		*kind = kind_by_key(b, tree_child(t, user, FIELD_SUBSCRIPT));
		return true;
	}
	if (tree_kind(t, user) != KIND_ATTRIBUTE ||
	    tree_kind(t, outer) != KIND_CALL ||
	    tree_child(t, outer, FIELD_FUNCTION) != user)
		return false;
	key = heap_positional(t, outer, 0);
	*kind = kind_by_key(b, key);
	return !is_own_object(b, key) &&
	       container_is_remover(
	           tree_text(t, tree_child(t, user, FIELD_ATTRIBUTE)));
}

/* Is the variable never emptied? Asked once for each: one that is assigned
 * thousands of attributes is looked through once for all. */
static bool is_never_emptied(struct heap_builder *b, symbol_id variable)
{
	enum { UNKNOWN, NEVER, SOMEWHERE };
	const struct scopes *scopes = &b->facts->scopes;
	enum release_kind kind;

	if (b->emptied == NULL)
		b->emptied =
		    ARENA_ARRAY(b->arena, scopes->symbol_count, uint8_t);
	if (b->emptied[variable] == UNKNOWN) {
		b->emptied[variable] = NEVER;
		for (const struct occurrence *o =
		         scopes_first(scopes, variable);
		     o != NULL; o = scopes_next(scopes, o))
			if (o->access == ACCESS_READ &&
			    is_emptying(b, o->node, &kind)) {
				b->emptied[variable] = SOMEWHERE;
				break;
			}
	}
	return b->emptied[variable] == NEVER;
}

/* items = x.name; del items[k] */
static void note_alias(struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	node_id statement = tree_parent(b->tree, n), left;
	symbol_id variable;
	enum release_kind kind;
	uint32_t seen = 0;

	if (tree_kind(b->tree, statement) != KIND_ASSIGNMENT ||
	    tree_child(b->tree, statement, FIELD_RIGHT) != n)
		return;
	left = tree_child(b->tree, statement, FIELD_LEFT);
	variable = tree_kind(b->tree, left) == KIND_IDENTIFIER
	               ? scopes_variable(scopes, left)
	               : NO_SYMBOL;
	if (variable == NO_SYMBOL || is_never_emptied(b, variable))
		return;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(b->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(scopes, o))
		if (o->access == ACCESS_READ && o->node > left &&
		    is_emptying(b, o->node, &kind))
			add_release(b, n, kind);
}

/* x.name.pop() and the like */
static void note_call(struct heap_builder *b, node_id call)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id field = emptied_attribute(t, callee);
	struct str name;

	/* xs.remove(x) of its own x says nothing of others */
	if (tree_kind(t, field) != KIND_ATTRIBUTE ||
	    is_own_object(b, heap_positional(t, call, 0)))
		return;
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (container_is_remover(name))
		add_release(b, field,
		            kind_by_key(b, heap_positional(t, call, 0)));
}

void heap_note_release(struct heap_builder *b, node_id n)
{
	if (tree_kind(b->tree, n) == KIND_CALL)
		note_call(b, n);
	if (tree_kind(b->tree, n) == KIND_ATTRIBUTE) {
		note_target(b, n);
		note_alias(b, n);
	}
}

/* -------------------------------------------------------------------- finding
 */

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
	     i < calls->first_site[scope + 1]; i++) {
		scope_id within = scopes_body(scopes, calls->sites[i]);
		node_id caller = scopes->scopes[within].node;

		if (tree_kind(b->tree, caller) == KIND_FUNCTION_DEFINITION &&
		    tree_ancestor(b->tree, calls->sites[i],
		                  KIND_EXCEPT_CLAUSE) == NO_NODE &&
		    tree_name(b->tree, tree_child(b->tree, caller,
		                                  FIELD_NAME)) == NAME_INIT)
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
	class_id owner = class_around(b, release->method);
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
		    !releases(b, f, ring, k, r) ||
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
