/* `heaplint merge`: several SARIF logs as one. */
#include "command.h"

#include "merge.h"
#include "outfile.h"

/* The bytes stay: results are read out of them when they are written. */
static const char *add_log(struct merge *merge, const char *path)
{
	const char *bytes, *problem;
	size_t size;

	problem = source_read_regular(merge->arena, path, BUDGET_LARGEST_FILE,
	                              &bytes, &size);
	if (problem == NULL)
		problem = merge_add(merge, path, bytes, size);
	return problem == NULL
	           ? NULL
	           : arena_format(merge->arena, "cannot merge '%s': %s", path,
	                          problem);
}

static const char *write_log(struct merge *merge, const struct options *options)
{
	struct outfile file;
	const char *problem;

	merge_settle(merge);
	if (options->output_file == NULL ||
	    strcmp(options->output_file, "-") == 0) {
		merge_write(merge, stdout, options->sarif_category);
		return NULL;
	}
	problem = outfile_open(&file, merge->arena, options->output_file);
	if (problem != NULL)
		return problem;
	merge_write(merge, file.stream, options->sarif_category);
	return outfile_close(&file, merge->arena);
}

int command_merge(struct options *options, struct arena *arena,
                  const struct registry *registry)
{
	struct merge merge = {.arena = arena};
	const char *problem = NULL;
	int code = EXIT_CLEAN;

	(void)registry;
	if (options->output_file != NULL)
		problem = outfile_check(arena, options->output_file);
	for (uint32_t i = 0; problem == NULL && i < options->words.count; i++)
		problem = add_log(&merge, options->words.at[i]);
	if (problem == NULL)
		problem = write_log(&merge, options);
	merge_release(&merge);
	if (problem != NULL)
		return command_trouble(problem);
	if (options->over.fail_on.is_given &&
	    merge_has(&merge, options->over.fail_on.level))
		code = EXIT_FINDINGS;
	if (merge.failed != NULL)
		code = command_trouble(arena_format(
		    arena, "the run of '%s' did not succeed; the log says why",
		    merge.failed));
	return command_finish(code);
}
