#include "cache_folder.h"

#include "cache_index.h"
#include "cache_pack.h"
#include "str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* https://bford.info/cachedir/ */
#define TAG_NAME "CACHEDIR.TAG"
#define SIGNATURE "Signature: 8a477f597d28d172789f06886806bc55\n"
#define IGNORE_NAME ".gitignore"

static const char tag[] = SIGNATURE
    "# What heaplint found out of files that have not changed since.\n"
    "# It can be deleted at any time: heaplint clean\n";
static const char ignore[] = "# written by heaplint\n*\n";

enum { ABANDONED_AFTER = 60 * 60 }; /* seconds */

/* ------------------------------------------------------------ the build */

static int find_build_id(struct dl_phdr_info *info, size_t size, void *hash)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];

		if (header->p_type == PT_NOTE)
			*(uint64_t *)hash = XXH3_64bits_withSeed(
			    (const char *)info->dlpi_addr + header->p_vaddr,
			    header->p_memsz, *(uint64_t *)hash);
	}
	return 1; /* the first is the program itself */
}

uint64_t cache_build(void)
{
	uint64_t hash = XXH3_64bits(HEAPLINT_VERSION, sizeof(HEAPLINT_VERSION));

	dl_iterate_phdr(find_build_id, &hash);
	return hash;
}

int cache_folder_build(struct arena *arena, int folder)
{
	const char *name = arena_format(arena, HEAPLINT_VERSION "-%08x",
	                                (unsigned)cache_build());

	if (mkdirat(folder, name, 0777) != 0 && errno != EEXIST)
		return -1;
	return openat(folder, name,
	              O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

/* ------------------------------------------------------------ opening */

const char *cache_folder_of_user(struct arena *arena)
{
	const char *given = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if (given != NULL && *given == '/')
		return arena_format(arena, "%s/heaplint", given);
	if (home == NULL || *home != '/')
		return NULL;
	return arena_format(arena, "%s/.cache/heaplint", home);
}

static bool make_folders(struct arena *arena, const char *path)
{
	char *part = arena_copy(arena, path, strlen(path));

	for (char *at = part + 1; *at != '\0'; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST)
			return false;
		*at = '/';
	}
	return mkdir(part, 0777) == 0 || errno == EEXIST;
}

static DIR *list(int folder)
{
	int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = again < 0 ? NULL : fdopendir(again);

	if (stream == NULL && again >= 0)
		close(again);
	return stream;
}

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* ".1234-0.new" of cache_temporary */
static bool is_temporary(const char *name)
{
	return name[0] == '.' && name[1] >= '0' && name[1] <= '9' &&
	       str_ends(str_of(name), ".new");
}

static bool is_empty(int folder)
{
	DIR *stream = list(folder);
	const struct dirent *entry;
	bool has_none = stream != NULL;

	while (has_none && (entry = readdir(stream)) != NULL)
		has_none =
		    is_dots(entry->d_name) || is_temporary(entry->d_name);
	if (stream != NULL)
		closedir(stream);
	return has_none;
}

/* Does its tag say that it is heaplint's? */
static bool is_ours(int folder)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int file = openat(folder, TAG_NAME, flags);
	char text[sizeof(tag)] = "";
	bool is_same;

	if (file < 0)
		return false;
	is_same = read(file, text, sizeof(text) - 1) > 0 &&
	          strncmp(text, SIGNATURE, strlen(SIGNATURE)) == 0 &&
	          strstr(text, "heaplint") != NULL;
	close(file);
	return is_same;
}

static void write_text(int folder, const char *name, const char *text)
{
	char temporary[CACHE_NAME_SIZE];
	int file = cache_temporary(folder, temporary);
	const ssize_t size = (ssize_t)strlen(text);
	bool is_good;

	if (file < 0)
		return;
	is_good = write(file, text, (size_t)size) == size;
	is_good &= close(file) == 0;
	if (!is_good || renameat(folder, temporary, folder, name) != 0)
		unlinkat(folder, temporary, 0);
}

int cache_folder_open(struct arena *arena, const char *path, bool *is_foreign)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int folder = open(path, flags);

	*is_foreign = false;
	if (folder < 0 && errno == ENOENT && make_folders(arena, path))
		folder = open(path, flags);
	if (folder < 0) {
		*is_foreign = errno == ENOTDIR;
		return -1;
	}
	if (is_ours(folder))
		return folder;
	if (is_empty(folder)) {
		write_text(folder, TAG_NAME, tag);
		write_text(folder, IGNORE_NAME, ignore);
	}
	if (is_ours(folder))
		return folder;
	*is_foreign = !is_empty(folder);
	close(folder);
	return -1;
}

