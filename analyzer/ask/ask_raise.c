#include "ask_raise.h"

#include "ask.h"
#include "bounds.h"

enum { MOST_DEFINITIONS = 16, MOST_USES = 64 };

node_id ask_raise_function(const struct facts *f, node_id n)
{
	scope_id scope = scopes_body(&f->scopes, n);

	return scope != NO_SCOPE &&
	               f->scopes.scopes[scope].kind == SCOPE_FUNCTION
	           ? f->scopes.scopes[scope].node
	           : NO_NODE;
}

static bool is_body(enum kind kind)
{
	return kind == KIND_FUNCTION_DEFINITION || kind == KIND_LAMBDA ||
	       kind == KIND_CLASS_DEFINITION || kind == KIND_MODULE;
}

node_id ask_raise_handler(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (; n != NO_NODE && !is_body(tree_kind(t, n)); n = tree_parent(t, n))
		if (tree_kind(t, n) == KIND_BLOCK &&
		    tree_kind(t, tree_parent(t, n)) == KIND_EXCEPT_CLAUSE)
			return tree_parent(t, n);
	return NO_NODE;
}

static bool has_handler(const struct tree *t, node_id try_statement)
{
	for (node_id c = tree_first(t, try_statement); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_kind(t, c) == KIND_EXCEPT_CLAUSE)
			return true;
	return false;
}

bool ask_raise_is_caught(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	for (; n != NO_NODE && !is_body(tree_kind(t, n));
	     n = tree_parent(t, n)) {
		node_id parent = tree_parent(t, n);

		if (tree_kind(t, parent) == KIND_TRY_STATEMENT &&
		    tree_child(t, parent, FIELD_BODY) == n &&
		    has_handler(t, parent))
			return true;
	}
	return false;
}

/* -------------------------------------------------------------- instances */

/* Is it written as PEP 8 writes the names of classes? */
static bool is_class_name(struct str name)
{
	bool has_small = false;
	uint32_t i = 0;

	while (i < name.length && name.at[i] == '_')
		i++;
	if (i == name.length || name.at[i] < 'A' || name.at[i] > 'Z')
		return false;
	for (; i < name.length; i++)
		has_small |= name.at[i] >= 'a' && name.at[i] <= 'z';
	return has_small;
}

/* The call of a class of another file gives an instance. A name that this file
 * binds other than by an import may be anything. */
static bool makes_instance(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_value(t, tree_child(t, call, FIELD_FUNCTION));
	node_id name = callee;
	char origin[160];

	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		name = tree_child(t, callee, FIELD_ATTRIBUTE);
	return tree_kind(t, name) == KIND_IDENTIFIER &&
	       is_class_name(tree_text(t, name)) &&
	       imports_write_origin(&f->imports, callee, origin,
	                            sizeof(origin)) != 0;
}

static bool is_exception_of_future(const struct facts *f, node_id call)
{
	return ask_receiver(f, call, "exception") != NO_NODE &&
	       ask_argument_count(f, call) == 0;
}

/* Does some except clause of the function bind the variable, around n? Of many
 * uses it is taken to. */
static bool is_of_handler(const struct facts *f, symbol_id variable, node_id n)
{
	const struct scopes *s = &f->scopes;
	uint32_t seen = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o))
		if (bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node) ||
		    (o->binding == BINDING_EXCEPT &&
		     tree_contains(f->tree, o->cause, n)))
			return true;
	return false;
}

/* Is n the name of the except clause around it, as that bound it? */
static bool is_handlers_name(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable = scopes_variable(s, n);
	node_id handler = ask_raise_handler(f, n);
	const struct flow *flow;
	occurrence_id found[2];

	if (tree_kind(f->tree, n) != KIND_IDENTIFIER || variable == NO_SYMBOL ||
	    handler == NO_NODE || !is_of_handler(f, variable, n))
		return false;
	flow = facts_flow(f, n);
	return flow != NULL &&
	       flow_definitions(flow, variable, n, found, 2) == 1 &&
	       s->occurrences[found[0]].binding == BINDING_EXCEPT;
}

