#include "one_file.h"

#include "bounds.h"
#include "graph_find.h"
#include "notebook.h"
#include "one_cached.h"
#include "pack.h"
#include "pragma.h"
#include "role.h"
#include "summary.h"

#include <string.h>

void one_file_worker_make(struct one_file_worker *worker, struct arena *kept,
                          struct timings *timings)
{
	*worker = (struct one_file_worker){
	    .parser = parser_new(), .kept = kept, .timings = timings};
	if (worker->parser != NULL)
		parser_time(worker->parser, timings);
	worker->packer = packer_new(kept, &worker->words);
}

void one_file_worker_release(struct one_file_worker *worker)
{
	parser_free(worker->parser);
	arena_release(&worker->words);
	arena_release(&worker->arena);
	arena_release(&worker->scratch);
}

static const char *read_source(struct source *source, struct arena *arena,
                               const struct found_file *file)
{
	uint64_t most = file->settings->budget.file_size;
	const char *bytes = file->bytes, *problem = NULL;
	size_t size = file->size;

	if (bytes == NULL && file->file != NULL)
		problem =
		    source_read_regular(arena, file->file, most, &bytes, &size);
	if (size > most)
		return budget_file_size_problem(arena, most);
	if (problem != NULL)
		return problem;
	problem = source_decode(source, arena, file->path, bytes, size);
	arena_drop(arena, bytes, size + 1);
	return problem;
}

/* The tree, and with it the source. Returns NULL, or why there is none. */
static const char *read_tree(struct tree *tree, struct arena *arena,
                             struct parser *parser,
                             const struct found_file *file,
                             struct timings *timings)
{
	struct source *source = ARENA_NEW(arena, struct source);
	const char *problem;

	if (parser == NULL)
		return "the parser and the grammar that heaplint was built"
		       " from do not fit together";
	problem = read_source(source, arena, file);
	timings_end(timings, PHASE_READ);
	if (problem != NULL)
		return problem;
	parser_limit(parser, &file->settings->budget);
	return tree_parse(tree, arena, parser, source);
}

static void find_facts(struct facts *facts, struct arena *arena,
                       const struct tree *tree, const struct found_file *file,
                       struct timings *timings)
{
	*facts = (struct facts){.target = file->settings->target,
	                        .declared = &file->settings->declared};
	facts_find(facts, arena, tree);
	facts->timings = timings;
	facts->module = file->module;
	role_find(facts, file->path, file->is_in_tests);
	timings_end(timings, PHASE_FACTS);
}

const char *one_file_facts(struct facts *facts, struct arena *arena,
                           struct parser *parser, const struct found_file *file,
                           struct timings *timings)
{
	struct tree *tree = ARENA_NEW(arena, struct tree);
	const char *problem = read_tree(tree, arena, parser, file, timings);

	if (problem == NULL)
		find_facts(facts, arena, tree, file, timings);
	return problem;
}

/* In tests, memory that is kept matters less than what it is kept for: none of
 * layout (4), growth (6), resources (7) and the collector (9), the rest
 * notes. */
static void soften_test(struct findings *findings)
{
	struct finding *list = findings->list.at;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < findings->list.count; i++)
		if (strchr("4679", list[i].rule->code[3]) == NULL)
			list[kept++] = list[i];
	findings->list.count = kept;
}

/* per-file-ignores */
static void drop_ignored(struct findings *findings,
                         const struct registry *registry, const bool *ignored)
{
	struct finding *list = findings->list.at;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < findings->list.count; i++)
		if (!ignored[registry_entry(registry, list[i].rule) -
		             registry->rules])
			list[kept++] = list[i];
	findings->list.count = kept;
}

