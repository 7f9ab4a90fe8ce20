#include "flow_graph.h"

#include "bounds.h"

#include "statement.h"

#include <stdlib.h>

/* How control leaves a statement other than to the next one. */
enum leaving { LEAVING_BREAK, LEAVING_CONTINUE, LEAVING_RETURN, LEAVING_RAISE };
enum { LEAVINGS = LEAVING_RAISE + 1 };

/* A construct around the statements that are being added, which decides where
 * they lead when they leave. CPython's fblockinfo. */
struct frame {
	struct frame *outer;
	node_id finally; /* the block to pass through, or NO_NODE */
	uint32_t target[LEAVINGS];
};

/* A block whose entry is known and whose statements are not yet added. */
struct pending {
	node_id first;  /* its first statement, or NO_NODE */
	uint32_t entry; /* the point of that statement */
	uint32_t after; /* where the end of the block leads */
	struct frame *frame;
};

struct edge {
	uint32_t from, to;
};

struct building {
	const struct tree *tree;
	const struct scopes *scopes;
	struct arena *scratch;
	ARRAY(struct edge) edges;
	ARRAY(struct place) places;
	ARRAY(struct pending) pending;
	uint32_t points;
	uint32_t statements;
};

static uint32_t add_point(struct building *b)
{
	return b->points++;
}

static void add_place(struct building *b, node_id n, uint32_t point)
{
	ARRAY_PUSH(b->scratch, &b->places,
	           ((struct place){.node = n, .point = point}));
}

static void add_edge(struct building *b, uint32_t from, uint32_t to)
{
	ARRAY_PUSH(b->scratch, &b->edges, ((struct edge){from, to}));
}

static struct frame *add_frame(struct building *b, struct frame *outer)
{
	struct frame *frame = ARENA_NEW(b->scratch, struct frame);

	frame->outer = outer;
	frame->finally = NO_NODE;
	for (int i = 0; i < LEAVINGS; i++)
		frame->target[i] = NO_POINT;
	return frame;
}

/* A statement list that starts at the point `entry`. */
static void add_pending(struct building *b, node_id block, uint32_t entry,
                        uint32_t after, struct frame *frame)
{
	ARRAY_PUSH(b->scratch, &b->pending,
	           ((struct pending){
	               block == NO_NODE ? NO_NODE : tree_first(b->tree, block),
	               entry, after, frame}));
}

static uint32_t enter(struct building *b, node_id block, uint32_t after,
                      struct frame *frame)
{
	uint32_t entry = add_point(b);

	add_pending(b, block, entry, after, frame);
	return entry;
}

/* The point where leaving `frame` in this way leads: the loop, the handlers,
 * the end; or the copy of the nearest finally block for it, which leads on. */
static uint32_t leave(struct building *b, struct frame *frame, enum leaving how)
{
	uint32_t first = NO_POINT, last = NO_POINT;

	for (;; frame = frame->outer) {
		uint32_t target = frame->target[how];
		bool is_new = target == NO_POINT;

		if (is_new && frame->finally == NO_NODE)
			continue;
		if (is_new)
			target = frame->target[how] =
			    enter(b, frame->finally, NO_POINT, frame->outer);
		if (first == NO_POINT)
			first = target;
		else
			b->pending.at[last].after = target;
		if (!is_new)
			return first;
		last = b->pending.count - 1;
	}
}

static void add_raising(struct building *b, uint32_t point, node_id n,
                        struct frame *frame)
{
	if (n != NO_NODE && statement_can_raise(b->tree, n))
		add_edge(b, point,
		         leave(b, frame, LEAVING_RAISE) | EDGE_RAISES);
}

static void add_if(struct building *b, node_id n, const struct pending *at)
{
	const struct tree *t = b->tree;
	uint32_t point = at->entry;
	node_id c;

	add_edge(b, point,
	         enter(b, tree_child(t, n, FIELD_CONSEQUENCE), at->after,
	               at->frame));
	add_raising(b, point, tree_child(t, n, FIELD_CONDITION), at->frame);
	for (c = tree_first(t, n); c != NO_NODE; c = tree_sibling(t, c)) {
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE) {
			add_edge(b, point,
			         enter(b, tree_child(t, c, FIELD_BODY),
			               at->after, at->frame));
			return;
		}
		if (tree_kind(t, c) != KIND_ELIF_CLAUSE)
			continue;
		add_edge(b, point, b->points);
		point = add_point(b);
		add_place(b, c, point);
		add_edge(b, point,
		         enter(b, tree_child(t, c, FIELD_CONSEQUENCE),
		               at->after, at->frame));
		add_raising(b, point, tree_child(t, c, FIELD_CONDITION),
		            at->frame);
	}
	add_edge(b, point, at->after);
}

