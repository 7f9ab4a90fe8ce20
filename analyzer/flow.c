#include "flow.h"

struct flow *flow_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes, node_id body)
{
	(void)arena;
	(void)tree;
	(void)scopes;
	(void)body;
	return NULL;
}

bool flow_reaches(const struct flow *flow, node_id from, node_id to)
{
	(void)flow;
	(void)from;
	(void)to;
	return 0;
}

bool flow_always_passes(const struct flow *flow, node_id from,
                        const node_id *through, uint32_t count,
                        bool also_exceptional)
{
	(void)flow;
	(void)from;
	(void)through;
	(void)count;
	(void)also_exceptional;
	return 0;
}

bool flow_dominates(const struct flow *flow, node_id through, node_id to)
{
	(void)flow;
	(void)through;
	(void)to;
	return 0;
}

uint32_t flow_definitions(const struct flow *flow, symbol_id variable,
                          node_id n, occurrence_id *found, uint32_t room)
{
	(void)flow;
	(void)variable;
	(void)n;
	(void)found;
	(void)room;
	return 0;
}
