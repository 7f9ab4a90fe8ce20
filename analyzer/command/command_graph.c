/* `heaplint graph`: the classes of a project and their references. */
#include "command.h"

#include "graph_text.h"
#include "outfile.h"

#include <string.h>

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
	return problem != NULL ? command_trouble(problem) : EXIT_CLEAN;
}

int command_graph(struct options *options, struct arena *arena,
                  const struct registry *registry)
{
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);
	struct output_choice dot = {"dot", NULL};
	struct run_options how;
	struct report report;
	struct graph graph;
	int code;

	if (options->outputs.count == 0)
		ARRAY_PUSH(arena, &options->outputs, dot);
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (graph_format(options->outputs.at[i].format) == NULL)
			return command_trouble(
			    "graph: --output is dot or json");
	/* the cycles that these report are drawn red */
	registry_select(registry, "MEM101", selected, true);
	registry_select(registry, "MEM102", selected, true);
	if (command_prepare(options, &how, arena, registry) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	how.only = selected;
	how.wants_graph = true;
	run(&report, arena, registry, &how);
	if (command_settings(&how) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	code = command_notices(options, arena, &report);
	graph_link(&graph, arena, &report);
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (write_graph(arena, &options->outputs.at[i], &graph,
		                options->all_classes) != EXIT_CLEAN)
			code = EXIT_TROUBLE;
	run_release(&report);
	return command_finish(code);
}
