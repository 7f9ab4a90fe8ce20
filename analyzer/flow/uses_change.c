/* Whether a value may change from one place to another. */
#include "uses.h"

#include "uses_facts.h"

/* Is the value surely an object that nothing else holds yet? */
static bool is_new(const struct uses *uses, node_id value)
{
	static const char *const makers[] = {"builtins.list",
	                                     "builtins.dict",
	                                     "builtins.set",
	                                     "builtins.sorted",
	                                     "builtins.bytearray",
	                                     "collections.deque",
	                                     "collections.Counter",
	                                     "collections.defaultdict",
	                                     "collections.OrderedDict",
	                                     NULL};
	const struct tree *t = uses->facts.tree;

	value = tree_value(t, value);
	switch (tree_kind(t, value)) {
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_SET:
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_NONE:
		return true;
	case KIND_BINARY_OPERATOR: /* [x] * n, a + b */
		return types_of(uses->facts.types, value)->kind == TYPE_LIST;
	case KIND_CALL:
		return imports_which(uses->facts.imports,
		                     tree_child(t, value, FIELD_FUNCTION),
		                     makers) >= 0;
	default:
		return false;
	}
}

/* What an assignment gives to a name alone: `v` of `n = v`, of `n, m = v, w`;
 * NO_NODE if it is not plain. */
static node_id bound_value(const struct tree *t, const struct occurrence *o)
{
	node_id around = tree_parent(t, o->node), value;
	uint32_t index = 0;

	if (o->binding != BINDING_ASSIGNMENT ||
	    tree_kind(t, tree_parent(t, o->cause)) == KIND_ASSIGNMENT)
		return NO_NODE;
	value = tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
	if (around == o->cause)
		return value;
	if (tree_kind(t, around) != KIND_PATTERN_LIST ||
	    tree_parent(t, around) != o->cause ||
	    (tree_kind(t, value) != KIND_EXPRESSION_LIST &&
	     tree_kind(t, value) != KIND_TUPLE))
		return NO_NODE;
	for (node_id c = tree_first(t, around); c != o->node;
	     c = tree_sibling(t, c), index++)
		if (tree_kind(t, c) == KIND_LIST_SPLAT_PATTERN || index > 16)
			return NO_NODE;
	value = tree_first(t, value);
	while (value != NO_NODE && index > 0 &&
	       tree_kind(t, value) != KIND_LIST_SPLAT) {
		value = tree_sibling(t, value);
		index--;
	}
	return index == 0 ? value : NO_NODE;
}

static bool binds_new_only(const struct uses *uses, symbol_id variable)
{
	const struct scopes *s = uses->facts.scopes;
	const struct tree *t = s->tree;
	node_id value;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_BIND ||
		    o->binding == BINDING_AUGMENTED ||
		    o->binding == BINDING_ANNOTATION)
			continue;
		value = bound_value(t, o);
		if (value == NO_NODE || !is_new(uses, value))
			return false;
	}
	return true;
}

/* Is every value that the variable has a new object, made by its binding? */
static bool is_always_new(const struct uses *uses, symbol_id variable)
{
	struct variable_uses *of = &uses->index->of_variable[variable];

	if (!of->is_own_known)
		of->is_own = binds_new_only(uses, variable);
	of->is_own_known = true;
	return of->is_own;
}

bool uses_is_own(const struct uses *uses, symbol_id variable)
{
	return uses_stays_local(uses, variable) &&
	       is_always_new(uses, variable);
}

bool uses_is_separate(const struct uses *uses, symbol_id variable)
{
	const struct scopes *s = uses->facts.scopes;
	const struct symbol *symbol;

	if (variable == NO_SYMBOL)
		return false;
	symbol = &s->symbols[variable];
	return s->scopes[symbol->scope].kind == SCOPE_FUNCTION &&
	       !(symbol->flags & SYMBOL_PARAMETER) &&
	       !(s->scopes[symbol->scope].flags & SCOPE_READS_LOCALS) &&
	       !(uses_of_variable(uses, variable, NULL) &
	         (USE_STORED | USE_PASSED | USE_CAPTURED)) &&
	       is_always_new(uses, variable);
}

static bool is_immutable(enum type_kind kind)
{
	return types_is_scalar(kind) || kind == TYPE_TUPLE ||
	       kind == TYPE_FROZENSET;
}

