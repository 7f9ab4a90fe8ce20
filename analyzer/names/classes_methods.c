/* The methods of classes, by name: what kind each is, and what its decorators
 * do. */
#include "bounds.h"
#include "classes_attributes.h"
#include "decorator.h"

static const char *const static_decorators[] = {
    "builtins.staticmethod", "abc.abstractstaticmethod", NULL};
static const char *const class_decorators[] = {"builtins.classmethod",
                                               "abc.abstractclassmethod", NULL};
static const char *const property_decorators[] = {
    "builtins.property",
    "functools.cached_property",
    "abc.abstractproperty",
    "django.utils.functional.cached_property",
    "cached_property.cached_property",
    "enum.property",
    NULL};
/* What they return is called with the same first argument. */
static const char *const keeping_decorators[] = {
    "abc.abstractmethod", "typing.override",           "typing.final",
    "typing.overload",    "functools.wraps",           "functools.lru_cache",
    "functools.cache",    "contextlib.contextmanager", NULL};
/* Methods that take a class though nothing says so (data model, 3.3). */
static const char *const class_methods[] = {"__new__", "__init_subclass__",
                                            "__class_getitem__", NULL};
static const char *const pickling_methods[] = {
    "__getstate__",   "__setstate__",      "__reduce__", "__reduce_ex__",
    "__getnewargs__", "__getnewargs_ex__", NULL};
static const char *const attribute_methods[] = {
    "__setattr__", "__getattribute__", "__getattr__", "__delattr__", NULL};

/* An entry of classes->method_table; free where `method` is 0. */
struct method_slot {
	class_id class;
	name_id name;
	node_id method;
};

static int index_in(struct str text, const char *const *list)
{
	for (int i = 0; list[i] != NULL; i++)
		if (str_is(text, list[i]))
			return i;
	return -1;
}

enum decoration {
	DECORATION_NONE,
	DECORATION_KEEPS, /* the first parameter is what it is without */
	DECORATION_STATIC,
	DECORATION_CLASS,
	DECORATION_PROPERTY,
	DECORATION_CACHED_PROPERTY,
	DECORATION_SETTER, /* @x.setter, @x.deleter */
	DECORATION_UNKNOWN
};

static bool is_setter(const struct tree *t, node_id n)
{
	struct str name;

	if (tree_kind(t, n) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_end(t, n) - 1);
	return str_is(name, "setter") || str_is(name, "deleter");
}

/* Packages have their own, for Pythons before 3.8. */
static bool is_called_cached(const struct tree *t, node_id callee)
{
	static const char *const names[] = {
	    "cached_property",   "cachedproperty", "CachedProperty",
	    "lazy_property",     "lazyproperty",   "LazyProperty",
	    "memoized_property", "reify",          NULL};

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	return callee != NO_NODE && index_in(tree_text(t, callee), names) >= 0;
}

static enum decoration decoration_of(const struct classes *c, node_id value)
{
	const struct tree *t = c->tree;
	node_id callee = tree_kind(t, value) == KIND_CALL
	                     ? tree_child(t, value, FIELD_FUNCTION)
	                     : value;
	int property = imports_which(c->imports, callee, property_decorators);

	if (property >= 0)
		return imports_is(c->imports, callee, "builtins.property") ||
		               property == 2 || property == 5
		           ? DECORATION_PROPERTY
		           : DECORATION_CACHED_PROPERTY;
	if (is_setter(t, value))
		return DECORATION_SETTER;
	if (is_called_cached(t, callee))
		return DECORATION_CACHED_PROPERTY;
	if (imports_which(c->imports, callee, static_decorators) >= 0)
		return DECORATION_STATIC;
	if (imports_which(c->imports, callee, class_decorators) >= 0)
		return DECORATION_CLASS;
	if (imports_which(c->imports, callee, keeping_decorators) >= 0 ||
	    decorator_keeps(c->scopes, c->imports, value))
		return DECORATION_KEEPS;
	return DECORATION_UNKNOWN;
}

