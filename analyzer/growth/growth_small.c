#include "growth_small.h"

#include "ask.h"
#include "growth_bound.h"
#include "carry_turns.h"

/* SHORTEST of a literal with its quotes, SMALL in characters of what grows;
 * LITTLE of what a test compares it with, or FEW times as much; MOST_STEPS from
 * a name to its value. */
enum {
	SHORTEST = 4,
	SMALL = 64,
	LITTLE = 4096,
	FEW = 16,
	MOST_STEPS = 8,
	MOST_CALLS = 64
};

/* The function whose parameter `name` is, and which one; NO_NODE if it is none
 * or has other values too. Of a method, self does not count. */
static node_id function_of_parameter(const struct facts *f, node_id name,
                                     uint32_t *index)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id function, parameters;

	*index = 0;
	if (o == NULL || o->binding != BINDING_PARAMETER)
		return NO_NODE;
	parameters = tree_ancestor(t, o->node, KIND_PARAMETERS);
	if (parameters == NO_NODE)
		return NO_NODE;
	function = tree_parent(t, parameters);
	for (node_id p = tree_first(t, parameters);
	     p != NO_NODE && !tree_contains(t, p, o->node);
	     p = tree_sibling(t, p))
		++*index;
	if (calls_class_around(t, function) != NO_NODE) {
		if (*index == 0)
			return NO_NODE;
		--*index;
	}
	return function;
}

static bool is_small_constant(const struct facts *f, node_id n)
{
	int64_t value;

	return ask_integer(f, n, &value) && value <= SMALL;
}

/* Is the parameter given a small constant by all calls that the file has, at
 * least one? */
static bool is_small_parameter(const struct facts *f, node_id name)
{
	uint32_t index, count = 0;
	node_id function = function_of_parameter(f, name, &index);
	const struct calls *calls = repeats_calls(&f->repeats);
	scope_id scope;

	if (function == NO_NODE)
		return false;
	scope = scopes_opened_by(&f->scopes, function);
	if (scope == NO_SCOPE)
		return false;
	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1]; i++, count++) {
		node_id call = calls->sites[i];
		node_id given = ask_argument(f, call, index);

		if (count == MOST_CALLS || given == NO_NODE ||
		    !is_small_constant(f, given))
			return false;
	}
	return count > 0;
}

/* Is an attribute the `size` of a struct.Struct? */
static bool is_size_of_struct(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id object = tree_child(t, n, FIELD_OBJECT), made;

	if (!str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)), "size"))
		return false;
	if (str_is(types_of(f->types, object)->name, "struct.Struct"))
		return true;
	made = scopes_only_value(&f->scopes, object);
	return made != NO_NODE && ask_calls(f, made, "struct.Struct");
}

/* Parts of a sum, and what all of them together may be. */
enum { MOST_PARTS = 16, SMALL_PART = 64 };

/* Is it a sum of a few products of small constants, by name too? */
static bool is_small_sum(const struct facts *f, node_id sum)
{
	const struct tree *t = f->tree;
	uint32_t parts = 0;

	for (node_id n = sum; n < tree_end(t, sum); n++) {
		node_id value = n;
		int64_t number;

		switch (tree_kind(t, n)) {
		case KIND_BINARY_OPERATOR:
		case KIND_PARENTHESIZED_EXPRESSION:
		case KIND_TOKEN_PLUS:
		case KIND_TOKEN_STAR:
		case KIND_TOKEN_MINUS:
			continue;
		case KIND_IDENTIFIER:
			value = scopes_only_value(&f->scopes, n);
			break;
		default:
			break;
		}
		if (value == NO_NODE || !ask_integer(f, value, &number) ||
		    number > SMALL_PART || ++parts > MOST_PARTS)
			return false;
	}
	return true;
}

/* Is a number surely small: a constant, the size of a struct's format? */
static bool is_small_number(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (int step = 0; n != NO_NODE && step < MOST_STEPS; step++) {
		n = tree_value(t, n);
		switch (tree_kind(t, n)) {
		case KIND_INTEGER:
			return is_small_constant(f, n);
		case KIND_CALL:
			return ask_calls(f, n, "struct.calcsize");
		case KIND_BINARY_OPERATOR:
			return is_small_sum(f, n);
		case KIND_ATTRIBUTE:
			return is_size_of_struct(f, n);
		case KIND_IDENTIFIER:
			if (is_small_parameter(f, n))
				return true;
			n = scopes_only_value(&f->scopes, n);
			break;
		default:
			return false;
		}
	}
	return false;
}

/* Is it len(target)? */
static bool is_length_of(const struct facts *f, node_id n, node_id target)
{
	node_id argument;

	n = tree_value(f->tree, n);
	if (!ask_calls(f, n, "builtins.len"))
		return false;
	argument = ask_argument(f, n, 0);
	return argument != NO_NODE && tree_same(f->tree, argument, target);
}

