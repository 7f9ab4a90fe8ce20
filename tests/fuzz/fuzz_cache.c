/* Bytes as changes to the cache of a small project: places in its files, and
 * what is there instead. Their checksums are made right, so that what they
 * protect is read: it must be taken or refused, whatever it is.
 */
#include "fuzz_target.h"

#include "mend_summary.h"
#include "cache_linked.h"

#include <dirent.h>
#include <ftw.h>
#include <sys/stat.h>

enum { SOURCES = 16, CACHE_FILES_MOST = 8, CHANGE = 5, PATH_SIZE = 400 };

/* A file of the cache as it is when nothing changed. */
struct kept {
	char path[PATH_SIZE];
	char *bytes;
	size_t size;
};

static struct kept kept[CACHE_FILES_MOST];
static uint32_t kept_count;

static const char *const source =
    "class Node%d:\n"
    "    def __init__(self, owner, rows):\n"
    "        self.owner = owner\n"
    "        owner.nodes.append(self)\n"
    "        self.text = ''\n"
    "        for row in rows:\n"
    "            self.text += row\n"
    "class Tree%d:\n"
    "    def __init__(self, path):\n"
    "        self.nodes = []\n"
    "        for line in open(path).readlines():\n"
    "            Node%d(self, sorted(list(line)))\n"
    "seen = {}  # heaplint: ignore[MEM603] a few\n"
    "def see(key, xs):\n"
    "    seen[key] = sum([x * x for x in xs])\n";

/* ------------------------------------------------------------ the run */

static void run_with_cache(size_t size)
{
	static const struct texts no_words;
	const char *paths[] = {"src"};
	struct config over = {.include_tests = GIVEN_YES};
	struct config_choice choice = {
	    .over = &over, .words = &no_words, .is_isolated = true};
	struct run_options how = {.paths = paths, .path_count = 1, .jobs = 1};
	struct bench bench;
	struct report report;
	bool is_foreign;

	bench_open(&bench);
	how.config = config_files_new(&bench.arena, &bench.registry, &choice);
	how.cache = cache_open(&bench.arena, "cache", ".", &is_foreign);
	if (how.cache == NULL)
		abort();
	run_analyse_and_link(run_begin(&bench.arena, &bench.registry, &how),
	                     &report);
	run_settle(&report, &bench.arena);
	show_all(&report, size);
	run_release(&report);
	bench_close(&bench);
}

/* ------------------------------------------------------------ the files */

static void keep(const char *folder, const char *name)
{
	struct kept *k = &kept[kept_count];
	struct stat status;
	FILE *stream;

	snprintf(k->path, sizeof(k->path), "%s/%s", folder, name);
	stream = fopen(k->path, "rb");
	if (stream == NULL || fstat(fileno(stream), &status) != 0)
		abort();
	if (S_ISREG(status.st_mode) && kept_count++ < CACHE_FILES_MOST) {
		k->size = (size_t)status.st_size;
		k->bytes = malloc(k->size);
		if (fread(k->bytes, 1, k->size, stream) != k->size)
			abort();
	}
	fclose(stream);
}

/* Each entry of the cache and of its folders: keep it, or remove it. */
static void walk(const char *folder, bool is_kept)
{
	char path[PATH_SIZE];
	struct dirent *entry;
	DIR *directory = opendir(folder);

	if (directory == NULL)
		return;
	while ((entry = readdir(directory)) != NULL) {
		snprintf(path, sizeof(path), "%.100s/%.255s", folder,
		         entry->d_name);
		if (*entry->d_name == '.' ||
		    strcmp(entry->d_name, "CACHEDIR.TAG") == 0)
			continue;
		if (entry->d_type == DT_DIR)
			walk(path, is_kept);
		else if (is_kept)
			keep(folder, entry->d_name);
		else
			unlink(path);
	}
	closedir(directory);
}

static char top[] = "/dev/shm/heaplint-cache-XXXXXX";

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *walk)
{
	(void)status;
	(void)type;
	(void)walk;
	return remove(path);
}

