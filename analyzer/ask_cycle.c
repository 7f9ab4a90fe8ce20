#include "ask.h"

#include <string.h>

const struct heap_edge *ask_own_dict(const struct heap_cycle *cycle)
{
	if (cycle->edge_count != 2)
		return NULL;
	for (uint32_t k = 0; k < 2; k++)
		if (cycle->edges[k].is_load &&
		    strcmp(cycle->edges[k].from, "__dict__") == 0)
			return &cycle->edges[1 - k];
	return NULL;
}
