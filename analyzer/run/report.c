#include "report.h"

#include "bounds.h"

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

bool report_has_changed(const struct file_result *file)
{
	struct arena scratch = {0};
	struct stat status;
	uint64_t hash[2];
	const char *bytes;
	size_t size;
	bool has_changed;

	if (file->file == NULL || stat(file->file, &status) != 0 ||
	    !S_ISREG(status.st_mode))
		return false;
	if ((uint64_t)status.st_size != file->size)
		return true;
	has_changed = read_again(&scratch, file->file, &bytes, &size);
	if (has_changed) {
		source_hash(hash, bytes, size);
		has_changed = memcmp(hash, file->hash, sizeof(hash)) != 0;
	}
	arena_release(&scratch);
	return has_changed;
}

/* The files that were analysed in part: they are next to each other. */
static uint32_t count_partial(const struct report *report)
{
	const char *path = NULL;
	uint32_t count = 0;

	for (uint32_t i = 0; i < report->notice_count; i++) {
		const struct notice *notice = &report->notices[i];

		if (!bounds_is_text(notice->text) ||
		    (path != NULL && strcmp(path, notice->path) == 0))
			continue;
		path = notice->path;
		count++;
	}
	return count;
}

static const char *partial_text(const struct report *report,
                                struct arena *arena, uint32_t files)
{
	return arena_format(arena,
	                    "analysed in part, as %s of %u files; findings"
	                    " may be missing (--output json lists them)",
	                    files == 2
	                        ? "is another"
	                        : arena_format(arena, "are %u more", files - 1),
	                    report->file_count);
}

uint32_t report_told(const struct report *report, struct arena *arena,
                     const struct notice **told)
{
	struct notice *list =
	    ARENA_ARRAY(arena, report->notice_count + 1, struct notice);
	uint32_t files = count_partial(report), count = 0;
	bool is_said = false;

	for (uint32_t i = 0; i < report->notice_count; i++) {
		struct notice notice = report->notices[i];

		if (files > 1 && bounds_is_text(notice.text)) {
			if (is_said)
				continue;
			is_said = true;
			notice.text = partial_text(report, arena, files);
		}
		list[count++] = notice;
	}
	*told = list;
	return count;
}
