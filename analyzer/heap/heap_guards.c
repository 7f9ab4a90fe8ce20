/* The conditions that code stands under, as far as they are a truth test, a
 * test for None, a comparison or a look into a container. */
#include "heap_model.h"

#include "bounds.h"

/* `node` is tested to be true, None, equal to `other` or in it; or not. */
struct guard {
	enum { GUARD_TRUE, GUARD_NONE, GUARD_EQUAL, GUARD_IN } kind;
	node_id node, other;
	bool is_negated;
};

/* `a == b` and the like as a guard; false if it is another comparison. */
static bool guard_of_comparison(const struct tree *t, struct guard *guard)
{
	node_id left = tree_child_at(t, guard->node, 0);

	if (tree_child_count(t, guard->node) != 3)
		return false;
	guard->other = tree_child_at(t, guard->node, 2);
	guard->kind =
	    tree_kind(t, guard->other) == KIND_NONE ? GUARD_NONE : GUARD_EQUAL;
	switch (tree_kind(t, tree_child_at(t, guard->node, 1))) {
	case KIND_TOKEN_IS:
	case KIND_TOKEN_EQUAL_EQUAL:
		break;
	case KIND_TOKEN_IS_NOT:
	case KIND_TOKEN_BANG_EQUAL:
		guard->is_negated = !guard->is_negated;
		break;
	case KIND_TOKEN_NOT_IN:
		guard->is_negated = !guard->is_negated;
		guard->kind = GUARD_IN;
		break;
	case KIND_TOKEN_IN:
		guard->kind = GUARD_IN;
		break;
	default:
		return false;
	}
	guard->node = left;
	return true;
}

static bool guard_of(const struct tree *t, node_id condition, bool is_negated,
                     struct guard *guard)
{
	*guard = (struct guard){.kind = GUARD_TRUE,
	                        .node = tree_value(t, condition),
	                        .other = NO_NODE,
	                        .is_negated = is_negated};
	while (tree_kind(t, guard->node) == KIND_NOT_OPERATOR) {
		guard->node =
		    tree_value(t, tree_child(t, guard->node, FIELD_ARGUMENT));
		guard->is_negated = !guard->is_negated;
	}
	if (tree_kind(t, guard->node) == KIND_COMPARISON_OPERATOR)
		return guard_of_comparison(t, guard);
	return guard->node != NO_NODE;
}

enum { MOST_GUARDS = MOST_TESTS };

struct guards {
	struct guard list[MOST_GUARDS];
	uint32_t count;
};

static void add_guard(const struct tree *t, struct guards *guards,
                      node_id condition, bool is_negated)
{
	if (condition != NO_NODE && guards->count < MOST_GUARDS &&
	    guard_of(t, condition, is_negated, &guards->list[guards->count]))
		guards->count++;
}

/* What must hold for `branch`, a part of an if statement, to run. */
static void add_branch(const struct tree *t, struct guards *guards, node_id n,
                       node_id branch)
{
	node_id condition = tree_child(t, n, FIELD_CONDITION);

	if (tree_field(t, branch) == FIELD_CONSEQUENCE) {
		add_guard(t, guards, condition, false);
		return;
	}
	if (tree_field(t, branch) != FIELD_ALTERNATIVE)
		return;
	add_guard(t, guards, condition, true);
	for (node_id c = tree_first(t, n); c != NO_NODE && c != branch;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_ELIF_CLAUSE)
			add_guard(t, guards, tree_child(t, c, FIELD_CONDITION),
			          true);
}

/* Expressions nested deeper than this are taken to stand under no condition. */
enum { MOST_PARENTS = 400 };

static void guards_of(const struct tree *t, node_id n, struct guards *guards)
{
	node_id parent = tree_parent(t, n);

	guards->count = 0;
	for (int i = 0; i < MOST_PARENTS && parent != NO_NODE &&
	                tree_kind(t, parent) != KIND_FUNCTION_DEFINITION &&
	                tree_kind(t, parent) != KIND_LAMBDA;
	     n = parent, parent = tree_parent(t, n), i++) {
		enum kind kind = tree_kind(t, parent);

		if (kind == KIND_IF_STATEMENT)
			add_branch(t, guards, parent, n);
		else if (kind == KIND_ELIF_CLAUSE &&
		         tree_field(t, n) == FIELD_CONSEQUENCE)
			add_guard(t, guards,
			          tree_child(t, parent, FIELD_CONDITION),
			          false);
	}
}

