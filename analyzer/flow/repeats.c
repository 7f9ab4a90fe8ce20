#include "repeats.h"

#include "extent.h"
#include "statement.h"

#include <stdlib.h>
#include <string.h>

/* Turns that are provably no more than these make no bulk, and calls
 * are followed so far up from what is made. */
enum { FEW_TURNS = 8, MOST_CALLS = 3, NOT_REACHED = 255 };

/* What is known of a statement or clause while loops are looked for. */
enum mark {
	MARK_LEAVES = 1,       /* its end is never reached */
	MARK_HAS_CONTINUE = 2, /* of a loop */
	MARK_HAS_BREAK = 4     /* of a loop */
};

/* Facts that cost more than one pass, for files where a rule asks. */
struct repeats_index {
	uint32_t *first_binding; /* by symbol: in `bindings`; one past too */
	node_id *bindings;       /* by variable, in order of their nodes */
	struct calls calls;
	bool has_calls;
	uint8_t *calls_away; /* by scope: from a bulk place, or NOT_REACHED */
	node_id *bulk_place; /* by scope: that place */
};

static bool is_comprehension(enum kind kind)
{
	return kind == KIND_LIST_COMPREHENSION ||
	       kind == KIND_SET_COMPREHENSION ||
	       kind == KIND_DICTIONARY_COMPREHENSION ||
	       kind == KIND_GENERATOR_EXPRESSION;
}

static bool is_first_clause(const struct tree *t, node_id clause)
{
	return tree_end(t, tree_first(t, tree_parent(t, clause))) == clause;
}

/* The innermost loop that the syntax puts around n, from that of its parent. */
static node_id loop_around(const struct tree *t, const node_id *loop_of,
                           node_id n)
{
	node_id parent = tree_parent(t, n);
	enum field field = tree_field(t, n);

	switch (tree_kind(t, parent)) {
	case KIND_FUNCTION_DEFINITION:
	case KIND_LAMBDA:
		return field == FIELD_BODY ? NO_NODE : loop_of[parent];
	case KIND_FOR_STATEMENT:
		return field == FIELD_BODY || field == FIELD_LEFT
		           ? parent
		           : loop_of[parent];
	case KIND_WHILE_STATEMENT:
		return field == FIELD_BODY || field == FIELD_CONDITION
		           ? parent
		           : loop_of[parent];
	case KIND_LIST_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_GENERATOR_EXPRESSION:
		return parent;
	case KIND_FOR_IN_CLAUSE:
		return field == FIELD_RIGHT && is_first_clause(t, parent)
		           ? loop_of[tree_parent(t, parent)]
		           : loop_of[parent];
	default:
		return loop_of[parent];
	}
}

static bool any_child_leaves(const struct tree *t, const uint8_t *marks,
                             node_id n)
{
	for (node_id c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c))
		if (marks[c] & MARK_LEAVES)
			return true;
	return false;
}

static bool if_leaves(const struct tree *t, const uint8_t *marks, node_id n)
{
	bool has_else = false;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_field(t, c) == FIELD_CONDITION)
			continue;
		if (!(marks[c] & MARK_LEAVES))
			return false;
		has_else |= tree_kind(t, c) == KIND_ELSE_CLAUSE;
	}
	return has_else;
}

static bool try_leaves(const struct tree *t, const uint8_t *marks, node_id n)
{
	bool body = false, handlers = true;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		bool is_left = marks[c] & MARK_LEAVES;

		switch (tree_kind(t, c)) {
		case KIND_FINALLY_CLAUSE:
			if (is_left)
				return true;
			break;
		case KIND_EXCEPT_CLAUSE:
			handlers &= is_left;
			break;
		default: /* the body and the else clause */
			body |= is_left;
		}
	}
	return body && handlers;
}

static bool match_leaves(const struct tree *t, const uint8_t *marks, node_id n)
{
	node_id block = tree_child(t, n, FIELD_BODY);

	if (block == NO_NODE)
		return false;
	for (node_id c = tree_first(t, block); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (!any_child_leaves(t, marks, c))
			return false;
		if (statement_is_irrefutable(t, c))
			return true;
	}
	return false;
}

