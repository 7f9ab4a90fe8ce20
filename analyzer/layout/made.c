#include "made.h"

#include "ask.h"
#include "container.h"
#include "data.h"
#include "shrunk.h"
#include "turns.h"

/* As ask_is_small counts what is small by origin. */
enum { FEW_TURNS = 16 };

/* Loops around one another that are looked at. */
enum { MOST_LOOPS = 4 };

static node_id function_of(const struct facts *f, node_id n)
{
	scope_id scope = scopes_body(&f->scopes, n);

	return scope == NO_SCOPE ? NO_NODE : f->scopes.scopes[scope].node;
}

/* Functions that run once for the program. */
static bool is_main(const struct facts *f, node_id function)
{
	static const char *const names[] = {"main", "_main", "setup", NULL};
	struct str name =
	    tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME));

	return str_is_one_of(name, names);
}

static bool is_init(const struct facts *f, node_id function)
{
	return tree_name(f->tree, tree_child(f->tree, function, FIELD_NAME)) ==
	       NAME_INIT;
}

enum { MOST_AROUND = 64 }; /* as in `a or b or C()` */

/* The expression that the value of n is the whole of. */
static node_id whole_of(const struct tree *t, node_id n)
{
	for (int i = 0; i < MOST_AROUND; i++) {
		node_id parent = tree_parent(t, n);

		switch (tree_kind(t, parent)) {
		case KIND_PARENTHESIZED_EXPRESSION:
		case KIND_CONDITIONAL_EXPRESSION:
		case KIND_BOOLEAN_OPERATOR:
		case KIND_AWAIT:
			n = parent;
			break;
		default:
			return n;
		}
	}
	return n;
}

/* Does the container live longer than a call of the function? */
static bool was_there(const struct facts *f, node_id container,
                      node_id function)
{
	const struct scopes *s = &f->scopes;
	node_id root = container_root(f->tree, container);
	symbol_id variable =
	    root == NO_NODE ? NO_SYMBOL : scopes_variable(s, root);

	if (variable == NO_SYMBOL || is_init(f, function))
		return false;
	return s->scopes[s->symbols[variable].scope].node != function ||
	       s->symbols[variable].flags & SYMBOL_PARAMETER;
}

/* d["key"]: one place */
static bool is_one_key(const struct facts *f, node_id item)
{
	enum kind key =
	    tree_kind(f->tree, tree_child(f->tree, item, FIELD_SUBSCRIPT));

	return key == KIND_STRING || key == KIND_INTEGER;
}

/* xs.append(n), xs.append((n, y)), d[k] = n */
static bool is_put_away(const struct facts *f, node_id n, node_id function)
{
	const struct tree *t = f->tree;
	node_id parent;

	n = whole_of(t, n);
	parent = tree_parent(t, n);
	if (tree_kind(t, parent) == KIND_TUPLE) {
		n = parent;
		parent = tree_parent(t, n);
	}
	if (tree_kind(t, parent) == KIND_ASSIGNMENT &&
	    tree_field(t, n) == FIELD_RIGHT) {
		node_id left = tree_child(t, parent, FIELD_LEFT);

		return tree_kind(t, left) == KIND_SUBSCRIPT &&
		       !is_one_key(f, left) &&
		       was_there(f, tree_first(t, left), function);
	}
	if (tree_kind(t, parent) == KIND_ARGUMENT_LIST) {
		node_id container =
		    container_filled_by(t, tree_parent(t, parent));

		return container != NO_NODE &&
		       was_there(f, container, function);
	}
	return false;
}

/* The variable that the whole of n is assigned to, or NO_SYMBOL. */
static symbol_id bound_to(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id statement;

	n = whole_of(t, n);
	statement = tree_parent(t, n);
	if (tree_kind(t, statement) != KIND_ASSIGNMENT ||
	    tree_field(t, n) != FIELD_RIGHT)
		return NO_SYMBOL;
	return scopes_variable(&f->scopes,
	                       tree_child(t, statement, FIELD_LEFT));
}

/* Is this so of the call, or of a read of the variable that it is bound to? */
static bool is_so_of_value(const struct facts *f, node_id call,
                           bool (*is_so)(const struct facts *, node_id,
                                         node_id),
                           node_id where)
{
	symbol_id variable = bound_to(f, call);
	uint32_t seen = 0;

	if (is_so(f, call, where))
		return true;
	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(f->tree, REACHED_USES, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ && is_so(f, o->node, where))
			return true;
	return false;
}

