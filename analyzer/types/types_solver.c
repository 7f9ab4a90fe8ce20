#include "types_solver.h"

#include "bounds.h"

/* Then UNKNOWN. Types are at most four deep (types_table.c): no code is known
 * that comes so far. */
enum { MOST_RISES = 12 };

cell_id types_new_cell(struct types *ty, type_id type)
{
	struct cell cell = {.type = type};

	ARRAY_PUSH(ty->scratch, &ty->cells, cell);
	return ty->cells.count - 1;
}

void types_add_reader(struct types *ty, cell_id cell, node_id reader)
{
	struct cell *s = &ty->cells.at[cell];
	struct edge edge = {reader, s->readers};

	if (s->readers != 0 && ty->edges.at[s->readers - 1].reader == reader)
		return;
	ARRAY_PUSH(ty->scratch, &ty->edges, edge);
	s->readers = ty->edges.count;
}

type_id types_read(struct types *ty, cell_id cell, node_id reader)
{
	type_id type = ty->cells.at[cell].type;

	if (type != UNKNOWN)
		types_add_reader(ty, cell, reader);
	return type;
}

/* Nodes that the first pass has yet to come to need no place in the queue. */
static bool is_to_come(const struct types *ty, node_id n)
{
	return n >= ty->segment_end ||
	       (n >= ty->segment_start && n <= ty->current);
}

/* Make room in the queue, where that is worth moving what is left. */
static void drop_evaluated(struct types *ty)
{
	uint32_t left = ty->queue.count - ty->queue_first;

	if (left > ty->queue.count / 2)
		return;
	for (uint32_t i = 0; i < left; i++)
		ty->queue.at[i] = ty->queue.at[ty->queue_first + i];
	ty->queue.count = left;
	ty->queue_first = 0;
}

static void enqueue(struct types *ty, node_id n)
{
	uint64_t bit = (uint64_t)1 << (n & 63);

	if (is_to_come(ty, n) || (ty->queued[n >> 6] & bit) != 0)
		return;
	ty->queued[n >> 6] |= bit;
	if (ty->queue.count == ty->queue.room)
		drop_evaluated(ty);
	ARRAY_PUSH(ty->scratch, &ty->queue, n);
}

void types_raise(struct types *ty, cell_id cell, type_id type)
{
	struct cell *s = &ty->cells.at[cell];
	type_id joined = type_join(&ty->table, s->type, type);

	if (joined == s->type)
		return;
	if (++s->rises >= MOST_RISES)
		joined = UNKNOWN;
	s->type = joined;
	for (uint32_t e = s->readers; e != 0; e = ty->edges.at[e - 1].next) {
		enqueue(ty, ty->edges.at[e - 1].reader);
		ty->work -= ty->work != 0;
	}
}

/* Of a node, once it was told around after all was given up. */
enum { TOLD_AROUND = UINT8_MAX };

void types_set_node(struct types *ty, node_id n, type_id type)
{
	type_id joined = type_join(&ty->table, ty->of_node[n], type);

	if (joined == ty->of_node[n])
		return;
	if (++ty->rises[n] >= MOST_RISES)
		joined = UNKNOWN;
	ty->of_node[n] = joined;
	if (n != 0)
		enqueue(ty, tree_parent(ty->tree, n));
}

static bool passes_on(enum kind kind)
{
	switch (kind) {
	case KIND_ARGUMENT_LIST:
	case KIND_KEYWORD_ARGUMENT:
	case KIND_PAIR:
	case KIND_LIST_SPLAT:
	case KIND_DICTIONARY_SPLAT:
	case KIND_SLICE:
	case KIND_PATTERN_LIST:
	case KIND_TUPLE_PATTERN:
	case KIND_LIST_PATTERN:
	case KIND_WITH_ITEM:
	case KIND_AS_PATTERN_TARGET:
	case KIND_DEFAULT_PARAMETER:
	case KIND_TYPED_DEFAULT_PARAMETER:
	case KIND_PARAMETERS:
		return true;
	default:
		return false;
	}
}

/* What is around these may depend on what they are made of, though they are
 * the same: the result of a method on what it is called on, what a subscript
 * or attribute that is assigned to is a part of. */
