/* Summaries to bytes. */
#include "summary_format.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct writer {
	struct arena *arena;
	ARRAY(unsigned char) bytes;
};

static void put_number(struct writer *w, uint64_t number)
{
	while (number >= 0x80) {
		ARRAY_PUSH(w->arena, &w->bytes, (unsigned char)(number | 0x80));
		number >>= 7;
	}
	ARRAY_PUSH(w->arena, &w->bytes, (unsigned char)number);
}

/* NULL is written as length 0, "" as 1, "a" as 2; with its NUL, so that it can
 * be used where it is. */
static void put_text(struct writer *w, const char *text)
{
	size_t size = text == NULL ? 0 : strlen(text) + 1;

	put_number(w, size);
	ARRAY_PUSH_BYTES(w->arena, &w->bytes, text, size);
}

static void put_texts(struct writer *w, const char *const *texts,
                      uint32_t count)
{
	put_number(w, count);
	for (uint32_t i = 0; i < count; i++)
		put_text(w, texts[i]);
}

static void put_span(struct writer *w, struct span span)
{
	put_number(w, span.start);
	put_number(w, span.end);
}

static void put_position(struct writer *w, const struct position *position)
{
	put_number(w, position->cell);
	put_number(w, position->line);
	put_number(w, position->column);
	put_number(w, position->utf16);
	put_number(w, position->file_line);
}

static void put_places(struct writer *w, const struct place *places,
                       uint32_t count)
{
	put_number(w, count);
	for (uint32_t i = 0; i < count; i++) {
		put_text(w, places[i].path);
		put_span(w, places[i].span);
		put_text(w, places[i].text);
	}
}

static void put_fix(struct writer *w, const struct fix *fix)
{
	put_number(w, fix != NULL);
	if (fix == NULL)
		return;
	put_number(w, fix->safety);
	put_text(w, fix->description);
	put_number(w, fix->edits.count);
	for (uint32_t i = 0; i < fix->edits.count; i++) {
		put_span(w, fix->edits.at[i].span);
		put_number(w, fix->edits.at[i].hash);
		put_text(w, fix->edits.at[i].text);
		put_number(w, fix->edits.at[i].is_import);
	}
}

/* The file's own path is not written; spans come later. */
static void put_edges(struct writer *w, const struct cycle_edge *edges,
                      uint32_t count, const char *own_path)
{
	put_number(w, count);
	for (uint32_t i = 0; i < count; i++) {
		put_text(w, edges[i].object);
		put_text(w, edges[i].class);
		put_text(w, edges[i].field);
		put_number(w, edges[i].mark);
		put_number(w, edges[i].is_to_mend);
		put_text(w, edges[i].path == own_path ? NULL : edges[i].path);
	}
}

static void put_spans(struct writer *w, const struct cycle_edge *edges,
                      uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		put_span(w, edges[i].span);
}

static void put_function_spans(struct writer *w,
                               const struct function_summary *function)
{
	for (uint32_t i = 0; i < function->keep_count; i++)
		put_spans(w, function->keeps[i].edges,
		          function->keeps[i].edge_count);
}

static void put_conditions(struct writer *w, const struct condition *conditions,
                           uint32_t count)
{
	put_number(w, count);
	for (uint32_t i = 0; i < count; i++) {
		put_number(w, conditions[i].question);
		put_text(w, conditions[i].subject);
		put_text(w, conditions[i].detail);
		put_number(w, conditions[i].edge);
	}
}

static void put_function(struct writer *w,
                         const struct function_summary *function,
                         const char *own_path)
{
	put_text(w, function->name);
	put_number(w, function->kind);
	put_texts(w, function->parameters, function->parameter_count);
	put_number(w, function->positional_count);
	put_number(w, function->keep_count);
	for (uint32_t i = 0; i < function->keep_count; i++) {
		const struct keep *keep = &function->keeps[i];

		put_number(w, keep->from);
		put_number(w, keep->to);
		put_edges(w, keep->edges, keep->edge_count, own_path);
		put_conditions(w, keep->conditions, keep->condition_count);
		put_text(w, keep->undone_by);
	}
}

