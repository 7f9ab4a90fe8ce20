#include "config_files.h"

#include "path.h"
#include "required.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The settings of a directory that was asked about; by its name's number. */
struct known_directory {
	const struct settings *settings;
};

struct config_files {
	struct arena *arena;
	const struct registry *registry;
	struct config_choice choice;
	struct config words;          /* what --config KEY=VALUE says */
	const char *here;             /* the current directory */
	const struct settings *usual; /* where no file says anything */
	bool is_fixed;                /* it holds everywhere */
	struct names *names;          /* of directories */
	ARRAY(struct known_directory) directories;
	ARRAY(struct settings *) settings;
	struct config_problems problems;
	ARRAY(struct notice) notices;
};

/* ------------------------------------------------------------ names */

static const char *without_links(struct arena *arena, const char *path)
{
	const char *real = path_real(arena, path);

	return real == NULL ? path : real;
}

/* Relative to the current directory if it lies below it. */
static const char *shown(const struct config_files *files, const char *path)
{
	const char *rest = path_below(files->here, path);

	return rest != NULL ? rest : path;
}

/* ------------------------------------------------------------ reading */

/* A settings file that is read. */
struct config_file {
	struct config_files *files;
	const char *path;      /* absolute */
	const char *directory; /* for its patterns */
	struct toml toml;
	struct required required; /* what it says of Python */
	struct config_source source;
};

static void problem(struct config_files *files, const char *line)
{
	ARRAY_PUSH(files->arena, &files->problems.lines, line);
}

static void notice(const struct config_file *file, uint32_t line,
                   const char *text)
{
	struct arena *arena = file->files->arena;
	struct notice item = {LEVEL_WARNING, file->source.shown,
	                      arena_format(arena, "line %u: %s", line, text)};

	ARRAY_PUSH(arena, &file->files->notices, item);
}

static const char *read_bytes(struct arena *arena, const char *path,
                              struct str *text)
{
	const char *bytes = "";
	size_t size = 0;
	const char *trouble =
	    source_read_regular(arena, path, BUDGET_FILE_SIZE, &bytes, &size);

	*text = (struct str){bytes, (uint32_t)size};
	if (str_starts(*text, "\xef\xbb\xbf")) {
		text->at += 3;
		text->length -= 3;
	}
	return trouble;
}

/* A pyproject.toml that nobody can read does not stop those who say nothing to
 * heaplint in it, as the broken ones that tools have for their tests. */
static bool is_foreign(const struct config_file *file, struct str text)
{
	return file->source.is_pyproject &&
	       memmem(text.at, text.length, "heaplint", 8) == NULL;
}

/* False if it cannot be read. */
static bool read_toml(struct config_file *file)
{
	struct config_files *files = file->files;
	struct arena *arena = files->arena;
	struct toml_place where;
	struct str text = {"", 0};
	const char *trouble = read_bytes(arena, file->path, &text);

	if (trouble != NULL) {
		problem(files, arena_format(arena, "cannot read '%s': %s",
		                            file->source.shown, trouble));
		return false;
	}
	trouble = toml_read(&file->toml, arena, text.at, text.length, &where);
	if (trouble == NULL) {
		if (file->source.is_pyproject)
			file->required =
			    required_in_pyproject(arena, &file->toml);
		return true;
	}
	if (is_foreign(file, text))
		notice(file, where.line,
		       arena_format(arena, "%s, so nothing is taken from it",
		                    trouble));
	else
		config_wrong(&file->source, where, "%s", trouble);
	return false;
}

static void open_file(struct config_file *file, struct config_files *files,
                      const char *path)
{
	const char *slash = strrchr(path, '/');

	*file = (struct config_file){.files = files, .path = path};
	file->directory = path_directory(files->arena, path);
	file->source = (struct config_source){
	    .arena = files->arena,
	    .registry = files->registry,
	    .problems = &files->problems,
	    .shown = shown(files, path),
	    .is_pyproject = strcmp(slash == NULL ? path : slash + 1,
	                           CONFIG_PYPROJECT) == 0};
}

/* NULL if it says nothing to heaplint. */
static struct config *read_config(struct config_file *file)
{
	struct config *config = ARENA_NEW(file->files->arena, struct config);

	config->path = file->source.shown;
	config->directory = file->directory;
	return config_read(config, &file->source, &file->toml) ? config : NULL;
}

/* ------------------------------------------------------------ extend */

/* The absolute paths of a file and of those that it extends. */
struct chain {
	ARRAY(const char *) paths;
};

static bool has_path(const struct chain *chain, const char *path)
{
	for (uint32_t i = 0; i < chain->paths.count; i++)
		if (strcmp(chain->paths.at[i], path) == 0)
			return true;
	return false;
}

