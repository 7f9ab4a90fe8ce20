/* For `make bench`: what telling files of each other costs. Analyses the files
 * named on standard input, links them, and prints the processor time in seconds
 * that linking took, and the bytes of the summaries: in memory, with the
 * findings, while the files are linked; and as `heaplint summarize` writes
 * them. */
#include "run.h"
#include "select.h"
#include "summary.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

typedef ARRAY(const char *) path_list;

static double processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void read_paths(path_list *paths, struct arena *arena)
{
	char path[4096];

	while (fgets(path, sizeof(path), stdin) != NULL) {
		path[strcspn(path, "\n")] = '\0';
		ARRAY_PUSH(arena, paths, str_copy(arena, str_of(path)));
	}
}

static size_t written_size(const struct report *report)
{
	struct arena arena = {0};
	size_t all = 0;

	for (uint32_t i = 0; i < report->file_count; i++) {
		const char *bytes;
		size_t size;

		summary_write(report->files[i].summary, &arena, &bytes, &size);
		all += size;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return all;
}

int main(void)
{
	struct arena arena = {0};
	struct selection usual = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
	struct run_options options = {.jobs = 1};
	struct registry registry;
	struct report report;
	path_list paths = {0};
	size_t kept = 0, written;
	double start;
	bool *selected;

	registry_make(&registry, &arena);
	selected = ARENA_ARRAY(&arena, registry.count, bool);
	if (select_rules(selected, &arena, &registry, &usual) != NULL)
		return 2;
	read_paths(&paths, &arena);
	options.paths = paths.at;
	options.path_count = options.listed_count = paths.count;
	options.selected = selected;
	run_files(&report, &arena, &registry, &options);
	for (uint32_t i = 0; i < report.kept_count; i++)
		kept += report.kept[i].allocated;
	written = written_size(&report);
	start = processor_time();
	run_link(&report, &arena, LEVEL_NOTE);
	printf("%.3f %zu %zu\n", processor_time() - start, kept, written);
	run_release(&report);
	arena_release(&arena);
	return 0;
}
