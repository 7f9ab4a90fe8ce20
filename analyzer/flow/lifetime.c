#include "lifetime.h"

#include "bounds.h"
#include "lifetime_sign.h"

/* Calls are followed so far up. */
enum { MOST_CALLS = 3 };

static const struct lifetime unknown = {RUNS_UNKNOWN, NO_NODE, NULL};

/* Functions whose callers are looked at, each once. */
struct callers {
	scope_id scopes[BOUND_CALLERS];
	uint8_t calls_away[BOUND_CALLERS];
	node_id sites[BOUND_CALLERS]; /* the call of the first of them */
	uint32_t count;
	bool is_full;
};

static void add_caller(struct callers *c, scope_id scope, uint8_t away,
                       node_id site)
{
	for (uint32_t i = 0; i < c->count; i++)
		if (c->scopes[i] == scope)
			return;
	if (c->count == BOUND_CALLERS) {
		c->is_full = true;
		return;
	}
	c->scopes[c->count] = scope;
	c->calls_away[c->count] = away;
	c->sites[c->count++] = site;
}

/* Is the `break` at n that of this loop? */
static bool breaks(const struct tree *t, node_id n, node_id loop)
{
	while (tree_kind(t, n) != KIND_FOR_STATEMENT &&
	       tree_kind(t, n) != KIND_WHILE_STATEMENT && n != 0)
		n = tree_parent(t, n);
	return n == loop;
}

/* Does the statement, or one after it in its block, leave the loop? */
static bool leaves_after(const struct tree *t, node_id statement, node_id loop)
{
	for (node_id n = statement; n != NO_NODE; n = tree_sibling(t, n)) {
		switch (tree_kind(t, n)) {
		case KIND_RETURN_STATEMENT:
			return true;
		case KIND_BREAK_STATEMENT:
			return breaks(t, n, loop);
		case KIND_EXPRESSION_STATEMENT:
			break;
		default:
			/* it may have a `continue` */
			if (n != statement)
				return false;
		}
	}
	return false;
}

static bool has_continue(const struct tree *t, node_id n)
{
	for (node_id end = tree_end(t, n); n < end; n++)
		if (tree_kind(t, n) == KIND_CONTINUE_STATEMENT)
			return true;
	return false;
}

/* Does the loop around n end with the turn in which n is done without an
 * exception, as one that looks for the first that will do? */
static bool is_last_turn(const struct facts *f, node_id n)
{
	const struct tree *t = f->tree;
	node_id loop = repeats_loop(&f->repeats, n);

	if (loop == NO_NODE || repeats_outer(&f->repeats, loop) != NO_NODE)
		return false;
	if (bounds_exceeded(t, REACHED_LOOP_NODES, tree_end(t, loop) - loop,
	                    loop))
		return true; /* perhaps */
	for (; n != loop; n = tree_parent(t, n)) {
		if (tree_kind(t, tree_parent(t, n)) != KIND_BLOCK)
			continue;
		if (has_continue(t, n))
			return false;
		if (leaves_after(t, n, loop))
			return true;
	}
	return false;
}

static struct lifetime of_loop(const struct facts *f, node_id n)
{
	node_id place = repeats_bulk_place(&f->repeats, n);

	if (place == NO_NODE ||
	    is_last_turn(f, tree_kind(f->tree, place) == KIND_CALL ? place : n))
		return unknown;
	if (tree_kind(f->tree, place) == KIND_CALL)
		return (struct lifetime){RUNS_MANY, place,
		                         "again and again from this call"};
	return (struct lifetime){RUNS_MANY, place, "in this loop"};
}

static struct lifetime of_body(const struct facts *f, scope_id scope)
{
	node_id node = f->scopes.scopes[scope].node;

	switch (f->scopes.scopes[scope].kind) {
	case SCOPE_MODULE:
		return (struct lifetime){RUNS_ONCE, node, "at import"};
	case SCOPE_FUNCTION:
		return lifetime_sign(f, node);
	default:
		return unknown;
	}
}

/* Can nothing but this file's own code call it? */
static bool is_private(const struct facts *f, node_id function)
{
	struct str name =
	    tree_text(f->tree, tree_child(f->tree, function, FIELD_NAME));

	return f->is_script || (name.length > 0 && name.at[0] == '_') ||
	       f->scopes.scopes[scopes_body(&f->scopes, function)].kind ==
	           SCOPE_FUNCTION;
}

/* What calls the function, up to MOST_CALLS calls away: many times if one of
 * them runs many times, once if all known ones do and nothing else can. */
static struct lifetime of_callers(const struct facts *f, node_id function)
{
	const struct calls *calls = repeats_calls(&f->repeats);
	struct callers c = {.count = 0};
	bool is_once = is_private(f, function);
	uint32_t ends = 0;

	add_caller(&c, scopes_opened_by(&f->scopes, function), 0, NO_NODE);
	for (uint32_t i = 0; i < c.count; i++) {
		scope_id scope = c.scopes[i];
		struct lifetime own = i == 0 ? unknown : of_body(f, scope);

		if (own.runs == RUNS_MANY)
			return (struct lifetime){RUNS_MANY, own.place,
			                         own.when};
		if (own.runs == RUNS_ONCE) {
			ends++;
			continue;
		}
		if (c.calls_away[i] == MOST_CALLS ||
		    f->scopes.scopes[scope].kind != SCOPE_FUNCTION) {
			is_once = false;
			continue;
		}
		is_once &= is_private(f, f->scopes.scopes[scope].node);
		for (uint32_t k = calls->first_site[scope];
		     k < calls->first_site[scope + 1] && !c.is_full; k++)
			add_caller(&c, scopes_body(&f->scopes, calls->sites[k]),
			           (uint8_t)(c.calls_away[i] + 1),
			           calls->sites[k]);
	}
	if (c.is_full)
		bounds_reach(f->tree, REACHED_CALLERS, function);
	if (!is_once || ends != 1 || c.is_full || c.count < 2)
		return unknown;
	return (struct lifetime){RUNS_ONCE, c.sites[1], "from this call"};
}

struct lifetime lifetime_of_function(const struct facts *f, node_id function)
{
	struct lifetime found;

	if (tree_kind(f->tree, function) != KIND_FUNCTION_DEFINITION)
		return unknown;
	found = lifetime_sign(f, function);
	if (found.runs == RUNS_UNKNOWN)
		found = of_loop(f, tree_child(f->tree, function, FIELD_BODY));
	return found.runs == RUNS_UNKNOWN ? of_callers(f, function) : found;
}

struct lifetime lifetime_of(const struct facts *f, node_id n)
{
	scope_id scope = scopes_body(&f->scopes, n);
	struct lifetime found = of_loop(f, n);

	if (found.runs != RUNS_UNKNOWN || scope == NO_SCOPE)
		return found;
	while (f->scopes.scopes[scope].kind == SCOPE_CLASS)
		scope = scopes_body(&f->scopes, f->scopes.scopes[scope].node);
	if (f->scopes.scopes[scope].kind == SCOPE_MODULE)
		return of_body(f, scope);
	return lifetime_of_function(f, f->scopes.scopes[scope].node);
}

bool lifetime_is_told(const struct facts *f, struct lifetime lifetime)
{
	const struct tree *t = f->tree;

	return lifetime.runs == RUNS_MANY &&
	       (tree_kind(t, tree_parent(t, lifetime.place)) ==
	            KIND_DECORATOR ||
	        (tree_field(t, lifetime.place) == FIELD_NAME &&
	         tree_kind(t, tree_parent(t, lifetime.place)) ==
	             KIND_FUNCTION_DEFINITION));
}
