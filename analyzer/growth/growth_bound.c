#include "growth_bound.h"

#include "ask.h"

/* `while len(t) < n`, `while b"\n" not in t`, `while not t.endswith(m)`. */
static enum growth_bound bound_by_condition(const struct facts *f,
                                            struct carry *c,
                                            const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id condition = tree_child(t, g->where, FIELD_CONDITION);
	enum growth_bound bound = GROWTH_BOUND_NONE;

	if (tree_kind(t, g->where) != KIND_WHILE_STATEMENT ||
	    condition == NO_NODE)
		return GROWTH_BOUND_NONE;
	for (node_id n = condition; n < tree_end(t, condition); n++) {
		if (!carry_work(c, 1))
			return GROWTH_BOUND_MARK;
		if (!tree_same(t, n, g->parts.target))
			continue;
		if (tree_kind(t, tree_parent(t, n)) != KIND_ARGUMENT_LIST ||
		    !ask_calls(f, tree_parent(t, tree_parent(t, n)),
		               "builtins.len"))
			return GROWTH_BOUND_MARK;
		bound = GROWTH_BOUND_LENGTH;
	}
	return bound;
}

/* Is a part of the condition of an `if` a test for a mark in the target? */
static bool is_mark_test(const struct tree *t, node_id n, node_id target)
{
	node_id around = tree_parent(t, n), method;

	if (!tree_same(t, n, target))
		return false;
	if (tree_kind(t, around) == KIND_COMPARISON_OPERATOR)
		return tree_kind(t, tree_child_at(t, around, 1)) ==
		           KIND_TOKEN_IN &&
		       tree_first(t, around) != n;
	if (tree_kind(t, around) != KIND_ATTRIBUTE)
		return false;
	method = tree_child(t, around, FIELD_ATTRIBUTE);
	return str_is(tree_text(t, method), "endswith");
}

/* `byte == b"\n"`, of the piece that is added; not `chunk == b""`, its end. */
static bool is_last_piece(const struct tree *t, node_id n, node_id piece)
{
	node_id around = tree_parent(t, n);
	node_id mark = tree_child_at(t, around, 2);

	return tree_kind(t, n) == KIND_IDENTIFIER && tree_same(t, n, piece) &&
	       tree_kind(t, around) == KIND_COMPARISON_OPERATOR &&
	       tree_first(t, around) == n &&
	       tree_kind(t, tree_child_at(t, around, 1)) ==
	           KIND_TOKEN_EQUAL_EQUAL &&
	       tree_kind(t, mark) == KIND_STRING &&
	       tree_string_text(t, mark).length > 0;
}

/* `if b"\n" in t: break`. */
static bool is_left_at_mark(const struct tree *t, struct carry *c, node_id n,
                            const struct growth_parts *parts)
{
	node_id condition = tree_child(t, n, FIELD_CONDITION);
	node_id body = tree_child(t, n, FIELD_CONSEQUENCE);
	bool is_mark = false;

	if (tree_kind(t, n) != KIND_IF_STATEMENT || condition == NO_NODE ||
	    body == NO_NODE)
		return false;
	for (node_id k = condition; k < tree_end(t, condition); k++) {
		if (!carry_work(c, 1))
			return false;
		if (is_mark_test(t, k, parts->target) ||
		    is_last_piece(t, k, parts->value))
			is_mark = true;
	}
	if (!is_mark)
		return false;
	for (node_id k = tree_first(t, body); k != NO_NODE;
	     k = tree_sibling(t, k))
		if (tree_kind(t, k) == KIND_BREAK_STATEMENT ||
		    tree_kind(t, k) == KIND_RETURN_STATEMENT)
			return true;
	return false;
}

/* `t = t[n:]`: what was dealt with is taken off. */
static bool is_drained_by(const struct tree *t, node_id n, node_id target)
{
	node_id value;

	if (tree_kind(t, n) != KIND_ASSIGNMENT ||
	    !tree_same(t, tree_child(t, n, FIELD_LEFT), target))
		return false;
	value = tree_value(t, tree_child(t, n, FIELD_RIGHT));
	return tree_kind(t, value) == KIND_SUBSCRIPT &&
	       tree_same(t, tree_child(t, value, FIELD_VALUE), target);
}

