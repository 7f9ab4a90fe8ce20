/* --show-settings: settings as a heaplint.toml that gives the same. */
#include "settings.h"

#include "made.h"

static void show_text(FILE *stream, const char *text)
{
	fputc('"', stream);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', stream);
		if ((unsigned char)*text < ' ')
			fprintf(stream, "\\u%04x", (unsigned)*text);
		else
			fputc(*text, stream);
	}
	fputc('"', stream);
}

/* The codes of the rules that are set. */
static void show_rules(FILE *stream, const struct settings *settings,
                       const bool *rules)
{
	const char *before = "";

	fputc('[', stream);
	for (uint32_t i = 0; i < settings->registry->count; i++) {
		if (!rules[i])
			continue;
		fputs(before, stream);
		show_text(stream, settings->registry->rules[i].rule->code);
		before = ", ";
	}
	fputs("]\n", stream);
}

/* "PATTERN  # below DIRECTORY" */
static void show_pattern(FILE *stream, const struct settings_pattern *pattern)
{
	if (pattern->directory != NULL)
		fprintf(stream, "  # in %s", pattern->directory);
	fputc('\n', stream);
}

static void show_excludes(FILE *stream, const struct settings *settings)
{
	fputs("exclude = [\n", stream);
	for (uint32_t i = 0; i < settings->excludes.count; i++) {
		fputs("    ", stream);
		show_text(stream, settings->excludes.at[i].glob);
		fputc(',', stream);
		show_pattern(stream, &settings->excludes.at[i]);
	}
	fputs("]\n", stream);
}

static void show_list(FILE *stream, const char *key, const char *const *list,
                      uint32_t count)
{
	if (count == 0)
		return;
	fprintf(stream, "%s = [", key);
	for (uint32_t i = 0; i < count; i++) {
		fputs(i > 0 ? ", " : "", stream);
		show_text(stream, list[i]);
	}
	fputs("]\n", stream);
}

static void show_rule_options(FILE *stream, const struct declared *declared)
{
	const char *least = declared->slots_from == MADE_OF_DATA ? "data"
	                    : declared->slots_from == MADE_KEPT  ? "many"
	                                                         : "one";

	fprintf(stream, "\n[rules.missing-slots]\nmin-instances = \"%s\"\n",
	        least);
}

/* (a pattern may stand in several files: then they are told apart by it) */
static void show_ignores(FILE *stream, const struct settings *settings)
{
	if (settings->ignores.count == 0)
		return;
	fputs("\n[per-file-ignores]\n", stream);
	for (uint32_t i = 0; i < settings->ignores.count; i++) {
		const struct settings_ignores *at = &settings->ignores.at[i];

		if (at->pattern.directory != NULL)
			fprintf(stream, "# in %s\n", at->pattern.directory);
		show_text(stream, at->pattern.glob);
		fputs(" = ", stream);
		show_rules(stream, settings, at->rules);
	}
}

static void show_heading(FILE *stream, const struct settings *settings)
{
	const struct config *file = settings->file;

	if (file == NULL) {
		fputs("# no settings file\n", stream);
		return;
	}
	fprintf(stream, "# %s", file->path);
	for (file = file->base; file != NULL; file = file->base)
		fprintf(stream, ", which extends %s", file->path);
	fputc('\n', stream);
}

/* (what is by the size of the file has no value) */
static void show_budget(FILE *stream, const struct budget *budget)
{
	struct arena arena = {0};

	fprintf(stream, "max-file-size = \"%s\"\n",
	        budget_size_text(&arena, budget->file_size));
	if (budget->memory != 0)
		fprintf(stream, "max-memory = \"%s\"\n",
		        budget_size_text(&arena, budget->memory));
	if (budget->parse_time != 0)
		fprintf(stream, "parse-timeout = \"%s\"\n",
		        budget_time_text(&arena, budget->parse_time));
	arena_release(&arena);
}

void settings_show(FILE *stream, const struct settings *settings)
{
	show_heading(stream, settings);
	fputs("select = ", stream);
	show_rules(stream, settings, settings->selected);
	fprintf(stream, "level = \"%s\"\nfail-on = \"%s\"\n",
	        level_name(settings->level), level_name(settings->fail_on));
	fprintf(stream, "target-version = \"3.%u\"",
	        (unsigned)settings->target % 100);
	if (settings->required_by != NULL &&
	    settings->required == settings->target)
		fprintf(stream, "  # %s", settings->required_by);
	fprintf(stream, "\ninclude-tests = %s\nforce-exclude = %s\n",
	        settings->include_tests ? "true" : "false",
	        settings->force_exclude ? "true" : "false");
	fprintf(stream, "fix = %s\nunsafe-fixes = %s\n",
	        settings->fix ? "true" : "false",
	        settings->unsafe_fixes ? "true" : "false");
	show_budget(stream, &settings->budget);
	if (settings->cache != NULL) {
		fputs("cache-dir = ", stream);
		show_text(stream, settings->cache);
		fputc('\n', stream);
	}
	if (settings->baseline != NULL) {
		fputs("baseline = ", stream);
		show_text(stream, settings->baseline);
		fputc('\n', stream);
	}
	show_list(stream, "src", settings->src.at, settings->src.count);
	show_list(stream, "singletons", settings->declared.singletons,
	          settings->declared.singleton_count);
	show_list(stream, "long-lived", settings->declared.long_lived,
	          settings->declared.long_lived_count);
	show_excludes(stream, settings);
	show_ignores(stream, settings);
	show_rule_options(stream, &settings->declared);
}
