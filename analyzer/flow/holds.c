#include "holds.h"

#include "bounds.h"

/* What is still to be looked at of one expression. */
enum { MOST_PENDING = 24, MOST_LOOKED_AT = 64 };

struct pending {
	const struct facts *f;
	symbol_id object;
	node_id at[MOST_PENDING];
	uint32_t count;
};

static void add(struct pending *p, node_id n)
{
	if (n != NO_NODE && p->count < MOST_PENDING)
		p->at[p->count++] = n;
}

static bool is_object(const struct pending *p, node_id n)
{
	return tree_kind(p->f->tree, n) == KIND_IDENTIFIER &&
	       scopes_variable(&p->f->scopes, n) == p->object;
}

/* Does the lambda or def, or a function in it, read the variable? */
static bool is_captured_by(const struct pending *p, node_id function)
{
	const struct scopes *s = &p->f->scopes;
	scope_id scope = scopes_opened_by(s, function);
	symbol_id found;

	if (scope == NO_SCOPE)
		return false;
	found = scopes_symbol(s, scope, s->symbols[p->object].name);
	return found != NO_SYMBOL && s->symbols[found].flags & SYMBOL_FREE &&
	       !(s->symbols[found].flags & SYMBOL_HIDDEN) &&
	       s->symbols[found].owner == p->object;
}

/* Or are there too many to look at? */
static bool sets_attribute(const struct facts *f,
                           const struct class_info *class, name_id name)
{
	if (bounds_exceeded(f->tree, REACHED_SETS, class->set_count,
	                    class->node))
		return true;
	for (uint32_t i = 0; i < class->set_count; i++)
		if (class->sets[i].name == name)
			return true;
	return false;
}

/* The class of what the identifier n has, or NO_CLASS. */
static class_id class_of(const struct facts *f, node_id n)
{
	class_id class = classes_of_self(&f->classes, n);
	const struct type *type;

	if (class != NO_CLASS)
		return class;
	type = types_of(f->types, n);
	return type->kind == TYPE_INSTANCE ? type->class : NO_CLASS;
}

/* Is n `x.method` of the object, a bound method? */
static bool is_bound_method(const struct pending *p, node_id n)
{
	const struct facts *f = p->f;
	node_id object =
	    tree_value(f->tree, tree_child(f->tree, n, FIELD_OBJECT));
	name_id name =
	    tree_name(f->tree, tree_child(f->tree, n, FIELD_ATTRIBUTE));
	class_id class;
	node_id method;

	if (!is_object(p, object))
		return false;
	class = class_of(f, object);
	if (class == NO_CLASS)
		return false;
	method = classes_method(&f->classes, class, name);
	if (method == NO_NODE ||
	    sets_attribute(f, &f->classes.list[class], name))
		return false;
	return classes_method_kind(&f->classes, method) == METHOD_INSTANCE &&
	       !classes_has_unknown_decorator(&f->classes, method);
}

static bool is_splat(enum kind kind)
{
	return kind == KIND_LIST_SPLAT || kind == KIND_DICTIONARY_SPLAT;
}

static void add_arguments(struct pending *p, node_id call, uint32_t first)
{
	const struct tree *t = p->f->tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t index = 0;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a), index++) {
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			add(p, tree_child(t, a, FIELD_VALUE));
		else if (is_splat(tree_kind(t, a)))
			return;
		else if (index >= first)
			add(p, a);
	}
}

/* Does __init__ put its parameter in an attribute, as it is, unconditionally?
 */
static bool keeps_parameter(const struct facts *f, class_id class, node_id init,
                            symbol_id parameter)
{
	const struct class_info *info = &f->classes.list[class];

	if (info->flags & (CLASS_SETS_ANY | CLASS_HAS_METACLASS))
		return false;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];
		node_id block = tree_child(f->tree, init, FIELD_BODY);
		node_id statement = set->statement;

		if (set->method != init || set->is_class_level ||
		    set->is_deleted || set->is_augmented ||
		    set->value == NO_NODE || statement == NO_NODE ||
		    scopes_variable(&f->scopes, set->value) != parameter)
			continue;
		if (tree_parent(f->tree, tree_parent(f->tree, statement)) ==
		        block &&
		    classes_method(&f->classes, class, set->name) == NO_NODE)
			return true;
	}
	return false;
}

