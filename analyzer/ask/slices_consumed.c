/* Sequences that a loop takes from the front, turn by turn: `rest = rest[n:]`.
 */
#include "slices.h"

#include "ask.h"
#include "bounds.h"

enum { MOST_BINDINGS = 16 };

static bool mentions(const struct tree *t, node_id part, node_id target)
{
	for (node_id n = part; n != NO_NODE && n < tree_end(t, part); n++)
		if (tree_kind(t, n) == tree_kind(t, target) &&
		    tree_same(t, n, target))
			return true;
	return false;
}

static bool is_constant_or_none(const struct facts *f, node_id bound)
{
	int64_t value;

	return bound == NO_NODE || ask_integer(f, bound, &value);
}

/* t[1:], t[1:n] */
static bool starts_constant(const struct facts *f, const struct cut *cut)
{
	struct slice s;

	return slices_find(f, cut->value, &s) &&
	       is_constant_or_none(f, s.start);
}

/* t[1:], t[1:-1], t[:-2] */
static bool cuts_constant(const struct facts *f, const struct cut *cut)
{
	struct slice s;

	return slices_find(f, cut->value, &s) &&
	       is_constant_or_none(f, s.start) &&
	       is_constant_or_none(f, s.stop);
}

static bool is_growth(const struct facts *f, node_id n, node_id target)
{
	static const char *const methods[] = {"append", "extend", "insert",
	                                      NULL};
	const struct tree *t = f->tree;
	struct growth_parts parts;

	switch (tree_kind(t, n)) {
	case KIND_CALL:
		for (const char *const *m = methods; *m != NULL; m++) {
			node_id receiver = ask_receiver(f, n, *m);

			if (receiver != NO_NODE &&
			    tree_same(t, receiver, target))
				return true;
		}
		return false;
	case KIND_ASSIGNMENT:
	case KIND_AUGMENTED_ASSIGNMENT:
		return growth_form_of(t, n, &parts) != GROWTH_NONE &&
		       tree_same(t, parts.target, target);
	default:
		return false;
	}
}

static bool grows_in(const struct facts *f, node_id loop, node_id target)
{
	for (node_id n = loop; n < tree_end(f->tree, loop); n++)
		if (is_growth(f, n, target))
			return true;
	return false;
}

/* `t = t[t.rindex(x) + 1:]`: what is behind the last x is short. */
static bool starts_at_last(const struct facts *f, const struct cut *cut)
{
	static const char *const methods[] = {"rindex", "rfind"};
	const struct tree *t = f->tree;
	struct slice s;

	if (!slices_find(f, cut->value, &s) || s.start == NO_NODE)
		return false;
	for (node_id n = s.start; n < tree_end(t, s.start); n++) {
		symbol_id variable = scopes_variable(&f->scopes, n);
		const struct occurrence *o =
		    scopes_only_binding(&f->scopes, variable);
		node_id call = n;

		if (o != NULL && o->binding == BINDING_ASSIGNMENT)
			call =
			    tree_value(t, tree_child(t, o->cause, FIELD_RIGHT));
		for (int i = 0; call != NO_NODE && i < 2; i++)
			if (tree_kind(t, call) == KIND_CALL &&
			    ask_receiver(f, call, methods[i]) != NO_NODE)
				return true;
	}
	return false;
}

/* How many assignments of the loop cut the target. */
static uint32_t cuts_in(const struct facts *f, node_id loop, node_id target)
{
	uint32_t count = 0;
	struct cut cut;

	for (node_id n = loop; n < tree_end(f->tree, loop); n++)
		count += tree_kind(f->tree, n) == KIND_ASSIGNMENT &&
		         slices_cut(f, n, &cut) &&
		         tree_same(f->tree, cut.target, target);
	return count;
}

/* Does the condition look at an end of the target: t[0], t[-1:] == "x",
 * t.startswith(x), x.startswith(t)? */
