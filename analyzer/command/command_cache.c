/* Where the cache is, and `heaplint clean`. */
#include "cache.h"
#include "cache_folder.h"
#include "command.h"
#include "path.h"
#include "place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The directory that a path of the command line is, or lies in; absolute. */
static const char *directory_of(struct arena *arena, const char *path)
{
	const char *real = path_real(arena, path);
	struct stat status;

	if (real == NULL || stat(real, &status) != 0)
		return NULL;
	return S_ISDIR(status.st_mode) ? real : path_directory(arena, real);
}

static const char *first_directory(struct arena *arena,
                                   const struct run_options *how)
{
	for (uint32_t i = 0; i < how->path_count; i++) {
		const char *directory =
		    strcmp(how->paths[i], "-") == 0
		        ? NULL
		        : directory_of(arena, how->paths[i]);

		if (directory != NULL)
			return directory;
	}
	return NULL;
}

struct cache_place {
	const char *path; /* NULL: there is none */
	const char *base;
	bool is_given;
};

/* The command line, the environment, the settings of the project that the first
 * path lies in, its root; of what is in no project the user's own. */
static void find_place(struct cache_place *place, struct arena *arena,
                       const struct options *options,
                       const struct run_options *how)
{
	const char *directory = first_directory(arena, how);
	const char *given = getenv("HEAPLINT_CACHE_DIR");
	const struct place_root *root;

	*place = (struct cache_place){.base = "/"};
	if (directory == NULL)
		return;
	root = place_root_find(place_roots_new(arena), directory);
	if (root->is_project)
		place->base = root->path;
	place->is_given = true;
	if (options->over.cache != NULL)
		place->path = options->over.cache;
	else if (given != NULL && *given != '\0')
		place->path = given;
	else
		place->path = config_files_at(how->config, directory)->cache;
	if (place->path != NULL)
		return;
	place->is_given = false;
	place->path =
	    root->is_project
	        ? arena_format(arena, "%s/" CACHE_FOLDER,
	                       strcmp(root->path, "/") == 0 ? "" : root->path)
	        : cache_folder_of_user(arena);
}

static bool is_off(const struct options *options, struct cache_place *place)
{
	const char *off = getenv("HEAPLINT_NO_CACHE");

	bool is_asked_for = options->over.cache != NULL;
	bool is_off_here = off != NULL && *off != '\0' && strcmp(off, "0") != 0;

	return options->no_cache || place->path == NULL ||
	       *place->path == '\0' ||
	       (!is_asked_for && (options->is_isolated || is_off_here));
}

/* HEAPLINT_CACHE_SIZE: "64K", "64M", "1G"; megabytes without a letter. */
static void bound(struct cache *cache, struct arena *arena,
                  const struct options *options)
{
	static const char letters[] = "KMG";
	const char *given = getenv("HEAPLINT_CACHE_SIZE");
	unsigned long long number;
	const char *letter;
	char *end;

	if (given == NULL || *given == '\0')
		return;
	number = strtoull(given, &end, 10);
	letter = strchr(letters, *end != '\0' ? *end : 'M');
	if (*given >= '0' && *given <= '9' && letter != NULL &&
	    number <= UINT32_MAX && (*end == '\0' || end[1] == '\0'))
		cache->most = (uint64_t)number << 10 * (letter - letters + 1);
	else if (!options->is_quiet)
		command_trouble(arena_format(arena,
		                             "warning: HEAPLINT_CACHE_SIZE '%s'"
		                             " is no size such as 64M, so it"
		                             " is 256M",
		                             given));
}

struct cache *command_cache(const struct options *options, struct arena *arena,
                            const struct run_options *how)
{
	struct cache_place place;
	struct cache *cache;
	bool is_foreign;

	find_place(&place, arena, options, how);
	if (is_off(options, &place))
		return NULL;
	cache = cache_open(arena, place.path, place.base, &is_foreign);
	if (cache == NULL && is_foreign && place.is_given && !options->is_quiet)
		command_trouble(arena_format(
		    arena,
		    "warning: '%s' holds other things, so it is no cache",
		    place.path));
	if (cache != NULL)
		bound(cache, arena, options);
	return cache;
}

int command_clean(struct options *options, struct arena *arena,
                  const struct registry *registry)
{
	struct cache_place place;
	struct run_options how;

	if (command_prepare(options, &how, arena, registry) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	find_place(&place, arena, options, &how);
	if (command_settings(&how) != EXIT_CLEAN)
		return EXIT_TROUBLE;
	if (place.path == NULL || *place.path == '\0') {
		puts(place.path == NULL ? "no cache"
		                        : "no cache: the settings turn it off");
		return command_finish(EXIT_CLEAN);
	}
	switch (cache_folder_clean(place.path)) {
	case CACHE_IS_FOREIGN:
		return command_trouble(
		    arena_format(arena,
		                 "'%s' is no cache of heaplint's, so it"
		                 " stays",
		                 place.path));
	case CACHE_STAYS:
		return command_trouble(
		    arena_format(arena, "cannot remove '%s': %s", place.path,
		                 strerror(errno)));
	case CACHE_IS_GONE:
		printf("removed %s\n", place.path);
		break;
	case CACHE_IS_NONE:
		printf("no cache in %s\n", place.path);
		break;
	}
	return command_finish(EXIT_CLEAN);
}