static bool is_constant(enum kind kind)
{
	return kind == KIND_INTEGER || kind == KIND_STRING ||
	       kind == KIND_TRUE || kind == KIND_FALSE;
}

static bool guards_exclude(const struct tree *t, const struct guard *a,
                           const struct guard *b)
{
	/* what is put in after one look is in it at the next */
	if (a->kind == GUARD_IN || b->kind == GUARD_IN ||
	    !tree_same(t, a->node, b->node))
		return false;
	if (a->kind != b->kind)
		return !a->is_negated && !b->is_negated &&
		       a->kind != GUARD_EQUAL && b->kind != GUARD_EQUAL;
	if (a->kind == GUARD_EQUAL && !tree_same(t, a->other, b->other))
		return !a->is_negated && !b->is_negated &&
		       is_constant(tree_kind(t, a->other)) &&
		       is_constant(tree_kind(t, b->other));
	return a->is_negated != b->is_negated;
}

bool heap_guards_contradict(struct heap_builder *b, node_id m, node_id n)
{
	struct guards of_m, of_n;

	guards_of(b->tree, m, &of_m);
	guards_of(b->tree, n, &of_n);
	for (uint32_t i = 0; i < of_m.count; i++)
		for (uint32_t k = 0; k < of_n.count; k++)
			if (guards_exclude(b->tree, &of_m.list[i],
			                   &of_n.list[k]))
				return true;
	return false;
}

uint32_t heap_tests(struct heap_builder *b, node_id n, node_id *tests)
{
	struct guards guards;

	guards_of(b->tree, n, &guards);
	for (uint32_t i = 0; i < guards.count; i++)
		tests[i] = guards.list[i].node;
	return guards.count;
}

/* C, of isinstance(name, C); or NO_NODE. */
static node_id class_of_test(struct heap_builder *b, node_id test, node_id name)
{
	const struct tree *t = b->tree;
	node_id class;

	if (tree_kind(t, test) != KIND_CALL ||
	    !imports_is(&b->facts->imports, tree_child(t, test, FIELD_FUNCTION),
	                "builtins.isinstance"))
		return NO_NODE;
	class = heap_positional(t, test, 1);
	return class != NO_NODE && tree_kind(t, class) != KIND_TUPLE &&
	               tree_same(t, heap_positional(t, test, 0), name)
	           ? class
	           : NO_NODE;
}

/* Does the block end where what follows it is not reached? */
static bool leads_away(const struct tree *t, node_id block)
{
	node_id last = NO_NODE;
	uint32_t looked_at = 0;

	for (node_id s = tree_first(t, block); s != NO_NODE;
	     s = tree_sibling(t, s)) {
		if (bounds_exceeded(t, REACHED_BODY, ++looked_at, s))
			return false;
		last = s;
	}
	switch (last == NO_NODE ? KIND_MODULE : tree_kind(t, last)) {
	case KIND_RAISE_STATEMENT:
	case KIND_RETURN_STATEMENT:
	case KIND_CONTINUE_STATEMENT:
	case KIND_BREAK_STATEMENT:
		return true;
	default:
		return false;
	}
}

/* Do all values that the if statement's test is false for leave the code at it,
 * as of `if isinstance(x, A): ... else: raise`? */
static bool ends_otherwise(const struct tree *t, node_id statement)
{
	for (node_id c = tree_first(t, statement); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE)
			return leads_away(t, tree_child(t, c, FIELD_BODY));
	return false;
}

/* The statement whose test n is, as such or negated: `assert n`, `if not n:`.
 */
static node_id tested_by(const struct tree *t, node_id n, bool *is_negated)
{
	node_id p = tree_parent(t, n);

	*is_negated = false;
	while (tree_kind(t, p) == KIND_NOT_OPERATOR ||
	       tree_kind(t, p) == KIND_PARENTHESIZED_EXPRESSION) {
		*is_negated ^= tree_kind(t, p) == KIND_NOT_OPERATOR;
		n = p;
		p = tree_parent(t, n);
	}
	if (tree_kind(t, p) == KIND_ASSERT_STATEMENT)
		return tree_first(t, p) == n ? p : NO_NODE;
	return tree_kind(t, p) == KIND_IF_STATEMENT &&
	               tree_child(t, p, FIELD_CONDITION) == n
	           ? p
	           : NO_NODE;
}

/* The test, which stands before the name, is of its variable: does it leave
 * instances of a class where the name is? */
