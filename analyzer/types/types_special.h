/* Results of calls that annotations cannot say: "!open" and its like in
 * stdlib.def; and the arguments of calls. */
#ifndef HEAPLINT_TYPES_SPECIAL_H
#define HEAPLINT_TYPES_SPECIAL_H

#include "types_solver.h"

/* A positional argument; NO_NODE if there are fewer or a splat is before it. */
node_id types_argument(const struct types *ty, node_id call, uint32_t index);
node_id types_keyword(const struct types *ty, node_id call, const char *name);
uint32_t types_argument_count(const struct types *ty, node_id call);
uint32_t types_keyword_count(const struct types *ty, node_id call);
bool types_has_splat(const struct types *ty, node_id call);

/* Its type: NEVER if it is absent, UNKNOWN if a splat may be it. */
type_id types_argument_type(const struct types *ty, node_id call,
                            uint32_t index);

/* What iterating all positional arguments gives. */
type_id types_all_elements(struct types *ty, node_id call);

/* The dict that `dict(...)` with these arguments gives. */
type_id types_pairs(struct types *ty, node_id call);

/* What a special result is made of. */
struct special {
	struct types *ty;
	struct type_table *table;
	node_id call;
	type_id self;
	type_id first, second; /* NEVER if absent, UNKNOWN if not known */
};

typedef type_id special_result(const struct special *s);

/* A name after the "!", and what works it out. */
struct special_name {
	const char *name;
	special_result *result;
};

/* types_special_text.c: files, paths, regular expressions; ended by NULL. */
extern const struct special_name types_text_specials[];

static inline enum type_kind kind_of(const struct special *s, type_id type)
{
	return type_kind(s->table, type);
}

static inline type_id iterator_of(const struct special *s, type_id element)
{
	return type_container(s->table, TYPE_ITERATOR, element, UNKNOWN);
}

static inline type_id simple(const struct special *s, enum type_kind kind)
{
	return type_of_kind(s->table, kind);
}

/* With a default argument: what the call gives without it, or that. */
type_id types_or_argument(const struct special *s, type_id type,
                          uint32_t index);

type_id types_special(struct types *ty, node_id call, const char *name,
                      type_id self);

/* Is there such a name? */
bool types_is_special(const char *name);

#endif