/* ------------------------------------------------------------ its files */

static bool is_cached(const char *name)
{
	struct str text = str_of(name);

	return str_ends(text, CACHE_PACK_SUFFIX) ||
	       str_ends(text, CACHE_LINKED_SUFFIX) || is_temporary(name);
}

/* A folder of a build, by its name; -1 if it is none. */
static int open_build(int folder, const char *name)
{
	const int flags =
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

	if (*name < '0' || *name > '9')
		return -1;
	return openat(folder, name, flags);
}

struct kept_file {
	const char *build, *name;
	int64_t used;
	uint64_t size;
};

struct kept_files {
	struct arena arena;
	int64_t now;
	uint64_t size;
	ARRAY(struct kept_file) list;
};

static void note_file(struct kept_files *files, int folder, const char *build,
                      const char *name)
{
	struct kept_file file = {.build = build};
	struct stat status;

	if (!is_cached(name) ||
	    fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	if (is_temporary(name)) {
		if (files->now - status.st_mtime > ABANDONED_AFTER)
			unlinkat(folder, name, 0);
		return;
	}
	file.name = arena_copy(&files->arena, name, strlen(name));
	file.used = status.st_mtime;
	file.size = (uint64_t)status.st_size;
	files->size += file.size;
	ARRAY_PUSH(&files->arena, &files->list, file);
}

static void note_build(struct kept_files *files, int folder, const char *name)
{
	int inner = open_build(folder, name);
	const char *build = arena_copy(&files->arena, name, strlen(name));
	DIR *stream = inner < 0 ? NULL : list(inner);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL)
		note_file(files, inner, build, entry->d_name);
	if (stream != NULL)
		closedir(stream);
	if (inner >= 0)
		close(inner);
}

static int longest_unused_first(const void *left, const void *right)
{
	const struct kept_file *a = left, *b = right;

	if (a->used != b->used)
		return a->used < b->used ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void remove_file(int folder, const struct kept_file *file)
{
	int inner = open_build(folder, file->build);

	if (inner < 0)
		return;
	unlinkat(inner, file->name, 0);
	close(inner);
	unlinkat(folder, file->build, AT_REMOVEDIR); /* if it was the last */
}

void cache_folder_trim(int folder, uint64_t most)
{
	struct kept_files files = {.now = (int64_t)time(NULL)};
	DIR *stream = list(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL)
		note_build(&files, folder, entry->d_name);
	if (stream != NULL)
		closedir(stream);
	if (files.list.count > 0)
		qsort(files.list.at, files.list.count, sizeof(*files.list.at),
		      longest_unused_first);
	for (uint32_t i = 0; i < files.list.count && files.size > most; i++) {
		remove_file(folder, &files.list.at[i]);
		files.size -= files.list.at[i].size;
	}
	arena_release(&files.arena);
}

/* ------------------------------------------------------------ cleaning */

static void clean_build(int folder, const char *name)
{
	int inner = open_build(folder, name);
	DIR *stream = inner < 0 ? NULL : list(inner);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL)
		if (is_cached(entry->d_name))
			unlinkat(inner, entry->d_name, 0);
	if (stream != NULL)
		closedir(stream);
	if (inner >= 0) {
		close(inner);
		unlinkat(folder, name, AT_REMOVEDIR);
	}
}

static void clean_folder(int folder)
{
	DIR *stream = list(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		if (is_temporary(entry->d_name))
			unlinkat(folder, entry->d_name, 0);
		else
			clean_build(folder, entry->d_name);
	}
	if (stream != NULL)
		closedir(stream);
	unlinkat(folder, CACHE_INDEX_NAME, 0);
	unlinkat(folder, IGNORE_NAME, 0);
	unlinkat(folder, TAG_NAME, 0);
}

enum cache_cleaned cache_folder_clean(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return errno == ENOENT ? CACHE_IS_NONE : CACHE_STAYS;
	if (!is_ours(folder)) {
		close(folder);
		return CACHE_IS_FOREIGN;
	}
	clean_folder(folder);
	close(folder);
	return rmdir(path) == 0 ? CACHE_IS_GONE : CACHE_STAYS;
}
