#include "growth.h"

#include "ask.h"
#include "growth_small.h"
#include "growth_type.h"

static bool is_inlined(const struct facts *f, enum scope_kind kind,
                       node_id node)
{
	return kind == SCOPE_COMPREHENSION && f->target >= 312 &&
	       tree_kind(f->tree, node) != KIND_GENERATOR_EXPRESSION;
}

/* Does a function, class or comprehension in the variable's own read it? From
 * 3.12 on comprehensions have no frame of their own (PEP 709). */
static bool is_captured(const struct facts *f, struct carry *c,
                        symbol_id variable)
{
	const struct scopes *s = &f->scopes;
	scope_id home = s->symbols[variable].scope;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		scope_id scope = s->symbols[o->symbol].scope;

		while (
		    scope != home && scope != NO_SCOPE &&
		    is_inlined(f, s->scopes[scope].kind, s->scopes[scope].node))
			scope = s->scopes[scope].parent;
		if (scope != home || !carry_work(c, 1))
			return true;
	}
	return false;
}

static enum growth_store store_of_name(const struct facts *f, struct carry *c,
                                       node_id name)
{
	const struct scopes *s = &f->scopes;
	const struct occurrence *o = scopes_occurrence(s, name);
	const struct symbol *symbol;

	if (o == NULL)
		return STORE_LOCAL;
	symbol = &s->symbols[o->symbol];
	if (s->scopes[symbol->scope].kind == SCOPE_MODULE)
		return STORE_MODULE;
	if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_GLOBAL_DECLARED))
		return STORE_GLOBAL;
	if (symbol->flags & (SYMBOL_FREE | SYMBOL_NONLOCAL_DECLARED))
		return STORE_OUTER;
	if (s->scopes[symbol->scope].kind == SCOPE_CLASS)
		return STORE_CLASS;
	return symbol->flags & SYMBOL_CELL && is_captured(f, c, o->symbol)
	           ? STORE_CAPTURED
	           : STORE_LOCAL;
}

enum growth_store growth_store_of(const struct growths *growths,
                                  const struct facts *f, node_id target)
{
	switch (tree_kind(f->tree, target)) {
	case KIND_IDENTIFIER:
		return store_of_name(f, growths->carry, target);
	case KIND_ATTRIBUTE:
		return STORE_ATTRIBUTE;
	default:
		return STORE_ITEM;
	}
}

/* Can a growth of this form be one of a text? */
static bool is_form_of_text(enum growth_form form)
{
	return form != GROWTH_NONE && form != GROWTH_DISPLAY &&
	       form != GROWTH_UNION && form != GROWTH_CALL;
}

static bool is_text(enum type_kind kind)
{
	return kind == TYPE_STR || kind == TYPE_BYTES || kind == TYPE_BYTEARRAY;
}

/* Parameters of these are bytes (asyncio's and Twisted's protocols). */
static bool is_received(const struct facts *f, node_id n)
{
	static const char *const methods[] = {
	    "data_received",    "datagram_received", "dataReceived",
	    "datagramReceived", "rawDataReceived",   NULL};
	symbol_id variable = scopes_variable(&f->scopes, n);
	const struct occurrence *o;
	node_id function;
	struct str name;

	if (variable == NO_SYMBOL)
		return false;
	function = tree_enclosing_body(f->tree, n);
	if (tree_kind(f->tree, function) != KIND_FUNCTION_DEFINITION)
		return false;
	o = scopes_only_binding(&f->scopes, variable);
	if (o == NULL || o->binding != BINDING_PARAMETER)
		return false;
	name = tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME));
	return str_is_one_of(name, methods);
}

/* Is bytes added to a text, or `+x`, which no text is? That is a TypeError: it
 * never grows, or never was a text. */
