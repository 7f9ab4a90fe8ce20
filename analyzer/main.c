#include "dump.h"
#include "graph_text.h"
#include "options.h"
#include "outfile.h"
#include "output.h"
#include "sentence.h"
#include "summary_set.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE };

static int trouble(const char *text)
{
	fprintf(stderr, "heaplint: %s\n", text);
	return EXIT_TROUBLE;
}

/* Flush standard output. A reader that went away (`| head`) is no trouble. */
static int finish_stdout(int code)
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

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0';
}

/* https://no-color.org, https://force-color.org */
static bool is_coloured(const struct options *options)
{
	const char *terminal = getenv("TERM");

	if (options->colour != COLOUR_AUTO)
		return options->colour == COLOUR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("FORCE_COLOR"))
		return true;
	return isatty(STDOUT_FILENO) && terminal != NULL &&
	       strcmp(terminal, "dumb") != 0;
}

/* ------------------------------------------------------------ rule, dump */

/* One rule's page; of several that a word means, a table. */
static int rule_command(const struct options *options, struct arena *arena,
                        const struct registry *registry)
{
	static const char *const all[] = {"ALL"};
	const char *const *words = options->words.at;
	uint32_t count = options->words.count;

	if (options->all_rules) {
		words = all;
		count = 1;
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct registered *rule =
		    registry_find(registry, words[i]);
		bool *meant = ARENA_ARRAY(arena, registry->count, bool);

		if (rule != NULL)
			output_rule(stdout, rule);
		else if (registry_select(registry, words[i], meant, true))
			output_catalogue(stdout, registry, meant);
		else
			return trouble(
			    select_unknown(arena, registry, words[i]));
	}
	return finish_stdout(EXIT_CLEAN);
}

static int dump_command(const struct options *options, struct arena *arena)
{
	const struct dump *dump = dump_find(options->words.at[0]);
	const char *file = options->words.at[1], *problem;
	struct run_options run;
	struct facts facts;

	if (dump == NULL)
		return trouble(dump_unknown(arena, options->words.at[0]));
	options_run(options, &run, arena);
	run.paths = &file;
	run.path_count = 1;
	problem = run_facts(&facts, arena, &run);
	if (problem != NULL)
		return trouble(arena_format(arena, "%s: %s", file, problem));
	dump->write(stdout, &facts);
	return finish_stdout(EXIT_CLEAN);
}

/* ------------------------------------------------------------ check */

