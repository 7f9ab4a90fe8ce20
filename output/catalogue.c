/* All rules as one table in Markdown: rules/README.md. */
#include "output.h"

#include "arena.h"
#include "rule_page.h"

#include <ctype.h>
#include <string.h>

/* What the rules of a family are about. */
static const char *about(const char *family)
{
	static const char *const families[][2] = {
	    {"run", "What heaplint has to say of itself: comments that suppress"
	            " nothing, code that it could not read"},
	    {"cycles", "Objects that keep each other alive until the cyclic"
	               " collector runs, or for ever"},
	    {"copies", "Slices and copies that are made only to be read"},
	    {"building", "Text, lists and dicts that are grown by copying them"
	                 " again and again"},
	    {"layout", "Instances that take more than they need: `__dict__`,"
	               " dicts as records, lists of numbers"},
	    {"materialise", "Lists, files and results that are held whole, only"
	                    " to be read once"},
	    {"growth", "Containers, caches and registries that only grow"},
	    {"resources", "What is held open, and what holds it"},
	    {"arrays", "Arrays and frames that are copied or grown piece by"
	               " piece, and figures that stay open"},
	    {"collector", "The garbage collector and tracing, switched off or"
	                  " left on"},
	};

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (strcmp(families[i][0], family) == 0)
			return families[i][1];
	return "";
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = strstr(text, word); at != NULL;
	     at = strstr(at + 1, word))
		if ((at == text || !isalpha((unsigned char)at[-1])) &&
		    !isalpha((unsigned char)at[length]))
			return true;
	return false;
}

/* The levels that its findings have, from the highest down. */
static void write_levels(FILE *stream, const struct rule *rule)
{
	struct arena scratch = {0};
	const char *told = rule_page_levels(&scratch, rule), *between = "";

	for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
		const char *name = level_name((enum level)level);

		if (!has_word(told, name))
			continue;
		fprintf(stream, "%s%s", between, name);
		between = ", ";
	}
	arena_release(&scratch);
}

static void write_row(FILE *stream, const struct registered *entry)
{
	const struct rule *rule = entry->rule;

	fprintf(stream, "| %s | %s | ", rule->code, entry->name);
	write_levels(stream, rule);
	fprintf(stream, "%s | %s | %s | ", rule->is_off ? ", off" : "",
	        rule_page_precision(rule->precision), rule_page_fix(rule->fix));
	rule_page_cell(stream, rule->title);
	fputs(" |\n", stream);
}

static bool is_first_of_family(const struct registry *registry,
                               const bool *chosen, uint32_t index)
{
	for (uint32_t i = 0; i < index; i++)
		if (chosen[i] && strcmp(registry->rules[i].family,
		                        registry->rules[index].family) == 0)
			return false;
	return chosen[index];
}

static void write_family(FILE *stream, const struct registry *registry,
                         const bool *chosen, const char *family)
{
	fprintf(stream, "\n## %s\n\n", family);
	if (*about(family) != '\0')
		fprintf(stream, "%s.\n\n", about(family));
	fputs("| code | name | levels | precision | fix | what it finds |\n"
	      "|---|---|---|---|---|---|\n",
	      stream);
	for (uint32_t i = 0; i < registry->count; i++)
		if (chosen[i] && strcmp(registry->rules[i].family, family) == 0)
			write_row(stream, &registry->rules[i]);
}

void output_catalogue(FILE *stream, const struct registry *registry,
                      const bool *chosen)
{
	fprintf(stream, "# The rules\n");
	for (uint32_t i = 0; i < registry->count; i++)
		if (is_first_of_family(registry, chosen, i))
			write_family(stream, registry, chosen,
			             registry->rules[i].family);
	fflush(stream);
}
