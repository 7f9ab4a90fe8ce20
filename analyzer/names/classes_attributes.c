#include "classes_attributes.h"

enum { DEEPEST_TARGET = 64, LONGEST_CHAIN = 64 };

/* One attribute set, and whose it is, while all are collected. */
struct found {
	class_id class;
	struct attribute_set set;
};

struct finder {
	struct arena *arena;
	const struct classes *c;
	const struct tree *tree;
	struct class_info *list;
	const uint32_t *of_class_scope; /* by scope: 1 + class, 0 for others */
	ARRAY(struct found) sets;
};

static bool is_pattern(enum kind kind)
{
	return kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
	       kind == KIND_LIST_PATTERN || kind == KIND_LIST_SPLAT_PATTERN ||
	       kind == KIND_TUPLE || kind == KIND_LIST ||
	       kind == KIND_LIST_SPLAT || kind == KIND_EXPRESSION_LIST ||
	       kind == KIND_PARENTHESIZED_EXPRESSION ||
	       kind == KIND_AS_PATTERN_TARGET;
}

node_id classes_target_of(const struct tree *t, node_id n)
{
	for (int depth = 0; depth < DEEPEST_TARGET; depth++) {
		node_id parent = tree_parent(t, n);

		switch (tree_kind(t, parent)) {
		case KIND_ASSIGNMENT:
		case KIND_AUGMENTED_ASSIGNMENT:
		case KIND_FOR_STATEMENT:
		case KIND_FOR_IN_CLAUSE:
			return tree_field(t, n) == FIELD_LEFT ? parent
			                                      : NO_NODE;
		case KIND_AS_PATTERN:
			return tree_field(t, n) == FIELD_ALIAS ? parent
			                                       : NO_NODE;
		case KIND_DELETE_STATEMENT:
			return parent;
		default:
			if (!is_pattern(tree_kind(t, parent)))
				return NO_NODE;
			n = parent;
		}
	}
	return NO_NODE;
}

bool classes_is_set(const struct tree *t, node_id n)
{
	node_id statement = classes_target_of(t, n);

	return statement != NO_NODE &&
	       tree_kind(t, statement) != KIND_DELETE_STATEMENT;
}

static bool has_splat(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_LIST_SPLAT ||
		    tree_kind(t, c) == KIND_LIST_SPLAT_PATTERN)
			return true;
	return false;
}

static bool is_display(enum kind kind)
{
	return kind == KIND_EXPRESSION_LIST || kind == KIND_TUPLE ||
	       kind == KIND_LIST;
}

/* The part of `value` that goes to the child `n` of a pattern. */
static node_id part_of(const struct tree *t, node_id pattern, node_id value,
                       node_id n)
{
	uint32_t index = 0;

	if (!is_display(tree_kind(t, value)) || has_splat(t, value) ||
	    has_splat(t, pattern) ||
	    tree_child_count(t, pattern) != tree_child_count(t, value))
		return NO_NODE;
	for (node_id c = tree_first(t, pattern); c != n; c = tree_sibling(t, c))
		index++;
	return tree_child_at(t, value, index);
}

node_id classes_assigned(const struct tree *t, node_id statement, node_id n)
{
	node_id left = tree_child(t, statement, FIELD_LEFT);
	node_id value = tree_child(t, statement, FIELD_RIGHT);
	enum kind kind = tree_kind(t, statement);

	if (kind != KIND_ASSIGNMENT && kind != KIND_AUGMENTED_ASSIGNMENT)
		return NO_NODE;
	for (int i = 0; tree_kind(t, value) == KIND_ASSIGNMENT; i++) {
		if (i == LONGEST_CHAIN)
			return NO_NODE;
		value = tree_child(t, value, FIELD_RIGHT);
	}
	if (value == NO_NODE || left == n)
		return value;
	value = tree_value(t, value);
	return tree_parent(t, n) == left ? part_of(t, left, value, n) : NO_NODE;
}

/* The method around n, also from functions nested in it. */
static node_id method_around(const struct finder *f, node_id n, class_id class)
{
	node_id function = tree_enclosing_function(f->tree, n);

	while (function != NO_NODE &&
	       classes_of_method(f->c, function) != class)
		function = tree_enclosing_function(f->tree, function);
	return function;
}

