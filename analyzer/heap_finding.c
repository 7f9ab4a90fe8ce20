/* A cycle as a finding shows it. */
#include "heap.h"

void heap_refer(struct findings *findings, struct finding *finding,
                const struct tree *t, const struct heap_cycle *cycle,
                bool is_back_marked)
{
	for (uint32_t k = 0; k < cycle->edge_count; k++) {
		const struct heap_edge *e = &cycle->edges[k];
		bool is_back = k == cycle->weak_edge && cycle->edge_count > 1 &&
		               is_back_marked;
		struct condition condition;

		finding_refer(
		    findings, finding,
		    (struct cycle_edge){.object = e->from,
		                        .class = e->class,
		                        .field = e->field,
		                        .mark = !is_back ? NULL
		                                : e->weakness == HEAP_WEAK
		                                    ? "make this one weak"
		                                    : "cut this one",
		                        .span = tree_span(t, e->node)});
		if (e->condition == NULL)
			continue;
		condition = *e->condition;
		condition.subject =
		    str_copy(findings->arena, str_of(condition.subject));
		condition.detail =
		    str_copy(findings->arena, str_of(condition.detail));
		condition.edge = (uint8_t)(k + 1);
		ARRAY_PUSH(findings->arena, &finding->conditions, condition);
	}
	if (finding->conditions.count == 0)
		finding_draw(findings, finding);
}
