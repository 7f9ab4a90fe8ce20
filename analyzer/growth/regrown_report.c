#include "regrown_report.h"

#include "growth_report.h"
#include "turns.h"

/* Does each turn read a whole file, `concat([df, read_csv(path)])`? */
static bool reads_file(const struct facts *f, node_id statement)
{
	const struct tree *t = f->tree;

	for (node_id n = statement; n < tree_end(t, statement); n++) {
		node_id value = tree_kind(t, n) == KIND_IDENTIFIER
		                    ? scopes_only_value(&f->scopes, n)
		                    : n;
		node_id called = tree_child(t, value, FIELD_FUNCTION);

		if (tree_kind(t, called) == KIND_ATTRIBUTE)
			called = tree_child(t, called, FIELD_ATTRIBUTE);
		if (called != NO_NODE &&
		    str_starts(tree_text(t, called), "read_"))
			return true;
	}
	return false;
}

/* A list of the parts can stand for it where one loop makes it grow, and reads
 * no more than the parts. What a few turns make is small: it has to grow with
 * the data, or a file at each turn. */
static enum level level_of(const struct facts *f, const struct regrown *r)
{
	bool is_of_one_loop = r->growth.carrier == CARRIER_LOOP ||
	                      r->growth.carrier == CARRIER_CALLBACK;

	if (turns_of(f, r->growth.parts.statement) == NO_NODE &&
	    !reads_file(f, r->growth.parts.statement))
		return LEVEL_NOTE;
	return is_of_one_loop && r->whole_read_at == NO_NODE ? LEVEL_WARNING
	                                                     : LEVEL_NOTE;
}

void regrown_report(struct pass *pass, const struct regrowns *found,
                    unsigned (*message_of)(const struct regrown *))
{
	struct growth_reports reports = {0};

	for (uint32_t i = 0; i < found->list.count; i++) {
		const struct regrown *r = &found->list.at[i];
		struct finding *finding;

		if (growth_join_earlier(&reports, pass->findings, pass->facts,
		                        &r->growth))
			continue;
		finding = REPORT(
		    pass, r->growth.parts.statement, level_of(pass->facts, r),
		    message_of(r), quote(pass, r->growth.parts.target),
		    growth_when(pass->scratch, pass->facts, &r->growth),
		    quote(pass, r->maker));
		if (finding == NULL)
			continue;
		growth_remember(&reports, pass->scratch, pass->findings,
		                pass->facts, &r->growth);
		growth_relate(pass->findings, finding, pass->facts, &r->growth);
		if (r->whole_read_at != NO_NODE)
			finding_relate(pass->findings, finding,
			               tree_span(pass->tree, r->whole_read_at),
			               "the loop reads it here");
	}
}
