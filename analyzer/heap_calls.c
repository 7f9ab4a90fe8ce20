#include "heap_model.h"

#include <string.h>

enum { MOST_ARGUMENTS = 16 };

/* A call's arguments by the callee's parameter number. */
struct arguments {
	object_id at[MOST_ARGUMENTS];
};

static object_id make(struct heap_builder *b, struct heap_function *f,
                      enum object_kind kind, node_id n)
{
	object_id made = object_add(b, f,
	                            (struct object){.kind = kind,
	                                            .node = n,
	                                            .call = NO_NODE,
	                                            .base = NO_OBJECT,
	                                            .class = NO_CLASS});

	b->object_at[n] = made;
	return made;
}

static node_id argument_value(const struct tree *t, node_id argument)
{
	return tree_kind(t, argument) == KIND_KEYWORD_ARGUMENT
	           ? tree_child(t, argument, FIELD_VALUE)
	           : argument;
}

static bool is_splat(enum kind kind)
{
	return kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT ||
	       kind == KIND_FOR_IN_CLAUSE;
}

/* The positional argument at `index`, or NO_NODE. */
static node_id positional(const struct tree *t, node_id call, uint32_t index)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		if (is_splat(tree_kind(t, a)))
			return NO_NODE;
		if (tree_kind(t, a) != KIND_KEYWORD_ARGUMENT && index-- == 0)
			return a;
	}
	return NO_NODE;
}

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
		object_id value = object_of(b, f, argument_value(t, a));

		if (value == NO_OBJECT)
			continue;
		if (made == NO_OBJECT)
			made = make(b, f, kind, call);
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

/* ---------------------------------------------------------------- summaries */

/* What the caller has for each object of the callee. */
struct mapping {
	struct heap_builder *b;
	struct heap_function *caller;
	const struct heap_function *callee;
	const struct arguments *arguments;
	node_id call;
	object_id map[MOST_OBJECTS];
	bool needed[MOST_OBJECTS];
};

static void need_objects(struct mapping *m)
{
	const struct heap_function *callee = m->callee;

	memset(m->needed, 0, sizeof(m->needed));
	for (uint32_t i = 0; i < callee->edges.count; i++) {
		const struct edge *e = &callee->edges.at[i];

		if (e->flags & EDGE_IS_LOAD)
			continue;
		m->needed[e->from] = true;
		if (e->to != NO_OBJECT)
			m->needed[e->to] = true;
	}
	if (callee->returned != NO_OBJECT)
		m->needed[callee->returned] = true;
	for (object_id o = callee->objects.count; o-- > 0;)
		if (m->needed[o] && callee->objects.at[o].base != NO_OBJECT)
			m->needed[callee->objects.at[o].base] = true;
}

/* What a field that the callee reads holds in the caller. */
static object_id map_field(struct mapping *m, const struct object *o)
{
	struct heap_function *f = m->caller;
	struct object field = *o;
	object_id made;

	field.base = m->map[o->base];
	if (field.base == NO_OBJECT)
		return NO_OBJECT;
	for (uint32_t i = f->edges.count; i-- > 0;)
		if (f->edges.at[i].from == field.base &&
		    f->edges.at[i].field == field.field)
			return f->edges.at[i].to;
	field.call = m->call;
	made = object_add(m->b, f, field);
	if (made != NO_OBJECT)
		edge_add(m->b, f,
		         (struct edge){.from = field.base,
		                       .to = made,
		                       .field = field.field,
		                       .node = o->node,
		                       .at = m->call,
		                       .flags = EDGE_IS_LOAD});
	return made;
}

static object_id map_object(struct mapping *m, const struct object *o)
{
	struct object copy = *o;

	switch (o->kind) {
	case OBJECT_PARAMETER:
		return o->index < MOST_ARGUMENTS ? m->arguments->at[o->index]
		                                 : NO_OBJECT;
	case OBJECT_FIELD:
		return map_field(m, o);
	case OBJECT_ITEM:
	case OBJECT_VARIABLE:
		return NO_OBJECT;
	case OBJECT_INSTANCE:
	case OBJECT_CONTAINER:
	case OBJECT_CALLABLE:
		if (o->base != NO_OBJECT) {
			copy.base = m->map[o->base];
			if (copy.base == NO_OBJECT)
				return NO_OBJECT;
		}
		copy.call = m->call;
		return object_add(m->b, m->caller, copy);
	}
	return NO_OBJECT;
}

