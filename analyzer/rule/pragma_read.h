/* The words of comments that suppress findings. */
#ifndef HEAPLINT_PRAGMA_READ_H
#define HEAPLINT_PRAGMA_READ_H

#include "pragma.h"

/* Append the pragmas that stand in one comment. */
void pragma_read(struct pragmas *pragmas, struct arena *arena,
                 const struct registry *registry, const struct source *source,
                 struct span comment);

/* May there be any? */
bool pragma_may_be_in(struct str comment);

#endif
