#include "scopes_context.h"

/* `type(x).attr = v` is read by the grammar as an alias of `(x).attr`. */
bool scopes_is_type_alias(const struct tree *t, node_id n)
{
	node_id left = tree_child(t, n, FIELD_LEFT);

	left = left == NO_NODE ? NO_NODE : tree_first(t, left);
	if (tree_kind(t, left) == KIND_GENERIC_TYPE)
		left = tree_first(t, left);
	return tree_kind(t, left) == KIND_IDENTIFIER;
}

static struct context reading(const struct context *around)
{
	return (struct context){.cause = NO_NODE,
	                        .role = ROLE_READ,
	                        .is_unevaluated = around->is_unevaluated,
	                        .has_lazy_annotations =
	                            around->has_lazy_annotations};
}

static struct context with_role(enum role role, const struct context *around)
{
	struct context new = reading(around);

	new.role = role;
	return new;
}

static struct context binding(enum binding binding, node_id cause,
                              const struct context *around)
{
	struct context new = reading(around);

	new.role = ROLE_BIND;
	new.binding = binding;
	new.cause = cause;
	return new;
}

/* The value of a with_item or except_clause: what follows `as` in it is bound
 * by that. */
static struct context expecting_as(enum binding binding, node_id cause,
                                   const struct context *around)
{
	struct context new = reading(around);

	new.binding = binding;
	new.cause = cause;
	return new;
}

static struct context annotation(const struct context *around)
{
	struct context new = reading(around);

	new.is_unevaluated |= around->has_lazy_annotations;
	return new;
}

/* symtable.c, AnnAssign: `x: int` binds x, `(x): int` says nothing of x. */
static struct context in_assignment(const struct tree *t, node_id n,
                                    const struct context *around)
{
	node_id parent = tree_parent(t, n);
	bool has_value = tree_child(t, parent, FIELD_RIGHT) != NO_NODE;
	bool is_name = tree_kind(t, n) == KIND_IDENTIFIER;
	struct context new;

	if (tree_field(t, n) == FIELD_TYPE)
		return annotation(around);
	if (tree_field(t, n) != FIELD_LEFT)
		return reading(around);
	if (!has_value && !is_name)
		return with_role(ROLE_NONE, around);
	new = binding(has_value ? BINDING_ASSIGNMENT : BINDING_ANNOTATION,
	              parent, around);
	new.is_annotated =
	    is_name &&tree_child(t, parent, FIELD_TYPE) != NO_NODE;
	return new;
}

static struct context in_import(const struct tree *t, node_id n,
                                const struct context *around)
{
	if (tree_field(t, n) == FIELD_NAME &&
	    tree_kind(t, n) == KIND_DOTTED_NAME)
		return binding(BINDING_IMPORT, n, around);
	return with_role(ROLE_NONE, around);
}

/* A dotted name is what an import binds, or a pattern in a `case`: alone it
 * captures, with dots, as a class or as a key it is read. */
static struct context in_dotted_name(const struct tree *t, node_id n,
                                     const struct context *around)
{
	node_id name = tree_parent(t, n);

	if (n != name + 1)
		return with_role(ROLE_NONE, around);
	if (around->role != ROLE_PATTERN)
		return *around;
	if (tree_end(t, n) != tree_end(t, name) ||
	    tree_kind(t, tree_parent(t, name)) == KIND_CLASS_PATTERN ||
	    tree_field(t, name) == FIELD_KEY)
		return reading(around);
	return binding(around->binding, around->cause, around);
}

static struct context in_pattern(const struct tree *t, node_id n,
                                 const struct context *around)
{
	if (tree_kind(t, n) != KIND_IDENTIFIER || around->role != ROLE_PATTERN)
		return *around;
	if (tree_kind(t, tree_parent(t, n)) == KIND_KEYWORD_PATTERN)
		return with_role(ROLE_NONE, around);
	return binding(around->binding, around->cause, around);
}

/* `as` of a with, an except or a case. */
static struct context in_as_pattern(const struct tree *t, node_id n,
                                    const struct context *around)
{
	if (around->role == ROLE_PATTERN)
		return in_pattern(t, n, around);
	if (tree_kind(t, n) != KIND_AS_PATTERN_TARGET)
		return *around;
	if (around->binding == BINDING_NONE)
		return binding(BINDING_ASSIGNMENT, tree_parent(t, n), around);
	return binding(around->binding, around->cause, around);
}

static struct context in_except(const struct tree *t, node_id n,
                                const struct context *around)
{
	node_id clause = tree_parent(t, n);

	if (tree_field(t, n) == FIELD_ALIAS)
		return binding(BINDING_EXCEPT, clause, around);
	if (tree_field(t, n) == FIELD_VALUE)
		return expecting_as(BINDING_EXCEPT, clause, around);
	return reading(around);
}

static struct context in_definition(const struct tree *t, node_id n,
                                    const struct context *around)
{
	node_id definition = tree_parent(t, n);

	switch (tree_field(t, n)) {
	case FIELD_NAME:
		return binding(tree_kind(t, definition) == KIND_CLASS_DEFINITION
		                   ? BINDING_CLASS
		                   : BINDING_FUNCTION,
		               definition, around);
	case FIELD_TYPE_PARAMETERS:
		return binding(BINDING_TYPE, n, around);
	case FIELD_RETURN_TYPE:
		return annotation(around);
	default:
		return reading(around);
	}
}

