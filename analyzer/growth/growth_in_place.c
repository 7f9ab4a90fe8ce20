/* The fix of a list, dict or set that is copied to grow: change it in place. */
#include "growth_report.h"

/* Is a value a container that nothing else holds yet? */
static bool is_new(const struct facts *f, node_id n)
{
	static const char *const makers[] = {"list", "dict", "set", "sorted"};
	const struct tree *t = f->tree;
	node_id function;

	n = tree_value(t, n);
	switch (tree_kind(t, n)) {
	case KIND_LIST:
	case KIND_DICTIONARY:
	case KIND_SET:
	case KIND_LIST_COMPREHENSION:
	case KIND_DICTIONARY_COMPREHENSION:
	case KIND_SET_COMPREHENSION:
		return true;
	case KIND_CALL:
		function = tree_child(t, n, FIELD_FUNCTION);
		for (uint32_t i = 0; i < 4; i++)
			if (scopes_is_builtin(&f->scopes, function, makers[i]))
				return true;
		return false;
	default:
		return false;
	}
}

/* A statement of its own, on one line: `t = ...`. */
static bool is_plain(const struct facts *f, node_id assignment)
{
	const struct tree *t = f->tree;
	struct span span = tree_span(t, assignment);

	return tree_kind(t, assignment) == KIND_ASSIGNMENT &&
	       tree_kind(t, tree_parent(t, assignment)) ==
	           KIND_EXPRESSION_STATEMENT &&
	       tree_child(t, assignment, FIELD_TYPE) == NO_NODE &&
	       source_line(f->source, span.start) ==
	           source_line(f->source, span.end);
}

/* The name in an assignment, if that is what it gives its whole value to. */
static bool is_seed(const struct facts *f, const struct occurrence *o,
                    node_id loop)
{
	const struct tree *t = f->tree;

	return o->binding == BINDING_ASSIGNMENT &&
	       tree_child(t, o->cause, FIELD_LEFT) == o->node &&
	       tree_child(t, o->cause, FIELD_RIGHT) != NO_NODE &&
	       tree_kind(t, tree_parent(t, o->cause)) ==
	           KIND_EXPRESSION_STATEMENT &&
	       is_new(f, tree_child(t, o->cause, FIELD_RIGHT)) &&
	       tree_parent(t, tree_parent(t, o->cause)) == tree_parent(t, loop);
}

/* The growth of the same target that a node in the loop is a part of. */
static bool is_of_growth(const struct facts *f, node_id n,
                         const struct growth *g)
{
	node_id statement = tree_ancestor(f->tree, n, KIND_ASSIGNMENT);
	node_id augmented =
	    tree_ancestor(f->tree, n, KIND_AUGMENTED_ASSIGNMENT);
	struct growth_parts parts;

	if (augmented != NO_NODE &&
	    (statement == NO_NODE || augmented > statement))
		return tree_child(f->tree, augmented, FIELD_LEFT) == n;
	return statement != NO_NODE &&
	       growth_form_of(f->tree, statement, &parts) != GROWTH_NONE &&
	       tree_same(f->tree, parts.target, g->parts.target) &&
	       (parts.target == n || parts.old == n) && is_plain(f, statement);
}

/* Does a read leave the container as it is, held by nothing else? */
static bool is_harmless(const struct facts *f, node_id n)
{
	const unsigned held = USE_STORED | USE_PASSED | USE_RETURNED |
	                      USE_CAPTURED | USE_OTHER | USE_CALLED;

	return (uses_of(f->uses, n) & held) == 0;
}

/* Is it made before the loop and held by the name alone, up to the loop's end?
 */
static bool is_own(const struct facts *f, struct carry *carry,
                   const struct growth *g)
{
	const struct scopes *s = &f->scopes;
	const struct tree *t = f->tree;
	symbol_id variable = scopes_variable(s, g->parts.target);
	bool has_seed = false;

	if (variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(s, variable); o != NULL;
	     o = scopes_next(s, o)) {
		bool is_inside = tree_contains(t, g->where, o->node);

		if (!carry_work(carry, 1))
			return false;
		if (is_inside && is_of_growth(f, o->node, g))
			continue;
		if (o->access == ACCESS_READ && !is_inside &&
		    o->node > g->where)
			continue;
		if (o->access == ACCESS_READ && is_harmless(f, o->node))
			continue;
		if (is_inside || has_seed || o->node > g->where ||
		    !is_seed(f, o, g->where))
			return false;
		has_seed = true;
	}
	return has_seed;
}

/* What is written for what stands before the first part that is kept, and for
 * what stands between that and the end. */
struct rewriting {
	node_id first; /* kept from its start */
	const char *before;
	struct span
	    middle; /* in what is kept, written as `between`; or empty */
	const char *between;
	uint32_t end;      /* of what is kept; 0: the statement's */
	const char *after; /* from there on */
};

/* The only thing that is unpacked besides the old value, itself; or NO_NODE. */
static node_id only_unpacked(const struct tree *t, node_id splat)
{
	node_id next = tree_sibling(t, splat);
	enum kind kind = next == NO_NODE ? KIND_MODULE : tree_kind(t, next);

	if ((kind != KIND_LIST_SPLAT && kind != KIND_DICTIONARY_SPLAT) ||
	    tree_sibling(t, next) != NO_NODE)
		return NO_NODE;
	return tree_first(t, next);
}

/* `key: value` becomes an item of its own, if it is alone and does not matter
 * which of the two is worked out first. */
