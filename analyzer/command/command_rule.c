/* `heaplint rule`: the page of a rule, or the list of all. */
#include "command.h"

#include "outfile.h"
#include "output.h"

#include <string.h>

/* What `heaplint rule` was asked for. */
struct wanted {
	const struct options *options;
	const struct registry *registry;
	const char *const *words;
	uint32_t count;
	struct arena *arena;
};

/* One rule's page each; of several that a word means, a table. */
static void write_pages(FILE *stream, const struct wanted *wanted)
{
	for (uint32_t i = 0; i < wanted->count; i++) {
		const char *word = wanted->words[i];
		const struct registered *rule =
		    registry_find(wanted->registry, word);
		bool *meant =
		    ARENA_ARRAY(wanted->arena, wanted->registry->count, bool);

		registry_select(wanted->registry, word, meant, true);
		if (rule != NULL)
			output_rule(stream, rule);
		else
			output_catalogue(stream, wanted->registry, meant);
	}
}

static void write_json(FILE *stream, const struct wanted *wanted)
{
	bool *meant = ARENA_ARRAY(wanted->arena, wanted->registry->count, bool);

	for (uint32_t i = 0; i < wanted->count; i++) {
		const struct registered *rule =
		    registry_find(wanted->registry, wanted->words[i]);

		if (rule != NULL)
			meant[rule - wanted->registry->rules] = true;
		else
			registry_select(wanted->registry, wanted->words[i],
			                meant, true);
	}
	output_rules_json(stream, wanted->registry, meant);
}

static void write_wanted(FILE *stream, const struct wanted *wanted,
                         bool is_json)
{
	if (wanted->options->folklore && is_json)
		output_folklore_json(stream);
	else if (wanted->options->folklore)
		output_folklore(stream);
	else if (is_json)
		write_json(stream, wanted);
	else
		write_pages(stream, wanted);
}

static int write_to(const struct wanted *wanted,
                    const struct output_choice *choice)
{
	bool is_json = strcmp(choice->format, "json") == 0;
	const char *problem;
	struct outfile file;

	if (choice->file == NULL) {
		write_wanted(stdout, wanted, is_json);
		return EXIT_CLEAN;
	}
	problem = outfile_open(&file, wanted->arena, choice->file);
	if (problem == NULL) {
		write_wanted(file.stream, wanted, is_json);
		problem = outfile_close(&file, wanted->arena);
	}
	return problem != NULL ? command_trouble(problem) : EXIT_CLEAN;
}

static const char *check_words(const struct wanted *wanted)
{
	bool *any = ARENA_ARRAY(wanted->arena, wanted->registry->count, bool);

	for (uint32_t i = 0; i < wanted->count; i++)
		if (registry_find(wanted->registry, wanted->words[i]) == NULL &&
		    !registry_select(wanted->registry, wanted->words[i], any,
		                     true))
			return select_unknown(wanted->arena, wanted->registry,
			                      wanted->words[i]);
	return NULL;
}

int command_rule(struct options *options, struct arena *arena,
                 const struct registry *registry)
{
	static const char *const all[] = {"ALL"};
	struct wanted wanted = {options, registry, options->words.at,
	                        options->words.count, arena};
	struct output_choice markdown = {"markdown", NULL};
	const char *problem;
	int code = EXIT_CLEAN;

	if (options->all_rules) {
		wanted.words = all;
		wanted.count = 1;
	}
	problem = check_words(&wanted);
	if (problem != NULL)
		return command_trouble(problem);
	if (options->outputs.count == 0)
		ARRAY_PUSH(arena, &options->outputs, markdown);
	for (uint32_t i = 0; i < options->outputs.count; i++) {
		const char *format = options->outputs.at[i].format;

		if (strcmp(format, "markdown") != 0 &&
		    strcmp(format, "json") != 0)
			return command_trouble(
			    "rule: --output is markdown or json");
	}
	for (uint32_t i = 0; i < options->outputs.count; i++)
		if (write_to(&wanted, &options->outputs.at[i]) != EXIT_CLEAN)
			code = EXIT_TROUBLE;
	return command_finish(code);
}
