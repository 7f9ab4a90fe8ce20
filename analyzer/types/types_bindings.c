/* What statements bind: assignments, loops, with, except, imports,
 * definitions. */
#include "types_solver.h"

/* What a `with` gives to its target. */
static type_id entered(struct types *ty, type_id manager)
{
	static const char *const themselves[] = {
	    "io.StringIO",
	    "io.BytesIO",
	    "gzip.GzipFile",
	    "bz2.BZ2File",
	    "lzma.LZMAFile",
	    "zipfile.ZipFile",
	    "tarfile.TarFile",
	    "socket.socket",
	    "subprocess.Popen",
	    "mmap.mmap",
	    "threading.Thread",
	    "codecs.StreamReaderWriter",
	    "tempfile.SpooledTemporaryFile",
	    "shelve.Shelf",
	    "os.scandir",
	    "concurrent.futures.ThreadPoolExecutor",
	    "concurrent.futures.ProcessPoolExecutor",
	    "multiprocessing.pool.Pool",
	    NULL};
	struct type type = *type_at(&ty->table, manager);

	switch (type.kind) {
	case TYPE_NEVER:
		return NEVER;
	case TYPE_TEXT_FILE:
	case TYPE_BINARY_FILE:
	case TYPE_MEMORYVIEW:
		return type_or_none(&ty->table, manager, false);
	case TYPE_INSTANCE:
		break;
	default:
		return UNKNOWN;
	}
	if (str_is(type.name, "contextlib._GeneratorContextManager") ||
	    str_is(type.name, "contextlib.closing"))
		return type.element;
	if (str_is(type.name, "tempfile.TemporaryDirectory"))
		return type_of_kind(&ty->table, TYPE_STR);
	for (int i = 0; themselves[i] != NULL; i++)
		if (str_is(type.name, themselves[i]))
			return manager;
	return UNKNOWN;
}

static void push_target(struct types *ty, node_id target, type_id type)
{
	ARRAY_PUSH(ty->scratch, &ty->targets, target);
	ARRAY_PUSH(ty->scratch, &ty->target_types, type);
}

static bool has_splat(const struct tree *t, node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_LIST_SPLAT ||
		    tree_kind(t, c) == KIND_LIST_SPLAT_PATTERN)
			return true;
	return false;
}

/* Give the parts of a value to the targets of a pattern. */
static void unpack(struct types *ty, node_id pattern, type_id value)
{
	const struct tree *t = ty->tree;
	const struct type *type = type_at(&ty->table, value);
	type_id element = type_element(&ty->table, value), part;
	uint32_t index = 0, count = tree_child_count(t, pattern);
	bool has_items =
	    type->item_count == count && count != 0 && !has_splat(t, pattern);

	for (node_id c = tree_first(t, pattern); c != NO_NODE;
	     c = tree_sibling(t, c), index++) {
		part = has_items ? type_at(&ty->table, value)->items[index]
		                 : element;
		if (value == NEVER)
			part = NEVER;
		if (tree_kind(t, c) == KIND_LIST_SPLAT_PATTERN ||
		    tree_kind(t, c) == KIND_LIST_SPLAT) {
			c = tree_first(t, c);
			part = value == NEVER
			           ? NEVER
			           : type_container(&ty->table, TYPE_LIST,
			                            element, UNKNOWN);
			push_target(ty, c, part);
			c = tree_parent(t, c);
			continue;
		}
		push_target(ty, c, part);
	}
}

static bool is_trusted(const struct types *ty, type_id declared, type_id value)
{
	enum type_kind kind = type_kind(&ty->table, value);

	return declared != UNKNOWN &&
	       (kind == TYPE_UNKNOWN || kind == TYPE_NONE ||
	        kind == type_kind(&ty->table, declared));
}

/* Is `value` a dict or list, and `declared` what typing calls such by what it
 * can do? */
