#include "same_references.h"

#include "rule.h"
#include "texts.h"

#include <string.h>

enum { NAMED_MOST = 5 }; /* of the others */

/* A finding with a cycle. */
struct member {
	const struct file_result *file;
	struct finding *finding;
	uint32_t next; /* 1 + index of the next with the same references */
};

/* Those with the same references, in their order. */
struct group {
	uint32_t first, last; /* 1 + index of members; 0: none */
};

struct joining {
	struct arena *scratch;
	struct names *keys;
	ARRAY(struct group) groups; /* by key */
	ARRAY(struct member) members;
};

/* ------------------------------------------------------------- what cuts them
 */

enum { MOST_ABOVE = 2 }; /* directories */

/* Its references by name, in any order, and the directory. */
static const char *fields_of(struct arena *scratch, const struct finding *f,
                             unsigned message, struct str directory)
{
	const char *key = arena_format(scratch, "%s %u %.*s", f->rule->code,
	                               message, STR_ARG(directory));
	struct texts fields = {0};

	for (uint32_t i = 0; i < f->cycle.count; i++)
		texts_add(scratch, &fields, f->cycle.at[i].field);
	texts_sort(&fields);
	for (uint32_t i = 0; i < fields.list.count; i++)
		key = arena_format(scratch, "%s\n%s", key, fields.list.at[i]);
	return key;
}

static struct str directory_of(struct str path)
{
	while (path.length > 0 && path.at[path.length - 1] != '/')
		path.length--;
	path.length -= path.length > 0;
	return path;
}

/* Of objects of no known class, by attributes that hold it? */
static bool is_of_unknown(const struct finding *f)
{
	bool is_of_two = false;

	for (uint32_t i = 0; i < f->cycle.count; i++) {
		const struct cycle_edge *e = &f->cycle.at[i];

		if (e->class != NULL || e->field[0] != '.' ||
		    str_ends(str_of(e->field), "[]"))
			return false;
		is_of_two |= strcmp(e->field, f->cycle.at[0].field) != 0;
	}
	return is_of_two;
}

/* What cuts cycles of the same references in this package: by key. */
struct cutters {
	struct names *keys;
	ARRAY(const char *) by;
};

static void note_cutter(struct arena *scratch, struct cutters *c,
                        const struct finding *f, const char *path)
{
	name_id key;

	if (f->message_until != 0 || f->argument_count < 4 ||
	    f->arguments[3][0] == '\0' || f->cycle.count < 2)
		return;
	key = names_intern(c->keys,
	                   str_of(fields_of(scratch, f, f->message,
	                                    directory_of(str_of(path)))));
	while (c->by.count <= key)
		ARRAY_PUSH(scratch, &c->by, NULL);
	if (c->by.at[key] == NULL)
		c->by.at[key] = f->arguments[3];
}

/* A cycle of whatever objects is cut by what cuts those of known classes. */
static void take_cutter(struct arena *arena, struct arena *scratch,
                        const struct cutters *c, struct finding *f,
                        const char *path)
{
	struct findings redrawn = {.arena = arena};
	struct str directory = directory_of(str_of(path));

	if (f->message_until == 0 || f->message == f->message_until ||
	    !is_of_unknown(f))
		return;
	for (int i = 0; i < MOST_ABOVE; i++) {
		name_id key = names_find(
		    c->keys,
		    str_of(fields_of(scratch, f, f->message_until, directory)));

		if (key != NAME_NONE) {
			f->message = f->message_until;
			f->level = LEVEL_NOTE;
			f->arguments[f->argument_until] = c->by.at[key];
			for (uint32_t k = 0; k < f->cycle.count; k++)
				if (f->cycle.at[k].mark == EDGE_TO_WEAKEN)
					f->cycle.at[k].mark = EDGE_TO_CUT;
			memset(&f->steps, 0, sizeof(f->steps));
			finding_draw(&redrawn, f);
			return;
		}
		directory = directory_of(directory);
	}
}

static void find_cutters(const struct report *report, struct arena *arena,
                         struct arena *scratch)
{
	struct cutters cutters = {.keys = names_new(scratch)};

	for (int is_told = 0; is_told < 2; is_told++)
		for (uint32_t i = 0; i < report->file_count; i++) {
			const struct file_result *file = &report->files[i];

			for (uint32_t k = 0; k < file->findings.list.count;
			     k++) {
				struct finding *f = &file->findings.list.at[k];

				if (!f->rule->is_told_once)
					continue;
				if (is_told)
					take_cutter(arena, scratch, &cutters, f,
					            file->path);
				else
					note_cutter(scratch, &cutters, f,
					            file->path);
			}
		}
}

/* ------------------------------------------------------------------- told once
 */

/* Where its references are made, in any order. */
static const char *key_of(struct arena *scratch, const struct file_result *file,
                          const struct finding *finding)
{
	const char *key = finding->rule->code;
	struct texts places = {0};

	for (uint32_t i = 0; i < finding->cycle.count; i++) {
		const struct cycle_edge *e = &finding->cycle.at[i];

		texts_add(scratch, &places,
		          arena_format(scratch, "%s %u %u %s",
		                       e->path != NULL ? e->path : file->path,
		                       (unsigned)e->span.start,
		                       (unsigned)e->span.end, e->field));
	}
	texts_sort(&places);
	for (uint32_t i = 0; i < places.list.count; i++)
		key = arena_format(scratch, "%s\n%s", key, places.list.at[i]);
	return key;
}

