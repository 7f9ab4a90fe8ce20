#include "command.h"

#include "outfile.h"
#include "summary_set.h"

#include <errno.h>
#include <fcntl.h>
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

int command_summarize(const struct options *options, struct arena *arena,
                      const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct run_options how;
	struct report report;
	const char *problem;
	int code;

	problem = select_rules(selected, arena, registry, &options->selection);
	if (problem == NULL)
		problem = outfile_check(arena, options->summary);
	if (problem != NULL)
		return command_trouble(problem);
	command_prepare(options, &how, arena, selected);
	run_files(&report, arena, registry, &how);
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
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	const char *bytes, *problem;
	size_t size;

	if (descriptor < 0)
		return strerror(errno);
	problem = source_read_bytes(arena, descriptor, &bytes, &size);
	close(descriptor);
	return problem != NULL
	           ? problem
	           : summary_set_read(set, arena, registry, bytes, size);
}

int command_link(struct options *options, struct arena *arena,
                 const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct report report = {
	    .registry = registry, .selected = selected, .is_linked = true};
	const char *problem = command_outputs(options, arena);
	struct summary_set set = {0};
	int code;

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
	summary_set_selected(set.asked, registry, selected);
	run_link(&report, arena, options->level);
	code = command_report(options, arena, &report);
	run_release(&report);
	return code;
}
