/* `heaplint check` with --fix or --diff: mends files, or shows how. */
#include "command.h"

#include "diff.h"
#include "fixer.h"
#include "sentence.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixing {
	const struct options *options;
	struct arena *arena;
	struct run_work *work;
	struct report report;
	struct fixer fixer;
};

/* What is to be shown of what was analysed. */
static const char *look(struct fixing *f)
{
	run_copy(&f->report, f->arena);
	run_link(&f->report, f->arena);
	return command_filter(f->options, f->arena, &f->report);
}

static const char *make_fixes(struct fixing *f)
{
	const char *problem = look(f);

	while (problem == NULL && fixer_round(&f->fixer, &f->report)) {
		run_again(f->work, &f->report, f->arena, f->fixer.texts.at,
		          f->fixer.texts.count);
		problem = look(f);
	}
	return problem;
}

/* What could not be written is found as it was. */
static const char *write_files(struct fixing *f)
{
	struct arena scratch = {0};

	f->fixer.texts.count = 0;
	for (uint32_t i = 0; i < f->report.file_count; i++) {
		const struct file_result *file = &f->report.files[i];
		const struct rewrite *text = fixer_result(&f->fixer, i);
		const char *problem = NULL;

		if (text != NULL && file->file != NULL)
			problem = rewrite_file(text, &scratch, file->file);
		if (problem != NULL)
			fixer_undo(&f->fixer, &f->report, i,
			           arena_format(f->arena, "%s", problem));
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	if (f->fixer.texts.count == 0)
		return NULL;
	run_again(f->work, &f->report, f->arena, f->fixer.texts.at,
	          f->fixer.texts.count);
	return look(f);
}

static void count_made(struct fixing *f)
{
	f->report.fixes.is_done = true;
	for (uint32_t i = 0; i < f->report.file_count; i++)
		f->report.fixes.made += fixer_made(&f->fixer, i);
}

static void add_notices(struct fixing *f)
{
	struct report *report = &f->report;

	for (uint32_t i = 0; i < report->notice_count; i++)
		ARRAY_PUSH(f->arena, &f->fixer.notices, report->notices[i]);
	report->notices = f->fixer.notices.at;
	report->notice_count = f->fixer.notices.count;
	if (report->notice_count > 1)
		qsort(f->fixer.notices.at, report->notice_count,
		      sizeof(*report->notices), notice_compare);
}

/* Standard input's text, fixed or as it was. */
static void print_text(struct fixing *f)
{
	for (uint32_t i = 0; i < f->report.file_count; i++) {
		const struct file_result *file = &f->report.files[i];

		if (file->file != NULL || f->options->over.fix != GIVEN_YES)
			continue;
		fwrite(file->bytes, 1, file->size, stdout);
		f->report.fixes.is_on_stdout = true;
	}
}

/* A diff that a program reads is of the bytes; what a terminal takes for orders
 * is shown there. */
static void print_diff(struct arena *scratch, const char *path,
                       const struct rewrite *text)
{
	char *bytes = NULL, *line;
	size_t size = 0, length;
	FILE *stream;

	if (!isatty(STDOUT_FILENO)) {
		diff_write(stdout, scratch, path, text);
		return;
	}
	stream = text_open_memory(&bytes, &size);
	diff_write(stream, scratch, path, text);
	text_close_memory(stream, &bytes);
	for (line = bytes; line < bytes + size; line += length + 1) {
		length = strcspn(line, "\n");
		text_show(stdout, (struct str){line, (uint32_t)length}, 0);
		putchar('\n');
	}
	free(bytes);
}

static int print_diffs(struct fixing *f)
{
	int code = command_notices(f->options, f->arena, &f->report);
	struct arena scratch = {0};
	uint32_t files = 0, made = f->report.fixes.made;

	for (uint32_t i = 0; i < f->report.file_count; i++) {
		const struct rewrite *text = fixer_result(&f->fixer, i);

		if (text == NULL)
			continue;
		print_diff(
		    &scratch,
		    readable_path(&scratch, f->report.files[i].path, false),
		    text);
		arena_reset(&scratch);
		files++;
	}
	arena_release(&scratch);
	if (!f->options->is_quiet)
		fprintf(stderr, "%u finding%s would be fixed in %u file%s\n",
		        made, made == 1 ? "" : "s", files,
		        files == 1 ? "" : "s");
	if (code == EXIT_CLEAN && files > 0 && !f->options->exit_zero)
		code = EXIT_FINDINGS;
	return command_finish(code);
}

static int finish(struct fixing *f)
{
	const char *problem = f->options->diff ? NULL : write_files(f);

	if (problem != NULL)
		return command_trouble(problem);
	count_made(f);
	add_notices(f);
	if (f->options->diff)
		return print_diffs(f);
	run_settle(&f->report, f->arena);
	print_text(f);
	return command_report(f->options, f->arena, &f->report);
}

int command_fix(const struct options *options, struct arena *arena,
                struct run_work *work)
{
	struct fixing f = {.options = options, .arena = arena, .work = work};
	const char *problem;
	int code;

	run_analyse(work, &f.report);
	f.fixer = (struct fixer){.arena = arena,
	                         .is_asked = options->diff ||
	                                     options->over.fix == GIVEN_YES,
	                         .is_to_write = !options->diff,
	                         .wants_lines = options->diff_base != NULL};
	fixer_start(&f.fixer, &f.report);
	problem = make_fixes(&f);
	code = problem != NULL ? command_trouble(problem) : finish(&f);
	fixer_end(&f.fixer);
	run_release(&f.report);
	return code;
}
