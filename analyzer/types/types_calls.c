/* What calls give: of classes, of functions of the file and of the library. */
#include "types_solver.h"
#include "classes_attributes.h"
#include "library.h"
#include "types_special.h"

#include <string.h>

enum { LONGEST_NAME = 96 };

/* The class whose facts are those of a type. */
static struct str class_name_of(const struct type *type)
{
	static const char *const names[] = {
	    [TYPE_BOOL] = "builtins.int",
	    [TYPE_INT] = "builtins.int",
	    [TYPE_FLOAT] = "builtins.float",
	    [TYPE_STR] = "builtins.str",
	    [TYPE_BYTES] = "builtins.bytes",
	    [TYPE_BYTEARRAY] = "builtins.bytearray",
	    [TYPE_MEMORYVIEW] = "builtins.memoryview",
	    [TYPE_LIST] = "builtins.list",
	    [TYPE_TUPLE] = "builtins.tuple",
	    [TYPE_DICT] = "builtins.dict",
	    [TYPE_SET] = "builtins.set",
	    [TYPE_FROZENSET] = "builtins.frozenset",
	    [TYPE_RANGE] = "builtins.range",
	    [TYPE_DEQUE] = "collections.deque",
	    [TYPE_ARRAY] = "array.array",
	    [TYPE_TEXT_FILE] = "io.TextIOWrapper",
	    [TYPE_BINARY_FILE] = "io.BufferedReader",
	};

	if (type->name.length != 0 && type->kind != TYPE_MODULE)
		return type->name;
	if (type->kind >= sizeof(names) / sizeof(*names) ||
	    names[type->kind] == NULL)
		return (struct str){NULL, 0};
	return str_of(names[type->kind]);
}