static void add(struct joining *j, const struct file_result *file,
                struct finding *finding)
{
	name_id id =
	    names_intern(j->keys, str_of(key_of(j->scratch, file, finding)));
	struct member member = {file, finding, 0};
	struct group *group;

	while (j->groups.count <= id)
		ARRAY_PUSH(j->scratch, &j->groups, (struct group){0});
	ARRAY_PUSH(j->scratch, &j->members, member);
	group = &j->groups.at[id];
	if (group->first == 0)
		group->first = j->members.count;
	else
		j->members.at[group->last - 1].next = j->members.count;
	group->last = j->members.count;
}

static const char *objects_of(struct arena *arena, const struct finding *f)
{
	return f->cycle.count == 1
	           ? arena_format(arena, "'%s'", f->cycle.at[0].object)
	           : arena_format(arena, "'%s' and '%s'", f->cycle.at[0].object,
	                          f->cycle.at[1].object);
}

static bool is_same_reference(const struct member *a,
                              const struct cycle_edge *x,
                              const struct member *b,
                              const struct cycle_edge *y)
{
	return x->span.start == y->span.start && x->span.end == y->span.end &&
	       strcmp(x->field, y->field) == 0 &&
	       strcmp(x->path != NULL ? x->path : a->file->path,
	              y->path != NULL ? y->path : b->file->path) == 0;
}

/* The objects of `other` as `leader` has them: by the references they hold. */
static struct cycle_edge *objects_as(struct arena *arena,
                                     const struct member *leader,
                                     const struct member *other)
{
	uint32_t count = leader->finding->cycle.count;
	struct cycle_edge *objects =
	    ARENA_ARRAY(arena, count, struct cycle_edge);

	for (uint32_t i = 0; i < count; i++) {
		const struct cycle_edge *own = &leader->finding->cycle.at[i];
		const struct cycle_edge *at = other->finding->cycle.at;
		uint32_t k = 0;

		while (k + 1 < count &&
		       !is_same_reference(leader, own, other, &at[k]))
			k++;
		objects[i] = at[k];
	}
	return objects;
}

/* Their classes, or the code's words where a class is not known. */
static struct str kinds_of(struct arena *scratch,
                           const struct cycle_edge *objects, uint32_t count)
{
	const char *kinds = "";

	for (uint32_t i = 0; i < count; i++)
		kinds =
		    arena_format(scratch, "%s%s\n", kinds,
		                 objects[i].class != NULL ? objects[i].class
		                                          : objects[i].object);
	return str_of(kinds);
}

/* Of the leader's and the others' classes each once. */
static void stand_for(struct joining *j, const struct group *group,
                      const struct member *leader, struct arena *arena)
{
	struct finding *told = leader->finding;
	struct names *seen = names_new(j->scratch);
	const struct member *m;

	names_intern(seen,
	             kinds_of(j->scratch, told->cycle.at, told->cycle.count));
	for (uint32_t n = group->first; n != 0; n = m->next) {
		struct likewise other;
		uint32_t before = names_count(seen);

		m = &j->members.at[n - 1];
		if (m == leader || m->finding->suppressed != NULL)
			continue;
		other = (struct likewise){m->file->path, m->finding->span,
		                          objects_as(arena, leader, m)};
		names_intern(seen, kinds_of(j->scratch, other.objects,
		                            told->cycle.count));
		if (names_count(seen) > before)
			ARRAY_PUSH(arena, &told->likewise, other);
	}
}

/* All but the one that stands for them are left without a rule. */
static void join(struct joining *j, const struct group *group,
                 struct arena *arena)
{
	const struct member *leader = &j->members.at[group->first - 1], *m;
	uint32_t others = 0, named = 0;

	for (uint32_t n = group->first; n != 0; n = m->next) {
		m = &j->members.at[n - 1];
		if (m->finding->level > leader->finding->level)
			leader = m;
		others += m->finding->suppressed == NULL;
	}
	others -= leader->finding->suppressed == NULL;
	stand_for(j, group, leader, arena);
	for (uint32_t n = group->first; n != 0; n = m->next) {
		struct place place;

		m = &j->members.at[n - 1];
		if (m == leader || m->finding->suppressed != NULL)
			continue;
		m->finding->rule = NULL;
		if (named++ >= NAMED_MOST)
			continue;
		place = (struct place){
		    m->file == leader->file ? NULL : m->file->path,
		    m->finding->span,
		    arena_format(arena, "here too: %s",
		                 objects_of(arena, m->finding))};
		if (named == NAMED_MOST && others > NAMED_MOST)
			place.text = arena_format(
			    arena, "%s, and at %u more place%s", place.text,
			    (unsigned)(others - NAMED_MOST),
			    others - NAMED_MOST == 1 ? "" : "s");
		ARRAY_PUSH(arena, &leader->finding->related, place);
	}
}

void same_references_join(struct report *report, struct arena *arena)
{
	struct arena scratch = {.first_chunk = 4096};
	struct joining j = {.scratch = &scratch, .keys = names_new(&scratch)};

	find_cutters(report, arena, &scratch);
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];

		for (uint32_t k = 0; k < file->findings.list.count; k++) {
			struct finding *f = &file->findings.list.at[k];

			if (f->rule->is_told_once && f->cycle.count > 0)
				add(&j, file, f);
		}
	}
	for (uint32_t i = 0; i < j.groups.count; i++)
		if (j.groups.at[i].first != j.groups.at[i].last)
			join(&j, &j.groups.at[i], arena);
	for (uint32_t i = 0; i < report->file_count; i++)
		findings_clean(&report->files[i].findings);
	arena_release(&scratch);
}
