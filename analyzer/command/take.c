#include "take.h"

#include "arguments.h"
#include "config_version.h"

#include <stdlib.h>
#include <string.h>

const char *take_flag(struct parse *parse, void *where, const char *value)
{
	(void)parse, (void)value;
	*(bool *)where = true;
	return NULL;
}

const char *take_yes(struct parse *parse, void *where, const char *value)
{
	(void)parse, (void)value;
	*(enum given *)where = GIVEN_YES;
	return NULL;
}

const char *take_no(struct parse *parse, void *where, const char *value)
{
	(void)parse, (void)value;
	*(enum given *)where = GIVEN_NO;
	return NULL;
}

const char *take_text(struct parse *parse, void *where, const char *value)
{
	(void)parse;
	*(const char **)where = value;
	return NULL;
}

/* Added to what there is. */
const char *take_word(struct parse *parse, void *where, const char *value)
{
	struct texts *texts = where;

	ARRAY_PUSH(parse->arena, texts, value);
	return NULL;
}

/* "a,b": added to what there is. */
const char *take_list(struct parse *parse, void *where, const char *value)
{
	struct texts *texts = where;

	for (;;) {
		size_t length = strcspn(value, ",");

		if (length > 0)
			ARRAY_PUSH(parse->arena, texts,
			           arena_copy(parse->arena, value, length));
		if (value[length] == '\0')
			return NULL;
		value += length + 1;
	}
}

const char *take_rules(struct parse *parse, void *where, const char *value)
{
	if (value[strspn(value, ",")] == '\0')
		return arena_format(parse->arena, "'%s' names no rule", value);
	return take_list(parse, where, value);
}

/* The index of a word in a list ended by NULL. */
static const char *take_known(struct parse *parse, const char *value,
                              const char *const *known, uint32_t *index)
{
	const char *all = "";

	for (uint32_t i = 0; known[i] != NULL; i++) {
		if (strcasecmp(value, known[i]) == 0) {
			*index = i;
			return NULL;
		}
		all = arena_format(parse->arena, "%s%s%s", all,
		                   i > 0 ? ", " : "", known[i]);
	}
	return arena_format(parse->arena, "'%s' is none of %s", value, all);
}

const char *take_level(struct parse *parse, void *where, const char *value)
{
	static const char *const levels[] = {"note", "warning", "error", NULL};
	uint32_t index = 0;
	const char *problem = take_known(parse, value, levels, &index);

	*(struct given_level *)where =
	    (struct given_level){(enum level)index, true};
	return problem;
}

const char *take_colour(struct parse *parse, void *where, const char *value)
{
	static const char *const when[] = {"auto", "always", "never", NULL};
	uint32_t index = 0;
	const char *problem = take_known(parse, value, when, &index);

	*(enum colour *)where = (enum colour)index;
	return problem;
}

const char *take_version(struct parse *parse, void *where, const char *value)
{
	*(version *)where = config_version(value);
	if (*(version *)where == 0)
		return arena_format(parse->arena, "'%s' is none of 3.7 to 3.15",
		                    value);
	return NULL;
}

const char *take_number(struct parse *parse, void *where, const char *value)
{
	char *end;
	unsigned long number = strtoul(value, &end, 10);

	if (end == value || *end != '\0' || *value == '-' || number > 1024)
		return arena_format(parse->arena,
		                    "'%s' is no number up to 1024", value);
	*(uint32_t *)where = (uint32_t)number;
	return NULL;
}

static const char *take_limit(struct parse *parse, const char *value,
                              bool is_read, const char *wanted)
{
	return is_read ? NULL
	               : arena_format(parse->arena, "takes %s, not '%s'",
	                              wanted, value);
}

const char *take_file_size(struct parse *parse, void *where, const char *value)
{
	return take_limit(parse, value, budget_read_file_size(value, where),
	                  BUDGET_FILE_SIZE_WANTED);
}

const char *take_size(struct parse *parse, void *where, const char *value)
{
	return take_limit(parse, value, budget_read_size(value, where),
	                  BUDGET_SIZE_WANTED);
}

const char *take_time(struct parse *parse, void *where, const char *value)
{
	return take_limit(parse, value, budget_read_time(value, where),
	                  BUDGET_TIME_WANTED);
}

const char *take_output(struct parse *parse, void *where, const char *value)
{
	size_t length = strcspn(value, "=");
	struct output_choice choice = {
	    .format = arena_copy(parse->arena, value, length)};

	(void)where;
	if (value[length] == '=') {
		choice.file = value + length + 1;
		if (*choice.file == '\0')
			return arena_format(
			    parse->arena, "'%s' has no file after '='", value);
		if (strcmp(choice.file, "-") == 0)
			choice.file = NULL; /* standard output */
	}
	ARRAY_PUSH(parse->arena, &parse->options->outputs, choice);
	return NULL;
}

const char *take_files_from(struct parse *parse, void *where, const char *value)
{
	const char *problem = arguments_read_list(parse->arena, where, value);

	parse->options->has_file_list = true;
	parse->options->listed_count = parse->options->words.count;
	return problem;
}

const char *take_report_only(struct parse *parse, void *where,
                             const char *value)
{
	parse->options->has_report_only = true;
	return arguments_read_list(parse->arena, where, value);
}

const char *take_shard(struct parse *parse, void *where, const char *value)
{
	if (shard_read(where, value))
		return NULL;
	return arena_format(parse->arena,
	                    "'%s' is no share such as 2/8, the second of eight",
	                    value);
}
