#include "command.h"

#include "discover.h"
#include "dump.h"
#include "outfile.h"
#include "output.h"
#include "path.h"
#include "sentence.h"
#include "text.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int command_trouble(const char *text)
{
	fputs("heaplint: ", stderr);
	text_show(stderr, str_of(text), 0); /* it may quote what is hostile */
	fputc('\n', stderr);
	return EXIT_TROUBLE;
}

int command_finish(int code)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	if (errno == 0) { /* an earlier write failed: ask again why */
		fputc('\n', stdout);
		fflush(stdout);
	}
	if (errno == EPIPE || (poll(&out, 1, 0) == 1 && out.revents & POLLERR))
		return code;
	fprintf(stderr, "heaplint: cannot write standard output%s%s\n",
	        errno != 0 ? ": " : "", errno != 0 ? strerror(errno) : "");
	return EXIT_TROUBLE;
}

int command_settings(const struct run_options *how)
{
	const struct config_problems *problems =
	    config_files_problems(how->config);
	int code = EXIT_CLEAN;

	for (uint32_t i = 0; i < problems->lines.count; i++)
		code = command_trouble(problems->lines.at[i]);
	return code;
}

/* `--select MEM1 MEM2`: the second is taken for a path. */
static const char *check_paths(const struct options *options,
                               struct arena *arena,
                               const struct registry *registry)
{
	const struct selection *given = &options->over.selection;
	bool *meant = ARENA_ARRAY(arena, registry->count, bool);

	if (given->select.count + given->extend.count + given->ignore.count ==
	    0)
		return NULL;
	for (uint32_t i = 0; i < options->words.count; i++) {
		const char *word = options->words.at[i];

		if (access(word, F_OK) != 0 &&
		    (registry_find(registry, word) != NULL ||
		     registry_select(registry, word, meant, true)))
			return arena_format(arena,
			                    "no file '%s'; rules are separated"
			                    " by commas",
			                    word);
	}
	return NULL;
}

int command_prepare(struct options *options, struct run_options *how,
                    struct arena *arena, const struct registry *registry)
{
	struct config_choice choice = {.over = &options->over,
	                               .words = &options->config,
	                               .is_isolated = options->is_isolated};
	const char *problem =
	    select_check(arena, registry, &options->over.selection);

	if (problem == NULL)
		problem = check_paths(options, arena, registry);
	if (problem != NULL)
		return command_trouble(problem);
	options_run(options, how);
	if (options->root != NULL)
		choice.stop = path_real(arena, options->root);
	how->config = config_files_new(arena, registry, &choice);
	how->show_progress = isatty(STDERR_FILENO) && !options->is_quiet;
	return command_settings(how);
}

int command_dump(struct options *options, struct arena *arena,
                 const struct registry *registry)
{
	const struct dump *dump = dump_find(options->words.at[0]);
	const char *file = options->words.at[1], *problem;
	struct run_options run;
	struct facts facts;

	if (dump == NULL)
		return command_trouble(
		    dump_unknown(arena, options->words.at[0]));
	if (command_prepare(options, &run, arena, registry) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	run.paths = &file;
	run.path_count = 1;
	problem = run_facts(&facts, arena, &run);
	if (command_settings(&run) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	if (problem != NULL)
		return command_trouble(
		    arena_format(arena, "%s: %s", file, problem));
	dump->write(stdout, &facts);
	return command_finish(EXIT_CLEAN);
}

/* --show-files and --show-settings: what was found, and what holds for it. */
static int show(const struct options *options, struct arena *arena,
                const struct run_options *how)
{
	struct report report = {0};
	struct discovered found;
	bool *is_shown;
	bool is_seen = isatty(STDOUT_FILENO);
	int code;

	discover(&found, arena, how);
	if (command_settings(how) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	report.notices = found.notices.at;
	report.notice_count = found.notices.count;
	code = command_notices(options, arena, &report);
	is_shown = ARENA_ARRAY(arena, config_files_count(how->config), bool);
	for (uint32_t i = 0; i < found.files.count; i++) {
		const struct found_file *file = &found.files.at[i];

		if (options->show_files)
			puts(is_seen ? readable_path(arena, file->path, true)
			             : file->path);
		if (!options->show_settings || is_shown[file->settings->index])
			continue;
		is_shown[file->settings->index] = true;
		settings_show(stdout, file->settings);
	}
	return command_finish(code);
}

static int finish_check(const struct options *options, struct arena *arena,
                        struct report *report)
{
	const char *problem;

	if (options->write_baseline != NULL)
		return command_write_baseline(options, arena, report);
	problem = command_filter(options, arena, report);
	if (problem != NULL)
		return command_trouble(problem);
	shard_keep(&options->shard, arena, report);
	run_settle(report, arena);
	return options->add_ignores
	           ? command_add_ignores(options, arena, report)
	           : command_report(options, arena, report);
}

/* (settings do not change what another option is for) */
static bool is_to_fix(const struct options *options,
                      const struct run_work *work)
{
	return options->diff || options->over.fix == GIVEN_YES ||
	       (run_is_to_fix(work) && !options->add_ignores &&
	        options->write_baseline == NULL && options->shard.count == 0);
}

int command_check(struct options *options, struct arena *arena,
                  const struct registry *registry)
{
	const char *problem = command_outputs(options, arena);
	struct run_options how;
	struct timings timings = {0};
	struct run_work *work;
	struct report report;
	int code;

	if (problem != NULL)
		return command_trouble(problem);
	if (command_prepare(options, &how, arena, registry) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	if (options->write_baseline != NULL)
		problem = outfile_check(arena, options->write_baseline);
	if (problem != NULL)
		return command_trouble(problem);
	if (options->show_settings || options->show_files)
		return show(options, arena, &how);
	if (options->has_timings)
		how.timings = &timings;
	timings_start(how.timings);
	how.cache = command_cache(options, arena, &how);
	work = run_begin(arena, registry, &how);
	timings_end(how.timings, PHASE_FIND);
	if (command_settings(&how) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	if (is_to_fix(options, work))
		return command_fix(options, arena, work);
	run_analyse_and_link(work, &report);
	timings_end(how.timings, PHASE_LINK);
	code = finish_check(options, arena, &report);
	timings_end(how.timings, PHASE_OUTPUT);
	if (how.timings != NULL)
		timings_write(stderr, how.timings);
	run_release(&report);
	return code;
}
