#include "walk.h"

#include "notebook.h"
#include "required.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

void walk_notice(struct walk *walk, enum level level, const char *path,
                 const char *text)
{
	struct notice item = {level, path, text};

	ARRAY_PUSH(walk->arena, &walk->found->notices, item);
}

void walk_notice_error(struct walk *walk, const char *path, int error)
{
	char *text = arena_format(walk->arena, "%s", strerror(error));

	if (text[0] >= 'A' && text[0] <= 'Z')
		text[0] = (char)(text[0] + ('a' - 'A'));
	walk_notice(walk, LEVEL_ERROR, path, text);
}

const char *walk_joined(struct arena *arena, const char *directory,
                        const char *name)
{
	if (*directory == '\0')
		return arena_copy(arena, name, strlen(name));
	if (strcmp(directory, "/") == 0)
		return arena_format(arena, "/%s", name);
	return arena_format(arena, "%s/%s", directory, name);
}

/* ------------------------------------------------------------ git */

/* The arguments that lie in a repository, relative to its root; none if all of
 * it is needed. */
static uint32_t arguments_in(const struct walk *walk, const char *root,
                             const char **directories)
{
	size_t length = strcmp(root, "/") == 0 ? 0 : strlen(root);
	size_t size = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; i < walk->named.count; i++) {
		const char *path = walk->named.at[i].path;

		if (strncmp(path, root, length) != 0)
			continue;
		if (path[length] == '\0')
			return 0;
		if (path[length] != '/')
			continue;
		directories[count++] = path + length + 1;
		size += strlen(path);
	}
	return size > 64 * 1024 ? 0 : count; /* a command line has its limit */
}

static const struct git_files *list_repository(struct walk *walk,
                                               const char *root, bool is_whole)
{
	const char **directories =
	    ARENA_ARRAY(walk->arena, walk->named.count + 1, const char *);
	struct repository repository = {root, NULL, true};
	uint32_t count = 0;
	bool failed;

	for (uint32_t i = 0; i < walk->repositories.count; i++) {
		const struct repository *known = &walk->repositories.at[i];

		if (strcmp(known->root, root) == 0 &&
		    (known->is_whole || !is_whole))
			return known->files;
	}
	if (!is_whole)
		count = arguments_in(walk, root, directories);
	repository.is_whole = count == 0;
	repository.files =
	    git_files_list(walk->arena, root, directories, count, &failed);
	if (failed)
		walk_notice(walk, LEVEL_WARNING, root,
		            "git does not read this repository ('git status'"
		            " says why), so files that it ignores are analysed"
		            " too");
	ARRAY_PUSH(walk->arena, &walk->repositories, repository);
	return repository.files;
}

/* For a directory that was named. One that git ignores as a whole was named
 * to be read all the same. */
static const struct git_files *git_for_argument(struct walk *walk,
                                                const char *path)
{
	const char *root = place_repository(walk->arena, path);
	const struct git_files *files;

	if (root == NULL)
		return NULL;
	files = list_repository(walk, root, false);
	if (files == NULL)
		return NULL;
	if (strcmp(root, path) != 0 && !git_files_has(files, path))
		return NULL;
	return files;
}

void walk_place(struct walk *walk, struct found_file *file,
                const struct place_root *root, const char *absolute)
{
	const struct settings *settings = file->settings;
	struct settings_path path = {file->path, absolute};
	struct place_root source = {
	    .path = settings_source_root(settings, absolute)};

	file->root = root;
	file->absolute = absolute;
	file->module = place_module(
	    walk->arena, source.path != NULL ? &source : root, absolute);
	file->ignored = settings_ignored(settings, walk->arena, path);
	file->is_in_tests = place_is_in_tests(root, file->found_in, absolute);
}

static int64_t nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

void walk_identify(struct found_file *file, const struct stat *status)
{
	file->size = (size_t)status->st_size;
	file->device = (uint64_t)status->st_dev;
	file->stat = (struct cache_stat){
	    (uint64_t)status->st_size, (uint64_t)status->st_ino,
	    nanoseconds(&status->st_mtim), nanoseconds(&status->st_ctim)};
}

/* ------------------------------------------------------------ directories */

static bool is_python_name(const char *name)
{
	struct str text = str_of(name);

	return str_ends(text, ".py") || str_ends(text, ".pyi") ||
	       notebook_is_path(name);
}

/* One entry of a directory, in the order of readdir. */
struct entry {
	const char *name;
	unsigned char type; /* DT_DIR, DT_REG, DT_LNK, else of no interest */
};

struct entries {
	ARRAY(struct entry) list;
	bool is_environment; /* a virtual or conda environment */
	bool is_root;        /* of a project */
	struct config_names has;
	bool is_repository;
};

static unsigned char entry_type(int directory, const struct dirent *entry)
{
	struct stat status;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW))
		return DT_UNKNOWN;
	return (unsigned char)IFTODT(status.st_mode);
}

