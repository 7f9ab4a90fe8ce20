#include "layout_builtin.h"

static const uint32_t changes_layout =
    CLASS_HAS_METACLASS | CLASS_HAS_KEYWORDS | CLASS_UNKNOWN_DECORATOR |
    CLASS_IS_DATACLASS | CLASS_HAS_SLOTS | CLASS_UNKNOWN_SLOTS |
    CLASS_USES_DICT | CLASS_DYNAMIC | CLASS_SETS_ANY |
    CLASS_HAS_CACHED_PROPERTY | CLASS_IS_UNSURE | CLASS_IS_WEAKLY_REFERENCED;

static bool is_named_tuple(const struct facts *f, node_id n)
{
	const struct occurrence *only;
	symbol_id variable;

	if (tree_kind(f->tree, n) == KIND_IDENTIFIER) {
		variable = scopes_variable(&f->scopes, n);
		only = scopes_only_binding(&f->scopes, variable);
		if (only == NULL ||
		    tree_kind(f->tree, only->cause) != KIND_ASSIGNMENT)
			return false;
		n = classes_assigned(f->tree, only->cause, only->node);
	}
	return n != NO_NODE && tree_kind(f->tree, n) == KIND_CALL &&
	       imports_is(&f->imports, tree_child(f->tree, n, FIELD_FUNCTION),
	                  "collections.namedtuple");
}

int layout_builtin(const struct facts *f, const struct class_info *info)
{
	static const char *const origins[] = {
	    [COST_TUPLE] = "builtins.tuple",
	    [COST_STR] = "builtins.str",
	    [COST_INT] = "builtins.int",
	    [COST_FLOAT] = "builtins.float",
	    [COST_BYTES] = "builtins.bytes",
	    [COST_FROZENSET] = "builtins.frozenset",
	    [COST_SUB_LIST] = "builtins.list",
	    [COST_SUB_DICT] = "builtins.dict",
	    [COST_SUB_SET] = "builtins.set"};

	if (info->base_count != 1 || info->flags & changes_layout)
		return NO_BUILTIN;
	for (size_t i = 0; i < sizeof(origins) / sizeof(*origins); i++)
		if (str_is(info->bases[0].origin, origins[i]))
			return (int)i;
	return is_named_tuple(f, info->bases[0].node) ? COST_TUPLE : NO_BUILTIN;
}

static bool is_assigned(const struct tree *t, node_id n)
{
	return classes_target_of(t, n) != NO_NODE;
}

bool layout_sets_elsewhere(const struct facts *f, const struct class_info *info)
{
	const struct tree *t = f->tree;

	for (node_id n = info->node; n < tree_end(t, info->node); n++)
		if (tree_kind(t, n) == KIND_ATTRIBUTE && is_assigned(t, n) &&
		    classes_of_self(&f->classes,
		                    tree_child(t, n, FIELD_OBJECT)) == NO_CLASS)
			return true;
	return false;
}