static bool tests_an_end(const struct facts *f, node_id condition,
                         node_id target)
{
	const struct tree *t = f->tree;

	for (node_id n = condition; n != NO_NODE && n < tree_end(t, condition);
	     n++) {
		node_id prefix = ask_receiver(f, n, "startswith");

		if (prefix == NO_NODE)
			prefix = ask_receiver(f, n, "endswith");
		if (prefix != NO_NODE &&
		    (tree_same(t, prefix, target) ||
		     mentions(t, tree_child(t, n, FIELD_ARGUMENTS), target)))
			return true;
		if (tree_kind(t, n) == KIND_SUBSCRIPT &&
		    tree_same(t, tree_value(t, tree_child(t, n, FIELD_VALUE)),
		              target))
			return true;
	}
	return false;
}

/* Does the loop only take a few elements off an end, as long as they are such?
 * It mostly ends soon. */
static bool is_peeling(const struct facts *f, const struct cut *cut,
                       node_id loop)
{
	const struct tree *t = f->tree;
	node_id body = tree_child(t, loop, FIELD_BODY);

	if (tree_kind(t, loop) != KIND_WHILE_STATEMENT ||
	    !cuts_constant(f, cut))
		return false;
	return tree_child_at(t, body, 1) == NO_NODE ||
	       (tests_an_end(f, tree_child(t, loop, FIELD_CONDITION),
	                     cut->target) &&
	        cuts_in(f, loop, cut->target) == 1);
}

/* Is the cut made at every turn that comes to its end? */
static bool is_unconditional(const struct tree *t, node_id n, node_id loop)
{
	for (n = tree_parent(t, n); n != loop; n = tree_parent(t, n)) {
		switch (tree_kind(t, n)) {
		case KIND_IF_STATEMENT:
		case KIND_EXCEPT_CLAUSE:
		case KIND_MATCH_STATEMENT:
			return false;
		default:
			break;
		}
	}
	return true;
}

/* Does the loop go on until the target is used up: `while t`, or until it is
 * left from inside? */
static bool is_consuming_loop(const struct facts *f, const struct cut *cut,
                              node_id loop)
{
	const struct tree *t = f->tree;
	node_id condition = tree_child(t, loop, FIELD_CONDITION);
	int64_t value;

	if (is_unconditional(t, cut->statement, loop))
		return true;
	return tree_kind(t, loop) == KIND_WHILE_STATEMENT &&
	       (mentions(t, condition, cut->target) ||
	        tree_kind(t, condition) == KIND_TRUE ||
	        ask_integer(f, condition, &value));
}

/* Is what the target starts as, outside the loop, surely as large as data: read
 * whole, or a parameter whose type is known and that the loop uses up? */
static bool starts_as_data(const struct facts *f, symbol_id variable,
                           node_id loop)
{
	const struct tree *t = f->tree;
	uint32_t seeds = 0, seen = 0;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id right;

		if (o->access != ACCESS_BIND || tree_contains(t, loop, o->node))
			continue;
		if (seen++ == MOST_BINDINGS)
			return false;
		seeds++;
		if (o->binding == BINDING_PARAMETER) {
			if (tree_kind(t, tree_parent(t, o->node)) ==
			    KIND_LIST_SPLAT_PATTERN)
				return false;
			continue;
		}
		right = tree_child(t, o->cause, FIELD_RIGHT);
		if (o->binding != BINDING_ASSIGNMENT ||
		    tree_parent(t, o->node) != o->cause ||
		    (!ask_is_data_sized(f, right) &&
		     !growth_derives(t, o->node, right)))
			return false;
	}
	return seeds > 0;
}

/* `state = state[1:size]; state.append(x)` in one block: as much comes in as
 * goes. */
static bool is_register(const struct facts *f, const struct cut *cut)
{
	const struct tree *t = f->tree;
	node_id block = tree_ancestor(t, cut->statement, KIND_BLOCK);

	if (block == NO_NODE || !starts_constant(f, cut))
		return false;
	for (node_id n = tree_first(t, block); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id receiver =
		    tree_kind(t, n) == KIND_EXPRESSION_STATEMENT
		        ? ask_receiver(f, tree_first(t, n), "append")
		        : NO_NODE;

		if (receiver != NO_NODE && tree_same(t, receiver, cut->target))
			return true;
	}
	return false;
}

