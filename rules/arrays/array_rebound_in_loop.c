#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_array_rebound_in_loop = {
    .code = "MEM804",
    .title = "Array that a loop replaces by a changed copy",
    .why = "'x = x + y' makes a new array and drops the old one only then, so"
           " that both are there: 16 MB for 1 000 000 float64, where 'x += y'"
           " takes the 8 MB of x alone (NumPy 1.24). Each turn of a loop asks"
           " for that memory again. In a chain as 'x * 2 + 1' the arrays in"
           " between are reused; that is not reported.",
    .bad = "import numpy as np\n"
           "\n"
           "\n"
           "def decay(size, steps, rate):\n"
           "    level = np.ones(size)\n"
           "    for step in range(steps):\n"
           "        level = level * 0.5\n"
           "    return level\n",
    .good = "import numpy as np\n"
            "\n"
            "\n"
            "def decay(size, steps, rate):\n"
            "    level = np.ones(size)\n"
            "    for step in range(steps):\n"
            "        level *= 0.5\n"
            "    return level\n",
    .see = SEE("https://numpy.org/doc/stable/user/basics.ufuncs.html",
               "https://docs.python.org/3/reference/simple_stmts.html"
               "#augmented-assignment-statements"),
    .messages = MESSAGES(
        {"'{0}' makes a new array at each turn of the loop, and holds the old"
         " one until it is done: twice the memory of '{1}'",
         "write '{1} {2}= ...', which changes the array that is there"}),
    .level = LEVEL_NOTE,
    .precision = PRECISION_MEDIUM,
    .module = "numpy",
    .kinds = KINDS(KIND_ASSIGNMENT),
    .check = check,
};

enum { MOST_PARTS = 32 };

/* What one array is made of. */
struct array {
	const struct facts *f;
	symbol_id variable;
	node_id seed; /* the call that makes it first, of float64 */
};

/* Which operator makes x anew of itself in `x = x + y`; NO_NODE if none does */
static node_id operator_of(const struct tree *t, node_id assignment)
{
	node_id left = tree_child(t, assignment, FIELD_LEFT);
	node_id value = tree_value(t, tree_child(t, assignment, FIELD_RIGHT));
	node_id sign;

	if (tree_kind(t, left) != KIND_IDENTIFIER ||
	    tree_kind(t, value) != KIND_BINARY_OPERATOR ||
	    !tree_same(t, tree_value(t, tree_child(t, value, FIELD_LEFT)),
	               left))
		return NO_NODE;
	sign = tree_child(t, value, FIELD_OPERATOR);
	switch (tree_kind(t, sign)) {
	case KIND_TOKEN_PLUS:
	case KIND_TOKEN_MINUS:
	case KIND_TOKEN_STAR:
	case KIND_TOKEN_SLASH:
		return sign;
	default:
		return NO_NODE;
	}
}

static bool is_real(const struct facts *f, node_id n)
{
	enum type_kind kind = types_of(f->types, n)->kind;

	return kind == TYPE_BOOL || kind == TYPE_INT || kind == TYPE_FLOAT;
}

/* The call that gives the name its only value, an array of float64. */
static node_id only_seed(const struct facts *f, node_id name)
{
	symbol_id variable = scopes_variable(&f->scopes, name);
	const struct occurrence *only =
	    scopes_only_binding(&f->scopes, variable);
	node_id value;

	if (only == NULL || only->binding != BINDING_ASSIGNMENT ||
	    tree_child(f->tree, only->cause, FIELD_LEFT) != only->node)
		return NO_NODE;
	value =
	    tree_value(f->tree, tree_child(f->tree, only->cause, FIELD_RIGHT));
	return ndarray_is_float(f, value) ? value : NO_NODE;
}

/* Are all names in it bound once? Then it gives the same again. */
static bool is_constant(const struct facts *f, node_id arguments)
{
	for (node_id n = arguments; n < tree_end(f->tree, arguments); n++) {
		symbol_id variable = scopes_variable(&f->scopes, n);

		if (tree_kind(f->tree, n) == KIND_CALL)
			return false;
		if (variable != NO_SYMBOL &&
		    f->scopes.symbols[variable].bindings > 1)
			return false;
	}
	return true;
}