/* `not t`, `len(t) == 1`, `len(t) < 8`; `e not in t`, where t is a set of a few
 * characters. */
static bool is_small_by(const struct facts *f, node_id condition,
                        const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id target = g->parts.target, left, sign, right;

	if (tree_kind(t, condition) == KIND_NOT_OPERATOR)
		return tree_same(t, tree_child(t, condition, FIELD_ARGUMENT),
		                 target);
	if (tree_kind(t, condition) != KIND_COMPARISON_OPERATOR ||
	    tree_child_count(t, condition) != 3)
		return false;
	left = tree_first(t, condition);
	sign = tree_sibling(t, left);
	right = tree_sibling(t, sign);
	switch (tree_kind(t, sign)) {
	case KIND_TOKEN_EQUAL_EQUAL:
	case KIND_TOKEN_LESS:
	case KIND_TOKEN_LESS_EQUAL:
	case KIND_TOKEN_BANG_EQUAL:
		return is_length_of(f, left, target) &&
		       is_small_number(f, right);
	case KIND_TOKEN_NOT_IN:
		return tree_same(t, right, target) &&
		       tree_same(t, left, g->parts.value);
	default:
		return false;
	}
}

/* Does one of the conditions joined by `and` say so? */
static bool is_small_if(const struct facts *f, node_id condition,
                        const struct growth *g)
{
	const struct tree *t = f->tree;

	for (int step = 0; condition != NO_NODE && step < MOST_STEPS; step++) {
		condition = tree_value(t, condition);
		if (tree_kind(t, condition) != KIND_BOOLEAN_OPERATOR)
			return is_small_by(f, condition, g);
		if (tree_kind(t, tree_child(t, condition, FIELD_OPERATOR)) !=
		    KIND_TOKEN_AND)
			return false;
		if (is_small_by(
		        f, tree_value(t, tree_child(t, condition, FIELD_RIGHT)),
		        g))
			return true;
		condition = tree_child(t, condition, FIELD_LEFT);
	}
	return false;
}

/* Is the statement only reached while the target is small? Not by a condition
 * around a loop in which it grows. */
static bool is_guarded(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id n = g->parts.statement;
	node_id body = tree_enclosing_body(t, n);

	for (; n != body && n != 0; n = tree_parent(t, n)) {
		node_id around = tree_parent(t, n);
		enum kind kind = tree_kind(t, around);

		if (((kind == KIND_IF_STATEMENT || kind == KIND_ELIF_CLAUSE) &&
		     tree_field(t, n) == FIELD_CONSEQUENCE) ||
		    (kind == KIND_WHILE_STATEMENT &&
		     tree_field(t, n) == FIELD_BODY))
			if (is_small_if(
			        f, tree_child(t, around, FIELD_CONDITION), g))
				return true;
		if (kind == KIND_WHILE_STATEMENT || kind == KIND_FOR_STATEMENT)
			return false;
	}
	return false;
}

/* What a class gives to an attribute in its body, if nothing else gives it
 * another value; NO_NODE else. */
