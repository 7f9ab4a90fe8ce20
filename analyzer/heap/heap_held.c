/* Classes that are called: through a name that holds them, and whether that
 * runs their own constructor. */
#include "heap_model.h"

#include <string.h>

/* More than these are not looked through, once for each call. */
enum { MOST_BINDINGS_OF_MODULE = 16, MOST_BASES = 32 };

/* def f(make=Default): the default, of a parameter that is not bound again; a
 * function in f may be the one that reads it. */
static node_id default_of(struct heap_builder *b, node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	symbol_id variable = scopes_variable(s, n);
	const struct occurrence *o = scopes_only_binding(s, variable);
	node_id parameter;

	if (o == NULL || o->binding != BINDING_PARAMETER ||
	    tree_kind(t, s->scopes[s->symbols[variable].scope].node) !=
	        KIND_FUNCTION_DEFINITION)
		return NO_NODE;
	parameter = tree_parent(t, o->node);
	return tree_kind(t, parameter) == KIND_DEFAULT_PARAMETER ||
	               tree_kind(t, parameter) == KIND_TYPED_DEFAULT_PARAMETER
	           ? tree_child(t, parameter, FIELD_VALUE)
	           : NO_NODE;
}

/* The class that is defined in the class's body. */
static node_id inner_class(const struct tree *t, node_id body, name_id name)
{
	uint32_t looked_at = 0;

	for (node_id s = tree_first(t, body);
	     s != NO_NODE && !bounds_exceeded(t, REACHED_BODY, ++looked_at, s);
	     s = tree_sibling(t, s))
		if (tree_kind(t, s) == KIND_CLASS_DEFINITION &&
		    tree_name(t, tree_child(t, s, FIELD_NAME)) == name)
			return s;
	return NO_NODE;
}

/* self.maker = self.maker(...): what is made takes its maker's place. */
static bool is_made_of_itself(const struct tree *t,
                              const struct attribute_set *set)
{
	node_id made =
	    set->value == NO_NODE ? NO_NODE : tree_value(t, set->value);
	node_id callee;

	if (set->is_class_level || tree_kind(t, made) != KIND_CALL)
		return false;
	callee = tree_value(t, tree_child(t, made, FIELD_FUNCTION));
	return tree_kind(t, callee) == KIND_ATTRIBUTE &&
	       tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)) ==
	           set->name;
}

/* self.maker of class: maker = C, or class maker: ... in its body, which
 * nothing else sets. */
static node_id class_level(struct heap_builder *b, class_id class, name_id name)
{
	const struct classes *c = &b->facts->classes;
	node_id found = NO_NODE;

	if (c->list[class].order_count > MOST_BASES)
		return NO_NODE;
	for (uint32_t i = 0; i < c->list[class].order_count; i++) {
		const struct class_info *info =
		    &c->list[c->list[class].order[i]];
		node_id inner = inner_class(
		    b->tree, tree_child(b->tree, info->node, FIELD_BODY), name);

		if (bounds_exceeded(b->tree, REACHED_SETS, info->set_count,
		                    info->node))
			return NO_NODE;
		for (uint32_t k = 0; k < info->set_count; k++) {
			if (info->sets[k].name != name ||
			    is_made_of_itself(b->tree, &info->sets[k]))
				continue;
			if (!info->sets[k].is_class_level ||
			    (info->sets[k].value == NO_NODE &&
			     inner == NO_NODE))
				return NO_NODE;
			if (found == NO_NODE)
				found = info->sets[k].value;
		}
		if (found == NO_NODE)
			found = inner;
	}
	return found;
}

/* The same, where only classes that derive from it say what it is: the first of
 * this file. */
static node_id subclass_level(struct heap_builder *b, class_id class,
                              name_id name)
{
	const struct classes *c = &b->facts->classes;
	node_id found = NO_NODE;

	if (bounds_exceeded(b->tree, REACHED_CLASSES, c->count, 0))
		return NO_NODE;
	for (class_id d = 0; d < c->count && found == NO_NODE; d++)
		if (d != class && classes_derives(c, d, class))
			found = class_level(b, d, name);
	return found;
}

void heap_note_bodies(struct heap_builder *b)
{
	const struct classes *c = &b->facts->classes;
	const struct tree *t = b->tree;

	b->is_of_class = ARENA_ARRAY(b->arena, names_count(t->names), bool);
	for (node_id n = tree_first_of(t, KIND_CLASS_DEFINITION); n != NO_NODE;
	     n = tree_next_of(t, n))
		b->is_of_class[tree_name(t, tree_child(t, n, FIELD_NAME))] =
		    true;
	for (class_id i = 0; i < c->count; i++)
		for (uint32_t k = 0; k < c->list[i].set_count; k++)
			if (c->list[i].sets[k].is_class_level)
				b->is_of_class[c->list[i].sets[k].name] = true;
}