static bool is_in(const char *const *names, uint32_t count, const char *name)
{
	for (uint32_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* What lives as long as the process cannot be freed earlier: a cycle that it is
 * on is at most a note. */
static void soften_long_lived(struct findings *findings,
                              const struct declared *declared)
{
	if (declared->singleton_count + declared->long_lived_count == 0)
		return;
	for (uint32_t i = 0; i < findings->list.count; i++) {
		struct finding *finding = &findings->list.at[i];

		for (uint32_t k = 0; k < finding->cycle.count; k++) {
			const char *class = finding->cycle.at[k].class;

			if (class != NULL &&
			    (is_in(declared->singletons,
			           declared->singleton_count, class) ||
			     is_in(declared->long_lived,
			           declared->long_lived_count, class)))
				finding->level = LEVEL_NOTE;
		}
	}
}

/* What a program wrote nobody mends by hand. */
static void soften(struct findings *findings, const struct facts *facts,
                   const struct settings *settings)
{
	bool is_test = facts->is_test && !settings->include_tests;

	if (is_test)
		soften_test(findings);
	if (!is_test && facts->generator == NULL)
		return;
	for (uint32_t i = 0; i < findings->list.count; i++)
		findings->list.at[i].level = LEVEL_NOTE;
}

/* Mark what comments suppress. Only where all rules ran can it be said that one
 * suppresses nothing. */
static void suppress(struct findings *findings, const struct facts *facts,
                     const struct one_file_plan *plan,
                     const struct found_file *file, struct arena *scratch)
{
	struct pragmas *pragmas = facts_pragmas(facts);
	uint32_t index = file->settings->index;

	if (pragmas->list.count == 0)
		return;
	pragmas_apply(pragmas, plan->registry, facts->source, findings);
	if (!facts->tree->is_python2 && !facts->is_stub)
		pragmas_judge(pragmas, plan->registry, plan->selected[index],
		              file->ignored);
	dispatch_run(plan->last_rules[index], facts, findings, scratch);
	pragmas_apply(pragmas, plan->registry, facts->source, findings);
	findings_sort(findings);
}

void one_file_fill(struct one_file *job, struct cache_key content,
                   uint32_t lines)
{
	struct file_result *result = &job->result;

	result->path = job->file->path;
	result->file = job->file->file;
	result->bytes = job->file->bytes;
	result->hash[0] = content.at[0];
	result->hash[1] = content.at[1];
	result->is_to_fix = job->file->settings->fix;
	result->is_unsafe = job->file->settings->unsafe_fixes;
	result->baseline = job->file->settings->baseline;
	result->baseline_by = job->file->settings->baseline_by;
	result->size = job->file->size;
	result->lines = lines;
}

static void fill_result(struct one_file *job, const struct source *source)
{
	uint32_t last = source->lines[source->line_count - 1];

	one_file_fill(job,
	              (struct cache_key){{source->hash[0], source->hash[1]}},
	              source->line_count - (last == source->length));
}

/* The system's messages begin with a capital, heaplint's do not. */
static const char *problem_text(struct one_file_worker *worker,
                                const char *problem)
{
	char *text = str_copy(&worker->arena, str_of(problem));

	if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' &&
	    text[1] <= 'z')
		text[0] = (char)(text[0] + ('a' - 'A'));
	return pack_text(worker->packer, text);
}

/* A notebook's that is not Python: there is nothing to analyse. */
static const char *foreign_language(struct one_file *job,
                                    struct one_file_worker *worker,
                                    const struct source *source)
{
	if (source->notebook == NULL || source->notebook->language == NULL)
		return NULL;
	job->is_skipped = true;
	return arena_format(&worker->arena,
	                    "not analysed: a notebook whose language is '%s'",
	                    source->notebook->language);
}

/* What the rules say of it, and its summary. */
static void analyse(struct one_file *job, struct one_file_worker *worker,
                    const struct one_file_plan *plan, struct facts *facts,
                    struct summary *summary)
{
	const struct settings *settings = job->file->settings;
	struct file_result *result = &job->result;
	struct positions positions = {facts->source, &worker->arena, NULL,
	                              NULL};

	/* nothing in a stub is ever run */
	dispatch_run(facts->tree->is_python2 || facts->is_stub
	                 ? plan->unread_rules[settings->index]
	                 : plan->rules[settings->index],
	             facts, &result->findings, &worker->scratch);
	findings_sort(&result->findings);
	suppress(&result->findings, facts, plan, job->file, &worker->scratch);
	if (job->file->ignored != NULL)
		drop_ignored(&result->findings, plan->registry,
		             job->file->ignored);
	soften(&result->findings, facts, settings);
	soften_long_lived(&result->findings, &settings->declared);
	findings_keep_comments(&result->findings, facts->source);
	findings_locate(&result->findings, &positions);
	timings_end(worker->timings, PHASE_RULES);
	summary_find(summary, &worker->arena, facts, &result->findings);
	summary->level = settings->level;
	summary->fail_on = settings->fail_on;
	if (plan->options->wants_graph)
		graph_find(summary, &worker->arena, facts);
	summary->missed_count =
	    bounds_tell(facts->tree, &worker->arena, &summary->missed);
}

/* Facts, findings and summary, in no more memory than the file may take; false:
 * they would take more. */
static bool analyse_within(struct one_file *job, struct one_file_worker *worker,
                           const struct one_file_plan *plan,
                           const struct tree *tree, struct summary *summary)
{
	const struct settings *settings = job->file->settings;
	bool is_within = false;
	struct facts facts;

	worker->limit.arenas[0] = &worker->arena;
	worker->limit.arenas[1] = &worker->scratch;
	worker->limit.most =
	    budget_memory(&settings->budget, tree->source->length);
	if (setjmp(worker->limit.over) == 0) {
		worker->arena.limit = worker->scratch.limit = &worker->limit;
		find_facts(&facts, &worker->arena, tree, job->file,
		           worker->timings);
		analyse(job, worker, plan, &facts, summary);
		is_within = true;
	}
	worker->arena.limit = worker->scratch.limit = NULL;
	return is_within;
}

/* What is packed takes the room that the nodes had. */
static void keep(struct one_file *job, struct one_file_worker *worker,
                 const struct one_file_plan *plan, const struct tree *tree,
                 struct summary *summary)
{
	struct arena *arena = &worker->arena;

	arena_drop(arena, tree->nodes, tree->count * sizeof(*tree->nodes));
	arena_drop(arena, tree->name_of, tree->count * sizeof(*tree->name_of));
	arena_drop(arena, tree->same, tree->count * sizeof(*tree->same));
	fill_result(job, tree->source);
	one_cached_put(job, arena, plan, summary);
	job->result.summary = pack_summary(worker->packer, summary);
	pack_findings(worker->packer, &job->result.findings);
}

/* Returns NULL, or why there is no result. */
static const char *look_at(struct one_file *job, struct one_file_worker *worker,
                           const struct one_file_plan *plan,
                           const struct found_file *file)
{
	struct tree *tree = ARENA_NEW(&worker->arena, struct tree);
	struct summary *summary = ARENA_NEW(&worker->arena, struct summary);
	const char *problem = read_tree(tree, &worker->arena, worker->parser,
	                                file, worker->timings);

	if (problem == NULL)
		problem = foreign_language(job, worker, tree->source);
	if (problem != NULL)
		return problem;
	job->result.findings.arena = &worker->arena;
	if (analyse_within(job, worker, plan, tree, summary)) {
		keep(job, worker, plan, tree, summary);
		return NULL;
	}
	job->result = (struct file_result){0};
	return budget_memory_problem(&worker->arena, &file->settings->budget,
	                             tree->source->length);
}

void one_file_analyse(struct one_file *job, struct one_file_worker *worker,
                      const struct one_file_plan *plan)
{
	struct found_file file = *job->file;
	const char *problem;

	if (one_cached_get(job, worker, plan, &file)) {
		arena_reset(&worker->arena);
		timings_end(worker->timings, PHASE_READ);
		return;
	}
	problem = look_at(job, worker, plan, &file);
	if (problem != NULL) {
		job->problem = problem_text(worker, problem);
		one_cached_put_problem(job, plan);
	}
	arena_reset(&worker->scratch);
	arena_reset(&worker->arena);
	timings_end(worker->timings, PHASE_SUMMARIES);
}
