#include "cache_linked.h"

#include "cache_folder.h"
#include "one_cached.h"
#include "path.h"
#include "summary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct linked_head {
	char magic[4];
	uint32_t format;
	uint64_t build, count;
	struct cache_key key;
	uint64_t checksum; /* of all that follows, and the key */
};

/* Of each file; then come the bytes of those that have any: a problem's text,
 * or a summary that has the findings, what was missed, and nothing else. */
struct linked_file {
	uint32_t lines, size;
	uint16_t is_problem, is_skipped, is_generated, zero;
};

static const char linked_magic[4] = {'H', 'L', 'C', 'L'};
enum { LINKED_FORMAT = 0x0102 };

static uint64_t checksum_of(const struct linked_head *head, const char *bytes,
                            size_t size)
{
	return XXH3_64bits_withSeed(bytes, size,
	                            head->key.at[0] ^ head->key.at[1]);
}

/* ------------------------------------------------------------ opening */

static struct cache_key key_of_text(const char *text)
{
	return cache_key_content(text, strlen(text));
}

/* Another run of the same words in the same place takes its place. */
static void make_name(struct cache_linked *linked,
                      const struct run_options *options,
                      const struct settings *settings)
{
	const char *here = path_real(linked->arena, ".");
	const char *rest =
	    here == NULL ? "" : path_below(linked->cache->base, here);
	const bool *selected =
	    options->only != NULL ? options->only : settings->selected;
	struct cache_key key =
	    cache_key_settings(linked->cache, settings, selected);

	key = cache_key_both(key, key_of_text(rest == NULL ? "" : rest));
	for (uint32_t i = 0; i < options->path_count; i++)
		key = cache_key_both(key, key_of_text(options->paths[i]));
	snprintf(linked->name, sizeof(linked->name),
	         "%016llx" CACHE_LINKED_SUFFIX, (unsigned long long)key.at[0]);
}

static void read_file(struct cache_linked *linked, int file)
{
	struct stat status;
	struct linked_head head;
	char *bytes;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
	    (size_t)status.st_size < sizeof(head))
		return;
	bytes = arena_room(linked->arena, (size_t)status.st_size);
	if (read(file, bytes, (size_t)status.st_size) != status.st_size)
		return;
	memcpy(&head, bytes, sizeof(head));
	linked->size = (size_t)status.st_size - sizeof(head);
	if (memcmp(head.magic, linked_magic, sizeof(linked_magic)) == 0 &&
	    head.format == LINKED_FORMAT &&
	    head.build == linked->cache->build &&
	    checksum_of(&head, bytes + sizeof(head), linked->size) ==
	        head.checksum)
		linked->bytes = bytes;
}

void cache_linked_open(struct cache_linked *linked,
                       const struct run_options *options,
                       const struct settings *settings)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int file;

	make_name(linked, options, settings);
	file = openat(linked->cache->inner, linked->name, flags);
	if (file < 0)
		return;
	read_file(linked, file);
	close(file);
}

/* ------------------------------------------------------------ reading */

/* "#7": the 7th file's path. What another file has to do with a finding is
 * told by number, so that nobody's paths are in the cache. */
static bool find_path(const char **path, const struct one_file *jobs,
                      uint32_t count)
{
	unsigned long number;
	char *end;

	if (*path == NULL)
		return true;
	if (**path != '#')
		return false;
	number = strtoul(*path + 1, &end, 10);
	if (*end != '\0' || number >= count)
		return false;
	*path = jobs[number].file->path;
	return true;
}

static bool find_paths(struct finding *f, const struct one_file *jobs,
                       uint32_t count)
{
	bool is_good = true;

	for (uint32_t i = 0; i < f->related.count; i++)
		is_good &= find_path(&f->related.at[i].path, jobs, count);
	for (uint32_t i = 0; i < f->steps.count; i++)
		is_good &= find_path(&f->steps.at[i].path, jobs, count);
	for (uint32_t i = 0; i < f->cycle.count; i++)
		is_good &= find_path(&f->cycle.at[i].path, jobs, count);
	return is_good;
}