/* The identifier of parameter number `index`, self being number 0. */
static node_id parameter_at(const struct tree *t, node_id function,
                            uint32_t index)
{
	node_id list = tree_child(t, function, FIELD_PARAMETERS);
	node_id n = list == NO_NODE ? NO_NODE : tree_first(t, list);

	while (n != NO_NODE && index-- > 0)
		n = tree_sibling(t, n);
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return n;
	case KIND_TYPED_PARAMETER:
		n = tree_first(t, n);
		return tree_kind(t, n) == KIND_IDENTIFIER ? n : NO_NODE;
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return tree_child(t, n, FIELD_NAME);
	default:
		return NO_NODE;
	}
}

/* Class(x): the positional arguments that __init__ keeps. */
static void add_kept_arguments(struct pending *p, node_id call)
{
	const struct facts *f = p->f;
	const struct tree *t = f->tree;
	node_id node = calls_class(&f->scopes, call);
	class_id class =
	    node == NO_NODE ? NO_CLASS : classes_at(&f->classes, node);
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	node_id init;
	uint32_t index = 0;

	if (class == NO_CLASS || tree_kind(t, list) != KIND_ARGUMENT_LIST)
		return;
	init = classes_method(&f->classes, class, NAME_INIT);
	if (init == NO_NODE || classes_of_method(&f->classes, init) != class)
		return;
	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		node_id name;
		symbol_id parameter;

		if (is_splat(tree_kind(t, a)) ||
		    tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			return;
		name = parameter_at(t, init, ++index);
		parameter = name == NO_NODE ? NO_SYMBOL
		                            : scopes_variable(&f->scopes, name);
		if (parameter != NO_SYMBOL &&
		    scopes_only_binding(&f->scopes, parameter) != NULL &&
		    keeps_parameter(f, class, init, parameter))
			add(p, a);
	}
}

/* A name that is bound once: the function or the value that it has. */
static bool name_holds(struct pending *p, node_id n)
{
	const struct facts *f = p->f;
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *o;

	if (variable == NO_SYMBOL)
		return false;
	o = scopes_only_binding(&f->scopes, variable);
	if (o == NULL || f->scopes.symbols[variable].flags & SYMBOL_DELETED)
		return false;
	if (o->binding == BINDING_FUNCTION)
		return tree_kind(f->tree, tree_parent(f->tree, o->cause)) !=
		           KIND_DECORATED_DEFINITION &&
		       is_captured_by(p, o->cause);
	if (o->binding == BINDING_ASSIGNMENT &&
	    scopes_body(&f->scopes, o->node) == scopes_body(&f->scopes, n))
		add(p, classes_assigned(f->tree, o->cause, o->node));
	return false;
}

/* Does n hold the object by itself? Its parts that may are added. */
static bool look_at(struct pending *p, node_id n)
{
	const struct tree *t = p->f->tree;

	if (is_object(p, n))
		return true;
	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return name_holds(p, n);
	case KIND_ATTRIBUTE:
		return is_bound_method(p, n);
	case KIND_LAMBDA:
		return is_captured_by(p, n);
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
		for (node_id c = tree_first(t, n); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (!is_splat(tree_kind(t, c)))
				add(p, c);
		return false;
	case KIND_DICTIONARY:
		for (node_id c = tree_first(t, n); c != NO_NODE;
		     c = tree_sibling(t, c))
			if (tree_kind(t, c) == KIND_PAIR)
				add(p, tree_child(t, c, FIELD_VALUE));
		return false;
	case KIND_CALL:
		if (imports_is(&p->f->imports, tree_child(t, n, FIELD_FUNCTION),
		               "functools.partial"))
			add_arguments(p, n, 0);
		else
			add_kept_arguments(p, n);
		return false;
	default:
		return false;
	}
}

static bool holds(struct pending *p)
{
	for (uint32_t looked_at = 0; p->count > 0 && looked_at < MOST_LOOKED_AT;
	     looked_at++)
		if (look_at(p, tree_value(p->f->tree, p->at[--p->count])))
			return true;
	return false;
}

bool holds_object(const struct facts *f, node_id n, symbol_id object)
{
	struct pending p = {.f = f, .object = object};

	add(&p, n);
	return object != NO_SYMBOL && holds(&p);
}

bool holds_in_arguments(const struct facts *f, node_id call, uint32_t first,
                        symbol_id object)
{
	struct pending p = {.f = f, .object = object};

	add_arguments(&p, call, first);
	return object != NO_SYMBOL && holds(&p);
}

symbol_id holds_self_at(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;

	for (scope_id scope = scopes_body(s, n);
	     scope != NO_SCOPE && scope != 0; scope = s->scopes[scope].parent) {
		if (s->scopes[scope].kind == SCOPE_CLASS)
			return NO_SYMBOL;
		for (symbol_id v = s->scopes[scope].first_symbol;
		     v != NO_SYMBOL; v = s->symbols[v].next)
			if (s->symbols[v].owner == v &&
			    f->classes.of_self[v] != 0)
				return v;
	}
	return NO_SYMBOL;
}

