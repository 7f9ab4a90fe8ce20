#include "report.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Not blocked by a pipe that has taken the file's place. */
static bool read_again(struct arena *arena, const char *file,
                       const char **bytes, size_t *size)
{
	int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	bool is_read;

	if (descriptor < 0)
		return false;
	is_read = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
	          source_read_bytes(arena, descriptor, BUDGET_LARGEST_FILE,
	                            bytes, size) == NULL;
	close(descriptor);
	return is_read;
}

bool report_source_bytes(struct source *source, struct arena *arena,
                         const struct file_result *file, const char **bytes,
                         size_t *size)
{
	*bytes = file->bytes;
	*size = file->size;
	if (*bytes == NULL && file->file != NULL &&
	    !read_again(arena, file->file, bytes, size))
		return false;
	return source_decode(source, arena, file->path, *bytes, *size) ==
	           NULL &&
	       memcmp(source->hash, file->hash, sizeof(file->hash)) == 0;
}

bool report_source(struct source *source, struct arena *arena,
                   const struct file_result *file)
{
	const char *bytes;
	size_t size;

	return report_source_bytes(source, arena, file, &bytes, &size);
}
