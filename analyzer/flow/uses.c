#include "uses.h"

#include "uses_facts.h"

/* An expression may be inside so many others before its value is lost sight of.
 */
enum { MOST_STEPS = 32 };

struct uses *uses_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes,
                       const struct imports *imports, const struct types *types,
                       const struct repeats *repeats)
{
	struct uses *uses = ARENA_NEW(arena, struct uses);

	uses->facts = (struct effect_facts){tree, scopes, imports, types};
	uses->repeats = repeats;
	uses->arena = arena;
	uses->index = ARENA_NEW(arena, struct uses_index);
	return uses;
}

static unsigned use_of_attribute(const struct tree *t, node_id attribute)
{
	node_id around = tree_parent(t, attribute);
	node_id name = tree_child(t, attribute, FIELD_ATTRIBUTE);
	enum field field = tree_field(t, attribute);
	bool is_mutator =
	    name != NO_NODE && effects_is_mutator(tree_text(t, name));

	switch (tree_kind(t, around)) {
	case KIND_CALL:
		if (field == FIELD_FUNCTION)
			return is_mutator ? USE_MUTATED : USE_CALLED;
		break;
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
		if (field == FIELD_LEFT)
			return USE_MUTATED;
		break;
	case KIND_DELETE_STATEMENT:
		return USE_MUTATED;
	default:
		break;
	}
	/* `add = out.append` keeps `out` and changes it later. */
	return is_mutator ? USE_MUTATED | USE_STORED : USE_OTHER;
}

/* Is the subscript or attribute n in the target of an assignment, a `del`? */
static bool is_target(const struct tree *t, node_id n)
{
	for (;; n = tree_parent(t, n)) {
		switch (tree_kind(t, tree_parent(t, n))) {
		case KIND_ASSIGNMENT:
		case KIND_AUGMENTED_ASSIGNMENT:
		case KIND_FOR_STATEMENT:
		case KIND_FOR_IN_CLAUSE:
			return tree_field(t, n) == FIELD_LEFT;
		case KIND_DELETE_STATEMENT:
		case KIND_AS_PATTERN_TARGET:
			return true;
		case KIND_PATTERN_LIST:
		case KIND_TUPLE_PATTERN:
		case KIND_LIST_PATTERN:
		case KIND_LIST_SPLAT_PATTERN:
		case KIND_EXPRESSION_LIST:
		case KIND_TUPLE:
		case KIND_LIST:
		case KIND_LIST_SPLAT:
			continue;
		default:
			return false;
		}
	}
}

static unsigned use_in_comparison(const struct tree *t, node_id n)
{
	node_id comparison = tree_parent(t, n);
	bool is_in = false;

	for (node_id c = tree_first(t, comparison); c != NO_NODE && c != n;
	     c = tree_sibling(t, c))
		if (tree_field(t, c) == FIELD_OPERATORS)
			is_in = tree_kind(t, c) == KIND_TOKEN_IN ||
			        tree_kind(t, c) == KIND_TOKEN_NOT_IN;
	return is_in ? USE_TESTED | USE_ITERATED : USE_TESTED;
}

static unsigned use_in_assignment(const struct tree *t, node_id n)
{
	node_id left = tree_child(t, tree_parent(t, n), FIELD_LEFT);

	if (tree_field(t, n) != FIELD_RIGHT)
		return tree_field(t, n) == FIELD_LEFT ? USE_MUTATED : 0;
	switch (tree_kind(t, left)) {
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
		return USE_ITERATED; /* unpacked */
	default:
		return USE_STORED;
	}
}

/* A value on its way out of the expressions around it. */
struct climb {
	const struct uses *uses;
	node_id n;
	unsigned flags;
};

static bool climb_call(struct climb *c)
{
	struct effect_of found;

	effects_of_argument(&c->uses->facts, c->n, &found);
	switch (found.effect) {
	case EFFECT_ITERATES:
	case EFFECT_COPIES:
		c->flags |= USE_ITERATED;
		return false;
	case EFFECT_LAZY:
		c->flags |= USE_ITERATED;
		c->n = found.call;
		return true;
	case EFFECT_LOOKS:
		c->flags |= USE_TESTED;
		return false;
	default:
		c->flags |= USE_PASSED;
		return false;
	}
}

static bool climb_on(struct climb *c, unsigned flags)
{
	c->flags |= flags;
	c->n = tree_parent(c->uses->facts.tree, c->n);
	return true;
}

static bool climb_stop(struct climb *c, unsigned flags)
{
	c->flags |= flags;
	return false;
}