/* The object in question. */
struct subject {
	const struct uses *uses;
	node_id n;
	symbol_id variable; /* if n is a name; else NO_SYMBOL */
	name_id attribute;  /* if n is an attribute */
	enum type_kind kind;
	bool is_own;    /* nothing else holds it */
	bool is_stable; /* an immutable that only its own body can rebind */
};

/* Calls of exception classes make an object and nothing else. */
static bool makes_exception(const struct uses *uses, node_id call)
{
	const struct tree *t = uses->facts.tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, function) != KIND_IDENTIFIER ||
	    scopes_variable(uses->facts.scopes, function) != NO_SYMBOL)
		return false;
	name = tree_text(t, function);
	return str_ends(name, "Error") || str_ends(name, "Exception") ||
	       str_is(name, "StopIteration");
}

/* unittest's assertions look at their arguments, but for those that call one.
 */
static bool is_assertion(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_end(t, function) - 1);
	return str_starts(name, "assert") &&
	       !str_starts(name, "assertRaises") &&
	       !str_starts(name, "assertWarns");
}

/* A method of a container that surely is another object. */
static bool is_call_on_own(const struct subject *s, node_id call)
{
	const struct tree *t = s->uses->facts.tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION), object;
	symbol_id variable;
	struct str name;

	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return false;
	object = tree_first(t, function);
	variable = scopes_variable(s->uses->facts.scopes, object);
	if (tree_kind(t, object) != KIND_IDENTIFIER || variable == NO_SYMBOL ||
	    variable == s->variable || !uses_is_separate(s->uses, variable))
		return false;
	name = tree_text(t, tree_end(t, function) - 1);
	return effects_is_mutator(name) || effects_is_reader(name);
}

/* Is what happens to the subject's own name here a change? */
static bool name_changes(const struct subject *s, const struct occurrence *o)
{
	const struct tree *t = s->uses->facts.tree;
	node_id around = tree_parent(t, o->node);
	unsigned flags;

	if (o->access != ACCESS_READ)
		return true;
	flags = uses_of(s->uses, o->node);
	if (is_immutable(s->kind))
		return false;
	if (flags & USE_CALLED)
		return tree_kind(t, around) != KIND_ATTRIBUTE ||
		       !effects_is_reader(
		           tree_text(t, tree_end(t, around) - 1));
	if (flags & USE_PASSED) {
		struct effect_of found;

		return !effects_of_argument(&s->uses->facts, o->node, &found) ||
		       !effects_is_pure(&s->uses->facts, found.call);
	}
	return flags & (USE_MUTATED | USE_STORED);
}

/* Is another object changed here that may be the same? */
static bool alias_changes(const struct subject *s, node_id object)
{
	const struct scopes *scopes = s->uses->facts.scopes;
	enum type_kind kind = types_of(s->uses->facts.types, object)->kind;
	symbol_id variable;

	if (s->is_own || s->is_stable || is_immutable(kind) ||
	    is_immutable(s->kind))
		return false;
	if (kind != TYPE_UNKNOWN && s->kind != TYPE_UNKNOWN && kind != s->kind)
		return false;
	if (tree_kind(s->uses->facts.tree, object) != KIND_IDENTIFIER)
		return true;
	variable = scopes_variable(scopes, object);
	return variable == NO_SYMBOL || variable == s->variable ||
	       !uses_is_separate(s->uses, variable);
}

/* Has the call an argument that may be a function, which it may call? */
static bool passes_function(const struct uses *uses, node_id call)
{
	const struct tree *t = uses->facts.tree;
	node_id list = tree_child(t, call, FIELD_ARGUMENTS);

	for (node_id c = tree_first(t, list); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_LAMBDA ||
		    types_of(uses->facts.types, c)->kind == TYPE_FUNCTION)
			return true;
	return false;
}

/* Does a call of the standard library leave the subject alone: all that it
 * changes is another object? */
