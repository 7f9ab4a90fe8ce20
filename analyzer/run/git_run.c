#include "git_run.h"

#include "str.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a hook's environment says of another repository is not for us. Nothing
 * is fetched, by whatever program the repository names for that, nor the index
 * written, which runs a hook. */
static char **clean_environment(struct arena *arena)
{
	static const char *const dropped[] = {"GIT_DIR=",
	                                      "GIT_WORK_TREE=",
	                                      "GIT_INDEX_FILE=",
	                                      "GIT_PREFIX=",
	                                      "GIT_COMMON_DIR=",
	                                      "GIT_OBJECT_DIRECTORY=",
	                                      "GIT_NAMESPACE=",
	                                      "GIT_DIFF_OPTS=",
	                                      "GIT_EXTERNAL_DIFF=",
	                                      "GIT_NO_LAZY_FETCH=",
	                                      "GIT_ALLOW_PROTOCOL=",
	                                      "GIT_OPTIONAL_LOCKS="};
	static const char *const added[] = {"GIT_NO_LAZY_FETCH=1",
	                                    "GIT_ALLOW_PROTOCOL=none",
	                                    "GIT_OPTIONAL_LOCKS=0"};
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
	for (size_t i = 0; i < sizeof(added) / sizeof(*added); i++)
		ARRAY_PUSH(arena, &kept,
		           arena_copy(arena, added[i], strlen(added[i])));
	ARRAY_PUSH(arena, &kept, NULL);
	return kept.at;
}

/* A monitor or a hook named in a repository's settings is a program of its
 * author. */
static char **command_line(struct arena *arena, const char *root,
                           const char *const *arguments)
{
	static const char *const fixed[] = {"-c", "core.fsmonitor=false", "-c",
	                                    "core.hooksPath=/dev/null",
	                                    "--literal-pathspecs"};
	ARRAY(const char *) line = {0};

	ARRAY_PUSH(arena, &line, "git");
	ARRAY_PUSH(arena, &line, "-C");
	ARRAY_PUSH(arena, &line, root);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		ARRAY_PUSH(arena, &line, fixed[i]);
	while (*arguments != NULL)
		ARRAY_PUSH(arena, &line, *arguments++);
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

bool git_run_start(struct git_run *run, struct arena *arena, const char *root,
                   const char *const *arguments)
{
	int descriptor =
	    start(arena, command_line(arena, root, arguments), &run->child);

	if (descriptor < 0)
		return false;
	run->stream = fdopen(descriptor, "r");
	if (run->stream == NULL)
		close(descriptor);
	return true;
}

enum git_end git_run_end(struct git_run *run)
{
	int status = -1;
	bool is_read = run->stream != NULL && feof(run->stream);

	if (run->stream != NULL)
		fclose(run->stream);
	if (waitpid(run->child, &status, 0) != run->child || !WIFEXITED(status))
		return GIT_FAILED;
	/* 127: the C library could not find the program after all */
	if (WEXITSTATUS(status) == 127)
		return GIT_MISSING;
	return WEXITSTATUS(status) == 0 && is_read ? GIT_GOOD : GIT_FAILED;
}

/* ------------------------------------------------------------ filters */

static bool read_word(FILE *stream, char **word, size_t *room)
{
	return getdelim(word, room, '\0', stream) > 0;
}

/* Is it a program that the repository's own settings name? */
static bool is_filter(const char *scope, struct str key)
{
	return (strcmp(scope, "local") == 0 ||
	        strcmp(scope, "worktree") == 0) &&
	       strncmp(key.at, "filter.", 7) == 0 &&
	       (str_ends(key, ".clean") || str_ends(key, ".process") ||
	        str_ends(key, ".smudge"));
}

/* An empty command filters nothing; one that is required may then. */
static void switch_off(struct git_words *words, struct arena *arena,
                       const char *filter)
{
	static const char *const keys[] = {
	    "clean=", "process=", "required=false"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		ARRAY_PUSH(arena, words, "-c");
		ARRAY_PUSH(arena, words,
		           arena_format(arena, "%s.%s", filter, keys[i]));
	}
}

bool git_run_unfiltered(struct git_words *words, struct arena *arena,
                        const char *root)
{
	static const char *const list[] = {
	    "config", "-z", "--show-scope", "--name-only", "--list", NULL};
	char *scope = NULL, *key = NULL;
	size_t scope_room = 0, key_room = 0;
	bool can_all = true;
	struct git_run run;

	if (!git_run_start(&run, arena, root, list))
		return false;
	while (run.stream != NULL &&
	       read_word(run.stream, &scope, &scope_room) &&
	       read_word(run.stream, &key, &key_room)) {
		if (!is_filter(scope, str_of(key)))
			continue;
		can_all = can_all && strchr(key, '=') == NULL;
		*strrchr(key, '.') = '\0';
		switch_off(words, arena, key);
	}
	free(scope);
	free(key);
	return git_run_end(&run) == GIT_GOOD && can_all;
}