/* Put the callee's summary into the caller, with these arguments. */
static void apply(struct heap_builder *b, struct heap_function *f,
                  const struct heap_function *callee,
                  const struct arguments *arguments, node_id call)
{
	struct mapping m = {.b = b,
	                    .caller = f,
	                    .callee = callee,
	                    .arguments = arguments,
	                    .call = call};
	uint32_t added = 0;

	need_objects(&m);
	for (object_id o = 0; o < callee->objects.count; o++)
		m.map[o] = m.needed[o] ? map_object(&m, &callee->objects.at[o])
		                       : NO_OBJECT;
	for (uint32_t i = 0;
	     i < callee->edges.count && added < MOST_SUMMARY_EDGES; i++) {
		struct edge e = callee->edges.at[i];
		bool is_clear = e.to == NO_OBJECT;

		if (e.flags & EDGE_IS_LOAD)
			continue;
		e.from = m.map[e.from];
		e.to = is_clear ? NO_OBJECT : m.map[e.to];
		e.at = call;
		edge_add(b, f, e);
		added++;
	}
	if (callee->returned != NO_OBJECT)
		b->object_at[call] = m.map[callee->returned];
}

/* ---------------------------------------------------------------- arguments */

static node_id parameter_identifier(const struct tree *t, node_id parameter)
{
	node_id name = tree_child(t, parameter, FIELD_NAME);

	if (tree_kind(t, parameter) == KIND_IDENTIFIER)
		return parameter;
	return name != NO_NODE ? name : tree_first(t, parameter);
}

static bool is_separator(enum kind kind)
{
	return kind == KIND_KEYWORD_SEPARATOR ||
	       kind == KIND_POSITIONAL_SEPARATOR;
}

static uint32_t parameter_called(const struct tree *t, node_id function,
                                 name_id name)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t index = 0;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		if (is_separator(tree_kind(t, p)))
			continue;
		if (tree_name(t, parameter_identifier(t, p)) == name)
			return index;
		index++;
	}
	return MOST_ARGUMENTS;
}

/* How many parameters positional arguments can fill: those before `*`. */
static uint32_t positional_room(const struct tree *t, node_id function)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	uint32_t room = 0;

	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		enum kind kind = tree_kind(t, p);

		if (kind == KIND_POSITIONAL_SEPARATOR)
			continue;
		if (kind == KIND_KEYWORD_SEPARATOR ||
		    kind == KIND_LIST_SPLAT_PATTERN ||
		    kind == KIND_DICTIONARY_SPLAT_PATTERN ||
		    tree_kind(t, tree_first(t, p == NO_NODE ? 0 : p)) ==
		        KIND_LIST_SPLAT_PATTERN)
			break;
		room++;
	}
	return room;
}

/* The call's arguments; `self` (or NO_OBJECT) fills the first parameter if
 * `is_method`. */
static void bind_arguments(struct heap_builder *b, struct heap_function *f,
                           struct arguments *to, node_id call, node_id function)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t next = to->at[0] != NO_OBJECT ? 1 : 0;
	uint32_t room = positional_room(t, function);

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		uint32_t index = next;

		if (is_splat(tree_kind(t, a))) {
			next = MOST_ARGUMENTS;
			continue;
		}
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			index = parameter_called(
			    t, function,
			    tree_name(t, tree_child(t, a, FIELD_NAME)));
		else if (next < MOST_ARGUMENTS && next++ >= room)
			continue;
		if (index < MOST_ARGUMENTS)
			to->at[index] = object_of(b, f, argument_value(t, a));
	}
}

static struct arguments no_arguments(object_id self)
{
	struct arguments arguments;

	for (int i = 0; i < MOST_ARGUMENTS; i++)
		arguments.at[i] = NO_OBJECT;
	arguments.at[0] = self;
	return arguments;
}