/* contextlib.suppress and its like swallow what would leave (PEP 343). */
static bool with_leaves(const struct tree *t, const uint8_t *marks, node_id n)
{
	node_id body = tree_child(t, n, FIELD_BODY);

	if (body == NO_NODE || !(marks[body] & MARK_LEAVES))
		return false;
	for (node_id m = n + 1; m < body; m++) {
		struct str name;

		if (tree_kind(t, m) != KIND_CALL)
			continue;
		name = tree_text(t, tree_first(t, m));
		if (str_ends(name, "suppress") || str_ends(name, "raises") ||
		    str_ends(name, "subTest"))
			return false;
	}
	return true;
}

/* Is the end of the statement or clause never reached? */
static bool leaves(const struct tree *t, const uint8_t *marks, node_id n)
{
	switch (tree_kind(t, n)) {
	case KIND_RETURN_STATEMENT:
	case KIND_RAISE_STATEMENT:
	case KIND_BREAK_STATEMENT:
	case KIND_CONTINUE_STATEMENT:
		return true;
	case KIND_BLOCK:
	case KIND_ELIF_CLAUSE:
	case KIND_ELSE_CLAUSE:
	case KIND_EXCEPT_CLAUSE:
	case KIND_FINALLY_CLAUSE:
		return any_child_leaves(t, marks, n);
	case KIND_IF_STATEMENT:
		return if_leaves(t, marks, n);
	case KIND_TRY_STATEMENT:
		return try_leaves(t, marks, n);
	case KIND_MATCH_STATEMENT:
		return match_leaves(t, marks, n);
	case KIND_WITH_STATEMENT:
		return with_leaves(t, marks, n);
	case KIND_WHILE_STATEMENT:
		return !(marks[n] & MARK_HAS_BREAK) &&
		       statement_is_always_true(
		           t, tree_child(t, n, FIELD_CONDITION));
	default:
		return false;
	}
}

/* A loop of which no turn comes to its end or to a `continue`. */
static bool has_one_turn(const struct tree *t, const uint8_t *marks,
                         node_id loop)
{
	node_id body = tree_child(t, loop, FIELD_BODY);

	return body != NO_NODE && marks[body] & MARK_LEAVES &&
	       !(marks[loop] & MARK_HAS_CONTINUE);
}

/* Leave out the loops that do not repeat. A child's number is larger than its
 * parent's, so going down the numbers is going up the tree. */
static void drop_single_turns(const struct tree *t, struct arena *arena,
                              node_id *loop_of)
{
	struct arena scratch = {0};
	uint8_t *marks, *is_single;
	bool is_any = false;

	arena_beside(&scratch, arena);
	marks = ARENA_ARRAY(&scratch, t->count, uint8_t);
	is_single = ARENA_ARRAY(&scratch, t->count, uint8_t);
	for (node_id n = t->count; n-- > 1;) {
		enum kind kind = tree_kind(t, n);

		if (loop_of[n] != NO_NODE && kind == KIND_CONTINUE_STATEMENT)
			marks[loop_of[n]] |= MARK_HAS_CONTINUE;
		if (loop_of[n] != NO_NODE && kind == KIND_BREAK_STATEMENT)
			marks[loop_of[n]] |= MARK_HAS_BREAK;
		if (leaves(t, marks, n))
			marks[n] |= MARK_LEAVES;
		if ((kind == KIND_FOR_STATEMENT ||
		     kind == KIND_WHILE_STATEMENT) &&
		    has_one_turn(t, marks, n))
			is_single[n] = is_any = true;
	}
	for (node_id n = 1; is_any && n < t->count; n++)
		if (loop_of[n] != NO_NODE && is_single[loop_of[n]])
			loop_of[n] = loop_of[loop_of[n]];
	arena_release(&scratch);
}

void repeats_find(struct repeats *repeats, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports)
{
	node_id *loop_of = arena_room(arena, tree->count * sizeof(node_id));
	bool is_any = false;

	loop_of[0] = NO_NODE;
	for (node_id n = 1; n < tree->count; n++) {
		loop_of[n] = loop_around(tree, loop_of, n);
		is_any |= loop_of[n] != NO_NODE;
	}
	if (is_any)
		drop_single_turns(tree, arena, loop_of);
	*repeats =
	    (struct repeats){.tree = tree,
	                     .scopes = scopes,
	                     .imports = imports,
	                     .loop_of = loop_of,
	                     .arena = arena,
	                     .index = ARENA_NEW(arena, struct repeats_index)};
}