static bool adds_no_text(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, g->parts.value);

	while (n != NO_NODE) {
		bool is_sum = tree_kind(t, n) == KIND_BINARY_OPERATOR &&
		              tree_kind(t, tree_child(t, n, FIELD_OPERATOR)) ==
		                  KIND_TOKEN_PLUS;
		node_id piece =
		    tree_value(t, is_sum ? tree_child(t, n, FIELD_RIGHT) : n);

		if (tree_kind(t, piece) == KIND_UNARY_OPERATOR ||
		    types_of(f->types, piece)->kind == TYPE_BYTES ||
		    ask_receiver(f, piece, "encode") != NO_NODE ||
		    is_received(f, piece))
			return true;
		n = is_sum ? tree_value(t, tree_child(t, n, FIELD_LEFT))
		           : NO_NODE;
	}
	return false;
}

/* Does a block end with a statement that leaves this very loop? */
static bool leaves(const struct tree *t, node_id block, node_id loop)
{
	node_id last = block == NO_NODE ? NO_NODE : tree_first(t, block);

	while (last != NO_NODE && tree_sibling(t, last) != NO_NODE)
		last = tree_sibling(t, last);
	switch (tree_kind(t, last)) {
	case KIND_RETURN_STATEMENT:
	case KIND_RAISE_STATEMENT:
		return true;
	case KIND_BREAK_STATEMENT:
		for (last = tree_parent(t, last);
		     tree_kind(t, last) != KIND_FOR_STATEMENT &&
		     tree_kind(t, last) != KIND_WHILE_STATEMENT;
		     last = tree_parent(t, last))
			if (last == loop || last == 0)
				break;
		return last == loop;
	default:
		return false;
	}
}

/* Is it the last in a `try` whose `else` leaves the loop? The loop goes on then
 * only if adding failed. */
static bool is_ended_by_else(const struct tree *t, const struct growth *g)
{
	node_id statement = tree_parent(t, g->parts.statement);
	node_id block = tree_parent(t, statement);
	node_id around = block == NO_NODE ? NO_NODE : tree_parent(t, block);

	if (g->carrier > CARRIER_FEW_TURNS ||
	    tree_kind(t, around) != KIND_TRY_STATEMENT ||
	    tree_sibling(t, statement) != NO_NODE ||
	    tree_field(t, block) != FIELD_BODY)
		return false;
	for (node_id c = tree_first(t, around); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE)
			return leaves(t, tree_child(t, c, FIELD_BODY),
			              g->where);
	return false;
}

const struct growth_statements *growth_statements(const struct facts *facts)
{
	const struct tree *t = facts->tree;
	struct tree_each each =
	    TREE_EACH(t, KIND_ASSIGNMENT, KIND_AUGMENTED_ASSIGNMENT);
	struct growth_statements *found = *facts->growing;
	node_id n;

	if (found != NULL)
		return found;
	*facts->growing = found =
	    ARENA_NEW(facts->arena, struct growth_statements);
	while (tree_each(t, &each, &n)) {
		struct growth g = {0};

		g.form = growth_form_of(t, n, &g.parts);
		if (g.form != GROWTH_NONE)
			ARRAY_PUSH(facts->arena, &found->list, g);
	}
	return found;
}

void growth_find(struct growths *growths, struct arena *arena,
                 const struct facts *facts)
{
	const struct tree *t = facts->tree;
	const struct growth_statements *all = growth_statements(facts);

	*growths = (struct growths){.carry = carry_new(arena, facts)};
	for (uint32_t i = 0; i < all->list.count; i++) {
		struct growth g = all->list.at[i];

		if (!is_form_of_text(g.form))
			continue;
		g.type =
		    growth_type(facts, growths->carry, g.parts.target, &g.seed);
		if (!is_text(g.type))
			continue;
		g.carrier = carry_find(growths->carry, g.parts.statement,
		                       g.parts.target, &g.where);
		if (g.carrier == CARRIER_NONE ||
		    (g.type == TYPE_STR && adds_no_text(facts, &g)))
			continue;
		if (is_ended_by_else(t, &g) ||
		    growth_is_small(facts, growths->carry, &g))
			continue;
		g.store = growth_store_of(growths, facts, g.parts.target);
		ARRAY_PUSH(arena, &growths->list, g);
	}
}

static const char *const keeping[] = {"append", "appendleft", "add",
                                      "insert", "put",        NULL};

