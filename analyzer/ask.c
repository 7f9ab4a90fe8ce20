#include "ask.h"

node_id ask_argument(const struct facts *f, node_id call, uint32_t index)
{
	(void)f;
	(void)call;
	(void)index;
	return UINT32_MAX;
}

node_id ask_keyword(const struct facts *f, node_id call, const char *name)
{
	(void)f;
	(void)call;
	(void)name;
	return UINT32_MAX;
}

uint32_t ask_argument_count(const struct facts *f, node_id call)
{
	(void)f;
	(void)call;
	return 0;
}

bool ask_calls(const struct facts *f, node_id n, const char *dotted)
{
	(void)f;
	(void)n;
	(void)dotted;
	return 0;
}

bool ask_integer(const struct facts *f, node_id n, int64_t *value)
{
	(void)f;
	(void)n;
	(void)value;
	return 0;
}

bool ask_string(const struct facts *f, node_id n, struct str *value)
{
	(void)f;
	(void)n;
	(void)value;
	return 0;
}

bool ask_is_small(const struct facts *f, node_id n, uint32_t most)
{
	(void)f;
	(void)n;
	(void)most;
	return 0;
}

bool ask_is_data_sized(const struct facts *f, node_id n)
{
	(void)f;
	(void)n;
	return 0;
}

bool ask_is_pure(const struct facts *f, node_id n)
{
	(void)f;
	(void)n;
	return 0;
}

bool ask_contains(const struct facts *f, node_id n, enum kind kind)
{
	(void)f;
	(void)n;
	(void)kind;
	return 0;
}
