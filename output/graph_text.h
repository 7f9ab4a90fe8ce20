/* The graph of classes as DOT (graphviz) and as JSON. */
#ifndef HEAPLINT_GRAPH_TEXT_H
#define HEAPLINT_GRAPH_TEXT_H

#include "graph.h"

#include <stdio.h>

/* Write all of it (`is_all`), or only what is on loops and the weak references
 * between such classes. */
typedef void graph_write(FILE *stream, const struct graph *graph, bool is_all);

graph_write graph_dot, graph_json;

#endif
