#include "real_directories.h"

#include "path.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct real_directories {
	struct arena *arena;
	const char *here;
	struct names *names;      /* as they were written */
	ARRAY(const char *) real; /* by name; NULL: not asked yet */
};

struct real_directories *real_directories_new(struct arena *arena,
                                              const char *here)
{
	struct real_directories *known =
	    ARENA_NEW(arena, struct real_directories);

	known->arena = arena;
	known->here = here;
	known->names = names_new(arena);
	return known;
}

static const char *known_real(const struct real_directories *known,
                              struct str directory)
{
	name_id name = names_find(known->names, directory);

	return name < known->real.count ? known->real.at[name] : NULL;
}

static void remember(struct real_directories *known, struct str directory,
                     const char *real)
{
	name_id name = names_intern(known->names, directory);

	while (known->real.count <= name)
		ARRAY_PUSH(known->arena, &known->real, NULL);
	known->real.at[name] = real;
}

/* A directory in one that has the path `above` without links. */
static const char *real_within(struct real_directories *known,
                               const char *above, struct str directory)
{
	const char *path = str_copy(known->arena, directory);
	const char *slash = strrchr(path, '/');
	const char *last = slash == NULL ? path : slash + 1;
	struct stat status;

	if (lstat(path, &status) != 0)
		return NULL;
	if (S_ISLNK(status.st_mode) || strcmp(last, "..") == 0)
		return path_real(known->arena, path);
	if (!S_ISDIR(status.st_mode)) {
		errno = ENOTDIR;
		return NULL;
	}
	return arena_format(known->arena, "%s/%s",
	                    strcmp(above, "/") == 0 ? "" : above, last);
}

static uint32_t end_of_part(struct str path, uint32_t start)
{
	const char *slash = start < path.length ? memchr(path.at + start, '/',
	                                                 path.length - start)
	                                        : NULL;

	return slash == NULL ? path.length : (uint32_t)(slash - path.at);
}

const char *real_directory(struct real_directories *known, struct str directory)
{
	bool is_absolute = directory.length > 0 && directory.at[0] == '/';
	const char *real = known_real(known, directory);
	uint32_t end = 0;

	if (real != NULL)
		return real;
	real = is_absolute ? "/" : known->here;
	for (uint32_t start = is_absolute; start < directory.length;
	     start = end + 1) {
		struct str upto = {directory.at, 0};
		const char *next;

		upto.length = end = end_of_part(directory, start);
		next = known_real(known, upto);
		if (next == NULL) {
			next = real_within(known, real, upto);
			if (next == NULL)
				return NULL;
			remember(known, upto, next);
		}
		real = next;
	}
	return real;
}