/* Type parameters are bound; their bounds are read, in a scope of their own. */
static struct context in_type(const struct tree *t, node_id n,
                              const struct context *around)
{
	node_id parent = tree_parent(t, n);
	bool is_bound = around->role == ROLE_BIND;
	struct context new;

	switch (tree_kind(t, parent)) {
	case KIND_TYPE_PARAMETER:
		return is_bound ? binding(BINDING_TYPE, n, around) : *around;
	case KIND_CONSTRAINED_TYPE:
		if (!is_bound || n == parent + 1)
			return *around;
		new = reading(around);
		new.opens_type_scope = true;
		return new;
	case KIND_MEMBER_TYPE:
		return with_role(tree_kind(t, n) == KIND_IDENTIFIER ? ROLE_NONE
		                                                    : ROLE_READ,
		                 around);
	default:
		return *around;
	}
}

/* `:=`; but the grammar takes the format of f"{x:=5}" for one too, which binds
 * nothing, and whose right side is text. */
static struct context in_walrus(const struct tree *t, node_id n,
                                const struct context *around)
{
	node_id walrus = tree_parent(t, n);
	enum kind kind = tree_kind(t, tree_parent(t, walrus));
	bool is_name = tree_field(t, n) == FIELD_NAME;

	if (kind == KIND_INTERPOLATION || kind == KIND_FORMAT_EXPRESSION)
		return is_name ? reading(around) : with_role(ROLE_NONE, around);
	return is_name ? binding(BINDING_WALRUS, walrus, around)
	               : reading(around);
}

static struct context in_parameter(const struct tree *t, node_id n,
                                   const struct context *around)
{
	if (tree_field(t, n) == FIELD_TYPE)
		return annotation(around);
	return tree_field(t, n) == FIELD_VALUE ? reading(around) : *around;
}

/* Nodes one of whose fields has another role than ROLE_READ. */
static struct context in_field(const struct tree *t, node_id n,
                               const struct context *around)
{
	node_id parent = tree_parent(t, n);
	enum field field = tree_field(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_AUGMENTED_ASSIGNMENT:
		if (field == FIELD_LEFT)
			return binding(BINDING_AUGMENTED, parent, around);
		break;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		if (field == FIELD_LEFT)
			return binding(BINDING_FOR, parent, around);
		break;
	case KIND_TYPE_ALIAS_STATEMENT:
		if (field == FIELD_LEFT && scopes_is_type_alias(t, parent))
			return binding(BINDING_TYPE, parent, around);
		break;
	case KIND_CASE_CLAUSE:
		if (tree_kind(t, n) == KIND_CASE_PATTERN) {
			struct context new =
			    binding(BINDING_MATCH, parent, around);

			new.role = ROLE_PATTERN;
			return new;
		}
		break;
	case KIND_ATTRIBUTE:
		if (field == FIELD_ATTRIBUTE)
			return with_role(ROLE_NONE, around);
		break;
	case KIND_KEYWORD_ARGUMENT:
		if (field == FIELD_NAME)
			return with_role(ROLE_NONE, around);
		break;
	default:
		break;
	}
	return reading(around);
}

/* Nodes whose children are for what they are for. */
static bool is_container(enum kind kind)
{
	switch (kind) {
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
	case KIND_PATTERN_LIST:
	case KIND_LIST_SPLAT_PATTERN:
	case KIND_DICTIONARY_SPLAT_PATTERN:
	case KIND_TUPLE:
	case KIND_LIST:
	case KIND_LIST_SPLAT:
	case KIND_EXPRESSION_LIST:
	case KIND_PARENTHESIZED_EXPRESSION:
	case KIND_AS_PATTERN_TARGET:
	case KIND_RELATIVE_IMPORT:
		return true;
	default:
		return false;
	}
}

struct context context_in(const struct tree *t, node_id n,
                          const struct context *around)
{
	node_id parent = tree_parent(t, n);

	if (is_container(tree_kind(t, parent)))
		return *around;
	switch (tree_kind(t, parent)) {
	case KIND_CASE_PATTERN:
	case KIND_UNION_PATTERN:
	case KIND_DICT_PATTERN:
	case KIND_CLASS_PATTERN:
	case KIND_KEYWORD_PATTERN:
	case KIND_SPLAT_PATTERN:
		return in_pattern(t, n, around);
	case KIND_TYPE:
	case KIND_GENERIC_TYPE:
	case KIND_SPLAT_TYPE:
	case KIND_TYPE_PARAMETER:
	case KIND_CONSTRAINED_TYPE:
	case KIND_MEMBER_TYPE:
		return in_type(t, n, around);
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return in_parameter(t, n, around);
	case KIND_PARAMETERS:
	case KIND_LAMBDA_PARAMETERS:
		return binding(BINDING_PARAMETER, n, around);
	case KIND_ASSIGNMENT:
		return in_assignment(t, n, around);
	case KIND_IMPORT_STATEMENT:
	case KIND_IMPORT_FROM_STATEMENT:
	case KIND_FUTURE_IMPORT_STATEMENT:
		return in_import(t, n, around);
	case KIND_ALIASED_IMPORT:
		if (tree_field(t, n) == FIELD_ALIAS)
			return binding(BINDING_IMPORT, parent, around);
		return *around;
	case KIND_DOTTED_NAME:
		return in_dotted_name(t, n, around);
	case KIND_NAMED_EXPRESSION:
		return in_walrus(t, n, around);
	case KIND_AS_PATTERN:
		return in_as_pattern(t, n, around);
	case KIND_WITH_ITEM:
		return expecting_as(BINDING_WITH, parent, around);
	case KIND_EXCEPT_CLAUSE:
		return in_except(t, n, around);
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
		return in_definition(t, n, around);
	case KIND_DELETE_STATEMENT:
		return with_role(ROLE_DELETE, around);
	case KIND_GLOBAL_STATEMENT:
		return with_role(ROLE_GLOBAL, around);
	case KIND_NONLOCAL_STATEMENT:
		return with_role(ROLE_NONLOCAL, around);
	default:
		return in_field(t, n, around);
	}
}
