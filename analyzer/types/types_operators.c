/* What operators and subscripts give. */
#include "types_solver.h"
#include "library.h"

enum { LONGEST_SUM = 16 }; /* a + b + ... that is looked through */

static bool is_number(enum type_kind kind)
{
	return kind == TYPE_BOOL || kind == TYPE_INT || kind == TYPE_FLOAT ||
	       kind == TYPE_COMPLEX;
}

static bool is_sequence(enum type_kind kind)
{
	return kind == TYPE_STR || kind == TYPE_BYTES ||
	       kind == TYPE_BYTEARRAY || kind == TYPE_LIST ||
	       kind == TYPE_TUPLE || kind == TYPE_DEQUE || kind == TYPE_ARRAY;
}

/* The kind, without None: what is done with the value fails on None. Exact
 * only if both sides are. */
static type_id result(struct types *ty, enum type_kind kind, type_id left,
                      type_id right)
{
	type_id type = type_of_kind(&ty->table, kind);

	return type_at(&ty->table, left)->is_exact &&
	               type_at(&ty->table, right)->is_exact
	           ? type
	           : type_inexact(&ty->table, type);
}

static type_id arithmetic(struct types *ty, enum kind sign, type_id left,
                          type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);

	if (a == TYPE_COMPLEX || b == TYPE_COMPLEX)
		return result(ty, TYPE_COMPLEX, left, right);
	/* 2 ** -1 is a float, (-8.0) ** 0.5 is complex. */
	if (sign == KIND_TOKEN_STAR_STAR)
		return UNKNOWN;
	if (a == TYPE_FLOAT || b == TYPE_FLOAT || sign == KIND_TOKEN_SLASH)
		return result(ty, TYPE_FLOAT, left, right);
	return result(ty, TYPE_INT, left, right);
}

/* Of two of one kind: of what both hold. */
static type_id joined(struct types *ty, type_id left, type_id right)
{
	struct type a = *type_at(&ty->table, left);
	struct type b = *type_at(&ty->table, right);
	struct type type = {.kind = a.kind,
	                    .is_exact = a.is_exact && b.is_exact,
	                    .element =
	                        type_join(&ty->table, a.element, b.element),
	                    .value = type_join(&ty->table, a.value, b.value),
	                    .class = NO_CLASS,
	                    .node = NO_NODE};

	if (a.name.length != 0 || b.name.length != 0)
		return UNKNOWN;
	return type_intern(&ty->table, type);
}

static type_id addition(struct types *ty, type_id left, type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);

	if ((a == TYPE_BYTES && b == TYPE_BYTEARRAY) ||
	    (a == TYPE_BYTEARRAY && b == TYPE_BYTES))
		return result(ty, a, left, right);
	if (a != b || !is_sequence(a))
		return UNKNOWN;
	return joined(ty, left, right);
}

static type_id repetition(struct types *ty, type_id left, type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);
	struct type type;

	if (b == TYPE_INT || b == TYPE_BOOL)
		type = *type_at(&ty->table, left);
	else if (a == TYPE_INT || a == TYPE_BOOL)
		type = *type_at(&ty->table, right);
	else
		return UNKNOWN;
	if (!is_sequence(type.kind))
		return UNKNOWN;
	type.or_none = false;
	type.items = NULL;
	type.item_count = 0;
	return type_intern(&ty->table, type);
}

static bool is_set(enum type_kind kind)
{
	return kind == TYPE_SET || kind == TYPE_FROZENSET;
}

/* |, &, ^, - of sets; | of dicts (3.9). */
static type_id merging(struct types *ty, enum kind sign, type_id left,
                       type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);

	if (a == TYPE_DICT && b == TYPE_DICT && sign == KIND_TOKEN_BAR)
		return joined(ty, left, right);
	/* frozenset - view is a set, made by the view. */
	if (!is_set(a) || (!is_set(b) && (b != TYPE_VIEW || a != TYPE_SET)))
		return UNKNOWN;
	if (sign == KIND_TOKEN_MINUS || sign == KIND_TOKEN_AMPERSAND)
		return type_or_none(&ty->table, left, false);
	return type_intern(
	    &ty->table,
	    (struct type){.kind = a,
	                  .is_exact = type_at(&ty->table, left)->is_exact,
	                  .element = type_join(&ty->table,
	                                       type_element(&ty->table, left),
	                                       type_element(&ty->table, right)),
	                  .class = NO_CLASS,
	                  .node = NO_NODE});
}

