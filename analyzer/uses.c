#include "uses.h"

struct uses *uses_find(struct arena *arena, const struct tree *tree,
                       const struct scopes *scopes,
                       const struct imports *imports, const struct types *types,
                       const struct repeats *repeats)
{
	(void)arena;
	(void)tree;
	(void)scopes;
	(void)imports;
	(void)types;
	(void)repeats;
	return NULL;
}

unsigned uses_of(const struct uses *uses, node_id n)
{
	(void)uses;
	(void)n;
	return 0;
}

unsigned uses_of_variable(const struct uses *uses, symbol_id variable,
                          uint32_t *reads)
{
	(void)uses;
	(void)variable;
	(void)reads;
	return 0;
}

node_id uses_only_iterated_once(const struct uses *uses, symbol_id variable)
{
	(void)uses;
	(void)variable;
	return UINT32_MAX;
}

bool uses_may_change(const struct uses *uses, node_id n, node_id from)
{
	(void)uses;
	(void)n;
	(void)from;
	return 0;
}

bool uses_stays_local(const struct uses *uses, symbol_id variable)
{
	(void)uses;
	(void)variable;
	return 0;
}
