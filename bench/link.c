/* For `make bench`: what telling files of each other costs. Takes the words of
 * `heaplint check`, analyses the files, links them, and prints the processor
 * time in seconds that linking took, and the bytes of the summaries: in memory,
 * with the findings, while the files are linked; and as `heaplint summarize`
 * writes them. */
#include "command.h"
#include "run.h"
#include "summary.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
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

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct options options;
	struct run_options how;
	struct registry registry;
	struct report report;
	size_t kept = 0, written;
	double start;

	registry_make(&registry, &arena);
	if (options_parse(&options, &arena, argc, argv) != NULL ||
	    command_prepare(&options, &how, &arena, &registry) != EXIT_CLEAN)
		return 2;
	run_files(&report, &arena, &registry, &how);
	for (uint32_t i = 0; i < report.kept_count; i++)
		for (uint32_t k = 0; k < report.kept[i].count; k++)
			kept += report.kept[i].at[k].allocated;
	written = written_size(&report);
	start = processor_time();
	run_link(&report, &arena);
	printf("%.3f %zu %zu\n", processor_time() - start, kept, written);
	run_release(&report);
	arena_release(&arena);
	return 0;
}