/* `for line in t.splitlines()`. */
static bool is_line_by_line(const struct facts *f, node_id n, node_id target)
{
	const struct tree *t = f->tree;
	node_id right = tree_child(t, n, FIELD_RIGHT), lines;

	if (tree_kind(t, n) != KIND_FOR_STATEMENT || right == NO_NODE)
		return false;
	lines = ask_receiver(f, tree_value(t, right), "splitlines");
	return lines != NO_NODE && tree_same(t, lines, target);
}

/* Does the loop go on only until something is in what grows, or take off of it
 * what it has dealt with? */
static bool is_kept_short(const struct facts *f, struct carry *c,
                          const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id target = g->parts.target;

	for (node_id n = g->where + 1; n < tree_end(t, g->where); n++)
		if (!carry_work(c, 1) || is_left_at_mark(t, c, n, &g->parts) ||
		    is_drained_by(t, n, target) ||
		    is_line_by_line(f, n, target))
			return true;
	return false;
}

/* Does the condition choose by what a line starts with or is:
 * `line.startswith("descr:")`, `line[0] == "*"`? */
static bool is_choice(const struct tree *t, struct carry *c, node_id condition)
{
	for (node_id n = condition; n < tree_end(t, condition); n++) {
		if (!carry_work(c, 1))
			return true;
		if (tree_kind(t, n) == KIND_ATTRIBUTE &&
		    str_is(tree_text(t, tree_child(t, n, FIELD_ATTRIBUTE)),
		           "startswith"))
			return true;
		if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR &&
		    tree_child_count(t, n) == 3 &&
		    tree_kind(t, tree_child_at(t, n, 1)) ==
		        KIND_TOKEN_EQUAL_EQUAL &&
		    tree_kind(t, tree_child_at(t, n, 2)) == KIND_STRING)
			return true;
	}
	return false;
}

/* Is the statement run for chosen items of a for_statement only? */
static bool is_for_chosen(const struct tree *t, struct carry *c,
                          const struct growth *g)
{
	node_id n = g->parts.statement;

	if (tree_kind(t, g->where) != KIND_FOR_STATEMENT)
		return false;
	for (; n != g->where && n != 0; n = tree_parent(t, n)) {
		node_id around = tree_parent(t, n);
		enum kind kind = tree_kind(t, around);

		if ((kind == KIND_IF_STATEMENT || kind == KIND_ELIF_CLAUSE) &&
		    tree_field(t, n) == FIELD_CONSEQUENCE &&
		    is_choice(t, c, tree_child(t, around, FIELD_CONDITION)))
			return true;
	}
	return false;
}

enum growth_bound growth_bound_of(const struct facts *f, struct carry *c,
                                  const struct growth *g)
{
	if (g->carrier != CARRIER_LOOP)
		return GROWTH_BOUND_NONE;
	if (is_kept_short(f, c, g) || is_for_chosen(f->tree, c, g))
		return GROWTH_BOUND_MARK;
	return bound_by_condition(f, c, g);
}

/* `t += x; t = t[-n:]`: what is kept from turn to turn is n long. */
static bool is_cut_at_once(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id next = tree_sibling(t, tree_parent(t, g->parts.statement));
	node_id value;
	struct ask_slice slice;

	next = next == NO_NODE ? NO_NODE : tree_first(t, next);
	if (next == NO_NODE || tree_kind(t, next) != KIND_ASSIGNMENT ||
	    !tree_same(t, tree_child(t, next, FIELD_LEFT), g->parts.target))
		return false;
	value = tree_child(t, next, FIELD_RIGHT);
	if (value == NO_NODE)
		return false;
	value = tree_value(t, value);
	return tree_kind(t, value) == KIND_SUBSCRIPT &&
	       ask_slice(f, value, &slice) && slice.stop == NO_NODE &&
	       slice.start != NO_NODE &&
	       tree_kind(t, slice.start) == KIND_UNARY_OPERATOR &&
	       tree_same(t, slice.value, g->parts.target);
}

