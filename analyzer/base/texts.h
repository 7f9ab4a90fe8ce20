/* Lists of texts, as summaries hold them: sorted, each once. */
#ifndef HEAPLINT_TEXTS_H
#define HEAPLINT_TEXTS_H

#include "arena.h"

struct texts {
	ARRAY(const char *) list;
};

/* Append a text; it is kept, not copied. */
void texts_add(struct arena *arena, struct texts *texts, const char *text);
/* Sort them, bytewise, and keep each once. */
void texts_sort(struct texts *texts);
/* The same texts in one piece of `arena`; NULL if there are none. */
const char *const *texts_keep(const struct texts *texts, struct arena *arena);

#endif
