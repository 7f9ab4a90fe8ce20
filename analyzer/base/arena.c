#include "arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ARENA_FIRST_CHUNK = 64 * 1024,
	ARENA_LARGEST_CHUNK = 1024 * 1024,
	ARENA_LARGEST_KEPT = 1024 * 1024 /* as nothing counts it */
};

struct arena_chunk {
	struct arena_chunk *before;
	size_t size, used;
	alignas(max_align_t) unsigned char bytes[];
};

_Noreturn void arena_exhausted(size_t size)
{
	char text[80];
	int length;

	if (size == 0)
		length = snprintf(text, sizeof(text), "heaplint: %s\n",
		                  "out of memory");
	else
		length = snprintf(text, sizeof(text),
		                  "heaplint: out of memory (asked for %zu"
		                  " bytes)\n",
		                  size);
	(void)!write(STDERR_FILENO, text, (size_t)length);
	_exit(2); /* other threads run: no handlers, no buffers */
}

static size_t round_up(size_t size)
{
	const size_t unit = alignof(max_align_t);

	if (size > SIZE_MAX - sizeof(struct arena_chunk) - unit)
		arena_exhausted(size);
	return (size + unit - 1) / unit * unit;
}

static bool is_over(const struct arena_limit *limit, size_t size)
{
	uint64_t held = limit->arenas[0]->held + limit->arenas[1]->held + size;

	for (const struct arena *a = limit->beside; a != NULL; a = a->before)
		held += a->held;
	return held > limit->most;
}

/* The functions that arenas beside are of are not returned to. */
static _Noreturn void leave(struct arena_limit *limit)
{
	while (limit->beside != NULL)
		arena_release(limit->beside);
	longjmp(limit->over, 1);
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk;

	if (arena->limit != NULL && is_over(arena->limit, size))
		leave(arena->limit);
	chunk = malloc(sizeof(*chunk) + size);
	if (chunk == NULL)
		arena_exhausted(size);
	chunk->before = arena->last;
	chunk->size = size;
	chunk->used = 0;
	arena->last = chunk;
	arena->held += size;
	return chunk;
}

#ifdef ARENA_PASSTHROUGH
static struct arena_chunk *chunk_with_room(struct arena *arena, size_t size)
{
	return chunk_new(arena, size);
}
#else
/* One of its own for what is large; the one that was being filled stays that.
 */
static struct arena_chunk *chunk_large(struct arena *arena, size_t size)
{
	struct arena_chunk *last = arena->last;
	struct arena_chunk *chunk = chunk_new(arena, size);

	if (last != NULL) {
		chunk->before = last->before;
		last->before = chunk;
		arena->last = last;
	}
	return chunk;
}

static struct arena_chunk *chunk_with_room(struct arena *arena, size_t size)
{
	struct arena_chunk *last = arena->last;
	size_t next = arena->first_chunk != 0 ? arena->first_chunk
	                                      : (size_t)ARENA_FIRST_CHUNK;

	if (last != NULL && last->size - last->used >= size)
		return last;
	if (last != NULL)
		next = last->size * 2;
	if (next > ARENA_LARGEST_CHUNK)
		next = ARENA_LARGEST_CHUNK;
	return size > next ? chunk_large(arena, size) : chunk_new(arena, next);
}
#endif

void *arena_room(struct arena *arena, size_t size)
{
	size_t rounded = round_up(size);
	struct arena_chunk *chunk = chunk_with_room(arena, rounded);
	void *memory = chunk->bytes + chunk->used;

	chunk->used += rounded;
	arena->allocated += rounded;
	return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_room(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		arena_exhausted(SIZE_MAX);
	return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const void *from, size_t size)
{
	char *copy = arena_room(arena, size + 1);

	if (size != 0)
		memcpy(copy, from, size);
	copy[size] = '\0';
	return copy;
}

/* ------------------------------------------------------------ formatting */

/* A short text in the making: most are, and vsnprintf takes twenty times as
 * long to put a name and a dot together. */
struct format {
	size_t length;
	char text[256];
};

static bool append(struct format *to, const char *from, size_t size)
{
	if (size >= sizeof(to->text) - to->length)
		return false;
	memcpy(to->text + to->length, from, size);
	to->length += size;
	return true;
}

static bool append_number(struct format *to, unsigned number)
{
	char digits[3 * sizeof(number)];
	char *at = digits + sizeof(digits);

	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) != 0);
	return append(to, at, (size_t)(digits + sizeof(digits) - at));
}

/* "%.*s": as much as there is of `size` bytes. */
static bool append_some(struct format *to, const char *from, int size)
{
	return size == 0 || (size > 0 && from != NULL &&
	                     append(to, from, strnlen(from, (size_t)size)));
}