static bool is_abstract_of(const struct types *ty, type_id declared,
                           type_id value)
{
	const struct type *type = type_at(&ty->table, declared);

	if (type->kind != TYPE_INSTANCE)
		return false;
	if (type_kind(&ty->table, value) == TYPE_DICT)
		return str_is(type->name, "typing.Mapping") ||
		       str_is(type->name, "typing.MutableMapping");
	return type_kind(&ty->table, value) == TYPE_LIST &&
	       (str_is(type->name, "typing.Sequence") ||
	        str_is(type->name, "typing.MutableSequence"));
}

/* An annotation is believed where nothing known speaks against it. */
type_id types_declared(struct types *ty, type_id declared, type_id value)
{
	if (declared != UNKNOWN && is_abstract_of(ty, declared, value))
		return type_with_parts(&ty->table, value,
		                       type_at(&ty->table, declared)->element,
		                       type_at(&ty->table, declared)->value);
	if (!is_trusted(ty, declared, value))
		return value;
	return type_kind(&ty->table, value) == TYPE_NONE ||
	               type_at(&ty->table, value)->or_none
	           ? type_or_none(&ty->table, declared, true)
	           : declared;
}

static void bind_name(struct types *ty, node_id n, type_id type)
{
	const struct scopes *s = ty->scopes;
	const struct occurrence *o = scopes_occurrence(s, n);
	const struct variable *variable;
	symbol_id owner;
	scope_id scope;

	if (o == NULL || o->access != ACCESS_BIND)
		return;
	owner = s->symbols[o->symbol].owner;
	if (owner == NO_SYMBOL)
		return;
	variable = &ty->variables[owner];
	if (o->binding == BINDING_ASSIGNMENT || o->binding == BINDING_WALRUS ||
	    o->binding == BINDING_WITH)
		type = types_declared(ty, variable->declared, type);
	types_raise_bound(ty, (occurrence_id)(o - s->occurrences), type);
	types_set_node(ty, n, type);
	scope = s->symbols[owner].scope;
	if (s->scopes[scope].kind == SCOPE_CLASS) {
		class_id class = classes_at(ty->classes, s->scopes[scope].node);

		if (class != NO_CLASS && o->binding != BINDING_FUNCTION)
			types_set_attribute(ty, class, tree_name(ty->tree, n),
			                    type, n);
	}
}

static void bind_attribute(struct types *ty, node_id n, type_id type)
{
	const struct tree *t = ty->tree;
	name_id name = tree_name(t, tree_child(t, n, FIELD_ATTRIBUTE));
	node_id object = tree_child(t, n, FIELD_OBJECT);
	struct type owner;

	if (object == NO_NODE || ty->of_node[object] == NEVER)
		return;
	owner = *type_at(&ty->table, ty->of_node[object]);
	if (owner.kind == TYPE_UNKNOWN)
		types_set_attribute(ty, NO_CLASS, name, type, n);
	else if ((owner.kind == TYPE_INSTANCE || owner.kind == TYPE_CLASS) &&
	         owner.class != NO_CLASS)
		types_set_attribute(ty, owner.class, name, type, n);
}

static void bind_subscript(struct types *ty, node_id n, type_id type)
{
	const struct tree *t = ty->tree;
	node_id object = tree_child(t, n, FIELD_VALUE);
	node_id index = tree_child(t, n, FIELD_SUBSCRIPT);
	type_id kept = type_without_contents(&ty->table, type);

	if (object == NO_NODE || index == NO_NODE)
		return;
	object = tree_value(t, object);
	if (tree_kind(t, object) != KIND_IDENTIFIER ||
	    ty->of_node[object] == NEVER)
		return;
	if (tree_kind(t, index) == KIND_SLICE)
		types_put(ty, object, type_element(&ty->table, type), UNKNOWN);
	else if (type_kind(&ty->table, ty->of_node[object]) == TYPE_DICT)
		types_put(ty, object, ty->of_node[tree_value(t, index)], kept);
	else
		types_put(ty, object, kept, kept);
}

