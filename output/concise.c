#include "output.h"

#include "opened.h"
#include "sentence.h"
#include "text.h"

#include <inttypes.h>

static void show_finding(FILE *stream, struct arena *scratch,
                         const struct opened *opened, const struct finding *f)
{
	struct position at = opened_region(opened, f->span).start;
	const char *advice = finding_advice(scratch, f);

	fprintf(stream, "%s:%" PRIu32 ":%" PRIu32 ": %s ",
	        readable_path(scratch, opened->file->path, true), at.line,
	        at.column, f->rule->code);
	text_show(stream, str_of(finding_message(scratch, f)), 0);
	if (advice != NULL) {
		fputs("; ", stream);
		text_show(stream, str_of(advice), 0);
	}
	fputc('\n', stream);
	arena_reset(scratch);
}

static void show_file(FILE *stream, struct openings *openings,
                      struct arena *scratch, const struct file_result *file)
{
	const struct opened *opened = openings_main(openings, file);

	if (opened == NULL) {
		text_changed(stream, file);
		return;
	}
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		show_finding(stream, scratch, opened,
		             &file->findings.list.at[i]);
}

void output_concise(FILE *stream, const struct report *report,
                    const struct output_options *options)
{
	struct openings openings = {.report = report};
	struct arena scratch = {0};

	for (uint32_t i = 0; i < report->file_count; i++)
		if (report->files[i].findings.list.count > 0)
			show_file(stream, &openings, &scratch,
			          &report->files[i]);
	if (options->has_statistics)
		text_statistics(stream, report);
	openings_close(&openings);
	arena_release(&scratch);
	fflush(stream);
}
