#include "types_table.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* iterator[tuple[str, list[str]]] is 4 deep: what is deeper than that is not
 * told apart. Keeps the number of types, and so the search, finite. */
enum { DEEPEST = 4 };

static uint64_t hash_of(const struct type *type)
{
	uint64_t parts[] = {(uint64_t)type->kind << 2 |
	                        (uint64_t)type->or_none << 1 | type->is_exact,
	                    (uint64_t)type->element << 32 | type->value,
	                    (uint64_t)type->class << 32 | type->node, 0};

	if (type->name.length != 0)
		parts[3] = XXH3_64bits(type->name.at, type->name.length);
	if (type->item_count != 0)
		parts[3] ^= XXH3_64bits(type->items,
		                        type->item_count * sizeof(type_id));
	return XXH3_64bits(parts, sizeof(parts));
}

static bool is_equal(const struct type *a, const struct type *b)
{
	return a->kind == b->kind && a->or_none == b->or_none &&
	       a->is_exact == b->is_exact && a->element == b->element &&
	       a->value == b->value && a->class == b->class &&
	       a->node == b->node && a->item_count == b->item_count &&
	       str_equal(a->name, b->name) &&
	       (a->item_count == 0 ||
	        memcmp(a->items, b->items, a->item_count * sizeof(type_id)) ==
	            0);
}

static type_id *slot_of(struct type_table *table, const struct type *type)
{
	uint32_t at = (uint32_t)hash_of(type) & table->mask;

	while (table->slots[at] != 0 &&
	       !is_equal(type_at(table, table->slots[at]), type))
		at = (at + 1) & table->mask;
	return &table->slots[at];
}

static void grow(struct type_table *table)
{
	uint32_t size = (table->mask + 1) * 2;

	table->slots = ARENA_ARRAY(table->arena, size, type_id);
	table->mask = size - 1;
	for (type_id id = 1; id < table->list.count; id++)
		*slot_of(table, type_at(table, id)) = id;
}

static type_id shallow(const struct type_table *table, type_id part)
{
	return table->depths.at[part] >= DEEPEST ? UNKNOWN : part;
}

static uint8_t depth_over(const struct type_table *table,
                          const struct type *type)
{
	uint8_t deepest = table->depths.at[type->element];

	if (table->depths.at[type->value] > deepest)
		deepest = table->depths.at[type->value];
	for (uint32_t i = 0; i < type->item_count; i++)
		if (table->depths.at[type->items[i]] > deepest)
			deepest = table->depths.at[type->items[i]];
	return (uint8_t)(deepest + 1);
}

type_id type_intern(struct type_table *table, struct type type)
{
	type_id *slot;

	if (type.kind == TYPE_UNKNOWN)
		return UNKNOWN;
	type.element = shallow(table, type.element);
	type.value = shallow(table, type.value);
	for (uint32_t i = 0; i < type.item_count; i++)
		if (shallow(table, type.items[i]) != type.items[i])
			type.item_count = 0;
	if (type.item_count == 0)
		type.items = NULL;
	slot = slot_of(table, &type);
	if (*slot != 0)
		return *slot;
	if (type.item_count != 0)
		type.items = (const type_id *)(const void *)arena_copy(
		    table->arena, type.items,
		    type.item_count * sizeof(type_id));
	*slot = table->list.count;
	ARRAY_PUSH(table->arena, &table->depths, depth_over(table, &type));
	ARRAY_PUSH(table->arena, &table->list, type);
	if (table->list.count > table->mask / 2)
		grow(table);
	return table->list.count - 1;
}

void type_table_make(struct type_table *table, struct arena *arena)
{
	const struct type unknown = {.class = NO_CLASS, .node = NO_NODE};
	const struct type never = {
	    .kind = TYPE_NEVER, .class = NO_CLASS, .node = NO_NODE};

	*table = (struct type_table){.arena = arena, .mask = 127};
	table->slots = ARENA_ARRAY(arena, table->mask + 1, type_id);
	ARRAY_PUSH(arena, &table->list, unknown);
	ARRAY_PUSH(arena, &table->depths, 0);
	ARRAY_PUSH(arena, &table->list, never);
	ARRAY_PUSH(arena, &table->depths, 0);
	*slot_of(table, &never) = NEVER;
}

