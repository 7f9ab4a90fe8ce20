#include "cost.h"

enum { MOST_COLUMNS = 33, OLDEST = 308, NEWEST = 313 };

static const uint16_t table[NEWEST - OLDEST + 1][COST_COUNT][MOST_COLUMNS] = {
#define COST_ROW(version, kind, ...)                                           \
	[(version)-OLDEST][COST_##kind] = {__VA_ARGS__},
#include "cost.def"
#undef COST_ROW
};

uint32_t cost_bytes(version wanted, enum cost cost, uint32_t column)
{
	if (wanted > NEWEST)
		wanted = NEWEST;
	if (wanted < OLDEST || column >= MOST_COLUMNS)
		return 0;
	return table[wanted - OLDEST][cost][column];
}

uint32_t cost_instance(version wanted, uint32_t attributes, bool has_slots)
{
	return attributes == 0
	           ? 0
	           : cost_bytes(wanted, has_slots ? COST_SLOTS : COST_DICT,
	                        attributes);
}

const char *cost_version(version wanted)
{
	static const char *const names[] = {"3.8",  "3.9",  "3.10",
	                                    "3.11", "3.12", "3.13"};

	if (wanted < OLDEST)
		return names[0];
	return names[(wanted > NEWEST ? NEWEST : wanted) - OLDEST];
}

struct estimate cost_estimate(version wanted, enum estimate_unit unit,
                              uint32_t bytes, uint32_t instead)
{
	return (struct estimate){.bytes = bytes,
	                         .instead = instead,
	                         .unit = unit,
	                         .target = cost_version(wanted)};
}

struct estimate cost_element(version wanted, uint32_t bytes)
{
	return cost_estimate(wanted, ESTIMATE_ELEMENT, bytes, 0);
}

struct estimate cost_list(version wanted)
{
	return cost_element(
	    wanted, cost_bytes(wanted, COST_ELEMENT, COST_LIST_ELEMENT));
}

struct estimate cost_call(version wanted, enum cost_call call)
{
	return cost_estimate(wanted, ESTIMATE_CALL,
	                     cost_bytes(wanted, COST_CALL, call),
	                     BYTES_UNKNOWN);
}

struct estimate cost_entry(version wanted, enum type_kind container)
{
	enum cost_element element = COST_LIST_ELEMENT;

	switch (container) {
	case TYPE_LIST:
		break;
	case TYPE_SET:
		element = COST_SET;
		break;
	case TYPE_DICT:
		element = COST_DICT_ITEM;
		break;
	default:
		return (struct estimate){.bytes = 0};
	}
	return cost_estimate(wanted, ESTIMATE_CALL,
	                     cost_bytes(wanted, COST_ELEMENT, element),
	                     BYTES_UNKNOWN);
}

struct estimate cost_copy(version wanted, enum type_kind type)
{
	switch (type) {
	case TYPE_LIST:
	case TYPE_TUPLE:
		return cost_list(wanted);
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
		return cost_element(wanted, 1);
	default:
		return (struct estimate){.bytes = 0};
	}
}
