#include "outfile.h"

#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that one run writes in one directory, and leavings of others. */
enum { TEMPORARIES_MOST = 1000 };

static const char *why(struct arena *arena, const char *path)
{
	return arena_format(arena, "cannot write '%s': %s", path,
	                    strerror(errno));
}

const char *outfile_check(struct arena *arena, const char *path)
{
	struct stat status;

	if (stat(path, &status) == 0) {
		if (S_ISDIR(status.st_mode)) {
			errno = EISDIR;
			return why(arena, path);
		}
		if (access(path, W_OK) != 0)
			return why(arena, path);
		if (!S_ISREG(status.st_mode))
			return NULL;
	}
	if (access(path_directory(arena, path), W_OK | X_OK) != 0)
		return why(arena, path);
	return NULL;
}

/* Beside the file, under a name that is never longer than names may be. */
static int open_temporary(struct outfile *file, struct arena *arena)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	const char *directory = path_directory(arena, file->path);
	int descriptor = -1;

	for (int i = 0; i < TEMPORARIES_MOST && descriptor < 0; i++) {
		file->temporary = arena_format(arena, "%s/.heaplint-%ld-%d.new",
		                               directory, (long)getpid(), i);
		descriptor = open(file->temporary, flags, 0666);
		if (descriptor < 0 && errno != EEXIST)
			break;
	}
	return descriptor;
}

const char *outfile_open(struct outfile *file, struct arena *arena,
                         const char *path)
{
	const char *real = NULL;
	struct stat status;
	bool exists = stat(path, &status) == 0;
	int descriptor;

	*file = (struct outfile){.path = path};
	if (exists && !S_ISREG(status.st_mode)) {
		file->stream = fopen(path, "we");
		return file->stream != NULL ? NULL : why(arena, path);
	}
	if (exists)
		real = path_real(arena, path);
	if (real != NULL)
		file->path = real;
	descriptor = open_temporary(file, arena);
	if (descriptor < 0)
		return why(arena, path);
	if (exists && fchmod(descriptor, status.st_mode & 07777) != 0)
		errno = 0; /* another's file: then its mode is ours */
	file->stream = fdopen(descriptor, "w");
	if (file->stream != NULL)
		return NULL;
	close(descriptor);
	unlink(file->temporary);
	return why(arena, path);
}

const char *outfile_close(struct outfile *file, struct arena *arena)
{
	bool is_written = !ferror(file->stream);

	if (fclose(file->stream) != 0)
		is_written = false;
	if (is_written && (file->temporary == NULL ||
	                   rename(file->temporary, file->path) == 0))
		return NULL;
	if (errno == 0)
		errno = EIO;
	if (file->temporary != NULL) {
		int error = errno;

		unlink(file->temporary);
		errno = error;
	}
	return why(arena, file->path);
}

void outfile_drop(struct outfile *file)
{
	fclose(file->stream);
	if (file->temporary != NULL)
		unlink(file->temporary);
}
