#include "growth_rows.h"

#include "ask.h"
#include "growth_bound.h"
#include "turns.h"

/* Is n run at some turns of the loop only? `if chunk:` is no condition: what is
 * empty adds nothing. */
static bool is_guarded(const struct tree *t, node_id n, node_id loop)
{
	for (; n != loop && n != 0; n = tree_parent(t, n)) {
		node_id test;

		switch (tree_kind(t, n)) {
		case KIND_EXCEPT_CLAUSE:
		case KIND_CASE_CLAUSE:
		case KIND_ELIF_CLAUSE:
		case KIND_ELSE_CLAUSE:
			return true;
		case KIND_IF_STATEMENT:
			test = tree_value(t, tree_child(t, n, FIELD_CONDITION));
			if (tree_kind(t, test) != KIND_IDENTIFIER)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* Is the target set to something else in the loop? */
static bool is_set_anew(const struct facts *f, struct carry *c,
                        const struct growth *g, node_id loop)
{
	const struct tree *t = f->tree;

	for (node_id n = loop; n < tree_end(t, loop); n++) {
		node_id right;

		if (!carry_work(c, 1))
			return true;
		if (tree_kind(t, n) != KIND_ASSIGNMENT ||
		    !tree_same(t, tree_child(t, n, FIELD_LEFT),
		               g->parts.target))
			continue;
		right = tree_child(t, n, FIELD_RIGHT);
		if (right != NO_NODE &&
		    !growth_derives(t, g->parts.target, right))
			return true;
	}
	return false;
}

/* Does a `while True` add what it reads? */
static bool adds_what_it_reads(const struct facts *f, const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id value = tree_value(t, g->parts.value), condition;
	int64_t constant;

	condition = tree_child(t, g->where, FIELD_CONDITION);
	if (tree_kind(t, g->where) != KIND_WHILE_STATEMENT ||
	    (tree_kind(t, condition) != KIND_TRUE &&
	     !ask_integer(f, condition, &constant)))
		return false;
	if (tree_kind(t, value) == KIND_AWAIT)
		value = tree_value(t, tree_first(t, value));
	return turns_is_reading(f, value) && !data_is_tiny(f, value);
}

bool growth_is_per_row(const struct facts *f, struct carry *c,
                       const struct growth *g)
{
	const struct tree *t = f->tree;
	node_id from = g->parts.statement, loop;
	bool is_reading = false;

	if (g->carrier != CARRIER_LOOP && g->carrier != CARRIER_CALLS)
		return false;
	if (growth_bound_of(f, c, g) != GROWTH_BOUND_NONE)
		return false;
	if (g->carrier == CARRIER_CALLS) {
		if (is_guarded(t, from, tree_enclosing_body(t, from)))
			return false;
		from = g->where;
	}
	loop = turns_around(f, from);
	if (loop == NO_NODE && g->carrier == CARRIER_LOOP &&
	    adds_what_it_reads(f, g)) {
		is_reading = true;
		loop = g->where;
	}
	return loop != NO_NODE &&
	       (g->carrier == CARRIER_CALLS ||
	        tree_contains(t, g->where, loop)) &&
	       (is_reading || !is_guarded(t, from, loop)) &&
	       !is_set_anew(f, c, g, loop);
}

/* Is the text run as code afterwards? Source code is no data. */
static bool is_run(const struct facts *f, const struct growth *g)
{
	static const char *const functions[] = {
	    "builtins.exec", "builtins.eval", "builtins.compile", NULL};
	static const char *const methods[] = {"runsource", "runcode",
	                                      "run_code", "run_source", NULL};
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(&f->scopes, g->parts.target);
	uint32_t uses = 0;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL; o = scopes_next(&f->scopes, o)) {
		node_id call = tree_parent(t, tree_parent(t, o->node));
		node_id callee;

		if (bounds_exceeded(t, REACHED_USES, ++uses, o->node))
			return true;
		if (tree_kind(t, call) != KIND_CALL ||
		    ask_argument(f, call, 0) != o->node)
			continue;
		callee = tree_child(t, call, FIELD_FUNCTION);
		if (imports_which(&f->imports, callee, functions) >= 0 ||
		    str_is_one_of(data_called(t, callee), methods))
			return true;
	}
	return false;
}

enum level growth_level(const struct facts *f, struct carry *c,
                        const struct growth *g)
{
	return growth_is_per_row(f, c, g) && !is_run(f, g) ? LEVEL_WARNING
	                                                   : LEVEL_NOTE;
}
