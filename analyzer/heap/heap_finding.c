/* A cycle as a finding shows it. */
#include "cost.h"
#include "heap.h"
#include "summary.h"

static bool is_of_any(const struct condition *condition)
{
	return condition != NULL && condition->subject[0] == '*';
}

static void add_condition(struct findings *findings, struct finding *finding,
                          const struct condition *condition, uint32_t edge)
{
	struct condition copy;

	if (condition == NULL)
		return;
	copy = *condition;
	copy.subject = str_copy(findings->arena, str_of(condition->subject));
	copy.detail = str_copy(findings->arena, str_of(condition->detail));
	/* of any class: the one that it is, is that of the edge's object */
	copy.edge = (uint8_t)edge;
	ARRAY_PUSH(findings->arena, &finding->conditions, copy);
}

/* That of a callable, or the one back to the owner; NO_EDGE if not known. */
static uint32_t mended_edge(const struct heap_cycle *cycle)
{
	uint32_t mended = cycle->weak_edge;

	for (uint32_t k = 0; k < cycle->edge_count; k++)
		if (cycle->edges[k].is_callable)
			mended = k;
	return mended;
}

/* Classes that a base of another file may keep the only one of. */
static void require_no_singleton(struct findings *findings,
                                 struct finding *finding,
                                 const struct facts *facts,
                                 const struct heap_cycle *cycle)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		class_id class = cycle->edges[k].holder;
		const struct class_info *info;
		bool is_told = class == NO_CLASS;

		for (uint32_t i = 0; i < k; i++)
			is_told |= cycle->edges[i].holder == class;
		if (is_told)
			continue;
		info = &facts->classes.list[class];
		if (info->flags & CLASS_HAS_FOREIGN_BASE &&
		    !(info->flags & CLASS_IS_LOCAL))
			finding_require(
			    findings, finding, QUESTION_IS_NOT_SINGLETON,
			    class_dotted_name(findings->arena, facts, info),
			    NULL);
	}
}

void heap_refer(struct findings *findings, struct finding *finding,
                const struct facts *facts, const struct heap_cycle *cycle,
                enum edge_mark mark)
{
	const struct tree *t = facts->tree;
	uint32_t mended = mended_edge(cycle);

	if (cycle->bytes > 0)
		finding->estimate = cost_estimate(facts->target, ESTIMATE_CYCLE,
		                                  cycle->bytes, BYTES_UNKNOWN);
	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		const struct heap_edge *e = &cycle->edges[k];
		bool is_back = k == cycle->weak_edge && cycle->edge_count > 1;
		bool is_to_mend = k == mended && cycle->edge_count > 1;

		finding_refer(findings, finding,
		              (struct cycle_edge){
		                  .object = e->from,
		                  .class = e->class,
		                  .field = e->field,
		                  .mark = is_back ? (uint8_t)mark : EDGE_STAYS,
		                  .is_to_mend = is_to_mend,
		                  .span = tree_span(t, e->node)});
		for (int i = 0; i < 3; i++)
			add_condition(findings, finding, e->needs[i],
			              is_of_any(e->needs[i]) ? k + 1 : 0);
		add_condition(findings, finding, e->condition, k + 1);
	}
	if (finding->conditions.count == 0)
		finding_draw(findings, finding);
	require_no_singleton(findings, finding, facts, cycle);
}
