#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_slice_in_recursion = {
    .code = "MEM202",
    .title = "A function that passes a slice of its argument to itself",
    .why = "Every level of the recursion holds the part that it was given, so"
           " the memory grows with the square of the length: 16 MB at 2 000"
           " elements, where an index takes 0.06 to 0.9 MB (CPython 3.8 to"
           " 3.13). Halves do not: they add up to n log n.",
    .bad = "def total(numbers: list):\n"
           "    if not numbers:\n"
           "        return 0\n"
           "    return numbers[0] + total(numbers[1:])\n",
    .good = "def total(numbers: list, start=0):\n"
            "    if start == len(numbers):\n"
            "        return 0\n"
            "    return numbers[start] + total(numbers, start + 1)\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#common-sequence-operations"),
    .messages = MESSAGES(
        {"'{1}' passes '{0}' to itself: every level of the recursion holds its"
         " own copy of the rest, quadratic if '{2}' is long and the recursion"
         " deep",
         "pass '{2}' whole, with the index where the rest starts, or use a"
         " loop"},
        {"'*{0}' copies the rest of '{2}' and '{1}' passes it to itself: every"
         " level of the recursion holds its own copy, quadratic if '{2}' is"
         " long and the recursion deep",
         "pass '{2}' whole, with the index where the rest starts, or use a"
         " loop"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where the argument is data, such as a file's"
              " contents; a note else.",
    .precision = PRECISION_MEDIUM,
    .kinds = KINDS(KIND_SUBSCRIPT, KIND_LIST_SPLAT_PATTERN),
    .check = check,
};

enum { MESSAGE_SLICE, MESSAGE_UNPACKED };
enum { SMALL = 16 };

/* The call that has n's value as an argument, also in `*n`; or NO_NODE. */
static node_id call_around(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, tree_outermost(t, n));

	if (tree_kind(t, around) == KIND_LIST_SPLAT ||
	    tree_kind(t, around) == KIND_KEYWORD_ARGUMENT)
		around = tree_parent(t, around);
	return tree_kind(t, around) == KIND_ARGUMENT_LIST
	           ? tree_parent(t, around)
	           : NO_NODE;
}

/* Does the call surely run this function: f(), self.f(), Class.f()? */
static bool is_call_of(const struct pass *pass, node_id call, node_id function)
{
	const struct facts *f = pass->facts;
	const struct tree *t = pass->tree;
	node_id called = tree_child(t, call, FIELD_FUNCTION);
	node_id object = tree_child(t, called, FIELD_OBJECT);
	class_id class = classes_of_method(&f->classes, function);
	symbol_id variable;

	if (calls_target(&f->scopes, call) == function)
		return true;
	if (class == NO_CLASS || object == NO_NODE ||
	    tree_name(t, tree_child(t, called, FIELD_ATTRIBUTE)) !=
	        tree_name(t, tree_child(t, function, FIELD_NAME)))
		return false;
	variable = scopes_variable(&f->scopes, object);
	return variable != NO_SYMBOL &&
	       variable == f->classes.list[class].variable &&
	       scopes_only_binding(&f->scopes, variable) != NULL;
}

/* The call of `function` in itself that a value goes to from where it stands,
 * or from the name that it is bound to at identifier `name`. */
static node_id call_of_itself(const struct pass *pass, node_id n, node_id name,
                              node_id function)
{
	const struct scopes *s = &pass->facts->scopes;
	node_id call = call_around(pass->tree, n);
	symbol_id variable = NO_SYMBOL;
	uint32_t reads = 0;

	if (name != NO_NODE)
		variable = scopes_variable(s, name);
	if (variable == NO_SYMBOL)
		return call != NO_NODE && is_call_of(pass, call, function)
		           ? call
		           : NO_NODE;
	if (scopes_only_binding(s, variable) == NULL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (bounds_exceeded(pass->tree, REACHED_USES, ++reads, o->node))
			break;
		call = call_around(pass->tree, o->node);
		if (call != NO_NODE && is_call_of(pass, call, function))
			return call;
	}
	return NO_NODE;
}

/* Is n a parameter of the function? */
static bool is_parameter(const struct pass *pass, node_id n, node_id function)
{
	const struct scopes *s = &pass->facts->scopes;
	symbol_id variable;

	if (tree_kind(pass->tree, n) != KIND_IDENTIFIER)
		return false;
	variable = scopes_variable(s, n);
	return variable != NO_SYMBOL &&
	       s->symbols[variable].flags & SYMBOL_PARAMETER &&
	       s->symbols[variable].scope == scopes_opened_by(s, function);
}

/* Does the function also pass itself the other part of the sequence, so that
 * all parts of one level add up to it? */
