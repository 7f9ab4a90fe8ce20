#include "arguments.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const char *arguments_read_list(struct arena *arena, struct texts *texts,
                                const char *file)
{
	bool is_stdin = strcmp(file, "-") == 0;
	int descriptor = is_stdin ? 0 : open(file, O_RDONLY | O_CLOEXEC);
	const char *bytes = "", *problem, *end;
	size_t size = 0;
	char separator;

	if (descriptor < 0)
		return arena_format(arena, "cannot read '%s': %s", file,
		                    strerror(errno));
	problem = source_read_bytes(arena, descriptor, BUDGET_LARGEST_FILE,
	                            &bytes, &size);
	if (!is_stdin)
		close(descriptor);
	if (problem != NULL)
		return arena_format(arena, "cannot read '%s': %s", file,
		                    problem);
	separator = memchr(bytes, '\0', size) != NULL ? '\0' : '\n';
	for (; size > 0; size -= (size_t)(end - bytes), bytes = end) {
		size_t length;

		end = memchr(bytes, separator, size);
		length = end != NULL ? (size_t)(end - bytes) : size;
		end = bytes + length + (end != NULL);
		if (separator == '\n' && length > 0 &&
		    bytes[length - 1] == '\r')
			length--;
		if (length > 0)
			ARRAY_PUSH(arena, texts,
			           arena_copy(arena, bytes, length));
	}
	return NULL;
}

const char *arguments_expand(struct arena *arena, int *argc, char ***argv)
{
	struct texts words = {0};
	const char *problem = NULL;

	for (int i = 0; i < *argc && problem == NULL; i++) {
		const char *word = (*argv)[i];

		if (i > 0 && word[0] == '@' && word[1] != '\0')
			problem = arguments_read_list(arena, &words, word + 1);
		else
			ARRAY_PUSH(arena, &words, word);
	}
	*argc = (int)words.count;
	ARRAY_PUSH(arena, &words, NULL);
	*argv = (char **)(uintptr_t)words.at;
	return problem;
}

static const char *const commands[] = {"check",     "rule", "dump",
                                       "summarize", "link", "graph"};

static bool find_command(const char *word, enum command *command)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(word, commands[i]) == 0) {
			*command = (enum command)i;
			return true;
		}
	return false;
}

/* The command that a word may have been meant for, or NULL. */
static const char *nearest_command(const char *word)
{
	static const char *const others[][2] = {
	    {"explain", "rule"}, {"rules", "rule --all"},  {"lint", "check"},
	    {"run", "check"},    {"version", "--version"},
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(word, others[i][0]) == 0)
			return others[i][1];
	return str_nearest(word, commands, COMMANDS);
}

/* help, help COMMAND */
static const char *take_help(struct arena *arena, int *argc, char **argv,
                             enum command *command)
{
	if (*argc > 2 && !find_command(argv[2], command))
		return arena_format(
		    arena, "no command '%s' (--help lists them)", argv[2]);
	*argc = 2;
	argv[1] = arena_copy(arena, "--help", 6);
	return NULL;
}

const char *arguments_command(struct arena *arena, int *argc, char ***argv,
                              enum command *command)
{
	const char *word = *argc > 1 ? (*argv)[1] : "-";
	const char *nearest;

	*command = COMMAND_CHECK;
	if (find_command(word, command)) {
		(*argv)[1] = (*argv)[0]; /* getopt skips the first */
		(*argv)++;
		(*argc)--;
		return NULL;
	}
	if (strpbrk(word, "-./") != NULL || access(word, F_OK) == 0)
		return NULL;
	if (strcmp(word, "help") == 0)
		return take_help(arena, argc, *argv, command);
	nearest = nearest_command(word);
	if (nearest == NULL)
		return NULL;
	return arena_format(arena,
	                    "no command or file '%s', did you mean '%s'?", word,
	                    nearest);
}