static bool leaves_class(const struct tree *t, node_id test, node_id name)
{
	bool is_negated;
	node_id statement = tested_by(t, test, &is_negated);

	if (statement == NO_NODE || tree_end(t, statement) > name ||
	    !tree_contains(t, tree_parent(t, statement), name))
		return false;
	if (tree_kind(t, statement) == KIND_ASSERT_STATEMENT)
		return !is_negated;
	return is_negated
	           ? tree_child(t, statement, FIELD_ALTERNATIVE) == NO_NODE &&
	                 leads_away(t,
	                            tree_child(t, statement, FIELD_CONSEQUENCE))
	           : ends_otherwise(t, statement);
}

/* `assert isinstance(name, C)`, `if not isinstance(name, C): raise`, before. */
static node_id class_left(struct heap_builder *b, node_id name)
{
	const struct scopes *s = &b->facts->scopes;
	const struct tree *t = b->tree;
	symbol_id variable = scopes_variable(s, name);
	node_id found = NO_NODE, end = 0;
	uint32_t looked_at = 0;
	bool is_negated;

	for (const struct occurrence *o =
	         variable == NO_SYMBOL ? NULL : scopes_first(s, variable);
	     o != NULL && o->node < name; o = scopes_next(s, o)) {
		node_id test = tree_parent(t, tree_parent(t, o->node));
		node_id class = NO_NODE;

		if (bounds_exceeded(t, REACHED_USES, ++looked_at, o->node))
			return NO_NODE;
		if (tree_kind(t, tree_parent(t, o->node)) == KIND_ARGUMENT_LIST)
			class = class_of_test(b, test, name);
		if (class != NO_NODE && leaves_class(t, test, name)) {
			found = class;
			end = tree_end(t, tested_by(t, test, &is_negated));
		} else if (o->access != ACCESS_READ && o->node >= end) {
			found = NO_NODE;
		}
	}
	return found;
}

node_id heap_tested_class(struct heap_builder *b, node_id name)
{
	const struct tree *t = b->tree;
	struct guards guards;

	if (tree_kind(t, name) != KIND_IDENTIFIER)
		return NO_NODE;
	guards_of(t, name, &guards);
	for (uint32_t i = 0; i < guards.count; i++) {
		const struct guard *guard = &guards.list[i];
		node_id class = guard->is_negated || guard->kind != GUARD_TRUE
		                    ? NO_NODE
		                    : class_of_test(b, guard->node, name);

		if (class != NO_NODE)
			return class;
	}
	return class_left(b, name);
}

/* ------------------------------------------------------------------- of a call
 */

/* Is the guard surely false when its node's value is this constant? */
static bool is_refuted(const struct tree *t, const struct guard *guard,
                       node_id value)
{
	enum kind kind = tree_kind(t, value);
	bool is_false = kind == KIND_NONE || kind == KIND_FALSE;

	if (!is_false && !is_constant(kind))
		return false;
	if (guard->kind == GUARD_NONE)
		return (kind == KIND_NONE) == guard->is_negated;
	if (guard->kind == GUARD_TRUE)
		return is_false ? !guard->is_negated
		                : kind == KIND_TRUE && guard->is_negated;
	return false;
}

/* Of hasattr(x, "name"): x, and the name. */
static node_id asked_of(struct heap_builder *b, const struct guard *guard,
                        name_id *name)
{
	const struct tree *t = b->tree;

	if (guard->kind != GUARD_TRUE ||
	    tree_kind(t, guard->node) != KIND_CALL ||
	    !imports_is(&b->facts->imports,
	                tree_child(t, guard->node, FIELD_FUNCTION),
	                "builtins.hasattr"))
		return NO_NODE;
	*name = heap_named(t, guard->node, 1);
	return *name == NAME_NONE ? NO_NODE
	                          : heap_positional(t, guard->node, 0);
}

/* `if not hasattr(x, "name")`, and what is passed for x has a method of that
 * name? */
static bool is_refuted_by_class(struct heap_builder *b,
                                const struct heap_function *f, node_id callee,
                                const struct guard *guard,
                                const struct arguments *arguments)
{
	name_id name;
	node_id asked = asked_of(b, guard, &name);
	uint32_t index = asked == NO_NODE ? MOST_ARGUMENTS
	                                  : heap_parameter(b, callee, asked);
	object_id object =
	    index < MOST_ARGUMENTS ? arguments->at[index] : NO_OBJECT;

	return guard->is_negated && object != NO_OBJECT &&
	       f->objects.at[object].class != NO_CLASS &&
	       classes_method(&b->facts->classes, f->objects.at[object].class,
	                      name) != NO_NODE;
}

