/* Which findings are told: not those of the baseline, nor those on lines that
 * did not change. */
#include "command.h"

#include "baseline_text.h"
#include "changed.h"
#include "notebook.h"
#include "outfile.h"
#include "path.h"
#include "place.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where the file of a result is; NULL if it was standard input, or is gone. */
static const char *real_file(struct arena *arena,
                             const struct file_result *file)
{
	return file->file == NULL ? NULL : path_real(arena, file->file);
}

/* ------------------------------------------------------------ baselines */

/* Relative to the current directory where it lies below it. */
static const char *shown(struct arena *arena, const char *path)
{
	char here[PATH_MAX];
	const char *rest;

	if (getcwd(here, sizeof(here)) == NULL)
		return path;
	rest = path_below(here, path);
	return rest != NULL ? str_copy(arena, str_of(rest)) : path;
}

static void open_baseline(struct baseline *baseline, struct arena *arena,
                          const char *path)
{
	*baseline = (struct baseline){
	    .path = shown(arena, path),
	    .directory = path_real(arena, path_directory(arena, path))};
	if (baseline->directory == NULL)
		baseline->directory = "/";
}

/* What is wrong with the one that a file goes by, and where it is named. */
static const char *read_baseline(struct baseline *baseline, struct arena *arena,
                                 const struct file_result *file)
{
	const char *by = "", *bytes, *problem;
	size_t size;

	if (file->baseline_by != NULL)
		by = arena_format(arena, "%s: ", file->baseline_by);
	problem = source_read_regular(arena, baseline->path, BUDGET_FILE_SIZE,
	                              &bytes, &size);
	if (problem != NULL)
		return arena_format(arena,
		                    "%scannot read the baseline '%s': %s%s", by,
		                    baseline->path, problem,
		                    access(baseline->path, F_OK) == 0
		                        ? ""
		                        : " (--write-baseline makes it)");
	problem = baseline_read(baseline, arena, bytes, size);
	return problem == NULL ? NULL
	                       : arena_format(arena, "%s'%s' %s", by,
	                                      baseline->path, problem);
}

static const char *unread(struct arena *arena, const char *path)
{
	return arena_format(
	    arena, "'%s' could not be read again, or has changed meanwhile",
	    path);
}

int command_write_baseline(const struct options *options, struct arena *arena,
                           const struct report *report)
{
	int code = command_notices(options, arena, report);
	struct baseline baseline;
	struct outfile file;
	const char *problem;

	open_baseline(&baseline, arena, options->write_baseline);
	baseline_make(&baseline, arena, report);
	if (baseline.unread != NULL)
		return command_trouble(unread(arena, baseline.unread));
	problem = outfile_open(&file, arena, options->write_baseline);
	if (problem == NULL) {
		baseline_write(file.stream, &baseline);
		problem = outfile_close(&file, arena);
	}
	if (problem != NULL)
		return command_trouble(problem);
	if (!options->is_quiet)
		printf("%u finding%s written to %s\n", baseline.entries.count,
		       baseline.entries.count == 1 ? "" : "s",
		       options->write_baseline);
	return command_finish(code);
}

/* Say which entries are found no more; of many the first. */
static void report_stale(const struct baseline *baseline, struct arena *arena,
                         struct report *report)
{
	enum { TOLD_MOST = 10 };
	ARRAY(struct notice) notices = {0};
	uint32_t count = 0;

	for (uint32_t i = 0; i < report->notice_count; i++)
		ARRAY_PUSH(arena, &notices, report->notices[i]);
	for (uint32_t i = 0; i < baseline->entries.count; i++) {
		const struct baseline_entry *e = &baseline->entries.at[i];
		struct notice notice = {LEVEL_WARNING, baseline->path, NULL};

		if (!baseline_is_stale(baseline, arena, report, e) ||
		    count++ >= TOLD_MOST)
			continue;
		notice.text =
		    arena_format(arena, "%s is found no more in %s: %s",
		                 e->rule, e->path, e->code);
		ARRAY_PUSH(arena, &notices, notice);
	}
	if (count > TOLD_MOST) {
		struct notice notice = {
		    LEVEL_WARNING, baseline->path,
		    arena_format(arena, "and %u more are found no more",
		                 count - TOLD_MOST)};

		ARRAY_PUSH(arena, &notices, notice);
	}
	report->notices = notices.at;
	report->notice_count = notices.count;
}

/* The files that go by the same baseline as file `first`; false if an earlier
 * one did so. */
static bool find_companions(const struct report *report, uint32_t first,
                            bool *goes)
{
	const char *path = report->files[first].baseline;

	if (path == NULL || goes[first])
		return false;
	for (uint32_t i = 0; i < report->file_count; i++) {
		const char *other = report->files[i].baseline;

		goes[i] = other != NULL &&
		          (other == path || strcmp(other, path) == 0);
		if (i < first && goes[i])
			return false;
	}
	return true;
}

