#include "carry.h"

#include "bounds.h"
#include "carry_calls.h"
#include "carry_turns.h"
#include "growth_form.h"

/* In turns; in definitions. */
enum { SHORT = 8, SMALL = 16, MOST_DEFINITIONS = 16 };

struct carry {
	const struct facts *facts;
	const struct tree *tree;
	struct arena *arena;
	struct carry_calls *calls; /* made when it is first asked for */
	uint32_t work;
	bool follows_calls;
};

struct carry *carry_new(struct arena *arena, const struct facts *facts)
{
	struct carry *c = ARENA_NEW(arena, struct carry);

	c->facts = facts;
	c->tree = facts->tree;
	c->arena = arena;
	c->work = BOUND_CARRY_WORK;
	return c;
}

void carry_follow_calls(struct carry *c)
{
	c->follows_calls = true;
}

bool carry_work(struct carry *c, uint32_t amount)
{
	c->work = amount < c->work ? c->work - amount : 0;
	if (c->work > 0)
		return true;
	bounds_reach(c->tree, REACHED_CARRY_WORK, 0);
	return false;
}

static bool is_loop(const struct tree *t, node_id n)
{
	return tree_kind(t, n) == KIND_FOR_STATEMENT ||
	       tree_kind(t, n) == KIND_WHILE_STATEMENT;
}

static bool is_set_by(struct carry *c, node_id pattern, node_id target)
{
	if (pattern == NO_NODE)
		return false;
	return !carry_work(c, tree_end(c->tree, pattern) - pattern) ||
	       growth_pattern_sets(c->tree, pattern, target);
}

/* Is the value made of what the target held before? */
static bool is_derived(struct carry *c, node_id target, node_id value)
{
	return growth_derives(c->tree, target, value) ||
	       (c->follows_calls && growth_is_passed(c->tree, target, value));
}

/* Does a simple statement give the target a value of another origin? */
static bool is_reset_by(struct carry *c, node_id statement, node_id target)
{
	const struct tree *t = c->tree;
	node_id n = tree_first(t, statement);

	if (tree_kind(t, statement) == KIND_DELETE_STATEMENT)
		return is_set_by(c, statement, target);
	if (tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT)
		return false;
	for (; tree_kind(t, n) == KIND_ASSIGNMENT;
	     n = tree_child(t, n, FIELD_RIGHT)) {
		struct growth_parts parts;
		enum growth_form form;

		if (tree_child(t, n, FIELD_RIGHT) == NO_NODE ||
		    !is_set_by(c, tree_child(t, n, FIELD_LEFT), target))
			continue;
		form = growth_form_of(t, n, &parts);
		if (form != GROWTH_NONE && tree_same(t, parts.target, target))
			return false;
		return !is_derived(c, target, growth_value_for(t, n, target));
	}
	return false;
}

/* Does a statement surely give the target a value of another origin? The body
 * of a `with` or `try` counts as run. */
