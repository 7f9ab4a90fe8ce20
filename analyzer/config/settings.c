#include "settings.h"

#include "config_version.h"
#include "glob.h"
#include "made.h"
#include "path.h"

#include <string.h>

/* What no run without `exclude` looks into. */
static const char *const usual_excludes[] = {
    ".bzr",         ".direnv",
    ".eggs",        ".git",
    ".hg",          ".ipynb_checkpoints",
    ".nox",         ".svn",
    ".tox",         ".venv",
    ".mypy_cache",  "build",
    "venv",         ".pyenv",
    "node_modules", ".pytest_cache",
    ".ruff_cache",  ".heaplint_cache",
    "__pycache__",  "__pypackages__",
    "buck-out"};

/* ------------------------------------------------------------ layers */

static void add_patterns(struct settings *settings, struct arena *arena,
                         const struct config *layer, const struct texts *globs)
{
	for (uint32_t i = 0; i < globs->count; i++) {
		struct settings_pattern pattern = {globs->at[i],
		                                   layer->directory};

		ARRAY_PUSH(arena, &settings->excludes, pattern);
	}
}

/* The topmost `exclude` and every `extend-exclude`. */
static void merge_excludes(struct settings *settings, struct arena *arena,
                           const struct config *const *layers, uint32_t count)
{
	const size_t usual = sizeof(usual_excludes) / sizeof(*usual_excludes);
	const struct config *top = NULL;

	for (uint32_t i = 0; i < count; i++)
		if (layers[i]->exclude.is_given || layers[i]->exclude.count > 0)
			top = layers[i];
	for (size_t i = 0; top == NULL && i < usual; i++) {
		struct settings_pattern pattern = {usual_excludes[i], NULL};

		ARRAY_PUSH(arena, &settings->excludes, pattern);
	}
	if (top != NULL)
		add_patterns(settings, arena, top, &top->exclude);
	for (uint32_t i = 0; i < count; i++)
		add_patterns(settings, arena, layers[i],
		             &layers[i]->extend_exclude);
}

static void merge_ignores(struct settings *settings, struct arena *arena,
                          const struct config *layer)
{
	const struct registry *registry = settings->registry;

	for (uint32_t i = 0; i < layer->per_file_ignores.count; i++) {
		const struct config_ignores *given =
		    &layer->per_file_ignores.at[i];
		bool *rules = ARENA_ARRAY(arena, registry->count, bool);
		struct settings_ignores ignores = {
		    {given->glob, layer->directory}, rules};

		for (uint32_t k = 0; k < given->rules.count; k++)
			registry_select(registry, given->rules.at[k], rules,
			                true);
		ARRAY_PUSH(arena, &settings->ignores, ignores);
	}
}

static void merge_src(struct settings *settings, struct arena *arena,
                      const struct config *layer)
{
	if (!layer->src.is_given)
		return;
	settings->src.count = 0;
	for (uint32_t i = 0; i < layer->src.count; i++) {
		const char *path = layer->src.at[i];
		size_t length;

		while (strncmp(path, "./", 2) == 0)
			path += 2;
		length = strlen(path);
		while (length > 1 && path[length - 1] == '/')
			length--;
		if (strcmp(path, ".") == 0)
			length = 0;
		path = *path == '/'
		           ? arena_copy(arena, path, length)
		           : arena_format(arena, "%s%s%.*s", layer->directory,
		                          length > 0 ? "/" : "", (int)length,
		                          path);
		ARRAY_PUSH(arena, &settings->src, path);
	}
}

static void merge_baseline(struct settings *settings, struct arena *arena,
                           const struct config *layer)
{
	if (layer->baseline == NULL)
		return;
	settings->baseline = layer->baseline;
	settings->baseline_by = NULL;
	if (layer->path != NULL)
		settings->baseline_by = arena_format(
		    arena, "%s:%u:%u", layer->path, layer->baseline_place.line,
		    layer->baseline_place.column);
	if (*layer->baseline == '\0')
		settings->baseline = NULL;
	else if (*layer->baseline != '/' && layer->directory != NULL)
		settings->baseline = arena_format(
		    arena, "%s/%s", layer->directory, layer->baseline);
}

static void merge_cache(struct settings *settings, struct arena *arena,
                        const struct config *layer)
{
	if (layer->cache == NULL)
		return;
	settings->cache = layer->cache;
	if (*layer->cache != '/' && *layer->cache != '\0' &&
	    layer->directory != NULL)
		settings->cache = arena_format(arena, "%s/%s", layer->directory,
		                               layer->cache);
}

