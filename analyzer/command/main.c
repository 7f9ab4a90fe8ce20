/* The program: reads the command line and calls the command. */
#include "command.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>

static int command(struct arena *arena, int argc, char **argv)
{
	struct registry registry;
	struct options options;
	const char *problem = options_parse(&options, arena, argc, argv);

	if (problem != NULL)
		return command_trouble(problem);
	if (options.wants_version) {
		printf("heaplint %s (%s)\n", HEAPLINT_VERSION,
		       parser_version(arena));
		return command_finish(EXIT_CLEAN);
	}
	if (options.wants_help) {
		options_help(stdout, &options);
		return command_finish(EXIT_CLEAN);
	}
	registry_make(&registry, arena);
	if (options.command == COMMAND_RULE)
		return command_rule(&options, arena, &registry);
	if (options.command == COMMAND_DUMP)
		return command_dump(&options, arena, &registry);
	if (options.command == COMMAND_SUMMARIZE)
		return command_summarize(&options, arena, &registry);
	if (options.command == COMMAND_LINK)
		return command_link(&options, arena, &registry);
	if (options.command == COMMAND_GRAPH)
		return command_graph(&options, arena, &registry);
	if (options.command == COMMAND_MERGE)
		return command_merge(&options, arena, &registry);
	if (options.command == COMMAND_CLEAN)
		return command_clean(&options, arena, &registry);
	return command_check(&options, arena, &registry);
}

/* A file that is opened must not get the number of a closed standard stream,
 * or what is meant for people ends up in it. Its writes go on to fail. */
static void hold_streams(void)
{
	for (int stream = 0; stream < 3; stream++)
		if (fcntl(stream, F_GETFD) == -1)
			open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

/* A large array grows where it is, and leaves no hole as it goes, whatever was
 * released before (glibc lets that raise its threshold). */
static void map_large_blocks(void)
{
#ifdef M_MMAP_THRESHOLD
	mallopt(M_MMAP_THRESHOLD, 2 * 1024 * 1024);
#endif
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	int code;

	hold_streams();
	map_large_blocks();
	signal(SIGPIPE, SIG_IGN);
	code = command(&arena, argc, argv);
	arena_release(&arena);
	return code;
}
