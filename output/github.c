/* GitHub's workflow commands: lines that a job prints and that GitHub shows
 * beside the code. The escapes are those of actions/toolkit's
 * packages/core/src/command.ts. */
#include "output.h"

#include "ci_path.h"
#include "opened.h"
#include "sentence.h"
#include "text.h"

#include <inttypes.h>
#include <string.h>

struct github {
	FILE *stream;
	struct openings openings;
	struct arena scratch; /* emptied after each finding */
};

/* A note is a notice there. */
static const char *command(enum level level)
{
	return level == LEVEL_NOTE ? "notice" : level_name(level);
}

/* Write the text; `special` are the bytes that stand for something, besides
 * line ends. */
static void escape(FILE *stream, const char *text, const char *special)
{
	while (*text != '\0') {
		size_t plain = strcspn(text, special);

		plain = plain < strcspn(text, "\r\n") ? plain
		                                      : strcspn(text, "\r\n");
		text_show(stream, (struct str){text, (uint32_t)plain}, 0);
		text += plain;
		if (*text != '\0')
			fprintf(stream, "%%%02X", (unsigned char)*text++);
	}
}

static void escape_property(FILE *stream, const char *text)
{
	escape(stream, text, "%:,");
}

static void escape_message(FILE *stream, const char *text)
{
	escape(stream, text, "%");
}

static const char *path_of(struct github *github, const char *path)
{
	return ci_path(&github->scratch, "GITHUB_WORKSPACE", path);
}

/* Columns hold only where a region is on one line (actions/toolkit, README of
 * core: "endColumn cannot be sent if startLine and endLine differ"), and not in
 * a notebook, whose file has the line in quotes. */
static void show_place(struct github *github, struct region region)
{
	FILE *stream = github->stream;
	bool has_columns =
	    position_is_one_line(region) && region.start.cell == 0;

	fprintf(stream, ",line=%" PRIu32, region.start.file_line);
	if (has_columns)
		fprintf(stream, ",col=%" PRIu32, region.start.column);
	fprintf(stream, ",endLine=%" PRIu32, region.end.file_line);
	if (has_columns)
		fprintf(stream, ",endColumn=%" PRIu32, region.end.column);
}

/* The log shows the message alone, so it says the place again. */
static void show_finding(struct github *github, const struct opened *opened,
                         const struct finding *f)
{
	struct region region = opened_region(opened, f->span);
	const char *path = path_of(github, opened->file->path);
	const char *advice = finding_advice(&github->scratch, f);
	FILE *stream = github->stream;

	fprintf(stream, "::%s file=", command(f->level));
	escape_property(stream, path);
	show_place(github, region);
	fprintf(stream, ",title=heaplint %s::", f->rule->code);
	escape_message(stream, path);
	fprintf(stream, ":%s: %s ",
	        text_position(&github->scratch, region.start), f->rule->code);
	escape_message(stream, finding_message(&github->scratch, f));
	if (advice != NULL) {
		fputs("; ", stream);
		escape_message(stream, advice);
	}
	text_suppressed(stream, f);
	fputc('\n', stream);
	arena_reset(&github->scratch);
}

static void show_notice(struct github *github, enum level level,
                        const char *path, const char *text)
{
	FILE *stream = github->stream;

	fprintf(stream, "::%s ", command(level));
	if (path != NULL) {
		fputs("file=", stream);
		escape_property(stream, path_of(github, path));
		fputc(',', stream);
	}
	fputs("title=heaplint::", stream);
	if (path != NULL) {
		escape_message(stream, path_of(github, path));
		fputs(": ", stream);
	}
	escape_message(stream, readable_path(&github->scratch, text, false));
	fputc('\n', stream);
	arena_reset(&github->scratch);
}

static void show_file(struct github *github, const struct file_result *file)
{
	const struct opened *opened = openings_main(&github->openings, file);

	if (opened == NULL) {
		show_notice(github, LEVEL_ERROR, file->path,
		            output_changed(github->openings.report));
		return;
	}
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		show_finding(github, opened, &file->findings.list.at[i]);
}

bool output_github(FILE *stream, const struct report *report,
                   const struct output_options *options)
{
	struct github github = {.stream = stream,
	                        .openings = {.report = report}};
	struct arena arena = {0};
	const struct notice *told;
	uint32_t count = report_told(report, &arena, &told);
	bool is_whole;

	(void)options;
	for (uint32_t i = 0; i < count; i++)
		show_notice(&github, told[i].level, told[i].path, told[i].text);
	arena_release(&arena);
	for (uint32_t i = 0; i < report->file_count; i++)
		if (report->files[i].findings.list.count > 0)
			show_file(&github, &report->files[i]);
	is_whole = github.openings.changed.count == 0;
	openings_close(&github.openings);
	arena_release(&github.scratch);
	fflush(stream);
	return is_whole;
}
