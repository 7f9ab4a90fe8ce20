/* What is called, where it is in another file or known by no more than its
 * name: as conditions name it (summary.h). */
#include "heap_model.h"

#include "dotted.h"
#include "summary.h"

#include <string.h>

/* The dotted name of what is called; star imports are taken to bring what is
 * not bound otherwise, and to hide nothing. */
static struct str origin_of(struct heap_builder *b, node_id callee)
{
	const struct imports *imports = &b->facts->imports;
	struct str origin = imports_origin(imports, callee);

	if (origin.length == 0)
		origin = imports_star_origin(imports, b->arena, callee);
	if (origin.length == 0)
		origin = str_of(dotted_by_stars(b->arena, b->facts, callee));
	if (origin.length == 0)
		origin = imports_likely_origin(imports, b->arena, callee);
	return origin;
}

/* Is the last part written as classes are, or one that a file of the project
 * may have as such? Functions of the library give no object of their name. */
static bool may_be_class(struct str origin)
{
	while (origin.length > 0 && memchr(origin.at, '.', origin.length)) {
		origin.at++;
		origin.length--;
	}
	while (origin.length > 0 && origin.at[0] == '_') {
		origin.at++;
		origin.length--;
	}
	return origin.length > 0 && origin.at[0] >= 'A' && origin.at[0] <= 'Z';
}

/* What is called to give the object, by its dotted name. */
static struct str origin_of_result(struct heap_builder *b,
                                   const struct object *result)
{
	const struct tree *t = b->tree;
	struct str origin = {NULL, 0};

	if (tree_kind(t, result->node) == KIND_CALL)
		origin =
		    origin_of(b, tree_child(t, result->node, FIELD_FUNCTION));
	return may_be_class(origin) ? origin : (struct str){NULL, 0};
}

/* The class of another file that n, an object or one of its attributes, is an
 * instance of: annotated so, or all that the attribute is ever set to is made
 * by calling it. */
struct str heap_foreign_class(struct heap_builder *b,
                              const struct heap_function *f, object_id object,
                              node_id n)
{
	const struct object *o = &f->objects.at[object];
	const struct type *type = types_of(b->facts->types, n);
	struct str none = {NULL, 0}, found = none;
	const struct class_info *holder;
	const struct object *cached;
	node_id tested = heap_tested_class(b, n);

	if (tested != NO_NODE && type->kind == TYPE_UNKNOWN)
		return origin_of(b, tested);
	if (type->kind == TYPE_INSTANCE)
		return type->class == NO_CLASS ? type->name : none;
	if (o->kind == OBJECT_RESULT)
		return origin_of_result(b, o);
	if (o->kind != OBJECT_FIELD || f->objects.at[o->base].class == NO_CLASS)
		return none;
	cached = heap_cached(b, f->objects.at[o->base].class, o->field);
	if (cached != NULL && cached->kind == OBJECT_RESULT)
		return origin_of_result(b, cached);
	holder = &b->facts->classes.list[f->objects.at[o->base].class];
	for (uint32_t i = 0; i < holder->set_count; i++) {
		node_id value = holder->sets[i].value;
		struct str origin;

		if (holder->sets[i].name != o->field || value == NO_NODE ||
		    tree_kind(b->tree, tree_value(b->tree, value)) == KIND_NONE)
			continue;
		value = tree_value(b->tree, value);
		if (tree_kind(b->tree, value) != KIND_CALL)
			return none;
		origin =
		    origin_of(b, tree_child(b->tree, value, FIELD_FUNCTION));
		if (origin.length == 0 ||
		    (found.length != 0 && !str_equal(found, origin)))
			return none;
		found = origin;
	}
	return found;
}

/* arena_format() takes ten times as long, and there are many of these. */
const char *heap_joined(struct arena *arena, struct str a, char sign,
                        struct str b)
{
	char *text = arena_room(arena, (size_t)a.length + b.length + 2);

