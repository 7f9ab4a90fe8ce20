/* Calls of builtins and of the standard library that make objects, or make one
 * refer to another. */
#include "heap_model.h"

/* A new object of this kind that keeps each argument of the call. */
static object_id keep_arguments(struct heap_builder *b, struct heap_function *f,
                                node_id call, enum object_kind kind)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	object_id made = NO_OBJECT;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_OBJECT;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		object_id value = object_of(b, f, heap_argument(t, a));

		if (value == NO_OBJECT)
			continue;
		if (made == NO_OBJECT)
			made = object_make(b, f, kind, call);
		edge_add(b, f,
		         (struct edge){.from = made,
		                       .to = value,
		                       .field = NAME_SELF,
		                       .node = a,
		                       .at = call,
		                       .flags = EDGE_IS_HIDDEN});
	}
	return made;
}

/* Is it `Pair` of `Pair = namedtuple("Pair", "first second")`? */
static bool is_named_tuple(struct heap_builder *b, node_id callee)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	node_id value;

	if (tree_kind(t, callee) != KIND_IDENTIFIER)
		return false;
	only = scopes_only_binding(scopes, scopes_variable(scopes, callee));
	if (only == NULL || only->binding != BINDING_ASSIGNMENT ||
	    tree_child(t, only->cause, FIELD_LEFT) != only->node)
		return false;
	value = tree_value(t, tree_child(t, only->cause, FIELD_RIGHT));
	return tree_kind(t, value) == KIND_CALL &&
	       imports_is(&b->facts->imports,
	                  tree_child(t, value, FIELD_FUNCTION),
	                  "collections.namedtuple");
}

/* Its items are the arguments, whatever their names are. */
static void call_named_tuple(struct heap_builder *b, struct heap_function *f,
                             node_id call)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	object_id made = object_make(b, f, OBJECT_CONTAINER, call);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a))
		edge_add(
		    b, f,
		    (struct edge){.from = made,
		                  .to = object_of(b, f, heap_argument(t, a)),
		                  .field = FIELD_ITEM,
		                  .node = a,
		                  .at = call});
}

/* Is it called after what it is: "method", "visit_fn"? */
static bool is_method_name(struct str name)
{
	static const char *const words[] = {"method",   "meth",     "fn",
	                                    "func",     "function", "handler",
	                                    "callback", "visitor"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str word = str_of(words[i]);

		if (str_ends(name, words[i]) &&
		    (name.length == word.length ||
		     name.at[name.length - word.length - 1] == '_'))
			return true;
	}
	return false;
}

/* callable(x), inspect.ismethod(x): is the call of them, with x? */
static bool asks_if_callable(const struct facts *f, node_id call, node_id x)
{
	static const char *const questions[] = {
	    "builtins.callable", "inspect.ismethod", "inspect.isroutine", NULL};

	return heap_positional(f->tree, call, 0) == x &&
	       imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     questions) >= 0;
}

/* Is the variable that the call's result is bound to called, or asked whether
 * it can be? */
static bool is_called(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	const struct tree *t = s->tree;
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		node_id parent = tree_parent(t, o->node);

		if (tree_kind(t, parent) == KIND_CALL &&
		    tree_child(t, parent, FIELD_FUNCTION) == o->node)
			return true;
		if (tree_kind(t, parent) == KIND_ARGUMENT_LIST &&
		    asks_if_callable(f, tree_parent(t, parent), o->node))
			return true;
	}
	return false;
}

/* Is the name that is asked for called "method_name" or the like? */
static bool asks_for_method(const struct tree *t, node_id call)
{
	node_id asked = heap_positional(t, call, 1);
	struct str name;

	if (tree_kind(t, asked) != KIND_IDENTIFIER)
		return false;
	name = tree_text(t, asked);
	if (!str_ends(name, "_name"))
		return false;
	name.length -= 5;
	return is_method_name(name);
}

