#include "project.h"

#include "layout_lent.h"
#include "project_model.h"

#include <assert.h>
#include <string.h>

void project_reach(const struct project *p, enum bounds_kind bound)
{
	*p->reached |= (uint64_t)1 << bound;
}

void index_add(struct project *p, struct index *index, struct str name,
               uint32_t value)
{
	name_id id = names_intern(p->names, name);
	uint32_t page = id >> PAGE_BITS, *first;
	uint32_t number = index->entry_count++;

	while (index->first.count <= page)
		ARRAY_PUSH(p->arena, &index->first, NULL);
	if (index->first.at[page] == NULL)
		index->first.at[page] =
		    ARENA_ARRAY(p->arena, PAGE_SIZE, uint32_t);
	if (number % PAGE_SIZE == 0)
		ARRAY_PUSH(p->arena, &index->entries,
		           ARENA_ARRAY(p->arena, PAGE_SIZE, struct entry));
	first = &index->first.at[page][id % PAGE_SIZE];
	index->entries.at[number >> PAGE_BITS][number % PAGE_SIZE] =
	    (struct entry){value, *first};
	*first = number + 1;
}

/* The entry with this number + 1; NULL for 0. */
static const struct entry *index_entry(const struct index *index, uint32_t at)
{
	if (at == 0)
		return NULL;
	at--;
	return &index->entries.at[at >> PAGE_BITS][at % PAGE_SIZE];
}

const struct entry *index_first(const struct index *index, name_id name)
{
	uint32_t page = name >> PAGE_BITS;

	if (page >= index->first.count || index->first.at[page] == NULL)
		return NULL;
	return index_entry(index, index->first.at[page][name % PAGE_SIZE]);
}

const struct entry *index_next(const struct index *index,
                               const struct entry *entry)
{
	return index_entry(index, entry->next);
}

static void index_exports(struct project *p, const struct summary *s)
{
	for (uint32_t i = 0; i < s->export_count; i++) {
		const char *equals = strchr(s->exports[i], '=');
		const char *name;

		if (equals == NULL || s->module[0] == '\0')
			continue;
		name =
		    arena_format(p->arena, "%s.%.*s", s->module,
		                 (int)(equals - s->exports[i]), s->exports[i]);
		index_add(p, &p->aliases, str_of(equals + 1),
		          names_intern(p->names, str_of(name)));
		index_add(p, &p->origins, str_of(name),
		          names_intern(p->names, str_of(equals + 1)));
	}
}

/* Of "package.Class.attribute": the attribute; *owner: what is before it. NULL:
 * it has no dot. */
static const char *written_attribute(const char *write, struct str *owner)
{
	const char *dot = strrchr(write, '.');

	*owner = (struct str){write, 0};
	if (dot == NULL)
		return NULL;
	owner->length = (uint32_t)(dot - write);
	return dot + 1;
}

static void index_writes(struct project *p, uint32_t file)
{
	const struct summary *s = p->files[file];
	struct str before = {NULL, 0};

	for (uint32_t i = 0; i < s->write_count; i++) {
		struct str owner;

		if (written_attribute(s->writes[i], &owner) == NULL)
			continue;
		if (!str_equal(owner, before))
			index_add(p, &p->writers, owner, file);
		before = owner;
	}
}

static void index_makes(struct project *p, uint32_t file)
{
	const struct summary *s = p->files[file];

	for (uint32_t i = 0; i < s->make_count; i++) {
		const char *equals = strrchr(s->makes[i], '=');
		struct str class = {s->makes[i], 0};

		if (equals == NULL)
			continue;
		class.length = (uint32_t)(equals - s->makes[i]);
		if (equals[1] == '-')
			index_add(p, &p->droppers, class, file);
		if (equals[1] < '0' || equals[1] > '9')
			continue;
		index_add(p, &p->makers, class, (uint32_t)(equals[1] - '0'));
	}
}