	memcpy(text, a.at, a.length);
	text[a.length] = sign;
	memcpy(text + a.length + 1, b.at, b.length);
	text[a.length + 1 + b.length] = '\0';
	return text;
}

const char *heap_method_of(struct heap_builder *b, struct str class, char sign,
                           name_id method)
{
	if (class.length == 0 || str_starts(class, "builtins."))
		return NULL;
	return heap_joined(b->arena, class, sign,
	                   names_text(b->tree->names, method));
}

struct str heap_class_name(struct heap_builder *b, class_id class)
{
	return str_of(class_dotted_name(b->arena, b->facts,
	                                &b->facts->classes.list[class]));
}

/* super().name(...) where no class of this file has it. */
static const char *super_callee(struct heap_builder *b,
                                const struct heap_function *f, name_id name,
                                object_id *self)
{
	const struct classes *c = &b->facts->classes;
	class_id class = classes_of_method(c, f->node);

	if (f->node == 0 || class == NO_CLASS || f->objects.count == 0 ||
	    f->objects.at[0].kind != OBJECT_PARAMETER ||
	    f->objects.at[0].index != 0 || !c->list[class].order_is_open)
		return NULL;
	for (uint32_t i = 1; i < c->list[class].order_count; i++)
		if (classes_method(c, c->list[class].order[i], name) != NO_NODE)
			return NULL;
	*self = 0;
	return heap_method_of(b, heap_class_name(b, class), CALLEE_SUPER, name);
}

bool heap_is_of_unknown(const struct object *o)
{
	return o->kind == OBJECT_PARAMETER || o->kind == OBJECT_FIELD ||
	       o->kind == OBJECT_ITEM || o->kind == OBJECT_RESULT ||
	       o->kind == OBJECT_VARIABLE;
}

bool heap_can_be_any(struct heap_builder *b, const struct object *o,
                     name_id name)
{
	return heap_is_of_unknown(o) &&
	       summary_is_telling_name(names_text(b->tree->names, name));
}

/* Of the methods that these have, a builtin's is most often meant. */
static bool is_of_builtins(struct str name)
{
	static const char *const names[] = {
	    "add",     "append", "close",      "copy",   "count",   "decode",
	    "discard", "encode", "extend",     "format", "get",     "index",
	    "insert",  "items",  "join",       "keys",   "lower",   "pop",
	    "popitem", "put",    "read",       "remove", "replace", "reverse",
	    "send",    "set",    "setdefault", "sort",   "split",   "strip",
	    "submit",  "update", "upper",      "values", "write",   NULL};

	return str_is_one_of(name, names) || str_starts(name, "__");
}

enum { SHORTEST_CLASS = 4 };

/* "*rule" of `rule`, `self.rule` and `base_rule`: as conditions name the class
 * near by that a name is called after; or NULL. */
static const char *called_after(struct heap_builder *b, struct str name)
{
	static const char *const general[] = {"self",     "klass",  "func",
	                                      "function", "method", "callback",
	                                      "factory",  NULL};
	char *text;

	while (name.length > 0 && name.at[0] == '_') {
		name.at++;
		name.length--;
	}
	if (name.length < SHORTEST_CLASS || str_is_one_of(name, general))
		return NULL;
	text = arena_room(b->arena, name.length + 2);
	text[0] = '*';
	memcpy(text + 1, name.at, name.length);
	text[name.length + 1] = '\0';
	return summary_plain_name(text);
}

/* The last part of the name or attribute. */
static struct str last_name(const struct tree *t, node_id n)
{
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_child(t, n, FIELD_ATTRIBUTE);
	return tree_kind(t, n) == KIND_IDENTIFIER ? tree_text(t, n)
	                                          : (struct str){NULL, 0};
}

