#include "place.h"

#include "identifier.h"
#include "str.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const markers[] = {"pyproject.toml", "setup.py", "setup.cfg",
                                      ".git"};

enum { MARKERS = sizeof(markers) / sizeof(*markers) };

bool place_is_marker(const char *name)
{
	for (int i = 0; i < MARKERS; i++)
		if (strcmp(name, markers[i]) == 0)
			return true;
	return false;
}

static const char *joined(struct arena *arena, struct str directory,
                          const char *name)
{
	return arena_format(arena, "%.*s/%s", STR_ARG(directory), name);
}

struct place_roots {
	struct arena *arena;
	struct names *unmarked;        /* directories without a marker */
	const struct place_root *last; /* that was found; or NULL */
};

struct place_roots *place_roots_new(struct arena *arena)
{
	struct place_roots *roots = ARENA_NEW(arena, struct place_roots);

	roots->arena = arena;
	roots->unmarked = names_new(arena);
	return roots;
}

static bool has_src(struct arena *arena, struct str directory)
{
	struct stat status;

	return stat(joined(arena, directory, "src"), &status) == 0 &&
	       S_ISDIR(status.st_mode);
}

/* Most directories have the root that the one before had. */
static const struct place_root *root_at(struct place_roots *roots,
                                        struct str directory, bool is_project)
{
	struct place_root *root;

	if (roots->last != NULL && roots->last->is_project == is_project &&
	    str_is(directory, roots->last->path))
		return roots->last;
	root = ARENA_NEW(roots->arena, struct place_root);
	root->path =
	    directory.length == 0 ? "/" : str_copy(roots->arena, directory);
	root->is_project = is_project;
	root->has_src = has_src(roots->arena, directory);
	roots->last = root;
	return root;
}

/* The directory above, "" above the topmost. */
static struct str above(struct str directory)
{
	while (directory.length > 0 &&
	       directory.at[directory.length - 1] != '/')
		directory.length--;
	while (directory.length > 0 &&
	       directory.at[directory.length - 1] == '/')
		directory.length--;
	return directory;
}

/* Does the directory have one of the markers from number `first` on? */
static bool is_marked(struct arena *arena, struct str directory, int first)
{
	for (int i = first; i < MARKERS; i++)
		if (access(joined(arena, directory, markers[i]), F_OK) == 0)
			return true;
	return false;
}

/* The nearest directory that is marked, "" for the topmost one; false if there
 * is none. `unmarked` may be NULL. */
static bool find_marked(struct arena *arena, struct str *directory, int first,
                        struct names *unmarked)
{
	struct str at = *directory;

	if (str_is(at, "/"))
		at.length = 0;
	for (;; at = above(at)) {
		struct str path = at.length == 0 ? str_of("/") : at;
		bool is_known =
		    unmarked != NULL && names_find(unmarked, path) != NAME_NONE;

		if (!is_known && is_marked(arena, at, first)) {
			*directory = at;
			return true;
		}
		if (unmarked != NULL)
			names_intern(unmarked, path);
		if (at.length == 0)
			return false;
	}
}

const char *place_repository(struct arena *arena, const char *directory)
{
	struct str at = str_of(directory);

	if (!find_marked(arena, &at, MARKERS - 1, NULL))
		return NULL;
	return at.length == 0 ? "/" : str_copy(arena, at);
}

/* The path below a directory; empty if it is not below it. */
static struct str below(const char *directory, struct str path)
{
	size_t length = strlen(directory);

	if (strcmp(directory, "/") == 0)
		length = 0;
	if (path.length <= length || path.at[length] != '/' ||
	    memcmp(path.at, directory, length) != 0)
		return (struct str){"", 0};
	return (struct str){path.at + length + 1,
	                    path.length - (uint32_t)length - 1};
}

/* `a/b/c` as "a.b.c"; "" if a part is no identifier. */
static const char *dotted(struct arena *arena, struct str path)
{
	char *name = str_copy(arena, path);
	bool is_start = true;

	for (char *at = name; *at != '\0'; at++) {
		if (*at == '/' && !is_start) {
			*at = '.';
			is_start = true;
			continue;
		}
		if (!identifier_has(*at) ||
		    (is_start && *at >= '0' && *at <= '9'))
			return "";
		is_start = false;
	}
	return name;
}

/* The length of the folder that the path starts with, if modules are imported
 * by what follows it: "site-packages/", "lib/python3.11/"; else 0. */
