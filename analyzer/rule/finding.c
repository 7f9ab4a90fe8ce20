#include "finding.h"

#include "rule.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

const char *level_name(enum level level)
{
	static const char *const names[] = {
	    [LEVEL_NOTE] = "note",
	    [LEVEL_WARNING] = "warning",
	    [LEVEL_ERROR] = "error",
	};

	return names[level];
}

void finding_relate(struct findings *findings, struct finding *finding,
                    struct span span, const char *text)
{
	struct place place = {NULL, span, text};

	ARRAY_PUSH(findings->arena, &finding->related, place);
}

void finding_until(struct finding *finding, unsigned message, unsigned argument)
{
	finding->message_until = (uint16_t)message;
	finding->argument_until = (uint16_t)argument;
}

void finding_refer(struct findings *findings, struct finding *finding,
                   struct cycle_edge edge)
{
	struct arena *arena = findings->arena;

	edge.object = str_copy(arena, str_of(edge.object));
	edge.field = str_copy(arena, str_of(edge.field));
	if (edge.class != NULL)
		edge.class = str_copy(arena, str_of(edge.class));
	ARRAY_PUSH(arena, &finding->cycle, edge);
}

static const char *const mark_texts[EDGE_MARK_COUNT] = {
    [EDGE_STAYS] = "",
    [EDGE_TO_WEAKEN] = "  <- make this one weak",
    [EDGE_TO_CUT] = "  <- cut this one",
};

void finding_draw(struct findings *findings, struct finding *finding)
{
	uint32_t count = finding->steps.count > 0 ? 0 : finding->cycle.count;

	for (uint32_t k = 0; k < count; k++) {
		const struct cycle_edge *e = &finding->cycle.at[k];
		const struct cycle_edge *next =
		    &finding->cycle.at[(k + 1) % count];
		struct place step = {
		    .path = e->path,
		    .span = e->span,
		    .text = arena_format(findings->arena, "%s%s -> %s%s",
		                         e->object, e->field, next->object,
		                         mark_texts[e->mark])};

		ARRAY_PUSH(findings->arena, &finding->steps, step);
	}
}

void finding_require(struct findings *findings, struct finding *finding,
                     uint8_t question, const char *subject, const char *detail)
{
	struct condition condition = {
	    .question = question, .subject = subject, .detail = detail};

	ARRAY_PUSH(findings->arena, &finding->conditions, condition);
}

struct fix *finding_fix(struct findings *findings, struct finding *finding,
                        enum fix_safety safety, const char *description)
{
	if (finding->fix == NULL) {
		finding->fix = ARENA_NEW(findings->arena, struct fix);
		finding->fix->safety = safety;
		finding->fix->description = description;
	}
	return finding->fix;
}

void fix_replace(struct findings *findings, struct fix *fix,
                 const struct source *source, struct span span,
                 const char *text)
{
	struct str old = source_text(source, span);
	struct edit edit = {
	    .span = span,
	    .hash = XXH3_64bits(old.at, old.length),
	    .text = arena_copy(findings->arena, text, strlen(text))};

	ARRAY_PUSH(findings->arena, &fix->edits, edit);
}

void fix_import(struct findings *findings, struct fix *fix, uint32_t at,
                const char *text)
{
	struct edit edit = {.span = {at, at},
	                    .hash = XXH3_64bits("", 0),
	                    .text =
	                        arena_copy(findings->arena, text, strlen(text)),
	                    .is_import = true};

	ARRAY_PUSH(findings->arena, &fix->edits, edit);
}

static uint32_t count_signs(struct str text)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < text.length; i++)
		count += text.at[i] == '#';
	return count;
}

static bool loses_comment(const struct fix *fix, const struct source *source)
{
	uint32_t before = 0, after = 0;

	for (uint32_t i = 0; i < fix->edits.count; i++) {
		const struct edit *edit = &fix->edits.at[i];

		before += count_signs(source_text(source, edit->span));
		after += count_signs(str_of(edit->text));
	}
	return after < before;
}

void findings_keep_comments(struct findings *findings,
                            const struct source *source)
{
	for (uint32_t i = 0; i < findings->list.count; i++) {
		struct finding *f = &findings->list.at[i];

		if (f->fix != NULL && strncmp(f->rule->code, "MEM0", 4) != 0 &&
		    loses_comment(f->fix, source))
			f->fix = NULL;
	}
}

static size_t filled_length(const char *template, const struct finding *f)
{
	size_t length = strlen(template) + 1;

	for (unsigned i = 0; i < f->argument_count; i++)
		for (const char *at = template; (at = strchr(at, '{')); at++)
			length += strlen(f->arguments[i]);
	return length;
}

void fix_keep(struct findings *findings, struct fix *fix,
              const struct source *source, struct span span, struct span part)
{
	struct span before = {span.start, part.start};
	struct span after = {part.end, span.end};

	if (before.start != before.end)
		fix_replace(findings, fix, source, before, "");
	if (after.start != after.end)
		fix_replace(findings, fix, source, after, "");
}