static void note_entry(struct walk *walk, struct entries *entries,
                       int directory, const struct dirent *entry)
{
	const char *name = entry->d_name;
	struct entry item = {.type = entry_type(directory, entry)};

	entries->is_environment |=
	    strcmp(name, "pyvenv.cfg") == 0 || strcmp(name, "conda-meta") == 0;
	entries->is_repository |= strcmp(name, ".git") == 0;
	entries->is_root |= place_is_marker(name);
	entries->has.heaplint |= strcmp(name, CONFIG_NAME) == 0;
	entries->has.pyproject |= strcmp(name, CONFIG_PYPROJECT) == 0;
	entries->has.setup |= strcmp(name, REQUIRED_SETUP) == 0;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	if (item.type != DT_DIR && !is_python_name(name))
		return;
	item.name = arena_copy(walk->arena, name, strlen(name));
	ARRAY_PUSH(walk->arena, &entries->list, item);
}

/* NULL with a notice if the directory cannot be read. */
static DIR *read_entries(struct walk *walk, const struct directory *directory,
                         struct entries *entries)
{
	const char *shown = *directory->shown == '\0' ? "." : directory->shown;
	DIR *stream = opendir(shown);
	const struct dirent *entry;

	if (stream == NULL) {
		walk_notice_error(walk, shown, errno);
		return NULL;
	}
	for (errno = 0; (entry = readdir(stream)) != NULL; errno = 0)
		note_entry(walk, entries, dirfd(stream), entry);
	if (errno != 0)
		walk_notice_error(walk, shown, errno);
	return stream;
}

static void add_found_file(struct walk *walk, const struct directory *directory,
                           const struct entry *entry, struct found_file *file)
{
	if (entry->type == DT_LNK) {
		ARRAY_PUSH(walk->arena, &walk->links, *file);
		return;
	}
	walk_place(walk, file, directory->root,
	           walk_joined(walk->arena, directory->path, entry->name));
	ARRAY_PUSH(walk->arena, &walk->found->files, *file);
}

static void take_entry(struct walk *walk, const struct directory *directory,
                       const struct entry *entry, int descriptor)
{
	const char *shown =
	    walk_joined(walk->arena, directory->shown, entry->name);
	const char *path =
	    walk_joined(walk->arena, directory->path, entry->name);
	struct directory inner = *directory;
	struct settings_path at = {shown, path};
	struct found_file file = {.path = shown,
	                          .file = shown,
	                          .found_in = directory->argument,
	                          .settings = directory->settings};
	struct stat status;

	if (settings_excludes(directory->settings, at, false))
		return;
	if (directory->git != NULL && !git_files_has(directory->git, path))
		return;
	if (entry->type == DT_DIR) {
		inner.shown = shown;
		inner.path = path;
		inner.is_named = false;
		ARRAY_PUSH(walk->arena, &walk->open, inner);
		return;
	}
	if (fstatat(descriptor, entry->name, &status, 0) != 0) {
		if (entry->type != DT_LNK) /* a link to nothing is no file */
			walk_notice_error(walk, shown, errno);
		return;
	}
	if (!S_ISREG(status.st_mode))
		return;
	walk_identify(&file, &status);
	file.root = directory->root;
	add_found_file(walk, directory, entry, &file);
}

/* What holds in a directory that was not named: it follows from what it has. */
static void note_place(struct walk *walk, struct directory *directory,
                       const struct entries *entries)
{
	if (entries->is_root)
		directory->root = place_root_find(walk->roots, directory->path);
	else if (!directory->root->is_project)
		directory->root =
		    place_root_unmarked(walk->roots, directory->path);
	if (entries->is_repository)
		directory->git = list_repository(walk, directory->path, true);
	if (!entries->is_environment)
		directory->settings = config_files_below(
		    walk->options->config, directory->settings, directory->path,
		    entries->has);
}

static void read_directory(struct walk *walk, struct directory directory)
{
	struct entries entries = {0};
	DIR *stream = read_entries(walk, &directory, &entries);

	if (stream == NULL)
		return;
	if (!directory.is_named)
		note_place(walk, &directory, &entries);
	if (directory.is_named || !entries.is_environment)
		for (uint32_t i = 0; i < entries.list.count; i++)
			take_entry(walk, &directory, &entries.list.at[i],
			           dirfd(stream));
	closedir(stream);
}

void walk_directories(struct walk *walk)
{
	for (uint32_t i = 0; i < walk->named.count; i++) {
		struct directory *directory = &walk->named.at[i];

		directory->git = git_for_argument(walk, directory->path);
		ARRAY_PUSH(walk->arena, &walk->open, *directory);
	}
	while (walk->open.count > 0)
		read_directory(walk, walk->open.at[--walk->open.count]);
}
