#include "same_cycle.h"

#include "rule.h"
#include "texts.h"

#include <string.h>

/* A finding with a cycle, and the first of those that are the same cycle. */
struct told {
	struct finding *finding;
	uint32_t same; /* an index, at most its own */
	uint32_t next; /* 1 + index of the next that is the same, or 0 */
};

struct joiner {
	struct findings *findings;
	const char *path; /* their file's */
	struct arena *scratch;
	ARRAY(struct told) told;
	struct names *keys;
	ARRAY(uint32_t) first; /* by key: 1 + index of told */
};

static uint32_t first_of(struct joiner *j, uint32_t at)
{
	struct told *told = j->told.at;

	while (told[at].same != at) {
		told[at].same = told[told[at].same].same;
		at = told[at].same;
	}
	return at;
}

/* 1 + the first finding with the key, or 0. */
static uint32_t *first_with(struct joiner *j, const char *key)
{
	name_id id = names_intern(j->keys, str_of(key));

	while (j->first.count <= id)
		ARRAY_PUSH(j->scratch, &j->first, 0);
	return &j->first.at[id];
}

static void unite(struct joiner *j, uint32_t one, uint32_t other)
{
	uint32_t a = first_of(j, one), b = first_of(j, other);

	j->told.at[a > b ? a : b].same = a > b ? b : a;
}

/* Findings with one key are the same. */
static void add_key(struct joiner *j, uint32_t at, const char *key)
{
	uint32_t *first = first_with(j, key);

	if (*first == 0)
		*first = at + 1;
	else
		unite(j, *first - 1, at);
}

/* ------------------------------------------------------------ what is the same
 */

static const char *argument(const struct finding *f, uint32_t i)
{
	return i < f->argument_count ? f->arguments[i] : "";
}

static void add_edge_key(struct joiner *j, uint32_t at,
                         const struct cycle_edge *edge, const char *objects)
{
	add_key(j, at,
	        arena_format(j->scratch, "edge %s %s %u %u %s",
	                     j->told.at[at].finding->rule->code,
	                     edge->path != NULL ? edge->path : j->path,
	                     (unsigned)edge->span.start,
	                     (unsigned)edge->span.end, objects));
}

static bool is_bound_method(const struct cycle_edge *e)
{
	return strcmp(e->field, ".__self__") == 0;
}

/* Its class, or what this file calls it, and field. */
static const char *holder_of(struct arena *arena, const struct cycle_edge *e)
{
	return arena_format(arena, "%s%s",
	                    e->class != NULL ? e->class : e->object, e->field);
}

enum objects { OBJECTS, HOLDERS, HOLDERS_BUT_METHODS };

/* All of these, in any order. */
static const char *objects_of(struct arena *arena, const struct finding *f,
                              enum objects which)
{
	struct texts objects = {0};
	const char *all = "";

	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];

		if (which == HOLDERS_BUT_METHODS && is_bound_method(e))
			continue;
		texts_add(arena, &objects,
		          which == OBJECTS ? e->object : holder_of(arena, e));
	}
	texts_sort(&objects);
	for (uint32_t i = 0; i < objects.list.count; i++)
		all = arena_format(arena, "%s %s", all, objects.list.at[i]);
	return all;
}

/* Of the same objects, and mended here; or, where that is not known, made. */
static void add_place_keys(struct joiner *j, uint32_t at)
{
	const struct finding *f = j->told.at[at].finding;
	const char *objects = objects_of(j->scratch, f, HOLDERS);
	bool is_known = false;

	for (uint32_t i = 0; i < f->cycle.count; i++)
		is_known |= f->cycle.at[i].is_to_mend;
	for (uint32_t i = 0; i < f->cycle.count; i++)
		if (f->cycle.at[i].is_to_mend || !is_known)
			add_edge_key(j, at, &f->cycle.at[i], objects);
}

/* Is it of bound methods, and else of objects whose classes are known? */
static bool is_of_methods(const struct finding *f)
{
	bool has_method = false;

	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];

		if (!is_bound_method(e) && e->class == NULL)
			return false;
		has_method |= is_bound_method(e);
	}
	return has_method;
}

/* Of one class's methods, kept in the same attributes. */
static void add_holder_key(struct joiner *j, uint32_t at)
{
	const struct finding *f = j->told.at[at].finding;

	if (is_of_methods(f))
		add_key(j, at,
		        arena_format(
		            j->scratch, "holder %s %u%s", f->rule->code,
		            (unsigned)f->message,
		            objects_of(j->scratch, f, HOLDERS_BUT_METHODS)));
}