/* A callable made by the call, which holds the object by no name. */
static void make_callable(struct heap_builder *b, struct heap_function *f,
                          node_id call, object_id held)
{
	object_id made = object_make(b, f, OBJECT_CALLABLE, call);

	edge_add(b, f,
	         (struct edge){.from = made,
	                       .to = held,
	                       .field = NAME_SELF,
	                       .node = call,
	                       .at = call,
	                       .flags = EDGE_IS_HIDDEN});
}

/* method = getattr(self, name): a method of self, as its name or use says. */
static void get_method(struct heap_builder *b, struct heap_function *f,
                       node_id call, object_id base)
{
	const struct tree *t = b->tree;
	node_id parent = tree_parent(t, tree_outermost(t, call));
	node_id left = tree_kind(t, parent) == KIND_ASSIGNMENT
	                   ? tree_child(t, parent, FIELD_LEFT)
	                   : NO_NODE;
	symbol_id variable = tree_kind(t, left) == KIND_IDENTIFIER
	                         ? scopes_variable(&b->facts->scopes, left)
	                         : NO_SYMBOL;

	if (f->objects.at[base].class == NO_CLASS ||
	    (!asks_for_method(t, call) &&
	     !heap_asks_by_prefix(b, f->objects.at[base].class,
	                          heap_positional(t, call, 1)) &&
	     (variable == NO_SYMBOL || (!is_method_name(tree_text(t, left)) &&
	                                !is_called(b->facts, variable)))))
		return;
	make_callable(b, f, call, base);
}

/* getattr(x, "name"); getattr(x, name, self.m), which gives the method where x
 * has no such attribute. */
static void call_getattr(struct heap_builder *b, struct heap_function *f,
                         node_id call)
{
	const struct tree *t = b->tree;
	object_id base = object_of(b, f, heap_positional(t, call, 0));
	name_id field = heap_named(t, call, 1);
	node_id other = heap_positional(t, call, 2);

	if (base != NO_OBJECT && field != NAME_NONE)
		b->object_at[call] = object_read(b, f, base, field, call);
	else if (base != NO_OBJECT &&
	         !heap_is_plain_string(t, heap_positional(t, call, 1)))
		get_method(b, f, call, base);
	if (b->object_at[call] == NO_OBJECT && other != NO_NODE &&
	    heap_is_method(b, other))
		b->object_at[call] = object_of(b, f, other);
}

/* function.__get__(x): bound to x. */
static bool call_get(struct heap_builder *b, struct heap_function *f,
                     node_id call, node_id callee)
{
	const struct tree *t = b->tree;
	object_id base;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE ||
	    !str_is(tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	            "__get__"))
		return false;
	base = object_of(b, f, heap_positional(t, call, 0));
	if (base == NO_OBJECT || f->node == 0 ||
	    str_is(tree_text(t, tree_child(t, f->node, FIELD_NAME)), "__get__"))
		return true;
	make_callable(b, f, call, base);
	return true;
}

/* bisect.insort(xs, x), heapq.heappush(xs, x) */
static void call_insort(struct heap_builder *b, struct heap_function *f,
                        node_id call)
{
	node_id list = heap_positional(b->tree, call, 0);
	object_id holder = object_of(b, f, list);

	if (holder != NO_OBJECT && object_is_container(b, f, holder, list))
		edge_add(
		    b, f,
		    (struct edge){.from = holder,
		                  .to = object_of(
		                      b, f, heap_positional(b->tree, call, 1)),
		                  .field = FIELD_ITEM,
		                  .node = call,
		                  .at = call});
}

/* self.x = locals(): a dict that holds the arguments. What else is done with
 * locals() often takes `self` out of it again. */
static void call_locals(struct heap_builder *b, struct heap_function *f,
                        node_id call)
{
	object_id made;

	if (tree_kind(b->tree, tree_parent(b->tree, call)) != KIND_ASSIGNMENT)
		return;
	made = object_make(b, f, OBJECT_CONTAINER, call);
	for (object_id i = 0; i < f->objects.count; i++)
		if (f->objects.at[i].kind == OBJECT_PARAMETER)
			edge_add(b, f,
			         (struct edge){.from = made,
			                       .to = i,
			                       .field = FIELD_ITEM,
			                       .node = call,
			                       .at = call});
}

