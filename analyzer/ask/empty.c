#include "empty.h"

#include "ask.h"
#include "container.h"

/* What takes less is not worth a word. */
enum { FEWEST_BYTES = 200 };

/* Statements after the one that makes it that are looked at. */
enum { MOST_STATEMENTS = 16 };

/* Does the call make an empty container that takes much for that? */
static bool is_costly(const struct facts *f, node_id call, struct empty *empty)
{
	static const char *const makers[] = {
	    "builtins.set", "collections.deque", "collections.defaultdict",
	    "builtins.dict", NULL};
	static const struct {
		const char *words;
		enum cost_container column;
		uint32_t arguments;
	} kinds[] = {{"a set", COST_NEW_SET, 0},
	             {"a deque", COST_NEW_DEQUE, 0},
	             {"a defaultdict", COST_NEW_DEFAULTDICT, 1},
	             {"a dict", COST_NEW_DICT, 0}};
	int which = imports_which(
	    &f->imports, tree_child(f->tree, call, FIELD_FUNCTION), makers);
	uint32_t count;

	if (which < 0)
		return false;
	count = ask_argument_count(f, call);
	if (kinds[which].column == COST_NEW_DEQUE && count == 1 &&
	    ask_keyword(f, call, "maxlen") != NO_NODE)
		count = 0;
	if (count > kinds[which].arguments)
		return false;
	empty->words = kinds[which].words;
	empty->bytes =
	    cost_bytes(f->target, COST_CONTAINER, kinds[which].column);
	return empty->bytes >= FEWEST_BYTES;
}

/* The expression that is stored with the call in it: (x, set()), {"a": set()}.
 */
static node_id record_around(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n), around = tree_parent(t, parent);

	if (tree_kind(t, parent) == KIND_TUPLE)
		return parent;
	if (tree_kind(t, parent) == KIND_PAIR &&
	    tree_kind(t, around) == KIND_DICTIONARY)
		return around;
	return n;
}

/* Where n is stored directly: the target of an assignment, the container of
 * xs.append(n). NO_NODE: in no such way, or as a comprehension's element. */
static node_id stored_in(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, n);

	if (tree_kind(t, parent) == KIND_ASSIGNMENT &&
	    tree_field(t, n) == FIELD_RIGHT)
		return tree_child(t, parent, FIELD_LEFT);
	if (tree_kind(t, parent) == KIND_ARGUMENT_LIST &&
	    ask_receiver(f, tree_parent(t, parent), "setdefault") == NO_NODE)
		return container_filled_by(t, tree_parent(t, parent));
	return NO_NODE;
}

/* words = table[key] = set() */
static bool is_chained(const struct tree *t, node_id n)
{
	node_id assignment = tree_parent(t, n);

	return tree_kind(t, assignment) == KIND_ASSIGNMENT &&
	       tree_kind(t, tree_parent(t, assignment)) == KIND_ASSIGNMENT;
}

static bool is_element(const struct tree *t, node_id n)
{
	node_id parent = tree_parent(t, n);

	if (tree_kind(t, parent) == KIND_PAIR) {
		n = parent;
		parent = tree_parent(t, n);
	}
	return (tree_kind(t, parent) == KIND_LIST_COMPREHENSION ||
	        tree_kind(t, parent) == KIND_DICTIONARY_COMPREHENSION) &&
	       tree_field(t, n) == FIELD_BODY;
}

/* The statement that n is in, right in a block. */
static node_id statement_of(const struct tree *t, node_id n)
{
	node_id parent;

	while ((parent = tree_parent(t, n)) != NO_NODE &&
	       tree_kind(t, parent) != KIND_BLOCK &&
	       tree_kind(t, parent) != KIND_MODULE)
		n = parent;
	return n;
}

/* What the statement itself fills: target.add(...). */
static node_id filled_by(const struct tree *t, node_id statement)
{
	node_id call = tree_kind(t, statement) == KIND_EXPRESSION_STATEMENT
	                   ? tree_first(t, statement)
	                   : NO_NODE;

	return tree_kind(t, call) == KIND_CALL ? container_filled_by(t, call)
	                                       : NO_NODE;
}

/* target.add(...); and target[i].add(...), of what was put in it. */
static bool fills(const struct tree *t, node_id statement, node_id target)
{
	node_id filled = filled_by(t, statement);

	return filled != NO_NODE &&
	       (tree_same(t, filled, target) ||
	        (tree_kind(t, filled) == KIND_SUBSCRIPT &&
	         tree_same(t, tree_first(t, filled), target)));
}

/* `for key in ...: target[key].add(...)` */
static bool fills_each(const struct tree *t, node_id loop, node_id target)
{
	node_id key = tree_child(t, loop, FIELD_LEFT);
	node_id block = tree_child(t, loop, FIELD_BODY);

	if (tree_kind(t, loop) != KIND_FOR_STATEMENT || block == NO_NODE)
		return false;
	for (node_id c = tree_first(t, block); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		node_id filled = filled_by(t, c);

		if (filled != NO_NODE &&
		    tree_kind(t, filled) == KIND_SUBSCRIPT &&
		    tree_same(t, tree_first(t, filled), target) &&
		    tree_same(t, tree_child(t, filled, FIELD_SUBSCRIPT), key))
			return true;
	}
	return false;
}

/* Is what n is stored in, or each element of what n is an element of, filled
 * right after it was made? */
static bool is_filled_at_once(const struct tree *t, node_id n, node_id target)
{
	node_id statement = statement_of(t, n);
	node_id assignment =
	    tree_kind(t, statement) == KIND_EXPRESSION_STATEMENT
	        ? tree_first(t, statement)
	        : NO_NODE;
	node_id table = tree_kind(t, assignment) == KIND_ASSIGNMENT
	                    ? tree_child(t, assignment, FIELD_LEFT)
	                    : NO_NODE;

	for (int i = 0; i < MOST_STATEMENTS; i++) {
		statement = tree_sibling(t, statement);
		if (statement == NO_NODE)
			return false;
		if (target != NO_NODE
		        ? fills(t, statement, target)
		        : table != NO_NODE && fills_each(t, statement, table))
			return true;
	}
	return false;
}

/* Is it made under a condition on what holds it, as when a key is missed? */
static bool is_made_on_demand(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (;;) {
		node_id parent = tree_parent(t, n);

		switch (tree_kind(t, parent)) {
		case KIND_IF_STATEMENT:
		case KIND_ELIF_CLAUSE:
		case KIND_EXCEPT_CLAUSE:
		case KIND_CONDITIONAL_EXPRESSION:
		case KIND_BOOLEAN_OPERATOR:
		case KIND_CASE_CLAUSE:
			return true;
		case KIND_FOR_STATEMENT:
		case KIND_WHILE_STATEMENT:
		case KIND_FUNCTION_DEFINITION:
		case NO_KIND:
			return false;
		default:
			n = parent;
		}
	}
}

bool empty_find(const struct facts *f, node_id call, struct empty *empty)
{
	const struct tree *t = f->tree;

	if (!is_costly(f, call, empty))
		return false;
	empty->whole = record_around(t, call);
	empty->target = stored_in(f, empty->whole);
	empty->is_element = is_element(t, empty->whole);
	empty->is_assigned =
	    tree_kind(t, tree_parent(t, empty->whole)) == KIND_ASSIGNMENT;
	return true;
}

bool empty_stays(const struct facts *f, node_id call, const struct empty *empty)
{
	return !is_chained(f->tree, empty->whole) &&
	       !is_made_on_demand(f, call) &&
	       !is_filled_at_once(f->tree, call, empty->target);
}