/* The fact about a member of what an attribute is taken of. */
static const struct library_fact *member_fact(const struct types *ty,
                                              node_id attribute)
{
	const struct tree *t = ty->tree;
	node_id object = tree_child(t, attribute, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	const struct type *type;

	if (object == NO_NODE || name == NAME_NONE)
		return NULL;
	type = type_at(&ty->table, ty->of_node[object]);
	if (type->kind == TYPE_CLASS || type->class != NO_CLASS)
		return NULL;
	return library_find_member(class_name_of(type),
	                           names_text(t->names, name));
}

static const struct library_fact *find_origin(const struct types *ty, node_id n)
{
	char name[LONGEST_NAME];
	uint32_t length =
	    imports_write_origin(ty->imports, n, name, sizeof(name));

	return length == 0 ? NULL : library_find((struct str){name, length});
}

static const struct library_fact *origin_fact(const struct types *ty, node_id n)
{
	enum { NOT_ASKED, NOTHING, FIRST };
	uint16_t *known;

	if (n == NO_NODE)
		return NULL;
	known = &ty->origins[n];
	if (*known == NOT_ASKED) {
		const struct library_fact *fact = find_origin(ty, n);

		*known = fact == NULL ? NOTHING
		                      : (uint16_t)(FIRST + library_index(fact));
	}
	return *known == NOTHING ? NULL : library_at((uint32_t)*known - FIRST);
}

/* The fact about what an expression is: by its origin, or as a member. */
static const struct library_fact *fact_of(const struct types *ty, node_id n,
                                          bool *is_member)
{
	const struct library_fact *fact = origin_fact(ty, n);

	*is_member = false;
	if (fact != NULL || tree_kind(ty->tree, n) != KIND_ATTRIBUTE)
		return fact;
	*is_member = true;
	return member_fact(ty, n);
}

const struct library_fact *types_fact_of(const struct types *ty, node_id call)
{
	node_id callee = tree_child(ty->tree, call, FIELD_FUNCTION);
	const struct library_fact *fact;
	bool is_member;

	if (callee == NO_NODE)
		return NULL;
	fact = fact_of(ty, tree_value(ty->tree, callee), &is_member);
	return fact != NULL && fact->sort == LIBRARY_ATTRIBUTE ? NULL : fact;
}

/* Does the fact's type depend on what it is called with? */
static bool is_worded(const char *type)
{
	static const char *const words[] = {"Self", "Element", "Value",
	                                    "Arg",  "Second",  NULL};

	for (int i = 0; words[i] != NULL; i++)
		if (strstr(type, words[i]) != NULL)
			return true;
	return false;
}

type_id types_of_fact(struct types *ty, const struct library_fact *fact,
                      const struct fact_words *words)
{
	type_id *cached = &ty->of_fact[library_index(fact)];

	if (*cached != UNKNOWN)
		return *cached;
	if (fact->type[0] == '\0')
		return UNKNOWN;
	if (is_worded(fact->type))
		return types_fact(ty, fact->type, words);
	return *cached = types_fact(ty, fact->type, words);
}

/* What a method puts into its receiver. */
enum putting {
	PUTS_NOTHING,
	PUTS_FIRST, /* the first argument */
	PUTS_SECOND,
	PUTS_ITEM,     /* the first as key, the second as value */
	PUTS_ELEMENTS, /* what iterating the arguments gives */
	PUTS_PAIRS     /* a mapping, pairs, keywords */
};

static enum putting putting_of(struct str method, enum type_kind kind)
{
	if (str_is(method, "append") || str_is(method, "add") ||
	    str_is(method, "appendleft"))
		return PUTS_FIRST;
	if (str_is(method, "insert"))
		return PUTS_SECOND;
	if (str_is(method, "setdefault"))
		return PUTS_ITEM;
	if (str_is(method, "update"))
		return kind == TYPE_DICT ? PUTS_PAIRS : PUTS_ELEMENTS;
	if (str_is(method, "extend") || str_is(method, "extendleft") ||
	    str_is(method, "symmetric_difference_update"))
		return PUTS_ELEMENTS;
	return PUTS_NOTHING;
}

static void put_arguments(struct types *ty, node_id call, node_id object,
                          struct str method)
{
	enum type_kind kind = type_kind(&ty->table, ty->of_node[object]);
	type_id pairs;

	switch (putting_of(method, kind)) {
	case PUTS_NOTHING:
		return;
	case PUTS_FIRST:
		types_put(ty, object, types_argument_type(ty, call, 0),
		          UNKNOWN);
		return;
	case PUTS_SECOND:
		types_put(ty, object, types_argument_type(ty, call, 1),
		          UNKNOWN);
		return;
	case PUTS_ELEMENTS:
		types_put(ty, object, types_all_elements(ty, call), UNKNOWN);
		return;
	case PUTS_ITEM:
		pairs = types_argument(ty, call, 1) == NO_NODE
		            ? type_of_kind(&ty->table, TYPE_NONE)
		            : types_argument_type(ty, call, 1);
		types_put(ty, object, types_argument_type(ty, call, 0), pairs);
		return;
	case PUTS_PAIRS:
		pairs = types_pairs(ty, call);
		types_put(ty, object, type_at(&ty->table, pairs)->element,
		          type_at(&ty->table, pairs)->value);
		return;
	}
}

/* May the argument live on, under another name, after the call? */
static bool may_be_kept(const struct library_fact *fact, uint32_t index,
                        uint32_t count)
{
	const unsigned reads = CALL_IS_PURE | CALL_ITERATES_FIRST |
	                       CALL_ITERATES_ALL | CALL_ITERATES_REST;

	if (fact == NULL || (fact->effects & CALL_KEEPS_ARGUMENTS) != 0)
		return true;
	if (fact->type[0] == '\0' && (fact->effects & reads) == 0)
		return true;
	if (index == 0)
		return count > 1 && strcmp(fact->type, "!extreme") == 0;
	return (fact->effects & (CALL_ITERATES_ALL | CALL_ITERATES_REST)) ==
	           0 &&
	       (fact->type[0] == '\0' || fact->type[0] == '!' ||
	        is_worded(fact->type));
}

/* What the call does to the contents of containers that it is given. */
static void judge_arguments(struct types *ty, node_id call,
                            const struct library_fact *fact)
{
	const struct tree *t = ty->tree;
	node_id arguments = tree_child(t, call, FIELD_ARGUMENTS);
	uint32_t index = 0, count;

	if (tree_kind(t, arguments) != KIND_ARGUMENT_LIST)
		return;
	count = types_argument_count(ty, call);
	for (node_id a = tree_first(t, arguments); a != NO_NODE;
	     a = tree_sibling(t, a), index++) {
		node_id value = tree_kind(t, a) == KIND_KEYWORD_ARGUMENT
		                    ? tree_child(t, a, FIELD_VALUE)
		                    : a;

		value = tree_value(t, value);
		if (tree_kind(t, value) != KIND_IDENTIFIER)
			continue;
		if (index == 0 && fact != NULL &&
		    (fact->effects & CALL_MUTATES_FIRST) != 0 &&
		    !str_is(fact->name, "builtins.setattr"))
			types_put(ty, value, types_argument_type(ty, call, 1),
			          UNKNOWN);
		else if (may_be_kept(fact, index, count))
			types_put(ty, value, UNKNOWN, UNKNOWN);
	}
}

/* What a call gives that is known by stdlib.def. */
static type_id fact_result(struct types *ty, node_id call,
                           const struct library_fact *fact, type_id self)
{
	const struct fact_words words = {
	    .self = self,
	    .argument = types_argument_type(ty, call, 0),
	    .second = types_argument_type(ty, call, 1)};

	if (fact->type[0] == '!')
		return types_special(ty, call, fact->type + 1, self);
	return types_of_fact(ty, fact, &words);
}

type_id types_constructed(struct types *ty, const struct type *class)
{
	const struct fact_words words = {NEVER, NEVER, NEVER};
	const struct library_fact *fact;

	if (class->class != NO_CLASS) {
		const struct class_info *info =
		    &ty->classes->list[class->class];
		type_id instance = types_instance(ty, class->class);
		struct type type = *type_at(&ty->table, instance);
		node_id method;

		if ((info->flags & CLASS_HAS_METACLASS) != 0 ||
		    classes_own_name(ty->classes, class->class, NAME_NEW,
		                     &method))
			return UNKNOWN;
		type.is_exact = true;
		return type_intern(&ty->table, type);
	}
	fact = library_find(class->name);
	if (fact == NULL || fact->sort != LIBRARY_CLASS || fact->type[0] == '!')
		return UNKNOWN;
	return type_inexact(&ty->table, types_of_fact(ty, fact, &words));
}

/* What calling a function of the library gives, called with one `item`. */
type_id types_plain_result(struct types *ty, node_id function, type_id item)
{
	const struct fact_words words = {item, item, UNKNOWN};
	const struct library_fact *fact = origin_fact(ty, function);

	if (fact == NULL || fact->sort != LIBRARY_FUNCTION ||
	    fact->type[0] == '!')
		return UNKNOWN;
	return types_of_fact(ty, fact, &words);
}

/* A call of a method of a class of this file. */
static type_id method_call(struct types *ty, node_id call, node_id attribute,
                           const struct type *owner)
{
	name_id name = tree_name(
	    ty->tree, tree_child(ty->tree, attribute, FIELD_ATTRIBUTE));
	node_id method;

	if (name == NAME_NONE)
		return UNKNOWN;
	method = classes_method(ty->classes, owner->class, name);
	if (method == NO_NODE ||
	    classes_method_kind(ty->classes, method) == METHOD_PROPERTY)
		return UNKNOWN;
	if (owner->kind == TYPE_CLASS &&
	    scopes_variable(ty->scopes,
	                    tree_child(ty->tree, attribute, FIELD_OBJECT)) ==
	        ty->classes->list[owner->class].variable)
		return types_result(ty, method, call);
	return types_method_result(ty, owner->class, name, call);
}

/* The type of what the method is called on, if the callee is one. */
static type_id receiver_of(const struct types *ty, node_id callee)
{
	node_id object = tree_kind(ty->tree, callee) == KIND_ATTRIBUTE
	                     ? tree_child(ty->tree, callee, FIELD_OBJECT)
	                     : NO_NODE;

	return object == NO_NODE ? UNKNOWN : ty->of_node[object];
}

/* A callee that no fact is known of. */
static type_id file_call(struct types *ty, node_id call, node_id callee)
{
	struct type type = *type_at(&ty->table, ty->of_node[callee]);
	struct type owner = *type_at(&ty->table, receiver_of(ty, callee));

	if (type.kind == TYPE_FUNCTION) {
		types_pass_arguments(ty, call, type.node);
		return types_result(ty, type.node, call);
	}
	if (type.kind == TYPE_CLASS)
		return types_constructed(ty, &type);
	if (owner.class != NO_CLASS &&
	    (owner.kind == TYPE_INSTANCE || owner.kind == TYPE_CLASS))
		return method_call(ty, call, callee, &owner);
	return UNKNOWN;
}

type_id types_call(struct types *ty, node_id call)
{
	const struct tree *t = ty->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION), object;
	const struct library_fact *fact;
	type_id self = UNKNOWN;
	bool is_member;

	if (callee == NO_NODE)
		return UNKNOWN;
	callee = tree_value(t, callee);
	fact = fact_of(ty, callee, &is_member);
	if (fact != NULL && fact->sort == LIBRARY_ATTRIBUTE)
		fact = NULL;
	if (fact == NULL && ty->of_node[callee] == NEVER && !ty->is_given_up)
		return NEVER;
	judge_arguments(ty, call, fact);
	if (is_member && fact != NULL) {
		object = tree_child(t, callee, FIELD_OBJECT);
		self = ty->of_node[object];
		object = tree_value(t, object);
		if (tree_kind(t, object) == KIND_IDENTIFIER)
			put_arguments(
			    ty, call, object,
			    tree_text(t,
			              tree_child(t, callee, FIELD_ATTRIBUTE)));
	}
	return fact != NULL ? fact_result(ty, call, fact, self)
	                    : file_call(ty, call, callee);
}