/* The decoration that says most of a function; of so many, none is known. */
static enum decoration decoration(const struct classes *c, node_id function)
{
	const struct tree *t = c->tree;
	node_id around = tree_parent(t, function);
	enum decoration strongest = DECORATION_NONE;
	uint32_t seen = 0;

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return DECORATION_NONE;
	for (node_id d = tree_first(t, around);
	     d != NO_NODE && d < function && strongest != DECORATION_UNKNOWN;
	     d = tree_sibling(t, d)) {
		enum decoration one =
		    bounds_exceeded(t, REACHED_DECORATORS, ++seen, function)
		        ? DECORATION_UNKNOWN
		        : decoration_of(c, tree_first(t, d));

		if (one > strongest)
			strongest = one;
	}
	return strongest;
}

enum method_kind classes_method_kind(const struct classes *c, node_id function)
{
	node_id name = tree_child(c->tree, function, FIELD_NAME);

	switch (decoration(c, function)) {
	case DECORATION_STATIC:
		return METHOD_STATIC;
	case DECORATION_CLASS:
		return METHOD_CLASS;
	case DECORATION_PROPERTY:
	case DECORATION_CACHED_PROPERTY:
	case DECORATION_SETTER:
		return METHOD_PROPERTY;
	default:
		if (index_in(tree_text(c->tree, name), class_methods) >= 0)
			return METHOD_CLASS;
		return METHOD_INSTANCE;
	}
}

bool classes_is_cached_property(const struct classes *c, node_id function)
{
	return decoration(c, function) == DECORATION_CACHED_PROPERTY;
}

static bool is_nothing(const struct tree *t, node_id statement)
{
	node_id first = tree_first(t, statement);

	switch (tree_kind(t, statement)) {
	case KIND_PASS_STATEMENT:
	case KIND_RAISE_STATEMENT:
		return true;
	case KIND_RETURN_STATEMENT:
		return first == NO_NODE;
	case KIND_EXPRESSION_STATEMENT:
		return tree_kind(t, first) == KIND_STRING ||
		       tree_kind(t, first) == KIND_ELLIPSIS;
	default:
		return false;
	}
}

bool classes_does_nothing(const struct tree *t, node_id method)
{
	node_id body = tree_child(t, method, FIELD_BODY);

	for (node_id s = tree_first(t, body); s != NO_NODE;
	     s = tree_sibling(t, s))
		if (!is_nothing(t, s))
			return false;
	return true;
}

bool classes_adds_to(const struct tree *t, node_id method, name_id name)
{
	if (method == NO_NODE)
		return false;
	for (node_id n = method; n < tree_end(t, method); n++) {
		node_id object = tree_kind(t, n) == KIND_ATTRIBUTE
		                     ? tree_child(t, n, FIELD_OBJECT)
		                     : NO_NODE;

		if (object != NO_NODE && tree_kind(t, object) == KIND_CALL &&
		    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == name &&
		    str_is(tree_text(t, tree_child(t, object, FIELD_FUNCTION)),
		           "super"))
			return true;
	}
	return classes_does_nothing(t, method);
}

bool classes_has_unknown_decorator(const struct classes *c, node_id function)
{
	return decoration(c, function) == DECORATION_UNKNOWN;
}

node_id classes_first_parameter(const struct tree *t, node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	node_id first = list == NO_NODE ? NO_NODE : tree_first(t, list);

	if (first == NO_NODE)
		return NO_NODE;
	switch (tree_kind(t, first)) {
	case KIND_IDENTIFIER:
		return first;
	case KIND_TYPED_PARAMETER:
		first = tree_first(t, first);
		return tree_kind(t, first) == KIND_IDENTIFIER ? first : NO_NODE;
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return tree_child(t, first, FIELD_NAME);
	default:
		return NO_NODE;
	}
}

/* Note which variable is the method's self or cls. What an unknown decorator
 * makes of a function may be called with anything: there the name decides. */
static void find_self(const struct classes *c, node_id function, class_id class,
                      uint32_t *of_self, uint32_t *of_cls)
{
	node_id first = classes_first_parameter(c->tree, function);
	name_id name = tree_name(c->tree, first);
	symbol_id variable;

	if (first == NO_NODE)
		return;
	variable = scopes_variable(c->scopes, first);
	if (variable == NO_SYMBOL ||
	    scopes_only_binding(c->scopes, variable) == NULL)
		return;
	if (decoration(c, function) == DECORATION_UNKNOWN && name != NAME_SELF)
		return;
	switch (classes_method_kind(c, function)) {
	case METHOD_INSTANCE:
	case METHOD_PROPERTY:
		of_self[variable] = class + 1;
		break;
	case METHOD_CLASS:
		of_cls[variable] = class + 1;
		break;
	case METHOD_STATIC:
		break;
	}
}