static bool is_pattern(enum kind kind)
{
	return kind == KIND_PATTERN_LIST || kind == KIND_TUPLE_PATTERN ||
	       kind == KIND_LIST_PATTERN || kind == KIND_TUPLE ||
	       kind == KIND_LIST || kind == KIND_EXPRESSION_LIST;
}

void types_bind(struct types *ty, node_id target, type_id type)
{
	const struct tree *t = ty->tree;

	if (ty->is_given_up)
		type = UNKNOWN;
	push_target(ty, target, type);
	while (ty->targets.count != 0) {
		node_id n = ty->targets.at[--ty->targets.count];

		type = ty->target_types.at[--ty->target_types.count];
		if (n == NO_NODE)
			continue;
		n = tree_value(t, n);
		if (tree_kind(t, n) == KIND_AS_PATTERN_TARGET)
			push_target(ty, tree_first(t, n), type);
		else if (is_pattern(tree_kind(t, n)))
			unpack(ty, n, type);
		else if (tree_kind(t, n) == KIND_IDENTIFIER)
			bind_name(ty, n, type);
		else if (tree_kind(t, n) == KIND_ATTRIBUTE)
			bind_attribute(ty, n, type);
		else if (tree_kind(t, n) == KIND_SUBSCRIPT)
			bind_subscript(ty, n, type);
	}
}

static type_id type_at_node(const struct types *ty, node_id n)
{
	return n == NO_NODE ? UNKNOWN : ty->of_node[n];
}

/* `a, b = x, y`: each is bound to its own value, and no tuple keeps them. */
static bool bind_pairwise(struct types *ty, node_id left, node_id right)
{
	const struct tree *t = ty->tree;
	node_id target, value = tree_value(t, right);

	if (!is_pattern(tree_kind(t, left)) ||
	    !is_pattern(tree_kind(t, value)) ||
	    tree_kind(t, value) == KIND_LIST ||
	    tree_child_count(t, left) != tree_child_count(t, value))
		return false;
	if (has_splat(t, left) || has_splat(t, value))
		return false;
	value = tree_first(t, value);
	for (target = tree_first(t, left); target != NO_NODE;
	     target = tree_sibling(t, target)) {
		types_bind(ty, target, ty->of_node[value]);
		value = tree_sibling(t, value);
	}
	return true;
}

static void assignment(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_child(t, n, FIELD_RIGHT);
	node_id annotation = tree_child(t, n, FIELD_TYPE);
	type_id type;

	if (right == NO_NODE)
		return;
	type = ty->of_node[right];
	types_set_node(ty, n, type);
	if (annotation != NO_NODE && tree_kind(t, left) == KIND_IDENTIFIER)
		type =
		    types_declared(ty, types_annotation(ty, annotation), type);
	if (tree_kind(t, right) == KIND_ASSIGNMENT ||
	    tree_kind(t, tree_parent(t, n)) == KIND_ASSIGNMENT ||
	    !bind_pairwise(ty, left, right))
		types_bind(ty, left, type);
}

static void augmented(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_child(t, n, FIELD_RIGHT);
	node_id sign = tree_child(t, n, FIELD_OPERATOR);
	type_id before, result;

	if (left == NO_NODE || right == NO_NODE || sign == NO_NODE)
		return;
	left = tree_value(t, left);
	if (tree_kind(t, left) == KIND_IDENTIFIER)
		before = types_read_name(ty, left);
	else
		before = ty->of_node[left];
	result = types_augmented(ty, sign, before, ty->of_node[right]);
	if (tree_kind(t, left) == KIND_IDENTIFIER &&
	    type_is_mutable(type_kind(&ty->table, result)))
		types_put(ty, left,
		          type_element(&ty->table, ty->of_node[right]),
		          type_at(&ty->table, ty->of_node[right])->value);
	types_bind(ty, left, result);
}

static bool is_async(const struct tree *t, node_id n)
{
	node_id first = tree_first(t, n);

	return first != NO_NODE && tree_kind(t, first) == KIND_TOKEN_ASYNC;
}

