#include "lasting.h"

#include "container.h"
#include "str.h"

static bool is_reader(struct str method)
{
	static const char *const methods[] = {
	    "get",          "keys",        "values",       "items",
	    "copy",         "index",       "count",        "sort",
	    "union",        "difference",  "reverse",      "issuperset",
	    "issubset",     "most_common", "__contains__", "__getitem__",
	    "intersection", "isdisjoint",  "elements",     NULL};

	return str_is_one_of(method, methods);
}

/* c.method, or c.method(...) */
static enum lasting_use method_use(const struct tree *t, node_id attribute,
                                   node_id *place)
{
	struct str name =
	    tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	node_id call = tree_parent(t, attribute);

	if (container_is_remover(name))
		return LASTING_SHRINKS;
	if (tree_kind(t, call) != KIND_CALL ||
	    tree_field(t, attribute) != FIELD_FUNCTION)
		return LASTING_IS_UNKNOWN;
	*place = call;
	if (is_reader(name))
		return LASTING_IS_READ;
	return container_filled_by(t, call) != NO_NODE ? LASTING_GROWS
	                                               : LASTING_IS_UNKNOWN;
}

/* c[k] */
static enum lasting_use item_use(const struct tree *t, node_id item,
                                 node_id *place)
{
	node_id statement = classes_target_of(t, item);

	if (statement == NO_NODE) {
		*place = item;
		return LASTING_IS_KEYED;
	}
	*place = statement;
	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT ||
	    tree_kind(t, tree_child(t, item, FIELD_SUBSCRIPT)) == KIND_SLICE)
		return LASTING_SHRINKS;
	return tree_kind(t, statement) == KIND_AUGMENTED_ASSIGNMENT
	           ? LASTING_IS_KEYED
	           : LASTING_IS_SET;
}

/* len(c) < 100, len(c) % 2 */
static bool is_compared(const struct tree *t, node_id call)
{
	node_id parent = tree_parent(t, tree_outermost(t, call));

	return tree_kind(t, parent) == KIND_COMPARISON_OPERATOR ||
	       tree_kind(t, parent) == KIND_ASSIGNMENT ||
	       tree_kind(t, parent) == KIND_IF_STATEMENT ||
	       tree_kind(t, parent) == KIND_WHILE_STATEMENT;
}

/* f(c) */
static enum lasting_use argument_use(const struct facts *f, node_id call,
                                     node_id *place)
{
	static const char *const readers[] = {
	    "builtins.list",   "builtins.tuple",     "builtins.set",
	    "builtins.dict",   "builtins.sorted",    "builtins.any",
	    "builtins.all",    "builtins.sum",       "builtins.max",
	    "builtins.min",    "builtins.enumerate", "builtins.iter",
	    "builtins.zip",    "builtins.str",       "builtins.repr",
	    "builtins.bool",   "builtins.frozenset", "builtins.isinstance",
	    "builtins.print",  "builtins.reversed",  "builtins.id",
	    "builtins.filter", "builtins.map",       NULL};
	node_id callee = tree_child(f->tree, call, FIELD_FUNCTION);

	*place = call;
	if (imports_is(&f->imports, callee, "builtins.len"))
		return is_compared(f->tree, call) ? LASTING_IS_SIZED
		                                  : LASTING_IS_READ;
	if (imports_which(&f->imports, callee, readers) >= 0)
		return LASTING_IS_READ;
	if (tree_kind(f->tree, callee) == KIND_ATTRIBUTE &&
	    str_is(tree_text(f->tree,
	                     tree_child(f->tree, callee, FIELD_ATTRIBUTE)),
	           "join"))
		return LASTING_IS_READ;
	return LASTING_IS_UNKNOWN;
}

static enum lasting_use target_use(const struct tree *t, node_id n,
                                   node_id *place)
{
	node_id statement = classes_target_of(t, n);
	enum kind sign;

	if (statement == NO_NODE)
		return LASTING_IS_UNKNOWN;
	*place = statement;
	if (tree_kind(t, statement) != KIND_AUGMENTED_ASSIGNMENT)
		return LASTING_IS_REBOUND;
	sign = tree_kind(t, tree_child(t, statement, FIELD_OPERATOR));
	return sign == KIND_TOKEN_PLUS_EQUAL || sign == KIND_TOKEN_BAR_EQUAL
	           ? LASTING_GROWS
	           : LASTING_SHRINKS;
}

enum lasting_use lasting_use(const struct facts *f, node_id n, node_id *place)
{
	const struct tree *t = f->tree;
	node_id whole = tree_outermost(t, n), parent = tree_parent(t, whole);

	*place = parent;
	if (classes_target_of(t, n) != NO_NODE)
		return target_use(t, n, place);
	switch (tree_kind(t, parent)) {
	case KIND_ATTRIBUTE:
		return method_use(t, parent, place);
	case KIND_SUBSCRIPT:
		return tree_field(t, whole) == FIELD_VALUE
		           ? item_use(t, parent, place)
		           : LASTING_IS_UNKNOWN;
	case KIND_ARGUMENT_LIST:
		return argument_use(f, tree_parent(t, parent), place);
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_WHILE_STATEMENT:
	case KIND_NOT_OPERATOR:
	case KIND_BOOLEAN_OPERATOR:
		return LASTING_IS_TESTED;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
	case KIND_COMPARISON_OPERATOR:
	case KIND_BINARY_OPERATOR:
	case KIND_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
	case KIND_EXPRESSION_STATEMENT:
	case KIND_INTERPOLATION:
	case KIND_ASSERT_STATEMENT:
		return LASTING_IS_READ;
	default:
		return LASTING_IS_UNKNOWN;
	}
}