/* Is it another array of the same shape and dtype, or a real number? The
 * result has the shape and dtype of the array then. */
static bool is_fitting(const struct array *a, node_id n)
{
	const struct facts *f = a->f;
	const struct tree *t = f->tree;
	node_id end = tree_end(t, n);

	if (tree_kind(t, n) == KIND_IDENTIFIER && !is_real(f, n)) {
		node_id mine = tree_child(t, a->seed, FIELD_ARGUMENTS);
		node_id seed = only_seed(f, n);

		return seed != NO_NODE && is_constant(f, mine) &&
		       tree_same(t, mine, tree_child(t, seed, FIELD_ARGUMENTS));
	}
	if (end - n > MOST_PARTS)
		return false;
	for (; n < end; n++)
		switch (tree_kind(t, n)) {
		case KIND_PARENTHESIZED_EXPRESSION:
		case KIND_BINARY_OPERATOR:
		case KIND_UNARY_OPERATOR:
		case KIND_TOKEN_PLUS:
		case KIND_TOKEN_MINUS:
		case KIND_TOKEN_STAR:
		case KIND_TOKEN_SLASH:
			break;
		default:
			if (!is_real(f, n))
				return false;
		}
	return true;
}

/* Does the binding leave it an array of its own of that dtype: the first, or
 * one that is made of it? */
static bool see_binding(struct array *a, const struct occurrence *o)
{
	const struct tree *t = a->f->tree;
	node_id value;

	if (o->binding == BINDING_AUGMENTED)
		return true;
	if (o->binding != BINDING_ASSIGNMENT ||
	    tree_child(t, o->cause, FIELD_LEFT) != o->node)
		return false;
	value = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
	if (operator_of(t, o->cause) != NO_NODE)
		return true;
	if (a->seed != NO_NODE || !ndarray_is_float(a->f, value))
		return false;
	a->seed = value;
	return true;
}

/* Does nothing but the variable ever hold the array? */
static bool find_array(struct array *a)
{
	const struct facts *f = a->f;
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(&f->scopes, a->variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node))
			return false;
		if (o->access == ACCESS_DELETE ||
		    (o->access == ACCESS_BIND && !see_binding(a, o)) ||
		    (o->access == ACCESS_READ &&
		     !ndarray_is_computed_with(f, o->node)))
			return false;
	}
	return a->seed != NO_NODE;
}

/* Do all that change it keep its shape and dtype? */
static bool keeps_form(const struct array *a)
{
	const struct tree *t = a->f->tree;

	for (const struct occurrence *o =
	         scopes_first(&a->f->scopes, a->variable);
	     o != NULL; o = scopes_next(&a->f->scopes, o)) {
		node_id value;

		if (o->access != ACCESS_BIND ||
		    o->binding != BINDING_ASSIGNMENT ||
		    operator_of(t, o->cause) == NO_NODE)
			continue;
		value = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
		if (!is_fitting(
		        a, tree_value(t, tree_child(t, value, FIELD_RIGHT))))
			return false;
	}
	return true;
}

static void check(struct pass *pass, node_id n)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id sign = operator_of(t, n);
	node_id name = tree_child(t, n, FIELD_LEFT);
	node_id loop = sign == NO_NODE ? NO_NODE : repeats_loop(&f->repeats, n);
	struct array a = {.f = f, .seed = NO_NODE};
	struct finding *finding;

	if (loop == NO_NODE || f->is_test ||
	    repeats_is_short(&f->repeats, loop, 1) ||
	    ask_place(f, name) != ASK_PLACE_LOCAL)
		return;
	a.variable = scopes_variable(&f->scopes, name);
	if (!find_array(&a) || !keeps_form(&a))
		return;
	finding = REPORT(pass, n, LEVEL_NOTE, 0, quote(pass, n),
	                 quote(pass, name), quote(pass, sign));
	if (finding != NULL)
		finding_relate(pass->findings, finding, tree_span(t, a.seed),
		               "an array of float64");
}
