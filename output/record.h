/* What was measured and judged of a rule, or of an entry of the folklore:
 * rules/pages.py puts it into record.gen.h. */
#ifndef HEAPLINT_RECORD_H
#define HEAPLINT_RECORD_H

#include <stdio.h>

/* One line that evidence.py prints. Numbers that differ from one version of
 * CPython to the next are "..." in it, and stand in the cells. */
struct figure {
	const char *line;
	const char *cells; /* one a version, tabs between; NULL: all the same */
};

/* Findings that were drawn from real code as of one level, by what two readers
 * said of them. */
struct judged {
	const char *level;
	unsigned right, pointless, wrong;
};

/* Places of real code that look like what a pattern's rules report, labelled
 * before heaplint was run on them: how many of them it reports. */
struct missed {
	const char *codes; /* "MEM601", "MEM201, MEM202 and MEM203" or NULL */
	unsigned labelled_true, reported;
	unsigned labelled_false, reported_falsely;
};

struct rule_record {
	const char *name;             /* "MEM301", or the entry's name */
	const char *versions;         /* "3.8.18\t3.9.18": of the figures */
	const struct figure *figures; /* ended by one without a line */
	const struct judged *judged;  /* ended by one without a level */
	unsigned readers;             /* who judged them: 1 or 2 */
	struct missed missed;
};

/* One without figures if nothing is recorded. */
const struct rule_record *record_of(const char *name);

/* The figures as a table, and below it the lines that are the same under all
 * versions; as Markdown. */
void record_figures(FILE *stream, const struct rule_record *record);

/* The table of what was judged. */
void record_judged(FILE *stream, const struct rule_record *record);

#endif