/* What the edge's object is, for all that is made like it: its class, or a
 * bound method of one; NULL if that is not known. */
static const char *kind_of(const struct joiner *j, const struct cycle_edge *e)
{
	if (e->class == NULL && !is_bound_method(e))
		return NULL;
	return holder_of(j->scratch, e);
}

/* The same classes and fields in one file; a function of its own that captures
 * something is another each time. */
static void add_kind_key(struct joiner *j, uint32_t at)
{
	const struct finding *f = j->told.at[at].finding;
	const char *key, *least = NULL;
	uint32_t from = 0;

	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const char *kind = kind_of(j, &f->cycle.at[i]);

		if (kind == NULL)
			return;
		if (least == NULL || strcmp(kind, least) < 0) {
			least = kind;
			from = i;
		}
	}
	key = arena_format(j->scratch, "kind %s %u", f->rule->code,
	                   (unsigned)f->message);
	for (uint32_t i = 0; i < f->cycle.count; i++)
		key = arena_format(
		    j->scratch, "%s %s", key,
		    kind_of(j, &f->cycle.at[(from + i) % f->cycle.count]));
	add_key(j, at, key);
}

/* Told at one place, and with a reference in common: what cuts that mends both.
 */
static void add_span_keys(struct joiner *j, uint32_t at)
{
	const struct finding *f = j->told.at[at].finding;

	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];

		add_edge_key(j, at, e,
		             arena_format(j->scratch, "%s%s span %u %u",
		                          e->object, e->field,
		                          (unsigned)f->span.start,
		                          (unsigned)f->span.end));
	}
}

/* Told at one place, of one class's methods: super().__init__(self.a, self.b)
 */
static void add_methods_key(struct joiner *j, uint32_t at)
{
	const struct finding *f = j->told.at[at].finding;
	const char *key =
	    arena_format(j->scratch, "methods %u %u", (unsigned)f->span.start,
	                 (unsigned)f->span.end);

	if (!is_of_methods(f))
		return;
	for (uint32_t i = 0; i < f->cycle.count; i++)
		if (!is_bound_method(&f->cycle.at[i]))
			key = arena_format(j->scratch, "%s %s", key,
			                   f->cycle.at[i].class);
	add_key(j, at, key);
}

/* The reference that keeps the closure whose ring this is: that before the one
 * to what it captures; or NULL. */
static const struct cycle_edge *closure_kept(const struct finding *f,
                                             const struct cycle_edge **captures)
{
	for (uint32_t i = 0; i < f->cycle.count; i++) {
		*captures = &f->cycle.at[i];
		if (strcmp((*captures)->field, " captures") == 0)
			return &f->cycle.at[(i + f->cycle.count - 1) %
			                    f->cycle.count];
	}
	return NULL;
}

/* One closure, kept by one reference: whatever else leads to that. */
static void add_closure_key(struct joiner *j, uint32_t at)
{
	const struct cycle_edge *captures;
	const struct cycle_edge *kept =
	    closure_kept(j->told.at[at].finding, &captures);

	if (kept != NULL)
		add_edge_key(j, at, captures,
		             arena_format(j->scratch, "%s %u %s",
		                          kept->path != NULL ? kept->path : "",
		                          (unsigned)kept->span.start,
		                          holder_of(j->scratch, kept)));
}

/* Is it told that something cuts the cycle? */
static bool is_cut(const struct finding *f)
{
	return f->message_until == 0 || f->message == f->message_until;
}

/* Of the same objects, and mended by the same reference as one that nothing
 * cuts: cutting the other reference does not free them. */
static void add_uncut_keys(struct joiner *j, uint32_t at, bool is_for_cut)
{
	const struct finding *f = j->told.at[at].finding;
	const char *objects = objects_of(j->scratch, f, OBJECTS);

	if (is_cut(f) != is_for_cut)
		return;
	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];
		uint32_t *first =
		    !e->is_to_mend
		        ? NULL
		        : first_with(j, arena_format(
		                            j->scratch, "uncut %s %u %s",
		                            holder_of(j->scratch, e),
		                            (unsigned)e->span.start, objects));

		if (first != NULL && *first == 0 && !is_for_cut)
			*first = at + 1;
		else if (first != NULL && *first != 0 && is_for_cut)
			unite(j, *first - 1, at);
	}
}

