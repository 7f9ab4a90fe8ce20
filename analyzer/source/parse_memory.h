/* Memory for the parser: one arena a thread, emptied after each file.
 *
 * tree-sitter's sources and the grammar's scanner are compiled with this file
 * included before them: it defines the macros through which they allocate
 * (their alloc.h lets it), so that the compiler can inline them. Blocks have a
 * header of 8 bytes with their size; freed ones are kept in lists by size.
 * Everything that a parser allocated, itself included, is gone after
 * parse_memory_reset; the parser must be made anew for each file.
 *
 * With -DARENA_PASSTHROUGH nothing of this is used, so that sanitizers see each
 * allocation. */
#ifndef HEAPLINT_PARSE_MEMORY_H
#define HEAPLINT_PARSE_MEMORY_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	PARSE_UNIT = 16,    /* sizes are multiples of it, less the header */
	PARSE_CLASSES = 64, /* free lists for up to 64 units */
	PARSE_LARGE_CLASSES = 40 /* and for each larger power of two */
};

struct parse_chunk;

struct parse_memory {
	unsigned char *start;      /* of the newest chunk */
	unsigned char *next, *end; /* what is left of it */
	struct parse_chunk *chunks;
	size_t filled; /* bytes of the chunks before the newest */
	size_t most;   /* bytes that may be taken; 0: what the machine has */
	jmp_buf over;  /* where it goes on if more would be */
	void *free_small[PARSE_CLASSES + 1];
	void *free_large[PARSE_LARGE_CLASSES];
};

/* The memory of the file that this thread parses. */
extern _Thread_local struct parse_memory *parse_memory;

/* Forget all blocks and keep the largest chunk. */
void parse_memory_reset(struct parse_memory *memory);
void parse_memory_release(struct parse_memory *memory);

/* Bytes that were taken since the last reset. */
static inline size_t parse_memory_used(const struct parse_memory *m)
{
	return m->filled + (size_t)(m->next - m->start);
}

/* A block from a new chunk; `units` units of PARSE_UNIT bytes. Where that would
 * be more than `most`, it does not return: all that was allocated is then to be
 * forgotten. Ends the process with a message when there is no memory. */
void *parse_memory_more(struct parse_memory *memory, size_t units);

struct parse_block {
	uint64_t units;
};

/* The list that holds freed blocks of this many units. */
static inline void **parse_free_list(struct parse_memory *m, size_t units)
{
	if (units <= PARSE_CLASSES)
		return &m->free_small[units];
	return &m->free_large[63 - __builtin_clzll(units) -
	                      6 /* PARSE_CLASSES is 2 to the 6th */];
}

static inline void *parse_alloc(size_t size)
{
	struct parse_memory *m = parse_memory;
	size_t units =
	    (size + sizeof(struct parse_block) + PARSE_UNIT - 1) / PARSE_UNIT;
	void **list;
	unsigned char *at;

	if (units > PARSE_CLASSES) /* round up to a power of two */
		units = (size_t)1 << (64 - __builtin_clzll(units - 1));
	list = parse_free_list(m, units);
	if (*list != NULL) {
		void *block = *list;

		memcpy(list, block, sizeof(*list));
		return block;
	}
	if ((size_t)(m->end - m->next) < units * PARSE_UNIT)
		return parse_memory_more(m, units);
	at = m->next;
	m->next += units * PARSE_UNIT;
	((struct parse_block *)(void *)at)->units = units;
	return at + sizeof(struct parse_block);
}

static inline size_t parse_units(void *block)
{
	return (size_t)((struct parse_block *)block)[-1].units;
}

static inline void parse_free(void *block)
{
	void **list;

	if (block == NULL)
		return;
	list = parse_free_list(parse_memory, parse_units(block));
	memcpy(block, list, sizeof(*list));
	*list = block;
}

static inline void *parse_calloc(size_t count, size_t size)
{
	return memset(parse_alloc(count * size), 0, count * size);
}

static inline void *parse_realloc(void *block, size_t size)
{
	size_t room;
	void *moved;

	if (block == NULL)
		return parse_alloc(size);
	room = parse_units(block) * PARSE_UNIT - sizeof(struct parse_block);
	if (size <= room)
		return block;
	moved = parse_alloc(size);
	memcpy(moved, block, room);
	parse_free(block);
	return moved;
}

#ifndef ARENA_PASSTHROUGH
#define ts_malloc parse_alloc
#define ts_calloc parse_calloc
#define ts_realloc parse_realloc
#define ts_free parse_free
#endif

#endif
