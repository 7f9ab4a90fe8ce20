#include "git_files.h"

#include "str.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Absolute paths of the files and of the directories above them. */
struct git_files {
	struct names *paths;
};

/* What a hook's environment says of another repository is not for us. */
static char **clean_environment(struct arena *arena)
{
	static const char *const dropped[] = {
	    "GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX="};
	ARRAY(char *) kept = {0};

	for (char **variable = environ; *variable != NULL; variable++) {
		bool is_kept = true;

		for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
			if (strncmp(*variable, dropped[i],
			            strlen(dropped[i])) == 0)
				is_kept = false;
		if (is_kept)
			ARRAY_PUSH(arena, &kept, *variable);
	}
	ARRAY_PUSH(arena, &kept, NULL);
	return kept.at;
}

/* A monitor named in a repository's settings is a program of its author. */
static char **command_line(struct arena *arena, const char *root,
                           const char *const *directories, uint32_t count)
{
	static const char *const fixed[] = {"-c",
	                                    "core.fsmonitor=false",
	                                    "--literal-pathspecs",
	                                    "ls-files",
	                                    "-z",
	                                    "-co",
	                                    "--exclude-standard",
	                                    "--"};
	ARRAY(const char *) line = {0};

	ARRAY_PUSH(arena, &line, "git");
	ARRAY_PUSH(arena, &line, "-C");
	ARRAY_PUSH(arena, &line, root);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		ARRAY_PUSH(arena, &line, fixed[i]);
	for (uint32_t i = 0; i < count; i++)
		ARRAY_PUSH(arena, &line, directories[i]);
	ARRAY_PUSH(arena, &line, NULL);
	return (char **)(uintptr_t)line.at;
}

/* Start git with its output in a pipe; its end to read from, or -1. */
static int start(struct arena *arena, char *const *line, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	int ends[2];
	int error;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	error = posix_spawnp(child, "git", &actions, NULL, line,
	                     clean_environment(arena));
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	if (error == 0)
		return ends[0];
	close(ends[0]);
	return -1;
}

/* A path and the directories above it, down to the root's length. */
static void add_path(struct git_files *files, struct arena *arena,
                     const char *root, struct str relative)
{
	size_t stop = strlen(root);
	struct str path;

	path.at =
	    arena_format(arena, "%s/%.*s", strcmp(root, "/") == 0 ? "" : root,
	                 STR_ARG(relative));
	path.length = (uint32_t)strlen(path.at);
	while (path.length > stop) {
		if (names_find(files->paths, path) != NAME_NONE)
			return;
		names_intern(files->paths, path);
		while (path.length > stop && path.at[path.length - 1] != '/')
			path.length--;
		while (path.length > stop && path.at[path.length - 1] == '/')
			path.length--;
	}
}

static void read_list(struct git_files *files, struct arena *arena,
                      const char *root, int descriptor)
{
	FILE *stream = fdopen(descriptor, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (stream == NULL) {
		close(descriptor);
		return;
	}
	while ((length = getdelim(&line, &room, '\0', stream)) > 0) {
		if (line[length - 1] == '\0')
			length--;
		/* a repository inside that is not tracked ends in '/' */
		if (length > 0 && line[length - 1] == '/')
			length--;
		add_path(files, arena, root,
		         (struct str){line, (uint32_t)length});
	}
	free(line);
	fclose(stream);
}

struct git_files *git_files_list(struct arena *arena, const char *root,
                                 const char *const *directories, uint32_t count,
                                 bool *failed)
{
	struct git_files *files = ARENA_NEW(arena, struct git_files);
	int status = -1, descriptor;
	pid_t child;

	*failed = false;
	descriptor =
	    start(arena, command_line(arena, root, directories, count), &child);
	if (descriptor < 0)
		return NULL;
	files->paths = names_new(arena);
	read_list(files, arena, root, descriptor);
	if (waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	    WEXITSTATUS(status) == 0)
		return files;
	/* 127: the C library could not find the program after all */
	*failed = !WIFEXITED(status) || WEXITSTATUS(status) != 127;
	return NULL;
}

bool git_files_has(const struct git_files *files, const char *path)
{
	return names_find(files->paths, str_of(path)) != NAME_NONE;
}