static void index_classes(struct project *p, uint32_t file)
{
	const struct summary *s = p->files[file];

	for (uint32_t i = 0; i < s->class_count; i++) {
		const struct class_summary *class = &s->classes[i];
		struct class_place place = {s, class};

		const char *dot = strrchr(class->name, '.');

		index_add(p, &p->classes, str_of(class->name),
		          p->all_classes.count);
		index_add(p, &p->namesakes,
		          str_of(summary_plain_name(str_copy(
		              p->arena,
		              str_of(dot == NULL ? class->name : dot + 1)))),
		          p->all_classes.count);
		ARRAY_PUSH(p->arena, &p->all_classes, place);
		for (uint32_t k = 0; k < class->base_count; k++)
			project_index_base(p, file, class->bases[k]);
	}
}

struct project *project_link(struct arena *arena, struct arena *scratch,
                             const struct summary *const *summaries,
                             uint32_t count)
{
	struct project *p = ARENA_NEW(arena, struct project);

	p->arena = arena;
	p->scratch = scratch;
	p->reached = ARENA_NEW(arena, uint64_t);
	project_take_files(p, summaries, count);
	p->names = names_new(arena);
	for (uint32_t f = 0; f < p->count; f++) {
		const struct summary *s = p->files[f];

		index_writes(p, f);
		index_makes(p, f);
		index_classes(p, f);
		project_index_shrinks(p, f);
		index_exports(p, s);
	}
	project_link_keeps(p);
	return p;
}

bool project_lists(const char *const *texts, uint32_t count, const char *text)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(texts[middle], text);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static const struct class_summary *find_class(const struct project *p,
                                              const struct summary *file,
                                              const char *name)
{
	const struct entry *e =
	    index_first(&p->classes, names_find(p->names, str_of(name)));

	for (; e != NULL; e = index_next(&p->classes, e))
		if (p->all_classes.at[e->value].file == file)
			return p->all_classes.at[e->value].class;
	return NULL;
}

/* Does the file set, on instances of what it calls `known_as`, attributes that
 * the class does not set itself, or reach into them otherwise? */
static bool reaches_into(const struct summary *file, struct str known_as,
                         const struct class_summary *class)
{
	for (uint32_t i = 0; i < file->write_count; i++) {
		struct str owner;
		const char *attribute =
		    written_attribute(file->writes[i], &owner);

		if (attribute != NULL && str_equal(owner, known_as) &&
		    !project_lists(class->attributes, class->attribute_count,
		                   attribute))
			return true;
	}
	return false;
}

/* Names by which other files may know a class: its own, and all that re-export
 * it. */
struct known_as {
	name_id names[BOUND_ALIASES];
	uint32_t count;
	bool is_full; /* there may be more: nothing can be said */
};

static void known_add(struct known_as *known, name_id name)
{
	for (uint32_t i = 0; i < known->count; i++)
		if (known->names[i] == name)
			return;
	if (name == NAME_NONE)
		return;
	if (known->count == BOUND_ALIASES)
		known->is_full = true;
	else
		known->names[known->count++] = name;
}

static void find_aliases(const struct project *p, struct known_as *known,
                         const char *class)
{
	const char *dot = strrchr(class, '.');
	char *plain =
	    arena_format(p->scratch, "?%s", dot == NULL ? class : dot + 1);

	known_add(known, names_find(p->names, str_of(class)));
	known_add(known,
	          names_find(p->names, str_of(summary_plain_name(plain))));
	for (uint32_t i = 0; i < known->count; i++) {
		const struct entry *e =
		    index_first(&p->aliases, known->names[i]);

		for (; e != NULL; e = index_next(&p->aliases, e))
			known_add(known, e->value);
	}
}

/* Do the two files belong to one package, by the first part of their names? */
static bool is_one_package(const struct summary *a, const struct summary *b)
{
	size_t length = strcspn(a->module, ".");

	return length == strcspn(b->module, ".") &&
	       strncmp(a->module, b->module, length) == 0;
}

