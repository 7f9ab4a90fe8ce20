/* What tests say of a variable where they hold: `if isinstance(x, C):`, `if x
 * is None:`. */
#include "types_solver.h"

/* Where isinstance() says more than the bindings do: in what runs only if it
 * is true, up to the next binding of the variable. */

enum { MOST_REGIONS = 16 }; /* of one variable; more are not looked at */

struct region {
	symbol_id variable;
	type_id type;
	node_id start, end;
	uint32_t next; /* 1 + the next of the variable */
};

struct narrower {
	struct types *ty;
	ARRAY(struct region) regions;
	uint32_t *of_variable; /* by symbol: 1 + the last region */
	uint8_t *counts;
};

/* An isinstance(x, T) that is a part of a condition. */
struct test {
	symbol_id variable;
	type_id type;
};

static type_id class_type(struct types *ty, node_id n)
{
	static const struct {
		const char *name;
		enum type_kind kind;
	} kinds[] = {{"builtins.str", TYPE_STR},
	             {"builtins.bytes", TYPE_BYTES},
	             {"builtins.bytearray", TYPE_BYTEARRAY},
	             {"builtins.list", TYPE_LIST},
	             {"builtins.tuple", TYPE_TUPLE},
	             {"builtins.dict", TYPE_DICT},
	             {"builtins.set", TYPE_SET},
	             {"builtins.frozenset", TYPE_FROZENSET},
	             {"builtins.int", TYPE_INT},
	             {"builtins.bool", TYPE_BOOL},
	             {"builtins.float", TYPE_FLOAT},
	             {"builtins.memoryview", TYPE_MEMORYVIEW},
	             {"collections.deque", TYPE_DEQUE},
	             {"array.array", TYPE_ARRAY}};
	class_id class = classes_named(ty->classes, n);

	if (class != NO_CLASS)
		return types_instance(ty, class);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (imports_is(ty->imports, n, kinds[i].name))
			return type_inexact(
			    &ty->table,
			    type_of_kind(&ty->table, kinds[i].kind));
	return UNKNOWN;
}

/* isinstance(x, T) itself. */
static bool is_test(struct types *ty, node_id call, struct test *test)
{
	const struct tree *t = ty->tree;
	node_id arguments, object, class;

	if (tree_kind(t, call) != KIND_CALL ||
	    !imports_is(ty->imports, tree_child(t, call, FIELD_FUNCTION),
	                "builtins.isinstance"))
		return false;
	arguments = tree_child(t, call, FIELD_ARGUMENTS);
	if (arguments == NO_NODE || tree_child_count(t, arguments) != 2)
		return false;
	object = tree_value(t, tree_child_at(t, arguments, 0));
	class = tree_value(t, tree_child_at(t, arguments, 1));
	if (tree_kind(t, object) != KIND_IDENTIFIER)
		return false;
	test->variable = scopes_variable(ty->scopes, object);
	test->type = class_type(ty, class);
	return test->variable != NO_SYMBOL && test->type != UNKNOWN;
}

static void add_region(struct narrower *w, const struct test *test,
                       node_id start, node_id end)
{
	struct region region = {test->variable, test->type, start, end,
	                        w->of_variable[test->variable]};

	if (start >= end || w->counts[test->variable] == MOST_REGIONS)
		return;
	w->counts[test->variable]++;
	ARRAY_PUSH(w->ty->scratch, &w->regions, region);
	w->of_variable[test->variable] = w->regions.count;
}

static bool is_operator(const struct tree *t, node_id n, enum kind sign)
{
	return tree_kind(t, n) == KIND_BOOLEAN_OPERATOR &&
	       tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) == sign;
}

/* What follows an `if not isinstance(x, T): return` in its block. */
static void add_rest(struct narrower *w, const struct test *test,
                     node_id statement)
{
	const struct tree *t = w->ty->tree;
	node_id consequence = tree_child(t, statement, FIELD_CONSEQUENCE);
	node_id block = tree_parent(t, statement), last = NO_NODE;

	if (consequence == NO_NODE ||
	    tree_end(t, consequence) != tree_end(t, statement))
		return;
	for (node_id c = tree_first(t, consequence); c != NO_NODE;
	     c = tree_sibling(t, c))
		last = c;
	switch (tree_kind(t, last)) {
	case KIND_RETURN_STATEMENT:
	case KIND_RAISE_STATEMENT:
	case KIND_CONTINUE_STATEMENT:
	case KIND_BREAK_STATEMENT:
		add_region(w, test, tree_end(t, statement), tree_end(t, block));
		break;
	default:
		break;
	}
}