/* A call of a function or method of this file. */
static void call_function(struct heap_builder *b, struct heap_function *f,
                          node_id call, node_id function, object_id self)
{
	scope_id scope = scopes_opened_by(&b->facts->scopes, function);
	struct arguments arguments = no_arguments(self);
	const struct heap_function *callee;

	if (scope == NO_SCOPE || b->function_of_scope[scope] == 0)
		return;
	callee = &b->functions[b->function_of_scope[scope] - 1];
	if (callee == f)
		return;
	bind_arguments(b, f, &arguments, call, function);
	f->makes_known_calls = true;
	if (!callee->is_generator) {
		apply(b, f, callee, &arguments, call);
		return;
	}
	/* Nothing runs yet: the frame holds the arguments. */
	for (int i = 0; i < MOST_ARGUMENTS; i++) {
		object_id made;

		if (arguments.at[i] == NO_OBJECT)
			continue;
		made = make(b, f, OBJECT_CALLABLE, call);
		if (made != NO_OBJECT)
			edge_add(b, f,
			         (struct edge){.from = made,
			                       .to = arguments.at[i],
			                       .field = NAME_SELF,
			                       .node = call,
			                       .at = call,
			                       .flags = EDGE_IS_HIDDEN});
	}
}

/* ------------------------------------------------------------------ classes */

/* The name that a dataclass or NamedTuple field declares, or NO_NODE. */
static node_id declared_field(const struct tree *t, node_id statement)
{
	node_id assignment = tree_first(t, statement);
	node_id left;

	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT ||
	    tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_child(t, assignment, FIELD_TYPE) == NO_NODE)
		return NO_NODE;
	left = tree_child(t, assignment, FIELD_LEFT);
	return tree_kind(t, left) == KIND_IDENTIFIER ? left : NO_NODE;
}

/* Does the field's declaration say that it is no plain constructor argument
 * (ClassVar, InitVar, field(...))? */
static bool is_special_field(const struct tree *t, node_id name)
{
	node_id assignment = tree_parent(t, name);
	node_id value = tree_child(t, assignment, FIELD_RIGHT);
	struct str type = tree_text(t, tree_child(t, assignment, FIELD_TYPE));

	if (tree_kind(t, value) == KIND_CALL)
		return true;
	for (uint32_t i = 0; i + 3 <= type.length; i++)
		if (memcmp(type.at + i, "Var", 3) == 0)
			return true;
	return false;
}

static void store_declared_fields(struct heap_builder *b,
                                  struct heap_function *f, node_id call,
                                  const struct class_info *class)
{
	const struct tree *t = b->tree;
	node_id body = tree_child(t, class->node, FIELD_BODY);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t index = 0;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id s = tree_first(t, body); s != NO_NODE;
	     s = tree_sibling(t, s)) {
		node_id name = declared_field(t, s);
		node_id value;

		if (name == NO_NODE)
			continue;
		if (is_special_field(t, name))
			return;
		value = positional(t, call, index++);
		for (node_id a = tree_first(t, list);
		     value == NO_NODE && a != NO_NODE; a = tree_sibling(t, a))
			if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT &&
			    tree_name(t, tree_child(t, a, FIELD_NAME)) ==
			        tree_name(t, name))
				value = tree_child(t, a, FIELD_VALUE);
		if (value == NO_NODE || object_of(b, f, value) == NO_OBJECT)
			continue;
		edge_add(b, f,
		         (struct edge){.from = b->object_at[call],
		                       .to = object_of(b, f, value),
		                       .field = tree_name(t, name),
		                       .node = name,
		                       .at = call});
	}
}

static void call_class(struct heap_builder *b, struct heap_function *f,
                       node_id call, class_id class)
{
	const struct classes *c = &b->facts->classes;
	const struct class_info *info = &c->list[class];
	node_id init = classes_method(c, class, NAME_INIT);
	object_id made;

	if (info->flags & (CLASS_HAS_METACLASS | CLASS_IS_UNSURE |
	                   CLASS_UNKNOWN_DECORATOR) ||
	    classes_method(c, class, NAME_NEW) != NO_NODE)
		return;
	made = make(b, f, OBJECT_INSTANCE, call);
	if (made == NO_OBJECT)
		return;
	f->objects.at[made].class = class;
	if (init != NO_NODE)
		call_function(b, f, call, init, made);
	else if (info->flags & CLASS_IS_DATACLASS)
		store_declared_fields(b, f, call, info);
	init = classes_method(c, class, NAME_POST_INIT);
	if (init != NO_NODE && info->flags & CLASS_IS_DATACLASS)
		call_function(b, f, call, init, made);
	b->object_at[call] = made;
}

