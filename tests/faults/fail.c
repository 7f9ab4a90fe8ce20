/* Preloaded into heaplint: makes one call of one function fail.
 *
 *   FAIL=malloc:7       the seventh call that allocates
 *   FAIL=malloc:7+      that and all after it
 *   FAIL_COUNT=FILE     writes how many calls there were
 *   FAIL_STACKS=FILE    writes each stack that calls come from: which call was
 *                       the first, and what stands for the stack
 *   FAIL_SEEN=FILE      gets a line more: what stands for that which failed
 *
 *   FAIL_SIGNAL=15      it gets this signal there instead
 *   FAIL_OLD_DISK=1     no file is without a name
 *
 * of malloc (calloc, realloc), open (fopen, opendir), read, line (getline),
 * write (of streams too), readdir, link, rename, thread, stat,
 * spawn (pipe). What the C library calls inside of itself is not seen, nor what
 * other programs do that it starts.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static FILE *own_stream(int descriptor);

static char which[16];
static unsigned long first;
static bool is_lasting, has_old_disk;
static int sent; /* a signal */
static atomic_ulong calls;
static const char *count_file, *stacks_file, *seen_file;

enum { FRAMES = 24, OWN_FRAMES = 3, STACKS = 1 << 15 };

/* The stacks that there were, by what stands for each, and their first call. */
static struct {
	unsigned long stack, call;
} stacks[STACKS];
static atomic_flag is_noting = ATOMIC_FLAG_INIT;

/* The same in each run, wherever programs and libraries are loaded. */
static unsigned long stack_now(void)
{
	void *frames[FRAMES];
	int count = backtrace(frames, FRAMES);
	unsigned long hash = 14695981039346656037UL;

	for (int i = OWN_FRAMES; i < count; i++) {
		Dl_info in;

		if (dladdr(frames[i], &in) != 0)
			hash ^= (unsigned long)((char *)frames[i] -
			                        (char *)in.dli_fbase);
		hash *= 1099511628211UL;
	}
	return hash | 1;
}

static void note_stack(unsigned long call)
{
	unsigned long stack = stack_now(), at = stack % STACKS;

	while (atomic_flag_test_and_set(&is_noting))
		;
	while (stacks[at].stack != 0 && stacks[at].stack != stack)
		at = (at + 1) % STACKS;
	if (stacks[at].stack == 0) {
		stacks[at].stack = stack;
		stacks[at].call = call;
	}
	atomic_flag_clear(&is_noting);
}

/* (not by open(), which is counted) */
static void write_line(const char *path, const char *text, int length)
{
	long file = syscall(SYS_openat, AT_FDCWD, path,
	                    O_WRONLY | O_CREAT | O_APPEND, 0666);

	if (syscall(SYS_write, file, text, length) != length)
		_exit(99);
	close((int)file);
}

__attribute__((constructor)) static void begin(void)
{
	const char *fail = getenv("FAIL");
	const char *colon = fail == NULL ? NULL : strchr(fail, ':');

	void *frames[1];

	backtrace(frames, 1); /* it allocates the first time */
	count_file = getenv("FAIL_COUNT");
	stacks_file = getenv("FAIL_STACKS");
	seen_file = getenv("FAIL_SEEN");
	has_old_disk = getenv("FAIL_OLD_DISK") != NULL;
	if (getenv("FAIL_SIGNAL") != NULL)
		sent = (int)strtol(getenv("FAIL_SIGNAL"), NULL, 10);
	if (colon == NULL || (size_t)(colon - fail) >= sizeof(which))
		return;
	memcpy(which, fail, (size_t)(colon - fail));
	first = strtoul(colon + 1, NULL, 10);
	is_lasting = strchr(colon, '+') != NULL;
	if (strcmp(which, "write") == 0)
		stdout = own_stream(STDOUT_FILENO);
	calls = 0;
	unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void)
{
	char text[64];
	int descriptor, length;

	for (int i = 0; stacks_file != NULL && i < STACKS; i++) {
		if (stacks[i].stack == 0)
			continue;
		length = snprintf(text, sizeof(text), "%lu %lx\n",
		                  stacks[i].call, stacks[i].stack);
		write_line(stacks_file, text, length);
	}
	if (count_file == NULL)
		return;
	descriptor = creat(count_file, 0666);
	length = snprintf(text, sizeof(text), "%lu", (unsigned long)calls);
	if (syscall(SYS_write, descriptor, text, length) != length)
		_exit(99);
	close(descriptor);
}

