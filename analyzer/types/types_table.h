/* The types of one file, each once: equal types have equal ids. */
#ifndef HEAPLINT_TYPES_TABLE_H
#define HEAPLINT_TYPES_TABLE_H

#include "types.h"

enum {
	UNKNOWN = 0, /* the type_id of TYPE_UNKNOWN */
	NEVER = 1,   /* of TYPE_NEVER */
	MOST_ITEMS = 6
};

struct type_table {
	struct arena *arena;
	ARRAY(struct type) list;
	ARRAY(uint8_t) depths; /* by type_id: how deep parts nest in it */
	type_id *slots;        /* open addressing; 0 is free */
	uint32_t mask;
	type_id of_kind[TYPE_NEVER + 1]; /* type_of_kind's; 0: not made yet */
};

void type_table_make(struct type_table *table, struct arena *arena);

type_id type_intern(struct type_table *table, struct type type);

/* type_join, of types that differ and are not NEVER. */
type_id type_join_other(struct type_table *table, type_id a, type_id b);

/* An exact type without parts: type_of_kind(t, TYPE_STR). */
type_id type_of_kind(struct type_table *table, enum type_kind kind);

/* An exact container. */
type_id type_container(struct type_table *table, enum type_kind kind,
                       type_id element, type_id value);
type_id type_tuple(struct type_table *table, const type_id *items,
                   uint32_t count);
type_id type_named(struct type_table *table, enum type_kind kind,
                   struct str name, class_id class);

/* The least type that both are; UNKNOWN if there is none but that. */
static inline type_id type_join(struct type_table *table, type_id a, type_id b)
{
	if (a == b || b == NEVER)
		return a;
	return a == NEVER ? b : type_join_other(table, a, b);
}

type_id type_or_none(struct type_table *table, type_id id, bool or_none);
type_id type_inexact(struct type_table *table, type_id id);
type_id type_with_parts(struct type_table *table, type_id id, type_id element,
                        type_id value);

/* The same without a promise about what is in it, where anybody who holds the
 * object may put other things there: exact lists, dicts, sets, deques. What an
 * annotation says of elements stays. */
type_id type_without_contents(struct type_table *table, type_id id);

/* What iterating gives: str of a str, int of bytes, keys of a dict. */
type_id type_element(struct type_table *table, type_id id);

/* Is what is said of its contents only what was seen to be put there, and not
 * the promise of an annotation? */
bool type_is_seen(const struct type *type);
bool type_is_mutable(enum type_kind kind);

static inline const struct type *type_at(const struct type_table *table,
                                         type_id id)
{
	return &table->list.at[id];
}

static inline enum type_kind type_kind(const struct type_table *table,
                                       type_id id)
{
	return table->list.at[id].kind;
}

#endif
