#include "outfile.h"

#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	/* Files that one run writes in one directory, and leavings of others */
	TEMPORARIES_MOST = 1000,
	BUFFER = 1 << 16 /* bytes: a log of 34 MB took 8 000 writes of 4096 */
};

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

/* ------------------------------------------------------------ temporary */

static void hold_signals(struct outfile *file)
{
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &held, &file->mask);
}

static void let_signals(const struct outfile *file)
{
	int error = errno;

	pthread_sigmask(SIG_SETMASK, &file->mask, NULL);
	errno = error;
}

static void remove_temporary(struct outfile *file)
{
	int error = errno;

	unlink(file->temporary);
	errno = error;
	let_signals(file);
}

/* Beside the file, under a name that is never longer than names may be: a new
 * file, or `unnamed` gets the name. Returns -1 if there is none. */
static int make_temporary(struct outfile *file, struct arena *arena,
                          int unnamed)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	const char *directory = path_directory(arena, file->path);
	const char *from = arena_format(arena, "/proc/self/fd/%d", unnamed);
	int made = -1;

	hold_signals(file);
	for (int i = 0; i < TEMPORARIES_MOST && made < 0; i++) {
		file->temporary = arena_format(arena, "%s/.heaplint-%ld-%d.new",
		                               directory, (long)getpid(), i);
		made = unnamed >= 0 ? linkat(AT_FDCWD, from, AT_FDCWD,
		                             file->temporary, AT_SYMLINK_FOLLOW)
		                    : open(file->temporary, flags, 0666);
		if (made < 0 && errno != EEXIST)
			break;
	}
	if (made < 0)
		let_signals(file);
	return made;
}

/* -1 where the file system, or a missing /proc, does not allow it. */
static int open_unnamed(struct outfile *file, struct arena *arena)
{
	int descriptor = -1;

	if (access("/proc/self/fd", X_OK) == 0)
		descriptor = open(path_directory(arena, file->path),
		                  O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
	file->has_no_name = descriptor >= 0;
	return descriptor;
}

/* ------------------------------------------------------------ the file */

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
	descriptor = open_unnamed(file, arena);
	if (descriptor < 0)
		descriptor = make_temporary(file, arena, -1);
	if (descriptor < 0)
		return why(arena, path);
	if (exists && fchmod(descriptor, status.st_mode & 07777) != 0)
		errno = 0; /* another's file: then its mode is ours */
	file->stream = fdopen(descriptor, "w");
	if (file->stream != NULL) {
		setvbuf(file->stream, arena_alloc(arena, BUFFER), _IOFBF,
		        BUFFER);
		return NULL;
	}
	close(descriptor);
	if (file->temporary != NULL)
		remove_temporary(file);
	return why(arena, path);
}

const char *outfile_close(struct outfile *file, struct arena *arena)
{
	bool is_written = fflush(file->stream) == 0 && !ferror(file->stream);

	if (is_written && file->has_no_name)
		is_written =
		    make_temporary(file, arena, fileno(file->stream)) == 0;
	if (!is_written && file->has_no_name)
		file->temporary = NULL;
	if (fclose(file->stream) != 0)
		is_written = false;
	if (is_written && file->temporary != NULL)
		is_written = rename(file->temporary, file->path) == 0;
	if (!is_written && errno == 0)
		errno = EIO;
	if (!is_written && file->temporary != NULL)
		remove_temporary(file);
	else if (file->temporary != NULL)
		let_signals(file);
	return is_written ? NULL : why(arena, file->path);
}

void outfile_drop(struct outfile *file)
{
	fclose(file->stream);
	if (file->temporary != NULL)
		remove_temporary(file);
}
