/* The first half of scopes.c: a walk over the tree that finds the scopes, what
 * each says of its names, and every occurrence. What a name then resolves to is
 * for the second half. Both follow CPython's Python/symtable.c. */
#ifndef HEAPLINT_SCOPES_COLLECT_H
#define HEAPLINT_SCOPES_COLLECT_H

#include "scopes.h"
#include "scopes_context.h"

/* A node that opens scopes, while the walk is in it. */
struct opened {
	node_id node, end;
	scope_id inner;
	scope_id outer; /* of defaults, and a comprehension's first iterable */
	scope_id types; /* of annotations and bases: PEP 695's, or `outer` */
	node_id first_clause; /* a comprehension's first `for` */
};

struct collected {
	struct arena *lasting; /* mangled names */
	struct arena *scratch; /* all the arrays below */
	const struct tree *tree;
	ARRAY(struct scope) scopes;
	ARRAY(struct symbol) symbols;
	ARRAY(struct occurrence) occurrences;
	occurrence_id *at;
	scope_id *scope_of;
	symbol_id *slots; /* open addressing; NO_SYMBOL is free */
	uint32_t slot_mask;
	ARRAY(struct opened) opened;
	ARRAY(struct context) contexts;
};

void scopes_collect(struct collected *c, struct arena *lasting,
                    struct arena *scratch, const struct tree *tree);

/* The symbol of a (mangled) name in a scope, made if there is none (hidden
 * until it gets a flag); `flags` are added to it. */
symbol_id scopes_add_symbol(struct collected *c, scope_id scope, name_id name,
                            uint32_t flags);

/* The slot where a symbol of this scope and name is or would be. */
uint32_t scopes_slot(const struct symbol *symbols, const symbol_id *slots,
                     uint32_t mask, scope_id scope, name_id name);

/* A private name as it is in a class (`_C__x`), or no text (length 0) when it
 * stays as it is written. */
struct str scopes_mangled(struct arena *arena, const struct names *names,
                          name_id class_name, name_id name);

static inline bool scopes_is_function_like(enum scope_kind kind)
{
	return kind != SCOPE_MODULE && kind != SCOPE_CLASS;
}

#endif
