#include "rule_page.h"

#include "arena.h"
#include "output.h"
#include "sentence.h"

#include <stdlib.h>
#include <string.h>

const char *rule_page_precision(enum precision precision)
{
	static const char *const names[] = {
	    [PRECISION_MEDIUM] = "medium",
	    [PRECISION_HIGH] = "high",
	    [PRECISION_VERY_HIGH] = "very-high",
	};

	return names[precision];
}

static const char *fix_name(enum fix_safety fix)
{
	static const char *const names[] = {
	    [FIX_NONE] = "none",
	    [FIX_UNSAFE] = "unsafe",
	    [FIX_SAFE] = "safe",
	};

	return names[fix];
}

static const char *line_end(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && text[length - 1] == '\n' ? "" : "\n";
}

static void write_code(FILE *stream, const char *heading, const char *code)
{
	const char *fence = strstr(code, "```") != NULL ? "````" : "```";

	fprintf(stream, "\n## %s\n\n%spython\n%s%s%s\n", heading, fence, code,
	        line_end(code), fence);
}

/* A message as it reads, with dots where a finding has its names. */
static char *sample(struct arena *arena, const struct message *message)
{
	static const struct finding dotted = {
	    .argument_count = ARGUMENTS_MOST,
	    .arguments = {"...", "...", "...", "...", "..."},
	};

	return finding_text(arena, sentence_template(arena, message), &dotted);
}

static void write_messages(FILE *stream, const struct message *messages)
{
	struct arena scratch = {0};

	fputs("\n## What it says\n\n", stream);
	for (; messages->text != NULL; messages++)
		fprintf(stream, "- %s\n", sample(&scratch, messages));
	arena_release(&scratch);
}

static void write_references(FILE *stream, const char *const *see)
{
	if (see == NULL || *see == NULL)
		return;
	fputs("\n## References\n\n", stream);
	for (; *see != NULL; see++)
		if (strncmp(*see, "http", 4) == 0)
			fprintf(stream, "- <%s>\n", *see);
		else
			fprintf(stream, "- %s\n", *see);
}

static void write_body(FILE *stream, const struct registered *entry)
{
	const struct rule *rule = entry->rule;
	struct arena scratch = {0};

	fprintf(stream, "%s\n\n", sentence(&scratch, rule->title));
	fprintf(stream,
	        "| code | name | family | level | precision | fix |\n"
	        "|---|---|---|---|---|---|\n"
	        "| %s | %s | %s | %s | %s | %s |\n\n",
	        rule->code, entry->name, entry->family, level_name(rule->level),
	        rule_page_precision(rule->precision), fix_name(rule->fix));
	if (rule->is_off)
		fputs("It runs only when it is selected by its code or its"
		      " name.\n\n",
		      stream);
	fprintf(stream, "## Why\n\n%s\n", rule->why);
	write_code(stream, "Reported", rule->bad);
	write_code(stream, "Instead", rule->good);
	write_messages(stream, rule->messages);
	fprintf(stream,
	        "\n## Where it is right as it is\n\n"
	        "End the line with `# heaplint: ignore[%s] reason`.\n",
	        rule->code);
	write_references(stream, rule->see);
	arena_release(&scratch);
}

static FILE *open_memory(char **text, size_t *size)
{
	FILE *stream = open_memstream(text, size);

	if (stream == NULL) {
		perror("heaplint");
		exit(2);
	}
	return stream;
}

char *rule_page_markdown(const struct registered *entry)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memory(&text, &size);

	write_body(stream, entry);
	fclose(stream);
	return text;
}

char *rule_page_text(const struct rule *rule)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memory(&text, &size);

	fprintf(stream, "%s\n\nReported:\n\n%s%s\nInstead:\n\n%s", rule->why,
	        rule->bad, line_end(rule->bad), rule->good);
	fclose(stream);
	return text;
}

void output_rule(FILE *stream, const struct registered *entry)
{
	fprintf(stream, "# %s %s\n\n", entry->rule->code, entry->name);
	write_body(stream, entry);
	fflush(stream);
}

/* A bar would end the table's cell. */
static void write_cell(FILE *stream, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '|')
			fputc('\\', stream);
		fputc(*text, stream);
	}
}

static void write_row(FILE *stream, const struct registered *entry)
{
	const struct rule *rule = entry->rule;

	fprintf(stream, "| %s | %s | %s%s | %s | %s | ", rule->code,
	        entry->name, level_name(rule->level),
	        rule->is_off ? ", off" : "",
	        rule_page_precision(rule->precision), fix_name(rule->fix));
	write_cell(stream, rule->title);
	fputs(" |\n", stream);
}

static bool is_first_of_family(const struct registry *registry, uint32_t index)
{
	for (uint32_t i = 0; i < index; i++)
		if (strcmp(registry->rules[i].family,
		           registry->rules[index].family) == 0)
			return false;
	return true;
}

static void write_family(FILE *stream, const struct registry *registry,
                         const char *family)
{
	fprintf(stream,
	        "\n## %s\n\n"
	        "| code | name | level | precision | fix | what it finds |\n"
	        "|---|---|---|---|---|---|\n",
	        family);
	for (uint32_t i = 0; i < registry->count; i++)
		if (strcmp(registry->rules[i].family, family) == 0)
			write_row(stream, &registry->rules[i]);
}

void output_catalogue(FILE *stream, const struct registry *registry)
{
	fprintf(stream, "# The rules\n");
	for (uint32_t i = 0; i < registry->count; i++)
		if (is_first_of_family(registry, i))
			write_family(stream, registry,
			             registry->rules[i].family);
	fflush(stream);
}
