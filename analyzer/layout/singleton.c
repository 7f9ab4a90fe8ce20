#include "singleton.h"

#include "bounds.h"
#include "data.h"
#include "layout.h"

/* What an `if` or an `assert` asks, or NO_NODE. */
static node_id asked(const struct tree *t, node_id statement)
{
	switch (tree_kind(t, statement)) {
	case KIND_IF_STATEMENT:
		return tree_child(t, statement, FIELD_CONDITION);
	case KIND_ASSERT_STATEMENT:
		return tree_first(t, statement);
	default:
		return NO_NODE;
	}
}

/* Does the function ask for what is called `name` before n, which may be in
 * that `if`: `if C.instance is None`? */
static bool is_asked_first(const struct facts *f, node_id n, name_id name)
{
	const struct tree *t = f->tree;
	node_id function = tree_ancestor(t, n, KIND_FUNCTION_DEFINITION);

	if (function == NO_NODE)
		return false;
	for (node_id i = function; i < n; i++) {
		node_id condition = asked(t, i);

		if (condition == NO_NODE)
			continue;
		for (node_id c = condition; c < tree_end(t, condition); c++)
			if (tree_name(t, c) == name)
				return true;
	}
	return false;
}

/* C(), cls(), super().__new__(cls), object.__new__(cls) */
static bool makes_class(const struct facts *f, node_id call, class_id class)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION), name;
	symbol_id variable;

	if (tree_kind(t, call) != KIND_CALL)
		return false;
	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		return tree_name(t, tree_child(t, callee, FIELD_ATTRIBUTE)) ==
		       NAME_NEW;
	name = callee;
	if (tree_kind(t, name) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(&f->scopes, name);
	return classes_named(&f->classes, name) == class ||
	       (variable != NO_SYMBOL &&
	        f->classes.of_cls[variable] == class + 1);
}

/* Is the value the object that the class has then: itself, in a method that
 * has one, or a new one? */
static bool is_instance(const struct facts *f, node_id value, class_id class)
{
	if (value == NO_NODE)
		return false;
	value = tree_value(f->tree, value);
	return (tree_kind(f->tree, value) == KIND_IDENTIFIER &&
	        classes_of_self(&f->classes, value) == class) ||
	       makes_class(f, value, class);
}

static bool is_let_go(const struct facts *f, const struct attribute_set *set)
{
	return set->is_deleted ||
	       (set->method != NO_NODE && set->value != NO_NODE &&
	        tree_kind(f->tree, tree_value(f->tree, set->value)) ==
	            KIND_NONE);
}

/* cls.instance = cls(), C.instance = self: and nothing takes it away */
static bool is_kept_by_class(const struct facts *f, class_id class)
{
	const struct class_info *info = &f->classes.list[class];

	if (bounds_exceeded(f->tree, REACHED_SETS, info->set_count, info->node))
		return true;
	for (uint32_t i = 0; i < info->set_count; i++) {
		const struct attribute_set *set = &info->sets[i];
		bool is_kept = set->is_class_level && set->method != NO_NODE &&
		               is_instance(f, set->value, class) &&
		               is_asked_first(f, set->target, set->name);

		for (uint32_t k = 0; is_kept && k < info->set_count; k++)
			is_kept = info->sets[k].name != set->name ||
			          !is_let_go(f, &info->sets[k]);
		if (is_kept)
			return true;
	}
	return false;
}

/* Is the global never bound to None, nor deleted, by a function? */
static bool stays(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	const struct occurrence *o = scopes_first(s, variable);
	uint32_t seen = 0;

	for (; o != NULL &&
	       !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		node_id value;

		if (o->access == ACCESS_DELETE)
			return false;
		if (o->binding != BINDING_ASSIGNMENT ||
		    scopes_body(s, o->node) == 0)
			continue;
		value = classes_assigned(f->tree, o->cause, o->node);
		if (value != NO_NODE &&
		    tree_kind(f->tree, tree_value(f->tree, value)) == KIND_NONE)
			return false;
	}
	return o == NULL;
}

/* if _instance is None: _instance = C(), where that is a global. */
static class_id kept_by_global(const struct facts *f, node_id assignment)
{
	const struct tree *t = f->tree;
	node_id name = tree_child(t, assignment, FIELD_LEFT);
	node_id value = tree_child(t, assignment, FIELD_RIGHT);
	symbol_id variable = tree_kind(t, name) == KIND_IDENTIFIER
	                         ? scopes_variable(&f->scopes, name)
	                         : NO_SYMBOL;
	class_id class;

	if (variable == NO_SYMBOL || value == NO_NODE ||
	    f->scopes.symbols[variable].scope != 0 ||
	    scopes_body(&f->scopes, assignment) == 0)
		return NO_CLASS;
	value = tree_value(t, value);
	class = tree_kind(t, value) == KIND_IDENTIFIER
	            ? classes_of_self(&f->classes, value)
	        : tree_kind(t, value) == KIND_CALL
	            ? classes_named(&f->classes,
	                            tree_child(t, value, FIELD_FUNCTION))
	            : NO_CLASS;
	return class != NO_CLASS &&
	               is_asked_first(f, assignment, tree_name(t, name)) &&
	               stays(f, variable)
	           ? class
	           : NO_CLASS;
}

/* class C(metaclass=Singleton), class C(SingletonMixin) */
static bool is_said_to_be_single(const struct facts *f, class_id class)
{
	static const char *const words[] = {"singleton", NULL};
	const struct tree *t = f->tree;
	node_id list =
	    tree_child(t, f->classes.list[class].node, FIELD_SUPERCLASSES);

	if (list == NO_NODE)
		return false;
	for (node_id n = list; n < tree_end(t, list); n++)
		if (tree_kind(t, n) == KIND_IDENTIFIER &&
		    data_has_word_of(tree_text(t, n), true, words))
			return true;
	return false;
}

const bool *singleton_find(struct arena *arena, const struct facts *facts)
{
	const struct classes *c = &facts->classes;
	bool *own = ARENA_ARRAY(arena, c->count + 1, bool);
	bool *found = ARENA_ARRAY(arena, c->count + 1, bool);
	struct tree_each each = TREE_EACH(facts->tree, KIND_ASSIGNMENT);
	node_id n;

	for (class_id i = 0; i < c->count; i++)
		own[i] = is_kept_by_class(facts, i) ||
		         is_said_to_be_single(facts, i);
	while (c->count > 0 && tree_each(facts->tree, &each, &n)) {
		class_id class = kept_by_global(facts, n);

		if (class != NO_CLASS)
			own[class] = true;
	}
	for (class_id i = 0; i < c->count; i++)
		for (uint32_t k = 0; k < c->list[i].order_count; k++)
			found[i] |= own[c->list[i].order[k]];
	return found;
}

bool singleton_is_self(struct arena *arena, const struct facts *facts,
                       symbol_id variable)
{
	class_id class = facts->classes.of_self[variable] - 1;

	return class != NO_CLASS &&
	       (facts_layouts(facts)[class].made == MADE_AT_TOP ||
	        singleton_find(arena, facts)[class]);
}
