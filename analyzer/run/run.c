#include "run.h"

#include "declared.h"
#include "discover.h"
#include "dispatch.h"
#include "linking.h"
#include "notebook.h"
#include "run_cached.h"
#include "same_references.h"

#include <stdlib.h>

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

	pool->count = pool->job_count = count;
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
		any[r] = found->files.count == 0 && !options->is_part &&
		         last->selected[r];
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

struct notices {
	ARRAY(struct notice) list;
};

/* What was not looked at. */
static void add_missed(struct notices *notices, struct arena *arena,
                       const struct file_result *file)
{
	const struct summary *summary = file->summary;

	for (uint32_t i = 0; i < summary->missed_count; i++)
		ARRAY_PUSH(arena, &notices->list,
		           ((struct notice){LEVEL_NOTE, file->path,
		                            summary->missed[i]}));
}

/* Files that were read become results, the others notices. */
static void collect(struct report *report, struct arena *arena,
                    const struct pool *pool, const struct discovered *found)
{
	struct notices notices = {0};
	uint32_t count = 0;

	report->files = ARENA_ARRAY(arena, pool->job_count, struct file_result);
	for (uint32_t i = 0; i < pool->job_count; i++) {
		const struct one_file *job = &pool->jobs[i];

		if (job->problem != NULL) {
			struct notice notice = {job->is_skipped ? LEVEL_NOTE
			                                        : LEVEL_ERROR,
			                        job->file->path, job->problem};

			ARRAY_PUSH(arena, &notices.list, notice);
			continue;
		}
		add_missed(&notices, arena, &job->result);
		report->files[count++] = job->result;
	}
	report->file_count = count;
	for (uint32_t i = 0; i < found->notices.count; i++)
		ARRAY_PUSH(arena, &notices.list, found->notices.at[i]);
	if (notices.list.count > 0)
		qsort(notices.list.at, notices.list.count,
		      sizeof(*notices.list.at), notice_compare);
	report->notices = notices.list.at;
	report->notice_count = notices.list.count;
}

/* (a notebook is never written into) */
static void count_fix(struct report_fixes *fixes,
                      const struct file_result *result,
                      const struct finding *finding)
{
	if (finding->fix == NULL || finding->fix->edits.count == 0 ||
	    notebook_is_path(result->path))
		return;
	if (finding->fix->safety == FIX_SAFE || result->is_unsafe)
		fixes->ready++;
	else
		fixes->unsafe++;
}

static void count_hidden(struct report *report, const struct finding *finding)
{
	const struct registered *entry =
	    registry_entry(report->registry, finding->rule);

	if (entry != NULL)
		report->hidden_of[entry - report->registry->rules]
		                 [finding->level]++;
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
			count_hidden(report, &list[i]);
			if (report->level < summary->level)
				report->level = summary->level;
			continue;
		}
		report->totals[list[i].level]++;
		count_fix(&report->fixes, result, &list[i]);
		list[kept++] = list[i];
	}
	result->findings.list.count = kept;
	report->bytes += result->size;
	report->lines += result->lines;
}

/* ------------------------------------------------------------ files */

struct run_work {
	struct arena *arena;
	const struct registry *registry;
	const struct run_options *options;
	struct pool pool;
	struct discovered found;
	const bool *selected;
	ARRAY(struct run_kept) kept; /* of all times */
};

struct run_work *run_begin(struct arena *arena, const struct registry *registry,
                           const struct run_options *options)
{
	struct run_work *work = ARENA_NEW(arena, struct run_work);

	work->arena = arena;
	work->registry = registry;
	work->options = options;
	work->pool.show_progress = options->show_progress;
	discover(&work->found, arena, options);
	declared_check(&work->found, arena, options);
	return work;
}

bool run_is_to_fix(const struct run_work *work)
{
	for (uint32_t i = 0; i < work->found.files.count; i++)
		if (work->found.files.at[i].settings->fix)
			return true;
	return false;
}

static void do_jobs(struct run_work *work)
{
	struct pool *pool = &work->pool;
	struct run_kept kept;

	pool_work(pool, work->arena, work->options->jobs);
	kept.at = pool->kept;
	kept.count = atomic_load(&pool->workers);
	ARRAY_PUSH(work->arena, &work->kept, kept);
}

static void make_report(struct run_work *work, struct report *report,
                        struct arena *arena)
{
	const struct run_options *options = work->options;

	*report = (struct report){.registry = work->registry,
	                          .selected = work->selected,
	                          .shows_suppressed = options->show_suppressed};
	collect(report, arena, &work->pool, &work->found);
	report->kept = work->kept.at;
	report->kept_count = work->kept.count;
}