bool ask_raise_is_instance(const struct facts *f, node_id n)
{
	n = tree_value(f->tree, n);
	if (n == NO_NODE)
		return false;
	if (types_of(f->types, n)->kind == TYPE_INSTANCE ||
	    is_handlers_name(f, n))
		return true;
	return tree_kind(f->tree, n) == KIND_CALL &&
	       (makes_instance(f, n) || is_exception_of_future(f, n) ||
	        ask_receiver(f, n, "with_traceback") != NO_NODE);
}

/* ------------------------------------------------------- what frames hold */

node_id ask_raise_root_node(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;

	n = tree_value(t, n);
	while (tree_kind(t, n) == KIND_ATTRIBUTE ||
	       tree_kind(t, n) == KIND_SUBSCRIPT)
		n = tree_value(t, tree_first(t, n));
	return tree_kind(t, n) == KIND_IDENTIFIER ? n : NO_NODE;
}

symbol_id ask_raise_root(const struct facts *f, node_id n)
{
	node_id root = ask_raise_root_node(f, n);

	return root == NO_NODE ? NO_SYMBOL : scopes_variable(&f->scopes, root);
}

symbol_id ask_raise_local(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	node_id root = ask_raise_root_node(f, n);
	symbol_id variable = ask_raise_root(f, n);

	if (variable == NO_SYMBOL ||
	    s->scopes[s->symbols[variable].scope].kind != SCOPE_FUNCTION ||
	    is_of_handler(f, variable, root))
		return NO_SYMBOL;
	return variable;
}

/* The right side of the assignment that makes the binding, or NO_NODE. */
static node_id value_of(const struct facts *f, const struct occurrence *o)
{
	return o->binding == BINDING_ASSIGNMENT
	           ? classes_assigned(f->tree, o->cause, o->node)
	           : NO_NODE;
}

/* ParseException(...): is what makes it called as exceptions are? */
static bool is_named_exception(const struct facts *f, node_id value)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, value, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, value) != KIND_CALL)
		return false;
	if (tree_kind(t, callee) == KIND_ATTRIBUTE)
		callee = tree_child(t, callee, FIELD_ATTRIBUTE);
	if (callee == NO_NODE)
		return false;
	name = tree_text(t, callee);
	return name.length > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z' &&
	       (str_ends(name, "Error") || str_ends(name, "Exception"));
}

/* What a definition of the raised name says. */
enum origin { ORIGIN_UNKNOWN, ORIGIN_NONE, ORIGIN_INSTANCE };

static enum origin origin_of(const struct facts *f, const struct occurrence *o)
{
	const struct type *type = types_of(f->types, o->node);
	node_id value = value_of(f, o);

	if (o->binding == BINDING_EXCEPT)
		return ORIGIN_UNKNOWN; /* deleted on the way out */
	if (tree_kind(f->tree, value) == KIND_NONE)
		return ORIGIN_NONE;
	if (value != NO_NODE &&
	    (ask_raise_is_instance(f, value) || is_named_exception(f, value)))
		return ORIGIN_INSTANCE;
	return value == NO_NODE && type->kind == TYPE_INSTANCE ? ORIGIN_INSTANCE
	                                                       : ORIGIN_UNKNOWN;
}

/* Was the name's object given an attribute before (error.line = 3)? No class
 * is, to be raised then. */
static bool is_given_attributes(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	const struct tree *t = f->tree;
	symbol_id variable = tree_kind(t, n) == KIND_IDENTIFIER
	                         ? scopes_variable(s, n)
	                         : NO_SYMBOL;
	const struct occurrence *o =
	    variable == NO_SYMBOL ? NULL : scopes_first(s, variable);

	for (uint32_t left = MOST_USES; o != NULL && o->node < n && left > 0;
	     o = scopes_next(s, o), left--) {
		node_id p = tree_parent(t, o->node);

		if (tree_kind(t, p) == KIND_ATTRIBUTE &&
		    tree_first(t, p) == o->node &&
		    tree_kind(t, tree_parent(t, p)) == KIND_ASSIGNMENT &&
		    tree_field(t, p) == FIELD_LEFT)
			return true;
	}
	return false;
}