/* n, which holds, is a condition of what is around it. */
static void add_guarded(struct narrower *w, const struct test *test, node_id n)
{
	const struct tree *t = w->ty->tree;
	node_id parent = tree_parent(t, n), part;

	switch (tree_kind(t, parent)) {
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
		part = tree_child(t, parent, FIELD_CONSEQUENCE);
		break;
	case KIND_WHILE_STATEMENT:
		part = tree_child(t, parent, FIELD_BODY);
		break;
	case KIND_CONDITIONAL_EXPRESSION:
		part = tree_first(t, parent);
		if (tree_child_at(t, parent, 1) != n)
			return;
		break;
	case KIND_ASSERT_STATEMENT:
		if (tree_first(t, parent) == n)
			add_region(w, test, tree_end(t, parent),
			           tree_end(t, tree_parent(t, parent)));
		return;
	case KIND_IF_CLAUSE:
		part = tree_first(t, tree_parent(t, parent));
		break;
	default:
		return;
	}
	if (part != NO_NODE && part != n)
		add_region(w, test, part, tree_end(t, part));
}

static void find_regions(struct narrower *w, node_id call)
{
	const struct tree *t = w->ty->tree;
	struct test test;
	node_id n;

	if (!is_test(w->ty, call, &test))
		return;
	n = tree_outermost(t, call);
	/* `isinstance(x, T) and x.f()`, at most some levels up. */
	for (int i = 0; i < MOST_REGIONS; i++) {
		node_id parent = tree_parent(t, n);

		if (!is_operator(t, parent, KIND_TOKEN_AND))
			break;
		add_region(w, &test, tree_end(t, n), tree_end(t, parent));
		n = tree_outermost(t, parent);
	}
	add_guarded(w, &test, n);
	if (tree_kind(t, tree_parent(t, n)) != KIND_NOT_OPERATOR)
		return;
	n = tree_outermost(t, tree_parent(t, n));
	if (is_operator(t, tree_parent(t, n), KIND_TOKEN_OR))
		add_region(w, &test, tree_end(t, n),
		           tree_end(t, tree_parent(t, n)));
	else if (tree_kind(t, tree_parent(t, n)) == KIND_IF_STATEMENT &&
	         tree_field(t, n) == FIELD_CONDITION)
		add_rest(w, &test, tree_parent(t, n));
}

/* Cut the region off at the first binding in it, or at the loop there that
 * comes back to it. */
static void cut(const struct types *ty, struct region *region)
{
	const struct variable *variable = &ty->variables[region->variable];

	for (uint32_t i = 0; i < variable->count; i++) {
		const struct bound *bound = &ty->bounds[variable->first + i];
		node_id n = ty->scopes->occurrences[bound->occurrence].node;
		node_id loop = ty->loops[n], end = bound->effective;

		if (n < region->start || n >= region->end)
			continue;
		for (; loop != NO_NODE && loop >= region->start;
		     loop = ty->loops[loop])
			end = loop;
		region->end = end < region->end ? end : region->end;
		return;
	}
}

/* Bindings by other functions may come at any time. */
static bool is_bound_elsewhere(const struct types *ty, symbol_id v)
{
	const struct variable *variable = &ty->variables[v];

	for (uint32_t i = 0; i < variable->count; i++) {
		const struct occurrence *o =
		    &ty->scopes->occurrences[ty->bounds[variable->first + i]
		                                 .occurrence];

		if (o->symbol != v)
			return true;
	}
	return false;
}

static void narrow(struct narrower *w, symbol_id v)
{
	struct types *ty = w->ty;
	const struct scopes *s = ty->scopes;
	const struct occurrence *o;

	if (is_bound_elsewhere(ty, v))
		return;
	for (uint32_t r = w->of_variable[v]; r != 0;
	     r = w->regions.at[r - 1].next)
		cut(ty, &w->regions.at[r - 1]);
	for (o = scopes_first(s, v); o != NULL; o = scopes_next(s, o)) {
		scope_id body = scopes_body(s, o->node);

		if (body != s->symbols[v].scope &&
		    s->scopes[s->symbols[v].scope].kind != SCOPE_COMPREHENSION)
			continue;
		for (uint32_t r = w->of_variable[v]; r != 0;
		     r = w->regions.at[r - 1].next)
			if (o->node >= w->regions.at[r - 1].start &&
			    o->node < w->regions.at[r - 1].end)
				ty->reaches[o - s->occurrences].narrowed =
				    w->regions.at[r - 1].type;
	}
}

void types_find_narrowings(struct types *ty)
{
	const struct tree *t = ty->tree;
	name_id name = names_find(t->names, STR("isinstance"));
	struct narrower w = {.ty = ty};

	if (name == NAME_NONE)
		return;
	w.of_variable =
	    ARENA_ARRAY(ty->scratch, ty->scopes->symbol_count + 1, uint32_t);
	w.counts =
	    ARENA_ARRAY(ty->scratch, ty->scopes->symbol_count + 1, uint8_t);
	for (node_id n = tree_first_of(t, KIND_CALL); n != NO_NODE;
	     n = tree_next_of(t, n))
		if (tree_name(t, tree_child(t, n, FIELD_FUNCTION)) == name)
			find_regions(&w, n);
	for (symbol_id v = 0; v < ty->scopes->symbol_count; v++)
		if (w.of_variable[v] != 0)
			narrow(&w, v);
}
