#include "cache_store.h"

#include "str.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* More packs than this are joined; their use is noted once an hour. */
enum { PACKS_MOST = 8, PACKS_OPEN = 64, NOTED_EVERY = 60 * 60 };

/* ------------------------------------------------------------ opening */

static int latest_first(const void *left, const void *right)
{
	const struct cache_pack *a = left, *b = right;

	if (a->used != b->used)
		return a->used > b->used ? -1 : 1;
	return strcmp(a->name, b->name);
}

static void open_pack(struct cache_store *store, const char *name)
{
	struct cache_pack pack = {.file = -1};

	if (!str_ends(str_of(name), CACHE_PACK_SUFFIX) ||
	    strlen(name) >= sizeof(pack.name) || *name == '.' ||
	    store->packs.count == PACKS_OPEN)
		return;
	strcpy(pack.name, name);
	if (cache_pack_open(&pack, store->arena, store->directory,
	                    store->build)) {
		ARRAY_PUSH(store->arena, &store->packs, pack);
		return;
	}
	if (atomic_load(&pack.is_damaged))
		unlinkat(store->directory, name, 0);
}

void cache_store_open(struct cache_store *store, struct arena *arena,
                      int directory, uint64_t build)
{
	int again = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = again < 0 ? NULL : fdopendir(again);
	const struct dirent *entry;

	*store = (struct cache_store){
	    .arena = arena, .directory = directory, .build = build};
	while (stream != NULL && (entry = readdir(stream)) != NULL)
		open_pack(store, entry->d_name);
	if (stream != NULL)
		closedir(stream);
	if (store->packs.count > 0)
		qsort(store->packs.at, store->packs.count,
		      sizeof(*store->packs.at), latest_first);
	cache_writer_open(&store->writer, directory, build);
}

/* ------------------------------------------------------------ entries */

bool cache_store_get(struct cache_store *store, struct cache_key key,
                     struct arena *arena, struct cache_entry *entry)
{
	for (uint32_t i = 0; i < store->packs.count; i++) {
		struct cache_pack *pack = &store->packs.at[i];
		const struct cache_row *row = cache_pack_find(pack, key);

		if (row != NULL && cache_pack_read(pack, row, arena, entry))
			return true;
	}
	return false;
}

void cache_store_put(struct cache_store *store, struct cache_key key,
                     const struct cache_entry *entry)
{
	cache_writer_put(&store->writer, key, entry, store->writer.today);
}

/* ------------------------------------------------------------ joining */

/* A row of one of the packs that are joined. */
struct chosen {
	struct cache_pack *pack;
	const struct cache_row *row;
	uint32_t day;
};

static int latest_used_first(const void *left, const void *right)
{
	const struct chosen *a = left, *b = right;

	if (a->day != b->day)
		return a->day > b->day ? -1 : 1;
	if (a->pack != b->pack)
		return a->pack < b->pack ? -1 : 1;
	return (a->row->offset > b->row->offset) -
	       (a->row->offset < b->row->offset);
}

static bool is_in_earlier(const struct cache_store *store, uint32_t pack,
                          const struct cache_row *row)
{
	for (uint32_t i = 0; i < pack; i++)
		if (cache_pack_find(&store->packs.at[i], row->key) != NULL &&
		    !atomic_load(&store->packs.at[i].is_damaged))
			return true;
	return false;
}

/* Into one pack, of at most `most` bytes. Those after the first `from` are
 * joined. */
