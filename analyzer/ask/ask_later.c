/* Whether a list could be made later, piece by piece, where it is read: what
 * its source does, and what happens until then. */
#include "ask.h"
#include "bounds.h"

#include <string.h>

enum { NAMES_MOST = 32 };

/* Methods whose names say that they are called for what they do. */
static const char *const effects[] = {
    "acquire", "add",     "append",    "appendleft", "cancel",  "clear",
    "close",   "commit",  "discard",   "execute",    "extend",  "extendleft",
    "flush",   "insert",  "kill",      "pop",        "popitem", "popleft",
    "put",     "read",    "readline",  "recv",       "release", "remove",
    "send",    "sendall", "setattr",   "setdefault", "start",   "stop",
    "submit",  "update",  "terminate", "wait",       "write",   NULL};

static const char *const effect_functions[] = {"setattr", "delattr", "print",
                                               "input", NULL};

/* The name that a call's function ends in: `f`, or `f` of `x.f`. */
static node_id last_name(const struct tree *t, node_id call)
{
	node_id function = tree_child(t, call, FIELD_FUNCTION);

	if (tree_kind(t, function) == KIND_ATTRIBUTE)
		return tree_child(t, function, FIELD_ATTRIBUTE);
	return function;
}

static bool has_effect(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id function = tree_child(t, call, FIELD_FUNCTION);
	node_id object = tree_child(t, function, FIELD_OBJECT);
	struct str name = tree_text(t, last_name(t, call));

	if (tree_kind(t, function) != KIND_ATTRIBUTE)
		return str_is_one_of(name, effect_functions);
	if (str_is(name, "join")) /* of a thread, not of str or os.path */
		return types_of(f->types, object)->kind == TYPE_UNKNOWN &&
		       imports_origin(&f->imports, object).length == 0 &&
		       tree_kind(t, object) != KIND_STRING;
	return str_is_one_of(name, effects);
}

static bool calls_itself(const struct tree *t, node_id call)
{
	node_id body = tree_enclosing_body(t, call);

	while (tree_kind(t, body) == KIND_LAMBDA)
		body = tree_enclosing_body(t, tree_parent(t, body));
	return tree_kind(t, body) == KIND_FUNCTION_DEFINITION &&
	       tree_name(t, tree_child(t, body, FIELD_NAME)) ==
	           tree_name(t, last_name(t, call));
}

static unsigned call_flags(const struct facts *f, node_id call)
{
	const struct effect_facts facts = {f->tree, &f->scopes, &f->imports,
	                                   f->types};
	node_id function = tree_child(f->tree, call, FIELD_FUNCTION);
	unsigned flags = 0;

	/* A generator turns StopIteration into RuntimeError (PEP 479). */
	if (imports_is(&f->imports, function, "builtins.next"))
		return LAZY_NEVER;
	if (calls_itself(f->tree, call))
		flags |= LAZY_RECURSES;
	if (!effects_is_pure(&facts, call))
		flags |= LAZY_CALLS | (has_effect(f, call) ? LAZY_EFFECTS : 0);
	return flags;
}

unsigned ask_lazy_flags(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;
	node_id source = ask_source(f, c), n = c + 1;
	unsigned flags = 0;

	if (bounds_exceeded(t, REACHED_LATER, tree_end(t, c) - c, c) ||
	    !ask_can_be_generator(f, c))
		return LAZY_NEVER;
	while (n < tree_end(t, c)) {
		if (n == source) { /* evaluated at once either way */
			n = tree_end(t, source);
			continue;
		}
		if (tree_name(t, n) == NAME_CLASS_CELL)
			return LAZY_NEVER;
		if (tree_kind(t, n) == KIND_CALL)
			flags |= call_flags(f, n);
		n++;
	}
	return flags & LAZY_NEVER ? LAZY_NEVER : flags;
}

static bool is_immutable(enum type_kind kind)
{
	return types_is_scalar(kind) || kind == TYPE_CLASS ||
	       kind == TYPE_FUNCTION || kind == TYPE_MODULE;
}

/* A container that is there whole, whose iteration changes nothing. */
static bool is_container(enum type_kind kind)
{
	return is_immutable(kind) || kind == TYPE_LIST || kind == TYPE_TUPLE ||
	       kind == TYPE_DICT || kind == TYPE_SET ||
	       kind == TYPE_FROZENSET || kind == TYPE_DEQUE ||
	       kind == TYPE_ARRAY || kind == TYPE_BYTEARRAY;
}

/* Does this variable stand for one thing for good: an import, a function, a
 * class, a constant? */
static bool is_constant(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o = scopes_only_binding(&f->scopes, variable);

	if (o == NULL)
		return false;
	if (o->binding == BINDING_IMPORT || o->binding == BINDING_FUNCTION ||
	    o->binding == BINDING_CLASS)
		return true;
	return is_immutable(types_of_variable(f->types, variable)->kind);
}

/* The part of an expression that begins with the identifier n and is read:
 * `n.items` of `n.items[0]` and of `n.items.values()`. */
