#include "declared.h"

#include "dotted.h"
#include "one_file.h"
#include "path.h"

#include <string.h>

/* What is looked for, and where. */
struct search {
	const struct discovered *found;
	struct arena *arena; /* emptied after each name */
	struct parser *parser;
	const char *name;          /* "package.module.Class" */
	const char *module;        /* the last that was looked into, or NULL */
	ARRAY(const char *) known; /* its classes, without the module */
	const char *origin;        /* what it imports by the name, or NULL */
	bool is_there, is_unsure;
};

/* The name of the class, as the import says where it comes from. */
static void look_at_import(struct search *s, const struct facts *facts,
                           const struct import *import)
{
	const struct scopes *scopes = &facts->scopes;
	struct str name;

	if (import->variable == NO_SYMBOL || import->name.length == 0 ||
	    scopes->symbols[import->variable].scope != 0)
		return;
	name = names_text(facts->tree->names,
	                  scopes->symbols[import->variable].name);
	if (strcmp(dotted_join(s->arena, str_of(facts->module), name),
	           s->name) == 0)
		s->origin = dotted_join(
		    s->arena, dotted_absolute(s->arena, facts, import->module),
		    import->name);
}

static void look_into(struct search *s, const struct found_file *file)
{
	struct facts facts;

	if (one_file_facts(&facts, s->arena, s->parser, file, NULL) != NULL) {
		s->is_unsure = true;
		return;
	}
	s->is_unsure |= facts.tree->error_count != 0;
	for (class_id c = 0; c < facts.classes.count; c++) {
		const struct class_info *info = &facts.classes.list[c];

		s->is_there |= strcmp(class_dotted_name(s->arena, &facts, info),
		                      s->name) == 0;
		ARRAY_PUSH(s->arena, &s->known,
		           str_copy(s->arena, info->qualified));
	}
	for (uint32_t i = 0; i < facts.imports.count; i++)
		look_at_import(s, &facts, &facts.imports.list[i]);
}

/* Look into all files of a module. */
static void look_into_module(struct search *s, const char *module)
{
	const struct discovered *found = s->found;

	s->module = module;
	for (uint32_t i = 0; i < found->files.count; i++)
		if (strcmp(found->files.at[i].module, module) == 0)
			look_into(s, &found->files.at[i]);
}

/* The file of the module that the name begins with, the longest one; or NULL.
 */
static const struct found_file *file_of_name(const struct discovered *found,
                                             const char *name)
{
	const struct found_file *file = NULL;
	size_t longest = 0;

	for (uint32_t i = 0; i < found->files.count; i++) {
		const char *module = found->files.at[i].module;
		size_t length = strlen(module);

		if (length > longest && strncmp(name, module, length) == 0 &&
		    name[length] == '.') {
			file = &found->files.at[i];
			longest = length;
		}
	}
	return file;
}

/* Is the class in this file, or nowhere? What is below a package may be in a
 * file that was not asked for. */
static bool is_its_file(const struct found_file *file, const char *name)
{
	const char *slash = strrchr(file->path, '/');
	const char *base = slash == NULL ? file->path : slash + 1;

	return strncmp(base, "__init__.", 9) != 0 ||
	       strchr(name + strlen(file->module) + 1, '.') == NULL;
}

/* Are all files there that a directory's settings hold for? */
static bool is_whole(const struct discovered *found, const char *directory)
{
	for (uint32_t i = 0; i < found->files.count; i++) {
		const struct found_file *file = &found->files.at[i];

		if (!file->is_named &&
		    (strcmp(file->found_in, directory) == 0 ||
		     path_below(file->found_in, directory) != NULL))
			return true;
	}
	return false;
}

/* The class of the module that is called nearly so, or NULL. */
static const char *nearest_class(const struct search *s, const char *word)
{
	const char *class = str_nearest(word, s->known.at, s->known.count);

	return class == NULL
	           ? NULL
	           : dotted_join(s->arena, str_of(s->module), str_of(class));
}