/* Is the name bound to the front of the target, `part = t[:n]`? */
static bool is_front(const struct facts *f, node_id name, node_id target)
{
	node_id value = scopes_only_value(&f->scopes, name);
	struct slice s;

	return value != NO_NODE && slices_find(f, value, &s) &&
	       s.start == NO_NODE && tree_same(f->tree, s.value, target);
}

/* `part = t[:n]; t = t[n:]; t.extend(failed(part))`: what was taken comes back,
 * so that little may be left. */
static bool is_put_back(const struct facts *f, const struct cut *cut,
                        node_id loop)
{
	for (node_id n = loop; n < tree_end(f->tree, loop); n++) {
		if (!is_growth(f, n, cut->target))
			continue;
		for (node_id m = n; m < tree_end(f->tree, n); m++)
			if (tree_kind(f->tree, m) == KIND_IDENTIFIER &&
			    is_front(f, m, cut->target))
				return true;
	}
	return false;
}

/* Is that call one that makes nothing of the sequence but its elements? */
static bool is_reading_call(const struct facts *f, node_id call)
{
	static const char *const readers[] = {"builtins.len",
	                                      "builtins.print",
	                                      "builtins.repr",
	                                      "builtins.str",
	                                      "builtins.list",
	                                      "builtins.tuple",
	                                      "builtins.isinstance",
	                                      "builtins.enumerate",
	                                      "builtins.zip",
	                                      "builtins.any",
	                                      "builtins.all",
	                                      "builtins.sum",
	                                      "builtins.min",
	                                      "builtins.max",
	                                      "builtins.iter",
	                                      "builtins.reversed",
	                                      "builtins.set",
	                                      "builtins.sorted",
	                                      NULL};

	return imports_which(&f->imports,
	                     tree_child(f->tree, call, FIELD_FUNCTION),
	                     readers) >= 0;
}

/* Does what reads the list here want it as a list of its own: is it yielded,
 * stored, or given away whole? */
static bool is_handed_on(const struct facts *f, node_id read)
{
	const struct tree *t = f->tree;
	node_id around = tree_parent(t, read);

	switch (tree_kind(t, around)) {
	case KIND_YIELD:
		return true;
	case KIND_ASSIGNMENT:
		return tree_field(t, read) == FIELD_RIGHT &&
		       tree_kind(t, tree_child(t, around, FIELD_LEFT)) ==
		           KIND_ATTRIBUTE;
	case KIND_ARGUMENT_LIST:
		return !is_reading_call(f, tree_parent(t, around));
	default:
		return false;
	}
}

/* Is the list handed on as it is at each turn? An index would not do then. */
static bool is_passed_whole(const struct facts *f, const struct cut *cut,
                            symbol_id variable, node_id loop)
{
	uint32_t seen = 0;

	if (cut->type != TYPE_LIST && cut->type != TYPE_TUPLE)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL &&
	     !bounds_exceeded(f->tree, REACHED_READS, ++seen, o->node);
	     o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ &&
		    tree_contains(f->tree, loop, o->node) &&
		    is_unconditional(f->tree, o->node, loop) &&
		    is_handed_on(f, o->node))
			return true;
	return false;
}

/* `lines = lines[-height:]`: the last ones are kept, as many each time. */
static bool is_window(const struct facts *f, const struct cut *cut)
{
	struct slice s;

	return slices_find(f, cut->value, &s) && s.stop == NO_NODE &&
	       tree_kind(f->tree, s.start) == KIND_UNARY_OPERATOR &&
	       str_starts(tree_text(f->tree, s.start), "-");
}

/* Is it text that the loop writes, and whose last separator goes? */
static bool is_trimmed(const struct facts *f, const struct cut *cut,
                       node_id loop)
{
	return cut->is_from_behind && cut->type != TYPE_LIST &&
	       cut->type != TYPE_TUPLE && grows_in(f, loop, cut->target);
}