/* What the method returns, if it does nothing else; or NO_NODE. */
static node_id returned_by(const struct tree *t, node_id method)
{
	node_id s = tree_first(t, tree_child(t, method, FIELD_BODY));

	if (s != NO_NODE && tree_kind(t, s) == KIND_EXPRESSION_STATEMENT &&
	    tree_kind(t, tree_first(t, s)) == KIND_STRING)
		s = tree_sibling(t, s);
	return s != NO_NODE && tree_kind(t, s) == KIND_RETURN_STATEMENT
	           ? tree_first(t, s)
	           : NO_NODE;
}

/* `self.is_open()` as what that method of the object returns. */
static bool guard_of_method(struct heap_builder *b,
                            const struct heap_function *f, object_id self,
                            node_id *callee, struct guard *guard)
{
	const struct tree *t = b->tree;
	node_id called = tree_child(t, guard->node, FIELD_FUNCTION), value;

	if (guard->kind != GUARD_TRUE ||
	    tree_kind(t, called) != KIND_ATTRIBUTE ||
	    f->objects.at[self].class == NO_CLASS ||
	    heap_parameter(b, *callee, tree_child(t, called, FIELD_OBJECT)) !=
	        0)
		return false;
	*callee = classes_method(
	    &b->facts->classes, f->objects.at[self].class,
	    tree_name(t, tree_child(t, called, FIELD_ATTRIBUTE)));
	value = *callee == NO_NODE ? NO_NODE : returned_by(t, *callee);
	return value != NO_NODE && guard_of(t, value, guard->is_negated, guard);
}

/* The value that the function, a constructor, gave the attribute of its own
 * object, and nothing else; or NO_NODE. */
static node_id set_before(const struct heap_builder *b,
                          const struct heap_function *f, object_id self,
                          name_id name)
{
	const struct edge *only = NULL;
	node_id statement;

	for (uint32_t i = 0; i < f->edges.count; i++) {
		const struct edge *e = &f->edges.at[i];

		if (e->from != self || e->field != name)
			continue;
		if (only != NULL || e->node != e->at)
			return NO_NODE;
		only = e;
	}
	statement =
	    only == NULL ? NO_NODE : classes_target_of(b->tree, only->node);
	return statement == NO_NODE
	           ? NO_NODE
	           : classes_assigned(b->tree, statement, only->node);
}

/* `if self.handle is not None:` where a constructor calls it, and has set that
 * to None? */
static bool is_refuted_by_new(struct heap_builder *b,
                              const struct heap_function *f, node_id callee,
                              struct guard guard,
                              const struct arguments *arguments)
{
	const struct tree *t = b->tree;
	object_id self = arguments->at[0];
	node_id value;

	if (self == NO_OBJECT || f->node == callee || f->node == 0 ||
	    f->objects.at[self].kind != OBJECT_PARAMETER ||
	    f->objects.at[self].index != 0 ||
	    tree_name(t, tree_child(t, f->node, FIELD_NAME)) != NAME_INIT)
		return false;
	if (tree_kind(t, guard.node) == KIND_CALL &&
	    !guard_of_method(b, f, self, &callee, &guard))
		return false;
	if (tree_kind(t, guard.node) != KIND_ATTRIBUTE ||
	    heap_parameter(b, callee,
	                   tree_child(t, guard.node, FIELD_OBJECT)) != 0)
		return false;
	value = set_before(
	    b, f, self,
	    tree_name(t, tree_child(t, guard.node, FIELD_ATTRIBUTE)));
	return value != NO_NODE && is_refuted(t, &guard, value);
}

bool heap_guard_skips(struct heap_builder *b, const struct heap_function *f,
                      node_id callee, node_id n,
                      const struct arguments *arguments)
{
	const struct tree *t = b->tree;
	struct guards guards;

	if (!tree_contains(t, callee, n))
		return false;
	guards_of(t, n, &guards);
	for (uint32_t i = 0; i < guards.count; i++) {
		uint32_t index = heap_parameter(b, callee, guards.list[i].node);
		node_id value =
		    index < MOST_ARGUMENTS ? arguments->values[index] : NO_NODE;

		if ((value != NO_NODE &&
		     is_refuted(t, &guards.list[i], value)) ||
		    is_refuted_by_class(b, f, callee, &guards.list[i],
		                        arguments) ||
		    is_refuted_by_new(b, f, callee, guards.list[i], arguments))
			return true;
	}
	return false;
}