static bool climb_conditional(struct climb *c)
{
	const struct tree *t = c->uses->facts.tree;

	if (tree_child_at(t, tree_parent(t, c->n), 1) == c->n)
		return climb_stop(c, USE_TESTED);
	return climb_on(c, 0);
}

/* The display's own use decides, but what it is an element of keeps it. */
static bool climb_display(struct climb *c)
{
	const struct tree *t = c->uses->facts.tree;
	node_id display = tree_parent(t, c->n);

	if (is_target(t, c->n))
		return climb_stop(c, USE_MUTATED);
	switch (tree_kind(t, tree_parent(t, display))) {
	case KIND_RETURN_STATEMENT:
	case KIND_YIELD:
		return climb_stop(c, USE_RETURNED);
	case KIND_DELETE_STATEMENT:
		return climb_stop(c, 0);
	default:
		return climb_stop(c, USE_STORED);
	}
}

/* What the parent's kind alone says of a value in it. */
static unsigned use_by_kind(enum kind parent)
{
	switch (parent) {
	case KIND_KEYWORD_ARGUMENT:
	case KIND_AWAIT:
		return USE_PASSED;
	case KIND_LIST_SPLAT:
	case KIND_PARENTHESIZED_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
		return USE_ITERATED;
	case KIND_RETURN_STATEMENT:
	case KIND_RAISE_STATEMENT:
	case KIND_LAMBDA:
		return USE_RETURNED;
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_WHILE_STATEMENT:
	case KIND_IF_CLAUSE:
	case KIND_NOT_OPERATOR:
	case KIND_ASSERT_STATEMENT:
		return USE_TESTED;
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
	case KIND_WITH_ITEM:
	case KIND_AS_PATTERN:
	case KIND_MATCH_STATEMENT:
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
		return USE_STORED;
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
	case KIND_LIST_SPLAT_PATTERN:
	case KIND_AS_PATTERN_TARGET:
	case KIND_DELETE_STATEMENT:
		return USE_MUTATED;
	case KIND_EXPRESSION_STATEMENT:
		return 0;
	default:
		return USE_OTHER;
	}
}

/* What the parent's kind and the place in it say. */
static unsigned use_by_field(const struct tree *t, node_id n, node_id parent)
{
	enum field field = tree_field(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_ATTRIBUTE:
		return use_of_attribute(t, parent);
	case KIND_SUBSCRIPT:
		if (field != FIELD_VALUE)
			return USE_OTHER;
		return is_target(t, parent) ? USE_MUTATED : USE_INDEXED;
	case KIND_FOR_STATEMENT:
	case KIND_FOR_IN_CLAUSE:
		return field == FIELD_RIGHT ? USE_ITERATED : USE_MUTATED;
	case KIND_YIELD: /* after `from`? */
		return n != tree_first(t, parent) ? USE_ITERATED : USE_RETURNED;
	case KIND_ASSIGNMENT:
		return use_in_assignment(t, n);
	case KIND_AUGMENTED_ASSIGNMENT:
		return field == FIELD_LEFT ? USE_MUTATED : USE_OTHER;
	case KIND_COMPARISON_OPERATOR:
		return use_in_comparison(t, n);
	default:
		return use_by_kind(tree_kind(t, parent));
	}
}

/* One step up: false when the use is known. */
static bool climb_step(struct climb *c)
{
	const struct tree *t = c->uses->facts.tree;
	node_id n = c->n, parent = tree_parent(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_PARENTHESIZED_EXPRESSION:
		return climb_on(c, 0);
	case KIND_BOOLEAN_OPERATOR:
		return climb_on(c, USE_TESTED);
	case KIND_NAMED_EXPRESSION:
		return climb_on(c, USE_STORED);
	case KIND_CONDITIONAL_EXPRESSION:
		return climb_conditional(c);
	case KIND_ARGUMENT_LIST:
		return climb_call(c);
	case KIND_CALL:
		if (tree_field(t, n) == FIELD_ARGUMENTS)
			return climb_call(c);
		return climb_stop(c, USE_CALLED);
	case KIND_PAIR:
	case KIND_LIST:
	case KIND_TUPLE:
	case KIND_SET:
	case KIND_EXPRESSION_LIST:
		return climb_display(c);
	default:
		return climb_stop(c, use_by_field(t, n, parent));
	}
}

unsigned uses_of(const struct uses *uses, node_id n)
{
	struct climb climb = {uses, n, 0};

	for (int step = 0; step < MOST_STEPS; step++)
		if (!climb_step(&climb))
			return climb.flags;
	return climb.flags | USE_OTHER | USE_STORED;
}