static const struct output_format *format_called(const char *name)
{
	for (const struct output_format *f = output_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static const char *unknown_format(struct arena *arena, const char *name)
{
	struct texts known = {0};
	const char *nearest;

	for (const struct output_format *f = output_formats; f->name; f++)
		ARRAY_PUSH(arena, &known, f->name);
	nearest = str_nearest(name, known.at, known.count);
	return arena_format(arena,
	                    "unknown output format '%s', did you mean '%s'?",
	                    name, nearest != NULL ? nearest : "full");
}

/* Whatever can be said against the outputs before any work. */
static const char *check_outputs(struct options *options, struct arena *arena)
{
	struct output_choice full = {"full", NULL};
	uint32_t to_stdout = 0;

	if (options->outputs.count == 0)
		ARRAY_PUSH(arena, &options->outputs, full);
	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const struct output_choice *choice = &options->outputs.at[i];
		const char *problem = NULL;

		if (format_called(choice->format) == NULL)
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

/* The table is for people: it goes below the text on standard output; with
 * nothing there it has it for itself, beside a format for programs it goes to
 * standard error. */
static void write_statistics(const struct options *options,
                             const struct report *report)
{
	FILE *stream = stdout;

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

static int write_file(struct arena *arena, const struct output_choice *choice,
                      const struct report *report, bool *is_whole)
{
	struct output_options how = {.is_coloured = false};
	struct outfile file;
	const char *problem = outfile_open(&file, arena, choice->file);

	if (problem == NULL) {
		*is_whole &= format_called(choice->format)
		                 ->write(file.stream, report, &how);
		problem = outfile_close(&file, arena);
	}
	return problem != NULL ? trouble(problem) : EXIT_CLEAN;
}

static int write_outputs(const struct options *options, struct arena *arena,
                         const struct report *report)
{
	struct output_options how = {.is_coloured = is_coloured(options),
	                             .has_statistics = options->has_statistics,
	                             .is_quiet = options->is_quiet};
	int code = EXIT_CLEAN;
	bool is_whole = true;

	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const struct output_choice *choice = &options->outputs.at[i];

		if (choice->file == NULL)
			is_whole &= format_called(choice->format)
			                ->write(stdout, report, &how);
		else if (write_file(arena, choice, report, &is_whole) !=
		         EXIT_CLEAN)
			code = EXIT_TROUBLE;
	}
	if (options->has_statistics)
		write_statistics(options, report);
	if (!is_whole)
		code = trouble(
		    arena_format(arena, "a file %s", output_changed(report)));
	return finish_stdout(code);
}

/* The run's notices are for people; formats for programs carry them too. */
static int show_notices(const struct options *options, struct arena *arena,
                        const struct report *report)
{
	int code = EXIT_CLEAN;

	for (uint32_t i = 0; i < report->notice_count; i++) {
		const struct notice *notice = &report->notices[i];

		if (notice->level == LEVEL_ERROR)
			code = EXIT_TROUBLE;
		else if (options->is_quiet)
			continue;
		fprintf(stderr, "heaplint: %s: %s: %s\n",
		        level_name(notice->level),
		        readable_path(arena, notice->path, true), notice->text);
	}
	return code;
}

static bool has_summary(const struct options *options)
{
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (strcmp(options->outputs.at[i].format, "full") == 0)
			return !options->is_quiet;
	return false;
}

/* What is not shown fails as well; then it is said somewhere. */
static bool is_failed(const struct options *options,
                      const struct report *report)
{
	uint32_t shown = 0, hidden = 0;

	for (enum level level = options->fail_on; level <= LEVEL_ERROR;
	     level++) {
		shown += report->totals[level];
		hidden += report->hidden[level];
	}
	if (options->exit_zero)
		return false;
	if (shown == 0 && hidden > 0 && !has_summary(options))
		output_hidden(stderr, report);
	return shown + hidden > 0;
}

/* Notices, outputs and the exit code. */
static int show_report(const struct options *options, struct arena *arena,
                       const struct report *report)
{
	int notices = show_notices(options, arena, report);
	int outputs = write_outputs(options, arena, report);

	if (notices != EXIT_CLEAN || outputs != EXIT_CLEAN)
		return EXIT_TROUBLE;
	return is_failed(options, report) ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int check_command(struct options *options, struct arena *arena,
                         const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct run_options how;
	struct report report;
	const char *problem;
	int code;

	problem = select_rules(selected, arena, registry, &options->selection);
	if (problem == NULL)
		problem = check_outputs(options, arena);
	if (problem != NULL)
		return trouble(problem);
	options_run(options, &how, arena);
	how.selected = selected;
	how.show_progress = isatty(STDERR_FILENO) && !options->is_quiet;
	run(&report, arena, registry, &how);
	code = show_report(options, arena, &report);
	run_release(&report);
	return code;
}

/* ------------------------------------------------------------ summaries */

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

static int summarize_command(const struct options *options, struct arena *arena,
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
		return trouble(problem);
	options_run(options, &how, arena);
	how.selected = selected;
	how.show_progress = isatty(STDERR_FILENO) && !options->is_quiet;
	run_files(&report, arena, registry, &how);
	code = show_notices(options, arena, &report);
	problem = write_summary(arena, options->summary, &report,
	                        summary_set_asked(arena, registry, &how));
	run_release(&report);
	return problem != NULL ? trouble(problem) : code;
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

static int link_command(struct options *options, struct arena *arena,
                        const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct report report = {
	    .registry = registry, .selected = selected, .is_linked = true};
	const char *problem = check_outputs(options, arena);
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
		return trouble(problem);
	summary_set_selected(set.asked, registry, selected);
	run_link(&report, options->level);
	code = show_report(options, arena, &report);
	run_release(&report);
	return code;
}

/* ------------------------------------------------------------ graph */

static graph_write *graph_format(const char *name)
{
	if (strcmp(name, "dot") == 0)
		return graph_dot;
	return strcmp(name, "json") == 0 ? graph_json : NULL;
}

static int write_graph(struct arena *arena, const struct output_choice *choice,
                       const struct graph *graph, bool is_all)
{
	graph_write *write = graph_format(choice->format);
	const char *problem;
	struct outfile file;

	if (choice->file == NULL) {
		write(stdout, graph, is_all);
		return EXIT_CLEAN;
	}
	problem = outfile_open(&file, arena, choice->file);
	if (problem == NULL) {
		write(file.stream, graph, is_all);
		problem = outfile_close(&file, arena);
	}
	return problem != NULL ? trouble(problem) : EXIT_CLEAN;
}

static int graph_command(struct options *options, struct arena *arena,
                         const struct registry *registry)
{
	bool *none = ARENA_ARRAY(arena, registry->count, bool);
	struct output_choice dot = {"dot", NULL};
	struct run_options how;
	struct report report;
	struct graph graph;
	int code;

	if (options->outputs.count == 0)
		ARRAY_PUSH(arena, &options->outputs, dot);
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (graph_format(options->outputs.at[i].format) == NULL)
			return trouble("graph: --output is dot or json");
	options_run(options, &how, arena);
	how.selected = none;
	how.wants_graph = true;
	how.show_progress = isatty(STDERR_FILENO) && !options->is_quiet;
	run_files(&report, arena, registry, &how);
	code = show_notices(options, arena, &report);
	graph_link(&graph, arena, &report);
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (write_graph(arena, &options->outputs.at[i], &graph,
		                options->all_classes) != EXIT_CLEAN)
			code = EXIT_TROUBLE;
	run_release(&report);
	return finish_stdout(code);
}

/* ------------------------------------------------------------ main */

static int command(struct arena *arena, int argc, char **argv)
{
	struct registry registry;
	struct options options;
	const char *problem = options_parse(&options, arena, argc, argv);

	if (problem != NULL)
		return trouble(problem);
	if (options.wants_version) {
		printf("heaplint %s (%s)\n", HEAPLINT_VERSION,
		       parser_version(arena));
		return finish_stdout(EXIT_CLEAN);
	}
	if (options.wants_help) {
		options_help(stdout, &options);
		return finish_stdout(EXIT_CLEAN);
	}
	registry_make(&registry, arena);
	if (options.command == COMMAND_RULE)
		return rule_command(&options, arena, &registry);
	if (options.command == COMMAND_DUMP)
		return dump_command(&options, arena);
	if (options.command == COMMAND_SUMMARIZE)
		return summarize_command(&options, arena, &registry);
	if (options.command == COMMAND_LINK)
		return link_command(&options, arena, &registry);
	if (options.command == COMMAND_GRAPH)
		return graph_command(&options, arena, &registry);
	return check_command(&options, arena, &registry);
}

/* A file that is opened must not get the number of a closed standard stream,
 * or what is meant for people ends up in it. Its writes go on to fail. */
static void hold_streams(void)
{
	for (int stream = 0; stream < 3; stream++)
		if (fcntl(stream, F_GETFD) == -1)
			open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	int code;

	hold_streams();
	signal(SIGPIPE, SIG_IGN);
	code = command(&arena, argc, argv);
	arena_release(&arena);
	return code;
}