/* rule.bind(...), where only the receiver's name tells its class. */
static const char *named_method(struct heap_builder *b, const struct object *o,
                                node_id receiver, name_id name, bool may_be_any)
{
	struct str method = names_text(b->tree->names, name), called;
	const char *class;

	if (o->kind == OBJECT_CALLABLE || o->kind == OBJECT_CONTAINER ||
	    o->kind == OBJECT_INSTANCE || is_of_builtins(method) ||
	    types_of(b->facts->types, receiver)->kind != TYPE_UNKNOWN)
		return NULL;
	called = last_name(b->tree, receiver);
	while (called.length > 0 && called.at[0] == '_') {
		called.at++;
		called.length--;
	}
	class = called.length > 0 && called.at[0] >= 'a' && called.at[0] <= 'z'
	            ? called_after(b, called)
	            : NULL;
	return class == NULL
	           ? NULL
	           : heap_method_of(b, str_of(class),
	                            may_be_any ? CALLEE_METHOD : CALLEE_SUPER,
	                            name);
}

/* rule_cls(...): a class that is held by a name which tells it; so does that of
 * a variable, `extension(...)`. */
static const char *named_class(struct heap_builder *b, node_id callee)
{
	static const char *const ends[] = {"_class", "_cls", "_klass", "_type",
	                                   "Class"};
	struct str name = last_name(b->tree, callee);
	bool is_held = false;
	const char *class;

	if (name.length == 0 ||
	    types_of(b->facts->types, callee)->kind != TYPE_UNKNOWN)
		return NULL;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends) && !is_held; i++)
		if (str_ends(name, ends[i])) {
			name.length -= (uint32_t)strlen(ends[i]);
			is_held = true;
		}
	if (!is_held &&
	    (tree_kind(b->tree, callee) != KIND_IDENTIFIER ||
	     scopes_variable(&b->facts->scopes, callee) == NO_SYMBOL))
		return NULL;
	/* a capital first is a class's own name */
	class = is_held || (name.at[0] >= 'a' && name.at[0] <= 'z')
	            ? called_after(b, name)
	            : NULL;
	return class == NULL ? NULL
	                     : heap_joined(b->arena, str_of(class),
	                                   CALLEE_EXACT, STR("__init__"));
}

/* Of the methods of this name, one of a socket or of a toolkit's objects is as
 * often meant as one near by. */
static bool is_of_libraries(struct str name)
{
	static const char *const names[] = {"after",    "bind",  "config",
	                                    "connect",  "map",   "register",
	                                    "schedule", "trace", NULL};

	return str_is_one_of(name, names);
}

/* Is it a method that any class may have: by a name that tells those that are
 * meant, or else one near by? What is in a container of this function was put
 * there in sight. */
static bool is_method_of_any(struct heap_builder *b,
                             const struct heap_function *f,
                             const struct object *o, node_id receiver,
                             name_id name)
{
	return heap_can_be_any(b, o, name) ||
	       (heap_is_of_unknown(o) &&
	        (o->kind != OBJECT_ITEM ||
	         f->objects.at[o->base].kind != OBJECT_CONTAINER) &&
	        !is_of_builtins(names_text(b->tree->names, name)) &&
	        !is_of_libraries(names_text(b->tree->names, name)) &&
	        types_of(b->facts->types, receiver)->kind == TYPE_UNKNOWN);
}

/* receiver.name(...), where nothing tells the receiver's class but names. */
static const char *method_of_unknown(struct heap_builder *b,
                                     const struct heap_function *f,
                                     const struct object *o, node_id receiver,
                                     name_id name)
{
	bool is_of_any = is_method_of_any(b, f, o, receiver, name);
	const char *found = NULL;

	if (!heap_can_be_any(b, o, name))
		found = named_method(b, o, receiver, name, is_of_any);
	if (found == NULL && is_of_any)
		found = heap_method_of(b, STR("*"), CALLEE_METHOD, name);
	return found;
}

/* Does the class's method do nothing, or have its subclasses in this file
 * others? Then all that there are have to agree. */
static bool is_for_subclasses(struct heap_builder *b, const struct object *o,
                              name_id name)
{
	return classes_does_nothing(b->tree, classes_method(&b->facts->classes,
	                                                    o->class, name)) ||
	       (b->names[name] & NAME_IS_OVERRIDDEN &&
	        !(heap_field_flags(b, o->class, name) & FIELD_IS_SET) &&
	        object_method(b, o, name) == NO_NODE);
}

