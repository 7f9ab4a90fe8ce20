#include "types.h"

#include "library.h"
#include "types_solver.h"

#include <string.h>

enum { MOST_HOPS = 16 }; /* on the way to what proves a type */

/* What only finding them needs. */
static void release_scratch(struct types *ty)
{
	arena_release(ty->scratch);
	ty->scratch = NULL;
	ty->rises = ty->ends = ty->breaks = NULL;
	ty->loops = NULL;
	ty->queue.at = NULL;
	ty->queued = NULL;
	ty->cells.at = NULL;
	ty->edges.at = NULL;
	ty->targets.at = NULL;
	ty->target_types.at = NULL;
}

struct types *types_find(struct arena *arena, const struct tree *tree,
                         const struct scopes *scopes,
                         const struct imports *imports,
                         const struct classes *classes)
{
	struct types *ty = ARENA_NEW(arena, struct types);
	struct arena scratch = {0};

	arena_beside(&scratch, arena);
	ty->arena = arena;
	ty->scratch = &scratch;
	ty->tree = tree;
	ty->scopes = scopes;
	ty->imports = imports;
	ty->classes = classes;
	type_table_make(&ty->table, arena);
	ty->of_fact = ARENA_ARRAY(arena, library_count(), type_id);
	ty->origins = ARENA_ARRAY(arena, tree->count, uint16_t);
	types_make_solver(ty);
	types_find_variables(ty);
	types_find_contents(ty);
	types_find_functions(ty);
	types_find_attributes(ty);
	types_find_narrowings(ty);
	types_solve(ty);
	types_finish_variables(ty);
	types_finish_attributes(ty);
	release_scratch(ty);
	return ty;
}

/* What is reached by no value is not known. */
const struct type *types_at(const struct types *types, type_id id)
{
	return type_at(&types->table, id == NEVER ? UNKNOWN : id);
}

/* The variable that a name is bound in here, as a parameter too. */
static const struct variable *variable_at(const struct types *types, node_id n)
{
	symbol_id v = scopes_variable(types->scopes, n);

	return v == NO_SYMBOL ? NULL : &types->variables[v];
}

const struct type *types_of(const struct types *types, node_id n)
{
	const struct tree *t = types->tree;

	if (n == NO_NODE)
		return types_at(types, UNKNOWN);
	switch (tree_kind(t, n)) {
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		n = tree_child(t, n, FIELD_NAME);
		break;
	case KIND_TYPED_PARAMETER:
		n = tree_first(t, n);
		break;
	default:
		break;
	}
	if (tree_kind(t, n) == KIND_LIST_SPLAT_PATTERN ||
	    tree_kind(t, n) == KIND_DICTIONARY_SPLAT_PATTERN)
		n = tree_first(t, n);
	if (n == NO_NODE ||
	    (t->nodes[n].flags & (NODE_HAS_ERROR | NODE_IN_ERROR)) != 0)
		return types_at(types, UNKNOWN);
	return types_at(types, types->of_node[n]);
}

const struct type *types_of_variable(const struct types *types,
                                     symbol_id variable)
{
	return types_at(types, variable == NO_SYMBOL
	                           ? UNKNOWN
	                           : types->variables[variable].final);
}

const struct type *types_of_attribute(const struct types *types, class_id class,
                                      name_id attribute)
{
	if (class == NO_CLASS || attribute == NAME_NONE)
		return types_at(types, UNKNOWN);
	return types_at(types, types_final_attribute(types, class, attribute));
}

/* Where a binding's value comes from. */
static node_id value_of_binding(const struct types *types,
                                const struct occurrence *o)
{
	const struct tree *t = types->tree;
	node_id annotation, value;

	switch (o->binding) {
	case BINDING_ASSIGNMENT:
		annotation = tree_child(t, o->cause, FIELD_TYPE);
		value = classes_assigned(t, o->cause, o->node);
		if (value == NO_NODE)
			value = tree_child(t, o->cause, FIELD_RIGHT);
		return annotation != NO_NODE ? annotation : value;
	case BINDING_AUGMENTED:
	case BINDING_FOR:
		return tree_child(t, o->cause, FIELD_RIGHT);
	case BINDING_WALRUS:
		return tree_child(t, o->cause, FIELD_VALUE);
	case BINDING_PARAMETER:
		annotation = tree_child(t, o->cause, FIELD_TYPE);
		return annotation != NO_NODE ? annotation : o->node;
	default:
		return o->cause;
	}
}

/* One step from a name or attribute to what it was given; n itself if it is
 * what proves its type. */
