#include "run.h"

#include "discover.h"
#include "dispatch.h"
#include "one_file.h"
#include "project.h"
#include "same_cycle.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What the workers share; but for `next` and `done`, each job belongs to the
 * worker that took it, and the rest is not written to. */
struct pool {
	struct one_file_plan plan;
	struct one_file *jobs; /* by path */
	uint32_t *order;       /* indices of jobs, the largest first */
	struct arena *kept;    /* by worker: what comes of its files */
	uint32_t count;
	atomic_uint next, done, workers;
	bool show_progress, has_shown_progress; /* the first worker's */
};

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
	struct one_file_worker worker;
	int64_t next_time = milliseconds() + PROGRESS_AFTER;

	one_file_worker_make(&worker,
	                     &pool->kept[atomic_fetch_add(&pool->workers, 1)]);
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

static void work_in_threads(struct pool *pool, struct arena *arena,
                            uint32_t wanted)
{
	uint32_t started = 0;
	pthread_t *threads;

	if (wanted == 0)
		wanted = processors();
	if (wanted > pool->count)
		wanted = pool->count;
	threads = ARENA_ARRAY(arena, wanted, pthread_t);
	pool->kept = ARENA_ARRAY(arena, wanted + 1, struct arena);
	/* this thread is the first worker; if no other can start, the only */
	while (started + 1 < wanted &&
	       pthread_create(&threads[started], NULL, thread_main, pool) == 0)
		started++;
	work(pool, pool->show_progress);
	while (started > 0)
		pthread_join(threads[--started], NULL);
	if (pool->has_shown_progress)
		clear_progress();
}

/* ------------------------------------------------------------ before */

/* A file and its size, to sort by. */
struct sized {
	size_t size;
	uint32_t index;
};

static int largest_first(const void *left, const void *right)
{
	const struct sized *a = left, *b = right;

	if (a->size != b->size)
		return a->size > b->size ? -1 : 1;
	return a->index < b->index ? -1 : 1;
}

static void make_jobs(struct pool *pool, struct arena *arena,
                      const struct discovered *found)
{
	uint32_t count = found->files.count;
	struct sized *sizes = ARENA_ARRAY(arena, count, struct sized);

	pool->count = count;
	pool->jobs = ARENA_ARRAY(arena, count, struct one_file);
	pool->order = ARENA_ARRAY(arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++) {
		pool->jobs[i].file = &found->files.at[i];
		sizes[i] = (struct sized){found->files.at[i].size, i};
	}
	qsort(sizes, count, sizeof(*sizes), largest_first);
	for (uint32_t i = 0; i < count; i++)
		pool->order[i] = sizes[i].index;
}

/* Those of the selected rules that are the last, or not; only one of them. */
static const struct dispatch *dispatch_selected(struct arena *arena,
                                                const struct registry *registry,
                                                const bool *selected,
                                                bool is_last,
                                                const struct rule *only)
{
	const struct rule **rules =
	    ARENA_ARRAY(arena, registry->count, const struct rule *);
	uint32_t count = 0;

	for (uint32_t i = 0; i < registry->count; i++) {
		const struct rule *rule = registry->rules[i].rule;

		if (selected[i] && rule->is_last == is_last &&
		    (only == NULL || rule == only))
			rules[count++] = rule;
	}
	return dispatch_new(arena, rules, count);
}

static void make_plan(struct one_file_plan *plan, struct arena *arena,
                      const struct registry *registry,
                      const struct run_options *options)
{
	const struct rule *unread = registry_find(registry, "MEM002")->rule;
	uint32_t count = config_files_count(options->config);
	const struct dispatch **all =
	    ARENA_ARRAY(arena, count, const struct dispatch *);
	const struct dispatch **few =
	    ARENA_ARRAY(arena, count, const struct dispatch *);
	const struct dispatch **last =
	    ARENA_ARRAY(arena, count, const struct dispatch *);
	const bool **chosen = ARENA_ARRAY(arena, count, const bool *);

	for (uint32_t i = 0; i < count; i++) {
		chosen[i] = config_files_settings(options->config, i)->selected;
		if (options->only != NULL)
			chosen[i] = options->only;
		all[i] =
		    dispatch_selected(arena, registry, chosen[i], false, NULL);
		few[i] = dispatch_selected(arena, registry, chosen[i], false,
		                           unread);
		last[i] =
		    dispatch_selected(arena, registry, chosen[i], true, NULL);
	}
	*plan = (struct one_file_plan){.options = options,
	                               .registry = registry,
	                               .rules = all,
	                               .unread_rules = few,
	                               .last_rules = last,
	                               .selected = chosen};
}

/* The rules that run on any of the files. */
static const bool *selected_anywhere(struct arena *arena,
                                     const struct registry *registry,
                                     const struct run_options *options,
                                     const struct discovered *found)
{
	bool *any = ARENA_ARRAY(arena, registry->count, bool);
	const struct settings *last = config_files_settings(options->config, 0);

	if (options->only != NULL)
		return options->only;
	for (uint32_t r = 0; r < registry->count; r++)
		any[r] = found->files.count == 0 && last->selected[r];
	last = NULL;
	for (uint32_t i = 0; i < found->files.count; i++) {
		if (found->files.at[i].settings == last)
			continue;
		last = found->files.at[i].settings;
		for (uint32_t r = 0; r < registry->count; r++)
			any[r] |= last->selected[r];
	}
	return any;
}

/* ------------------------------------------------------------ after */