/* Does the callable refer to the object? */
static bool refers_to(const struct heap_function *f, object_id callable,
                      object_id o)
{
	for (uint32_t j = 0; j < f->edges.count; j++)
		if (f->edges.at[j].from == callable && f->edges.at[j].to == o)
			return true;
	return false;
}

/* weakref.ref(x, callback): weak but for the callback, which goes when x does;
 * only one that holds x itself stays. */
static void call_weakref(struct heap_builder *b, struct heap_function *f,
                         node_id call, node_id callee)
{
	object_id callback = object_of(b, f, heap_positional(b->tree, call, 1));
	object_id referent = object_of(b, f, heap_positional(b->tree, call, 0));

	if (callback == NO_OBJECT || referent == NO_OBJECT ||
	    !refers_to(f, callback, referent) ||
	    !imports_is(&b->facts->imports, callee, "weakref.ref"))
		return;
	make_callable(b, f, call, callback);
}

/* What the heap model knows of these functions and classes. */
enum known {
	KNOWN_NOT,
	KNOWN_KEEPER, /* gives an object that holds the call's arguments */
	KNOWN_SETATTR,
	KNOWN_GETATTR,
	KNOWN_LOCALS,
	KNOWN_VARS,
	KNOWN_INSORT,
	KNOWN_MAKER, /* of a container */
	KNOWN_MAKER_OF_DICT,
	KNOWN_DEFAULTDICT
};

/* Sorted by name. */
static const struct {
	struct str name;
	enum known known;
} all_known[] = {
#define IS(text, known)                                                        \
	{                                                                      \
		{text, sizeof(text) - 1}, known                                \
	}
    IS("bisect.insort", KNOWN_INSORT),
    IS("bisect.insort_left", KNOWN_INSORT),
    IS("bisect.insort_right", KNOWN_INSORT),
    IS("builtins.dict", KNOWN_MAKER_OF_DICT),
    IS("builtins.enumerate", KNOWN_KEEPER),
    IS("builtins.filter", KNOWN_KEEPER),
    IS("builtins.frozenset", KNOWN_MAKER),
    IS("builtins.getattr", KNOWN_GETATTR),
    IS("builtins.iter", KNOWN_KEEPER),
    IS("builtins.list", KNOWN_MAKER),
    IS("builtins.locals", KNOWN_LOCALS),
    IS("builtins.map", KNOWN_KEEPER),
    IS("builtins.reversed", KNOWN_KEEPER),
    IS("builtins.set", KNOWN_MAKER),
    IS("builtins.setattr", KNOWN_SETATTR),
    IS("builtins.sorted", KNOWN_MAKER),
    IS("builtins.tuple", KNOWN_MAKER),
    IS("builtins.vars", KNOWN_VARS),
    IS("builtins.zip", KNOWN_KEEPER),
    IS("collections.OrderedDict", KNOWN_MAKER_OF_DICT),
    IS("collections.defaultdict", KNOWN_DEFAULTDICT),
    IS("collections.deque", KNOWN_MAKER),
    IS("functools.cache", KNOWN_KEEPER),
    IS("functools.lru_cache", KNOWN_KEEPER),
    IS("functools.partial", KNOWN_KEEPER),
    IS("functools.partialmethod", KNOWN_KEEPER),
    IS("heapq.heappush", KNOWN_INSORT),
    IS("itertools.chain", KNOWN_KEEPER),
    IS("itertools.cycle", KNOWN_KEEPER),
    IS("itertools.islice", KNOWN_KEEPER),
    IS("itertools.starmap", KNOWN_KEEPER),
    IS("operator.methodcaller", KNOWN_KEEPER),
    IS("types.MethodType", KNOWN_KEEPER),
#undef IS
};

/* By the callee's origin. */
static enum known known_by(struct str origin)
{
	size_t low = 0, high = sizeof(all_known) / sizeof(*all_known);

