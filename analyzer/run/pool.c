#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <time.h>

/* ------------------------------------------------------------ progress */

enum { PROGRESS_AFTER = 300, PROGRESS_EVERY = 100 }; /* milliseconds */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show_progress(struct pool *pool, int64_t *next_time)
{
	int64_t now = milliseconds();

	if (now < *next_time)
		return;
	*next_time = now + PROGRESS_EVERY;
	pool->has_shown_progress = true;
	fprintf(stderr, "\r%u of %u files\033[K", atomic_load(&pool->done),
	        pool->count);
	fflush(stderr);
}

static void clear_progress(void)
{
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

/* ------------------------------------------------------------ workers */

static void work(struct pool *pool, bool shows_progress)
{
	uint32_t me = atomic_fetch_add(&pool->workers, 1);
	struct timings *timings =
	    pool->timings == NULL ? NULL : &pool->timings[me];
	struct one_file_worker worker;
	int64_t next_time = milliseconds() + PROGRESS_AFTER;

	timings_start(timings);
	one_file_worker_make(&worker, &pool->kept[me], timings);
	for (;;) {
		uint32_t turn = atomic_fetch_add(&pool->next, 1);

		if (turn >= pool->count)
			break;
		one_file_analyse(&pool->jobs[pool->order[turn]], &worker,
		                 &pool->plan);
		atomic_fetch_add(&pool->done, 1);
		if (shows_progress)
			show_progress(pool, &next_time);
	}
	one_file_worker_release(&worker);
}

static void *thread_main(void *pool)
{
	work(pool, false);
	return NULL;
}

static uint32_t processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	return (uint32_t)CPU_COUNT(&set);
}

void pool_work(struct pool *pool, struct arena *arena, uint32_t wanted)
{
	struct timings *all = pool->plan.options->timings;
	uint32_t started = 0;
	pthread_t *threads;

	atomic_store(&pool->next, 0);
	atomic_store(&pool->done, 0);
	atomic_store(&pool->workers, 0);
	pool->has_shown_progress = false;
	if (wanted == 0)
		wanted = processors();
	if (wanted > pool->count)
		wanted = pool->count;
	threads = ARENA_ARRAY(arena, wanted, pthread_t);
	pool->kept = ARENA_ARRAY(arena, wanted + 1, struct arena);
	if (all != NULL)
		pool->timings = ARENA_ARRAY(arena, wanted + 1, struct timings);
	/* this thread is the first worker; if no other can start, the only */
	while (started + 1 < wanted &&
	       pthread_create(&threads[started], NULL, thread_main, pool) == 0)
		started++;
	work(pool, pool->show_progress);
	while (started > 0)
		pthread_join(threads[--started], NULL);
	if (pool->has_shown_progress)
		clear_progress();
	if (all == NULL)
		return;
	for (uint32_t i = 0; i < atomic_load(&pool->workers); i++)
		timings_add(all, &pool->timings[i]);
	timings_start(all);
}