type_id types_library_attribute(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	struct fact_words words = {UNKNOWN, UNKNOWN, UNKNOWN};
	bool is_member;
	const struct library_fact *fact = fact_of(ty, n, &is_member);

	if (fact == NULL)
		return UNKNOWN;
	if (is_member)
		words.self = ty->of_node[tree_child(t, n, FIELD_OBJECT)];
	if (fact->sort == LIBRARY_CLASS)
		return type_named(&ty->table, TYPE_CLASS, fact->name, NO_CLASS);
	if (fact->sort == LIBRARY_FUNCTION)
		return UNKNOWN;
	return type_inexact(&ty->table, types_of_fact(ty, fact, &words));
}

/* What a name that nothing in the file binds holds. */
type_id types_builtin(struct types *ty, node_id n)
{
	const struct fact_words words = {UNKNOWN, UNKNOWN, UNKNOWN};
	const struct library_fact *fact = origin_fact(ty, n);

	if (fact == NULL)
		return UNKNOWN;
	if (fact->sort == LIBRARY_CLASS)
		return type_named(&ty->table, TYPE_CLASS, fact->name, NO_CLASS);
	return fact->sort == LIBRARY_ATTRIBUTE ? types_of_fact(ty, fact, &words)
	                                       : UNKNOWN;
}

type_id types_imported(struct types *ty, node_id n)
{
	symbol_id v = scopes_variable(ty->scopes, n);
	const struct import *import = imports_of_variable(ty->imports, v);

	if (import == NULL)
		return UNKNOWN;
	if (import->name.length != 0)
		return types_builtin(ty, n);
	return type_named(&ty->table, TYPE_MODULE,
	                  imports_import_origin(ty->imports, ty->arena, import),
	                  NO_CLASS);
}
