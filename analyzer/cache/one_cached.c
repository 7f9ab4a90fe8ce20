#include "one_cached.h"

#include "cache.h"
#include "summary.h"

#include <string.h>

/* An entry's kind: a summary with all findings; or, as text, why there is none.
 */
enum { KIND_RESULT, KIND_PROBLEM, KIND_SKIPPED };

/* The file's bytes, and the keys that follow from them. */
static bool read_bytes(struct one_file *job, struct one_file_worker *worker,
                       struct found_file *file)
{
	struct cache_key content;

	if (source_read_regular(&worker->arena, file->file,
	                        file->settings->budget.file_size, &file->bytes,
	                        &file->size) != NULL) {
		*file = *job->file;
		job->has_content = false;
		return false;
	}
	content = cache_key_content(file->bytes, file->size);
	job->is_vouched &= cache_key_equal(content, job->content);
	job->content = content;
	job->has_content = true;
	return true;
}

static bool take_summary(struct one_file *job, struct one_file_worker *worker,
                         const struct one_file_plan *plan,
                         const struct cache_entry *entry)
{
	const struct settings *settings = job->file->settings;
	struct summary *summary = ARENA_NEW(worker->kept, struct summary);
	struct summary_bytes bytes = {entry->bytes, entry->size};

	if (summary_read_as(summary, worker->kept, plan->registry,
	                    job->file->path, bytes) != NULL)
		return false;
	summary->level = settings->level;
	summary->fail_on = settings->fail_on;
	one_file_fill(job, job->content, entry->lines);
	job->result.summary = summary;
	job->result.findings.arena = worker->kept;
	return true;
}

static bool take_entry(struct one_file *job, struct one_file_worker *worker,
                       const struct one_file_plan *plan)
{
	struct cache_entry entry;

	job->key = cache_key_both(job->place, job->content);
	if (!cache_store_get(&plan->options->cache->store, job->key,
	                     worker->kept, &entry))
		return false;
	if (entry.kind == KIND_RESULT)
		return take_summary(job, worker, plan, &entry);
	if (entry.kind > KIND_SKIPPED)
		return false;
	job->is_skipped = entry.kind == KIND_SKIPPED;
	job->problem = arena_copy(worker->kept, entry.bytes, entry.size);
	return true;
}

bool one_cached_get(struct one_file *job, struct one_file_worker *worker,
                    const struct one_file_plan *plan, struct found_file *file)
{
	struct cache_key before = job->content;
	bool was_known = job->has_content;

	if (!job->is_cached)
		return false;
	if (was_known && take_entry(job, worker, plan))
		return true;
	if (!read_bytes(job, worker, file))
		return false;
	if (was_known && cache_key_equal(before, job->content))
		return false;
	return take_entry(job, worker, plan);
}

void one_cached_put(const struct one_file *job, struct arena *arena,
                    const struct one_file_plan *plan, struct summary *summary)
{
	struct cache_entry entry = {.lines = job->result.lines,
	                            .kind = KIND_RESULT};
	struct summary whole = *summary;

	if (!job->is_cached || !job->has_content)
		return;
	summary_add_findings(&whole, arena, &job->result.findings);
	summary->told =
	    summary_write_as(&whole, "", arena, &entry.bytes, &entry.size);
	cache_store_put(&plan->options->cache->store, job->key, &entry);
}

void one_cached_put_problem(const struct one_file *job,
                            const struct one_file_plan *plan)
{
	struct cache_entry entry = {.bytes = job->problem,
	                            .size = strlen(job->problem),
	                            .kind = job->is_skipped ? KIND_SKIPPED
	                                                    : KIND_PROBLEM};

	if (job->is_cached && job->has_content &&
	    !budget_is_of_time(job->problem))
		cache_store_put(&plan->options->cache->store, job->key, &entry);
}