/* The body that owns the variable; reads in others capture it. */
static bool is_captured(const struct uses *uses, symbol_id variable, node_id n)
{
	const struct scopes *s = uses->facts.scopes;
	scope_id owner = s->symbols[variable].scope;
	scope_id scope = s->scope_of[n];

	/* A comprehension runs where it stands; a generator, where it is read.
	 */
	while (scope != owner && scope != NO_SCOPE &&
	       s->scopes[scope].kind == SCOPE_COMPREHENSION) {
		node_id inner = s->scopes[scope].node;

		if (tree_kind(s->tree, inner) == KIND_GENERATOR_EXPRESSION &&
		    uses_of(uses, inner) & ~(unsigned)USE_ITERATED)
			return true;
		scope = s->scopes[scope].parent;
	}
	return scope != owner;
}

unsigned uses_of_variable(const struct uses *uses, symbol_id variable,
                          uint32_t *reads)
{
	const struct scopes *s = uses->facts.scopes;
	struct variable_uses *of;

	if (uses->index->of_variable == NULL)
		uses->index->of_variable = ARENA_ARRAY(
		    uses->arena, s->symbol_count, struct variable_uses);
	of = &uses->index->of_variable[variable];
	if (!of->is_known) {
		of->is_known = true;
		for (const struct occurrence *o = scopes_first(s, variable);
		     o != NULL; o = scopes_next(s, o)) {
			if (o->access != ACCESS_READ &&
			    o->binding != BINDING_AUGMENTED)
				continue;
			of->flags |= uses_of(uses, o->node);
			of->reads++;
			if (is_captured(uses, variable, o->node))
				of->flags |= USE_CAPTURED;
		}
	}
	if (reads != NULL)
		*reads = of->reads;
	return of->flags;
}

/* The only binding, if it is `name = value` with a single target. */
static const struct occurrence *only_assignment(const struct scopes *s,
                                                symbol_id variable)
{
	const struct tree *t = s->tree;
	const struct occurrence *o = scopes_only_binding(s, variable);

	if (o == NULL || o->binding != BINDING_ASSIGNMENT ||
	    tree_parent(t, o->node) != o->cause ||
	    tree_kind(t, tree_parent(t, o->cause)) == KIND_ASSIGNMENT ||
	    tree_kind(t, tree_child(t, o->cause, FIELD_RIGHT)) ==
	        KIND_ASSIGNMENT)
		return NULL;
	return o;
}

static node_id only_read(const struct scopes *s, symbol_id variable)
{
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o))
		if (o->access == ACCESS_READ)
			return o->node;
	return NO_NODE;
}

node_id uses_only_iterated_once(const struct uses *uses, symbol_id variable)
{
	const struct scopes *s = uses->facts.scopes;
	const struct tree *t = s->tree;
	const struct scope *scope;
	const struct occurrence *binding;
	uint32_t reads;
	unsigned flags;
	node_id read, loop;

	if (variable == NO_SYMBOL || s->symbols[variable].owner != variable)
		return NO_NODE;
	scope = &s->scopes[s->symbols[variable].scope];
	binding = only_assignment(s, variable);
	if (scope->kind != SCOPE_FUNCTION || binding == NULL ||
	    scope->flags & (SCOPE_READS_LOCALS | SCOPE_IS_UNSURE))
		return NO_NODE;
	flags = uses_of_variable(uses, variable, &reads);
	if (reads != 1)
		return NO_NODE;
	read = only_read(s, variable);
	if (tree_kind(t, tree_parent(t, tree_outermost(t, read))) ==
	    KIND_COMPARISON_OPERATOR)
		flags &= ~(unsigned)USE_TESTED; /* x in v */
	loop = repeats_loop(uses->repeats, read);
	if (flags != USE_ITERATED ||
	    (loop != NO_NODE && !tree_contains(t, loop, binding->node)))
		return NO_NODE;
	return read;
}

bool uses_stays_local(const struct uses *uses, symbol_id variable)
{
	const struct scopes *s = uses->facts.scopes;
	const struct symbol *symbol;

	if (variable == NO_SYMBOL)
		return false;
	symbol = &s->symbols[variable];
	switch (s->scopes[symbol->scope].kind) {
	case SCOPE_FUNCTION:
	case SCOPE_LAMBDA:
	case SCOPE_COMPREHENSION:
		break;
	default:
		return false;
	}
	return !(symbol->flags & SYMBOL_PARAMETER) &&
	       !(s->scopes[symbol->scope].flags & SCOPE_READS_LOCALS) &&
	       !(uses_of_variable(uses, variable, NULL) &
	         (USE_RETURNED | USE_STORED | USE_PASSED | USE_CAPTURED));
}
