/* The functions of the file: what they are given and what they return. */
#include "call.h"
#include "types_solver.h"

enum { MOST_ARGUMENTS = 32 }; /* of calls that are matched to parameters */

/* Decorators after which a call, or reading the property, gives what the
 * function returns. */
static const char *const transparent[] = {
    "builtins.staticmethod",     "builtins.classmethod",
    "builtins.property",         "abc.abstractproperty",
    "functools.cached_property", "abc.abstractmethod",
    "typing.override",           "typing.final",
    "typing.no_type_check",      "typing_extensions.override",
    "typing_extensions.final",   "functools.wraps",
    "functools.lru_cache",       "functools.cache",
    "contextlib.contextmanager", NULL};
/* Where in the list those start that leave a function, that keep results, that
 * make a context manager. */
enum { DECORATOR_KEEPS = 5, DECORATOR_CACHED = 12, DECORATOR_MANAGER = 14 };

struct function *types_function(struct types *ty, node_id definition)
{
	scope_id scope = scopes_opened_by(ty->scopes, definition);

	return scope == NO_SCOPE ? NULL : &ty->functions[scope];
}

static void find_decorators(const struct types *ty, node_id definition,
                            struct function *f)
{
	const struct tree *t = ty->tree;
	node_id around = tree_parent(t, definition);

	f->is_known = true;
	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < definition;
	     d = tree_sibling(t, d)) {
		node_id value = tree_first(t, d);
		int which;

		if (tree_kind(t, value) == KIND_CALL)
			value = tree_child(t, value, FIELD_FUNCTION);
		which = imports_which(ty->imports, value, transparent);
		if (which < 0)
			f->is_known = false;
		f->is_replaced |= which >= 0 && which < DECORATOR_KEEPS;
		f->is_cached |=
		    which == DECORATOR_KEEPS - 1 || which >= DECORATOR_CACHED;
		f->is_context_manager |= which == DECORATOR_MANAGER;
		f->is_decorated = true;
	}
}

/* Can each argument of the call be given to a parameter? */
static bool is_plain_call(const struct tree *t, node_id call)
{
	return tree_kind(t, call_arguments(t, call)) == KIND_ARGUMENT_LIST &&
	       !call_has_splat(t, call) &&
	       call_count(t, call) <= MOST_ARGUMENTS;
}

/* Is every use of the function a call that is seen: of a function nested in
 * another, or of one whose name says that it is the module's own? */
static bool is_closed(const struct types *ty, node_id definition)
{
	const struct tree *t = ty->tree;
	const struct scopes *s = ty->scopes;
	node_id name = tree_child(t, definition, FIELD_NAME);
	symbol_id v = name == NO_NODE ? NO_SYMBOL : scopes_variable(s, name);
	struct str text = tree_text(t, definition);
	const struct occurrence *o;
	uint32_t calls = 0;
	enum scope_kind kind;

	if (v == NO_SYMBOL || scopes_only_binding(s, v) == NULL)
		return false;
	kind = s->scopes[s->symbols[v].scope].kind;
	text = tree_text(t, name);
	if (kind == SCOPE_CLASS ||
	    (kind == SCOPE_MODULE &&
	     (!str_starts(text, "_") || str_ends(text, "__"))))
		return false;
	for (o = scopes_first(s, v); o != NULL; o = scopes_next(s, o)) {
		if (o->access == ACCESS_BIND)
			continue;
		if (o->access != ACCESS_READ ||
		    tree_field(t, o->node) != FIELD_FUNCTION ||
		    !is_plain_call(t, tree_parent(t, o->node)))
			return false;
		calls++;
	}
	return calls != 0;
}

static void find_function(struct types *ty, scope_id scope)
{
	const struct scope *info = &ty->scopes->scopes[scope];
	struct function *f = &ty->functions[scope];
	node_id declared;

	f->result = types_new_cell(ty, NEVER);
	f->yields = types_new_cell(ty, NEVER);
	if (info->kind != SCOPE_FUNCTION)
		return;
	find_decorators(ty, info->node, f);
	f->is_async = (info->flags & SCOPE_IS_ASYNC) != 0;
	f->is_generator = (info->flags & SCOPE_IS_GENERATOR) != 0;
	f->is_closed = !f->is_decorated && is_closed(ty, info->node);
	declared = tree_child(ty->tree, info->node, FIELD_RETURN_TYPE);
	if (declared != NO_NODE)
		f->declared = types_annotation(ty, declared);
	f->falls_through =
	    !types_ends(ty, tree_child(ty->tree, info->node, FIELD_BODY));
	f->returns = f->falls_through;
	if ((info->flags & SCOPE_IS_UNSURE) != 0)
		f->is_known = false;
	if (f->falls_through && !f->is_generator)
		types_raise(ty, f->result, type_of_kind(&ty->table, TYPE_NONE));
}

