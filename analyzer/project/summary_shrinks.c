/* The part of a summary about what the file takes out of others' containers. */
#include "container.h"
#include "dotted.h"
#include "summary_parts.h"
#include "texts.h"

#include <string.h>

/* The container that the node n takes elements out of or replaces, or NO_NODE:
 * x.pop(), del x[k], x[a:b] = y; x = y if x is of a module or class. */
static node_id shrunk_by(const struct tree *t, node_id n)
{
	node_id target, index;

	switch (tree_kind(t, n)) {
	case KIND_ATTRIBUTE:
		if (container_is_remover(
		        tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE))))
			return tree_child(t, n, FIELD_OBJECT);
		return classes_target_of(t, n) == NO_NODE ? NO_NODE : n;
	case KIND_SUBSCRIPT:
		target = classes_target_of(t, n);
		index = tree_child(t, n, FIELD_SUBSCRIPT);
		return target != NO_NODE &&
		               (tree_kind(t, target) == KIND_DELETE_STATEMENT ||
		                tree_kind(t, index) == KIND_SLICE)
		           ? tree_child(t, n, FIELD_VALUE)
		           : NO_NODE;
	default:
		return NO_NODE;
	}
}

/* self.x, cls.x, C.x of a class of this file */
static bool is_of_class(const struct facts *f, node_id object)
{
	symbol_id variable = scopes_variable(&f->scopes, object);

	return variable != NO_SYMBOL &&
	       (f->classes.of_self[variable] != 0 ||
	        f->classes.of_cls[variable] != 0 ||
	        classes_named(&f->classes, object) != NO_CLASS);
}

/* D of D[k], D.get(k), D.setdefault(k, []): what is taken out of a list in a
 * dict is taken out of what is in the dict. */
static node_id around_entry(const struct tree *t, node_id n)
{
	node_id callee = tree_child(t, n, FIELD_FUNCTION);
	struct str method =
	    tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));

	if (tree_kind(t, n) == KIND_SUBSCRIPT)
		return tree_value(t, tree_child(t, n, FIELD_VALUE));
	return tree_kind(t, n) == KIND_CALL &&
	               (str_is(method, "get") || str_is(method, "setdefault"))
	           ? tree_value(t, tree_child(t, callee, FIELD_OBJECT))
	           : n;
}

static void add_shrink(struct texts *shrinks, const struct facts *f,
                       node_id container, bool is_replaced)
{
	const struct tree *t = f->tree;
	bool is_name = tree_kind(t, container) == KIND_IDENTIFIER;
	node_id object = tree_child(t, container, FIELD_OBJECT);
	node_id name =
	    is_name ? container : tree_child(t, container, FIELD_ATTRIBUTE);
	struct str origin;

	if ((!is_name && tree_kind(t, container) != KIND_ATTRIBUTE) ||
	    (is_name && scopes_variable(&f->scopes, name) != NO_SYMBOL &&
	     imports_of_variable(&f->imports,
	                         scopes_variable(&f->scopes, name)) == NULL))
		return;
	origin = imports_origin(&f->imports, container);
	if (origin.length != 0)
		origin = dotted_absolute(f->arena, f, origin);
	if (origin.length != 0)
		texts_add(f->arena, shrinks, str_copy(f->arena, origin));
	else if (!is_replaced)
		texts_add(
		    f->arena, shrinks,
		    arena_format(f->arena, "%c%.*s",
		                 !is_name && is_of_class(f, object) ? '@' : '?',
		                 STR_ARG(tree_text(t, name))));
}

void summary_find_shrinks(struct summary *summary, struct arena *arena,
                          const struct facts *facts)
{
	const struct tree *t = facts->tree;
	struct texts shrinks = {0};
	struct tree_each each = TREE_EACH(t, KIND_ATTRIBUTE, KIND_SUBSCRIPT);
	node_id n;

	while (!facts->is_test && tree_each(t, &each, &n)) {
		node_id container = shrunk_by(t, n);

		if (container != NO_NODE)
			add_shrink(&shrinks, facts,
			           around_entry(t, tree_value(t, container)),
			           container == n);
	}
	texts_sort(&shrinks);
	summary->shrinks = texts_keep(&shrinks, arena);
	summary->shrink_count = shrinks.list.count;
}