static struct attribute_set set_at(const struct finder *f, node_id n,
                                   node_id statement)
{
	const struct tree *t = f->tree;
	struct attribute_set set = {.target = n, .statement = statement};

	set.value = classes_assigned(t, statement, n);
	set.is_augmented = tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT;
	set.is_deleted = tree_kind(t, statement) == KIND_DELETE_STATEMENT;
	set.is_declared = tree_kind(t, statement) == KIND_ASSIGNMENT &&
	                  tree_child(t, statement, FIELD_RIGHT) == NO_NODE;
	return set;
}

static void add(struct finder *f, class_id class, struct attribute_set set)
{
	struct found found = {class, set};

	found.set.method = method_around(f, set.target, class);
	ARRAY_PUSH(f->arena, &f->sets, found);
}

/* The class whose attributes an expression's are: of its instances (self), or
 * its own (cls, C, type(self), self.__class__). */
static class_id class_of_owner(const struct finder *f, node_id owner,
                               bool *is_class_level)
{
	const struct classes *c = f->c;
	const struct tree *t = f->tree;
	symbol_id v = scopes_variable(c->scopes, owner);
	class_id class = classes_of_self(c, owner);

	*is_class_level = class == NO_CLASS;
	if (class != NO_CLASS)
		return class;
	if (v != NO_SYMBOL && c->of_cls[v] != 0)
		return c->of_cls[v] - 1;
	if (tree_kind(t, owner) == KIND_IDENTIFIER)
		return classes_named(c, owner);
	if (tree_kind(t, owner) == KIND_ATTRIBUTE &&
	    tree_name(t, tree_child(t, owner, FIELD_ATTRIBUTE)) ==
	        NAME_CLASS_CELL)
		return classes_of_self(c, tree_child(t, owner, FIELD_OBJECT));
	return NO_CLASS;
}

/* What is done with self.__dict__ or vars(self) that sets what is not known. */
static bool is_changed_dict(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);
	node_id name;

	if (classes_target_of(t, n) != NO_NODE)
		return true;
	switch (tree_kind(t, parent)) {
	case KIND_SUBSCRIPT:
		return classes_target_of(t, parent) != NO_NODE;
	case KIND_ASSIGNMENT:
	case KIND_NAMED_EXPRESSION:
		return true;
	case KIND_ATTRIBUTE:
		name = tree_child(t, parent, FIELD_ATTRIBUTE);
		return str_is(tree_text(t, name), "update") ||
		       str_is(tree_text(t, name), "setdefault") ||
		       str_is(tree_text(t, name), "pop") ||
		       str_is(tree_text(t, name), "clear") ||
		       str_is(tree_text(t, name), "__setitem__");
	default:
		return false;
	}
}

static void note_dict(struct finder *f, node_id n, class_id class)
{
	f->list[class].flags |= CLASS_USES_DICT;
	if (is_changed_dict(f->tree, n))
		f->list[class].flags |= CLASS_DYNAMIC;
}

static void find_in_attribute(struct finder *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	struct attribute_set set;
	node_id statement;
	class_id class;

	if (name == NAME_DICT) {
		class = classes_of_self(f->c, object);
		if (class != NO_CLASS)
			note_dict(f, n, class);
		return;
	}
	statement = classes_target_of(t, n);
	if (statement == NO_NODE || object == NO_NODE)
		return;
	set = set_at(f, n, statement);
	set.name = name;
	class = class_of_owner(f, object, &set.is_class_level);
	if (class != NO_CLASS && name != NAME_NONE)
		add(f, class, set);
}

/* setattr(self, "name", value), or with another name. */
static void find_setattr(struct finder *f, node_id call, node_id object,
                         bool is_deleted)
{
	const struct tree *t = f->tree;
	node_id name = object == NO_NODE ? NO_NODE : tree_sibling(t, object);
	struct attribute_set set = {
	    .target = call, .statement = call, .is_deleted = is_deleted};
	class_id class;
	struct str text;

	if (name == NO_NODE)
		return;
	class = class_of_owner(f, object, &set.is_class_level);
	if (class == NO_CLASS)
		return;
	if (!classes_string(t, name, &text)) {
		f->list[class].flags |= CLASS_DYNAMIC;
		return;
	}
	set.name = names_intern(t->names, text);
	set.value = is_deleted ? NO_NODE : tree_sibling(t, name);
	add(f, class, set);
}

