#include "path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *path_directory(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/"
	                     : arena_copy(arena, path, (size_t)(slash - path));
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
