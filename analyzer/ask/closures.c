#include "closures.h"

#include "ask.h"

/* Decorators whose result holds the function that they are given. */
static const char *const keeping[] = {"functools.wraps",
                                      "functools.lru_cache",
                                      "functools.cache",
                                      "functools.singledispatch",
                                      "contextlib.contextmanager",
                                      "contextlib.asynccontextmanager",
                                      NULL};

static bool is_kept_by_decorators(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, function);

	if (tree_kind(t, around) != KIND_DECORATED_DEFINITION)
		return true;
	for (node_id d = tree_first(t, around); d != NO_NODE && d < function;
	     d = tree_sibling(t, d)) {
		node_id callee = tree_first(t, d);

		if (tree_kind(t, callee) == KIND_CALL)
			callee = tree_child(t, callee, FIELD_FUNCTION);
		if (imports_which(&f->imports, callee, keeping) < 0)
			return false;
	}
	return true;
}

/* The function that the variable's only binding gives it, or NO_NODE. */
static node_id function_of(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id value;

	if (o == NULL || o->symbol != variable ||
	    f->scopes.symbols[variable].flags & SYMBOL_DELETED)
		return NO_NODE;
	if (o->binding == BINDING_FUNCTION)
		return is_kept_by_decorators(f, o->cause) ? o->cause : NO_NODE;
	if (o->binding != BINDING_ASSIGNMENT)
		return NO_NODE;
	value =
	    tree_value(f->tree, classes_assigned(f->tree, o->cause, o->node));
	return tree_kind(f->tree, value) == KIND_LAMBDA ? value : NO_NODE;
}

/* Does the nested function capture the variable, itself or in what is nested in
 * it? */
static bool is_captured_by(const struct facts *f, symbol_id variable,
                           node_id function)
{
	const struct scopes *s = &f->scopes;
	symbol_id found = scopes_symbol(s, scopes_opened_by(s, function),
	                                s->symbols[variable].name);

	return found != NO_SYMBOL && s->symbols[found].owner == variable &&
	       s->symbols[found].flags & SYMBOL_FREE &&
	       !(s->symbols[found].flags & SYMBOL_HIDDEN);
}

static void collect(struct closures *c)
{
	const struct scopes *s = &c->facts->scopes;
	scope_id scope = scopes_opened_by(s, c->outer);

	if (scope == NO_SCOPE)
		return;
	for (symbol_id v = s->scopes[scope].first_symbol;
	     v != NO_SYMBOL && c->count < CLOSURES_MOST;
	     v = s->symbols[v].next) {
		node_id node;

		if (!(s->symbols[v].flags & SYMBOL_CELL))
			continue;
		node = function_of(c->facts, v);
		if (node != NO_NODE)
			c->at[c->count++] = (struct closure){v, node, 0};
	}
}

/* Who leads to whom, over any number of steps. */
static void connect(struct closures *c)
{
	for (uint32_t i = 0; i < c->count; i++)
		for (uint32_t j = 0; j < c->count; j++)
			if (is_captured_by(c->facts, c->at[j].variable,
			                   c->at[i].node))
				c->at[i].reaches |= UINT32_C(1) << j;
	for (uint32_t k = 0; k < c->count; k++)
		for (uint32_t i = 0; i < c->count; i++)
			if (c->at[i].reaches >> k & 1)
				c->at[i].reaches |= c->at[k].reaches;
}

void closures_find(struct closures *c, const struct facts *facts, node_id outer)
{
	*c = (struct closures){.facts = facts, .outer = outer};
	collect(c);
	connect(c);
}

uint32_t closures_ring(const struct closures *c, uint32_t i)
{
	uint32_t ring = 0;

	for (uint32_t j = 0; j < c->count; j++)
		if (c->at[i].reaches >> j & c->at[j].reaches >> i & 1)
			ring |= UINT32_C(1) << j;
	return ring;
}

/* Is it a parameter that is left at a number, text, True, False, None or a
 * function, or the method's self, which as a rule lives on? */
static bool is_small_parameter(const struct facts *f,
                               const struct occurrence *o)
{
	node_id value;

	if (o == NULL || o->binding != BINDING_PARAMETER)
		return false;
	if (classes_of_self(&f->classes, o->node) != NO_CLASS)
		return true;
	value = tree_value(f->tree, tree_child(f->tree, o->cause, FIELD_VALUE));
	switch (tree_kind(f->tree, value)) {
	case KIND_TRUE:
	case KIND_FALSE:
	case KIND_NONE:
	case KIND_INTEGER:
	case KIND_FLOAT:
	case KIND_STRING:
		return true;
	case KIND_IDENTIFIER:
		return types_of(f->types, value)->kind == TYPE_FUNCTION;
	default:
		return false;
	}
}

