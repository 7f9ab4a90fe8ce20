/* Findings -> bytes. One file for each format. */
#ifndef HEAPLINT_OUTPUT_H
#define HEAPLINT_OUTPUT_H

#include "report.h"

#include <stdio.h>

struct output_options {
	bool is_coloured;     /* text formats: terminal colours */
	bool has_statistics;  /* text formats: counts by rule and level */
	bool is_quiet;        /* no summary line */
	const char *category; /* SARIF: what this log is called among several of
	                         one repository; NULL: by the tool's name */
};

/* Write the whole report. `stream` is flushed; write errors are left in
 * ferror(stream). False if a file is no longer what was analysed: its findings
 * are left out, and the output says so. */
typedef bool output_write(FILE *stream, const struct report *report,
                          const struct output_options *options);

output_write output_full, output_concise, output_json, output_json_lines,
    output_github, output_gitlab, output_sarif;

struct output_format {
	const char *name; /* "sarif" */
	output_write *write;
	bool is_text; /* for people: can show statistics */
};

/* All formats, ended by one without a name. */
extern const struct output_format output_formats[];

/* "3 findings not shown (--level warning)", if there are such, and how many of
 * them say that code was not analysed. */
void output_hidden(FILE *stream, const struct report *report);

/* "fixed 3, 4 remaining (2 fixable with --unsafe-fixes)", or how many could be.
 */
void output_fixes(FILE *stream, const struct report *report);

/* What --statistics shows where no text format does: the table of counts and
 * the line that sums up. */
void output_statistics(FILE *stream, const struct report *report);

/* What is said of a file whose findings cannot be shown: a clause. */
const char *output_changed(const struct report *report);

/* `heaplint rule CODE`: one rule's page as Markdown, from its struct. */
void output_rule(FILE *stream, const struct registered *rule);
/* The catalogue: tables of the rules chosen, by family, as Markdown. */
void output_catalogue(FILE *stream, const struct registry *registry,
                      const bool *chosen);
void output_rules_json(FILE *stream, const struct registry *registry,
                       const bool *chosen);

/* `heaplint rule --folklore`: as Markdown, as JSON. */
void output_folklore(FILE *stream);
void output_folklore_json(FILE *stream);

#endif