static uint32_t packages_folder(struct str path)
{
	static const char *const folders[] = {"site-packages/",
	                                      "dist-packages/"};
	uint32_t length = 10; /* "lib/python" */

	for (int i = 0; i < 2; i++)
		if (str_starts(path, folders[i]))
			return 14;
	if (!str_starts(path, "lib/python"))
		return 0;
	while (length < path.length &&
	       ((path.at[length] >= '0' && path.at[length] <= '9') ||
	        path.at[length] == '.'))
		length++;
	return length > 10 && length < path.length && path.at[length] == '/'
	           ? length + 1
	           : 0;
}

/* Installed packages and the standard library are imported by what follows
 * their folder. */
static struct str below_packages(struct str path)
{
	for (uint32_t at = path.length; at-- > 0;) {
		struct str rest = {path.at + at, path.length - at};
		uint32_t length;

		if (at > 0 && path.at[at - 1] != '/')
			continue;
		length = packages_folder(rest);
		if (length != 0)
			return (struct str){rest.at + length,
			                    rest.length - length};
	}
	return path;
}

/* The folder of installed packages that the directory is or lies in; "" if
 * there is none. */
static struct str packages_above(struct arena *arena, const char *directory)
{
	struct str path = str_of(arena_format(arena, "%s/", directory));
	struct str rest = below_packages(path);

	if (rest.length == path.length)
		return (struct str){"", 0};
	return (struct str){path.at, path.length - rest.length - 1};
}

static bool is_word(struct str text, const char *const *words)
{
	while (*words != NULL && !str_is(text, *words))
		words++;
	return *words != NULL;
}

static const char *const test_folders[] = {"test", "tests", "testing",
                                           "_testing", NULL};

static bool is_package(struct arena *arena, struct str directory)
{
	return access(joined(arena, directory, "__init__.py"), F_OK) == 0;
}

/* A folder of tests in a package belongs to it without an __init__.py, and so
 * do the folders in it. */
static struct str package_of_tests(struct arena *arena, struct str directory)
{
	struct str at = directory;

	while (at.length > 0) {
		struct str up = above(at);
		struct str name = {at.at + up.length + 1, 0};

		name.length = at.length - up.length - (at.length > up.length);
		if (is_word(name, test_folders) && is_package(arena, up))
			return up;
		at = up;
	}
	return directory;
}

const struct place_root *place_root_unmarked(struct place_roots *roots,
                                             const char *directory)
{
	struct str at = packages_above(roots->arena, directory);

	if (at.length == 0) {
		at = package_of_tests(roots->arena, str_of(directory));
		while (at.length > 1 && is_package(roots->arena, at))
			at = above(at);
	}
	return root_at(roots, at, false);
}

const struct place_root *place_root_find(struct place_roots *roots,
                                         const char *directory)
{
	struct str packages = packages_above(roots->arena, directory);
	struct str at = str_of(directory);

	/* installed packages may have a setup.py among their modules */
	if (!find_marked(roots->arena, &at, 0, roots->unmarked) ||
	    (packages.length > 0 && packages.length < at.length))
		return place_root_unmarked(roots, directory);
	return root_at(roots, at, true);
}

const char *place_module(struct arena *arena, const struct place_root *root,
                         const char *file)
{
	struct str path = below(root->path, str_of(file));

	if (root->has_src && str_starts(path, "src/")) {
		path.at += 4;
		path.length -= 4;
	}
	path = below_packages(path);
	if (str_ends(path, ".pyi"))
		path.length -= 4;
	else if (str_ends(path, ".py"))
		path.length -= 3;
	else
		return "";
	if (str_ends(path, "/__init__"))
		path.length -= 9;
	return dotted(arena, path);
}

/* Does the path have the name of a file for tests, or a folder for them? */
static bool is_test_path(struct str path)
{
	static const char *const files[] = {"conftest.py", "tests.py",
	                                    "testing.py", "_testing.py", NULL};
	const char *slash;

	while ((slash = memchr(path.at, '/', path.length)) != NULL) {
		struct str part = {path.at, (uint32_t)(slash - path.at)};

		if (is_word(part, test_folders))
			return true;
		path.at += part.length + 1;
		path.length -= part.length + 1;
	}
	return is_word(path, files);
}

bool place_is_in_tests(const struct place_root *root, const char *found_in,
                       const char *file)
{
	struct str path = below(root->path, str_of(file));
	bool is_in_package =
	    path.length > 0 && memchr(path.at, '/', path.length) != NULL;

	if (root->is_project || is_in_package)
		return is_test_path(path);
	return found_in != NULL && is_test_path(below(found_in, str_of(file)));
}