/* What iterating some kinds always gives. */
static enum type_kind element_kind(enum type_kind kind)
{
	switch (kind) {
	case TYPE_STR:
	case TYPE_TEXT_FILE:
		return TYPE_STR;
	case TYPE_BYTES:
	case TYPE_BYTEARRAY:
	case TYPE_RANGE:
		return TYPE_INT;
	case TYPE_BINARY_FILE:
		return TYPE_BYTES;
	default:
		return TYPE_UNKNOWN;
	}
}

type_id type_of_kind(struct type_table *table, enum type_kind kind)
{
	if (table->of_kind[kind] == UNKNOWN)
		table->of_kind[kind] =
		    type_intern(table, (struct type){.kind = kind,
		                                     .is_exact = true,
		                                     .class = NO_CLASS,
		                                     .node = NO_NODE});
	return table->of_kind[kind];
}

bool type_is_seen(const struct type *type)
{
	return type_is_mutable(type->kind) &&
	       (type->is_exact || type->name.length != 0);
}

bool type_is_mutable(enum type_kind kind)
{
	return kind == TYPE_LIST || kind == TYPE_DICT || kind == TYPE_SET ||
	       kind == TYPE_DEQUE;
}

/* What an iterator gives may be new each time; what is in a container is seen
 * by all that hold it. */
static type_id part(struct type_table *table, enum type_kind kind, type_id id)
{
	return kind == TYPE_ITERATOR || kind == TYPE_TUPLE
	           ? id
	           : type_without_contents(table, id);
}

type_id type_container(struct type_table *table, enum type_kind kind,
                       type_id element, type_id value)
{
	return type_intern(table,
	                   (struct type){.kind = kind,
	                                 .is_exact = true,
	                                 .element = part(table, kind, element),
	                                 .value = part(table, kind, value),
	                                 .class = NO_CLASS,
	                                 .node = NO_NODE});
}

type_id type_tuple(struct type_table *table, const type_id *items,
                   uint32_t count)
{
	type_id kept[MOST_ITEMS];
	struct type type = {.kind = TYPE_TUPLE,
	                    .is_exact = true,
	                    .element = NEVER,
	                    .class = NO_CLASS,
	                    .node = NO_NODE};

	for (uint32_t i = 0; i < count; i++) {
		type.element = type_join(table, type.element, items[i]);
		if (i < MOST_ITEMS)
			kept[i] = items[i];
	}
	if (count <= MOST_ITEMS) {
		type.items = kept;
		type.item_count = count;
	}
	return type_intern(table, type);
}

type_id type_named(struct type_table *table, enum type_kind kind,
                   struct str name, class_id class)
{
	return type_intern(table, (struct type){.kind = kind,
	                                        .name = name,
	                                        .class = class,
	                                        .node = NO_NODE});
}

type_id type_or_none(struct type_table *table, type_id id, bool or_none)
{
	struct type type = *type_at(table, id);

	if (id <= NEVER || type.kind == TYPE_NONE || type.or_none == or_none)
		return id;
	type.or_none = or_none;
	return type_intern(table, type);
}

type_id type_inexact(struct type_table *table, type_id id)
{
	struct type type = *type_at(table, id);

	if (!type.is_exact || type.kind == TYPE_NONE ||
	    type.kind == TYPE_BOOL || type.kind == TYPE_RANGE)
		return id;
	type.is_exact = false;
	return type_intern(table, type);
}

type_id type_with_parts(struct type_table *table, type_id id, type_id element,
                        type_id value)
{
	struct type type = *type_at(table, id);

	if (id <= NEVER)
		return id;
	type.element = part(table, type.kind, element);
	type.value = part(table, type.kind, value);
	type.items = NULL;
	type.item_count = 0;
	return type_intern(table, type);
}