/* The file that another one extends, opened and read; NULL if it cannot be. */
static struct config *read_base(struct config_file *file,
                                const struct config *config,
                                const struct chain *chain)
{
	struct config_files *files = file->files;
	struct config_source source = file->source;
	const char *path =
	    path_joined(files->arena, path_directory(files->arena, file->path),
	                config->extend);
	struct config *base;

	path = without_links(files->arena, path);
	if (path_is_directory(path) || access(path, R_OK) != 0) {
		config_wrong(
		    &source, config->extend_place, "cannot read '%s': %s",
		    config->extend,
		    strerror(path_is_directory(path) ? EISDIR : errno));
		return NULL;
	}
	if (has_path(chain, path)) {
		config_wrong(&source, config->extend_place,
		             "'%s' extends this file, or is it",
		             config->extend);
		return NULL;
	}
	open_file(file, files, path);
	if (!read_toml(file))
		return NULL;
	base = read_config(file);
	if (base == NULL)
		config_wrong(&source, config->extend_place,
		             "'%s' has no [tool.heaplint]", config->extend);
	return base;
}

static void read_bases(struct config_file *file, struct config *config)
{
	struct arena *arena = file->files->arena;
	struct chain chain = {0};

	while (config->extend != NULL) {
		struct config *base;

		ARRAY_PUSH(arena, &chain.paths,
		           without_links(arena, file->path));
		base = read_base(file, config, &chain);
		if (base == NULL)
			return;
		config->base = base;
		config = base;
	}
}

/* ------------------------------------------------------------ settings */

/* The layers of a file, from the one that is extended last to the command
 * line. */
static struct settings *new_settings(struct config_files *files,
                                     struct settings settings)
{
	ARRAY(const struct config *) layers = {0};
	struct settings *made = ARENA_NEW(files->arena, struct settings);
	const struct config *file;

	for (file = settings.file; file != NULL; file = file->base)
		ARRAY_PUSH(files->arena, &layers, file);
	for (uint32_t i = 0; i < layers.count / 2; i++) {
		file = layers.at[i];
		layers.at[i] = layers.at[layers.count - 1 - i];
		layers.at[layers.count - 1 - i] = file;
	}
	ARRAY_PUSH(files->arena, &layers, &files->words);
	ARRAY_PUSH(files->arena, &layers, files->choice.over);
	*made = settings;
	made->index = files->settings.count;
	made->registry = files->registry;
	settings_merge(made, files->arena, layers.at, layers.count);
	ARRAY_PUSH(files->arena, &files->settings, made);
	return made;
}

/* What a project's file says of Python's version. False if nothing. */
static bool take_required(const struct config_file *file,
                          struct settings *settings,
                          const struct config *config)
{
	const struct required *required = &file->required;
	const char *trouble =
	    required_take(required, file->files->arena, file->source.shown,
	                  &settings->required, &settings->required_by);

	if (trouble != NULL && (config == NULL || config->target == 0))
		notice(file, required->line, trouble);
	return required->key != NULL;
}

/* A setup.cfg that cannot be read says nothing. */
static void read_setup(struct config_files *files, struct settings *settings,
                       const char *path)
{
	struct config_file file;
	struct str text;

	open_file(&file, files, path);
	if (read_bytes(files->arena, path, &text) != NULL)
		return;
	file.required = required_in_setup(files->arena, text);
	take_required(&file, settings, settings->file);
}

/* A pyproject.toml beside a heaplint.toml tells no more than the version. */
static void tell_unread(const struct config_file *file)
{
	const struct toml_entry *entry = config_own_entry(&file->toml);

	if (entry != NULL)
		notice(file, entry->place.line,
		       "nothing is taken from [tool.heaplint], as there is a"
		       " " CONFIG_NAME " beside it");
}

/* Over those of the directory above. The first config stays. False if it says
 * nothing of Python's version. */
static bool read_over(struct config_files *files, struct settings *settings,
                      const char *path, bool is_first)
{
	struct config_file file;
	struct config *config;

	open_file(&file, files, path);
	if (!read_toml(&file))
		return false;
	config = is_first ? read_config(&file) : NULL;
	if (!is_first)
		tell_unread(&file);
	if (config != NULL) {
		settings->file = config;
		read_bases(&file, config);
	}
	return take_required(&file, settings, config);
}

const struct settings *config_files_below(struct config_files *files,
                                          const struct settings *over,
                                          const char *directory,
                                          struct config_names has)
{
	struct settings settings = {.file = over->file,
	                            .required = over->required,
	                            .required_by = over->required_by};
	const char *pyproject;
	bool is_said = false;

	if (files->is_fixed || !(has.heaplint || has.pyproject || has.setup))
		return over;
	pyproject = path_joined(files->arena, directory, CONFIG_PYPROJECT);
	if (has.heaplint)
		read_over(files, &settings,
		          path_joined(files->arena, directory, CONFIG_NAME),
		          true);
	if (has.pyproject && !path_is_directory(pyproject))
		is_said = read_over(files, &settings, pyproject, !has.heaplint);
	if (has.setup && !is_said)
		read_setup(
		    files, &settings,
		    path_joined(files->arena, directory, REQUIRED_SETUP));
	if (settings.file == over->file &&
	    settings.required_by == over->required_by)
		return over;
	return new_settings(files, settings);
}

