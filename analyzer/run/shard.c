#include "shard.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { MOST = 65536 };

/* Digits only; 0 if it is none from 1 to MOST. */
static uint32_t number_in(const char *text, size_t length)
{
	uint32_t number = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9' || number > MOST)
			return 0;
		number = number * 10 + (uint32_t)(text[i] - '0');
	}
	return number <= MOST ? number : 0;
}

bool shard_read(struct shard *shard, const char *text)
{
	const char *slash = strchr(text, '/');

	if (slash == NULL)
		return false;
	shard->number = number_in(text, (size_t)(slash - text));
	shard->count = number_in(slash + 1, strlen(slash + 1));
	return shard->number > 0 && shard->number <= shard->count;
}

/* (XXH3 gives the same number on every machine.) */
bool shard_has(const struct shard *shard, const char *path)
{
	uint64_t upper = XXH3_64bits(path, strlen(path)) >> 32;

	return shard->count == 0 ||
	       (upper * shard->count >> 32) + 1 == shard->number;
}

void shard_keep(const struct shard *shard, struct arena *arena,
                struct report *report)
{
	ARRAY(struct notice) notices = {0};

	if (shard->count == 0)
		return;
	for (uint32_t i = 0; i < report->file_count; i++)
		if (!shard_has(shard, report->files[i].path))
			report->files[i].findings.list.count = 0;
	for (uint32_t i = 0; i < report->notice_count; i++)
		if (shard_has(shard, report->notices[i].path))
			ARRAY_PUSH(arena, &notices, report->notices[i]);
	report->notices = notices.at;
	report->notice_count = notices.count;
}
