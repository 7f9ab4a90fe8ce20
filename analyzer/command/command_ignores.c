/* --add-ignores: comments that suppress what was found. */
#include "command.h"

#include "notebook.h"
#include "output.h"
#include "pragma_add.h"
#include "sentence.h"

struct totals {
	uint32_t findings, files;
};

/* A comment where none may be, as in a text of several lines, would change
 * more than comments. */
static bool is_same(const struct tree *before, const struct tree *after)
{
	if (before->count != after->count)
		return false;
	for (node_id n = 0; n < before->count; n++)
		if (before->nodes[n].kind != after->nodes[n].kind ||
		    before->nodes[n].next != after->nodes[n].next)
			return false;
	for (node_id n = 0; n < before->count; n++)
		if (before->nodes[n].kind == KIND_STRING &&
		    !str_equal(tree_text(before, n), tree_text(after, n)))
			return false;
	return true;
}

/* Returns NULL, or why the file stays as it is. */
static const char *add_to_file(struct arena *arena, struct parser *parser,
                               const struct file_result *file,
                               const char *reason, struct totals *totals)
{
	struct pragma_edits edits;
	struct rewrite rewrite;
	struct tree before, after;
	struct source source;
	const char *bytes, *problem;
	size_t size;

	if (file->file == NULL)
		return "standard input is no file to be changed";
	if (notebook_is_path(file->path))
		return "heaplint does not write into notebooks yet";
	if (!report_source_bytes(&source, arena, file, &bytes, &size))
		return "it changed meanwhile";
	problem = tree_parse(&before, arena, parser, &source);
	if (problem != NULL)
		return problem;
	pragma_add(&edits, arena, &before, &file->findings, reason);
	if (edits.list.count == 0)
		return NULL;
	problem = rewrite_make(&rewrite, arena, &source, bytes, size,
	                       edits.list.at, edits.list.count);
	if (problem == NULL)
		problem =
		    rewrite_parse(&rewrite, &after, arena, parser, &before);
	if (problem == NULL && !is_same(&before, &after))
		problem = "a comment would change the code";
	if (problem == NULL)
		problem = rewrite_file(&rewrite, arena, file->file);
	if (problem == NULL) {
		totals->findings += edits.count;
		totals->files++;
	}
	return problem;
}

int command_add_ignores(const struct options *options, struct arena *arena,
                        const struct report *report)
{
	int code = command_notices(options, arena, report);
	const char *reason = options->reason != NULL ? options->reason : "";
	struct parser *parser = parser_new();
	struct arena scratch = {0};
	struct totals totals = {0};

	for (uint32_t i = 0; i < report->file_count; i++) {
		const struct file_result *file = &report->files[i];
		const char *problem;

		if (file->findings.list.count == 0)
			continue;
		problem = add_to_file(&scratch, parser, file, reason, &totals);
		if (problem != NULL)
			code = command_trouble(arena_format(
			    arena, "%s: nothing is written: %s",
			    readable_path(&scratch, file->path, true),
			    problem));
		arena_reset(&scratch);
	}
	parser_free(parser);
	arena_release(&scratch);
	if (!options->is_quiet)
		printf("%u finding%s suppressed in %u file%s\n",
		       totals.findings, totals.findings == 1 ? "" : "s",
		       totals.files, totals.files == 1 ? "" : "s");
	return command_finish(code);
}