/* The body and the else clause of a loop whose header is at `header`. */
static void add_loop(struct building *b, node_id n, uint32_t header,
                     const struct pending *at)
{
	const struct tree *t = b->tree;
	node_id other = tree_child(t, n, FIELD_ALTERNATIVE);
	struct frame *loop = add_frame(b, at->frame);

	loop->target[LEAVING_BREAK] = at->after;
	loop->target[LEAVING_CONTINUE] = header;
	add_edge(b, header,
	         enter(b, tree_child(t, n, FIELD_BODY), header, loop));
	if (statement_is_always_true(t, tree_child(t, n, FIELD_CONDITION)))
		return;
	if (other == NO_NODE)
		add_edge(b, header, at->after);
	else
		add_edge(b, header,
		         enter(b, tree_child(t, other, FIELD_BODY), at->after,
		               at->frame));
}

/* The iterable is evaluated once; each turn starts at the target. */
static void add_for(struct building *b, node_id n, const struct pending *at)
{
	uint32_t header = add_point(b);

	add_raising(b, at->entry, tree_child(b->tree, n, FIELD_RIGHT),
	            at->frame);
	add_edge(b, at->entry, header);
	add_place(b, tree_child(b->tree, n, FIELD_LEFT), header);
	add_edge(b, header, leave(b, at->frame, LEAVING_RAISE) | EDGE_RAISES);
	add_loop(b, n, header, at);
}

static void add_while(struct building *b, node_id n, const struct pending *at)
{
	add_raising(b, at->entry, tree_child(b->tree, n, FIELD_CONDITION),
	            at->frame);
	add_loop(b, n, at->entry, at);
}

/* __exit__ may swallow what the body raises (PEP 343). */
static void add_with(struct building *b, node_id n, const struct pending *at)
{
	const struct tree *t = b->tree;
	struct frame *with = add_frame(b, at->frame);
	uint32_t outer = leave(b, at->frame, LEAVING_RAISE);
	uint32_t leaving = add_point(b);

	with->target[LEAVING_RAISE] = leaving;
	add_edge(b, leaving, at->after);
	add_edge(b, leaving, outer | EDGE_RAISES);
	add_edge(b, at->entry, outer | EDGE_RAISES);
	if (tree_child_count(t, tree_first(t, n)) > 1)
		add_edge(b, at->entry, leaving | EDGE_RAISES);
	add_edge(b, at->entry,
	         enter(b, tree_child(t, n, FIELD_BODY), at->after, with));
}

static node_id next_handler(const struct tree *t, node_id c)
{
	while (c != NO_NODE && tree_kind(t, c) != KIND_EXCEPT_CLAUSE)
		c = tree_sibling(t, c);
	return c;
}

/* The except clauses from `clause` on, which are asked in turn; of `except*`
 * (PEP 654) several may run. `at->after` is where a handled exception leads. */
static void add_handlers(struct building *b, node_id clause,
                         const struct pending *at)
{
	const struct tree *t = b->tree;
	uint32_t point = at->entry;

	while (clause != NO_NODE) {
		node_id more = next_handler(t, tree_sibling(t, clause));
		bool is_star =
		    tree_kind(t, tree_first(t, clause)) == KIND_TOKEN_STAR;
		bool is_last =
		    statement_catches_all(b->scopes, clause) && !is_star;
		uint32_t other =
		    more != NO_NODE && !is_last ? add_point(b) : NO_POINT;

		add_place(b, clause, point);
		add_edge(b, point,
		         enter(b, statement_block(t, clause),
		               is_star && other != NO_POINT ? other : at->after,
		               at->frame));
		if (is_last)
			return;
		if (is_star && other == NO_POINT)
			add_edge(b, point, at->after);
		if (other == NO_POINT)
			other =
			    leave(b, at->frame, LEAVING_RAISE) | EDGE_RAISES;
		add_edge(b, point, other);
		point = other;
		clause = more;
	}
}

