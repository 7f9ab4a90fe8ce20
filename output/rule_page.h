/* One rule's prose, all of it from its struct: its page, and what SARIF shows
 * beside a finding. */
#ifndef HEAPLINT_RULE_PAGE_H
#define HEAPLINT_RULE_PAGE_H

#include "registry.h"

#include <stdio.h>

/* "very-high", "high", "medium": SARIF's readers know these words. */
const char *rule_page_precision(enum precision precision);

/* "none", "unsafe", "safe". */
const char *rule_page_fix(enum fix_safety fix);

/* What makes a finding of it an error, a warning or a note. */
const char *rule_page_levels(struct arena *arena, const struct rule *rule);

/* Text of a rule as Markdown: what Markdown would change becomes code; what
 * stands in backticks stays as it is. */
void rule_page_prose(FILE *stream, const char *text);
/* The same in a table, where a bar would end the cell. */
void rule_page_cell(FILE *stream, const char *text);

/* The page without its heading, fix, figures and what was judged, as Markdown,
 * and the same as plain text; to be given to free(). */
char *rule_page_markdown(const struct registered *entry);
char *rule_page_text(const struct rule *rule);

#endif