static node_id hop(const struct types *types, node_id n)
{
	const struct scopes *s = types->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	const struct variable *v = variable_at(types, n);
	const struct reach *reach;
	uint32_t first;

	if (tree_kind(types->tree, n) == KIND_PARENTHESIZED_EXPRESSION)
		return tree_first(types->tree, n);
	if (tree_kind(types->tree, n) == KIND_ATTRIBUTE)
		return types_attribute_proof(types, n);
	if (o == NULL || v == NULL || v->count == 0)
		return v != NULL && v->declaration != NO_NODE ? v->declaration
		                                              : n;
	if (v->declaration != NO_NODE)
		return v->declaration;
	if (o->access == ACCESS_BIND)
		return value_of_binding(types, o);
	reach = &types->reaches[o - s->occurrences];
	first = reach->count == 0 ? v->first : reach->first;
	return value_of_binding(
	    types, &s->occurrences[types->bounds[first].occurrence]);
}

node_id types_proof(const struct types *types, node_id n)
{
	if (types_of(types, n)->kind == TYPE_UNKNOWN)
		return NO_NODE;
	for (int i = 0; i < MOST_HOPS; i++) {
		node_id next = hop(types, n);

		if (next == NO_NODE || next == n)
			break;
		n = next;
	}
	return n;
}

bool types_is_scalar(enum type_kind kind)
{
	switch (kind) {
	case TYPE_NONE:
	case TYPE_BOOL:
	case TYPE_INT:
	case TYPE_FLOAT:
	case TYPE_COMPLEX:
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_RANGE:
		return true;
	default:
		return false;
	}
}

unsigned types_call_effects(const struct types *types, node_id call)
{
	const struct library_fact *fact = types_fact_of(types, call);

	return fact == NULL ? 0 : fact->effects;
}

bool types_callee(const struct types *types, node_id call, char *name,
                  uint32_t size)
{
	const struct library_fact *fact = types_fact_of(types, call);

	if (fact == NULL || fact->name.length >= size)
		return false;
	memcpy(name, fact->name.at, fact->name.length + 1);
	return true;
}

static const char *simple_name(enum type_kind kind)
{
	static const char *const names[] = {
	    [TYPE_UNKNOWN] = "unknown",
	    [TYPE_NONE] = "None",
	    [TYPE_BOOL] = "bool",
	    [TYPE_INT] = "int",
	    [TYPE_FLOAT] = "float",
	    [TYPE_COMPLEX] = "complex",
	    [TYPE_STR] = "str",
	    [TYPE_BYTES] = "bytes",
	    [TYPE_BYTEARRAY] = "bytearray",
	    [TYPE_MEMORYVIEW] = "memoryview",
	    [TYPE_LIST] = "list",
	    [TYPE_TUPLE] = "tuple",
	    [TYPE_DICT] = "dict",
	    [TYPE_SET] = "set",
	    [TYPE_FROZENSET] = "frozenset",
	    [TYPE_RANGE] = "range",
	    [TYPE_DEQUE] = "deque",
	    [TYPE_ARRAY] = "array",
	    [TYPE_ITERATOR] = "iterator",
	    [TYPE_GENERATOR] = "generator",
	    [TYPE_VIEW] = "view",
	    [TYPE_TEXT_FILE] = "text file",
	    [TYPE_BINARY_FILE] = "binary file",
	    [TYPE_INSTANCE] = "instance",
	    [TYPE_CLASS] = "class",
	    [TYPE_FUNCTION] = "function",
	    [TYPE_MODULE] = "module",
	    [TYPE_NEVER] = "unknown",
	};

	return names[kind];
}

static const char *head_name(struct arena *arena, const struct types *types,
                             const struct type *type)
{
	const char *name = simple_name(type->kind);

	switch (type->kind) {
	case TYPE_INSTANCE:
	case TYPE_DICT:
		return type->name.length == 0 ? name
		                              : str_copy(arena, type->name);
	case TYPE_CLASS:
	case TYPE_MODULE:
		return arena_format(arena, "%s %.*s", name,
		                    STR_ARG(type->name));
	case TYPE_FUNCTION:
		return arena_format(
		    arena, "%s %.*s", name,
		    STR_ARG(tree_text(
		        types->tree,
		        tree_child(types->tree, type->node, FIELD_NAME))));
	default:
		return name;
	}
}

/* Types nest a few levels deep (types_table.c). */
const char *type_name(struct arena *arena, const struct types *types,
                      const struct type *type)
{
	const char *name = head_name(arena, types, type);
	const char *parts = NULL;

	for (uint32_t i = 0; i < type->item_count; i++)
		parts = arena_format(
		    arena, "%s%s%s", i == 0 ? "" : parts, i == 0 ? "" : ", ",
		    type_name(arena, types, types_at(types, type->items[i])));
	if (parts == NULL && type->element > NEVER)
		parts = type_name(arena, types, types_at(types, type->element));
	if (type->kind == TYPE_DICT &&
	    (type->element > NEVER || type->value > NEVER))
		parts = arena_format(
		    arena, "%s, %s",
		    type_name(arena, types, types_at(types, type->element)),
		    type_name(arena, types, types_at(types, type->value)));
	if (parts != NULL)
		name = arena_format(arena, "%s[%s]", name, parts);
	return type->or_none ? arena_format(arena, "%s | None", name) : name;
}