/* receiver.name(...) */
static const char *method_callee(struct heap_builder *b,
                                 struct heap_function *f, node_id receiver,
                                 name_id name, object_id *self)
{
	const struct classes *c = &b->facts->classes;
	const struct object *o;
	struct str class;
	bool is_exact;

	*self = object_of(b, f, receiver);
	if (*self == NO_OBJECT)
		return NULL;
	o = &f->objects.at[*self];
	is_exact = o->kind == OBJECT_INSTANCE || o->kind == OBJECT_RESULT;
	if (o->class == NO_CLASS) {
		class = heap_foreign_class(b, f, *self, receiver);
		if (class.length == 0)
			return method_of_unknown(b, f, o, receiver, name);
		return heap_method_of(
		    b, dotted_absolute(b->arena, b->facts, class),
		    is_exact ? CALLEE_EXACT : CALLEE_METHOD, name);
	}
	if (classes_method(c, o->class, name) != NO_NODE
	        ? is_exact || !is_for_subclasses(b, o, name)
	        : !c->list[o->class].order_is_open)
		return NULL;
	return heap_method_of(b, heap_class_name(b, o->class),
	                      is_exact ? CALLEE_EXACT : CALLEE_METHOD, name);
}

/* object(...), of a class of another file that is known: its __call__ */
static const char *called_object(struct heap_builder *b,
                                 struct heap_function *f, node_id callee,
                                 object_id *self)
{
	object_id object = object_of(b, f, callee);
	struct str class;

	if (object == NO_OBJECT || f->objects.at[object].class != NO_CLASS ||
	    f->objects.at[object].kind == OBJECT_CALLABLE)
		return NULL;
	class = heap_foreign_class(b, f, object, callee);
	if (class.length == 0 || str_starts(class, "builtins."))
		return NULL;
	*self = object;
	return heap_joined(b->arena, dotted_absolute(b->arena, b->facts, class),
	                   CALLEE_METHOD, STR("__call__"));
}

/* No star import is taken to bring another `super`. */
static bool is_super(struct heap_builder *b, node_id n)
{
	return tree_kind(b->tree, n) == KIND_IDENTIFIER &&
	       tree_name(b->tree, n) == NAME_SUPER &&
	       scopes_variable(&b->facts->scopes, n) == NO_SYMBOL;
}

/* The called function, after heap_held_class, as conditions name it
 * (summary.h), or NULL if it is of this file or not known; and its first
 * argument, if it is a method. */
const char *heap_foreign_callee(struct heap_builder *b, struct heap_function *f,
                                node_id callee, object_id *self)
{
	const struct tree *t = b->tree;
	node_id receiver;
	struct str origin;
	const char *found;
	name_id name;

	*self = NO_OBJECT;
	if (tree_kind(t, callee) == KIND_CLASS_DEFINITION)
		return NULL;
	origin = origin_of(b, callee);
	if (origin.length != 0) {
		if (str_starts(origin, "builtins."))
			return NULL;
		origin = dotted_absolute(b->arena, b->facts, origin);
		return origin.length == 0 ? NULL : str_copy(b->arena, origin);
	}
	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return named_class(b, callee);
	receiver = tree_value(t, tree_child(t, callee, FIELD_OBJECT));
	name = tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (tree_kind(t, receiver) == KIND_CALL &&
	    is_super(b, tree_child(t, receiver, FIELD_FUNCTION)))
		return super_callee(b, f, name, self);
	found = method_callee(b, f, receiver, name, self);
	if (found == NULL && !(b->names[name] & NAME_IS_METHOD))
		found = called_object(b, f, callee, self);
	if (found == NULL && !(b->names[name] & NAME_IS_METHOD)) {
		*self = NO_OBJECT;
		found = named_class(b, callee);
	}
	return found;
}