static void merge_plain(struct settings *settings, const struct config *layer)
{
	if (layer->level.is_given)
		settings->level = layer->level.level;
	if (layer->fail_on.is_given)
		settings->fail_on = layer->fail_on.level;
	if (layer->target != 0)
		settings->target = layer->target;
	budget_merge(&settings->budget, &layer->budget);
	if (layer->include_tests != GIVEN_NOT)
		settings->include_tests = layer->include_tests == GIVEN_YES;
	if (layer->force_exclude != GIVEN_NOT)
		settings->force_exclude = layer->force_exclude == GIVEN_YES;
	if (layer->fix != GIVEN_NOT)
		settings->fix = layer->fix == GIVEN_YES;
	if (layer->unsafe_fixes != GIVEN_NOT)
		settings->unsafe_fixes = layer->unsafe_fixes == GIVEN_YES;
}

static void merge_declared(struct settings *settings,
                           const struct config *layer)
{
	static const uint8_t made[] = {[MANY_ONE] = MADE_NOWHERE,
	                               [MANY_MANY] = MADE_KEPT,
	                               [MANY_DATA] = MADE_OF_DATA};
	struct declared *declared = &settings->declared;

	if (layer->singletons.names.is_given) {
		settings->singletons = &layer->singletons;
		declared->singletons = layer->singletons.names.at;
		declared->singleton_count = layer->singletons.names.count;
	}
	if (layer->long_lived.names.is_given) {
		settings->long_lived = &layer->long_lived;
		declared->long_lived = layer->long_lived.names.at;
		declared->long_lived_count = layer->long_lived.names.count;
	}
	if (layer->slots_from != MANY_NOT_GIVEN)
		declared->slots_from = made[layer->slots_from];
}

void settings_merge(struct settings *settings, struct arena *arena,
                    const struct config *const *layers, uint32_t count)
{
	const struct registry *registry = settings->registry;
	bool *selected = ARENA_ARRAY(arena, registry->count, bool);

	settings->level = LEVEL_NOTE;
	settings->fail_on = LEVEL_WARNING;
	settings->budget.file_size = BUDGET_FILE_SIZE;
	settings->target =
	    settings->required != 0 ? settings->required : VERSION_USUAL;
	settings->selected = selected;
	select_usual(selected, registry);
	merge_excludes(settings, arena, layers, count);
	for (uint32_t i = 0; i < count; i++) {
		select_rules(selected, arena, registry, &layers[i]->selection);
		merge_ignores(settings, arena, layers[i]);
		merge_src(settings, arena, layers[i]);
		merge_baseline(settings, arena, layers[i]);
		merge_cache(settings, arena, layers[i]);
		merge_plain(settings, layers[i]);
		merge_declared(settings, layers[i]);
	}
}

/* ------------------------------------------------------------ paths */

/* The path as the pattern means paths. */
static const char *path_for(const struct settings_pattern *pattern,
                            struct settings_path path)
{
	const char *rest;

	if (pattern->directory == NULL)
		return path.shown;
	rest = path_below(pattern->directory, path.absolute);
	return rest != NULL ? rest : path.absolute;
}

bool settings_excludes(const struct settings *settings,
                       struct settings_path path, bool above)
{
	for (uint32_t i = 0; i < settings->excludes.count; i++) {
		const struct settings_pattern *pattern =
		    &settings->excludes.at[i];
		const char *relative = path_for(pattern, path);

		if (above ? glob_means_part(pattern->glob, relative)
		          : glob_means(pattern->glob, relative))
			return true;
	}
	return false;
}

const bool *settings_ignored(const struct settings *settings,
                             struct arena *arena, struct settings_path path)
{
	const uint32_t count = settings->registry->count;
	bool *ignored = NULL;

	for (uint32_t i = 0; i < settings->ignores.count; i++) {
		const struct settings_ignores *at = &settings->ignores.at[i];
		const char *glob = at->pattern.glob;
		bool is_all_but = *glob == '!';

		if (glob_means_part(glob + is_all_but,
		                    path_for(&at->pattern, path)) == is_all_but)
			continue;
		if (ignored == NULL)
			ignored = ARENA_ARRAY(arena, count, bool);
		for (uint32_t r = 0; r < count; r++)
			ignored[r] |= at->rules[r];
	}
	return ignored;
}

const char *settings_source_root(const struct settings *settings,
                                 const char *file)
{
	const char *nearest = NULL;

	for (uint32_t i = 0; i < settings->src.count; i++) {
		const char *root = settings->src.at[i];

		if (path_below(root, file) != NULL &&
		    (nearest == NULL || strlen(root) > strlen(nearest)))
			nearest = root;
	}
	return nearest;
}
