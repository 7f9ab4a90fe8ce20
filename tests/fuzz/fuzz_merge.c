/* Bytes as a SARIF log: merged with itself, settled, written. */
#include "fuzz_target.h"

#include "merge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *nowhere = fopen("/dev/null", "w");
	struct bench b;
	struct merge merge = {.arena = &b.arena};
	const char *text;

	if (nowhere == NULL)
		abort();
	bench_open(&b);
	text = arena_copy(&b.arena, data, size);
	if (merge_add(&merge, "a.sarif", text, size) == NULL &&
	    merge_add(&merge, "b.sarif", text, size) == NULL) {
		merge_settle(&merge);
		merge_has(&merge, LEVEL_WARNING);
		merge_write(&merge, nowhere, NULL);
	}
	merge_release(&merge);
	fclose(nowhere);
	bench_close(&b);
	return 0;
}