static bool is_stored(const struct facts *f, node_id call, node_id function)
{
	return is_so_of_value(f, call, is_put_away, function);
}

/* C(x).run(), with C(x): */
static bool is_passing(const struct tree *t, node_id call)
{
	node_id n = whole_of(t, call), parent = tree_parent(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_ATTRIBUTE:
		return true;
	case KIND_CALL:
		return tree_field(t, n) == FIELD_FUNCTION;
	case KIND_AS_PATTERN:
	case KIND_WITH_ITEM:
	case KIND_EXPRESSION_STATEMENT:
		return true;
	default:
		return false;
	}
}

bool made_to_ask(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	const struct scopes *s = &f->scopes;
	symbol_id variable = bound_to(f, call);
	node_id function = function_of(f, call);
	uint32_t reads = 0;

	if (variable == NO_SYMBOL || function == NO_NODE ||
	    s->scopes[s->symbols[variable].scope].node != function)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (tree_kind(t, tree_parent(t, o->node)) != KIND_ATTRIBUTE ||
		    bounds_exceeded(t, REACHED_USES, ++reads, o->node))
			return false;
	}
	return reads > 0;
}

/* The loop that makes it so often; NO_NODE for recursion. */
static node_id bulk_loop(const struct facts *f, node_id call)
{
	node_id place = repeats_bulk_place(&f->repeats, call);

	return place != NO_NODE && tree_kind(f->tree, place) == KIND_CALL
	           ? repeats_loop(&f->repeats, place)
	           : place;
}

/* Is it a loop of as many turns as something is long: over range(n), a while
 * loop? */
static bool is_counted(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;

	return tree_kind(t, loop) == KIND_WHILE_STATEMENT ||
	       (tree_kind(t, loop) == KIND_FOR_STATEMENT &&
	        ask_calls(f, tree_child(t, loop, FIELD_RIGHT),
	                  "builtins.range"));
}

/* Is that, or a loop around it, one over data, or are there so many in one
 * another that their turns are? */
static bool is_of_data(const struct facts *f, node_id call)
{
	node_id loop = bulk_loop(f, call);
	uint32_t depth = 0, counted = 0;

	for (int step = 0; loop != NO_NODE && step < MOST_LOOPS; step++) {
		if (data_is_over(f, loop))
			return true;
		if (!repeats_is_short(&f->repeats, loop, FEW_TURNS) &&
		    !repeats_is_event_loop(&f->repeats, loop)) {
			depth++;
			counted += is_counted(f, loop);
		}
		loop = repeats_outer(&f->repeats, loop);
	}
	return counted > 1 || (counted > 0 && depth > 2);
}

/* Is what makes it so often a loop over a part of something small? */
static bool is_few(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id place = bulk_loop(f, call), source;

	if (place == NO_NODE || tree_kind(t, place) == KIND_WHILE_STATEMENT)
		return false;
	source = tree_kind(t, place) == KIND_FOR_STATEMENT
	             ? tree_child(t, place, FIELD_RIGHT)
	             : ask_source(f, place);
	return source != NO_NODE && ask_is_small(f, source, FEW_TURNS);
}

/* `global x; x = C()` in a function. */
static bool is_for_global(const struct facts *f, node_id call, node_id function)
{
	const struct scopes *s = &f->scopes;
	symbol_id variable = bound_to(f, call);

	return variable != NO_SYMBOL &&
	       s->scopes[s->symbols[variable].scope].node != function;
}

/* Is n put in a container that goes on from turn to turn of the loop? */
static bool is_added_in(const struct facts *f, node_id n, node_id loop)
{
	const struct tree *t = f->tree;
	node_id list = tree_parent(t, whole_of(t, n)), container, root;
	symbol_id variable;

	if (tree_kind(t, list) != KIND_ARGUMENT_LIST ||
	    !tree_contains(t, loop, n))
		return false;
	container = container_filled_by(t, tree_parent(t, list));
	if (container == NO_NODE)
		return false;
	root = container_root(t, container);
	variable =
	    root == NO_NODE ? NO_SYMBOL : scopes_variable(&f->scopes, root);
	return variable != NO_SYMBOL &&
	       !repeats_binds(&f->repeats, loop, variable) &&
	       !shrunk_within(&f->scopes, container, function_of(f, n));
}