/* The class around n, or the whole module. */
static node_id class_around(const struct tree *t, node_id n)
{
	node_id class = tree_ancestor(t, n, KIND_CLASS_DEFINITION);

	return class == NO_NODE ? 0 : class;
}

/* The attribute or name that the value of n is assigned to; NO_NODE if none. */
static node_id kept_in(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, tree_outermost(t, n));

	return tree_kind(t, around) == KIND_ASSIGNMENT
	           ? tree_child(t, around, FIELD_LEFT)
	           : NO_NODE;
}

/* The last name of `name` or `x.name`. */
static name_id last_name(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_ATTRIBUTE
	           ? tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE))
	           : tree_name(t, n);
}

name_id holds_last_name(const struct facts *f, node_id n)
{
	return last_name(f->tree, n);
}

name_id holds_kept_in(const struct facts *f, node_id n)
{
	return last_name(f->tree, kept_in(f->tree, n));
}

/* Is n, which ends in the name of what keeps the object, used to let go of it:
 * `x()`, `x.close()` and the like, `del x[key]`? */
static bool lets_go(const struct tree *t, node_id n)
{
	static const char *const ways[] = {"detach",  "close", "pop",
	                                   "popitem", "clear", NULL};
	node_id around = tree_parent(t, n);
	struct str name;

	if (tree_kind(t, around) == KIND_CALL)
		return tree_field(t, n) == FIELD_FUNCTION;
	if (tree_kind(t, around) == KIND_SUBSCRIPT)
		return tree_kind(t, tree_parent(t, around)) ==
		       KIND_DELETE_STATEMENT;
	if (tree_kind(t, around) != KIND_ATTRIBUTE ||
	    tree_field(t, n) != FIELD_OBJECT)
		return false;
	name = tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE));
	return str_is_one_of(name, ways);
}

/* Does code around n surely or perhaps let go through this name? */
bool holds_is_let_go(const struct facts *f, node_id n, name_id name)
{
	const struct tree *t = f->tree;
	node_id class = class_around(t, n);

	if (name == NAME_NONE)
		return false;
	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, class) - class,
	                    class))
		return true;
	for (node_id i = class; i < tree_end(t, class); i++)
		if ((tree_kind(t, i) == KIND_ATTRIBUTE ||
		     tree_kind(t, i) == KIND_IDENTIFIER) &&
		    last_name(t, i) == name && lets_go(t, i))
			return true;
	return false;
}

/* The attribute of self that has a local variable's value, or NAME_NONE. */
static name_id stored_in_self(const struct facts *f, symbol_id variable,
                              symbol_id self)
{
	const struct tree *t = f->tree;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return NAME_NONE;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && !bounds_exceeded(t, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o)) {
		node_id target = kept_in(t, o->node);

		if (o->access == ACCESS_READ &&
		    tree_kind(t, target) == KIND_ATTRIBUTE &&
		    scopes_variable(&f->scopes,
		                    tree_child(t, target, FIELD_OBJECT)) ==
		        self)
			return last_name(t, target);
	}
	return NAME_NONE;
}

/* The attribute of self that `object` is, or is kept in; or NAME_NONE. */
name_id holds_attribute_of_self(const struct facts *f, node_id object,
                                symbol_id self)
{
	const struct tree *t = f->tree;

	if (tree_kind(t, object) == KIND_IDENTIFIER)
		return stored_in_self(f, scopes_variable(&f->scopes, object),
		                      self);
	if (tree_kind(t, object) != KIND_ATTRIBUTE ||
	    scopes_variable(&f->scopes, tree_child(t, object, FIELD_OBJECT)) !=
	        self)
		return NAME_NONE;
	return last_name(t, object);
}

bool holds_calls_method(const struct facts *f, node_id n, name_id name,
                        const char *const *methods)
{
	const struct tree *t = f->tree;
	node_id class = class_around(t, n);

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, class) - class,
	                    class))
		return true;
	for (node_id i = class; i < tree_end(t, class); i++) {
		struct str method;

		if (tree_kind(t, i) != KIND_ATTRIBUTE ||
		    tree_kind(t, tree_parent(t, i)) != KIND_CALL ||
		    last_name(t, tree_child(t, i, FIELD_OBJECT)) != name)
			continue;
		method = tree_text(t, tree_child(t, i, FIELD_ATTRIBUTE));
		for (uint32_t k = 0; methods[k] != NULL; k++)
			if (str_is(method, methods[k]))
				return true;
	}
	return false;
}
