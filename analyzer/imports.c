#include "imports.h"

void imports_find(struct imports *imports, struct arena *arena,
                  const struct scopes *scopes)
{
	(void)imports;
	(void)arena;
	(void)scopes;
}

struct str imports_origin(const struct imports *imports, struct arena *arena,
                          node_id n)
{
	(void)imports;
	(void)arena;
	(void)n;
	return (struct str){NULL, 0};
}

bool imports_is(const struct imports *imports, node_id n, const char *dotted)
{
	(void)imports;
	(void)n;
	(void)dotted;
	return 0;
}

int imports_which(const struct imports *imports, node_id n,
                  const char *const *dotted)
{
	(void)imports;
	(void)n;
	(void)dotted;
	return 0;
}

bool imports_has_module(const struct imports *imports, const char *module)
{
	(void)imports;
	(void)module;
	return 0;
}
