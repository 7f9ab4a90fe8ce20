#include "cache_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* (no structure here has holes: all is written as it is) */
struct head {
	struct cache_key key;
	uint64_t checksum; /* of the bytes and what stands here */
	uint32_t size, lines, kind, zero;
};

struct foot {
	char magic[4];
	uint32_t format; /* a number of two bytes, so that it tells the order */
	uint64_t build, count;
	uint64_t checksum; /* of the table */
};

static const char pack_magic[4] = {'H', 'L', 'C', 'P'};
enum { PACK_FORMAT = 0x0101 + 1, SECONDS_A_DAY = 24 * 60 * 60 };

uint32_t cache_today(void)
{
	return (uint32_t)(time(NULL) / SECONDS_A_DAY);
}

static uint64_t checksum_of(const struct head *head, const char *bytes)
{
	uint64_t seed = ((uint64_t)head->lines << 32 | head->kind) ^
	                head->key.at[0] ^ head->key.at[1] << 1;

	return XXH3_64bits_withSeed(bytes, head->size, seed);
}

/* ------------------------------------------------------------ reading */

static bool read_at(int file, void *to, size_t size, uint64_t offset)
{
	char *at = to;

	while (size > 0) {
		ssize_t got = pread(file, at, size, (off_t)offset);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return true;
}

int cache_key_compare(const void *left, const void *right)
{
	const struct cache_key *a = left, *b = right;

	if (a->at[0] != b->at[0])
		return a->at[0] < b->at[0] ? -1 : 1;
	return (a->at[1] > b->at[1]) - (a->at[1] < b->at[1]);
}

static int by_key(const void *left, const void *right)
{
	const struct cache_row *a = left, *b = right;

	return cache_key_compare(&a->key, &b->key);
}

static bool is_table_good(const struct cache_pack *pack, uint64_t table)
{
	for (uint32_t i = 0; i < pack->count; i++) {
		const struct cache_row *row = &pack->rows[i];

		if (row->offset > table || table - row->offset < row->size ||
		    table - row->offset - row->size < sizeof(struct head))
			return false;
		if (i > 0 && by_key(row - 1, row) > 0)
			return false;
	}
	return true;
}

static bool read_table(struct cache_pack *pack, struct arena *arena,
                       uint64_t build)
{
	const size_t row = sizeof(struct cache_row);
	uint64_t rest = pack->size - sizeof(struct foot);
	struct foot foot;
	size_t size;

	if (pack->size < sizeof(foot) ||
	    !read_at(pack->file, &foot, sizeof(foot), rest) ||
	    memcmp(foot.magic, pack_magic, sizeof(pack_magic)) != 0 ||
	    foot.format != PACK_FORMAT || foot.build != build ||
	    foot.count > rest / row || foot.count > UINT32_MAX)
		return false;
	pack->count = (uint32_t)foot.count;
	size = pack->count * row;
	pack->rows = arena_room(arena, size + 1);
	pack->is_used = arena_alloc(arena, pack->count + 1);
	return read_at(pack->file, pack->rows, size, rest - size) &&
	       XXH3_64bits(pack->rows, size) == foot.checksum &&
	       is_table_good(pack, rest - size);
}

bool cache_pack_open(struct cache_pack *pack, struct arena *arena,
                     int directory, uint64_t build)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	struct stat status;

	pack->file = openat(directory, pack->name, flags);
	if (pack->file < 0)
		return false;
	if (fstat(pack->file, &status) == 0 && S_ISREG(status.st_mode)) {
		pack->size = (uint64_t)status.st_size;
		pack->used = status.st_mtime;
		if (read_table(pack, arena, build))
			return true;
		atomic_store(&pack->is_damaged, true);
	}
	cache_pack_close(pack);
	return false;
}

void cache_pack_close(struct cache_pack *pack)
{
	if (pack->file >= 0)
		close(pack->file);
	pack->file = -1;
}

const struct cache_row *cache_pack_find(const struct cache_pack *pack,
                                        struct cache_key key)
{
	uint32_t low = 0, high = pack->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = cache_key_compare(&pack->rows[middle].key, &key);

		if (order == 0)
			return &pack->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool cache_pack_read(struct cache_pack *pack, const struct cache_row *row,
                     struct arena *arena, struct cache_entry *entry)
{
	size_t size = sizeof(struct head) + row->size;
	char *bytes = arena_room(arena, size);
	struct head head;

