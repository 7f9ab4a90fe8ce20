#include "output.h"

/* Stands in for the formats until they are there: each definition is weak, so
 * the real one takes its place. */
#define STAND_IN __attribute__((weak))

STAND_IN bool report_source(struct source *source, struct arena *arena,
                            const struct file_result *file)
{
	if (file->file == NULL)
		return source_decode(source, arena, file->path, file->bytes,
		                     file->size) == NULL;
	return source_read(source, arena, file->path, file->file) == NULL;
}

static void write_findings(FILE *stream, const struct report *report,
                           const struct output_options *options)
{
	struct arena arena = {0};
	struct source source;

	(void)options;
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];

		if (!report_source(&source, &arena, file))
			continue;
		for (uint32_t k = 0; k < file->findings.list.count; k++) {
			const struct finding *f = &file->findings.list.at[k];

			fprintf(stream, "%s:%u:%u: %s %s %s\n", file->path,
			        source_line(&source, f->span.start) + 1,
			        source_column(&source, f->span.start) + 1,
			        f->rule->code, level_name(f->level),
			        finding_text(&arena,
			                     f->rule->messages[f->message].text,
			                     f));
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
}

STAND_IN const struct output_format output_formats[] = {
    {"full", write_findings},
    {"concise", write_findings},
    {NULL, NULL},
};

STAND_IN void output_rule(FILE *stream, const struct registered *rule)
{
	fprintf(stream, "%s %s\n", rule->rule->code, rule->name);
}

STAND_IN void output_catalogue(FILE *stream, const struct registry *registry)
{
	for (uint32_t i = 0; i < registry->count; i++)
		output_rule(stream, &registry->rules[i]);
}
