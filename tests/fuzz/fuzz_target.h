/* What the fuzz targets share: each is one file, fuzz_NAME.c, with
 * LLVMFuzzerTestOneInput; what it starts from is in NAME.seeds/ (or made by
 * seeds.sh), what it found once in NAME.found/, words of its input in
 * NAME.dict.
 */
#ifndef HEAPLINT_FUZZ_TARGET_H
#define HEAPLINT_FUZZ_TARGET_H

#include "output.h"
#include "registry.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *stream = fopen(path, "wb");

	if (stream == NULL || fwrite(bytes, 1, size, stream) != size)
		abort();
	fclose(stream);
}

/* A file in memory for this process alone: write it, and return its path, which
 * stays. */
static inline const char *write_input(const void *bytes, size_t size)
{
	static char path[64];

	snprintf(path, sizeof(path), "/dev/shm/heaplint-fuzz-%ld.py",
	         (long)getpid());
	write_file(path, bytes, size);
	return path;
}

/* All that a run shows, in all formats, to nowhere. SARIF tells of each rule
 * all there is, which takes longer than the run: only an input whose size
 * divides by eight is shown so. */
static inline void show_all(const struct report *report, size_t size)
{
	static const struct output_options options = {.is_coloured = true,
	                                              .has_statistics = true};
	FILE *nowhere = fopen("/dev/null", "w");

	if (nowhere == NULL)
		abort();
	for (const struct output_format *f = output_formats; f->name != NULL;
	     f++)
		if (size % 8 == 0 || strcmp(f->name, "sarif") != 0)
			f->write(nowhere, report, &options);
	fclose(nowhere);
}

/* What one input is worked with: all of it is gone after it. */
struct bench {
	struct arena arena;
	struct registry registry;
};

static inline void bench_open(struct bench *b)
{
	*b = (struct bench){.arena = {0}};
	registry_make(&b->registry, &b->arena);
}

static inline void bench_close(struct bench *b)
{
	arena_release(&b->arena);
}

#endif
