#include "run_cached.h"

#include "linking.h"

/* Fewer are linked in less time than it takes to look. */
enum { LINKED_FEWEST = 16 };

void run_cached_begin(struct pool *pool, struct arena *arena)
{
	const struct run_options *options = pool->plan.options;
	struct cache *cache = options->cache;
	uint32_t count = config_files_count(options->config);
	struct cache_key *settings =
	    ARENA_ARRAY(arena, count, struct cache_key);
	struct cache_directory last = {0};

	for (uint32_t i = 0; i < count; i++)
		settings[i] = cache_key_settings(
		    cache, config_files_settings(options->config, i),
		    pool->plan.selected[i]);
	for (uint32_t i = 0; i < pool->job_count; i++) {
		struct one_file *job = &pool->jobs[i];
		const struct found_file *file = job->file;

		if (file->file == NULL || file->bytes != NULL)
			continue;
		job->is_cached = true;
		job->place =
		    cache_key_place(&last, settings[file->settings->index],
		                    file, pool->plan.registry->count);
		job->has_content = job->is_vouched =
		    cache_knows(cache, file, &job->content);
	}
}

void run_cached_end(struct pool *pool)
{
	struct cache *cache = pool->plan.options->cache;

	for (uint32_t i = 0; i < pool->job_count; i++) {
		struct one_file *job = &pool->jobs[i];

		if (job->is_cached && job->has_content && !job->is_vouched)
			cache_note(cache, job->file, job->content);
		job->is_cached = false;
	}
}

/* ------------------------------------------------------------ linked */

/* Is it known what is in every file? */
static bool is_known(const struct pool *pool)
{
	for (uint32_t i = 0; i < pool->job_count; i++)
		if (!pool->jobs[i].is_cached || !pool->jobs[i].has_content)
			return false;
	return true;
}

/* Read the files that are not known. */
static void read_others(const struct pool *pool)
{
	struct arena arena = {0};

	for (uint32_t i = 0; i < pool->job_count; i++) {
		struct one_file *job = &pool->jobs[i];
		const char *bytes;
		size_t size;

		if (!job->is_cached || job->has_content)
			continue;
		if (source_read_regular(&arena, job->file->file,
		                        job->file->settings->budget.file_size,
		                        &bytes, &size) == NULL) {
			job->content = cache_key_content(bytes, size);
			job->has_content = true;
		}
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* More changed files than this, of a hundred, are linked with all others. */
enum { CHANGED_MOST = 10 };

/* Are the files the same, but for few that have changed? */
static bool find_changed(struct cache_linked *linked, const struct pool *pool)
{
	uint32_t count = pool->job_count, most = count / 100 * CHANGED_MOST + 1;

	if (linked->count != count)
		return false;
	linked->is_changed = ARENA_ARRAY(linked->arena, count, bool);
	linked->is_moved = ARENA_ARRAY(linked->arena, count, bool);
	for (uint32_t i = 0; i < count; i++) {
		const struct linked_file *kept = &linked->files[i];
		struct linked_file now = cache_linked_file(&pool->jobs[i]);

		if (now.path != kept->path || linked->changed.count > most)
			return false;
		linked->is_changed[i] = !cache_key_equal(now.key, kept->key);
		if (linked->is_changed[i])
			ARRAY_PUSH(linked->arena, &linked->changed, i);
	}
	return true;
}

bool run_cached_look(struct cache_linked *linked, struct pool *pool)
{
	const struct run_options *options = pool->plan.options;

	if (pool->job_count < LINKED_FEWEST)
		return false;
	cache_linked_open(linked, options,
	                  config_files_settings(options->config, 0));
	if (linked->files == NULL)
		return false;
	read_others(pool);
	if (!is_known(pool) || !find_changed(linked, pool))
		return false;
	linked->order = pool->order;
	pool->order = linked->changed.at;
	pool->count = linked->changed.count;
	return true;
}

/* Does the changed file tell the others what it told them? */
static bool tells_the_same(struct cache_linked *linked,
                           const struct one_file *job, uint32_t number)
{
	const struct linked_file *kept = &linked->files[number];
	struct told told;

	if (job->problem != NULL || kept->is_problem)
		return job->problem != NULL && kept->is_problem;
	told = job->result.summary->told;
	linked->is_moved[number] = told.where != kept->told.where;
	return told.what == kept->told.what;
}

/* The result of a changed file as it is with what it was told before. */
static bool link_changed(struct cache_linked *linked, const struct pool *pool,
                         uint32_t number, struct file_result *result)
{
	struct arena scratch = {0};
	struct answers answers = {.arena = linked->arena,
	                          .scratch = &scratch,
	                          .asker = result->summary};
	bool is_good =
	    cache_linked_answers(linked, pool->jobs, number, &answers);

	if (is_good)
		link_file(result, linked->arena, &answers);
	arena_release(&scratch);
	return is_good && !answers.is_short;
}

/* None is changed if all can be. */
static bool link_all_changed(struct cache_linked *linked, struct pool *pool)
{
	uint32_t count = linked->changed.count;
	struct file_result *results =
	    ARENA_ARRAY(linked->arena, count, struct file_result);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = linked->changed.at[i];
		const struct one_file *job = &pool->jobs[number];

		results[i] = job->result;
		findings_copy(&results[i].findings, linked->arena);
		if (job->problem == NULL &&
		    !link_changed(linked, pool, number, &results[i]))
			return false;
	}
	for (uint32_t i = 0; i < count; i++)
		pool->jobs[linked->changed.at[i]].result = results[i];
	return true;
}

/* All but the changed ones are still to be done. */
static void do_others(const struct cache_linked *linked, struct pool *pool)
{
	pool->order = linked->order;
	pool->count = 0;
	for (uint32_t i = 0; i < pool->job_count; i++)
		if (!linked->is_changed[linked->order[i]])
			pool->order[pool->count++] = linked->order[i];
}

bool run_cached_link(struct cache_linked *linked, struct pool *pool)
{
	bool is_good = true;

	for (uint32_t i = 0; is_good && i < linked->changed.count; i++) {
		uint32_t number = linked->changed.at[i];

		is_good = tells_the_same(linked, &pool->jobs[number], number);
	}
	is_good = is_good && link_all_changed(linked, pool) &&
	          cache_linked_take(linked, pool->jobs);
	if (!is_good)
		do_others(linked, pool);
	return is_good;
}

void run_cached_keep(struct cache_linked *linked, struct pool *pool,
                     const struct report *report, const struct answers *answers)
{
	if (pool->job_count >= LINKED_FEWEST && is_known(pool) &&
	    (answers != NULL || linked->changed.count > 0))
		cache_linked_put(linked, pool->jobs, pool->job_count, report,
		                 answers);
}