static void put_finding(struct writer *w, const struct finding *finding)
{
	put_text(w, finding->rule->code);
	put_number(w, finding->level);
	put_span(w, finding->span);
	put_position(w, &finding->start);
	put_number(w, finding->message);
	put_number(w, finding->message_until);
	put_number(w, finding->argument_until);
	put_texts(w, finding->arguments, finding->argument_count);
	put_places(w, finding->related.at, finding->related.count);
	put_places(w, finding->steps.at, finding->steps.count);
	put_fix(w, finding->fix);
	put_number(w, finding->estimate.bytes);
	put_number(w, finding->estimate.instead);
	put_number(w, finding->estimate.unit);
	put_text(w, finding->estimate.target);
	put_text(w, finding->suppressed);
	put_edges(w, finding->cycle.at, finding->cycle.count, NULL);
	put_spans(w, finding->cycle.at, finding->cycle.count);
	put_conditions(w, finding->conditions.at, finding->conditions.count);
}

static void put_class(struct writer *w, const struct class_summary *class)
{
	put_text(w, class->name);
	put_texts(w, class->bases, class->base_count);
	put_texts(w, class->attributes, class->attribute_count);
	put_texts(w, class->sets, class->set_count);
	put_texts(w, class->containers, class->container_count);
	put_texts(w, class->methods, class->method_count);
	put_texts(w, class->hooks, class->hook_count);
	put_texts(w, class->computed, class->computed_count);
	put_number(w, class->leaves_dict);
	put_number(w, class->empties_itself);
	put_number(w, class->is_singleton);
	put_number(w, class->needs_dict);
}

static void put_head(struct writer *w, const struct summary *s,
                     const char *path)
{
	ARRAY_PUSH_BYTES(w->arena, &w->bytes, SUMMARY_MAGIC,
	                 SUMMARY_MAGIC_SIZE);
	put_number(w, SUMMARY_FORMAT);
	put_text(w, HEAPLINT_VERSION);
	put_text(w, path);
	put_text(w, s->module);
	ARRAY_PUSH_BYTES(w->arena, &w->bytes, s->hash, sizeof(s->hash));
	put_number(w, s->is_unsure);
	put_number(w, s->is_generated);
	put_number(w, s->level);
	put_number(w, s->fail_on);
	put_texts(w, s->missed, s->missed_count);
}

static uint64_t hash_from(const struct writer *w, uint32_t start)
{
	return XXH3_64bits(w->bytes.at + start, w->bytes.count - start);
}

/* What other files need to know of it. */
static struct told put_told(struct writer *w, const struct summary *s)
{
	uint32_t start = w->bytes.count;
	struct told told;

	put_number(w, s->is_test);
	put_texts(w, s->exports, s->export_count);
	put_texts(w, s->writes, s->write_count);
	put_texts(w, s->makes, s->make_count);
	put_texts(w, s->shrinks, s->shrink_count);
	put_number(w, s->class_count);
	for (uint32_t i = 0; i < s->class_count; i++)
		put_class(w, &s->classes[i]);
	put_number(w, s->function_count);
	for (uint32_t i = 0; i < s->function_count; i++)
		put_function(w, &s->functions[i], s->path);
	told.what = hash_from(w, start);
	start = w->bytes.count;
	for (uint32_t i = 0; i < s->function_count; i++)
		put_function_spans(w, &s->functions[i]);
	told.where = hash_from(w, start);
	return told;
}

struct told summary_write_as(const struct summary *s, const char *path,
                             struct arena *arena, const char **bytes,
                             size_t *size)
{
	struct writer w = {.arena = arena};
	struct told told;
	uint64_t checksum;

	put_head(&w, s, path);
	told = put_told(&w, s);
	put_number(&w, s->finding_count);
	for (uint32_t i = 0; i < s->finding_count; i++)
		put_finding(&w, &s->findings[i]);
	checksum = XXH3_64bits(w.bytes.at, w.bytes.count);
	ARRAY_PUSH_BYTES(w.arena, &w.bytes, &checksum, sizeof(checksum));
	*bytes = (const char *)w.bytes.at;
	*size = w.bytes.count;
	return told;
}

void summary_write(const struct summary *s, struct arena *arena,
                   const char **bytes, size_t *size)
{
	summary_write_as(s, s->path, arena, bytes, size);
}

void summary_add_findings(struct summary *whole, struct arena *arena,
                          const struct findings *findings)
{
	const size_t size = sizeof(struct finding);
	uint32_t count = findings->list.count;
	struct finding *all = ARENA_ARRAY(
	    arena, (size_t)count + whole->finding_count, struct finding);

	if (count > 0)
		memcpy(all, findings->list.at, count * size);
	if (whole->finding_count > 0)
		memcpy(all + count, whole->findings,
		       whole->finding_count * size);
	whole->findings = all;
	whole->finding_count += count;
}
