#include "arguments.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Lines that are not empty; or, if a NUL is in the file, what is between such.
 */
struct lines {
	ARRAY(struct argument_place) list;
};

static const char *read_lines(struct arena *arena, struct lines *lines,
                              const char *file)
{
	bool is_stdin = strcmp(file, "-") == 0;
	int descriptor = is_stdin ? 0 : open(file, O_RDONLY | O_CLOEXEC);
	struct argument_place place = {.file = file, .line = 1};
	const char *bytes = "", *problem, *end;
	size_t size = 0;
	char separator;

	if (descriptor < 0)
		return strerror(errno);
	problem = source_read_bytes(arena, descriptor, BUDGET_LARGEST_FILE,
	                            &bytes, &size);
	if (!is_stdin)
		close(descriptor);
	if (problem != NULL)
		return problem;
	separator = memchr(bytes, '\0', size) != NULL ? '\0' : '\n';
	for (; size > 0; size -= (size_t)(end - bytes), bytes = end) {
		size_t length;

		end = memchr(bytes, separator, size);
		length = end != NULL ? (size_t)(end - bytes) : size;
		end = bytes + length + (end != NULL);
		if (separator == '\n' && length > 0 &&
		    bytes[length - 1] == '\r')
			length--;
		place.word = arena_copy(arena, bytes, length);
		if (length > 0)
			ARRAY_PUSH(arena, &lines->list, place);
		place.line++;
	}
	return NULL;
}

const char *arguments_read_list(struct arena *arena, struct texts *texts,
                                const char *file)
{
	struct lines lines = {0};
	const char *problem = read_lines(arena, &lines, file);

	if (problem != NULL)
		return arena_format(arena, "cannot read '%s': %s", file,
		                    problem);
	for (uint32_t i = 0; i < lines.list.count; i++)
		ARRAY_PUSH(arena, texts, lines.list.at[i].word);
	return NULL;
}

/* ------------------------------------------------------------ @files */

enum { DEEPEST = 32 };

/* The words that are read: of the command line, of a file named there, ... */
struct level_of_words {
	const struct argument_place *next, *end;
};

struct expansion {
	struct arena *arena;
	struct level_of_words levels[DEEPEST];
	uint32_t depth;
};

static const char *unread(struct arena *arena,
                          const struct argument_place *place,
                          const char *problem)
{
	const char *hint = "", *where = "";

	if (access(place->word, F_OK) == 0)
		hint = arena_format(arena, " (a path is './%s')", place->word);
	if (place->file != NULL)
		where =
		    arena_format(arena, "%s:%u: ", place->file, place->line);
	return arena_format(arena, "%scannot read '%s': %s%s", where,
	                    place->word + 1, problem, hint);
}

/* The words of the file come before those that are left. */
static const char *enter(struct expansion *e,
                         const struct argument_place *place)
{
	struct lines lines = {0};
	const char *problem =
	    e->depth < DEEPEST
	        ? read_lines(e->arena, &lines, place->word + 1)
	        : "such files name each other, more than 32 deep";

	if (problem != NULL)
		return unread(e->arena, place, problem);
	e->levels[e->depth++] = (struct level_of_words){
	    lines.list.at, lines.list.at + lines.list.count};
	return NULL;
}

const char *arguments_expand(struct arguments *arguments, struct arena *arena,
                             int *argc, char ***argv)
{
	struct argument_place *given =
	    ARENA_ARRAY(arena, (size_t)*argc + 1, struct argument_place);
	struct expansion e = {.arena = arena, .depth = 1};
	struct texts words = {0};
	const char *problem = NULL;

	*arguments = (struct arguments){0};
	for (int i = 0; i < *argc; i++)
		given[i].word = (*argv)[i];
	e.levels[0] = (struct level_of_words){given, given + *argc};
	while (e.depth > 0 && problem == NULL) {
		struct level_of_words *level = &e.levels[e.depth - 1];
		const struct argument_place *place = level->next;

		if (place == level->end) {
			e.depth--;
			continue;
		}
		level->next++;
		if (words.count > 0 && place->word[0] == '@' &&
		    place->word[1] != '\0') {
			problem = enter(&e, place);
			continue;
		}
		ARRAY_PUSH(arena, &words, place->word);
		if (place->file != NULL)
			ARRAY_PUSH(arena, &arguments->places, *place);
	}
	*argc = (int)words.count;
	ARRAY_PUSH(arena, &words, NULL);
	*argv = (char **)(uintptr_t)words.at;
	return problem;
}

const struct argument_place *arguments_place(const struct arguments *arguments,
                                             const char *word)
{
	for (uint32_t i = 0; i < arguments->places.count; i++)
		if (arguments->places.at[i].word == word)
			return &arguments->places.at[i];
	return NULL;
}

static const char *const commands[] = {"check", "rule",  "dump",  "summarize",
                                       "link",  "graph", "merge", "clean"};

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
	    {"explain", "rule"},
	    {"rules", "rule --all"},
	    {"lint", "check"},
	    {"run", "check"},
	    {"version", "--version"},
	    {"linter", "rule --all"},
	    {"config", "check --show-settings"},
	    {"server", "check --stdin-filename"},
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
