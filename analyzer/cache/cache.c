#include "cache.h"

#include "cache_folder.h"
#include "path.h"

#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define KILO UINT64_C(1024)
#define SIZE_USUAL (256 * KILO * KILO)

struct cache *cache_open(struct arena *arena, const char *path,
                         const char *base, bool *is_foreign)
{
	struct cache *cache = ARENA_NEW(arena, struct cache);

	cache->base = base;
	cache->most = SIZE_USUAL;
	cache->build = cache_build();
	cache->folder = cache_folder_open(arena, path, is_foreign);
	if (cache->folder < 0)
		return NULL;
	cache->inner = cache_folder_build(arena, cache->folder);
	if (cache->inner < 0) {
		close(cache->folder);
		return NULL;
	}
	cache_index_open(&cache->index, arena, cache->folder);
	cache_store_open(&cache->store, arena, cache->inner, cache->build);
	return cache;
}

void cache_close(struct cache *cache)
{
	cache_index_close(&cache->index);
	if (cache_store_close(&cache->store, cache->most))
		cache_folder_trim(cache->folder, cache->most);
	close(cache->inner);
	close(cache->folder);
}

/* ------------------------------------------------------------ keys */

static struct cache_key finish(XXH3_state_t *state)
{
	XXH128_hash_t hash = XXH3_128bits_digest(state);

	return (struct cache_key){{hash.high64, hash.low64}};
}

static void add(XXH3_state_t *state, const void *bytes, size_t size)
{
	XXH3_128bits_update(state, bytes, size);
}

static void add_number(XXH3_state_t *state, uint64_t number)
{
	add(state, &number, sizeof(number));
}

/* With its NUL, so that two texts are not one. */
static void add_text(XXH3_state_t *state, const char *text)
{
	add(state, text, strlen(text) + 1);
}

static void add_texts(XXH3_state_t *state, const char *const *texts,
                      uint32_t count)
{
	add_number(state, count);
	for (uint32_t i = 0; i < count; i++)
		add_text(state, texts[i]);
}

struct cache_key cache_key_settings(const struct cache *cache,
                                    const struct settings *settings,
                                    const bool *selected)
{
	const struct declared *declared = &settings->declared;
	const struct registry *registry = settings->registry;
	XXH3_state_t state;

	XXH3_128bits_reset(&state);
	add_number(&state, cache->build);
	for (uint32_t i = 0; i < registry->count; i++)
		if (selected[i])
			add_text(&state, registry->rules[i].rule->code);
	add_number(&state, settings->target);
	add_number(&state, settings->include_tests);
	add_texts(&state, declared->singletons, declared->singleton_count);
	add_texts(&state, declared->long_lived, declared->long_lived_count);
	add_number(&state, declared->slots_from);
	add_number(&state, settings->budget.file_size);
	add_number(&state, settings->budget.parse_time);
	add_number(&state, settings->budget.memory);
	return finish(&state);
}

static bool is_in_package(struct cache_directory *last, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash + 1 - path);
	struct arena arena = {0};

	if (last->path != NULL && last->length == length &&
	    memcmp(last->path, path, length) == 0)
		return last->is_package;
	last->path = path;
	last->length = length;
	last->is_package =
	    access(arena_format(&arena, "%.*s__init__.py", (int)length, path),
	           F_OK) == 0;
	arena_release(&arena);
	return last->is_package;
}

struct cache_key cache_key_place(struct cache_directory *last,
                                 struct cache_key settings,
                                 const struct found_file *file, uint32_t rules)
{
	const char *slash = strrchr(file->path, '/');
	XXH3_state_t state;

	XXH3_128bits_reset(&state);
	add(&state, &settings, sizeof(settings));
	add_text(&state, file->module);
	add_text(&state, slash == NULL ? file->path : slash + 1);
	add_number(&state, file->is_in_tests);
	add_number(&state, is_in_package(last, file->path));
	add_number(&state, file->ignored != NULL);
	if (file->ignored != NULL)
		add(&state, file->ignored, rules * sizeof(*file->ignored));
	return finish(&state);
}

struct cache_key cache_key_content(const char *bytes, size_t size)
{
	XXH128_hash_t hash = XXH3_128bits(bytes, size);

	return (struct cache_key){{hash.high64, hash.low64}};
}

struct cache_key cache_key_both(struct cache_key a, struct cache_key b)
{
	struct cache_key both[] = {a, b};

	return cache_key_content((const char *)both, sizeof(both));
}

bool cache_key_equal(struct cache_key a, struct cache_key b)
{
	return a.at[0] == b.at[0] && a.at[1] == b.at[1];
}

/* ------------------------------------------------------------ stat */

static struct cache_key path_key(const struct cache *cache,
                                 const struct found_file *file)
{
	const char *rest = path_below(cache->base, file->absolute);
	XXH3_state_t state;

	XXH3_128bits_reset(&state);
	add_text(&state, rest != NULL ? rest : file->absolute);
	return finish(&state);
}

bool cache_knows(const struct cache *cache, const struct found_file *file,
                 struct cache_key *content)
{
	return cache_index_find(&cache->index, path_key(cache, file),
	                        &file->stat, content);
}

void cache_note(struct cache *cache, const struct found_file *file,
                struct cache_key content)
{
	cache_index_add(&cache->index, path_key(cache, file), &file->stat,
	                content);
}
