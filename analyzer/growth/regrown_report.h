/* The findings of the rules about arrays and frames that are made anew. */
#ifndef HEAPLINT_REGROWN_REPORT_H
#define HEAPLINT_REGROWN_REPORT_H

#include "regrown.h"
#include "rule.h"

/* Report each, with the places of what repeats it; the rule's message_of() says
 * which of its messages. {0} is what grows, {1} when, {2} what makes it anew.
 */
void regrown_report(struct pass *pass, const struct regrowns *found,
                    unsigned (*message_of)(const struct regrown *));

#endif
