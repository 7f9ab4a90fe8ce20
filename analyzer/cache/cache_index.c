#include "cache_index.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct index_head {
	char magic[4];
	uint32_t format;
	uint64_t count, checksum; /* of the rows */
};

static const char index_magic[4] = {'H', 'L', 'C', 'I'};
enum { INDEX_FORMAT = 0x0101 };

/* Two seconds are the coarsest clock of files there is (FAT). Rows of files
 * that were not seen for long go, and of too many all that were not seen. */
enum { SECOND = 1000000000, COARSEST = 2, DAYS_KEPT = 30, ROWS_MOST = 500000 };

static int by_path(const void *left, const void *right)
{
	const struct cache_seen *a = left, *b = right;

	return cache_key_compare(&a->path, &b->path);
}

/* ------------------------------------------------------------ reading */

static void read_rows(struct cache_index *index, int file, size_t size)
{
	struct index_head head;
	char *bytes;

	if (size < sizeof(head) || size > SIZE_MAX / 2)
		return;
	bytes = arena_room(index->arena, size);
	if (read(file, bytes, size) != (ssize_t)size)
		return;
	memcpy(&head, bytes, sizeof(head));
	size -= sizeof(head);
	if (memcmp(head.magic, index_magic, sizeof(index_magic)) != 0 ||
	    head.format != INDEX_FORMAT || head.count > UINT32_MAX ||
	    head.count * sizeof(struct cache_seen) != size ||
	    XXH3_64bits(bytes + sizeof(head), size) != head.checksum)
		return;
	index->rows = (struct cache_seen *)(void *)(bytes + sizeof(head));
	index->count = (uint32_t)head.count;
	for (uint32_t i = 1; i < index->count; i++)
		if (by_path(&index->rows[i - 1], &index->rows[i]) > 0)
			index->count = 0;
}

void cache_index_open(struct cache_index *index, struct arena *arena,
                      int directory)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int file = openat(directory, CACHE_INDEX_NAME, flags);
	struct timespec now;
	struct stat status;

	*index = (struct cache_index){.arena = arena, .directory = directory};
	clock_gettime(CLOCK_REALTIME, &now);
	index->before = (int64_t)(now.tv_sec - COARSEST) * SECOND + now.tv_nsec;
	if (file < 0)
		return;
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode))
		read_rows(index, file, (size_t)status.st_size);
	close(file);
}

static const struct cache_seen *find(const struct cache_index *index,
                                     const struct cache_key *path)
{
	uint32_t low = 0, high = index->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = cache_key_compare(&index->rows[middle].path, path);

		if (order == 0)
			return &index->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool cache_index_find(const struct cache_index *index, struct cache_key path,
                      const struct cache_stat *stat, struct cache_key *content)
{
	const struct cache_seen *row = find(index, &path);

	if (row == NULL || row->stat.size != stat->size ||
	    row->stat.id != stat->id || row->stat.modified != stat->modified ||
	    row->stat.changed != stat->changed)
		return false;
	*content = row->content;
	return true;
}

/* ------------------------------------------------------------ writing */

void cache_index_add(struct cache_index *index, struct cache_key path,
                     const struct cache_stat *stat, struct cache_key content)
{
	struct cache_seen row = {path, content, *stat, cache_today(), 0};

	if (stat->modified < index->before && stat->changed < index->before)
		ARRAY_PUSH(index->arena, &index->added, row);
}

/* Those that were added, and those that were there; by path. */
static void merge(struct cache_index *index)
{
	uint32_t old = 0, today = cache_today();
	ARRAY(struct cache_seen) all = {0};

	qsort(index->added.at, index->added.count, sizeof(*index->added.at),
	      by_path);
	for (uint32_t i = 0; i <= index->added.count; i++) {
		const struct cache_seen *added =
		    i < index->added.count ? &index->added.at[i] : NULL;

		for (; old < index->count; old++) {
			const struct cache_seen *row = &index->rows[old];
			int order = added == NULL ? -1 : by_path(row, added);

			if (order > 0)
				break;
			if (order < 0 && row->day + DAYS_KEPT >= today &&
			    index->count < ROWS_MOST)
				ARRAY_PUSH(index->arena, &all, *row);
		}
		if (added != NULL)
			ARRAY_PUSH(index->arena, &all, *added);
	}
	index->rows = all.at;
	index->count = all.count;
}

void cache_index_close(struct cache_index *index)
{
	struct index_head head = {.format = INDEX_FORMAT};
	char name[CACHE_NAME_SIZE];
	size_t size;
	bool is_good;
	int file;

	if (index->added.count == 0)
		return;
	file = cache_temporary(index->directory, name);
	if (file < 0)
		return;
	merge(index);
	size = index->count * sizeof(struct cache_seen);
	memcpy(head.magic, index_magic, sizeof(head.magic));
	head.count = index->count;
	head.checksum = XXH3_64bits(index->rows, size);
	is_good = write(file, &head, sizeof(head)) == (ssize_t)sizeof(head) &&
	          write(file, index->rows, size) == (ssize_t)size;
	is_good &= close(file) == 0;
	if (!is_good || renameat(index->directory, name, index->directory,
	                         CACHE_INDEX_NAME) != 0)
		unlinkat(index->directory, name, 0);
}