static node_id chain_of(const struct tree *t, node_id n)
{
	for (;;) {
		node_id parent = tree_parent(t, n);

		if (tree_kind(t, parent) != KIND_ATTRIBUTE ||
		    tree_field(t, n) != FIELD_OBJECT ||
		    tree_field(t, parent) == FIELD_FUNCTION)
			return n;
		n = parent;
	}
}

/* Names that a comprehension reads from around it. */
struct reading {
	struct {
		symbol_id variable;
		node_id node;
	} names[NAMES_MOST];
	uint32_t count;
	bool has_more;
};

static void take_name(const struct facts *f, struct reading *r, node_id c,
                      node_id n)
{
	symbol_id variable = scopes_variable(&f->scopes, n);
	scope_id scope;

	if (variable == NO_SYMBOL || r->has_more)
		return;
	scope = f->scopes.symbols[variable].scope;
	if (tree_contains(f->tree, c, f->scopes.scopes[scope].node))
		return;
	if (r->count == NAMES_MOST) {
		r->has_more = true;
		return;
	}
	r->names[r->count].variable = variable;
	r->names[r->count++].node = n;
}

static bool is_bound_in(const struct facts *f, symbol_id variable, node_id part)
{
	for (node_id n = part; n < tree_end(f->tree, part); n++) {
		const struct occurrence *o = scopes_occurrence(&f->scopes, n);

		if (o != NULL && o->access != ACCESS_READ &&
		    scopes_variable(&f->scopes, n) == variable)
			return true;
	}
	return false;
}

/* `ast.Name`, `S.One`: an attribute of what is imported, not a container there
 * that is iterated or searched. */
static bool is_module_constant(const struct facts *f, symbol_id variable,
                               node_id chain)
{
	node_id name = tree_child(f->tree, chain, FIELD_ATTRIBUTE);

	return scopes_only_binding(&f->scopes, variable)->binding ==
	           BINDING_IMPORT &&
	       (tree_name(f->tree, name) == NAME_ALL ||
	        !(uses_of(f->uses, chain) & USE_ITERATED));
}

static bool is_name_disturbed(const struct facts *f, symbol_id variable,
                              node_id n, node_id part)
{
	node_id chain;

	if (is_bound_in(f, variable, part))
		return true;
	chain = chain_of(f->tree, n);
	if (is_constant(f, variable) &&
	    (chain == n || is_module_constant(f, variable, chain)))
		return false;
	return uses_may_change(f->uses, chain, part);
}

/* Is n, an attribute, written to: assigned, deleted, or changed by a method or
 * through an item? */
static bool is_written(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id parent = tree_parent(t, n);
	node_id call = tree_parent(t, parent);

	if (tree_kind(t, parent) == KIND_ATTRIBUTE)
		return tree_field(t, n) == FIELD_OBJECT &&
		       tree_kind(t, call) == KIND_CALL &&
		       tree_field(t, parent) == FIELD_FUNCTION &&
		       has_effect(f, call);
	while (tree_kind(t, parent) == KIND_SUBSCRIPT &&
	       tree_field(t, n) == FIELD_VALUE) {
		n = parent;
		parent = tree_parent(t, n);
	}
	while (tree_kind(t, parent) == KIND_PATTERN_LIST ||
	       tree_kind(t, parent) == KIND_TUPLE_PATTERN ||
	       tree_kind(t, parent) == KIND_EXPRESSION_LIST) {
		n = parent;
		parent = tree_parent(t, n);
	}
	return tree_field(t, n) == FIELD_LEFT ||
	       tree_kind(t, parent) == KIND_DELETE_STATEMENT;
}

/* Does `part` write to an attribute of a name that c reads, of any object? */
static bool writes_attribute(const struct facts *f, node_id c, node_id part)
{
	const struct tree *t = f->tree;

	for (node_id n = part; n < tree_end(t, part); n++) {
		name_id name = tree_name(t, n);

		if (tree_field(t, n) != FIELD_ATTRIBUTE ||
		    !is_written(f, tree_parent(t, n)))
			continue;
		for (node_id a = c; a < tree_end(t, c); a++)
			if (tree_field(t, a) == FIELD_ATTRIBUTE &&
			    tree_name(t, a) == name)
				return true;
	}
	return false;
}

/* Is the source something that is read piece by piece, from we do not know
 * what? */
static bool is_source_live(const struct facts *f, node_id c)
{
	node_id source = tree_value(f->tree, ask_source(f, c));
	enum type_kind kind = types_of(f->types, source)->kind;

	if (is_container(kind))
		return false;
	return kind != TYPE_UNKNOWN || tree_kind(f->tree, source) == KIND_CALL;
}

/* Is the source a new container, or an immutable: whatever becomes of what it
 * was made from, its elements stay? */
