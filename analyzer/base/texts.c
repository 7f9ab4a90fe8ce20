#include "texts.h"

#include <stdlib.h>
#include <string.h>

void texts_add(struct arena *arena, struct texts *texts, const char *text)
{
	ARRAY_PUSH(arena, &texts->list, text);
}

static int by_text(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

void texts_sort(struct texts *texts)
{
	uint32_t kept = 0;

	if (texts->list.count == 0)
		return;
	qsort(texts->list.at, texts->list.count, sizeof(*texts->list.at),
	      by_text);
	for (uint32_t i = 1; i < texts->list.count; i++)
		if (strcmp(texts->list.at[kept], texts->list.at[i]) != 0)
			texts->list.at[++kept] = texts->list.at[i];
	texts->list.count = kept + 1;
}

const char *const *texts_keep(const struct texts *texts, struct arena *arena)
{
	size_t size = texts->list.count * sizeof(const char *);
	const char **kept;
	char *to;

	if (texts->list.count == 0)
		return NULL;
	for (uint32_t i = 0; i < texts->list.count; i++)
		size += strlen(texts->list.at[i]) + 1;
	kept = arena_room(arena, size);
	to = (char *)(kept + texts->list.count);
	for (uint32_t i = 0; i < texts->list.count; i++) {
		size_t length = strlen(texts->list.at[i]) + 1;

		kept[i] = memcpy(to, texts->list.at[i], length);
		to += length;
	}
	return kept;
}
