/* The methods that let go of what an attribute holds. */
#include "container.h"
#include "heap_model.h"

/* Is x of x.name an object that the function makes itself? What it does to that
 * says nothing of others. */
static bool is_own_object(const struct heap_builder *b, node_id holder)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	symbol_id variable;

	while (tree_kind(t, holder) == KIND_ATTRIBUTE)
		holder = tree_child(t, holder, FIELD_OBJECT);
	variable =
	    holder == NO_NODE ? NO_SYMBOL : scopes_variable(scopes, holder);
	only = scopes_only_binding(scopes, variable);
	return only != NULL && only->binding == BINDING_ASSIGNMENT &&
	       tree_kind(
	           t, tree_value(t, tree_child(t, only->cause, FIELD_RIGHT))) ==
	           KIND_CALL;
}

class_id heap_class_around(const struct heap_builder *b, node_id function)
{
	const struct tree *t = b->tree;
	class_id class = classes_of_method(&b->facts->classes, function);

	while (class == NO_CLASS && function != NO_NODE) {
		function = tree_ancestor(t, function, KIND_FUNCTION_DEFINITION);
		if (function != NO_NODE)
			class = classes_of_method(&b->facts->classes, function);
	}
	return class;
}

/* Is it a test, or what prepares one? Its objects are not those of others. */
static bool is_of_a_test(struct str method)
{
	return str_starts(method, "test") || str_starts(method, "setUp") ||
	       str_starts(method, "setup_") || str_is(method, "asyncSetUp");
}

static void add_release(struct heap_builder *b, node_id field,
                        enum release_kind kind)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	node_id attribute = tree_child(t, field, FIELD_ATTRIBUTE);
	node_id method = scopes->scopes[scopes_body(scopes, field)].node;
	name_id name = tree_name(t, attribute);
	struct str called;

	if (tree_kind(t, method) != KIND_FUNCTION_DEFINITION ||
	    heap_class_around(b, method) == NO_CLASS ||
	    is_own_object(b, tree_child(t, field, FIELD_OBJECT)))
		return;
	called = tree_text(t, tree_child(t, method, FIELD_NAME));
	if (str_starts(called, "__") && str_ends(called, "__") &&
	    !str_is(called, "__exit__") && !str_is(called, "__aexit__"))
		return;
	if (is_of_a_test(called))
		return;
	ARRAY_PUSH(
	    b->arena, &b->releases,
	    ((struct release){.method = method,
	                      .holder = tree_child(t, field, FIELD_OBJECT),
	                      .kind = name == NAME_DICT && kind != RELEASE_ONE
	                                  ? RELEASE_ALL
	                                  : kind,
	                      .next = b->first_release[name]}));
	b->first_release[name] = b->releases.count;
}

static bool is_nothing(const struct tree *t, node_id value)
{
	value = tree_value(t, value);
	switch (tree_kind(t, value)) {
	case KIND_NONE:
		return true;
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_DICTIONARY:
		return tree_first(t, value) == NO_NODE;
	default:
		return false;
	}
}

/* xs[:] = [] */
static bool is_emptied(const struct tree *t, node_id subscript)
{
	node_id statement = tree_parent(t, subscript);

	return tree_kind(t, statement) == KIND_ASSIGNMENT &&
	       tree_child(t, statement, FIELD_LEFT) == subscript &&
	       tree_kind(t, tree_child(t, subscript, FIELD_SUBSCRIPT)) ==
	           KIND_SLICE &&
	       tree_child(t, statement, FIELD_RIGHT) != NO_NODE &&
	       is_nothing(t, tree_child(t, statement, FIELD_RIGHT));
}

/* Does x of the attribute x.name occur in the value? */
static bool names_holder(const struct tree *t, node_id value, node_id attribute)
{
	name_id holder = tree_name(t, tree_child(t, attribute, FIELD_OBJECT));

	if (holder == NAME_NONE)
		return true;
	for (node_id n = value; n < tree_end(t, value); n++)
		if (tree_name(t, n) == holder)
			return true;
	return false;
}

/* Does its caller say which item the method lets go of, by the expression n? */
static enum release_kind kind_by_key(const struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	const struct tree *t = b->tree;
	const struct occurrence *only;
	symbol_id variable;

	while (tree_kind(t, n) == KIND_ATTRIBUTE)
		n = tree_child(t, n, FIELD_OBJECT);
	variable = tree_kind(t, n) == KIND_IDENTIFIER
	               ? scopes_variable(scopes, n)
	               : NO_SYMBOL;
	only = scopes_only_binding(scopes, variable);
	return only != NULL && only->binding == BINDING_PARAMETER &&
	               tree_name(t, n) != NAME_SELF
	           ? RELEASE_ONE
	           : RELEASE_ITEM;
}

