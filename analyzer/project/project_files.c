/* Which of the files of a run answer for the project. */
#include "project_model.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_stub(const struct summary *s)
{
	return str_ends(str_of(s->path), ".pyi");
}

void project_take_files(struct project *p,
                        const struct summary *const *summaries, uint32_t count)
{
	const struct summary **files =
	    ARENA_ARRAY(p->arena, count, const struct summary *);
	const char **modules = ARENA_ARRAY(p->arena, count, const char *);
	uint32_t module_count = 0;

	for (uint32_t f = 0; f < count; f++)
		if (!is_stub(summaries[f]))
			modules[module_count++] = summaries[f]->module;
	if (module_count > 0)
		qsort(modules, module_count, sizeof(*modules), compare_texts);
	p->files = files;
	for (uint32_t f = 0; f < count; f++)
		if (!is_stub(summaries[f]) ||
		    !project_lists(modules, module_count, summaries[f]->module))
			files[p->count++] = summaries[f];
}
