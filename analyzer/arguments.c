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
	problem = source_read_bytes(arena, descriptor, &bytes, &size);
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

const char *arguments_command(struct arena *arena, int *argc, char ***argv,
                              enum command *command)
{
	static const char *const commands[] = {"check",     "rule", "dump",
	                                       "summarize", "link", "graph"};
	const char *word = *argc > 1 ? (*argv)[1] : "-";
	const char *nearest;

	*command = COMMAND_CHECK;
	for (int i = 0; i < COMMANDS; i++) {
		if (strcmp(word, commands[i]) != 0)
			continue;
		*command = (enum command)i;
		(*argv)[1] = (*argv)[0]; /* getopt skips the first */
		(*argv)++;
		(*argc)--;
		return NULL;
	}
	if (strpbrk(word, "-./") != NULL || access(word, F_OK) == 0)
		return NULL;
	if (strcmp(word, "help") == 0) {
		(*argv)[1] = arena_copy(arena, "--help", 6);
		return NULL;
	}
	nearest = str_nearest(word, commands, COMMANDS);
	if (nearest == NULL)
		return NULL;
	return arena_format(arena,
	                    "no command or file '%s', did you mean '%s'?", word,
	                    nearest);
}