/* ------------------------------------------------------------------ methods */

enum keeping { KEEPS_NOTHING, KEEPS_FIRST, KEEPS_SECOND, KEEPS_ITEMS };

/* Which argument a container's method keeps. */
static enum keeping container_method(struct str name)
{
	static const struct {
		const char *name;
		enum keeping keeping;
	} methods[] = {
	    {"append", KEEPS_FIRST},      {"add", KEEPS_FIRST},
	    {"appendleft", KEEPS_FIRST},  {"insert", KEEPS_SECOND},
	    {"setdefault", KEEPS_SECOND}, {"extend", KEEPS_ITEMS},
	    {"extendleft", KEEPS_ITEMS},  {"update", KEEPS_ITEMS},
	};

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_is(name, methods[i].name))
			return methods[i].keeping;
	return KEEPS_NOTHING;
}

static void keep_items(struct heap_builder *b, struct heap_function *f,
                       object_id holder, node_id call)
{
	const struct tree *t = b->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	object_id from = object_of(b, f, positional(t, call, 0));
	uint32_t count = f->edges.count;

	for (uint32_t i = 0; from != NO_OBJECT && i < count; i++)
		if (f->edges.at[i].from == from &&
		    f->edges.at[i].field == FIELD_ITEM)
			edge_add(b, f,
			         (struct edge){.from = holder,
			                       .to = f->edges.at[i].to,
			                       .field = FIELD_ITEM,
			                       .node = call,
			                       .at = call});
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) /* d.update(key=value) */
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			edge_add(b, f,
			         (struct edge){.from = holder,
			                       .to = object_of(
			                           b, f, argument_value(t, a)),
			                       .field = FIELD_ITEM,
			                       .node = call,
			                       .at = call});
}

static bool call_container(struct heap_builder *b, struct heap_function *f,
                           node_id call, node_id receiver, struct str name)
{
	const struct tree *t = b->tree;
	enum keeping keeping = container_method(name);
	object_id holder, value;

	if (keeping == KEEPS_NOTHING ||
	    tree_kind(t, tree_child(t, call, FIELD_ARGUMENTS)) !=
	        KIND_ARGUMENT_LIST)
		return false;
	holder = object_of(b, f, receiver);
	if (holder == NO_OBJECT || !object_is_container(b, f, holder, receiver))
		return false;
	if (keeping == KEEPS_ITEMS) {
		keep_items(b, f, holder, call);
		return true;
	}
	value = object_of(b, f, positional(t, call, keeping - KEEPS_FIRST));
	edge_add(b, f,
	         (struct edge){.from = holder,
	                       .to = value,
	                       .field = FIELD_ITEM,
	                       .node = call,
	                       .at = call});
	return true;
}

/* super().m(...) in a method: the next class that has it, if all are known. */
static bool call_super(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id receiver, name_id name)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;
	class_id class = classes_of_method(c, f->node);
	node_id self;

	if (tree_kind(t, receiver) != KIND_CALL ||
	    !imports_is(&b->facts->imports,
	                tree_child(t, receiver, FIELD_FUNCTION),
	                "builtins.super"))
		return false;
	if (f->node == 0 || class == NO_CLASS || f->objects.count == 0 ||
	    f->objects.at[0].kind != OBJECT_PARAMETER)
		return true;
	for (uint32_t i = 0; i < c->list[class].base_count; i++) {
		class_id base = c->list[class].bases[i].class;

		if (base == NO_CLASS)
			return true;
		self = classes_method(c, base, name);
		if (self != NO_NODE) {
			call_function(b, f, call, self, 0);
			return true;
		}
	}
	return true;
}

