#include "one_file.h"

#include "graph_find.h"
#include "summary.h"

#include <string.h>
#include <unistd.h>

void one_file_worker_release(struct one_file_worker *worker)
{
	parser_free(worker->parser);
	arena_release(&worker->arena);
	arena_release(&worker->scratch);
}

/* `if __name__ == ...` at module level. */
static bool asks_for_its_name(const struct tree *t)
{
	for (node_id n = tree_first(t, 0); n != NO_NODE;
	     n = tree_sibling(t, n)) {
		node_id condition = tree_child(t, n, FIELD_CONDITION);

		if (tree_kind(t, n) == KIND_IF_STATEMENT &&
		    tree_kind(t, condition) == KIND_COMPARISON_OPERATOR &&
		    tree_name(t, tree_first(t, condition)) == NAME_NAME)
			return true;
	}
	return false;
}

static bool is_in_package(struct arena *arena, const char *file)
{
	const char *slash = file == NULL ? NULL : strrchr(file, '/');
	int length = slash == NULL ? 0 : (int)(slash + 1 - file);

	return access(arena_format(arena, "%.*s__init__.py", length, file),
	              F_OK) == 0;
}

static bool is_script(const struct facts *facts, const struct found_file *file)
{
	struct str text = {facts->source->text, facts->source->length};

	return str_starts(text, "#!") ||
	       (asks_for_its_name(facts->tree) &&
	        !is_in_package(facts->arena, file->path));
}

static bool imports_test_framework(const struct imports *imports)
{
	static const char *const frameworks[] = {"pytest", "unittest", "nose"};

	for (int i = 0; i < 3; i++)
		if (imports_has_module(imports, frameworks[i]))
			return true;
	return false;
}

static void note_place(struct facts *facts, const struct found_file *file)
{
	facts->module = file->module;
	facts->is_stub = str_ends(str_of(file->path), ".pyi");
	facts->is_test =
	    file->is_in_tests || imports_test_framework(&facts->imports);
	facts->is_script = is_script(facts, file);
}

const char *one_file_facts(struct facts *facts, struct arena *arena,
                           struct parser *parser, const struct found_file *file,
                           const struct one_file_plan *plan)
{
	struct source *source = ARENA_NEW(arena, struct source);
	struct tree *tree = ARENA_NEW(arena, struct tree);
	const char *problem;

	if (parser == NULL)
		return "the parser and the grammar that heaplint was built"
		       " from do not fit together";
	if (file->file != NULL)
		problem = source_read(source, arena, file->path, file->file);
	else
		problem = source_decode(source, arena, file->path, file->bytes,
		                        file->size);
	if (problem == NULL)
		problem = tree_parse(tree, arena, parser, source);
	if (problem != NULL)
		return problem;
	*facts = (struct facts){.target = plan->options->target};
	if (facts->target == 0)
		facts->target = 311;
	facts_find(facts, arena, tree);
	note_place(facts, file);
	return NULL;
}

/* In tests, memory that is kept matters less than what it is kept for: none of
 * layout (4), growth (6), resources (7) and the collector (9), the rest
 * notes. */
static void soften(struct findings *findings)
{
	struct finding *list = findings->list.at;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < findings->list.count; i++) {
		if (strchr("4679", list[i].rule->code[3]) != NULL)
			continue;
		list[i].level = LEVEL_NOTE;
		list[kept++] = list[i];
	}
	findings->list.count = kept;
}

static void fill_result(struct one_file *job, const struct source *source)
{
	struct file_result *result = &job->result;
	uint32_t last = source->lines[source->line_count - 1];

	result->path = job->file->path;
	result->file = job->file->file;
	result->bytes = job->file->bytes;
	result->hash[0] = source->hash[0];
	result->hash[1] = source->hash[1];
	result->size = job->file->size;
	result->lines = source->line_count - (last == source->length);
}

/* The system's messages begin with a capital, heaplint's do not. */
static const char *problem_text(struct arena *arena, const char *problem)
{
	char *text = arena_copy(arena, problem, strlen(problem));

	if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' &&
	    text[1] <= 'z')
		text[0] = (char)(text[0] + ('a' - 'A'));
	return text;
}

void one_file_analyse(struct one_file *job, struct one_file_worker *worker,
                      const struct one_file_plan *plan)
{
	struct file_result *result = &job->result;
	const char *problem;
	struct facts facts;

	result->arena.first_chunk = 1024;
	result->findings.arena = &result->arena;
	problem = one_file_facts(&facts, &worker->arena, worker->parser,
	                         job->file, plan);
	if (problem != NULL) {
		job->problem = problem_text(&result->arena, problem);
	} else {
		/* nothing in a stub is ever run */
		dispatch_run(facts.tree->is_python2 || facts.is_stub
		                 ? plan->unread_rules
		                 : plan->rules,
		             &facts, &result->findings, &worker->scratch);
		findings_sort(&result->findings);
		if (facts.is_test && !plan->options->include_tests)
			soften(&result->findings);
		fill_result(job, facts.source);
		result->summary = ARENA_NEW(&result->arena, struct summary);
		summary_find(result->summary, &result->arena, &facts,
		             &result->findings);
		if (plan->options->wants_graph)
			graph_find(result->summary, &result->arena, &facts);
	}
	arena_reset(&worker->arena);
}
