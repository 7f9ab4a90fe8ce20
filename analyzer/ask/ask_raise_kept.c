/* Where a caught exception is kept, and who lets go of it. */
#include "ask_raise.h"

#include "ask.h"
#include "bounds.h"
#include "container.h"
#include "given_back.h"

enum { MOST_WRAPS = 8 };

static struct str attribute_name(const struct tree *t, node_id attribute)
{
	return tree_text(t, tree_child(t, attribute, FIELD_ATTRIBUTE));
}

/* Is the argument added by the call to a container? append() is taken to keep
 * it whatever the receiver is, but for classes of this file. */
static bool is_adding(const struct facts *f, node_id call,
                      struct ask_raise_kept *kept)
{
	static const char *const methods[] = {"appendleft", "add", "insert",
	                                      NULL};
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	const struct type *type;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	kept->place = tree_value(t, tree_first(t, callee));
	kept->statement = call;
	type = types_of(f->types, kept->place);
	if (str_is(attribute_name(t, callee), "append"))
		kept->is_added =
		    type->kind != TYPE_INSTANCE || type->class == NO_CLASS;
	else
		kept->is_added =
		    str_is_one_of(attribute_name(t, callee), methods) &&
		    (type->kind == TYPE_LIST || type->kind == TYPE_SET ||
		     type->kind == TYPE_DEQUE);
	return kept->is_added;
}

/* Does the call make an exception of builtins, whose args are its arguments? */
static bool makes_exception(const struct facts *f, node_id call)
{
	const struct type *type = types_of(f->types, call);
	node_id callee = tree_child(f->tree, call, FIELD_FUNCTION);
	char origin[64];

	return type->kind == TYPE_INSTANCE &&
	       str_starts(type->name, "builtins.") &&
	       imports_write_origin(&f->imports, callee, origin,
	                            sizeof(origin)) != 0 &&
	       str_is(type->name, origin);
}

