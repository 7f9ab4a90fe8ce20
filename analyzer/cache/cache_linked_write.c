/* Writes what cache_linked.c reads. */
#include "cache_linked.h"

#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct linked_writer {
	const struct cache_linked *linked;
	const struct one_file *jobs;
	const struct report *report;
	const struct answers *answers; /* or NULL */
	struct arena arena, scratch;
	uint32_t count;
	ARRAY(char) bytes;
	bool is_bad;
};

/* Of what a keep is made of all edges have a path. The files are in the order
 * of their paths. */
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

/* Under no path of its own; returns how many bytes. */
static uint32_t put_summary(struct linked_writer *w, struct summary summary)
{
	const char *bytes;
	size_t size;

	summary.path = summary.module = "";
	summary_write_as(&summary, "", &w->scratch, &bytes, &size);
	ARRAY_PUSH_BYTES(&w->arena, &w->bytes, bytes, size);
	return (uint32_t)size;
}

static void put_findings(struct linked_writer *w,
                         const struct file_result *file,
                         struct linked_file *kept)
{
	uint32_t count = file->findings.list.count;
	struct finding *list =
	    copy_list(w, file->findings.list.at, count, sizeof(struct finding));

	kept->lines = file->lines;
	kept->is_generated = file->summary->is_generated;
	kept->told = file->summary->told;
	kept->reached = file->reached;
	if (count == 0 && file->summary->missed_count == 0)
		return;
	for (uint32_t i = 0; i < count; i++)
		number_paths(w, &list[i]);
	kept->size = put_summary(
	    w, (struct summary){.missed = file->summary->missed,
	                        .missed_count = file->summary->missed_count,
	                        .findings = list,
	                        .finding_count = count});
}

static void put_answers(struct linked_writer *w, struct answers answers,
                        struct linked_file *kept)
{
	struct summary summary = {0};

	if (answers.list.count == 0)
		return;
	answers.arena = &w->scratch;
	answers.list.at = copy_list(w, answers.list.at, answers.list.count,
	                            sizeof(*answers.list.at));
	for (uint32_t i = 0; i < answers.list.count; i++) {
		struct answer *answer = &answers.list.at[i];
		struct cycle_edge *edges;
		struct keep *keep;

		if (answer->keep == NULL)
			continue;
		keep = copy_list(w, answer->keep, 1, sizeof(*keep));
		edges =
		    copy_list(w, keep->edges, keep->edge_count, sizeof(*edges));
		for (uint32_t k = 0; k < keep->edge_count; k++)
			edges[k].path = number_path(w, edges[k].path);
		keep->edges = edges;
		keep->condition_count = 0;
		answer->keep = keep;
	}
	answers_tell(&answers, &summary);
	kept->answers = put_summary(w, summary);
}

/* What was kept is so still, or was linked with what was kept of it. */
static void put_kept_answers(struct linked_writer *w, uint32_t number,
                             struct linked_file *file)
{
	const struct linked_file *kept = &w->linked->files[number];

	file->answers = kept->answers;
	ARRAY_PUSH_BYTES(&w->arena, &w->bytes,
	                 w->linked->bytes + kept->at + kept->size,
	                 kept->answers);
}

static void put_file(struct linked_writer *w, uint32_t number, uint32_t *result,
                     struct linked_file *file)
{
	const struct one_file *job = &w->jobs[number];
	uint32_t at = *result;

	*result += job->problem == NULL;
	if (w->answers == NULL && !w->linked->is_changed[number]) {
		uint32_t start = file->at;

		*file = w->linked->files[number];
		ARRAY_PUSH_BYTES(&w->arena, &w->bytes,
		                 w->linked->bytes + file->at,
		                 (size_t)file->size + file->answers);
		file->at = start;
		return;
	}
	file->is_problem = job->problem != NULL;
	file->is_skipped = job->is_skipped;
	if (job->problem != NULL) {
		file->size = (uint32_t)strlen(job->problem);
		ARRAY_PUSH_BYTES(&w->arena, &w->bytes, job->problem,
		                 file->size);
		return;
	}
	put_findings(w, &w->report->files[at], file);
	if (w->answers == NULL)
		put_kept_answers(w, number, file);
	else
		put_answers(w, w->answers[at], file);
}

static void put_files(struct linked_writer *w)
{
	const size_t size = sizeof(struct linked_file);
	struct linked_file *files =
	    ARENA_ARRAY(&w->arena, w->count, struct linked_file);
	uint32_t start = w->bytes.count, table = w->count * (uint32_t)size;
	uint32_t result = 0;

	ARRAY_PUSH_BYTES(&w->arena, &w->bytes, files, table);
	for (uint32_t i = 0; i < w->count; i++) {
		files[i] = cache_linked_file(&w->jobs[i]);
		files[i].at = w->bytes.count - start - table;
		put_file(w, i, &result, &files[i]);
		arena_reset(&w->scratch);
	}
	if (table > 0)
		memcpy(w->bytes.at + start, files, table);
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
                      const struct report *report,
                      const struct answers *answers)
{
	struct linked_writer w = {.linked = linked,
	                          .jobs = jobs,
	                          .report = report,
	                          .answers = answers,
	                          .count = count};
	struct linked_head head = {.format = LINKED_FORMAT,
	                           .build = linked->cache->build,
	                           .count = count};

	ARRAY_PUSH_BYTES(&w.arena, &w.bytes, &head, sizeof(head));
	put_files(&w);
	memcpy(head.magic, LINKED_MAGIC, sizeof(head.magic));
	head.checksum = XXH3_64bits(w.bytes.at + sizeof(head),
	                            w.bytes.count - sizeof(head));
	memcpy(w.bytes.at, &head, sizeof(head));
	if (!w.is_bad)
		write_file(linked, w.bytes.at, w.bytes.count);
	arena_release(&w.arena);
	arena_release(&w.scratch);
}
