#include "git_files.h"

#include "git_run.h"
#include "str.h"

#include <stdlib.h>

/* Absolute paths of the files and of the directories above them. */
struct git_files {
	struct names *paths;
};

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
                      const char *root, FILE *stream)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (stream == NULL)
		return;
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
}

struct git_files *git_files_list(struct arena *arena, const char *root,
                                 const char *const *directories, uint32_t count,
                                 bool *failed)
{
	static const char *const fixed[] = {"ls-files", "-z", "-co",
	                                    "--exclude-standard", "--"};
	struct git_files *files = ARENA_NEW(arena, struct git_files);
	ARRAY(const char *) arguments = {0};
	struct git_run run;
	enum git_end end;

	*failed = false;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		ARRAY_PUSH(arena, &arguments, fixed[i]);
	for (uint32_t i = 0; i < count; i++)
		ARRAY_PUSH(arena, &arguments, directories[i]);
	ARRAY_PUSH(arena, &arguments, NULL);
	if (!git_run_start(&run, arena, root, arguments.at))
		return NULL;
	files->paths = names_new(arena);
	read_list(files, arena, root, run.stream);
	end = git_run_end(&run);
	*failed = end == GIT_FAILED;
	return end == GIT_GOOD ? files : NULL;
}

bool git_files_has(const struct git_files *files, const char *path)
{
	return names_find(files->paths, str_of(path)) != NAME_NONE;
}