static void find_told(struct joiner *j)
{
	for (uint32_t i = 0; i < j->findings->list.count; i++) {
		struct told told = {&j->findings->list.at[i], j->told.count, 0};

		if (told.finding->rule->is_told_once)
			ARRAY_PUSH(j->scratch, &j->told, told);
	}
	if (j->told.count < 2)
		return;
	j->keys = names_new(j->scratch);
	for (uint32_t i = 0; i < j->told.count; i++) {
		add_place_keys(j, i);
		add_kind_key(j, i);
		add_holder_key(j, i);
		add_methods_key(j, i);
		add_span_keys(j, i);
		add_closure_key(j, i);
		add_uncut_keys(j, i, false);
	}
	for (uint32_t i = 0; i < j->told.count; i++)
		add_uncut_keys(j, i, true);
	for (uint32_t i = j->told.count; i-- > 0;) {
		uint32_t first = first_of(j, i);

		if (first == i)
			continue;
		j->told.at[i].next = j->told.at[first].next;
		j->told.at[first].next = i + 1;
	}
}

/* ------------------------------------------------------------------- one of it
 */

static bool is_same_path(const char *one, const char *other)
{
	return one == other ||
	       (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool is_same_edge(const struct cycle_edge *a, const struct cycle_edge *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end &&
	       is_same_path(a->path, b->path);
}

/* Has the leader all of the other's references, at the same places? */
static bool has_all_of(const struct finding *leader,
                       const struct finding *other)
{
	for (uint32_t i = 0; i < other->cycle.count; i++) {
		const struct cycle_edge *e = &other->cycle.at[i];
		bool is_found = false;

		for (uint32_t k = 0; k < leader->cycle.count; k++) {
			const struct cycle_edge *own = &leader->cycle.at[k];

			is_found |= is_same_edge(own, e);
		}
		if (!is_found)
			return false;
	}
	return true;
}

/* Do they keep one closure by one reference? */
static bool keeps_same_closure(const struct finding *leader,
                               const struct finding *other)
{
	const struct cycle_edge *of_leader, *of_other;
	const struct cycle_edge *a = closure_kept(leader, &of_leader);
	const struct cycle_edge *b = closure_kept(other, &of_other);

	return a != NULL && b != NULL && is_same_edge(a, b) &&
	       is_same_edge(of_leader, of_other);
}

static void relate(struct joiner *j, struct finding *finding,
                   const struct finding *other)
{
	struct arena *arena = j->findings->arena;
	const char *objects =
	    other->cycle.count == 1
	        ? arena_format(arena, "'%s'", argument(other, 0))
	        : arena_format(arena, "'%s' and '%s'", argument(other, 0),
	                       argument(other, 1));

	finding_relate(j->findings, finding, other->span,
	               arena_format(arena, "here too: %s", objects));
}

/* Is it told where a reference of it is made, and not at a call? */
static bool is_at_edge(const struct finding *f)
{
	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];

		if (e->path == NULL && e->span.start >= f->span.start &&
		    e->span.end <= f->span.end)
			return true;
	}
	return false;
}

static bool stands_before(const struct finding *one,
                          const struct finding *other)
{
	if (one->level != other->level)
		return one->level > other->level;
	if (is_cut(one) != is_cut(other))
		return is_cut(other);
	return is_at_edge(one) && !is_at_edge(other);
}

/* One of the highest level stands for all, the others are related. A
 * comment that suppresses it so does all; one that suppresses another, that. */
static void join(struct joiner *j, uint32_t first)
{
	struct told *leader = &j->told.at[first];

	for (uint32_t n = first + 1; n != 0; n = j->told.at[n - 1].next) {
		struct told *told = &j->told.at[n - 1];

		if (stands_before(told->finding, leader->finding))
			leader = told;
	}
	for (uint32_t n = first + 1; n != 0; n = j->told.at[n - 1].next) {
		const struct told *told = &j->told.at[n - 1];

		if (told == leader || told->finding->suppressed != NULL)
			continue;
		if (!has_all_of(leader->finding, told->finding) &&
		    !keeps_same_closure(leader->finding, told->finding))
			relate(j, leader->finding, told->finding);
		told->finding->rule = NULL;
	}
}

void same_cycle_join(struct findings *findings, const char *path)
{
	struct arena scratch = {.first_chunk = 4096};
	struct joiner j = {
	    .findings = findings, .path = path, .scratch = &scratch};

	find_told(&j);
	for (uint32_t i = 0; i < j.told.count; i++)
		if (j.told.at[i].same == i && j.told.at[i].next != 0)
			join(&j, i);
	findings_clean(findings);
	arena_release(&scratch);
}