/* isinstance(n, C), where C is not `type`? */
static bool is_test_of(const struct facts *f, node_id call, node_id n)
{
	node_id tested = ask_calls(f, call, "builtins.isinstance")
	                     ? ask_argument(f, call, 0)
	                     : NO_NODE;

	node_id of = tested != NO_NODE ? ask_argument(f, call, 1) : NO_NODE;

	return of != NO_NODE && tree_kind(f->tree, tested) == KIND_IDENTIFIER &&
	       tree_same(f->tree, tested, n) &&
	       !imports_is(&f->imports, of, "builtins.type") &&
	       tree_kind(f->tree, of) != KIND_TUPLE;
}

/* Is n an instance where the condition holds: isinstance(n, C), alone or with
 * `and`? */
static bool says_instance(const struct facts *f, node_id test, node_id n)
{
	const struct tree *t = f->tree;
	uint32_t parts = 0;

	test = tree_value(t, test);
	while (tree_kind(t, test) == KIND_BOOLEAN_OPERATOR &&
	       tree_kind(t, tree_child(t, test, FIELD_OPERATOR)) ==
	           KIND_TOKEN_AND) {
		if (bounds_exceeded(t, REACHED_TESTS, ++parts, n))
			return false;
		if (is_test_of(
		        f, tree_value(t, tree_child(t, test, FIELD_RIGHT)), n))
			return true;
		test = tree_value(t, tree_child(t, test, FIELD_LEFT));
	}
	return is_test_of(f, test, n);
}

/* Does n run only where an `if` says that it is an instance? */
static bool is_tested(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id part = n, p = tree_parent(t, n);

	for (; p != NO_NODE && !is_body(tree_kind(t, p));
	     part = p, p = tree_parent(t, p))
		if ((tree_kind(t, p) == KIND_IF_STATEMENT ||
		     tree_kind(t, p) == KIND_ELIF_CLAUSE) &&
		    tree_child(t, p, FIELD_CONSEQUENCE) == part &&
		    says_instance(f, tree_child(t, p, FIELD_CONDITION), n))
			return true;
	return false;
}

bool ask_raise_is_instance_at(const struct facts *f, node_id n,
                              symbol_id variable, bool is_proved,
                              const struct occurrence **only)
{
	occurrence_id found[MOST_DEFINITIONS];
	const struct flow *flow = facts_flow(f, n);
	uint32_t count, instances = 0;

	count = flow == NULL ? UINT32_MAX
	                     : flow_definitions(flow, variable, n, found,
	                                        MOST_DEFINITIONS);
	if (count == UINT32_MAX)
		return false;
	is_proved |= is_given_attributes(f, n) || is_tested(f, n);
	for (uint32_t i = 0; i < count; i++) {
		const struct occurrence *o = &f->scopes.occurrences[found[i]];
		enum origin origin = origin_of(f, o);

		if (o->binding == BINDING_EXCEPT ||
		    (origin == ORIGIN_UNKNOWN && !is_proved))
			return false;
		instances += origin != ORIGIN_NONE;
	}
	if (count == 1)
		*only = &f->scopes.occurrences[found[0]];
	return instances > 0;
}

/* ------------------------------------------------------- what is caught */

static bool is_exc_info(const struct facts *f, node_id n)
{
	return tree_kind(f->tree, n) == KIND_CALL &&
	       ask_argument_count(f, n) == 0 && ask_calls(f, n, "sys.exc_info");
}

/* The part of sys.exc_info() that a slice gives holds more than the type. */
static bool is_past_type(const struct facts *f,
                         const struct extent_slice *slice)
{
	int64_t start = 0, stop = 3;

	return slice->step == NO_NODE &&
	       (slice->start == NO_NODE ||
	        ask_integer(f, slice->start, &start)) &&
	       (slice->stop == NO_NODE || ask_integer(f, slice->stop, &stop)) &&
	       start >= 0 && start < 3 && stop > 1 && stop > start;
}