static void prepare(struct run_work *work)
{
	work->selected = selected_anywhere(work->arena, work->registry,
	                                   work->options, &work->found);
	make_plan(&work->pool.plan, work->arena, work->registry, work->options);
	make_jobs(&work->pool, work->arena, &work->found);
	if (work->options->cache != NULL)
		run_cached_begin(&work->pool, work->arena);
}

static void end_caching(struct run_work *work)
{
	if (work->options->cache == NULL)
		return;
	run_cached_end(&work->pool);
	cache_close(work->options->cache);
}

void run_analyse(struct run_work *work, struct report *report)
{
	prepare(work);
	do_jobs(work);
	make_report(work, report, work->arena);
	end_caching(work);
}

/* What all told before, but for few; false: it is not known. */
static bool link_again(struct run_work *work, struct cache_linked *linked,
                       struct report *report)
{
	struct pool *pool = &work->pool;

	if (!run_cached_look(linked, pool))
		return false;
	if (pool->count > 0)
		do_jobs(work);
	if (!run_cached_link(linked, pool))
		return false;
	make_report(work, report, work->arena);
	link_tell(report, work->arena);
	run_cached_keep(linked, pool, report, NULL);
	return true;
}

static void link_anew(struct run_work *work, struct cache_linked *linked,
                      struct report *report)
{
	struct arena linking = {0};
	struct answers *answers = NULL;

	do_jobs(work);
	make_report(work, report, work->arena);
	if (linked->cache != NULL)
		answers =
		    ARENA_ARRAY(&linking, report->file_count, struct answers);
	link_files(report, work->arena, &linking, answers);
	if (linked->cache != NULL)
		run_cached_keep(linked, &work->pool, report, answers);
	arena_release(&linking);
}

void run_analyse_and_link(struct run_work *work, struct report *report)
{
	struct cache_linked linked = {.cache = work->options->cache,
	                              .arena = work->arena,
	                              .registry = work->registry};

	prepare(work);
	if (linked.cache == NULL || !link_again(work, &linked, report))
		link_anew(work, &linked, report);
	end_caching(work);
	same_references_join(report, work->arena);
}

void run_copy(struct report *report, struct arena *arena)
{
	for (uint32_t i = 0; i < report->file_count; i++)
		findings_copy(&report->files[i].findings, arena);
}

void run_again(struct run_work *work, struct report *report,
               struct arena *arena, const struct run_text *texts,
               uint32_t count)
{
	struct pool *pool = &work->pool;
	uint32_t at = 0, result = 0;

	pool->count = 0;
	/* (a file that could not be read has no result) */
	for (uint32_t i = 0; i < pool->job_count && at < count; i++) {
		struct found_file *file = &work->found.files.at[i];

		if (pool->jobs[i].problem != NULL || result++ != texts[at].file)
			continue;
		file->bytes = texts[at].bytes;
		file->size = texts[at].size;
		pool->jobs[i].result =
		    (struct file_result){.old_lines = texts[at].old_lines};
		pool->order[pool->count++] = i;
		at++;
	}
	do_jobs(work);
	make_report(work, report, arena);
}

void run_files(struct report *report, struct arena *arena,
               const struct registry *registry,
               const struct run_options *options)
{
	struct run_work *work = run_begin(arena, registry, options);

	*report = (struct report){.registry = registry};
	if (config_files_problems(options->config)->lines.count == 0)
		run_analyse(work, report);
}

void run_link(struct report *report, struct arena *arena)
{
	struct arena linking = {0};

	link_files(report, arena, &linking, NULL);
	arena_release(&linking);
	same_references_join(report, arena);
}

void run_settle(struct report *report, struct arena *arena)
{
	report->hidden_of =
	    arena_alloc(arena, report->registry->count * sizeof(uint32_t[3]));
	for (uint32_t i = 0; i < report->file_count; i++)
		settle(report, &report->files[i]);
}

void run(struct report *report, struct arena *arena,
         const struct registry *registry, const struct run_options *options)
{
	run_files(report, arena, registry, options);
	run_link(report, arena);
	run_settle(report, arena);
}

void run_release(struct report *report)
{
	for (uint32_t i = 0; i < report->kept_count; i++)
		for (uint32_t k = 0; k < report->kept[i].count; k++)
			arena_release(&report->kept[i].at[k]);
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
		problem = one_file_facts(facts, arena, parser,
		                         &found.files.at[0], NULL);
	parser_free(parser);
	return problem;
}
