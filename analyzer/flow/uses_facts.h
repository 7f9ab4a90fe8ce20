/* What uses.c and uses_change.c share. */
#ifndef HEAPLINT_USES_FACTS_H
#define HEAPLINT_USES_FACTS_H

#include "effects.h"
#include "uses.h"

struct variable_uses {
	unsigned flags;
	uint32_t reads;
	bool is_known;
	bool is_own, is_own_known; /* uses_is_own */
};

struct uses_index {
	struct variable_uses *of_variable;    /* by symbol; made on demand */
	const struct named_attributes *named; /* uses_named.c; likewise */
};

struct uses {
	struct effect_facts facts;
	const struct repeats *repeats;
	struct arena *arena;
	struct uses_index *index;
};

#endif