static bool is_reset(struct carry *c, node_id statement, node_id target)
{
	const struct tree *t = c->tree;
	enum kind kind = tree_kind(t, statement);
	node_id body;

	if (kind == KIND_FOR_STATEMENT)
		return is_set_by(c, tree_child(t, statement, FIELD_LEFT),
		                 target);
	if (kind != KIND_WITH_STATEMENT && kind != KIND_TRY_STATEMENT)
		return is_reset_by(c, statement, target);
	body = tree_child(t, statement, FIELD_BODY);
	if (body == NO_NODE)
		return false;
	for (node_id n = tree_first(t, body); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (!carry_work(c, 1) || is_reset_by(c, n, target))
			return true;
	return false;
}

/* What becomes of a value within one turn. */
enum fate {
	FATE_CARRIED,
	FATE_RESET,
	FATE_LEFT, /* the loop is left: break, return, raise */
	FATE_NEXT  /* `continue` */
};

/* Is there a `continue` of this loop between two statements? */
static bool goes_on_between(struct carry *c, node_id from, node_id to,
                            node_id loop)
{
	for (node_id n = from; n < to; n++)
		if (!carry_work(c, 1) ||
		    (tree_kind(c->tree, n) == KIND_CONTINUE_STATEMENT &&
		     repeats_loop(&c->facts->repeats, n) == loop))
			return true;
	return false;
}

static enum fate fate_after(struct carry *c, node_id n, node_id target,
                            node_id around)
{
	const struct tree *t = c->tree;
	node_id from = tree_end(t, n);

	for (n = tree_sibling(t, n); n != NO_NODE; n = tree_sibling(t, n)) {
		enum kind kind = tree_kind(t, n);

		if (!carry_work(c, 1))
			return FATE_RESET;
		if (is_reset(c, n, target))
			return goes_on_between(c, from, n, around) ? FATE_NEXT
			                                           : FATE_RESET;
		if (kind == KIND_RETURN_STATEMENT ||
		    kind == KIND_RAISE_STATEMENT)
			return FATE_LEFT;
		if (kind == KIND_BREAK_STATEMENT)
			return repeats_loop(&c->facts->repeats, n) == around
			           ? FATE_LEFT
			           : FATE_CARRIED;
		if (kind == KIND_CONTINUE_STATEMENT)
			return FATE_NEXT;
	}
	return FATE_CARRIED;
}

static bool is_reset_before(struct carry *c, node_id n, node_id target)
{
	const struct tree *t = c->tree;

	for (node_id s = tree_first(t, tree_parent(t, n)); s < n;
	     s = tree_sibling(t, s))
		if (!carry_work(c, 1) || is_reset(c, s, target))
			return true;
	return false;
}

static bool is_in_block(const struct tree *t, node_id n)
{
	enum kind around = tree_kind(t, tree_parent(t, n));

	return around == KIND_BLOCK || around == KIND_MODULE;
}

/* Of the value at n, when `around` (a loop or function) runs its body again: by
 * the statements beside n and beside what n is in. */
static enum fate fate_of(struct carry *c, node_id n, node_id target,
                         node_id around)
{
	enum fate fate = FATE_CARRIED;

	for (; n != around && n != 0; n = tree_parent(c->tree, n)) {
		if (!is_in_block(c->tree, n))
			continue;
		if (fate == FATE_CARRIED)
			fate = fate_after(c, n, target, around);
		if (fate == FATE_RESET || is_reset_before(c, n, target))
			return FATE_RESET;
	}
	return fate == FATE_LEFT ? FATE_LEFT : FATE_CARRIED;
}

bool carry_reaches(struct carry *c, node_id from, node_id to, node_id target,
                   node_id loop)
{
	const struct tree *t = c->tree;
	node_id n;

	for (n = from; n != loop && n != 0; n = tree_parent(t, n)) {
		if (!is_in_block(t, n))
			continue;
		for (node_id s = tree_sibling(t, n); s != NO_NODE;
		     s = tree_sibling(t, s)) {
			if (tree_contains(t, s, to))
				return true;
			if (!carry_work(c, 1) || is_reset(c, s, target) ||
			    tree_kind(t, s) == KIND_BREAK_STATEMENT ||
			    tree_kind(t, s) == KIND_RETURN_STATEMENT ||
			    tree_kind(t, s) == KIND_RAISE_STATEMENT)
				return false;
			if (tree_kind(t, s) == KIND_CONTINUE_STATEMENT)
				goto around;
		}
	}
around:
	for (n = to; n != loop && n != 0; n = tree_parent(t, n))
		if (is_in_block(t, n) && is_reset_before(c, n, target))
			return false;
	return true;
}

static node_id base_of(const struct tree *t, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_ATTRIBUTE:
		return tree_value(t, tree_child(t, n, FIELD_OBJECT));
	case KIND_SUBSCRIPT:
		return tree_value(t, tree_child(t, n, FIELD_VALUE));
	default:
		return NO_NODE;
	}
}

static const char *const changing[] = {
    "append", "appendleft", "insert", "pop",     "popleft", "popitem", "clear",
    "extend", "remove",     "sort",   "reverse", "rotate",  "update",  NULL};

static bool is_changing(struct str method)
{
	for (const char *const *c = changing; *c != NULL; c++)
		if (str_is(method, *c))
			return true;
	return false;
}

/* May node n of a loop make `base` (what the target is an attribute or item of)
 * another object, or move its items? */
