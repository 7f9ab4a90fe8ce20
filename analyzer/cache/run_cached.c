#include "run_cached.h"

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

/* All that the linked findings follow from. False if a file cannot be read, or
 * is none. */
static bool make_key(struct cache_linked *linked, const struct pool *pool)
{
	struct cache_key key = {{pool->job_count, 0}};

	for (uint32_t i = 0; i < pool->job_count; i++) {
		const struct one_file *job = &pool->jobs[i];
		const char *path = job->file->path;

		if (!job->is_cached || !job->has_content)
			return false;
		key = cache_key_both(key,
		                     cache_key_both(job->place, job->content));
		key =
		    cache_key_both(key, cache_key_content(path, strlen(path)));
	}
	linked->key = key;
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

bool run_cached_linked(struct cache_linked *linked, struct pool *pool)
{
	const struct run_options *options = pool->plan.options;

	if (pool->job_count < LINKED_FEWEST)
		return false;
	cache_linked_open(linked, options,
	                  config_files_settings(options->config, 0));
	if (linked->bytes == NULL)
		return false;
	read_others(pool);
	return make_key(linked, pool) &&
	       cache_linked_get(linked, pool->jobs, pool->job_count);
}

void run_cached_keep(struct cache_linked *linked, struct pool *pool,
                     const struct report *report)
{
	if (pool->job_count >= LINKED_FEWEST && make_key(linked, pool))
		cache_linked_put(linked, pool->jobs, pool->job_count, report);
}