/* `line, t = t, ""`: what has grown is handed on, and begins anew. */
static bool is_taken_by(const struct tree *t, node_id n, node_id target)
{
	node_id left = tree_child(t, n, FIELD_LEFT), to, from;
	node_id right = tree_child(t, n, FIELD_RIGHT);
	bool is_read = false, is_new = false;

	if (tree_kind(t, n) != KIND_ASSIGNMENT ||
	    tree_kind(t, left) != KIND_PATTERN_LIST ||
	    tree_kind(t, right) != KIND_EXPRESSION_LIST)
		return false;
	from = tree_first(t, right);
	for (to = tree_first(t, left); to != NO_NODE && from != NO_NODE;
	     to = tree_sibling(t, to), from = tree_sibling(t, from)) {
		is_read |= tree_same(t, from, target);
		is_new |= tree_same(t, to, target) &&
		          tree_kind(t, from) == KIND_STRING;
	}
	return is_read && is_new;
}

/* Is that done in the loop? */
static bool is_taken(const struct facts *f, struct carry *carry,
                     const struct growth *g)
{
	const struct tree *t = f->tree;

	if (g->carrier != CARRIER_LOOP || g->type != TYPE_STR)
		return false;
	for (node_id n = g->where + 1; n < tree_end(t, g->where); n++)
		if (!carry_work(carry, 1) || is_taken_by(t, n, g->parts.target))
			return true;
	return false;
}

bool growth_begins_anew(const struct facts *f, struct carry *c,
                        const struct growth *g)
{
	return is_cut_at_once(f, g) || is_taken(f, c, g);
}

/* Of `file.read()`, which reads to the end, the file that the loop goes on
 * with; NO_SYMBOL of anything else. */
static symbol_id file_read_whole(const struct facts *f, node_id call,
                                 node_id loop)
{
	node_id file = ask_receiver(f, call, "read");
	symbol_id variable;

	if (file == NO_NODE || ask_argument_count(f, call) != 0)
		return NO_SYMBOL;
	while (tree_kind(f->tree, file) == KIND_ATTRIBUTE)
		file = tree_child(f->tree, file, FIELD_OBJECT);
	variable = scopes_variable(&f->scopes, file);
	return variable == NO_SYMBOL ||
	               repeats_binds(&f->repeats, loop, variable)
	           ? NO_SYMBOL
	           : variable;
}

/* Has the variable no value but file.read(), of one file? */
static bool is_file_read_whole(const struct facts *f, symbol_id variable,
                               node_id loop)
{
	symbol_id file = NO_SYMBOL;

	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		symbol_id read = NO_SYMBOL;

		if (o->access != ACCESS_BIND)
			continue;
		if (o->binding == BINDING_ASSIGNMENT &&
		    tree_child(f->tree, o->cause, FIELD_LEFT) == o->node)
			read = file_read_whole(
			    f,
			    tree_value(f->tree, tree_child(f->tree, o->cause,
			                                   FIELD_RIGHT)),
			    loop);
		if (read == NO_SYMBOL || (file != NO_SYMBOL && file != read))
			return false;
		file = read;
	}
	return file != NO_SYMBOL;
}

bool growth_is_all_there_is(const struct facts *f, const struct growth *g)
{
	node_id value = g->parts.value;
	symbol_id variable;

	if (g->carrier > CARRIER_FEW_TURNS || value == NO_NODE)
		return false;
	value = tree_value(f->tree, value);
	variable = scopes_variable(&f->scopes, value);
	return variable == NO_SYMBOL
	           ? file_read_whole(f, value, g->where) != NO_SYMBOL
	           : is_file_read_whole(f, variable, g->where);
}
