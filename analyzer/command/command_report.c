/* Where the findings of a run are written, in which formats, and its exit
 * code. */
#include "command.h"

#include "outfile.h"
#include "output.h"
#include "sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0';
}

/* https://no-color.org, https://force-color.org */
static bool is_coloured(const struct options *options, FILE *stream)
{
	const char *terminal = getenv("TERM");

	if (options->colour != COLOUR_AUTO)
		return options->colour == COLOUR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("FORCE_COLOR"))
		return true;
	return isatty(fileno(stream)) && terminal != NULL &&
	       strcmp(terminal, "dumb") != 0;
}

/* ------------------------------------------------------------ outputs */

/* The last, without a name, if there is none called so. */
static const struct output_format *format_called(const char *name)
{
	const struct output_format *f = output_formats;

	while (f->name != NULL && strcmp(f->name, name) != 0)
		f++;
	return f;
}

static const char *unknown_format(struct arena *arena, const char *name)
{
	struct texts known = {0};
	const char *nearest, *all = "";

	for (const struct output_format *f = output_formats; f->name; f++) {
		ARRAY_PUSH(arena, &known, f->name);
		all = arena_format(arena, "%s%s, ", all, f->name);
	}
	nearest = str_nearest(name, known.at, known.count);
	if (nearest == NULL)
		return arena_format(arena,
		                    "unknown output format '%s'; there are"
		                    " %sand FORMAT=FILE",
		                    name, all);
	return arena_format(arena,
	                    "unknown output format '%s', did you mean '%s'?",
	                    name, nearest);
}

const char *command_outputs(struct options *options, struct arena *arena)
{
	struct output_choice full = {"full", NULL};
	uint32_t to_stdout = 0;

	if (options->outputs.count == 0)
		ARRAY_PUSH(arena, &options->outputs, full);
	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const struct output_choice *choice = &options->outputs.at[i];
		const char *problem = NULL;

		if (format_called(choice->format)->name == NULL)
			return unknown_format(arena, choice->format);
		if (choice->file == NULL)
			to_stdout++;
		else
			problem = outfile_check(arena, choice->file);
		if (problem != NULL)
			return problem;
	}
	return to_stdout > 1 ? "two outputs go to standard output; give one of"
	                       " them a file: --output FORMAT=FILE"
	                     : NULL;
}

/* What standard output is for, or standard error if that has a fixed text. */
static FILE *stream_of(const struct report *report)
{
	return report->fixes.is_on_stdout ? stderr : stdout;
}

/* The table is for people: it goes below the text on standard output; with
 * nothing there it has it for itself, beside a format for programs it goes to
 * standard error. */
static void write_statistics(const struct options *options,
                             const struct report *report)
{
	FILE *stream = stream_of(report);

	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const struct output_choice *choice = &options->outputs.at[i];

		if (choice->file != NULL)
			continue;
		if (format_called(choice->format)->is_text)
			return;
		stream = stderr;
	}
	output_statistics(stream, report);
}

static int write_file(const struct options *options, struct arena *arena,
                      const struct output_choice *choice,
                      const struct report *report, bool *is_whole)
{
	struct output_options how = {.category = options->sarif_category};
	struct outfile file;
	const char *problem = outfile_open(&file, arena, choice->file);

	if (problem == NULL) {
		*is_whole &= format_called(choice->format)
		                 ->write(file.stream, report, &how);
		problem = outfile_close(&file, arena);
	}
	return problem != NULL ? command_trouble(problem) : EXIT_CLEAN;
}

static bool has_summary(const struct options *options)
{
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (strcmp(options->outputs.at[i].format, "full") == 0)
			return !options->is_quiet;
	return false;
}

static int write_outputs(const struct options *options, struct arena *arena,
                         const struct report *report)
{
	FILE *stream = stream_of(report);
	struct output_options how = {.is_coloured =
	                                 is_coloured(options, stream),
	                             .has_statistics = options->has_statistics,
	                             .is_quiet = options->is_quiet,
	                             .category = options->sarif_category};
	int code = EXIT_CLEAN;
	bool is_whole = true;

	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const struct output_choice *choice = &options->outputs.at[i];

		if (choice->file == NULL)
			is_whole &= format_called(choice->format)
			                ->write(stream, report, &how);
		else if (write_file(options, arena, choice, report,
		                    &is_whole) != EXIT_CLEAN)
			code = EXIT_TROUBLE;
	}
	if (options->has_statistics)
		write_statistics(options, report);
	if (report->fixes.is_done && !options->is_quiet &&
	    !has_summary(options) && !options->has_statistics)
		output_fixes(stderr, report);
	if (!is_whole)
		code = command_trouble(
		    arena_format(arena, "a file %s", output_changed(report)));
	return command_finish(code);
}

int command_notices(const struct options *options, struct arena *arena,
                    const struct report *report)
{
	enum { NOTES_MOST = 5 }; /* more would hide what is found */
	const struct notice *told;
	uint32_t count = report_told(report, arena, &told), notes = 0;
	int code = EXIT_CLEAN;

	for (uint32_t i = 0; i < count; i++) {
		const struct notice *notice = &told[i];

		if (notice->level == LEVEL_ERROR)
			code = EXIT_TROUBLE;
		else if (options->is_quiet)
			continue;
		if (notice->level == LEVEL_NOTE && ++notes > NOTES_MOST)
			continue;
		fprintf(stderr, "heaplint: %s: %s: %s\n",
		        level_name(notice->level),
		        readable_path(arena, notice->path, true), notice->text);
	}
	if (notes > NOTES_MOST)
		fprintf(stderr,
		        "heaplint: note: and %" PRIu32 " more"
		        " (--output json has all)\n",
		        notes - NOTES_MOST);
	return code;
}

/* What is not shown fails as well; then it is said somewhere. */
static bool is_failed(const struct options *options,
                      const struct report *report)
{
	uint32_t shown = report->failing[0], hidden = report->failing[1];

	if (options->exit_zero)
		return false;
	if (shown == 0 && hidden > 0 && !has_summary(options))
		output_hidden(stderr, report);
	return shown + hidden > 0;
}

int command_report(const struct options *options, struct arena *arena,
                   const struct report *report)
{
	int notices = command_notices(options, arena, report);
	int outputs = write_outputs(options, arena, report);

	if (notices != EXIT_CLEAN || outputs != EXIT_CLEAN)
		return EXIT_TROUBLE;
	return is_failed(options, report) ? EXIT_FINDINGS : EXIT_CLEAN;
}
