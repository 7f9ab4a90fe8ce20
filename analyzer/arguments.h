/* The words of the command line: the command, @files, lists of paths. */
#ifndef HEAPLINT_ARGUMENTS_H
#define HEAPLINT_ARGUMENTS_H

#include "options.h"

/* Replace each @FILE by the lines of FILE; memory is `arena`'s. Returns NULL,
 * or why not. */
const char *arguments_expand(struct arena *arena, int *argc, char ***argv);

/* Take the command off the words (`check` may be left out). Returns NULL, or
 * that the first word is none, though it looks like one. */
const char *arguments_command(struct arena *arena, int *argc, char ***argv,
                              enum command *command);

/* Append the paths in a file ("-": standard input): separated by NUL if there
 * is one in it, else one a line. Returns NULL, or why not. */
const char *arguments_read_list(struct arena *arena, struct texts *texts,
                                const char *file);

#endif