/* ------------------------------------------------------------ directories */

static struct known_directory *known_at(struct config_files *files,
                                        const char *directory)
{
	name_id id = names_intern(files->names, str_of(directory));

	while (files->directories.count <= id)
		ARRAY_PUSH(files->arena, &files->directories,
		           (struct known_directory){0});
	return &files->directories.at[id];
}

static bool has_file(struct config_files *files, const char *directory,
                     const char *name)
{
	return access(path_joined(files->arena, directory, name), F_OK) == 0;
}

const struct settings *config_files_at(struct config_files *files,
                                       const char *directory)
{
	ARRAY(const char *) open = {0};
	const struct settings *settings;

	while (!files->is_fixed &&
	       (settings = known_at(files, directory)->settings) == NULL) {
		ARRAY_PUSH(files->arena, &open, directory);
		if (strcmp(directory, "/") == 0 ||
		    (files->choice.stop != NULL &&
		     strcmp(directory, files->choice.stop) == 0))
			break;
		directory = path_directory(files->arena, directory);
	}
	settings =
	    files->is_fixed ? NULL : known_at(files, directory)->settings;
	if (settings == NULL)
		settings = files->usual;
	while (open.count > 0) {
		directory = open.at[--open.count];
		settings = config_files_below(
		    files, settings, directory,
		    (struct config_names){
		        has_file(files, directory, CONFIG_NAME),
		        has_file(files, directory, CONFIG_PYPROJECT),
		        has_file(files, directory, REQUIRED_SETUP)});
		known_at(files, directory)->settings = settings;
	}
	return settings;
}

/* ------------------------------------------------------------ --config */

static bool is_pair(const char *word)
{
	return strchr(word, '=') != NULL && access(word, F_OK) != 0;
}

static void read_word(struct config_files *files, const char *word)
{
	struct config_source source = {.arena = files->arena,
	                               .registry = files->registry,
	                               .problems = &files->problems,
	                               .shown = word,
	                               .is_word = true};
	struct toml_place where;
	struct toml toml;
	const char *trouble =
	    toml_read(&toml, files->arena, word, strlen(word), &where);

	if (trouble != NULL)
		config_wrong(&source, where, "%s", trouble);
	else
		config_read(&files->words, &source, &toml);
}

/* A file of --config holds everywhere; its patterns are relative to the
 * current directory. */
static void read_named(struct config_files *files, struct settings *settings,
                       const char *word)
{
	const char *path = path_joined(files->arena, files->here, word);
	struct config_file file;

	if (settings->file != NULL || files->choice.is_isolated) {
		problem(files, settings->file != NULL
		                   ? "--config: only one file"
		                   : "--isolated reads no file of --config");
		return;
	}
	open_file(&file, files, path);
	file.directory = files->here;
	file.source.shown = word;
	if (!read_toml(&file))
		return;
	settings->file = read_config(&file);
	take_required(&file, settings, settings->file);
	if (settings->file == NULL)
		problem(files, arena_format(files->arena,
		                            "--config '%s' has no"
		                            " [tool.heaplint]",
		                            word));
	else
		read_bases(&file, (struct config *)(uintptr_t)settings->file);
}

struct config_files *config_files_new(struct arena *arena,
                                      const struct registry *registry,
                                      const struct config_choice *choice)
{
	struct config_files *files = ARENA_NEW(arena, struct config_files);
	struct settings settings = {0};
	char here[PATH_MAX];

	files->arena = arena;
	files->registry = registry;
	files->choice = *choice;
	files->names = names_new(arena);
	files->here = "/";
	if (getcwd(here, sizeof(here)) != NULL)
		files->here = arena_copy(arena, here, strlen(here));
	files->words.directory = files->here;
	for (uint32_t i = 0; i < choice->words->count; i++)
		if (is_pair(choice->words->at[i]))
			read_word(files, choice->words->at[i]);
		else
			read_named(files, &settings, choice->words->at[i]);
	files->is_fixed = choice->is_isolated || settings.file != NULL;
	files->usual = new_settings(files, settings);
	return files;
}

uint32_t config_files_count(const struct config_files *files)
{
	return files->settings.count;
}

const struct settings *config_files_settings(const struct config_files *files,
                                             uint32_t index)
{
	return files->settings.at[index];
}

const struct config_problems *config_files_problems(
    const struct config_files *files)
{
	return &files->problems;
}

const struct notice *config_files_notices(const struct config_files *files,
                                          uint32_t *count)
{
	*count = files->notices.count;
	return files->notices.at;
}