/* A summary that only says what a linked file still needs of it. */
static struct summary *bare_summary(struct arena *arena,
                                    const struct one_file *job)
{
	const struct settings *settings = job->file->settings;
	struct summary *summary = ARENA_NEW(arena, struct summary);

	*summary =
	    (struct summary){.path = job->file->path,
	                     .module = job->file->module,
	                     .hash = {job->content.at[0], job->content.at[1]},
	                     .level = settings->level,
	                     .fail_on = settings->fail_on};
	return summary;
}

static bool take_findings(struct cache_linked *linked, struct one_file *job,
                          struct summary_bytes bytes)
{
	struct findings *findings = &job->result.findings;
	struct summary read;

	if (summary_read_as(&read, linked->arena, linked->registry,
	                    job->file->path, bytes) != NULL)
		return false;
	findings->list.at =
	    (struct finding *)(uintptr_t)read.findings; /* (just made) */
	findings->list.count = findings->list.room = read.finding_count;
	job->result.summary->missed = read.missed;
	job->result.summary->missed_count = read.missed_count;
	return true;
}

static bool take_file(struct cache_linked *linked, struct one_file *job,
                      const struct linked_file *kept, const char *bytes)
{
	job->is_skipped = kept->is_skipped;
	if (kept->is_problem) {
		job->problem = arena_copy(linked->arena, bytes, kept->size);
		return true;
	}
	one_file_fill(job, job->content, kept->lines);
	job->result.summary = bare_summary(linked->arena, job);
	job->result.summary->is_generated = kept->is_generated;
	job->result.findings.arena = linked->arena;
	return kept->size == 0 ||
	       take_findings(linked, job,
	                     (struct summary_bytes){bytes, kept->size});
}

static bool take_files(struct cache_linked *linked, struct one_file *jobs,
                       uint32_t count)
{
	const char *rows = linked->bytes + sizeof(struct linked_head);
	const char *end = rows + linked->size;
	const char *at = rows + count * sizeof(struct linked_file);

	for (uint32_t i = 0; i < count; i++) {
		struct findings *findings = &jobs[i].result.findings;
		struct linked_file kept;

		memcpy(&kept, rows + i * sizeof(kept), sizeof(kept));
		if ((size_t)(end - at) < kept.size ||
		    !take_file(linked, &jobs[i], &kept, at))
			return false;
		at += kept.size;
		for (uint32_t k = 0; k < findings->list.count; k++)
			if (!find_paths(&findings->list.at[k], jobs, count))
				return false;
	}
	return at == end;
}

bool cache_linked_get(struct cache_linked *linked, struct one_file *jobs,
                      uint32_t count)
{
	struct linked_head head;

	if (linked->bytes == NULL)
		return false;
	memcpy(&head, linked->bytes, sizeof(head));
	if (!cache_key_equal(head.key, linked->key) || head.count != count ||
	    linked->size / sizeof(struct linked_file) < count)
		return false;
	if (take_files(linked, jobs, count)) {
		/* (that it was used) */
		utimensat(linked->cache->inner, linked->name, NULL, 0);
		return true;
	}
	for (uint32_t i = 0; i < count; i++) {
		jobs[i].result = (struct file_result){0};
		jobs[i].problem = NULL;
		jobs[i].is_skipped = false;
	}
	return false;
}

/* ------------------------------------------------------------ writing */

struct linked_writer {
	struct arena arena, scratch;
	const struct one_file *jobs;
	uint32_t count;
	ARRAY(char) bytes;
	bool is_bad;
};

/* The files are in the order of their paths. */
static const char *number_path(struct linked_writer *w, const char *path)
{
	uint32_t low = 0, high = w->count;

	if (path == NULL)
		return NULL;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(w->jobs[middle].file->path, path);

		if (order == 0)
			return arena_format(&w->scratch, "#%u", middle);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	w->is_bad = true;
	return NULL;
}

static void *copy_list(struct linked_writer *w, const void *list,
                       uint32_t count, size_t size)
{
	void *copy = arena_room(&w->scratch, count * size);

	return count == 0 ? copy : memcpy(copy, list, count * size);
}

