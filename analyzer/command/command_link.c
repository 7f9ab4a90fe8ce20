/* `heaplint summarize` and `heaplint link`: the two halves of a run. */
#include "command.h"

#include "outfile.h"
#include "summary_set.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *write_summary(struct arena *arena, const char *path,
                                 const struct report *report, const char *asked)
{
	struct outfile file;
	const char *bytes, *problem = outfile_open(&file, arena, path);
	size_t size;

	if (problem != NULL)
		return problem;
	summary_set_write(arena, report, asked, &bytes, &size);
	fwrite(bytes, 1, size, file.stream);
	return outfile_close(&file, arena);
}

int command_summarize(struct options *options, struct arena *arena,
                      const struct registry *registry)
{
	const char *problem = outfile_check(arena, options->summary);
	struct run_options how;
	struct report report;
	int code;

	if (problem != NULL)
		return command_trouble(problem);
	if (command_prepare(options, &how, arena, registry) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	how.cache = command_cache(options, arena, &how);
	run_files(&report, arena, registry, &how);
	if (command_settings(&how) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	code = command_notices(options, arena, &report);
	problem = write_summary(arena, options->summary, &report,
	                        summary_set_asked(arena, registry, &how));
	run_release(&report);
	return problem != NULL ? command_trouble(problem) : code;
}

static const char *read_summary(struct summary_set *set, struct arena *arena,
                                const struct registry *registry,
                                const char *path)
{
	struct arena scratch = {0};
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	const char *bytes, *problem;
	size_t size;

	if (descriptor < 0)
		return strerror(errno);
	problem = source_read_bytes(&scratch, descriptor, BUDGET_LARGEST_FILE,
	                            &bytes, &size);
	close(descriptor);
	if (problem != NULL)
		problem = str_copy(arena, str_of(problem));
	else
		problem = summary_set_read(set, arena, registry, bytes, size);
	arena_release(&scratch);
	return problem;
}

/* Of files that are read again for their findings, the outputs tell that they
 * changed; here it is told of the others that are there. */
static void tell_changed(struct report *report, struct arena *arena,
                         const struct options *options)
{
	ARRAY(struct notice) notices = {0};

	for (uint32_t i = 0; i < report->notice_count; i++)
		ARRAY_PUSH(arena, &notices, report->notices[i]);
	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];
		bool is_shown = file->findings.list.count > 0 &&
		                options->write_baseline == NULL;

		if (is_shown || !shard_has(&options->shard, file->path) ||
		    !report_has_changed(file))
			continue;
		ARRAY_PUSH(arena, &notices,
		           ((struct notice){LEVEL_ERROR, file->path,
		                            "changed since it was summarised;"
		                            " summarise it again"}));
	}
	if (notices.count > 0)
		qsort(notices.at, notices.count, sizeof(*notices.at),
		      notice_compare);
	report->notices = notices.at;
	report->notice_count = notices.count;
}

int command_link(struct options *options, struct arena *arena,
                 const struct registry *registry)
{
	struct report report = {.registry = registry,
	                        .is_linked = true,
	                        .shows_suppressed = options->show_suppressed};
	const char *problem = command_outputs(options, arena);
	struct summary_set set = {0};
	int code;

	if (problem == NULL && options->write_baseline != NULL)
		problem = outfile_check(arena, options->write_baseline);

	for (uint32_t i = 0; problem == NULL && i < options->words.count; i++) {
		const char *path = options->words.at[i];

		problem = read_summary(&set, arena, registry, path);
		if (problem != NULL)
			problem = arena_format(arena, "cannot link '%s': %s",
			                       path, problem);
	}
	if (problem == NULL)
		problem = summary_set_report(&set, arena, &report);
	if (problem != NULL)
		return command_trouble(problem);
	report.selected = set.selected;
	for (uint32_t i = 0; i < report.file_count; i++) {
		struct summary *summary = report.files[i].summary;

		if (options->over.level.is_given)
			summary->level = options->over.level.level;
		if (options->over.fail_on.is_given)
			summary->fail_on = options->over.fail_on.level;
		if (options->over.baseline != NULL)
			report.files[i].baseline = options->over.baseline;
	}
	run_link(&report, arena);
	if (options->write_baseline != NULL) {
		tell_changed(&report, arena, options);
		code = command_write_baseline(options, arena, &report);
		run_release(&report);
		return code;
	}
	problem = command_filter(options, arena, &report);
	if (problem != NULL) {
		run_release(&report);
		return command_trouble(problem);
	}
	shard_keep(&options->shard, arena, &report);
	run_settle(&report, arena);
	tell_changed(&report, arena, options);
	code = command_report(options, arena, &report);
	run_release(&report);
	return code;
}