static bool is_untouched(const struct project *p, const struct summary *asker,
                         const char *name, bool may_be_derived)
{
	const struct class_summary *class = find_class(p, asker, name);
	struct known_as known = {.count = 0};

	if (class == NULL)
		return false;
	find_aliases(p, &known, name);
	if (known.is_full) {
		project_reach(p, REACHED_ALIASES);
		return false;
	}
	for (uint32_t i = 0; i < known.count; i++) {
		const struct entry *e =
		    index_first(&p->derived, known.names[i]);

		for (; e != NULL; e = index_next(&p->derived, e))
			if (!may_be_derived && p->files[e->value] != asker)
				return false;
		e = index_first(&p->writers, known.names[i]);
		for (; e != NULL; e = index_next(&p->writers, e)) {
			const struct summary *file = p->files[e->value];
			struct str by = names_text(p->names, known.names[i]);

			if (file != asker &&
			    (by.at[0] != '?' || is_one_package(asker, file)) &&
			    reaches_into(file, by, class))
				return false;
		}
	}
	return true;
}

/* The text without LENT_DECORATED at its end; *is_decorated: it had it. */
static struct str without_sign(const char *text, bool *is_decorated)
{
	struct str plain = str_of(text);
	size_t length = strlen(LENT_DECORATED);

	*is_decorated =
	    plain.length > length &&
	    strcmp(text + plain.length - length, LENT_DECORATED) == 0;
	if (*is_decorated)
		plain.length -= (uint32_t)length;
	return plain;
}

/* Does the file set on what it gives the function of this name what the class
 * has not? */
static bool sets_on_lent(const struct project *p, const struct summary *file,
                         struct str function, bool is_decorator,
                         const struct class_summary *class)
{
	for (uint32_t i = 0; i < file->write_count; i++) {
		struct str owner, set;
		const char *attribute =
		    written_attribute(file->writes[i], &owner);
		bool is_later;

		if (attribute == NULL || !str_equal(owner, function))
			continue;
		set = without_sign(attribute, &is_later);
		if (is_later == is_decorator &&
		    !project_lists(class->attributes, class->attribute_count,
		                   str_copy(p->scratch, set)))
			return true;
	}
	return false;
}

static bool leaves_alone(const struct project *p, const struct summary *asker,
                         const struct condition *condition)
{
	const struct class_summary *class =
	    find_class(p, asker, condition->detail);
	bool is_decorator;
	struct str function = without_sign(condition->subject, &is_decorator);
	name_id name = project_original(p, function, &p->writers);
	const struct entry *e = index_first(&p->writers, name);

	for (; e != NULL; e = index_next(&p->writers, e))
		if (class == NULL || sets_on_lent(p, p->files[e->value],
		                                  names_text(p->names, name),
		                                  is_decorator, class))
			return false;
	return true;
}

/* So many files that make a few show that there are many. */
enum { MANY_MAKERS = 3 };

/* The most that a file makes of a class: many, if a few make it. */
static enum made most_made(const struct project *p, const char *name)
{
	enum made most = MADE_NOWHERE;
	uint32_t files = 0;
	struct known_as known = {.count = 0};

	find_aliases(p, &known, name);
	for (uint32_t i = 0; i < known.count; i++) {
		const struct entry *e = index_first(&p->makers, known.names[i]);

		for (; e != NULL; e = index_next(&p->makers, e)) {
			files += e->value >= MADE_ONCE;
			if (e->value > most)
				most = e->value;
		}
	}
	return most < MADE_MANY && files >= MANY_MAKERS ? MADE_MANY : most;
}

static bool is_dropped(const struct project *p, const char *name)
{
	struct known_as known = {.count = 0};

	find_aliases(p, &known, name);
	for (uint32_t i = 0; i < known.count; i++)
		if (index_first(&p->droppers, known.names[i]) != NULL)
			return true;
	return false;
}