node_id repeats_loop(const struct repeats *r, node_id n)
{
	return r->loop_of[n];
}

node_id repeats_outer(const struct repeats *r, node_id loop)
{
	return r->loop_of[loop];
}

bool repeats_is_short(const struct repeats *r, node_id loop, uint32_t most)
{
	const struct tree *t = r->tree;
	uint64_t turns = 1;

	if (tree_kind(t, loop) == KIND_FOR_STATEMENT)
		return extent_most(r->scopes,
		                   tree_child(t, loop, FIELD_RIGHT)) <= most;
	if (!is_comprehension(tree_kind(t, loop)))
		return false;
	for (node_id c = tree_first(t, loop); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) != KIND_FOR_IN_CLAUSE)
			continue;
		turns *= extent_most(r->scopes, tree_child(t, c, FIELD_RIGHT));
		if (turns > most)
			return false;
	}
	return true;
}

/* Functions whose while loops run for as long as the program does. */
static bool is_event_function(struct str name)
{
	static const char *const whole[] = {
	    "main",     "_main",      "run",   "_run",   "serve", "loop",
	    "mainloop", "event_loop", "start", "listen", NULL};

	return str_is_one_of(name, whole) || str_starts(name, "run_") ||
	       str_starts(name, "_run_") || str_starts(name, "serve_") ||
	       str_ends(name, "_loop") || str_ends(name, "_forever");
}

bool repeats_is_event_loop(const struct repeats *r, node_id loop)
{
	const struct tree *t = r->tree;
	node_id function;

	if (tree_kind(t, loop) != KIND_WHILE_STATEMENT)
		return false;
	if (statement_is_always_true(t, tree_child(t, loop, FIELD_CONDITION)))
		return true;
	function = tree_enclosing_body(t, loop);
	return tree_kind(t, function) == KIND_FUNCTION_DEFINITION &&
	       is_event_function(
	           tree_text(t, tree_child(t, function, FIELD_NAME)));
}

/* The variable that an occurrence binds or deletes, or NO_SYMBOL. */
static symbol_id bound_by(const struct scopes *s, occurrence_id i)
{
	const struct occurrence *o = &s->occurrences[i];

	return o->access == ACCESS_READ ? NO_SYMBOL
	                                : s->symbols[o->symbol].owner;
}

static int compare_nodes(const void *one, const void *other)
{
	node_id a = *(const node_id *)one, b = *(const node_id *)other;

	return a < b ? -1 : a > b;
}

/* The bindings of each variable together, by a counting sort. */
static void index_bindings(const struct repeats *r)
{
	const struct scopes *s = r->scopes;
	uint32_t *first = ARENA_ARRAY(r->arena, s->symbol_count + 2, uint32_t);
	node_id *sorted;

	for (occurrence_id i = 0; i < s->occurrence_count; i++)
		if (bound_by(s, i) != NO_SYMBOL)
			first[bound_by(s, i) + 2]++;
	for (uint32_t i = 2; i < s->symbol_count + 2; i++)
		first[i] += first[i - 1];
	sorted = ARENA_ARRAY(r->arena, first[s->symbol_count + 1], node_id);
	for (occurrence_id i = 0; i < s->occurrence_count; i++)
		if (bound_by(s, i) != NO_SYMBOL)
			sorted[first[bound_by(s, i) + 1]++] =
			    s->occurrences[i].node;
	for (symbol_id v = 0; v < s->symbol_count; v++)
		if (first[v + 1] - first[v] > 1)
			qsort(sorted + first[v], first[v + 1] - first[v],
			      sizeof(*sorted), compare_nodes);
	r->index->bindings = sorted;
	r->index->first_binding = first;
}

bool repeats_binds(const struct repeats *r, node_id loop, symbol_id variable)
{
	const struct repeats_index *index = r->index;
	uint32_t low, high, end;

	if (variable == NO_SYMBOL)
		return false;
	if (index->first_binding == NULL)
		index_bindings(r);
	low = index->first_binding[variable];
	high = end = index->first_binding[variable + 1];
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (index->bindings[middle] < loop)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && index->bindings[low] < tree_end(r->tree, loop);
}

