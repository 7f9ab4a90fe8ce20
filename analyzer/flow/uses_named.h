/* The attributes of a file by their name, whatever they are of. */
#ifndef HEAPLINT_USES_NAMED_H
#define HEAPLINT_USES_NAMED_H

#include "uses.h"

struct attributes {
	const node_id *at; /* the attribute nodes, in order */
	uint32_t count;
};

/* Those of this name: x.name, self.name. */
struct attributes uses_named(const struct uses *uses, name_id name);

#endif