static bool may_move(struct carry *c, node_id n, node_id base, node_id root)
{
	const struct tree *t = c->tree;
	node_id function;

	switch (tree_kind(t, n)) {
	case KIND_AUGMENTED_ASSIGNMENT:
		return tree_same(t, tree_child(t, n, FIELD_LEFT), base);
	case KIND_ASSIGNMENT:
	case KIND_FOR_STATEMENT:
		for (node_id b = base; base_of(t, b) != NO_NODE;
		     b = base_of(t, b))
			if (is_set_by(c, tree_child(t, n, FIELD_LEFT), b))
				return true;
		return false;
	case KIND_CALL:
		function = tree_value(t, tree_child(t, n, FIELD_FUNCTION));
		if (tree_kind(t, function) != KIND_ATTRIBUTE)
			return false;
		if (is_changing(
		        tree_text(t, tree_child(t, function, FIELD_ATTRIBUTE))))
			return tree_same(t, base_of(t, function), base);
		/* self.advance() may set the self.current that it is in. */
		return base != root && tree_same(t, base_of(t, function), root);
	case KIND_DELETE_STATEMENT:
		return is_set_by(c, n, base);
	default:
		return false;
	}
}

/* Are the target's object and index surely the same on every turn? */
static bool is_fixed(struct carry *c, node_id target, node_id loop)
{
	const struct tree *t = c->tree;
	const struct scopes *scopes = &c->facts->scopes;
	node_id base = base_of(t, target), root = target;

	if (base == NO_NODE)
		return true;
	for (node_id n = target; n < tree_end(t, target); n++) {
		enum kind kind = tree_kind(t, n);
		symbol_id variable = scopes_variable(scopes, n);

		if (kind == KIND_CALL || kind == KIND_AWAIT ||
		    kind == KIND_YIELD || kind == KIND_NAMED_EXPRESSION)
			return false;
		if (variable != NO_SYMBOL &&
		    repeats_binds(&c->facts->repeats, loop, variable))
			return false;
		if (!carry_work(c, 1))
			return false;
	}
	while (base_of(t, root) != NO_NODE)
		root = base_of(t, root);
	if (base == root && tree_kind(t, target) == KIND_ATTRIBUTE)
		return true;
	for (node_id n = loop; n < tree_end(t, loop); n++)
		if (!carry_work(c, 1) || may_move(c, n, base, root))
			return false;
	return true;
}

static bool is_made_of_old(struct carry *c, const struct occurrence *o)
{
	const struct tree *t = c->tree;
	struct growth_parts parts;

	if (o->binding != BINDING_ASSIGNMENT)
		return o->binding == BINDING_AUGMENTED;
	if (growth_form_of(t, o->cause, &parts) != GROWTH_NONE &&
	    parts.target == o->node)
		return true;
	return parts.value != NO_NODE &&
	       is_derived(c, o->node, growth_value_for(t, o->cause, o->node));
}

/* Of the definitions that reach a variable's read at n, push those that are
 * made from its old value; *is_met if one is `statement`. */
static uint32_t push_definitions(struct carry *c, symbol_id variable, node_id n,
                                 node_id *stack, uint32_t depth)
{
	const struct scopes *scopes = &c->facts->scopes;
	occurrence_id found[MOST_DEFINITIONS];
	uint32_t count = flow_definitions(facts_flow(c->facts, n), variable, n,
	                                  found, MOST_DEFINITIONS);

	if (count == UINT32_MAX)
		return UINT32_MAX;
	for (uint32_t i = 0; i < count; i++) {
		const struct occurrence *o = &scopes->occurrences[found[i]];
		uint32_t k = 0;

		if (!is_made_of_old(c, o))
			continue;
		while (k < depth && stack[k] != o->node)
			k++;
		if (k == MOST_DEFINITIONS)
			return UINT32_MAX;
		if (k == depth)
			stack[depth++] = o->node;
	}
	return depth;
}

/* By the flow graph: does the value that a name gets come back to where it
 * gets it? True where the graph cannot say. */