/* May the captured variable hold more than a few bytes that nothing else
 * holds? */
static bool is_worth_naming(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);

	if (f->scopes.symbols[variable].flags & SYMBOL_IMPORTED ||
	    is_small_parameter(f, o))
		return false;
	if (o != NULL &&
	    (o->binding == BINDING_FUNCTION || o->binding == BINDING_CLASS))
		return false;
	switch (types_of_variable(f->types, variable)->kind) {
	case TYPE_NONE:
	case TYPE_BOOL:
	case TYPE_INT:
	case TYPE_FLOAT:
	case TYPE_CLASS:
	case TYPE_FUNCTION:
	case TYPE_MODULE:
		return false;
	default:
		return true;
	}
}

static bool is_large(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);
	node_id value;

	if (o == NULL || o->binding != BINDING_ASSIGNMENT)
		return false;
	value = classes_assigned(f->tree, o->cause, o->node);
	return value != NO_NODE && ask_is_data_sized(f, value);
}

static void add_captured(const struct facts *f,
                         struct closures_captured *captured, symbol_id variable)
{
	for (uint32_t i = 0; i < captured->count && i < CLOSURES_MOST_NAMED;
	     i++)
		if (captured->at[i] == variable)
			return;
	if (!is_worth_naming(f, variable))
		return;
	captured->is_data_sized |= is_large(f, variable);
	if (captured->count < CLOSURES_MOST_NAMED)
		captured->at[captured->count] = variable;
	if (captured->count <= CLOSURES_MOST_NAMED)
		captured->count++;
}

struct closures_captured closures_captured(const struct closures *c,
                                           uint32_t ring)
{
	const struct scopes *s = &c->facts->scopes;
	struct closures_captured captured = {.count = 0};

	for (uint32_t i = 0; i < c->count; i++) {
		scope_id scope = scopes_opened_by(s, c->at[i].node);

		if (!(ring >> i & 1))
			continue;
		for (symbol_id v = s->scopes[scope].first_symbol;
		     v != NO_SYMBOL; v = s->symbols[v].next) {
			symbol_id owner = s->symbols[v].owner;
			bool is_own = false;

			for (uint32_t j = 0; j < c->count; j++)
				is_own |=
				    ring >> j & 1 && c->at[j].variable == owner;
			if (s->symbols[v].flags & SYMBOL_FREE &&
			    owner != NO_SYMBOL && !is_own)
				add_captured(c->facts, &captured, owner);
		}
	}
	return captured;
}

/* Does n, in a function of `scope`, call what that has as its parameter? */
static bool calls_parameter(const struct facts *f, node_id n, scope_id scope)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, n);

	for (; n < end; n++) {
		symbol_id variable;

		if (tree_kind(t, n) != KIND_IDENTIFIER ||
		    tree_field(t, n) != FIELD_FUNCTION)
			continue;
		variable = scopes_variable(&f->scopes, n);
		if (variable != NO_SYMBOL &&
		    f->scopes.symbols[variable].scope == scope &&
		    (f->scopes.symbols[variable].flags & SYMBOL_PARAMETER))
			return true;
	}
	return false;
}

/* Wrappers are short: a larger function is none. */
enum { LARGEST_WRAPPER = 2000 };

bool closures_is_wrapper(const struct facts *f, node_id function)
{
	const struct tree *t = f->tree;
	scope_id scope = scopes_opened_by(&f->scopes, function);
	node_id end = tree_end(t, function);
	node_id inner = NO_NODE;

	if (end - function > LARGEST_WRAPPER)
		return false;
	for (node_id n = function + 1; n < end; n++) {
		if (tree_kind(t, n) == KIND_FUNCTION_DEFINITION &&
		    calls_parameter(f, tree_child(t, n, FIELD_BODY), scope))
			inner = n;
		if (tree_kind(t, n) == KIND_RETURN_STATEMENT &&
		    inner != NO_NODE && tree_first(t, n) != NO_NODE &&
		    tree_name(t, tree_first(t, n)) ==
		        tree_name(t, tree_child(t, inner, FIELD_NAME)) &&
		    scopes_body(&f->scopes, n) == scope)
			return true;
	}
	return false;
}
