/* Bytes as a Python file: all rules, the link, all outputs. */
#include "fuzz_target.h"

#include "mutate_python.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct texts no_words;
	const char *paths[] = {write_input(data, size)};
	struct config over = {.include_tests = GIVEN_YES};
	struct config_choice choice = {
	    .over = &over, .words = &no_words, .is_isolated = true};
	struct run_options how = {.paths = paths, .path_count = 1, .jobs = 1};
	struct bench bench;
	struct report report;

	bench_open(&bench);
	how.config = config_files_new(&bench.arena, &bench.registry, &choice);
	run(&report, &bench.arena, &bench.registry, &how);
	show_all(&report, size);
	run_release(&report);
	bench_close(&bench);
	unlink(paths[0]);
	return 0;
}