/* super().__setattr__("name", value): the object is self. */
static void find_super_setattr(struct finder *f, node_id call, node_id first)
{
	node_id body = tree_enclosing_body(f->tree, call);
	class_id class =
	    body == NO_NODE ? NO_CLASS : classes_of_method(f->c, body);
	struct attribute_set set = {.target = call, .statement = call};
	struct str text;

	if (class == NO_CLASS || first == NO_NODE)
		return;
	if (!classes_string(f->tree, first, &text)) {
		f->list[class].flags |= CLASS_DYNAMIC;
		return;
	}
	set.name = names_intern(f->tree->names, text);
	set.value = tree_sibling(f->tree, first);
	add(f, class, set);
}

static bool is_super_call(const struct finder *f, node_id n)
{
	return tree_kind(f->tree, n) == KIND_CALL &&
	       imports_is(f->c->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  "builtins.super");
}

/* Of `self` and `self.method`: the class. */
static class_id class_of_referent(const struct finder *f, node_id n)
{
	if (tree_kind(f->tree, n) == KIND_ATTRIBUTE)
		n = tree_child(f->tree, n, FIELD_OBJECT);
	return tree_kind(f->tree, n) == KIND_IDENTIFIER
	           ? classes_of_self(f->c, n)
	           : NO_CLASS;
}

/* functools.update_wrapper by way of a module of the project: compat.functools
 */
static bool is_called_wrapper(const struct tree *t, node_id function)
{
	return tree_kind(t, function) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)),
	              "update_wrapper");
}

enum { MOST_ARGUMENTS = 64 }; /* that are looked at */

/* adopt(self, locals()): who gets both may set what is in one on the other. */
static void find_adoption(struct finder *f, node_id call)
{
	uint32_t left = MOST_ARGUMENTS;

	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);
	node_id list = tree_parent(f->tree, call);

	if (tree_kind(f->tree, list) != KIND_ARGUMENT_LIST ||
	    !(imports_is(f->c->imports, function, "builtins.locals") ||
	      imports_is(f->c->imports, function, "builtins.vars")))
		return;
	for (node_id a = tree_first(f->tree, list); a != NO_NODE && left-- > 0;
	     a = tree_sibling(f->tree, a)) {
		class_id class = tree_kind(f->tree, a) == KIND_IDENTIFIER
		                     ? classes_of_self(f->c, a)
		                     : NO_CLASS;

		if (class != NO_CLASS)
			f->list[class].flags |= CLASS_DYNAMIC;
	}
}

static void find_in_call(struct finder *f, node_id n)
{
	enum { SETATTR, DELATTR, SETATTR_OF, DELATTR_OF, VARS, WRAPPER };
	static const char *const functions[] = {"builtins.setattr",
	                                        "builtins.delattr",
	                                        "builtins.object.__setattr__",
	                                        "builtins.object.__delattr__",
	                                        "builtins.vars",
	                                        "functools.update_wrapper",
	                                        "weakref.ref",
	                                        "weakref.proxy",
	                                        "weakref.WeakMethod",
	                                        "weakref.finalize",
	                                        NULL};
	const struct tree *t = f->tree;
	node_id function = tree_child(t, n, FIELD_FUNCTION);
	node_id arguments = tree_child(t, n, FIELD_ARGUMENTS);
	node_id first =
	    arguments == NO_NODE ? NO_NODE : tree_first(t, arguments);
	class_id class;
	int which;

	if (first == NO_NODE)
		find_adoption(f, n);
	if (first == NO_NODE || tree_kind(t, arguments) != KIND_ARGUMENT_LIST)
		return;
	if (tree_kind(t, function) == KIND_ATTRIBUTE &&
	    is_super_call(f, tree_child(t, function, FIELD_OBJECT))) {
		if (str_is(
		        tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE)),
		        "__setattr__"))
			find_super_setattr(f, n, first);
		return;
	}
	which = imports_which(f->c->imports, function, functions);
	if (which < 0 && is_called_wrapper(t, function))
		which = WRAPPER;
	if (which < 0)
		return;
	if (which < VARS) {
		find_setattr(f, n, first,
		             which == DELATTR || which == DELATTR_OF);
		return;
	}
	class = class_of_referent(f, first);
	if (class == NO_CLASS)
		return;
	if (which == WRAPPER)
		f->list[class].flags |= CLASS_USES_DICT | CLASS_DYNAMIC;
	else if (which == VARS)
		note_dict(f, n, class);
	else
		f->list[class].flags |= CLASS_IS_WEAKLY_REFERENCED;
}

