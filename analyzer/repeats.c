#include "repeats.h"

void repeats_find(struct repeats *repeats, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports)
{
	(void)repeats;
	(void)arena;
	(void)tree;
	(void)scopes;
	(void)imports;
}

node_id repeats_loop(const struct repeats *r, node_id n)
{
	(void)r;
	(void)n;
	return UINT32_MAX;
}

node_id repeats_outer(const struct repeats *r, node_id loop)
{
	(void)r;
	(void)loop;
	return UINT32_MAX;
}

bool repeats_is_short(const struct repeats *r, node_id loop, uint32_t most)
{
	(void)r;
	(void)loop;
	(void)most;
	return 0;
}

bool repeats_is_event_loop(const struct repeats *r, node_id loop)
{
	(void)r;
	(void)loop;
	return 0;
}

bool repeats_binds(const struct repeats *r, node_id loop, symbol_id variable)
{
	(void)r;
	(void)loop;
	(void)variable;
	return 0;
}

node_id repeats_recursive_call(const struct repeats *r, node_id function)
{
	(void)r;
	(void)function;
	return UINT32_MAX;
}

bool repeats_is_callback(const struct repeats *r, node_id function)
{
	(void)r;
	(void)function;
	return 0;
}

bool repeats_in_bulk(const struct repeats *r, node_id n)
{
	(void)r;
	(void)n;
	return 0;
}
