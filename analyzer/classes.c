#include "classes.h"

void classes_find(struct classes *classes, struct arena *arena,
                  const struct tree *tree, const struct scopes *scopes,
                  const struct imports *imports)
{
	(void)classes;
	(void)arena;
	(void)tree;
	(void)scopes;
	(void)imports;
}

class_id classes_at(const struct classes *c, node_id n)
{
	(void)c;
	(void)n;
	return UINT32_MAX;
}

class_id classes_of_method(const struct classes *c, node_id function)
{
	(void)c;
	(void)function;
	return UINT32_MAX;
}

enum method_kind classes_method_kind(const struct classes *c, node_id function)
{
	(void)c;
	(void)function;
	return METHOD_INSTANCE;
}

class_id classes_of_self(const struct classes *c, node_id n)
{
	(void)c;
	(void)n;
	return UINT32_MAX;
}

node_id classes_method(const struct classes *c, class_id class, name_id name)
{
	(void)c;
	(void)class;
	(void)name;
	return UINT32_MAX;
}

bool classes_derives(const struct classes *c, class_id derived, class_id base)
{
	(void)c;
	(void)derived;
	(void)base;
	return 0;
}

bool classes_has_foreign_base(const struct classes *c, class_id class)
{
	(void)c;
	(void)class;
	return 0;
}