static bool is_path(const struct types *ty, type_id id)
{
	const struct type *type = type_at(&ty->table, id);

	return type->kind == TYPE_INSTANCE &&
	       str_starts(type->name, "pathlib.");
}

static bool is_array(const struct types *ty, type_id id)
{
	const struct type *type = type_at(&ty->table, id);

	return type->kind == TYPE_INSTANCE &&
	       str_is(type->name, "numpy.ndarray");
}

/* An array and a number, or another array, give an array. */
static type_id elementwise(struct types *ty, type_id left, type_id right)
{
	bool is_left = is_array(ty, left), is_right = is_array(ty, right);

	if ((!is_left && !is_right) ||
	    (!is_left && !is_number(type_kind(&ty->table, left))) ||
	    (!is_right && !is_number(type_kind(&ty->table, right))))
		return UNKNOWN;
	return type_or_none(&ty->table, is_left ? left : right, false);
}

static bool is_integral(enum type_kind kind)
{
	return kind == TYPE_INT || kind == TYPE_BOOL;
}

static type_id bitwise(struct types *ty, enum kind sign, type_id left,
                       type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);

	if (a == TYPE_BOOL && b == TYPE_BOOL && sign != KIND_TOKEN_LESS_LESS &&
	    sign != KIND_TOKEN_GREATER_GREATER)
		return type_of_kind(&ty->table, TYPE_BOOL);
	if (is_integral(a) && is_integral(b))
		return result(ty, TYPE_INT, left, right);
	return merging(ty, sign, left, right);
}

static type_id binary(struct types *ty, enum kind sign, type_id left,
                      type_id right)
{
	enum type_kind a = type_kind(&ty->table, left);
	enum type_kind b = type_kind(&ty->table, right);

	/* str % x is a str whatever x is. */
	if (sign == KIND_TOKEN_PERCENT &&
	    (a == TYPE_STR || a == TYPE_BYTES || a == TYPE_BYTEARRAY))
		return type_or_none(&ty->table, left, false);
	if (a == TYPE_NEVER || b == TYPE_NEVER)
		return NEVER;
	if ((a == TYPE_INSTANCE || b == TYPE_INSTANCE) &&
	    sign != KIND_TOKEN_AT && elementwise(ty, left, right) != UNKNOWN)
		return elementwise(ty, left, right);
	switch (sign) {
	case KIND_TOKEN_BAR:
	case KIND_TOKEN_AMPERSAND:
	case KIND_TOKEN_CARET:
	case KIND_TOKEN_LESS_LESS:
	case KIND_TOKEN_GREATER_GREATER:
		return bitwise(ty, sign, left, right);
	case KIND_TOKEN_PLUS:
		if (is_number(a) && is_number(b))
			return arithmetic(ty, sign, left, right);
		return addition(ty, left, right);
	case KIND_TOKEN_STAR:
		if (is_number(a) && is_number(b))
			return arithmetic(ty, sign, left, right);
		return repetition(ty, left, right);
	case KIND_TOKEN_MINUS:
		if (is_set(a))
			return merging(ty, sign, left, right);
		break;
	case KIND_TOKEN_SLASH:
		if (is_path(ty, left))
			return type_or_none(&ty->table, left, false);
		if (is_path(ty, right) && a == TYPE_STR)
			return type_or_none(&ty->table, right, false);
		break;
	case KIND_TOKEN_AT:
		return UNKNOWN;
	default:
		break;
	}
	return is_number(a) && is_number(b) ? arithmetic(ty, sign, left, right)
	                                    : UNKNOWN;
}