/* What bodies of classes bind the name to: its own, or those that derive from
 * it where that says nothing. */
static node_id body_value(struct heap_builder *b, class_id class, name_id name)
{
	node_id found = class_level(b, class, name), below;

	if (found != NO_NODE && tree_kind(b->tree, found) != KIND_NONE)
		return found;
	below = subclass_level(b, class, name);
	return below == NO_NODE ? found : below;
}

/* The value that `self.name` gets in a method, and only there, from a parameter
 * with a default: that default. */
static node_id default_kept(struct heap_builder *b, class_id class,
                            name_id name)
{
	const struct class_info *info = &b->facts->classes.list[class];
	const struct attribute_set *found = NULL;

	if (bounds_exceeded(b->tree, REACHED_SETS, info->set_count, info->node))
		return NO_NODE;
	for (uint32_t i = 0; i < info->set_count; i++) {
		if (info->sets[i].name != name || info->sets[i].is_declared)
			continue;
		if (found != NULL || info->sets[i].is_class_level)
			return NO_NODE;
		found = &info->sets[i];
	}
	if (found == NULL || found->method == NO_NODE ||
	    tree_kind(b->tree, found->value) != KIND_IDENTIFIER)
		return NO_NODE;
	return default_of(b, found->value);
}

/* What the module binds the name to: the first class or builtin, if functions
 * may set it as well. */
static node_id module_value(struct heap_builder *b, node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	symbol_id variable = scopes_variable(s, n);
	int left = MOST_BINDINGS_OF_MODULE;

	if (variable == NO_SYMBOL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_MODULE)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && left-- > 0; o = scopes_next(s, o)) {
		node_id value;

		if (o->binding == BINDING_NONE ||
		    s->symbols[o->symbol].scope != 0)
			continue;
		if (o->binding != BINDING_ASSIGNMENT)
			return NO_NODE;
		value = classes_assigned(b->tree, o->cause, o->node);
		if (value != NO_NODE &&
		    tree_kind(b->tree, tree_value(b->tree, value)) ==
		        KIND_IDENTIFIER)
			return tree_value(b->tree, value);
	}
	return NO_NODE;
}

bool heap_is_called_as_class(const struct tree *t, node_id n)
{
	struct str name = tree_text(t, n);
	bool has_small = false;

	for (uint32_t i = 0; i < name.length; i++)
		has_small |= name.at[i] >= 'a' && name.at[i] <= 'z';
	return tree_kind(t, n) == KIND_IDENTIFIER && has_small &&
	       name.at[0] >= 'A' && name.at[0] <= 'Z';
}

/* Of `a or C` and `C if x else D`: C, which is called in some runs; of C[T] the
 * generic class. */
static node_id choice(const struct tree *t, node_id n)
{
	node_id chosen = NO_NODE;

	if (tree_kind(t, n) == KIND_SUBSCRIPT &&
	    heap_is_called_as_class(t, tree_child(t, n, FIELD_VALUE)))
		chosen = tree_child(t, n, FIELD_VALUE);

	if (tree_kind(t, n) == KIND_BOOLEAN_OPERATOR)
		chosen = tree_child(t, n, FIELD_RIGHT);
	if (tree_kind(t, n) == KIND_CONDITIONAL_EXPRESSION)
		chosen = tree_child_at(t, n, 0);
	return chosen == NO_NODE ? NO_NODE : tree_value(t, chosen);
}

/* The class that n, the `cls` of a class method, is or derives from. */
static class_id class_passed(const struct heap_builder *b,
                             const struct heap_function *f, node_id n)
{
	const struct classes *c = &b->facts->classes;
	const struct scopes *s = &b->facts->scopes;
	class_id class =
	    f->node == 0 ? NO_CLASS : classes_of_method(c, f->node);
	const struct occurrence *only;

	if (class == NO_CLASS || tree_kind(b->tree, n) != KIND_IDENTIFIER ||
	    classes_method_kind(c, f->node) != METHOD_CLASS ||
	    scopes_variable(s, n) == NO_SYMBOL)
		return NO_CLASS;
	only = scopes_only_binding(s, scopes_variable(s, n));
	return only != NULL &&
	               only->node == classes_first_parameter(b->tree, f->node)
	           ? class
	           : NO_CLASS;
}

