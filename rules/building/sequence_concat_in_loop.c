#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_sequence_concat_in_loop = {
    .code = "MEM303",
    .title = "List or tuple grown by concatenation in a loop",
    .why = "'xs = xs + [x]', '[*xs, x]' and 't += (x,)' make a new object and"
           " copy all that is there, 8 bytes an item, so n turns copy"
           " n * n / 2 items: 4 000 turns allocate 64 MB for a list of 32 kB,"
           " with a peak of twice the result. 'xs += [x]' and 'append' extend"
           " a list in place; a tuple is never extended.",
    .bad = "def names(rows):\n"
           "    found = []\n"
           "    for row in rows:\n"
           "        found = found + [row.name]\n"
           "    return found\n",
    .good = "def names(rows):\n"
            "    found = []\n"
            "    for row in rows:\n"
            "        found.append(row.name)\n"
            "    return found\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#common-sequence-operations",
               "https://docs.python.org/3/faq/programming.html"
               "#what-is-the-most-efficient-way-to-concatenate-many-strings-"
               "together"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: {2} makes a new list",
         "extend it in place, with '{0} += ...' or 'append'"},
        {"'{0}' is copied whole {1}: what is put in front makes a new list",
         "append and reverse it once at the end, or use a deque and"
         " 'appendleft'"},
        {"'{0}' is copied whole {1}: a tuple is never extended in place",
         "collect the items in a list and make a tuple of it once"},
        {"'{0}' is copied whole {1}: what is put in front makes a new tuple",
         "collect the items in a list, and reverse it and make a tuple of it"
         " once"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where a loop over data copies it at every turn and"
              " nothing else in the loop keeps or passes on what it was"
              " before; a note else.",
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { LIST, LIST_IN_FRONT, TUPLE, TUPLE_IN_FRONT };

static bool is_in_front(const struct tree *t, const struct growth *g)
{
	node_id first;

	if (g->form != GROWTH_DISPLAY)
		return g->form == GROWTH_FRONT;
	first = tree_first(t, g->parts.value);
	return first != NO_NODE && !tree_contains(t, first, g->parts.old);
}

static unsigned judge(const struct tree *t, const struct growth *g)
{
	unsigned message = g->type == TYPE_LIST ? LIST : TUPLE;

	return is_in_front(t, g) ? message + 1 : message;
}

/* Is the read a call of pop(), index() or the like, a slice, a del? */
static bool is_worked_on(const struct tree *t, node_id read)
{
	static const char *const methods[] = {
	    "pop", "index", "remove", "insert", "sort", "reverse", NULL};
	node_id around = tree_parent(t, read);
	struct str name;

	if (tree_kind(t, around) == KIND_SUBSCRIPT)
		return tree_field(t, read) == FIELD_VALUE &&
		       tree_kind(t, tree_child(t, around, FIELD_SUBSCRIPT)) ==
		           KIND_SLICE;
	if (tree_kind(t, around) != KIND_ATTRIBUTE ||
	    tree_kind(t, tree_parent(t, around)) != KIND_CALL)
		return false;
	name = tree_text(t, tree_child(t, around, FIELD_ATTRIBUTE));
	return str_is_one_of(name, methods);
}

/* Is it a list of work, not a result: taken from, searched, cut in the loop or
 * those around it? */
static bool is_worklist(const struct facts *f, struct carry *carry,
                        const struct growth *g)
{
	const struct repeats *r = &f->repeats;
	node_id loop = g->where;
	symbol_id variable = scopes_variable(&f->scopes, g->parts.target);

	if (g->carrier > CARRIER_FEW_TURNS || variable == NO_SYMBOL)
		return false;
	while (repeats_outer(r, loop) != NO_NODE)
		loop = repeats_outer(r, loop);
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(carry, 1); o = scopes_next(&f->scopes, o))
		if (o->access == ACCESS_READ &&
		    tree_contains(f->tree, loop, o->node) &&
		    is_worked_on(f->tree, o->node))
			return true;
	return false;
}

/* Is a list that grows in front read or bound elsewhere in the same loop? Then
 * it cannot be reversed at the end, and a deque may not do. */
static bool is_needed_in_order(const struct facts *f, struct carry *carry,
                               const struct growth *g)
{
	symbol_id variable = scopes_variable(&f->scopes, g->parts.target);

	if (!is_in_front(f->tree, g) || variable == NO_SYMBOL)
		return false;
	for (const struct occurrence *o = scopes_first(&f->scopes, variable);
	     o != NULL && carry_work(carry, 1); o = scopes_next(&f->scopes, o))
		if (tree_contains(f->tree, g->where, o->node) &&
		    !tree_contains(f->tree, g->parts.statement, o->node))
			return true;
	return false;
}

static void report_growth(struct pass *pass, struct growth_reports *reports,
                          const struct growths *growths, const struct growth *g)
{
	unsigned message = judge(pass->tree, g);
	struct finding *finding;

	if (growth_join_earlier(reports, pass->findings, pass->facts, g))
		return;
	finding = REPORT(pass, g->parts.statement, g->level, message,
	                 quote(pass, g->parts.target),
	                 growth_when(pass->scratch, pass->facts, g),
	                 g->form == GROWTH_DISPLAY ? "a display" : "'+'");
	if (finding == NULL)
		return;
	finding->estimate = cost_list(pass->facts->target);
	growth_remember(reports, pass->scratch, pass->findings, pass->facts, g);
	growth_relate(pass->findings, finding, pass->facts, g);
	if (message == LIST)
		growth_offer_in_place(pass->findings, finding, pass->facts,
		                      growths, g);
}

static void check(struct pass *pass, node_id n)
{
	struct growth_reports reports = {0};
	struct growths growths;

	(void)n;
	growth_find_containers(&growths, pass->scratch, pass->facts);
	for (uint32_t i = 0; i < growths.list.count; i++) {
		const struct growth *g = &growths.list.at[i];

		if ((g->type == TYPE_LIST || g->type == TYPE_TUPLE) &&
		    !is_worklist(pass->facts, growths.carry, g) &&
		    !is_needed_in_order(pass->facts, growths.carry, g))
			report_growth(pass, &reports, &growths, g);
	}
}
