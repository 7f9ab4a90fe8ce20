#include "source.h"

#include "notebook.h"
#include "source_encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* A CR that no LF follows ends a line for Python, not for the parser. */
static void end_lines_with_lf(char *text, uint32_t length)
{
	for (char *at = memchr(text, '\r', length); at != NULL;
	     at = memchr(at, '\r', length - (size_t)(at - text))) {
		if (at[1] != '\n')
			*at = '\n';
		at++;
	}
}

static void find_lines(struct source *source, struct arena *arena)
{
	const char *text = source->text, *end = text + source->length;
	uint32_t count = 1;
	uint32_t *lines;

	for (const char *at = text;
	     (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		count++;
	lines = ARENA_ARRAY(arena, count, uint32_t);
	source->line_count = 1;
	for (const char *at = text;
	     (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		lines[source->line_count++] = (uint32_t)(at + 1 - text);
	source->lines = lines;
}

/* How far a line is indented, as CPython's tokenizer counts: tabs to 8. */
static uint32_t indentation(const char *line)
{
	uint32_t column = 0;

	for (; *line == ' ' || *line == '\t' || *line == '\f'; line++) {
		if (*line == '\f')
			column = 0;
		else if (*line == ' ')
			column++;
		else
			column = column / 8 * 8 + 8;
	}
	return *line == '\n' || *line == '\r' || *line == '#' || *line == '\0'
	           ? 0
	           : column;
}

/* Is a line indented by more columns than there may be levels? Tabs are of 8,
 * so that those lines have a blank after the first SOURCE_DEEPEST / 8. */
static bool has_deep_line(const struct source *source)
{
	for (uint32_t line = 0; line < source->line_count; line++) {
		uint32_t start = source->lines[line];
		uint32_t later = start + SOURCE_DEEPEST / 8;

		if (later < source->length &&
		    (source->text[later] == ' ' ||
		     source->text[later] == '\t' ||
		     source->text[later] == '\f') &&
		    indentation(source->text + start) > SOURCE_DEEPEST)
			return true;
	}
	return false;
}

/* The most levels that lines could open, were none in a string or bracket. */
static bool is_indented_too_deep(const struct source *source)
{
	uint32_t open[SOURCE_DEEPEST + 1] = {0};
	uint32_t depth = 0;

	if (!has_deep_line(source))
		return false;
	for (uint32_t line = 0; line < source->line_count; line++) {
		uint32_t column =
		    indentation(source->text + source->lines[line]);

		if (column == 0)
			continue;
		while (depth > 0 && open[depth] > column)
			depth--;
		if (column <= open[depth])
			continue;
		if (depth == SOURCE_DEEPEST)
			return true;
		open[++depth] = column;
	}
	return false;
}

static const char *refuse(struct arena *arena, const char *bytes, size_t size)
{
	const char *nul;

	if (size > BUDGET_LARGEST_FILE)
		return budget_too_large(arena, BUDGET_LARGEST_FILE);
	if (size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	                  memcmp(bytes, "\xfe\xff", 2) == 0))
		return "UTF-16, which Python does not read as source";
	nul = size == 0 ? NULL : memchr(bytes, '\0', size);
	if (nul != NULL)
		return arena_format(arena, "binary: a NUL byte at offset %zu",
		                    (size_t)(nul - bytes));
	return NULL;
}

void source_hash(uint64_t hash[2], const char *bytes, size_t size)
{
	XXH128_hash_t found = XXH3_128bits(bytes, size);

	hash[0] = found.high64;
	hash[1] = found.low64;
}

const char *source_decode(struct source *source, struct arena *arena,
                          const char *path, const char *bytes, size_t size)
{
	const char *problem = refuse(arena, bytes, size);

	*source = (struct source){.path = path, .text = "", .encoding = ""};
	if (problem != NULL)
		return problem;
	source_hash(source->hash, bytes, size);
	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		source->byte_order_mark = 3;
	bytes += source->byte_order_mark;
	size -= source->byte_order_mark;
	problem = notebook_is_path(path)
	              ? notebook_decode(source, arena, bytes, size)
	              : source_encoding_decode(source, arena, bytes, size);
	if (problem != NULL)
		return problem;
	if (source->notebook == NULL)
		end_lines_with_lf((char *)(uintptr_t)source->text,
		                  source->length);
	find_lines(source, arena);
	if (is_indented_too_deep(source))
		return arena_format(arena, "indented more than %d levels deep",
		                    SOURCE_DEEPEST);
	return NULL;
}

const char *source_read_bytes(struct arena *arena, int descriptor,
                              uint64_t most, const char **bytes, size_t *size)
{
	uint32_t room = 64 * 1024;
	size_t used = 0;
	char *buffer = arena_room(arena, room);

	for (;;) {
		ssize_t got = read(descriptor, buffer + used, room - used);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return strerror(errno);
		if (got == 0)
			break;
		used += (size_t)got;
		*size = used;
		if (used > most)
			return budget_too_large(arena, most);
		if (used == room)
			buffer = arena_grow(arena, buffer, &room, 1);
	}
	*bytes = buffer;
	*size = used;
	return NULL;
}

static const char *read_regular(struct arena *arena, int descriptor,
                                uint64_t most, const char **bytes, size_t *size)
{
	struct stat status;
	size_t used = 0;
	char *buffer;

	if (fstat(descriptor, &status) != 0)
		return strerror(errno);
	if (!S_ISREG(status.st_mode))
		return S_ISDIR(status.st_mode) ? "a directory"
		                               : "not a regular file";
	*size = (size_t)status.st_size;
	if ((uint64_t)status.st_size > most)
		return budget_too_large(arena, most);
	buffer = arena_room(arena, (size_t)status.st_size + 1);
	while (used < (size_t)status.st_size) {
		ssize_t got = read(descriptor, buffer + used,
		                   (size_t)status.st_size - used);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return strerror(errno);
		if (got == 0)
			break;
		used += (size_t)got;
	}
	*bytes = buffer;
	*size = used;
	return NULL;
}

const char *source_read_regular(struct arena *arena, const char *file,
                                uint64_t most, const char **bytes, size_t *size)
{
	int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const char *problem;

	if (descriptor < 0)
		return strerror(errno);
	problem = read_regular(arena, descriptor, most, bytes, size);
	close(descriptor);
	return problem;
}

uint32_t source_line(const struct source *source, uint32_t byte)
{
	uint32_t low = 0, high = source->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= byte)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct str source_line_text(const struct source *source, uint32_t line)
{
	uint32_t start = source->lines[line];
	uint32_t end = line + 1 < source->line_count ? source->lines[line + 1]
	                                             : source->length;

	while (end > start &&
	       (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
		end--;
	return (struct str){source->text + start, end - start};
}

uint32_t source_column_bytes(const struct source *source, uint32_t byte)
{
	return byte - source->lines[source_line(source, byte)];
}

uint32_t source_column(const struct source *source, uint32_t byte)
{
	uint32_t start = source->lines[source_line(source, byte)];
	uint32_t count = 0;

	for (uint32_t i = start; i < byte; i++) {
		if (((unsigned char)source->text[i] & 0xc0) != 0x80)
			count++;
	}
	return count;
}

struct str source_text(const struct source *source, struct span span)
{
	return (struct str){source->text + span.start, span.end - span.start};
}
