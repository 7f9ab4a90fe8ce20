/* Bump allocation: memory that is released all at once.
 *
 * Three lifetimes are in use: *run* (options, rules, results), *file* (bytes,
 * nodes and facts of one file) and *scratch* (inside one function). A function
 * takes the arena that its result lives in. Running out of memory ends the
 * process in arena_alloc with a message and exit code 2, so no caller checks.
 * Built with -DARENA_PASSTHROUGH each allocation is a malloc of its own, so
 * that sanitizers see overruns and use after release. */
#ifndef HEAPLINT_ARENA_H
#define HEAPLINT_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena_chunk;

/* What two arenas may hold together, with those beside them. What would be
 * more does not return to whoever asked, but to setjmp(over): all that they
 * gave is then to be forgotten. */
struct arena_limit {
	const struct arena *arenas[2];
	struct arena *beside; /* the newest of them */
	uint64_t most;        /* bytes */
	jmp_buf over;
};

/* Zero-initialised is empty and ready. */
struct arena {
	struct arena_chunk *last;  /* the chunk that is being filled */
	size_t allocated;          /* bytes handed out since the last reset */
	size_t held;               /* bytes of its chunks */
	size_t first_chunk;        /* how much to begin with; 0: 64 KB */
	struct arena_limit *limit; /* or NULL: what the machine has */
	struct arena *before;      /* among those beside the limit's two */
};

/* Zeroed memory for `size` bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same with anything in it, for what is written to at once. */
void *arena_room(struct arena *arena, size_t size);

/* Zeroed memory for `count` items of `size` bytes; ends on overflow. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes at `from` with a NUL after them. */
char *arena_copy(struct arena *arena, const void *from, size_t size);

/* A formatted, NUL-terminated string. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Give back the `size` bytes at `at`, which nothing will use any more, if they
 * are large enough to have a chunk of their own. */
void arena_drop(struct arena *arena, const void *at, size_t size);

/* Forget all that was allocated and keep one chunk for the next use. */
void arena_reset(struct arena *arena);

/* Let an empty arena, a function's own, be held to the limit of another until
 * it is released: in the reverse order, or as the limit is reached. */
void arena_beside(struct arena *arena, const struct arena *other);

/* Give all memory back to the system. The arena is empty and ready again. */
void arena_release(struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type)                                        \
	((type *)arena_array((arena), (count), sizeof(type)))

/* A growable array in an arena: `struct { T *at; uint32_t count, room; }`.
 * ARRAY_PUSH grows by doubling: in place if nothing was allocated since, or a
 * chunk is the array's alone (large ones have one each); else the old copy
 * stays in the arena. Pointers into it are good until the next ARRAY_PUSH. */
#define ARRAY(type)                                                            \
	struct {                                                               \
		type *at;                                                      \
		uint32_t count, room;                                          \
	}
#define ARRAY_PUSH(arena, array, item)                                         \
	do {                                                                   \
		if ((array)->count == (array)->room)                           \
			(array)->at =                                          \
			    arena_grow((arena), (array)->at, &(array)->room,   \
			               sizeof(*(array)->at));                  \
		(array)->at[(array)->count++] = (item);                        \
	} while (0)

/* Append `size` bytes to an array of bytes. */
#define ARRAY_PUSH_BYTES(arena, array, bytes, size)                            \
	do {                                                                   \
		size_t more_ = (size);                                         \
                                                                               \
		while ((array)->room - (array)->count < more_)                 \
			(array)->at = arena_grow((arena), (array)->at,         \
			                         &(array)->room, 1);           \
		if (more_ != 0)                                                \
			memcpy((array)->at + (array)->count, (bytes), more_);  \
		(array)->count += (uint32_t)more_;                             \
	} while (0)

/* The body of ARRAY_PUSH: `at` with twice the room. */
void *arena_grow(struct arena *arena, void *at, uint32_t *room, size_t size);

/* End the process, with a message and exit code 2: there is no memory for so
 * many bytes (0: for some). */
_Noreturn void arena_exhausted(size_t size);

#endif
