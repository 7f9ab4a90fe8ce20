#include "record.h"

#include "rule_page.h"

#include <stdbool.h>
#include <string.h>

#include "record.gen.h"

const struct rule_record *record_of(const char *name)
{
	static const struct figure no_figure = {NULL, NULL};
	static const struct judged no_verdict = {NULL, 0, 0, 0};
	static const struct rule_record none = {.name = "",
	                                        .versions = "",
	                                        .figures = &no_figure,
	                                        .judged = &no_verdict};

	for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++)
		if (strcmp(records[i].name, name) == 0)
			return &records[i];
	return &none;
}

/* The texts between tabs as a row's further cells. */
static void write_cells(FILE *stream, const char *cells)
{
	for (;;) {
		size_t length = strcspn(cells, "\t");

		fprintf(stream, " %.*s |", (int)length, cells);
		if (cells[length] == '\0')
			break;
		cells += length + 1;
	}
	fputc('\n', stream);
}

static void write_head(FILE *stream, const char *versions)
{
	fputs("| CPython |", stream);
	write_cells(stream, versions);
	fputs("|---|---|", stream);
	for (const char *at = versions; *at != '\0'; at++)
		if (*at == '\t')
			fputs("---|", stream);
	fputc('\n', stream);
}

static bool has_line(const struct rule_record *record, bool has_cells)
{
	for (const struct figure *f = record->figures; f->line != NULL; f++)
		if ((f->cells != NULL) == has_cells)
			return true;
	return false;
}

static void write_table(FILE *stream, const struct rule_record *record)
{
	write_head(stream, record->versions);
	for (const struct figure *f = record->figures; f->line != NULL; f++) {
		if (f->cells == NULL)
			continue;
		fputs("| ", stream);
		rule_page_cell(stream, f->line);
		fputs(" |", stream);
		write_cells(stream, f->cells);
	}
}

static void write_lines(FILE *stream, const struct rule_record *record)
{
	for (const struct figure *f = record->figures; f->line != NULL; f++) {
		if (f->cells != NULL)
			continue;
		fputs("- ", stream);
		rule_page_prose(stream, f->line);
		fputc('\n', stream);
	}
}

void record_figures(FILE *stream, const struct rule_record *record)
{
	bool has_table = has_line(record, true);

	fputs("Measured under CPython ", stream);
	for (const char *at = record->versions; *at != '\0'; at++)
		if (*at == '\t')
			fputs(", ", stream);
		else
			fputc(*at, stream);
	if (has_table) {
		fputs(". Where a line has several \"...\", each cell has"
		      " their numbers in that order.\n\n",
		      stream);
		write_table(stream, record);
	}
	if (!has_line(record, false))
		return;
	if (has_table)
		fputs("\nThe same under all of these versions:\n\n", stream);
	else if (strchr(record->versions, '\t') != NULL)
		fputs(", the same under all of them:\n\n", stream);
	else
		fputs(":\n\n", stream);
	write_lines(stream, record);
}

void record_judged(FILE *stream, const struct rule_record *record)
{
	fputs("| drawn as | judged | right | pointless | wrong |\n"
	      "|---|---|---|---|---|\n",
	      stream);
	for (const struct judged *j = record->judged; j->level != NULL; j++)
		fprintf(stream, "| %s | %u | %u | %u | %u |\n", j->level,
		        j->right + j->pointless + j->wrong, j->right,
		        j->pointless, j->wrong);
}