/* `def f(*args)`: as many as a call has arguments. */
static bool starts_as_arguments(const struct facts *f, symbol_id variable)
{
	const struct occurrence *o;
	uint32_t seen = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (o = scopes_first(&f->scopes, variable);
	     o != NULL && seen < MOST_BINDINGS;
	     o = scopes_next(&f->scopes, o), seen++)
		if (o->access == ACCESS_BIND && o->binding == BINDING_PARAMETER)
			return tree_kind(f->tree,
			                 tree_parent(f->tree, o->node)) ==
			       KIND_LIST_SPLAT_PATTERN;
	return false;
}

/* From call to call: a list that is emptied by batches has little left, and
 * text whose end goes is trimmed. */
static bool is_little_left(const struct facts *f, const struct cut *cut)
{
	if (cut->type == TYPE_LIST || cut->type == TYPE_TUPLE)
		return !cuts_constant(f, cut);
	return cut->is_from_behind;
}

/* Is the cut of a form that is found with short sequences, where nothing says
 * that they are long: in a `for` over something else, of a tuple, `a, b, *t =
 * t`, of a list until something is found in it? */
static bool is_mostly_short(const struct facts *f, const struct cut *cut,
                            node_id loop)
{
	const struct tree *t = f->tree;

	return tree_kind(t, loop) == KIND_FOR_STATEMENT ||
	       cut->type == TYPE_TUPLE ||
	       (tree_kind(t, cut->value) == KIND_LIST_SPLAT_PATTERN &&
	        tree_child_count(t, tree_parent(t, cut->value)) > 2) ||
	       (cut->type == TYPE_LIST &&
	        !mentions(t, tree_child(t, loop, FIELD_CONDITION),
	                  cut->target));
}

enum consumed slices_consumed(const struct facts *f, const struct cut *cut,
                              node_id loop)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, cut->target);
	bool is_inside = (tree_kind(t, loop) == KIND_FOR_STATEMENT ||
	                  tree_kind(t, loop) == KIND_WHILE_STATEMENT) &&
	                 tree_contains(t, loop, cut->statement);

	if (bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, loop) - loop,
	                    loop) ||
	    starts_at_last(f, cut) || starts_as_arguments(f, variable) ||
	    is_window(f, cut))
		return CONSUMED_NOT;
	if (!is_inside)
		return is_little_left(f, cut) ? CONSUMED_NOT : CONSUMED_SOME;
	if (is_register(f, cut) || is_trimmed(f, cut, loop) ||
	    is_put_back(f, cut, loop) ||
	    slices_is_looked_up(f, loop, cut->target) ||
	    (variable != NO_SYMBOL && is_passed_whole(f, cut, variable, loop)))
		return CONSUMED_NOT;
	if (variable == NO_SYMBOL || !starts_as_data(f, variable, loop) ||
	    grows_in(f, loop, cut->target) || cut->is_from_behind ||
	    is_peeling(f, cut, loop) || !is_consuming_loop(f, cut, loop) ||
	    is_mostly_short(f, cut, loop))
		return CONSUMED_SOME;
	return CONSUMED_DATA;
}

bool slices_only_strips(const struct facts *f, const struct cut *cut,
                        node_id loop)
{
	node_id body = tree_child(f->tree, loop, FIELD_BODY);

	return tree_kind(f->tree, loop) == KIND_WHILE_STATEMENT &&
	       tree_child_at(f->tree, body, 1) == NO_NODE &&
	       cuts_constant(f, cut);
}

bool slices_cuts_rows(const struct facts *f, const struct cut *cut,
                      node_id loop)
{
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, cut->target);
	uint32_t seeds = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		if (o->access != ACCESS_BIND || tree_contains(t, loop, o->node))
			continue;
		if (seeds++ == MOST_BINDINGS)
			return false;
		if (o->binding == BINDING_PARAMETER
		        ? !turns_are_passed(f, o)
		        : o->binding != BINDING_ASSIGNMENT ||
		              !turns_are_many(
		                  f, tree_child(t, o->cause, FIELD_RIGHT)))
			return false;
	}
	return seeds > 0;
}