/* Is the call one that puts its argument into a container? */
static bool is_keeping_call(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	struct str method;

	if (tree_kind(t, call) != KIND_CALL ||
	    tree_kind(t, function) != KIND_ATTRIBUTE)
		return false;
	method = tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE));
	for (const char *const *k = keeping; *k != NULL; k++) {
		if (!str_is(method, *k))
			continue;
		switch (
		    types_of(f->types, tree_child(t, function, FIELD_OBJECT))
		        ->kind) {
		case TYPE_LIST:
		case TYPE_SET:
		case TYPE_DEQUE:
			return true;
		default:
			return false;
		}
	}
	return false;
}

/* Does the place that a read's value goes to keep it: another name, attribute
 * or item, a container, whoever iterates over a generator? */
static bool is_kept(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id n = tree_outermost(t, read), around = tree_parent(t, n);

	while (tree_kind(t, around) == KIND_TUPLE ||
	       tree_kind(t, around) == KIND_LIST ||
	       tree_kind(t, around) == KIND_SET ||
	       tree_kind(t, around) == KIND_EXPRESSION_LIST) {
		n = tree_outermost(t, around);
		around = tree_parent(t, n);
	}
	switch (tree_kind(t, around)) {
	case KIND_YIELD:
		return true;
	case KIND_ASSIGNMENT:
		return tree_field(t, n) == FIELD_RIGHT &&
		       growth_is_target(t, tree_child(t, around, FIELD_LEFT));
	case KIND_ARGUMENT_LIST:
		return is_keeping_call(f, tree_parent(t, around));
	default:
		return false;
	}
}

node_id growth_other_reference(const struct growths *growths,
                               const struct facts *facts,
                               const struct growth *g)
{
	const struct scopes *s = &facts->scopes;
	symbol_id variable = scopes_variable(s, g->parts.target);

	if (g->carrier > CARRIER_FEW_TURNS || variable == NO_SYMBOL)
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && carry_work(growths->carry, 1);
	     o = scopes_next(s, o)) {
		node_id kept_in;

		if (o->access != ACCESS_READ ||
		    !tree_contains(facts->tree, g->where, o->node) ||
		    tree_contains(facts->tree, g->parts.statement, o->node) ||
		    !is_kept(facts, o->node))
			continue;
		kept_in = tree_ancestor(facts->tree, o->node, KIND_ASSIGNMENT);
		if (carry_reaches(growths->carry, o->node, g->parts.statement,
		                  g->parts.target, g->where) &&
		    (kept_in == NO_NODE ||
		     !tree_contains(facts->tree, g->where, kept_in) ||
		     carry_reaches(growths->carry, o->node, g->parts.statement,
		                   tree_child(facts->tree, kept_in, FIELD_LEFT),
		                   g->where)))
			return o->node;
	}
	return NO_NODE;
}

/* A str keeps its hash, and unicode_modifiable() refuses a text that has one.
 */
bool growth_is_hashed(const struct growths *growths, const struct facts *facts,
                      const struct growth *g)
{
	const struct scopes *s = &facts->scopes;
	symbol_id variable = scopes_variable(s, g->parts.target);

	if (g->carrier > CARRIER_FEW_TURNS || variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable);
	     o != NULL && carry_work(growths->carry, 1); o = scopes_next(s, o))
		if (o->access == ACCESS_READ &&
		    tree_contains(facts->tree, g->where, o->node) &&
		    !tree_contains(facts->tree, g->parts.statement, o->node) &&
		    ask_is_key(facts, o->node) &&
		    carry_reaches(growths->carry, o->node, g->parts.statement,
		                  g->parts.target, g->where))
			return true;
	return false;
}

bool growth_has_two_names(const struct facts *f, struct carry *carry,
                          node_id target)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, target);
	const struct occurrence *o =
	    variable == NO_SYMBOL ? NULL : scopes_first(&f->scopes, variable);

	for (; o != NULL && carry_work(carry, 1);
	     o = scopes_next(&f->scopes, o))
		if (o->binding == BINDING_ASSIGNMENT &&
		    (tree_kind(t, tree_parent(t, o->cause)) ==
		         KIND_ASSIGNMENT ||
		     tree_kind(t, tree_child(t, o->cause, FIELD_RIGHT)) ==
		         KIND_ASSIGNMENT))
			return true;
	return false;
}
