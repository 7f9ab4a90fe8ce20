#include "grown.h"

#include "ask.h"
#include "bound_method.h"
#include "bounds.h"
#include "grown_import.h"
#include "grown_key.h"
#include "lasting.h"
#include "serves.h"

bool grown_starts(struct grown_search *search, node_id seed)
{
	static const char *const calls[] = {"collections.defaultdict",
	                                    "collections.Counter",
	                                    "collections.OrderedDict", NULL};
	const struct facts *f = search->f;
	int which = -1;

	if (seed == NO_NODE)
		return false;
	seed = tree_value(f->tree, seed);
	if (tree_kind(f->tree, seed) == KIND_CALL)
		which = imports_which(&f->imports,
		                      tree_child(f->tree, seed, FIELD_FUNCTION),
		                      calls);
	search->is_defaultdict = which == 0;
	search->is_counter = which == 1;
	grown_begin_inner(search, seed);
	if (which >= 0)
		return true;
	switch (types_of(f->types, seed)->kind) {
	case TYPE_LIST:
	case TYPE_DEQUE:
		search->is_list = true;
		return tree_kind(f->tree, seed) != KIND_CALL ||
		       (ask_keyword(f, seed, "maxlen") == NO_NODE &&
		        ask_argument_count(f, seed) < 2);
	case TYPE_DICT:
	case TYPE_SET:
		return true;
	default:
		return false;
	}
}

/* What is put in by a use that adds: the key, if it is kept once. */
static node_id added_key(const struct grown_search *search, node_id place)
{
	const struct tree *t = search->f->tree;

	switch (tree_kind(t, place)) {
	case KIND_SUBSCRIPT:
		return tree_child(t, place, FIELD_SUBSCRIPT);
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
		if (tree_kind(t, tree_child(t, place, FIELD_LEFT)) ==
		    KIND_SUBSCRIPT)
			return tree_child(t, tree_child(t, place, FIELD_LEFT),
			                  FIELD_SUBSCRIPT);
		return tree_child(t, place, FIELD_RIGHT);
	case KIND_CALL:
		return ask_argument(search->f, place, 0);
	default:
		return NO_NODE;
	}
}

/* d[k] = [] of a defaultdict: what was gathered is given up. */
static bool is_reset(const struct tree *t, node_id place)
{
	node_id right = tree_child(t, place, FIELD_RIGHT);

	return right != NO_NODE && tree_end(t, right) == right + 1;
}

/* The class whose constructor the place is in, or NO_CLASS. */
static class_id constructed_at(const struct facts *f, node_id place)
{
	node_id function =
	    tree_ancestor(f->tree, place, KIND_FUNCTION_DEFINITION);
	name_id name =
	    tree_name(f->tree, tree_child(f->tree, function, FIELD_NAME));

	return name == NAME_INIT || name == NAME_NEW || name == NAME_POST_INIT
	           ? classes_of_method(&f->classes, function)
	           : NO_CLASS;
}

/* What is put in: x of C.all.append(x), ALL[key] = x */
static node_id added_value(const struct facts *f, node_id place)
{
	return tree_kind(f->tree, place) == KIND_CALL
	           ? ask_argument(f, place, 0)
	           : tree_child(f->tree, place, FIELD_RIGHT);
}

/* self in C.all.append(self), self.all.add(self) */
static bool is_self_added(const struct facts *f, node_id place)
{
	node_id value = added_value(f, place);

	return tree_kind(f->tree, value) == KIND_IDENTIFIER &&
	       classes_of_self(&f->classes, value) != NO_CLASS;
}

/* self.on_event, a method of its own, in LISTENERS.append(self.on_event) */
static bool is_method_added(const struct facts *f, node_id place)
{
	return bound_method_of_self(&f->classes, added_value(f, place));
}

/* How many are to be made of a class whose constructor adds: each that adds
 * itself stays; of others, some applications have one. */
static enum made least_made(const struct facts *f, node_id place)
{
	return is_self_added(f, place) || is_method_added(f, place)
	           ? MADE_PASSING
	           : MADE_MANY;
}

/* Is the place in a constructor of what is only made while modules are
 * imported, if at all? */
