/* One rule's prose, all of it from its struct: its page, and what SARIF shows
 * beside a finding. */
#ifndef HEAPLINT_RULE_PAGE_H
#define HEAPLINT_RULE_PAGE_H

#include "registry.h"

/* "very-high", "high", "medium": SARIF's readers know these words. */
const char *rule_page_precision(enum precision precision);

/* The page without its heading, as Markdown, and the same as plain text;
 * to be given to free(). */
char *rule_page_markdown(const struct registered *entry);
char *rule_page_text(const struct rule *rule);

#endif