const struct calls *repeats_calls(const struct repeats *r)
{
	if (!r->index->has_calls)
		calls_find(&r->index->calls, r->arena, r->scopes);
	r->index->has_calls = true;
	return &r->index->calls;
}

node_id repeats_recursive_call(const struct repeats *r, node_id function)
{
	const struct calls *calls = repeats_calls(r);
	scope_id scope = scopes_opened_by(r->scopes, function);

	if (scope == NO_SCOPE)
		return NO_NODE;
	for (uint32_t i = calls->first_site[scope];
	     i < calls->first_site[scope + 1]; i++)
		if (scopes_body(r->scopes, calls->sites[i]) == scope)
			return calls->sites[i];
	return NO_NODE;
}

bool repeats_is_callback(const struct repeats *r, node_id function)
{
	static const char *const protocol[] = {"data_received",
	                                       "datagram_received",
	                                       "feed",
	                                       "feed_data",
	                                       "write",
	                                       "dataReceived",
	                                       "lineReceived",
	                                       "characters",
	                                       NULL};
	static const char *const once[] = {
	    "on_startup", "on_start",    "on_init", "on_activate", "on_stop",
	    "on_exit",    "on_shutdown", "on_quit", "on_destroy",  NULL};
	const struct tree *t = r->tree;
	struct str name;

	if (calls_class_around(t, function) == NO_NODE)
		return false;
	name = tree_text(t, tree_child(t, function, FIELD_NAME));
	return str_is_one_of(name, protocol) || str_starts(name, "handle_") ||
	       (str_starts(name, "on_") && !str_is_one_of(name, once));
}

/* The innermost loop of its own body that makes n in bulk. */
static node_id bulk_loop(const struct repeats *r, node_id n)
{
	node_id loop = repeats_loop(r, n);

	while (loop != NO_NODE && (repeats_is_short(r, loop, FEW_TURNS) ||
	                           repeats_is_event_loop(r, loop)))
		loop = repeats_outer(r, loop);
	return loop;
}

static void reach(struct repeats_index *index, scope_id scope,
                  uint8_t calls_away, node_id place)
{
	if (index->calls_away[scope] <= calls_away)
		return;
	index->calls_away[scope] = calls_away;
	index->bulk_place[scope] = place;
}

/* Functions that are called from what is `calls_away - 1` calls away, in order
 * of their scopes; those of 0 are in recursion. */
static void reach_called(const struct repeats *r, uint8_t calls_away)
{
	const struct calls *calls = repeats_calls(r);
	struct repeats_index *index = r->index;

	for (scope_id scope = 0; scope < r->scopes->scope_count; scope++)
		for (uint32_t i = calls->first_site[scope];
		     i < calls->first_site[scope + 1]; i++) {
			node_id site = calls->sites[i];
			scope_id caller = scopes_body(r->scopes, site);
			node_id place = NO_NODE;

			if (calls_away == 0)
				place = calls->component[caller] ==
				                calls->component[scope]
				            ? site
				            : NO_NODE;
			else if (index->calls_away[caller] == calls_away - 1)
				place = index->bulk_place[caller];
			else if (calls_away == 1 &&
			         bulk_loop(r, site) != NO_NODE)
				place = site;
			if (place != NO_NODE)
				reach(index, scope, calls_away, place);
		}
}

node_id repeats_bulk_place(const struct repeats *r, node_id n)
{
	struct repeats_index *index = r->index;
	node_id loop = bulk_loop(r, n);
	scope_id scope;

	if (loop != NO_NODE)
		return loop;
	if (index->calls_away == NULL) {
		uint32_t count = r->scopes->scope_count;

		index->bulk_place = ARENA_ARRAY(r->arena, count, node_id);
		index->calls_away = ARENA_ARRAY(r->arena, count, uint8_t);
		memset(index->calls_away, NOT_REACHED, count);
		for (uint8_t away = 0; away <= MOST_CALLS; away++)
			reach_called(r, away);
	}
	scope = scopes_body(r->scopes, n);
	return scope != NO_SCOPE && index->calls_away[scope] != NOT_REACHED
	           ? index->bulk_place[scope]
	           : NO_NODE;
}

bool repeats_in_bulk(const struct repeats *r, node_id n)
{
	return repeats_bulk_place(r, n) != NO_NODE;
}