static void call_method(struct heap_builder *b, struct heap_function *f,
                        node_id call, node_id callee)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;
	node_id receiver = tree_value(t, tree_child(t, callee, FIELD_OBJECT));
	name_id name = tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	const struct type *type;
	object_id self;
	node_id method;

	if (call_super(b, f, call, receiver, name) ||
	    call_container(b, f, call, receiver, names_text(t->names, name)))
		return;
	type = types_of(b->facts->types, receiver);
	if (type->kind == TYPE_CLASS && type->class != NO_CLASS) {
		method = classes_method(c, type->class, name);
		if (method != NO_NODE &&
		    classes_method_kind(c, method) == METHOD_INSTANCE)
			call_function(b, f, call, method, NO_OBJECT);
		return;
	}
	self = object_of(b, f, receiver);
	if (self == NO_OBJECT || f->objects.at[self].class == NO_CLASS)
		return;
	method = classes_method(c, f->objects.at[self].class, name);
	if (method != NO_NODE &&
	    classes_method_kind(c, method) == METHOD_INSTANCE)
		call_function(b, f, call, method, self);
}

/* --------------------------------------------------------- known functions */

static void call_setattr(struct heap_builder *b, struct heap_function *f,
                         node_id call)
{
	const struct tree *t = b->tree;
	object_id holder = object_of(b, f, positional(t, call, 0));
	node_id name = positional(t, call, 1);
	struct str text;
	name_id field;

	if (holder == NO_OBJECT || name == NO_NODE ||
	    tree_kind(t, name) != KIND_STRING)
		return;
	text = tree_text(t, name);
	if (text.length < 3)
		return;
	text.at++;
	text.length -= 2;
	field = names_find(t->names, text);
	if (field == NAME_NONE ||
	    !object_keeps(b, &f->objects.at[holder], field))
		return;
	edge_add(b, f,
	         (struct edge){.from = holder,
	                       .to = object_of(b, f, positional(t, call, 2)),
	                       .field = field,
	                       .node = call,
	                       .at = call});
}

static bool call_known(struct heap_builder *b, struct heap_function *f,
                       node_id call, node_id callee)
{
	static const char *const known[] = {"builtins.setattr",
	                                    "functools.partial",
	                                    "builtins.map",
	                                    "builtins.filter",
	                                    "types.MethodType",
	                                    "functools.partialmethod",
	                                    "collections.defaultdict",
	                                    "functools.lru_cache",
	                                    "functools.cache",
	                                    "builtins.list",
	                                    "builtins.dict",
	                                    "builtins.set",
	                                    "collections.deque",
	                                    "collections.OrderedDict",
	                                    NULL};
	int which = imports_which(&b->facts->imports, callee, known);
	const struct tree *t = b->tree;

	switch (which) {
	case -1:
		return false;
	case 0:
		call_setattr(b, f, call);
		return true;
	case 1:
	case 2:
	case 3:
	case 4:
	case 5:
		keep_arguments(b, f, call, OBJECT_CALLABLE);
		return true;
	case 6:
	case 7:
	case 8:
		/* the container is new even if its factory is not known */
		if (keep_arguments(b, f, call, OBJECT_CALLABLE) == NO_OBJECT &&
		    which == 6)
			make(b, f, OBJECT_CONTAINER, call);
		return true;
	default:
		if (positional(t, call, 0) == NO_NODE)
			make(b, f, OBJECT_CONTAINER, call);
		return true;
	}
}

void heap_call(struct heap_builder *b, struct heap_function *f, node_id call)
{
	const struct tree *t = b->tree;
	node_id callee = tree_value(t, tree_child(t, call, FIELD_FUNCTION));
	const struct type *type;

	b->object_at[call] = NO_OBJECT;
	if (call_known(b, f, call, callee))
		return;
	type = types_of(b->facts->types, callee);
	if (type->kind == TYPE_CLASS && type->class != NO_CLASS)
		call_class(b, f, call, type->class);
	else if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		call_method(b, f, call, callee);
	else if (type->kind == TYPE_FUNCTION && type->node != NO_NODE)
		call_function(b, f, call, type->node, NO_OBJECT);
}