/* The class of x, of `type(x)` and `x.__class__`. */
static class_id class_asked(struct heap_builder *b, struct heap_function *f,
                            node_id n)
{
	const struct tree *t = b->tree;
	node_id of = NO_NODE;
	object_id object;

	if (tree_kind(t, n) == KIND_ATTRIBUTE &&
	    tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE)) == NAME_CLASS_CELL)
		of = tree_value(t, tree_child(t, n, FIELD_OBJECT));
	else if (tree_kind(t, n) == KIND_CALL &&
	         imports_is(&b->facts->imports,
	                    tree_child(t, n, FIELD_FUNCTION), "builtins.type"))
		of = heap_positional(t, n, 0);
	object = of == NO_NODE ? NO_OBJECT : object_of(b, f, of);
	return object == NO_OBJECT ? NO_CLASS : f->objects.at[object].class;
}

/* What the name, attribute or choice n holds, one step further. */
node_id heap_held_value(struct heap_builder *b, struct heap_function *f,
                        node_id n)
{
	const struct tree *t = b->tree;
	node_id found;
	class_id class = NO_CLASS;
	node_id object;
	name_id name;
	object_id self;

	if (f != NULL)
		class = class_asked(b, f, n);
	if (class != NO_CLASS)
		return b->facts->classes.list[class].node;
	if (tree_kind(t, n) == KIND_IDENTIFIER) {
		found = f == NULL ? NO_NODE : default_of(b, n);
		found = found == NO_NODE && f != NULL ? heap_picked(b, f, n)
		                                      : found;
		return found == NO_NODE ? module_value(b, n) : found;
	}
	if (tree_kind(t, n) != KIND_ATTRIBUTE) {
		found = f == NULL ? NO_NODE : heap_picked(b, f, n);
		return found == NO_NODE ? choice(t, n) : found;
	}
	object = tree_value(t, tree_child(t, n, FIELD_OBJECT));
	name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	if (f == NULL) {
		if (tree_kind(t, object) == KIND_IDENTIFIER)
			class = classes_of_self(&b->facts->classes, object);
	} else {
		self = object_of(b, f, object);
		class = self != NO_OBJECT ? f->objects.at[self].class
		                          : class_passed(b, f, object);
	}
	if (class == NO_CLASS)
		return NO_NODE;
	found = b->is_of_class[name] ? body_value(b, class, name) : NO_NODE;
	return found == NO_NODE ? default_kept(b, class, name) : found;
}

/* The module's name for n, the value of `C = C` in a class's body. */
static node_id named_by_module(const struct heap_builder *b, node_id n)
{
	const struct scopes *s = &b->facts->scopes;
	symbol_id variable = tree_kind(b->tree, n) == KIND_IDENTIFIER
	                         ? scopes_variable(s, n)
	                         : NO_SYMBOL;
	const struct occurrence *only;

	if (variable == NO_SYMBOL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_CLASS)
		return n;
	variable = scopes_symbol(s, 0, tree_name(b->tree, n));
	only = scopes_only_binding(s, variable);
	if (only == NULL)
		return n;
	return only->binding == BINDING_CLASS ? only->cause : only->node;
}

enum { MOST_STEPS = 4 };

node_id heap_held_class(struct heap_builder *b, struct heap_function *f,
                        node_id callee)
{
	const struct tree *t = b->tree;

	for (int i = 0; i < MOST_STEPS; i++) {
		node_id next = heap_held_value(b, f, callee);

		if (next == NO_NODE)
			break;
		if (tree_kind(t, next) == KIND_CLASS_DEFINITION)
			return next;
		callee = tree_value(t, next);
		if (callee ==
		    tree_value(
		        t, tree_child(t, tree_parent(t, callee), FIELD_RIGHT)))
			callee = named_by_module(b, callee);
	}
	return callee;
}

/* Does the text say that there is one of something: `Singleton`? */
static bool names_one_object(struct str text)
{
	for (uint32_t i = 0; i + 8 <= text.length; i++)
		if (memcmp(text.at + i, "ingleton", 8) == 0)
			return true;
	return false;
}

bool heap_is_made_otherwise(const struct heap_builder *b,
                            const struct class_info *info, node_id init)
{
	const struct tree *t = b->tree;
	node_id around = tree_parent(t, info->node);
	node_id bases = tree_child(t, info->node, FIELD_SUPERCLASSES);

	if (info->flags & CLASS_IS_UNSURE)
		return true;
	if (!(info->flags & (CLASS_HAS_METACLASS | CLASS_UNKNOWN_DECORATOR)))
		return false;
	if (init == NO_NODE)
		return true;
	if (tree_kind(t, around) == KIND_DECORATED_DEFINITION)
		for (node_id d = tree_first(t, around);
		     d != NO_NODE && d < info->node; d = tree_sibling(t, d))
			if (names_one_object(tree_text(t, d)))
				return true;
	return bases != NO_NODE && names_one_object(tree_text(t, bases));
}
