/* Rings that a caller chooses: by what it passes, a reference is weak, or to
 * something else. */
#include "heap_model.h"

/* Files are searched for the calls of a class so many times. */
enum { MOST_SEARCHES = 32 };

/* Of `self.name = value`, at the target, the value; or NO_NODE. */
static node_id stored_at(const struct tree *t, node_id target)
{
	node_id statement = tree_kind(t, target) == KIND_ATTRIBUTE
	                        ? classes_target_of(t, target)
	                        : NO_NODE;
	node_id value;

	if (tree_kind(t, statement) != KIND_ASSIGNMENT)
		return NO_NODE;
	value = classes_assigned(t, statement, target);
	return value == NO_NODE ? NO_NODE : tree_value(t, value);
}

/* -------------------------------------------------------------- weak or strong
 */

/* Is it `target = weakref.ref(x)`, or `value = weakref.ref(value)` of what is
 * stored there? */
static bool makes_it_weak(struct heap_builder *b, node_id assignment,
                          node_id target, node_id value)
{
	const struct tree *t = b->tree;
	node_id left = tree_child(t, assignment, FIELD_LEFT);
	node_id right = tree_child(t, assignment, FIELD_RIGHT);

	if (right == NO_NODE)
		return false;
	right = tree_value(t, right);
	return left != target && tree_kind(t, right) == KIND_CALL &&
	       (tree_same(t, left, target) ||
	        (tree_kind(t, value) == KIND_IDENTIFIER &&
	         tree_same(t, left, value))) &&
	       heap_makes_weak(b, tree_child(t, right, FIELD_FUNCTION));
}

/* Does the function that stores it store it weakly as well, in other runs? */
static bool is_weak_elsewhere(struct heap_builder *b, const struct edge *e)
{
	const struct tree *t = b->tree;
	node_id value = stored_at(t, e->node);
	node_id function = tree_ancestor(t, e->node, KIND_FUNCTION_DEFINITION);

	if (value == NO_NODE || function == NO_NODE ||
	    !imports_has_module(&b->facts->imports, "weakref"))
		return false;
	for (node_id n = function; n < tree_end(t, function); n++)
		if (tree_kind(t, n) == KIND_ASSIGNMENT &&
		    makes_it_weak(b, n, e->node, value))
			return true;
	return false;
}

/* --------------------------------------------------------- something else
 * given
 */

/* The parameter that the value is, unless it is left out: `x or self`. */
static node_id left_out(struct heap_builder *b, node_id value)
{
	const struct tree *t = b->tree;

	if (tree_kind(t, value) == KIND_BOOLEAN_OPERATOR)
		value = tree_value(t, tree_child(t, value, FIELD_LEFT));
	else if (tree_kind(t, value) == KIND_CONDITIONAL_EXPRESSION)
		value = tree_value(t, tree_child_at(t, value, 0));
	else
		return NO_NODE;
	return tree_kind(t, value) == KIND_IDENTIFIER ? value : NO_NODE;
}

/* Is something given for the parameter of this number? */
static bool is_given(const struct tree *t, node_id call, node_id function,
                     uint32_t index)
{
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t next = 1; /* after the new object */

	for (node_id a = tree_first(t, list); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		uint32_t to = next;

		if (heap_is_splat(tree_kind(t, a)))
			return true;
		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT)
			to = heap_parameter_called(
			    t, function,
			    tree_name(t, tree_child(t, a, FIELD_NAME)));
		else
			next++;
		if (to == index)
			return tree_kind(t, heap_argument(t, a)) != KIND_NONE;
	}
	return false;
}

static bool is_call_of(const struct tree *t, node_id call, name_id class)
{
	node_id callee = tree_child(t, call, FIELD_FUNCTION);

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	return tree_name(t, callee) == class;
}

/* Is the parameter of the constructor given by each call of the class here, of
 * which there are some? */
static bool is_always_given(struct heap_builder *b, node_id function,
                            uint32_t index)
{
	const struct tree *t = b->tree;
	class_id class = classes_of_method(&b->facts->classes, function);
	bool is_any = false;

	if (class == NO_CLASS || index >= MOST_ARGUMENTS ||
	    tree_name(t, tree_child(t, function, FIELD_NAME)) != NAME_INIT ||
	    b->search_count++ >= MOST_SEARCHES)
		return false;
	for (node_id n = 0; n < t->count; n++) {
		if (tree_kind(t, n) != KIND_CALL ||
		    !is_call_of(t, n, b->facts->classes.list[class].name))
			continue;
		if (!is_given(t, n, function, index))
			return false;
		is_any = true;
	}
	return is_any;
}

/* Is `x or self` stored, where x is always given? */
static bool is_never_left_out(struct heap_builder *b, const struct edge *e)
{
	const struct tree *t = b->tree;
	node_id value = stored_at(t, e->node);
	node_id parameter = value == NO_NODE ? NO_NODE : left_out(b, value);
	node_id function = tree_ancestor(t, e->node, KIND_FUNCTION_DEFINITION);

	return parameter != NO_NODE && function != NO_NODE &&
	       heap_chosen(b, value) != value &&
	       is_always_given(b, function,
	                       heap_parameter(b, function, parameter));
}

bool heap_is_by_choice(struct heap_builder *b, const struct ring *ring)
{
	for (uint32_t k = 0; k < ring->count; k++) {
		const struct edge *e = ring->edges[k];

		if (!(e->flags & EDGE_IS_LOAD) && e->field != FIELD_ITEM &&
		    (is_weak_elsewhere(b, e) || is_never_left_out(b, e)))
			return true;
	}
	return false;
}