static void add_try(struct building *b, node_id n, const struct pending *at)
{
	const struct tree *t = b->tree;
	node_id handler = next_handler(t, tree_first(t, n)), other = NO_NODE;
	struct pending rest = *at;
	struct frame *guarded;
	uint32_t after;

	for (node_id c = tree_first(t, n); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		if (tree_kind(t, c) == KIND_ELSE_CLAUSE)
			other = tree_child(t, c, FIELD_BODY);
		if (tree_kind(t, c) != KIND_FINALLY_CLAUSE)
			continue;
		rest.frame = add_frame(b, at->frame);
		rest.frame->finally = statement_block(t, c);
		rest.after =
		    enter(b, rest.frame->finally, at->after, at->frame);
	}
	after = rest.after;
	guarded = rest.frame;
	if (other != NO_NODE)
		after = enter(b, other, rest.after, rest.frame);
	if (handler != NO_NODE) {
		rest.entry = add_point(b);
		guarded = add_frame(b, rest.frame);
		guarded->target[LEAVING_RAISE] = rest.entry;
		add_handlers(b, handler, &rest);
	}
	add_pending(b, tree_child(t, n, FIELD_BODY), at->entry, after, guarded);
}

static void add_match(struct building *b, node_id n, const struct pending *at)
{
	const struct tree *t = b->tree;
	node_id body = tree_child(t, n, FIELD_BODY);
	uint32_t point = at->entry;

	add_raising(b, point, tree_child(t, n, FIELD_SUBJECT), at->frame);
	if (body == NO_NODE) {
		add_edge(b, point, at->after);
		return;
	}
	for (node_id c = tree_first(t, body); c != NO_NODE;
	     c = tree_sibling(t, c)) {
		add_edge(b, point, b->points);
		point = add_point(b);
		add_place(b, c, point);
		add_edge(b, point,
		         enter(b, tree_child(t, c, FIELD_CONSEQUENCE),
		               at->after, at->frame));
		add_edge(b, point,
		         leave(b, at->frame, LEAVING_RAISE) | EDGE_RAISES);
		if (statement_is_irrefutable(t, c))
			return;
	}
	add_edge(b, point, at->after);
}

static void add_simple(struct building *b, node_id n, const struct pending *at)
{
	add_raising(b, at->entry, n, at->frame);
	switch (tree_kind(b->tree, n)) {
	case KIND_RETURN_STATEMENT:
		add_edge(b, at->entry, leave(b, at->frame, LEAVING_RETURN));
		return;
	case KIND_BREAK_STATEMENT:
		add_edge(b, at->entry, leave(b, at->frame, LEAVING_BREAK));
		return;
	case KIND_CONTINUE_STATEMENT:
		add_edge(b, at->entry, leave(b, at->frame, LEAVING_CONTINUE));
		return;
	case KIND_RAISE_STATEMENT:
		add_edge(b, at->entry,
		         leave(b, at->frame, LEAVING_RAISE) | EDGE_RAISES);
		return;
	case KIND_EXPRESSION_STATEMENT:
		if (statement_never_returns(b->scopes, n))
			return;
		break;
	default:
		break;
	}
	add_edge(b, at->entry, at->after);
}

static void add_statement(struct building *b, node_id n,
                          const struct pending *at)
{
	b->statements++;
	add_place(b, n, at->entry);
	switch (tree_kind(b->tree, n)) {
	case KIND_IF_STATEMENT:
		add_if(b, n, at);
		break;
	case KIND_FOR_STATEMENT:
		add_for(b, n, at);
		break;
	case KIND_WHILE_STATEMENT:
		add_while(b, n, at);
		break;
	case KIND_WITH_STATEMENT:
		add_with(b, n, at);
		break;
	case KIND_TRY_STATEMENT:
		add_try(b, n, at);
		break;
	case KIND_MATCH_STATEMENT:
		add_match(b, n, at);
		break;
	default:
		add_simple(b, n, at);
	}
}