static void remove_all(void)
{
	nftw(top, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* The project, in a folder of its own; its cache, made by a first run. */
static void start(void)
{
	/* What changed this second is not noted: "racy git". */
	enum { LONG_ENOUGH = 3 };
	char path[PATH_SIZE], text[1000];

	if (mkdtemp(top) == NULL || chdir(top) != 0 || mkdir("src", 0777) != 0)
		abort();
	atexit(remove_all);
	for (int i = 0; i < SOURCES; i++) {
		int size = snprintf(text, sizeof(text), source, i, i, i);

		snprintf(path, sizeof(path), "src/a%02d.py", i);
		write_file(path, text, (size_t)size);
	}
	sleep(LONG_ENOUGH);
	run_with_cache(0);
	walk("cache", true);
	if (kept_count < 3)
		abort();
}

/* ------------------------------------------------------------ checksums */

static uint64_t number_at(const char *bytes, size_t size)
{
	uint64_t number = 0;

	memcpy(&number, bytes, size);
	return number;
}

/* cache_index.c: a head, whose checksum is that of the rest. */
static void mend_index(char *bytes, size_t size)
{
	enum { HEAD = 24 };
	uint64_t hash;

	if (size < HEAD)
		return;
	hash = XXH3_64bits(bytes + HEAD, size - HEAD);
	memcpy(bytes + HEAD - 8, &hash, 8);
}

/* cache_linked.h: a head, whose checksum is that of the rest; the files; where
 * these say, their findings, and after them their answers. */
static void mend_linked(char *bytes, size_t size)
{
	enum { HEAD = sizeof(struct linked_head) };
	const size_t table = HEAD + SOURCES * sizeof(struct linked_file);
	uint64_t hash;

	if (size < table)
		return;
	for (size_t i = 0; i < SOURCES; i++) {
		struct linked_file file;
		size_t at = table, lengths[2];

		memcpy(&file, bytes + HEAD + i * sizeof(file), sizeof(file));
		at += file.at;
		lengths[0] = file.size;
		lengths[1] = file.answers;
		for (int k = 0; k < 2; k++) {
			if (at > size || lengths[k] > size - at)
				break;
			if (is_summary(bytes + at, lengths[k]))
				mend_summary(bytes + at, lengths[k]);
			at += lengths[k];
		}
	}
	hash = XXH3_64bits(bytes + HEAD, size - HEAD);
	memcpy(bytes + HEAD - 8, &hash, 8);
}

/* cache_pack.c: the head of an entry, then its bytes. */
static void mend_entry(char *bytes, size_t room)
{
	enum { HEAD = 40 };
	size_t length = number_at(bytes + 24, 4);
	uint64_t seed =
	    (number_at(bytes + 28, 4) << 32 | number_at(bytes + 32, 4)) ^
	    number_at(bytes, 8) ^ number_at(bytes + 8, 8) << 1;
	uint64_t hash;

	if (room < HEAD || length > room - HEAD)
		return;
	if (is_summary(bytes + HEAD, length))
		mend_summary(bytes + HEAD, length);
	hash = XXH3_64bits_withSeed(bytes + HEAD, length, seed);
	memcpy(bytes + 16, &hash, 8);
}

/* Entries, a row for each, the foot. */
static void mend_pack(char *bytes, size_t size)
{
	enum { ROW = 32, FOOT = 32, ENTRY_HEAD = 40 };
	uint64_t hash, count;
	size_t table;

	if (size < FOOT)
		return;
	count = number_at(bytes + size - FOOT + 16, 8);
	if (count > (size - FOOT) / ROW)
		return;
	table = size - FOOT - count * ROW;
	for (size_t i = 0; i < count; i++) {
		uint64_t at = number_at(bytes + table + i * ROW + 16, 8);

		if (at < table && table - at > ENTRY_HEAD)
			mend_entry(bytes + at, table - at);
	}
	hash = XXH3_64bits(bytes + table, count * ROW);
	memcpy(bytes + size - 8, &hash, 8);
}

static void mend(const struct kept *k, char *bytes, size_t size)
{
	if (strstr(k->path, ".pack") != NULL)
		mend_pack(bytes, size);
	else if (strstr(k->path, ".linked") != NULL)
		mend_linked(bytes, size);
	else
		mend_index(bytes, size);
}

/* ------------------------------------------------------------ changes */

/* Five bytes are one: its file, its place (three), what is there. A place
 * beyond the end cuts the file short. */
static void write_changed(uint32_t file, const uint8_t *data, size_t size)
{
	const struct kept *k = &kept[file];
	size_t length = k->size;
	char *bytes = malloc(length);

	memcpy(bytes, k->bytes, length);
	for (; size >= CHANGE; data += CHANGE, size -= CHANGE) {
		size_t at = number_at((const char *)data + 1, 3);

		if (data[0] % kept_count != file)
			continue;
		if (at < length)
			bytes[at] = (char)data[4];
		else
			length -= at % (length + 1);
	}
	mend(k, bytes, length);
	write_file(k->path, bytes, length);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (kept_count == 0)
		start();
	walk("cache", false);
	for (uint32_t i = 0; i < kept_count; i++)
		write_changed(i, data, size);
	run_with_cache(size);
	return 0;
}