static bool fails(const char *what, int error)
{
	unsigned long call;

	if (strcmp(which, what) != 0)
		return false;
	call = ++calls;
	if (stacks_file != NULL)
		note_stack(call);
	if (call != first && (!is_lasting || call < first || first == 0))
		return false;
	if (sent != 0)
		return kill(getpid(), sent) != 0;
	if (seen_file != NULL && call == first) {
		char text[32];

		write_line(seen_file, text,
		           snprintf(text, sizeof(text), "%lx\n", stack_now()));
	}
	errno = error;
	return true;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

void *malloc(size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_realloc(block, size);
}

int open(const char *path, int flags, ...)
{
	va_list list;
	int mode;

	va_start(list, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, int) : 0;
	va_end(list);
	if (has_old_disk && flags & __O_TMPFILE) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return fails("open", EMFILE) ? -1 : NEXT(open)(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
	va_list list;
	int mode;

	va_start(list, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, int) : 0;
	va_end(list);
	return fails("open", EMFILE) ? -1 : NEXT(openat)(at, path, flags, mode);
}

/* ------------------------------------------------------------ streams */

enum { STREAMS = 64 };

/* The streams whose writes are ours, and what they write to. */
static struct {
	FILE *stream;
	int descriptor;
} streams[STREAMS];
static atomic_int stream_count;

static ssize_t write_stream(void *cookie, const char *from, size_t size)
{
	int descriptor = *(int *)cookie;

	return fails("write", EIO) ? 0
	                           : syscall(SYS_write, descriptor, from, size);
}

static int close_stream(void *cookie)
{
	return close(*(int *)cookie);
}

/* A stream that writes by this file's function: what the C library's own do
 * cannot be seen from here. */
static FILE *own_stream(int descriptor)
{
	const cookie_io_functions_t functions = {.write = write_stream,
	                                         .close = close_stream};
	int at = stream_count++;

	if (at >= STREAMS)
		abort();
	streams[at].descriptor = descriptor;
	streams[at].stream =
	    fopencookie(&streams[at].descriptor, "w", functions);
	return streams[at].stream;
}

static bool is_own(const char *mode)
{
	return strcmp(which, "write") == 0 && mode[0] == 'w';
}

int fileno(FILE *stream)
{
	for (int i = 0; i < stream_count && i < STREAMS; i++) {
		if (streams[i].stream == stream)
			return streams[i].descriptor;
	}
	return NEXT(fileno)(stream);
}

FILE *fopen(const char *path, const char *mode)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;

	if (is_own(mode)) {
		int descriptor = NEXT(open)(path, flags, 0666);

		return descriptor < 0 ? NULL : own_stream(descriptor);
	}
	return fails("open", EMFILE) ? NULL : NEXT(fopen)(path, mode);
}

FILE *fdopen(int descriptor, const char *mode)
{
	if (is_own(mode))
		return own_stream(descriptor);
	return fails("open", ENOMEM) ? NULL : NEXT(fdopen)(descriptor, mode);
}

/* ------------------------------------------------------------ the rest */

DIR *opendir(const char *path)
{
	return fails("open", EMFILE) ? NULL : NEXT(opendir)(path);
}

DIR *fdopendir(int descriptor)
{
	return fails("open", EMFILE) ? NULL : NEXT(fdopendir)(descriptor);
}

struct dirent *readdir(DIR *directory)
{
	return fails("readdir", EIO) ? NULL : NEXT(readdir)(directory);
}

ssize_t read(int descriptor, void *to, size_t size)
{
	return fails("read", EIO) ? -1 : NEXT(read)(descriptor, to, size);
}

ssize_t write(int descriptor, const void *from, size_t size)
{
	return fails("write", ENOSPC)
	           ? -1
	           : syscall(SYS_write, descriptor, from, size);
}

/* (what is asked of a buffer's size, by -D_FORTIFY_SOURCE) */
ssize_t __read_chk(int descriptor, void *to, size_t size, size_t room)
{
	(void)room;
	return read(descriptor, to, size);
}

ssize_t getdelim(char **line, size_t *room, int end, FILE *stream)
{
	return fails("line", ENOMEM) ? -1
	                             : NEXT(getdelim)(line, room, end, stream);
}

ssize_t getline(char **line, size_t *room, FILE *stream)
{
	return getdelim(line, room, '\n', stream);
}

int pipe2(int ends[2], int flags)
{
	return fails("spawn", EMFILE) ? -1 : NEXT(pipe2)(ends, flags);
}

int posix_spawnp(pid_t *child, const char *path,
                 const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const *words,
                 char *const *environment)
{
	return fails("spawn", EAGAIN)
	           ? EAGAIN
	           : NEXT(posix_spawnp)(child, path, actions, attributes, words,
	                                environment);
}

int linkat(int at, const char *from, int to_at, const char *to, int flags)
{
	return fails("link", EXDEV) ? -1
	                            : NEXT(linkat)(at, from, to_at, to, flags);
}

int rename(const char *from, const char *to)
{
	return fails("rename", EACCES) ? -1 : NEXT(rename)(from, to);
}

int fstat(int descriptor, struct stat *status)
{
	return fails("stat", EIO) ? -1 : NEXT(fstat)(descriptor, status);
}

int stat(const char *path, struct stat *status)
{
	return fails("stat", EIO) ? -1 : NEXT(stat)(path, status);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*start)(void *), void *with)
{
	return fails("thread", EAGAIN)
	           ? EAGAIN
	           : NEXT(pthread_create)(thread, attributes, start, with);
}