void types_find_functions(struct types *ty)
{
	const struct scopes *s = ty->scopes;

	ty->functions =
	    ARENA_ARRAY(ty->arena, s->scope_count + 1, struct function);
	types_find_ends(ty);
	for (scope_id i = 0; i < s->scope_count; i++)
		find_function(ty, i);
	for (node_id n = tree_first_of(ty->tree, KIND_RETURN_STATEMENT);
	     n != NO_NODE; n = tree_next_of(ty->tree, n))
		ty->functions[s->scope_of[n]].returns = true;
}

void types_return(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	struct function *f = &ty->functions[ty->scopes->scope_of[n]];
	node_id value = tree_first(t, n);
	bool is_from = tree_kind(t, value) == KIND_TOKEN_FROM;
	type_id type;

	if (is_from)
		value = tree_sibling(t, value);
	type = value == NO_NODE ? type_of_kind(&ty->table, TYPE_NONE)
	                        : ty->of_node[value];

	if (tree_kind(t, n) == KIND_RETURN_STATEMENT)
		types_raise(ty, f->result,
		            f->is_cached
		                ? type_without_contents(&ty->table, type)
		                : type);
	else
		types_raise(ty, f->yields,
		            is_from ? type_element(&ty->table, type)
		                    : type_without_contents(&ty->table, type));
}

type_id types_function_type(struct types *ty, node_id definition)
{
	const struct function *f = types_function(ty, definition);

	if (f == NULL || !f->is_known || f->is_replaced)
		return UNKNOWN;
	return type_intern(&ty->table, (struct type){.kind = TYPE_FUNCTION,
	                                             .class = NO_CLASS,
	                                             .node = definition});
}

static type_id result_of(struct types *ty, struct function *f, node_id reader)
{
	type_id yields;

	if (f->declared != UNKNOWN && !f->is_context_manager)
		return f->declared;
	if (f->is_generator) {
		yields = f->declared != UNKNOWN
		             ? type_element(&ty->table, f->declared)
		             : types_read(ty, f->yields, reader);
		if (!f->is_context_manager)
			return type_container(&ty->table, TYPE_GENERATOR,
			                      yields, UNKNOWN);
		return type_with_parts(
		    &ty->table,
		    type_named(&ty->table, TYPE_INSTANCE,
		               STR("contextlib._GeneratorContextManager"),
		               NO_CLASS),
		    yields, UNKNOWN);
	}
	if (!f->returns || f->is_context_manager)
		return UNKNOWN;
	return types_read(ty, f->result, reader);
}

type_id types_result(struct types *ty, node_id definition, node_id reader)
{
	struct function *f = types_function(ty, definition);

	if (f == NULL || !f->is_known || f->is_async)
		return UNKNOWN;
	return result_of(ty, f, reader);
}

type_id types_awaited(struct types *ty, node_id definition, node_id reader)
{
	struct function *f = types_function(ty, definition);

	if (f == NULL || !f->is_known || !f->is_async || f->is_generator)
		return UNKNOWN;
	return result_of(ty, f, reader);
}

/* The identifier of a parameter; NO_NODE of `*`, `/` and tuples. */
static node_id parameter_name(const struct tree *t, node_id parameter)
{
	switch (tree_kind(t, parameter)) {
	case KIND_IDENTIFIER:
		return parameter;
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return tree_child(t, parameter, FIELD_NAME);
	case KIND_TYPED_PARAMETER:
	case KIND_LIST_SPLAT_PATTERN:
	case KIND_DICTIONARY_SPLAT_PATTERN:
		parameter = tree_first(t, parameter);
		if (tree_kind(t, parameter) != KIND_IDENTIFIER)
			parameter = tree_first(t, parameter);
		return parameter;
	default:
		return NO_NODE;
	}
}

/* KIND_LIST_SPLAT_PATTERN of *args, KIND_DICTIONARY_SPLAT_PATTERN of **kw. */
static enum kind splat_kind(const struct tree *t, node_id parameter)
{
	enum kind kind = tree_kind(t, parameter);

	if (kind == KIND_TYPED_PARAMETER)
		kind = tree_kind(t, tree_first(t, parameter));
	return kind == KIND_LIST_SPLAT_PATTERN ||
	               kind == KIND_DICTIONARY_SPLAT_PATTERN
	           ? kind
	           : NO_KIND;
}