/* A bracket that stands on a line of its own, or of a span of lines what is
 * left of them: the whole line. */
static struct span bracket_line(const struct source *source, struct span span)
{
	uint32_t start = span.start, end = span.end;

	while (start > 0 && strchr(" \t", source->text[start - 1]) != NULL)
		start--;
	while (end < source->length &&
	       strchr(" \t\r", source->text[end]) != NULL)
		end++;
	if (start == 0 || source->text[start - 1] != '\n' ||
	    end == source->length || source->text[end] != '\n')
		return span;
	return (struct span){start, end + 1};
}

void fix_replace_brackets(struct findings *findings, struct fix *fix,
                          const struct source *source, struct span span,
                          const char *open, const char *close)
{
	struct span first = {span.start, span.start + 1};
	struct span last = {span.end - 1, span.end};

	if (*open == '\0' && *close == '\0') {
		first = bracket_line(source, first);
		last = bracket_line(source, last);
	}
	fix_replace(findings, fix, source, first, open);
	fix_replace(findings, fix, source, last, close);
}

char *finding_text(struct arena *arena, const char *template,
                   const struct finding *finding)
{
	char *text = arena_alloc(arena, filled_length(template, finding));
	char *to = text;

	for (const char *at = template;;) {
		size_t plain = strcspn(at, "{}");
		unsigned index;

		memcpy(to, at, plain);
		to += plain;
		at += plain;
		if (*at == '\0')
			break;
		index = (unsigned)(at[1] - '0');
		if (*at == '{' && at[1] != '\0' && at[2] == '}' &&
		    index < finding->argument_count) {
			to = stpcpy(to, finding->arguments[index]);
			at += 3;
			continue;
		}
		*to++ = *at;
		at += at[1] == *at ? 2 : 1;
	}
	*to = '\0';
	return text;
}

static int compare_told(const struct finding *a, const struct finding *b)
{
	int order;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	if (a->span.end != b->span.end)
		return a->span.end < b->span.end ? -1 : 1;
	order = strcmp(a->rule->code, b->rule->code);
	if (order != 0)
		return order;
	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (a->message != b->message)
		return a->message < b->message ? -1 : 1;
	for (unsigned i = 0; i < a->argument_count; i++) {
		if (i == b->argument_count)
			return 1;
		order = strcmp(a->arguments[i], b->arguments[i]);
		if (order != 0)
			return order;
	}
	return a->argument_count < b->argument_count ? -1 : 0;
}

static int compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int compare_conditions(const struct finding *a, const struct finding *b)
{
	if (a->conditions.count != b->conditions.count)
		return a->conditions.count < b->conditions.count ? -1 : 1;
	for (uint32_t i = 0; i < a->conditions.count; i++) {
		const struct condition *one = &a->conditions.at[i];
		const struct condition *other = &b->conditions.at[i];
		int order = one->question - other->question;

		if (order == 0)
			order = compare_texts(one->subject, other->subject);
		if (order == 0)
			order = compare_texts(one->detail, other->detail);
		if (order != 0)
			return order;
	}
	return 0;
}

/* Of equal ones that of no condition comes first. */
static int compare(const void *left, const void *right)
{
	int order = compare_told(left, right);

	return order != 0 ? order : compare_conditions(left, right);
}

static bool is_same(const struct finding *a, const struct finding *b)
{
	return compare_told(a, b) == 0 &&
	       (a->conditions.count == 0 || compare_conditions(a, b) == 0);
}

void findings_sort(struct findings *findings)
{
	struct finding *list = findings->list.at;
	uint32_t kept = 0;

	if (findings->list.count == 0)
		return;
	qsort(list, findings->list.count, sizeof(*list), compare);
	for (uint32_t i = 1; i < findings->list.count; i++)
		if (!is_same(&list[kept], &list[i]))
			list[++kept] = list[i];
	findings->list.count = kept + 1;
}

void findings_locate(struct findings *f, struct positions *positions)
{
	for (uint32_t i = 0; i < f->list.count; i++)
		f->list.at[i].start =
		    position_start(positions, f->list.at[i].span);
}

void findings_copy(struct findings *f, struct arena *arena)
{
	size_t size = f->list.count * sizeof(*f->list.at);

	if (size > 0)
		f->list.at = memcpy(arena_room(arena, size), f->list.at, size);
	f->list.room = f->list.count;
}

int notice_compare(const void *left, const void *right)
{
	const struct notice *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order != 0 ? order : strcmp(a->text, b->text);
}

void findings_clean(struct findings *findings)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < findings->list.count; i++)
		if (findings->list.at[i].rule != NULL)
			findings->list.at[kept++] = findings->list.at[i];
	findings->list.count = kept;
}
