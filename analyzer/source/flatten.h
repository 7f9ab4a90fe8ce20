/* tree-sitter's tree -> the flattened one. */
#ifndef HEAPLINT_FLATTEN_H
#define HEAPLINT_FLATTEN_H

#include "tree.h"

struct TSLanguage;
struct TSTree;

/* What the grammar's numbers stand for; made once for a parser. */
struct flatten_maps;

struct flatten_maps *flatten_maps_new(struct arena *arena,
                                      const struct TSLanguage *language);

/* Fill in the nodes, names, comments and errors of `tree`, whose source and
 * names are there. Returns the nodes, for marks that follow from all of them;
 * NULL if they would take more than `most` bytes. */
struct node *flatten(struct tree *tree, struct arena *arena,
                     const struct flatten_maps *maps,
                     const struct TSTree *parsed, uint64_t most);

#endif