/* x.name = None, = [] or = {}; del x.name; del x.name[k], x.name[:] = [] */
static void note_target(struct heap_builder *b, node_id n)
{
	const struct tree *t = b->tree;
	node_id parent = tree_parent(t, n), statement, value;

	if (tree_kind(t, parent) == KIND_SUBSCRIPT &&
	    tree_child(t, parent, FIELD_VALUE) == n) {
		if (is_emptied(t, parent))
			add_release(b, n, RELEASE_ITEM);
		else if (tree_kind(t, tree_parent(t, parent)) ==
		         KIND_DELETE_STATEMENT)
			add_release(
			    b, n,
			    kind_by_key(
			        b, tree_child(t, parent, FIELD_SUBSCRIPT)));
		return;
	}
	statement = classes_target_of(t, n);
	if (statement == NO_NODE)
		return;
	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT) {
		add_release(b, n, RELEASE_FIELD);
		return;
	}
	value = classes_assigned(t, statement, n);
	while (tree_kind(t, value) == KIND_ASSIGNMENT)
		value = tree_child(t, value, FIELD_RIGHT);
	if (value != NO_NODE)
		add_release(b, n,
		            is_nothing(t, value)        ? RELEASE_FIELD
		            : names_holder(t, value, n) ? RELEASE_OTHER
		                                        : RELEASE_APART);
}

/* The attribute of x.name.pop(), and of x.name[k].pop() of a dict of lists. */
static node_id emptied_attribute(const struct tree *t, node_id callee)
{
	node_id n = tree_kind(t, callee) == KIND_ATTRIBUTE
	                ? tree_child(t, callee, FIELD_OBJECT)
	                : NO_NODE;

	return tree_kind(t, n) == KIND_SUBSCRIPT ? tree_child(t, n, FIELD_VALUE)
	                                         : n;
}

/* Does what is done at `name`, a variable, let go of items of what it holds:
 * `del name[k]`, `name.pop()`? */
static bool is_emptying(const struct heap_builder *b, node_id name,
                        enum release_kind *kind)
{
	const struct tree *t = b->tree;
	node_id user = tree_parent(t, name), outer = tree_parent(t, user), key;

	if (tree_first(t, user) != name)
		return false;
	if (tree_kind(t, user) == KIND_SUBSCRIPT &&
	    tree_kind(t, outer) == KIND_DELETE_STATEMENT) {
		*kind = kind_by_key(b, tree_child(t, user, FIELD_SUBSCRIPT));
		return true;
	}
	if (tree_kind(t, user) != KIND_ATTRIBUTE ||
	    tree_kind(t, outer) != KIND_CALL ||
	    tree_child(t, outer, FIELD_FUNCTION) != user)
		return false;
	key = heap_positional(t, outer, 0);
	*kind = kind_by_key(b, key);
	return !is_own_object(b, key) &&
	       container_is_remover(
	           tree_text(t, tree_child(t, user, FIELD_ATTRIBUTE)));
}

/* Is the variable never emptied? Asked once for each: one that is assigned
 * thousands of attributes is looked through once for all. */
static bool is_never_emptied(struct heap_builder *b, symbol_id variable)
{
	enum { UNKNOWN, NEVER, SOMEWHERE };
	const struct scopes *scopes = &b->facts->scopes;
	enum release_kind kind;

	if (b->emptied == NULL)
		b->emptied =
		    ARENA_ARRAY(b->arena, scopes->symbol_count, uint8_t);
	if (b->emptied[variable] == UNKNOWN) {
		b->emptied[variable] = NEVER;
		for (const struct occurrence *o =
		         scopes_first(scopes, variable);
		     o != NULL; o = scopes_next(scopes, o))
			if (o->access == ACCESS_READ &&
			    is_emptying(b, o->node, &kind)) {
				b->emptied[variable] = SOMEWHERE;
				break;
			}
	}
	return b->emptied[variable] == NEVER;
}

/* items = x.name; del items[k] */
static void note_alias(struct heap_builder *b, node_id n)
{
	const struct scopes *scopes = &b->facts->scopes;
	node_id statement = tree_parent(b->tree, n), left;
	symbol_id variable;
	enum release_kind kind;
	uint32_t seen = 0;

	if (tree_kind(b->tree, statement) != KIND_ASSIGNMENT ||
	    tree_child(b->tree, statement, FIELD_RIGHT) != n)
		return;
	left = tree_child(b->tree, statement, FIELD_LEFT);
	variable = tree_kind(b->tree, left) == KIND_IDENTIFIER
	               ? scopes_variable(scopes, left)
	               : NO_SYMBOL;
	if (variable == NO_SYMBOL || is_never_emptied(b, variable))
		return;
	for (const struct occurrence *o = scopes_first(scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(b->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(scopes, o))
		if (o->access == ACCESS_READ && o->node > left &&
		    is_emptying(b, o->node, &kind))
			add_release(b, n, kind);
}

/* x.name.pop() and the like */
static void note_call(struct heap_builder *b, node_id call)
{
	const struct tree *t = b->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	node_id field = emptied_attribute(t, callee);
	struct str name;

	/* xs.remove(x) of its own x says nothing of others */
	if (tree_kind(t, field) != KIND_ATTRIBUTE ||
	    is_own_object(b, heap_positional(t, call, 0)))
		return;
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	if (container_is_remover(name))
		add_release(b, field,
		            kind_by_key(b, heap_positional(t, call, 0)));
}

void heap_note_release(struct heap_builder *b, node_id n)
{
	if (tree_kind(b->tree, n) == KIND_CALL)
		note_call(b, n);
	if (tree_kind(b->tree, n) == KIND_ATTRIBUTE) {
		note_target(b, n);
		note_alias(b, n);
	}
}