/* Files that were read become results, the others notices. */
static void collect(struct report *report, struct arena *arena,
                    struct pool *pool, const struct discovered *found)
{
	ARRAY(struct notice) notices = {0};
	uint32_t count = 0;

	report->kept = pool->kept;
	report->kept_count = atomic_load(&pool->workers);
	report->files = ARENA_ARRAY(arena, pool->count, struct file_result);
	for (uint32_t i = 0; i < pool->count; i++) {
		const struct one_file *job = &pool->jobs[i];

		if (job->problem != NULL) {
			struct notice notice = {job->is_skipped ? LEVEL_NOTE
			                                        : LEVEL_ERROR,
			                        job->file->path, job->problem};

			ARRAY_PUSH(arena, &notices, notice);
			continue;
		}
		report->files[count++] = job->result;
	}
	report->file_count = count;
	for (uint32_t i = 0; i < found->notices.count; i++)
		ARRAY_PUSH(arena, &notices, found->notices.at[i]);
	if (notices.count > 0)
		qsort(notices.at, notices.count, sizeof(*notices.at),
		      notice_compare);
	report->notices = notices.at;
	report->notice_count = notices.count;
}

static void link(struct report *report, struct arena *kept)
{
	struct arena arena = {0}, scratch = {0};
	const struct summary **summaries =
	    ARENA_ARRAY(&arena, report->file_count, const struct summary *);
	struct project *project;

	for (uint32_t i = 0; i < report->file_count; i++)
		summaries[i] = report->files[i].summary;
	project = project_link(&arena, &scratch, summaries, report->file_count);
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct findings *findings = &report->files[i].findings;

		findings->arena = kept;
		project_settle(project, summaries[i], findings);
		findings_sort(findings);
	}
	arena_release(&arena);
	arena_release(&scratch);
}

/* What a program wrote says the same again and again: of cycles and exceptions
 * one of each rule, the first. */
static void thin_out(struct findings *findings)
{
	enum { SEEN_MOST = 100 }; /* MEM100 to MEM199 */
	const struct rule *seen[SEEN_MOST];
	struct finding *list = findings->list.at;
	uint32_t kept = 0, count = 0;

	for (uint32_t i = 0; i < findings->list.count; i++) {
		const struct rule *rule = list[i].rule;
		uint32_t at = 0;

		while (at < count && seen[at] != rule)
			at++;
		if (at < count)
			continue;
		if (rule->code[3] == '1' && count < SEEN_MOST)
			seen[count++] = rule;
		list[kept++] = list[i];
	}
	findings->list.count = kept;
}

/* Keep the findings that are to be shown, and count them. */
static void settle(struct report *report, struct file_result *result)
{
	const struct summary *summary = result->summary;
	struct finding *list = result->findings.list.at;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < result->findings.list.count; i++) {
		bool is_hidden = list[i].level < summary->level;

		if (list[i].suppressed != NULL) {
			report->suppressed++;
			if (report->shows_suppressed)
				list[kept++] = list[i];
			continue;
		}
		if (list[i].is_elsewhere || list[i].is_known) {
			report->elsewhere += list[i].is_elsewhere;
			report->known += !list[i].is_elsewhere;
			continue;
		}
		if (list[i].level >= summary->fail_on)
			report->failing[is_hidden]++;
		if (is_hidden) {
			report->hidden[list[i].level]++;
			if (report->level < summary->level)
				report->level = summary->level;
			continue;
		}
		report->totals[list[i].level]++;
		list[kept++] = list[i];
	}
	result->findings.list.count = kept;
	report->bytes += result->size;
	report->lines += result->lines;
}

void run_files(struct report *report, struct arena *arena,
               const struct registry *registry,
               const struct run_options *options)
{
	struct pool pool = {.show_progress = options->show_progress};
	struct discovered found;

	*report = (struct report){.registry = registry,
	                          .shows_suppressed = options->show_suppressed};
	discover(&found, arena, options);
	if (config_files_problems(options->config)->lines.count > 0)
		return;
	report->selected = selected_anywhere(arena, registry, options, &found);
	make_plan(&pool.plan, arena, registry, options);
	make_jobs(&pool, arena, &found);
	work_in_threads(&pool, arena, options->jobs);
	collect(report, arena, &pool, &found);
}

void run_link(struct report *report, struct arena *arena)
{
	link(report, arena);
	for (uint32_t i = 0; i < report->file_count; i++) {
		struct file_result *file = &report->files[i];

		same_cycle_join(&file->findings, file->path);
		if (file->summary->is_generated)
			thin_out(&file->findings);
	}
}

void run_settle(struct report *report)
{
	for (uint32_t i = 0; i < report->file_count; i++)
		settle(report, &report->files[i]);
}

void run(struct report *report, struct arena *arena,
         const struct registry *registry, const struct run_options *options)
{
	run_files(report, arena, registry, options);
	run_link(report, arena);
	run_settle(report);
}

void run_release(struct report *report)
{
	for (uint32_t i = 0; i < report->kept_count; i++)
		arena_release(&report->kept[i]);
	report->file_count = 0;
}

const char *run_facts(struct facts *facts, struct arena *arena,
                      const struct run_options *options)
{
	struct parser *parser = parser_new();
	struct discovered found;
	const char *problem;

	discover(&found, arena, options);
	if (found.notices.count > 0)
		problem = found.notices.at[0].text;
	else if (found.files.count == 0)
		problem = "no Python file";
	else
		problem =
		    one_file_facts(facts, arena, parser, &found.files.at[0]);
	parser_free(parser);
	return problem;
}
