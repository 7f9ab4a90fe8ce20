#include "opened.h"

#include <stdlib.h>
#include <string.h>

struct position opened_position(const struct opened *opened, uint32_t byte)
{
	return position_at(opened->positions, byte);
}

struct region opened_region(const struct opened *opened, struct span span)
{
	return position_region(opened->positions, span);
}

static const struct opened *fill(struct opened *o,
                                 const struct file_result *file)
{
	if (o->file != file) {
		arena_reset(&o->arena);
		o->file = file;
		o->is_readable = report_source_bytes(&o->source, &o->arena,
		                                     file, &o->bytes, &o->size);
		o->positions = ARENA_NEW(&o->arena, struct positions);
		*o->positions = (struct positions){.source = &o->source,
		                                   .arena = &o->arena};
	}
	return o->is_readable ? o : NULL;
}

const struct opened *openings_main(struct openings *openings,
                                   const struct file_result *file)
{
	const struct opened *opened = fill(&openings->slots[0], file);

	if (opened != NULL)
		return opened;
	for (uint32_t i = 0; i < openings->changed.count; i++)
		if (openings->changed.at[i] == file)
			return NULL;
	ARRAY_PUSH(&openings->arena, &openings->changed, file);
	return NULL;
}

static int by_path(const void *key, const void *item)
{
	const struct file_result *file = item;

	return strcmp(key, file->path);
}

const struct opened *openings_other(struct openings *openings, const char *path)
{
	const struct report *report = openings->report;
	const struct opened *main = &openings->slots[0];
	const struct file_result *file;

	if (path == NULL || strcmp(path, main->file->path) == 0)
		return main->is_readable ? main : NULL;
	for (uint32_t i = 1; i < OPENED_MOST; i++) {
		const struct opened *o = &openings->slots[i];

		if (o->file != NULL && strcmp(path, o->file->path) == 0)
			return o->is_readable ? o : NULL;
	}
	file = report->file_count == 0
	           ? NULL
	           : bsearch(path, report->files, report->file_count,
	                     sizeof(*report->files), by_path);
	if (file == NULL)
		return NULL;
	openings->next = openings->next % (OPENED_MOST - 1) + 1;
	return fill(&openings->slots[openings->next], file);
}

void openings_close(struct openings *openings)
{
	for (uint32_t i = 0; i < OPENED_MOST; i++)
		arena_release(&openings->slots[i].arena);
	arena_release(&openings->arena);
}
