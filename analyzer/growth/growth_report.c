#include "growth_report.h"

/* LOOKED_BACK_AT in findings; MOST_PLACES of one finding. */
enum { LOOKED_BACK_AT = 32, MOST_PLACES = 16 };

enum { MOST_STEPS = 16 };

/* Does it grow under a condition only: `if`, `except`, `match`? */
static bool is_guarded(const struct tree *t, const struct growth *g)
{
	node_id end = g->where, n = g->parts.statement;

	if (g->carrier > CARRIER_FEW_TURNS)
		end = tree_enclosing_body(t, n);
	for (int step = 0; n != end && n != 0 && step < MOST_STEPS; step++) {
		n = tree_parent(t, n);
		switch (tree_kind(t, n)) {
		case KIND_IF_STATEMENT:
		case KIND_EXCEPT_CLAUSE:
		case KIND_MATCH_STATEMENT:
			return n != end;
		default:
			break;
		}
	}
	return false;
}

const char *growth_when(struct arena *arena, const struct facts *facts,
                        const struct growth *g)
{
	const struct tree *t = facts->tree;
	node_id function, name;

	if (g->carrier <= CARRIER_FEW_TURNS)
		return is_guarded(t, g)
		           ? "at each turn of the loop that adds to it"
		           : "at every turn of the loop";
	function = tree_enclosing_body(t, g->parts.statement);
	name = tree_child(t, function, FIELD_NAME);
	return arena_format(arena,
	                    "at each call of '%s' that adds to what is there",
	                    str_copy(arena, tree_text(t, name)));
}

const char *growth_store_in_words(enum growth_store store)
{
	switch (store) {
	case STORE_CAPTURED:
		return "a local that an inner function reads";
	case STORE_OUTER:
		return "a variable of an outer function";
	case STORE_MODULE:
		return "a module-level name";
	case STORE_CLASS:
		return "a name in a class body";
	case STORE_GLOBAL:
		return "a global";
	case STORE_ATTRIBUTE:
		return "an attribute";
	default:
		return "an item";
	}
}

/* `for x in xs`, `while c`, `def f(...)`, or the whole call. */
static struct span header(const struct tree *t, node_id n)
{
	struct span span = tree_span(t, n);
	node_id body = tree_child(t, n, FIELD_BODY);

	if (body != NO_NODE && body > n + 1)
		span.end = t->nodes[tree_child(t, n, FIELD_LEFT) != NO_NODE
		                        ? tree_child(t, n, FIELD_RIGHT)
		                        : n + 1]
		               .end;
	return span;
}

void growth_relate(struct findings *findings, struct finding *finding,
                   const struct facts *facts, const struct growth *g)
{
	const char *text = "";

	switch (g->carrier) {
	case CARRIER_LOOP:
	case CARRIER_FEW_TURNS:
		text = "the loop that keeps it from turn to turn";
		break;
	case CARRIER_CALLBACK:
		text = "called again and again, for each piece of the input";
		break;
	case CARRIER_RECURSION:
		text = "the recursive call";
		break;
	default:
		text = "the call in a loop";
	}
	finding_relate(findings, finding, header(facts->tree, g->where), text);
	if (g->seed != NO_NODE)
		finding_relate(findings, finding,
		               tree_span(facts->tree, g->seed),
		               "what it is known to hold");
}

/* The outermost loop that the growth is in, or what else repeats it. */
static node_id around_all(const struct facts *f, const struct growth *g)
{
	node_id loop = g->where, outer = loop;

	while (g->carrier <= CARRIER_FEW_TURNS && outer != NO_NODE) {
		loop = outer;
		outer = repeats_outer(&f->repeats, loop);
	}
	return loop;
}

static bool is_beside(const struct facts *f, const struct growth *a,
                      const struct growth *b)
{
	const struct tree *t = f->tree;

	return (tree_contains(t, a->where, b->where) ||
	        tree_contains(t, b->where, a->where)) &&
	       tree_enclosing_body(t, a->parts.statement) ==
	           tree_enclosing_body(t, b->parts.statement) &&
	       tree_same(t, a->parts.target, b->parts.target);
}

bool growth_join_earlier(const struct growth_reports *reports,
                         struct findings *findings, const struct facts *facts,
                         const struct growth *g)
{
	const struct growth_reported *r;
	uint32_t next =
	    reports->last == NULL ? 0 : reports->last[around_all(facts, g)];

	for (int i = 0; next != 0 && i < LOOKED_BACK_AT; i++) {
		struct finding *finding;

		r = &reports->list.at[next - 1];
		next = r->previous;
		finding = &findings->list.at[r->finding];
		if (!is_beside(facts, r->growth, g))
			continue;
		if (finding->related.count < MOST_PLACES)
			finding_relate(
			    findings, finding,
			    tree_span(facts->tree, g->parts.statement),
			    "it grows here too");
		return true;
	}
	return false;
}

void growth_remember(struct growth_reports *reports, struct arena *arena,
                     const struct findings *findings, const struct facts *facts,
                     const struct growth *g)
{
	node_id around = around_all(facts, g);
	struct growth_reported reported = {.growth = g,
	                                   .finding = findings->list.count - 1};

	if (reports->last == NULL)
		reports->last =
		    ARENA_ARRAY(arena, facts->tree->count, uint32_t);
	reported.previous = reports->last[around];
	ARRAY_PUSH(arena, &reports->list, reported);
	reports->last[around] = reports->list.count;
}