static bool comes_back(struct carry *c, node_id name)
{
	node_id stack[MOST_DEFINITIONS];
	uint32_t depth = 0, done = 0;
	symbol_id variable = scopes_variable(&c->facts->scopes, name);

	if (variable == NO_SYMBOL || facts_flow(c->facts, name) == NULL)
		return true;
	depth = push_definitions(c, variable, name, stack, 0);
	for (; depth != UINT32_MAX && done < depth; done++) {
		if (stack[done] == name)
			return true;
		depth =
		    push_definitions(c, variable, stack[done], stack, depth);
	}
	return depth == UINT32_MAX;
}

static enum carrier carried_by_loop(struct carry *c, node_id statement,
                                    node_id target, node_id *where)
{
	const struct repeats *r = &c->facts->repeats;
	node_id loop = repeats_loop(r, statement);
	enum carrier carrier = CARRIER_NONE;

	for (; loop != NO_NODE; loop = repeats_outer(r, loop)) {
		enum fate fate;

		if (!is_loop(c->tree, loop))
			continue;
		if (!is_fixed(c, target, loop) ||
		    is_set_by(c,
		              tree_kind(c->tree, loop) == KIND_FOR_STATEMENT
		                  ? tree_child(c->tree, loop, FIELD_LEFT)
		                  : NO_NODE,
		              target))
			return carrier;
		fate = fate_of(c, statement, target, loop);
		if (fate == FATE_RESET)
			return carrier;
		if (fate == FATE_LEFT || repeats_is_short(r, loop, SHORT) ||
		    carry_is_small(c->facts, loop, SHORT) ||
		    carry_is_over_digits(c->tree, loop) ||
		    carry_is_climb(c->tree, loop))
			continue;
		if (!carry_is_small(c->facts, loop, SMALL)) {
			*where = loop;
			return CARRIER_LOOP;
		}
		if (carrier == CARRIER_NONE)
			*where = loop;
		carrier = CARRIER_FEW_TURNS;
	}
	return carrier;
}

/* Does the target stay the same place from call to call of its function: on
 * self, in an outer function's variable, or in a global? */
static bool is_lasting(struct carry *c, node_id target, node_id function)
{
	const struct tree *t = c->tree;
	const struct scopes *s = &c->facts->scopes;
	scope_id body = scopes_opened_by(s, function);
	bool is_name = tree_kind(t, target) == KIND_IDENTIFIER;

	for (node_id n = target; n < tree_end(t, target); n++) {
		symbol_id variable = scopes_variable(s, n);

		if (tree_kind(t, n) == KIND_CALL)
			return false;
		if (variable == NO_SYMBOL)
			continue;
		if (s->symbols[variable].scope == body &&
		    (is_name ||
		     classes_of_self(&c->facts->classes, n) == NO_CLASS))
			return false;
	}
	return true;
}

static enum carrier carried_by_calls(struct carry *c, node_id statement,
                                     node_id target, node_id *where)
{
	node_id function = tree_enclosing_body(c->tree, statement);
	node_id loop;

	if (tree_kind(c->tree, function) != KIND_FUNCTION_DEFINITION ||
	    !is_lasting(c, target, function) ||
	    fate_of(c, statement, target, function) == FATE_RESET)
		return CARRIER_NONE;
	if (c->calls == NULL)
		c->calls = carry_calls_new(c->arena, c->facts);
	*where = carry_calls_repeated(c->calls, function);
	if (*where == NO_NODE)
		return CARRIER_NONE;
	if (tree_kind(c->tree, *where) == KIND_FUNCTION_DEFINITION)
		return CARRIER_CALLBACK;
	loop = repeats_loop(&c->facts->repeats, *where);
	if (loop == NO_NODE || tree_contains(c->tree, function, *where))
		return CARRIER_RECURSION;
	return fate_of(c, *where, target, loop) == FATE_RESET ? CARRIER_NONE
	                                                      : CARRIER_CALLS;
}

enum carrier carry_find(struct carry *c, node_id statement, node_id target,
                        node_id *where)
{
	enum carrier carrier = carried_by_loop(c, statement, target, where);

	if (carrier != CARRIER_NONE &&
	    tree_kind(c->tree, target) == KIND_IDENTIFIER &&
	    !comes_back(c, target))
		return CARRIER_NONE;
	if (carrier == CARRIER_NONE)
		carrier = carried_by_calls(c, statement, target, where);
	return carry_work(c, 1) ? carrier : CARRIER_NONE;
}
