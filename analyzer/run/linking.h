/* The second half of a run: what all files together answer. */
#ifndef HEAPLINT_LINKING_H
#define HEAPLINT_LINKING_H

#include "answers.h"
#include "report.h"

/* Settle one file's findings by its answers; what comes of it is `kept`'s. */
void link_file(struct file_result *file, struct arena *kept,
               struct answers *answers);

/* Add to the report's notices what was not looked at for its files' answers.
 */
void link_tell(struct report *report, struct arena *arena);

/* Link all files, and tell. Where their answers are asked for, they are
 * `arena`'s, as is what the project is made of. */
void link_files(struct report *report, struct arena *kept, struct arena *arena,
                struct answers *answers);

#endif