static void loop(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id right = tree_child(t, n, FIELD_RIGHT);
	type_id type = type_at_node(ty, right);

	types_bind(ty, tree_child(t, n, FIELD_LEFT),
	           is_async(t, n) ? UNKNOWN : type_element(&ty->table, type));
}

/* What `except value as e` binds. */
static type_id caught(struct types *ty, node_id value)
{
	struct type type = *type_at(&ty->table, type_at_node(ty, value));
	struct str name;

	if (type.kind == TYPE_CLASS)
		return type_named(&ty->table, TYPE_INSTANCE, type.name,
		                  type.class);
	if (value == NO_NODE || tree_kind(ty->tree, value) == KIND_TUPLE)
		return UNKNOWN;
	name = imports_origin(ty->imports, value);
	if (name.length == 0)
		return UNKNOWN;
	return type_named(&ty->table, TYPE_INSTANCE, name, NO_CLASS);
}

static void as_pattern(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id alias = tree_child(t, n, FIELD_ALIAS);
	node_id value = tree_first(t, n);
	node_id around = tree_parent(t, n);
	type_id type = UNKNOWN;

	while (tree_kind(t, around) == KIND_PARENTHESIZED_EXPRESSION)
		around = tree_parent(t, around);
	if (tree_kind(t, around) == KIND_WITH_ITEM) {
		node_id statement = tree_ancestor(t, n, KIND_WITH_STATEMENT);

		if (statement != NO_NODE && !is_async(t, statement))
			type = entered(ty, type_at_node(ty, value));
	} else if (tree_kind(t, around) == KIND_EXCEPT_CLAUSE &&
	           tree_kind(t, tree_first(t, around)) != KIND_TOKEN_STAR) {
		type = caught(ty, value);
	}
	if (alias != NO_NODE)
		types_bind(ty, alias, type);
}

/* Names that patterns of `case` and type parameters bind hold anything. */
static void bind_unseen(struct types *ty, node_id n)
{
	const struct occurrence *o = scopes_occurrence(ty->scopes, n);

	if (o == NULL || o->access != ACCESS_BIND)
		return;
	if (o->binding == BINDING_MATCH || o->binding == BINDING_TYPE)
		bind_name(ty, n, UNKNOWN);
	else if (o->binding == BINDING_IMPORT)
		bind_name(ty, n, types_imported(ty, n));
	else if (ty->is_given_up)
		bind_name(ty, n, UNKNOWN);
}

static void definition(struct types *ty, node_id n)
{
	node_id name = tree_child(ty->tree, n, FIELD_NAME);
	type_id type = tree_kind(ty->tree, n) == KIND_CLASS_DEFINITION
	                   ? types_class(ty, classes_at(ty->classes, n))
	                   : types_function_type(ty, n);

	if (name != NO_NODE)
		bind_name(ty, name, type);
	if (tree_kind(ty->tree, n) == KIND_FUNCTION_DEFINITION)
		types_bind_parameters(ty, n);
}

bool types_evaluate_statement(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;

	switch (tree_kind(t, n)) {
	case KIND_ASSIGNMENT:
		assignment(ty, n);
		return true;
	case KIND_AUGMENTED_ASSIGNMENT:
		augmented(ty, n);
		return true;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		loop(ty, n);
		return true;
	case KIND_AS_PATTERN:
		as_pattern(ty, n);
		return true;
	case KIND_NAMED_EXPRESSION:
		types_bind(ty, tree_child(t, n, FIELD_NAME),
		           type_at_node(ty, tree_child(t, n, FIELD_VALUE)));
		return false;
	case KIND_RETURN_STATEMENT:
	case KIND_YIELD:
		types_return(ty, n);
		return tree_kind(t, n) == KIND_RETURN_STATEMENT;
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
		definition(ty, n);
		return true;
	case KIND_LAMBDA:
		types_bind_parameters(ty, n);
		return false;
	case KIND_IDENTIFIER:
		bind_unseen(ty, n);
		return false;
	default:
		return false;
	}
}
