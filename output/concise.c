/* --output concise: a line for each finding. */
#include "output.h"

#include "opened.h"
#include "sentence.h"
#include "text.h"

struct concise {
	FILE *stream;
	struct colours colours; /* the code's tells the level */
	struct openings openings;
	struct arena scratch; /* emptied after each finding */
};

static void show_finding(struct concise *concise,
                         const struct file_result *file,
                         const struct finding *f)
{
	const struct colours *c = &concise->colours;
	struct arena *scratch = &concise->scratch;
	FILE *stream = concise->stream;
	const char *advice = finding_advice(scratch, f);

	fprintf(stream, "%s:%s: %s%s%s ",
	        readable_path(scratch, file->path, true),
	        text_position(scratch, f->start),
	        text_level_colour(c, f->level), f->rule->code, c->plain);
	text_show(stream, str_of(finding_message(scratch, f)), 0);
	if (advice != NULL) {
		fputs("; ", stream);
		text_show(stream, str_of(advice), 0);
	}
	text_suppressed(stream, f);
	fputc('\n', stream);
	arena_reset(scratch);
}

/* What was analysed just now need not be read again for it. */
static void show_file(struct concise *concise, const struct file_result *file)
{
	struct openings *openings = &concise->openings;

	if (openings->report->is_linked &&
	    openings_main(openings, file) == NULL) {
		text_changed(concise->stream, openings->report, file);
		return;
	}
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		show_finding(concise, file, &file->findings.list.at[i]);
}

bool output_concise(FILE *stream, const struct report *report,
                    const struct output_options *options)
{
	struct concise concise = {.stream = stream,
	                          .colours = text_colours(options),
	                          .openings = {.report = report}};
	bool is_whole;

	for (uint32_t i = 0; i < report->file_count; i++)
		if (report->files[i].findings.list.count > 0)
			show_file(&concise, &report->files[i]);
	if (options->has_statistics)
		text_statistics(stream, report);
	is_whole = concise.openings.changed.count == 0;
	openings_close(&concise.openings);
	arena_release(&concise.scratch);
	fflush(stream);
	return is_whole;
}