static node_id value_of_constant(const struct facts *f, node_id attribute)
{
	const struct tree *t = f->tree;
	node_id object = tree_child(t, attribute, FIELD_OBJECT);
	name_id name = tree_name(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
	class_id class = classes_of_self(&f->classes, object);
	node_id value = NO_NODE;

	for (int i = 0; class != NO_CLASS && i < MOST_STEPS; i++) {
		const struct class_info *info = &f->classes.list[class];

		for (uint32_t k = 0; k < info->set_count; k++) {
			if (info->sets[k].name != name)
				continue;
			if (value != NO_NODE || !info->sets[k].is_class_level)
				return NO_NODE;
			value = info->sets[k].value;
		}
		class = info->base_count > 0 ? info->bases[0].class : NO_CLASS;
	}
	return value;
}

/* What n is about as large as: the value of a name or constant, the text that a
 * call encodes or joins, one of what is repeated a few times. */
static node_id as_large_as(const struct facts *f, node_id n)
{
	static const char *const methods[] = {"encode", "decode", NULL};
	const struct tree *t = f->tree;
	int64_t times;

	switch (tree_kind(t, n)) {
	case KIND_IDENTIFIER:
		return scopes_only_value(&f->scopes, n);
	case KIND_ATTRIBUTE:
		return value_of_constant(f, n);
	case KIND_CALL:
		for (const char *const *m = methods; *m != NULL; m++)
			if (ask_receiver(f, n, *m) != NO_NODE)
				return ask_receiver(f, n, *m);
		return ask_receiver(f, n, "join") != NO_NODE
		           ? ask_argument(f, n, 0)
		           : NO_NODE;
	case KIND_BINARY_OPERATOR:
		return tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
		                   KIND_TOKEN_STAR &&
		               ask_integer(f, tree_child(t, n, FIELD_RIGHT),
		                           &times) &&
		               times <= FEW
		           ? tree_child(t, n, FIELD_LEFT)
		           : NO_NODE;
	default:
		return NO_NODE;
	}
}

/* Is it one or two characters, some thousand times? */
static bool is_repeated_character(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	int64_t times;

	return tree_kind(t, n) == KIND_BINARY_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
	           KIND_TOKEN_STAR &&
	       tree_kind(t, tree_child(t, n, FIELD_LEFT)) == KIND_STRING &&
	       tree_text(t, tree_child(t, n, FIELD_LEFT)).length <= 5 &&
	       ask_integer(f, tree_child(t, n, FIELD_RIGHT), &times) &&
	       times <= LITTLE;
}

/* Is it made of literals that are short? */
static bool is_little(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (int step = 0; n != NO_NODE && step < MOST_STEPS; step++) {
		n = tree_value(t, n);
		switch (tree_kind(t, n)) {
		case KIND_STRING:
		case KIND_CONCATENATED_STRING:
		case KIND_SET:
		case KIND_TUPLE:
		case KIND_LIST:
			return tree_text(t, n).length <= LITTLE;
		default:
			if (is_repeated_character(f, n))
				return true;
			n = as_large_as(f, n);
		}
	}
	return false;
}

/* The other side of the assertion in which a read of the target is compared:
 * assertEqual(t, e), assertIn(t, es), assert t == e. NO_NODE if it is none. */
static node_id asserted_to_be(const struct tree *t, node_id read)
{
	node_id around = tree_parent(t, read), other, function;
	struct str name;

	if (tree_kind(t, around) == KIND_COMPARISON_OPERATOR) {
		if (tree_kind(t, tree_parent(t, around)) !=
		        KIND_ASSERT_STATEMENT ||
		    tree_child_count(t, around) != 3 ||
		    tree_kind(t, tree_child_at(t, around, 1)) !=
		        KIND_TOKEN_EQUAL_EQUAL)
			return NO_NODE;
		return tree_first(t, around) == read
		           ? tree_child_at(t, around, 2)
		           : tree_first(t, around);
	}
	if (tree_kind(t, around) != KIND_ARGUMENT_LIST)
		return NO_NODE;
	function = tree_child(t, tree_parent(t, around), FIELD_FUNCTION);
	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return NO_NODE;
	name = tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE));
	if (!str_is(name, "assertEqual") && !str_is(name, "assertIn"))
		return NO_NODE;
	other = tree_first(t, around);
	return other == read ? tree_sibling(t, other) : other;
}

static bool is_asserted(const struct facts *f, struct carry *carry,
                        const struct growth *g)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable = scopes_variable(s, g->parts.target);

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && carry_work(carry, 1); o = scopes_next(s, o)) {
		node_id other;

		if (o->access != ACCESS_READ || o->node < g->parts.statement)
			continue;
		other = asserted_to_be(f->tree, o->node);
		if (other != NO_NODE && is_little(f, other))
			return true;
	}
	return false;
}

/* Is it `t += "_"`, in a while_statement that does no more to t: until a name
 * is free, a line is long enough? */
static bool is_padding(const struct facts *f, struct carry *carry,
                       const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id value = tree_value(t, g->parts.value);

	if (tree_kind(t, g->where) != KIND_WHILE_STATEMENT ||
	    tree_kind(t, g->parts.statement) != KIND_AUGMENTED_ASSIGNMENT ||
	    tree_kind(t, value) != KIND_STRING ||
	    tree_text(t, value).length > SHORTEST)
		return false;
	for (node_id n = g->where + 1; n < tree_end(t, g->where); n++) {
		struct growth_parts parts;

		if (!carry_work(carry, 1))
			return false;
		if ((tree_kind(t, n) == KIND_ASSIGNMENT ||
		     tree_kind(t, n) == KIND_AUGMENTED_ASSIGNMENT) &&
		    n != g->parts.statement &&
		    growth_form_of(t, n, &parts) != GROWTH_NONE &&
		    tree_same(t, parts.target, g->parts.target))
			return false;
	}
	return true;
}

/* Is what is added a digit of a number that the loop takes digits off? */
static bool is_digit(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id value = g->parts.value;

	if (g->carrier != CARRIER_LOOP)
		return false;
	for (node_id n = value; n < tree_end(t, value); n++)
		if (tree_kind(t, n) == KIND_IDENTIFIER &&
		    carry_takes_digits(t, g->where, tree_name(t, n)))
			return true;
	return false;
}

bool growth_is_small(const struct facts *facts, struct carry *carry,
                     const struct growth *g)
{
	return is_guarded(facts, g) || is_padding(facts, carry, g) ||
	       is_digit(facts, g) || growth_is_all_there_is(facts, g) ||
	       growth_begins_anew(facts, carry, g) ||
	       (g->type != TYPE_STR && is_asserted(facts, carry, g));
}