static void number_paths(struct linked_writer *w, struct finding *f)
{
	f->related.at = copy_list(w, f->related.at, f->related.count,
	                          sizeof(*f->related.at));
	f->steps.at =
	    copy_list(w, f->steps.at, f->steps.count, sizeof(*f->steps.at));
	f->cycle.at =
	    copy_list(w, f->cycle.at, f->cycle.count, sizeof(*f->cycle.at));
	for (uint32_t i = 0; i < f->related.count; i++)
		f->related.at[i].path = number_path(w, f->related.at[i].path);
	for (uint32_t i = 0; i < f->steps.count; i++)
		f->steps.at[i].path = number_path(w, f->steps.at[i].path);
	for (uint32_t i = 0; i < f->cycle.count; i++)
		f->cycle.at[i].path = number_path(w, f->cycle.at[i].path);
}

static void put_result(struct linked_writer *w, const struct file_result *file,
                       struct linked_file *row)
{
	struct summary summary = {.path = "",
	                          .module = "",
	                          .missed = file->summary->missed,
	                          .missed_count = file->summary->missed_count};
	uint32_t count = file->findings.list.count;
	struct finding *list =
	    copy_list(w, file->findings.list.at, count, sizeof(struct finding));
	const char *bytes;
	size_t size;

	row->lines = file->lines;
	row->is_generated = file->summary->is_generated;
	if (count == 0 && summary.missed_count == 0)
		return;
	for (uint32_t i = 0; i < count; i++)
		number_paths(w, &list[i]);
	summary.findings = list;
	summary.finding_count = count;
	summary_write_as(&summary, "", &w->scratch, &bytes, &size);
	row->size = (uint32_t)size;
	ARRAY_PUSH_BYTES(&w->arena, &w->bytes, bytes, size);
	arena_reset(&w->scratch);
}

static void put_files(struct linked_writer *w, const struct report *report)
{
	const size_t start = sizeof(struct linked_head);
	uint32_t result = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		struct linked_file row = {0};

		ARRAY_PUSH_BYTES(&w->arena, &w->bytes, &row, sizeof(row));
	}
	for (uint32_t i = 0; i < w->count; i++) {
		const struct one_file *job = &w->jobs[i];
		struct linked_file row = {.is_problem = job->problem != NULL,
		                          .is_skipped = job->is_skipped};

		if (job->problem != NULL) {
			row.size = (uint32_t)strlen(job->problem);
			ARRAY_PUSH_BYTES(&w->arena, &w->bytes, job->problem,
			                 row.size);
		} else {
			put_result(w, &report->files[result++], &row);
		}
		memcpy(w->bytes.at + start + i * sizeof(row), &row,
		       sizeof(row));
	}
}

static void write_file(const struct cache_linked *linked, const char *bytes,
                       size_t size)
{
	char temporary[CACHE_NAME_SIZE];
	int inner = linked->cache->inner;
	int file = cache_temporary(inner, temporary);
	bool is_good;

	if (file < 0)
		return;
	is_good = write(file, bytes, size) == (ssize_t)size;
	is_good &= close(file) == 0;
	if (!is_good || renameat(inner, temporary, inner, linked->name) != 0)
		unlinkat(inner, temporary, 0);
}

void cache_linked_put(const struct cache_linked *linked,
                      const struct one_file *jobs, uint32_t count,
                      const struct report *report)
{
	struct linked_writer w = {.jobs = jobs, .count = count};
	struct linked_head head = {.format = LINKED_FORMAT,
	                           .build = linked->cache->build,
	                           .count = count,
	                           .key = linked->key};

	ARRAY_PUSH_BYTES(&w.arena, &w.bytes, &head, sizeof(head));
	put_files(&w, report);
	memcpy(head.magic, linked_magic, sizeof(head.magic));
	head.checksum = checksum_of(&head, w.bytes.at + sizeof(head),
	                            w.bytes.count - sizeof(head));
	memcpy(w.bytes.at, &head, sizeof(head));
	if (!w.is_bad)
		write_file(linked, w.bytes.at, w.bytes.count);
	arena_release(&w.arena);
	arena_release(&w.scratch);
}
