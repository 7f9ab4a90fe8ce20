/* What outlives the analysis of its file: findings and summaries, each text
 * once and no list with room to grow. */
#ifndef HEAPLINT_PACK_H
#define HEAPLINT_PACK_H

#include "summary.h"

struct packer;

/* All that it packs is `kept`'s; it needs `words` only while it packs. */
struct packer *packer_new(struct arena *kept, struct arena *words);

/* The same text, which may be NULL. */
const char *pack_text(struct packer *packer, const char *text);
/* The list moves into the packer's memory, as does all it refers to. */
void pack_findings(struct packer *packer, struct findings *findings);
/* A copy; its path is the same. */
struct summary *pack_summary(struct packer *packer,
                             const struct summary *summary);

#endif
