#include "cache_linked.h"

#include "cache_folder.h"
#include "one_cached.h"
#include "path.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

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

/* Do all bytes that the files mean exist? */
static bool is_table_good(const struct linked_file *files, uint32_t count,
                          uint64_t size)
{
	for (uint32_t i = 0; i < count; i++)
		if (files[i].at > size || files[i].size > size ||
		    (uint64_t)files[i].at + files[i].size + files[i].answers >
		        size)
			return false;
	return true;
}

static void read_file(struct cache_linked *linked, int file)
{
	const size_t row = sizeof(struct linked_file);
	struct linked_head head;
	const struct linked_file *files;
	struct stat status;
	size_t size;
	char *bytes;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
	    (size_t)status.st_size < sizeof(head))
		return;
	bytes = arena_room(linked->arena, (size_t)status.st_size);
	if (read(file, bytes, (size_t)status.st_size) != status.st_size)
		return;
	memcpy(&head, bytes, sizeof(head));
	bytes += sizeof(head);
	size = (size_t)status.st_size - sizeof(head);
	if (memcmp(head.magic, LINKED_MAGIC, sizeof(head.magic)) != 0 ||
	    head.format != LINKED_FORMAT ||
	    head.build != linked->cache->build ||
	    XXH3_64bits(bytes, size) != head.checksum ||
	    size / row < head.count || head.count > UINT32_MAX)
		return;
	files = (const struct linked_file *)(const void *)bytes;
	size -= head.count * row;
	if (!is_table_good(files, (uint32_t)head.count, size))
		return;
	linked->files = files;
	linked->count = (uint32_t)head.count;
	linked->bytes = bytes + head.count * row;
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

struct linked_file cache_linked_file(const struct one_file *job)
{
	return (struct linked_file){
	    .key = cache_key_both(job->place, job->content),
	    .path = key_of_text(job->file->path).at[0],
	};
}

/* ------------------------------------------------------------ reading */

/* "#7": the 7th file's path. What another file has to do with a finding is
 * told by number, so that nobody's paths are in the cache. */
static bool find_path(const struct cache_linked *linked, const char **path,
                      const struct one_file *jobs)
{
	unsigned long number;
	char *end;

	if (*path == NULL)
		return true;
	if (**path != '#')
		return false;
	number = strtoul(*path + 1, &end, 10);
	if (*end != '\0' || number >= linked->count || linked->is_moved[number])
		return false;
	*path = jobs[number].file->path;
	return true;
}

static bool find_paths(const struct cache_linked *linked, struct finding *f,
                       const struct one_file *jobs)
{
	bool is_good = true;

	for (uint32_t i = 0; i < f->related.count; i++)
		is_good &= find_path(linked, &f->related.at[i].path, jobs);
	for (uint32_t i = 0; i < f->steps.count; i++)
		is_good &= find_path(linked, &f->steps.at[i].path, jobs);
	for (uint32_t i = 0; i < f->cycle.count; i++)
		is_good &= find_path(linked, &f->cycle.at[i].path, jobs);
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

static bool take_findings(struct cache_linked *linked,
                          const struct one_file *jobs, struct one_file *job,
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
	for (uint32_t i = 0; i < findings->list.count; i++)
		if (!find_paths(linked, &findings->list.at[i], jobs))
			return false;
	return true;
}

static bool take_file(struct cache_linked *linked, struct one_file *jobs,
                      uint32_t number)
{
	const struct linked_file *kept = &linked->files[number];
	struct summary_bytes bytes = {linked->bytes + kept->at, kept->size};
	struct one_file *job = &jobs[number];

	job->is_skipped = kept->is_skipped;
	if (kept->is_problem) {
		job->problem = arena_copy(linked->arena, bytes.at, bytes.size);
		return true;
	}
	one_file_fill(job, job->content, kept->lines);
	job->result.reached = kept->reached;
	job->result.summary = bare_summary(linked->arena, job);
	job->result.summary->is_generated = kept->is_generated;
	job->result.findings.arena = linked->arena;
	return kept->size == 0 || take_findings(linked, jobs, job, bytes);
}

bool cache_linked_take(struct cache_linked *linked, struct one_file *jobs)
{
	bool is_good = true;

	for (uint32_t i = 0; is_good && i < linked->count; i++)
		is_good = linked->is_changed[i] || take_file(linked, jobs, i);
	for (uint32_t i = 0; !is_good && i < linked->count; i++) {
		if (linked->is_changed[i])
			continue;
		jobs[i].result = (struct file_result){0};
		jobs[i].problem = NULL;
		jobs[i].is_skipped = false;
	}
	if (is_good) /* used: what was used longest ago is removed first */
		utimensat(linked->cache->inner, linked->name, NULL, 0);
	return is_good;
}

bool cache_linked_answers(struct cache_linked *linked,
                          const struct one_file *jobs, uint32_t number,
                          struct answers *answers)
{
	const struct linked_file *kept = &linked->files[number];
	struct summary_bytes bytes = {linked->bytes + kept->at + kept->size,
	                              kept->answers};
	struct summary read;

	if (kept->answers == 0)
		return true;
	if (summary_read_as(&read, linked->arena, linked->registry,
	                    jobs[number].file->path, bytes) != NULL)
		return false;
	answers_take(answers, &read);
	for (uint32_t i = 0; i < answers->list.count; i++) {
		const struct keep *keep = answers->list.at[i].keep;

		for (uint32_t k = 0; keep != NULL && k < keep->edge_count; k++)
			if (!find_path(linked,
			               (const char **)(uintptr_t)&keep->edges[k]
			                   .path, /* (just made) */
			               jobs))
				return false;
	}
	return true;
}