	while (origin.length != 0 && low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(origin, all_known[middle].name);

		if (order == 0)
			return all_known[middle].known;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return KNOWN_NOT;
}

/* Of a callee that no import and no builtin gives: is it
 * functools.lru_cache(maxsize=8), the decorator with its options, or does it
 * hold a class that makes a container? */
static enum known known_otherwise(struct heap_builder *b, node_id callee)
{
	const struct imports *imports = &b->facts->imports;
	enum known known;

	if (tree_kind(b->tree, callee) == KIND_CALL &&
	    imports_is(imports, tree_child(b->tree, callee, FIELD_FUNCTION),
	               "functools.lru_cache"))
		return KNOWN_KEEPER;
	known =
	    known_by(imports_origin(imports, heap_held_class(b, NULL, callee)));
	return known >= KNOWN_MAKER ? known : KNOWN_NOT;
}

static enum known known_of(struct heap_builder *b, node_id callee)
{
	struct str origin = imports_origin(&b->facts->imports, callee);

	return origin.length != 0 ? known_by(origin)
	                          : known_otherwise(b, callee);
}

/* NodeList(): a class of another file that is called after what it is. */
static bool is_called_container(struct heap_builder *b, node_id callee)
{
	static const char *const ends[] = {"List", "Dict", "Set", "Deque"};
	struct str name = tree_text(
	    b->tree, tree_kind(b->tree, callee) == KIND_ATTRIBUTE
	                 ? tree_child(b->tree, callee, FIELD_ATTRIBUTE)
	                 : callee);

	if (types_of(b->facts->types, callee)->kind != TYPE_UNKNOWN ||
	    name.length == 0 || name.at[0] < 'A' || name.at[0] > 'Z' ||
	    str_starts(name, "Weak"))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

bool heap_makes_container(struct heap_builder *b, node_id callee)
{
	return known_of(b, callee) >= KNOWN_MAKER ||
	       is_called_container(b, callee);
}

static void call_maker(struct heap_builder *b, struct heap_function *f,
                       node_id call, enum known maker)
{
	bool is_dict = maker == KNOWN_MAKER_OF_DICT;

	/* a defaultdict keeps its factory; new, even if that is not known */
	if (maker == KNOWN_DEFAULTDICT &&
	    keep_arguments(b, f, call, OBJECT_CALLABLE) != NO_OBJECT)
		return;
	heap_copy_items(b, f, object_make(b, f, OBJECT_CONTAINER, call), call,
	                is_dict);
	if (is_dict)
		heap_keep_keywords(b, f, b->object_at[call], call, false);
}

static void call_vars(struct heap_builder *b, struct heap_function *f,
                      node_id call)
{
	object_id base = object_of(b, f, heap_positional(b->tree, call, 0));

	if (base != NO_OBJECT)
		b->object_at[call] = object_read(b, f, base, NAME_DICT, call);
}

bool heap_call_known(struct heap_builder *b, struct heap_function *f,
                     node_id call, node_id callee)
{
	enum known known = known_of(b, callee);

	if (known == KNOWN_KEEPER) {
		keep_arguments(b, f, call, OBJECT_CALLABLE);
		return true;
	}
	if (heap_makes_weak(b, callee)) {
		call_weakref(b, f, call, callee);
		return true;
	}
	if (call_get(b, f, call, callee) || heap_call_slot(b, f, call, callee))
		return true;
	switch (known) {
	case KNOWN_NOT:
		if (!is_named_tuple(b, callee))
			return heap_call_library(b, f, call, callee);
		call_named_tuple(b, f, call);
		break;
	case KNOWN_SETATTR:
		heap_call_setattr(
		    b, f, call,
		    object_of(b, f, heap_positional(b->tree, call, 0)), 1);
		break;
	case KNOWN_GETATTR:
		call_getattr(b, f, call);
		break;
	case KNOWN_LOCALS:
		call_locals(b, f, call);
		break;
	case KNOWN_VARS:
		call_vars(b, f, call);
		break;
	case KNOWN_INSORT:
		call_insort(b, f, call);
		break;
	default:
		call_maker(b, f, call, known);
		break;
	}
	return true;
}
