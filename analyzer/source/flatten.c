/* The walk is over tree-sitter's own structs, which is three times as fast as
 * its cursor: tests/unit/test_flatten.c has the cursor find the same. */
#include "flatten.h"
#include "flatten_maps.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <src/subtree.h>
#include <utf8proc.h>

/* ------------------------------------------------------------ maps */

static enum kind kind_called(const char *text, bool is_named)
{
	int from = is_named ? 1 : KIND_NAMED_COUNT;
	int to = is_named ? KIND_NAMED_COUNT : KIND_COUNT;

	for (int kind = from; kind < to; kind++)
		if (strcmp(kind_name((enum kind)kind), text) == 0)
			return (enum kind)kind;
	return NO_KIND;
}

static enum kind kind_of(const TSLanguage *language, uint32_t symbol)
{
	TSSymbol seen = ts_language_public_symbol(language, (TSSymbol)symbol);
	TSSymbolType type = ts_language_symbol_type(language, seen);

	if (type != TSSymbolTypeRegular && type != TSSymbolTypeAnonymous)
		return NO_KIND;
	return kind_called(ts_language_symbol_name(language, seen),
	                   type == TSSymbolTypeRegular);
}

static void map_roles(struct flatten_maps *maps, const uint8_t *field_of_id)
{
	const TSLanguage *language = maps->language;

	for (uint32_t p = 1; p < language->production_id_count; p++) {
		struct role *roles = maps->roles + p * maps->row;
		const TSFieldMapEntry *entry, *end;

		for (uint32_t i = 0; i < maps->row; i++) {
			TSSymbol alias = ts_language_alias_at(language, p, i);

			if (alias == 0)
				continue;
			roles[i].kind = maps->kind_of_symbol[alias];
			assert(roles[i].kind != NO_KIND);
		}
		ts_language_field_map(language, p, &entry, &end);
		for (; entry < end; entry++) {
			struct role *role = &roles[entry->child_index];

			assert(entry->child_index < maps->row);
			if (!entry->inherited && role->field == NO_FIELD)
				role->field = field_of_id[entry->field_id];
		}
	}
}

struct flatten_maps *flatten_maps_new(struct arena *arena,
                                      const TSLanguage *language)
{
	struct flatten_maps *maps = ARENA_NEW(arena, struct flatten_maps);
	uint8_t field_of_id[FIELD_COUNT + 1] = {0};

	maps->language = language;
	maps->symbol_count = ts_language_symbol_count(language);
	maps->kind_of_symbol = ARENA_ARRAY(arena, maps->symbol_count, uint8_t);
	for (uint32_t s = 0; s < maps->symbol_count; s++)
		maps->kind_of_symbol[s] = (uint8_t)kind_of(language, s);
	for (int field = 1; field < FIELD_COUNT; field++) {
		const char *name = field_name((enum field)field);
		TSFieldId id = ts_language_field_id_for_name(
		    language, name, (uint32_t)strlen(name));

		assert(id > 0 && id <= FIELD_COUNT);
		field_of_id[id] = (uint8_t)field;
	}
	maps->row = language->max_alias_sequence_length;
	maps->roles = ARENA_ARRAY(
	    arena, language->production_id_count * maps->row, struct role);
	map_roles(maps, field_of_id);
	return maps;
}

/* ------------------------------------------------------------ nodes */

/* What is being walked through: the children of one of tree-sitter's nodes.
 * Nodes that it hides have levels too, but their children belong to `open`. */
struct level {
	const Subtree *child, *end;
	const struct role *role, *role_end; /* of `child` */
	uint32_t start;                     /* of `child` */
	node_id open;
	uint8_t field; /* of a hidden node: its children's, unless they have
	                  one of their own */
	bool is_hidden;
};

/* The work in progress. */
struct flattening {
	struct arena *arena;
	const struct flatten_maps *maps;
	const struct source *source;
	struct names *names;
	struct node *nodes;
	name_id *name_of;
	node_id *same;
	node_id *last_of[KIND_COUNT]; /* where the next of a kind is noted */
	uint32_t count, room;
	ARRAY(struct span) comments;
	ARRAY(struct span) errors;
	struct level_block *levels; /* around the one that is walked through:
	                               the newest of them */
	struct arena scratch;       /* what they are in */
	uint64_t most_levels;       /* bytes of it */
	uint64_t allocated, most;   /* of the arena, which has names too */
};

enum {
	LEVELS_EACH = 128,
	NODE_BYTES = sizeof(struct node) + sizeof(name_id) + sizeof(node_id)
};

/* Levels are many only where brackets nest, so they are kept in blocks, which
 * need no copies as they grow. */
struct level_block {
	struct level_block *before, *after; /* (one that was left is kept) */
	uint32_t count;
	struct level levels[LEVELS_EACH];
};