static bool is_harmless(const struct subject *s, node_id call)
{
	const struct tree *t = s->uses->facts.tree;
	unsigned effects = types_call_effects(s->uses->facts.types, call);
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	if (!(effects & CALL_IS_KNOWN) || effects & CALL_MUTATES_FIRST ||
	    passes_function(s->uses, call))
		return false;
	return !(effects & CALL_MUTATES_RECEIVER) ||
	       (tree_kind(t, function) == KIND_ATTRIBUTE &&
	        !alias_changes(s, tree_first(t, function)));
}

/* May this call run code that reaches the subject? */
static bool call_reaches(const struct subject *s, node_id call)
{
	return !s->is_own && !s->is_stable &&
	       !effects_is_pure(&s->uses->facts, call) &&
	       !makes_exception(s->uses, call) && !is_call_on_own(s, call) &&
	       !is_harmless(s, call) &&
	       !is_assertion(s->uses->facts.tree, call);
}

static bool augmented_changes(const struct subject *s, node_id statement)
{
	const struct tree *t = s->uses->facts.tree;

	switch (tree_kind(
	    t, tree_value(t, tree_child(t, statement, FIELD_RIGHT)))) {
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_STRING:
	case KIND_CONCATENATED_STRING:
		return false;
	default:
		return alias_changes(s, tree_first(t, statement));
	}
}

static bool node_changes(const struct subject *s, node_id m)
{
	const struct tree *t = s->uses->facts.tree;
	const struct occurrence *o;

	switch (tree_kind(t, m)) {
	case KIND_IDENTIFIER:
		o = scopes_occurrence(s->uses->facts.scopes, m);
		return o != NULL && s->variable != NO_SYMBOL &&
		       scopes_variable(s->uses->facts.scopes, m) ==
		           s->variable &&
		       name_changes(s, o);
	case KIND_ATTRIBUTE:
		/* Another spelling of the same attribute, or its rebinding. */
		if (s->attribute == NAME_NONE ||
		    tree_name(t, tree_end(t, m) - 1) != s->attribute)
			return false;
		return uses_of(s->uses, m) & (USE_MUTATED | USE_STORED);
	case KIND_SUBSCRIPT:
		return uses_of(s->uses, tree_first(t, m)) & USE_MUTATED &&
		       alias_changes(s, tree_first(t, m));
	case KIND_AUGMENTED_ASSIGNMENT:
		return augmented_changes(s, m);
	case KIND_CALL:
		return call_reaches(s, m);
	case KIND_YIELD:
	case KIND_AWAIT:
		return !s->is_own && !s->is_stable;
	case KIND_ERROR:
		return true;
	default:
		return false;
	}
}

static struct subject subject_of(const struct uses *uses, node_id n)
{
	const struct scopes *scopes = uses->facts.scopes;
	const struct tree *t = scopes->tree;
	struct subject s = {.uses = uses, .variable = NO_SYMBOL};

	s.n = tree_value(t, n);
	s.kind = types_of(uses->facts.types, s.n)->kind;
	if (tree_kind(t, s.n) == KIND_ATTRIBUTE)
		s.attribute = tree_name(t, tree_end(t, s.n) - 1);
	if (tree_kind(t, s.n) != KIND_IDENTIFIER)
		return s;
	s.variable = scopes_variable(scopes, s.n);
	if (s.variable == NO_SYMBOL)
		return s;
	s.is_own = uses_is_own(uses, s.variable);
	s.is_stable = is_immutable(s.kind) &&
	              scopes->symbols[s.variable].flags & SYMBOL_LOCAL &&
	              scopes->scopes[scopes->symbols[s.variable].scope].kind ==
	                  SCOPE_FUNCTION;
	return s;
}

bool uses_may_change(const struct uses *uses, node_id n, node_id from)
{
	const struct tree *t = uses->facts.tree;
	struct subject s = subject_of(uses, n);
	node_id m = from;

	if (s.variable == NO_SYMBOL && s.attribute == NAME_NONE)
		return true;
	while (m < tree_end(t, from)) {
		if (m != s.n && node_changes(&s, m))
			return true;
		/* What a nested function does, it does when it is called. */
		if (tree_kind(t, m) == KIND_BLOCK && m != from &&
		    tree_kind(t, tree_parent(t, m)) == KIND_FUNCTION_DEFINITION)
			m = tree_end(t, m);
		else if (tree_kind(t, m) == KIND_LAMBDA)
			m = tree_end(t, m);
		else
			m++;
	}
	return false;
}
