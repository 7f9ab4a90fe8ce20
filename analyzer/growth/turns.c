#include "turns.h"

#include "ask.h"
#include "bounds.h"
#include "minor.h"
#include "turns_facts.h"

/* Past these nothing is sure. */
enum { MOST_LOOPS = 6, MOST_CALLS = 3 };

/* -------------------------------------------------------------- while loops */

/* "", None; of a length any number: a short read is the last. */
static bool is_nothing(const struct tree *t, node_id n, bool is_length)
{
	switch (tree_kind(t, n)) {
	case KIND_STRING:
		return tree_string_text(t, n).length == 0;
	case KIND_NONE:
		return true;
	default:
		return is_length;
	}
}

/* Is n `not name`, `name == b""`, `len(name) == 0`, `name is None`? */
static bool tests_empty(const struct facts *f, node_id n, name_id name)
{
	const struct tree *t = f->tree;
	node_id inner, other = NO_NODE;
	bool is_length;

	n = tree_value(t, n);
	if (tree_kind(t, n) == KIND_NOT_OPERATOR) {
		inner = tree_value(t, tree_child(t, n, FIELD_ARGUMENT));
	} else if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR) {
		inner = tree_value(t, tree_first(t, n));
		other = tree_value(t, tree_child_at(t, n, 2));
	} else {
		return false;
	}
	is_length = ask_calls(f, inner, "builtins.len");
	if (is_length)
		inner = tree_value(t, ask_argument(f, inner, 0));
	return tree_kind(t, inner) == KIND_IDENTIFIER &&
	       tree_name(t, inner) == name &&
	       (other == NO_NODE || is_nothing(t, other, is_length));
}

/* Is the loop left at n because what was read into `name` is empty: in `if not
 * name`, in the `else` of `if name`? */
static bool is_end(const struct facts *f, node_id n, node_id loop, name_id name)
{
	const struct tree *t = f->tree;
	bool is_else = false;
	node_id test;

	for (; n != loop && n != 0; n = tree_parent(t, n)) {
		if (tree_kind(t, n) == KIND_ELSE_CLAUSE)
			is_else = true;
		if (tree_kind(t, n) != KIND_IF_STATEMENT)
			continue;
		test = tree_value(t, tree_child(t, n, FIELD_CONDITION));
		if (name == NAME_NONE)
			return false;
		if (is_else)
			return tree_kind(t, test) == KIND_IDENTIFIER &&
			       tree_name(t, test) == name;
		return tests_empty(f, test, name);
	}
	return false;
}

/* May the loop end before what it goes over or reads into `name` does? A body
 * that is too large to look at may. */
