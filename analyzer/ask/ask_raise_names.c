/* Which names hold an exception: all of them have to be deleted to let its
 * frames go, and that helps only if nothing else holds it. */
#include "ask_raise.h"

#include "ask.h"
#include "bounds.h"
#include "shrunk.h"

/* frames = inspect.stack(); frames.pop(0): this function's frame is gone. */
static bool is_shrunk_stack(const struct facts *f, node_id target,
                            node_id assignment)
{
	node_id value = tree_child(f->tree, assignment, FIELD_RIGHT);

	return ask_raise_is_own_stack(f, tree_value(f->tree, value)) &&
	       shrunk_within(&f->scopes, target,
	                     ask_raise_function(f, assignment));
}

static bool is_held(const struct facts *f, node_id target, node_id assignment)
{
	symbol_id variable;

	if (tree_kind(f->tree, target) != KIND_IDENTIFIER)
		return false;
	variable = ask_raise_local(f, target);
	return variable != NO_SYMBOL &&
	       ask_raise_is_held(f, variable, assignment, false) &&
	       !is_shrunk_stack(f, target, assignment);
}

/* Is the name bound again by a later item of the same pattern? */
static bool is_bound_again(const struct tree *t, node_id item)
{
	for (node_id c = tree_sibling(t, item); c != NO_NODE;
	     c = tree_sibling(t, c))
		if (tree_same(t, c, item))
			return true;
	return false;
}

/* One more name, if it holds the frame when the function is left. */
static void add_holder(const struct facts *f, struct ask_raise_names *names,
                       node_id target, node_id assignment)
{
	if (is_held(f, target, assignment) &&
	    names->count < ASK_RAISE_MOST_NAMES)
		names->at[names->count++] = ask_raise_local(f, target);
}

/* sys.exc_info(), sys.exc_info()[:2] */
static bool starts_with_type(const struct facts *f, node_id value)
{
	struct extent_slice slice;

	return !extent_slice(f->tree, value, &slice) || slice.start == NO_NODE;
}

/* Of kind, value, tb = sys.exc_info() the second and third. */
static void add_parts(const struct facts *f, struct ask_raise_names *names,
                      node_id left, node_id value)
{
	const struct tree *t = f->tree;
	bool is_kind = starts_with_type(f, value);
	node_id assignment = tree_parent(t, left);

	for (node_id c = tree_first(t, left); c != NO_NODE;
	     c = tree_sibling(t, c), is_kind = false)
		if (!is_kind && !is_bound_again(t, c))
			add_holder(f, names, c, assignment);
}

/* Of all targets of a = b = value. */
void ask_raise_find_holders(const struct facts *f, node_id assignment,
                            node_id value, struct ask_raise_names *names)
{
	const struct tree *t = f->tree;

	for (node_id a = assignment; tree_kind(t, a) == KIND_ASSIGNMENT;
	     a = tree_child(t, a, FIELD_RIGHT)) {
		node_id left = tree_child(t, a, FIELD_LEFT);

		if (tree_kind(t, left) == KIND_IDENTIFIER)
			add_holder(f, names, left, a);
		else if ((tree_kind(t, left) == KIND_PATTERN_LIST ||
		          tree_kind(t, left) == KIND_TUPLE_PATTERN) &&
		         ask_raise_caught(f, value) == ASK_RAISE_INFO)
			add_parts(f, names, left, value);
	}
}

enum { MOST_BINDINGS = 16, MOST_CLIMBS = 8 };

/* What is being asked about. */
struct search {
	const struct facts *f;
	node_id at;
	struct ask_raise_names *names;
};

static bool is_local(const struct facts *f, symbol_id variable)
{
	const struct scopes *s = &f->scopes;

	return variable != NO_SYMBOL &&
	       s->scopes[s->symbols[variable].scope].kind == SCOPE_FUNCTION;
}

/* One more name. What does not hold it any longer needs no `del`; the variable
 * of another function than `at`'s is taken to hold it. */
static bool add_name(struct search *search, symbol_id variable)
{
	struct ask_raise_names *names = search->names;

	for (uint32_t i = 0; i < names->count; i++)
		if (names->at[i] == variable)
			return true;
	if (names->count == ASK_RAISE_MOST_NAMES)
		return false;
	names->at[names->count++] = variable;
	return true;
}

/* x of x.with_traceback(tb), x.values(), enumerate(x); NO_NODE of other calls.
 */
static node_id giver_of(const struct facts *f, node_id call, bool *is_part)
{
	static const char *const methods[] = {"values", "items", "copy", NULL};
	node_id x = ask_receiver(f, call, "with_traceback");

	if (x != NO_NODE)
		return x;
	*is_part = true;
	for (int i = 0; methods[i] != NULL && x == NO_NODE; i++)
		x = ask_receiver(f, call, methods[i]);
	return x == NO_NODE && ask_calls(f, call, "builtins.enumerate")
	           ? ask_argument(f, call, 0)
	           : x;
}