static bool is_made_at_import(const struct facts *f, node_id place)
{
	class_id class = constructed_at(f, place);
	struct layout_claim claim;

	return class != NO_CLASS && serves(f, place) == SERVES_NOT &&
	       !layout_claim_of(f, class, least_made(f, place), &claim);
}

/* Is the container named for what belongs to the program, so that there are few
 * of it? */
static bool is_named_for_few(struct str name)
{
	static const char *const words[] = {
	    "transports",   "drivers",       "plugins",    "backends",
	    "presets",      "extension",     "extensions", "registry",
	    "registries",   "commands",      "attributes", "classes",
	    "types",        "modules",       "methods",    "functions",
	    "options",      "settings",      "codecs",     "parsers",
	    "templates",    "formats",       "warned",     "deprecated",
	    "deprecations", "deduplication", NULL};

	return data_has_word_of(name, false, words);
}

/* Is it for those who look for faults or measure, so that it ends with that:
 * debug.py, def profile_x, bench_samples? */
static bool is_for_developers(const struct facts *f, node_id container)
{
	static const char *const words[] = {"debug",    "debugging", "debugger",
	                                    "bench",    "benchmark", "profile",
	                                    "profiler", "profiling", NULL};
	const struct tree *t = f->tree;
	node_id function =
	    tree_ancestor(t, container, KIND_FUNCTION_DEFINITION);

	return data_has_word_of(grown_file(f), false, words) ||
	       data_has_word_of(data_called(t, container), false, words) ||
	       data_has_word_of(
	           tree_text(t, tree_child(t, function, FIELD_NAME)), false,
	           words);
}

/* Is n in a method that runs when nothing holds its object any more? */
static bool is_in_del(const struct facts *f, node_id n)
{
	node_id function = grown_function(f->tree, n);

	return function != NO_NODE &&
	       classes_of_method(&f->classes, function) != NO_CLASS &&
	       str_is(tree_text(f->tree,
	                        tree_child(f->tree, function, FIELD_NAME)),
	              "__del__");
}

bool grown_is_found(struct grown_search *search)
{
	grown_end_inner(search);
	search->grown.left_to = search->left_to;
	return search->is_found &&
	       (search->left_to == 0 ||
	        grown_form(search->f, &search->grown) == GROWN_BY_SELF);
}

/* Of a function's own: is it added to as long as the function runs? */
static bool is_of_function(const struct grown_search *search,
                           const struct grown *grown)
{
	node_id why;

	return search->local == 0 ||
	       grown_by_function(search->f, grown, search->local, &why) !=
	           SERVES_NOT;
}

bool grown_see(struct grown_search *search, node_id n)
{
	const struct tree *t = search->f->tree;
	node_id place = NO_NODE, why;
	struct grown grown;
	bool is_read = false;

	if (!search->is_list)
		grown_see_inner(search, n);
	switch (lasting_use(search->f, n, &place)) {
	case LASTING_IS_READ:
		return true;
	case LASTING_IS_KEYED:
		is_read = tree_kind(t, place) == KIND_SUBSCRIPT;
		if (!search->is_defaultdict && (!search->is_counter || is_read))
			return true;
		break;
	case LASTING_IS_SET:
		if (search->is_list)
			return tree_kind(t,
			                 tree_child(t, place, FIELD_RIGHT)) !=
			       KIND_NONE;
		if (search->is_defaultdict && is_reset(t, place))
			return false;
		break;
	case LASTING_GROWS:
		break;
	case LASTING_IS_TESTED:
		return true;
	case LASTING_SHRINKS:
		if (!is_in_del(search->f, n))
			return false;
		search->left_to = grown_function(t, n);
		return true;
	default:
		return false;
	}
	grown = (struct grown){
	    place, search->is_list ? NO_NODE : added_key(search, place),
	    is_read, false, 0};
	if (search->is_found || !is_of_function(search, &grown) ||
	    is_named_for_few(data_called(t, n)) ||
	    is_for_developers(search->f, n) ||
	    grown_at_import(search->f, place) ||
	    grown_is_few(search->f, n, place, added_key(search, place),
	                 search->is_list) ||
	    is_made_at_import(search->f, place))
		return true;
	search->grown = grown;
	search->is_found =
	    !search->is_of_object ||
	    grown_by_one_object(search->f, &grown, &why) != SERVES_NOT;
	return true;
}