/* `while True: line = file.readline(); ...; xs.append(C(line))`: that is no
 * event loop. */
static bool is_gathered(const struct facts *f, node_id call)
{
	node_id loop = repeats_loop(&f->repeats, call);

	return loop != NO_NODE &&
	       tree_kind(f->tree, loop) == KIND_WHILE_STATEMENT &&
	       data_is_over(f, loop) &&
	       is_so_of_value(f, call, is_added_in, loop);
}

/* queue.put(C(x)): what is put there is taken out again. */
static bool is_queued(const struct tree *t, node_id call)
{
	node_id list = tree_parent(t, whole_of(t, call));
	node_id function = tree_child(t, tree_parent(t, list), FIELD_FUNCTION);

	return tree_kind(t, list) == KIND_ARGUMENT_LIST &&
	       (str_is(data_called(t, function), "put") ||
	        str_is(data_called(t, function), "put_nowait"));
}

/* Is one kept, of what is kept in bulk, at each turn of a loop over data? */
static bool is_per_row(const struct facts *f, node_id call)
{
	node_id innermost = bulk_loop(f, call);
	node_id loop = turns_outwards(f, innermost);

	if (loop == NO_NODE || is_queued(f->tree, call))
		return false;
	return loop == innermost || (tree_contains(f->tree, loop, call) &&
	                             repeats_kept_by(&f->repeats, call, loop));
}

enum made made_by(const struct facts *facts, node_id call)
{
	node_id function = function_of(facts, call);
	class_id own;

	if (is_gathered(facts, call))
		return !is_queued(facts->tree, call) &&
		               turns_outwards(facts,
		                              repeats_loop(&facts->repeats,
		                                           call)) != NO_NODE
		           ? MADE_PER_ROW
		           : MADE_OF_DATA;
	if (repeats_in_bulk(&facts->repeats, call) && !is_few(facts, call)) {
		if (repeats_kept_in_bulk(&facts->repeats, call)) {
			if (is_per_row(facts, call))
				return MADE_PER_ROW;
			return is_of_data(facts, call) ? MADE_OF_DATA
			                               : MADE_KEPT;
		}
		return is_passing(facts->tree, call) ? MADE_PASSING : MADE_MANY;
	}
	if (is_passing(facts->tree, call))
		return MADE_PASSING;
	if (function == NO_NODE)
		return MADE_AT_TOP;
	if (tree_kind(facts->tree, function) == KIND_LAMBDA)
		return MADE_ONCE;
	if (tree_kind(facts->tree, function) != KIND_FUNCTION_DEFINITION ||
	    is_main(facts, function) || is_for_global(facts, call, function))
		return MADE_AT_TOP;
	if (is_stored(facts, call, function))
		return MADE_MANY;
	own = classes_of_method(&facts->classes, function);
	if (own != NO_CLASS &&
	    classes_method_kind(&facts->classes, function) == METHOD_INSTANCE) {
		const struct type *type =
		    types_of(facts->types,
		             tree_child(facts->tree, call, FIELD_FUNCTION));

		if (type->kind == TYPE_CLASS && type->class == own)
			return MADE_MANY;
	}
	return MADE_ONCE;
}

/* Is the last part of the name written as those of classes are (PEP 8)? */
static bool is_class_name(struct str name)
{
	while (name.length > 0 && name.at[0] == '_') {
		name.at++;
		name.length--;
	}
	return name.length > 0 && name.at[0] >= 'A' && name.at[0] <= 'Z';
}

enum made made_elsewhere(const struct facts *facts, node_id call,
                         struct str *class)
{
	const struct tree *t = facts->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	enum kind kind = tree_kind(t, callee);

	if ((kind != KIND_IDENTIFIER && kind != KIND_ATTRIBUTE) ||
	    !is_class_name(
	        tree_text(t, kind == KIND_ATTRIBUTE
	                         ? tree_child(t, callee, FIELD_ATTRIBUTE)
	                         : callee)))
		return MADE_NOWHERE;
	*class = imports_origin(&facts->imports, callee);
	if (class->length == 0 || str_starts(*class, "builtins."))
		return MADE_NOWHERE;
	return made_by(facts, call);
}