static bool is_left_early(const struct facts *f, node_id loop, name_id name)
{
	const struct tree *t = f->tree;
	node_id body = tree_child(t, loop, FIELD_BODY), end;

	if (body == NO_NODE)
		return false;
	end = tree_end(t, body);
	if (bounds_exceeded(t, REACHED_LOOP_NODES, end - body, body))
		return true;
	for (node_id n = body; n < end; n++) {
		switch (tree_kind(t, n)) {
		case KIND_FUNCTION_DEFINITION:
		case KIND_LAMBDA:
			n = tree_end(t, n) - 1;
			break;
		case KIND_BREAK_STATEMENT:
			if (repeats_loop(&f->repeats, n) == loop &&
			    !is_end(f, n, loop, name))
				return true;
			break;
		case KIND_RETURN_STATEMENT:
			if (!is_end(f, n, loop, name))
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* The name that each turn reads into: by the condition, or by a statement. */
static name_id read_into(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;
	node_id end = tree_end(t, loop);

	if (bounds_exceeded(t, REACHED_LOOP_NODES, end - loop, loop))
		return NAME_NONE;
	for (node_id n = loop + 1; n < end; n++) {
		node_id value, name;

		switch (tree_kind(t, n)) {
		case KIND_FUNCTION_DEFINITION:
		case KIND_LAMBDA:
			n = tree_end(t, n) - 1;
			continue;
		case KIND_NAMED_EXPRESSION:
			name = tree_child(t, n, FIELD_NAME);
			value = tree_child(t, n, FIELD_VALUE);
			break;
		case KIND_ASSIGNMENT:
			name = tree_child(t, n, FIELD_LEFT);
			value = tree_child(t, n, FIELD_RIGHT);
			break;
		default:
			continue;
		}
		value = tree_value(t, value);
		if (tree_kind(t, value) == KIND_AWAIT)
			value = tree_value(t, tree_first(t, value));
		if (tree_kind(t, name) == KIND_IDENTIFIER &&
		    repeats_loop(&f->repeats, n) == loop &&
		    turns_is_reading(f, value))
			return tree_name(t, name);
	}
	return NAME_NONE;
}

/* Does the condition hold for as long as something comes in: `True`, `data`,
 * `data != b""`, `(data := f.read(n))`? */
static bool is_until_end(const struct facts *f, node_id condition, name_id name)
{
	const struct tree *t = f->tree;
	node_id n = tree_value(t, condition);
	int64_t value;

	if (tree_kind(t, n) == KIND_TRUE ||
	    (ask_integer(f, n, &value) && value != 0))
		return true;
	if (tree_kind(t, n) == KIND_COMPARISON_OPERATOR)
		n = tree_value(t, tree_first(t, n));
	if (tree_kind(t, n) == KIND_NAMED_EXPRESSION)
		n = tree_child(t, n, FIELD_NAME);
	return tree_kind(t, n) == KIND_IDENTIFIER && tree_name(t, n) == name;
}

bool turns_is_large_file(const struct facts *f, node_id n, node_id file)
{
	node_id call = stream_opening(f, file);
	node_id path = call == NO_NODE
	                   ? NO_NODE
	                   : tree_child(f->tree, call, FIELD_ARGUMENTS);

	return turns_are_many(f, n) &&
	       (minor_is_endless(f, n, file) || minor_is_endless(f, n, path));
}

bool turns_is_left_early(const struct facts *f, node_id loop)
{
	return is_left_early(f, loop, NAME_NONE);
}

bool turns_reads_to_end(const struct facts *f, node_id loop)
{
	name_id name = read_into(f, loop);

	return name != NAME_NONE &&
	       is_until_end(f, tree_child(f->tree, loop, FIELD_CONDITION),
	                    name) &&
	       !is_left_early(f, loop, name);
}

/* -------------------------------------------------------------------- loops */

bool turns_is_of_data(const struct facts *f, node_id loop)
{
	const struct tree *t = f->tree;

	switch (tree_kind(t, loop)) {
	case KIND_FOR_STATEMENT:
		return turns_are_many(f, tree_child(t, loop, FIELD_RIGHT)) &&
		       !turns_is_left_early(f, loop);
	case KIND_WHILE_STATEMENT:
		return !minor_is_place(f, loop) && turns_reads_to_end(f, loop);
	default:
		break;
	}
	for (node_id n = tree_first(t, loop); n != NO_NODE;
	     n = tree_sibling(t, n))
		if (tree_kind(t, n) == KIND_FOR_IN_CLAUSE &&
		    turns_are_many(f, tree_child(t, n, FIELD_RIGHT)))
			return true;
	return false;
}

node_id turns_outwards(const struct facts *f, node_id loop)
{
	for (int step = 0; loop != NO_NODE && step < MOST_LOOPS; step++) {
		if (turns_is_of_data(f, loop))
			return loop;
		loop = repeats_outer(&f->repeats, loop);
	}
	return NO_NODE;
}

node_id turns_around(const struct facts *f, node_id n)
{
	return turns_outwards(f, repeats_loop(&f->repeats, n));
}

/* Is the name bound by a for over such? */
static bool is_bound_by_turns(const struct facts *f, node_id name)
{
	const struct tree *t = f->tree;
	const struct occurrence *only =
	    scopes_only_binding(&f->scopes, scopes_variable(&f->scopes, name));

	return only != NULL && only->binding == BINDING_FOR &&
	       tree_kind(t, tree_child(t, only->cause, FIELD_LEFT)) ==
	           KIND_IDENTIFIER &&
	       turns_are_many(f, tree_child(t, only->cause, FIELD_RIGHT));
}

node_id turns_piece(const struct facts *f, node_id n)
{
	static const char *const whole[] = {"strip",    "rstrip", "lstrip",
	                                    "lower",    "upper",  "decode",
	                                    "casefold", NULL};
	const struct tree *t = f->tree;

	for (;;) {
		node_id callee;

		n = tree_value(t, n);
		if (tree_kind(t, n) != KIND_CALL)
			break;
		callee = tree_child(t, n, FIELD_FUNCTION);
		if (tree_kind(t, callee) != KIND_ATTRIBUTE ||
		    !str_is_one_of(data_called(t, callee), whole))
			return NO_NODE;
		n = tree_first(t, callee);
	}
	return tree_kind(t, n) == KIND_IDENTIFIER && is_bound_by_turns(f, n)
	           ? n
	           : NO_NODE;
}

node_id turns_of(const struct facts *f, node_id n)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	struct {
		scope_id scope;
		uint32_t calls;
	} queue[BOUND_SITES];
	uint32_t head = 0, tail = 0;
	node_id found = turns_around(f, n);

	queue[tail++].scope = scopes_body(&f->scopes, n);
	queue[0].calls = 0;
	for (; found == NO_NODE && head < tail; head++) {
		scope_id scope = queue[head].scope;
		uint32_t first, end;

		if (scope == NO_SCOPE || queue[head].calls == MOST_CALLS)
			continue;
		first = calls->first_site[scope];
		end = calls->first_site[scope + 1];
		for (uint32_t i = first; i < end; i++) {
			node_id site = calls->sites[i];

			if (bounds_exceeded(f->tree, REACHED_SITES,
			                    i - first + 1, site))
				break;
			found = turns_around(f, site);
			if (found != NO_NODE)
				return found;
			if (bounds_exceeded(f->tree, REACHED_SITES, tail + 1,
			                    site))
				continue;
			queue[tail].scope = scopes_body(&f->scopes, site);
			queue[tail++].calls = queue[head].calls + 1;
		}
	}
	return found;
}

bool turns_is_for_one(const struct tree *t, node_id n)
{
	node_id around = tree_parent(t, n), condition, sign;

	if (tree_kind(t, around) != KIND_IF_STATEMENT &&
	    tree_kind(t, around) != KIND_ELIF_CLAUSE)
		return false;
	condition = tree_value(t, tree_child(t, around, FIELD_CONDITION));
	if (tree_field(t, n) != FIELD_CONSEQUENCE ||
	    tree_kind(t, condition) != KIND_COMPARISON_OPERATOR)
		return false;
	sign = tree_sibling(t, tree_first(t, condition));
	return tree_kind(t, sign) == KIND_TOKEN_EQUAL_EQUAL &&
	       tree_kind(t, tree_sibling(t, sign)) == KIND_STRING;
}
