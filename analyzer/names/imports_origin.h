/* What imports.c and imports_origin.c share. */
#ifndef HEAPLINT_IMPORTS_ORIGIN_H
#define HEAPLINT_IMPORTS_ORIGIN_H

#include "imports.h"

/* A dotted name in two pieces, between them a dot or nothing. */
struct origin {
	struct str module, member;
	bool has_dot;
};

/* What the import's name stands for. */
struct origin imports_origin_of(const struct imports *imports,
                                const struct import *import);

struct imports_memory *imports_memory_new(struct arena *arena,
                                          const struct scopes *scopes);

#endif