static enum kind plain_operator(enum kind augmented)
{
	static const enum kind pairs[][2] = {
	    {KIND_TOKEN_PLUS_EQUAL, KIND_TOKEN_PLUS},
	    {KIND_TOKEN_MINUS_EQUAL, KIND_TOKEN_MINUS},
	    {KIND_TOKEN_STAR_EQUAL, KIND_TOKEN_STAR},
	    {KIND_TOKEN_SLASH_EQUAL, KIND_TOKEN_SLASH},
	    {KIND_TOKEN_SLASH_SLASH_EQUAL, KIND_TOKEN_SLASH_SLASH},
	    {KIND_TOKEN_PERCENT_EQUAL, KIND_TOKEN_PERCENT},
	    {KIND_TOKEN_STAR_STAR_EQUAL, KIND_TOKEN_STAR_STAR},
	    {KIND_TOKEN_BAR_EQUAL, KIND_TOKEN_BAR},
	    {KIND_TOKEN_AMPERSAND_EQUAL, KIND_TOKEN_AMPERSAND},
	    {KIND_TOKEN_CARET_EQUAL, KIND_TOKEN_CARET},
	    {KIND_TOKEN_LESS_LESS_EQUAL, KIND_TOKEN_LESS_LESS},
	    {KIND_TOKEN_GREATER_GREATER_EQUAL, KIND_TOKEN_GREATER_GREATER}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (pairs[i][0] == augmented)
			return pairs[i][1];
	return KIND_TOKEN_AT;
}

/* Does the operator change the left side itself, whatever iterable is right? */
static bool is_in_place(enum type_kind left, enum kind sign)
{
	switch (left) {
	case TYPE_LIST:
	case TYPE_BYTEARRAY:
	case TYPE_DEQUE:
	case TYPE_ARRAY:
		return sign == KIND_TOKEN_PLUS || sign == KIND_TOKEN_STAR;
	case TYPE_SET:
		return sign == KIND_TOKEN_BAR || sign == KIND_TOKEN_AMPERSAND ||
		       sign == KIND_TOKEN_MINUS || sign == KIND_TOKEN_CARET;
	case TYPE_DICT:
		return sign == KIND_TOKEN_BAR;
	default:
		return false;
	}
}

/* What grows a text stays one: `text += x` fails unless x is text as well, or
 * something that takes over (__radd__), which a library's object may do. */
static type_id grown(struct types *ty, type_id text, type_id other)
{
	enum type_kind kind = type_kind(&ty->table, text);
	const struct type *type = type_at(&ty->table, other);

	if (kind != TYPE_STR && kind != TYPE_BYTES && kind != TYPE_TUPLE)
		return UNKNOWN;
	if (type->kind == TYPE_INSTANCE)
		return UNKNOWN;
	return result(ty, kind, text, other);
}

type_id types_augmented(struct types *ty, node_id sign, type_id left,
                        type_id right)
{
	enum kind plain = plain_operator(tree_kind(ty->tree, sign));
	struct type type = *type_at(&ty->table, left);

	if (!is_in_place(type.kind, plain)) {
		type_id both = binary(ty, plain, left, right);

		return both == UNKNOWN && plain == KIND_TOKEN_PLUS
		           ? grown(ty, left, right)
		           : both;
	}
	left = type_or_none(&ty->table, left, false);
	if (type.kind == TYPE_BYTEARRAY || type.kind == TYPE_ARRAY)
		return left;
	if (right == NEVER)
		return NEVER;
	return type_with_parts(
	    &ty->table, left,
	    type_join(&ty->table, type.element,
	              type_element(&ty->table, right)),
	    type.kind == TYPE_DICT
	        ? type_join(&ty->table, type.value,
	                    type_at(&ty->table, right)->value)
	        : type.value);
}

static type_id unary(struct types *ty, node_id n)
{
	node_id sign = tree_child(ty->tree, n, FIELD_OPERATOR);
	node_id argument = tree_child(ty->tree, n, FIELD_ARGUMENT);
	type_id type = argument == NO_NODE ? UNKNOWN : ty->of_node[argument];
	enum type_kind kind = type_kind(&ty->table, type);

	if (kind == TYPE_NEVER)
		return NEVER;
	if (kind == TYPE_BOOL)
		return type_of_kind(&ty->table, TYPE_INT);
	if (kind == TYPE_INT ||
	    (is_number(kind) && tree_kind(ty->tree, sign) != KIND_TOKEN_TILDE))
		return type_or_none(&ty->table, type, false);
	return UNKNOWN;
}

/* Is `operand` of the sum n what the sum is assigned to: s = s + x + y? */
static bool is_grown(const struct tree *t, node_id n, node_id operand)
{
	node_id target;

	for (int i = 0; i < LONGEST_SUM; i++) {
		n = tree_outermost(t, n);
		if (tree_kind(t, tree_parent(t, n)) != KIND_BINARY_OPERATOR)
			break;
		n = tree_parent(t, n);
	}
	if (tree_kind(t, tree_parent(t, n)) != KIND_ASSIGNMENT)
		return false;
	target = tree_child(t, tree_parent(t, n), FIELD_LEFT);
	operand = tree_value(t, operand);
	for (int i = 0;
	     i < LONGEST_SUM && tree_kind(t, operand) == KIND_BINARY_OPERATOR;
	     i++)
		operand = tree_value(t, tree_child(t, operand, FIELD_LEFT));
	return (tree_kind(t, target) == KIND_IDENTIFIER ||
	        tree_kind(t, target) == KIND_ATTRIBUTE) &&
	       tree_same(t, target, operand);
}

static type_id sum(struct types *ty, node_id n, node_id left, node_id right)
{
	type_id a = ty->of_node[left], b = ty->of_node[right];
	type_id both = binary(ty, KIND_TOKEN_PLUS, a, b);

	if (both != UNKNOWN)
		return both;
	if (is_grown(ty->tree, n, left))
		return grown(ty, a, b);
	if (is_grown(ty->tree, n, right))
		return grown(ty, b, a);
	return UNKNOWN;
}

type_id types_operator(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id left = tree_child(t, n, FIELD_LEFT);
	node_id right = tree_child(t, n, FIELD_RIGHT);
	node_id sign = tree_child(t, n, FIELD_OPERATOR);

	if (tree_kind(t, n) == KIND_UNARY_OPERATOR)
		return unary(ty, n);
	if (left == NO_NODE || right == NO_NODE || sign == NO_NODE)
		return UNKNOWN;
	if (tree_kind(t, sign) == KIND_TOKEN_PLUS)
		return sum(ty, n, left, right);
	return binary(ty, tree_kind(t, sign), ty->of_node[left],
	              ty->of_node[right]);
}

static type_id sliced(struct types *ty, type_id value)
{
	struct type type = *type_at(&ty->table, value);

	switch (type.kind) {
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_MEMORYVIEW:
	case TYPE_LIST:
	case TYPE_TUPLE:
	case TYPE_RANGE:
	case TYPE_ARRAY:
		type.or_none = false;
		type.items = NULL;
		type.item_count = 0;
		return type_intern(&ty->table, type);
	case TYPE_NEVER:
		return NEVER;
	default:
		return is_array(ty, value)
		           ? type_or_none(&ty->table, value, false)
		           : UNKNOWN;
	}
}

/* The item of a tuple at a constant index; UNKNOWN if it is not known. */
static type_id item_at(const struct types *ty, const struct type *tuple,
                       node_id index)
{
	const struct tree *t = ty->tree;
	bool is_negative = tree_kind(t, index) == KIND_UNARY_OPERATOR;
	struct str text;
	uint32_t at;

	if (is_negative)
		index = tree_child(t, index, FIELD_ARGUMENT);
	if (tree_kind(t, index) != KIND_INTEGER)
		return tuple->element;
	text = tree_text(t, index);
	if (text.length != 1)
		return tuple->element;
	at = (uint32_t)(text.at[0] - '0');
	if (is_negative)
		at = tuple->item_count - at;
	return at < tuple->item_count ? tuple->items[at] : tuple->element;
}

static type_id indexed(struct types *ty, type_id value, node_id index)
{
	struct type type = *type_at(&ty->table, value);
	struct fact_words words = {value, UNKNOWN, UNKNOWN};
	const struct library_fact *fact;

	switch (type.kind) {
	case TYPE_STR:
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_RANGE:
	case TYPE_LIST:
	case TYPE_DEQUE:
		return type_element(&ty->table, value);
	case TYPE_TUPLE:
		return item_at(ty, &type, index);
	case TYPE_DICT:
		return type.value;
	case TYPE_NEVER:
		return NEVER;
	case TYPE_INSTANCE:
		if (type.class != NO_CLASS)
			return UNKNOWN;
		if (str_is(type.name, "typing.Sequence") ||
		    str_is(type.name, "typing.MutableSequence"))
			return type.element;
		fact = library_find_member(type.name, STR("__getitem__"));
		return fact == NULL ? UNKNOWN : types_of_fact(ty, fact, &words);
	default:
		return UNKNOWN;
	}
}

type_id types_subscript(struct types *ty, node_id n)
{
	const struct tree *t = ty->tree;
	node_id object = tree_child(t, n, FIELD_VALUE);
	node_id index = tree_child(t, n, FIELD_SUBSCRIPT);
	uint32_t parts = tree_child_count(t, n);
	type_id value;

	if (object == NO_NODE || index == NO_NODE)
		return UNKNOWN;
	value = ty->of_node[object];
	if (tree_kind(t, index) == KIND_SLICE)
		return parts == 2 ? sliced(ty, value) : UNKNOWN;
	if (parts == 2)
		return indexed(ty, value, index);
	return type_kind(&ty->table, value) == TYPE_DICT
	           ? type_at(&ty->table, value)->value
	           : UNKNOWN;
}