static void add_block(struct building *b, struct pending at)
{
	const uint32_t after = at.after;

	if (at.first == NO_NODE)
		add_edge(b, at.entry, after);
	for (node_id n = at.first; n != NO_NODE; n = tree_sibling(b->tree, n)) {
		bool is_last = tree_sibling(b->tree, n) == NO_NODE;

		at.after = is_last ? after : add_point(b);
		add_statement(b, n, &at);
		at.entry = at.after;
	}
}

/* The statements of the body; false if there are too many: copies of
 * finally bodies multiply. */
static bool add_body(struct building *b, node_id body)
{
	struct frame *root = add_frame(b, NULL);
	node_id block =
	    body == 0 ? body : tree_child(b->tree, body, FIELD_BODY);

	for (int i = 0; i < LEAVINGS; i++)
		root->target[i] = i == LEAVING_RAISE ? POINT_RAISED : POINT_END;
	b->points = POINTS_FIXED;
	add_place(b, body, POINT_START);
	add_edge(b, POINT_START, POINTS_FIXED);
	if (tree_kind(b->tree, body) == KIND_LAMBDA) {
		struct pending at = {block, add_point(b), POINT_END, root};

		add_simple(b, block, &at);
		add_place(b, block, at.entry);
		return true;
	}
	enter(b, block, POINT_END, root);
	while (b->pending.count > 0) {
		add_block(b, b->pending.at[--b->pending.count]);
		if (bounds_exceeded(b->tree, REACHED_STATEMENTS, b->statements,
		                    body))
			return false;
	}
	return true;
}

/* Edges by their start, or (`is_backward`) by their end, in counting sort. */
static struct edges sort_edges(const struct building *b, struct arena *arena,
                               bool is_backward)
{
	uint32_t *first = ARENA_ARRAY(arena, b->points + 2, uint32_t);
	uint32_t *end = ARENA_ARRAY(arena, b->edges.count, uint32_t);

	for (uint32_t i = 0; i < b->edges.count; i++) {
		struct edge e = b->edges.at[i];

		first[(is_backward ? EDGE_POINT(e.to) : e.from) + 2]++;
	}
	for (uint32_t p = 2; p < b->points + 2; p++)
		first[p] += first[p - 1];
	for (uint32_t i = 0; i < b->edges.count; i++) {
		struct edge e = b->edges.at[i];

		if (is_backward)
			end[first[EDGE_POINT(e.to) + 1]++] =
			    e.from | (e.to & EDGE_RAISES);
		else
			end[first[e.from + 1]++] = e.to;
	}
	return (struct edges){first, end};
}

static int compare_places(const void *one, const void *other)
{
	const struct place *a = one, *b = other;

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return a->point < b->point ? -1 : a->point > b->point;
}

static void sort_places(const struct building *b, struct flow *flow,
                        struct arena *arena)
{
	uint32_t count = b->places.count, around = NO_POINT;
	struct place *places = ARENA_ARRAY(arena, count, struct place);

	for (uint32_t i = 0; i < count; i++)
		places[i] = b->places.at[i];
	qsort(places, count, sizeof(*places), compare_places);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0 && places[i].node == places[i - 1].node) {
			places[i].around = places[i - 1].around;
			continue;
		}
		while (around != NO_POINT &&
		       !tree_contains(b->tree, places[around].node,
		                      places[i].node))
			around = places[around].around;
		places[i].around = around;
		around = i;
	}
	flow->places = places;
	flow->place_count = count;
}

struct flow *flow_graph_build(struct arena *arena, const struct tree *tree,
                              const struct scopes *scopes, node_id body)
{
	struct arena scratch = {0};
	struct building b = {
	    .tree = tree, .scopes = scopes, .scratch = &scratch};
	struct flow *flow = NULL;

	arena_beside(&scratch, arena);
	if (!(tree->nodes[body].flags & (NODE_HAS_ERROR | NODE_IS_UNSURE)) &&
	    add_body(&b, body)) {
		flow = ARENA_NEW(arena, struct flow);
		flow->tree = tree;
		flow->scopes = scopes;
		flow->body = body;
		flow->count = b.points;
		flow->next = sort_edges(&b, arena, false);
		flow->before = sort_edges(&b, arena, true);
		sort_places(&b, flow, arena);
	}
	arena_release(&scratch);
	return flow;
}
