#include "command.h"

#include "dump.h"
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

int command_trouble(const char *text)
{
	fprintf(stderr, "heaplint: %s\n", text);
	return EXIT_TROUBLE;
}

int command_finish(int code)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	if (errno == EPIPE || (poll(&out, 1, 0) == 1 && out.revents & POLLERR))
		return code;
	fprintf(stderr, "heaplint: cannot write standard output: %s\n",
	        strerror(errno != 0 ? errno : EIO));
	return EXIT_TROUBLE;
}

void command_prepare(const struct options *options, struct run_options *how,
                     struct arena *arena, const bool *selected)
{
	options_run(options, how, arena);
	how->selected = selected;
	how->show_progress = isatty(STDERR_FILENO) && !options->is_quiet;
}

/* One rule's page; of several that a word means, a table. */
int command_rule(const struct options *options, struct arena *arena,
                 const struct registry *registry)
{
	static const char *const all[] = {"ALL"};
	const char *const *words = options->words.at;
	uint32_t count = options->words.count;
	bool *any = ARENA_ARRAY(arena, registry->count, bool);

	if (options->all_rules) {
		words = all;
		count = 1;
	}
	for (uint32_t i = 0; i < count; i++)
		if (registry_find(registry, words[i]) == NULL &&
		    !registry_select(registry, words[i], any, true))
			return command_trouble(
			    select_unknown(arena, registry, words[i]));
	for (uint32_t i = 0; i < count; i++) {
		const struct registered *rule =
		    registry_find(registry, words[i]);
		bool *meant = ARENA_ARRAY(arena, registry->count, bool);

		registry_select(registry, words[i], meant, true);
		if (rule != NULL)
			output_rule(stdout, rule);
		else
			output_catalogue(stdout, registry, meant);
	}
	return command_finish(EXIT_CLEAN);
}

int command_dump(const struct options *options, struct arena *arena)
{
	const struct dump *dump = dump_find(options->words.at[0]);
	const char *file = options->words.at[1], *problem;
	struct run_options run;
	struct facts facts;

	if (dump == NULL)
		return command_trouble(
		    dump_unknown(arena, options->words.at[0]));
	options_run(options, &run, arena);
	run.paths = &file;
	run.path_count = 1;
	problem = run_facts(&facts, arena, &run);
	if (problem != NULL)
		return command_trouble(
		    arena_format(arena, "%s: %s", file, problem));
	dump->write(stdout, &facts);
	return command_finish(EXIT_CLEAN);
}

int command_check(struct options *options, struct arena *arena,
                  const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct run_options how;
	struct report report;
	const char *problem;
	int code;

	problem = select_rules(selected, arena, registry, &options->selection);
	if (problem == NULL)
		problem = command_outputs(options, arena);
	if (problem != NULL)
		return command_trouble(problem);
	command_prepare(options, &how, arena, selected);
	run(&report, arena, registry, &how);
	code = command_report(options, arena, &report);
	run_release(&report);
	return code;
}
