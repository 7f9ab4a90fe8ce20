#include "ci_path.h"

#include "path.h"
#include "sentence.h"

#include <stdlib.h>
#include <string.h>

/* The path, absolute and with the links of its directory followed; NULL if
 * there is no such directory. */
static const char *absolute(struct arena *arena, const char *path)
{
	const char *name = strrchr(path, '/');
	const char *directory = path_real(arena, path_directory(arena, path));

	name = name == NULL ? path : name + 1;
	return directory == NULL
	           ? NULL
	           : arena_format(arena, "%s/%s", directory, name);
}

const char *ci_path(struct arena *arena, const char *variable, const char *path)
{
	const char *root = getenv(variable), *whole, *rest = NULL;

	root = root == NULL || *root != '/' ? NULL : path_real(arena, root);
	whole = root == NULL ? NULL : absolute(arena, path);
	if (whole != NULL)
		rest = path_below(root, whole);
	return readable_path(arena, rest != NULL ? rest : path, false);
}
