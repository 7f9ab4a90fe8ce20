/* The link step: answers what only all files together can tell. */
#ifndef HEAPLINT_PROJECT_H
#define HEAPLINT_PROJECT_H

#include "answers.h"
#include "summary.h"

/* Index the summaries (they are kept, not copied). What is needed for one
 * question only is `scratch`'s. */
struct project *project_link(struct arena *arena, struct arena *scratch,
                             const struct summary *const *summaries,
                             uint32_t count);

/* Is the answer to the condition surely yes, as far as the files of this run
 * tell? `asker` is the summary that holds the finding. */
bool project_answers(const struct project *project, const struct summary *asker,
                     const struct condition *condition);

/* The conditional findings of the asker that hold, appended to `findings`. */
void project_settle(struct answers *answers, struct findings *findings);

#endif