/* x of x[0], x[1][k], x.with_traceback(tb), x.pop(): what it is a part of or
 * was taken out of. NO_NODE of values that say nothing. */
static node_id source_of(const struct facts *f, node_id n, bool *is_part)
{
	const struct tree *t = f->tree;

	for (int i = 0; i < MOST_CLIMBS && n != NO_NODE; i++) {
		node_id inner;

		n = tree_value(t, n);
		switch (tree_kind(t, n)) {
		case KIND_SUBSCRIPT:
			*is_part = true;
			n = tree_first(t, n);
			break;
		case KIND_CALL:
			inner = giver_of(f, n, is_part);
			if (inner == NO_NODE)
				return n;
			n = inner;
			break;
		default:
			return n;
		}
	}
	return NO_NODE;
}

/* Does the place let go of it after it was read at `from`: is it set anew in
 * the same function, before n? */
static bool is_set_anew(const struct facts *f, node_id place, node_id from,
                        node_id n)
{
	const struct tree *t = f->tree;
	node_id function = ask_raise_function(f, n);

	for (node_id m = from; m < n && m < tree_end(t, function); m++)
		if (tree_kind(t, m) == tree_kind(t, place) && m != place &&
		    classes_target_of(t, m) != NO_NODE &&
		    tree_same(t, m, place))
			return true;
	return false;
}

/* mapping.get(key), getattr(x, name), next(iter(errors)): it stays where it
 * was. A queue's get() has no argument without a keyword. */
static bool is_reading_call(const struct facts *f, node_id call)
{
	const struct tree *t = f->tree;
	node_id callee = tree_child(t, call, FIELD_FUNCTION);

	if (ask_calls(f, call, "builtins.getattr") ||
	    ask_calls(f, call, "builtins.next"))
		return true;
	return tree_kind(t, callee) == KIND_ATTRIBUTE &&
	       str_is(tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE)),
	              "get") &&
	       ask_argument(f, call, 0) != NO_NODE;
}

/* The variable was given `value`, or a part of it: where does that come from?
 */
static bool add_source(struct search *search, node_id value, bool is_part)
{
	const struct facts *f = search->f;
	const struct tree *t = f->tree;
	node_id n = source_of(f, value, &is_part);
	symbol_id variable;

	if (n == NO_NODE)
		return true;
	if (tree_kind(t, n) == KIND_ATTRIBUTE)
		return is_set_anew(f, n, value, search->at) ||
		       str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
		              "__traceback__");
	if (tree_kind(t, n) == KIND_CALL)
		return !is_reading_call(f, n);
	if (tree_kind(t, n) != KIND_IDENTIFIER)
		return true;
	if (ask_raise_caught(f, n) != ASK_RAISE_OTHER)
		return true; /* the clause's name */
	variable = ask_raise_local(f, n);
	if (variable == NO_SYMBOL)
		return false; /* the module's */
	if (f->scopes.symbols[variable].flags & SYMBOL_PARAMETER && is_part)
		return false; /* its caller holds it too */
	return !ask_raise_is_held(f, variable, search->at, true) ||
	       add_name(search, variable);
}

/* self.error = e = E(): is it also put into an object there? */
static bool is_put_away(const struct tree *t, node_id value)
{
	for (node_id a = tree_parent(t, value);
	     tree_kind(t, a) == KIND_ASSIGNMENT; a = tree_parent(t, a)) {
		enum kind kind = tree_kind(t, tree_child(t, a, FIELD_LEFT));

		if (kind == KIND_ATTRIBUTE || kind == KIND_SUBSCRIPT)
			return true;
	}
	return false;
}

/* Where one binding of a name has it from. */
static bool add_binding(struct search *search, const struct occurrence *o)
{
	const struct tree *t = search->f->tree;
	bool is_part = o->binding == BINDING_FOR;
	node_id value = NO_NODE;

	if (o->binding == BINDING_ASSIGNMENT) {
		value = classes_assigned(t, o->cause, o->node);
		is_part = value == NO_NODE;
	}
	if (value == NO_NODE)
		value = tree_child(t, o->cause,
		                   o->binding == BINDING_WALRUS ? FIELD_VALUE
		                                                : FIELD_RIGHT);
	while (tree_kind(t, value) == KIND_ASSIGNMENT)
		value = tree_child(t, value, FIELD_RIGHT);
	return value == NO_NODE ||
	       (!is_put_away(t, value) && add_source(search, value, is_part));
}

/* Where the variable has it from. */
static bool add_sources(struct search *search, symbol_id variable)
{
	const struct scopes *s = &search->f->scopes;
	uint32_t bindings = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_BIND ||
		    (o->binding != BINDING_ASSIGNMENT &&
		     o->binding != BINDING_FOR && o->binding != BINDING_WALRUS))
			continue;
		if (++bindings > MOST_BINDINGS || !add_binding(search, o))
			return false;
	}
	return true;
}

/* x.append(e), x.set_exception(e): does the method's name say that it keeps
 * its argument? */