static bool is_one_of_two(const struct pass *pass, const struct slice *slice,
                          node_id function)
{
	const struct scopes *s = &pass->facts->scopes;
	symbol_id variable = scopes_variable(s, slice->value);
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL &&
	     !bounds_exceeded(pass->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(s, o)) {
		node_id n = tree_parent(pass->tree, o->node);
		struct slice other;

		if (slices_find(pass->facts, n, &other) &&
		    other.value == o->node &&
		    (slices_meet(pass->facts, slice, &other) ||
		     slices_meet(pass->facts, &other, slice)) &&
		    call_of_itself(pass, n, slices_name(pass->facts, n),
		                   function) != NO_NODE)
			return true;
	}
	return false;
}

/* Is it as many of the first elements as at the level above: xs[:self.most]? */
static bool is_piece(const struct pass *pass, const struct slice *s,
                     node_id function)
{
	return s->start == NO_NODE && s->step == NO_NODE &&
	       s->stop != NO_NODE &&
	       (tree_kind(pass->tree, s->stop) == KIND_ATTRIBUTE ||
	        tree_kind(pass->tree, s->stop) == KIND_INTEGER ||
	        is_parameter(pass, s->stop, function));
}

/* Is it all but a few elements, by one constant or unknown bound? */
static bool is_rest(const struct pass *pass, const struct slice *s,
                    node_id function)
{
	const struct facts *f = pass->facts;
	int64_t constant;

	if (is_piece(pass, s, function))
		return false;

	if (s->step != NO_NODE && (!ask_integer(f, s->step, &constant) ||
	                           (constant != 1 && constant != -1)))
		return false;
	if (s->start != NO_NODE && s->stop != NO_NODE &&
	    !(ask_integer(f, s->start, &constant) &&
	      ask_integer(f, s->stop, &constant)))
		return false;
	return slices_most(f, s) > SMALL && !slices_is_divided(f, s->start) &&
	       !slices_is_divided(f, s->stop);
}

static void say(struct pass *pass, node_id n, node_id call, enum level level,
                const char *const *arguments)
{
	bool is_slice = tree_kind(pass->tree, n) == KIND_SUBSCRIPT;
	struct finding *finding =
	    report(pass, tree_span(pass->tree, n), n, level,
	           is_slice ? MESSAGE_SLICE : MESSAGE_UNPACKED, arguments);

	if (finding == NULL)
		return;
	finding->estimate = slices_estimate(
	    pass->facts,
	    ask_sequence_kind(pass->facts, tree_first(pass->tree, n)));
	if (!tree_contains(pass->tree, call, n))
		finding_relate(pass->findings, finding,
		               tree_span(pass->tree, call), "passed on here");
}

/* head, *tail = xs */
static void check_unpacked(struct pass *pass, node_id n, node_id function,
                           const char *called)
{
	const struct tree *t = pass->tree;
	node_id pattern = tree_parent(t, n), name = tree_first(t, n), call;
	node_id assignment = tree_parent(t, pattern);
	node_id value = tree_value(t, tree_child(t, assignment, FIELD_RIGHT));

	if (tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_kind(t, name) != KIND_IDENTIFIER ||
	    !is_parameter(pass, value, function))
		return;
	call = call_of_itself(pass, name, name, function);
	if (call != NO_NODE &&
	    !slices_is_few(pass->facts, value, function, call))
		say(pass, n, call, slices_level(pass->facts, function, value),
		    (const char *const[]){quote(pass, name), called,
		                          quote(pass, value), NULL});
}

static void check(struct pass *pass, node_id n)
{
	const struct tree *t = pass->tree;
	const struct scopes *scopes = &pass->facts->scopes;
	node_id function = scopes->scopes[scopes_body(scopes, n)].node, call;
	const char *called;
	struct slice s;

	if (tree_kind(t, function) != KIND_FUNCTION_DEFINITION)
		return;
	called = quote(pass, tree_child(t, function, FIELD_NAME));
	if (tree_kind(t, n) == KIND_LIST_SPLAT_PATTERN) {
		check_unpacked(pass, n, function, called);
		return;
	}
	if (!slices_find(pass->facts, n, &s) ||
	    !is_parameter(pass, s.value, function) ||
	    !slices_is_sequence(pass->facts, s.value))
		return;
	call = call_of_itself(pass, n, slices_name(pass->facts, n), function);
	if (call == NO_NODE || !is_rest(pass, &s, function) ||
	    is_one_of_two(pass, &s, function) ||
	    slices_gets_literals(pass->facts, function, s.value) ||
	    slices_is_looked_up(pass->facts, function, s.value) ||
	    slices_is_few(pass->facts, s.value, function, call))
		return;
	say(pass, n, call, slices_level(pass->facts, function, s.value),
	    (const char *const[]){quote(pass, n), called, quote(pass, s.value),
	                          NULL});
}