static const char *apply_baselines(struct arena *arena, struct report *report)
{
	bool *goes = ARENA_ARRAY(arena, report->file_count + 1, bool);

	for (uint32_t i = 0; i < report->file_count; i++) {
		struct baseline baseline;
		const char *problem;

		if (!find_companions(report, i, goes))
			continue;
		open_baseline(&baseline, arena, report->files[i].baseline);
		problem = read_baseline(&baseline, arena, &report->files[i]);
		if (problem != NULL)
			return problem;
		baseline_apply(&baseline, arena, report, goes);
		if (baseline.unread != NULL)
			return unread(arena, baseline.unread);
		report_stale(&baseline, arena, report);
	}
	return NULL;
}

/* ------------------------------------------------------------ places */

static void leave_out(struct file_result *file)
{
	for (uint32_t i = 0; i < file->findings.list.count; i++)
		file->findings.list.at[i].is_elsewhere = true;
}

static void keep_listed(const struct texts *listed, struct arena *arena,
                        struct report *report)
{
	struct names *paths = names_new(arena);

	for (uint32_t i = 0; i < listed->count; i++) {
		const char *path = path_real(arena, listed->at[i]);

		if (path != NULL)
			names_intern(paths, str_of(path));
	}
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct file_result *file = &report->files[i];
		const char *path = real_file(arena, file);

		if (path == NULL ||
		    names_find(paths, str_of(path)) == NAME_NONE)
			leave_out(file);
	}
}

/* As git counts them, from 1. */
static uint32_t file_line(const struct source *source, uint32_t byte)
{
	return notebook_file_line(source->notebook, source_line(source, byte)) +
	       1;
}

/* Did the lines [first, last] (from 1) of the text that stands in the file's
 * place change since, or were they changed by what put it there? */
static bool has_changed(const struct changed *changed, const char *path,
                        const struct file_result *file, uint32_t first,
                        uint32_t last)
{
	const uint32_t *old = file->old_lines;

	if (old == NULL)
		return changed_has(changed, path, first, last);
	for (uint32_t line = first; line <= last; line++)
		if (old[line - 1] == 0)
			return true;
	return changed_has(changed, path, old[first - 1], old[last - 1]);
}

/* False if the file cannot be read again as it was. */
static bool keep_changed_lines(const struct changed *changed, const char *path,
                               struct file_result *file)
{
	struct arena scratch = {0};
	struct source source;

	if (!report_source(&source, &scratch, file)) {
		arena_release(&scratch);
		return false;
	}
	for (uint32_t i = 0; i < file->findings.list.count; i++) {
		struct finding *finding = &file->findings.list.at[i];
		struct span span = finding->span;
		uint32_t first = file_line(&source, span.start);
		uint32_t last = file_line(
		    &source, span.end > span.start ? span.end - 1 : span.start);

		if (!has_changed(changed, path, file, first, last))
			finding->is_elsewhere = true;
	}
	arena_release(&scratch);
	return true;
}

/* A repository, and what changed in it. */
struct repository {
	const char *root;
	struct changed *changed;
};

static const char *keep_changed(const char *revision, struct arena *arena,
                                struct report *report)
{
	ARRAY(struct repository) known = {0};

	for (uint32_t i = 0; i < report->file_count; i++) {
		struct file_result *file = &report->files[i];
		const char *path = real_file(arena, file), *root;
		struct repository *at = NULL, new;

		if (file->findings.list.count == 0 || file->file == NULL)
			continue;
		if (path == NULL)
			return unread(arena, file->path);
		root = place_repository(arena, path_directory(arena, path));
		if (root == NULL)
			return arena_format(
			    arena, "--diff-base: '%s' is in no git repository",
			    file->path);
		for (uint32_t k = 0; k < known.count; k++)
			if (strcmp(known.at[k].root, root) == 0)
				at = &known.at[k];
		if (at == NULL) {
			new.root = root;
			new.changed = changed_find(arena, root, revision);
			if (new.changed == NULL)
				return arena_format(
				    arena, "--diff-base: %s",
				    changed_problem(arena, root, revision));
			ARRAY_PUSH(arena, &known, new);
			at = &known.at[known.count - 1];
		}
		if (!keep_changed_lines(at->changed, path, file))
			return unread(arena, file->path);
	}
	return NULL;
}

const char *command_filter(const struct options *options, struct arena *arena,
                           struct report *report)
{
	const char *problem = apply_baselines(arena, report);

	if (problem == NULL && options->diff_base != NULL)
		problem = keep_changed(options->diff_base, arena, report);
	if (problem == NULL && options->has_report_only)
		keep_listed(&options->report_only, arena, report);
	return problem;
}