static bool rewrite_pair(struct rewriting *r, struct arena *arena,
                         const struct tree *t, const char *name)
{
	node_id pair = r->first, key = tree_child(t, pair, FIELD_KEY), value;

	if (tree_kind(t, pair) != KIND_PAIR ||
	    tree_sibling(t, pair) != NO_NODE ||
	    (tree_kind(t, key) != KIND_IDENTIFIER &&
	     tree_kind(t, key) != KIND_INTEGER))
		return false;
	value = tree_child(t, pair, FIELD_VALUE);
	r->before = arena_format(arena, "%s[", name);
	r->middle =
	    (struct span){tree_span(t, key).end, tree_span(t, value).start};
	r->between = "] = ";
	r->end = tree_span(t, value).end;
	r->after = "";
	return true;
}

static bool rewrite_display(struct rewriting *r, struct arena *arena,
                            const struct tree *t, const char *name,
                            const struct growth_parts *parts)
{
	node_id splat = tree_first(t, parts->value);

	if (!tree_contains(t, splat, parts->old) ||
	    tree_sibling(t, splat) == NO_NODE)
		return false;
	r->after = "";
	r->first = only_unpacked(t, splat);
	if (r->first != NO_NODE) {
		bool is_list = tree_kind(t, parts->value) == KIND_LIST;

		r->before = arena_format(
		    arena, is_list ? "%s += " : "%s.update(", name);
		r->end = tree_span(t, r->first).end;
		r->after = is_list ? "" : ")";
		return true;
	}
	r->first = tree_sibling(t, splat);
	switch (tree_kind(t, parts->value)) {
	case KIND_LIST:
		r->before = arena_format(arena, "%s += [", name);
		return true;
	case KIND_SET:
		r->before = arena_format(arena, "%s |= {", name);
		return true;
	case KIND_DICTIONARY:
		if (rewrite_pair(r, arena, t, name))
			return true;
		r->before = arena_format(arena, "%s.update({", name);
		r->after = ")";
		return true;
	default:
		return false;
	}
}

static bool rewrite_call(struct rewriting *r, struct arena *arena,
                         const struct tree *t, const char *name,
                         const struct growth_parts *parts)
{
	node_id arguments = tree_child(t, parts->value, FIELD_ARGUMENTS);

	r->first = tree_first(t, arguments);
	r->after = "";
	if (tree_kind(t, tree_child(t, parts->value, FIELD_FUNCTION)) ==
	    KIND_IDENTIFIER)
		r->first = tree_sibling(t, r->first);
	r->before = arena_format(arena, "%s.update(", name);
	return r->first != NO_NODE;
}

static bool rewrite(struct rewriting *r, struct arena *arena,
                    const struct facts *f, const struct growth *g,
                    const struct growth_parts *parts, enum growth_form form)
{
	const struct tree *t = f->tree;
	node_id right = tree_child(t, parts->statement, FIELD_RIGHT);
	const char *name = str_copy(arena, tree_text(t, parts->target));
	node_id around = tree_parent(t, parts->old);

	if (right != parts->value)
		return false;
	r->after = "";
	switch (form) {
	case GROWTH_PLUS:
	case GROWTH_CHAIN:
	case GROWTH_UNION:
		if (tree_kind(t, around) != KIND_BINARY_OPERATOR ||
		    tree_child(t, around, FIELD_LEFT) != parts->old ||
		    t->nodes[around].start != t->nodes[right].start ||
		    (form == GROWTH_UNION && g->type == TYPE_DICT &&
		     f->target < 309))
			return false;
		r->first = tree_child(t, around, FIELD_RIGHT);
		r->before = arena_format(arena, "%s %s ", name,
		                         form == GROWTH_UNION ? "|=" : "+=");
		return true;
	case GROWTH_DISPLAY:
		return rewrite_display(r, arena, t, name, parts);
	case GROWTH_CALL:
		return rewrite_call(r, arena, t, name, parts);
	default:
		return false;
	}
}

void growth_offer_in_place(struct findings *findings, struct finding *finding,
                           const struct facts *f, const struct growths *growths,
                           const struct growth *g)
{
	const struct tree *t = f->tree;
	struct fix *fix;

	if (g->carrier > CARRIER_FEW_TURNS || g->store != STORE_LOCAL ||
	    !is_own(f, growths->carry, g))
		return;
	fix = ARENA_NEW(findings->arena, struct fix);
	fix->safety = FIX_UNSAFE;
	fix->description = "change it in place";
	for (node_id n = g->where; n < tree_end(t, g->where); n++) {
		struct rewriting r = {.end = 0};
		struct growth_parts parts;
		enum growth_form form;
		uint32_t end;

		if (tree_kind(t, n) != KIND_ASSIGNMENT)
			continue;
		form = growth_form_of(t, n, &parts);
		if (form == GROWTH_NONE ||
		    !tree_same(t, parts.target, g->parts.target))
			continue;
		if (!rewrite(&r, findings->arena, f, g, &parts, form))
			return;
		end = r.end != 0 ? r.end : t->nodes[n].end;
		fix_replace(
		    findings, fix, f->source,
		    (struct span){t->nodes[n].start, t->nodes[r.first].start},
		    r.before);
		if (r.middle.end > 0)
			fix_replace(findings, fix, f->source, r.middle,
			            r.between);
		if (r.end != 0 || r.after[0] != '\0')
			fix_replace(findings, fix, f->source,
			            (struct span){end, t->nodes[n].end},
			            r.after);
	}
	finding->fix = fix;
}