static bool is_keeping(const struct tree *t, node_id call)
{
	static const char *const names[] = {
	    "append", "appendleft", "add",    "insert", "put", "put_nowait",
	    "extend", "setdefault", "update", "push",   NULL};
	node_id callee = tree_child(t, call, FIELD_FUNCTION);
	struct str name;

	if (tree_kind(t, callee) != KIND_ATTRIBUTE)
		return false;
	name = tree_text(t, tree_child(t, callee, FIELD_ATTRIBUTE));
	return str_is_one_of(name, names) || str_starts(name, "set_") ||
	       str_starts(name, "_set_");
}

/* The targets of `left = <the read>`: more names that hold it. */
static bool add_targets(struct search *search, node_id assignment)
{
	const struct tree *t = search->f->tree;
	node_id left = tree_child(t, assignment, FIELD_LEFT);

	if (tree_kind(t, left) == KIND_ATTRIBUTE ||
	    tree_kind(t, left) == KIND_SUBSCRIPT)
		return false;
	for (node_id m = left; m < tree_end(t, left); m++) {
		symbol_id v = scopes_variable(&search->f->scopes, m);

		/* The first of the three is the type. */
		if (m != left && tree_parent(t, m) == left &&
		    tree_first(t, left) == m)
			continue;
		if (is_local(search->f, v) &&
		    ask_raise_is_held(search->f, v, assignment, true) &&
		    !add_name(search, v))
			return false;
	}
	return true;
}

/* Where one read of a name gives it to. */
static bool add_read(struct search *search, node_id n)
{
	const struct facts *f = search->f;
	const struct tree *t = f->tree;

	for (int i = 0; i < MOST_CLIMBS; i++) {
		node_id p;

		n = tree_outermost(t, n);
		p = tree_parent(t, n);
		switch (tree_kind(t, p)) {
		case KIND_SUBSCRIPT:
			if (tree_first(t, p) != n)
				return true;
			n = p;
			break;
		case KIND_ATTRIBUTE:
			if (!str_is(
			        tree_text(t, tree_child(t, p, FIELD_ATTRIBUTE)),
			        "__traceback__"))
				return true;
			n = p;
			break;
		case KIND_ASSIGNMENT:
			return tree_field(t, n) != FIELD_RIGHT ||
			       add_targets(search, p);
		case KIND_TUPLE:
		case KIND_LIST:
		case KIND_EXPRESSION_LIST:
			n = p;
			if (tree_kind(t, tree_parent(t, p)) == KIND_ASSIGNMENT)
				return false;
			break;
		case KIND_ARGUMENT_LIST:
			return !is_keeping(t, tree_parent(t, p));
		default:
			return true;
		}
	}
	return true;
}

/* Is n in a function nested in the variable's own that may run when that one
 * has ended? It would not find what was deleted. */
static bool may_be_read_later(const struct facts *f, symbol_id variable,
                              node_id n)
{
	const struct scopes *s = &f->scopes;
	node_id owner = s->scopes[s->symbols[variable].scope].node;

	for (node_id a = tree_parent(f->tree, n); a != owner && a != NO_NODE;
	     a = tree_parent(f->tree, a)) {
		symbol_id name;

		if (tree_kind(f->tree, a) == KIND_LAMBDA ||
		    tree_kind(f->tree, a) == KIND_CLASS_DEFINITION)
			return true;
		if (tree_kind(f->tree, a) != KIND_FUNCTION_DEFINITION)
			continue;
		name = scopes_variable(s, tree_child(f->tree, a, FIELD_NAME));
		if (name == NO_SYMBOL || uses_of_variable(f->uses, name, NULL) &
		                             ~(unsigned)USE_CALLED)
			return true;
	}
	return false;
}

static bool add_reads(struct search *search, symbol_id variable)
{
	const struct scopes *s = &search->f->scopes;
	uint32_t reads = 0;

	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		if (o->access != ACCESS_READ)
			continue;
		if (bounds_exceeded(search->f->tree, REACHED_READS, ++reads,
		                    o->node) ||
		    may_be_read_later(search->f, variable, o->node) ||
		    !add_read(search, o->node))
			return false;
	}
	return true;
}

bool ask_raise_find_names(const struct facts *f, node_id n,
                          struct ask_raise_names *names)
{
	struct search search = {f, n, names};
	uint32_t given =
	    tree_kind(f->tree, n) == KIND_RAISE_STATEMENT ? 0 : names->count;

	for (uint32_t i = 0; i < names->count; i++)
		if ((i >= given && !add_sources(&search, names->at[i])) ||
		    !add_reads(&search, names->at[i]))
			return false;
	return true;
}

const char *ask_raise_write_names(const struct facts *f, struct arena *arena,
                                  const struct ask_raise_names *names)
{
	const char *text = "";

	for (uint32_t i = 0; i < names->count; i++)
		text = arena_format(
		    arena, "%s%s%.*s", text, i == 0 ? "" : ", ",
		    STR_ARG(names_text(f->tree->names,
		                       f->scopes.symbols[names->at[i]].name)));
	return text;
}