/* Is what the uses of the variable do to it, besides the assignment that makes
 * it, nothing but growing? */
static bool only_grows(struct grown_search *search, symbol_id variable,
                       node_id name)
{
	const struct scopes *s = &search->f->scopes;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->node == name || o->binding == BINDING_ANNOTATION)
			continue;
		if (!grown_see(search, o->node))
			return false;
	}
	return grown_is_found(search);
}

bool grown_global(const struct facts *f, node_id assignment,
                  struct grown *grown)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, assignment, FIELD_LEFT);
	struct grown_search search = {.f = f};
	symbol_id variable;

	if (tree_kind(t, name) != KIND_IDENTIFIER ||
	    scopes_body(&f->scopes, assignment) != 0)
		return false;
	variable = scopes_variable(&f->scopes, name);
	if (variable == NO_SYMBOL || f->scopes.symbols[variable].scope != 0 ||
	    !grown_starts(&search, tree_child(t, assignment, FIELD_RIGHT)) ||
	    bounds_exceeded(t, REACHED_BINDINGS,
	                    f->scopes.symbols[variable].bindings, name))
		return false;
	if (!only_grows(&search, variable, name))
		return false;
	*grown = search.grown;
	return true;
}

bool grown_local(const struct facts *f, node_id assignment, struct grown *grown)
{
	const struct scopes *s = &f->scopes;
	node_id name = tree_child(f->tree, assignment, FIELD_LEFT);
	struct grown_search search = {.f = f, .local = assignment};
	scope_id scope = scopes_body(s, assignment);
	symbol_id variable;

	if (tree_kind(f->tree, name) != KIND_IDENTIFIER || scope == NO_SCOPE ||
	    s->scopes[scope].kind != SCOPE_FUNCTION)
		return false;
	variable = scopes_variable(s, name);
	if (variable == NO_SYMBOL || s->symbols[variable].scope != scope ||
	    s->symbols[variable].flags & SYMBOL_PARAMETER ||
	    !grown_starts(&search,
	                  tree_child(f->tree, assignment, FIELD_RIGHT)) ||
	    bounds_exceeded(f->tree, REACHED_BINDINGS,
	                    s->symbols[variable].bindings, name) ||
	    !only_grows(&search, variable, name))
		return false;
	*grown = search.grown;
	return true;
}

/* Is there one entry for each object: ALL.append(self), ALL[id(self)] = self?
 * By another key, a second one may take the place of the first. */
static bool is_kept_each(const struct facts *f, const struct grown *grown)
{
	if (grown->key == NO_NODE)
		return true;
	for (node_id n = grown->key; n < tree_end(f->tree, grown->key); n++)
		if (tree_kind(f->tree, n) == KIND_IDENTIFIER &&
		    classes_of_self(&f->classes, n) != NO_CLASS)
			return true;
	return false;
}

/* Is it done as the object is made? */
static bool is_at_birth(const struct facts *f, node_id place)
{
	static const char *const births[] = {"__init__", "__new__",
	                                     "__post_init__",
	                                     "__attrs_post_init__", NULL};
	node_id function = grown_function(f->tree, place);

	return function != NO_NODE &&
	       str_is_one_of(tree_text(f->tree, tree_child(f->tree, function,
	                                                   FIELD_NAME)),
	                     births);
}

enum grown_form grown_form(const struct facts *f, const struct grown *grown)
{
	bool is_of_each = is_at_birth(f, grown->place);

	if (is_of_each && is_self_added(f, grown->place) &&
	    is_kept_each(f, grown))
		return GROWN_BY_SELF;
	if (is_of_each && is_method_added(f, grown->place))
		return GROWN_BY_METHOD;
	if (grown->key == NO_NODE)
		return GROWN_BY_CALL;
	return grown->is_read ? GROWN_BY_READ : GROWN_BY_KEY;
}

node_id grown_cause(const struct facts *f, const struct grown *grown)
{
	node_id function =
	    tree_ancestor(f->tree, grown->place, KIND_FUNCTION_DEFINITION);
	class_id class;

	switch (grown_form(f, grown)) {
	case GROWN_BY_SELF:
	case GROWN_BY_METHOD:
		for (; function != NO_NODE;
		     function = tree_ancestor(f->tree, function,
		                              KIND_FUNCTION_DEFINITION)) {
			class = classes_of_method(&f->classes, function);
			if (class != NO_CLASS)
				return tree_child(f->tree,
				                  f->classes.list[class].node,
				                  FIELD_NAME);
		}
		return grown->place;
	case GROWN_BY_CALL:
		return tree_child(f->tree, function, FIELD_NAME);
	default:
		return grown->key;
	}
}