/* A tuple's items are what they are, but what is in them may change. */
static type_id tuple_without_contents(struct type_table *table, type_id id)
{
	struct type type = *type_at(table, id);
	type_id items[MOST_ITEMS];

	type.element = type_without_contents(table, type.element);
	for (uint32_t i = 0; i < type.item_count; i++)
		items[i] = type_without_contents(table, type.items[i]);
	type.items = items;
	return type_intern(table, type);
}

type_id type_without_contents(struct type_table *table, type_id id)
{
	const struct type *type = type_at(table, id);

	if (type->kind == TYPE_TUPLE && type->is_exact)
		return tuple_without_contents(table, id);

	if (!type_is_seen(type) ||
	    (type->element == UNKNOWN && type->value == UNKNOWN))
		return id;
	return type_with_parts(table, id, UNKNOWN, UNKNOWN);
}

type_id type_element(struct type_table *table, type_id id)
{
	struct type type = *type_at(table, id);
	type_id element;

	if (id == NEVER || element_kind(type.kind) == TYPE_UNKNOWN)
		return id == NEVER ? NEVER : type.element;
	element = type_of_kind(table, element_kind(type.kind));
	return type.is_exact ? element : type_inexact(table, element);
}

/* Of kinds that differ, those that are told apart for no rule. */
static enum type_kind common_kind(enum type_kind a, enum type_kind b)
{
	if (a == b)
		return a;
	if ((a == TYPE_BOOL && b == TYPE_INT) ||
	    (a == TYPE_INT && b == TYPE_BOOL))
		return TYPE_INT;
	if ((a == TYPE_ITERATOR && b == TYPE_GENERATOR) ||
	    (a == TYPE_GENERATOR && b == TYPE_ITERATOR))
		return TYPE_ITERATOR;
	return TYPE_UNKNOWN;
}

/* The class above both; NO_CLASS if they are not of one line. */
static bool join_names(struct type *into, const struct type *a,
                       const struct type *b)
{
	if (a->class != b->class || !str_equal(a->name, b->name))
		return false;
	into->name = a->name;
	into->class = a->class;
	return true;
}

/* Contents that an annotation promises and contents that were only seen do not
 * go together: who put the seen ones there need not keep the promise. */
static bool has_lost_contents(const struct type *a, const struct type *b)
{
	const struct type *seen = type_is_seen(a) ? a : b;

	return type_is_seen(a) != type_is_seen(b) && type_is_mutable(a->kind) &&
	       (seen->element != NEVER || seen->value > NEVER);
}

static void join_items(struct type_table *table, struct type *into,
                       type_id items[MOST_ITEMS], const struct type *a,
                       const struct type *b)
{
	if (a->item_count != b->item_count || a->item_count == 0)
		return;
	for (uint32_t i = 0; i < a->item_count; i++)
		items[i] = type_join(table, a->items[i], b->items[i]);
	into->items = items;
	into->item_count = a->item_count;
}

/* Both are known, neither None, and they differ. Parts are joined in turn; they
 * nest at most DEEPEST deep. */
static type_id join_known(struct type_table *table, struct type a,
                          struct type b)
{
	type_id items[MOST_ITEMS];
	struct type type = {.kind = common_kind(a.kind, b.kind),
	                    .or_none = a.or_none || b.or_none,
	                    .is_exact =
	                        a.is_exact && b.is_exact && a.kind == b.kind,
	                    .node = NO_NODE};

	if (type.kind == TYPE_UNKNOWN || a.node != b.node ||
	    !join_names(&type, &a, &b))
		return UNKNOWN;
	type.node = a.node;
	if (!has_lost_contents(&a, &b)) {
		type.element = type_join(table, a.element, b.element);
		type.value = type_join(table, a.value, b.value);
	}
	join_items(table, &type, items, &a, &b);
	return type_intern(table, type);
}

type_id type_join_other(struct type_table *table, type_id a, type_id b)
{
	if (a == UNKNOWN || b == UNKNOWN)
		return UNKNOWN;
	if (type_kind(table, a) == TYPE_NONE)
		return type_or_none(table, b, true);
	if (type_kind(table, b) == TYPE_NONE)
		return type_or_none(table, a, true);
	return join_known(table, *type_at(table, a), *type_at(table, b));
}
