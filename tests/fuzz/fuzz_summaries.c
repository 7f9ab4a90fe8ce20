/* Bytes as a file of summaries, as `heaplint link` reads it. Their checksums
 * are made right, else all would end there. */
#include "fuzz_target.h"

#include "mend_summary.h"
#include "summary_set.h"

static void mend_hashes(char *bytes, size_t size)
{
	for (size_t at = 8; at + 12 < size; at++) {
		uint64_t length;

		if (!is_summary(bytes + at, size - at))
			continue;
		memcpy(&length, bytes + at - 8, sizeof(length));
		if (length >= 12 && length <= size - at)
			mend_summary(bytes + at, length);
	}
	mend_summary(bytes, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct summary_set set = {.asked = NULL};
	struct report report = {.is_linked = true};
	struct bench b;
	char *bytes;

	if (size < 12)
		return 0;
	bench_open(&b);
	bytes = arena_copy(&b.arena, data, size);
	mend_hashes(bytes, size);
	if (summary_set_read(&set, &b.arena, &b.registry, bytes, size) ==
	        NULL &&
	    summary_set_report(&set, &b.arena, &report) == NULL) {
		report.registry = &b.registry;
		report.selected = set.selected;
		run_link(&report, &b.arena);
		run_settle(&report, &b.arena);
		run_release(&report);
	}
	bench_close(&b);
	return 0;
}
