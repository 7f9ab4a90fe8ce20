/* Comments that suppress the findings of a file, as edits to it. */
#ifndef HEAPLINT_PRAGMA_ADD_H
#define HEAPLINT_PRAGMA_ADD_H

#include "rewrite.h"
#include "rule.h"

struct pragma_edits {
	ARRAY(struct rewrite_edit) list; /* in order */
	uint32_t count;                  /* findings that they suppress */
};

/* Those for the findings that are not suppressed yet, but for those about the
 * comments and about code that was not read: a comment at the end of each
 * statement, or words more in the one that is there. */
void pragma_add(struct pragma_edits *edits, struct arena *arena,
                const struct tree *tree, const struct findings *findings,
                const char *reason);

#endif
