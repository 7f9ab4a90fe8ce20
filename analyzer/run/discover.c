#include "discover.h"

#include "path.h"
#include "walk.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------ names */

/* Without "./", doubled and trailing '/'; "" for the current directory. */
static char *cleaned(struct arena *arena, const char *path)
{
	char *clean = arena_alloc(arena, strlen(path) + 1);
	char *to = clean;

	if (*path == '/')
		*to++ = '/';
	while (*path != '\0') {
		const char *end = strchrnul(path, '/');
		size_t length = (size_t)(end - path);

		if (length != 0 && !(length == 1 && *path == '.')) {
			if (to != clean && to[-1] != '/')
				*to++ = '/';
			memcpy(to, path, length);
			to += length;
		}
		for (path = end; *path == '/';)
			path++;
	}
	*to = '\0';
	return clean;
}

static bool has_parent_part(const char *path)
{
	for (; path != NULL; path = strchr(path, '/')) {
		path += *path == '/';
		if (strncmp(path, "..", 2) == 0 &&
		    (path[2] == '/' || path[2] == '\0'))
			return true;
	}
	return false;
}

/* The rest of an absolute path below the current directory, or NULL. */
static const char *below_here(const struct walk *walk, const char *path)
{
	return strcmp(path, walk->here) == 0 ? ""
	                                     : path_below(walk->here, path);
}

/* The absolute path, with links resolved but for the last part of a file's
 * path; NULL with errno set. */
static const char *resolved(struct walk *walk, const char *clean,
                            bool is_directory)
{
	const char *slash = strrchr(clean, '/');
	const char *last = slash == NULL ? clean : slash + 1;
	struct str directory = str_of(clean);
	const char *real;

	if (!is_directory)
		directory.length = (uint32_t)(last - clean);
	if (directory.length > 1 && directory.at[directory.length - 1] == '/')
		directory.length--;
	real = real_directory(walk->real, directory);
	if (is_directory || real == NULL)
		return real;
	return walk_joined(walk->arena, real, last);
}

/* What a path is called in the report: relative where it can be. */
static const char *shown_name(const struct walk *walk, const char *clean,
                              const char *absolute)
{
	const char *relative = NULL;

	if (*clean == '/' || has_parent_part(clean))
		relative = below_here(walk, absolute);
	return relative != NULL ? relative : clean;
}

/* ------------------------------------------------------------ files */

/* The root for a file that was named; many such lie in one directory. */
static const struct place_root *root_of_named(struct walk *walk,
                                              const char *absolute)
{
	const char *directory = path_directory(walk->arena, absolute);

	if (walk->given_root != NULL && walk->given_root->is_project)
		return walk->given_root;
	if (walk->last_directory == NULL ||
	    strcmp(walk->last_directory, directory) != 0) {
		walk->last_directory = directory;
		walk->last_root = place_root_find(walk->roots, directory);
	}
	return walk->last_root;
}

/* False if it is not to be read after all. */
static bool place_named(struct walk *walk, struct found_file *file,
                        const char *absolute)
{
	struct settings_path at = {file->path, absolute};

	file->settings = config_files_at(walk->options->config,
	                                 path_directory(walk->arena, absolute));
	if (file->settings->force_exclude &&
	    settings_excludes(file->settings, at, true))
		return false;
	walk_place(walk, file, root_of_named(walk, absolute), absolute);
	return true;
}

static void add_named_file(struct walk *walk, const char *clean,
                           const struct stat *status, bool is_listed)
{
	const char *absolute = resolved(walk, clean, false);
	struct found_file file = {.is_named = true};

	if (absolute == NULL) {
		walk_notice_error(walk, clean, errno);
		return;
	}
	file.path = file.file = shown_name(walk, clean, absolute);
	walk_identify(&file, status);
	file.found_in = is_listed ? walk->here : walk->given;
	if (place_named(walk, &file, absolute))
		ARRAY_PUSH(walk->arena, &walk->found->files, file);
}

static void add_stdin(struct walk *walk)
{
	const char *name = walk->options->stdin_name;
	const char *clean = cleaned(walk->arena, name != NULL ? name : "-");
	struct found_file file = {.is_named = true};
	const char *absolute = resolved(walk, clean, false);
	const char *problem;

	if (absolute == NULL) /* its directory need not be there */
		absolute = *clean == '/'
		               ? clean
		               : walk_joined(walk->arena, walk->here, clean);
	file.path = shown_name(walk, clean, absolute);
	if (!place_named(walk, &file, absolute))
		return;
	problem =
	    source_read_bytes(walk->arena, 0, file.settings->budget.file_size,
	                      &file.bytes, &file.size);
	if (problem != NULL && file.size <= file.settings->budget.file_size)
		walk_notice(walk, LEVEL_ERROR, clean, problem);
	else
		ARRAY_PUSH(walk->arena, &walk->found->files, file);
}