static void enqueue_around(struct types *ty, node_id n, enum kind kind)
{
	node_id statement;

	switch (kind) {
	case KIND_LAMBDA:
	case KIND_PARENTHESIZED_EXPRESSION:
	case KIND_EXPRESSION_LIST:
	case KIND_TUPLE:
		enqueue(ty, tree_parent(ty->tree, n));
		return;
	case KIND_ATTRIBUTE:
	case KIND_SUBSCRIPT:
		enqueue(ty, tree_parent(ty->tree, n));
		break;
	default:
		return;
	}
	statement = classes_target_of(ty->tree, n);
	if (statement != NO_NODE)
		enqueue(ty, statement);
}

static void evaluate(struct types *ty, node_id n)
{
	enum kind kind = tree_kind(ty->tree, n);
	type_id type;

	ty->work -= ty->work != 0;
	if (passes_on(kind)) {
		enqueue(ty, tree_parent(ty->tree, n));
		return;
	}
	if (ty->work == 0 && !ty->is_given_up) {
		ty->is_given_up = true;
		bounds_reach(ty->tree, REACHED_TYPE_WORK, 0);
	}
	if (types_evaluate_statement(ty, n))
		return;
	/* A call tells its arguments to others even then. */
	type = UNKNOWN;
	if (!ty->is_given_up || kind == KIND_CALL)
		type = types_value(ty, n);
	types_set_node(ty, n, ty->is_given_up ? UNKNOWN : type);
	if (ty->segment_start != ty->tree->count || ty->rises[n] == TOLD_AROUND)
		return;
	if (ty->is_given_up)
		ty->rises[n] = TOLD_AROUND;
	enqueue_around(ty, n, kind);
}

/* Of statements, clauses, signs, and names that are no variable's there is
 * nothing to find. */
static bool is_untyped(const struct types *ty, node_id n)
{
	enum kind kind = tree_kind(ty->tree, n);

	switch (kind) {
	case KIND_IDENTIFIER:
		return scopes_occurrence(ty->scopes, n) == NULL;
	case KIND_MODULE:
	case KIND_BLOCK:
	case KIND_EXPRESSION_STATEMENT:
	case KIND_IF_STATEMENT:
	case KIND_ELIF_CLAUSE:
	case KIND_ELSE_CLAUSE:
	case KIND_DOTTED_NAME:
		return true;
	default:
		return (int)kind >= KIND_NAMED_COUNT;
	}
}

/* Backwards, so that parts come before the whole, and the right side before
 * what it is bound to. */
static void evaluate_segment(struct types *ty, node_id start, node_id end)
{
	ty->segment_start = start;
	ty->segment_end = end;
	for (ty->current = end; ty->current-- > start;)
		if (is_untyped(ty, ty->current))
			ty->of_node[ty->current] = UNKNOWN;
		else
			evaluate(ty, ty->current);
}

static bool starts_segment(const struct tree *t, node_id n)
{
	enum kind around = tree_kind(t, tree_parent(t, n));

	return tree_kind(t, n) == KIND_BLOCK || around == KIND_BLOCK ||
	       around == KIND_MODULE;
}

void types_solve(struct types *ty)
{
	node_id start = 0, count = ty->tree->count;

	for (node_id n = 1; n < count; n++)
		if (starts_segment(ty->tree, n)) {
			evaluate_segment(ty, start, n);
			start = n;
		}
	evaluate_segment(ty, start, count);
	ty->segment_start = ty->segment_end = count;
	while (ty->queue_first < ty->queue.count) {
		node_id n = ty->queue.at[ty->queue_first++];

		ty->queued[n >> 6] &= ~((uint64_t)1 << (n & 63));
		evaluate(ty, n);
	}
}

void types_make_solver(struct types *ty)
{
	size_t count = ty->tree->count;

	ty->of_node = arena_room(ty->arena, count * sizeof(type_id));
	for (node_id n = 0; n < count; n++)
		ty->of_node[n] = NEVER;
	ty->rises = ARENA_ARRAY(ty->scratch, count, uint8_t);
	ty->queued = ARENA_ARRAY(ty->scratch, count / 64 + 1, uint64_t);
	ty->work = count * BOUND_TYPE_WORK + 100000;
}