/* False if it is not short, or has other than %s, %.*s and %u in it. */
static bool format_short(struct format *to, const char *format,
                         va_list arguments)
{
	bool fits = true;

	while (fits && *format != '\0') {
		size_t plain = strcspn(format, "%");
		const char *text;
		int size;

		if (plain > 0) {
			fits = append(to, format, plain);
			format += plain;
		} else if (format[1] == 's') {
			text = va_arg(arguments, const char *);
			fits = text != NULL && append(to, text, strlen(text));
			format += 2;
		} else if (format[1] == 'u') {
			fits = append_number(to, va_arg(arguments, unsigned));
			format += 2;
		} else if (strncmp(format, "%.*s", 4) == 0) {
			size = va_arg(arguments, int);
			text = va_arg(arguments, const char *);
			fits = append_some(to, text, size);
			format += 4;
		} else {
			fits = false;
		}
	}
	return fits;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	struct format brief;
	va_list arguments;
	bool is_short;
	int length;
	char *text;

	brief.length = 0;
	va_start(arguments, format);
	is_short = format_short(&brief, format, arguments);
	va_end(arguments);
	if (is_short)
		return arena_copy(arena, brief.text, brief.length);
	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	assert(length >= 0);
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}

/* Make what was allocated last larger where it is, if its chunk has room. */
static bool extend(struct arena *arena, const unsigned char *at, size_t used,
                   size_t size)
{
	struct arena_chunk *last = arena->last;
	size_t more = round_up(size) - round_up(used);

	if (last == NULL || last->size - last->used < more ||
	    at + round_up(used) != last->bytes + last->used)
		return false;
	last->used += more;
	arena->allocated += more;
	return true;
}

/* Make the chunk larger that holds nothing but what is at `at`, so that a large
 * array does not leave its old halves behind. Where it is then, or NULL: no
 * chunk is such, of those made last. */
static void *extend_chunk(struct arena *arena, const unsigned char *at,
                          size_t used, size_t size)
{
	enum { LOOKED_AT = 32 };
	struct arena_chunk **link = &arena->last, *chunk;
	size_t more = round_up(size) - round_up(used);

	for (int i = 0; *link != NULL && (*link)->bytes != at; i++) {
		if (i == LOOKED_AT)
			return NULL;
		link = &(*link)->before;
	}
	if (*link == NULL || (*link)->used != round_up(used))
		return NULL;
	if (arena->limit != NULL && is_over(arena->limit, more))
		leave(arena->limit);
	chunk = realloc(*link, sizeof(*chunk) + round_up(size));
	if (chunk == NULL)
		arena_exhausted(size);
	*link = chunk;
	arena->held += round_up(size) - chunk->size;
	chunk->size = chunk->used = round_up(size);
	arena->allocated += more;
	return chunk->bytes;
}

/* The array where there is room for `size` bytes, of which these are used. */
static void *with_more_room(struct arena *arena, void *at, size_t used,
                            size_t size)
{
	void *grown;

	if (used == 0)
		return arena_room(arena, size);
	if (extend(arena, at, used, size))
		return at;
	grown = extend_chunk(arena, at, used, size);
	if (grown == NULL)
		grown = memcpy(arena_room(arena, size), at, used);
	return grown;
}

void *arena_grow(struct arena *arena, void *at, uint32_t *room, size_t size)
{
	enum { LARGE = 24, FIRST = 8, FIRST_LARGE = 2 };
	size_t used = *room * size;

	if (*room > UINT32_MAX / 2)
		arena_exhausted(SIZE_MAX);
	if (*room == 0)
		*room = size >= LARGE ? FIRST_LARGE : FIRST;
	else
		*room *= 2;
	return with_more_room(arena, at, used, *room * size);
}

static void release_down_to(struct arena *arena, struct arena_chunk *kept)
{
	while (arena->last != kept) {
		struct arena_chunk *before = arena->last->before;

		arena->held -= arena->last->size;
		free(arena->last);
		arena->last = before;
	}
}

void arena_drop(struct arena *arena, const void *at, size_t size)
{
	struct arena_chunk **link = &arena->last, *chunk;

	while (*link != NULL && (*link)->bytes != at)
		link = &(*link)->before;
	chunk = *link;
	if (chunk == NULL || chunk->used != round_up(size))
		return;
	*link = chunk->before;
	arena->held -= chunk->size;
	free(chunk);
}

void arena_reset(struct arena *arena)
{
#ifdef ARENA_PASSTHROUGH
	arena_release(arena);
#else
	struct arena_chunk *kept;

	while (arena->last != NULL && arena->last->size > ARENA_LARGEST_KEPT)
		release_down_to(arena, arena->last->before);
	kept = arena->last;
	if (kept != NULL) {
		arena->last = kept->before;
		release_down_to(arena, NULL);
		kept->before = NULL;
		kept->used = 0;
		arena->last = kept;
	}
	arena->allocated = 0;
#endif
}

void arena_beside(struct arena *arena, const struct arena *other)
{
	if (other->limit == NULL)
		return;
	arena->limit = other->limit;
	arena->before = other->limit->beside;
	other->limit->beside = arena;
}

void arena_release(struct arena *arena)
{
	struct arena_limit *limit = arena->limit;

	release_down_to(arena, NULL);
	arena->allocated = 0;
	if (limit != NULL && limit->beside == arena) {
		limit->beside = arena->before;
		arena->limit = NULL;
	}
}
