#include "parse_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FIRST_CHUNK = 1024 * 1024 };

struct parse_chunk {
	struct parse_chunk *before;
	size_t size; /* of `bytes` */
	uint64_t bytes[];
};

_Thread_local struct parse_memory *parse_memory;

/* Blocks start 8 bytes after a multiple of 16, so that what follows their
 * header is aligned as malloc's results are. */
static void open_chunk(struct parse_memory *m, struct parse_chunk *chunk)
{
	unsigned char *start = (unsigned char *)chunk->bytes;

	start += (24 - (uintptr_t)start % 16) % 16;
	m->start = m->next = start;
	m->end = (unsigned char *)chunk->bytes + chunk->size;
}

void *parse_memory_more(struct parse_memory *memory, size_t units)
{
	size_t size = FIRST_CHUNK;
	struct parse_chunk *chunk;
	unsigned char *at;

	if (units > SIZE_MAX / PARSE_UNIT / 4)
		size = SIZE_MAX / 2;
	else if (size < units * PARSE_UNIT + 2 * PARSE_UNIT)
		size = units * PARSE_UNIT + 2 * PARSE_UNIT;
	if (memory->most != 0 &&
	    parse_memory_used(memory) + size > memory->most)
		longjmp(memory->over, 1);
	chunk = malloc(sizeof(*chunk) + size);
	if (chunk == NULL) {
		fprintf(stderr, "heaplint: out of memory (parser)\n");
		_exit(2);
	}
	memory->filled = parse_memory_used(memory);
	chunk->before = memory->chunks;
	chunk->size = size;
	memory->chunks = chunk;
	open_chunk(memory, chunk);
	at = memory->next;
	memory->next += units * PARSE_UNIT;
	((struct parse_block *)(void *)at)->units = units;
	return at + sizeof(struct parse_block);
}

static void release_from(struct parse_chunk *chunk)
{
	while (chunk != NULL) {
		struct parse_chunk *before = chunk->before;

		free(chunk);
		chunk = before;
	}
}

/* A large file leaves a chunk that its own facts, and the next files, do not
 * need. */
enum { LARGEST_KEPT = 2 * 1024 * 1024 };

void parse_memory_reset(struct parse_memory *memory)
{
	struct parse_chunk *kept = memory->chunks;

	memset(memory->free_small, 0, sizeof(memory->free_small));
	memset(memory->free_large, 0, sizeof(memory->free_large));
	memory->filled = memory->most = 0;
	if (kept == NULL)
		return;
	if (kept->size > LARGEST_KEPT) {
		parse_memory_release(memory);
		return;
	}
	release_from(kept->before);
	kept->before = NULL;
	open_chunk(memory, kept);
}

void parse_memory_release(struct parse_memory *memory)
{
	release_from(memory->chunks);
	memset(memory, 0, sizeof(*memory));
}