struct estimate grown_estimate(const struct facts *f, node_id value)
{
	return cost_entry(f->target, types_of(f->types, value)->kind);
}

struct estimate grown_cost(const struct facts *f, const struct grown *grown,
                           node_id value)
{
	return grown->is_inner ? cost_entry(f->target, TYPE_LIST)
	                       : grown_estimate(f, value);
}

const char *grown_name(struct arena *arena, const struct grown *grown,
                       const char *name)
{
	return grown->is_inner ? arena_format(arena, "%s[...]", name) : name;
}

/* Is the place in a loop over what is there for good: a global, X.y? */
static bool is_over_lasting(const struct facts *f, node_id place)
{
	const struct tree *t = f->tree;
	node_id loop = repeats_loop(&f->repeats, place), root;
	symbol_id variable;

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT)
		return false;
	root = tree_value(t, tree_child(t, loop, FIELD_RIGHT));
	while (tree_kind(t, root) == KIND_ATTRIBUTE ||
	       tree_kind(t, root) == KIND_SUBSCRIPT)
		root = tree_first(t, root);
	variable = tree_kind(t, root) == KIND_IDENTIFIER
	               ? scopes_variable(&f->scopes, root)
	               : NO_SYMBOL;
	return variable != NO_SYMBOL && f->scopes.symbols[variable].scope == 0;
}

/* Is what a loop without an end adds surely new again and again? */
static bool is_new_in_loop(const struct facts *f, const struct grown *grown)
{
	return grown->key == NO_NODE || is_self_added(f, grown->place) ||
	       grown_is_of_data(f, grown->key);
}

enum serving grown_is_served(const struct facts *f, const struct grown *grown)
{
	enum serving by = serves(f, grown->place);

	return is_over_lasting(f, grown->place) ||
	               (by != SERVES_REQUESTS && !is_new_in_loop(f, grown))
	           ? SERVES_NOT
	           : by;
}

enum serving grown_by_one_object(const struct facts *f,
                                 const struct grown *grown, node_id *why)
{
	enum serving by = serves_one_object(f, grown->place, why);

	return by == SERVES_NOT || is_over_lasting(f, grown->place) ||
	               (by == SERVES_LOOP && !is_new_in_loop(f, grown))
	           ? SERVES_NOT
	           : by;
}

enum serving grown_by_function(const struct facts *f, const struct grown *grown,
                               node_id local, node_id *why)
{
	node_id own = grown_function(f->tree, local);

	*why = serves_endless_loop(f, grown->place);
	if (is_over_lasting(f, grown->place))
		return SERVES_NOT;
	if (grown_function(f->tree, grown->place) == own)
		return *why != NO_NODE &&
		               !tree_contains(f->tree, *why, local) &&
		               is_new_in_loop(f, grown)
		           ? SERVES_LOOP
		           : SERVES_NOT;
	*why = grown_function(f->tree, grown->place);
	return serves(f, grown->place) == SERVES_REQUESTS &&
	               serves(f, local) == SERVES_NOT
	           ? SERVES_REQUESTS
	           : SERVES_NOT;
}

const char *grown_bytes(struct arena *arena, const struct estimate *estimate)
{
	return estimate->bytes == 0
	           ? ""
	           : arena_format(
	                 arena, " (%u bytes and what it refers to; CPython %s)",
	                 estimate->bytes, estimate->target);
}

void grown_require(struct findings *findings, struct finding *finding,
                   const struct facts *f, const struct grown *grown,
                   const char *dotted, const char *owner)
{
	class_id class = constructed_at(f, grown->place);
	struct layout_claim claim;

	finding_require(findings, finding, QUESTION_IS_NOT_SHRUNK, dotted,
	                owner);
	if (class != NO_CLASS && serves(f, grown->place) == SERVES_NOT &&
	    layout_claim_of(f, class, least_made(f, grown->place), &claim))
		layout_require_made(findings, finding, f, class, claim);
}