static void join(struct cache_store *store, uint32_t from, uint64_t most)
{
	struct arena arena = {0}, scratch = {0};
	struct cache_writer writer;
	ARRAY(struct chosen) rows = {0};
	uint64_t size = 0;

	cache_writer_open(&writer, store->directory, store->build);
	for (uint32_t i = from; i < store->packs.count; i++) {
		struct cache_pack *pack = &store->packs.at[i];

		for (uint32_t k = 0; k < pack->count; k++) {
			struct chosen c = {pack, &pack->rows[k],
			                   pack->rows[k].day};

			if (pack->is_used[k])
				c.day = writer.today;
			if (!is_in_earlier(store, i, c.row))
				ARRAY_PUSH(&arena, &rows, c);
		}
	}
	if (rows.count > 0)
		qsort(rows.at, rows.count, sizeof(*rows.at), latest_used_first);
	for (uint32_t i = 0; i < rows.count; i++) {
		const struct chosen *c = &rows.at[i];
		struct cache_entry entry;

		size += c->row->size + 2 * sizeof(*c->row);
		if (size > most)
			break;
		if (cache_pack_read(c->pack, c->row, &scratch, &entry))
			cache_writer_put(&writer, c->row->key, &entry, c->day);
		arena_reset(&scratch);
	}
	/* (one that has the same table is the pack that was just written) */
	for (uint32_t i = from; i < store->packs.count; i++)
		unlinkat(store->directory, store->packs.at[i].name, 0);
	cache_writer_close(&writer);
	arena_release(&arena);
	arena_release(&scratch);
}

static int largest_first(const void *left, const void *right)
{
	const struct cache_pack *a = left, *b = right;

	return (a->size < b->size) - (a->size > b->size);
}

/* How many of the largest packs are left alone: each as large as all that are
 * smaller, so that no entry is written anew more often than needed. */
static uint32_t left_alone(const struct cache_store *store)
{
	uint64_t smaller = 0;
	uint32_t alone = store->packs.count;

	for (uint32_t i = store->packs.count; i-- > 0;) {
		if (store->packs.at[i].size < smaller)
			alone = i;
		smaller += store->packs.at[i].size;
	}
	if (alone == store->packs.count)
		alone = 1;
	return alone > PACKS_MOST / 2 ? PACKS_MOST / 2 : alone;
}

/* Those that were used, so that others go first. */
static void note_use(struct cache_store *store)
{
	int64_t before = (int64_t)time(NULL) - NOTED_EVERY;

	for (uint32_t i = 0; i < store->packs.count; i++) {
		struct cache_pack *pack = &store->packs.at[i];

		if (atomic_load(&pack->has_used) && pack->used < before)
			utimensat(store->directory, pack->name, NULL, 0);
	}
}

/* What this run wrote belongs to them. */
static void look_again(struct cache_store *store)
{
	struct cache_store now;

	cache_store_open(&now, store->arena, store->directory, store->build);
	for (uint32_t i = 0; i < now.packs.count; i++) {
		struct cache_pack *pack = &now.packs.at[i];

		for (uint32_t k = 0; k < store->packs.count; k++) {
			struct cache_pack *before = &store->packs.at[k];

			if (strcmp(before->name, pack->name) != 0 ||
			    before->count != pack->count)
				continue;
			memcpy(pack->is_used, before->is_used, pack->count);
			atomic_store(&pack->is_damaged,
			             atomic_load(&before->is_damaged));
		}
	}
	for (uint32_t k = 0; k < store->packs.count; k++)
		cache_pack_close(&store->packs.at[k]);
	*store = now;
}

bool cache_store_close(struct cache_store *store, uint64_t most)
{
	bool is_damaged = false, has_written;
	uint64_t size = 0;

	note_use(store);
	has_written = cache_writer_close(&store->writer);
	for (uint32_t i = 0; i < store->packs.count; i++)
		is_damaged |= atomic_load(&store->packs.at[i].is_damaged);
	if (has_written || is_damaged) {
		look_again(store);
		for (uint32_t i = 0; i < store->packs.count; i++)
			size += store->packs.at[i].size;
		if (store->packs.count > 0)
			qsort(store->packs.at, store->packs.count,
			      sizeof(*store->packs.at), largest_first);
		if (is_damaged || size > most)
			join(store, 0, size > most ? most / 4 * 3 : most);
		else if (store->packs.count > PACKS_MOST)
			join(store, left_alone(store), most);
		cache_writer_close(&store->writer);
	}
	for (uint32_t i = 0; i < store->packs.count; i++)
		cache_pack_close(&store->packs.at[i]);
	return has_written;
}