/* sys.exc_info()[1], [2], [1:], [:2] */
static enum ask_raise_caught part_of_info(const struct facts *f, node_id n)
{
	node_id key = tree_child(f->tree, n, FIELD_SUBSCRIPT);
	struct extent_slice slice;
	int64_t index;

	if (extent_slice(f->tree, n, &slice))
		return is_past_type(f, &slice) ? ASK_RAISE_INFO
		                               : ASK_RAISE_OTHER;
	if (!ask_integer(f, key, &index))
		return ASK_RAISE_OTHER;
	if (index == 1 || index == -2)
		return ASK_RAISE_EXCEPTION;
	return index == 2 || index == -1 ? ASK_RAISE_TRACEBACK
	                                 : ASK_RAISE_OTHER;
}

enum ask_raise_caught ask_raise_caught(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id of;

	n = tree_value(t, n);
	if (is_handlers_name(f, n))
		return ASK_RAISE_EXCEPTION;
	if (ask_raise_handler(f, n) == NO_NODE)
		return ASK_RAISE_OTHER;
	if (is_exc_info(f, n))
		return ASK_RAISE_INFO;
	if (tree_kind(t, n) != KIND_ATTRIBUTE &&
	    tree_kind(t, n) != KIND_SUBSCRIPT)
		return ASK_RAISE_OTHER;
	of = tree_value(t, tree_first(t, n));
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		return is_handlers_name(f, of) &&
		               str_is(tree_text(
		                          t, tree_child(t, n, FIELD_ATTRIBUTE)),
		                      "__traceback__")
		           ? ASK_RAISE_TRACEBACK
		           : ASK_RAISE_OTHER;
	return is_exc_info(f, of) ? part_of_info(f, n) : ASK_RAISE_OTHER;
}

/* ---------------------------------------------------------- what is cut */

static bool is_cut_by_call(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);

	if (ask_receiver(f, call, "with_traceback") != NO_NODE)
		return tree_kind(t, ask_argument(f, call, 0)) == KIND_NONE;
	return imports_is(&f->imports, callee, "traceback.clear_frames");
}

bool ask_raise_is_cut(const struct facts *f, node_id part)
{
	const struct tree *t = f->tree;

	if (bounds_exceeded(t, REACHED_NODES, tree_end(t, part) - part, part))
		return true;
	for (node_id m = part; m < tree_end(t, part); m++) {
		node_id left;

		if (tree_kind(t, m) == KIND_CALL && is_cut_by_call(f, m))
			return true;
		if (tree_kind(t, m) != KIND_ASSIGNMENT)
			continue;
		left = tree_child(t, m, FIELD_LEFT);
		if (tree_kind(t, left) == KIND_ATTRIBUTE &&
		    str_is(tree_text(t, tree_child(t, left, FIELD_ATTRIBUTE)),
		           "__traceback__"))
			return true;
	}
	return false;
}

node_id ask_raise_large_local(const struct facts *f, node_id n)
{
	const struct scopes *s = &f->scopes;
	const struct flow *flow = facts_flow(f, n);
	node_id function = ask_raise_function(f, n);
	symbol_id v;

	if (flow == NULL || function == NO_NODE)
		return NO_NODE;
	v = s->scopes[scopes_opened_by(s, function)].first_symbol;
	for (; v != NO_SYMBOL; v = s->symbols[v].next) {
		const struct occurrence *o = scopes_only_binding(s, v);
		node_id value = NO_NODE;

		if (o != NULL && s->symbols[v].owner == v &&
		    !(s->symbols[v].flags & SYMBOL_DELETED))
			value = value_of(f, o);
		if (value != NO_NODE && ask_is_data_sized(f, value) &&
		    flow_dominates(flow, o->node, n) &&
		    ask_raise_is_held(f, v, n, false))
			return o->node;
	}
	return NO_NODE;
}
