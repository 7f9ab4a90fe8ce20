#include "ask.h"
#include "rule.h"

static rule_check check;

const struct rule rule_mapping_rebuilt_in_loop = {
    .code = "MEM304",
    .title = "Dict or set made anew at every turn of a loop",
    .why = "'{**d, k: v}', 'd = d | x', 'dict(d, k=v)', 's = s | {x}' and"
           " 's = s.union(x)' make a new container and copy all that is there,"
           " so n turns copy n * n / 2 entries: 2 000 turns allocate 80 MB for"
           " a dict of 74 kB, with a peak of twice the"
           " result. 'd[k] = v', 'd |= x', 's.add(x)' and 's |= x' change it"
           " in place; a frozenset is never changed.",
    .bad = "def index(rows):\n"
           "    found = {}\n"
           "    for row in rows:\n"
           "        found = {**found, row.key: row}\n"
           "    return found\n",
    .good = "def index(rows):\n"
            "    found = {}\n"
            "    for row in rows:\n"
            "        found[row.key] = row\n"
            "    return found\n",
    .see = SEE("https://docs.python.org/3/library/stdtypes.html"
               "#mapping-types-dict",
               "https://peps.python.org/pep-0584/"),
    .messages = MESSAGES(
        {"'{0}' is copied whole {1}: {2} makes a new dict",
         "change it in place, with '{0}[key] = ...' or 'update'"},
        {"'{0}' is copied whole {1}: {2} makes a new set",
         "change it in place, with 'add' or '{3}'"},
        {"'{0}' is copied whole {1}: a frozenset is never changed in place",
         "collect the items in a set and make a frozenset of it once"},
        {"'{0}' is copied whole {1}: {2} makes a new dict",
         "add to it in place what it does not have yet, with"
         " '{0}.setdefault(key, ...)'"}),
    .level = LEVEL_NOTE,
    .levels = "A warning where a loop over data copies it at every turn,"
              " with keys that are not all written out, and nothing else in"
              " the loop keeps or passes on what it was before; a note else.",
    .precision = PRECISION_HIGH,
    .fix = FIX_UNSAFE,
    .kinds = KINDS(KIND_MODULE),
    .check = check,
};

enum { DICT, SET, FROZENSET, DICT_BEHIND };

/* {**new, **old}, new | old: what the old dict has stays as it is. */
static bool is_behind(const struct tree *t, const struct growth *g)
{
	node_id value = tree_value(t, g->parts.value);

	return (g->form == GROWTH_DISPLAY || g->form == GROWTH_UNION) &&
	       g->parts.old != g->parts.target &&
	       !tree_contains(t, tree_first(t, value), g->parts.old);
}

static unsigned judge(const struct tree *t, const struct growth *g)
{
	switch (g->type) {
	case TYPE_DICT:
		return is_behind(t, g) ? DICT_BEHIND : DICT;
	case TYPE_SET:
		return SET;
	default:
		return FROZENSET;
	}
}

static const char *maker(const struct growth *g)
{
	if (g->form == GROWTH_UNION)
		return "'|'";
	if (g->form == GROWTH_CALL)
		return g->type == TYPE_DICT ? "'dict'" : "'union'";
	return "a display";
}

/* `|=` takes sets only, `update` all that `union` takes. */
static const char *way_out(struct pass *pass, const struct growth *g)
{
	return g->form == GROWTH_CALL
	           ? "update"
	           : arena_format(pass->scratch, "%s |= ...",
	                          quote(pass, g->parts.target));
}

static void report_growth(struct pass *pass, struct growth_reports *reports,
                          const struct growths *growths, const struct growth *g)
{
	struct finding *finding;

	if (growth_join_earlier(reports, pass->findings, pass->facts, g))
		return;
	finding = REPORT(pass, g->parts.statement, g->level,
	                 judge(pass->tree, g), quote(pass, g->parts.target),
	                 growth_when(pass->scratch, pass->facts, g), maker(g),
	                 way_out(pass, g));
	if (finding == NULL)
		return;
	growth_remember(reports, pass->scratch, pass->findings, pass->facts, g);
	growth_relate(pass->findings, finding, pass->facts, g);
	if (g->type != TYPE_FROZENSET)
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

		if (g->type != TYPE_LIST && g->type != TYPE_TUPLE)
			report_growth(pass, &reports, &growths, g);
	}
}
