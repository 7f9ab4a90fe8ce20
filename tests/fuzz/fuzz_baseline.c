/* Bytes as a baseline, which is JSON: read, applied to nothing, written. */
#include "fuzz_target.h"

#include "baseline_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct baseline baseline = {.path = "a.json", .directory = "/"};
	struct report report = {.file_count = 0};
	FILE *nowhere = fopen("/dev/null", "w");
	struct bench b;
	const char *text;

	if (nowhere == NULL)
		abort();
	bench_open(&b);
	report.registry = &b.registry;
	report.selected = ARENA_ARRAY(&b.arena, b.registry.count, bool);
	text = arena_copy(&b.arena, data, size);
	if (baseline_read(&baseline, &b.arena, text, size) == NULL) {
		baseline_apply(&baseline, &b.arena, &report, NULL);
		for (uint32_t i = 0; i < baseline.entries.count; i++)
			baseline_is_stale(&baseline, &b.arena, &report,
			                  &baseline.entries.at[i]);
		baseline_write(nowhere, &baseline);
	}
	fclose(nowhere);
	bench_close(&b);
	return 0;
}
