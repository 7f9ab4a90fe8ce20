#include "rule_page.h"

#include "arena.h"
#include "output.h"
#include "record.h"
#include "sentence.h"
#include "text.h"

#include <ctype.h>
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

const char *rule_page_fix(enum fix_safety fix)
{
	static const char *const names[] = {
	    [FIX_NONE] = "none",
	    [FIX_UNSAFE] = "unsafe",
	    [FIX_SAFE] = "safe",
	};

	return names[fix];
}

/* Would Markdown take a part of the word for its own: "__slots__", "*args",
 * "<locals>"? */
static bool is_marked_up(const char *word, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++)
		if ((word[i] == '_' && (i == 0 || word[i + 1] == '_')) ||
		    (word[i] == '<' && isalpha((unsigned char)word[i + 1])) ||
		    word[i] == '*' || (word[i] == ']' && word[i + 1] == '('))
			return true;
	return length > 1 && word[length - 1] == '*';
}

/* One word of prose; what Markdown would change becomes code, but for the
 * punctuation around it. */
static void write_word(FILE *stream, const char *word, size_t length)
{
	size_t start = 0, end = length;

	while (start < end && strchr("('\"", word[start]) != NULL)
		start++;
	while (end > start && strchr(".,;:)'\"", word[end - 1]) != NULL)
		end--;
	if (!is_marked_up(word + start, end - start)) {
		fwrite(word, 1, length, stream);
		return;
	}
	fwrite(word, 1, start, stream);
	fprintf(stream, "`%.*s`", (int)(end - start), word + start);
	fwrite(word + end, 1, length - end, stream);
}

void rule_page_prose(FILE *stream, const char *text)
{
	bool is_code = false;

	while (*text != '\0') {
		size_t length = strcspn(text, " \n`");

		if (is_code)
			fwrite(text, 1, length, stream);
		else
			write_word(stream, text, length);
		text += length;
		if (*text == '\0')
			break;
		is_code ^= *text == '`';
		fputc(*text++, stream);
	}
}

void rule_page_cell(FILE *stream, const char *text)
{
	struct arena scratch = {0};
	char *copy = arena_alloc(&scratch, strlen(text) * 2 + 1), *to = copy;

	for (; *text != '\0'; text++) {
		if (*text == '|')
			*to++ = '\\';
		*to++ = *text;
	}
	rule_page_prose(stream, copy);
	arena_release(&scratch);
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

	return finding_text(arena, sentence_template(arena, message, false),
	                    &dotted);
}

