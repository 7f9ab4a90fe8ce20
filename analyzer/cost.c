#include "cost.h"

enum { MOST_ATTRIBUTES = 32, DICT = 0, SLOTS = 1 };

struct row {
	version version;
	int kind;
	uint16_t bytes[MOST_ATTRIBUTES];
};

static const struct row rows[] = {
#define COST_ROW(version, kind, ...) {version, kind, {__VA_ARGS__}},
#include "cost.def"
#undef COST_ROW
};

enum { NEWEST = 313 };

uint32_t cost_instance(version wanted, uint32_t attributes, bool has_slots)
{
	if (wanted > NEWEST)
		wanted = NEWEST;
	if (attributes == 0 || attributes > MOST_ATTRIBUTES)
		return 0;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].version == wanted &&
		    rows[i].kind == (has_slots ? SLOTS : DICT))
			return rows[i].bytes[attributes - 1];
	return 0;
}

const char *cost_version(version wanted)
{
	static const char *const names[] = {"3.8",  "3.9",  "3.10",
	                                    "3.11", "3.12", "3.13"};

	if (wanted < 308)
		return names[0];
	return names[(wanted > NEWEST ? NEWEST : wanted) - 308];
}