/* Is it called as what keeps a method's value on the instance? Of a decorator
 * from elsewhere its name is all that is known. */
static bool is_called_cache(struct str name)
{
	static const char *const words[] = {
	    "cache", "Cache", "lazy", "Lazy",     "memo",
	    "Memo",  "reify", "once", "property", "Property"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (uint32_t k = 0; k < name.length; k++)
			if (str_starts(
			        (struct str){name.at + k, name.length - k},
			        words[i]))
				return true;
	return false;
}

static bool has_unknown_cache(const struct classes *c, node_id function)
{
	const struct tree *t = c->tree;
	node_id around = tree_parent(t, function);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return false;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d)) {
		node_id value = tree_first(t, d);
		node_id callee = tree_kind(t, value) == KIND_CALL
		                     ? tree_child(t, value, FIELD_FUNCTION)
		                     : value;

		if (callee != NO_NODE &&
		    decoration_of(c, value) == DECORATION_UNKNOWN &&
		    is_called_cache(tree_text(t, callee)))
			return true;
	}
	return false;
}

static uint32_t flags_of(const struct classes *c, node_id function)
{
	struct str name =
	    tree_text(c->tree, tree_child(c->tree, function, FIELD_NAME));
	int which = index_in(name, attribute_methods);
	uint32_t flags = 0;

	if (which >= 0)
		flags |= CLASS_HAS_SETATTR;
	if (which == 0 || which == 1)
		flags |= CLASS_SETS_ANY;
	if (index_in(name, pickling_methods) >= 0)
		flags |= CLASS_HAS_GETSTATE;
	if (decoration(c, function) == DECORATION_CACHED_PROPERTY ||
	    has_unknown_cache(c, function))
		flags |= CLASS_HAS_CACHED_PROPERTY;
	return flags;
}

/* The class whose body defines the function of this scope, plus 1; or 0. */
static uint32_t class_around(const struct scopes *s, scope_id scope,
                             const uint32_t *of_scope)
{
	scope_id parent = s->scopes[scope].parent;

	if (s->scopes[scope].kind != SCOPE_FUNCTION)
		return 0;
	if (parent != NO_SCOPE &&
	    s->scopes[parent].kind == SCOPE_TYPE_PARAMETERS)
		parent = s->scopes[parent].parent;
	return parent == NO_SCOPE ? 0 : of_scope[parent];
}

static struct method_slot *slot_of(const struct classes *c,
                                   struct method_slot *table, class_id class,
                                   name_id name)
{
	uint64_t hash = ((uint64_t) class << 32 | name) * 0x9E3779B97F4A7C15u;
	uint32_t at = (uint32_t)(hash >> 32) & c->method_mask;

	while (table[at].method != 0 &&
	       (table[at].class != class || table[at].name != name))
		at = (at + 1) & c->method_mask;
	return &table[at];
}

bool classes_own_name(const struct classes *c, class_id class, name_id name,
                      node_id *method)
{
	/* The table is written by find_table only. */
	struct method_slot *table =
	    (struct method_slot *)(uintptr_t)c->method_table;
	node_id found = slot_of(c, table, class, name)->method;

	*method = found == 0 ? NO_NODE : found;
	return found != 0;
}

/* `append_row = add_row`, the only binding of the name: the function of the
 * class's body that this is another name of, or NO_NODE. */
static node_id same_function(const struct classes *c,
                             const struct occurrence *binding)
{
	const struct scopes *s = c->scopes;
	const struct occurrence *only =
	    scopes_only_binding(s, s->symbols[binding->symbol].owner);
	node_id value = only != NULL && only->binding == BINDING_ASSIGNMENT
	                    ? classes_assigned(c->tree, only->cause, only->node)
	                    : NO_NODE;
	symbol_id variable = tree_kind(c->tree, value) == KIND_IDENTIFIER
	                         ? scopes_variable(s, value)
	                         : NO_SYMBOL;

	if (variable == NO_SYMBOL ||
	    s->symbols[variable].scope != s->symbols[binding->symbol].scope)
		return NO_NODE;
	only = scopes_only_binding(s, variable);
	return only != NULL && only->binding == BINDING_FUNCTION ? only->cause
	                                                         : NO_NODE;
}