static void write_messages(FILE *stream, const struct message *messages)
{
	struct arena scratch = {0};

	fputs("\n## What it says\n\n", stream);
	for (; messages->text != NULL; messages++) {
		fputs("- ", stream);
		rule_page_prose(stream, sample(&scratch, messages));
		fputc('\n', stream);
	}
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

const char *rule_page_levels(struct arena *arena, const struct rule *rule)
{
	if (rule->levels != NULL)
		return rule->levels;
	return arena_format(arena, "Always %s %s.",
	                    rule->level == LEVEL_ERROR ? "an" : "a",
	                    level_name(rule->level));
}

static void write_names_before(FILE *stream, const struct rule *rule)
{
	const char *const *was = rule->was;

	if (was == NULL || *was == NULL)
		return;
	fputs("It was called", stream);
	for (; *was != NULL; was++)
		fprintf(stream, " %s%s", *was, was[1] != NULL ? "," : "");
	fputs(" before, which means it as well.\n\n", stream);
}

static void write_fix(FILE *stream, const struct rule *rule)
{
	static const char *const told[] = {
	    [FIX_NONE] = "None: what to write instead takes a person.",
	    [FIX_UNSAFE] = ("Unsafe: what it does may differ in cases that the"
	                    " code does not show. Look at it first."),
	    [FIX_SAFE] = "Safe: the program does the same as before.",
	};

	fprintf(stream, "\n## Fix\n\n%s", told[rule->fix]);
	if (rule->fix != FIX_NONE)
		fputs(" That is the best it offers; each finding says whether"
		      " it has a fix, and how safe that one is.",
		      stream);
	fputc('\n', stream);
}

static void write_judged(FILE *stream, const struct rule_record *record)
{
	fprintf(stream,
	        " Findings were drawn at random from real packages, and read in"
	        " their source by %s:\n\n",
	        record->readers == 1 ? "one reader" : "two readers");
	record_judged(stream, record);
	fprintf(
	    stream,
	    "\n*Drawn as* is the level that they had; the rule may give"
	    " others by now. *Right* is true and worth saying at that level,"
	    " *pointless* is true and not worth it, *wrong* is untrue.%s\n",
	    record->readers == 1
	        ? ""
	        : " Where the readers disagree, the worse counts.");
}

static void write_missed(FILE *stream, const struct missed *missed)
{
	fputs("\n## What it misses\n\n", stream);
	if (missed->codes == NULL) {
		fputs("It was not measured: no sample of places in real code"
		      " was labelled for it.\n",
		      stream);
		return;
	}
	fprintf(stream,
	        "Places in real code that look like what %s %s were drawn at"
	        " random and labelled. ",
	        missed->codes,
	        strchr(missed->codes, ' ') == NULL ? "reports" : "report");
	if (missed->labelled_true == 0)
		fputs("None of them was to be reported", stream);
	else
		fprintf(stream, "Of %u to be reported %u are",
		        missed->labelled_true, missed->reported);
	fprintf(stream, "; of %u to be left alone %u are reported.\n",
	        missed->labelled_false, missed->reported_falsely);
}

/* What was measured and judged, which is nothing of the struct's. */
static void write_record(FILE *stream, const struct rule *rule)
{
	const struct rule_record *record = record_of(rule->code);

	if (record->figures->line != NULL) {
		fputs("\n## Figures\n\n", stream);
		record_figures(stream, record);
	}
	fprintf(stream,
	        "\n## How often it is right\n\nPrecision: %s (very-high: 97 of"
	        " 100; high: nine of ten; medium: fewer, or too few were"
	        " judged; a note counts if it is true, a warning or error if"
	        " it is right).",
	        rule_page_precision(rule->precision));
	if (record->judged->level == NULL)
		fputs(" None of its findings in real code was judged: there"
		      " were none, or too few, in the packages that were drawn"
		      " from.\n",
		      stream);
	else
		write_judged(stream, record);
	write_missed(stream, &record->missed);
}

static void write_body(FILE *stream, const struct registered *entry,
                       bool has_record)
{
	const struct rule *rule = entry->rule;
	struct arena scratch = {0};

	rule_page_prose(stream, sentence(&scratch, rule->title));
	fprintf(stream,
	        "\n\n"
	        "| code | name | family | default level | precision | fix |\n"
	        "|---|---|---|---|---|---|\n"
	        "| %s | %s | %s | %s | %s | %s |\n\n",
	        rule->code, entry->name, entry->family, level_name(rule->level),
	        rule_page_precision(rule->precision), rule_page_fix(rule->fix));
	if (rule->is_off)
		fputs("It runs only when it is selected by its code or its"
		      " name.\n\n",
		      stream);
	write_names_before(stream, rule);
	fputs("## Why\n\n", stream);
	rule_page_prose(stream, rule->why);
	fputs("\n\n## Levels\n\n", stream);
	rule_page_prose(stream, rule_page_levels(&scratch, rule));
	if (rule->levels != NULL)
		fputs(" The default level is what readers of SARIF are told of"
		      " the rule; each finding has its own.",
		      stream);
	fputc('\n', stream);
	write_code(stream, "Reported", rule->bad);
	write_code(stream, "Instead", rule->good);
	write_messages(stream, rule->messages);
	if (has_record && rule->left_out != NULL) {
		fputs("\n## Left out\n\n", stream);
		rule_page_prose(stream, rule->left_out);
		fputc('\n', stream);
	}
	if (has_record) {
		write_fix(stream, rule);
		write_record(stream, rule);
	}
	write_references(stream, rule->see);
	arena_release(&scratch);
}

char *rule_page_markdown(const struct registered *entry)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = text_open_memory(&text, &size);

	write_body(stream, entry, false);
	text_close_memory(stream, &text);
	return text;
}

char *rule_page_text(const struct rule *rule)
{
	struct arena scratch = {0};
	char *text = NULL;
	size_t size = 0;
	FILE *stream = text_open_memory(&text, &size);

	fprintf(stream, "%s\n\nLevels: %s\n\nReported:\n\n%s%s\nInstead:\n\n%s",
	        rule->why, rule_page_levels(&scratch, rule), rule->bad,
	        line_end(rule->bad), rule->good);
	text_close_memory(stream, &text);
	arena_release(&scratch);
	return text;
}

void output_rule(FILE *stream, const struct registered *entry)
{
	fprintf(stream, "# %s %s\n\n", entry->rule->code, entry->name);
	write_body(stream, entry, true);
	fflush(stream);
}