/* A name bound in a class's body. Functions and classes are no attributes that
 * are set, but methods and inner classes. */
static void find_in_body(struct finder *f, node_id n)
{
	const struct scopes *s = f->c->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	struct attribute_set set;
	uint32_t class;

	if (o == NULL || o->access == ACCESS_READ)
		return;
	class = f->of_class_scope[s->symbols[o->symbol].scope];
	if (class == 0 || s->symbols[o->symbol].owner != o->symbol ||
	    o->binding == BINDING_FUNCTION || o->binding == BINDING_CLASS)
		return;
	set = set_at(f, n,
	             o->access == ACCESS_DELETE ? classes_target_of(f->tree, n)
	                                        : o->cause);
	set.name = tree_name(f->tree, n);
	set.is_class_level = true;
	if (o->binding == BINDING_WALRUS)
		set.value = tree_child(f->tree, o->cause, FIELD_VALUE);
	add(f, class - 1, set);
}

/* Cut what was found into a part for each class. */
static void share_out(struct finder *f)
{
	struct attribute_set *sets =
	    ARENA_ARRAY(f->arena, f->sets.count + 1, struct attribute_set);

	for (uint32_t i = 0; i < f->sets.count; i++)
		f->list[f->sets.at[i].class].set_count++;
	for (class_id i = 0; i < f->c->count; i++) {
		f->list[i].sets = sets;
		sets += f->list[i].set_count;
		f->list[i].set_count = 0;
	}
	for (uint32_t i = 0; i < f->sets.count; i++) {
		struct class_info *info = &f->list[f->sets.at[i].class];
		struct attribute_set *into =
		    (struct attribute_set *)(uintptr_t)info->sets;

		into[info->set_count++] = f->sets.at[i].set;
	}
}

void classes_find_attributes(struct classes *classes, struct arena *arena,
                             struct class_info *list)
{
	const struct tree *t = classes->tree;
	const struct scopes *s = classes->scopes;
	uint32_t *of_scope = ARENA_ARRAY(arena, s->scope_count + 1, uint32_t);
	struct finder f = {.arena = arena,
	                   .c = classes,
	                   .tree = t,
	                   .list = list,
	                   .of_class_scope = of_scope};
	struct tree_each each =
	    TREE_EACH(t, KIND_ATTRIBUTE, KIND_CALL, KIND_IDENTIFIER);
	node_id n;

	if (classes->count == 0)
		return;
	for (class_id i = 0; i < classes->count; i++)
		if (list[i].scope != NO_SCOPE)
			of_scope[list[i].scope] = i + 1;
	while (tree_each(t, &each, &n))
		switch (tree_kind(t, n)) {
		case KIND_ATTRIBUTE:
			find_in_attribute(&f, n);
			break;
		case KIND_CALL:
			find_in_call(&f, n);
			break;
		case KIND_IDENTIFIER:
			find_in_body(&f, n);
			break;
		default:
			break;
		}
	share_out(&f);
	for (class_id i = 0; i < classes->count; i++)
		classes_find_slots(arena, t, &list[i]);
}

node_id classes_constant(const struct classes *c, node_id n)
{
	class_id class = classes_of_self(c, tree_first(c->tree, n));
	name_id name =
	    tree_name(c->tree, tree_child(c->tree, n, FIELD_ATTRIBUTE));
	const struct class_info *info;
	node_id value = NO_NODE;

	if (class == NO_CLASS)
		return NO_NODE;
	info = &c->list[class];
	for (uint32_t i = 0; i < info->set_count; i++) {
		if (info->sets[i].name != name)
			continue;
		if (value != NO_NODE || !info->sets[i].is_class_level)
			return NO_NODE;
		value = info->sets[i].value;
	}
	return value == NO_NODE ? NO_NODE : tree_value(c->tree, value);
}