bool project_answers(const struct project *project, const struct summary *asker,
                     const struct condition *condition)
{
	uint32_t only;
	bool is_only;

	switch ((enum question)condition->question) {
	case QUESTION_IS_UNTOUCHED:
		return is_untouched(project, asker, condition->subject,
		                    condition->detail != NULL);
	case QUESTION_IS_MADE:
		return (int)most_made(project, condition->subject) >=
		       condition->detail[0] - '0';
	case QUESTION_IS_NOT_SINGLE: {
		enum made most = most_made(project, condition->subject);

		return most == MADE_NOWHERE || most >= MADE_ONCE;
	}
	case QUESTION_IS_DROPPED:
		return is_dropped(project, condition->subject);
	case QUESTION_IS_NOT_DROPPED:
		return !is_dropped(project, condition->subject);
	case QUESTION_IS_EMPTIED:
		return project_is_emptied(
		    project, find_class(project, asker, condition->subject));
	case QUESTION_IS_NOT_EMPTIED:
		return !project_is_emptied(
		    project, find_class(project, asker, condition->subject));
	case QUESTION_IS_NOT_SINGLETON:
		return !project_is_singleton(
		    project, find_class(project, asker, condition->subject));
	case QUESTION_KEEPS:
		return project_keep(project, asker, condition, &is_only) !=
		       NULL;
	case QUESTION_HAS_ATTRIBUTE:
	case QUESTION_HAS_CONTAINER:
		if (condition->subject[0] == '*')
			return project_any_has_attribute(
			    project, asker, condition,
			    condition->question == QUESTION_HAS_CONTAINER,
			    &only);
		return project_has_attribute(project, condition,
		                             condition->question ==
		                                 QUESTION_HAS_CONTAINER);
	case QUESTION_STORES:
		return project_stores(project, condition);
	case QUESTION_LEAVES_DICT:
		return project_leaves_dict(project, condition);
	case QUESTION_IS_IDENTITY:
		return project_is_identity(project, condition->subject);
	case QUESTION_IS_NOT_SHRUNK:
		return project_is_not_shrunk(project, asker, condition);
	case QUESTION_LEAVES_ALONE:
		return leaves_alone(project, asker, condition);
	case QUESTION_COUNT:
		break;
	}
	assert(false && "a question that is none");
	return false;
}

/* A rule gives its findings on one place in the order of their weight: the
 * first with conditions that holds is enough; but of cycles that have no
 * reference in common, each is told. */
static bool is_told(const struct findings *findings, uint32_t from,
                    const struct finding *finding)
{
	for (uint32_t i = findings->list.count; i-- > from;) {
		const struct finding *told = &findings->list.at[i];

		if (told->span.start != finding->span.start)
			break;
		if (told->rule == finding->rule &&
		    told->span.end == finding->span.end &&
		    project_share_an_edge(told, finding))
			return true;
	}
	return false;
}

void project_settle(struct answers *answers, struct findings *findings)
{
	const struct summary *summary = answers->asker;
	uint32_t before = findings->list.count;

	for (uint32_t i = 0; i < summary->finding_count; i++) {
		struct finding finding = summary->findings[i];
		bool holds = true;

		arena_reset(answers->scratch);
		/* of a summary that was written, first of all */
		if (finding.conditions.count == 0) {
			ARRAY_PUSH(findings->arena, &findings->list, finding);
			before = findings->list.count;
			continue;
		}
		if (is_told(findings, before, &finding))
			continue;
		for (uint32_t k = 0; holds && k < finding.conditions.count; k++)
			holds = answers_find(answers, &finding.conditions.at[k])
			            .holds;
		if (!holds)
			continue;
		if (finding.cycle.count > 0)
			project_spell_cycle(answers, findings, &finding);
		ARRAY_PUSH(findings->arena, &findings->list, finding);
	}
}