/* Where the part `n` of the right side goes. */
static node_id target_of(const struct tree *t, node_id assignment, node_id n,
                         node_id value)
{
	node_id left = tree_child(t, assignment, FIELD_LEFT);

	if (tree_kind(t, left) != KIND_PATTERN_LIST &&
	    tree_kind(t, left) != KIND_TUPLE_PATTERN)
		return left;
	if (n == value)
		return NO_NODE; /* unpacked: MEM104 */
	for (node_id c = tree_first(t, left); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (classes_assigned(t, assignment, c) == value)
			return c;
	return NO_NODE;
}

/* x.__cause__ = e: what another exception was raised from. */
static bool is_chain(const struct tree *t, node_id place)
{
	static const char *const names[] = {"__cause__", "__context__", NULL};

	return tree_kind(t, place) == KIND_ATTRIBUTE &&
	       str_is_one_of(attribute_name(t, place), names);
}

/* x.props.name = e: a property of a GObject, which makes text of it (PyGObject,
 * "GObject.Object.props"). */
static bool is_gobject_property(const struct tree *t, node_id place)
{
	node_id props = tree_kind(t, place) == KIND_ATTRIBUTE
	                    ? tree_value(t, tree_child(t, place, FIELD_OBJECT))
	                    : NO_NODE;

	return tree_kind(t, props) == KIND_ATTRIBUTE &&
	       str_is(attribute_name(t, props), "props");
}

/* answer = self.handle(e), which returns e: the call; NO_NODE of another. */
static node_id given_back_by(const struct facts *f, node_id n,
                             struct ask_raise_kept *kept)
{
	if (ask_raise_caught(f, n) != ASK_RAISE_EXCEPTION)
		return NO_NODE;
	return given_back(f, n, &kept->giver);
}

/* job.fail(e), Failed(e): of the latter *n becomes the call, which gives what
 * keeps it. */
static bool is_handed(const struct facts *f, node_id *n,
                      struct ask_raise_kept *kept)
{
	node_id call = tree_ancestor(f->tree, *n, KIND_CALL), place;

	if (*n != kept->value)
		return false;
	place = ask_raise_handed(f, *n, kept);
	kept->is_added = place != NO_NODE;
	if (place == call)
		*n = call;
	kept->place = place;
	kept->statement = call;
	return place != NO_NODE && place != call;
}

bool ask_raise_find_kept(const struct facts *f, node_id value,
                         struct ask_raise_kept *kept)
{
	const struct tree *t = f->tree;
	node_id n = value;

	if (tree_kind(t, n) != KIND_IDENTIFIER &&
	    tree_kind(t, n) != KIND_ATTRIBUTE && tree_kind(t, n) != KIND_CALL &&
	    tree_kind(t, n) != KIND_SUBSCRIPT)
		return false;
	kept->value = value;
	kept->is_added = false;
	kept->field = NULL;
	kept->undone_by = NO_NODE;
	kept->giver = NO_NODE;
	for (uint32_t wraps = 0; n != NO_NODE && wraps < MOST_WRAPS; wraps++) {
		node_id p;

		n = tree_outermost(t, n);
		p = tree_parent(t, n);
		switch (tree_kind(t, p)) {
		case KIND_TUPLE:
		case KIND_LIST:
		case KIND_SET:
		case KIND_DICTIONARY:
		case KIND_EXPRESSION_LIST:
			n = p;
			break;
		case KIND_PAIR:
			if (tree_field(t, n) != FIELD_VALUE)
				return false;
			n = p;
			break;
		case KIND_KEYWORD_ARGUMENT:
			if (is_handed(f, &n, kept))
				return true;
			n = kept->is_added ? n : given_back_by(f, n, kept);
			break;
		case KIND_ARGUMENT_LIST:
			if (is_adding(f, tree_parent(t, p), kept) ||
			    is_handed(f, &n, kept))
				return true;
			if (kept->is_added)
				break;
			n = makes_exception(f, tree_parent(t, p))
			        ? tree_parent(t, p)
			        : given_back_by(f, n, kept);
			break;
		case KIND_ASSIGNMENT:
			if (tree_field(t, n) != FIELD_RIGHT)
				return false;
			kept->statement = p;
			kept->place = target_of(t, p, n, value);
			return kept->place != NO_NODE &&
			       !is_chain(t, kept->place) &&
			       !is_gobject_property(t, kept->place);
		default:
			return false;
		}
	}
	return false;
}

bool ask_raise_is_direct(const struct facts *f,
                         const struct ask_raise_kept *kept)
{
	return tree_kind(f->tree, kept->place) == KIND_IDENTIFIER &&
	       !kept->is_added;
}

bool ask_raise_is_deletable(const struct facts *f,
                            const struct ask_raise_kept *kept, symbol_id root)
{
	node_id n = tree_value(f->tree, kept->place);

	while (tree_kind(f->tree, n) == KIND_SUBSCRIPT)
		n = tree_value(f->tree, tree_first(f->tree, n));
	return tree_kind(f->tree, n) == KIND_IDENTIFIER &&
	       !(f->scopes.symbols[root].flags & SYMBOL_PARAMETER);
}

/* ------------------------------------------------------- who lets go of it */

/* Does the function raise what the variable holds? */
static bool is_raised(const struct facts *f, symbol_id variable,
                      node_id function)
{
	const struct scopes *s = &f->scopes;

	for (const struct occurrence *o =
	         variable == NO_SYMBOL ? NULL : scopes_first(s, variable);
	     o != NULL; o = scopes_next(s, o))
		if (tree_kind(f->tree, tree_parent(f->tree, o->node)) ==
		        KIND_RAISE_STATEMENT &&
		    tree_field(f->tree, o->node) != FIELD_CAUSE &&
		    ask_raise_function(f, o->node) == function)
			return true;
	return false;
}

/* Is it raised by its name somewhere (MEM106 says so there), or is it no
 * exception but sys.exc_info() or a traceback (MEM104)? */
static bool is_of_another_rule(const struct facts *f,
                               const struct ask_raise_kept *kept)
{
	symbol_id variable = scopes_variable(&f->scopes, kept->place);

	if (kept->value ==
	        tree_value(f->tree,
	                   tree_child(f->tree, kept->statement, FIELD_RIGHT)) &&
	    tree_kind(f->tree, kept->value) != KIND_IDENTIFIER)
		return true;
	return is_raised(f, variable, ask_raise_function(f, kept->statement));
}

/* error.reason = e; raise error: the raise gives `error` a traceback with this
 * frame, which holds it, whatever it has of e */
static bool is_kept_by_raised(const struct facts *f,
                              const struct ask_raise_kept *kept)
{
	node_id object = tree_kind(f->tree, kept->place) == KIND_ATTRIBUTE
	                     ? tree_first(f->tree, kept->place)
	                     : NO_NODE;

	return tree_kind(f->tree, object) == KIND_IDENTIFIER &&
	       is_raised(f, scopes_variable(&f->scopes, object),
	                 ask_raise_function(f, kept->statement));
}

static bool is_empty(const struct tree *t, node_id value)
{
	enum kind kind = tree_kind(t, value);

	return kind == KIND_NONE ||
	       ((kind == KIND_LIST || kind == KIND_DICTIONARY) &&
	        tree_first(t, value) == NO_NODE);
}

/* Does node m take away what `place` (written in any way that ends in the same
 * attribute, if `by_name`) holds, or empty it? */
static bool takes_away(const struct facts *f, node_id m, node_id place,
                       bool by_name)
{
	const struct tree *t = f->tree;
	node_id outer = tree_parent(t, m), target, value;
	enum kind kind = tree_kind(t, m);

	if (kind != tree_kind(t, place))
		return false;
	if (by_name ? !str_equal(attribute_name(t, m), attribute_name(t, place))
	            : !tree_same(t, m, place))
		return false;
	if (tree_kind(t, outer) == KIND_ATTRIBUTE && tree_first(t, outer) == m)
		return container_is_remover(attribute_name(t, outer)) &&
		       tree_kind(t, tree_parent(t, outer)) == KIND_CALL;
	target = classes_target_of(t, m);
	if (target == NO_NODE) /* x.items[:] = [], del x.items[0] */
		return tree_kind(t, outer) == KIND_SUBSCRIPT &&
		       tree_first(t, outer) == m &&
		       classes_target_of(t, outer) != NO_NODE &&
		       tree_kind(t, classes_target_of(t, outer)) ==
		           KIND_DELETE_STATEMENT;
	value = classes_assigned(t, target, m);
	if (value == NO_NODE || is_empty(t, value))
		return true;
	return !by_name && types_of(f->types, value)->kind != TYPE_INSTANCE;
}

/* What is looked for in other methods: the attribute of self.x, self.x[k],
 * self.x.append() and self.x.error; NO_NODE if there is none. */
static node_id attribute_of_self(const struct facts *f, node_id place)
{
	const struct tree *t = f->tree;

	while (tree_kind(t, place) == KIND_SUBSCRIPT ||
	       tree_kind(t, tree_first(t, place)) == KIND_ATTRIBUTE)
		place = tree_value(t, tree_first(t, place));
	return tree_kind(t, place) == KIND_ATTRIBUTE &&
	               classes_of_self(&f->classes, tree_first(t, place)) !=
	                   NO_CLASS
	           ? place
	           : NO_NODE;
}

/* A method of the class that lets go of the attribute; not __init__, which runs
 * before. */
static node_id method_that_lets_go(const struct facts *f, node_id attribute,
                                   node_id function)
{
	const struct tree *t = f->tree;
	const struct class_info *class =
	    &f->classes
	         .list[classes_of_self(&f->classes, tree_first(t, attribute))];

	if (bounds_exceeded(t, REACHED_NODES,
	                    tree_end(t, class->node) - class->node,
	                    class->node))
		return NO_NODE;
	for (uint32_t i = 0; i < class->method_count; i++) {
		node_id method = class->methods[i];

		if (method == function ||
		    str_is(tree_text(t, tree_child(t, method, FIELD_NAME)),
		           "__init__"))
			continue;
		for (node_id m = method; m < tree_end(t, method); m++)
			if (takes_away(f, m, attribute, true))
				return method;
	}
	return NO_NODE;
}

/* Does the function around, whose variable leads to the place, let go of it
 * after a nested function kept it there? */
static bool is_let_go_outside(const struct facts *f, node_id place,
                              node_id function)
{
	const struct scopes *s = &f->scopes;
	symbol_id root = ask_raise_root(f, place);
	node_id outer, inner = function;
	const struct flow *flow;

	if (root == NO_SYMBOL)
		return false;
	outer = s->scopes[s->symbols[root].scope].node;
	if (outer == function ||
	    tree_kind(f->tree, outer) != KIND_FUNCTION_DEFINITION)
		return false;
	while (inner != NO_NODE && ask_raise_function(f, inner) != outer)
		inner = tree_ancestor(f->tree, inner, KIND_FUNCTION_DEFINITION);
	flow = inner == NO_NODE ? NULL : facts_flow(f, inner);
	if (flow == NULL ||
	    bounds_exceeded(f->tree, REACHED_NODES,
	                    tree_end(f->tree, outer) - outer, outer))
		return true;
	for (node_id m = outer; m < tree_end(f->tree, outer); m++)
		if (!tree_contains(f->tree, function, m) &&
		    takes_away(f, m, place, false) &&
		    (ask_raise_function(f, m) != outer ||
		     flow_reaches(flow, inner, m)))
			return true;
	return false;
}

bool ask_raise_is_let_go(const struct facts *f,
                         const struct ask_raise_kept *kept, node_id *by)
{
	const struct tree *t = f->tree;
	const struct flow *flow = facts_flow(f, kept->statement);
	node_id function = ask_raise_function(f, kept->statement), attribute;
	bool is_direct = ask_raise_is_direct(f, kept);

	if (flow == NULL || function == NO_NODE ||
	    bounds_exceeded(t, REACHED_NODES, tree_end(t, function) - function,
	                    function))
		return true;
	if (is_direct ? is_of_another_rule(f, kept)
	              : is_kept_by_raised(f, kept))
		return true;
	for (node_id m = function; m < tree_end(t, function); m++)
		if (!tree_contains(t, kept->statement, m) &&
		    takes_away(f, m, kept->place, false) &&
		    (!is_direct || classes_target_of(t, m) == NO_NODE) &&
		    flow_reaches(flow, kept->statement, m) &&
		    !flow_dominates(flow, m, kept->statement))
			return true;
	if (is_direct)
		return false;
	if (is_let_go_outside(f, kept->place, function))
		return true;
	*by = kept->undone_by != NO_NODE ? kept->undone_by : *by;
	attribute = attribute_of_self(f, kept->place);
	if (attribute != NO_NODE)
		*by = method_that_lets_go(f, attribute, function);
	return false;
}

symbol_id ask_raise_held_root(const struct facts *f,
                              const struct ask_raise_kept *kept)
{
	symbol_id root = ask_raise_local(f, kept->place);

	return root != NO_SYMBOL &&
	               ask_raise_is_held(f, root, kept->statement,
	                                 ask_raise_is_direct(f, kept))
	           ? root
	           : NO_SYMBOL;
}

symbol_id ask_raise_lasting_root(const struct facts *f,
                                 const struct ask_raise_kept *kept)
{
	const struct scopes *s = &f->scopes;
	symbol_id root = ask_raise_root(f, kept->place);

	if (root == NO_SYMBOL ||
	    s->scopes[s->symbols[root].scope].kind != SCOPE_MODULE ||
	    s->symbols[root].flags & SYMBOL_IMPORTED ||
	    classes_named(&f->classes, ask_raise_root_node(f, kept->place)) !=
	        NO_CLASS)
		return NO_SYMBOL;
	return root;
}

bool ask_raise_is_taken_away(const struct tree *t, node_id raise, node_id n)
{
	for (node_id a = raise; a != NO_NODE; a = tree_parent(t, a)) {
		if (tree_kind(t, a) == KIND_FUNCTION_DEFINITION)
			return false;
		if (tree_kind(t, a) != KIND_TRY_STATEMENT)
			continue;
		for (node_id c = tree_first(t, a); c != NO_NODE;
		     c = tree_sibling(t, c))
			for (node_id m = c;
			     tree_kind(t, c) == KIND_FINALLY_CLAUSE &&
			     m < tree_end(t, c);
			     m++)
				if (tree_kind(t, m) == tree_kind(t, n) &&
				    tree_same(t, m, n))
					return true;
	}
	return false;
}