static type_id splat_type(struct types *ty, enum kind kind, type_id item)
{
	type_id text = type_of_kind(&ty->table, TYPE_STR);

	if (kind == KIND_LIST_SPLAT_PATTERN)
		return type_container(&ty->table, TYPE_TUPLE, item, UNKNOWN);
	return type_container(&ty->table, TYPE_DICT, text, item);
}

static type_id self_type(struct types *ty, node_id name)
{
	symbol_id v = scopes_variable(ty->scopes, name);

	if (v == NO_SYMBOL)
		return UNKNOWN;
	if (ty->classes->of_self[v] != 0)
		return types_instance(ty, ty->classes->of_self[v] - 1);
	if (ty->classes->of_cls[v] != 0)
		return types_class(ty, ty->classes->of_cls[v] - 1);
	return UNKNOWN;
}

static void bind_parameter(struct types *ty, node_id parameter, bool is_closed)
{
	const struct tree *t = ty->tree;
	node_id name = parameter_name(t, parameter);
	node_id annotation = tree_child(t, parameter, FIELD_TYPE);
	node_id value = tree_child(t, parameter, FIELD_VALUE);
	enum kind splat = splat_kind(t, parameter);
	type_id type = UNKNOWN;

	if (name == NO_NODE) {
		if (tree_kind(t, parameter) == KIND_TUPLE_PATTERN)
			types_bind(ty, parameter, UNKNOWN);
		return;
	}
	if (annotation != NO_NODE)
		type = types_annotation(ty, annotation);
	if (splat != NO_KIND)
		type = splat_type(ty, splat, type);
	else if (type == UNKNOWN)
		type = self_type(ty, name);
	else if (tree_kind(t, value) == KIND_NONE)
		type = type_or_none(&ty->table, type, true);
	if (type == UNKNOWN && is_closed)
		type = value == NO_NODE ? NEVER : ty->of_node[value];
	types_bind(ty, name, type);
}

void types_bind_parameters(struct types *ty, node_id definition)
{
	const struct tree *t = ty->tree;
	node_id list = tree_child(t, definition, FIELD_PARAMETERS);
	const struct function *f = types_function(ty, definition);

	if (list == NO_NODE)
		return;
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p))
		bind_parameter(ty, p,
		               f != NULL && f->is_closed && !ty->is_given_up);
}

static bool is_plain(enum kind kind)
{
	return kind == KIND_IDENTIFIER || kind == KIND_DEFAULT_PARAMETER;
}

/* The parameter that an argument goes to; NO_NODE of an annotated one or a
 * splat, whose type is known without it. */
static node_id parameter_for(const struct tree *t, node_id list,
                             node_id keyword, uint32_t position)
{
	for (node_id p = tree_first(t, list); p != NO_NODE;
	     p = tree_sibling(t, p)) {
		enum kind kind = tree_kind(t, p);
		node_id name = parameter_name(t, p);

		if (kind == KIND_POSITIONAL_SEPARATOR)
			continue;
		if (keyword != NO_NODE) {
			if (tree_name(t, name) == tree_name(t, keyword))
				return is_plain(kind) ? name : NO_NODE;
			continue;
		}
		if (kind == KIND_KEYWORD_SEPARATOR ||
		    splat_kind(t, p) != NO_KIND)
			return NO_NODE;
		if (position-- == 0)
			return is_plain(kind) ? name : NO_NODE;
	}
	return NO_NODE;
}

void types_pass_arguments(struct types *ty, node_id call, node_id definition)
{
	const struct tree *t = ty->tree;
	const struct function *f = types_function(ty, definition);
	node_id list = tree_child(t, definition, FIELD_PARAMETERS);
	node_id arguments = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t position = 0;

	if (f == NULL || !f->is_closed || list == NO_NODE ||
	    arguments == NO_NODE)
		return;
	for (node_id a = tree_first(t, arguments); a != NO_NODE;
	     a = tree_sibling(t, a)) {
		node_id keyword = NO_NODE, value = a, name;

		if (tree_kind(t, a) == KIND_KEYWORD_ARGUMENT) {
			keyword = tree_child(t, a, FIELD_NAME);
			value = tree_child(t, a, FIELD_VALUE);
		}
		name = parameter_for(t, list, keyword, position);
		position += keyword == NO_NODE;
		if (name != NO_NODE && value != NO_NODE)
			types_bind(ty, name,
			           type_without_contents(&ty->table,
			                                 ty->of_node[value]));
	}
}