/* The same of the module that is called nearly as the name says. */
static const char *nearest_elsewhere(struct search *s)
{
	const struct discovered *found = s->found;
	const char **modules =
	    ARENA_ARRAY(s->arena, found->files.count, const char *);
	const char *last = strrchr(s->name, '.'), *module;
	uint32_t count = 0;

	for (uint32_t i = 0; i < found->files.count; i++)
		if (*found->files.at[i].module != '\0')
			modules[count++] = found->files.at[i].module;
	module =
	    str_nearest(arena_copy(s->arena, s->name, (size_t)(last - s->name)),
	                modules, count);
	if (module == NULL)
		return NULL;
	s->known.count = 0;
	look_into_module(s, module);
	return nearest_class(s, last + 1);
}

/* Is it sure that there is no such class? Then `hint` is what may be meant, or
 * NULL. */
static bool is_missing(struct search *s, const char *directory, bool is_part,
                       const char **hint)
{
	const struct found_file *file = file_of_name(s->found, s->name);

	if (file != NULL)
		look_into_module(s, file->module);
	if (s->is_there || s->is_unsure)
		return false;
	if ((file == NULL || !is_its_file(file, s->name)) &&
	    (is_part || !is_whole(s->found, directory)))
		return false;
	*hint = s->origin;
	if (*hint == NULL && file != NULL)
		*hint = nearest_class(s, s->name + strlen(file->module) + 1);
	if (*hint == NULL)
		*hint = nearest_elsewhere(s);
	return true;
}

static struct notice notice_of(struct arena *arena,
                               const struct config_classes *classes,
                               uint32_t at, const char *hint)
{
	const struct config *config = classes->config;
	const char *line = "", *meant = "";

	if (config->path != NULL)
		line = arena_format(
		    arena, "line %u: ", classes->value->list[at].place.line);
	if (hint != NULL)
		meant = arena_format(arena, ", did you mean '%s'?", hint);
	return (struct notice){
	    LEVEL_WARNING, config->path != NULL ? config->path : "--config",
	    arena_format(arena,
	                 "%s'%s' names a class that is not there: '%s'%s", line,
	                 classes->key, classes->names.at[at], meant)};
}

static void check_classes(struct discovered *found, struct arena *arena,
                          const struct config_classes *classes, bool is_part)
{
	struct parser *parser = parser_new();
	struct arena own = {0};

	for (uint32_t i = 0; i < classes->names.count; i++) {
		struct search s = {.found = found,
		                   .arena = &own,
		                   .parser = parser,
		                   .name = classes->names.at[i]};
		const char *hint;

		if (is_missing(&s, classes->config->directory, is_part, &hint))
			ARRAY_PUSH(arena, &found->notices,
			           notice_of(arena, classes, i, hint));
		arena_reset(&own);
	}
	parser_free(parser);
	arena_release(&own);
}

/* What several settings have of one file is looked at once. */
struct seen {
	ARRAY(const struct config_classes *) list;
};

static bool is_new(struct seen *seen, struct arena *arena,
                   const struct config_classes *classes)
{
	if (classes == NULL || classes->names.count == 0)
		return false;
	for (uint32_t i = 0; i < seen->list.count; i++)
		if (seen->list.at[i] == classes)
			return false;
	ARRAY_PUSH(arena, &seen->list, classes);
	return true;
}

void declared_check(struct discovered *found, struct arena *arena,
                    const struct run_options *options)
{
	struct seen seen = {0};

	if (config_files_problems(options->config)->lines.count != 0)
		return;
	for (uint32_t i = 0; i < config_files_count(options->config); i++) {
		const struct settings *settings =
		    config_files_settings(options->config, i);

		if (is_new(&seen, arena, settings->singletons))
			check_classes(found, arena, settings->singletons,
			              options->is_part);
		if (is_new(&seen, arena, settings->long_lived))
			check_classes(found, arena, settings->long_lived,
			              options->is_part);
	}
}
