#include "scopes.h"

void scopes_find(struct scopes *scopes, struct arena *arena,
                 const struct tree *tree)
{
	(void)scopes;
	(void)arena;
	(void)tree;
}

const struct occurrence *scopes_occurrence(const struct scopes *s, node_id n)
{
	(void)s;
	(void)n;
	return NULL;
}

symbol_id scopes_variable(const struct scopes *s, node_id n)
{
	(void)s;
	(void)n;
	return UINT32_MAX;
}

bool scopes_is_builtin(const struct scopes *s, node_id n, const char *name)
{
	(void)s;
	(void)n;
	(void)name;
	return 0;
}

scope_id scopes_opened_by(const struct scopes *s, node_id n)
{
	(void)s;
	(void)n;
	return UINT32_MAX;
}

symbol_id scopes_lookup(const struct scopes *s, scope_id scope, name_id name)
{
	(void)s;
	(void)scope;
	(void)name;
	return UINT32_MAX;
}

scope_id scopes_body(const struct scopes *s, node_id n)
{
	(void)s;
	(void)n;
	return UINT32_MAX;
}

const struct occurrence *scopes_only_binding(const struct scopes *s,
                                             symbol_id variable)
{
	(void)s;
	(void)variable;
	return NULL;
}

const struct occurrence *scopes_first(const struct scopes *s,
                                      symbol_id variable)
{
	(void)s;
	(void)variable;
	return NULL;
}

const struct occurrence *scopes_next(const struct scopes *s,
                                     const struct occurrence *o)
{
	(void)s;
	(void)o;
	return NULL;
}
