#include "path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool path_is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *path_directory(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/"
	                     : arena_copy(arena, path, (size_t)(slash - path));
}

const char *path_joined(struct arena *arena, const char *directory,
                        const char *name)
{
	if (*name == '/')
		return name;
	return arena_format(arena, "%s/%s",
	                    strcmp(directory, "/") == 0 ? "" : directory, name);
}

const char *path_real(struct arena *arena, const char *path)
{
	char real[PATH_MAX];

	if (realpath(path, real) != NULL)
		return arena_copy(arena, real, strlen(real));
	if (errno == ENOMEM)
		arena_exhausted(0);
	return NULL;
}

const char *path_below(const char *directory, const char *path)
{
	size_t length = strcmp(directory, "/") == 0 ? 0 : strlen(directory);

	return strncmp(path, directory, length) == 0 && path[length] == '/'
	           ? path + length + 1
	           : NULL;
}

/* Bytes of the directories that both absolute paths begin with, and a slash. */
static size_t common_length(const char *directory, const char *path)
{
	size_t common = 0;

	for (size_t i = 0;; i++) {
		bool is_end = directory[i] == '/' || directory[i] == '\0';

		if (is_end && path[i] == '/')
			common = i + 1;
		if (directory[i] == '\0' || directory[i] != path[i])
			return common;
	}
}

char *path_seen_from(struct arena *arena, const char *directory,
                     const char *path)
{
	size_t common = common_length(directory, path), ups = 0;
	char *text, *to;

	for (size_t i = common; i <= strlen(directory); i++)
		ups +=
		    i > common && (directory[i] == '/' || directory[i] == '\0');
	text = to = arena_alloc(arena, ups * 3 + strlen(path) + 1);
	while (ups-- > 0)
		to = stpcpy(to, "../");
	stpcpy(to, path + common);
	return text;
}