static void add_named_directory(struct walk *walk, const char *clean)
{
	const char *absolute = resolved(walk, clean, true);
	struct directory directory = {
	    .path = absolute, .argument = absolute, .is_named = true};
	struct settings_path at = {.absolute = absolute};

	if (absolute == NULL) {
		walk_notice_error(walk, *clean == '\0' ? "." : clean, errno);
		return;
	}
	directory.shown = at.shown = shown_name(walk, clean, absolute);
	directory.settings = config_files_at(walk->options->config, absolute);
	if (directory.settings->force_exclude &&
	    settings_excludes(directory.settings, at, true))
		return;
	directory.root = place_root_find(walk->roots, absolute);
	ARRAY_PUSH(walk->arena, &walk->named, directory);
}

static void add_argument(struct walk *walk, const char *argument,
                         bool is_listed)
{
	const char *clean = cleaned(walk->arena, argument);
	struct stat status;

	if (strcmp(argument, "-") == 0)
		add_stdin(walk);
	else if (stat(argument, &status) != 0)
		walk_notice_error(walk, *argument != '\0' ? argument : "''",
		                  errno);
	else if (S_ISDIR(status.st_mode))
		add_named_directory(walk, clean);
	else
		add_named_file(walk, clean, &status, is_listed);
}

/* ------------------------------------------------------------ order */

static int by_path(const void *left, const void *right)
{
	const struct found_file *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	if (order == 0)
		order = b->is_named - a->is_named;
	return order != 0 ? order
	                  : (a->found_in != NULL) - (b->found_in != NULL);
}

static struct str identity(struct arena *arena, const struct found_file *file)
{
	return str_of(arena_format(arena, "/%llu/%llu",
	                           (unsigned long long)file->device,
	                           (unsigned long long)file->stat.id));
}

/* Links to files that were not found under their own names. */
static void add_links(struct walk *walk)
{
	struct discovered *found = walk->found;
	struct arena *arena = walk->arena;
	struct names *known;

	if (walk->links.count == 0)
		return;
	known = names_new(arena);
	for (uint32_t i = 0; i < found->files.count; i++)
		names_intern(known, identity(arena, &found->files.at[i]));
	qsort(walk->links.at, walk->links.count, sizeof(*walk->links.at),
	      by_path);
	for (uint32_t i = 0; i < walk->links.count; i++) {
		struct found_file *link = &walk->links.at[i];
		struct str id = identity(arena, link);
		const char *absolute = resolved(walk, link->path, false);

		if (names_find(known, id) != NAME_NONE || absolute == NULL)
			continue;
		names_intern(known, id);
		walk_place(walk, link, link->root, absolute);
		ARRAY_PUSH(arena, &found->files, *link);
	}
}

static void sort_files(struct discovered *found)
{
	struct found_file *files = found->files.at;
	uint32_t kept = 0;

	if (found->files.count == 0)
		return;
	qsort(files, found->files.count, sizeof(*files), by_path);
	for (uint32_t i = 1; i < found->files.count; i++)
		if (strcmp(files[kept].path, files[i].path) != 0)
			files[++kept] = files[i];
	found->files.count = kept + 1;
}

static void add_config_notices(struct walk *walk)
{
	uint32_t count;
	const struct notice *list =
	    config_files_notices(walk->options->config, &count);

	for (uint32_t i = 0; i < count; i++)
		ARRAY_PUSH(walk->arena, &walk->found->notices, list[i]);
}

static void find_given_root(struct walk *walk, const char *root)
{
	const char *absolute = resolved(walk, cleaned(walk->arena, root), true);

	if (absolute == NULL)
		walk_notice_error(walk, root, errno);
	else
		walk->given_root = place_root_find(walk->roots, absolute);
	walk->given = absolute;
}

/* What is in the shard; of what is to be said too. */
static void keep_shard(const struct shard *shard, struct discovered *found)
{
	uint32_t files = 0, notices = 0;

	for (uint32_t i = 0; i < found->files.count; i++)
		if (shard_has(shard, found->files.at[i].path))
			found->files.at[files++] = found->files.at[i];
	for (uint32_t i = 0; i < found->notices.count; i++)
		if (shard_has(shard, found->notices.at[i].path))
			found->notices.at[notices++] = found->notices.at[i];
	found->files.count = files;
	found->notices.count = notices;
}

void discover(struct discovered *found, struct arena *arena,
              const struct run_options *options)
{
	struct walk walk = {.arena = arena,
	                    .options = options,
	                    .found = found,
	                    .roots = place_roots_new(arena)};
	char here[PATH_MAX];

	*found = (struct discovered){0};
	walk.here = getcwd(here, sizeof(here)) != NULL
	                ? arena_copy(arena, here, strlen(here))
	                : "/";
	walk.real = real_directories_new(arena, walk.here);
	if (options->root != NULL)
		find_given_root(&walk, options->root);
	for (uint32_t i = 0; i < options->path_count; i++)
		add_argument(&walk, options->paths[i],
		             i < options->listed_count);
	walk_directories(&walk);
	add_links(&walk);
	sort_files(found);
	add_config_notices(&walk);
	if (walk.named.count > 0 && found->files.count == 0 &&
	    found->notices.count == 0)
		walk_notice(&walk, LEVEL_WARNING, options->paths[0],
		            "no Python files here");
	if (found->notices.count > 0)
		qsort(found->notices.at, found->notices.count,
		      sizeof(*found->notices.at), notice_compare);
	keep_shard(&options->shard, found);
}