/* The function that a name of a class's body is bound to in the end: 0 if it
 * is not bound there, NO_NODE if it is bound otherwise (`f = property(f)`). */
static node_id function_of(const struct classes *c, symbol_id variable)
{
	const struct scopes *s = c->scopes;
	const struct occurrence *o = scopes_first(s, variable);
	node_id found = 0;

	for (; o != NULL; o = scopes_next(s, o)) {
		if (o->access == ACCESS_READ ||
		    o->binding == BINDING_ANNOTATION)
			continue;
		if (o->binding != BINDING_FUNCTION)
			return same_function(c, o);
		if (found == 0 || decoration(c, o->cause) != DECORATION_SETTER)
			found = o->cause;
	}
	return found;
}

static void enter_names(struct classes *c, struct method_slot *table,
                        class_id class)
{
	const struct scopes *s = c->scopes;
	scope_id scope = c->list[class].scope;
	symbol_id v =
	    scope == NO_SCOPE ? NO_SYMBOL : s->scopes[scope].first_symbol;

	for (; v != NO_SYMBOL; v = s->symbols[v].next) {
		const struct occurrence *first = scopes_first(s, v);
		name_id name;
		node_id method;

		if (s->symbols[v].owner != v || first == NULL)
			continue;
		/* As written: the symbol's name may be mangled. */
		name = tree_name(c->tree, first->node);
		method = function_of(c, v);
		if (method != 0)
			*slot_of(c, table, class, name) =
			    (struct method_slot){class, name, method};
	}
}

static void find_table(struct classes *c, struct arena *arena)
{
	const struct scopes *s = c->scopes;
	struct method_slot *table;
	uint32_t names = 0;

	for (symbol_id v = 0; v < s->symbol_count; v++)
		names += s->scopes[s->symbols[v].scope].kind == SCOPE_CLASS;
	c->method_mask = 15;
	while (c->method_mask / 2 < names)
		c->method_mask = c->method_mask * 2 + 1;
	table = ARENA_ARRAY(arena, c->method_mask + 1, struct method_slot);
	for (class_id i = 0; i < c->count; i++)
		enter_names(c, table, i);
	c->method_table = table;
}

/* Cut one array of nodes into a part for each class. */
static void make_room(struct arena *arena, const struct classes *classes,
                      struct class_info *list, const uint32_t *of_method)
{
	const struct scopes *s = classes->scopes;
	uint32_t total = 0;
	node_id *methods;

	for (scope_id i = 0; i < s->scope_count; i++)
		if (of_method[i] != 0) {
			list[of_method[i] - 1].method_count++;
			total++;
		}
	methods = ARENA_ARRAY(arena, total + 1, node_id);
	for (class_id i = 0; i < classes->count; i++) {
		list[i].methods = methods;
		methods += list[i].method_count;
		list[i].method_count = 0;
	}
}

static void add_method(const struct classes *c, struct class_info *info,
                       node_id function)
{
	node_id *methods = (node_id *)(uintptr_t)info->methods;

	methods[info->method_count++] = function;
	info->flags |= flags_of(c, function);
}

void classes_find_methods(struct classes *classes, struct arena *arena,
                          struct class_info *list, const uint32_t *of_scope)
{
	const struct scopes *s = classes->scopes;
	uint32_t *of_method = ARENA_ARRAY(arena, s->scope_count + 1, uint32_t);
	uint32_t *of_self = ARENA_ARRAY(arena, s->symbol_count + 1, uint32_t);
	uint32_t *of_cls = ARENA_ARRAY(arena, s->symbol_count + 1, uint32_t);

	for (scope_id i = 0; i < s->scope_count; i++)
		of_method[i] = class_around(s, i, of_scope);
	make_room(arena, classes, list, of_method);
	classes->of_method = of_method;
	classes->of_self = of_self;
	classes->of_cls = of_cls;
	for (scope_id i = 0; i < s->scope_count; i++) {
		node_id function = s->scopes[i].node;

		if (of_method[i] == 0)
			continue;
		add_method(classes, &list[of_method[i] - 1], function);
		find_self(classes, function, of_method[i] - 1, of_self, of_cls);
	}
	find_table(classes, arena);
}
