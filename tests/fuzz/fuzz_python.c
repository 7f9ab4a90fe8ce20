/* Bytes as a Python file: all rules, the link, all outputs. */
#include "fuzz_target.h"

#include "mutate_python.h"

#include <unistd.h>

static char path[64];

static void write_file(const uint8_t *data, size_t size)
{
	FILE *stream;

	if (path[0] == '\0')
		snprintf(path, sizeof(path), "/dev/shm/heaplint-fuzz-%ld.py",
		         (long)getpid());
	stream = fopen(path, "wb");
	if (stream == NULL || fwrite(data, 1, size, stream) != size)
		abort();
	fclose(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct texts no_words;
	const char *paths[] = {path};
	struct config over = {.include_tests = GIVEN_YES};
	struct config_choice choice = {
	    .over = &over, .words = &no_words, .is_isolated = true};
	struct run_options how = {.paths = paths, .path_count = 1, .jobs = 1};
	struct bench bench;
	struct report report;

	write_file(data, size);
	bench_open(&bench);
	how.config = config_files_new(&bench.arena, &bench.registry, &choice);
	run(&report, &bench.arena, &bench.registry, &how);
	show_all(&report, size);
	run_release(&report);
	bench_close(&bench);
	unlink(path);
	return 0;
}