name_id flatten_name(struct names *names, struct arena *arena, struct str text)
{
	utf8proc_uint8_t *normal;
	utf8proc_ssize_t length;
	struct str copy;

	for (uint32_t i = 0; i < text.length; i++)
		if ((unsigned char)text.at[i] >= 0x80)
			goto not_ascii;
	return names_intern(names, text);
not_ascii:
	length = utf8proc_map(
	    (const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.length,
	    &normal, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
	if (length < 0)
		return names_intern(names, text);
	copy.at = arena_copy(arena, normal, (size_t)length);
	copy.length = (uint32_t)length;
	free(normal);
	return names_intern(names, copy);
}

/* The parts are written one by one: a struct that is put together elsewhere
 * and then copied makes the processor wait for it. */
static inline node_id add_node(struct flattening *f, Subtree subtree,
                               struct span span, struct role role,
                               node_id parent)
{
	node_id id = f->count++;
	struct node *node = &f->nodes[id];
	bool is_error = role.kind == KIND_ERROR || ts_subtree_missing(subtree);
	bool is_in_error =
	    parent != NO_NODE && f->nodes[parent].flags & NODE_IN_ERROR;

	assert(id < f->room);
	node->start = span.start;
	node->end = span.end;
	node->parent = parent;
	node->next = id + 1;
	node->kind = role.kind;
	node->field = role.field;
	node->flags = 0;
	*f->last_of[role.kind] = id;
	f->last_of[role.kind] = &f->same[id];
	if (ts_subtree_error_cost(subtree) > 0)
		node->flags |= NODE_HAS_ERROR;
	if (is_error || is_in_error)
		node->flags |= NODE_IN_ERROR;
	if (is_error && !is_in_error)
		ARRAY_PUSH(f->arena, &f->errors, span);
	f->name_of[id] = NAME_NONE;
	if (role.kind == KIND_IDENTIFIER)
		f->name_of[id] =
		    flatten_name(f->names, f->arena,
		                 (struct str){f->source->text + span.start,
		                              span.end - span.start});
	return id;
}

/* What is left out has no children that matter. */
static inline bool is_kept(struct flattening *f, Subtree subtree,
                           struct span span, struct role role, node_id parent)
{
	if (role.kind >= KIND_NAMED_COUNT)
		return role.field != NO_FIELD || ts_subtree_missing(subtree) ||
		       flatten_keeps_token((enum kind)role.kind,
		                           (enum kind)f->nodes[parent].kind);
	if (role.kind == KIND_COMMENT)
		ARRAY_PUSH(f->arena, &f->comments, span);
	return role.kind != KIND_COMMENT && role.kind != KIND_LINE_CONTINUATION;
}

/* ------------------------------------------------------------ walk */

enum { FETCHED = 8 }; /* children, which lie apart, before they are read */

static inline void enter(struct level *level, const struct flatten_maps *maps,
                         Subtree parent, uint32_t start)
{
	uint32_t production = ts_subtree_production_id(parent);
	uint32_t count = ts_subtree_child_count(parent);

	level->child = ts_subtree_children(parent);
	level->end = level->child + count;
	for (uint32_t i = 0; i < count && i < FETCHED; i++) {
		const char *at = (const char *)level->child[i].ptr;

		if (level->child[i].data.is_inline)
			continue;
		__builtin_prefetch(at);
		__builtin_prefetch(at - 64); /* its children end here */
	}
	level->start = start;
	level->role = maps->roles + production * maps->row;
	level->role_end = level->role + (production == 0 ? 0 : maps->row);
}

/* tree-sitter counts a node's padding, the bytes before it, to the node; that
 * of a first child is its parent's. */
static inline struct span step(struct level *level, Subtree child)
{
	uint32_t start = level->start;
	uint32_t end = start + ts_subtree_size(child).bytes;

	level->start = end;
	if (++level->child != level->end)
		level->start += ts_subtree_padding(*level->child).bytes;
	return (struct span){start, end};
}

/* What may stand anywhere has no role in the production. */
static inline struct role role_of(struct level *level, Subtree child)
{
	struct role role = {NO_KIND, NO_FIELD};

	if (ts_subtree_extra(child))
		return role;
	if (level->role != level->role_end)
		role = *level->role++;
	if (role.field == NO_FIELD)
		role.field = level->field;
	return role;
}

static inline uint8_t kind_in(const struct flatten_maps *maps, Subtree child)
{
	TSSymbol symbol = ts_subtree_symbol(child);

	return symbol < maps->symbol_count ? maps->kind_of_symbol[symbol]
	                                   : KIND_ERROR;
}

/* False if they would take too much memory. */
static bool push_level(struct flattening *f, const struct level *level)
{
	struct level_block *block = f->levels;

	if (f->arena->allocated - f->allocated > f->most)
		return false;
	if (block->count == LEVELS_EACH) {
		if (f->scratch.allocated > f->most_levels)
			return false;
		if (block->after == NULL) {
			block->after = arena_room(&f->scratch, sizeof(*block));
			block->after->before = block;
			block->after->after = NULL;
		}
		f->levels = block = block->after;
		block->count = 0;
	}
	block->levels[block->count++] = *level;
	return true;
}

/* False if that was the last. */
static bool pop_level(struct flattening *f, struct level *level)
{
	struct level_block *block = f->levels;

	if (block->count == 0 && block->before != NULL)
		f->levels = block = block->before;
	if (block->count == 0)
		return false;
	*level = block->levels[--block->count];
	return true;
}

/* A string of nothing but text: neither escapes nor parts that are put in. */
static inline bool is_plain_string(const struct flatten_maps *maps,
                                   Subtree string)
{
	const Subtree *parts = ts_subtree_children(string);

	switch (ts_subtree_child_count(string)) {
	case 2:
		break;
	case 3:
		if (kind_in(maps, parts[1]) != KIND_STRING_CONTENT ||
		    ts_subtree_visible_child_count(parts[1]) != 0)
			return false;
		break;
	default:
		return false;
	}
	return ts_subtree_error_cost(string) == 0;
}

/* Go by a child, and add it if it is kept. False if it has none that are. */
__attribute__((always_inline)) static inline bool take(struct flattening *f,
                                                       struct level *level,
                                                       Subtree child,
                                                       struct level *inner)
{
	struct span span = step(level, child);
	struct role role = role_of(level, child);

	inner->open = level->open;
	inner->start = span.start;
	inner->is_hidden = role.kind == NO_KIND && !ts_subtree_visible(child);
	inner->field = role.field;
	if (inner->is_hidden)
		return true;
	if (role.kind == NO_KIND)
		role.kind = kind_in(f->maps, child);
	if (!is_kept(f, child, span, role, level->open))
		return false;
	inner->open = add_node(f, child, span, role, level->open);
	inner->field = NO_FIELD;
	return role.kind != KIND_STRING || !is_plain_string(f->maps, child);
}

/* False if it nests too deep. */
static bool walk(struct flattening *f, Subtree root, struct span span)
{
	struct level level = {0}, inner;

	level.open = add_node(f, root, span,
	                      (struct role){KIND_MODULE, NO_FIELD}, NO_NODE);
	enter(&level, f->maps, root, span.start);
	for (;;) {
		Subtree child;

		if (level.child == level.end) {
			if (!level.is_hidden)
				f->nodes[level.open].next = f->count;
			if (!pop_level(f, &level))
				return true;
			continue;
		}
		child = *level.child;
		/* apart, so that it is known to be a leaf in all that is asked
		 * of it */
		if (child.data.is_inline) {
			take(f, &level, child, &inner);
			continue;
		}
		if (!take(f, &level, child, &inner) ||
		    ts_subtree_visible_child_count(child) == 0)
			continue;
		if (!push_level(f, &level))
			return false;
		enter(&inner, f->maps, child, inner.start);
		level = inner;
	}
}

struct node *flatten(struct tree *tree, struct arena *arena,
                     const struct flatten_maps *maps, const TSTree *parsed,
                     uint64_t most)
{
	TSNode root = ts_tree_root_node(parsed);
	struct level_block levels;
	bool is_whole;
	struct flattening f = {.arena = arena,
	                       .maps = maps,
	                       .source = tree->source,
	                       .names = tree->names,
	                       .levels = &levels};

	levels.before = levels.after = NULL;
	levels.count = 0;
	/* more than are kept: brackets, commas and keywords are among them */
	f.room = ts_node_descendant_count(root);
	if ((uint64_t)f.room * NODE_BYTES > most)
		return NULL;
	f.most_levels = most - (uint64_t)f.room * NODE_BYTES;
	f.allocated = arena->allocated;
	f.most = most;
	f.nodes = arena_room(arena, f.room * sizeof(struct node));
	f.name_of = arena_room(arena, f.room * sizeof(name_id));
	f.same = arena_room(arena, f.room * sizeof(node_id));
	for (int kind = 0; kind < KIND_COUNT; kind++)
		f.last_of[kind] = &tree->first_of[kind];
	is_whole = walk(
	    &f, *(const Subtree *)root.id,
	    (struct span){ts_node_start_byte(root), ts_node_end_byte(root)});
	arena_release(&f.scratch);
	if (!is_whole)
		return NULL;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		*f.last_of[kind] = NO_NODE;
	tree->nodes = f.nodes;
	tree->same = f.same;
	tree->name_of = f.name_of;
	tree->count = f.count;
	tree->comments = f.comments.at;
	tree->comment_count = f.comments.count;
	tree->errors = f.errors.at;
	tree->error_count = f.errors.count;
	return f.nodes;
}