	if (read_at(pack->file, bytes, size, row->offset)) {
		memcpy(&head, bytes, sizeof(head));
		*entry = (struct cache_entry){bytes + sizeof(head), row->size,
		                              head.lines, head.kind};
		if (cache_key_compare(&head.key, &row->key) == 0 &&
		    head.size == row->size &&
		    checksum_of(&head, entry->bytes) == head.checksum) {
			pack->is_used[row - pack->rows] = 1;
			atomic_store(&pack->has_used, true);
			return true;
		}
	}
	atomic_store(&pack->is_damaged, true);
	return false;
}

/* ------------------------------------------------------------ writing */

int cache_temporary(int directory, char *name)
{
	enum { TRIES = 100 };
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
	int file = -1;

	for (int i = 0; i < TRIES && file < 0; i++) {
		snprintf(name, CACHE_NAME_SIZE, ".%ld-%d.new", (long)getpid(),
		         i);
		file = openat(directory, name, flags, 0666);
		if (file < 0 && errno != EEXIST)
			break;
	}
	return file;
}

void cache_writer_open(struct cache_writer *writer, int directory,
                       uint64_t build)
{
	*writer = (struct cache_writer){.directory = directory,
	                                .build = build,
	                                .today = cache_today(),
	                                .mutex = PTHREAD_MUTEX_INITIALIZER};
}

static bool begin(struct cache_writer *writer)
{
	int file;

	if (writer->stream != NULL || writer->has_failed)
		return !writer->has_failed;
	writer->has_failed = true;
	file = cache_temporary(writer->directory, writer->temporary);
	if (file < 0)
		return false;
	writer->stream = fdopen(file, "w");
	if (writer->stream == NULL) {
		close(file);
		unlinkat(writer->directory, writer->temporary, 0);
		return false;
	}
	writer->has_failed = false;
	return true;
}

void cache_writer_put(struct cache_writer *writer, struct cache_key key,
                      const struct cache_entry *entry, uint32_t day)
{
	struct head head = {.key = key,
	                    .size = (uint32_t)entry->size,
	                    .lines = entry->lines,
	                    .kind = entry->kind};
	struct cache_row row = {.key = key, .size = head.size, .day = day};

	if (entry->size > UINT32_MAX)
		return;
	head.checksum = checksum_of(&head, entry->bytes);
	pthread_mutex_lock(&writer->mutex);
	row.offset = writer->offset;
	if (begin(writer)) {
		fwrite(&head, sizeof(head), 1, writer->stream);
		fwrite(entry->bytes, 1, entry->size, writer->stream);
		writer->offset += sizeof(head) + entry->size;
		ARRAY_PUSH(&writer->arena, &writer->rows, row);
	}
	pthread_mutex_unlock(&writer->mutex);
}

/* Two runs that write the same at once write the same file. */
static bool write_table(struct cache_writer *writer)
{
	const size_t size = writer->rows.count * sizeof(struct cache_row);
	struct foot foot = {.format = PACK_FORMAT,
	                    .build = writer->build,
	                    .count = writer->rows.count};
	char name[CACHE_NAME_SIZE];
	bool is_good;

	memcpy(foot.magic, pack_magic, sizeof(foot.magic));
	if (size > 0)
		qsort(writer->rows.at, writer->rows.count,
		      sizeof(struct cache_row), by_key);
	foot.checksum = XXH3_64bits(writer->rows.at, size);
	fwrite(writer->rows.at, 1, size, writer->stream);
	fwrite(&foot, sizeof(foot), 1, writer->stream);
	is_good = !ferror(writer->stream);
	is_good &= fclose(writer->stream) == 0;
	snprintf(name, sizeof(name), "%016llx" CACHE_PACK_SUFFIX,
	         (unsigned long long)foot.checksum);
	return is_good && renameat(writer->directory, writer->temporary,
	                           writer->directory, name) == 0;
}

bool cache_writer_close(struct cache_writer *writer)
{
	bool is_there = false;

	if (writer->stream != NULL) {
		is_there = write_table(writer);
		if (!is_there)
			unlinkat(writer->directory, writer->temporary, 0);
	}
	arena_release(&writer->arena);
	pthread_mutex_destroy(&writer->mutex);
	return is_there;
}
