#include "glob.h"

#include <fnmatch.h>
#include <limits.h>
#include <string.h>

/* Is the part of the path at `path` as the part of the pattern says? */
static bool is_part(const char *pattern, const char *path)
{
	char pattern_part[NAME_MAX + 1], path_part[NAME_MAX + 1];
	size_t pattern_length = strcspn(pattern, "/");
	size_t path_length = strcspn(path, "/");

	if (pattern_length > NAME_MAX || path_length > NAME_MAX)
		return false;
	memcpy(pattern_part, pattern, pattern_length);
	pattern_part[pattern_length] = '\0';
	memcpy(path_part, path, path_length);
	path_part[path_length] = '\0';
	return fnmatch(pattern_part, path_part, 0) == 0;
}

static const char *next_part(const char *at)
{
	at += strcspn(at, "/");
	while (*at == '/')
		at++;
	return at;
}

static bool is_any_parts(const char *pattern)
{
	return strncmp(pattern, "**", 2) == 0 &&
	       (pattern[2] == '/' || pattern[2] == '\0');
}

/* A path matches if its parts do, as the letters of a word match a pattern
 * with `*`: only the last ** seen need ever be tried again. */
static bool matches_parts(const char *pattern, const char *path)
{
	const char *after_stars = NULL, *retry = NULL;

	while (*path != '\0') {
		if (*pattern != '\0' && is_any_parts(pattern)) {
			pattern = after_stars = next_part(pattern);
			retry = path;
		} else if (*pattern != '\0' && is_part(pattern, path)) {
			pattern = next_part(pattern);
			path = next_part(path);
		} else if (after_stars != NULL) {
			pattern = after_stars;
			path = retry = next_part(retry);
		} else {
			return false;
		}
	}
	while (*pattern != '\0' && is_any_parts(pattern))
		pattern = next_part(pattern);
	return *pattern == '\0';
}

static const char *without_dot(const char *at)
{
	while (at[0] == '.' && at[1] == '/') {
		at++;
		while (*at == '/')
			at++;
	}
	return at;
}

bool glob_means(const char *pattern, const char *path)
{
	const char *slash = strchr(pattern, '/');
	const char *last = strrchr(path, '/');

	/* "build/" has no '/' but at its end */
	if (slash == NULL || slash[strspn(slash, "/")] == '\0')
		return is_part(pattern, last != NULL ? last + 1 : path);
	if ((*pattern == '/') != (*path == '/'))
		return false;
	pattern += *pattern == '/';
	path += *path == '/';
	return matches_parts(without_dot(pattern), path);
}

bool glob_means_part(const char *pattern, const char *path)
{
	char part[PATH_MAX];
	size_t length = strlen(path);

	if (length >= sizeof(part))
		return false;
	memcpy(part, path, length + 1);
	while (length > 0) {
		part[length] = '\0';
		if (glob_means(pattern, part))
			return true;
		while (length > 0 && part[length - 1] != '/')
			length--;
		while (length > 0 && part[length - 1] == '/')
			length--;
	}
	return false;
}