static bool is_source_new(const struct facts *f, node_id source)
{
	switch (tree_kind(f->tree, tree_value(f->tree, source))) {
	case KIND_IDENTIFIER:
	case KIND_ATTRIBUTE:
	case KIND_SUBSCRIPT:
		return is_immutable(types_of(f->types, source)->kind);
	default:
		return is_container(types_of(f->types, source)->kind);
	}
}

bool ask_lazy_is_disturbed(const struct facts *f, node_id c, node_id part)
{
	const struct tree *t = f->tree;
	node_id source = ask_source(f, c), n = c;
	bool is_new = is_source_new(f, source);
	struct reading r = {0};

	while (n < tree_end(t, c)) {
		if (tree_kind(t, n) == KIND_IDENTIFIER)
			take_name(f, &r, c, n);
		n = is_new && n + 1 == source ? tree_end(t, source) : n + 1;
	}
	if (r.has_more)
		return true;
	for (uint32_t i = 0; i < r.count; i++)
		if (is_name_disturbed(f, r.names[i].variable, r.names[i].node,
		                      part))
			return true;
	if (is_source_live(f, c) && !ask_is_pure(f, part))
		return true;
	return writes_attribute(f, c, part);
}

/* The only read of a variable that is bound once, at `binding`: in the same
 * body, as often as the binding. Cells of a notebook are run again by hand, so
 * that it has no only read. */
static node_id only_read(const struct facts *f, node_id binding)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable = scopes_variable(s, binding);
	const struct scope *scope;
	node_id read = NO_NODE;
	uint32_t count = 0;

	if (variable == NO_SYMBOL)
		return NO_NODE;
	scope = &s->scopes[s->symbols[variable].scope];
	if (scope->flags & (SCOPE_READS_LOCALS | SCOPE_IS_UNSURE) ||
	    !(scope->kind == SCOPE_FUNCTION ||
	      (scope->kind == SCOPE_MODULE && f->is_script &&
	       f->source->notebook == NULL)))
		return NO_NODE;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o), count++)
		if (count > 1 || o->symbol != variable)
			return NO_NODE;
		else if (o->access == ACCESS_READ)
			read = o->node;
	if (count != 2 || read == NO_NODE || read < binding ||
	    repeats_loop(&f->repeats, read) !=
	        repeats_loop(&f->repeats, binding))
		return NO_NODE;
	return read;
}

/* May the place where c's value is read lie in `around`, at its child? */
static bool may_lie_in(const struct facts *f, node_id c, node_id around,
                       node_id child, unsigned flags)
{
	switch (tree_kind(f->tree, around)) {
	case KIND_TRY_STATEMENT: /* the moment of an exception */
	case KIND_WHILE_STATEMENT:
	case KIND_MATCH_STATEMENT:
	case KIND_FUNCTION_DEFINITION:
	case KIND_CLASS_DEFINITION:
	case KIND_LAMBDA:
		return false;
	case KIND_WITH_STATEMENT:
		return !flags && !is_source_live(f, c);
	case KIND_FOR_STATEMENT:
		return tree_field(f->tree, child) == FIELD_RIGHT;
	case KIND_IF_STATEMENT:
	case KIND_CONDITIONAL_EXPRESSION:
	case KIND_BOOLEAN_OPERATOR:
		return !(flags & LAZY_CALLS);
	default:
		return true;
	}
}

/* Could c's elements as well be made at `place`, below statement `from` in the
 * same block? */
static bool is_movable(const struct facts *f, node_id c, node_id from,
                       node_id place)
{
	const struct tree *t = f->tree;
	node_id block = tree_parent(t, from);
	unsigned flags = ask_lazy_flags(f, c);
	node_id child = place;

	if (!tree_contains(t, block, place) ||
	    bounds_exceeded(t, REACHED_LATER, place - from, from))
		return false;
	while (child != block) {
		node_id around = tree_parent(t, child);
		node_id part = around == block ? tree_sibling(t, from)
		                               : tree_first(t, around);

		if (around != block && !may_lie_in(f, c, around, child, flags))
			return false;
		for (; part != child; part = tree_sibling(t, part))
			if (ask_lazy_is_disturbed(f, c, part) ||
			    (flags & LAZY_CALLS && !ask_is_pure(f, part)))
				return false;
		child = around;
	}
	return true;
}

node_id ask_lazy_place(const struct facts *f, node_id c)
{
	const struct tree *t = f->tree;
	node_id value = tree_outermost(t, c),
	        assignment = tree_parent(t, value);
	node_id statement = tree_parent(t, assignment);
	node_id name, read;

	if (tree_kind(t, assignment) != KIND_ASSIGNMENT ||
	    tree_field(t, value) != FIELD_RIGHT)
		return value;
	name = tree_child(t, assignment, FIELD_LEFT);
	if (tree_kind(t, name) != KIND_IDENTIFIER ||
	    tree_kind(t, statement) != KIND_EXPRESSION_STATEMENT)
		return NO_NODE;
	read = only_read(f, name);
	if (read == NO_NODE || !is_movable(f, c, statement, read))
		return NO_NODE;
	return tree_outermost(t, read);
}
