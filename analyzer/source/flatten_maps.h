/* What the grammar's numbers stand for in the flattened tree; for what makes
 * one: flatten.c, lr.c. */
#ifndef HEAPLINT_FLATTEN_MAPS_H
#define HEAPLINT_FLATTEN_MAPS_H

#include "flatten.h"

#include <src/language.h>

/* What a node is, and what it is to its parent. */
struct role {
	uint8_t kind;  /* enum kind */
	uint8_t field; /* enum field */
};

struct flatten_maps {
	const TSLanguage *language;
	uint32_t symbol_count;
	uint8_t *kind_of_symbol;
	struct role *roles; /* by production and child: NO_KIND where it keeps
	                       its symbol's kind */
	uint32_t row;       /* roles of one production; the first has none */
};

/* Tokens without a field that say something the named nodes do not. */
static inline bool flatten_keeps_token(enum kind kind, enum kind parent)
{
	switch (kind) {
	case KIND_TOKEN_COLON:
		return parent == KIND_SLICE;
	case KIND_TOKEN_FROM:
		return parent == KIND_YIELD;
	case KIND_TOKEN_ASYNC:
		return true;
	case KIND_TOKEN_STAR:
		return parent == KIND_EXCEPT_CLAUSE;
	case KIND_TOKEN_LESS_GREATER:
		return true;
	default:
		return false;
	}
}

/* The name of an identifier (PEP 3131: they are compared in NFKC). */
name_id flatten_name(struct names *names, struct arena *arena, struct str text);

#endif
