/* The words of the command line: the command, @files, lists of paths. */
#ifndef HEAPLINT_ARGUMENTS_H
#define HEAPLINT_ARGUMENTS_H

#include "options.h"

/* Where the words are that came out of @files. */
struct arguments {
	ARRAY(struct argument_place) places;
};
struct argument_place {
	const char *word, *file;
	uint32_t line; /* from 1 */
};

/* Replace each @FILE by the lines of FILE, and those that begin with @ in
 * these; memory is `arena`'s. Returns NULL, or why not. */
const char *arguments_expand(struct arguments *arguments, struct arena *arena,
                             int *argc, char ***argv);

/* Where this very word (not one that is equal) was read; NULL: it was on the
 * command line. */
const struct argument_place *arguments_place(const struct arguments *arguments,
                                             const char *word);

/* Take the command off the words (`check` may be left out). Returns NULL, or
 * that the first word is none, though it looks like one. */
const char *arguments_command(struct arena *arena, int *argc, char ***argv,
                              enum command *command);

/* Append the paths in a file ("-": standard input): separated by NUL if there
 * is one in it, else one a line. Returns NULL, or why not. */
const char *arguments_read_list(struct arena *arena, struct texts *texts,
                                const char *file);

#endif
