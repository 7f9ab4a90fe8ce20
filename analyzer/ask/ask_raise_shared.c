/* Part of ask_raise.c: exceptions that are made once for the whole process. */
#include "ask_raise.h"

#include "bounds.h"

/* Is `x` of x.__traceback__ or x.with_traceback: whoever writes this knows. */
static bool is_cut_at(const struct tree *t, node_id n)
{
	node_id outer = tree_parent(t, n), name;

	if (tree_kind(t, outer) != KIND_ATTRIBUTE || tree_first(t, outer) != n)
		return false;
	name = tree_child(t, outer, FIELD_ATTRIBUTE);
	return str_is(tree_text(t, name), "__traceback__") ||
	       str_is(tree_text(t, name), "with_traceback");
}

static node_id assigned(const struct tree *t, const struct occurrence *o)
{
	return o->binding == BINDING_ASSIGNMENT
	           ? classes_assigned(t, o->cause, o->node)
	           : NO_NODE;
}

/* The value that makes a module-level variable hold exception instances (or
 * None) and nothing else; NO_NODE if it may hold something else. */
static node_id instance_of_variable(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	node_id found = NO_NODE;
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		node_id value;

		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    is_cut_at(f->tree, o->node))
			return NO_NODE;
		if (o->access == ACCESS_READ ||
		    o->binding == BINDING_ANNOTATION)
			continue;
		value = assigned(f->tree, o);
		if (value == NO_NODE ||
		    scopes_body(s, o->node) != s->symbols[variable].scope)
			return NO_NODE;
		if (tree_kind(f->tree, value) == KIND_NONE)
			continue;
		if (!ask_raise_is_instance(f, value))
			return NO_NODE;
		found = value;
	}
	return found;
}

/* The class whose attribute n surely is: C.name, self.name, cls.name. */
static class_id class_of(const struct facts *f, node_id n)
{
	node_id object = tree_value(f->tree, tree_first(f->tree, n));
	class_id class = classes_of_self(&f->classes, object);
	symbol_id v = scopes_variable(&f->scopes, object);

	if (class == NO_CLASS)
		class = classes_named(&f->classes, object);
	if (class == NO_CLASS && v != NO_SYMBOL)
		class = f->classes.of_cls[v] - 1; /* 0 gives NO_CLASS */
	return class;
}

/* The same for a class-level attribute that no method sets. */
static node_id instance_of_class(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	class_id class = class_of(f, n);
	const struct class_info *info;
	node_id found = NO_NODE;

	if (class == NO_CLASS)
		return NO_NODE;
	info = &f->classes.list[class];
	if (info->flags & (CLASS_SETS_ANY | CLASS_DYNAMIC | CLASS_IS_UNSURE))
		return NO_NODE;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];

		if (set->name != name)
			continue;
		if (!set->is_class_level || set->value == NO_NODE ||
		    set->method != NO_NODE || set->is_deleted ||
		    !ask_raise_is_instance(f, set->value))
			return NO_NODE;
		found = set->value;
	}
	return found;
}

node_id ask_raise_shared(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable;

	if (tree_kind(f->tree, n) == KIND_ATTRIBUTE)
		return instance_of_class(f, n);
	variable = scopes_variable(s, n);
	if (variable == NO_SYMBOL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_MODULE)
		return NO_NODE;
	return instance_of_variable(f, variable);
}
